"""A data set opened: its engine, its tree of units and the ledger over its columns."""

from __future__ import annotations

from pathlib import Path

from mzgz.intake.collect.collected_ledger import CollectedLedger, collected_ledger
from mzgz.intake.collect.manifest import CollectManifest
from mzgz.model.ledger import Ledger
from mzgz.progress.columns.engine import DuckEngine
from mzgz.progress.columns.units_as_asked import AskedTree


def open_collected(
    root: Path, settings: Ledger, manifest: CollectManifest, memory: str | None = None, *, spark: bool = False
) -> CollectedLedger:
    """The ledger of a data set, read as it is asked for."""
    if spark:
        from mzgz.progress.columns.spark_engine import SparkSums

        engine: DuckEngine = SparkSums(root, manifest, memory)
    else:
        engine = DuckEngine(root, manifest, memory)
    tree = AskedTree((), settings.workspace.levels, table=engine)
    return collected_ledger(settings, engine, tree, tuple(settings.plans))
