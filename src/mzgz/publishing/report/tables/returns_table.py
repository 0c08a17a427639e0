"""How completely and how punctually each unit reported, month by month."""

from __future__ import annotations

from collections.abc import Callable

from mzgz.model.document import Cell, Table
from mzgz.progress import Punctuality
from mzgz.progress.ranking import FEW_LISTED, MOST_LISTED
from mzgz.publishing.report.tables.column_widths import TURNED_SMALL
from mzgz.publishing.report.tables.table_builder import TableContext, TableField

_NOTE = "注：√ 按时，迟 迟报，缺 未报，— 当月没有应报的任务，也没有报。应填、已填为各月应报任务的项次，填报率为已填除以应填；填不适用的算已填。"


def returns_table(desk: TableContext, number: int) -> Table:
    last = desk.board.reference.month if desk.board.reference else 0
    fields: tuple[TableField[Punctuality], ...] = (
        TableField("单位", lambda desk, row: (row.name,), align="left"),
        *(TableField(f"{month}月", _mark(month)) for month in range(1, last + 1)),
        TableField("按时", _number("on-time")),
        TableField("迟报", _number("late")),
        TableField("缺报", _number("missing")),
        TableField("应填", _number("asked")),
        TableField("已填", _number("filled")),
        TableField("填报率", _number("filled-rate")),
    )
    rendered = "每个单位每个月的报送是按时、迟报还是未报，以及全年填报率"
    caption = f"表{number}　各单位报送情况表（单位：次、项次）"
    every = list(desk.books.returns.values())
    rows, note = every, _NOTE + _late(desk)
    if not desk.sheet and len(every) > MOST_LISTED:
        rows = sorted(every, key=lambda row: (-len(row.missing), -len(row.late), row.code))[:FEW_LISTED]
        missing, late = (
            sum(map(len, months)) for months in zip(*((row.missing, row.late) for row in every), strict=True)
        )
        note += f"共{len(every)}个单位，缺报{missing}次、迟报{late}次，列出缺报最多的{len(rows)}个，全部见工作簿。"
    return desk.table(caption, fields, rows, note, rendered, TURNED_SMALL, key="returns", of=lambda row: row.code)


def _late(desk: TableContext) -> str:
    day = desk.board.ledger.workspace.reporting.due_day
    return f"月报次月{day}日前报送为按时。"


def _mark(month: int) -> Callable[[TableContext, Punctuality], Cell]:
    def cell(desk: TableContext, row: Punctuality) -> Cell:
        if row.units > 1:
            return _together(month, row)
        if month in [period.month for period in row.late]:
            return ("迟",)
        if month in [period.month for period in row.missing]:
            return ("缺",)
        return ("√" if month in row.heard else "—",)

    return cell


def _together(month: int, row: Punctuality) -> Cell:
    """Of several units: how many are late or missing."""
    late, missing = (sum(each.month == month for each in months) for months in (row.late, row.missing))
    if not late and not missing:
        return ("√" if month in row.heard else "—",)
    return ("、".join(f"{word}{number}" for word, number in (("迟", late), ("缺", missing)) if number),)


def _number(aspect: str) -> Callable[[TableContext, Punctuality], Cell]:
    return lambda desk, row: desk.unit(row.code, aspect)
