"""What one unit means for the city: the city without it, and the city if the lowest reached the goal."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mzgz.model.targets.aggregate import Share
from mzgz.model.targets.gap import lacking
from mzgz.progress.board import Board
from mzgz.progress.target_progress import Progress


@dataclass(frozen=True, slots=True)
class Contribution:
    """The city's value without one unit, and what the unit adds to it (negative: it pulls the city down)."""

    code: str
    without: Fraction
    effect: Fraction


def contribution(board: Board, target: str, code: str) -> Contribution | None:
    """None where the city has no value with or without the unit."""
    city = board.city(target)
    own = {unit.code for unit in board.ledger.units.under(code)} if code != board.root else {code}
    others = [part.node.key for part in city.parts if part.node.key not in own]
    rest = board.group(target, others, city.node)
    if city.value is None or rest.value is None or not board.part(target, code).expected:
        return None
    return Contribution(code, rest.value, city.value - rest.value)


@dataclass(frozen=True, slots=True)
class Lift:
    """The city if its lowest units had just reached the goal."""

    units: tuple[Progress, ...]
    value: Fraction
    met: bool | None
    others: bool
    """Whether more of them miss the goal."""


def lifted(board: Board, target: str, lowest: int) -> Lift | None:
    """Shares only: raises the numerators of the lowest units that miss the goal to what the goal asks of them. None
    where none lacks anything now: what must hold all year may be missed with nothing left to raise."""
    city = board.city(target)
    goal, figure = city.goal, city.figure
    if not city.target.pooled:  # each is judged by itself: their sum reaches nothing
        return None
    if goal is None or goal.threshold is None or not goal.rises or not isinstance(figure, Share) or city.value is None:
        return None
    threshold = goal.threshold
    needs = [
        (part, lacking(threshold * part.figure.whole - part.figure.part, goal))
        for part in city.below
        if part.value is not None and part.met_now is False and not part.doubts and isinstance(part.figure, Share)
    ]
    short = sorted((pair for pair in needs if pair[1] > 0), key=lambda pair: (pair[0].value or 0, pair[0].node.key))
    raised = short[:lowest]
    if not raised:
        return None
    value = Fraction(figure.part + sum(more for _, more in raised)) / figure.whole
    return Lift(tuple(part for part, _ in raised), value, goal.met(value), len(short) > lowest)
