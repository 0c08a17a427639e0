"""A group as a track whose units were added up by the engine, beside the few that are told one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from operator import add

from mzgz.model.periods import Period
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Heads
from mzgz.progress.columns.column_sums import NodeSum
from mzgz.progress.columns.engine_queries import Ask
from mzgz.progress.rollup import Decided, Deciding, Tally, UnitTrack, surely_met


@dataclass(frozen=True, slots=True, eq=False)
class SummedTrack:
    """Members are the units left out of the sums; the sums of all others are asked for by month and day."""

    target: Target
    members: Sequence[UnitTrack]
    size: int
    sums: Callable[[Ask], NodeSum | None]
    horizon: int
    cut: date
    timely: bool = False
    single: bool = False
    """Whether each month is asked for by itself."""
    _cache: dict[int, Tally] = field(default_factory=dict, repr=False)

    @property
    def alone(self) -> bool:
        return False

    @property
    def facts(self) -> None:
        return None

    def ask(self, month: Period) -> Ask:
        return Ask(self.target.id, month.month, self.horizon, self.cut, self.timely, self.single)

    def tally(self, month: Period) -> Tally:
        if month.index not in self._cache:
            told = (member.tally(month) for member in self.members)
            self._cache[month.index] = reduce(add, told, self._added_up(month))
        return self._cache[month.index]

    def of_month(self, month: Period) -> Tally:
        """Of all that are added up the same: whose month is another thing than where they stand are told one by one."""
        if not self.target.by_month:
            return self.tally(month)
        return reduce(add, (member.of_month(month) for member in self.members), self._added_up(month))

    def _added_up(self, month: Period) -> Tally:
        told = self.sums(self.ask(month))
        return Tally(self.target.nothing, Heads()) if told is None else told.tally

    def met(self, month: Period) -> bool | None:
        return surely_met(self, month)

    def known_by(self, day: date) -> SummedTrack:
        if day >= self.cut:
            return self
        return replace(self, members=[member.known_by(day) for member in self.members], cut=day, _cache={})

    def in_time(self) -> SummedTrack:
        if not self.target.dated or self.timely:
            return self
        return replace(self, members=[member.in_time() for member in self.members], timely=True, _cache={})

    def beyond_doubt(self) -> SummedTrack:
        """Whoever has a figure in doubt is told one by one."""
        members = [member.beyond_doubt() for member in self.members]
        if all(old is new for old, new in zip(self.members, members, strict=True)):
            return self
        return replace(self, members=members, _cache={})

    def decided(self, at: Period, deciding: Deciding) -> Decided:
        """Of all that are added up the month of the due date decides; whose month is another one is left out of it."""
        month = at if self.target.yearlong else min(at, self.target.due_month)
        told = self.sums(self.in_time().ask(month))
        start = Decided(Heads() if told is None else told.tally.heads)
        return reduce(add, (member.decided(at, deciding) for member in self.members), start)
