"""What was promised of a number, and whether a value meets it: decided on fractions, never on printed digits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from mzgz.model.goal_notation import OUT_OF, Spread, Step, points_word, read_spread, read_step
from mzgz.model.goal_words import in_sentence, in_table
from mzgz.model.numbers import Exact

_GOAL = re.compile(r"\s*(>=|<=|>|<|=)\s*([0-9]+(?:\.[0-9]+)?)\s*([%‰]?)\s*")


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
        digits = re.findall(r"[0-9]\.([0-9]+)", self.text)
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

    def met_by(self, part: Exact, whole: Exact) -> bool | None:
        """Whether part / whole meets a plain threshold, by cross-multiplication; None of any other goal, which takes the
        value itself."""
        if self.threshold is None or self.spread is not None:
            return None
        left, right = part * self.threshold.denominator, whole * self.threshold.numerator
        match self.sign:
            case ">=":
                return left >= right
            case ">":
                return left > right
            case "<=":
                return left <= right
            case "<":
                return left < right
        return left == right

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
