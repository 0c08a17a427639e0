"""Goals as a speech says them: ranges, about, growth, points, multiples, numbers per thousand; terms of single units."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mzgz.model.goals import Goal
from mzgz.progress import Board, Light
from mzgz.progress.change_since_base import since_base
from plans import board, target

ONE = 'scope: ["150702"]\n'
TWO = 'scope: ["150702", "150703"]\n'
BASE = 'baseline: {period: "2021", numerator: 40, denominator: 100}\n'


@pytest.mark.parametrize(
    ("goal", "value", "met"),
    [
        ("20%..30%", "20/100", True),
        ("within 20%..30%", "30/100", True),
        ("20%..30%", "199/1000", False),
        ("20%..30%", "301/1000", False),
        ("about 5%", "45/1000", True),
        ("about 5%", "549/10000", True),
        ("about 5%", "55/1000", False),
        ("about 5.0%", "494/10000", False),
        ("about 5% ± 1%", "6/100", True),
        ("about 5% ± 1%", "61/1000", False),
        ("3..5", "5", True),
        ("3..5", "6", False),
    ],
)
def test_a_range_is_kept_from_both_sides(goal: str, value: str, met: bool) -> None:
    assert Goal.parse(goal).met(Fraction(value)) is met


@pytest.mark.parametrize("text", ["30%..20%", "20%..30", "about", "+8", "x", "±5%", "about 5% ±", "+8% +4pp"])
def test_half_a_goal_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Goal.parse(text)


@pytest.mark.parametrize(
    ("goal", "label", "words"),
    [
        ("20%..30%", "20%～30%", "在20%～30%之间"),
        ("about 5%", "约5%", "约5%"),
        ("about 1200 ± 60", "约1200（±60）", "约1200"),
        ("about 5% ± 0.5%", "约5%（±0.5个百分点）", "约5%"),
        ("+8%", "比基期增长8%", "比基期增长8%"),
        ("-8%", "比基期下降8%", "比基期下降8%"),
        ("+4pp", "比基期提高4个百分点", "比基期提高4个百分点"),
        ("-0.2‰", "比基期降低0.2个千分点", "比基期降低0.2个千分点"),
        ("+2‰", "比基期提高2个千分点", "比基期提高2个千分点"),
        ("x2", "达到基期的2倍", "达到基期的2倍"),
        (">= 55%", "≥55%", "不低于55%"),
    ],
)
def test_goals_are_told_in_words(goal: str, label: str, words: str) -> None:
    read = Goal.parse(goal).from_baseline(Fraction(1), percent=True)
    assert (read.label, read.words) == (label, words)


def met(goal: str, said: str, kind: str = "kind: ratio\n") -> bool | None:
    return board(ONE + kind + f"goal: '{goal}'\n", f"2022-12: {{150702: {said}}}").city("t").met


def test_growth_and_points_are_held_against_the_baseline() -> None:
    share, count = "kind: ratio\n" + BASE, 'kind: count\nmeasured: stock\nbaseline: {period: "2021", value: 50}\n'
    assert met("+4pp", "{numerator: 44, denominator: 100}", share) is True
    assert met("+4pp", "{numerator: 439, denominator: 1000}", share) is False
    assert met("-4pp", "{numerator: 36, denominator: 100}", share) is True
    assert met("+8%", "{value: 54}", count) is True
    assert met("+8%", "{value: 53}", count) is False
    assert met("-8%", "{value: 46}", count) is True
    assert met("-8%", "{value: 47}", count) is False
    assert met("x2", "{value: 100}", count) is True
    assert met("x2", "{value: 99}", count) is False
    assert met("+8%", "{value: 99}", "kind: count\nmeasured: stock\n") is None


def test_a_change_in_thousandths_is_one_of_points_and_its_figures_are_told_so() -> None:
    plan = ONE + 'kind: ratio\nbaseline: {period: "2021", numerator: 34, denominator: 10000}\ngoal: "-0.2‰"\n'
    for numerator, met_, display in ((32, True, "3.2‰"), (33, False, "3.3‰")):
        city = board(plan, f"2022-12: {{150702: {{numerator: {numerator}, denominator: 10000}}}}").city("t")
        assert (city.met, city.display) == (met_, display)
        assert since_base(city) == f"，较基期3.4‰降低{(34 - numerator) / 10:.1f}个千分点"


def test_the_gap_of_a_range_is_to_its_nearer_edge() -> None:
    def gap(numerator: int) -> int | Fraction | None:
        said = f"2022-12: {{150702: {{numerator: {numerator}, denominator: 100}}}}"
        found = board(ONE + "kind: ratio\ngoal: '20%..30%'", said).city("t").gap
        return found.things if found else None

    assert (gap(15), gap(20), gap(30), gap(35)) == (5, None, None, 5)


@pytest.mark.parametrize(
    ("goal", "reported", "over"),
    [
        ("about 1200 ± 60", 1336, True),
        ("about 1200 ± 60", 1250, False),
        ("600..800", 801, True),
        ("= 3", 4, True),
        ("= 3", 3, False),
        ("<= 10", 11, True),
        (">= 10", 11, False),
    ],
)
def test_what_is_beyond_its_goal_is_so_whatever_the_silent_unit_reports(goal: str, reported: int, over: bool) -> None:
    said = f"2022-11: {{150703: {{value: 0}}}}\n2022-12: {{150702: {{value: {reported}}}}}"
    city = board(TWO + f"kind: count\nmeasured: cumulative\ngoal: '{goal}'", said).city("t")
    assert (city.units_missing, city.over) == (1, over)


def test_a_number_per_thousand_has_a_numerator_a_denominator_and_a_factor() -> None:
    goal = ONE + "kind: ratio\ngoal: '>= 35'\nper: 1000\nunit: 张/千人"
    city = board(goal, "2022-12: {150702: {numerator: 352, denominator: 10000}}").city("t")
    assert (city.value, city.display, city.met, city.target.measure) == (Fraction(352, 10000), "35.2", True, "张/千人")
    short = board(goal, "2022-12: {150702: {numerator: 349, denominator: 10000}}").city("t")
    assert (short.display, short.met, short.gap and short.gap.things) == ("34.9", False, 1)


# ── terms of single units ────────────────────────────────────────────────────────────────────────────────────

OWN = """
units:
  "150703": {goal: ">= 50%", reason: 林区人口少, document: 民发〔2022〕3号}
