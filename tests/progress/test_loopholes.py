"""What the numbers mean where somebody would gain by a loophole: each ruling with its right value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from mzgz.model.periods import Period
from mzgz.model.return_versions import Version
from mzgz.progress import Board, Cause, Edge, Light, by_word, ranks, standings
from plans import board, ledger, plain, returns, submission, target

ONE = 'scope: ["150702"]\n'
TWO = 'scope: ["150702", "150703"]\n'
PROOF = "evidence: [某民发〔2022〕1号]"


# ── whatever is reported counts ──────────────────────────────────────────────────────────────────────────────


def test_an_event_in_a_month_that_was_not_asked_for_breaks_the_line() -> None:
    quiet = "2022-03: {150702: {value: 0}}, 2022-06: {150702: {value: 0}}, 2022-09: {150702: {value: 0}}, 2022-12: {150702: {value: 0}}"
    said = f"{{2022-02: {{150702: {{value: 1}}}}, {quiet}}}"
    for as_of in ("2022-03-06", "2022-04-05", "2023-01-31"):
        unit = board(ONE + "kind: redline\ncadence: quarter", said, as_of).unit("t", "150702")
        assert (unit.met, unit.words, unit.figure.so_far) == (False, "底线突破", 1), as_of
    clean = board(ONE + "kind: redline\ncadence: quarter", f"{{2022-02: {{150702: {{value: 0}}}}, {quiet}}}")
    assert clean.city("t").words == "已完成"


def test_a_flow_in_a_month_that_was_not_asked_for_is_part_of_the_sum() -> None:
    said = "{2022-02: {150702: {value: 5}}, 2022-03: {150702: {value: 2}}, 2022-06: {150702: {value: 1}}}"
    goal = ONE + 'kind: count\nmeasured: period\ncadence: quarter\ngoal: ">= 8"'
    assert board(goal, said, "2022-07-05").city("t").value == 8


def test_what_counts_is_among_the_lines_a_figure_is_walked_back_to() -> None:
    said = "{2022-02: {150702: {value: 5}}, 2022-03: {150702: {value: 0}}, 2022-04: {150702: {value: 1}}}"
    for kind in ("kind: redline", 'kind: count\nmeasured: period\ngoal: ">= 8"'):
        unit = board(ONE + "cadence: quarter\n" + kind, said, "2022-04-05").unit("t", "150702")
        assert [submission.period.month for submission, _ in unit.used] == [2, 3], kind
        assert sum(entry.value or 0 for _, entry in unit.used) == unit.figure.so_far == 5


# ── 不适用 is no eraser ───────────────────────────────────────────────────────────────────────────────────────


def test_not_applicable_in_place_of_a_missed_month_does_not_make_a_routine_kept() -> None:
    """What recurs is due every time, unless the plan says that a month may have no case."""
    held = ", ".join(f"2022-{month:02}: {{150702: {{done: true}}}}" for month in (1, 2, 4))
    for entry, met, state in (
        ("{done: false}", False, "reported"),
        ("{not_applicable: 本月没有这项工作}", None, "partial"),
    ):
        unit = board(ONE + "kind: recurring", f"{{{held}, 2022-03: {{150702: {entry}}}}}", "2022-05-05").unit(
            "t", "150702"
        )
        assert (unit.met, unit.state) == (met, state), entry
    said = f"{{{held}, 2022-03: {{150702: {{not_applicable: 本月没有到期隐患}}}}}}"
    unit = board(ONE + "kind: recurring\noccasional: true", said, "2022-05-05").unit("t", "150702")
    assert (unit.met, unit.display) == (True, "3/3")


def test_not_applicable_in_the_month_that_decides_does_not_erase_a_miss() -> None:
    goal = ONE + "kind: milestone\ncadence: month\ndue: 2022-06-30"
    said = """
    2022-05: {150702: {done: false}}
    2022-06: {150702: {%s}}
    2022-07: {150702: {not_applicable: 本期没有这类对象}}
    2022-10: {150702: {done: true, on: 2022-10-26, evidence: [某民发〔2022〕1号]}}
    """
    for june in ("done: false", "not_applicable: 本期没有这类对象"):
        unit = board(goal, said % june, "2022-11-10").unit("t", "150702")
        assert (unit.met, unit.words) == (False, "逾期补齐（10月26日）")
    open_ = board(goal, said.partition("2022-10")[0] % "not_applicable: 本期没有", "2022-08-10").unit("t", "150702")
    assert (open_.met, open_.state, open_.edge, open_.cause) == (None, "pending", Edge.EXCUSED, Cause.MISSING)


def test_not_applicable_neither_mends_a_hold_nor_leaves_the_others_alone() -> None:
    said = """
    2022-01: {150702: {numerator: 9, denominator: 10}, 150703: {numerator: 9, denominator: 10}}
    2022-02: {150702: {numerator: 2, denominator: 10}, 150703: {numerator: 9, denominator: 10}}
    2022-03: {150702: {not_applicable: 本期没有}, 150703: {numerator: 9, denominator: 10}}
    """
    goal = TWO + 'kind: ratio\ngoal: ">= 50%"\njudge: every'
    held = board(f"{goal}\nhold: true", said, "2022-04-05")
    assert (held.unit("t", "150702").met, held.city("t").met) == (False, False)
    level = board(goal, said, "2022-04-05")
    assert (level.unit("t", "150702").met, level.city("t").met, level.city("t").expected) == (None, None, 2)


def test_who_never_applied_is_exempt_and_a_plan_may_allow_months_without_a_case() -> None:
    never = board(
        ONE + 'kind: ratio\ngoal: ">= 50%"', "2022-03: {150702: {not_applicable: 没有这类对象}}", "2022-04-05"
    )
    assert never.unit("t", "150702").state == "not_applicable"
    said = "{2022-02: {150702: {numerator: 9, denominator: 10}}, 2022-03: {150702: {not_applicable: 本期没有}}}"
    allowed = board(ONE + 'kind: ratio\ngoal: ">= 50%"\noccasional: true', said, "2022-04-05")
    assert allowed.unit("t", "150702").state == "not_applicable"


def _doubting(plan: str, said: str, months: str, as_of: str) -> Board:
    """What 150703 said of some months stands under an open 强制 finding."""
    doubts = {("t", "150703"): frozenset(Period.parse(month).index for month in months.split())}
    return Board(ledger([target(TWO + plan)], returns(said)), 2022, date.fromisoformat(as_of), doubts=doubts)


@pytest.mark.parametrize("judge", ["every", "pooled", "{at-least: 2}"])
@pytest.mark.parametrize("hold", ["", "hold: true\n"])
def test_a_not_applicable_that_cannot_stand_excuses_nobody(judge: str, hold: str) -> None:
    """不适用（无） is no reason; what a return says after the month was locked is none either."""
    said = "2022-01: {150702: {numerator: 9, denominator: 10}, 150703: {numerator: 9, denominator: 10}}\n"
    said += "2022-02: {150702: {numerator: 9, denominator: 10}, 150703: {not_applicable: 无}}"
    plan = f"kind: ratio\noccasional: true\ngoal: '>= 50%'\n{hold}judge: "
    seen = _doubting(plan + judge, said, "2022-02", "2022-03-06")
    city, unit = seen.city("t"), seen.unit("t", "150703")
    assert (unit.state, unit.met, unit.words, unit.mark) == ("pending", None, "待更正", "※")
    assert (city.met, city.words, city.expected, city.doubts) == (None, "待更正", 2, 1)
    some = _doubting(plan + "{at-least: 1}", said, "2022-02", "2022-03-06")
    assert some.city("t").met is True  # whatever it should have said


def test_a_month_excused_by_what_cannot_stand_leaves_what_must_hold_open() -> None:
    """January cannot stand, and February had no case: whether the unit held it all along is not known."""
    said = "2022-01: {150702: {numerator: 9, denominator: 10}, 150703: {not_applicable: 无}}\n"
    said += "2022-02: {150702: {numerator: 9, denominator: 10}, 150703: {not_applicable: 本月没有申请的}}"
    plan = "kind: ratio\ngoal: '>= 50%'\nhold: true\noccasional: true\njudge: every"
    for doubted, met, expected in (("2022-01", None, 2), ("", True, 1)):
        city = _doubting(plan, said, doubted, "2022-03-06").city("t")
        assert (city.met, city.expected) == (met, expected), doubted


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("kind: recurring\noccasional: true", "{done: true}"),
        ("kind: redline\noccasional: true", "{value: 0}"),
        ("kind: count\nmeasured: period\noccasional: true\njudge: every\ngoal: '>= 0'", "{value: 3}"),
        ("kind: milestone\ncadence: once", f"{{done: true, on: 2022-02-20, {PROOF}}}"),
        ("kind: count\nmeasured: level\njudge: every\ngoal: '>= 1'", "{value: 3}"),
    ],
)
def test_of_no_kind_does_it_excuse(plan: str, said: str) -> None:
    text = f"2022-02: {{150702: {said}, 150703: {{not_applicable: 无}}}}"
    before = f"2022-01: {{150702: {said}}}\n" if "once" not in plan else ""
    seen = _doubting(plan, before + text, "2022-02", "2022-03-06")
    assert (seen.unit("t", "150703").words, seen.city("t").met) == ("待更正", None)


def test_a_thing_called_done_by_a_later_word_that_cannot_stand_is_not_done() -> None:
    said = f"2022-03: {{150703: {{done: true, on: 2022-02-20, {PROOF}}}}}"
    for doubted, met in (("2022-03", None), ("", True)):
        seen = _doubting("kind: milestone\ncadence: month\ndue: 2022-02-28", said, doubted, "2022-04-06")
        assert (seen.unit("t", "150703").met, seen.city("t").units_met) == (met, int(met is True))


def test_a_word_in_place_of_one_that_could_not_stand_is_asked_by_itself() -> None:
    """In June it was called done without a document; in July with it, and done in June: in time, and no overdue repair."""
    plan = "kind: milestone\ncadence: once\ndue: 2022-06-30"
    said = f"2022-06: {{150702: {{done: true}}}}\n2022-07: {{150702: {{done: true, on: 2022-06-12, {PROOF}}}}}"
    unit = _doubting(plan, said, "2022-06", "2022-08-06").unit("t", "150702")
    assert (unit.met, unit.made_good, unit.light) == (True, None, Light.DONE)


@pytest.mark.parametrize("measured", ["level", "stock"])
def test_who_was_silent_at_the_date_is_not_called_late_by_a_later_number(measured: str) -> None:
    """Whether it was reached in June nobody said: the return is owed, the task is not overdue."""
    plan = ONE + f"kind: count\nmeasured: {measured}\ngoal: '>= 10'\njudge: every\ndue: 2022-06-30"
    unit = board(plan, "2022-07: {150702: {value: 20}}", "2022-08-06").unit("t", "150702")
    assert (unit.met, unit.made_good, unit.words) == (None, None, "未报")
    missed = board(plan, "2022-06: {150702: {value: 5}}\n2022-07: {150702: {value: 20}}", "2022-08-06")
    assert missed.unit("t", "150702").words == "逾期补齐（7月）"


# ── once broken stays broken ─────────────────────────────────────────────────────────────────────────────────


def test_a_line_or_a_duty_due_early_is_held_to_the_years_end() -> None:
    for kind, good, bad in (("redline", "value: 0", "value: 1"), ("recurring", "done: true", "done: false")):
        said = ", ".join(f"2022-{m:02}: {{150702: {{{bad if m == 9 else good}}}}}" for m in range(1, 13))
        unit = board(ONE + f"kind: {kind}\ndue: 2022-06-30", f"{{{said}}}").unit("t", "150702")
        assert (unit.met, unit.light, unit.decided) == (False, Light.OVERDUE, Period.parse("2022-12")), kind


# ── done means done with its evidence and day ────────────────────────────────────────────────────────────────


def test_done_without_evidence_or_day_is_to_be_proved() -> None:
    goal = ONE + "kind: milestone\ncadence: once\ndue: 2022-06-30"
    for said in ("done: true", "done: true, on: 2022-06-20", f"done: true, {PROOF}"):
        unit = board(goal, f"2022-06: {{150702: {{{said}}}}}").unit("t", "150702")
        assert (unit.met, unit.words, unit.display, unit.cause) == (None, "待证", "待证", Cause.UNPROVEN), said
    proven = board(goal, f"2022-06: {{150702: {{done: true, on: 2022-06-20, {PROOF}}}}}").unit("t", "150702")
    assert (proven.met, proven.words) == (True, "已完成")


def test_closing_reopens_when_the_evidence_goes() -> None:
    goal = ONE + "kind: milestone\ncadence: month\ndue: 2022-06-30"
    said = f"{{2022-06: {{150702: {{done: true, on: 2022-06-20, {PROOF}}}}}, 2022-07: {{150702: {{done: true, on: 2022-06-20}}}}}}"
    assert board(goal, said, "2022-08-10").unit("t", "150702").words == "待证"


def test_done_late_within_the_due_month_is_late_at_once_and_done() -> None:
    goal = ONE + "kind: milestone\ncadence: month\ndue: 2022-06-15"
    unit = board(goal, f"2022-06: {{150702: {{done: true, on: 2022-06-20, {PROOF}}}}}", "2022-07-05").unit(
        "t", "150702"
    )
    assert (unit.display, unit.met_now, unit.met, unit.words) == ("已完成", True, False, "逾期补齐（6月20日）")


# ── no pace without an own baseline ──────────────────────────────────────────────────────────────────────────


def test_a_district_is_not_measured_from_the_citys_baseline() -> None:
    goal = TWO + 'kind: ratio\ngoal: ">= 60%"\nbaseline: {period: "2021", numerator: 40, denominator: 100}'
    said = "2022-06: {150702: {numerator: 35, denominator: 100}, 150703: {numerator: 65, denominator: 100}}"
    at = board(goal, said, "2022-07-05")
    assert (at.city("t").pace is not None, at.unit("t", "150702").pace) == (True, None)
    assert (at.unit("t", "150702").light, at.unit("t", "150702").cause) == (Light.UNKNOWN, Cause.NOT_DUE)


# ── a figure that cannot be true ─────────────────────────────────────────────────────────────────────────────


def test_a_pooled_goal_reached_only_by_a_figure_that_cannot_be_true_is_not_reached() -> None:
    goal = TWO + 'kind: ratio\ngoal: ">= 55%"\nbaseline: {period: "2021", numerator: 80, denominator: 400}'
    said = "2022-12: {150702: {numerator: 373, denominator: 100}, 150703: {numerator: 60, denominator: 300}}"
    for day in ("2022-07-05", "2023-01-10"):
        at = board(goal, said.replace("2022-12", "2022-06") if day < "2023" else said, day).city("t")
        assert (at.doubts, at.met, at.light, at.cause) == (1, None, Light.UNKNOWN, Cause.DOUBTED), day
    enough = board(goal, said.replace("numerator: 60", "numerator: 290")).city("t")
    assert (enough.doubts, enough.met) == (1, None), "nobody knows how many beds the other really has"
    known = said.replace("2022-12", "{2022-11: {150702: {numerator: 9, denominator: 100}}, 2022-12").replace(
        "numerator: 60", "numerator: 290"
    )
    sure = board(goal, known + "}").city("t")
    assert (sure.doubts, sure.met, sure.light) == (1, True, Light.DONE), "whatever the wrong figure should have been"
    missed = board(goal, said.replace("numerator: 60", "numerator: 0").replace("373", "101")).city("t")
    assert (missed.met, missed.light) == (False, Light.OVERDUE)


def test_a_figure_under_an_open_error_is_marked_not_ranked_and_earns_nothing() -> None:
    goal = TWO + 'kind: ratio\ngoal: ">= 55%"\njudge: every'
    said = "2022-12: {150702: {numerator: 373, denominator: 350}, 150703: {numerator: 60, denominator: 100}}"
    at = board(goal, said)
    bad, city = at.unit("t", "150702"), at.city("t")
    assert (bad.mark, bad.doubts, bad.met, bad.light, bad.cause) == ("※", 1, None, Light.UNKNOWN, Cause.DOUBTED)
    assert (city.doubts, city.met, city.units_met, city.cause) == (1, None, 1, Cause.DOUBTED)
    assert dict(ranks(city.parts)) == {"150703": 1}
    right = board(goal, said.replace("373", "343"))
    assert (right.unit("t", "150702").mark, right.city("t").light) == ("", Light.DONE)


# ── an undecided light has a cause ───────────────────────────────────────────────────────────────────────────


def test_a_share_of_nothing_keeps_a_hold_open_and_is_not_called_missing() -> None:
    goal = TWO + 'kind: ratio\ngoal: "= 100%"\nhold: true\njudge: every\ncadence: quarter'
    said = "".join(
        f"2022-{month:02}: {{150702: {{numerator: 9, denominator: 9}}, 150703: {{numerator: {n}, denominator: {n}}}}}\n"
        for month, n in ((3, 5), (6, 5), (9, 5), (12, 0))
    )
    at = board(goal, said)
    assert (at.unit("t", "150703").cause, at.city("t").cause) == (Cause.NO_VALUE, Cause.NO_VALUE)
    silent = board(goal, said.replace(", 150703: {numerator: 0, denominator: 0}", ""))
    assert silent.city("t").cause is Cause.MISSING


def test_causes_are_told_apart_and_counted_in_one_place() -> None:
    texts = {
        "duty": "kind: duty\n",
        "open": 'kind: count\nmeasured: stock\ngoal: ">= 100"\n',
        "gap": 'kind: ratio\ngoal: ">= 50%"\ndue: 2022-03-31\n',
        "done": 'kind: ratio\ngoal: ">= 5%"\ndue: 2022-03-31\n',
    }
    made = [target(f"id: {name}\n{ONE if name != 'gap' else TWO}{text}") for name, text in texts.items()]
    entries = "{duty: {stage: 推进中}, open: {value: 3}, gap: {numerator: 3, denominator: 4}, done: {numerator: 3, denominator: 4}}"
    filled = submission({"unit": "150702", "period": "2022-03", "entries": plain(entries)})
    at = Board(ledger(made, [filled]), 2022, date(2022, 4, 10))
    cities = [at.city(name) for name in texts]
    assert [one.cause for one in cities] == [Cause.DUTY, Cause.NOT_DUE, Cause.MISSING, None]
    counted = standings(cities)
    assert (counted.targets, counted.duties, counted.met, counted.running, counted.open) == (4, 1, 1, 1, 1)
    assert by_word(cities) == {"已完成": 1, "只讲进展": 1, "未到期": 1, "缺报": 1}


def test_where_bounds_decide_the_light_decides() -> None:
    goal = TWO + 'kind: ratio\ngoal: ">= 55%"\nbaseline: {period: "2021", numerator: 5, denominator: 10}'
    said = """
    2022-01: {150702: {numerator: 10, denominator: 1000}, 150703: {numerator: 1, denominator: 10}}
    2022-06: {150702: {numerator: 20, denominator: 1000}}
    """
    city = board(goal, said, "2022-07-05").city("t")
    assert (city.state, city.bounds) == ("partial", (Fraction(20, 1010), Fraction(30, 1010)))
    assert (city.light, city.edge) == (Light.BEHIND, Edge.BOUNDED)


# ── a limit on what only grows ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("measured", ["cumulative", "period"])
@pytest.mark.parametrize(
    ("goal", "value", "words", "verdict"),
    [
        ("<= 10", 4, "达进度", "未到期"),  # kept when the year is over, not in June
        ("< 10", 10, "已超出", "未完成"),
        ("<= 10", 16, "已超出", "未完成"),  # no later month takes anything back
        ("= 0", 0, "达进度", "未到期"),
        ("= 10", 16, "已超出", "未完成"),  # and was called 超进度
        ("= 10", 10, "达进度", "未到期"),  # one more, and it is no longer ten
        ("5..20", 12, "达进度", "未到期"),
        ("about 12", 12, "达进度", "未到期"),
        ("5..20", 32, "已超出", "未完成"),
        (">= 10", 16, "已完成", "完成"),
    ],
)
def test_what_only_grows_is_beyond_its_limit_for_good(
    measured: str, goal: str, value: int, words: str, verdict: str
) -> None:
    said = ", ".join(f"2022-{month:02}: {{150702: {{value: 0}}}}" for month in range(1, 6))
    plan = ONE + f'kind: count\nmeasured: {measured}\ngoal: "{goal}"'
    city = board(plan, f"{{{said}, 2022-06: {{150702: {{value: {value}}}}}}}", "2022-07-05").city("t")
    assert (city.words, city.verdict.word) == (words, verdict)


@pytest.mark.parametrize("goal", ["= 10", "5..20", "about 10 ± 2"])
def test_a_number_that_must_be_hit_is_kept_when_its_day_has_passed(goal: str) -> None:
    """Whoever judges: what still grows may leave a range again, and what must be reached by June is judged in June."""
    plan = TWO + f'kind: count\nmeasured: cumulative\ngoal: "{goal}"\njudge: every\ndue: 2022-06-30'
    said = dict.fromkeys(("2022-05", "2022-06"), "{150702: {value: 10}, 150703: {value: 10}}")
    for last, words, verdict in (("2022-05", "达进度", "未到期"), ("2022-06", "已完成", "完成")):
        seen = board(
            plan,
            f"{{{', '.join(f'{m}: {t}' for m, t in said.items() if m <= last)}}}",
            f"{last[:5]}{int(last[5:]) + 1:02}-05",
        )
        for each in (seen.city("t"), seen.unit("t", "150702")):
            assert (each.words, each.verdict.word) == (words, verdict), (last, each.node.name)


def test_a_limit_is_broken_whatever_the_silent_report() -> None:
    plan = TWO + 'kind: count\nmeasured: cumulative\ngoal: "<= 10"'
    city = board(plan, "2022-06: {150702: {value: 11}}", "2022-07-05").city("t")
    assert (city.state, city.met, city.words) == ("partial", False, "已超出")


@pytest.mark.parametrize("goal", ["<= 10", "= 10", "5..20"])
def test_what_each_owes_by_itself_is_not_held_against_the_sum_of_all(goal: str) -> None:
    plan = 'scope: ["150702", "150703", "150721", "150722"]\n' + f'kind: count\nmeasured: cumulative\ngoal: "{goal}"'
    said = "2022-06: {150702: {value: 7}, 150703: {value: 8}, 150721: {value: 9}}"
    for judge in ("every", "{at-least: 4}"):
        city = board(f"{plan}\njudge: {judge}", said, "2022-07-05").city("t")
        assert city.words == "缺报", judge


def test_one_beyond_the_limit_of_each_breaks_it_for_all() -> None:
    plan = TWO + 'kind: count\nmeasured: cumulative\ngoal: "<= 10"\njudge: '
    said = "2022-06: {150702: {value: 3}, 150703: {value: 11}}"
    assert board(plan + "every", said, "2022-07-05").city("t").words == "已超出"
    assert board(plan + "{at-least: 1}", said, "2022-07-05").city("t").words == "达进度"


def test_a_part_within_the_limit_of_all_together_keeps_nothing_by_itself() -> None:
    plan = TWO + 'kind: count\nmeasured: period\ngoal: "<= 5"\ncadence: year'
    seen = board(plan, "2022-12: {150702: {value: 2}, 150703: {value: 10}}")
    units = [seen.unit("t", code) for code in ("150702", "150703")]
    assert [(unit.met, unit.words) for unit in units] == [(None, "只看合计")] * 2
    assert board(plan.replace(TWO, ONE), "2022-12: {150702: {value: 2}}").unit("t", "150702").words == "已完成"


def test_a_figure_that_cannot_be_true_breaks_no_limit_for_good() -> None:
    plan = 'kind: count\nmeasured: cumulative\ngoal: "<= 10"\n'
    june = frozenset({Period.parse("2022-06").index})
    for first, words in ((2, "待更正"), (11, "已超出")):
        said = f"2022-06: {{150702: {{value: {first}}}, 150703: {{value: 16000}}}}"
        book = ledger([target(plan + TWO)], returns(said))
        seen = Board(book, 2022, date(2022, 7, 5), doubts={("t", "150703"): june})
        assert seen.city("t").words == words
        book = ledger([target(plan + TWO + "judge: every")], returns(said))
        seen = Board(book, 2022, date(2022, 7, 5), doubts={("t", "150703"): june})
        assert seen.unit("t", "150703").words == "待更正"
        assert (seen.city("t").words == "已超出") is False


def test_a_stock_above_its_limit_may_still_come_down() -> None:
    plan = ONE + 'kind: count\nmeasured: stock\ngoal: "<= 10"'
    assert board(plan, "2022-06: {150702: {value: 16}}", "2022-07-05").city("t").words == "未到期"


# ── who is silent, and who is not asked ──────────────────────────────────────────────────────────────────────


def test_a_thing_whose_date_is_ahead_is_in_time_whoever_is_silent() -> None:
    said = "2022-06: {150702: {done: false}}"
    for judge in ("every", "{at-least: 2}"):
        city = board(TWO + f"kind: milestone\njudge: {judge}", said, "2022-07-05").city("t")
        assert (city.state, city.words) == ("partial", "达进度"), judge
    city = board(TWO + "kind: milestone\ndue: 2022-06-30", said, "2022-07-05").city("t")
    assert (city.met, city.words) == (False, "逾期")


def test_a_unit_is_not_held_to_the_sum_of_all_even_where_its_figure_cannot_be_true() -> None:
    plan = TWO + 'kind: count\nmeasured: stock\ngoal: ">= 200"'
    said = "2022-06: {150702: {value: 2.5}, 150703: {value: 90}}"
    book = ledger([target(plan)], returns(said))
    seen = Board(book, 2022, date(2022, 7, 5), doubts={("t", "150702"): frozenset({Period.parse("2022-06").index})})
    unit = seen.unit("t", "150702")
    assert (unit.words, unit.speaks, unit.gap) == ("待更正", False, None)


# ── a correction does not make late what was told in time ────────────────────────────────────────────────────


def _corrected(goal: str, was: str, now: str, on: str = "2023-02-10") -> Board:
    """December's return, handed in on the day and once more later."""
    (first,) = returns(f"{{2022-12: {{150702: {was}}}}}", {"2022-12/150702": "2023-01-04"})
    book = ledger([target(ONE + goal)], returns(f"{{2022-12: {{150702: {now}}}}}", {"2022-12/150702": on}))
    version = Version(date(2023, 1, 4), 1, "", lambda: first)
    book = replace(book, versions={(first.period, first.unit): (version,)})
    return Board(book, 2022, date(2023, 3, 1), doubts={})


