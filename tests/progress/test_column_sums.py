"""The sums of the second engine are those of the first, in every field: state, figure, verdict; units and nodes, months and days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.progress import Board
from mzgz.progress.columns.engine_queries import Ask, family_of
from mzgz.progress.columns.scope_sql import NodeAsked
from mzgz.progress.rollup import Tally
from random_places import SHAPES, UNITS, YEAR, make_ledger, make_target, put_in_columns

pytest.importorskip("duckdb")

from mzgz.progress.columns.column_sums import AskedTarget, FactTables, node_sums
from mzgz.progress.columns.engine import DuckEngine

PASSING = {unit.code for unit in UNITS if unit.opened or unit.closed}
CLOSE = date(2022, 7, 5)
SEEN = (
    (date(2023, 1, 31), None),
    (date(2022, 8, 10), None),
    (date(2023, 1, 31), Period.month_of(YEAR, 6)),
)


def wanted(board: Board) -> tuple[list[AskedTarget], dict[tuple[Ask, str], Tally]]:
    """Every tally of every unit: all months asked, by what is known and was known at a close, and by the due date."""
    asked: list[AskedTarget] = []
    tallies: dict[tuple[Ask, str], Tally] = {}
    for name in board.plan.targets:
        standing, target = board.standing(name), board.declared(name)
        at = standing.concluder.at
        if at is None or family_of(target, len(standing.units)) is None:
            continue
        for timely in (False, True) if target.dated else (False,):
            for cut in {board.as_of, min(board.as_of, CLOSE)}:
                for index in target.asked(at):
                    ask = Ask(name, Period(index, 1).month, at.month, cut, timely)
                    asked.append(AskedTarget(ask, target, len(standing.units)))
                    for unit, track in standing.tracks.items():
                        reporter = board.ledger.units.by_code[unit]
                        dated = target.tied_to_registry and not reporter.registry_steady
                        if unit in PASSING or unit in target.units or target.joined(reporter) is not None or dated:
                            continue  # told one by one
                        known = track.known_by(cut)
                        tallies[ask, unit] = (known.in_time() if timely else known).tally(Period(index, 1))
    return asked, tallies


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("as_of", "month"), SEEN)
def test_every_unit_in_every_month(tmp_path: Path, seed: int, as_of: date, month: Period | None) -> None:
    ledger = replace(make_ledger(seed), versions={})
    board = Board(ledger, YEAR, as_of, month, {})
    asked, tallies = wanted(board)
    engine = DuckEngine(tmp_path, put_in_columns(ledger, tmp_path))
    tables = FactTables(engine, YEAR, ledger.plans[YEAR].targets)
    units = node_sums(tables, asked, NodeAsked(leaves=True), [], ledger.workspace.lights)
    wrong = [(ask, unit) for (ask, unit), tally in tallies.items() if units[ask][unit].tally != tally]
    assert not wrong
    assert len(tallies) > 1000


def test_nearly_every_shape_is_added_up_in_sql() -> None:
    """But for what is asked once, a goal that must hold all year and was another in some months, one that each month must
    reach by itself while the year is their sum, and a mere direction of each unit."""
    ledger: Ledger = make_ledger(0)
    left = [number for number, target in enumerate(ledger.plans[YEAR].targets.values()) if family_of(target, 4) is None]
    assert [SHAPES[number].get("cadence") for number in left] == [None, "once", "once", "once", None, None]


def test_a_year_that_begins_in_october_is_left_to_the_other_engine() -> None:
    """The queries count every month from January on: flows were taken for unreported."""
    assert family_of(make_target(0, SHAPES[15]), 4) == "flow"
    assert family_of(make_target(0, SHAPES[15]).begun(Period.month_of(YEAR, 10)), 4) is None
