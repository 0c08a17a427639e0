"""Median and deviation are exact, and the quick look before them never hides an outlier."""

from __future__ import annotations

import statistics
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import KINDS, Target
from mzgz.model.unit import Unit
from mzgz.validation.engine.cases import NOT_EVALUATED, EntryCase, PeersCase
from mzgz.validation.rules.outlier import (
    DEVIATIONS,
    PEERS_LEAST,
    POINTS_LEAST,
    THINGS_LEAST,
    deviation,
    median,
    outlier,
)

MONTH = Period.parse("2022-06")
TARGET: Target = KINDS["ratio"].model_validate(
    {
        "id": "share",
        "name": "占比",
        "kind": "ratio",
        "numerator": {"name": "部分", "unit": "张"},
        "denominator": {"name": "总体", "unit": "张"},
        "goal": ">= 55%",
        "due": "2022-12-31",
        "cadence": "month",
        "source": {"section": "三", "item": 1},
    }
)

numbers = st.integers(0, 2000) | st.decimals(0, 2000, places=2, allow_nan=False, allow_infinity=False)
shares = st.lists(st.tuples(numbers, numbers.filter(bool)), min_size=PEERS_LEAST, max_size=12)
fractions = st.lists(st.fractions(), min_size=1)


def peers(rows: list[tuple[int | Decimal, int | Decimal]]) -> PeersCase:
    return PeersCase(TARGET, MONTH, [_row(place, *row) for place, row in enumerate(rows)])


def _row(place: int, numerator: int | Decimal, denominator: int | Decimal) -> EntryCase:
    unit = Unit(code=f"1507{place:02}", name=f"第{place}区")
    entry = Entry(numerator=numerator, denominator=denominator)
    return EntryCase(TARGET, unit, Submission(unit.code, MONTH), entry, date(2022, 7, 5))


@given(fractions)
def test_the_median_is_that_of_the_standard_library(values: list[Fraction]) -> None:
    assert median(values) == statistics.median(values)


@given(fractions, st.fractions(), st.integers(1, 9))
def test_deviation_ignores_shift_and_follows_scale(values: list[Fraction], shift: Fraction, scale: int) -> None:
    moved = [value * scale + shift for value in values]
    assert deviation(moved, median(moved)) == scale * deviation(values, median(values))


@given(shares)
def test_outliers_are_those_of_the_plain_definition(rows: list[tuple[int | Decimal, int | Decimal]]) -> None:
    values = [Fraction(numerator) / Fraction(denominator) for numerator, denominator in rows]
    middle = statistics.median(values)
    spread = statistics.median(abs(value - middle) for value in values)
    bound = max(DEVIATIONS * spread, POINTS_LEAST)
    far = [
        f"1507{place:02}"
        for place, value in enumerate(values)
        if abs(value - middle) > bound and rows[place][1] >= THINGS_LEAST
    ]
    told = outlier(peers(rows))
    assert ([violation.unit for violation in told] if isinstance(told, tuple) else []) == far


def test_at_exactly_twenty_points_nobody_stands_out() -> None:
    level: list[tuple[int | Decimal, int | Decimal]] = [(49, 100), (49, 100), (50, 100), (51, 100), (51, 100)]
    assert outlier(peers([*level, (50, 100), (70, 100)])) is None
    told = outlier(peers([*level, (50, 100), (Decimal("70.000000000000001"), 100)]))
    assert isinstance(told, tuple)
    assert [violation.unit for violation in told] == ["150706"]


def test_where_most_stand_at_the_same_figure_the_laggard_is_asked_why() -> None:
    told = outlier(peers([(7, 7), (5, 5), (2, 2), (4, 4), (20, 40)]))
    assert isinstance(told, tuple)
    assert [violation.unit for violation in told] == ["150704"]


def test_two_of_four_is_a_small_number_and_no_outlier() -> None:
    assert outlier(peers([(7, 7), (5, 5), (2, 2), (4, 4), (2, 4)])) is None


def test_four_peers_are_too_few() -> None:
    assert outlier(peers([(1, 100), (90, 100), (91, 100), (92, 100)])) is NOT_EVALUATED
