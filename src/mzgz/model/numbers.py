"""Exact numbers: goals decided on fractions, and the one place where a number is rounded and printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from mzgz.model.goal_notation import OUT_OF, Spread, Step, points_word, read_spread, read_step
from mzgz.model.goal_words import in_sentence, in_table

Number = int | Decimal
"""As read from text: exact, never a float."""

_GOAL = re.compile(r"\s*(>=|<=|>|<|=)\s*([0-9]+(?:\.[0-9]+)?)\s*([%‰]?)\s*")
_MOST_DIGITS = 12


Exact = int | Fraction
"""Exact under every operation; whole numbers stay `int`, which is many times faster than a fraction."""


def unbound(number: Number) -> Exact:
    """The number as one whose sums are never rounded: a Decimal sum keeps only 28 digits."""
    return number if isinstance(number, int) else Fraction(number)


def exact(number: Number | Fraction) -> Fraction:
    """The same number as a fraction, without loss."""
    return number if isinstance(number, Fraction) else Fraction(number)


@dataclass(frozen=True, slots=True)
class Goal:
    """What was promised: a comparison with a threshold, or only a direction (`up`, `down`) against the baseline.

    The threshold is a plain number: 55% is 11/20, 1‰ is 1/1000.
    """

    sign: str
    threshold: Fraction | None
    share: str
    """% or ‰ where it is written as a share; empty of a number of things."""
    text: str
    spread: Spread | None = None
    """The two edges of a goal that has them; `threshold` is the lower one."""
    step: Step | None = None
    """A change against the baseline; `threshold` is what it comes to, None as long as there is no baseline."""

    @classmethod
    def parse(cls, text: str) -> Goal:
        """Read `>= 55%`, `<= 1‰`, `= 100%`, `>= 3`, `= 0`, `up`, `down`, `20%..30%`, `about 5%`, `+8%`, `+4pp`, `-0.2‰`, `x2`;
        raises ValueError for anything else."""
        if text in ("up", "down"):
            return cls(text, None, "", text)
        if match := _GOAL.fullmatch(text):
            sign, digits, share = match.groups()
            return cls(sign, Fraction(digits) / OUT_OF[share], share, f"{sign} {digits}{share}")
        if spread := read_spread(text):
            return cls("within", spread.low, spread.share, spread.text, spread)
        if step := read_step(text):
            return cls(step.sign, None, "", step.text, None, step)
        raise ValueError(text)

    def from_baseline(self, baseline: Fraction | None, *, percent: bool) -> Goal:
        """What a change comes to from where the reporter stood; a goal that is none stays as it is."""
        if self.step is None or baseline is None:
            return self
        return replace(self, threshold=self.step.threshold(baseline), share=self.step.share if percent else "")

    def per(self, base: int) -> Goal:
        """The goal of a number per `base` (张/千人) as one of the plain quotient."""
        if base == 1 or self.threshold is None:
            return self
        spread = self.spread and replace(self.spread, low=self.spread.low / base, high=self.spread.high / base)
        return replace(self, threshold=self.threshold / base, spread=spread)

    @property
    def percent(self) -> bool:
        """Whether it is written as a share, in % or ‰."""
        return bool(self.share)

    @property
    def out_of(self) -> int:
        """What its number counts by: 100 in %, 1000 in ‰, 1 of things."""
        return OUT_OF[self.share]

    @property
    def places(self) -> int:
        """How many decimals its number is written with: 2 of 0.05%."""
        digits = re.findall(r"\.([0-9]+)", self.text)
        return max(map(len, digits), default=0)

    @property
    def rises(self) -> bool:
        """Whether more is better. `= 100%` is approached from below, `= 0` from above, a range from below."""
        return self.sign in (">=", ">", "up", "within") or (self.sign == "=" and self.threshold != 0)

    @property
    def exceedable(self) -> bool:
        """Whether too much misses it, too: an exact number and a range, which what still grows may leave again."""
        return self.spread is not None or self.sign == "="

    def passed(self, value: Fraction, baseline: Fraction | None = None) -> bool:
        """Whether a value lies beyond the goal: what can only grow never comes back to it."""
        if self.spread is not None:
            return value > self.spread.low and not self._inside(value)
        if self.sign == "=":
            return self.threshold is not None and value > self.threshold
        return not self.rises and self.met(value, baseline) is False

    @property
    def edges(self) -> tuple[Fraction | None, Fraction | None]:
        """What is not to be fallen short of, and what is not to be exceeded; None: no limit on that side."""
        if self.spread is not None:
            return self.spread.low, self.spread.high
        return (None if self.sign in ("<=", "<", "down") else self.threshold), (
            None if self.sign in (">=", ">", "up") else self.threshold
        )

    def edge(self, value: Fraction) -> Fraction | None:
        """The number a value short of the goal has to come to."""
        return self.spread.high if self.spread and value > self.spread.low else self.threshold

    @property
    def number(self) -> Fraction | None:
        """The threshold as it is printed: of `about 60%` the 60%, of a range the lower edge."""
        return (self.spread.low + self.spread.high) / 2 if self.spread and self.spread.about else self.threshold

    def stated(self, value: Fraction) -> Fraction | None:
        """The printed number a value is told the distance to: of a range the edge it lies beyond, none inside."""
        if self.spread is None:
            return self.threshold
        if self._inside(value):
            return None
        return self.number if self.spread.about else self.edge(value)

    def met(self, value: Fraction, baseline: Fraction | None = None) -> bool | None:
        """Decided exactly. None where only a direction was promised and there is no baseline to compare with."""
        against = baseline if self.threshold is None else self.threshold
        if against is None:
            return None
        match self.sign:
            case "within":
                return self._inside(value)
            case ">=":
                return value >= against
            case ">" | "up":
                return value > against
            case "<=":
                return value <= against
            case "<" | "down":
                return value < against
        return value == against

    def _inside(self, value: Fraction) -> bool:
        spread = self.spread
        if spread is None:
            return value == self.threshold
        return spread.low <= value < spread.high if spread.open_end else spread.low <= value <= spread.high

    def met_between(self, low: Exact | None, high: Exact | None, baseline: Fraction | None = None) -> bool | None:
        """The verdict on a value known only to lie in `low`..`high` (None: no limit on that side).

        True where it is met whatever the value, False where it is missed whatever the value, None where it is open.
        """
        if self.threshold is None and baseline is None:
            return None
        if self.sign == "=":
            return self._equal_between(low, high)
        if self.spread is not None:
            return self._within_between(low, high, self.spread)
        worst, best = (low, high) if self.rises else (high, low)
        if worst is not None and self.met(Fraction(worst), baseline):
            return True
        return False if best is not None and not self.met(Fraction(best), baseline) else None

    def _equal_between(self, low: Exact | None, high: Exact | None) -> bool | None:
        threshold = self.threshold or 0
        if (low is not None and low > threshold) or (high is not None and high < threshold):
            return False
        return True if low is not None and low == high else None

    def _within_between(self, low: Exact | None, high: Exact | None, spread: Spread) -> bool | None:
        if (low is not None and low > spread.high) or (high is not None and high < spread.low):
            return False
        ends = [end is not None and self._inside(Fraction(end)) for end in (low, high)]
        return True if all(ends) else None

    @property
    def figure(self) -> str:
        """The number of it alone: 55%, 20%～30%, 8%; empty for a direction."""
        if self.spread is not None:
            return self.spread.about or self.spread.text.replace("..", "～")
        if self.step is not None:
            return self.step.figure
        return self.text.split(" ", 1)[1] if self.threshold is not None else ""

    @property
    def label(self) -> str:
        """As a table shows it: ≥55%, >90%, 比上年提高."""
        return in_table(self).said(self.figure)

    @property
    def tolerance(self) -> str:
        """（±60）: how far about a number may be from it; empty of any other goal."""
        if self.spread is None or "±" not in self.spread.text:
            return ""
        half = self.spread.text.partition("±")[2].strip().rstrip("%‰")
        return f"（±{half}{points_word(self.share)}）"

    @property
    def words(self) -> str:
        """As a sentence says it: 不低于55%."""
        return in_sentence(self).said(self.figure)


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
