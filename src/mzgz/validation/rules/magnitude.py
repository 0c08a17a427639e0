"""Magnitude: a number ten times its last one, its peers or the goal was most likely written in another measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from mzgz.language.value_phrases import amount, digits
from mzgz.model.findings import Rule, Severity
from mzgz.model.numbers import Goal, Number, exact, half_up
from mzgz.model.targets import Target
from mzgz.validation.engine.cases import EntryCase, Outcome, SeriesCase, Violation
from mzgz.validation.engine.columns import Answers, Series
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

    为什么：比上次、比各旗市区、比目标一下子多出十倍以上的，多半是多写了一位，或者把“个”“万个”弄混了。
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
    wrong: list[Violation] = []
    for role in case.target.operands:
        last: Number | None = None
        for row in case.rows:
            number: Number | None = getattr(row.entry, role)
            if number is None:
                continue
            others = _others(case.answers, row, role) if case.answers else []
            told = _told(case.target, role, number, last, others)
            if told and not wrong:
                wrong.append(_violation(row, role, number, *told))
            last = number
    return tuple(wrong) or None


def _violation(row: EntryCase, role: str, number: Number, against: str, like: Fraction) -> Violation:
    return Violation(
        f"{amount(row.target.operand(role), number)}，{against}，数量级不对",
        f"请核对位数和计量单位{_guess(row.target.operand(role).unit, number, like)}；属实的，在 explanations 中说明是什么情况",
        row.at(role),
        period=row.submission.period,
    )


def _told(
    target: Target, role: str, number: Number, last: Number | None, others: Sequence[Number]
) -> tuple[str, Fraction] | None:
    """Against what the number is out of all proportion, and what it was expected to be like."""
    new, peers = exact(number), [exact(each) for each in others]
    before = None if last is None else exact(last)
    if before is not None and not target.steady and _leapt(new, before, peers):
        return f"上次报的是{digits(_short(before))}", before
    if before is not None and new < 3 * before:
        return None  # told of the month in which it leapt
    return _beside(new, peers) or _beyond(new, _goal(target, role))


def _leapt(new: Fraction, before: Fraction, peers: Sequence[Fraction]) -> bool:
    far = before >= 1 and new >= TIMES * before and new - before >= THINGS_LEAST
    return far and (not peers or new > 2 * max(peers))


def _beside(new: Fraction, peers: Sequence[Fraction]) -> tuple[str, Fraction] | None:
    if len(peers) < PEERS_LEAST:
        return None
    top, least = max(peers), min(peers)
    if new >= TIMES * max(top, Fraction(_FLOOR)):
        return f"其他{len(peers)}个单位最多{digits(_short(top))}", top
    if 0 < new * SMALL < least and _alike(new * MYRIAD, least):
        return f"其他{len(peers)}个单位最少{digits(_short(least))}", least
    return None


def _beyond(new: Fraction, goal: Fraction | None) -> tuple[str, Fraction] | None:
    if goal is None or new < TIMES * max(goal, Fraction(_FLOOR)):
        return None
    return f"全市的目标才{digits(_short(goal))}", goal


def _goal(target: Target, role: str) -> Fraction | None:
    goal = getattr(target, "goal", None)
    counts = role == "value" and isinstance(goal, Goal) and not goal.percent
    return goal.threshold if counts and isinstance(goal, Goal) else None


def _guess(unit: str, number: Number, like: Fraction) -> str:
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
    zeros = next((places for places in (1, 2, 3) if _alike(new / 10**places, like)), None)
    return f"（是不是多写了{zeros}位？）" if zeros else ""


def _alike(value: Fraction, like: Fraction) -> bool:
    return like <= 3 * value and value <= 3 * like


def _short(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else half_up(value, 2)


def _others(answers: Answers, row: EntryCase, role: str) -> list[Number]:
    """What the other units reported for the same month."""
    said = zip(answers.months, answers.returns, answers.entries, strict=True)
    index, unit = row.submission.period.index, row.submission.unit
    numbers = (getattr(entry, role) for at, item, entry in said if at == index and item.unit != unit)
    return [number for number in numbers if number is not None]


def _in_proportion(series: Series) -> bool:
    """Whether one look along the columns rules every case out; only for whole numbers that all are given."""
    answers = series.answers
    return answers.all_whole and all(_role_in_proportion(series, role) for role in answers.target.operands)


def _role_in_proportion(series: Series, role: str) -> bool:
    answers = series.answers
    column = [int(number) for number in answers.numbers[role]]
    high = max(column)
    if high < THINGS_LEAST:
        return True
    goal = _goal(answers.target, role)
    if goal is not None and high >= TIMES * max(goal, Fraction(_FLOOR)):
        return False
    if not answers.target.steady and any(
        top >= TIMES * max(low, 1) and top - low >= THINGS_LEAST for low, top in series.spans(role)
    ):
        return False
    return all(_months_in_proportion(values) for values in _by_month(answers.months, column))


def _by_month(months: Sequence[int], column: Sequence[int]) -> Iterator[list[int]]:
    rows: dict[int, list[int]] = {}
    for index, value in zip(months, column, strict=True):
        rows.setdefault(index, []).append(value)
    return iter(rows.values())


def _months_in_proportion(values: list[int]) -> bool:
    if len(values) <= PEERS_LEAST:
        return True
    values.sort()
    low = next((value for value in values if value > 0), 0)
    return values[-1] < TIMES * max(values[-2], _FLOOR) and not (low and low * SMALL < values[1])


RULES: Final = (Rule("T109", Severity.QUERY, magnitude, "series", where=has_numbers, sound=_in_proportion),)
