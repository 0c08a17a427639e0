"""All goals a target declares: its own, those of single units, and those it had before it was revised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mzgz.model.goals import Goal
from mzgz.model.targets import Target


@dataclass(frozen=True, slots=True)
class DeclaredGoal:
    """A goal, where it is written, and whose it is in words."""

    goal: Goal
    at: tuple[str | int, ...]
    whose: str


def goals_of(target: Target) -> Iterator[DeclaredGoal]:
    """In the order in which they are written."""
    goal = getattr(target, "goal", None)
    if isinstance(goal, Goal):
        yield DeclaredGoal(goal, ("goal",), "")
    for code, terms in target.units.items():
        if terms.goal is not None:
            yield DeclaredGoal(terms.goal, ("units", code, "goal"), f"给{code}单独约定的")
    for place, revision in enumerate(target.revised):
        if revision.was is not None:
            yield DeclaredGoal(revision.was, ("revised", place, "was"), "原来的")
