"""A sentence people changed by a word or two that turns it round: 全部 into 部分, 受阻 into 顺利, a 没有 put in or taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from mzgz.language.pattern_search import expression
from mzgz.publishing.verify.exchanged_facts import Places, exchanged, other_reason, other_title

_MOST: Final = 16
"""Characters that may differ; whoever writes more anew writes a sentence of their own."""
_PLACES: Final = 2
_AROUND: Final = 4
"""Characters beside a change that belong to its word."""
_DENYING: Final = "没未不尚还"
_STOP: Final = expression("[，；：。！？、]")
_POLES: Final = (
    ("提高|提升|上升|升[至到]|增长|增加|高于|高出|超过|超出", "下降|降[至到低]|减少|回落|低于|不足|不到"),
    ("如期|按期|按时|准时|提前", "逾期|延期|推迟|脱期"),
    ("全部|全都|均|悉数|如数|一律|个个", "部分|多数|少数|个别|有的|一些|几乎|一半|过半|只办|仅办"),
    ("顺利|有序|平稳", "受阻|停滞|搁置|缓慢|不顺"),
    ("完成|建成|办结", "仍在|正在|在建|推进中|仍要"),
    ("启动|开工", "完成|建成|竣工|办结"),
    ("突破|失守", "守住|坚守|守牢"),
    ("出台|印发|施行", "起草|筹备|酝酿|拟定"),
    ("全覆盖", "基本覆盖|部分覆盖"),
    ("最多|最高|最大|居首|第一|领先", "最少|最低|最小|垫底|居末|末位"),
    ("上年|去年", r"前年|大前年|前两年|20\d\d年"),
)
_SIDES: Final = tuple((re.compile(one), re.compile(other)) for one, other in _POLES)
_NOT: Final = expression("(?:还|尚|仍|并|至今)?(?:没有|没能|未能|尚未|未|没)(?!来|婚|成年)")
_NO: Final = expression("不(?![足到顺])|非(?!常)|无")
_HEDGE: Final = expression("[不未没无非难欠差缺少低仅只除外]")
"""With one of these the sentence may say the same the other way round."""
_OTHER_YEAR: Final = expression(r"（(20\d\d年|上年|去年|前年)[底末]?(?:的?数)?）")
_HELD: Final = frozenset(("开成", "召开", "举办", "举行", "办成"))
_HOLDS: Final = expression("召开|举办|举行|开成|办成")
_COUNTED: Final = expression("[0-9]项|各[0-9]")
_CLAUSE: Final = expression("[，；：。！？]")
_LONGEST: Final = 30
"""Characters of a clause that is told whole."""


class Contrary(NamedTuple):
    """Where a sentence is turned round, what it says there, and what today's says."""

    start: int
    end: int
    said: str
    today: str


def contrary(
    text: str, today: str, year: int, titles: Sequence[str] = (), places: Places | None = None
) -> Contrary | None:
    """What turns a sentence round against today's; None where nothing plainly does. `titles` are those of the sections,
    `places` tells which units a text names."""
    regions = [
        (first, last, begin, end)
        for sign, first, last, begin, end in SequenceMatcher(None, today, text, autojunk=False).get_opcodes()
        if sign != "equal"
    ]
    size = sum(max(last - first, end - begin) for first, last, begin, end in regions)
    if not regions or len(_joined(regions)) > _PLACES or size > _MOST:
        return None
    for first, last, begin, end in _joined(regions):
        was, now = _window(today, first, last), _window(text, begin, end)
        before, after = today[slice(*was)], text[slice(*now)]
        put_in = _OTHER_YEAR.fullmatch(text[begin:end]) if first == last else None
        dated = put_in is not None and put_in[1] != f"{year}年"
        turned = dated or _turned(before, after, year) or _other_section(before, after, titles)
        if turned or exchanged(before, after, places):
            here = _clause(text, *now)
            return Contrary(*here, text[slice(*here)], today[slice(*_clause(today, *was))])
    for found, back in (
        (other_title(today, text), other_title(text, today)),
        (other_reason(today, text), other_reason(text, today)),
    ):
        if found is not None and back is not None:
            return Contrary(*found, text[slice(*found)], today[slice(*back)])
    return None


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause a change is in; of a long one the change itself."""
    before = [match.end() for match in _CLAUSE.finditer(text, 0, start)]
    after = _CLAUSE.search(text, end)
    whole = (before[-1] if before else 0), (after.start() if after else len(text))
    return whole if whole[1] - whole[0] <= _LONGEST else (start, end)


Region = tuple[int, int, int, int]


def _joined(regions: Iterable[Region]) -> list[Region]:
    """Changes that lie beside each other are one."""
    found: list[Region] = []
    for first, last, begin, end in regions:
        if found and first - found[-1][1] <= _AROUND:
            found[-1] = (found[-1][0], last, found[-1][2], end)
        else:
            found.append((first, last, begin, end))
    return found


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """A change with the word it is in, within its clause; no 没有 is cut in two, no 未 cut off from 成年."""
    left, right = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    while left and text[left - 1] in _DENYING:
        left -= 1
    while right > end and text[right - 1] in _DENYING:
        right -= 1
    before = [match.end() for match in _STOP.finditer(text, left, start)]
    after = _STOP.search(text, end, right)
    return (before[-1] if before else left), (after.start() if after else right)


def _turned(before: str, after: str, year: int) -> bool:
    known = f"{year - 1}年"
    before, after = before.replace(known, "上年"), after.replace(known, "上年")
    negated = any(_NOT.search(text) or _NO.search(text) for text in (before, after))
    for sides in _SIDES if not negated else ():
        for one, other in (sides, sides[::-1]):
            if one.search(before) and other.search(after) and not other.search(before) and not one.search(after):
                return True
    return _held(before, after) or any(_denied(*pair) for pair in ((before, after), (after, before)))


def _denied(plain: str, denying: str) -> bool:
    """Whether one says of a thing that it is not, and the other that it is."""
    if _NOT.search(plain) or _HEDGE.search(plain):
        return False
    return any(word in plain and _NOT.sub("", denying).count(word) for word in _denials(denying))


def _held(before: str, after: str) -> bool:
    """没有开成, and then 改在10月召开."""
    lacking = [word for word in _denials(before) if word in _HELD]
    return bool(lacking) and not _NOT.search(after) and bool(_HOLDS.search(after)) and not _HEDGE.search(after)


def _denials(text: str) -> Iterator[str]:
    for match in _NOT.finditer(text):
        word = text[match.end() : match.end() + 2]
        if len(word) == 2:
            yield word


def _other_section(before: str, after: str, titles: Sequence[str]) -> bool:
    """Whether a count of one section is put under the name of another."""
    own, others = (_sections(text, titles) for text in (before, after))
    counted = all(_COUNTED.search(text) for text in (before, after))
    return counted and bool(own and others) and own.isdisjoint(others)


def _sections(text: str, titles: Sequence[str]) -> set[int]:
    """The sections a text names by four characters of their titles or more."""
    pieces = [text[at : at + 4] for at in range(len(text) - 3)]
    return {place for place, title in enumerate(titles) if any(piece in title for piece in pieces)}
