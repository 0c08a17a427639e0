"""The units of a data set: those its own mzgz.yaml declares and those of the workspaces, as one tree in one table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mzgz.formats.parquet.parquet_writer import offline, quoted, write_parquet
from mzgz.intake.collect.column_layout import DEEPEST, MEMBERS, REGISTRY, REGISTRY_FILE, UNITS, UNITS_FILE
from mzgz.intake.collect.fact_rows import csv_line
from mzgz.intake.collect.manifest import CollectManifest
from mzgz.model.ledger import Ledger
from mzgz.model.units import Unit


def members(root: Path, files: Sequence[str]) -> list[tuple[str, str]]:
    """The units of workspaces as they declare them: by code, with the bureau of the workspace."""
    if not files:
        return []
    with offline() as connection:
        rows = connection.execute(
            f"SELECT unit, record, filename FROM read_parquet([{', '.join(quoted(root / each) for each in files)}], "
            "filename=true, hive_partitioning=false) ORDER BY unit, filename"
        ).fetchall()
    return [(record, Path(file).name.split("-")[0]) for _, record, file in rows]


def claims(root: Path, manifest: CollectManifest) -> dict[str, str]:
    """By unit: the bureau whose workspace has it."""
    return {json.loads(record)["code"]: bureau for record, bureau in members(root, manifest.files(MEMBERS))}


def write_units(root: Path, common: Ledger, manifest: CollectManifest) -> str:
    """Write the table and that of the registries; gives its SHA-256."""
    units, declared = joined(common, members(root, manifest.files(MEMBERS)))
    parents = {unit.code: unit.parent for unit in units}
    lines = (_line(unit, unit.code in declared, list(_above(unit.code, parents))) for unit in units)
    write_parquet(UNITS, lines, root / UNITS_FILE)
    counts = (csv_line((unit.code, key, count)) for unit in units for key, count in sorted(unit.registry.items()))
    write_parquet(REGISTRY, counts, root / REGISTRY_FILE)
    return hashlib.sha256((root / UNITS_FILE).read_bytes()).hexdigest()


def joined(common: Ledger, records: Iterable[tuple[str, str]]) -> tuple[list[Unit], frozenset[str]]:
    """All units in code order, and the codes the data set itself declares: its word stands where both speak."""
    units = dict(common.units.by_code)
    for record, bureau in records:
        unit = Unit.model_validate_json(record)
        if unit.code in units or unit.is_bureau:
            continue
        above = unit.parent or (bureau if bureau != unit.code else None)
        units[unit.code] = unit if unit.parent == above else unit.model_copy(update={"parent": above})
    return [units[code] for code in sorted(units)], frozenset(common.units.by_code)


def _above(code: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """The unit and what lies above it, lowest first; a circle ends where it began."""
    seen: set[str] = set()
    here: str | None = code
    while here is not None and here in parents and here not in seen:
        seen.add(here)
        yield here
        here = parents[here]


def _line(unit: Unit, declared: bool, upward: list[str]) -> str:
    path = upward[::-1][:DEEPEST]
    levels = [*path, *([None] * (DEEPEST - len(path)))]
    record = unit.model_dump_json(exclude_defaults=True)
    tags = "|".join(unit.tags)
    return csv_line(
        (
            unit.code,
            unit.parent,
            len(path),
            unit.name,
            unit.label,
            unit.kind,
            tags,
            unit.opened,
            unit.closed,
            declared,
            record,
            *levels,
        )
    )
