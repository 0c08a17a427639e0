"""A count the bureau keeps that changes within the year: each month is held against what was registered at its end."""

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
from plans import WORKSPACE, ledger, returns, target
from workspace import make_workspace

CHANGED = "registry_changed: [{on: 2022-07-10, was: {streets: %d}, reason: 撤镇设街道}]"
SEVEN = WORKSPACE.replace("registry: {streets: 7}", f"registry: {{streets: 8}}, {CHANGED % 7}")
NONE = WORKSPACE.replace(
    "阿荣旗, tags: [农区], registry: {streets: 0}", f"阿荣旗, registry: {{streets: 2}}, {CHANGED % 0}"
)
GONE = WORKSPACE.replace("registry: {streets: 5}", f"registry: {{streets: 0}}, {CHANGED % 5}")
STREETS = "denominator: {name: 街道数, unit: 个, registry: streets}\nkind: ratio\ngoal: '= 100%'\n"
WITH_STREETS = "scope: {where: streets > 0}\n"


def seen(plan: str, said: str, as_of: str, workspace: str) -> Board:
    book = ledger([target(plan)], returns(said), workspace)
    return Board(book, 2022, date.fromisoformat(as_of), doubts={})


@pytest.mark.parametrize(("month", "total"), [(6, 7), (7, 8), (11, 8)])
def test_of_who_is_silent_the_registry_of_that_month_is_known(month: int, total: int) -> None:
    said = f"2022-{month:02}: {{150703: {{numerator: 5, denominator: 5}}}}"
    after = f"{month + 1:02}"
    city = seen(f'scope: ["150702", "150703"]\n{STREETS}', said, f"2022-{after}-06", SEVEN).city("t")
    assert city.bounds == (Fraction(5, 5 + total), Fraction(1))


def test_a_sum_over_months_takes_each_month_s() -> None:
    plan = f'scope: ["150702"]\nmeasured: period\n{STREETS}'
    said = "2022-05: {150702: {numerator: 7, denominator: 7}}\n2022-08: {150702: {numerator: 8, denominator: 8}}"
    unit = seen(plan, said, "2022-09-06", SEVEN).unit("t", "150702")
    assert unit.bounds == (Fraction(15, 6 * 7 + 2 * 8), Fraction(1))  # January to June 7 each, July and August 8


def test_who_gets_its_first_street_is_asked_from_that_month_on() -> None:
    said = "2022-06: {150702: {numerator: 7, denominator: 7}, 150703: {numerator: 5, denominator: 5}}\n"
    plan = WITH_STREETS + STREETS
    assert seen(plan, said, "2022-07-06", NONE).city("t").expected == 2
    assert seen(plan, said, "2022-07-31", NONE).at(Period.month_of(2022, 6)).city("t").expected == 2
    later = seen(plan, said.replace("06", "07"), "2022-08-06", NONE)
    assert (later.city("t").expected, later.unit("t", "150721").state) == (3, "unreported")
    book = ledger([target(plan)], returns(said), NONE)
    months = [Period.month_of(2022, month) for month in (6, 7)]
    assert [[each.id for each in book.asked("150721", month)] for month in months] == [[], ["t"]]


def test_who_has_no_street_any_more_was_asked_until_then() -> None:
    said = "2022-06: {150702: {numerator: 7, denominator: 7}, 150703: {numerator: 4, denominator: 5}}\n"
    june, now = (seen(WITH_STREETS + STREETS, said, day, GONE) for day in ("2022-07-06", "2022-08-06"))
    assert (june.city("t").expected, june.unit("t", "150703").met) == (2, False)
    assert now.city("t").expected == 1


def test_what_is_registered_in_the_next_year_changes_nothing_of_this_one() -> None:
    """Looked at in March: whoever lost its streets in February had them all the year before."""
    said = "2022-12: {150702: {numerator: 7, denominator: 7}, 150703: {numerator: 4, denominator: 5}}\n"
    for text in (GONE.replace("2022-07-10", "2023-02-10"), NONE.replace("2022-07-10", "2023-02-10")):
        at = seen(WITH_STREETS + STREETS, said, "2023-03-10", text)
        assert (at.city("t").expected, at.unit("t", "150703").met) == (2, False)
        asked = ledger([target(WITH_STREETS + STREETS)], returns(said), text).asked("150703", Period.month_of(2022, 12))
        assert [each.id for each in asked] == ["t"]


def test_why_tells_the_change_from_its_day_on() -> None:
    said = "2022-06: {150702: {numerator: 7, denominator: 7}}"
    for day, told in (("2022-07-06", False), ("2022-08-06", True)):
        at = seen(STREETS, said, day, SEVEN)
        lines = "".join(map(plain, why_lines(at, at.city("t"), 200)))
        assert ("海拉尔的登记数2022-07-10起街道数由7改为8（撤镇设街道）" in lines) is told


RETURN = """
# mzgz.yaml
bureau: {name: 呼市民政局, city: 呼市, code: "150700"}
units:
  - {code: "150702", name: 海拉尔区, short: 海拉尔, registry: {streets: %s, townships: 2}, registry_changed: [{on: 2022-07-10, was: {%s}}]}
# submissions/2022-06/150702.yaml
entries:
  street-centres: {numerator: 5, denominator: %d}
# submissions/2022-09/150702.yaml
entries:
  street-centres: {numerator: 5, denominator: %d}
"""


@pytest.mark.parametrize(("june", "september", "wrong"), [(7, 8, []), (8, 8, ["2022-06"]), (7, 7, ["2022-09"])])
def test_a_return_is_held_against_the_registry_of_its_month(
    tmp_path: Path, june: int, september: int, wrong: list[str]
) -> None:
    root = make_workspace(tmp_path, RETURN % (8, "streets: 7", june, september))
    found = [each for each in validation.run(load(root)[0]).findings if each.rule == "registry-disagrees"]
    assert [str(each.period) for each in found] == wrong


@pytest.mark.parametrize(
    ("was", "words"), [("villages: 7", "登记数里没有这一项"), ("streets: 8", "前后都是8"), ("streets: 7", "")]
)
def test_a_change_that_changes_nothing_is_told(tmp_path: Path, was: str, words: str) -> None:
    root = make_workspace(tmp_path, RETURN % (8, was, 7, 8))
    found = [each.message for each in validation.run(load(root)[0]).findings if each.rule == "setting-idle"]
    assert (len(found) == 1 and words in found[0]) if words else found == []
