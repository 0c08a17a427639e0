"""Periods: how they are written, nested and followed, and which month counts on a day."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mzgz.model.periods import Cadence, Period

TEXTS = st.builds(
    lambda year, tail: f"{year}{tail}",
    st.integers(2001, 2098),
    st.sampled_from(["", "-H1", "-H2", *(f"-Q{n}" for n in range(1, 5)), *(f"-{n:02}" for n in range(1, 13))]),
)


@given(TEXTS)
def test_what_is_read_is_written(text: str) -> None:
    period = Period.parse(text)
    assert str(period) == text
    assert period.previous().following() == period
    assert [str(month) for month in period.months()][-1] == f"{period.year}-{period.month:02}"
    assert all(month in period for month in period.months())
    assert (period.last_day - period.previous().last_day).days >= 28 * period.length


@pytest.mark.parametrize("text", ["2022-13", "2022-00", "2022-6", "2022-Q5", "22-06", "２０２２-06", "2022-06-01", ""])
def test_other_writings_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        Period.parse(text)


def test_order_is_by_the_end_then_by_length() -> None:
    texts = ["2022-05", "2022-06", "2022-Q2", "2022-H1", "2022-07", "2022"]
    assert [str(period) for period in sorted(map(Period.parse, reversed(texts)))] == texts


def test_words() -> None:
    labels = [Period.parse(text).label for text in ("2022-06", "2022-Q2", "2022-H2", "2022")]
    assert labels == ["2022年6月", "2022年第二季度", "2022年下半年", "2022年"]
    assert [cadence.months for cadence in Cadence] == [1, 3, 6, 12, None]
    assert Period.parse("2022-12").due_day(5) == date(2023, 1, 5)
