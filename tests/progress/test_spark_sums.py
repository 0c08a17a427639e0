"""Spark is given the same text as DuckDB and comes to the same sums, in every field; it does not run where it would not be exact.

Skipped where pyspark (the extra `spark`, some 400 MB) or Java is not installed: `make spark` installs and runs them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from collected import places
from mzgz.apps.cli import run
from mzgz.intake.collect.manifest import CollectManifest
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.progress import Board
from mzgz.progress.columns import column_sums
from mzgz.progress.columns.engine_queries import FLOW, SNAPSHOT, Ask, family_of
from mzgz.progress.columns.returns_sql import ReturnsAsked
from mzgz.progress.columns.scope_sql import NodeAsked
from random_places import YEAR, make_ledger, put_in_columns

pytest.importorskip("duckdb")
pytest.importorskip("pyspark", reason="pyspark (mzgz[spark]) is not installed")
if shutil.which("java") is None:
    pytest.skip("no Java", allow_module_level=True)

from test_column_board import FAULTS

from mzgz.progress.columns.column_sums import AskedTarget, FactTables, NodeSum, lacking_units, node_sums
from mzgz.progress.columns.engine import DuckEngine, Engine
from mzgz.progress.columns.spark_engine import SparkEngine, UnfitEngine, open_session

HERE = "--master local[2] --driver-memory 1g --conf spark.ui.enabled=false pyspark-shell"
pytestmark = pytest.mark.filterwarnings("default::DeprecationWarning", "ignore::ResourceWarning")
ANSI = "spark.sql.ansi.enabled"


@pytest.fixture(scope="module", autouse=True)
def spark() -> Iterator[None]:
    """One Spark of two threads for all tests here."""
    os.environ["PYSPARK_SUBMIT_ARGS"] = HERE
    session = open_session()
    yield
    session.stop()
    del os.environ["PYSPARK_SUBMIT_ARGS"]


SEEN_IN = {
    "known denominator dropped": SNAPSHOT,
    "blank as zero": FLOW,
    "greatest for latest": SNAPSHOT,
    "more for at least": SNAPSHOT,
    "late receipt kept": FLOW,
}
"""A family in which each fault shows: the others would only cost time."""


def asked_of(ledger: Ledger, only: str | None = None) -> list[AskedTarget]:
    """Every target now, by what was known at a close, at a month before, and by its due date; of one family only."""
    board = Board(ledger, YEAR, date(2023, 1, 31), None, {})
    asked: list[AskedTarget] = []
    for name in board.plan.targets:
        target, size = board.declared(name), len(list(ledger.applicable(board.declared(name))))
        at = max(target.asked(board.reference), default=None) if board.reference else None
        family = family_of(target, size)
        if at is None or family is None or only not in (None, family):
            continue
        for cut, month in ((board.as_of, 12), (date(2022, 8, 10), 12), (board.as_of, 6)):
            if target.cadence.months is None or month % target.cadence.months == 0:
                asked.append(AskedTarget(Ask(name, month, 12, cut, target.dated and month == 6), target, size))
    return asked


def added_up(engine: Engine, ledger: Ledger, only: str | None = None) -> dict[tuple[Ask, str], NodeSum]:
    tables = FactTables(engine, YEAR, ledger.plans[YEAR].targets)
    units = node_sums(tables, asked_of(ledger, only), NodeAsked(leaves=True), [], ledger.workspace.lights)
    return {(ask, unit): told for ask, by_unit in units.items() for unit, told in by_unit.items()}


@pytest.fixture(scope="module")
def random_year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ledger, CollectManifest]:
    root, ledger = tmp_path_factory.mktemp("columns"), make_ledger(0)
    return root, ledger, put_in_columns(ledger, root)


def test_every_tally_of_every_unit_is_that_of_the_other_engine(
    random_year: tuple[Path, Ledger, CollectManifest],
) -> None:
    root, ledger, manifest = random_year
    here, there = added_up(DuckEngine(root, manifest), ledger), added_up(SparkEngine(root, manifest), ledger)
    assert len(here) > 400
    assert {key: (told, there.get(key)) for key, told in here.items() if there.get(key) != told} == {}
    assert there.keys() == here.keys()


def test_returns_and_who_is_missing_are_told_alike(random_year: tuple[Path, Ledger, CollectManifest]) -> None:
    root, ledger, manifest = random_year
    targets, bands = ledger.plans[YEAR].targets, ledger.workspace.lights
    told = []
    for engine in (DuckEngine(root, manifest), SparkEngine(root, manifest)):
        tables = FactTables(engine, YEAR, targets)
        last, months = Period.month_of(YEAR, 12), Period.year_of(YEAR).months()
        dues = [ledger.due(month) for month in months]
        query = ReturnsAsked(targets, tables.ids, last, date(2022, 12, 20), dues, ("230102",)).query
        rows = [row for answer in tables.answers(NodeAsked(), [query]) for row in answer[0]]
        told.append((sorted(rows), lacking_units(tables, asked_of(ledger), NodeAsked(), [], bands)))
    assert told[0] == told[1]
    assert len(told[0][0]) > 12


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_would_be_seen(
    random_year: tuple[Path, Ledger, CollectManifest], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, ledger, manifest = random_year
    here = added_up(DuckEngine(root, manifest), ledger, SEEN_IN[fault])
    right: Callable[..., str] = column_sums.query
    monkeypatch.setattr(column_sums, "query", lambda *words, **how: FAULTS[fault](right(*words, **how)))
    assert added_up(SparkEngine(root, manifest), ledger, SEEN_IN[fault]) != here


def test_it_does_not_run_where_sums_overflow_in_silence(random_year: tuple[Path, Ledger, CollectManifest]) -> None:
    root, ledger, manifest = random_year
    engine = SparkEngine(root, manifest)
    engine.session.conf.set(ANSI, "false")
    try:
        with pytest.raises(UnfitEngine, match="关着的"):
            added_up(engine, ledger)
        with pytest.raises(UnfitEngine, match="关着的"):
            SparkEngine(root, manifest)
    finally:
        engine.session.conf.set(ANSI, "true")


def test_status_by_spark_says_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = places(tmp_path)
    told = []
    for arguments in (
        ["collect", str(root / "各地"), "--into", str(root / "汇总")],
        ["status", "-C", str(root / "汇总"), "--as-of", "2022-07-10"],
        ["status", "-C", str(root / "汇总"), "--as-of", "2022-07-10", "--engine", "spark"],
    ):
        with pytest.raises(SystemExit) as ended:
            run(arguments)
        assert ended.value.code in (0, None)
        told.append(capsys.readouterr().out)
    assert "共5项" in told[1]
    assert told[1] == told[2]
