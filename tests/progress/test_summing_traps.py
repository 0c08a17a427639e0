"""The traps of summing promises over units and months: each one is a test."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from mzgz.model.periods import Period
from mzgz.model.settings import Lights
from mzgz.model.targets.pace import Pace
from mzgz.progress import Edge, Light
from mzgz.progress.lights import Case, Lit, light
from plans import board, target

TWO = 'kind: ratio\nscope: ["150702", "150703"]\n'


def test_a_share_of_sums_is_never_a_mean_of_percentages() -> None:
    city = board(
        TWO + "goal: '>= 55%'",
        "2022-12: {150702: {numerator: 90, denominator: 100}, 150703: {numerator: 1, denominator: 10}}",
    ).city("t")
    assert (city.numerator, city.denominator, city.value) == (91, 110, Fraction(91, 110))
    assert (city.display, city.met, city.units_met, city.expected) == ("82.7%", True, 1, 2)


def test_not_applicable_is_neither_0_nor_100() -> None:
    city = board(
        TWO + "goal: '>= 55%'",
        "2022-12: {150702: {numerator: 3, denominator: 4}, 150703: {not_applicable: 没有这类机构}}",
    ).city("t")
    assert (city.state, city.value, city.expected, city.reported) == ("reported", Fraction(3, 4), 1, 1)
    nobody = board(
        TWO + "goal: '>= 0%'",
        "2022-12: {150702: {not_applicable: 没有这类机构}, 150703: {not_applicable: 没有这类机构}}",
    ).city("t")
    assert (nobody.state, nobody.value, nobody.met, nobody.light) == (
        "not_applicable",
        None,
        None,
        Light.NOT_APPLICABLE,
    )


def test_what_did_not_apply_on_the_due_date_is_not_made_good_late() -> None:
    goal = TWO + 'goal: "= 100%"\ndue: 2022-06-30\ncadence: quarter\noccasional: true'
    said = """
    2022-06: {150702: {numerator: 3, denominator: 3}, 150703: {not_applicable: 没有竣工的}}
    2022-09: {150702: {numerator: 3, denominator: 3}, 150703: {numerator: %d, denominator: 2}}
    """
    done = board(goal, said % 2, "2022-10-31")
    unit, city = done.unit("t", "150703"), done.city("t")
    assert (unit.met, unit.made_good, unit.words, unit.decided) == (True, None, "已完成", Period(2022 * 12 + 8, 1))
    assert (city.words, city.units_met, city.heads_decided.expected, city.expected) == ("已完成", 2, 2, 2)
    short = board(goal, said % 1, "2022-10-31")
    assert (short.unit("t", "150703").words, short.city("t").met, short.city("t").units_met) == ("逾期", True, 1)
    before = board(goal, said % 2, "2022-07-31")
    assert (before.unit("t", "150703").words, before.city("t").heads_decided.expected) == ("不适用", 1)


def test_the_latest_of_a_running_total_not_the_greatest() -> None:
    said = "{2022-11: {150702: {value: 9}}, 2022-12: {150702: {value: 7}}}"
    goal = 'kind: count\nscope: ["150702"]\ngoal: ">= 8"\nmeasured: '
    for measured in ("cumulative", "stock"):
        assert (board(goal + measured, said).city("t").value, board(goal + measured, said).city("t").met) == (7, False)
    monthly = "\n".join(f"2022-{month:02}: {{150702: {{value: 1}}}}" for month in range(1, 13))
    assert board(goal + "period", monthly).city("t").value == 12


def test_a_missing_operand_is_never_zero() -> None:
    said = "{2022-11: {150703: {numerator: 1, denominator: 10}}, 2022-12: {150702: {numerator: 51, denominator: 100}}}"
    city = board(TWO + "goal: '>= 55%'", said).city("t")
    assert (city.state, city.numerator, city.denominator, city.value) == ("partial", None, None, None)
    assert (city.display, city.met) == ("已报1/2", None)
    assert city.bounds == (Fraction(51, 110), Fraction(61, 110))
    assert [node.name for node in city.missing] == ["扎赉诺尔"]
    assert city.so_far == Fraction(51, 100)


def test_half_an_entry_is_a_gap_too() -> None:
    unit = board(TWO + "goal: '>= 55%'", "2022-12: {150702: {numerator: 50}}").unit("t", "150702")
    assert (unit.state, unit.numerator, unit.denominator, unit.value, unit.met) == ("partial", 50, None, None, None)


def test_with_gaps_the_verdict_is_given_only_if_nothing_can_change_it() -> None:
    said = "{{2022-11: {{150703: {{numerator: 1, denominator: 10}}}}, 2022-12: {{150702: {{numerator: {n}, denominator: 100}}}}}}"
    verdicts = [board(TWO + "goal: '>= 55%'", said.format(n=n)).city("t").met for n in (50, 51, 60, 61)]
    assert verdicts == [False, None, None, True]


def test_an_unknown_denominator_leaves_no_bounds() -> None:
    city = board(TWO + "goal: '>= 0%'", "2022-12: {150702: {numerator: 50, denominator: 100}}").city("t")
    assert (city.bounds, city.met) == ((None, None), None)


def test_the_registry_gives_the_denominator_of_a_unit_that_never_reported() -> None:
    goal = 'kind: ratio\nscope: ["150702", "150703"]\ngoal: "= 100%"\ndenominator: {name: 街道, unit: 个, registry: streets}'
    city = board(goal, "2022-12: {150702: {numerator: 7, denominator: 7}}").city("t")
    assert city.bounds == (Fraction(7, 12), 1)


@pytest.mark.parametrize(("sign", "met"), [(">", False), (">=", True), ("=", True)])
def test_exactly_ninety_per_cent(sign: str, met: bool) -> None:
    city = board(
        TWO + f"goal: '{sign} 90%'",
        "2022-12: {150702: {numerator: 4, denominator: 5}, 150703: {numerator: 5, denominator: 5}}",
    ).city("t")
    assert (city.value, city.met, city.display) == (Fraction(9, 10), met, "90.0%")


def test_a_miss_is_not_rounded_to_a_hit() -> None:
    said = "2022-12: {150702: {numerator: 5496, denominator: 10000}, 150703: {numerator: 0, denominator: 0}}"
    assert board(TWO + "goal: '>= 55%'", said).city("t").display == "54.96%"


def test_one_gap_among_thousands_never_prints_as_all() -> None:
    said = (
        "2022-12: {150702: {numerator: 99999, denominator: 100000}, 150703: {numerator: 1000000, denominator: 1000000}}"
    )
    city = board(TWO + "goal: '= 100%'", said).city("t")
    assert (city.met, city.display) == (False, "99.9999%")


def test_zero_denominator_has_no_value() -> None:
    city = board(
        TWO + "goal: '>= 0%'",
        "2022-12: {150702: {numerator: 0, denominator: 0}, 150703: {numerator: 0, denominator: 0}}",
    ).city("t")
    assert (city.state, city.value, city.met, city.display, city.edge) == ("reported", None, None, "—", Edge.NO_VALUE)


def test_all_have_one_is_not_the_city_has_so_many() -> None:
    said = "2022-12: {150702: {value: 4}, 150703: {value: 0}, 150721: {value: 0}, 150722: {value: 0}}"
    goal = "kind: count\ngoal: '>= {}'\njudge: {}"
    assert board(goal.format(4, "pooled"), said).city("t").met is True
    every = board(goal.format(1, "every"), said).city("t")
    assert (every.value, every.met, every.units_met, every.expected) == (4, False, 1, 4)
    assert board(goal.format(1, "{at-least: 1}"), said).city("t").met is True
    assert board(goal.format(1, "{at-least: 2}"), said).city("t").met is False


def test_at_least_k_is_decided_before_the_last_has_reported() -> None:
    goal = "kind: count\ngoal: '>= 1'\njudge: {at-least: 2}"
    assert board(goal, "2022-12: {150702: {value: 1}, 150703: {value: 1}}").city("t").met is True
    assert board(goal, "2022-12: {150702: {value: 1}, 150703: {value: 0}, 150721: {value: 0}}").city("t").met is None


# ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────

JUNE = 'kind: ratio\nscope: ["150702"]\ngoal: "> 90%"\ndue: 2022-06-30'


def test_a_june_target_in_july() -> None:
    said = "{2022-06: {150702: {numerator: 8, denominator: 10}}, 2022-07: {150702: {numerator: 10, denominator: 10}}}"
    before = board(JUNE, said, "2022-07-04").city("t")
    assert (str(before.period), before.met, before.light) == ("2022-05", None, Light.UNREPORTED)
    at_due = board(JUNE, said, "2022-07-05").city("t")
    assert (str(at_due.period), at_due.met, at_due.made_good, at_due.light) == ("2022-06", False, None, Light.OVERDUE)
    later = board(JUNE, said, "2022-08-05").city("t")
    assert (str(later.period), later.value, later.met, str(later.made_good)) == ("2022-07", 1, False, "2022-07")
    assert (later.light, later.words) == (Light.OVERDUE, "逾期补齐（7月）")


def test_reached_at_its_date_stays_reached() -> None:
    said = "{2022-06: {150702: {numerator: 10, denominator: 10}}, 2022-12: {150702: {numerator: 8, denominator: 10}}}"
    city = board(JUNE, said).city("t")
    assert (city.met, city.met_now, city.light, city.value) == (True, False, Light.DONE, Fraction(4, 5))


def test_the_due_date_speaks_of_its_period_as_corrected_since() -> None:
    said = "2022-06: {150702: {numerator: 10, denominator: 10}}"
    late = {"2022-06/150702": "2022-07-08"}
    at_close = board(JUNE, said, "2022-07-06", received=late).city("t")
    assert (at_close.state, at_close.met, at_close.light) == ("unreported", None, Light.UNREPORTED)
    corrected = board(JUNE, said, "2022-07-08", received=late).unit("t", "150702")
    assert (corrected.met, corrected.late, corrected.words) == (True, True, "完成（迟报）")


def test_a_milestone_done_in_time_and_told_later() -> None:
    goal = 'kind: milestone\nscope: ["150702"]\ndue: 2022-06-30\ncadence: once'
    told = "2022-07: {150702: {done: true, on: 2022-06-20, evidence: [某民发〔2022〕1号]}}"
    unit = board(goal, told).unit("t", "150702")
    assert (unit.met, unit.late, unit.words) == (True, True, "完成（迟报）")
    made_good = board(goal, "2022-07: {150702: {done: true, on: 2022-07-08, evidence: [某民发〔2022〕1号]}}").unit(
        "t", "150702"
    )
    assert (made_good.met, str(made_good.made_good), made_good.words) == (False, "2022-07", "逾期补齐（7月8日）")
    assert board(goal, told, "2022-07-31").unit("t", "150702").met is None


def test_a_milestone_once_done_needs_no_further_word() -> None:
    goal = 'kind: milestone\nscope: ["150702"]\ndue: 2022-06-30\ncadence: once'
    unit = board(goal, "2022-03: {150702: {done: true, on: 2022-03-02, evidence: [某民发〔2022〕1号]}}").unit(
        "t", "150702"
    )
    assert (unit.state, unit.met, unit.late, unit.words, unit.display) == ("reported", True, False, "已完成", "已完成")
    waiting = board(goal, "2022-03: {}", "2022-04-30").unit("t", "150702")
    assert (waiting.state, waiting.light, waiting.edge) == ("unreported", Light.ON_PACE, Edge.NOT_DUE)


def test_a_mid_month_date_is_kept_to_the_day() -> None:
    goal = 'kind: milestone\nscope: ["150702"]\ndue: 2022-06-15'
    for day, met in (("2022-06-15", True), ("2022-06-16", False)):
        assert (
            board(goal, f"2022-06: {{150702: {{done: true, on: {day}, evidence: [某民发〔2022〕1号]}}}}", "2022-07-05")
            .city("t")
            .met
            is met
        )


def test_a_quarter_target_uses_its_last_quarter() -> None:
    goal = 'kind: ratio\nscope: ["150702"]\ncadence: quarter\ngoal: ">= 50%"'
    said = "{2022-03: {150702: {numerator: 1, denominator: 2}}, 2022-05: {150702: {numerator: 0, denominator: 2}}}"
    city = board(goal, said, "2022-06-30").city("t")
    assert (str(city.period), city.value) == ("2022-03", Fraction(1, 2))
    early = board(goal, said, "2022-03-31").city("t")
    assert (early.period, early.state, early.met, early.edge) == (None, "unreported", None, Edge.NOT_ASKED)


def test_the_period_asked_for_overrides_the_day() -> None:
    said = "{2022-03: {150702: {numerator: 1, denominator: 2}}, 2022-12: {150702: {numerator: 2, denominator: 2}}}"
    assert board('kind: ratio\nscope: ["150702"]\ngoal: ">= 55%"', said, period="2022-Q1").city("t").value == Fraction(
        1, 2
    )


def test_the_year_ends_in_december() -> None:
    assert str(board(JUNE, "{}", "2026-01-01").reference) == "2022-12"
    assert board(JUNE, "{}", "2022-01-31").reference is None


def test_street_targets_for_those_with_streets() -> None:
    goal = 'kind: ratio\nscope: {where: streets > 0}\ngoal: "= 100%"'
    seen = board(goal, "2022-12: {150702: {numerator: 7, denominator: 7}, 150703: {numerator: 5, denominator: 5}}")
    assert (seen.city("t").expected, seen.city("t").met) == (2, True)
    outside = seen.unit("t", "150721")
    assert (outside.state, outside.value, outside.met, outside.display) == ("not_applicable", None, None, "不适用")


def test_a_broken_redline_stays_broken() -> None:
    months = dict.fromkeys(range(1, 13), 0) | {2: 1}
    said = "\n".join(f"2022-{month:02}: {{150702: {{value: {value}}}}}" for month, value in months.items())
    goal = 'kind: redline\nscope: ["150702"]'
    seen = [board(goal, said, as_of).city("t") for as_of in ("2022-02-05", "2022-03-05", "2023-01-05")]
    assert [(city.met, city.words) for city in seen] == [(True, "达进度"), (False, "底线突破"), (False, "底线突破")]
    assert seen[-1].value == 1


def test_nothing_happened_needs_every_month() -> None:
    goal = 'kind: redline\nscope: ["150702"]'
    unit = board(goal, "2022-12: {150702: {value: 0}}").city("t").parts[0]
    assert (unit.state, unit.value, unit.met, unit.bounds) == ("partial", None, None, (0, None))


def test_a_recurring_duty_is_held_over_due() -> None:
    said = "{2022-01: {150702: {done: true}}, 2022-02: {150702: {done: false}}, 2022-03: {150702: {not_applicable: 没有到期的}}}"
    goal = 'kind: recurring\nscope: ["150702"]\noccasional: true'
    city = board(goal, said, "2022-04-05").city("t")
    assert (city.numerator, city.denominator, city.display, city.met, city.light) == (1, 2, "1/2", False, Light.BEHIND)


def test_what_must_hold_is_broken_by_one_month() -> None:
    said = "{2022-01: {150702: {numerator: 9, denominator: 10}}, 2022-02: {150702: {numerator: 10, denominator: 10}}}"
    goal = 'kind: ratio\nscope: ["150702"]\ngoal: "= 100%"\nhold: true'
    city = board(goal, said, "2022-03-05").city("t")
    assert (city.value, city.met_now, city.met, city.light) == (1, False, False, Light.BEHIND)


def test_a_duty_has_stages_and_no_verdict() -> None:
    said = "2022-12: {150702: {stage: 推进中}, 150703: {stage: 已完成}, 150721: {stage: 推进中}, 150722: {stage: 受阻}}"
    city = board("kind: duty", said).city("t")
    assert (city.display, city.met, city.value, city.light) == ("推进中2、已完成1、受阻1", None, None, Light.UNKNOWN)


def test_a_goal_changed_in_mid_year_leaves_earlier_verdicts() -> None:
    goal = """
