"""Returns at a glance for the terminal: a year's reporters by months, or one month line by line; 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from mzgz.formats.terminal.text_table import Cell, Line, TextColumn, head, table, text_lines
from mzgz.formats.terminal.text_width import width
from mzgz.model.periods import Period
from mzgz.model.reporting_calendar import LateException
from mzgz.progress.ranking import FEW_LISTED, MOST_LISTED
from mzgz.workflow.returns_of_the_year import Return, ReturnsTable, Stage

_NAME: Final = 8
_MONTH: Final = 4

_SHORT: Final = {
    Stage.ACCEPTED: "受理",
    Stage.CHANGED: "改动",
    Stage.RETURNED: "退",
    Stage.RECEIVED: "已报",
    Stage.LATE: "迟报",
    Stage.UNREADABLE: "有误",
    Stage.REFUSED: "待改",
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
    Stage.REFUSED: "yellow",
    Stage.MISSING: "bold red",
    Stage.NOT_ASKED: "dim",
}
_URGENT: Final = (
    Stage.UNREADABLE,
    Stage.MISSING,
    Stage.REFUSED,
    Stage.CHANGED,
    Stage.RETURNED,
    Stage.LATE,
    Stage.RECEIVED,
    Stage.ACCEPTED,
    Stage.NOT_DUE,
    Stage.NOT_ASKED,
)
"""What somebody has to do something about first."""
_LONGEST_NAME: Final = 20
_DAYS: Final = (
    TextColumn("情况", 14),
    TextColumn("首次收到", 10),
    TextColumn("迟报天数", 8, right=True),
    TextColumn("退回次数", 8, right=True),
)
_LEGEND: Final = (
    "受理 已受理  已报 收到、还没有受理  退2 第2次退回、还没有改好  改动 受理后又改动",
    "迟报 迟收到、还没有受理  未报 过了截止日  有误 文件读不出  空白 未到期  - 不需报",
)
_LEGEND_REFUSED: Final = "待改 报来的表没有能收入，退回了，还没有改好"
"""Only where there is one."""


def returns_lines(shown: ReturnsTable, columns: int = 80, notice: str | None = None) -> Iterator[Line]:
    """A head, a row for each reporter, what the short words mean, and the sums; `notice` stands on everything."""
    yield (Cell(f"{shown.year}年月报收取情况（截至{shown.as_of.isoformat()}）", "bold"),)
    if notice:
        yield from text_lines(notice, columns, "dim")
    yield (Cell(""),)
    items = [item for row in shown.rows for item in row]
    rows = shown.rows
    if many := len(rows) > MOST_LISTED:
        yield from _by_month(items)
        yield (Cell(""),)
        rows = tuple(sorted(rows, key=lambda row: (-_missing(row), -_late(row), row[0].unit.code))[:FEW_LISTED])
        yield (Cell(f"未报、迟报最多的{FEW_LISTED}个", "bold"),)
    places = _columns()
    yield from head(places)
    yield from table(places, (_row(row) for row in rows))
    if many:
        yield from _left_out(
            len(shown.rows) - len(rows), f"看一个月：mzgz status --returns --period {shown.year}-06", columns
        )
    yield (Cell(""),)
    refused = (_LEGEND_REFUSED,) if any(item.stage is Stage.REFUSED for item in items) else ()
    for line in (*_LEGEND, *refused, _sums(items)):
        yield from text_lines(line, columns)
    nobody = [items[0].month for items in zip(*shown.rows, strict=True) if _nobody(items)]
    yield from start_lines(nobody, columns)


def _nobody(items: tuple[Return, ...]) -> bool:
    """Whether of a month that was due nobody handed in anything."""
    return any(item.stage is Stage.MISSING for item in items) and all(
        item.stage in (Stage.MISSING, Stage.NOT_ASKED) for item in items
    )


def start_lines(nobody: Sequence[Period], columns: int) -> Iterator[Line]:
    """How to say that reporting began later, where the months nobody handed in are the first ones of a year."""
    months = [month for place, month in enumerate(nobody, 1) if month.month == place]
    if not months:
        return
    span = f"{months[0].month}—{months[-1].month}月" if len(months) > 1 else f"{months[0].month}月"
    later = months[-1].following()
    how = f"从{later.month}月才开始报的，在 mzgz.yaml 的 reporting 里写 first_month: {later}，以前的月份就不算缺。"
    yield from text_lines(f"{span}谁也没有报。{how}", columns)


def _by_month(items: Sequence[Return]) -> Iterator[Line]:
    """How many of each there are, month by month, of those that are due."""
    stages = [stage for stage in Stage if stage not in (Stage.NOT_DUE, Stage.NOT_ASKED)]
    counts = Counter((item.month, item.stage) for item in items)
    used = [stage for stage in stages if any(counts[month, stage] for month, _ in counts)]
    months = sorted({month for month, stage in counts if stage in stages})
    layout = [TextColumn("报告期", 8), *(TextColumn(stage.value, 10, right=True) for stage in used)]
    yield from head(layout)
    cells = ([Cell(str(counts[month, stage]), _STYLES.get(stage, "")) for stage in used] for month in months)
    yield from table(layout, ([Cell(f"{month.month}月"), *row] for month, row in zip(months, cells, strict=True)))


def _left_out(number: int, narrower: str, columns: int) -> Iterator[Line]:
    yield from text_lines(f"另有{number}个，没有列出；全部：加 --format json。{narrower}", columns, "dim")


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
    listed = items
    if len(items) > MOST_LISTED:
        listed = sorted(items, key=lambda item: (_URGENT.index(item.stage), -item.late_days, item.unit.code))[
            :FEW_LISTED
        ]
    longest = max((width(item.unit.label) for item in listed), default=0)
    layout = [TextColumn("单位", min(max(longest, _NAME), _LONGEST_NAME)), *_DAYS]
    yield from head(layout)
    yield from table(layout, (_detail_row(item) for item in listed))
    if len(listed) < len(items):
        yield from _left_out(len(items) - len(listed), "看一个单位或一级：加 --unit", columns)
    yield (Cell(""),)
    for item in items:
        if item.leave is not None:
            yield from text_lines(f"{item.unit.label}准许报到{leave_words(item.leave)}", columns)
    yield from text_lines(_sums(items), columns)


def leave_words(leave: LateException) -> str:
    """2027-07-25（山洪断网，分管副局长批准）."""
    return f"{leave.until.isoformat()}（{leave.reason}，{leave.allowed_by}批准）"


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
