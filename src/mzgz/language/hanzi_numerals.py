"""Numbers in hanzi, both ways: 一千二百零四 is 1204."""

from __future__ import annotations

import re

HANZI_DIGITS = "零〇○一二两三四五六七八九"
HANZI = HANZI_DIGITS + "十百千万亿廿卅"
MOST_HANZI = 40
"""No number that is said has more characters; longer runs are not read."""

_DIGIT = {"零": 0, "〇": 0, "○": 0, "两": 2} | {char: n for n, char in enumerate("一二三四五六七八九", 1)}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = ((10**8, "亿"), (10**4, "万"))
_FORMS = "零一二三四五六七八九"
_MOST = 10**16
_WAYS = str.maketrans({"二": "[二两]", "零": "[零〇○]", "|": "[零〇○]?", "!": "一?十"})


def to_hanzi(number: int) -> str:
    """As it is spoken: 12 → 十二, 10204 → 一万零二百零四. From 0 up to 10^16, not including."""
    if not 0 <= number < _MOST:
        raise ValueError(number)
    reported = _spell(number)
    return reported[1:] if reported.startswith("一十") else reported


def parse_hanzi(text: str) -> int | None:
    """The number spoken; None where it is not well formed (十四五, 三四十, 一百五). 两, 〇, 廿 and 卅 are accepted."""
    if not text or len(text) > MOST_HANZI:
        return None
    text = text.replace("廿", "二十").replace("卅", "三十")
    number = _total(text)
    return number if number < _MOST and _pattern(number).fullmatch(text) else None


def parse_digits(text: str) -> int | None:
    """Digits said one by one: 二〇二二 → 2022; None where another character stands among them."""
    if not text or len(text) > MOST_HANZI or any(char not in _DIGIT for char in text):
        return None
    return int("".join(str(_DIGIT[char]) for char in text))


def _total(text: str) -> int:
    """What the characters add up to, well formed or not."""
    total = section = digit = 0
    for char in text:
        if char in _DIGIT:
            digit = _DIGIT[char]
        elif char in _SMALL:
            section, digit = section + (digit or 1) * _SMALL[char], 0
        elif char == "亿":
            total, section, digit = (total + section + digit) * 10**8, 0, 0
        else:
            total, section, digit = total + (section + digit) * 10**4, 0, 0
    return total + section + digit


def _spell(number: int, between: str = "") -> str:
    """`between` is put where a 零 may stand but need not (十万五千, 十万零五千)."""
    for size, mark in _LARGE:
        if number >= size:
            high, low = divmod(number, size)
            zero = "" if not low else "零" if low < size // 10 else between if high % 10 == 0 else ""
            return _spell(high, between) + mark + zero + (_spell(low, between) if low else "")
    return _section(number)


def _section(number: int) -> str:
    if not number:
        return "零"
    digits = [number // 10**place % 10 for place in (3, 2, 1, 0)]
    reported = "".join(_FORMS[d] + mark * (d > 0) for d, mark in zip(digits, ("千", "百", "十", ""), strict=True))
    return re.sub("零+", "零", reported).strip("零")


def _pattern(number: int) -> re.Pattern[str]:
    return re.compile(_spell(number, "|").replace("一十", "!").translate(_WAYS))
