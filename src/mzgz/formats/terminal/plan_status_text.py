"""The plan on the terminal: targets by section, the lights counted, and the state of reporting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from mzgz.formats.terminal.light_and_gap_cells import bar, gap_words, light_cell, units_count
from mzgz.formats.terminal.returns_text import start_lines
from mzgz.formats.terminal.text_table import WIDE, Cell, Line, TextColumn, head, table, text_lines
from mzgz.model.goals import Goal
from mzgz.model.ledger import PlanSection
from mzgz.model.periods import Period
from mzgz.model.unread_targets import unread_words
from mzgz.progress import MARKED, Board, Edge, Light, Progress, Punctuality, by_word
from mzgz.progress.ranking import FEW_LISTED, MOST_LISTED


def heading(board: Board, what: str, columns: int) -> Iterator[Line]:
    """What is shown, as known when, and the notice that stands on everything."""
    month = f"，数据到{board.reference.label}" if board.reference else "，还没有到第一次报送的时候"
    yield from text_lines(f"{what}  按{board.as_of.isoformat()}掌握的情况{month}", columns, "bold")
    if board.ledger.workspace.notice:
        yield from text_lines(board.ledger.workspace.notice, columns, "dim")
    if board.plan.unread:
        yield from text_lines(unread_words(board.plan.unread, board.year), columns, "bold red")


def sections_lines(board: Board, columns: int, leave_out: Set[str]) -> Iterator[Line]:
    """The targets by section, but for those told elsewhere."""
    layout = _layout(columns)
    for section in board.plan.sections:
        rest = [target for target in section.targets if target.id not in leave_out]
        if rest:
            yield (Cell(""),)
            yield from _section(section, columns)
            yield from head(layout)
            yield from table(layout, [_row(board.city(target.id), columns) for target in rest])


def _layout(columns: int) -> list[TextColumn]:
    if columns < WIDE:
        return [TextColumn("目标", 26), TextColumn("亮灯", 8), TextColumn("数值", 11, True), TextColumn("还差", 11, True), TextColumn("目标值", 8), TextColumn("进度", 10)]  # fmt: skip
    return [
        TextColumn("目标", 44),
        TextColumn("亮灯", 20),
        TextColumn("数值", 11, True),
        TextColumn("还差", 12, True),
        TextColumn("达标", 5, True),
        TextColumn("目标值", 8),
        TextColumn("进度", 13),
    ]


def _section(section: PlanSection, columns: int) -> Iterator[Line]:
    yield from text_lines(
        f"{section.section.label} {section.section.title}（{section.section.division}）", columns, "bold"
    )


def _row(city: Progress, columns: int) -> list[Cell]:
    target, goal = city.target, city.goal
    cells = [
        Cell(target.name if target.firm else f"{target.name}（力争）"),
        light_cell(city, short=columns < WIDE),
        Cell(f"{city.display}{city.mark}{_still(city)}"),
        Cell(gap_words(city.gap)),
        Cell(f"{city.units_met}/{city.heads_decided.expected}" if units_count(city) else ""),
        Cell(_goal(goal) if goal else ""),
        Cell(bar(city.pace, 12 if columns >= WIDE else 9)),
    ]
    return cells if columns >= WIDE else cells[:4] + cells[5:]


def _still(city: Progress) -> str:
    """Below 已报2/3 of what is open: between what the share will lie once all have reported, 42.8～70.6%."""
    low, high = city.printed_bounds if city.met is None and city.target.operands else (None, None)
    if low is None or high is None or low == high:
        return ""
    return f" {low.removesuffix(high[-1])}～{high}" if not high[-1].isdigit() else f" {low}～{high}"


def _goal(goal: Goal) -> str:
    """What was promised; of a mere direction the one word there is room for."""
    if goal.threshold is not None or goal.step is not None:
        return goal.label
    return "提高" if goal.rises else "下降"


def counted(all_: list[Progress], columns: int, *, bars: bool = True) -> Iterator[Line]:
    """How many of each light; what the bar means, where there is one."""
    among = {light.value: _among(all_, light) for light in Light}
    words = "  ".join(f"{word}{number}{among.get(word, '')}" for word, number in by_word(all_).items())
    yield from text_lines(f"共{len(all_)}项：{words}", columns, "bold")
    if any(one.doubts for one in all_):
        yield from text_lines(f"{MARKED}。", columns, "bold red")
    if not bars:
        return
    yield from text_lines(
        "进度：# 已完成  . 未完成  | 按时间应到的位置；没有进度条的，这一类不计算序时进度。", columns, "dim"
    )


_APART = (Edge.MADE_GOOD, Edge.BROKEN, Edge.LAPSED, Edge.OVERRUN)


def _among(all_: list[Progress], light: Light) -> str:
    """Of the reds: how many were made good since, how many broke a line or can no longer be made up."""
    rendered = Counter(one.short_words for one in all_ if one.light is light and one.edge in _APART)
    return f"（其中{'、'.join(f'{words}{number}' for words, number in rendered.items())}）" if rendered else ""


def reporting_lines(rows: tuple[Punctuality, ...], columns: int) -> Iterator[Line]:
    """Completeness and timeliness per unit; nothing before anything was asked of anybody."""
    if not rows:
        return
    layout = [
        TextColumn("报送单位", 13),
        TextColumn("应填项", 6, True),
        TextColumn("已填项", 6, True),
        TextColumn("按时份", 6, True),
        TextColumn("迟报月份", 19),
        TextColumn("缺报月份", columns - 56),
    ]
    shown = rows
    if len(rows) > MOST_LISTED:
        shown = tuple(sorted(rows, key=lambda row: (-len(row.missing), -len(row.late), row.code))[:FEW_LISTED])
        missing, late = (
            sum(map(len, months)) for months in zip(*((row.missing, row.late) for row in rows), strict=True)
        )
        yield from text_lines(
            f"报送：{len(rows)}个里缺报{missing}份、迟报{late}份，缺得最多的{len(shown)}个：", columns
        )
    yield from head(layout)
    yield from table(layout, (_reporting_row(row) for row in shown))
    if len(shown) < len(rows):
        yield from text_lines("逐月看：mzgz status --returns", columns, "dim")
    yield from start_lines(_unreported_by_all(rows), columns)


def _unreported_by_all(rows: Sequence[Punctuality]) -> list[Period]:
    """The months for which not one return came, of any unit behind any row."""
    if len(rows) < 2:
        return []
    return [
        month for month in dict.fromkeys(rows[0].missing) if all(row.missing.count(month) == row.units for row in rows)
    ]


def _reporting_row(row: Punctuality) -> list[Cell]:
    return [
        Cell(row.name),
        Cell(str(row.asked)),
        Cell(str(row.filled), "" if row.filled == row.asked else "yellow"),
        Cell(str(row.on_time)),
        Cell(_months(row.late, row), "yellow"),
        Cell(_months(row.missing, row), "magenta"),
    ]


def _months(months: Sequence[Period], row: Punctuality) -> str:
    """1、2月; of several units together how many returns: 12份."""
    if not months:
        return ""
    return f"{len(months)}份" if row.units > 1 else f"{'、'.join(str(month.month) for month in months)}月"
