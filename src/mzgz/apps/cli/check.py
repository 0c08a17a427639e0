"""`mzgz check`: judges what was promised and what was submitted."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, TextIO

import typer

from mzgz.apps.cli.options import (
    EXIT_FINDINGS,
    EXIT_UNOPENED,
    AsOf,
    Debug,
    Directory,
    PeriodText,
    Refusal,
    UnitName,
    find_root,
    find_unit,
    latest_year,
    open_ledger,
    parse_day,
    parse_period,
    today,
)

Format = Literal["text", "json", "github", "sarif", "junit"]


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[文件]…", help="只看这些文件的问题；仍读入全部。")
    ] = None,
    unit: UnitName = None,
    period: PeriodText = None,
    format_: Annotated[Format, typer.Option("--format", metavar="格式", help="text json github sarif junit")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="有提示也算不通过。")] = False,
    as_of: AsOf = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """审核目标和报送，像细心的审核员一样逐项看。"""
    root = find_root(directory)
    asked = CheckRequest(_within(root, paths or []), unit, period, format_, strict, parse_day(as_of) or today())
    if sys.stdout.isatty():
        status = _judge(root, asked, sys.stdout)
    else:
        output, status = _said(root, asked)
        sys.stdout.write(output)
    if status:
        raise typer.Exit(status)


class CheckRequest(NamedTuple):
    """What the check was asked for."""

    paths: tuple[str, ...]
    unit: str | None
    period: str | None
    format: Format
    strict: bool
    day: date


def _said(root: Path, asked: CheckRequest) -> tuple[str, int]:
    """The output for a pipe, and the status: remembered, where nothing they depend on has changed since."""
    from mzgz.apps.cli.cache import KeptOutput, folder, keep, key_of, recall

    key = key_of(root, [*asked.paths, *(str(part) for part in asked[1:])]) if folder() else None
    said = recall(key) if key else None
    if said is None:
        output = io.StringIO()
        status = _judge(root, asked, output)
        said = KeptOutput(output.getvalue(), status)
        if key:
            keep(key, said)
    return said


def _judge(root: Path, asked: CheckRequest, stream: TextIO) -> int:
    """Judge, write what was found, and give the exit status."""
    from mzgz import validation

    _, ledger, found = open_ledger(root)
    unit, month = find_unit(ledger, asked.unit), parse_period(asked.period)
    if month and ledger.years and month.year not in {*ledger.years, *(when.year for when in ledger.months)}:
        latest_year(ledger, month.year)  # refuses it, and says which years there are
    chosen = validation.Selection(
        paths=asked.paths, unit=unit.code if unit else None, period=str(month) if month else None
    )
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


def _within(root: Path, paths: list[Path]) -> tuple[str, ...]:
    """Workspace-relative forms of files and folders named on the command line."""
    named: list[str] = []
    for path in paths:
        place = path if path.exists() else root / path
        if not place.exists():
            raise Refusal(
                f"打不开 {path}：没有这个文件或目录。写从工作区算起的路径，如 submissions/2022-06；"
                f"按单位、按月看，用 --unit 和 --period。",
                EXIT_UNOPENED,
            )
        try:
            named.append(place.resolve().relative_to(root.resolve()).as_posix())
        except ValueError:
            raise Refusal(f"{path} 不在工作区 {root} 里。", EXIT_UNOPENED) from None
    return tuple(named)
