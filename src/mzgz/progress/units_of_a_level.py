"""So many units, or each of them: who counts as one where some of them have others below.

They are counted among the units of one level: of the level the plan names, and without it, where some report themselves
and some through those below them, those right below the node. Whoever has others below counts once, by their sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import add

from mzgz.model.periods import Period
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Heads
from mzgz.model.unit_tree import UnitTree
from mzgz.progress.rollup import Decided, Deciding, Tally, Track, met_as_one


@dataclass(frozen=True, slots=True, eq=False)
class LevelTrack:
    """A sum whose heads are units of one level, each once however many there are below it."""

    target: Target
    """As it binds the node."""
    base: Track
    members: Sequence[Track]
    one: bool
    """Whether it is itself judged as a unit, by its sum; otherwise by how many of its members reach the goal."""
    _cache: dict[int, Tally] = field(default_factory=dict, repr=False)

    @property
    def alone(self) -> bool:
        return False

    @property
    def size(self) -> int:
        return self.base.size

    @property
    def facts(self) -> None:
        return None

    def tally(self, month: Period) -> Tally:
        if month.index not in self._cache:
            heads = reduce(add, (_head(member, month) for member in self.members), Heads())
            self._cache[month.index] = Tally(self.base.tally(month).figure, heads)
        return self._cache[month.index]

    def of_month(self, month: Period) -> Tally:
        if not self.target.by_month:
            return self.tally(month)
        return self.base.of_month(month)

    def met(self, month: Period) -> bool | None:
        heads = self.tally(month).heads
        if not heads.expected:
            return None
        if not self.one:
            return self.target.conclude(heads)
        if not self.target.adds:  # levels of several places: it is reached where each of them reached it
            return False if heads.missed else True if heads.met == heads.expected else None
        met = met_as_one(self.target, self, month)
        sure = self.base.beyond_doubt() if met else self.base
        return met if sure is self.base or met_as_one(self.target, sure, month) else None

    def known_by(self, day: date) -> LevelTrack:
        base, members = self.base.known_by(day), [member.known_by(day) for member in self.members]
        same = base is self.base and all(old is new for old, new in zip(self.members, members, strict=True))
        return self if same else LevelTrack(self.target, base, members, self.one)

    def in_time(self) -> LevelTrack:
        if not self.target.dated:
            return self
        members = [member.in_time() for member in self.members]
        return LevelTrack(self.target, self.base.in_time(), members, self.one)

    def beyond_doubt(self) -> LevelTrack:
        base = self.base.beyond_doubt()
        if base is self.base:
            return self
        return LevelTrack(self.target, base, [member.beyond_doubt() for member in self.members], self.one)

    def decided(self, at: Period, deciding: Deciding) -> Decided:
        heads = Heads()
        for member in self.members:
            timely = member.in_time()
            heads += _head(timely, deciding(timely))
        return Decided(heads, self.base.decided(at, deciding).doubts)


def _head(track: Track, month: Period) -> Heads:
    tally = track.tally(month)
    return Heads.one(tally.heads.state, track.met(month), void=track.target.caseless(tally.figure))


def counts_by_level(target: Target, tree: UnitTree) -> bool:
    """Whether units of a level are counted, and not simply those who report: where the plan names the level, and where
    some report at one depth and some at another. Things that are done or not come to the same either way."""
    if target.judged_level is None and not tree.mixed:
        return False
    return target.asks_so_many or (not target.pooled and bool(target.operands) and target.adds and not target.events)
