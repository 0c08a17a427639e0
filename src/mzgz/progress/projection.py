"""The month the goal is met at the present pace; an extension of what was, never a promise."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from mzgz.model.goals import Goal
from mzgz.model.periods import Period

Points = tuple[tuple[Period, Fraction], ...]
"""Values by month, in order."""
LEAST_POINTS = 3


@dataclass(frozen=True, slots=True)
class Projection:
    """By the mean monthly step from the first to the last of `points` months."""

    month: Period | None
    """None: at this pace never."""
    step: Fraction
    points: int


def project(points: Points, goal: Goal) -> Projection | None:
    """None with fewer than three points, where the goal is met already, and where it is only a direction."""
    if len(points) < LEAST_POINTS or goal.threshold is None or goal.met(points[-1][1]):
        return None
    (first, start), (last, value) = points[0], points[-1]
    step = (value - start) / (last.index - first.index)
    lacking = goal.threshold - value
    upward = lacking > 0 if lacking else goal.rises
    if not step or (step > 0) != upward:
        return Projection(None, step, len(points))
    months = lacking / step
    ahead = floor(months) + 1 if goal.sign in ("<", ">") else ceil(months)
    return Projection(Period(last.index + ahead, 1), step, len(points))
