"""Across units: one unit's figure beside those of its peers, by median and median absolute deviation."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from mzgz.language.value_phrases import share
from mzgz.model.findings import Rule, Severity
from mzgz.model.numbers import Number, exact
from mzgz.validation.engine.cases import NOT_EVALUATED, EntryCase, Outcome, PeersCase, Violation
from mzgz.validation.engine.columns import Peers
from mzgz.validation.engine.target_abilities import is_part_of_whole

PEERS_LEAST: Final = 5
"""Fewer figures have no middle worth the name."""
DEVIATIONS: Final = 5
"""How many median absolute deviations from the median a figure may lie."""
POINTS_LEAST: Final = Fraction(1, 5)
"""A share closer to the median than 20 百分点 is no outlier, however close the others lie together."""
THINGS_LEAST: Final = 10
"""Below so many things in the denominator one more or less moves the share by over ten points: that is no outlier."""
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
    rows = [row for row in case.rows if row.entry.denominator and row.entry.numerator is not None]
    if len(rows) < PEERS_LEAST:
        return NOT_EVALUATED
    if not _may_stand_out(rows):
        return None
    values = [exact(row.entry.numerator or 0) / exact(row.entry.denominator or 1) for row in rows]
    middle = median(values)
    # where most stand at one figure, such as 100%, the deviation is 0 and the points decide alone
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
            if abs(value - middle) > bound and (row.entry.denominator or 0) >= THINGS_LEAST
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


def _all_near(peers: Peers) -> bool:
    """Whether the shares of the whole year lie within the points that are never an outlier, on the same safe side."""
    answers = peers.answers
    parts: Any = answers.numbers.get("numerator")
    wholes: Any = answers.numbers.get("denominator")
    if not (answers.all_whole and parts and wholes and all(wholes)):
        return False
    cut = [part * _SCALE // whole for part, whole in zip(parts, wholes, strict=True)]
    return bool(max(cut) - min(cut) + 1 <= POINTS_LEAST * _SCALE)


def _cut(numerator: Number, denominator: Number) -> int:
    if isinstance(numerator, int) and isinstance(denominator, int):
        return numerator * _SCALE // denominator
    return exact(numerator) * _SCALE // exact(denominator)


def _doubled_median(values: list[int]) -> int:
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]


RULES: Final = (
    Rule("U101", Severity.QUERY, outlier, "peers", where=is_part_of_whole, least=PEERS_LEAST, sound=_all_near),
)
