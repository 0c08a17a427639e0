"""A level (a standard, an average) of several places adds up to nothing: lowest, highest, and how many reach the goal."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mzgz.progress import Light, ends_words, level_ends, ranked
from mzgz.progress.gap_split import cheapest_split
from plans import board, target

STANDARD = """
kind: count
value: {name: 低保标准, unit: 元/月}
measured: level
goal: ">= 820"
judge: every
cadence: quarter
"""
DAYS = """
kind: count
value: {name: 平均办理时限, unit: 天}
measured: level
goal: "<= 15"
judge: {at-least: 3}
cadence: year
decimals: 1
"""
SAID = "2022-12: {150702: {value: 820}, 150703: {value: 790}, 150721: {value: 850}, 150722: {value: 790}}"


def test_four_standards_have_no_sum() -> None:
    city = board(STANDARD, SAID).city("t")
    assert (city.state, city.value, city.so_far, city.gap, city.completion) == ("reported", None, None, None, None)
    assert (city.display, city.met, city.units_met, city.expected) == ("790～850", False, 2, 4)
    assert ends_words(city) == "最低790元/月（扎赉诺尔、莫旗），最高850元/月（阿荣旗）"
    short = board(STANDARD, SAID).unit("t", "150703")
    assert (short.value, short.display, short.met, short.gap and short.gap.things) == (790, "790", False, 30)


def test_with_gaps_the_ends_are_of_those_who_reported_and_bound_nothing() -> None:
    city = board(STANDARD, "2022-12: {150702: {value: 820}, 150703: {value: 830}, 150721: {value: 850}}").city("t")
    assert (city.display, city.met, city.light, city.bounds) == ("已报3/4", None, Light.UNKNOWN, (None, None))
    assert ends_words(city) == "已报的3个单位里，最低820元/月（海拉尔），最高850元/月（阿荣旗）"
    missed = board(STANDARD, "2022-12: {150702: {value: 800}, 150703: {value: 830}}").city("t")
    assert (missed.met, missed.light, missed.units_met) == (False, Light.OVERDUE, 1)


def test_one_standard_for_all_is_told_once() -> None:
    same = ", ".join(f"{code}: {{value: 820}}" for code in ("150702", "150703", "150721", "150722"))
    city = board(STANDARD, f"2022-12: {{{same}}}").city("t")
    assert (city.display, city.value, ends_words(city)) == ("均为820", None, "4个单位都是820元/月")


def test_the_level_of_one_place_is_its_own() -> None:
    city = board(STANDARD + 'scope: ["150703"]', SAID).city("t")
    assert (city.value, city.display, city.met, level_ends(city)) == (790, "790", False, None)


def test_where_less_is_better_the_least_is_first() -> None:
    seen = board(DAYS, "2022-12: {150702: {value: 12.5}, 150703: {value: 16}, 150721: {value: 9}, 150722: {value: 15}}")
    city = seen.city("t")
    assert [(place, one.node.name) for place, one in ranked(city.parts)][:2] == [(1, "阿荣旗"), (2, "海拉尔")]
    assert (city.display, city.met, city.units_met) == ("9～16", True, 3)
    over = seen.unit("t", "150703").gap
    assert over is not None
    assert (over.things, over.over) == (1, True)


def test_nothing_is_pooled_where_nobody_said_who_must_reach_it() -> None:
    pooled = target(STANDARD.replace("judge: every\n", ""))
    assert (pooled.pooled, pooled.adds, pooled.judge_words) == (False, False, "每个单位都达到才算达标")
    assert board(STANDARD.replace("judge: every\n", ""), SAID).city("t").met is False


def test_what_a_city_lacks_is_not_split_among_units() -> None:
    assert cheapest_split(board(STANDARD, SAID), "t") == ()


@pytest.mark.parametrize(
    ("goal", "value", "met"), [("up", 781, True), ("up", 780, False), ("+5%", 819, True), ("+5%", 818, False)]
)
def test_a_change_is_held_against_where_each_place_stood(goal: str, value: int, met: bool) -> None:
    declared = STANDARD.replace('">= 820"', f'"{goal}"') + 'baseline: {period: "2021", value: 780}\n'
    assert board(declared, f"2022-12: {{150702: {{value: {value}}}}}").unit("t", "150702").met is met


def test_only_an_own_baseline_gives_a_pace() -> None:
    declared = (
        STANDARD
        + """
units: {"150703": {baseline: {period: "2021", value: 780}, reason: 上年标准, document: 某民发〔2022〕1号}}
baseline: {period: "2021", value: 700}
"""
    )
    seen = board(declared, "2022-06: {150702: {value: 790}, 150703: {value: 790}}", "2022-07-10")
    assert seen.unit("t", "150702").pace is None
    pace = seen.unit("t", "150703").pace
    assert pace is not None
    assert pace.actual == Fraction(10, 40)
    assert seen.city("t").pace is None
