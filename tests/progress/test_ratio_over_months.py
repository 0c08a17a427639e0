"""A share whose two numbers are those of the month: the year is all numerators over all denominators, never December's two."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest

from mzgz.formats.terminal.text_table import plain
from mzgz.formats.terminal.why_text import why_lines
from mzgz.model.periods import Period
from mzgz.progress import Board, Cause, Edge, Light
from mzgz.progress.change_effects import since_baseline
from mzgz.progress.sensitivity import contribution, lifted
from mzgz.progress.target_history import month_by_month, projection
from mzgz.validation.engine.closing_figures import closing
from plans import board, ledger, returns, target

ONE = 'scope: ["150702"]\n'
TWO = 'scope: ["150702", "150703"]\n'
RATE = 'kind: ratio\nmeasured: period\ngoal: ">= 90%"\n'
YEAR = ", ".join(f"2022-{month:02}: {{150702: {{numerator: 8, denominator: 10}}}}" for month in range(1, 12))


def test_the_year_is_the_sum_of_its_months_not_december() -> None:
    said = f"{{{YEAR}, 2022-12: {{150702: {{numerator: 1, denominator: 1}}}}}}"
    for measured, value, met in (("measured: period\n", Fraction(89, 111), False), ("", Fraction(1), True)):
        city = board(ONE + RATE.replace("measured: period\n", measured), said).city("t")
        assert (city.value, city.met, city.state) == (value, met, "reported"), measured
    assert board(ONE + RATE, said).city("t").display == "80.2%"


def test_of_several_units_and_of_any_day_it_is_all_over_all() -> None:
    said = """
    2022-01: {150702: {numerator: 1, denominator: 2}, 150703: {numerator: 30, denominator: 30}}
    2022-02: {150702: {numerator: 3, denominator: 4}, 150703: {numerator: 5, denominator: 10}}
    """
    by_march = board(TWO + RATE, said, "2022-03-06")
    assert by_march.city("t").value == Fraction(1 + 3 + 30 + 5, 2 + 4 + 30 + 10)
    assert by_march.unit("t", "150702").value == Fraction(4, 6)
    assert board(TWO + RATE, said, "2022-02-06").city("t").value == Fraction(31, 32)
    assert [item.period.month for item, _ in by_march.unit("t", "150702").used] == [1, 2]


@pytest.mark.parametrize(("cadence", "months"), [("quarter", (3, 6)), ("half", (6, 12)), ("year", (12,))])
def test_seldom_asked_it_is_the_sum_of_what_was_asked(cadence: str, months: tuple[int, ...]) -> None:
    said = ", ".join(f"2022-{month:02}: {{150702: {{numerator: {month}, denominator: 20}}}}" for month in months)
    after = "2022-07-06" if months[-1] == 6 else "2023-01-31"
    unit = board(ONE + f"cadence: {cadence}\n" + RATE, f"{{{said}}}", after).unit("t", "150702")
    assert (unit.value, unit.state) == (Fraction(sum(months), 20 * len(months)), "reported")


def test_a_missing_month_is_a_gap_and_its_denominator_is_nobody_s_guess() -> None:
    said = "2022-01: {150702: {numerator: 9, denominator: 10}}\n2022-03: {150702: {numerator: 10, denominator: 10}}"
    unit = board(ONE + RATE, said, "2022-04-06").unit("t", "150702")
    assert (unit.state, unit.value, unit.met, unit.bounds) == ("partial", None, None, (None, None))
    assert unit.figure.so_far == Fraction(19, 20)
    given = said + "\n2022-02: {150702: {denominator: 20}}"
    half = board(ONE + RATE, given, "2022-04-06").unit("t", "150702")
    assert half.bounds == (Fraction(19, 40), Fraction(39, 40))


def test_a_registered_denominator_is_known_of_a_missing_month_too() -> None:
    streets = "denominator: {name: 街道数, unit: 个, registry: streets}\n"
    said = "2022-01: {150702: {numerator: 6, denominator: 7}}\n2022-03: {150702: {numerator: 7, denominator: 7}}"
    unit = board(ONE + streets + RATE, said, "2022-04-06").unit("t", "150702")
    assert unit.bounds == (Fraction(13, 21), Fraction(20, 21))


def test_where_all_were_promised_one_failure_is_final_whoever_is_silent() -> None:
    """100% cannot be reached any more; the same of what was never reported by another unit."""
    said = "2022-11: {150702: {numerator: 9, denominator: 10}}"
    all_ = RATE.replace(">= 90%", "= 100%")
    assert board(TWO + all_, said).city("t").met is False
    assert board(TWO + all_, said.replace("9", "10")).city("t").met is None
    latest = said.replace("2022-11", "2022-12")
    assert board(TWO + all_.replace("measured: period\n", ""), latest).city("t").met is False
    none = RATE.replace(">= 90%", "= 0%")
    assert board(TWO + none, said).city("t").met is False
    per_thousand = "per: 1000\nunit: 张/千人\n" + RATE.replace(">= 90%", ">= 1000")
    assert board(TWO + per_thousand, said).city("t").met is None


def test_reached_so_far_is_not_reached_for_the_year() -> None:
    said = "2022-01: {150702: {numerator: 10, denominator: 10}}"
    unit = board(ONE + RATE, said, "2022-02-06").unit("t", "150702")
    assert (unit.light, unit.edge, unit.settled) == (Light.ON_PACE, Edge.SO_FAR, False)
    full = f"{{{YEAR.replace('numerator: 8', 'numerator: 9')}, 2022-12: {{150702: {{numerator: 9, denominator: 10}}}}}}"
    assert board(ONE + RATE, full).unit("t", "150702").light is Light.DONE


def test_what_must_hold_is_held_by_every_month_alone() -> None:
    said = """
    2022-01: {150702: {numerator: 10, denominator: 10}, 150703: {numerator: 10, denominator: 10}}
    2022-02: {150702: {numerator: 8, denominator: 10}, 150703: {numerator: 10, denominator: 10}}
    2022-03: {150702: {numerator: 10, denominator: 10}, 150703: {numerator: 10, denominator: 10}}
    """
    held = board(TWO + "hold: true\n" + RATE, said, "2022-04-06")
    unit = held.unit("t", "150702")
    assert (unit.value, unit.met, unit.edge) == (Fraction(28, 30), False, Edge.LAPSED)
    assert unit.gap is None  # a month that fell short is not made up by others
    assert held.unit("t", "150703").met is True
    assert (held.city("t").value, held.city("t").met) == (Fraction(58, 60), True)  # 18 of 20 in February
    each = board(TWO + "hold: true\njudge: every\n" + RATE, said, "2022-04-06")
    assert each.city("t").met is False
    some = board(TWO + "hold: true\njudge: {at-least: 1}\n" + RATE, said, "2022-04-06")
    assert some.city("t").met is True


def test_where_each_month_must_hold_a_missing_one_borrows_no_denominator() -> None:
    """1 of 10 in February, and one is silent: with the 2 cases of its January it would be missed, with 90 cases open."""
    said = """
    2022-01: {150702: {numerator: 10, denominator: 10}, 150703: {numerator: 2, denominator: 2}}
    2022-02: {150702: {numerator: 1, denominator: 10}}
    """
    assert board(TWO + "hold: true\n" + RATE, said, "2022-03-06").city("t").met is None
    known = said.replace(
        "{150702: {numerator: 1, denominator: 10}}",
        "{150702: {numerator: 1, denominator: 10}, 150703: {denominator: 2}}",
    )
    assert board(TWO + "hold: true\n" + RATE, known, "2022-03-06").city("t").met is False


def test_who_had_no_case_this_month_is_still_counted_by_the_others() -> None:
    """A month without a case is neither held nor broken; the unit is asked for all the same."""
    said = """
    2022-01: {150702: {numerator: 10, denominator: 10}, 150703: {numerator: 10, denominator: 10}}
    2022-02: {150702: {numerator: 10, denominator: 10}, 150703: {not_applicable: 本月没有申请}}
    """
    held = TWO + "hold: true\noccasional: true\n" + RATE
    both = board(held + "judge: {at-least: 2}\n", said, "2022-03-06").city("t")
    assert (both.met, both.units_met, both.expected) == (True, 2, 2)
    broken = said.replace("150703: {numerator: 10", "150703: {numerator: 8")
    for judge in ("every", "{at-least: 2}"):
        assert board(held + f"judge: {judge}\n", broken, "2022-03-06").city("t").met is False
    none = said.replace(
        "150702: {numerator: 10, denominator: 10}, 150703: {not", "150702: {not_applicable: 本月没有申请}, 150703: {not"
    )
    assert board(held, none, "2022-03-06").city("t").met is True


@pytest.mark.parametrize("measured", ["", "measured: stock\n", "measured: cumulative\n", "measured: period\n"])
@pytest.mark.parametrize("judge", ["every", "pooled", "{at-least: 2}"])
def test_a_month_already_broken_is_not_erased_by_a_month_without_a_case(measured: str, judge: str) -> None:
    """Whatever the numbers are taken over: who fell short in January fell short, and is counted among those asked."""
    said = """
    2022-01: {150702: {numerator: 10, denominator: 10}, 150703: {numerator: 1, denominator: 10}}
    2022-02: {150702: {numerator: 10, denominator: 10}, 150703: {not_applicable: 本月没有申请}}
    """
    plan = TWO + f"hold: true\noccasional: true\njudge: {judge}\nkind: ratio\n{measured}goal: '>= 90%'\n"
    seen = board(plan, said, "2022-03-06")
    city, unit = seen.city("t"), seen.unit("t", "150703")
    assert (city.met, city.units_met, city.expected, unit.met, unit.state) == (False, 1, 2, False, "reported")
    kept = board(plan, said.replace("numerator: 1,", "numerator: 9,"), "2022-03-06")
    assert (kept.city("t").met, kept.unit("t", "150703").met, kept.city("t").expected) == (True, True, 2)
    away = said.replace("{numerator: 1, denominator: 10}", "{not_applicable: 本月没有申请的}")
    never = board(plan.replace("at-least: 2", "at-least: 1"), away, "2022-03-06")
    assert (never.city("t").met, never.unit("t", "150703").state, never.city("t").expected) == (
        True,
        "not_applicable",
        1,
    )


@pytest.mark.parametrize(("judge", "met"), [("every", True), ("{at-least: 2}", True), ("{at-least: 3}", False)])
@pytest.mark.parametrize("hold", ["", "hold: true\n"])
def test_who_had_no_case_all_year_keeps_nothing_open(judge: str, met: bool, hold: str) -> None:
    """Of three one had nothing to do: each of the others reached it, and of three that were asked for there are two."""
    months = "\n".join(
        f"2022-{month:02}: {{150702: {{numerator: 10, denominator: 10}}, 150703: {{numerator: 5, denominator: 5}},"
        " 150721: {numerator: 0, denominator: 0}}"
        for month in range(1, 13)
    )
    plan = f'scope: ["150702", "150703", "150721"]\n{hold}judge: {judge}\n{RATE}'
    seen = board(plan, months)
    assert (seen.city("t").met, seen.city("t").units_met) == (met, 2)
    assert (seen.unit("t", "150721").met, seen.unit("t", "150721").state) == (None, "reported")
    nobody = board(plan, re.sub("(ator: )[0-9]+", r"\g<1>0", months))
    assert nobody.city("t").met is None


def test_a_month_without_a_case_breaks_no_county_either() -> None:
    """Where counties are counted by the sums of their towns, a month in which no town had a case is left out, too."""
    county = 'bureau: {name: 某市民政局, city: 某市, code: "150700"}\nunits:\n'
    county += '  - {code: "150702", name: 甲区}\n  - {code: "150721", name: 乙旗}\n'
    county += '  - {code: "150722", name: 一镇, parent: "150721"}\n  - {code: "150723", name: 二镇, parent: "150721"}\n'
    said = """
    2022-01: {150702: {numerator: 9, denominator: 10}, 150722: {numerator: 9, denominator: 10}, 150723: {numerator: 5, denominator: 5}}
    2022-02: {150702: {numerator: 9, denominator: 10}, 150722: {not_applicable: 没有}, 150723: {not_applicable: 没有}}
    """
    plan = "judge: every\nhold: true\noccasional: true\n" + RATE
    seen = Board(ledger([target(plan)], returns(said), county), 2022, date(2022, 3, 6), doubts={})
    assert (seen.at_node("t", "150721").met, seen.city("t").met) == (True, True)


def test_a_month_without_a_case_adds_nothing() -> None:
    said = "2022-01: {150702: {numerator: 9, denominator: 10}}\n2022-02: {150702: {numerator: 0, denominator: 0}}"
    unit = board(ONE + RATE, said, "2022-03-06").unit("t", "150702")
    assert (unit.value, unit.met) == (Fraction(9, 10), True)
    away = said.replace("numerator: 0, denominator: 0", "not_applicable: 本月没有申请")
    assert board(ONE + RATE, away, "2022-03-06").unit("t", "150702").state == "pending"
    allowed = board(ONE + "occasional: true\n" + RATE, away, "2022-03-06").unit("t", "150702")
    assert (allowed.state, allowed.value) == ("reported", Fraction(9, 10))


@pytest.mark.parametrize("judge", ["every", "pooled", "{at-least: 2}"])
def test_where_each_month_must_hold_a_month_of_nothing_is_left_out(judge: str) -> None:
    """0 of 0 is how a month without a case is filled in: neither kept nor broken, and nobody is waited for."""
    said = """
    2022-01: {150702: {numerator: 10, denominator: 10}, 150703: {numerator: 9, denominator: 10}}
    2022-02: {150702: {numerator: 10, denominator: 10}, 150703: {numerator: 0, denominator: 0}}
    2022-03: {150702: {numerator: 0, denominator: 0}, 150703: {numerator: 0, denominator: 0}}
    """
    plan = TWO + f"hold: true\njudge: {judge}\n" + RATE
    seen = board(plan, said, "2022-04-06")
    city, unit = seen.city("t"), seen.unit("t", "150703")
    assert (city.met, city.words, city.units_met, unit.met, unit.value) == (True, "达进度", 2, True, Fraction(9, 10))
    broken = board(
        plan, said.replace("numerator: 9", "numerator: 5").replace("10, denominator", "7, denominator"), "2022-04-06"
    )
    assert (broken.city("t").met, broken.unit("t", "150703").met) == (False, False)
    never = board(plan, said.replace("{numerator: 9, denominator: 10}", "{numerator: 0, denominator: 0}"), "2022-04-06")
    assert (never.unit("t", "150703").met, never.unit("t", "150703").cause) == (None, Cause.NOT_DUE)
    assert never.city("t").cause in (None, Cause.NOT_DUE)


def test_own_goals_revisions_and_so_many_per_thousand_go_by_the_sum() -> None:
    said = "2022-01: {150702: {numerator: 8, denominator: 10}}\n2022-02: {150702: {numerator: 10, denominator: 10}}"
    own = 'units: {"150702": {goal: ">= 95%", reason: 底子好, document: 某民发〔2022〕1号}}\njudge: every\n'
    assert board(TWO + own + RATE, said, "2022-03-06").unit("t", "150702").met is False
    revised = 'revised: [{on: 2022-02-15, was: ">= 95%", reason: 年中调整, document: 某民发〔2022〕9号}]\n'
    changed = board(ONE + revised + RATE, said, "2022-03-06")
    assert (changed.city("t").met, changed.at(Period.month_of(2022, 1)).city("t").met) == (True, False)
    per = "per: 1000\nunit: 件/千人\n" + RATE.replace(">= 90%", ">= 900")
    assert board(ONE + per, said, "2022-03-06").city("t").display == "900.0"


def test_what_follows_from_the_figure_speaks_of_the_sums() -> None:
    said = """
    2022-01: {150702: {numerator: 5, denominator: 10}, 150703: {numerator: 20, denominator: 20}}
    2022-02: {150702: {numerator: 6, denominator: 10}, 150703: {numerator: 18, denominator: 20}}
    2022-03: {150702: {numerator: 7, denominator: 10}, 150703: {numerator: 19, denominator: 20}}
    """
    base = "baseline: {period: 2021, numerator: 900, denominator: 1000}\n"
    seen = board(TWO + base + RATE, said, "2022-04-06")
    share = contribution(seen, "t", "150702")
    assert share is not None
    assert share.without == Fraction(57, 60)
    lift = lifted(seen, "t", 1)
    assert lift is not None
    assert lift.value == Fraction(57 + 27, 90)
    assert projection(seen, "t", seen.city("t").node) is None
    better = board(TWO + base + RATE, said.replace("numerator: 5", "numerator: 10").replace("6", "10"), "2022-04-06")
    change = since_baseline(better.city("t"))
    assert change is not None
    assert not change.shrunk
    assert change.denominator_effect is None


def test_the_closing_figure_is_the_sum_and_leaves_out_months_without_a_case() -> None:
    said = ", ".join(f"2022-{month:02}: {{150702: {{numerator: 8, denominator: 10}}}}" for month in range(1, 12))
    item = target(ONE + "occasional: true\n" + RATE)
    books = ledger([item], returns(f"{{{said}, 2022-12: {{150702: {{not_applicable: 本月没有申请}}}}}}"))
    assert closing(books, item, Period.month_of(2022, 12)) == {"numerator": 88, "denominator": 110}


def test_why_tells_the_months_that_had_no_case() -> None:
    said = "2022-01: {150702: {numerator: 9, denominator: 10}}\n2022-02: {150702: {not_applicable: 本月没有申请的}}"
    at = board(ONE + "occasional: true\n" + RATE, said, "2022-03-06")
    assert "海拉尔：2月不适用（本月没有申请的），不计" in "".join(
        map(plain, why_lines(at, at.unit("t", "150702"), 200))
    )


def test_which_months_fell_short_is_told_by_each_alone() -> None:
    """95 of 100 by February: the letter to the district and the table name February all the same."""
    said = "2022-01: {150702: {numerator: 90, denominator: 90}}\n2022-02: {150702: {numerator: 5, denominator: 10}}\n"
    said += "2022-03: {150702: {numerator: 0, denominator: 0}}"
    at = board(ONE + "hold: true\n" + RATE, said, "2022-04-06")
    told = [(month.month, met) for month, _, met in month_by_month(at, at.unit("t", "150702"))]
    assert (told, at.unit("t", "150702").value) == ([(1, True), (2, False)], Fraction(95, 100))
