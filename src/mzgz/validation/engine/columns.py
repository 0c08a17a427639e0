"""What all units said about one target in a year, side by side: batches whose cases are only made for a rule that must
look at each of them. Nearly always one look along a column rules it out, and making the cases was a third of judging."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter
from types import NoneType
from typing import Any

from mzgz.model.numbers import Number
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Target
from mzgz.model.units import Unit
from mzgz.validation.engine.cases import EntryCase, PeersCase, SeriesCase


class Answers:
    """The batch of `entry`: unit by unit, and in order of time."""

    def __init__(self, target: Target, day: date) -> None:
        self.target = target
        self.day = day
        self.entries: list[Entry] = []
        self.returns: list[Submission] = []
        """Where each entry stands."""
        self.months: list[int] = []
        """And for which month, as `Period.index`."""
        self.units: list[Unit] = []
        self.ends: list[int] = []
        """Where what each unit said comes to its end."""

    def close(self, unit: Unit) -> None:
        """All that the unit said has been taken in."""
        if len(self.entries) > (self.ends[-1] if self.ends else 0):
            self.units.append(unit)
            self.ends.append(len(self.entries))

    @property
    def sizes(self) -> Sequence[int]:
        """Of how many rows each case is."""
        return [1] * len(self.entries)

    def __iter__(self) -> Iterator[EntryCase]:
        return iter(self.cases)

    @cached_property
    def cases(self) -> list[EntryCase]:
        return [case for series in self.by_unit for case in series.rows]

    @cached_property
    def by_unit(self) -> list[SeriesCase]:
        made = []
        for unit, start, end in zip(self.units, self.starts, self.ends, strict=True):
            said = zip(self.returns[start:end], self.entries[start:end], strict=True)
            rows = [EntryCase(self.target, unit, submission, entry, self.day) for submission, entry in said]
            made.append(SeriesCase(self.target, unit, rows))
        return made

    @cached_property
    def series(self) -> Series:
        return Series(self)

    @property
    def starts(self) -> list[int]:
        return [0, *self.ends[:-1]]

    @property
    def numbers(self) -> Mapping[str, list[Number]]:
        """The numbers by role where every entry gives all the target asks for; nothing where one does not."""
        return {} if NoneType in self._kinds else self._columns

    @property
    def all_whole(self) -> bool:
        """Whether every entry gives all the target asks for, and in integers."""
        return self._kinds == {int}

    def lack(self, field: str) -> bool:
        """Whether no entry gives a field."""
        column = self.column(field)
        return column.count(None) == len(column)

    def column(self, field: str) -> list[Any]:
        """A field of every entry."""
        return list(map(attrgetter(field), self.entries))

    @cached_property
    def _columns(self) -> dict[str, list[Any]]:
        return {role: self.column(role) for role in self.target.operands}

    @cached_property
    def _kinds(self) -> set[type]:
        return {kind for column in self._columns.values() for kind in set(map(type, column))}


class Series:
    """The batch of `series`: a case for each unit."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self._spans: dict[str, list[tuple[int, int]]] = {}

    @property
    def sizes(self) -> Sequence[int]:
        return [end - start for start, end in zip(self.answers.starts, self.answers.ends, strict=True)]

    def __iter__(self) -> Iterator[SeriesCase]:
        return iter(self.answers.by_unit)

    def spans(self, role: str) -> list[tuple[int, int]]:
        """The lowest and the highest integer each unit gave for a role; only for answers that are `all_whole`."""
        if role not in self._spans:
            column: Any = self.answers.numbers[role]
            ends = zip(self.answers.starts, self.answers.ends, strict=True)
            parts = [column[start:end] for start, end in ends]
            self._spans[role] = list(zip(map(min, parts), map(max, parts), strict=True))
        return self._spans[role]


class Peers:
    """The batch of `peers`: a case for each month."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers

    @property
    def sizes(self) -> Sequence[int]:
        return list(Counter(self.answers.months).values())

    def __iter__(self) -> Iterator[PeersCase]:
        rows: dict[int, list[EntryCase]] = {}
        for month, case in zip(self.answers.months, self.answers.cases, strict=True):
            rows.setdefault(month, []).append(case)
        return (PeersCase(self.answers.target, cases[0].submission.period, cases) for _, cases in sorted(rows.items()))
