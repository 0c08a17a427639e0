"""The ledger of a data set: everything a ledger tells, read from the columns when it is asked for, and of those it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Final, TypeVar

from mzgz.intake.collect.collected_returns import CollectedReturns, ColumnPlaces, ColumnSource, read_returns
from mzgz.model.acceptance import Acceptance
from mzgz.model.ledger import Key, Ledger
from mzgz.model.periods import Period
from mzgz.model.return_versions import Version
from mzgz.model.submissions import Entry, Submission
from mzgz.model.unit_tree import UnitTree

_Value = TypeVar("_Value")


_SINGLY: Final = 50
"""Units whose entries are read one by one; whoever asks for more will ask for all."""


class EntriesAsked(Mapping[str, Entry]):
    """The entries of one return, read when somebody looks at them: to know who has reported, nobody needs to."""

    def __init__(self, shelf: ReturnShelf, key: Key) -> None:
        self._shelf, self._key = shelf, key
        self._held: Mapping[str, Entry] | None = None

    @property
    def _entries(self) -> Mapping[str, Entry]:
        if self._held is None:
            self._held = self._shelf.entries_of(self._key)
        return self._held

    def __getitem__(self, target: str) -> Entry:
        return self._entries[target]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return repr(dict(self._entries))


class ReturnShelf:
    """The returns of a data set, unit by unit as they are needed. Where somebody goes through all of them they come at
    once, and without their entries until these are looked at."""

    def __init__(self, source: ColumnSource, years: tuple[int, ...]) -> None:
        self.source = source
        self.years = years
        self.known: dict[str, CollectedReturns] = {}
        self.whole = False
        self._full: dict[str, CollectedReturns] = {}
        """Those whose entries have been read, too."""
        self._all_full = False

    def of(self, unit: str) -> CollectedReturns:
        if unit not in self.known and len(self._full) >= _SINGLY:
            self.everything()
        if unit not in self.known:
            self.fetch([unit])
        return self.known[unit]

    def fetch(self, units: list[str]) -> None:
        """Read several at once: one look at the columns instead of many."""
        missing = [] if self._all_full else [unit for unit in units if unit not in self._full]
        if missing:
            found = read_returns(self.source, self.years, missing)
            self._take(found, self._full)
            for unit in missing:
                self._full.setdefault(unit, CollectedReturns())
                self.known.setdefault(unit, self._full[unit])
        for unit in units:
            self.known.setdefault(unit, CollectedReturns())

    def everything(self) -> Mapping[str, CollectedReturns]:
        if not self.whole:
            found = read_returns(self.source, self.years, None, bare=True)
            for key, submission in found.submissions.items():
                object.__setattr__(submission, "entries", EntriesAsked(self, key))
            bare: dict[str, CollectedReturns] = {}
            self._take(found, bare)
            self.known = {**bare, **{unit: held for unit, held in self._full.items() if unit in bare}}
            self.whole = True
        return self.known

    def entries_of(self, key: Key) -> Mapping[str, Entry]:
        """The entries of a return that came without them; its places learn of theirs."""
        unit = key[1]
        if unit not in self._full and not self._all_full:
            if len(self._full) < _SINGLY:
                self._take(read_returns(self.source, self.years, [unit]), self._full)
            else:
                self._take(read_returns(self.source, self.years, None), self._full)
                self._all_full = True
        full = self._full[unit].submissions[key]
        bare = self.known[unit].submissions[key]
        if isinstance(bare.locate, ColumnPlaces) and isinstance(full.locate, ColumnPlaces):
            bare.locate.entries = full.locate.entries
        return full.entries

    @staticmethod
    def _take(found: CollectedReturns, held: dict[str, CollectedReturns]) -> None:
        for part in ("submissions", "attempted", "acceptance", "versions", "first_received"):
            for key, value in getattr(found, part).items():
                getattr(held.setdefault(key[1], CollectedReturns()), part)[key] = value


class _ByKey(Mapping[Key, _Value]):
    """One part of all returns, by month and unit."""

    def __init__(self, shelf: ReturnShelf, part: str) -> None:
        self._shelf, self._part = shelf, part

    def __getitem__(self, key: Key) -> _Value:
        held: dict[Key, _Value] = getattr(self._shelf.of(key[1]), self._part)
        return held[key]

    def __iter__(self) -> Iterator[Key]:
        for returns in list(self._shelf.everything().values()):
            yield from getattr(returns, self._part)

    def __len__(self) -> int:
        return sum(len(getattr(returns, self._part)) for returns in self._shelf.everything().values())


class ReturnsByUnit(Mapping[str, tuple[Submission, ...]]):
    """Each unit's returns in order of time, as a ledger knew them on a day."""

    def __init__(self, ledger: CollectedLedger) -> None:
        self._ledger = ledger
        self._known: dict[str, tuple[Submission, ...]] = {}

    def __getitem__(self, unit: str) -> tuple[Submission, ...]:
        if unit not in self._known:
            self._known[unit] = self._ledger.returns_of(unit)
        if not self._known[unit]:
            raise KeyError(unit)
        return self._known[unit]

    def __iter__(self) -> Iterator[str]:
        return (unit for unit in sorted(self._ledger.shelf.everything()) if self._ledger.returns_of(unit))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class CollectedLedger(Ledger):
    """A ledger over columns. Whoever asks about one unit has only that unit read."""

    over_columns: ClassVar[bool] = True
    shelf: ReturnShelf = field(kw_only=True, repr=False, compare=False)
    tree: UnitTree = field(kw_only=True, repr=False, compare=False)
    day: date | None = field(default=None, kw_only=True)
    """What is known is what was received by the end of it; None: everything."""

    @cached_property
    def units(self) -> UnitTree:
        return self.tree

    @cached_property
    def by_unit(self) -> Mapping[str, tuple[Submission, ...]]:
        return ReturnsByUnit(self)

    @cached_property
    def first_months(self) -> Mapping[int, Period]:
        """By year: the first month anybody handed in, asked of the table, for the returns are many."""
        found: dict[int, Period] = {}
        for year in self.shelf.years:
            ((first,),) = self.shelf.source.asked(
                year, "SELECT min(month) FROM collected_returns WHERE readable OR path <> ''"
            )
            if first is not None:
                found[year] = Period.month_of(year, first)
        return found

    def returns_of(self, unit: str) -> tuple[Submission, ...]:
        """A unit's returns in order of time."""
        plain = self.of_units([unit])
        return tuple(plain.submissions[key] for key in sorted(plain.submissions))

    def of_units(self, units: list[str]) -> Ledger:
        """An ordinary ledger with the returns of some units, as this one knows them."""
        if len(units) > 1:
            self.shelf.fetch(units)
        parts: dict[str, dict[Key, Any]] = {}
        for part in ("submissions", "attempted", "acceptance", "versions"):
            parts[part] = {key: value for unit in units for key, value in getattr(self.shelf.of(unit), part).items()}
        return self.ordinary(parts)

    def ordinary(self, parts: Mapping[str, Any]) -> Ledger:
        """The same settings and plans with returns of one's own."""
        plain = Ledger(self.workspace, self.plans, known=self.known, locate=self.locate, **parts)
        plain.__dict__["units"] = self.units
        return plain if self.day is None else plain.as_of(self.day)

    def as_of(self, day: date) -> CollectedLedger:
        """The same as it was known at the end of a day."""
        earlier = day if self.day is None else min(day, self.day)
        known = replace(self, day=earlier)
        known.__dict__["units"] = self.units
        return replace(
            known,
            submissions=_AsKnown(known, "submissions"),
            acceptance=_AsKnown(known, "acceptance"),
        )


