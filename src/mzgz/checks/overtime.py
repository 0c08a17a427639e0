"""Over time: numbers beside those the unit reported before."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.checks.cases import NOT_EVALUATED, EntryCase, Outcome, SeriesCase, SubmissionCase, Violation
from mzgz.checks.phrases import amount, digits, month, share
from mzgz.diagnostics import Rule, Severity
from mzgz.quantities import Number, exact
from mzgz.submissions import Submission
from mzgz.targets import Target

JUMP_SHARE: Final = Fraction(3, 10)
"""A change by more than this share of the last figure is improbable …"""
JUMP_LEAST: Final = 20
"""… if it also is at least this many things: two in place of one is no jump."""
SHRINK_SHARE: Final = Fraction(1, 10)
"""A denominator that falls by more than this share changes the ratio by itself."""
COPIED_LEAST: Final = 8
"""So many equal numbers are no coincidence."""


def _is_cumulative(target: Target) -> bool:
    return getattr(target, "measured", None) == "cumulative"


def _has_level(target: Target) -> bool:
    """Whether the numbers say how things stand, so that they change slowly."""
    return target.kind == "ratio" or getattr(target, "measured", None) == "stock"


def _changes(case: SeriesCase, role: str) -> Iterator[tuple[EntryCase, Number, EntryCase, Number]]:
    """Each number that differs from the one reported before it."""
    before: EntryCase | None = None
    old: Number = 0
    for after in case.rows:
        new: Number | None = getattr(after.entry, role)
        if new is None:
            continue
        if before is not None and new != old:
            yield before, old, after, new
        before, old = after, new


def _then(before: EntryCase, number: Number) -> str:
    return f"{month(before.submission.period)}报的是{digits(number)}"


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
    if len(case.rows) < 2:
        return NOT_EVALUATED
    operand = case.target.operand("value")
    return (
        tuple(
            Violation(
                f"{amount(operand, new)}，少于{month(before.submission.period)}累计的{digits(old)}{operand.unit}",
                "本项填年初至今的累计数；如上期报多了，请更正上期",
                after.at("value"),
                period=after.submission.period,
            )
            for before, old, after, new in _changes(case, "value")
            if new < old
        )
        or None
    )


def jump(case: SeriesCase) -> Outcome:
    """比上次猛增猛减

    为什么：床位、人数这类期末数变化缓慢。与上次相比变动超过 30% 且不少于 20 的，多半是多写少写了一位，或换了口径。

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
    if len(case.rows) < 2:
        return NOT_EVALUATED
    wrong: list[Violation] = []
    for role in case.target.operands:
        for before, old, after, new in _changes(case, role):
            # a denominator that falls is told by denominator-shrinks
            if old <= 0 or -JUMP_LEAST < new - old < JUMP_LEAST or (role == "denominator" and new < old):
                continue
            change = abs(exact(new) - exact(old)) / exact(old)
            if change > JUMP_SHARE:
                said = amount(case.target.operand(role), new)
                way = "增加" if new > old else "减少"
                message = f"{said}，{_then(before, old)}，{way}了{share(change)}，变动一般不超过30%"
                hint = "请核对位数和口径；属实的，在 explanations 中说明原因（不少于六个字）"
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
    if len(case.rows) < 2:
        return NOT_EVALUATED
    operand = case.target.operand("denominator")
    return (
        tuple(
            Violation(
                f"{amount(operand, new)}，{_then(before, old)}，减少了{share(1 - exact(new) / exact(old))}",
                "请核对分母；确有撤销、合并的，在 explanations 中说明原因",
                after.at("denominator"),
                period=after.submission.period,
            )
            for before, old, after, new in _changes(case, "denominator")
            # a registered denominator is held against the registry instead
            if new < old
            and (exact(old) - exact(new)) / exact(old) > SHRINK_SHARE
            and operand.registered(case.unit) is None
        )
        or None
    )


def copied_unchanged(case: SubmissionCase) -> Outcome:
    """整份照抄上期

    为什么：八个以上的数与上月一个不差，多半是复制上月的文件，只改了月份。

    反例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          visiting-rate: {numerator: 980, denominator: 1000}
          care-beds: {value: 1450}
          aid-spent: {value: 56.2}
          care-trained: {numerator: 31, denominator: 90}
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          visiting-rate: {numerator: 980, denominator: 1000}
          care-beds: {value: 1450}
          aid-spent: {value: 56.2}
          care-trained: {numerator: 31, denominator: 90}

    正例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          visiting-rate: {numerator: 980, denominator: 1000}
          care-beds: {value: 1450}
          aid-spent: {value: 56.2}
          care-trained: {numerator: 31, denominator: 90}
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 820, denominator: 1450}
          visiting-rate: {numerator: 980, denominator: 1000}
          care-beds: {value: 1450}
          aid-spent: {value: 61.7}
          care-trained: {numerator: 31, denominator: 90}
    """
    if case.previous is None:
        return NOT_EVALUATED
    equal = _equal_numbers(case.submission, case.previous)
    if equal < COPIED_LEAST:
        return None
    return Violation(
        f"{equal}个数与{month(case.previous.period)}完全相同",
        "请核对是否照抄了上期；确无变化的，在 explanations 中说明原因",
        case.submission.at("entries"),
    )


def _equal_numbers(submission: Submission, previous: Submission) -> int:
    """How many numbers both returns give, if all of them are equal; otherwise 0. Zeros (no event) do not count."""
    equal = 0
    for name, entry in submission.entries.items():
        before = previous.entries.get(name)
        if before is None or (entry.value is None and entry.numerator is None):
            continue
        if (
            entry.value != before.value
            or entry.numerator != before.numerator
            or entry.denominator != before.denominator
        ):
            return 0
        equal += bool(entry.value) + bool(entry.numerator) + bool(entry.denominator)
    return equal


RULES: Final = (
    Rule("T101", Severity.ERROR, cumulative_falls, "series", {"kinds": ("count",), "where": _is_cumulative}),
    Rule("T104", Severity.QUERY, jump, "series", {"where": _has_level}),
    Rule("T105", Severity.QUERY, denominator_shrinks, "series", {"kinds": ("ratio",)}),
    Rule("T108", Severity.QUERY, copied_unchanged, "submission"),
)
