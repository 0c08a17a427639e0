"""`mzgz status --unit` on the terminal: one unit or group, its reds first, with what each would take."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mzgz.formats.terminal.breaches_and_lapses_text import lapse_words
from mzgz.formats.terminal.light_and_gap_cells import (
    bar,
    figure_words,
    lacking_words,
    last_note,
    light_cell,
    to_city,
)
from mzgz.formats.terminal.plan_status_text import counted, heading, reporting_lines
from mzgz.formats.terminal.text_table import WIDE, Cell, Line, TextColumn, head, table, text_lines
from mzgz.progress import (
    Board,
    Edge,
    Light,
    Node,
    Progress,
    Punctuality,
    between,
    promised_briefly,
    reporting,
    signed_difference,
)
from mzgz.progress.target_history import at_node, breaks_at, same_ground

_REDS = (Light.OVERDUE, Light.BEHIND, Light.UNREPORTED)


def to_be_done(progress: Progress) -> bool:
    """Red, and not made good since."""
    return progress.light in _REDS and progress.edge is not Edge.MADE_GOOD


_GROUPS: tuple[tuple[str, Callable[[Progress], bool]], ...] = (
    ("要办的", to_be_done),
    ("逾期以后补齐的", lambda one: one.edge is Edge.MADE_GOOD),
    ("还不能判断的", lambda one: one.light is Light.UNKNOWN and one.edge is not Edge.WHOLE_ONLY and one.target.judges),
    ("只按合计判定、不单独判定一个单位的", lambda one: one.edge is Edge.WHOLE_ONLY),
    ("按要求推进和已经完成的", lambda one: one.light in (Light.ON_PACE, Light.AHEAD, Light.DONE)),
    ("职责，只讲进展、不判定的", lambda one: one.light is Light.UNKNOWN and not one.target.judges),
)


def unit_lines(board: Board, node: Node, columns: int) -> Iterator[Line]:
    """Everything asked of the node; what does not apply is counted only."""
    yield from heading(board, f"{node.name} {board.year}年目标任务", columns)
    all_ = [at_node(board, target, node) for target in board.plan.targets]
    returned = [row for row in reporting(board) if node.kind == "unit" and row.code == node.key]
    for row in returned:
        yield from _missing(row, all_, columns)
    layout = _layout(columns, board.whole.name)
    for title, belongs in _GROUPS:
        rows = [one for one in all_ if belongs(one)]
        if not rows:
            continue
        yield (Cell(""),)
        yield (Cell(f"{title}（{len(rows)}项）", "bold"),)
        yield from head(layout)
        for progress in sorted(rows, key=worst_first):
            yield from table(layout, [_row(board, progress, columns)])
            yield from _takes(board, progress, columns)
    yield (Cell(""),)
    yield from counted(all_, columns, bars=columns >= WIDE)
    if returned:
        yield (Cell(""),)
        yield from reporting_lines(tuple(returned), columns)


def worst_first(progress: Progress) -> int:
    """Where it stands among the others."""
    order = (*_REDS, Light.UNKNOWN, Light.ON_PACE, Light.AHEAD, Light.DONE)
    return order.index(progress.light)


def _missing(row: Punctuality, all_: list[Progress], columns: int) -> Iterator[Line]:
    """Whole returns that are missing, and what hangs on them."""
    if not row.missing:
        return
    months = "、".join(str(month.month) for month in row.missing)
    open_ = sum(one.edge is Edge.GAPS for one in all_)
    hanging = f"有{open_}项因为没有报全，还不能判断" if open_ else ""
    yield (Cell(""),)
    yield from text_lines("，".join(filter(None, (f"缺{months}月的月报，请补报", hanging))) + "。", columns, "magenta")


def _layout(columns: int, whole: str) -> list[TextColumn]:
    wide = columns >= WIDE
    return [
        TextColumn("目标", 46 if wide else 29),
        TextColumn("亮灯", 20 if wide else 12),
        TextColumn("数值", 18 if wide else 12, True),
        TextColumn(f"比{whole}", 7, True),
        TextColumn("比上期", 7, True),
        *([TextColumn("进度", 13)] if wide else []),
    ]


def _row(board: Board, progress: Progress, columns: int) -> list[Cell]:
    city = board.city(progress.target.id)
    return [
        Cell(progress.target.name),
        light_cell(progress, short=columns < WIDE),
        Cell(figure_words(progress) if progress.light is not Light.NOT_APPLICABLE else "不适用"),
        Cell(signed_difference(city, to_city(progress, city))),
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
    found = breaks_at(board, target.id, progress.node)
    if found and before.value is not None and not same_ground(found, before.period or month, month):
        return "不可比"
    change = between(progress, before, found)
    if change is None:
        return ""
    if target.quotient:
        return signed_difference(progress, change.difference)
    return f"{'+' if change.difference > 0 else ''}{progress.printed(change.difference)}"


def _takes(board: Board, progress: Progress, columns: int) -> Iterator[Line]:
    """Told under a red one only."""
    if not progress.light.red or progress.edge is Edge.MADE_GOOD:
        return
    wanted, note = what_it_takes(board, progress)
    yield from text_lines(wanted, columns, "", "  ")
    if note:
        yield from text_lines(note, columns, "dim", "  ")


def what_it_takes(board: Board, progress: Progress) -> tuple[str, str]:
    """What a red one would take, and what the unit itself wrote of it last."""
    goal_words = f"目标{promised_briefly(progress)}，" if progress.goal else ""
    due = f"期限{progress.target.due.isoformat()}"
    wanted = lacking_words(progress) or {Light.UNREPORTED: "请补报"}.get(progress.light) or lapse_words(board, progress)
    return f"{goal_words}{due}：{wanted or progress.edge.value}。", last_note(progress) or ""
