"""Across units: one unit's figure beside those of its peers, by median and median absolute deviation."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from mzgz.checks.cases import NOT_EVALUATED, EntryCase, Outcome, PeersCase, Violation
from mzgz.checks.phrases import share
from mzgz.diagnostics import Rule, Severity
from mzgz.quantities import exact

PEERS_LEAST: Final = 5
"""Fewer figures have no middle worth the name."""
DEVIATIONS: Final = 5
"""How many median absolute deviations from the median a figure may lie."""
POINTS_LEAST: Final = Fraction(1, 5)
"""A share closer to the median than 20 百分点 is no outlier, however close the others lie together."""
COPIED_SIZE: Final = 100
"""Small numbers agree by chance."""
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
    if not _spread(rows):
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


def _spread(rows: list[EntryCase]) -> bool:
    """Whether any two shares lie far enough apart for an outlier; cut at twelve digits, on the safe side."""
    cut = [int(row.entry.numerator * _SCALE // row.entry.denominator) for row in rows]  # type: ignore[operator]
    return (max(cut) - min(cut) + 1) * POINTS_LEAST.denominator > _SCALE * POINTS_LEAST.numerator


def copied_from_peer(case: PeersCase) -> Outcome:
    """两个单位的数完全相同

    为什么：两个单位的分子、分母都一模一样（且都不小于 100），多半是照抄，或者文件名放错了单位。

    反例：
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        # submissions/2022-06/150703.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}

    正例：
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        # submissions/2022-06/150703.yaml
        entries:
          nursing-bed-share: {numerator: 210, denominator: 400}
    """
    if len(case.rows) < 2:
        return NOT_EVALUATED
    seen: dict[tuple[object, object], EntryCase] = {}
    wrong: list[Violation] = []
    for row in case.rows:
        numerator, denominator = row.entry.numerator, row.entry.denominator
        if numerator is None or denominator is None or numerator < COPIED_SIZE or denominator <= numerator:
            continue
        first = seen.setdefault((numerator, denominator), row)
        if first is not row:
            message = f"{case.target.name}的分子、分母与{first.unit.label}完全相同（{numerator}、{denominator}）"
            hint = "请核对是否照抄，或者文件放错了单位；确系巧合的，在 explanations 中说明原因"
            wrong.append(Violation(message, hint, row.at(), unit=row.unit.code))
    return tuple(wrong) or None


RULES: Final = (
    Rule("U101", Severity.QUERY, outlier, "peers", {"kinds": ("ratio",)}),
    Rule("U102", Severity.QUERY, copied_from_peer, "peers", {"kinds": ("ratio",)}),
)
