"""How a goal may be written beside a plain comparison: a range, about a number, a change against the baseline, a multiple."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
_WITHIN = re.compile(rf"\s*(?:within\s+)?{_NUMBER}\s*([%‰]?)\s*\.\.\s*{_NUMBER}\s*([%‰]?)\s*")
_ABOUT = re.compile(rf"\s*about\s+{_NUMBER}\s*([%‰]?)\s*(?:(?:±|\+-)\s*{_NUMBER}\s*([%‰]?|pp)\s*)?")
_CHANGE = re.compile(rf"\s*([+-])\s*{_NUMBER}\s*(%|pp|‰)\s*")
_TIMES = re.compile(rf"\s*x\s*{_NUMBER}\s*")

PATTERN = (
    r"^\s*(up|down|(>=|<=|>|<|=)\s*[0-9]+(\.[0-9]+)?\s*[%‰]?"
    r"|(within\s+)?[0-9]+(\.[0-9]+)?\s*[%‰]?\s*\.\.\s*[0-9]+(\.[0-9]+)?\s*[%‰]?"
    r"|about\s+[0-9]+(\.[0-9]+)?\s*[%‰]?\s*((±|\+-)\s*[0-9]+(\.[0-9]+)?\s*([%‰]|pp)?\s*)?"
    r"|[+-]\s*[0-9]+(\.[0-9]+)?\s*(%|pp|‰)|x\s*[0-9]+(\.[0-9]+)?)\s*$"
)
"""All of it as one expression, for editors."""


OUT_OF: Final = {"": 1, "%": 100, "‰": 1000}
"""What the number of a share counts by."""


def points_word(share: str) -> str:
    """The measure of a difference of two shares: 个百分点, 个千分点; empty of things."""
    return {"": "", "%": "个百分点", "‰": "个千分点"}[share]


@dataclass(frozen=True, slots=True)
class Spread:
    """A goal with two edges: `about` is the printed number where it is one of those."""

    low: Fraction
    high: Fraction
    share: str
    text: str
    open_end: bool = False
    """Whether `high` itself is beyond: 5.5% rounds to 6%, not to 5%."""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A change against the baseline: by a share of it, by percentage points, or to a multiple."""

    kind: Literal["share", "points", "times"]
    sign: Literal[">=", "<="]
    amount: Fraction
    text: str
    figure: str
    share: str = "%"
    """Of points: whether they are 百分点 or 千分点."""

    def threshold(self, baseline: Fraction) -> Fraction:
        """What it comes to from where the reporter stood."""
        if self.kind == "points":
            return baseline + self.amount
        return baseline * (self.amount if self.kind == "times" else 1 + self.amount)


def read_spread(text: str) -> Spread | None:
    """`20%..30%`, `within 3..5`, `about 5%`, `about 5% ± 0.5`; None for anything else and where the edges are reversed."""
    if match := _WITHIN.fullmatch(text):
        low, first, high, second = match.groups()
        if first and first != second:
            return None
        edges = Fraction(low) / OUT_OF[second], Fraction(high) / OUT_OF[second]
        return Spread(*edges, second, f"{low}{second}..{high}{second}") if edges[0] <= edges[1] else None
    match = _ABOUT.fullmatch(text)
    if match is None:
        return None
    number, sign, band, _ = match.groups()
    scale = OUT_OF[sign]
    middle = Fraction(number)
    # without a band: whatever prints as this number
    half = Fraction(band) if band else Fraction(1, 2 * 10 ** len(number.partition(".")[2]))
    rendered = f"about {number}{sign}" + (f" ± {band}{sign}" if band else "")
    low_edge, high_edge = (middle - half) / scale, (middle + half) / scale
    return Spread(low_edge, high_edge, sign, rendered, not band, f"{number}{sign}")


def read_step(text: str) -> Step | None:
    """`+8%`, `-8%`, `+4pp`, `-0.2‰`, `x2`; None for anything else. Of ‰ it is points: nobody promises 0.2‰ of a number."""
    if match := _TIMES.fullmatch(text):
        return Step("times", ">=" if Fraction(match[1]) >= 1 else "<=", Fraction(match[1]), f"x{match[1]}", match[1])
    match = _CHANGE.fullmatch(text)
    if match is None:
        return None
    way, number, measure = match.groups()
    share = "‰" if measure == "‰" else "%"
    amount = Fraction(number) / OUT_OF[share] * (1 if way == "+" else -1)
    return Step(
        "share" if measure == "%" else "points",
        ">=" if way == "+" else "<=",
        amount,
        f"{way}{number}{measure}",
        f"{number}%" if measure == "%" else number,
        share,
    )
