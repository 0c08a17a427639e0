"""Numbers printed as a report says them: 万 and 亿 from five digits up, hedges rounded toward their word."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from mzgz.language.hedges import intervals
from mzgz.language.number_tokens import lowest_place
from mzgz.language.quantity import Hedge, Kind
from mzgz.model.numbers import exact, half_up, plain, show_points, show_share

WORDS: Final = {"余": Hedge.ODD, "近": Hedge.NEAR, "超": Hedge.OVER, "约": Hedge.ABOUT}
_DOWN: Final = (Hedge.ODD, Hedge.OVER)
_SCALES: Final = ((10**8, "亿"), (10**4, "万"))
_FIVE_DIGITS: Final = 10**4
_MOST_DECIMALS: Final = 2


def round_toward(value: Fraction, decimals: int, word: str) -> Decimal:
    """Rounded to the side the word speaks of: down for 余 and 超, up for 近, half up for 约. The value is not negative."""
    scaled = exact(value) * 10**decimals
    if WORDS[word] is Hedge.ABOUT:
        return half_up(value, decimals)
    whole = scaled.numerator // scaled.denominator
    if WORDS[word] is Hedge.NEAR and scaled.denominator != 1:
        whole += 1
    return Decimal(whole).scaleb(-decimals)


def show_chinese(
    value: Fraction | int, unit: str = "", *, word: str = "", kind: Kind = Kind.COUNT, decimals: int = 1
) -> str:
    """A number with its unit, in half-width digits.

    Counts and amounts: below 10000 as they are; from there in 万 or 亿 where two decimals say them exactly
    (12.35万人), or where `word` (余, 近, 超, 约) may round them (12万余人) — with as few decimals as keep the number
    within what the word means; otherwise all digits. `decimals` is for what is not whole, and for shares (`kind`
    PERCENT: 55.0%) and their differences (POINTS: 5.2个百分点). A word the number does not need is not printed.
    """
    value = exact(value)
    if kind is Kind.POINTS:
        return f"{show_points(value, decimals)}个百分点"
    if kind is Kind.PERCENT:
        return _share(value, word, decimals)
    for scale, mark in _SCALES:
        if abs(value) >= scale >= _FIVE_DIGITS and (said := _scaled(value, scale, mark, unit, word)):
            return said
    return plain(half_up(value, 0 if value.denominator == 1 else decimals)) + unit


def _share(value: Fraction, word: str, decimals: int) -> str:
    if word and value > 0 and WORDS[word] is not Hedge.ODD:
        for places in range(decimals + 1):
            printed = round_toward(value * 100, places, word)
            if printed and _means(printed, places, Fraction(1, 100), word, value, scaled=False):
                return f"{word}{plain(printed)}%"
    return show_share(value, decimals)


def _scaled(value: Fraction, scale: int, mark: str, unit: str, word: str) -> str:
    """In 万 or 亿, exactly or hedged; nothing where neither is true."""
    in_scale = value / scale
    for places in range(_MOST_DECIMALS + 1):
        if (in_scale * 10**places).denominator == 1:
            return _trimmed(half_up(in_scale, places)) + mark + unit
        if word and value > 0 and (said := _hedged(value, places, scale, mark, unit, word)):
            return said
    return ""


def _hedged(value: Fraction, places: int, scale: int, mark: str, unit: str, word: str) -> str:
    digits = _trimmed(round_toward(value / scale, places, word))
    if not _means(Decimal(digits), len(digits.partition(".")[2]), Fraction(scale), word, value, scaled=True):
        return ""
    return f"{digits}{mark}余{unit}" if word == "余" else f"{word}{digits}{mark}{unit}"


def _trimmed(number: Decimal) -> str:
    digits = plain(number)
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _means(printed: Decimal, places: int, scale: Fraction, word: str, value: Fraction, *, scaled: bool) -> bool:
    """Whether a reader of the hedged number surely takes the value to be among those meant."""
    said, step = Fraction(printed), Fraction(1, 10**places)
    gap = lowest_place(said, step)
    if not scaled and said >= 10:
        gap = min(gap, Fraction(1))
    _, sure = intervals(WORDS[word], said * scale, step * scale, gap * scale, scaled)
    return sure is not None and value in sure
