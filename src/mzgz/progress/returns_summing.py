"""Targets added up from the returns themselves: of each unit what it said month by month, of groups the sum of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Final

from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Target
from mzgz.model.targets.reported_facts import Facts
from mzgz.model.territory_breaks import breaks, comparable
from mzgz.model.unit import Unit
from mzgz.model.unit_tree import UnitTree
from mzgz.progress.doubtful_figures import Doubts, open_doubts
from mzgz.progress.evaluate import Concluder
from mzgz.progress.lazy_conclusions import Conclusions, Nodes
from mzgz.progress.punctuality import Punctuality, handed_in, is_silent
from mzgz.progress.rollup import GroupTrack, UnitTrack
from mzgz.progress.target_progress import Node, Progress
from mzgz.progress.unit_tracks import GroupTracks, UnitTracks
from mzgz.progress.year_as_of import YearSeen

Returns = Mapping[str, tuple[Submission, ...]]
_NOTHING: Final[Mapping[int, Sequence[tuple[date, Entry | None]]]] = MappingProxyType({})


_NEAR: Final = 12
"""Targets that are looked up together: one after the other, a year's returns would be gone through for each of them."""


class _UnitReturns:
    """A unit's returns as its targets are read from them, in the order in which they stand there."""

    def __init__(self, returns: Sequence[Submission], again: Sequence[Submission]) -> None:
        self._months = [item.period.index for item in returns]
        self._words = [item.entries for item in returns]
        self._near: dict[str, Sequence[Entry | None]] = {}
        self.again = again
        """Those that were handed in more than once."""

    def entries(self, name: str, until: int) -> dict[int, Entry]:
        """On one target, by `Period.index`, in order of time."""
        told = self._near[name] if name in self._near else self._look_up(name)
        pairs = zip(self._months, told, strict=True)
        return {month: entry for month, entry in pairs if entry is not None and month <= until}

    def _look_up(self, name: str) -> Sequence[Entry | None]:
        names = [*self._words[-1]] if self._words else []
        start = names.index(name) if name in names else len(names)
        self._near = {
            each: [words.get(each) for words in self._words] for each in (name, *names[start : start + _NEAR])
        }
        return self._near[name]


@dataclass(frozen=True)
class UnitWords:
    """What single units say of a target, from their returns."""

    seen: YearSeen
    returns: Returns
    received: Mapping[str, Mapping[int, date]]
    """The days those returns count from, by unit and month."""
    doubts: Doubts
    _said: dict[str, _UnitReturns] = field(default_factory=dict, init=False, repr=False, compare=False)

    def concluder(self, target: Target, at: Period | None, scope: int) -> Concluder:
        return Concluder(target, at, self.seen.closed, self.seen.ledger.workspace.lights, scope)

    def word(self, concluder: Concluder, track: UnitTrack, unit: Unit) -> Progress:
        """What one unit comes to."""
        own = concluder.of_unit(track.target, own=unit.code in concluder.target.units)
        return own.unit(track, Node("unit", unit.code, unit.label), self.returns.get(unit.code, ()))

    def track(self, target: Target, unit: Unit, at: Period | None, *, whole: bool) -> UnitTrack:
        """`whole`: it is everybody the target is asked of."""
        doubts = self.doubts.get((target.id, unit.code), frozenset())
        own = target.for_unit(unit.code)
        tree = self.seen.ledger.units
        if tree.changed and own is not target:
            own = comparable(own, breaks(tree, target, {unit.code}), at)
        return UnitTrack(own, self._facts(target, unit, at, doubts), whole or own is not target, doubts)

    def _facts(self, target: Target, unit: Unit, at: Period | None, doubts: frozenset[int]) -> Facts:
        """What the unit said up to the month the target is read at: a later word belongs to its next period."""
        name, until = target.id, -1 if at is None else at.index
        said = self._said_by(unit.code)
        entries = said.entries(name, until)
        again = [item for item in said.again if item.period.index <= until] if said.again else ()
        received, absent = self._received_of(target, unit, again), _absent(unit, at, _since(target, unit))
        earlier = self._earlier(target, unit, again)
        registered = target.registered_through(unit, at)
        return Facts(entries, received, registered, target.occasional, absent, earlier, doubts)

    def _said_by(self, code: str) -> _UnitReturns:
        """What a unit handed in, made ready once for all targets."""
        if code not in self._said:
            returns, versions = self.returns.get(code, ()), self.seen.ledger.versions
            again = tuple(item for item in returns if (item.period, code) in versions) if versions else ()
            self._said[code] = _UnitReturns(returns, again)
        return self._said[code]

    def _earlier(
        self, target: Target, unit: Unit, again: Sequence[Submission]
    ) -> Mapping[int, Sequence[tuple[date, Entry | None]]]:
        """By month, what returns that were handed in again had said before."""
        if not again:
            return _NOTHING
        versions = self.seen.ledger.versions
        return {
            item.period.index: [(each.day, each.submission.entries.get(target.id)) for each in known if each.submission]
            for item in again
            if (known := versions.get((item.period, unit.code)))
        }

    def _received_of(self, target: Target, unit: Unit, again: Sequence[Submission]) -> Mapping[int, date]:
        """The days by month; of a return handed in again, the day since which it has said the same of the target."""
        days, ledger = self.received.get(unit.code, {}), self.seen.ledger
        if not again:
            return days
        return {**days, **{item.period.index: ledger.entry_received(target.id, item) for item in again}}


