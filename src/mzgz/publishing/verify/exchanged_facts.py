"""A fact of a sentence exchanged for another of its kind: whose it is, how often, which meeting, of what level, and why."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from mzgz.language import parse_hanzi
from mzgz.language.pattern_search import expression

Places = Callable[[str], frozenset[str]]
"""The units a text names, by their codes."""

Units = Callable[[str], list[tuple[int, int, str]]]
"""Where a text names units, and their codes."""
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_KINDS: Final = (
    ("每个?月|按月|逐月|月月", "每个?季度?|按季度?|逐季|季季", "每?半年", "每年|一年一"),
    ("全国|国家级", "全区|自治区|全省|省级", "全市|市级|全盟|盟级", "全县|县级"),
)
_RHYTHM, _LEVEL = (tuple(map(expression, kind)) for kind in _KINDS)
_TITLE: Final = expression("“([^“”]{4,40})”")
_WHICH: Final = expression("第([一二三四五六七八九十百]+|[0-9]+)(?=[次轮届批期])")
_HURT: Final = expression("[0-9一二三四五六七八九十两]+[人名](?:不同程度|轻微|重|轻)?(?:受伤|死亡|遇难|伤亡)")
_UNHURT: Final = expression("(?:无|没有|未造成|没有造成)(?:任何)?人员?(?:受伤|死亡|伤亡)")
_WHY: Final = expression("主要(?:是因为?|因为?|由于|是|受)([^，；。]{2,40})")
_EMPTY: Final = frozenset(("没有", "有到", "到位", "落实", "影响"))
"""Pairs of characters that say nothing of a reason."""


def exchanged(before: str, after: str, places: Places | None = None) -> bool:
    """Whether a changed stretch has another place, another rhythm or another number of its kind than it had."""
    rhythms = _classes(_RHYTHM, before), _classes(_RHYTHM, after)
    which = _numbered(before), _numbered(after)
    pairs = [rhythms, which]
    if places is not None:
        pairs.append((places(before), places(after)))
    moved = any(one and other and one.isdisjoint(other) for one, other in pairs)
    return moved or bool(_UNHURT.search(before) and _HURT.search(after))


def only_facts_differ(today: str, text: str, units: Units) -> bool:
    """Whether a text says what today's says of another place or with another number: no matter of wording."""
    (form, places, numbers), (other, named, said) = (_form(each, units) for each in (today, text))
    gone, come = set(places) - set(named), set(named) - set(places)
    return bool(gone and come) or (form == other and (places, numbers) != (named, said))


def _form(text: str, units: Units) -> tuple[str, list[str], list[str]]:
    """A text without its places and numbers, and these in order."""
    pieces, places, last = [], [], 0
    for start, end, code in units(text):
        pieces.append(text[last:start])
        places.append(code)
        last = end
    rest = "□".join((*pieces, text[last:]))
    return _NUMBER.sub("#", rest), places, _NUMBER.findall(rest)


def other_title(today: str, text: str) -> tuple[int, int] | None:
    """An honour of the same words and another level: “全国…先进单位” for “自治区…先进单位”."""
    known = {_LEVELS.sub("", match[1]): _classes(_LEVEL, match[1]) for match in _TITLE.finditer(today)}
    for match in _TITLE.finditer(text):
        was, now = known.get(_LEVELS.sub("", match[1]), frozenset()), _classes(_LEVEL, match[1])
        if was and now and was.isdisjoint(now):
            return match.span()
    return None


_LEVELS: Final = expression("|".join(_KINDS[1]))


def other_reason(today: str, text: str) -> tuple[int, int] | None:
    """A reason that has nothing of the one the data have; where either gives several nobody knows which is which."""
    was, now = list(_WHY.finditer(today)), list(_WHY.finditer(text))
    if len(was) != 1 or len(now) != 1 or _pairs(was[0][1]) & _pairs(now[0][1]):
        return None
    return now[0].span()


def _pairs(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1)} - _EMPTY


def _classes(kind: tuple[re.Pattern[str], ...], text: str) -> frozenset[str]:
    return frozenset(str(place) for place, form in enumerate(kind) if form.search(text))


def _numbered(text: str) -> frozenset[str]:
    return frozenset(str(int(one) if one.isdecimal() else parse_hanzi(one)) for one in _WHICH.findall(text))
