"""What is still lacking to a goal, counted in things: what to change, or what to add."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from mzgz.model.goals import Goal
from mzgz.model.numbers import Exact
from mzgz.model.targets.aggregate import Amount, Levels, Share


@dataclass(frozen=True, slots=True)
class Gap:
    """What is lacking to the goal. `unit` is the measure of things (张, 个); None where a way does not exist."""

    things: Exact
    """Among what there is: so many more must qualify (or, where less is better, so many fewer)."""
    added: int | None
    """Or: so many newly added ones that all qualify; impossible at 100%."""
    points: Fraction | None
    """Distance of the share from the goal, as a share (× 100: 百分点)."""
    unit: str
    over: bool = False
    """Whether the figure is beyond the goal and has to come down: too many where less is better, or more than an exact
    number asks for."""


def lacking(amount: Exact, goal: Goal, *, whole: bool = True) -> Exact:
    """The least step that closes `amount`: counted things are whole; a strict goal asks for one thing beyond."""
    if not whole:
        return amount
    return floor(amount) + 1 if goal.sign in ("<", ">") else ceil(amount)


def share_gap(figure: Share, goal: Goal, unit: str, *, whole: bool) -> Gap | None:
    """`ceil(t·D − N)` among those there are, or `ceil((t·D − N) / (1 − t))` added; strict: `floor(…) + 1`."""
    value = figure.value
    threshold = None if value is None else goal.edge(value)
    if value is None or threshold is None or goal.met(value):
        return None
    short = abs(threshold * figure.whole - figure.part)
    things = lacking(short, goal, whole=whole)
    addable = goal.rises and value <= threshold < 1
    added = int(lacking(short / (1 - threshold), goal)) if addable else None
    return Gap(things, added, abs((goal.stated(value) or threshold) - value), unit, _over(value, threshold, goal))


def amount_gap(figure: Amount | Levels, goal: Goal, unit: str, *, whole: bool) -> Gap | None:
    value = figure.value
    threshold = None if value is None else goal.edge(value)
    if value is None or threshold is None or goal.met(value):
        return None
    things = lacking(abs(threshold - value), goal, whole=whole)
    return Gap(things, None, None, unit, _over(value, threshold, goal))


def _over(value: Fraction, threshold: Fraction, goal: Goal) -> bool:
    return value > threshold or not goal.rises
