"""No entry, however odd, makes a rule raise: what does not fit its kind has been told by the readers and stays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mzgz import validation
from mzgz.intake.workspace import load
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Explanation, Submission
from mzgz.model.targets.reported_facts import STAGES
from workspace import make_workspace

BASE = 2022 * 12
UNITS = ("150700", "150702", "150703", "150721", "150722", "150723")

numbers = st.none() | st.sampled_from([0, 1, 7, -3, 10**18 - 1]) | st.decimals(-(10**6), 10**12, places=3)
days = st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1))
texts = st.none() | st.text("海民发拟撤旗设市率提高〔2[２)（1X8%,，。 \n", max_size=30)
odd = st.builds(
    Entry,
    numerator=numbers,
    denominator=numbers,
    value=numbers,
    done=st.none() | st.booleans(),
    on=days,
    evidence=st.lists(texts.map(lambda text: text or "海民发〔2022〕1号"), max_size=2).map(tuple),
    stage=st.none() | st.sampled_from(STAGES),
    note=texts,
    not_applicable=st.none() | st.just("无"),
    pending=days,
)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    root: Path = make_workspace(tmp_path_factory.mktemp("bare"))
    return load(root)[0]


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_odd_entries_are_judged_and_nothing_raises(bare: Ledger, data: st.DataObject) -> None:
    ids = st.sampled_from([*bare.plans[2022].targets, "unheard-of"])
    values = st.dictionaries(
        st.sampled_from(["numerator", "value", "done", "evidence", "?"]), st.sampled_from([1, True, "无"])
    )
    said = st.builds(
        Explanation,
        st.sampled_from([*(rule.slug for rule in validation.RULES), "?"]),
        ids,
        values,
        st.sampled_from(["短", "情况属实已经核对"]),
    )
    rows = data.draw(
        st.dictionaries(
            st.tuples(st.integers(BASE, BASE + 11), st.sampled_from(UNITS)),
            st.tuples(st.dictionaries(ids, odd, max_size=6), days, st.lists(said, max_size=2)),
            max_size=8,
        )
    )
    submissions = {
        (month, unit): Submission(unit, month, received, entries=entries, explanations=tuple(explained))
        for (index, unit), (entries, received, explained) in rows.items()
        for month in (Period(index, 1),)
    }
    ledger = Ledger(bare.workspace, bare.plans, submissions, bare.known)
    judgement = validation.run(ledger)
    assert judgement.summary.files == len(rows)
    assert all(finding.message and finding.hint for finding in judgement.findings)
    assert judgement.blocks == any(finding.blocks for finding in judgement.findings)


def test_numbers_of_eighteen_digits_are_compared_exactly(tmp_path: Path) -> None:
    entry = Entry(numerator=Decimal("999999999999999.001"), denominator=Decimal("999999999999999"))
    bare, _ = load(make_workspace(tmp_path))
    month = Period.parse("2022-06")
    submission = Submission("150702", month, entries={"nursing-bed-share": entry})
    told = validation.run(Ledger(bare.workspace, bare.plans, {(month, "150702"): submission}, bare.known)).findings
    assert "part-exceeds-whole" in {finding.rule for finding in told}
