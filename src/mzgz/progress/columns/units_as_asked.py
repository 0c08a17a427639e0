"""The units of a data set as a tree of which only those are made that somebody looks at: of a nation's hundreds of thousands a page
shows some dozens. The table holds the tree as it was settled when it was written; whoever goes through all units has all made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple, Protocol, overload

from mzgz.intake.collect.column_layout import DEEPEST, quoted
from mzgz.model.unit import Unit
from mzgz.model.unit_tree import UnitTree, merged_units, with_merged

_PATH: Final = ", ".join(f"coalesce(p{level}, '')" for level in range(1, DEEPEST + 1))
"""Sorted by it, each stands before those below it."""
_OWN_LEVEL: Final = "json_extract_string(record, '$.level')"


class UnitTable(Protocol):
    """Where the units are."""

    def of_units(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query over the tables `every_unit` and `registry`."""


class UnitRow(NamedTuple):
    """A unit with its place in the tree."""

    unit: Unit
    parent: str | None
    below: int
    added: int


@dataclass(frozen=True)
class AskedTree(UnitTree):
    """A tree over the table of units."""

    table: UnitTable = field(kw_only=True, repr=False, compare=False)
    _known: dict[str, UnitRow | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    _level_below: dict[str | None, tuple[Unit, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Everything else was settled when the table was written."""
        object.__setattr__(self, "units", AllUnits(self))

    # ── out of the table ─────────────────────────────────────────────────────────────────────────────────────

    def made(self, where: str, order: str = "unit") -> tuple[Unit, ...]:
        """The units of which something holds, each made once."""
        columns = "unit, parent, below, added, record"
        rows = self.table.of_units(f"SELECT {columns} FROM every_unit WHERE {where} ORDER BY {order}")
        found: list[Unit] = []
        for code, parent, below, added, record in rows:
            known = self._known.get(code)
            if known is None:
                unit = with_merged(Unit.model_validate_json(record), self._merged)
                known = self._known[code] = UnitRow(unit, parent, below, added)
            found.append(known.unit)
        return tuple(found)

    def row(self, code: str) -> UnitRow | None:
        if code not in self._known:
            self.made(f"unit = {quoted(code)}")
            self._known.setdefault(code, None)
        return self._known[code]

    def _codes(self, query: str) -> list[str]:
        return [code for (code,) in self.table.of_units(query)]

    @cached_property
    def _merged(self) -> Mapping[str, list[Unit]]:
        rows = self._codes("SELECT record FROM every_unit WHERE closed IS NOT NULL ORDER BY unit")
        return merged_units(map(Unit.model_validate_json, rows))

    @cached_property
    def _deepest(self) -> int:
        ((depth,),) = self.table.of_units("SELECT coalesce(max(depth), 0) FROM every_unit")
        return int(depth)

    # ── look-ups ─────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def by_code(self) -> Mapping[str, Unit]:
        return UnitsByCode(self)

    @cached_property
    def changed(self) -> tuple[Unit, ...]:
        passing = self.made("opened IS NOT NULL OR closed IS NOT NULL")
        return tuple(unit for unit in passing if unit.opened is not None or unit.closed is not None)

    @cached_property
    def bureau(self) -> Unit | None:
        return next(iter(self.made("kind = 'bureau'")), None)

    @cached_property
    def totals(self) -> tuple[Unit, ...]:
        return self.made("total")

    def some(self, codes: Iterable[str]) -> list[Unit]:
        wanted = sorted(set(codes))
        missing = [code for code in wanted if code not in self._known]
        if missing:
            self.made(_among(missing))
            for code in missing:
                self._known.setdefault(code, None)
        return [row.unit for code in wanted if (row := self._known[code]) is not None]

    # ── the tree ─────────────────────────────────────────────────────────────────────────────────────────────

    def children(self, code: str | None) -> Sequence[Unit]:
        if code not in self._level_below:
            below = code is None or self.has_below(code)
            where = "parent IS NULL AND kind <> 'bureau'" if code is None else f"parent = {quoted(code)}"
            self._level_below[code] = self.made(where) if below else ()
        return self._level_below[code]

    def has_below(self, code: str) -> bool:
        row = self.row(code)
        return row is not None and row.below > 0

    @cached_property
    def top(self) -> tuple[str, ...]:
        return tuple(unit.code for unit in self.made("parent IS NULL"))

    def parent(self, code: str) -> str | None:
        row = self.row(code)
        return None if row is None else row.parent

    def under(self, code: str) -> Sequence[Unit]:
        if self._deepest >= DEEPEST:  # the table names no more levels
            return super().under(code)
        return self.made(f"p{self.depth(code) + 1} = {quoted(code)}", _PATH) or (self.by_code[code],)

    def in_order(self, codes: Iterable[str]) -> list[str]:
        listed = list(codes)
        if self._deepest >= DEEPEST:
            return super().in_order(listed)
        return self._codes(f"SELECT unit FROM every_unit WHERE {_among(listed)} ORDER BY {_PATH}") if listed else []

    def added(self, code: str | None) -> int:
        if code is not None:
            row = self.row(code)
            return 0 if row is None else row.added
        return self._added_by_all

    @cached_property
    def _added_by_all(self) -> int:
        ((added,),) = self.table.of_units(
            "SELECT coalesce(sum(added), 0) FROM every_unit WHERE parent IS NULL AND kind <> 'bureau'"
        )
        return int(added)

    @cached_property
    def deep(self) -> bool:
        return self._deepest > 1

    @cached_property
    def mixed(self) -> bool:
        ((depths,),) = self.table.of_units(
            "SELECT count(DISTINCT depth) FROM every_unit WHERE below = 0 AND kind <> 'bureau'"
        )
        return self.deep and depths > 1

    # ── levels ───────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _levels_there(self) -> Sequence[tuple[str, str]]:
        """The names of levels from the top, each with what is so of its units in the table."""
        sort = f"depth, length(unit), unit LIKE '%0000', unit LIKE '%00', {_OWN_LEVEL}"
        rows = self.table.of_units(
            f"SELECT {sort}, min(unit), min([{_PATH}]) FROM every_unit WHERE kind <> 'bureau' GROUP BY ALL ORDER BY depth, 7"
        )
        told = []
        for depth, length, nought, even, own, first, _ in rows:
            where = (
                f"depth = {depth} AND length(unit) = {length} AND (unit LIKE '%0000') = {nought} AND (unit LIKE '%00') = {even} "
                f"AND {_OWN_LEVEL} IS NOT DISTINCT FROM {'NULL' if own is None else quoted(own)} AND kind <> 'bureau'"
            )
            told.append((own or self.level_at(first, depth - 1 if self.levels else 0), f"({where})"))
        return told

    @cached_property
    def level_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name, _ in self._levels_there))

    def at_level(self, name: str) -> tuple[Unit, ...]:
        places = [where for each, where in self._levels_there if each == name]
        return self.made(" OR ".join(places) if places else f"kind = {quoted(name)} AND kind <> 'bureau'")

    # ── by their names ───────────────────────────────────────────────────────────────────────────────────────

    def tagged(self, tag: str) -> tuple[Unit, ...]:
        tagged = self.made(f"contains('|' || tags || '|', {quoted(f'|{tag}|')}) AND kind <> 'bureau'")
        return tuple(unit for unit in tagged if tag in unit.tags)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        tagged = self.made("unit IN (SELECT min(unit) FROM every_unit WHERE tags <> '' GROUP BY tags)")
        return tuple(sorted({tag for unit in tagged for tag in unit.tags}))

    @cached_property
    def registry_keys(self) -> tuple[str, ...]:
        return tuple(self._codes("SELECT DISTINCT key FROM registry ORDER BY key"))

    def find(self, name: str) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.made(_written(name, end='"')) if name in unit.names)

    def beginning(self, name: str) -> tuple[Unit, ...]:
        if len(name) < (4 if name.isdigit() else 2):
            return ()
        begun = self.made(_written(name))
        return tuple(unit for unit in begun if any(each.startswith(name) for each in unit.names))


def _among(codes: Iterable[str]) -> str:
    return f"unit IN ({', '.join(map(quoted, codes))})"


def _written(name: str, end: str = "") -> str:
    """Where a name, or what begins with it, stands in what is said of a unit; all names of a unit stand there."""
    text = json.dumps(name, ensure_ascii=False)[:-1] + end
    return f"contains(record, {quoted(text)})"


class UnitsByCode(Mapping[str, Unit]):
    """By code, each as it is asked for."""

    def __init__(self, tree: AskedTree) -> None:
        self._tree = tree

    def __getitem__(self, code: str) -> Unit:
        row = self._tree.row(code)
        if row is None:
            raise KeyError(code)
        return row.unit

    def __iter__(self) -> Iterator[str]:
        return (unit.code for unit in self._tree.units)

    def __len__(self) -> int:
        return len(self._tree.units)


class AllUnits(Sequence[Unit]):
    """All of them in code order: how many they are is known before any is made."""

    def __init__(self, tree: AskedTree) -> None:
        self._tree = tree

    @cached_property
    def _made(self) -> tuple[Unit, ...]:
        return self._tree.made("true")

    def __len__(self) -> int:
        return self._number

    @cached_property
    def _number(self) -> int:
        ((number,),) = self._tree.table.of_units("SELECT count(*) FROM every_unit")
        return int(number)

    @overload
    def __getitem__(self, place: int) -> Unit: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Unit]: ...
    def __getitem__(self, place: int | slice) -> Unit | Sequence[Unit]:
        return self._made[place]

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._made)
