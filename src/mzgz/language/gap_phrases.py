"""What is lacking to a goal in the thing's own words, made of the names of its operands: 改造63张为护理型."""

from __future__ import annotations

from typing import Final

from mzgz.language.pattern_search import expression

_COUNTED_BY: Final = frozenset("个张人家户件起次条座处所名项份例场台批")
_TOTALS: Final = expression(r"(?:总数量|总数|总量|数量|数)$")
_MADE: Final = frozenset("张间处所座套")
"""Measures of things that can be rebuilt; people and places become something otherwise."""
_TIMES: Final = frozenset(("天", "日", "个工作日", "工作日", "小时", "个小时", "分钟", "周", "个月", "月", "年"))
_STANDS_ALREADY: Final = expression(r"^(?:当月|本月|本期|本年|全市)")


def share_phrase(part: str, whole: str, unit: str, things: str, added: str | None) -> str:
    """Of a share: so many of those there are, or so many new ones. `part` and `whole` are the operands' names.

    >>> share_phrase("养老机构护理型床位数", "养老机构床位总数", "张", "63", "140")
    '改造63张为护理型，或新增护理型床位140张'
    >>> share_phrase("已建社工站的街道", "街道总数", "个", "3", None)
    '街道里还要有3个已建社工站'
    """
    some, all_ = _TOTALS.sub("", part), _TOTALS.sub("", whole)
    quality, noun = _quality(some, all_)
    if quality:
        verb = f"改造{things}{unit}为{quality}" if unit in _MADE else f"{all_}里还要有{things}{unit}{quality}"
        return verb + (f"，或新增{quality}{noun}{added}{unit}" if added else "")
    state = _state(some, all_)
    first = f"{all_}里还要有{things}{unit}{state}" if state else f"{some}还差{things}{unit}"
    return first + (f"，或新增这样的{added}{unit}" if added else "")


def thing_counted(operand: str) -> str:
    """The thing a number counts, by the number's name.

    >>> [thing_counted("养老机构护理型床位数"), thing_counted("投诉件数")]
    ['养老机构护理型床位', '投诉件数']
    """
    thing = _TOTALS.sub("", operand)
    return operand if thing[-1:] in _COUNTED_BY else thing


def amount_phrase(name: str, unit: str, things: str, *, over: bool, adds: bool = True) -> str:
    """Of an amount: 已建成的公益性安葬（放）设施还差4处; by how much it must come down where it is over its goal."""
    return name + (come_down(things, unit, adds=adds) if over else f"还差{things}{unit}")


def come_down(things: str, unit: str, *, adds: bool = True) -> str:
    """What is too much comes down: of things there are to be fewer, a time is shortened, any other level lowered.

    >>> [come_down("2", "件"), come_down("1", "天", adds=False), come_down("20", "元/月", adds=False)]
    ['要减少2件', '要缩短1天', '要降低20元/月']
    """
    verb = "要减少" if adds else "要缩短" if unit in _TIMES else "要降低"
    return f"{verb}{things}{unit}"


def short_gap(things: str, unit: str, *, over: bool) -> str:
    """In a narrow place: 差63张; 超2件 where it is over its goal."""
    return f"{short_word(over=over)}{things}{unit}"


def short_word(*, over: bool) -> str:
    return "超" if over else "差"


def _quality(some: str, all_: str) -> tuple[str, str]:
    """What tells some from all where the names differ by one word in the middle: 护理型 and 床位."""
    if "的" in some or some == all_:
        return "", ""
    head = _same_start(some, all_)
    tail = _same_end(some[head:], all_[head:])
    if head + tail != len(all_) or not tail:
        return "", ""
    return some[head : len(some) - tail], some[len(some) - tail :]


def _same_start(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _same_end(one: str, other: str) -> int:
    return _same_start(one[::-1], other[::-1])


def _state(some: str, all_: str) -> str:
    """What those that count have come to: 已建社工站 of 已建社工站的街道, 已探访 of 已探访老年人."""
    state, mark, noun = some.rpartition("的")
    if not mark or not noun:
        end = _same_end(some, all_)
        state = some[:-end] if end else ""
    for joint in ("并已", "且已"):
        if joint in state:
            state = "已" + state.rsplit(joint, 1)[1]
    return _STANDS_ALREADY.sub("", state)