"""
SAID = "2022-12: {150702: {numerator: 56, denominator: 100}, 150703: {numerator: 52, denominator: 100}}"


def test_growth_of_a_number_per_thousand_is_from_where_it_stood() -> None:
    kind = 'kind: ratio\nper: 1000\nbaseline: {period: "2021", numerator: 30, denominator: 10000}\n'
    assert met("+10%", "{numerator: 33, denominator: 10000}", kind) is True
    assert met("+10%", "{numerator: 32, denominator: 10000}", kind) is False
    assert met("x2", "{numerator: 59, denominator: 10000}", kind) is False


def test_a_unit_may_have_its_own_goal() -> None:
    def at(judge: str) -> Board:
        return board(TWO + f'kind: ratio\ngoal: ">= 55%"\njudge: {judge}{OWN}', SAID)

    every, pooled = at("every"), at("pooled")
    assert [every.unit("t", code).met for code in ("150702", "150703")] == [True, True]
    assert (every.city("t").met, every.city("t").units_met) == (True, 2)
    assert (pooled.city("t").value, pooled.city("t").met) == (Fraction(54, 100), False)
    own = every.unit("t", "150703").goal
    assert own is not None
    assert own.text == ">= 50%"


def test_an_exempt_unit_is_not_asked() -> None:
    exempt = '\nunits: {"150703": {exempt: true, reason: 没有养老机构, document: 民发〔2022〕3号}}'
    at = board(TWO + f'kind: ratio\ngoal: ">= 55%"\njudge: every{exempt}', SAID)
    assert (at.city("t").expected, at.city("t").value, at.city("t").met) == (1, Fraction(56, 100), True)
    assert at.unit("t", "150703").light is Light.NOT_APPLICABLE


def test_a_unit_with_its_own_baseline_has_a_pace() -> None:
    own = '\nunits: {"150703": {goal: ">= 60%", baseline: {period: "2021", numerator: 40, denominator: 100}, reason: 单独商定, document: 民发〔2022〕3号}}'
    at = board(TWO + f'kind: ratio\ngoal: ">= 55%"{own}', SAID.replace("2022-12", "2022-06"), "2022-07-05")
    pace = at.unit("t", "150703").pace
    assert pace is not None
    assert (pace.actual, pace.expected) == (Fraction(12, 20), Fraction(1, 2))
    assert at.unit("t", "150702").pace is None


# ── revisions ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_date_put_off_does_not_change_a_verdict_already_given() -> None:
    goal = ONE + (
        "kind: milestone\ncadence: month\ndue: 2022-09-30\n"
        "revised: [{on: 2022-08-10, due_was: 2022-06-30, reason: 疫情影响, document: 民发〔2022〕3号}]"
    )
    said = "{2022-06: {150702: {done: false}}, 2022-07: {150702: {done: false}}}"
    before, after = board(goal, said, "2022-08-05"), board(goal, said, "2022-08-31")
    assert (before.city("t").light, after.city("t").light) == (Light.OVERDUE, Light.ON_PACE)
    assert after.at_close(before.city("t").period or after.city("t").period).city("t").light is Light.OVERDUE  # type: ignore[arg-type]


def test_the_scope_before_a_revision_holds_for_what_was_judged_then() -> None:
    goal = (
        'scope: ["150702", "150703"]\nkind: ratio\ngoal: ">= 55%"\n'
        'revised: [{on: 2022-08-10, scope_was: ["150702"], reason: 扩大试点, document: 民发〔2022〕3号}]'
    )
    said = "2022-06: {150702: {numerator: 56, denominator: 100}, 150703: {numerator: 2, denominator: 100}}"
    assert board(goal, said, "2022-07-05").city("t").expected == 1
    assert board(goal, said, "2022-08-31", period="2022-06").city("t").expected == 2


# ── units that come and go ───────────────────────────────────────────────────────────────────────────────────

CHANGED = """
bureau: {name: 某市民政局, city: 某市, code: "150700"}
units:
  - {code: "150702", name: 海拉尔区, opened: 2022-04-10, former: [{name: 海拉尔市, until: 2022-04-10}]}
  - {code: "150703", name: 扎赉诺尔区, closed: 2022-09-15, merged_into: "150702"}
