"""Beyond the light: gaps in things, contribution, change, projection, rank, memory, reporting."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from mzgz.progress import (
    CITY,
    Light,
    Node,
    between,
    contribution,
    history,
    last_known,
    lifted,
    projection,
    ranked,
    reporting,
    since_baseline,
)
from plans import board

ONE = 'kind: ratio\nscope: ["150702"]\n'
TWO = 'kind: ratio\nscope: ["150702", "150703"]\ngoal: ">= 55%"'


@pytest.mark.parametrize(
    ("goal", "numerator", "things", "added"),
    [(">= 55%", 5200, 300, 667), ("> 55%", 5200, 301, 667), ("= 100%", 9999, 1, None), ("> 90%", 9000, 1, 1)],
)
def test_the_gap_in_things(goal: str, numerator: int, things: int, added: int | None) -> None:
    gap = (
        board(ONE + f"goal: '{goal}'", f"2022-12: {{150702: {{numerator: {numerator}, denominator: 10000}}}}")
        .city("t")
        .gap
    )
    assert gap is not None
    assert (gap.things, gap.added) == (things, added)


def test_the_gap_closes_the_gap() -> None:
    for numerator in range(55):
        gap: Any = (
            board(ONE + "goal: '>= 55%'", f"2022-12: {{150702: {{numerator: {numerator}, denominator: 101}}}}")
            .city("t")
            .gap
        )
        assert Fraction(numerator + gap.things, 101) >= Fraction(11, 20) > Fraction(numerator + gap.things - 1, 101)
        assert Fraction(numerator + gap.added, 101 + gap.added) >= Fraction(11, 20)
        assert Fraction(numerator + gap.added - 1, 100 + gap.added) < Fraction(11, 20)


def test_less_is_better() -> None:
    gap = board(ONE + "goal: '<= 40%'", "2022-12: {150702: {numerator: 45, denominator: 100}}").city("t").gap
    assert gap is not None
    assert (gap.things, gap.added) == (5, None)


def test_contribution_and_lift() -> None:
    seen = board(TWO, "2022-12: {150702: {numerator: 60, denominator: 100}, 150703: {numerator: 20, denominator: 100}}")
    effect = contribution(seen, "t", "150703")
    assert effect is not None
    assert (effect.without, effect.effect) == (Fraction(3, 5), Fraction(-1, 5))
    lift = lifted(seen, "t", 1)
    assert lift is not None
    assert ([unit.node.name for unit in lift.units], lift.value, lift.met) == (["扎赉诺尔"], Fraction(115, 200), True)
    assert not lift.others


def test_what_was_let_slip_is_not_raised_by_reaching_the_goal_again() -> None:
    """It held in December and not in November: nothing is left to raise, whatever the year comes to."""
    held = "{150702: {numerator: 100, denominator: 100}, 150703: {numerator: 100, denominator: 100}}"
    short = held.replace("{numerator: 100", "{numerator: 40")
    said = "{" + ", ".join(f"2022-{month:02d}: {short if month == 11 else held}" for month in range(1, 13)) + "}"
    seen = board(TWO + "\nhold: true", said)
    assert seen.city("t").met is False
    assert lifted(seen, "t", 2) is None


def test_met_only_because_the_denominator_shrank() -> None:
    said = "{2022-11: {150702: {numerator: 50, denominator: 100}}, 2022-12: {150702: {numerator: 50, denominator: 90}}}"
    seen = board(ONE + "goal: '>= 55%'", said)
    months = history(seen, "t", CITY)
    change = between(seen.city("t"), months[-2].now)
    assert change is not None
    assert (change.numerator_effect, change.denominator_effect, change.shrunk) == (0, Fraction(1, 18), True)


def test_against_the_baseline_both_effects_add_up() -> None:
    goal = ONE + 'goal: ">= 55%"\nbaseline: {period: "2021", numerator: 4890, denominator: 10130}'
    change: Any = since_baseline(board(goal, "2022-12: {150702: {numerator: 5732, denominator: 10210}}").city("t"))
    assert change.numerator_effect + change.denominator_effect == change.difference
    assert change.difference == Fraction(5732, 10210) - Fraction(4890, 10130)


def test_projection_needs_three_points() -> None:
    goal = 'kind: count\nscope: ["150702"]\ngoal: ">= 100"'
    said = "{2022-01: {150702: {value: 10}}, 2022-02: {150702: {value: 25}}, 2022-03: {150702: {value: 30}}}"
    seen = projection(board(goal, said, "2022-04-05"), "t", CITY)
    assert seen is not None
    assert (str(seen.month), seen.step, seen.points) == ("2022-10", 10, 3)
    assert projection(board(goal, said, "2022-03-05"), "t", CITY) is None
    falling = said.replace("value: 30", "value: 9")
    assert projection(board(goal, falling, "2022-04-05"), "t", CITY).month is None  # type: ignore[union-attr]


def test_ranks_are_shared() -> None:
    said = "2022-12: {150702: {value: 5}, 150703: {value: 9}, 150721: {value: 9}}"
    order = ranked(board("kind: count\ngoal: '>= 1'\njudge: every", said).city("t").parts)
    assert [(rank, unit.node.name) for rank, unit in order] == [
        (1, "扎赉诺尔"),
        (1, "阿荣旗"),
        (3, "海拉尔"),
        (None, "莫旗"),
    ]


def test_the_light_of_a_close_is_kept() -> None:
    said = "{2022-01: {150702: {value: 50}}, 2022-02: {150702: {value: 51}}}"
    goal = 'kind: count\nscope: ["150702"]\ngoal: ">= 100"'
    seen = board(goal, said, "2022-03-31", received={"2022-01/150702": "2022-02-08"})
    first, second = history(seen, "t", Node("unit", "150702", "海拉尔"))
    assert (first.light, first.now.light, str(first.repaired)) == (Light.UNREPORTED, Light.AHEAD, "2022-02-08")
    assert (second.light, second.repaired) == (Light.AHEAD, None)


def test_who_reports_how() -> None:
    said = "{2022-01: {150702: {value: 1}}, 2022-02: {150702: {not_applicable: 无}}, 2022-03: {150702: {}}}"
    goal = 'kind: count\nscope: ["150702"]\ngoal: ">= 1"'
    (row,) = reporting(board(goal, said, "2022-05-05", received={"2022-02/150702": "2022-03-08"}))
    assert (row.asked, row.filled, row.on_time) == (4, 2, 2)
    assert ([str(one) for one in row.late], [str(one) for one in row.missing]) == (["2022-02"], ["2022-04"])


def test_the_last_known_figure_stands_beside() -> None:
    unit = board(ONE + "goal: '>= 55%'", "2022-10: {150702: {numerator: 1, denominator: 2}}").unit("t", "150702")
    known = last_known(unit)
    assert known is not None
    assert (unit.display, unit.value, str(known.period), known.display) == ("未报", None, "2022-10", "50.0%")


def test_of_what_each_owes_by_itself_the_sum_lacks_reaches_and_promises_nothing() -> None:
    """A lacks 5 beds of its 60%, B has reached its own: nobody has to find the 10 that the sum is short of 60%."""
    said = ", ".join(
        f"2022-{month:02}: {{150702: {{numerator: 55, denominator: 100}}, 150703: {{numerator: {month + 60}, denominator: 200}}}}"
        for month in range(1, 7)
    )
    goal = (
        TWO.replace(">= 55%", ">= 60%")
        + "\njudge: every\nunits: {'150703': {goal: '>= 30%', reason: 偏远, document: 某民发〔2022〕1号}}"
    )
    at = board(goal, f"{{{said}}}", "2022-07-06")
    own = at.unit("t", "150702").gap
    assert own is not None
    assert (own.things, at.city("t").gap) == (5, None)
    assert lifted(at, "t", 1) is None
    assert projection(at, "t", CITY) is None
    together = board(goal.replace("every", "pooled"), f"{{{said}}}", "2022-07-06")
    assert (together.city("t").gap is not None, lifted(together, "t", 1) is not None) == (True, True)
