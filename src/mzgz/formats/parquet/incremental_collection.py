"""Many workspaces into one data set: only what is new, file by file, so that a run broken off at any moment leaves a data
set that can be read, and the next run the bytes of a clean one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from mzgz import __version__
from mzgz.formats.disk.atomic import write_beside
from mzgz.formats.parquet.county_files import CollectOrder, CollectOutcome, begin_run, collect_county, unchanged
from mzgz.formats.parquet.parquet_writer import offline
from mzgz.formats.parquet.table_folders import sweep
from mzgz.formats.parquet.unit_table import claims, tables_of_units_whole, write_units
from mzgz.intake.collect.column_layout import (
    FACTS,
    LAYOUT,
    MANIFEST_FILE,
)
from mzgz.intake.collect.manifest import CollectManifest, read_manifest
from mzgz.intake.collect.workspace_fingerprint import calendar_fingerprint, plan_fingerprint, units_fingerprint
from mzgz.model.ledger import Ledger

_AT_ONCE: Final = 64
"""Workspaces after which the manifest is written: so much is done again after a run that was broken off. As many are looked
through at most before processes are started."""


@dataclass
class Collection:
    """What a run has come to."""

    manifest: CollectManifest
    kept: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    """Codes of the bureaus."""
    refused: list[tuple[str, str]] = field(default_factory=list)
    """Names of workspaces, and why."""


def collect_all(
    places: Sequence[tuple[str, Path]],
    into: Path,
    common: Ledger,
    *,
    jobs: int,
    strict: bool,
    tell: Callable[[int, CollectOutcome], None],
) -> Collection:
    """Collect the workspaces, given by name and place, in their order; `tell` hears of each as it is done."""
    plans = {str(year): plan_fingerprint(plan) for year, plan in common.plans.items()}
    declared = units_fingerprint(common.workspace)
    before = read_manifest(into) or CollectManifest()
    calendar = calendar_fingerprint(common.workspace)
    known = {code: one.fingerprint for code, one in before.workspaces.items() if one.altered(into) is None}
    run = Collection(replace(before, version=__version__, layout=LAYOUT, calendar=calendar, plans=plans))
    shared = run.manifest.shared
    orders = [CollectOrder(name, place, into, shared, known, strict) for name, place in places]
    (into / FACTS).mkdir(exist_ok=True)
    begin_run()
    owners: dict[str, str] | None = None
    with _workers(jobs) as collected:
        for number, outcome in enumerate(_outcomes(orders, collected), 1):
            if outcome.collected is not None and owners is None:
                owners = claims(into, before)
            outcome = _taken(run, outcome, {} if owners is None else owners)
            tell(number, outcome)
            if run.new and len(run.new) % _AT_ONCE == 0 and outcome.collected is not None:
                _write_manifest(into, run.manifest)
    if run.new or before.declared != declared or not tables_of_units_whole(into, before.units):
        run.manifest = replace(run.manifest, declared=declared, units=write_units(into, common, run.manifest))
    if run.manifest != before:
        from mzgz.progress.columns.year_rows_cache import (
            keep_years,  # all of progress: only where there is something new
        )

        # before the manifest: a run that is broken off here finds something new once more
        keep_years(into, run.manifest, common, offline)
    _write_manifest(into, run.manifest)
    sweep(into, set(run.manifest.files("")))
    return run


def _taken(run: Collection, outcome: CollectOutcome, owners: dict[str, str]) -> CollectOutcome:
    """Enter what became of one workspace."""
    done = {*run.kept, *run.new}
    code = outcome.kept or (outcome.collected.code if outcome.collected else None)
    refusal = outcome.refused
    if code is not None and code in done:
        refusal = f"和另一个工作区是同一个单位（{code}）"
    if refusal is None and outcome.collected is not None:
        theirs = [(unit, owners[unit]) for unit in outcome.units if owners.get(unit, code) != code]
        if theirs:
            unit, owner = theirs[0]
            refusal = f"单位 {unit} 已经在“{run.manifest.workspaces[owner].name}”（{owner}）里，一个单位只能由一处报"
    if refusal is not None:
        run.refused.append((outcome.name, refusal))
        return CollectOutcome(outcome.name, refused=refusal)
    if outcome.collected is None:
        run.kept.append(outcome.kept or "")
        return outcome
    one = outcome.collected
    for unit in [unit for unit, owner in owners.items() if owner == one.code]:
        del owners[unit]
    owners.update(dict.fromkeys(outcome.units, one.code))
    run.new.append(one.code)
    run.manifest = replace(run.manifest, workspaces={**run.manifest.workspaces, one.code: one})
    return outcome


_Workers = Callable[[Sequence[CollectOrder]], Iterator[CollectOutcome]]


def _outcomes(orders: Sequence[CollectOrder], collected: _Workers) -> Iterator[CollectOutcome]:
    """Of all, in their order: here as long as nothing has changed, for which no process is worth its start, up to so many
    that several are."""
    number = 0
    for order in orders[:_AT_ONCE]:
        outcome = unchanged(order)
        if outcome is None:
            break
        number += 1
        yield outcome
    if number < len(orders):
        yield from collected(orders[number:])


@contextmanager
def _workers(jobs: int) -> Iterator[_Workers]:
    """Something that does the orders, here or in processes; answers come in the order of the orders."""
    if jobs <= 1:
        yield lambda orders: map(collect_county, orders)
        return
    with ExitStack() as running:

        def in_processes(orders: Sequence[CollectOrder]) -> Iterator[CollectOutcome]:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            # a fork has everything loaded already; elsewhere, and where the engine has threads, a process starts anew
            method = "fork" if sys.platform == "linux" and "duckdb" not in sys.modules else "spawn"
            pool = running.enter_context(ProcessPoolExecutor(jobs, mp_context=get_context(method)))
            return pool.map(collect_county, orders)

        yield in_processes


def _write_manifest(into: Path, manifest: CollectManifest) -> None:
    ordered = replace(manifest, workspaces=dict(sorted(manifest.workspaces.items())))
    data, place = ordered.text(), into / MANIFEST_FILE
    if not place.is_file() or place.read_bytes() != data:
        write_beside(place, data)
