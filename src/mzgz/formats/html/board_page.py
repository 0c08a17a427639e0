"""`mzgz board`: the year on one page, a single file without script or outside reference; equal input, equal bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from typing import Any, NamedTuple

from mzgz.formats.html.page_templates import environment
from mzgz.formats.progress_json import number
from mzgz.formats.terminal.why_node import weightiest
from mzgz.model.periods import Period
from mzgz.model.rounding import half_up, plain
from mzgz.progress import Progress
from mzgz.progress.ranking import FEW_LISTED, MOST_LISTED
from mzgz.publishing.overview.front_page import Overview, TargetRow, UnitCell
from mzgz.publishing.overview.laggards import gap_text
from mzgz.publishing.overview.light_groups import LEGEND
from mzgz.workflow.returns_of_the_year import Stage

_RETURN_MARKS = {
    Stage.ACCEPTED: ("acc", "受"),
    Stage.CHANGED: ("chg", "改"),
    Stage.RETURNED: ("back", "退"),
    Stage.RECEIVED: ("rec", "报"),
    Stage.LATE: ("late", "迟"),
    Stage.UNREADABLE: ("mis", "坏"),
    Stage.REFUSED: ("back", "待"),
    Stage.MISSING: ("mis", "未"),
    Stage.NOT_DUE: ("nd", ""),
    Stage.NOT_ASKED: ("na", "—"),
}
"""A sign for each state that survives black-and-white print."""

_SHOWN_LAGGARDS = 5
_SHARE = re.compile(r"%$")


class WalkBack(NamedTuple):
    """From a unit's printed figure back to its lines."""

    cell: UnitCell
    figure: str
    operands: str
    gap: str
    place: str


class Links(NamedTuple):
    """Where a page leads to: a target, a unit, and the walk-back of a figure where it has a page of its own."""

    target: Callable[[str], str]
    unit: Callable[[str], str]
    cell: Callable[[str, str], str] | None = None
    city: Callable[[str], str] | None = None
    """The walk-back of the city's figure."""
    handle: Callable[[str, Period], str] | None = None
    """Where something is done about a unit's return; without it, what the page has about the unit."""


_FOLDED = Links(lambda target: f"#t-{target}", lambda unit: f"#u-{unit}")


def overview_parts(page: Overview, links: Links) -> dict[str, Any]:
    """What the parts of the first page are made with."""
    return {
        "page": page,
        "links": links,
        "month": page.board.reference,
        "elapsed": f"{plain(half_up(page.elapsed * 100, 1))}%",
        "marks": _RETURN_MARKS,
        "shown_laggards": _SHOWN_LAGGARDS,
        "most_laggards": FEW_LISTED if len(page.units) > MOST_LISTED else len(page.laggards),
        "cell_text": cell_text,
        "cell_title": cell_title,
        "goal_text": goal_text,
        "city_note": city_note,
        "legend": LEGEND,
    }


def board_html(page: Overview, title: str, up: tuple[str, str] | None = None, pages: Set[str] = frozenset()) -> str:
    """The whole page; `title` names whose it is. `up` is the address and the name of the page above it, `pages` are the
    codes of the units that have one of their own."""
    board = page.board
    template = environment().get_template("board.html.j2")
    named, tree = {unit.code for unit in page.named}, board.ledger.units

    def unit_link(code: str) -> str:
        """Its own page, what this one has about it, or the nearest that stands above it."""
        for each in (code, *tree.above(code)):
            if each in pages:
                return f"{each}.html" if each == code else f"{each}.html#u-{code}"
            if each in named:
                return f"#u-{each}"
        return "#units"

    return template.render(
        overview_parts(page, _FOLDED._replace(unit=unit_link)),
        up=up,
        anchored=tree.deep or len(named) < len(page.units),
        pages=pages,
        rows={row.city.target.id: row for row in page.rows},
        title=title,
        notice=board.ledger.workspace.notice,
        as_of=board.as_of,
        walk_backs=walk_backs,
    )


def cell_text(cell: UnitCell) -> str:
    """The figure of a narrow cell, a share without its %; a sign where there is none."""
    progress = cell.progress
    if progress.state == "not_applicable":
        return "—"
    if progress.state in ("unreported", "pending"):
        return "待" if progress.state == "pending" else ""
    if not progress.target.operands and progress.target.judges and progress.met_now is not None:
        return "是" if progress.met_now else "否"
    return _SHARE.sub("", progress.display)


def cell_title(cell: UnitCell) -> str:
    """The same in full, for whoever points at it or has it read out."""
    progress, gap = cell.progress, gap_text(cell.progress)
    words = f"{cell.unit.label}：{progress.display} {progress.words}"
    return words + (f"，{gap}" if gap else "") + ("；数有强制问题，还没有改" if cell.doubtful else "")


def goal_text(progress: Progress) -> str:
    """≥55%, or 完成 for a thing to be done."""
    goal = progress.goal
    if goal is None or not progress.target.operands:
        return "完成" if progress.target.judges else "推进"
    return goal.label


def range_text(progress: Progress) -> str:
    """53.5%—54.9%: what the city's figure can still become; empty where nothing is missing."""
    low, high = progress.printed_bounds
    return f"{low}—{high}" if low is not None and high is not None and low != high else ""


def city_note(row: TargetRow) -> str:
    """Beside the city's figure: what it can still become, or what is lacking."""
    spread = range_text(row.city)
    if spread:
        return spread
    if row.lapsed:
        return f"{'、'.join(f'{month.month}月' for month in row.lapsed)}没有达到"
    missing = row.city.missing
    return f"{len(missing)}个单位未报全" if missing and not row.city.awaited else gap_text(row.city)


def walk_backs(row: TargetRow) -> Iterator[WalkBack]:
    """Every unit the target applies to, with what its figure is made of and the line that says so; of very many the ten
    that weigh most."""
    cells = row.cells
    if len(cells) > MOST_LISTED:
        first = {one.node.key for one in weightiest([cell.progress for cell in cells])[:FEW_LISTED]}
        cells = tuple(cell for cell in cells if cell.progress.node.key in first)
    for cell in cells:
        one = cell.progress
        if one.state == "not_applicable" and not one.sources:
            continue
        yield WalkBack(cell, one.display, _operands(one), gap_text(one), _place([str(each) for each in one.sources]))


def _operands(progress: Progress) -> str:
    part, whole = number(progress.numerator), number(progress.denominator)
    return f"{part}÷{whole}" if part is not None and whole is not None else ""


def _place(sources: Sequence[str]) -> str:
    if not sources:
        return ""
    last = sources[-1].removeprefix("submissions/")
    return last if len(sources) == 1 else f"{last} 等{len(sources)}处"
