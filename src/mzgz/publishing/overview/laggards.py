"""Who holds the city back: the districts by their reds and by what cannot be decided for want of their word, each with
the gaps that weigh most, counted in things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mzgz.language.gap_phrases import short_gap
from mzgz.model.rounding import show_count
from mzgz.model.targets.reported_facts import LACKING
from mzgz.model.unit import Unit
from mzgz.progress import Board, Cause, Light, Progress

_MOST_GAPS = 2


@dataclass(frozen=True, slots=True)
class Laggard:
    """A unit with what it still owes of targets the city has not reached; `gaps` are those the city misses by, then its own, as 名称 差n张."""

    unit: Unit
    overdue: int
    behind: int
    silent: int
    """What the city cannot decide because this unit, maybe among others, has not reported it."""
    gaps: tuple[str, ...]

    @property
    def words(self) -> str:
        """逾期4项、欠进度1项、缺报60项."""
        counted = (("逾期", self.overdue), ("欠进度", self.behind), ("缺报", self.silent))
        return "、".join(f"{words}{count}项" for words, count in counted if count)


def laggards(board: Board, units: Sequence[Unit]) -> tuple[Laggard, ...]:
    """Those that have any, the most overdue or silent first, ties in code order."""
    waiting = [target for target in board.plan.targets if board.city(target).cause is Cause.MISSING]
    found = [_laggard(board, unit, waiting) for unit in units]
    holding = [one for one in found if one.words]
    return tuple(sorted(holding, key=lambda one: (-one.overdue - one.silent, -one.behind, one.unit.code)))


def _laggard(board: Board, unit: Unit, waiting: Sequence[str]) -> Laggard:
    owed = [one for target in board.plan.targets if (one := board.owed(target, unit.code))]
    overdue, behind = ([one for one in owed if one.light is light] for light in (Light.OVERDUE, Light.BEHIND))
    heaviest = sorted((*overdue, *behind), key=lambda one: board.city(one.target.id).met is not False)
    gaps = [f"{one.target.name}{gap}" for one in heaviest if (gap := gap_text(one))]
    silent = sum(board.part(target, unit.code).state in LACKING for target in waiting)
    return Laggard(unit, len(overdue), len(behind), silent, tuple(gaps[:_MOST_GAPS]))


def gap_text(progress: Progress) -> str:
    """差63张; 超2件 where it is over its goal; empty where nothing is lacking, or it cannot be counted."""
    gap = progress.gap
    if gap is None or (not progress.target.operands and progress.expected == 1):
        return ""
    return short_gap(show_count(gap.things), gap.unit, over=gap.over)
