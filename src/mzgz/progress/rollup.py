"""What is known of one target at one node of the unit tree, month by month; tracks of units add up to groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from mzgz.model.periods import Period, month_at
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Figure, Heads, all_of, together
from mzgz.model.targets.reported_facts import Facts, State
from mzgz.model.values_set_by_slot import set_by_slot


@set_by_slot
@dataclass(frozen=True, slots=True)
class Tally:
    """A sum at the end of a month, and the heads behind it."""

    figure: Figure
    heads: Heads

    def __add__(self, other: Tally) -> Tally:
        mine: Any = self.figure
        return Tally(mine + other.figure, self.heads + other.heads)

    @classmethod
    def together(cls, tallies: Sequence[Tally]) -> Tally:
        """Of many."""
        figures: Any = [each.figure for each in tallies]
        return cls(together(figures), together([each.heads for each in tallies]))


@dataclass(frozen=True, slots=True)
class Decided:
    """What the units of a track came to, each in the month that decides for it."""

    heads: Heads
    doubts: int = 0
    """How many of their figures stand under an open 强制 finding."""

    def __add__(self, other: Decided) -> Decided:
        return Decided(self.heads + other.heads, self.doubts + other.doubts)

    @classmethod
    def together(cls, parts: Sequence[Decided]) -> Decided:
        """Of many."""
        return cls(together([Heads(), *(each.heads for each in parts)]), sum(each.doubts for each in parts))


Deciding = Callable[["Track"], Period]
"""The month that decides for a track, by what was so in time."""


class Track(Protocol):
    """All a conclusion is drawn from; whoever can tell this (a unit, units added up, sums from elsewhere) is concluded."""

    @property
    def target(self) -> Target:
        """What it is held against."""

    @property
    def alone(self) -> bool:
        """Whether it is one unit's own word and no sum."""

    @property
    def size(self) -> int:
        """How many units it is made of."""

    @property
    def facts(self) -> Facts | None:
        """What the unit said; None of a sum."""

    def tally(self, month: Period) -> Tally:
        """The sum at the end of a month."""

    def of_month(self, month: Period) -> Tally:
        """What the month alone brings, where each is judged by itself; otherwise the same sum."""

    def met(self, month: Period) -> bool | None:
        """The verdict on a month."""

    def known_by(self, day: date) -> Track:
        """Without what was received after `day`; itself where nothing was."""

    def in_time(self) -> Track:
        """The same by the due date itself; itself where no day of its own decides."""

    def beyond_doubt(self) -> Track:
        """With every figure under an open 强制 finding taken as missing; itself where there is none."""

    def decided(self, at: Period, deciding: Deciding) -> Decided:
        """Its units, each in the month that decides for it, read at the end of `at`."""


@dataclass(frozen=True, slots=True, eq=False)
class UnitTrack:
    """One unit's word on a target."""

    target: Target
    facts: Facts
    whole: bool = True
    """Whether it is the whole scope of the target."""
    doubts: frozenset[int] = frozenset()
    """Months whose entry stands under an open 强制 finding."""
    timely: bool = False
    """Whether figures are by the due date itself, not by the end of its month."""
    _cache: dict[int, tuple[State, Figure]] = field(default_factory=dict, repr=False)
    _tallies: dict[int, Tally] = field(default_factory=dict, repr=False)
    _verdicts: dict[int, bool | None] = field(default_factory=dict, repr=False)
    _single: dict[int, bool | None] = field(default_factory=dict, repr=False)
    """Verdicts on months by themselves: what must hold in each is asked again at the end of every later one."""

    @property
    def alone(self) -> bool:
        return True

    @property
    def size(self) -> int:
        return 1

    def figure(self, month: Period) -> tuple[State, Figure]:
        found = self._cache.get(month.index)
        if found is None:
            tally = self.target.tally_in_time if self.timely else self.target.tally
            found = self._cache[month.index] = tally(self.facts, month)
        return found

    def tally(self, month: Period) -> Tally:
        found = self._tallies.get(month.index)
        if found is None:
            state, figure = self.figure(month)
            found = self._tallies[month.index] = Tally(
                figure, Heads.one(state, self.met(month), void=self.target.caseless(figure))
            )
        return found

    def of_month(self, month: Period) -> Tally:
        if not self.target.by_month:
            return self.tally(month)
        state, figure = self._judged_figure(month)
        return Tally(figure, Heads.one(state, None))

    def _judged_figure(self, month: Period) -> tuple[State, Figure]:
        return self.target.tally_of_month(self.facts, month) if self.target.by_month else self.figure(month)

    def met(self, month: Period) -> bool | None:
        if month.index not in self._verdicts:
            self._verdicts[month.index] = self._judged(month)
        return self._verdicts[month.index]

    def _judged(self, month: Period) -> bool | None:
        state, figure = self.figure(month)
        if state == "not_applicable" or (self.target.directional and not self.whole):
            return None
        if self.target.by_month and self.target.empty(figure):
            return None
        judged = self.target.judged(month)
        met = self._met_in(judged[0]) if len(judged) == 1 else all_of([self._met_in(index) for index in judged])
        return None if met and self.doubtful(month) else met

    def _met_in(self, index: int) -> bool | None:
        if index not in self._single:
            month = month_at(index)
            state, figure = self._judged_figure(month)
            void = state == "not_applicable" or (self.target.by_month and self.target.empty(figure))
            self._single[index] = True if void else self.target.verdict(figure, month)
        return self._single[index]

    def doubtful(self, month: Period) -> bool:
        """Whether a number the figure of `month` is made of cannot be true as it stands."""
        return bool(self.doubts) and not self.doubts.isdisjoint(self._used(month))

    def _used(self, month: Period) -> set[int]:
        spans = self.target.spans(month)
        if self.target.completes and (last := self.target.told_in(self.facts)):
            return set(last)  # a later word on one thing is in place of the earlier ones
        if spans is None and self.target.cadence.months is not None:
            return {month.index, *self.target.judged(month), *self.target.told_in(self.facts)}
        given = [index for index in self.facts.by_month if index <= month.index]
        return set(given) if spans is not None else set(given[-1:])

    def known_by(self, day: date) -> UnitTrack:
        facts = self.facts.known_by(day)
        return self if facts is self.facts else self._like(facts, timely=self.timely)

    def in_time(self) -> UnitTrack:
        return self._like(self.facts, timely=True) if self.target.dated and not self.timely else self

    def beyond_doubt(self) -> UnitTrack:
        if not self.doubts:
            return self
        return UnitTrack(self.target, self.facts.without(self.doubts), self.whole, timely=self.timely)

    def _like(self, facts: Facts, *, timely: bool) -> UnitTrack:
        return UnitTrack(self.target, facts, self.whole, self.doubts, timely)

    def decided(self, at: Period, deciding: Deciding) -> Decided:
        timely = self.in_time()
        month = deciding(timely)
        return Decided(timely.tally(month).heads, int(self.doubtful(at) or self.doubtful(month)))


