"""A workspace that `mzgz collect` has made: the commands read its columns and do not know it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mzgz.apps.cli.options import EXIT_UNOPENED, Refusal

if TYPE_CHECKING:
    from mzgz.model.findings import Diagnostic
    from mzgz.model.ledger import Ledger


_FOUND_IN_PLACES: Final = frozenset({"unknown-registry"})
"""Faults a data set's own plan seems to have: what it asks of the units is answered by the workspaces that are collected."""


def of_data_set(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The faults of a data set's own files, without those the collected workspaces answer for."""
    return [each for each in faults if each.rule not in _FOUND_IN_PLACES]


def need_engine() -> None:
    """Refuses where the engine is not installed."""
    if find_spec("duckdb") is None:
        raise Refusal("汇总要用 duckdb，这里没有装。请执行 pip install 'mzgz[big]'。", EXIT_UNOPENED)


def over_columns(root: Path, settings: Ledger, engine: str | None = None) -> Ledger:
    """The ledger over the columns of a data set; refuses one that is not whole, and an engine that is not fit."""
    need_engine()
    from mzgz.intake.collect.column_layout import UNITS_FILE
    from mzgz.intake.collect.manifest import read_manifest
    from mzgz.progress.columns.data_set_opening import open_collected

    manifest = read_manifest(root)
    lost = [] if manifest is None else [each for each in manifest.files("") if not (root / each).is_file()]
    if manifest is None or lost or not (root / UNITS_FILE).is_file():
        raise Refusal(f"汇总不全{f'（没有 {lost[0]}）' if lost else ''}：请把 mzgz collect 再执行一次。", EXIT_UNOPENED)
    if engine != "spark":
        return open_collected(root, settings, manifest)
    from mzgz.progress.columns.spark_engine import UnfitEngine

    try:
        return open_collected(root, settings, manifest, spark=True)
    except UnfitEngine as unfit:
        raise Refusal(f"{unfit}。不加 --engine spark 就用 duckdb 算，数是一样的。", EXIT_UNOPENED) from unfit
