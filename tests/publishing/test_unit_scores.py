"""How many of its tasks a unit has reached: only what is due or reached already is held against it."""

from __future__ import annotations

from mzgz.publishing.figures.unit_scores import score
from plans import board

PLAN = """
kind: ratio
scope: ["150702", "150703"]
goal: ">= 55%"
due: 2022-12-31
"""
RETURNS = """
2022-06: {150702: {numerator: 60, denominator: 100}, 150703: {numerator: 45, denominator: 100}}
"""


def test_in_mid_year_what_is_not_due_is_no_miss() -> None:
    year = board(PLAN, RETURNS, "2022-07-06")
    assert (score(year, "150702").met, score(year, "150702").judged) == (1, 1)
    assert (score(year, "150703").missed, score(year, "150703").judged) == (0, 0)


def test_at_its_day_it_is() -> None:
    late = board(PLAN.replace("2022-12-31", "2022-06-30"), RETURNS, "2022-07-06")
    assert (score(late, "150702").met, score(late, "150703").missed) == (1, 1)


def test_what_no_later_month_mends_is_missed_before_its_day() -> None:
    """A month let slip where each must hold, and a limit passed by what only grows."""
    slipped = RETURNS.replace("2022-06", "2022-03")
    held = board(PLAN + "hold: true\ncadence: quarter", slipped, "2022-04-06")
    assert [score(held, code).missed for code in ("150702", "150703")] == [0, 1]
    limit = "kind: count\nscope: ['150702', '150703']\nmeasured: cumulative\njudge: every\ngoal: '<= 50'"
    passed = board(limit, "2022-06: {150702: {value: 40}, 150703: {value: 51}}", "2022-07-06")
    assert [score(passed, code).missed for code in ("150702", "150703")] == [0, 1]
