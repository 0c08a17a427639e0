"""The units of a data set: those its own mzgz.yaml declares and those of the workspaces, as one tree in one table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from mzgz.formats.parquet.parquet_writer import offline, write_parquet
from mzgz.intake.collect.column_layout import (
    DEEPEST,
    FACTS,
    MEMBERS,
    REGISTRY,
    REGISTRY_FILE,
    RETURNS,
    UNITS,
    UNITS_FILE,
    quoted,
)
from mzgz.intake.collect.fact_rows import csv_line
from mzgz.intake.collect.manifest import CollectManifest
from mzgz.model.ledger import Ledger
from mzgz.model.parents_that_report import names, reports_itself
from mzgz.model.unit import Unit
from mzgz.model.unit_tree import UnitTree

_AT_ONCE: Final = 10_000


def members(root: Path, files: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The units of workspaces as they declare them: by code, with the bureau of the workspace. Not all at once: a nation
    has hundreds of thousands."""
    if not files:
        return
    bureaus = {str(root / each): Path(each).name.split("-")[0] for each in files}
    with offline() as connection:
        told = connection.execute(
            f"SELECT record, filename FROM read_parquet([{', '.join(map(quoted, bureaus))}], "
            "filename=true, hive_partitioning=false) ORDER BY unit, filename"
        )
        while rows := told.fetchmany(_AT_ONCE):
            yield from ((record, bureaus[file]) for record, file in rows)


def claims(root: Path, manifest: CollectManifest) -> dict[str, str]:
    """By unit: the bureau whose workspace has it."""
    return {json.loads(record)["code"]: bureau for record, bureau in members(root, manifest.files(MEMBERS))}


def speakers(root: Path, manifest: CollectManifest, common: Ledger, units: Iterable[Unit]) -> frozenset[str]:
    """The units that hand in returns; of those with others below only who says more than what names it."""
    files = manifest.files(RETURNS)
    if not files:
        return frozenset()
    with offline() as connection:
        listed = ", ".join(quoted(root / each) for each in files)
        rows = connection.execute(f"SELECT DISTINCT unit FROM read_parquet([{listed}])").fetchall()
    spoken = {row[0] for row in rows}
    targets = [target for plan in common.plans.values() for target in plan.targets.values()]
    above = spoken & {unit.parent for unit in units}
    named = sorted(unit for unit in above if any(names(target, unit) for target in targets))
    answered = _answered(root, manifest, named)
    return frozenset(spoken - {unit for unit in named if not reports_itself(unit, answered[unit], common.plans)})


def _answered(root: Path, manifest: CollectManifest, units: Sequence[str]) -> dict[str, list[tuple[int, list[str]]]]:
    """By unit: of each year it has handed in anything for, the targets it has answered."""
    said: dict[str, dict[int, list[str]]] = {unit: {} for unit in units}
    for table, column in ((RETURNS, "NULL"), (FACTS, "target")) if units else ():
        for year in _years_of(manifest, table):
            listed = ", ".join(quoted(root / each) for each in manifest.files(table, (year,)))
            with offline() as connection:
                rows = connection.execute(
                    f"SELECT DISTINCT unit, {column} FROM read_parquet([{listed}]) "
                    f"WHERE unit IN ({', '.join(map(quoted, units))}) ORDER BY ALL"
                ).fetchall()
            for unit, target in rows:
                said[unit].setdefault(year, []).extend([] if target is None else [target])
    return {unit: list(years.items()) for unit, years in said.items()}


def _years_of(manifest: CollectManifest, table: str) -> list[int]:
    """The years a table has files of."""
    return sorted({int(each.split("/")[1].removeprefix("year=")) for each in manifest.files(table)})


def write_units(root: Path, common: Ledger, manifest: CollectManifest) -> str:
    """Write the table and that of the registries; gives its SHA-256."""
    units = joined(common, members(root, manifest.files(MEMBERS)))
    speaking = speakers(root, manifest, common, units)
    tree = UnitTree(tuple(units), common.workspace.levels, speaking)
    write_parquet(UNITS, (_line(unit, tree, unit.code in speaking) for unit in tree.units), root / UNITS_FILE)
    counts = (csv_line((unit.code, key, count)) for unit in units for key, count in sorted(unit.registry.items()))
    write_parquet(REGISTRY, counts, root / REGISTRY_FILE)
    return hashlib.sha256((root / UNITS_FILE).read_bytes()).hexdigest()


def tables_of_units_whole(root: Path, digest: str) -> bool:
    """Whether both are there, and that of the units as it was written."""
    try:
        data = (root / UNITS_FILE).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(data).hexdigest() == digest and (root / REGISTRY_FILE).is_file()


def joined(common: Ledger, records: Iterable[tuple[str, str]]) -> list[Unit]:
    """All units in code order; where the data set's own settings declare one, their word stands, but
    since when it reports its own workspace knows."""
    units = {unit.code: unit for unit in common.workspace.units}
    for record, bureau in records:
        unit = Unit.model_validate_json(record)
        if unit.code in units or unit.is_bureau:
            declared = units.get(unit.code)
            if declared is not None and declared.first_month is None and unit.first_month is not None:
                units[unit.code] = declared.model_copy(update={"first_month": unit.first_month})
            continue
        above = unit.parent or (bureau if bureau != unit.code else None)
        units[unit.code] = unit if unit.parent == above else unit.model_copy(update={"parent": above})
    return [units[code] for code in sorted(units)]


def _begun(unit: Unit) -> date | None:
    """The day its reporting began, where that was later than others': in the columns it is as if set up then."""
    return None if unit.begins is None else date(unit.begins.year, unit.begins.month, 1)


def _line(unit: Unit, tree: UnitTree, speaks: bool) -> str:
    path = [*reversed(tree.above(unit.code)), unit.code][:DEEPEST]
    levels = [*path, *([None] * (DEEPEST - len(path)))]
    return csv_line(
        (
            unit.code,
            tree.parent(unit.code),
            len(path),
            unit.name,
            unit.label,
            unit.kind,
            "|".join(unit.tags),
            unit.opened or _begun(unit),
            unit.closed,
            not (unit.groups_only or unit.reports_total),
            unit.reports_total,
            speaks,
            len(tree.children(unit.code)),
            tree.added(unit.code),
            unit.model_dump_json(exclude_defaults=True),
            *levels,
        )
    )
