"""What is known of one target at one node of the unit tree, month by month; tracks of units add up to groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import add
from typing import Any

from mzgz.model.periods import Period
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Figure, Heads, all_of
from mzgz.model.targets.facts import Facts, State


@dataclass(frozen=True, slots=True)
class Tally:
    """A sum at the end of a month, and the heads behind it."""

    figure: Figure
    heads: Heads

    def __add__(self, other: Tally) -> Tally:
        mine: Any = self.figure
        return Tally(mine + other.figure, self.heads + other.heads)


@dataclass(frozen=True, slots=True, eq=False)
class UnitTrack:
    """One unit's word on a target."""

    target: Target
    facts: Facts
    alone: bool = True
    """Whether it is the whole scope of the target."""
    doubts: frozenset[int] = frozenset()
    """Months whose entry stands under an open 强制 finding."""
    timely: bool = False
    """Whether figures are by the due date itself, not by the end of its month."""
    _cache: dict[int, tuple[State, Figure]] = field(default_factory=dict, repr=False)
    _verdicts: dict[int, bool | None] = field(default_factory=dict, repr=False)

    def figure(self, month: Period) -> tuple[State, Figure]:
        if month.index not in self._cache:
            tally = self.target.tally_in_time if self.timely else self.target.tally
            self._cache[month.index] = tally(self.facts, month)
        return self._cache[month.index]

    def tally(self, month: Period) -> Tally:
        state, figure = self.figure(month)
        return Tally(figure, Heads.one(state, self.met(month)))

    def met(self, month: Period) -> bool | None:
        if month.index not in self._verdicts:
            self._verdicts[month.index] = self._judged(month)
        return self._verdicts[month.index]

    def _judged(self, month: Period) -> bool | None:
        if self.figure(month)[0] == "not_applicable" or (self.target.directional and not self.alone):
            return None
        met = all_of([self._met_in(Period(index, 1)) for index in self.target.judged(month)])
        return None if met and self.doubtful(month) else met

    def _met_in(self, month: Period) -> bool | None:
        state, figure = self.figure(month)
        return True if state == "not_applicable" else self.target.verdict(figure, month)

    def doubtful(self, month: Period) -> bool:
        """Whether a number the figure of `month` is made of cannot be true as it stands."""
        return bool(self.doubts) and not self.doubts.isdisjoint(self._used(month))

    def _used(self, month: Period) -> set[int]:
        spans = self.target.spans(month)
        if spans is None and self.target.cadence.months is not None:
            return {month.index, *self.target.judged(month)}
        given = [index for index in self.facts.by_month if index <= month.index]
        return set(given) if spans is not None else set(given[-1:])

    def known_by(self, day: date) -> UnitTrack:
        facts = self.facts.known_by(day)
        return self if facts is self.facts else self._like(facts, timely=self.timely)

    def in_time(self) -> UnitTrack:
        """The same by the due date itself."""
        return self._like(self.facts, timely=True) if self.target.dated and not self.timely else self

    def _like(self, facts: Facts, *, timely: bool) -> UnitTrack:
        return UnitTrack(self.target, facts, self.alone, self.doubts, timely)


@dataclass(frozen=True, slots=True, eq=False)
class GroupTrack:
    """Several units together: each is added once."""

    target: Target
    members: Sequence[UnitTrack]
    _cache: dict[int, Tally] = field(default_factory=dict, repr=False)

    def tally(self, month: Period) -> Tally:
        if month.index not in self._cache:
            self._cache[month.index] = reduce(add, (member.tally(month) for member in self.members), self._nothing())
        return self._cache[month.index]

    def _nothing(self) -> Tally:
        return Tally(self.target.nothing, Heads())

    def met(self, month: Period) -> bool | None:
        heads = self.tally(month).heads
        if not heads.expected:
            return None
        if not self.target.pooled:
            return self.target.conclude(heads)
        return all_of([self._met_in(Period(index, 1)) for index in self.target.judged(month)])

    def _met_in(self, month: Period) -> bool | None:
        tally = self.tally(month)
        return self.target.verdict(tally.figure, month) if tally.heads.expected else True

    def known_by(self, day: date) -> GroupTrack:
        members = [member.known_by(day) for member in self.members]
        if all(old is new for old, new in zip(self.members, members, strict=True)):
            return self
        return GroupTrack(self.target, members)

    def in_time(self) -> GroupTrack:
        """The same by the due date itself."""
        return GroupTrack(self.target, [member.in_time() for member in self.members]) if self.target.dated else self


Track = UnitTrack | GroupTrack
"""Both tell `tally(month)`, `met(month)`, what was `known_by(day)` and what was so `in_time()`."""

"""The day a month's light is set."""
