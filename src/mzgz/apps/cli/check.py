"""`mzgz check`: judges what was promised and what was submitted."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, TextIO

import typer

from mzgz.apps.cli.options import (
    EXIT_FINDINGS,
    EXIT_UNOPENED,
    Debug,
    Directory,
    PeriodText,
    Refusal,
    UnitName,
    find_root,
    for_programs,
    latest_year,
    open_ledger,
)
from mzgz.apps.cli.typed_days import parse_day, parse_month, today
from mzgz.apps.cli.typed_names import find_unit
from mzgz.intake.regular_file import shown_path
from mzgz.model import MARKER, READ_FOLDERS

if TYPE_CHECKING:
    from mzgz.model.findings import Diagnostic
    from mzgz.model.ledger import Ledger

Format = Literal["text", "json", "github", "sarif", "junit"]


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[文件]…", help="只看这些文件的问题；仍读入全部。")
    ] = None,
    unit: UnitName = None,
    period: PeriodText = None,
    format_: Annotated[Format, typer.Option("--format", metavar="格式", help="text json github sarif junit")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="有提示也算不通过。")] = False,
    changed: Annotated[bool, typer.Option("--changed", help="只看受理、退回以后又改动的，和还没有办的。")] = False,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="日期", help="到期、迟报按哪一天看，如 2022-07-06；以后收到的也审。默认今天。"),
    ] = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """审核目标和报送，像细心的审核员一样逐项看。"""
    root = find_root(directory)
    named, drafts = _within(root, paths or [])
    asked = CheckRequest(named, drafts, unit, period, format_, strict, parse_day(as_of) or today(), changed)
    if format_ != "text":
        for_programs()
    if sys.stdout.isatty() or drafts:
        status = _judge(root, asked, sys.stdout)
    else:
        output, status = _output_of(root, asked)
        sys.stdout.write(output)
    if status:
        raise typer.Exit(status)


class CheckRequest(NamedTuple):
    """What the check was asked for."""

    paths: tuple[str, ...]
    drafts: tuple[Path, ...]
    """Files that lie elsewhere: judged as what they say they are."""
    unit: str | None
    period: str | None
    format: Format
    strict: bool
    day: date
    changed: bool = False


def _output_of(root: Path, asked: CheckRequest) -> tuple[str, int]:
    """The output for a pipe, and the status: remembered, where nothing they depend on has changed since."""
    from mzgz.apps.cli.check_cache import KeptOutput, folder, keep, key_of, recall

    key = key_of(root, [*asked.paths, *(str(part) for part in asked[1:])]) if folder() else None
    reported = recall(key) if key else None
    if reported is None:
        output = io.StringIO()
        status = _judge(root, asked, output)
        reported = KeptOutput(output.getvalue(), status)
        if key:
            keep(key, reported)
    return reported


def _judge(root: Path, asked: CheckRequest, stream: TextIO) -> int:
    """Judge, write what was found, and give the exit status."""
    from mzgz import validation

    _, ledger, found = open_ledger(root)
    for draft in asked.drafts:
        ledger, more = _supposed(ledger, draft)
        found = [*found, *more]
    unit, month = find_unit(ledger, asked.unit), parse_month(asked.period, "审核按月看")
    if month and ledger.years and month.year not in {*ledger.years, *(when.year for when in ledger.months)}:
        latest_year(ledger, month.year)  # refuses it, and says which years there are
    chosen = validation.Selection(
        paths=(*asked.paths, *map(_shown, asked.drafts)),
        unit=unit.code if unit else None,
        period=str(month) if month else None,
    )
    if asked.changed:
        from mzgz.validation.engine.changed_since_decision import changed_since_decided

        chosen = replace(chosen, changed=changed_since_decided(ledger))
    judgement = validation.run(ledger, found, as_of=asked.day, only=chosen, today=today())
    if asked.format == "text":
        from mzgz.formats.terminal.findings_text import show_findings

        show_findings(judgement, ledger, root, stream, strict=asked.strict)
        if judgement.summary.files == 0 and (unit or month):
            stream.write(f"{unit.label if unit else ''}{month.label if month else ''}没有报送文件；")
            stream.write(f"应为 submissions/{month or '月份'}/{unit.code if unit else '单位代码'}.yaml。\n")
    else:
        from mzgz.formats.ci.reporters import render

        files = [path for path in ledger.attempted.values() if not chosen.paths or chosen.has_path(path)]
        stream.write(render(judgement, asked.format, validation.ALL_RULES, files))
    notes = asked.strict and any(finding.severity == "note" for finding in judgement.findings)
    return EXIT_FINDINGS if judgement.blocks or notes else 0


def _supposed(ledger: Ledger, draft: Path) -> tuple[Ledger, list[Diagnostic]]:
    """The ledger with a draft in the place its unit and period name; refuses one that does not say whose it is."""
    from mzgz.intake.workspace.trial_return import suppose

    supposed = suppose(ledger, draft, _shown(draft))
    if supposed.key is None and not supposed.found:
        raise Refusal(
            f"{_shown(draft)} 没有写明是哪个单位、哪个月的报送（unit 写单位代码，period 写 2022-06 这样的月份），没有审核。",
            EXIT_UNOPENED,
        )
    if supposed.key is not None:
        month, unit = supposed.key
        print(
            f"{_shown(draft)} 按{ledger.units.by_code[unit].label}{month.label}的报送审核，没有写入。", file=sys.stderr
        )
    return supposed.ledger, list(supposed.found)


def _shown(draft: Path) -> str:
    return shown_path(draft.as_posix())


def _within(root: Path, paths: list[Path]) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """Workspace-relative forms of what the check reads, and returns that lie elsewhere; refuses what is neither."""
    named: list[str] = []
    drafts: list[Path] = []
    for path in paths:
        place = path if path.exists() else root / path
        if not place.exists():
            raise Refusal(
                f"打不开 {path}：没有这个文件或目录。写从工作区算起的路径，如 submissions/2022-06；"
                f"按单位、按月看，用 --unit 和 --period。",
                EXIT_UNOPENED,
            )
        inside = _relative(root, place)
        if inside is not None and (inside == "." or inside == MARKER or inside.split("/")[0] in READ_FOLDERS):
            named.append(shown_path(inside))
        elif place.is_file() and place.suffix.lower() in (".yaml", ".yml"):
            drafts.append(place)
        else:
            raise Refusal(f"{path} 不是报送、目标或受理记录，没有审核。{_instead(place)}", EXIT_UNOPENED)
    return tuple(named), tuple(drafts)


_OTHER = {".xlsx": "填报表用 mzgz import 导入", ".csv": "CSV 用 mzgz import 导入", ".docx": "文稿用 mzgz verify 核对"}


def _instead(place: Path) -> str:
    words = _OTHER.get(place.suffix.lower(), "可以写 submissions/2022-06，或一个写明 unit 和 period 的 .yaml 文件")
    return f"{words}。"


def _relative(root: Path, place: Path) -> str | None:
    """The path as seen from the workspace, links followed or not; None outside of it."""
    for one, base in ((place.absolute(), root.absolute()), (place.resolve(), root.resolve())):
        if one.is_relative_to(base) and ".." not in one.parts:
            return one.relative_to(base).as_posix()
    return None
