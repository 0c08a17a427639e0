"""Magnitude: a number ten times its last one, its peers or the goal was most likely written in another measure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from mzgz.language.finding_phrases import amount, digits
from mzgz.model.findings import Rule, Severity
from mzgz.model.goals import Goal
from mzgz.model.hints import advice
from mzgz.model.numbers import Exact, Number, exact, unbound
from mzgz.model.periods import Period
from mzgz.model.rounding import half_up
from mzgz.model.targets import Target
from mzgz.model.territory_breaks import breaks_between
from mzgz.validation.engine.answers_by_target import Answers
from mzgz.validation.engine.cases import EntryCase, Outcome, SeriesCase, Violation
from mzgz.validation.engine.target_abilities import has_numbers

TIMES: Final = 10
"""A number so many times what it is held against is another order of magnitude …"""
THINGS_LEAST: Final = 20
"""… if it also is so many things more: 12 in place of 1 is no slip of a digit."""
PEERS_LEAST: Final = 4
SMALL: Final = 100
"""A number less than a hundredth of the lowest of its peers is held against 万."""
MYRIAD: Final = 10_000
_FLOOR: Final = 10


def magnitude(case: SeriesCase) -> Outcome:
    """数量级不对

    为什么：比上次、比其他单位、比目标一下子多出十倍以上的，多半是多写了一位，或者把“个”“万个”弄混了。
    累计数、当期数、事件数没有别的规则看得住，这条规则都看。

    反例：
        # submissions/2022-05/150702.yaml
        entries:
          disability-jobs: {value: 40}
        # submissions/2022-06/150702.yaml
        entries:
          disability-jobs: {value: 500000}

    正例：
        # submissions/2022-05/150702.yaml
        entries:
          disability-jobs: {value: 40}
        # submissions/2022-06/150702.yaml
        entries:
          disability-jobs: {value: 65}
    """
    if case.unit.reports_total:  # what others come to together is of no other magnitude than they
        case = case._replace(answers=None)
    wrong: list[Violation] = []
    found = case.answers.breaks(case.unit.code) if case.answers else ()
    for role in case.target.operands:
        last: Number | None = None
        before: Period | None = None
        goal = _goal(case.target, role)
        for row in case.rows:
            number: Number | None = getattr(row.entry, role)
            if number is None:
                continue
            if found and before and breaks_between(found, before, row.submission.period):
                last = None  # of another ground
            before = row.submission.period
            if _beyond(number, goal, case.target) or not _plainly_in_proportion(case, role, row, number, last):
                others = _others(case.answers, row, role, number) if case.answers else ()
                rendered = _question(goal, case.target, number, last, others)
                if rendered and not wrong:
                    wrong.append(_violation(row, role, number, *rendered))
            last = number
    return tuple(wrong) or None


def _violation(row: EntryCase, role: str, number: Number, against: str, like: Exact) -> Violation:
    return Violation(
        f"{amount(row.target.operand(role), number)}，{against}，数量级不对",
        f"请核对位数和计量单位{_guess(row.target.operand(role).unit, number, like)}；"
        + advice("属实的，⟦在 explanations⟧ 中说明是什么情况"),
        row.at(role),
        period=row.submission.period,
    )


def _question(
    goal: Fraction | None, target: Target, number: Number, last: Number | None, others: Sequence[Number]
) -> tuple[str, Exact] | None:
    """Against what the number is out of all proportion, and what it was expected to be like."""
    new, peers = unbound(number), [unbound(each) for each in others]
    before = None if last is None else unbound(last)
    if before is not None and not target.steady and _leapt(new, before, peers):
        return f"上次报的是{digits(_short(before))}", before
    if before is not None and new < 3 * before:
        return None  # told of the month in which it leapt
    return _beside(new, peers, target) or _beyond(new, goal, target)


def _leapt(new: Exact, before: Exact, peers: Sequence[Exact]) -> bool:
    far = before >= 1 and new >= TIMES * before and new - before >= THINGS_LEAST
    return far and (not peers or new > 2 * max(peers))


def _beside(new: Exact, peers: Sequence[Exact], target: Target) -> tuple[str, Exact] | None:
    if len(peers) < PEERS_LEAST:
        return None
    top, least = max(peers), min(peers)
    if new >= TIMES * top and new >= TIMES * _FLOOR:
        return f"其他{len(peers)}个单位最多{digits(_short(top))}", top
    if 0 < new * SMALL < least and _alike(new * MYRIAD, least):
        return f"其他{len(peers)}个单位最少{digits(_short(least))}", least
    if not target.adds and 0 < new * TIMES <= least:
        return f"其他{len(peers)}个单位最低{digits(_short(least))}", least
    return None


def _beyond(number: Number | Fraction, goal: Fraction | None, target: Target) -> tuple[str, Exact] | None:
    if goal is None or number < TIMES * _FLOOR or exact(number) < TIMES * goal:
        return None
    return f"{'合计的' if target.adds else ''}目标才{digits(_short(goal))}", goal


def _goal(target: Target, role: str) -> Fraction | None:
    goal = getattr(target, "goal", None)
    counts = role == "value" and isinstance(goal, Goal) and not goal.percent
    return goal.threshold if counts and isinstance(goal, Goal) else None


def _guess(unit: str, number: Number, like: Exact) -> str:
    """万 against 个, or digits too many, where the number then is like what it was expected to be."""
    new = exact(number)
    if like <= 0:
        return ""
    if unit.startswith("万") and _alike(new / MYRIAD, like):
        return f"（是不是按“{unit[1:]}”填的，应为{digits(_short(new / MYRIAD))}{unit}？）"
    if _alike(new * MYRIAD, like):
        return f"（是不是按“万{unit}”填的，应为{digits(_short(new * MYRIAD))}{unit}？）"
    if _alike(new / MYRIAD, like):
        return f"（是不是多写了四位，或者按“万”换算过，应为{digits(_short(new / MYRIAD))}{unit}？）"
    for slip, new_by in (("多", Fraction(1, 10)), ("少", Fraction(10))):
        zeros = next((places for places in (1, 2, 3) if _alike(new * new_by**places, like)), None)
        if zeros and not _alike(new, like):
            return f"（是不是{slip}写了{zeros}位？）"
    return ""


def _alike(value: Exact, like: Exact) -> bool:
    return like <= 3 * value and value <= 3 * like


def _short(value: Exact) -> Number:
    return value.numerator if value.denominator == 1 else half_up(Fraction(value), 2)


def _others(answers: Answers, row: EntryCase, role: str, number: Number) -> Sequence[Number]:
    """What the other units reported for the same month, in ascending order."""
    numbers = answers.by_month[role][row.submission.period.index]
    place = numbers.index(number)
    return (*numbers[:place], *numbers[place + 1 :])


def _plainly_in_proportion(case: SeriesCase, role: str, row: EntryCase, number: Number, last: Number | None) -> bool:
    """One look that lets nearly every number pass without a copy of its peers."""
    if case.answers is None:
        return False
    numbers = case.answers.by_month[role][row.submission.period.index]
    far_below = SMALL if case.target.adds else TIMES - 1
    below = numbers[-1] if numbers[-1] != number or len(numbers) == 1 else numbers[-2]
    above = numbers[0] if numbers[0] != number or len(numbers) == 1 else numbers[1]
    grown = last is None or number < TIMES * max(last, 1) or number - last < THINGS_LEAST
    return grown and number < TIMES * max(below, _FLOOR) and number * far_below >= above and len(numbers) > 1


RULES: Final = (Rule("T109", Severity.QUERY, magnitude, "series", where=has_numbers, passes_ordinary=True),)
