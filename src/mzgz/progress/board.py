"""All conclusions of a year as known on one day: ask for a target and a node, get its progress."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from mzgz.model.ledger import Ledger, Plan
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Heads
from mzgz.model.targets.reported_facts import Facts
from mzgz.model.units import Unit
from mzgz.progress.doubtful_figures import Doubts, open_doubts
from mzgz.progress.evaluate import Concluder
from mzgz.progress.latest_due_month import close, month_for, reference_month
from mzgz.progress.lazy_conclusions import Conclusions, Nodes
from mzgz.progress.lights import Edge, Light
from mzgz.progress.progress import Node, Progress
from mzgz.progress.rollup import GroupTrack, Track, UnitTrack
from mzgz.progress.unit_tracks import GroupTracks, UnitTracks

CITY = Node("city", "city", "全市")
"""Everybody together, where no board is at hand that knows what the whole is called."""
_MOST_TRACKS = 20_000
"""Tracks of units a board keeps, of the targets asked for last: of a city all, of a nation those of a few targets."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One target at the whole, at each unit in its scope, and at each node above them."""

    city: Progress
    units: Conclusions
    tracks: Mapping[str, UnitTrack] = field(repr=False)
    groups: Mapping[str, Track] = field(repr=False)
    """The tracks of units with others below, by code: their own word and those below."""
    concluder: Concluder = field(repr=False)
    nodes: dict[str, Progress] = field(default_factory=dict, repr=False)
    """The nodes concluded so far, by code."""

    def release(self) -> None:
        """Keep the conclusions, not the tracks they were drawn from."""
        for tracks in (self.tracks, self.groups):
            if isinstance(tracks, UnitTracks | GroupTracks):
                tracks.release()


