"""`mzgz import`: filled workbooks and CSV files in, after showing what they change."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.cli.options import (
    EXIT_FINDINGS,
    EXIT_UNOPENED,
    Debug,
    Directory,
    PeriodText,
    Refusal,
    UnitName,
    find_unit,
    open_ledger,
    parse_day,
    parse_period,
    today,
)

if TYPE_CHECKING:
    from mzgz.diagnostics import Diagnostic
    from mzgz.importers.storing import Pending
    from mzgz.ledger import Ledger

_MOST_CHANGES = 12
"""Changes of one unit that are listed; the rest is counted."""


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="文件…", help="填好的 .xlsx 填报表，或 .csv。")],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问，直接写入。")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="目录", help="写到哪里；默认 submissions。")] = None,
    received: Annotated[
        str | None, typer.Option("--received", metavar="日期", help="收到日期，如 2022-07-04；默认今天。")
    ] = None,
    unit: UnitName = None,
    period: PeriodText = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """导入填好的填报表，先列出改动，确认后写入。"""
    from mzgz.diagnostics import Diagnostic
    from mzgz.importers.drafts import Wanted
    from mzgz.importers.storing import prepare
    from mzgz.importers.taking import take

    root, ledger, loaded = open_ledger(directory)
    for file in files:
        if not file.is_file():
            raise Refusal(f"打不开 {file}：没有这个文件。", EXIT_UNOPENED)
    day = parse_day(received) or today()
    wanted = Wanted(code.code if (code := find_unit(ledger, unit)) else None, parse_period(period))
    taken = take(files, ledger, wanted)
    made = [prepare(draft, ledger, root, day, loaded) for draft in taken.drafts if draft.complete]
    found = [*taken.found, *(item for item in made if isinstance(item, Diagnostic))]
    pending = [item for item in made if not isinstance(item, Diagnostic)]
    _tell(found)
    _show(pending, ledger)
    _settle([item for item in pending if item.text is not None], out or root / "submissions", yes)
    if any(finding.blocks for finding in found):
        raise typer.Exit(EXIT_FINDINGS)


def _tell(found: list[Diagnostic]) -> None:
    """Findings by file and cell, as `mzgz check` shows them."""
    for finding in sorted(found, key=lambda finding: finding.sort_key()):
        source = finding.source
        place = str(source) if source.cell or source.line > 1 else source.path
        print(f"{place}  {finding.severity.label} {finding.code} {finding.rule}")
        print(f"    {finding.message}")
        print(f"    怎么办：{finding.hint}")
        print()


def _show(pending: list[Pending], ledger: Ledger) -> None:
    for item in pending:
        unit = ledger.units.by_code[item.submission.unit]
        kind = "新报送" if item.is_new else "修改已有报送" if item.changes else "与已有报送相同，不用写入"
        count = (
            f"，{len(item.submission.entries)}项" if item.is_new else f"，{len(item.changes)}处" if item.changes else ""
        )
        print(f"■ {unit.label}（{unit.code}） {item.submission.period.label}：{kind}{count}  {item.path}")
        if item.is_new:
            continue
        for change in item.changes[:_MOST_CHANGES]:
            print(f"    {change}")
        if len(item.changes) > _MOST_CHANGES:
            print(f"    其余{len(item.changes) - _MOST_CHANGES}处从略")


def _settle(pending: list[Pending], folder: Path, yes: bool) -> None:
    """Write what is agreed to; without a terminal only on `--yes`."""
    from mzgz.writers.files import write_beside

    if not pending:
        print("没有要写入的内容。")
        return
    asked = sys.stdin.isatty() and sys.stdout.isatty()
    if not yes and not (asked and typer.confirm(f"写入{len(pending)}份报送？", default=False)):
        print("没有写入任何文件。" + ("" if asked else "确认无误后加 --yes 再执行一次。"))
        return
    for item in pending:
        path = folder / item.path.removeprefix("submissions/")
        write_beside(path, (item.text or "").encode())
    months = sorted({str(item.submission.period) for item in pending})
    print(f"已写入{len(pending)}份。下一步：mzgz check --period {months[-1]}")
