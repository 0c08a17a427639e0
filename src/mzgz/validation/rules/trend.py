"""Over time: numbers beside those the unit reported before."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Final

from mzgz.language.finding_phrases import amount, digits, month, share
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice
from mzgz.model.numbers import Number, exact, unbound
from mzgz.model.shortest_reason import REASON_RULE
from mzgz.model.territory_breaks import breaks_between
from mzgz.validation.engine.cases import EntryCase, Outcome, SeriesCase, Violation
from mzgz.validation.engine.target_abilities import (
    accumulates,
    counts_made_things,
    is_steady,
    is_steady_quotient,
    stays,
)

JUMP_SHARE: Final = Fraction(3, 10)
"""A change by more than this share of the last figure is improbable …"""
JUMP_LEAST: Final = 20
"""… if it also is at least this many things: two in place of one is no jump."""
_JUMP_PART, _JUMP_BASE = JUMP_SHARE.as_integer_ratio()
APART_LEAST: Final = Fraction(3, 2)
SHRINK_SHARE: Final = Fraction(1, 10)
"""A denominator that falls by more than this share changes the ratio by itself."""


def _changes(case: SeriesCase, role: str) -> list[tuple[EntryCase, Number, EntryCase, Number]]:
    """Each number that differs from the one reported before it, unless the unit's ground is another one since."""
    reported = [(row, number) for row in case.rows if (number := getattr(row.entry, role)) is not None]
    found = case.answers.breaks(case.unit.code) if case.answers else ()
    return [
        (before, old, after, new)
        for (before, old), (after, new) in pairwise(reported)
        if new != old and not (found and breaks_between(found, before.submission.period, after.submission.period))
    ]


def _leaps(old: Number, new: Number) -> bool:
    """Whether the change is beyond `JUMP_SHARE`, multiplied out: dividing fractions took more than half of judging."""
    before, after = unbound(old), unbound(new)
    change = after - before if after > before else before - after
    return change * _JUMP_BASE > before * _JUMP_PART


def _then(before: EntryCase, number: Number) -> str:
    return f"{month(before.submission.period)}报的是{digits(number)}"


def _grows_with_the_months(case: SeriesCase, role: str, before: EntryCase, after: EntryCase) -> bool:
    """Whether an operand of a ratio is counted from January, so that June is naturally twice March."""
    if not case.target.quotient:
        return False
    first = next(row for row in case.rows if getattr(row.entry, role) is not None)
    apart = Fraction(before.submission.period.month, first.submission.period.month)
    if first is before:
        apart = Fraction(after.submission.period.month, before.submission.period.month)
    elif not _pro_rata(role, first, before):
        return False
    # neighbouring months late in the year do not tell a level from a sum
    return apart >= APART_LEAST and _pro_rata(role, before, after)


def _pro_rata(role: str, before: EntryCase, after: EntryCase) -> bool:
    old, new = getattr(before.entry, role), getattr(after.entry, role)
    if old <= 0:
        return False
    expected = Fraction(after.submission.period.month, before.submission.period.month)
    return abs(exact(new) / exact(old) / expected - 1) <= JUMP_SHARE


def cumulative_falls(case: SeriesCase) -> Outcome:
    """累计数减少了

    为什么：本年累计只增不减。减少说明这期报成了当期数，或者上期报多了。

    反例：
        # submissions/2022-03/150702.yaml
        entries:
          disability-jobs: {value: 40}
        # submissions/2022-06/150702.yaml
        entries:
          disability-jobs: {value: 25}

    正例：
        # submissions/2022-03/150702.yaml
        entries:
          disability-jobs: {value: 40}
        # submissions/2022-06/150702.yaml
        entries:
          disability-jobs: {value: 65}
    """
    return (
        tuple(
            Violation(
                f"{amount(operand, new)}，少于{month(before.submission.period)}累计的{digits(old)}{operand.unit}",
                "本项填年初至今的累计数；如上期报多了，请更正上期",
                after.at(role),
                period=after.submission.period,
            )
            for role, operand in ((each, case.target.operand(each)) for each in case.target.operands)
            for before, old, after, new in _changes(case, role)
            if new < old
        )
        or None
    )


