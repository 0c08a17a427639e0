"""Returns made again from the columns: the same values, and for each the place it was written at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Final, Protocol

from mzgz.intake.collect.column_layout import FACTS, REMARKS, RETURNS, TEXTS, VERSIONS
from mzgz.intake.collect.place_marks import KEY, read_inside, read_margin
from mzgz.intake.workspace.record_reader import adapter
from mzgz.model.acceptance import Acceptance
from mzgz.model.findings import Source
from mzgz.model.ledger import Key
from mzgz.model.numbers import Number
from mzgz.model.periods import Period
from mzgz.model.return_versions import Version
from mzgz.model.submissions import Entry, Explanation, Highlight, Honour, Problem, Submission
from mzgz.model.targets.reported_facts import STAGES
from mzgz.model.targets.target import located

_REMARKS: Final[Mapping[str, Any]] = {
    "explanations": Explanation,
    "highlights": Highlight,
    "honours": Honour,
    "problems": Problem,
}


class ColumnSource(Protocol):
    """Gives rows of a collected table."""

    def select(
        self, table: str, year: int, columns: Sequence[str], units: Sequence[str] | None, targets: Sequence[str] | None
    ) -> list[tuple[Any, ...]]:
        """Some columns of the rows of those units and targets, in the order of the columns."""

    def asked(self, year: int, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query over the tables of a year: `units`, and each other by its name after `collected_`."""


@dataclass(frozen=True, slots=True)
class CollectedReturns:
    """What the units asked for have handed in."""

    submissions: dict[Key, Submission] = field(default_factory=dict)
    attempted: dict[Key, str] = field(default_factory=dict)
    acceptance: dict[Key, Acceptance] = field(default_factory=dict)
    versions: dict[Key, tuple[Version, ...]] = field(default_factory=dict)
    first_received: dict[Key, date] = field(default_factory=dict)


class ColumnPlaces:
    """From the keys of a value to its place, for one return."""

    def __init__(self, path: str, line: int, margin: str) -> None:
        self._path, self._line, self._margin = path, line, margin
        self.entries: dict[str, tuple[int, int, str]] = {}
        self.remarks: dict[tuple[str, int], tuple[int, int, Mapping[str, Sequence[int]]]] = {}

    @cached_property
    def _keys(self) -> dict[str, tuple[int, int]]:
        return read_margin(self._margin)

    def __call__(self, *path: str | int) -> Source:
        if not path:
            return Source(self._path, self._line, 1)
        line, column = self._within(path) or self._keys.get(str(path[0])) or (self._line, 1)
        return Source(self._path, line, column)

    def _within(self, path: tuple[str | int, ...]) -> tuple[int, int] | None:
        if path[0] == "entries" and len(path) > 1:
            entry = self.entries.get(str(path[1]))
            if entry is None:
                return None
            line, column, inside = entry
            if len(path) == 2:
                return line, column
            fields = read_inside(line, column, inside)
            return fields.get(str(path[2])) or fields.get(KEY) or (line, column)
        if len(path) > 1 and isinstance(path[1], int):
            remark = self.remarks.get((str(path[0]), path[1]))
            if remark is None:
                return None
            line, column, fields_at = remark
            at = fields_at.get(str(path[2])) if len(path) > 2 else None
            return (at[0], at[1]) if at else (line, column)
        return None


def read_returns(
    source: ColumnSource,
    years: Iterable[int],
    units: Sequence[str] | None,
    targets: Sequence[str] | None = None,
    *,
    bare: bool = False,
) -> CollectedReturns:
    """The returns of some units (None: all) as they stand now; with entries on some targets only, nothing else that they
    say is read; bare ones come without their entries."""
    found = CollectedReturns()
    for year in years:
        places = _returns(source, year, units, found)
        if not bare:
            _entries(source, year, units, targets, found, places)
        if targets is None:
            _remarks(source, year, units, found, places)
        _versions(source, year, units, found)
    return found


