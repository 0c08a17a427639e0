"""So many of a whole, as words say it: 12个, 超过11个, 近九成, 三分之二以上, 大多数; and which numbers they allow."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

from mzgz.language import Hedge, Kind, Quantity
from mzgz.language.quantity import Interval
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm

_OF_UNITS: Final = frozenset(("个", "家", "地", ""))
OF_TASKS: Final = frozenset(("项", "个", ""))
"""What they are counted by."""
_PLACES: Final = AssertionForm("[旗区县市]|地方|单位")
_ROUGH, _FINE = Fraction(1, 20), Fraction(1, 100)
"""How far 八成 and 86% may lie from the share itself."""


class HowMany(NamedTuple):
    """The numbers, or with `share` the shares of the whole, that a wording allows."""

    allowed: Interval
    share: bool = False

    def of(self, least: int, most: int, whole: int) -> bool | None:
        """Whether it is so of a number of which only is known that it lies in `least`..`most`."""
        fits = [
            (Fraction(number, whole or 1) if self.share else Fraction(number)) in self.allowed
            for number in range(least, most + 1)
        ]
        return all(fits) if all(fits) or not any(fits) else None


def _part(low: Fraction | int, high: Fraction | int, *, low_in: bool = True, high_in: bool = True) -> HowMany:
    return HowMany(Interval(Fraction(low), Fraction(high), low_in, high_in), share=True)


_WORDS: Final = (
    (AssertionForm("绝大多数|绝大部分"), _part(Fraction(2, 3), 1)),
    (AssertionForm("极少数|极个别|个别"), _part(0, Fraction(1, 4), low_in=False)),
    (AssertionForm("少数"), _part(0, Fraction(1, 2), low_in=False)),
    (AssertionForm("近半|近一半|将近一半|接近一半"), _part(Fraction(2, 5), Fraction(1, 2), high_in=False)),
    (AssertionForm("半数以上|一半以上"), _part(Fraction(1, 2), 1)),
    (AssertionForm("过半|超过半数|超过?一半|大多数|大部分|多数"), _part(Fraction(1, 2), 1, low_in=False)),
    (AssertionForm("半数|一半"), _part(Fraction(2, 5), Fraction(3, 5))),
    (AssertionForm("部分|有的|一些"), _part(0, 1, low_in=False, high_in=False)),
)


def exactly(number: int) -> HowMany:
    return HowMany(Interval(Fraction(number), Fraction(number), True, True))


def how_many(what: object, words: str = "", counted_by: frozenset[str] = _OF_UNITS) -> HowMany | None:
    """What a number, or the words where there is none, say; None where it counts something else."""
    if isinstance(what, int):
        return exactly(what)
    if not isinstance(what, Quantity):
        return next((part for form, part in _WORDS if form.search(words)), None)
    if what.kind is Kind.PERCENT and 0 < what.value <= 1:
        return HowMany(_wide(what), share=True)
    other = counted_by is _OF_UNITS and what.thing and not _PLACES.search(what.thing)
    if other or what.kind is not Kind.COUNT or what.unit not in counted_by or what.value.denominator != 1:
        return None
    return exactly(int(what.value)) if what.hedge is Hedge.NONE else HowMany(what.range)


def _wide(share: Quantity) -> Interval:
    """八成 is a round number, 86% not quite; of 超过八成 and the like only the words count."""
    if share.hedge is Hedge.NEAR:
        return Interval(share.value - 2 * _ROUGH, share.value, False, False)
    if share.hedge is not Hedge.NONE:
        return share.range
    wide = share.step / 2 if share.decimals else _FINE if "%" in share.text else _ROUGH
    return Interval(share.value - wide, share.value + wide, True, True)