@pytest.mark.parametrize(
    ("goal", "was", "now", "words"),
    [
        ('kind: ratio\ngoal: ">= 50%"', "{numerator: 6, denominator: 10}", "{numerator: 7, denominator: 10}", "已完成"),
        ('kind: ratio\ngoal: ">= 50%"', "{numerator: 4, denominator: 10}", "{numerator: 7, denominator: 10}", "完成（迟报）"),
        ('kind: ratio\ngoal: ">= 50%"', "{}", "{numerator: 7, denominator: 10}", "完成（迟报）"),
        ('kind: count\ngoal: ">= 5"', "{value: 6}", "{value: 7}", "已完成"),
        ('kind: milestone', f"{{done: true, on: 2022-12-20, {PROOF}}}", f"{{done: true, on: 2022-12-21, {PROOF}}}", "已完成"),
        ('kind: milestone', "{done: false}", f"{{done: true, on: 2022-12-21, {PROOF}}}", "完成（迟报）"),
    ],
)  # fmt: skip
def test_a_correction_after_the_close_is_no_late_report(goal: str, was: str, now: str, words: str) -> None:
    seen = _corrected(goal, was, now)
    assert (seen.unit("t", "150702").words, seen.city("t").words) == (words, "已完成" if was == "{}" else words)


def test_what_was_taken_back_was_known_until_then() -> None:
    facts = _corrected('kind: count\ngoal: ">= 5"', "{value: 6}", "{}").standing("t").tracks["150702"].facts
    at_close = facts.known_by(date(2023, 1, 5))
    assert [entry.value for _, entry in at_close] == [6]
    assert not facts.known_by(date(2023, 1, 1)).by_month
