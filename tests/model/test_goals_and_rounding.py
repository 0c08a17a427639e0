"""Exact numbers: goals decided on fractions, one rounding, and the guard that keeps print and verdict together."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mzgz.model.goals import Goal
from mzgz.model.numbers import unbound
from mzgz.model.rounding import half_up, show, show_count, show_points, show_share

SHARES = st.fractions(0, 2, max_denominator=10**9)
GOALS = st.builds(
    lambda sign, number, percent: Goal.parse(f"{sign} {number}{percent}"),
    st.sampled_from([">=", ">", "<=", "<", "="]),
    st.decimals(0, 120, places=2),
    st.sampled_from(["%", "%", ""]),
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [("0.05", 1, "0.1"), ("0.25", 1, "0.3"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("1.005", 2, "1.01"), ("1.0049", 2, "1.00")],
)  # fmt: skip
def test_half_is_rounded_away_from_zero(value: str, decimals: int, text: str) -> None:
    assert str(half_up(Fraction(value), decimals)) == text


def test_a_sum_of_decimals_keeps_every_digit() -> None:
    huge, small = Decimal("9999999999999999999999999999"), Decimal("0.01")
    assert unbound(huge) + unbound(small) == Fraction("9999999999999999999999999999.01")


@pytest.mark.parametrize(
    ("value", "goal", "text"),
    [
        (Fraction(5496, 10000), ">= 55%", "54.96%"),
        (Fraction(5494, 10000), ">= 55%", "54.9%"),
        (Fraction(9, 10), "> 90%", "90.0%"),
        (Fraction(90004, 100000), "> 90%", "90.004%"),
        (Fraction(99999, 100000), "= 100%", "99.999%"),
        (Fraction(4, 10000), "= 0%", "0.04%"),
        (Fraction(39996, 100000), "< 40%", "39.996%"),
        (Fraction(40004, 100000), "<= 40%", "40.004%"),
        (1 - Fraction(1, 10**18), ">= 100%", "99.9999999999999%"),
    ],
)
def test_the_guard(value: Fraction, goal: str, text: str) -> None:
    assert show(value, 1, Goal.parse(goal), percent=True) == text


def test_a_direction_is_guarded_by_its_baseline() -> None:
    goal = Goal.parse("up")
    assert show(Fraction(50001, 100000), 1, goal, percent=True, baseline=Fraction(1, 2)) == "50.001%"
    assert show(Fraction(2, 3), 1, goal, percent=True, baseline=Fraction(2, 3)) == "66.7%"
    assert show(Fraction(1, 2), 1, goal, percent=True) == "50.0%"


def test_an_amount_is_guarded_too() -> None:
    assert show_count(Decimal("2.96"), 0, Goal.parse(">= 3")) == "2.96"
    assert show_count(Decimal("3.00"), 2) == "3"
    assert show_count(Decimal("2.4"), 0) == "2.4"


def test_a_difference_never_prints_as_none() -> None:
    assert show_points(Fraction(52, 1000), 1) == "5.2"
    assert show_points(Fraction(4, 10000), 1) == "0.04"
    assert show_points(Fraction(0), 1) == "0.0"
    assert show_points(Fraction(-4, 10000), 1) == "-0.04"


@given(SHARES, GOALS, st.integers(0, 3), st.booleans())
def test_the_printed_value_never_crosses_the_goal(value: Fraction, goal: Goal, decimals: int, percent: bool) -> None:
    printed = show(value, decimals, goal, percent=percent)
    read = Fraction(printed.rstrip("%")) / (100 if percent else 1)
    assert goal.met(read) == goal.met(value)


@given(SHARES, SHARES, st.integers(0, 2))
def test_nor_the_baseline(value: Fraction, baseline: Fraction, decimals: int) -> None:
    goal = Goal.parse("up")
    read = Fraction(show(value, decimals, goal, percent=True, baseline=baseline).rstrip("%")) / 100
    assert value == baseline or (read > baseline) == (value > baseline)


@given(st.lists(SHARES, min_size=3, max_size=3).map(sorted), GOALS)
def test_a_verdict_from_bounds_holds_for_all_between(ends: list[Fraction], goal: Goal) -> None:
    low, value, high = ends
    verdict = goal.met_between(low, high)
    assert verdict is None or verdict == goal.met(value)
    assert goal.met_between(value, value) == goal.met(value)


def test_an_equality_between_the_bounds_is_open() -> None:
    assert Goal.parse("= 50%").met_between(Fraction(1, 4), Fraction(3, 4)) is None
    assert Goal.parse("= 0").met_between(1, None) is False
    assert Goal.parse("= 0").met_between(0, None) is None


@pytest.mark.parametrize("text", ["", ">=", "55%", ">= -1", ">= 1e3", "≥ 55%", "> ５５%", ">= 55 %%"])
def test_other_goals_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        Goal.parse(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(0), "0%"), (Fraction(1), "100%"), (Fraction(2), "200.0%"), (Fraction(99996, 100000), "100.0%")],
)
def test_exactly_none_and_all_of_a_share_print_without_decimals(value: Fraction, text: str) -> None:
    assert show(value, 1, percent=True) == show_share(value, 1) == text


@pytest.mark.parametrize(
    ("text", "value", "stated"),
    [
        (">= 55%", "0.6", "0.55"),
        ("about 60%", "0.672", "0.6"),
        ("about 60%", "0.5", "0.6"),
        ("about 60%", "0.598", None),
        ("within 80..130", "145", "130"),
        ("within 80..130", "36", "80"),
        ("within 80..130", "100", None),
        ("up", "1", None),
    ],
)
def test_a_distance_is_told_to_the_number_that_is_printed(text: str, value: str, stated: str | None) -> None:
    assert Goal.parse(text).stated(Fraction(value)) == (None if stated is None else Fraction(stated))
