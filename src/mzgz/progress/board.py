"""All conclusions of a year as known on one day: ask for a target and a node, get its progress."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from mzgz.model.ledger import Ledger, Plan
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Heads
from mzgz.model.targets.facts import Facts
from mzgz.model.units import Unit
from mzgz.progress.calendar import close, month_for, reference_month
from mzgz.progress.doubts import Doubts, open_doubts
from mzgz.progress.evaluate import Concluder
from mzgz.progress.lights import Edge, Light
from mzgz.progress.progress import Node, Progress
from mzgz.progress.rollup import GroupTrack, UnitTrack

CITY = Node("city", "city", "全市")


@dataclass(frozen=True, slots=True)
class Standing:
    """One target at the city and at each unit in its scope."""

    city: Progress
    units: Mapping[str, Progress]
    tracks: Mapping[str, UnitTrack] = field(repr=False)
    concluder: Concluder = field(repr=False)


@dataclass(frozen=True)
class Board:
    """The year's plan against what was received by `as_of`, read at the reference month or at `asked`."""

    ledger: Ledger
    year: int
    as_of: date
    asked: Period | None = None
    doubts: Doubts | None = field(default=None, repr=False, compare=False)
    """Figures under an open 强制 finding; None: to be found out by the rules."""
    _standings: dict[str, Standing] = field(default_factory=dict, repr=False, compare=False)
    _months: dict[Period, Board] = field(default_factory=dict, repr=False, compare=False)
    _closes: dict[Period, Board] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def plan(self) -> Plan:
        return self.ledger.plans[self.year]

    @cached_property
    def reference(self) -> Period | None:
        """The month all figures are read at, before each target's own cadence."""
        return reference_month(self.ledger, self.year, self.as_of, self.asked)

    @cached_property
    def known(self) -> Ledger:
        """What was received by the as-of day."""
        return self.ledger.as_of(self.as_of)

    @cached_property
    def returns(self) -> Mapping[str, tuple[Submission, ...]]:
        """Each unit's returns of the year up to the reference month, in order of time."""
        last = self.reference
        if last is None:
            return {}
        return {
            code: tuple(item for item in items if self.year == item.period.year and item.period <= last)
            for code, items in self.known.by_unit.items()
        }

    def city_words(self, target: str) -> tuple[tuple[Submission, Entry], ...]:
        """What the bureau itself wrote of a target that is not its own: a note on the city's result."""
        returns = self.returns.get(self.ledger.workspace.bureau.code, ())
        return tuple((each, each.entries[target]) for each in returns if target in each.entries)

    @cached_property
    def _doubts(self) -> Doubts:
        return open_doubts(self.known, self.as_of) if self.doubts is None else self.doubts

    @cached_property
    def _received(self) -> Mapping[str, dict[int, date]]:
        received_by = self.ledger.received_by
        return {code: {item.period.index: received_by(item) for item in items} for code, items in self.returns.items()}

    # ── conclusions ──────────────────────────────────────────────────────────────────────────────────────────

    def city(self, target: str) -> Progress:
        return self.standing(target).city

    def unit(self, target: str, code: str) -> Progress:
        """One unit's own word; not applicable where it is outside the target's scope."""
        return self.standing(target).units.get(code) or self._outside(self.plan.targets[target], code)

    def alone(self, target: str, code: str) -> Progress:
        """The same as `unit`, without working out what everybody else said: for pages that show one unit."""
        declared = self.declared(target)
        units = self._scope(declared)
        unit = next((each for each in units if each.code == code), None)
        if target in self._standings or unit is None:
            return self.unit(target, code)
        concluder = self._concluder(declared, units)
        return self._own(concluder, self._track(declared, unit, concluder.at, alone=len(units) == 1), unit)

    def tagged(self, target: str, tag: str) -> Progress:
        """The units that carry a tag, such as 牧区, together."""
        return self.group(target, [unit.code for unit in self.ledger.units.tagged(tag)], Node("tag", tag, tag))

    def under(self, target: str, code: str) -> Progress:
        """A unit and everything below it in the tree, each added once."""
        units = list(self.ledger.units.under(code))
        return self.group(target, [unit.code for unit in units], Node("tree", code, units[0].label))

    def group(self, target: str, codes: list[str], node: Node) -> Progress:
        """Any units together; those outside the target's scope do not count."""
        standing = self.standing(target)
        inside = [code for code in dict.fromkeys(codes) if code in standing.units]
        track = GroupTrack(self.plan.targets[target], [standing.tracks[code] for code in inside])
        return standing.concluder.group(track, node, tuple(standing.units[code] for code in inside))

    def standing(self, target: str) -> Standing:
        if target not in self._standings:
            self._standings[target] = self._conclude(self.declared(target))
        return self._standings[target]

    def __iter__(self) -> Iterator[Standing]:
        """All targets in the order of the plan."""
        return (self.standing(target) for target in self.plan.targets)

    def declared(self, target: str) -> Target:
        """The target as it stood on the board's day."""
        return self.plan.targets[target].as_of(self.as_of)

    def _conclude(self, target: Target) -> Standing:
        units = self._scope(target)
        concluder = self._concluder(target, units)
        tracks = {unit.code: self._track(target, unit, concluder.at, alone=len(units) == 1) for unit in units}
        progress = {unit.code: self._own(concluder, tracks[unit.code], unit) for unit in units}
        city = concluder.group(GroupTrack(target, list(tracks.values())), CITY, tuple(progress.values()))
        return Standing(city, progress, tracks, concluder)

    def _scope(self, target: Target) -> list[Unit]:
        return [unit for unit in self.ledger.units.units if target.applies_to(unit)]

    def _concluder(self, target: Target, units: list[Unit]) -> Concluder:
        at, lights = self._month_for(target, units), self.ledger.workspace.lights
        return Concluder(target, at, lambda month: close(self.ledger, month), lights, len(units))

    def _own(self, concluder: Concluder, track: UnitTrack, unit: Unit) -> Progress:
        own = concluder.of_unit(track.target, own=unit.code in concluder.target.units)
        return own.unit(track, Node("unit", unit.code, unit.label), self.returns.get(unit.code, ()))

    def _month_for(self, target: Target, units: list[Unit]) -> Period | None:
        """The month the target is read at: an event that breaks a line shows at once, whether it was asked for or not."""
        at = month_for(target, self.reference)
        if not target.irreparable:
            return at
        events = [
            item.period
            for unit in units
            for item in self.returns.get(unit.code, ())
            if target.id in item.entries and item.entries[target.id].value
        ]
        return max([each for each in (at, *events) if each], default=None)

    def _track(self, target: Target, unit: Unit, at: Period | None, *, alone: bool) -> UnitTrack:
        doubts = self._doubts.get((target.id, unit.code), frozenset())
        own = target.for_unit(unit.code)
        return UnitTrack(own, self._facts(target, unit, at), alone or own is not target, doubts)

    def _facts(self, target: Target, unit: Unit, at: Period | None) -> Facts:
        """What the unit said up to the month the target is read at: a later word belongs to its next period."""
        returns = [item for item in self.returns.get(unit.code, ()) if at and item.period <= at]
        entries = {item.period.index: item.entries[target.id] for item in returns if target.id in item.entries}
        registered = target.registered(unit)
        received = self._received_of(target, unit, returns)
        return Facts(entries, received, registered, target.occasional, self._absent(unit, at))

    @staticmethod
    def _absent(unit: Unit, at: Period | None) -> frozenset[int]:
        """Months of the year up to `at` in which the unit did not exist."""
        if at is None or (unit.opened is None and unit.closed is None):
            return frozenset()
        months = (Period(index, 1) for index in range(at.year * 12, at.index + 1))
        return frozenset(month.index for month in months if not unit.exists_in(month))

    def _received_of(self, target: Target, unit: Unit, returns: Sequence[Submission]) -> Mapping[int, date]:
        """The days by month; of a return handed in again, the day since which it has said the same of the target."""
        days = self._received.get(unit.code, {})
        again = [item for item in returns if (item.period, unit.code) in self.ledger.versions]
        if not again:
            return days
        return {**days, **{item.period.index: self.ledger.entry_received(target.id, item) for item in again}}

    def _outside(self, target: Target, code: str) -> Progress:
        at, heads = month_for(target, self.reference), Heads(not_applicable=1)
        node = Node("unit", code, self.ledger.units.by_code[code].label)
        return Progress(
            target=target,
            node=node,
            period=at,
            figure=target.nothing,
            heads=heads,
            met_now=None,
            decided=None,
            met=None,
            heads_decided=heads,
            made_good=None,
            late=False,
            light=Light.NOT_APPLICABLE,
            edge=Edge.NOT_APPLICABLE,
            pace=None,
        )

    # ── other days ───────────────────────────────────────────────────────────────────────────────────────────

    def at_close(self, month: Period) -> Board:
        """The board as it stood when the light of `month` was set."""
        if month not in self._closes:
            day = min(close(self.ledger, month), self.as_of)
            self._closes[month] = Board(self.ledger, self.year, day, month, self._doubts)
        return self._closes[month]

    def at(self, month: Period) -> Board:
        """The figures of another month, by what is known on this board's day."""
        if month not in self._months:
            self._months[month] = Board(self.ledger, self.year, self.as_of, month, self._doubts)
        return self._months[month]
