"""`mzgz import`: filled workbooks and CSV files in, after showing what they change."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.apps.cli.import_preview import show_pending, show_refused, tell_findings, tell_late, tell_unread
from mzgz.apps.cli.options import (
    EXIT_FINDINGS,
    EXIT_UNOPENED,
    EXIT_USAGE,
    Debug,
    Directory,
    PeriodText,
    Refusal,
    UnitName,
    open_ledger,
)
from mzgz.apps.cli.typed_days import now, parse_month, parse_past_day, today
from mzgz.apps.cli.typed_names import find_unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mzgz.intake.form.import_result import Pending
    from mzgz.model.findings import Diagnostic

_YES = ("是", "y", "yes", "ｙ")


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件…", help="填好的填报表（.xlsx、.ods、.xls、.et），或 .csv；写文件夹就是里面的全部。"
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问，直接写入。")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="目录", help="写到哪里；默认 submissions。")] = None,
    received: Annotated[
        str | None, typer.Option("--received", metavar="日期", help="收到日期，如 2022-07-04；默认今天。")
    ] = None,
    unit: UnitName = None,
    period: PeriodText = None,
    reply: Annotated[
        bool, typer.Option("--reply", help="没有收入的表标出问题，连同说明放到旁边的“退回”文件夹，供发回。")
    ] = False,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """导入填好的填报表，先列出改动，确认后写入。"""
    from mzgz.formats.form_file_kinds import take
    from mzgz.intake.form.draft import Wanted
    from mzgz.intake.form.import_result import prepare
    from mzgz.model.findings import Diagnostic
    from mzgz.workflow.findings_before_import import refused_as_well

    root, ledger, loaded = open_ledger(directory)
    files, left = _files(files)
    day = parse_past_day(received, "收到日期")
    wanted = Wanted(code.code if (code := find_unit(ledger, unit)) else None, parse_month(period, "填报表按月收"))
    taken = take(files, ledger, wanted)
    stated = received is not None
    built = [prepare(draft, ledger, root, day, loaded, stated=stated) for draft in taken.drafts if draft.complete]
    found = [*left, *taken.found, *(item for item in built if isinstance(item, Diagnostic))]
    pending = [item for item in built if not isinstance(item, Diagnostic)]
    if not stated:
        _refuse_wrong_clock(pending, day)
    tell_findings(found)
    tell_unread(ledger)
    show_pending(pending, ledger, taken.drafts, day)
    if not stated:
        tell_late(pending, ledger, day)
    outside = [*refused_as_well(taken.drafts, ledger, root, day, loaded, today())]
    show_refused(outside, ledger)
    found += _settle([item for item in pending if item.text is not None], root, out, yes)
    if any(finding.blocks for finding in found):
        from mzgz.apps.cli.refused_replies import note_receipt, put_replies, tell_kept_out

        if reply:
            put_replies(files, found, day, taken.drafts, ledger, [one for _, own in outside for one in own])
        if out is None and (reply or yes):
            note_receipt(root, taken.drafts, day)
        tell_kept_out(found, taken.drafts, day, replied=reply, noted=reply or yes)
        raise typer.Exit(EXIT_FINDINGS)


def _refuse_wrong_clock(pending: Sequence[Pending], day: date) -> None:
    """A month that has not begun by this computer's clock cannot have been reported today."""
    for item in pending:
        month = item.submission.period
        if item.text is not None and day <= month.previous().last_day:
            raise Refusal(
                f"{month.label}还没有开始，电脑的日期却是{day.isoformat()}，没有写入。请校准电脑的日期，或写明 --received 收到日期。",
                EXIT_USAGE,
            )


def _files(paths: Sequence[Path]) -> tuple[list[Path], list[Diagnostic]]:
    """The files named, and of folders the tables in them; and a word on what else lies in the folders."""
    from mzgz.formats.incoming_folder import sorted_out
    from mzgz.intake.regular_file import not_a_file

    files: list[Path] = []
    left: list[Diagnostic] = []
    for path in paths:
        if path.is_file():
            files.append(path)
        elif not path.is_dir():
            raise Refusal(f"打不开 {path}：{not_a_file(path)}。", EXIT_UNOPENED)
        else:
            tables, others = sorted_out(path)
            if not tables and not others:
                raise Refusal(f"文件夹 {path} 里没有填报表，也没有 .csv。", EXIT_UNOPENED)
            files += tables
            left += others
    return files, left


def _settle(pending: list[Pending], root: Path, folder: Path | None, yes: bool) -> list[Diagnostic]:
    """Write what is agreed to; without a terminal only on `--yes`. What could not be written because somebody else
    wrote meanwhile."""
    if not pending:
        print("没有写入任何文件。")
        return []
    asked = sys.stdin.isatty() and sys.stdout.isatty()
    if not yes and not (asked and _agreed(len(pending))):
        print("没有写入任何文件。" + ("" if asked else "确认无误后加 --yes 再执行一次。"))
        return []
    refused: list[Diagnostic] = []
    if folder is not None and folder.resolve() != root.resolve() / "submissions":
        written = _written_outside(pending, folder)
    else:
        written, refused = _written(pending, root)
    tell_findings(refused)
    if not written:
        print("没有写入任何文件。")
        return refused
    units = {item.submission.unit for item in written}
    whose = f"--unit {units.pop()} " if len(units) == 1 else ""
    months = sorted({str(item.submission.period) for item in written})
    print(f"已写入{len(written)}份。下一步：mzgz check {whose}--period {months[-1]}")
    return refused


def _written_outside(pending: list[Pending], folder: Path) -> list[Pending]:
    """Copies in another folder: they change nothing of the workspace."""
    from mzgz.apps.cli.locked_writing import refusals_in_words
    from mzgz.formats.disk.all_or_none import write_together

    with refusals_in_words():
        write_together(
            [(folder / item.path.removeprefix("submissions/"), (item.text or "").encode()) for item in pending]
        )
    return pending


def _written(pending: list[Pending], root: Path) -> tuple[list[Pending], list[Diagnostic]]:
    """All of them together, with the versions they replace and the lines of the log; drawn up anew where a file is not
    as it was when the changes were shown."""
    from mzgz.apps.cli.locked_writing import writing
    from mzgz.formats.versions_and_log import write_returns
    from mzgz.intake.form.import_result import redrawn
    from mzgz.model.findings import Diagnostic

    with writing(root, "import"):
        _, ledger, _ = open_ledger(root)
        drawn = [item if item.still_stands(root) else redrawn(item, ledger, root) for item in pending]
        built = [item for item in drawn if not isinstance(item, Diagnostic)]
        write_returns(root, ledger, built, now())
    return built, [item for item in drawn if isinstance(item, Diagnostic)]


def _agreed(count: int) -> bool:
    """The answer at the terminal; anything but a yes is a no."""
    answer = input(f"写入这{count}份报送？写入请输入 是 或 y，不写入直接回车：")
    return answer.strip().lower() in _YES
