"""Both engines draw the same conclusions, in every field, for units and for all together; and a fault in the sums would be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.progress import Board, reporting, silent
from mzgz.progress.columns import column_sums
from mzgz.progress.columns.year_rows_sql import ALL_MONTHS, TWELVE, known_sql, last_number
from mzgz.progress.rollup import Tally
from mzgz.progress.target_history import at_node
from random_places import UNITS, YEAR, make_ledger, put_in_columns

pytest.importorskip("duckdb")

from mzgz.progress.columns.data_set_opening import open_collected
from mzgz.progress.columns.engine_summing import EngineSumming

FIELDS = (
    "period figure heads met_now decided met heads_decided made_good late light edge pace doubts display words verdict "
    "bounds printed_bounds so_far value goal gap units_met cause done_on missing"
).split()
SEEN = (
    (date(2023, 1, 31), None),
    (date(2022, 8, 10), None),
    (date(2023, 1, 31), Period.month_of(YEAR, 6)),
    (date(2022, 3, 1), None),
)
Kept = Callable[[int], tuple[Ledger, Ledger]]
Read = Callable[[int, date, Period | None], Board]
WIDE = "DECIMAL(38,6)"
LAST = {name: last_number("h", name, "(h.known & h.upto)") for name in ("w", "p")}
GREATEST = {name: f"greatest({', '.join(f'h.{name}{month}' for month in TWELVE)})" for name in ("w", "p")}
FAULTS: dict[str, Callable[[str], str]] = {
    "known denominator dropped": lambda sql: sql.replace(
        f"coalesce(CAST(s.known_whole AS {WIDE}), CAST(g.number AS {WIDE}))", f"CAST(NULL AS {WIDE})"
    ),
    "blank as zero": lambda sql: sql.replace("ELSE 0 END AS last", "ELSE 1 END AS last").replace(
        "coalesce(s.last, 0) END AS last", "coalesce(s.last, 1) END AS last"
    ),
    "greatest for latest": lambda sql: sql.replace(LAST["w"], GREATEST["w"]).replace(LAST["p"], GREATEST["p"]),
    "more for at least": lambda sql: sql.replace("CASE WHEN a.lo_in", "CASE WHEN false").replace(
        "CASE WHEN h.lo_in", "CASE WHEN false"
    ),
    "late receipt kept": lambda sql: sql.replace(known_sql("y", "a.cut"), f"CAST({ALL_MONTHS} AS BIGINT)"),
}


def boards(tmp_path: Path, seed: int, again: bool = True) -> tuple[Ledger, Ledger]:
    """The same returns as values, and in columns; without those that were handed in `again` as they were before."""
    ledger = make_ledger(seed) if again else replace(make_ledger(seed), versions={})
    return ledger, open_collected(tmp_path, ledger, put_in_columns(ledger, tmp_path))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The same, made once for all who only look at them."""
    return cache(lambda seed: boards(tmp_path_factory.mktemp("columns"), seed))


@pytest.fixture(scope="module")
def handed_in_once(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Those that were never handed in again, likewise."""
    return cache(lambda seed: boards(tmp_path_factory.mktemp("once"), seed, again=False))


@pytest.fixture(scope="module")
def read(kept: Kept) -> Read:
    """What the files say, drawn up once for all who hold something against it."""
    return cache(lambda seed, as_of, month: Board(kept(seed)[0], YEAR, as_of, month, {}))


def differences(files: Board, columns: Board, units: bool = True) -> Iterator[tuple[str, str, str]]:
    for target in files.plan.targets:
        pairs = [(files.city(target), columns.city(target))]
        pairs += [(files.unit(target, unit.code), columns.unit(target, unit.code)) for unit in UNITS if units]
        pairs += list(zip(pairs[0][0].parts, pairs[0][1].parts, strict=True))
        for one, other in pairs:
            yield from ((target, one.node.key, each) for each in FIELDS if getattr(one, each) != getattr(other, each))


@pytest.mark.parametrize(("place", "seed"), [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 0), (3, 0), (3, 1)])
def test_the_conclusions_are_the_same(kept: Kept, read: Read, place: int, seed: int) -> None:
    as_of, month = SEEN[place]
    columns = Board(kept(seed)[1], YEAR, as_of, month, {})
    assert isinstance(columns.summing, EngineSumming)
    assert [*differences(read(seed, as_of, month), columns)] == []


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("as_of", [date(2023, 1, 31), date(2022, 8, 10)])
def test_a_month_by_itself_is_what_a_board_of_that_month_says(kept: Kept, seed: int, as_of: date) -> None:
    files, columns = (Board(each, YEAR, as_of, None, {}) for each in kept(seed))
    asked = 0
    for target in files.plan.targets:
        city = files.city(target)
        months = city.target.judged(city.period) if city.period and city.target.lasting else ()
        for month in (Period(index, 1) for index in months):
            for node in (city.node, *(unit.node for unit in city.parts)):
                then = at_node(files.at(month), target, node)
                wanted = Tally(then.figure, replace(then.heads, met=0, missed=0))
                if city.target.by_month and (
                    city.target.takes_all or city.target.occasional
                ):  # the board of that month has all of the year so far
                    wanted = files.standing(target).in_month(node, month)
                assert files.standing(target).in_month(node, month) == wanted
                assert columns.standing(target).in_month(node, month) == wanted
                asked += 1
    assert asked > 50


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize(("as_of", "month"), SEEN)
def test_the_returns_are_counted_alike(
    kept: Kept, handed_in_once: Kept, seed: int, again: bool, as_of: date, month: Period | None
) -> None:
    """Those that were handed in once by the engine, those that were handed in again one by one."""
    both = kept(seed) if again else handed_in_once(seed)
    files, columns = (Board(each, YEAR, as_of, month, {}) for each in both)
    assert reporting(columns) == reporting(files)
    assert silent(columns) == silent(files)


@pytest.mark.parametrize("seed", [3, 4])
def test_figures_under_a_finding_are_doubted_by_both(tmp_path: Path, seed: int) -> None:
    ledger, _ = boards(tmp_path, seed)
    files = Board(ledger, YEAR, date(2022, 8, 10))
    doubted = {code for (_, code) in files.summing.doubts}
    assert doubted
    manifest = put_in_columns(ledger, tmp_path, judged=True)
    columns = Board(open_collected(tmp_path, ledger, manifest), YEAR, date(2022, 8, 10))
    assert isinstance(columns.summing, EngineSumming)
    assert [*differences(files, columns)] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_sums_is_seen(kept: Kept, read: Read, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right, day = column_sums.query, date(2022, 8, 10)
    monkeypatch.setattr(column_sums, "query", lambda *words, **how: FAULTS[fault](right(*words, **how)))
    columns = (Board(kept(seed)[1], YEAR, day, None, {}) for seed in range(3))
    assert any(any(differences(read(seed, day, None), each, units=False)) for seed, each in enumerate(columns))
