"""Returns that repeat another one number by number: last month's, or a neighbour's."""

from __future__ import annotations

from typing import Final

from mzgz.language.finding_phrases import month
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice
from mzgz.model.numbers import Number
from mzgz.model.submissions import Submission
from mzgz.validation.engine.cases import NOT_EVALUATED, MonthCase, Outcome, SubmissionCase, Violation

COPIED_LEAST: Final = 8
"""So many equal numbers are no coincidence."""


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
        advice("请核对是否照抄了上期；确无变化的，⟦在 explanations⟧ 中说明原因"),
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


def copied_from_peer(case: MonthCase) -> Outcome:
    """两个单位的数完全相同

    为什么：两个单位的八个以上的数一个不差，多半是照抄，或者文件名放错了单位。

    反例：
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          visiting-rate: {numerator: 980, denominator: 1000}
          care-beds: {value: 1450}
          aid-spent: {value: 56.2}
          care-trained: {numerator: 31, denominator: 90}
        # submissions/2022-06/150703.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          visiting-rate: {numerator: 980, denominator: 1000}
          care-beds: {value: 1450}
          aid-spent: {value: 56.2}
          care-trained: {numerator: 31, denominator: 90}

    正例：
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          visiting-rate: {numerator: 980, denominator: 1000}
          care-beds: {value: 1450}
          aid-spent: {value: 56.2}
          care-trained: {numerator: 31, denominator: 90}
        # submissions/2022-06/150703.yaml
        entries:
          nursing-bed-share: {numerator: 210, denominator: 400}
          visiting-rate: {numerator: 310, denominator: 320}
          care-beds: {value: 400}
          aid-spent: {value: 17.9}
          care-trained: {numerator: 12, denominator: 31}
    """
    first: dict[tuple[Number, ...], SubmissionCase] = {}
    wrong: list[Violation] = []
    for row in case.rows:
        numbers = _numbers(row.submission)
        if len(numbers) < COPIED_LEAST:
            continue
        earlier = first.setdefault(numbers, row)
        if earlier is not row:
            message = f"{len(numbers)}个数与{earlier.unit.label}{case.month.label}的完全相同"
            hint = "请核对是否照抄，或者文件放错了单位"
            wrong.append(Violation(message, hint, row.submission.at("entries"), unit=row.unit.code))
    return tuple(wrong) or None


def _numbers(submission: Submission) -> tuple[Number, ...]:
    """All numbers of a return but zeros, which say that nothing happened."""
    numbers: list[Number] = []
    for entry in submission.entries.values():
        if entry.numerator:
            numbers.append(entry.numerator)
        if entry.denominator:
            numbers.append(entry.denominator)
        if entry.value:
            numbers.append(entry.value)
    return tuple(numbers)


RULES: Final = (
    Rule("T108", Severity.QUERY, copied_unchanged, "submission"),
    Rule("U102", Severity.QUERY, copied_from_peer, "month", least=2),
)
