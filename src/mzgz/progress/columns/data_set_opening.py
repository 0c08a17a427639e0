"""A data set opened: its engine, its tree of units and the ledger over its columns."""

from __future__ import annotations

from pathlib import Path

from mzgz.intake.collect.collected_ledger import CollectedLedger, collected_ledger
from mzgz.intake.collect.manifest import CollectManifest
from mzgz.model.ledger import Ledger
from mzgz.model.unit import Unit
from mzgz.model.unit_tree import UnitTree
from mzgz.progress.columns.engine import DuckEngine


def open_collected(
    root: Path, settings: Ledger, manifest: CollectManifest, memory: str | None = None, *, spark: bool = False
) -> CollectedLedger:
    """The ledger of a data set, read as it is asked for."""
    if spark:
        from mzgz.progress.columns.spark_engine import SparkSums

        engine: DuckEngine = SparkSums(root, manifest, memory)
    else:
        engine = DuckEngine(root, manifest, memory)
    records = engine.unit_records()
    units = tuple(Unit.model_validate_json(record) for record, _ in records)
    speaking = frozenset(unit.code for unit, (_, speaks) in zip(units, records, strict=True) if speaks)
    tree = UnitTree(units, settings.workspace.levels, speaking)
    return collected_ledger(settings, engine, tree, tuple(settings.plans))