class _AsKnown(Mapping[Key, _Value]):
    """One part of all returns as a ledger knew it on its day."""

    def __init__(self, ledger: CollectedLedger, part: str) -> None:
        self._ledger, self._part = ledger, part

    def __getitem__(self, key: Key) -> _Value:
        held: Mapping[Key, _Value] = getattr(self._ledger.of_units([key[1]]), self._part)
        return held[key]

    def __iter__(self) -> Iterator[Key]:
        for unit in sorted(self._ledger.shelf.everything()):
            yield from getattr(self._ledger.of_units([unit]), self._part)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def collected_ledger(settings: Ledger, source: ColumnSource, tree: UnitTree, years: tuple[int, ...]) -> CollectedLedger:
    """The ledger of a data set, from its own settings and plan and its tables."""
    shelf = ReturnShelf(source, years)
    submissions: Mapping[Key, Submission] = _ByKey(shelf, "submissions")
    attempted: Mapping[Key, str] = _ByKey(shelf, "attempted")
    acceptance: Mapping[Key, Acceptance] = _ByKey(shelf, "acceptance")
    versions: Mapping[Key, tuple[Version, ...]] = _ByKey(shelf, "versions")
    return CollectedLedger(
        workspace=settings.workspace,
        plans=settings.plans,
        submissions=submissions,
        known=settings.known,
        attempted=attempted,
        acceptance=acceptance,
        versions=versions,
        locate=settings.locate,
        shelf=shelf,
        tree=tree,
    )
