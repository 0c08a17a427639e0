"""The one place where a number is rounded and printed: once, and never so that a miss looks like a hit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from mzgz.model.goal_notation import OUT_OF
from mzgz.model.goals import Goal
from mzgz.model.numbers import Number, exact

_MOST_DIGITS = 12


def half_up(value: Fraction, decimals: int) -> Decimal:
    """Rounded half away from zero at `decimals` places: the rounding of every printed number."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-decimals)


def plain(value: Decimal) -> str:
    """Digits without exponent; no minus before a zero."""
    return f"{value if value else abs(value):f}"


def show_share(value: Fraction, decimals: int, sign: str = "%") -> str:
    """A share in % or ‰, rounded once. Exactly none and all of it print as 0% and 100%: decimals tell of a part."""
    return f"{plain(half_up(value * OUT_OF[sign], 0 if value in (0, 1) else decimals))}{sign}"


def show(
    value: Fraction,
    decimals: int,
    goal: Goal | None = None,
    *,
    percent: bool = False,
    baseline: Fraction | None = None,
    per: int = 1,
) -> str:
    """Print a value once rounded, with the rounding guard; a share in the sign its goal is written with.

    If rounding at `decimals` would make a miss look like a hit of `goal`, a hit like a miss, or a number that is not
    the goal like the goal itself, more digits are printed until it does not: 54.96% of >= 55% at one decimal prints as
    54.96%, 0.07% of <= 0.1% as 0.07%. A goal that is only a direction is guarded against `baseline`.
    """
    sign = (goal.share if goal and goal.share else "%") if percent else ""
    if percent and value in (0, 1):
        return show_share(value, decimals, sign)
    scale = OUT_OF[sign] if percent else per
    against = None if goal is None else baseline if goal.threshold is None else goal.threshold
    unguarded = goal is None or against is None or (goal.threshold is None and value == against)
    first = fitting(decimals, goal)
    for places in range(first, first + _MOST_DIGITS):
        rounded = half_up(value * scale, places)
        if unguarded or (_same_verdict(goal, rounded, value, scale, baseline) and _apart(goal, rounded, value, scale)):
            return plain(rounded) + sign
    return plain(_cut(value, first + _MOST_DIGITS, goal, scale, baseline)) + sign


def fitting(decimals: int, goal: Goal | None) -> int:
    """No fewer decimals than the goal is written with, and two in ‰: 0.67‰ of 1‰."""
    if goal is None or goal.step is not None:
        return decimals
    return max(decimals, goal.places, 2 if goal.share == "‰" else 0)


def _same_verdict(goal: Goal | None, printed: Decimal, value: Fraction, scale: int, baseline: Fraction | None) -> bool:
    return goal is None or goal.met(Fraction(printed) / scale, baseline) == goal.met(value, baseline)


def _apart(goal: Goal | None, printed: Decimal, value: Fraction, scale: int) -> bool:
    """Whether it does not print as the number of the goal unless it is that number."""
    if goal is None or goal.threshold is None or goal.step is not None or goal.spread is not None:
        return True
    return Fraction(printed) / scale != goal.threshold or value == goal.threshold


def _cut(value: Fraction, places: int, goal: Goal | None, scale: int, baseline: Fraction | None) -> Decimal:
    """Beyond sensible digits: cut instead of round, to the side that keeps the verdict."""
    step = Fraction(1, 10**places)
    down = value * scale // step * step
    for cut in (half_up(down, places), half_up(down + step, places)):
        if _same_verdict(goal, cut, value, scale, baseline):
            return cut
    return _cut(value, places + _MOST_DIGITS, goal, scale, baseline)


def show_points(difference: Fraction, decimals: int, out_of: int = 100) -> str:
    """A difference of two shares, in 百分点 (of 1000: 千分点), without the unit: 0.052 → 5.2. A difference never prints
    as none."""
    return _never_none(difference * out_of, decimals)


def _never_none(value: Fraction, decimals: int) -> str:
    for places in range(decimals, decimals + _MOST_DIGITS):
        if not value or half_up(value, places):
            return plain(half_up(value, places))
    return plain(half_up(value, decimals))


def show_count(
    value: Number | Fraction, decimals: int = 0, goal: Goal | None = None, baseline: Fraction | None = None
) -> str:
    """A count of things or an amount, guarded like `show`: whole numbers without decimals, others with at least one."""
    fraction = exact(value)
    if fraction.denominator == 1:
        return str(fraction.numerator)
    return show(fraction, max(decimals, 1), goal, baseline=baseline)