def _since(target: Target, unit: Unit) -> Period | None:
    """The first month the unit is asked for it; None where that is the same for all."""
    joined = target.joined(unit) if target.revised or unit.registry_changed else None
    return max(filter(None, (target.begins, joined)), default=None)


def _absent(unit: Unit, at: Period | None, begins: Period | None) -> frozenset[int]:
    """Months of the year up to `at` in which the unit did not exist, or was not asked yet."""
    if at is None or (unit.always_asked and begins is None):
        return frozenset()
    months = (Period(index, 1) for index in range(at.year * 12, at.index + 1))
    return frozenset(
        month.index for month in months if not unit.asked_in(month) or (begins is not None and month < begins)
    )


@dataclass(frozen=True)
class ReturnsSumming:
    """Adds up from the returns of a ledger."""

    seen: YearSeen
    given: Doubts | None = field(default=None, repr=False)
    """The figures in doubt, where they are known already."""

    @cached_property
    def returns(self) -> Returns:
        last = self.seen.reference
        if last is None:
            return {}
        return {
            code: tuple(item for item in items if self.seen.year == item.period.year and item.period <= last)
            for code, items in self.seen.known.by_unit.items()
        }

    @cached_property
    def doubts(self) -> Doubts:
        return open_doubts(self.seen.known, self.seen.as_of) if self.given is None else self.given

    @cached_property
    def words(self) -> UnitWords:
        received_by = self.seen.ledger.received_by
        days = {code: {item.period.index: received_by(item) for item in items} for code, items in self.returns.items()}
        return UnitWords(self.seen, self.returns, days, self.doubts)

    def sums(self, target: Target) -> ReturnTargetSums:
        units = list(self.seen.ledger.applicable(target))
        concluder = self.words.concluder(target, self._month_for(target, units), len(units))
        return ReturnTargetSums(self.words, concluder, units, self.seen.ledger.units)

    def alone(self, target: Target, code: str) -> Progress | None:
        units = list(self.seen.ledger.applicable(target))
        unit = next((each for each in units if each.code == code), None)
        if unit is None:
            return None
        concluder = self.words.concluder(target, self._month_for(target, units), len(units))
        return self.words.word(concluder, self.words.track(target, unit, concluder.at, whole=len(units) == 1), unit)

    def handed_in(self, units: Sequence[Unit], root: str | None) -> Sequence[Punctuality]:
        return [handed_in(self.seen, unit, root) for unit in units]

    def silent(self, root: str | None) -> frozenset[str]:
        month, owing = self.seen.reference, self.seen.ledger.units.reporters(root)
        return frozenset(unit.code for unit in owing if month and is_silent(self.seen, unit, month))

    def _month_for(self, target: Target, units: Sequence[Unit]) -> Period | None:
        """The month the target is read at: an event that breaks a line shows at once, whether it was asked for or not."""
        at = self.seen.month_of(target)
        if not target.irreparable:
            return at
        events = [
            item.period
            for unit in units
            for item in self.returns.get(unit.code, ())
            if target.id in item.entries and item.entries[target.id].value
        ]
        return max([each for each in (at, *events) if each], default=None)


class ReturnTargetSums:
    """One target, added up from what each unit said."""

    def __init__(self, words: UnitWords, concluder: Concluder, units: Sequence[Unit], tree: UnitTree) -> None:
        self.concluder = concluder
        self._words, self._asked, self._tree, target = words, units, tree, concluder.target
        codes, whole = [unit.code for unit in units], len(units) == 1
        by_code = tree.by_code
        self.tracks = UnitTracks(codes, lambda code: words.track(target, by_code[code], concluder.at, whole=whole))
        self.units = Conclusions(codes, lambda code: words.word(concluder, self.tracks[code], by_code[code]))
        self.groups = GroupTracks(target, self.tracks, tree)

    def everybody(self) -> GroupTrack:
        target, tracks, groups = self.concluder.target, self.tracks, self.groups
        if not self._tree.deep:
            return GroupTrack(target, list(tracks.values()))
        top = [code for code in self._tree.top if code in tracks or code in groups]
        return GroupTrack(target, [groups[code] if code in groups else tracks[code] for code in top])

    def parts(self, node: str | None) -> Nodes:
        if node is None:
            return Nodes(list(self.units), self.units.__getitem__)
        codes = [unit.code for unit in self._tree.under(node) if unit.code in self.tracks]
        return Nodes(codes, self.units.__getitem__)

    def lights(self, node: str | None) -> None:
        """By the parts themselves."""

    def at(self, month: Period) -> ReturnTargetSums:
        return ReturnTargetSums(self._words, replace(self.concluder, at=month), self._asked, self._tree)

    def release(self) -> None:
        self.tracks.release()
        self.groups.release()
