"""Words for part of the units: 过半, 多数, 三分之二, 近八成, and what share each of them can mean."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from mzgz.language import Quantity, read
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm

_LIMITS: Final = (
    (AssertionForm("绝大多数|绝大部分"), Fraction(2, 3), Fraction(1)),
    (AssertionForm("极少数|个别"), Fraction(0), Fraction(1, 4)),
    (AssertionForm("少数"), Fraction(0), Fraction(1, 2)),
    (AssertionForm("近半|近一半"), Fraction(2, 5), Fraction(1, 2)),
    (AssertionForm("过半|超过半数|半数以上|超过一半|一半以上|大多数|大部分|多数"), Fraction(1, 2), Fraction(1)),
    (AssertionForm("半数"), Fraction(2, 5), Fraction(3, 5)),
)


def share_said(words: str, least: Fraction, most: Fraction) -> bool | None:
    """Whether a share that lies in `least`..`most` can be called so."""
    for pattern, low, high in _LIMITS:
        if pattern.search(words):
            return _within(least, most, low, high)
    found = [quantity for quantity in read(words) if isinstance(quantity, Quantity)]
    if not found:
        return None
    if found[0].hedge:
        reach = found[0].range
        return _within(least, most, reach.low or Fraction(0), reach.high or Fraction(1))
    value, wide = found[0].value, Fraction(1, 20)
    return _within(
        least, most, value if "以上" in words else value - wide, Fraction(1) if "以上" in words else value + wide
    )


def _within(least: Fraction, most: Fraction, low: Fraction, high: Fraction) -> bool | None:
    if most < low or least > high:
        return False
    return True if low <= least and most <= high else None