def _returns(
    source: ColumnSource, year: int, units: Sequence[str] | None, found: CollectedReturns
) -> dict[Key, ColumnPlaces]:
    columns = "unit month readable received filled_by approved_by signed_by acceptance path line marks first_received"
    places: dict[Key, ColumnPlaces] = {}
    for row in source.select(RETURNS, year, columns.split(), units, None):
        unit, month, readable, received, filled, approved, signed, record, path, line, marks, first = row
        key = (Period.month_of(year, month), unit)
        if path:
            found.attempted[key] = path
        if record is not None:
            plain = {**json.loads(record), "unit": unit, "period": str(key[0])}
            found.acceptance[key] = adapter(Acceptance).validate_json(json.dumps(plain))
        if readable:
            places[key] = ColumnPlaces(path, line, marks)
            made = Submission(unit, key[0], received, filled, approved, signed)
            found.submissions[key] = located(made, places[key])
            if first is not None:
                found.first_received[key] = first
    return places


def _entries(
    source: ColumnSource,
    year: int,
    units: Sequence[str] | None,
    targets: Sequence[str] | None,
    found: CollectedReturns,
    places: Mapping[Key, ColumnPlaces],
) -> None:
    words = {
        row[:3]: row[3:]
        for row in source.select(
            TEXTS, year, ("unit", "month", "target", "note", "evidence", "not_applicable"), units, targets
        )
    }
    columns = "unit month line target state numerator denominator value done done_on stage pending col role_cols"
    nothing = (None, None, None)
    for row in source.select(FACTS, year, columns.split(), units, targets):
        unit, month, line, target, state, numerator, denominator, value, done, on, stage, pending, column, inside = row
        key = (Period.month_of(year, month), unit)
        if not state or key not in found.submissions:
            continue
        note, evidence, excuse = words.get((unit, month, target), nothing)
        found.submissions[key].entries[target] = Entry(
            numerator=plainly(numerator),
            denominator=plainly(denominator),
            value=plainly(value),
            done=done,
            on=on,
            evidence=tuple(json.loads(evidence)) if evidence else (),
            stage=None if stage is None else STAGES[stage - 1],
            note=note,
            not_applicable=excuse,
            pending=pending,
        )
        places[key].entries[target] = (line, column, inside)


def _remarks(
    source: ColumnSource,
    year: int,
    units: Sequence[str] | None,
    found: CollectedReturns,
    places: Mapping[Key, ColumnPlaces],
) -> None:
    records: dict[tuple[Key, str], list[Any]] = {}
    for unit, month, kind, seq, more, line, column in source.select(
        REMARKS, year, ("unit", "month", "kind", "seq", "more", "line", "col"), units, None
    ):
        key = (Period.month_of(year, month), unit)
        told = json.loads(more)
        records.setdefault((key, kind), []).append(adapter(_REMARKS[kind]).validate_python(_values(told["values"])))
        places[key].remarks[kind, seq] = (line, column, told["at"])
    for (key, kind), held in records.items():
        object.__setattr__(found.submissions[key], kind, tuple(held))


def _values(plain: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record; numbers with decimals among the values an explanation names were written apart."""
    named = plain.get("values")
    if not isinstance(named, dict):
        return plain
    return {**plain, "values": {name: _value(one) for name, one in named.items()}}


def _value(one: Any) -> Any:
    return Decimal(one["decimal"]) if isinstance(one, dict) else one


def _versions(source: ColumnSource, year: int, units: Sequence[str] | None, found: CollectedReturns) -> None:
    kept: dict[Key, list[Version]] = {}
    for unit, month, day, number, path, content in source.select(
        VERSIONS, year, ("unit", "month", "day", "number", "path", "content"), units, None
    ):
        key = (Period.month_of(year, month), unit)
        kept.setdefault(key, []).append(Version(day, number, path, _reader(key, path, content)))
    found.versions.update({key: tuple(versions) for key, versions in kept.items()})


def _reader(key: Key, path: str, content: str | None) -> Any:
    def read() -> Submission | None:
        if content is None:
            return None
        plain = {**json.loads(content), "unit": key[1], "period": str(key[0])}
        made: Submission = adapter(Submission).validate_json(json.dumps(plain))
        return located(made, ColumnPlaces(path, 1, ""))

    return read


def plainly(number: Decimal | None) -> Number | None:
    """A number as it is read from text: whole ones are `int`."""
    if number is None:
        return None
    whole = int(number)
    return whole if whole == number else number.normalize()
