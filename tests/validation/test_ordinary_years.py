"""Of an ordinary year, looking case by case comes to what is said without looking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mzgz.intake.workspace import load
from mzgz.model.findings import Rule, Source
from mzgz.model.ledger import Key, Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets.target import located
from mzgz.validation import ALL_RULES
from mzgz.validation.engine.cases import Outcome
from mzgz.validation.engine.rule_run import judge
from mzgz.validation.engine.selection import Selection
from workspace import make_workspace

UNITS = ("150702", "150703", "150721", "150722", "150723", "150724")
MONTHS = tuple(map(Period.parse, ("2022-04", "2022-05", "2022-06")))
SPARING = tuple(rule for rule in ALL_RULES if rule.passes_ordinary)

counts = st.integers(40, 60) | st.integers(-2, 120)
numbers = counts | st.decimals(-2, 120, places=1)
pairs = st.builds(Entry, numerator=counts, denominator=st.integers(55, 70))
odd = st.one_of(
    pairs,
    st.builds(Entry, numerator=numbers, denominator=numbers),
    st.builds(Entry, numerator=st.none() | numbers, denominator=st.none() | numbers, value=st.none() | numbers),
    st.builds(Entry, not_applicable=st.sampled_from(("无", "本期没有这类对象"))),
    st.builds(Entry, pending=st.dates(date(2022, 6, 1), date(2022, 12, 1))),
)
returns = st.dictionaries(st.tuples(st.sampled_from(MONTHS), st.sampled_from(UNITS)), pairs | odd, min_size=1)
"""Of one target: most are alike, so that some years are ordinary."""
ALIKE = {(month, unit): Entry(numerator=50, denominator=60) for month in MONTHS for unit in UNITS}

APART = {key: Entry(numerator=600 if key[1] == "150723" else 800, denominator=1000) for key in ALIKE}
"""Shares 20 points from each other are no outliers, and 40 points are."""


ASKED = (
    None,
    Selection(unit="150723"),
    Selection(period="2022-06"),
    Selection(paths=("submissions/2022-05/150721.yaml",)),
    Selection(paths=("submissions/2022-06",), unit="150723"),
)


@cache
def plan() -> Ledger:
    with TemporaryDirectory() as folder:
        return load(make_workspace(Path(folder), ""))[0]


def said(entries: dict[Key, Entry], target: str = "nursing-bed-share") -> Ledger:
    rows = {
        (month, unit): located(
            Submission(unit, month, date(2022, month.month + 1, 3), entries={target: entry}),
            partial(lambda path, *_: Source(path), f"submissions/{month}/{unit}.yaml"),
        )
        for (month, unit), entry in entries.items()
    }
    return replace(plan(), submissions=rows)


def without(rule: Rule) -> Rule:
    return replace(rule, passes_ordinary=False)


@given(returns)
@example(ALIKE)
@example(ALIKE | {(MONTHS[2], "150723"): Entry(numerator=-1, denominator=60)})
@example(ALIKE | {(MONTHS[2], "150723"): Entry(numerator=61, denominator=60)})
@example(ALIKE | {(MONTHS[2], "150723"): Entry(numerator=0, denominator=0)})
@example(ALIKE | {(MONTHS[2], "150723"): Entry(numerator=50)})
@example(ALIKE | {(MONTHS[2], "150723"): Entry(not_applicable="无")})
@example(ALIKE | {(MONTHS[1], "150723"): Entry(pending=date(2022, 6, 1))})
@example(ALIKE | {(MONTHS[2], "150723"): Entry(numerator=Decimal("50.5"), denominator=60)})
@example(ALIKE | {(MONTHS[2], "150723"): Entry(numerator=10, denominator=60)})
@example(ALIKE | {(MONTHS[2], "150723"): Entry(numerator=33, denominator=60)})
@example(ALIKE | {(MONTHS[2], "150723"): Entry(numerator=50, denominator=53)})
@example(ALIKE | {(MONTHS[2], "150723"): Entry(numerator=50, denominator=54)})
@example(ALIKE | {(MONTHS[2], "150723"): Entry(numerator=55, denominator=66)})
@example({(MONTHS[0], "150702"): Entry(numerator=50, denominator=60)})
@example(APART)
@example(APART | {(MONTHS[1], "150723"): Entry(numerator=400, denominator=1000)})
def test_not_looking_changes_nothing(entries: dict[Key, Entry]) -> None:
    ledger = said(entries)
    for only in ASKED:
        assert judge(SPARING, ledger, only=only) == judge([without(rule) for rule in SPARING], ledger, only=only)


values = st.integers(100, 120) | numbers
counted = st.builds(Entry, value=values) | st.builds(
    Entry, value=st.none() | values, pending=st.none() | st.just(date.max)
)


@given(st.dictionaries(st.tuples(st.sampled_from(MONTHS), st.sampled_from(UNITS)), counted, min_size=1))
@example({(month, unit): Entry(value=100) for month in MONTHS for unit in UNITS})
@example({(month, unit): Entry(value=-1) for month in MONTHS for unit in UNITS})
@example({(month, unit): Entry(value=100 * month.month) for month in MONTHS for unit in UNITS})
def test_nor_does_it_where_things_are_counted(entries: dict[Key, Entry]) -> None:
    for target in ("care-beds", "no-relapse"):
        ledger = said(entries, target)
        assert judge(SPARING, ledger) == judge([without(rule) for rule in SPARING], ledger)


without_numbers = st.builds(
    Entry,
    done=st.none() | st.booleans(),
    not_applicable=st.sampled_from((None, None, "无", "本期没有这类对象")),
    pending=st.none() | st.just(date.max),
)


@given(st.dictionaries(st.tuples(st.sampled_from(MONTHS), st.sampled_from(UNITS)), without_numbers, min_size=1))
@example({(month, unit): Entry(done=True) for month in MONTHS for unit in UNITS})
@example({(MONTHS[0], "150702"): Entry(done=True), (MONTHS[1], "150702"): Entry(not_applicable="本期没有这类对象")})
def test_nor_where_nothing_is_counted(entries: dict[Key, Entry]) -> None:
    ledger = said(entries, "visit-system")
    for only in ASKED:
        assert judge(SPARING, ledger, only=only) == judge([without(rule) for rule in SPARING], ledger, only=only)


@pytest.mark.parametrize("rule", [rule for rule in ALL_RULES if rule.least], ids=lambda rule: rule.slug)
def test_too_few_rows_are_not_judged(rule: Rule) -> None:
    """One unit's one month: a rule that compares has nothing to compare."""
    alone = {
        "nursing-bed-share": Entry(numerator=50, denominator=60),
        "disability-jobs": Entry(value=100),
        "street-centres": Entry(numerator=6, denominator=7),
    }
    asked = []
    for target, entry in alone.items():
        summary = judge([rule], said({(MONTHS[0], UNITS[0]): entry}, target)).summary
        assert summary.passed == 0
        assert judge([rule], said({}, target)).summary.not_evaluated == 0
        asked.append(summary.not_evaluated)
    assert max(asked) == 1


def test_no_rule_looks_at_an_ordinary_year() -> None:
    def untouched(_: object) -> Outcome:
        raise AssertionError

    rules = [replace(rule, check=untouched) for rule in SPARING]
    assert len(rules) == 15
    assert judge(rules, said(ALIKE)).summary.passed > 0
    assert judge(rules, said({key: Entry(done=True) for key in ALIKE}, "visit-system")).summary.passed > 0
