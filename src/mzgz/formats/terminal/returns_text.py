"""Returns at a glance for the terminal: a year's reporters by months, or one month line by line; 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mzgz.formats.terminal.text_table import Cell, Line, TextColumn, head, table, text_lines
from mzgz.model.periods import Period
from mzgz.workflow.return_stages import Return, ReturnsTable, Stage

_NAME: Final = 8
_MONTH: Final = 4

_SHORT: Final = {
    Stage.ACCEPTED: "受理",
    Stage.CHANGED: "改动",
    Stage.RETURNED: "退",
    Stage.RECEIVED: "已报",
    Stage.LATE: "迟报",
    Stage.UNREADABLE: "有误",
    Stage.MISSING: "未报",
    Stage.NOT_DUE: "",
    Stage.NOT_ASKED: "-",
}
_STYLES: Final = {
    Stage.ACCEPTED: "green",
    Stage.CHANGED: "yellow",
    Stage.RETURNED: "yellow",
    Stage.LATE: "cyan",
    Stage.UNREADABLE: "bold red",
    Stage.MISSING: "bold red",
    Stage.NOT_ASKED: "dim",
}
_DAYS: Final = (
    TextColumn("单位", _NAME),
    TextColumn("情况", 14),
    TextColumn("首次收到", 10),
    TextColumn("迟报天数", 8, right=True),
    TextColumn("退回次数", 8, right=True),
)
_LEGEND: Final = (
    "受理 已受理  已报 收到、还没有受理  退2 第2次退回、还没有改好  改动 受理后又改动",
    "迟报 迟收到、还没有受理  未报 过了截止日  有误 文件读不出  空白 未到期  - 不需报",
)


def returns_lines(shown: ReturnsTable, columns: int = 80, notice: str | None = None) -> Iterator[Line]:
    """A head, a row for each reporter, what the short words mean, and the sums; `notice` stands on everything."""
    yield (Cell(f"{shown.year}年月报收取情况（截至{shown.as_of.isoformat()}）", "bold"),)
    if notice:
        yield from text_lines(notice, columns, "dim")
    yield (Cell(""),)
    places = _columns()
    yield from head(places)
    yield from table(places, (_row(row) for row in shown.rows))
    yield (Cell(""),)
    for line in (*_LEGEND, _sums([item for row in shown.rows for item in row])):
        yield from text_lines(line, columns)


def _columns() -> tuple[TextColumn, ...]:
    months = (TextColumn(f"{month}月", _MONTH) for month in range(1, 13))
    return (
        TextColumn("单位", _NAME),
        *months,
        TextColumn("迟报", _MONTH, right=True),
        TextColumn("未报", _MONTH, right=True),
    )


def _row(row: tuple[Return, ...]) -> tuple[Cell, ...]:
    late, missing = _late(row), _missing(row)
    counts = (Cell(str(late or ""), "cyan"), Cell(str(missing or ""), "bold red"))
    return (Cell(row[0].unit.label), *(_cell(item) for item in row), *counts)


def _cell(item: Return) -> Cell:
    number = str(item.returns) if item.stage is Stage.RETURNED else ""
    return Cell(_SHORT[item.stage] + number, _STYLES.get(item.stage, ""))


def _late(row: tuple[Return, ...]) -> int:
    """Handed in after the due day, whatever was decided since."""
    return sum(bool(item.received and item.late_days) for item in row)


def _missing(row: tuple[Return, ...]) -> int:
    return sum(item.stage is Stage.MISSING for item in row)


def month_lines(shown: ReturnsTable, month: Period, columns: int = 80, notice: str | None = None) -> Iterator[Line]:
    """One month: a line for each reporter, with the day it first came and how often it went back."""
    items = [item for row in shown.rows for item in row if item.month == month]
    yield (Cell(f"{month.label}月报收取情况（截至{shown.as_of.isoformat()}）", "bold"),)
    if notice:
        yield from text_lines(notice, columns, "dim")
    yield (Cell(""),)
    yield from head(_DAYS)
    yield from table(_DAYS, (_detail_row(item) for item in items))
    yield (Cell(""),)
    yield from text_lines(_sums(items), columns)


def _detail_row(item: Return) -> tuple[Cell, ...]:
    style = _STYLES.get(item.stage, "")
    return (
        Cell(item.unit.label),
        Cell(item.label, style),
        Cell(item.received.isoformat() if item.received else ""),
        Cell(str(item.late_days or ""), "cyan"),
        Cell(str(item.returns or "")),
    )


def _sums(items: list[Return]) -> str:
    counts = {stage: sum(item.stage is stage for item in items) for stage in Stage}
    rendered = [
        f"{stage.value}{count}"
        for stage, count in counts.items()
        if count and stage not in (Stage.NOT_DUE, Stage.NOT_ASKED)
    ]
    return "合计：" + ("、".join(rendered) or "还没有到期的月报")