@dataclass(frozen=True)
class Board:
    """The year's plan against what was received by `as_of`, read at the reference month or at `asked`."""

    ledger: Ledger
    year: int
    as_of: date
    asked: Period | None = None
    doubts: Doubts | None = field(default=None, repr=False, compare=False)
    """Figures under an open 强制 finding; None: to be found out by the rules."""
    root: str | None = None
    """The node it is seen from: what `city` is asked for is of this unit with all below; None is everybody."""
    _standings: dict[str, Standing] = field(default_factory=dict, repr=False, compare=False)
    _kept: list[Standing] = field(default_factory=list, repr=False, compare=False)
    """Those whose tracks are kept, the oldest first."""
    _months: dict[Period, Board] = field(default_factory=dict, repr=False, compare=False)
    _closes: dict[Period, Board] = field(default_factory=dict, repr=False, compare=False)

    def __new__(cls, ledger: Ledger, *_: object, **__: object) -> Board:
        """Over a ledger that stands on columns, the board that adds up there: whoever asks does not know which."""
        if cls is Board and ledger.over_columns:
            from mzgz.progress.columns.column_board import ColumnBoard

            return super().__new__(ColumnBoard)
        return super().__new__(cls)

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

    # ── the tree ─────────────────────────────────────────────────────────────────────────────────────────────

    def within(self, code: str) -> Board:
        """The same board seen from a node: it shares all that is worked out."""
        seen = replace(self, root=code)
        seen.__dict__.update({key: value for key, value in self.__dict__.items() if key != "root"})
        return seen

    @cached_property
    def whole(self) -> Node:
        """The node of everybody, by the name it goes by: 全市, 全国."""
        return Node("city", "city", self.ledger.workspace.vocabulary.whole)

    @property
    def node(self) -> Node:
        """The node it is seen from."""
        return self.whole if self.root is None else self.node_of(self.root)

    def node_of(self, code: str) -> Node:
        """A unit by itself, or with all below where there is something below."""
        tree = self.ledger.units
        return Node("tree" if tree.children(code) else "unit", code, tree.by_code[code].label)

    @property
    def reporters(self) -> tuple[Unit, ...]:
        """Those who owe returns of their own, among all it is seen from, in code order."""
        tree = self.ledger.units
        units = tree.units if self.root is None else sorted(tree.under(self.root), key=lambda unit: unit.code)
        return tuple(unit for unit in units if not unit.groups_only)

    @property
    def level(self) -> tuple[Unit, ...]:
        """The units directly below the node it is seen from."""
        return tuple(self.ledger.units.children(self.root))

    @property
    def listed(self) -> tuple[Unit, ...]:
        """The same, and whoever has a word of its own beside them: the bureau, or the unit it is seen from."""
        return self.listed_of(self.root)

    def listed_of(self, code: str | None) -> tuple[Unit, ...]:
        tree = self.ledger.units
        if code is None:
            return tuple(unit for unit in tree.units if unit.is_bureau or tree.parent(unit.code) is None)
        own = tree.by_code[code]
        below = tuple(tree.children(code))
        return below if own.groups_only else (own, *below)

    # ── conclusions ──────────────────────────────────────────────────────────────────────────────────────────

    def city(self, target: str) -> Progress:
        """Everybody it is seen from."""
        return self.standing(target).city if self.root is None else self.at_node(target, self.root)

    def unit(self, target: str, code: str) -> Progress:
        """One unit's own word, or the sum of those below it where it has none; not applicable where it is outside the
        target's scope."""
        if self.ledger.units.by_code[code].groups_only and code not in self.standing(target).units:
            return self.under(target, code)
        return self.own(target, code)

    def own(self, target: str, code: str) -> Progress:
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
        return self._own(concluder, self._track(declared, unit, concluder.at, whole=len(units) == 1), unit)

    def tagged(self, target: str, tag: str) -> Progress:
        """The units that carry a tag, such as 牧区, together."""
        return self.group(target, [unit.code for unit in self.ledger.units.tagged(tag)], Node("tag", tag, tag))

    def at_node(self, target: str, code: str) -> Progress:
        """A unit with all below it where there is something below, its own word where there is not."""
        return self.under(target, code) if self.ledger.units.children(code) else self.own(target, code)

    def part(self, target: str, code: str) -> Progress:
        """What a listed unit brings: with all below it; the one it is seen from by its own word."""
        return self.own(target, code) if code == self.root else self.at_node(target, code)

    def peers(self, target: str, code: str) -> Sequence[Progress]:
        """The node of a unit among those beside it, which it is ranked with."""
        parent = self.ledger.units.parent(code)
        return self.standing(target).city.below if parent is None else self.under(target, parent).below

    def under(self, target: str, code: str) -> Progress:
        """A unit and everything below it in the tree, each added once."""
        standing = self.standing(target)
        if code not in standing.nodes:
            track: Track = standing.groups.get(code) or GroupTrack(
                self.plan.targets[target], self._own_track(standing, code)
            )
            codes = [unit.code for unit in self.ledger.units.under(code) if unit.code in standing.tracks]
            node = Node("tree", code, self.ledger.units.by_code[code].label)
            parts, below = self._of_units(standing, codes), self._below(standing, code)
            standing.nodes[code] = standing.concluder.group(track, node, parts, below)
        return standing.nodes[code]

    def group(self, target: str, codes: Iterable[str], node: Node) -> Progress:
        """Any units together, those that only group with all below; those outside the target's scope do not count."""
        standing, tree = self.standing(target), self.ledger.units
        every = (
            unit.code
            for code in codes
            for unit in (tree.under(code) if code in tree.grouping else (tree.by_code[code],))
        )
        inside = [code for code in dict.fromkeys(every) if code in standing.tracks]
        track = GroupTrack(self.plan.targets[target], [standing.tracks[code] for code in inside])
        return standing.concluder.group(track, node, self._of_units(standing, inside))

    @staticmethod
    def _own_track(standing: Standing, code: str) -> Sequence[UnitTrack]:
        return [standing.tracks[code]] if code in standing.tracks else []

    @staticmethod
    def _of_units(standing: Standing, codes: Sequence[str]) -> Sequence[Progress]:
        return Nodes(codes, standing.units.__getitem__)

    def _below(self, standing: Standing, code: str) -> Sequence[Progress]:
        """The level below a unit: its own word where it has one beside them, then those below that anybody is asked."""
        own = [code] if code in standing.tracks else []
        return self._drawn(
            standing.concluder.target.id, standing.units, [*own, *self._asked_below(standing, code)], own
        )

    def _asked_below(self, standing: Standing, code: str | None) -> list[str]:
        children = self.ledger.units.children(code)
        return [unit.code for unit in children if unit.code in standing.tracks or unit.code in standing.groups]

    def _drawn(self, target: str, units: Conclusions, codes: list[str], own: list[str]) -> Sequence[Progress]:
        return Nodes(codes, lambda code: units[code] if code in own else self.at_node(target, code))

    def standing(self, target: str) -> Standing:
        if target not in self._standings:
            self._standings[target] = self._conclude(self.declared(target))
            self._make_room(self._standings[target])
        return self._standings[target]

    def _make_room(self, newest: Standing) -> None:
        """What was summed first is let go of first; the newest stays."""
        self._kept.append(newest)
        while len(self._kept) > 1 and sum(len(each.tracks) for each in self._kept) > _MOST_TRACKS:
            self._kept.pop(0).release()

    def __iter__(self) -> Iterator[Standing]:
        """All targets in the order of the plan."""
        return (self.standing(target) for target in self.plan.targets)

    def declared(self, target: str) -> Target:
        """The target as it stood on the board's day."""
        return self.plan.targets[target].as_of(self.as_of)

    def _conclude(self, target: Target) -> Standing:
        units = self._scope(target)
        concluder = self._concluder(target, units)
        by_code, tree, whole = self.ledger.units.by_code, self.ledger.units, len(units) == 1
        codes = [unit.code for unit in units]
        tracks = UnitTracks(codes, lambda code: self._track(target, by_code[code], concluder.at, whole=whole))
        drawn = Conclusions(codes, lambda code: self._own(concluder, tracks[code], by_code[code]))
        parts = Nodes(codes, drawn.__getitem__)
        if not tree.deep:
            city = concluder.group(GroupTrack(target, list(tracks.values())), self.whole, parts)
            return Standing(city, drawn, tracks, {}, concluder)
        groups = GroupTracks(target, tracks, tree)
        top = [unit.code for unit in self.listed_of(None) if unit.code in tracks or unit.code in groups]
        track = GroupTrack(target, [groups[code] if code in groups else tracks[code] for code in top])
        below = self._drawn(target.id, drawn, top, [])
        return Standing(concluder.group(track, self.whole, parts, below), drawn, tracks, groups, concluder)

    def _scope(self, target: Target) -> list[Unit]:
        """The units whose words are added."""
        return list(self.ledger.applicable(target))

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

    def _track(self, target: Target, unit: Unit, at: Period | None, *, whole: bool) -> UnitTrack:
        doubts = self._doubts.get((target.id, unit.code), frozenset())
        own = target.for_unit(unit.code)
        return UnitTrack(own, self._facts(target, unit, at), whole or own is not target, doubts)

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
        return self._seen_alike(self._closes[month])

    def at(self, month: Period) -> Board:
        """The figures of another month, by what is known on this board's day."""
        if month not in self._months:
            self._months[month] = Board(self.ledger, self.year, self.as_of, month, self._doubts)
        return self._seen_alike(self._months[month])

    def _seen_alike(self, other: Board) -> Board:
        return other if self.root is None else other.within(self.root)
