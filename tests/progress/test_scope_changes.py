"""A target whose scope is changed in mid-year: who comes in is asked from that month on, who goes out was asked until then."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.formats.terminal.text_table import plain
from mzgz.formats.terminal.why_text import why_lines
from mzgz.intake.workspace import load
from mzgz.model.periods import Period
from mzgz.progress import Board
from plans import board
from workspace import make_workspace

WIDER = """
scope: ["150702", "150703"]
revised: [{on: 2022-03-20, scope_was: ["150702"], reason: 全市推开, document: 某民发〔2022〕4号}]
"""
SAID = """
2022-01: {150702: {numerator: 9, denominator: 10}}
2022-02: {150702: {numerator: 9, denominator: 10}}
2022-03: {150702: {numerator: 9, denominator: 10}, 150703: {numerator: 8, denominator: 10}}
2022-04: {150702: {numerator: 9, denominator: 10}, 150703: {numerator: 10, denominator: 10}}
"""


@pytest.mark.parametrize("how", ["measured: period", "hold: true", "measured: period\nhold: true"])
def test_months_before_it_came_in_are_nobody_s_gap(how: str) -> None:
    plan = f"{WIDER}{how}\nkind: ratio\njudge: every\ngoal: '>= 80%'\n"
    seen = board(plan, SAID, "2022-05-06")
    own, city = seen.unit("t", "150703"), seen.city("t")
    assert (own.state, own.met, city.met, city.expected) == ("reported", True, True, 2)
    if "period" in how:
        assert (own.value, city.value) == (Fraction(18, 20), Fraction(54, 60))
    assert seen.at(Period.month_of(2022, 2)).unit("t", "150703").state == "not_applicable"


def test_what_comes_due_again_is_counted_from_then() -> None:
    said = SAID.replace("numerator: 9, denominator: 10", "done: true").replace(
        "numerator: 8, denominator: 10", "done: true"
    )
    said = said.replace("numerator: 10, denominator: 10", "done: true")
    own = board(f"{WIDER}kind: recurring\n", said, "2022-05-06").unit("t", "150703")
    assert (own.state, own.display) == ("reported", "2/2")


PLAN = """
# targets/2022/90-scope.yaml
targets:
  - id: visits
    name: 上门走访
    kind: count
    value: {name: 走访, unit: 次}
    measured: period
    goal: ">= 10"
    due: 2022-12-31
    cadence: month
    definition: 含电话走访
    scope: SCOPE
    revised: [{on: 2022-05-20, scope_was: WAS, definition_was: 只算上门, reason: 上级统一口径, document: 呼民发〔2022〕4号}]
    source: {section: 三（二）, item: 90}
"""


def told(root: Path, scope: str, was: str, rule: str) -> list[tuple[str | None, str | None]]:
    returns = "".join(
        f"# submissions/2022-{month:02}/{code}.yaml\nentries:\n  {'visits: {value: 2}' if said else 'care-beds: {value: 1}'}\n"
        for month in (3, 4, 5, 6)
        for code, said in (("150702", True), ("150703", rule == "outside-scope"))
    )
    plan = PLAN.replace("SCOPE", scope).replace("WAS", was)
    found = validation.run(load(make_workspace(root, plan + returns))[0], as_of=date(2022, 7, 6)).findings
    return [(each.unit, each.period, each.count) for each in found if (each.rule, each.target) == (rule, "visits")]


def test_who_comes_in_is_asked_from_that_month_on(tmp_path: Path) -> None:
    found = told(tmp_path, '["150702", "150703"]', '["150702"]', "blank-entry")
    assert found == [("150703", "2022-05", 2)]


def test_who_goes_out_reported_rightly_until_then(tmp_path: Path) -> None:
    found = told(tmp_path, '["150702"]', '["150702", "150703"]', "outside-scope")
    assert found == [("150703", "2022-05", 2)]


@pytest.mark.parametrize(
    ("day", "words", "silent"),
    [
        (
            date(2022, 7, 6),
            ("口径：含电话走访", "2022-05-20前", "口径为“只算上门”", "（上级统一口径，呼民发〔2022〕4号）"),
            (),
        ),
        (date(2022, 5, 6), ("口径：只算上门",), ("含电话走访", "2022-05-20")),
    ],
)
def test_what_is_told_of_a_day_knows_no_later_change(
    tmp_path: Path, day: date, words: tuple[str, ...], silent: tuple[str, ...]
) -> None:
    plan = PLAN.replace("SCOPE", '["150702"]').replace("WAS", '["150702", "150703"]')
    seen = Board(load(make_workspace(tmp_path, plan))[0], 2022, day)
    shown = "".join(map(plain, why_lines(seen, seen.city("visits"), 200)))
    assert all(each in shown for each in words)
    assert not any(each in shown for each in silent)
