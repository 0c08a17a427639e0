"""余, 近, 超, 以上 and the like: where they stand and which values they allow."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.language.quantity import Hedge, Interval

BEFORE: Final = {
    "超过": Hedge.OVER, "超": Hedge.OVER, "突破": Hedge.OVER, "逾": Hedge.OVER, "大于": Hedge.OVER, "高于": Hedge.OVER,
    "多于": Hedge.OVER, "不低于": Hedge.AT_LEAST, "不少于": Hedge.AT_LEAST, "不小于": Hedge.AT_LEAST,
    "站上": Hedge.AT_LEAST, "迈上": Hedge.AT_LEAST, "跃上": Hedge.AT_LEAST, "跨上": Hedge.AT_LEAST, "迈过": Hedge.AT_LEAST,
    "跨过": Hedge.AT_LEAST, "越过": Hedge.AT_LEAST, "冲破": Hedge.OVER, "跌破": Hedge.UNDER, "逼近": Hedge.NEAR,
    "至少": Hedge.AT_LEAST, "最少": Hedge.AT_LEAST, "将近": Hedge.NEAR, "接近": Hedge.NEAR, "近": Hedge.NEAR,
    "不足": Hedge.UNDER, "不到": Hedge.UNDER, "不满": Hedge.UNDER, "不及": Hedge.UNDER, "小于": Hedge.UNDER,
    "低于": Hedge.UNDER, "少于": Hedge.UNDER, "不高于": Hedge.AT_MOST, "不超过": Hedge.AT_MOST, "不多于": Hedge.AT_MOST,
    "不大于": Hedge.AT_MOST, "最多": Hedge.AT_MOST, "至多": Hedge.AT_MOST, "大约": Hedge.ABOUT, "约为": Hedge.ABOUT, "约": Hedge.ABOUT,
}  # fmt: skip
AFTER: Final = {
    "以上": Hedge.AT_LEAST, "以下": Hedge.AT_MOST, "以内": Hedge.AT_MOST, "之内": Hedge.AT_MOST,
    "左右": Hedge.ABOUT, "上下": Hedge.ABOUT, "还多": Hedge.ODD, "有余": Hedge.ODD, "出头": Hedge.ODD, "挂零": Hedge.ODD,
}  # fmt: skip
"""以上, 以下 and 以内 include the number itself, 超过 and 不满 do not: Civil Code, article 1259."""

_BEFORE: Final = expression(rf"(?:{'|'.join(sorted(BEFORE, key=len, reverse=True))})了?$")
_AFTER: Final = expression("|".join(AFTER))
_ODD: Final = expression(
    r"[余多](?!额|元化|样化|样性|种形式|方面|边|层次|渠道|部门|措并举|劳)|来(?=[个人名家户张万岁天])"
)
_OTHER_WORDS: Final = expression(
    r"(?:[最附邻就临靠远亲相新]近|[赶高反]超|[节签预条公契集特制违简纳邀]约|(?:存在|发现|改进|查找|弥补|整改)不足)$"
)
_LONGEST: Final = 4
_SIGNIFICANT: Final = 3
"""With so many digits printed, a hedge hides less than one of the last."""


def before(text: str, start: int, span_of_time: bool = False) -> tuple[Hedge, int]:
    """The hedge that ends where the number starts, and where it begins. 近三年 are the last three years."""
    head = text[max(0, start - _LONGEST) : start].rstrip(" ")
    match = _BEFORE.search(head)
    if not match:
        return Hedge.NONE, start
    word = match[0].removesuffix("了")
    other = _OTHER_WORDS.search(head[: match.start() + len(word)])
    if other or (span_of_time and word == "近"):
        return Hedge.NONE, start
    return BEFORE[word], max(0, start - _LONGEST) + match.start()


def odd(text: str, end: int) -> tuple[Hedge, int]:
    """余 or 多 (or 来: about) between the number and its unit."""
    match = _ODD.match(text, end)
    if not match:
        return Hedge.NONE, end
    return (Hedge.ABOUT if match[0] == "来" else Hedge.ODD), match.end()


def after(text: str, end: int) -> tuple[Hedge, int]:
    match = _AFTER.match(text, end)
    return (AFTER[match[0]], match.end()) if match else (Hedge.NONE, end)


def rounding(value: Fraction, step: Fraction) -> Interval:
    """Every value that prints as `value` when rounded half up (away from zero) at `step`."""
    low, high = value - step / 2, value + step / 2
    if value == 0:
        return Interval(low, high, False, False)
    return Interval(low, high, True, False) if value > 0 else Interval(low, high, False, True)


def intervals(
    hedge: Hedge, value: Fraction, step: Fraction, gap: Fraction, scaled: bool
) -> tuple[Interval, Interval | None]:
    """What the words allow, and what a careful writer would have put this way.

    12万余 is 120000 up to below 130000; 30万余 surely means less than 310000 and at most less than 400000. 近 is
    below the number, by no more than a tenth or one of its last digit. 以上 and 超 have no upper end in words.
    """
    if value < 0:
        return (rounding(value, step), rounding(value, step)) if hedge is Hedge.NONE else (Interval(None, None), None)
    fine = value >= gap * 10 ** (_SIGNIFICANT - 1)
    match hedge:
        case Hedge.ODD:
            return Interval(value, value + gap), Interval(value, value + (step if scaled else gap))
        case Hedge.OVER:
            reach = gap if fine else max(min(gap, value / 5), value / 10)
            return Interval(value, None, False), Interval(value, value + reach, False, True)
        case Hedge.AT_LEAST:
            return Interval(value, None), Interval(value, value * Fraction(6, 5), True, True)
        case Hedge.NEAR:
            wide, reach = (
                max(gap if fine else step, value / 10),
                gap if fine else max(min(step, value / 10), value / 20),
            )
            return Interval(value - wide, value, False), Interval(value - reach, value, False)
        case Hedge.UNDER:
            return Interval(None, value), Interval(value * Fraction(9, 10), value)
        case Hedge.AT_MOST:
            return Interval(None, value, True, True), Interval(value * Fraction(4, 5), value, True, True)
        case Hedge.ABOUT:
            half, wide = max(step / 2, min(gap / 2, value / 20)), max(step, value / 10)
            return Interval(value - wide, value + wide, True, True), Interval(value - half, value + half)
    return rounding(value, step), rounding(value, step)
