"""How far a task should be by now and how far it is, and what is still lacking, counted in things."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mzgz.model.goals import Goal


@dataclass(frozen=True, slots=True)
class Pace:
    """Shares of the whole task: done, and due to be done by now (序时进度)."""

    actual: Fraction
    expected: Fraction

    @property
    def difference(self) -> Fraction:
        return self.actual - self.expected


def along(value: Fraction, baseline: Fraction, goal: Goal, elapsed: Fraction) -> Pace | None:
    """(now − baseline) ÷ (goal − baseline) against the elapsed share; none where the goal asks for no way to go."""
    if goal.threshold is None or goal.threshold == baseline:
        return None
    if (goal.threshold > baseline) != goal.rises:
        return None
    return Pace((value - baseline) / (goal.threshold - baseline), elapsed)


def flowing(value: Fraction, goal: Goal, elapsed: Fraction) -> Pace | None:
    """A flow: expected is goal × elapsed; none where less is better."""
    if not goal.threshold or not goal.rises:
        return None
    return Pace(value / goal.threshold, elapsed)