"""


def test_a_unit_is_asked_only_while_it_exists() -> None:
    duties = ", ".join(f"2022-{m:02}: {{150702: {{done: true}}}}" for m in range(4, 13))
    gone = ", ".join(f"2022-{m:02}: {{150703: {{done: true}}}}" for m in range(1, 4))
    both = f"{{{gone}, {duties}}}"
    at = board(TWO + "kind: recurring", both, workspace=CHANGED)
    opened, closed = at.unit("t", "150702"), at.unit("t", "150703")
    assert (opened.met, opened.display) == (True, "9/9")
    assert (closed.met, closed.missing != ()) == (None, True)  # April to August were owed
    level = board(
        TWO + 'kind: ratio\ngoal: ">= 50%"',
        "2022-08: {150703: {numerator: 1, denominator: 10}}\n2022-12: {150702: {numerator: 6, denominator: 10}}",
        workspace=CHANGED,
    ).city("t")
    assert (level.expected, level.value, level.met) == (1, Fraction(6, 10), True)


def test_flows_of_a_closed_unit_stay_in_the_years_sum() -> None:
    said = "{2022-03: {150703: {value: 5}}, 2022-06: {150702: {value: 1}, 150703: {value: 2}}, 2022-09: {150702: {value: 1}}, 2022-12: {150702: {value: 1}}}"
    city = board(TWO + 'kind: count\nmeasured: period\ncadence: quarter\ngoal: ">= 10"', said, workspace=CHANGED).city(
        "t"
    )
    assert (city.value, city.met, city.missing) == (10, True, ())


def test_a_renamed_unit_is_known_by_its_former_name() -> None:
    units = board(TWO + "kind: duty", "2022-12: {150702: {stage: 推进中}}", workspace=CHANGED).ledger.units
    assert [unit.code for unit in units.find("海拉尔市")] == ["150702"]


RENAMED = """
bureau: {name: 某市民政局, city: 某市, code: "150700"}
units:
  - {code: "150702", name: 海拉尔区, short: 海拉尔,
     former: [{name: 海拉尔市, until: 2022-04-10}, {name: 海拉尔公署, short: 海公署, until: 2022-02-10}]}
  - {code: "150703", name: 扎赉诺尔区}