def jump(case: SeriesCase) -> Outcome:
    """比上次猛增猛减

    为什么：床位、人数这类期末数变化缓慢。与上次相比变动超过 30% 且不少于 20 的，多半是多写少写了一位，或换了口径。
    从年初起累计的分子、分母按月份同步增长的，不算猛增。

    反例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 500, denominator: 1450}
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}

    正例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 790, denominator: 1450}
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
    """
    wrong: list[Violation] = []
    for role in case.target.operands:
        for before, old, after, new in _changes(case, role):
            # a denominator that falls is told by denominator-shrinks
            if old <= 0 or -JUMP_LEAST < new - old < JUMP_LEAST or (role == "denominator" and new < old):
                continue
            if _leaps(old, new) and not _grows_with_the_months(case, role, before, after):
                value = amount(case.target.operand(role), new)
                change = abs(exact(new) - exact(old)) / exact(old)
                way = "增加" if new > old else "减少"
                message = f"{value}，{_then(before, old)}，{way}了{share(change)}，变动过大"
                hint = advice(f"请核对位数和口径；属实的，⟦在 explanations⟧ 中说明原因（{REASON_RULE}）")
                wrong.append(Violation(message, hint, after.at(role), period=after.submission.period))
    return tuple(wrong) or None


def denominator_shrinks(case: SeriesCase) -> Outcome:
    """分母变小了

    为什么：分母一缩小，占比自己就会上去。少了一成以上的，要说明减掉的是什么。

    反例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1650}
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}

    正例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1480}
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
    """
    operand = case.target.operand("denominator")
    return (
        tuple(
            Violation(
                f"{amount(operand, new)}，{_then(before, old)}，减少了{share(1 - exact(new) / exact(old))}",
                advice("请核对分母；确有撤销、合并的，⟦在 explanations⟧ 中说明原因"),
                after.at("denominator"),
                period=after.submission.period,
            )
            for before, old, after, new in _changes(case, "denominator")
            # a registered denominator is held against the registry instead
            if old > 0
            and new < old
            and (exact(old) - exact(new)) / exact(old) > SHRINK_SHARE
            and operand.registered(case.unit) is None
        )
        or None
    )


def made_things_fewer(case: SeriesCase) -> Outcome:
    """建成的变少了

    为什么：中心、站点、机构建成以后一般不会少。少了，不是这期漏报，就是上期报多了；确有撤并、停用的，说明是哪一个。

    反例：
        # submissions/2022-03/150702.yaml
        entries:
          street-centres: {numerator: 7, denominator: 7}
        # submissions/2022-06/150702.yaml
        entries:
          street-centres: {numerator: 6, denominator: 7}

    正例：
        # submissions/2022-03/150702.yaml
        entries:
          street-centres: {numerator: 6, denominator: 7}
        # submissions/2022-06/150702.yaml
        entries:
          street-centres: {numerator: 7, denominator: 7}
    """
    return (
        tuple(
            Violation(
                f"{amount(case.target.operand(role), new)}，{_then(before, old)}，少了{digits(old - new)}",
                advice("请核对是不是漏了；确有撤并、停用的，⟦在 explanations⟧ 中说明是哪一个"),
                after.at(role),
                period=after.submission.period,
            )
            for role in case.target.operands
            if stays(case.target, role)
            for before, old, after, new in _changes(case, role)
            # a fall that is told as a jump is not asked about twice
            if new < old and not (old - new >= JUMP_LEAST and _leaps(old, new))
        )
        or None
    )


RULES: Final = (
    Rule("T101", Severity.ERROR, cumulative_falls, "series", where=accumulates, least=2),
    Rule("T104", Severity.QUERY, jump, "series", where=is_steady, least=2, passes_ordinary=True),
    Rule(
        "T105", Severity.QUERY, denominator_shrinks, "series", where=is_steady_quotient, least=2, passes_ordinary=True
    ),
    Rule("T111", Severity.QUERY, made_things_fewer, "series", where=counts_made_things, least=2),
)
