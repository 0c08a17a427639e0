"""What a person most likely meant by a number, a date or a period written in another way."""

from __future__ import annotations

import unicodedata
from datetime import date
from fractions import Fraction
from typing import Final

from mzgz.language.hanzi_numerals import parse_digits, parse_hanzi
from mzgz.language.pattern_search import expression
from mzgz.language.units_of_measure import same_unit, split_unit
from mzgz.model.periods import Period
from mzgz.model.rounding import half_up, plain

_DATE: Final = expression(
    r"([0-9]{4}) *[-./年 ] *([0-9]{1,2}) *[-./月 ] *([0-9]{1,2}) *[日号]?(?:[T ]+0?0:00(?::00(?:\.0+)?)?)?"
)
"""Also as other programs write a day into a text: with the hour at which it begins."""
_DATE_IN_WORDS: Final = expression(
    r"([0-9]{4}|[〇○零一二三四五六七八九]{4})年([0-9]{1,2}|[一二三四五六七八九十]{1,3})月([0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]"
)
_BARE_DATE: Final = expression(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH: Final = expression(r"([0-9]{4})[-./年 ]([0-9]{1,2})(?:月份?)?")
_BARE_MONTH: Final = expression(r"([0-9]{4})([0-9]{2})")
_LONGER: Final = expression(
    r"([0-9]{4})[-./年 ]*(?:(?:第?([1-4一二三四])季度?|[Qq]([1-4]))|([上下])半年|[Hh]([12])|)(?:全?年)?"
)
"""A quarter, a half or the whole of a year."""
_OFF_THE_LINE: Final = expression(
    "[\u00b2\u00b3\u00b9\u2070-\u209f\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]"
)
"""A note's number or an exponent: digits that are no part of the number."""
_GROUPING: Final = expression(r"(?<=[0-9])[,_ '](?=[0-9]{3}(?![0-9]))")
"""Between thousands."""
_SPACED_OUT: Final = expression(r"[0-9](?: [0-9])+")
_APART: Final = expression(r"[,_'、;]|[0-9] +[0-9]")
"""Between two numbers: run together they would be a third."""
_AROUND: Final = "'\"‘’“” "
_BEHIND: Final = ",;.。、 "
_LIKE_DIGITS: Final = str.maketrans("OoIl", "0011")
"""Letters that are typed for digits."""
_YEAR_DIGITS: Final = 4
_SCALES: Final = frozenset("十百千万亿")
_MOST_PLACES: Final = 12


def suggest_number(text: str, measure: str = "") -> str | None:
    """Plain digits: `１，２０４` gives `1204`, `82个` gives `82`; None where it is not clear, or not a count of things.
    Asked in a `measure`, what is written in that unit at another scale is brought to it: of 万元, `617500元` is `61.75`."""
    # the reader is only wanted where something is wrong, and takes its time to load
    from mzgz.language.hanzi_numerals import parse_hanzi
    from mzgz.language.number_reader import read
    from mzgz.language.quantity import Hedge, Kind

    if _OFF_THE_LINE.search(text):
        return None
    written = _run_together(_folded(text).strip(_AROUND).rstrip(_BEHIND))
    if written is None:
        return None
    if written[:1].isdigit() and (meant := written.translate(_LIKE_DIGITS)).isdigit():
        written = meant
    if (spelt := parse_hanzi(written)) is not None and not {"万", "亿"} & set(written):
        return str(spelt)
    scaled = bool(_SCALES & set(written))
    if scaled and not measure:
        return None
    match read(written):
        case (quantity,) if (quantity.start, quantity.end) == (0, len(written)):
            exact = quantity.hedge is Hedge.NONE and quantity.per is None
            counts = quantity.kind in (Kind.COUNT, Kind.AMOUNT)
            if not exact or not counts:
                return None
            named = quantity.unit + quantity.thing
            return _digits_of(
                quantity.value if named or scaled else quantity.value * split_unit(measure)[0], named, measure
            )
    return None


def _digits_of(value: Fraction, named: str, measure: str) -> str | None:
    """The value in the measure it is asked in; None in another one, or where digits do not end."""
    scale, unit = split_unit(measure)
    if named and measure and not same_unit(named, unit):
        return None
    value /= scale
    places = next((each for each in range(_MOST_PLACES) if (value * 10**each).denominator == 1), None)
    return None if places is None else plain(half_up(value, places))


def _run_together(text: str) -> str | None:
    """Without the signs that group digits, and without blanks; None where they stand between two numbers."""
    grouped = _GROUPING.sub("", text)
    if _SPACED_OUT.fullmatch(grouped):
        return grouped.replace(" ", "")
    return None if _APART.search(grouped) else grouped.replace(" ", "")


def suggest_date(text: str) -> str | None:
    """`2022年7月4日`, `二〇二二年七月四日`, `2022.7.4`, `2022/7/4`, `20220704` → `2022-07-04`; None where there is no such
    day."""
    written = _folded(text)
    match = _DATE.fullmatch(written) or _BARE_DATE.fullmatch(written) or _DATE_IN_WORDS.fullmatch(written)
    try:
        return date(*(_part(text) for text in match.groups())).isoformat() if match else None
    except ValueError:
        return None


def _part(text: str) -> int:
    """A year digit by digit, a month or a day as a number; 0 is none of them."""
    if text.isascii():
        return int(text)
    return (parse_digits(text) if len(text) == _YEAR_DIGITS else parse_hanzi(text)) or 0


def suggest_period(text: str) -> str | None:
    """`2022年6月`, `2022-6`, `2022.6`, `202206` → `2022-06`; `2022年二季度`, `2022年上半年` likewise; None where it is not
    clear."""
    written = _folded(text)
    match = _MONTH.fullmatch(written) or _BARE_MONTH.fullmatch(written)
    if match:
        return f"{match[1]}-{int(match[2]):02}" if 1 <= int(match[2]) <= 12 else None
    longer = _LONGER.fullmatch(written)
    if not longer:
        return None
    year, spelt, quarter, half, half_number = longer.groups()
    if spelt or quarter:
        return f"{year}-Q{quarter or ('一二三四'.find(spelt) + 1 or spelt)}"
    if half or half_number:
        return f"{year}-H{half_number or '上下'.index(half) + 1}"
    return str(year)


def read_period(text: str) -> Period:
    """A period in any of the ways people write one; raises ValueError where it is not clear."""
    try:
        return Period.parse(text)
    except ValueError:
        return Period.parse(suggest_period(text) or text)


def _folded(text: str) -> str:
    """With half-width digits and signs."""
    return unicodedata.normalize("NFKC", text).strip()
