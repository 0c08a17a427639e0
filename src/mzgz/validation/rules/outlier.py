"""Across units: one unit's figure beside those of its peers, by median and median absolute deviation."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from mzgz.language.finding_phrases import share
from mzgz.model.findings import Rule, Severity, Source
from mzgz.model.hints import advice
from mzgz.model.numbers import exact, unbound
from mzgz.model.targets import Target
from mzgz.validation.engine.answers_by_target import NEAR
from mzgz.validation.engine.cases import NOT_EVALUATED, EntryCase, Outcome, PeersCase, Violation
from mzgz.validation.engine.target_abilities import is_part_of_whole

PEERS_LEAST: Final = 5
"""Fewer figures have no middle worth the name."""
DEVIATIONS: Final = 5
"""How many median absolute deviations from the median a figure may lie."""
POINTS_LEAST: Final = NEAR
"""A share closer to the median than 20 百分点 is no outlier, however close the others lie together."""
THINGS_LEAST: Final = 10
"""Below so many things in the denominator one more or less moves the share by over ten points: that is no outlier."""
_SCALE: Final = 10_000
_LEAST: Final = int(POINTS_LEAST * _SCALE)


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle value, or the mean of the two middle ones; exact."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def deviation(values: Sequence[Fraction], middle: Fraction) -> Fraction:
    """The median of the distances from `middle` (MAD)."""
    return median([abs(value - middle) for value in values])


def middle_and_bound(values: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """The median, and how far from it a value may lie."""
    middle = median(values)
    # where most stand at one figure, such as 100%, the deviation is 0 and the points decide alone
    return middle, max(deviation(values, middle) * DEVIATIONS, POINTS_LEAST)


def stands_out(target: Target, value: Fraction, middle: Fraction, count: int, at: Source, unit: str) -> Violation:
    """What is said of a unit's share, among so many."""
    return Violation(
        f"{target.name}为{share(value)}，{count}个单位的中位数是{share(middle)}，相差悬殊",
        advice("请核对分子、分母和口径；属实的，⟦在 explanations⟧ 中说明原因"),
        at,
        unit=unit,
    )


def outlier(case: PeersCase) -> Outcome:
    """与其他单位相差悬殊

    为什么：同一指标各地有高有低，但不会离得太远。与中位数相差超过绝对中位差的 5 倍、且不少于 20 个百分点的，先核对再采用。
    分母不足 10 的，一两个就使占比大起大落，不在此列。

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
    cut = _cut(case.rows)
    if len(cut) < PEERS_LEAST:
        return NOT_EVALUATED
    if not _may_stand_out(cut):
        return None
    rows = [row for row in case.rows if row.entry.denominator and row.entry.numerator is not None]
    values = [exact(row.entry.numerator or 0) / exact(row.entry.denominator or 1) for row in rows]
    middle, bound = middle_and_bound(values)
    return (
        tuple(
            stands_out(case.target, value, middle, len(rows), row.at("numerator"), row.unit.code)
            for row, value in zip(rows, values, strict=True)
            if abs(value - middle) > bound and (row.entry.denominator or 0) >= THINGS_LEAST
        )
        or None
    )


def _cut(rows: Sequence[EntryCase]) -> list[int]:
    """The shares in whole 1/10,000, cut off."""
    return [
        part * _SCALE // whole if type(part) is type(whole) is int else unbound(part) * _SCALE // unbound(whole)
        for row in rows
        if (whole := row.entry.denominator) and (part := row.entry.numerator) is not None
    ]


def _may_stand_out(cut: Sequence[int]) -> bool:
    """Whether the exact comparison is worth its time: decided on whole numbers of 1/10,000, on the safe side.

    Fractions cost ten times as much, and nearly always nobody stands out. Cutting moves a value by less than one
    unit, and so each distance too.
    """
    if max(cut) - min(cut) < _LEAST:
        return False
    middle = _doubled_median(cut)
    distances = [abs(2 * value - middle) for value in cut]
    farthest = max(distances) + 2
    if farthest <= 2 * _LEAST:
        return False
    return 2 * farthest > DEVIATIONS * (_doubled_median(distances) - 4)


def _doubled_median(values: Sequence[int]) -> int:
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]


RULES: Final = (
    Rule("U101", Severity.QUERY, outlier, "peers", where=is_part_of_whole, least=PEERS_LEAST, passes_ordinary=True),
)
