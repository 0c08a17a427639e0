"""Numbers printed as a report says them: in 万 and 亿 from five digits up."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from mzgz.model.rounding import half_up, plain

LARGE: Final = 10_000
"""From here on a report speaks in 万."""
_ROUNDED: Final = frozenset({"人", "人次", "户", "户次", "张", "件", "块", "元"})
"""Measures told in 万; institutions, streets and documents stay exact."""
_HUNDRED_MILLION: Final = 10**8
_DECIMALS: Final = 2


def show_large(number: Fraction) -> str:
    """In 万 or 亿, two decimals at most, without trailing zeros: 12179 → 1.22万. For numbers of `LARGE` and above."""
    scale, sign = (_HUNDRED_MILLION, "亿") if number >= _HUNDRED_MILLION else (LARGE, "万")
    rounded = half_up(number / scale, _DECIMALS)
    if sign == "万" and rounded >= LARGE:
        rounded, sign = half_up(number / _HUNDRED_MILLION, _DECIMALS), "亿"
    digits = plain(rounded)
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) + sign


def told_in_wan(number: Fraction, unit: str | None) -> bool:
    """Whether a speech rounds so many of a measure to 万: 12179人 it does, 12179份 it does not."""
    return number >= LARGE and unit in _ROUNDED


def show_written(number: str) -> str:
    """A number somebody wrote, as a report prints it: large ones in 万, the rest as it was written."""
    if number.isdigit() and int(number) >= LARGE:
        return show_large(Fraction(number))
    return number.replace("％", "%")
