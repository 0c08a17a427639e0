"""Rates of a month: what is asked of their numbers, and of plans that do not say which numbers are meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.intake.workspace import load
from workspace import make_workspace

RATE = """
# targets/2022/90-rate.yaml
targets:
  - {id: rate, name: 办结率, kind: ratio, numerator: {name: %s办结数, unit: 件}, denominator: {name: 受理数, unit: 件, element: cases}, %sgoal: ">= 50%%", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 90}}
"""
MONTHS = """
# submissions/2022-05/150702.yaml
entries:
  rate: {numerator: 95, denominator: 100}
# submissions/2022-06/150702.yaml
entries:
  rate: {%s}
"""
SERIES = {"cumulative-falls", "jump", "denominator-shrinks", "denominator-zero", "part-exceeds-whole"}


def told(root: Path, text: str, *slugs: str) -> list[tuple[str, str | None]]:
    ledger, faults = load(make_workspace(root, text))
    assert not faults
    findings = validation.run(ledger, as_of=date(2022, 7, 6)).findings
    return sorted((each.rule, each.field) for each in findings if each.target == "rate" and each.rule in slugs)


@pytest.mark.parametrize(
    ("how", "june", "found"),
    [
        ("measured: period, ", "numerator: 20, denominator: 21", []),
        ("measured: period, ", "numerator: 0, denominator: 0", []),
        ("measured: period, ", "numerator: 22, denominator: 21", [("part-exceeds-whole", "numerator")]),
        (
            "measured: cumulative, ",
            "numerator: 20, denominator: 21",
            [("cumulative-falls", "denominator"), ("cumulative-falls", "numerator")],
        ),
        ("measured: cumulative, ", "numerator: 190, denominator: 200", []),
        ("measured: stock, ", "numerator: 20, denominator: 21", [("denominator-shrinks", "denominator"), ("jump", "numerator")]),
        ("", "numerator: 0, denominator: 0", [("denominator-shrinks", "denominator"), ("denominator-zero", "denominator"), ("jump", "numerator")]),
        ("measured: period, per: 1000, unit: 件/千人, ", "numerator: 0, denominator: 0", [("denominator-zero", "denominator")]),
    ],
)  # fmt: skip
def test_a_month_may_bring_less_than_the_one_before(
    tmp_path: Path, how: str, june: str, found: list[tuple[str, str]]
) -> None:
    assert told(tmp_path, RATE % ("", how) + MONTHS % june, *SERIES) == found


@pytest.mark.parametrize(
    ("name", "how", "asked"),
    [
        ("当月", "", True),
        ("本月", "", True),
        ("当月底", "", False),
        ("", "", False),
        ("当月", "measured: period, ", False),
        ("当月", "measured: stock, ", False),
        ("当月", "hold: true, ", False),
    ],
)
def test_who_reports_months_is_asked_how_they_make_a_year(tmp_path: Path, name: str, how: str, asked: bool) -> None:
    assert bool(told(tmp_path, RATE % (name, how), "last-month-alone")) is asked


@pytest.mark.parametrize(("how", "disagrees"), [("measured: period, ", False), ("measured: stock, ", True)])
def test_what_came_in_is_not_held_against_what_there_is(tmp_path: Path, how: str, disagrees: bool) -> None:
    stock = """
# targets/2022/91-open.yaml
targets:
  - {id: open, name: 在办, kind: count, value: {name: 在办, unit: 件, element: cases}, measured: stock, goal: ">= 1", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 91}}
"""
    text = RATE % ("", how) + stock + MONTHS % "numerator: 20, denominator: 21}\n  open: {value: 40"
    ledger, _ = load(make_workspace(tmp_path, text))
    findings = validation.run(ledger, as_of=date(2022, 7, 6)).findings
    assert any(each.rule == "element-disagrees" for each in findings) is disagrees
