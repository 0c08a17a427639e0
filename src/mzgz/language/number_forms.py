"""The forms a number takes in a sentence: a date, a share, a multiple, an ordinal, or a number with its unit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from mzgz.language import hedges
from mzgz.language.hanzi_numerals import parse_digits, parse_hanzi
from mzgz.language.number_tokens import Token, token_at
from mzgz.language.pattern_search import expression
from mzgz.language.quantity import Hedge, Kind, Per
from mzgz.language.units_of_measure import AMOUNTS, PER_SLASH, TIMES, after_hanzi, thing_at, unit_at


@dataclass(frozen=True, slots=True)
class NumberForm:
    """What stands at a place, before its sentence is looked at; with a `fault` it is not a quantity."""

    end: int
    kind: Kind = Kind.COUNT
    value: Fraction = Fraction(0)
    step: Fraction = Fraction(1)
    gap: Fraction = Fraction(1)
    decimals: int = 0
    scaled: bool = False
    unit: str = ""
    thing: str = ""
    hedge: Hedge = Hedge.NONE
    per: Per | None = None
    loose: bool = False
    """Said in round words (半数, 五分之三), not printed to a digit."""
    bare: bool = False
    hanzi: bool = False
    fault: str = ""


_HANZI_YEAR: Final = r"[一二][〇零○一二三四五六七八九]{3}"
_YEAR: Final = rf"(?:(?:19|20)[0-9]{{2}}|{_HANZI_YEAR})"
_MONTH: Final = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY: Final = r"3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_DATE: Final = expression(rf"(?:({_YEAR}) ?年 ?)?(?<![0-9])({_MONTH}) ?月(?![龄嫂])(?: ?({_DAY}) ?[日号](?![楼]))?")
_ISO: Final = expression(r"((?:19|20)[0-9]{2})([-./])(1[0-2]|0?[1-9])\2(3[01]|[12][0-9]|0?[1-9])(?![0-9.])")
_YEAR_ALONE: Final = expression(rf"({_YEAR}) ?年(?!来|轻)")
_DAY_ALONE: Final = expression(rf"({_DAY}) ?日(?=前|起|止|以前|之前|24|上午|下午|零时)")
_PARTS: Final = {"百": 100, "千": 1000, "万": 10000}
_OF: Final = expression(r"([百千万])分之(百)?")
_FRACTION: Final = expression(r"([二三四五六七八九十]{1,3}|[0-9]{1,2})分之([一二三四五六七八九十]{1,3}|[0-9]{1,2})")
_TENTHS: Final = expression(
    r"([一二两三四五六七八九]|[1-9])成(?:([一二三四五六七八九半])(?![十百千万亿个]))?([多余])?(?![立为效员果功绩就长本品套年不熟都吉倍了交群片网批材型形家分])"
)
_HALF: Final = expression(r"过半数?|半数|一半(?!天)|百分百")
_FOLD: Final = expression(r"翻了?([一两二三四12345])番")
_POINTS: Final = expression(r" ?([多余])?个?([多余])? ?百分点")
_PERCENT: Final = expression(r" ?([%‰])([多余])?")
_MORE: Final = expression(r"多(?!元|样|种)")
_BEFORE_THINGS: Final = frozenset(("", *"个家名位项处张"))
_TIMES: Final = expression(r" ?([多余])?倍([多余])?(?!增)")


def date(text: str, place: int) -> NumberForm | None:
    """2022年6月30日, 6月底, 二〇二二年, 2022-06-30, 5日前."""
    if iso := _ISO.match(text, place):
        return _dated(iso.end(), iso[1], iso[3], iso[4])
    if match := _DATE.match(text, place):
        return _dated(match.end(), match[1], match[2], match[3])
    if match := _YEAR_ALONE.match(text, place):
        return NumberForm(match.end(), Kind.YEAR, Fraction(_number(match[1])), unit="年")
    if match := _DAY_ALONE.match(text, place):
        return _dated(match.end(), None, None, match[1])
    return None


def _dated(end: int, year: str | None, month: str | None, day: str | None) -> NumberForm:
    value = _number(year) * 10000 + _number(month) * 100 + _number(day)
    return NumberForm(end, Kind.DATE, Fraction(value), unit="日" if day else "月")


def _number(text: str | None) -> int:
    if not text or text.isascii():
        return int(text or 0)
    return (parse_digits(text) if len(text) == 4 else parse_hanzi(text)) or 0


def ordinal(text: str, place: int) -> NumberForm | None:
    """第七轮, 第2名."""
    if text[place] != "第":
        return None
    token = token_at(text, place + 1 + (text[place + 1 : place + 2] == " "))
    if token is None or token.fault or token.decimals:
        return (
            NumberForm(token.end if token else place + 1, fault=token.fault if token else "不是数") if token else None
        )
    unit = unit_at(text, token.end)
    return NumberForm(token.end + len(unit), Kind.ORDINAL, token.value, unit=unit)


def share(text: str, place: int) -> NumberForm | None:
    """百分之五十五, 千分之三, 五分之三, 五成五, 半数, 百分百."""
    if match := _OF.match(text, place):
        return _hundredths(text, match)
    if match := _FRACTION.match(text, place):
        parts, of = _number(match[2]), _number(match[1])
        if 0 < parts < of:
            return NumberForm(match.end(), Kind.PERCENT, Fraction(parts, of), Fraction(1, of), loose=True)
    if match := _TENTHS.match(text, place):
        return _tenths(match)
    if match := _HALF.match(text, place):
        whole = match[0] == "百分百"
        hedge = Hedge.OVER if match[0].startswith("过") else Hedge.NONE
        share, step = (Fraction(1), Fraction(1, 100)) if whole else (Fraction(1, 2), Fraction(1, 2))
        return NumberForm(match.end(), Kind.PERCENT, share, step, step, loose=not whole, hedge=hedge)
    return None


def _hundredths(text: str, match: re.Match[str]) -> NumberForm:
    size = _PARTS[match[1]]
    token = Token(match.end(), Fraction(100)) if match[2] else token_at(text, match.end())
    if token is None or token.fault or token.bare:
        return NumberForm(match.end(), fault="写法不明的数")
    return _scaled_down(token, Kind.PERCENT, size, token.end)


def _scaled_down(token: Token, kind: Kind, size: int, end: int, hedge: Hedge = Hedge.NONE) -> NumberForm:
    gap = min(token.gap, Fraction(1)) if token.value >= 10 else token.gap
    return NumberForm(end, kind, token.value / size, token.step / size, gap / size, token.decimals, hedge=hedge)


def _tenths(match: re.Match[str]) -> NumberForm:
    second = Fraction(5) if match[2] == "半" else Fraction(_number(match[2]))
    step = Fraction(1, 100 if match[2] else 10)
    value = Fraction(_number(match[1]), 10) + second / 100
    return NumberForm(match.end(), Kind.PERCENT, value, step, step, hedge=Hedge.ODD if match[3] else Hedge.NONE)


def folded(text: str, place: int) -> NumberForm | None:
    """翻一番: twice as much."""
    match = _FOLD.match(text, place)
    return NumberForm(match.end(), Kind.MULTIPLE, Fraction(2 ** _number(match[1])), unit="倍") if match else None


def counted(text: str, place: int) -> NumberForm | None:
    """A number and what follows it: %, 个百分点, 倍, or a unit of measure."""
    token = token_at(text, place)
    if token is None or token.fault:
        return NumberForm(token.end, fault=token.fault) if token else None
    if match := _POINTS.match(text, token.end):
        return _scaled_down(token, Kind.POINTS, 100, match.end(), Hedge.ODD if match[1] or match[2] else Hedge.NONE)
    if match := _PERCENT.match(text, token.end):
        hedge = Hedge.ODD if match[2] else Hedge.NONE
        return _scaled_down(token, Kind.PERCENT, 100 if match[1] == "%" else 1000, match.end(), hedge)
    if match := _TIMES.match(text, token.end):
        hedge = Hedge.ODD if match[1] or match[2] else Hedge.NONE
        return NumberForm(
            match.end(), Kind.MULTIPLE, token.value, token.step, token.step, token.decimals, unit="倍", hedge=hedge
        )
    return _with_unit(text, token)


def _with_unit(text: str, token: Token) -> NumberForm:
    hedge, end = (Hedge.ODD, token.end) if token.odd else hedges.odd(text, token.end)
    unit, thing, more, end = _measure(text, end, token.hanzi)
    slash = PER_SLASH.match(text, end) if unit else None
    per = Per(Fraction(1), slash[1]) if slash else None
    kind = Kind.RATIO if per else Kind.AMOUNT if unit in AMOUNTS else Kind.COUNT
    return NumberForm(
        slash.end() if slash else end, kind, token.value, token.step, token.gap, token.decimals, token.scaled,
        unit, thing, Hedge.ODD if more else hedge, per, bare=token.bare, hanzi=token.hanzi,
    )  # fmt: skip


def _measure(text: str, end: int, hanzi: bool) -> tuple[str, str, bool, int]:
    """The unit and what is counted, whether 多 stands between or behind them (3年多, 12个多月), and where they end."""
    start = end + (text[end : end + 1] == " ")
    unit = unit_at(text, start)
    if hanzi and not after_hanzi(unit):
        unit = ""
    start += len(unit)
    more = _MORE.match(text, start) if unit == "个" or unit in TIMES else None
    thing = thing_at(text, start + bool(more)) if unit in _BEFORE_THINGS else ""
    if not unit and not thing:
        return "", "", False, end
    if unit == "个" and not thing:
        more = None
    return unit or "个", thing, bool(more), start + len(thing) + bool(more)


FORMS: Final[tuple[Callable[[str, int], NumberForm | None], ...]] = (date, ordinal, share, folded, counted)
"""Tried in this order at every place where a number may begin."""


def form_at(text: str, place: int) -> NumberForm | None:
    for form in FORMS:
        if found := form(text, place):
            return found
    return None