"""


@pytest.mark.parametrize(
    ("period", "name"), [("2022-01", "海公署"), ("2022-02", "海拉尔市"), ("2022-03", "海拉尔市"), ("2022-04", "海拉尔")]
)
def test_figures_of_an_older_month_are_told_under_the_name_of_then(period: str, name: str) -> None:
    said = f"{{{period}: {{150702: {{numerator: 1, denominator: 2}}, 150703: {{numerator: 1, denominator: 2}}}}}}"
    at = board(ONE + 'kind: ratio\ngoal: ">= 55%"', said, "2022-12-31", period=period, workspace=RENAMED)
    assert at.unit("t", "150702").node.name == name
    assert [unit.code for text in ("海拉尔区", "海拉尔市", "海公署") for unit in at.ledger.units.find(text)] == [
        "150702"
    ] * 3
    assert (
        board(ONE + 'kind: ratio\ngoal: ">= 55%"', said, "2022-12-31", workspace=RENAMED).node_of("150702").name
        == "海拉尔"
    )


@pytest.mark.parametrize(
    ("goal", "value", "beside"),
    [
        (">= 60%", "672/1000", "3/5"),
        ("about 60%", "672/1000", "3/5"),  # what a reader subtracts, not the edge of what prints as 60%
        ("80..130", "180", "130"),
        ("80..130", "70", "80"),
    ],
)
def test_what_a_value_is_said_to_be_above_or_below(goal: str, value: str, beside: str) -> None:
    assert Goal.parse(goal).stated(Fraction(value)) == Fraction(beside)


def test_how_far_about_a_number_of_each_thousand_may_be_from_it_is_told_as_written() -> None:
    """约38（±0.001）, while 37.7 was rightly taken for within one."""
    beds = target(
        "{id: beds, name: 每千名老人床位, kind: ratio, numerator: {name: 床位, unit: 张}, denominator: {name: 老人, unit: 人},"
        ' per: 1000, unit: 张/千人, goal: "about 38 ± 1", due: 2022-12-31, cadence: year, source: {section: 一, item: 1}}'
    )
    goal = beds.goal_at(beds.due)
    assert goal is not None
    assert goal.label == "约38（±1）"
    assert goal.met(Fraction(377, 10000), None) is True


def test_a_range_prints_with_the_decimals_it_is_written_with() -> None:
    """The two dots of 20%..30% are no point of a number."""
    for goal, shown in (("20%..30%", "25.0%"), ("20.05%..30%", "25.00%"), ("about 25% ± 1%", "25.0%")):
        said = "2022-12: {150702: {numerator: 25, denominator: 100}}"
        assert board(ONE + f"kind: ratio\ngoal: '{goal}'", said).city("t").display == shown, goal
