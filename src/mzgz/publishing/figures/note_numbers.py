"""The numbers in what a reporter wrote: which digits count something, and which belong to a date or a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.model.numbers import half_up
from mzgz.model.submissions import Highlight, Honour, Problem

_NAMED: Final = (
    r"[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}日(?!常)"
    r"|〔[0-9]{4}〕[0-9]+号|第[0-9]+|12345(?!人|户|件|万)|[0-9]+＋X|[A-Za-z][A-Za-z/ -]*[0-9]+|[0-9]+[A-Z]级?"
)
"""Dates, document numbers, ordinals, the names of a hotline, a setting or a grade: digits that count nothing."""

_COUNTED: Final = (
    r"[0-9]+(?:\.[0-9]+)?(?:[万亿](?!分))?[%％]?"
    r"|[一二三四五六七八九两]成(?![一-龥])|[一二三四五六七八九两]成(?=以上|以下|多|左右|的|，|。)|百分之[零一二三四五六七八九十百点]+"
)
"""What counts: digits, tenths, and percentages in words."""

_TOKEN: Final = re.compile(rf"({_NAMED})|({_COUNTED})")
_MYRIAD: Final = 10_000


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut at its numbers, in order; True marks a number."""
    start = 0
    for match in _TOKEN.finditer(text):
        if match[2] is None:
            continue
        if match.start() > start:
            yield text[start : match.start()], False
        yield match[2], True
        start = match.end()
    if start < len(text):
        yield text[start:], False


def length_at(text: str, at: int) -> int:
    """How many characters the number that begins at `at` takes up."""
    match = re.compile(_COUNTED).match(text, at)
    return len(match[0]) if match else 0


def is_named(text: str, start: int) -> bool:
    """Whether the digits at `start` belong to a date or a name and so count nothing."""
    return any(match[1] and match.start() <= start < match.end() for match in _TOKEN.finditer(text))


def told(number: str) -> str:
    """A reported number as a document prints it: 12179 → 1.22万, the rest as it was written."""
    if number.isdigit() and int(number) >= _MYRIAD:
        return great(Fraction(number))
    return number.replace("％", "%")


def great(number: Fraction) -> str:
    """A large number in 万 or 亿, two decimals at most, without trailing zeros."""
    scale, sign = (10**8, "亿") if number >= 10**8 else (_MYRIAD, "万")
    rounded = half_up(number / scale, 2)
    if sign == "万" and rounded >= _MYRIAD:
        rounded, sign = half_up(number / 10**8, 2), "亿"
    digits = f"{rounded:f}"
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) + sign


def passage(item: Highlight | Problem | Honour) -> str:
    """The words of one item of a return, as its numbers are counted: of an honour, who received what."""
    return item.recipient + item.title if isinstance(item, Honour) else item.text
