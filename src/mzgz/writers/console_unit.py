"""`mzgz status --unit` on the terminal: one unit or group, its reds first, with what each would take."""

from __future__ import annotations

from collections.abc import Iterator

from mzgz.progress import Board, Edge, Light, Node, Progress, between
from mzgz.progress.history import at_node
from mzgz.writers.console_status import counted, heading
from mzgz.writers.console_table import WIDE, Cell, Column, Line, head, table, text_lines
from mzgz.writers.console_words import bar, figure_words, gap_words, light_cell, points_words, to_city

_REDS = (Light.OVERDUE, Light.BEHIND, Light.UNREPORTED)
_GROUPS: tuple[tuple[str, tuple[Light, ...], bool], ...] = (
    ("要办的", _REDS, False),
    ("逾期以后补齐的", _REDS, True),
    ("还不能判断的", (Light.UNKNOWN,), False),
    ("按要求推进和已经完成的", (Light.ON_PACE, Light.AHEAD, Light.DONE), False),
)


def unit_lines(board: Board, node: Node, columns: int) -> Iterator[Line]:
    """Everything asked of the node; what does not apply is counted only."""
    yield from heading(board, f"{node.name} {board.year}年目标任务", columns)
    all_ = [at_node(board, target, node) for target in board.plan.targets]
    layout = _layout(columns)
    for title, lights, mended in _GROUPS:
        rows = [one for one in all_ if one.light in lights and (one.edge is Edge.MADE_GOOD) is mended]
        if not rows:
            continue
        yield (Cell(""),)
        yield (Cell(f"{title}（{len(rows)}项）", "bold"),)
        yield from head(layout)
        for progress in sorted(rows, key=lambda one: lights.index(one.light)):
            yield from table(layout, [_row(board, progress, columns)])
            yield from _takes(progress, columns)
    yield (Cell(""),)
    yield from counted(all_, columns)


def _layout(columns: int) -> list[Column]:
    wide = columns >= WIDE
    return [
        Column("目标", 46 if wide else 29),
        Column("亮灯", 20 if wide else 12),
        Column("数值", 18 if wide else 12, True),
        Column("比全市", 7, True),
        Column("比上期", 7, True),
        *([Column("进度", 13)] if wide else []),
    ]


def _row(board: Board, progress: Progress, columns: int) -> list[Cell]:
    city = board.city(progress.target.id)
    return [
        Cell(progress.target.name),
        light_cell(progress, short=columns < WIDE),
        Cell(figure_words(progress) if progress.light is not Light.NOT_APPLICABLE else "不适用"),
        Cell(points_words(to_city(progress, city))),
        Cell(_change(board, progress)),
        *([Cell(bar(progress.pace, 12))] if columns >= WIDE else []),
    ]


def _change(board: Board, progress: Progress) -> str:
    """Against the period before; shares in 百分点, numbers as they are."""
    target, month = progress.target, progress.period
    if month is None or not target.operands or progress.value is None:
        return ""
    asked = [index for index in target.asked(month) if index < month.index]
    if not asked:
        return ""
    before = at_node(board.at(type(month)(asked[-1], 1)), target.id, progress.node)
    change = between(progress, before)
    if change is None:
        return ""
    if change.numerator_effect is not None:
        return points_words(change.difference)
    return f"{'+' if change.difference > 0 else ''}{progress.printed(change.difference)}"


def _takes(progress: Progress, columns: int) -> Iterator[Line]:
    """What a red one would take."""
    if not progress.light.red or progress.edge is Edge.MADE_GOOD:
        return
    goal = progress.goal
    goal_words = f"目标{goal.label}，" if goal else ""
    due = f"期限{progress.target.due.isoformat()}"
    gap = gap_words(progress.gap, long=True, rises=goal.rises if goal else True)
    wanted = gap or {Light.UNREPORTED: "请补报"}.get(progress.light, progress.edge.value)
    yield from text_lines(f"{goal_words}{due}：{wanted}。", columns, "", "  ")
