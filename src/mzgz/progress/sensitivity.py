"""What one unit means for the city: the city without it, and the city if the lowest reached the goal."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mzgz.model.targets.aggregate import Share
from mzgz.model.targets.gap import lacking
from mzgz.progress.board import Board
from mzgz.progress.progress import Progress


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


def lifted(board: Board, target: str, lowest: int) -> Lift | None:
    """Shares only: raises the numerators of the lowest units that miss the goal to what the goal asks of them."""
    city = board.city(target)
    goal, figure = city.goal, city.figure
    if goal is None or goal.threshold is None or not goal.rises or not isinstance(figure, Share) or city.value is None:
        return None
    short = [part for part in city.below if part.value is not None and part.met_now is False and not part.doubts]
    units = tuple(sorted(short, key=lambda part: (part.value or 0, part.node.key))[:lowest])
    more = sum(
        lacking(goal.threshold * part.figure.whole - part.figure.part, goal)
        for part in units
        if isinstance(part.figure, Share)
    )
    value = Fraction(figure.part + more) / figure.whole
    return Lift(units, value, goal.met(value)) if units else None
