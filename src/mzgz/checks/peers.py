"""Across units: one unit's figure beside those of its peers, by median and median absolute deviation."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from mzgz.checks.cases import NOT_EVALUATED, EntryCase, MonthCase, Outcome, PeersCase, SubmissionCase, Violation
from mzgz.checks.phrases import share
from mzgz.diagnostics import Rule, Severity
from mzgz.quantities import Number, exact
from mzgz.submissions import Submission

PEERS_LEAST: Final = 5
"""Fewer figures have no middle worth the name."""
DEVIATIONS: Final = 5
"""How many median absolute deviations from the median a figure may lie."""
POINTS_LEAST: Final = Fraction(1, 5)
"""A share closer to the median than 20 百分点 is no outlier, however close the others lie together."""
COPIED_LEAST: Final = 8
"""So many equal numbers are no coincidence."""
_SCALE: Final = 10**12


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle value, or the mean of the two middle ones; exact."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def deviation(values: Sequence[Fraction], middle: Fraction) -> Fraction:
    """The median of the distances from `middle` (MAD)."""
    return median([abs(value - middle) for value in values])


def outlier(case: PeersCase) -> Outcome:
    """与各旗市区相差悬殊

    为什么：同一指标各地有高有低，但不会离得太远。与中位数相差超过绝对中位差的 5 倍、且不少于 20 个百分点的，先核对再采用。

    反例：
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 20, denominator: 1450}
        # submissions/2022-06/150703.yaml
        entries:
          nursing-bed-share: {numerator: 50, denominator: 100}
        # submissions/2022-06/150721.yaml
        entries:
          nursing-bed-share: {numerator: 52, denominator: 100}
        # submissions/2022-06/150722.yaml
        entries:
          nursing-bed-share: {numerator: 54, denominator: 100}
        # submissions/2022-06/150723.yaml
        entries:
          nursing-bed-share: {numerator: 56, denominator: 100}

    正例：
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        # submissions/2022-06/150703.yaml
        entries:
          nursing-bed-share: {numerator: 50, denominator: 100}
        # submissions/2022-06/150721.yaml
        entries:
          nursing-bed-share: {numerator: 52, denominator: 100}
        # submissions/2022-06/150722.yaml
        entries:
          nursing-bed-share: {numerator: 54, denominator: 100}
        # submissions/2022-06/150723.yaml
        entries:
          nursing-bed-share: {numerator: 56, denominator: 100}
    """
    rows = [row for row in case.rows if row.entry.denominator and row.entry.numerator is not None]
    if len(rows) < PEERS_LEAST:
        return NOT_EVALUATED
    if not _may_stand_out(rows):
        return None
    values = [exact(row.entry.numerator or 0) / exact(row.entry.denominator or 1) for row in rows]
    middle = median(values)
    bound = max(deviation(values, middle) * DEVIATIONS, POINTS_LEAST)
    return (
        tuple(
            Violation(
                f"{case.target.name}为{share(value)}，{len(rows)}个单位的中位数是{share(middle)}，相差悬殊",
                "请核对分子、分母和口径；属实的，在 explanations 中说明原因",
                row.at("numerator"),
                unit=row.unit.code,
            )
            for row, value in zip(rows, values, strict=True)
            if abs(value - middle) > bound
        )
        or None
    )


def _may_stand_out(rows: list[EntryCase]) -> bool:
    """Whether the exact comparison is worth its time: decided on whole numbers of 10^-12, on the safe side.

    Fractions cost ten times as much, and nearly always nobody stands out. Cutting moves a value by less than one
    unit, and so each distance too.
    """
    cut = [_cut(row.entry.numerator or 0, row.entry.denominator or 1) for row in rows]
    middle = _doubled_median(cut)
    distances = [abs(2 * value - middle) for value in cut]
    farthest = max(distances) + 2
    if farthest <= 2 * int(POINTS_LEAST * _SCALE):
        return False
    return 2 * farthest > DEVIATIONS * (_doubled_median(distances) - 4)


def _cut(numerator: Number, denominator: Number) -> int:
    if isinstance(numerator, int) and isinstance(denominator, int):
        return numerator * _SCALE // denominator
    return exact(numerator) * _SCALE // exact(denominator)


def _doubled_median(values: list[int]) -> int:
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]


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
    if len(case.rows) < 2:
        return NOT_EVALUATED
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
    Rule("U101", Severity.QUERY, outlier, "peers", {"kinds": ("ratio",)}),
    Rule("U102", Severity.QUERY, copied_from_peer, "month"),
)
