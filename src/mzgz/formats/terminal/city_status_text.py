"""`mzgz status` on the terminal: what is said first, the reds and who holds them back, then the plan, duties last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mzgz.formats.terminal.breaches_and_lapses_text import short_months
from mzgz.formats.terminal.level_status_text import level_lines
from mzgz.formats.terminal.light_and_gap_cells import gap_words, light_cell
from mzgz.formats.terminal.plan_status_text import counted, heading, reporting_lines, sections_lines
from mzgz.formats.terminal.text_table import WIDE, Cell, Line, TextColumn, head, table, text_lines
from mzgz.formats.terminal.text_width import width
from mzgz.progress import Board, Edge, Light, Progress, reporting
from mzgz.progress.ranking import MOST_LISTED, ranked
from mzgz.publishing.overview.front_page import Overview, TargetRow, overview
from mzgz.publishing.overview.laggards import Laggard

_MOST_UNITS = 3
"""Units that hold a target back that are named in a row; the rest is counted."""
_MOST_LAGGARDS = 5


def city_lines(board: Board, columns: int) -> Iterator[Line]:
    """The sentence a director can quote, the reds, who holds the city back; the rest by section; the sums."""
    page = overview(board, ())
    whose = "" if board.root is None else f"{board.node.name} "
    yield from heading(board, f"{whose}{board.year}年目标任务", columns)
    yield from _own(board, columns)
    yield from text_lines("".join(phrase.text for phrase in page.lead), columns, "bold")
    reds = [row for row in page.watched if row.group.alarms]
    yield from _reds(board, reds, columns)
    yield from _laggards(board, page.laggards, columns)
    shown = {row.city.target.id for row in reds}
    duties = {row.city.target.id for row in page.rows if not row.city.target.judges}
    yield from sections_lines(board, columns, leave_out=shown | duties)
    yield from _duties(board, page, columns)
    yield (Cell(""),)
    yield from counted([board.city(target) for target in board.plan.targets], columns)
    yield (Cell(""),)
    if board.ledger.units.deep or len(board.listed) > MOST_LISTED:
        yield from level_lines(board, board.listed, f"{board.node.name}往下一级", columns)
        yield (Cell(""),)
    yield from reporting_lines(reporting(board), columns)


def _own(board: Board, columns: int) -> Iterator[Line]:
    """Of a node that also reports itself: that its own word is among those of the level below."""
    tree = board.ledger.units
    if board.root is None:
        return
    own = tree.by_code[board.root]
    below = tree.added(own.code) - own.is_added
    beside = "" if own.groups_only else "自己报的和" if not own.reports_total else "（自己报的是合计，只核对不相加）"
    apart = "（标准、平均数不相加，只看最低、最高）" if any(not one.adds for one in board.plan.targets.values()) else ""
    yield from text_lines(f"{own.label}的数由{beside}下级{below}个单位的数相加{apart}。", columns, "dim")


def _reds(board: Board, reds: Sequence[TargetRow], columns: int) -> Iterator[Line]:
    if not reds:
        return
    yield (Cell(""),)
    yield (Cell(f"逾期和欠进度的（{len(reds)}项）", "bold"),)
    layout = _layout(columns)
    yield from head(layout)
    yield from table(layout, [_red_row(board, row.city, columns) for row in reds])


def _layout(columns: int) -> list[TextColumn]:
    wide = columns >= WIDE
    sizes = (40, 20, 12, 14, 27) if wide else (22, 10, 9, 12, 22)
    titles = ("目标", "亮灯", "数值", "还差", "拖住它的单位")
    return [TextColumn(title, size, title in ("数值", "还差")) for title, size in zip(titles, sizes, strict=True)]


def _red_row(board: Board, city: Progress, columns: int) -> list[Cell]:
    return [
        Cell(city.target.name),
        light_cell(city, short=columns < WIDE),
        Cell(city.display + city.mark),
        Cell(gap_words(city.gap) or ("已超出" if city.over and not city.target.events else broken_words(board, city))),
        Cell(_holders(city)),
    ]


def broken_words(board: Board, city: Progress) -> str:
    """Of what must hold all year and holds again now: how often it did not."""
    missed, _ = short_months(board, city) if city.met is False and city.target.lasting else ([], [])
    return f"{len(missed)}期没达到" if missed else ""


def _holders(city: Progress) -> str:
    """The units that keep the city from its goal, the lowest first, with what each lacks; then those that are silent."""
    silent = {one.node for one in city.lacking}
    parts = [part for _, part in reversed(ranked(city.below)) if part.node not in silent]
    short = [part for part in parts if _holds_back(part)] if len(city.below) > 1 else []
    short.sort(key=lambda part: part.value is None)
    named = [f"{part.node.name}{gap_words(part.gap)}" for part in short[:_MOST_UNITS]]
    rest = f"等{len(short)}个" if len(short) > _MOST_UNITS else ""
    lacking = city.lacking_names
    missing = "、".join(lacking[:_MOST_UNITS])
    more = f"等{len(lacking)}个" if len(lacking) > _MOST_UNITS else ""
    # of units together it is said already how many are missing
    lead = "" if missing and city.lacking[0].node.kind != "unit" else "缺"
    return "；".join(filter(None, ("、".join(named) + rest, f"{lead}{missing}{more}" if missing else "")))


def _holds_back(part: Progress) -> bool:
    if part.edge is Edge.MADE_GOOD or not part.speaks:
        return False  # nobody who has no goal of its own is to blame for what all together lack or are beyond
    return part.met_now is False or part.met is False or part.light in (Light.OVERDUE, Light.BEHIND)


def _laggards(board: Board, found: Sequence[Laggard], columns: int) -> Iterator[Line]:
    """The units by their reds, each with the gaps that weigh most."""
    if not found:
        return
    yield (Cell(""),)
    yield (Cell(f"拖住{board.node.name}的单位（只数{board.node.name}没有完成的任务）", "bold"),)
    room = max(width(one.unit.label) for one in found[:_MOST_LAGGARDS])
    for one in found[:_MOST_LAGGARDS]:
        name = one.unit.label + " " * (room - width(one.unit.label))
        yield from text_lines(f"{name}  {one.words}", columns, "", "  ")
        yield from text_lines("、".join(one.gaps), columns, "", "    ") if one.gaps else ()
    if len(found) > _MOST_LAGGARDS:
        yield from text_lines(
            f"另有{len(found) - _MOST_LAGGARDS}个单位有逾期、欠进度或者缺报的，逐个看：mzgz status --unit 单位",
            columns,
            "dim",
            "  ",
        )


def _duties(board: Board, page: Overview, columns: int) -> Iterator[Line]:
    """Duties are told, never judged: one line each."""
    duties = [row.city for row in page.rows if not row.city.target.judges]
    if not duties:
        return
    yield (Cell(""),)
    yield (Cell(f"职责，只讲进展、不判定的（{len(duties)}项）", "bold"),)
    layout = [TextColumn("目标", columns - 38), TextColumn("进展", 36)]
    yield from head(layout)
    yield from table(layout, [[Cell(city.target.name), Cell(city.display, "cyan")] for city in duties])
