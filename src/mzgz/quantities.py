"""Exact numbers: goals decided on fractions, and the one place where a number is rounded and printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Number = int | Decimal
"""As read from text: exact, never a float."""

_GOAL = re.compile(r"\s*(>=|<=|>|<|=)\s*([0-9]+(?:\.[0-9]+)?)\s*(%?)\s*")
_SIGNS = {">=": "不低于", ">": "高于", "=": "等于", "<=": "不高于", "<": "低于"}
_MARKS = {">=": "≥", ">": ">", "=": "=", "<=": "≤", "<": "<"}
_MOST_DIGITS = 12


def exact(number: Number | Fraction) -> Fraction:
    """The same number as a fraction, without loss."""
    return number if isinstance(number, Fraction) else Fraction(number)


@dataclass(frozen=True, slots=True)
class Goal:
    """What was promised: a comparison with a threshold, or only a direction (`up`, `down`) against the baseline.

    The threshold is a plain number: 55% is 11/20.
    """

    sign: str
    threshold: Fraction | None
    percent: bool
    text: str

    @classmethod
    def parse(cls, text: str) -> Goal:
        """Read `>= 55%`, `> 90%`, `= 100%`, `>= 3`, `= 0`, `up`, `down`; raises ValueError for anything else."""
        if text in ("up", "down"):
            return cls(text, None, False, text)
        match = _GOAL.fullmatch(text)
        if not match:
            raise ValueError(text)
        sign, digits, percent = match.groups()
        threshold = Fraction(digits) / (100 if percent else 1)
        return cls(sign, threshold, bool(percent), f"{sign} {digits}{percent}")

    @property
    def rises(self) -> bool:
        """Whether more is better. `= 100%` is approached from below, `= 0` from above."""
        return self.sign in (">=", ">", "up") or (self.sign == "=" and self.threshold != 0)

    def met(self, value: Fraction, baseline: Fraction | None = None) -> bool | None:
        """Decided exactly. None where only a direction was promised and there is no baseline to compare with."""
        against = baseline if self.threshold is None else self.threshold
        if against is None:
            return None
        match self.sign:
            case ">=":
                return value >= against
            case ">" | "up":
                return value > against
            case "<=":
                return value <= against
            case "<" | "down":
                return value < against
        return value == against

    def met_by_share(self, numerator: Number, denominator: Number, baseline: Fraction | None = None) -> bool | None:
        """As `met`, for numerator ÷ denominator by cross-multiplication; None where the denominator is not positive."""
        if denominator <= 0:
            return None
        return self.met(exact(numerator) / exact(denominator), baseline)

    @property
    def label(self) -> str:
        """As a table shows it: ≥55%, >90%, 比基期提高."""
        if self.threshold is None:
            return "比上年提高" if self.sign == "up" else "比上年下降"
        return f"{_MARKS[self.sign]}{self.text.split(' ', 1)[1]}"

    @property
    def words(self) -> str:
        """As a sentence says it: 不低于55%."""
        if self.threshold is None:
            return self.label
        return f"{_SIGNS[self.sign]}{self.text.split(' ', 1)[1]}"


def half_up(value: Fraction, decimals: int) -> Decimal:
    """Rounded half away from zero at `decimals` places: the rounding of every printed number."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-decimals)


def plain(value: Decimal) -> str:
    """Digits without exponent; no minus before a zero."""
    return f"{value if value else abs(value):f}"


def show(value: Fraction, decimals: int, goal: Goal | None = None, *, percent: bool = False) -> str:
    """Print a value once rounded, with the rounding guard.

    If rounding at `decimals` would make a miss look like a hit of `goal`, or a hit like a miss, more digits are
    printed until it does not: 54.96% of >= 55% at one decimal prints as 54.96%, not 55.0%.
    """
    scale = 100 if percent else 1
    for places in range(decimals, decimals + _MOST_DIGITS):
        rounded = half_up(value * scale, places)
        if goal is None or goal.threshold is None or _agrees(rounded, value, goal, scale):
            return plain(rounded) + ("%" if percent else "")
    return _toward_truth(value * scale, decimals + _MOST_DIGITS, goal, scale) + ("%" if percent else "")


def _agrees(rounded: Decimal, value: Fraction, goal: Goal, scale: int) -> bool:
    return goal.met(Fraction(rounded) / scale) == goal.met(value)


def _toward_truth(scaled: Fraction, places: int, goal: Goal | None, scale: int) -> str:
    """Beyond sensible digits: cut instead of round, on the side of the threshold where the value lies."""
    step = Fraction(1, 10**places)
    down = Fraction(scaled.numerator * 10**places // scaled.denominator, 10**places)
    below = goal is not None and goal.threshold is not None and scaled < goal.threshold * scale
    cut = down if below else (down if down == scaled else down + step)
    return plain(half_up(cut, places))


def show_points(difference: Fraction, decimals: int) -> str:
    """A difference of two shares, in 百分点, without the unit: 0.052 → 5.2."""
    return plain(half_up(difference * 100, decimals))


def show_count(value: Number | Fraction, decimals: int = 0) -> str:
    """A count of things or an amount: whole numbers without decimals, others at `decimals` places at least one."""
    fraction = exact(value)
    if fraction.denominator == 1:
        return str(fraction.numerator)
    return plain(half_up(fraction, max(decimals, 1)))