kind: ratio
scope: ["150702"]
goal: ">= 50%"
revised: [{on: 2022-07-01, was: ">= 60%", reason: 上级调整, document: 某发〔2022〕1号}]
"""
    said = (
        "{2022-06: {150702: {numerator: 55, denominator: 100}}, 2022-07: {150702: {numerator: 55, denominator: 100}}}"
    )
    june, july = board(goal, said, "2022-07-05").city("t"), board(goal, said, "2022-08-05").city("t")
    assert [(seen.met, str(seen.goal.text)) for seen in (june, july) if seen.goal] == [
        (False, ">= 60%"),
        (True, ">= 50%"),
    ]


def test_only_a_direction_is_judged_by_the_baseline() -> None:
    goal = 'kind: ratio\nscope: ["150702"]\ngoal: up\nbaseline: {period: "2021", numerator: 1, denominator: 2}'
    said = "2022-12: {150702: {numerator: 50001, denominator: 100000}}"
    assert (board(goal, said).city("t").met, board(goal, said).city("t").display) == (True, "50.001%")
    assert board(goal.split("\nbaseline")[0], said).city("t").met is None


@pytest.mark.parametrize(
    ("goal", "said", "as_of", "words"),
    [
        ("goal: '>= 50%'", "2022-12: {150702: {numerator: 1, denominator: 2}}", "2023-01-31", ("完成", "reached")),
        ("goal: '> 50%'", "2022-12: {150702: {numerator: 1, denominator: 2}}", "2023-01-31", ("未完成", "missed")),
        ("goal: '> 50%'", "2022-06: {150702: {numerator: 1, denominator: 2}}", "2022-07-31", ("未到期", "open")),
        ("goal: '> 50%'", "2022-06: {150702: {numerator: 1, denominator: 2}}", "2023-01-31", ("未定", "open")),
        (
            "goal: '= 50%'\nhold: true",
            "2022-01: {150702: {numerator: 1, denominator: 2}}",
            "2022-02-20",
            ("未到期", "reached"),
        ),
        (
            "goal: '> 50%'\nhold: true",
            "2022-01: {150702: {numerator: 1, denominator: 2}}",
            "2022-02-20",
            ("未完成", "missed"),
        ),
        (
            "goal: '>= 50%'\ndue: 2022-06-30",
            "{2022-06: {150702: {numerator: 1, denominator: 3}}, 2022-07: {150702: {numerator: 2, denominator: 3}}}",
            "2022-08-31",
            ("逾期补齐", "late"),
        ),
        ("goal: '>= 50%'", "2022-12: {150702: {not_applicable: 没有这项工作}}", "2023-01-31", ("不适用", "na")),
    ],
)
def test_one_verdict_has_a_word_and_a_term(goal: str, said: str, as_of: str, words: tuple[str, str]) -> None:
    verdict = board(f'kind: ratio\nscope: ["150702"]\n{goal}', said, as_of).city("t").verdict
    assert (verdict.word, verdict.term) == words


# ── lights ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "light"),
    [(54, Light.ON_PACE), (55, Light.AHEAD), (40, Light.ON_PACE), (39, Light.BEHIND), (100, Light.DONE)],
)
def test_edges_are_shared(value: int, light: Light) -> None:
    goal = 'kind: count\nscope: ["150702"]\ngoal: ">= 100"'
    assert board(goal, f"2022-06: {{150702: {{value: {value}}}}}", "2022-07-05").city("t").light is light


def test_nothing_done_where_something_was_due_is_behind() -> None:
    goal = 'kind: count\nscope: ["150702"]\ngoal: ">= 100"'
    assert board(goal, "2022-06: {150702: {value: 0}}", "2022-07-05").city("t").light is Light.BEHIND


@pytest.mark.parametrize(
    ("pace", "expected"),
    [
        ((0, 0), (Light.ON_PACE, Edge.NOT_DUE)),
        ((0, 1), (Light.BEHIND, Edge.BEHIND)),
        ((1, 0), (Light.AHEAD, Edge.AHEAD)),
    ],
)
def test_only_where_nothing_is_due_and_nothing_done_it_is_not_due(pace: tuple[int, int], expected: Lit) -> None:
    case = Case(
        target=target("kind: duty"),
        state="reported",
        met=None,
        past_due=False,
        made_good=False,
        speaks=True,
        value=None,
        pace=Pace(Fraction(pace[0]), Fraction(pace[1])),
    )
    assert light(case, Lights()) == expected
    silent = replace(case, state="unreported", target=target("kind: count\ngoal: '>= 1'"))
    assert light(silent, Lights())[0] is Light.UNREPORTED
    assert light(replace(case, speaks=False), Lights()) == (Light.UNKNOWN, Edge.WHOLE_ONLY)


@pytest.mark.parametrize(
    ("lights", "least", "expected"),
    [
        ((Light.DONE, Light.OVERDUE), 2, Light.OVERDUE),
        ((Light.DONE, Light.OVERDUE), 1, Light.DONE),
        ((Light.OVERDUE, Light.UNREPORTED), 2, Light.OVERDUE),
        ((Light.DONE, Light.UNREPORTED), 2, Light.UNKNOWN),
    ],
)
def test_the_group_stands_where_its_kth_best_unit_stands(
    lights: tuple[Light, ...], least: int, expected: Light
) -> None:
    """An overdue unit is known: it is the worst, and not silent."""
    case = Case(
        target=target("kind: milestone"),
        state="reported",
        met=None,
        past_due=False,
        made_good=False,
        speaks=True,
        value=None,
        pace=None,
        units=lights,
        least=least,
    )
    assert light(case, Lights()) == (expected, Edge.UNITS)


def test_pace_runs_from_the_baseline_to_the_own_due_date() -> None:
    goal = 'kind: ratio\nscope: ["150702"]\ngoal: ">= 60%"\ndue: 2022-08-31\nbaseline: {period: "2021", numerator: 4, denominator: 10}'
    pace = board(goal, "2022-04: {150702: {numerator: 45, denominator: 100}}", "2022-05-05").city("t").pace
    assert pace
    assert (pace.actual, pace.expected) == (Fraction(1, 4), Fraction(1, 2))


def test_without_a_baseline_there_is_no_pace() -> None:
    city = board(
        JUNE.replace("06-30", "12-31"), "2022-04: {150702: {numerator: 45, denominator: 100}}", "2022-05-05"
    ).city("t")
    assert (city.pace, city.light, city.edge, city.met) == (None, Light.UNKNOWN, Edge.NO_BASELINE, False)


def test_a_pooled_number_says_nothing_of_one_unit() -> None:
    said = "2022-06: {150702: {value: 1}, 150703: {value: 60}, 150721: {value: 0}, 150722: {value: 0}}"
    seen = board("kind: count\ngoal: '>= 100'", said, "2022-07-05")
    assert (seen.city("t").light, seen.unit("t", "150702").light) == (Light.AHEAD, Light.UNKNOWN)
    assert seen.unit("t", "150702").gap is None


def test_red_memory_keeps_the_light_of_the_close() -> None:
    said = "2022-06: {150702: {numerator: 10, denominator: 10}}"
    seen = board(JUNE, said, received={"2022-06/150702": "2022-07-08"})
    assert seen.at_close(Period.parse("2022-06")).unit("t", "150702").light is Light.UNREPORTED


def test_each_is_added_once_at_every_node() -> None:
    workspace = """
bureau: {name: 某市民政局, city: 某市, code: "150700"}
units:
  - {code: "150781", name: 满洲里市}
  - {code: "150703", name: 扎赉诺尔区, parent: "150781", tags: [口岸]}
"""
    said = "2022-12: {150781: {value: 3}, 150703: {value: 4}}"
    seen = board("kind: count\ngoal: '>= 7'", said, workspace=workspace)
    values = [seen.city("t"), seen.under("t", "150781"), seen.unit("t", "150781"), seen.tagged("t", "口岸")]
    assert [one.value for one in values] == [7, 7, 3, 4]
