"""What holds for any workspace: order and grouping do not matter, bounds contain what arrives, print agrees with verdict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mzgz.progress import Board, Node
from plans import CODES, ledger, submission, target

GOALS = st.sampled_from([">= 50%", "> 50%", "= 100%", "<= 40%"])
PAIRS = st.integers(0, 60).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
FOUR = st.lists(PAIRS, min_size=4, max_size=4)


def board(goal: str, months: dict[int, Sequence[tuple[int, int] | None]]) -> Board:
    returns = [
        submission(
            {
                "unit": code,
                "period": f"2022-{month:02}",
                "entries": {"t": {"numerator": pair[0], "denominator": pair[1]}},
            }
        )
        for month, pairs in months.items()
        for code, pair in zip(CODES, pairs, strict=True)
        if pair is not None
    ]
    return Board(ledger([target({"kind": "ratio", "goal": goal})], returns), 2022, date(2023, 1, 31))


@settings(deadline=None)
@given(FOUR, st.permutations(range(4)), GOALS)
def test_the_city_does_not_depend_on_who_says_what(pairs: list[tuple[int, int]], order: list[int], goal: str) -> None:
    one = board(goal, {12: pairs}).city("t")
    other = board(goal, {12: [pairs[index] for index in order]}).city("t")
    assert (one.value, one.met, one.units_met) == (other.value, other.met, other.units_met)


@settings(deadline=None)
@given(FOUR, st.integers(0, 4))
def test_groups_add_up_to_the_city(pairs: list[tuple[int, int]], cut: int) -> None:
    seen = board(">= 50%", {12: pairs})
    parts = [seen.group("t", list(codes), Node("tag", "x", "x")) for codes in (CODES[:cut], CODES[cut:])]
    city: Any = seen.city("t").figure
    first, second = (part.figure for part in parts)
    assert first + second == city  # type: ignore[operator]
    assert sum(part.units_met for part in parts) == seen.city("t").units_met


@settings(deadline=None, max_examples=200)
@given(FOUR, st.sets(st.integers(0, 3), min_size=1), st.data(), GOALS)
def test_bounds_contain_what_arrives(pairs: list[tuple[int, int]], silent: set[int], data: Any, goal: str) -> None:
    """The missing keep their denominator, as the bounds assume; their numerator may be anything up to it."""
    before = [(data.draw(st.integers(0, whole)), whole) for _, whole in pairs]
    known = [None if index in silent else pair for index, pair in enumerate(pairs)]
    early, final = board(goal, {11: before, 12: known}).city("t"), board(goal, {12: pairs}).city("t")
    if final.value is None:
        return
    assert early.bounds is not None
    low, high = early.bounds
    assert low is not None
    assert high is not None
    assert low <= final.value <= high
    assert early.met is None or early.met == final.met


@settings(deadline=None)
@given(FOUR, GOALS)
def test_the_printed_city_agrees_with_its_verdict(pairs: list[tuple[int, int]], goal: str) -> None:
    city = board(goal, {12: pairs}).city("t")
    if city.value is None:
        assert city.display == "—"
        return
    assert city.goal is not None
    assert city.goal.met(Fraction(city.display.rstrip("%")) / 100) is city.met


@settings(deadline=None)
@given(st.lists(st.integers(0, 99), min_size=4, max_size=4), st.sets(st.integers(0, 3), min_size=1))
def test_bounds_of_a_running_total_contain_what_arrives(values: list[int], silent: set[int]) -> None:
    def said(month: int, unit: int) -> Any:
        value = values[unit] if month == 12 else values[unit] // 2
        return submission({"unit": CODES[unit], "period": f"2022-{month}", "entries": {"t": {"value": value}}})

    goal = target({"kind": "count", "goal": ">= 100"})
    returns = [said(month, unit) for month in (11, 12) for unit in range(4)]
    gaps = [item for item in returns if item.period.month == 11 or CODES.index(item.unit) not in silent]
    early, final = (Board(ledger([goal], some), 2022, date(2023, 1, 31)).city("t") for some in (gaps, returns))
    assert early.bounds is not None
    assert early.bounds[0] is not None
    assert final.value is not None
    assert early.bounds[0] <= final.value
    assert early.met is None or early.met == final.met
