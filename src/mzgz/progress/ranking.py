"""Rank among comparable units: those the target applies to and that have a value that can stand; equal values share one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from mzgz.model.goals import Goal
from mzgz.progress.target_progress import Progress

MOST_LISTED: Final = 40
"""Nodes beside each other that are listed one by one; of more only the first ten."""
FEW_LISTED: Final = 10


def rank(values: Mapping[str, Fraction], goal: Goal | None = None) -> Mapping[str, int]:
    """By key, 1 the best: the greatest value, or the least where the goal asks for less; after a tie of two comes 3."""
    places: dict[Fraction, int] = {}
    for place, value in enumerate(sorted(values.values(), reverse=goal is None or goal.rises), 1):
        places.setdefault(value, place)
    return {key: places[value] for key, value in values.items()}


def ranks(units: Sequence[Progress]) -> Mapping[str, int]:
    """Of units under one target whose figure can stand, by code."""
    goal = next((unit.goal for unit in units if unit.goal is not None), None)
    valued = {unit.node.key: unit.value for unit in units if unit.value is not None and not unit.doubts}
    return rank(valued, goal)


def ranked(units: Sequence[Progress]) -> list[tuple[int | None, Progress]]:
    """Best first, ties in code order; those without a value last."""
    places = ranks(units)
    order = sorted(units, key=lambda unit: (places.get(unit.node.key, len(units) + 1), unit.light.rank, unit.node.key))
    return [(places.get(unit.node.key), unit) for unit in order]