@dataclass(frozen=True, slots=True, eq=False)
class GroupTrack:
    """Several units together: each is added once."""

    target: Target
    members: Sequence[UnitTrack | GroupTrack]
    _cache: dict[int, Tally] = field(default_factory=dict, repr=False)
    _sure: list[GroupTrack] = field(default_factory=list, repr=False)
    """The same beyond doubt, once it was asked for."""

    @property
    def alone(self) -> bool:
        return False

    @property
    def size(self) -> int:
        return sum(member.size for member in self.members)

    @property
    def facts(self) -> None:
        return None

    def tally(self, month: Period) -> Tally:
        if month.index not in self._cache:
            tallies = [member.tally(month) for member in self.members]
            self._cache[month.index] = Tally.together(tallies or [Tally(self.target.nothing, Heads())])
        return self._cache[month.index]

    def of_month(self, month: Period) -> Tally:
        if not self.target.by_month:
            return self.tally(month)
        told = [member.of_month(month) for member in self.members]
        return Tally.together(told or [Tally(self.target.nothing, Heads())])

    def met(self, month: Period) -> bool | None:
        return surely_met(self, month)

    def known_by(self, day: date) -> GroupTrack:
        members = [member.known_by(day) for member in self.members]
        if all(old is new for old, new in zip(self.members, members, strict=True)):
            return self
        return GroupTrack(self.target, members)

    def in_time(self) -> GroupTrack:
        return GroupTrack(self.target, [member.in_time() for member in self.members]) if self.target.dated else self

    def beyond_doubt(self) -> GroupTrack:
        if not self._sure:
            members = [member.beyond_doubt() for member in self.members]
            clear = all(old is new for old, new in zip(self.members, members, strict=True))
            self._sure.append(self if clear else GroupTrack(self.target, members))
        return self._sure[0]

    def decided(self, at: Period, deciding: Deciding) -> Decided:
        return Decided.together([member.decided(at, deciding) for member in self.members])


def surely_met(track: Track, month: Period) -> bool | None:
    """The verdict on units together; what is reached only by a figure that cannot be true is not reached."""
    met = met_together(track, month)
    if not met or not track.target.pooled:
        return met
    sure = track.beyond_doubt()
    return met if sure is track or sure.met(month) else None


def met_together(track: Track, month: Period) -> bool | None:
    """The verdict on units together, by their sum or by how many of them reach the goal; None of nobody."""
    target, heads = track.target, track.tally(month).heads
    if not heads.expected:
        return None
    return met_as_one(target, track, month) if target.pooled else target.conclude(heads)


def met_as_one(target: Target, track: Track, month: Period) -> bool | None:
    """The verdict on units together by their sum, in each month that is judged."""
    if target.empty(track.tally(month).figure):
        return None
    months = map(month_at, target.judged(month))
    return all_of([_met_in(target, track.of_month(at), at) for at in months])


def _met_in(target: Target, tally: Tally, month: Period) -> bool | None:
    void = not tally.heads.expected or target.empty(tally.figure)
    return True if void else target.verdict(tally.figure, month)
