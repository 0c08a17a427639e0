"""A clause people typed that is one of today's but for a number, a place or the way it went: which it is, and what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from mzgz.language import Kind, Quantity, read
from mzgz.language.pattern_search import expression
from mzgz.model.document import Document, Paragraph, Style, Table
from mzgz.model.passages import SENTENCE, text_of
from mzgz.publishing.verify.target_mentions import Naming
from mzgz.publishing.verify.words_between_name_and_number import of_next_year

_STOPS: Final = expression("[，；：。！？]")
_ENOUGH: Final = 6
"""Characters beside its numbers and places that make a clause a sentence of its own; shorter ones need the one before."""
DRAWN: Final = expression("统计到|统计截至|数据截至")
"""Of what time a table says it is."""
_LEADS: Final = 4
_POLES: Final = (
    ("way", "提高到?|提升|上升到?|升[至到]|增长|增加到?|增至|高出|高于|超出|多(?=[0-9一二三四五六七八九十])",
            "下降到?|减少到?|降[至到低]|回落|下滑|低于|少(?=[0-9一二三四五六七八九十])"),
    ("time", "如期|按期|按时|准时|提前", "逾期|延期|推迟|迟迟"),
    ("end", "最多|最高|最大|居首位|第一|领先", "最少|最低|最小|垫底|居末位|末位"),
    ("course", "顺利|有序|竣工|完工", "受阻|停滞|搁置|缓慢"),
)  # fmt: skip
_POLE: Final = expression("|".join(f"(?P<{name}1>{one})|(?P<{name}0>{other})" for name, one, other in _POLES))
_NOT: Final = expression("(?:还|尚|仍|并)?(?:没有|没能|未能|尚未|未|没)(?!来|婚|成年)")
_ALONE: Final = expression("[只仅唯独除最首]|其余|率先|[都全均][在是]|集中在|[出发生]在|第[一二三]")
"""Words by which something is said of these places and of no others."""
_SILENT: Final = expression(
    r"已经?|[了的都均也，、“”\s]|全部|全都|目前|现在|年末|年底|全年|全市|共|其中|同时|此外|[一二三四五六七八]是|达到?|[为是有在]"
)
_HAN: Final = expression(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Shape:
    """A clause without its numbers, places and ways, and these in order."""

    text: str
    key: str
    numbers: tuple[Quantity, ...]
    places: tuple[frozenset[str], ...]
    poles: frozenset[tuple[str, bool]]
    denied: bool

    @property
    def weight(self) -> int:
        return len(_HAN.findall(self.key))


@dataclass(frozen=True, slots=True)
class RetypedClause:
    """Where a typed clause differs from today's, as a place in the sentence, and today's clause."""

    start: int
    end: int
    today: str


@dataclass(frozen=True)
class TodaysClauses:
    """The clauses of the document as it would be written today, found by their words."""

    composed: Document
    naming: Naming
    _read: dict[str, list[tuple[int, _Shape]]] = field(default_factory=dict, repr=False, compare=False)

    def differing(self, text: str, start: int, end: int, linked: list[tuple[int, int]]) -> RetypedClause | None:
        """What keeps the clause `start`..`end` of a sentence from being the one of today it otherwise is.

        Around a linked number it is the number that tells whether its words fit.
        """
        row = self._shapes(text)
        place = next((index for index, (first, _) in enumerate(row) if start <= first < end), None)
        if place is None:
            return None
        begin, own = row[place]
        before = row[place - 1][1] if place else None
        twin = self._twin(own, before)
        if twin is None or not self._same_lead(text[:begin], *twin):
            return None
        today = twin[1]
        denied = own.denied != today.denied
        held = any(begin <= first < begin + len(own.text) for first, _ in linked)
        for one, other in zip(own.numbers, today.numbers, strict=True):
            here = (begin + one.start, begin + one.end)
            if any(first < here[1] and here[0] < last for first, last in linked):
                continue
            if one.kind is not other.kind or not _same(one, other):
                return None if denied else RetypedClause(*here, today.text)
        moved = any(one - other and other - one for one, other in zip(own.places, today.places, strict=True))
        turned = any((name, not up) in today.poles for name, up in own.poles - today.poles)
        elsewhere = moved and not turned and not denied
        if elsewhere and not (
            today.numbers or any(name == "end" for name, _ in today.poles) or _ALONE.search(own.text)
        ):
            return None  # what one place did another may have done, too
        if (moved or turned or denied) and not (moved and turned) and not held:
            return RetypedClause(begin, begin + len(own.text), today.text)
        return None

    def _twin(self, own: _Shape, before: _Shape | None) -> tuple[str, _Shape] | None:
        """The one clause of today with these words; a short one with the clause before it."""
        fitting = _fitting(self._alone.get(own.key, []) if own.weight >= _ENOUGH or DRAWN.match(own.text) else [], own)
        if len(fitting) != 1 and before is not None and before.weight >= _LEADS:
            fitting = _fitting(self._led.get((before.key, own.key), []), own)
        return fitting[0] if len(fitting) == 1 else None

    def _same_lead(self, lead: str, today_lead: str, today: _Shape) -> bool:
        """Whether nothing that stands before it in the sentence speaks of another place, target or time."""
        return self._limits(lead) <= self._limits(today_lead)

    def _limits(self, lead: str) -> set[str]:
        times = {each.text for each in read(lead) if each.kind in (Kind.DATE, Kind.YEAR)}
        places = {code for _, _, code in self.naming.units(lead)}
        words = set(re.findall("除|不含|扣除|上半年|季度|往年|去年|上年", lead))
        return {mention.target for mention in self.naming.mentions(lead)} | places | times | words

    @cached_property
    def _alone(self) -> dict[str, list[tuple[str, _Shape]]]:
        found: dict[str, list[tuple[str, _Shape]]] = {}
        for lead, _, own in self._today():
            found.setdefault(own.key, []).append((lead, own))
        return found

    @cached_property
    def _led(self) -> dict[tuple[str, str], list[tuple[str, _Shape]]]:
        found: dict[tuple[str, str], list[tuple[str, _Shape]]] = {}
        for lead, before, own in self._today():
            if before is not None:
                found.setdefault((before.key, own.key), []).append((lead, own))
        return found

    def _today(self) -> Iterator[tuple[str, _Shape | None, _Shape]]:
        for sentence in self._sentences():
            before: _Shape | None = None
            for start, own in self._shapes(sentence):
                yield sentence[:start], before, own
                before = own

    def _sentences(self) -> Iterator[str]:
        planned = False
        for block in self.composed.blocks():
            if isinstance(block, Table):
                yield from (match[0] for match in SENTENCE.finditer(text_of((block.note,))))
            if not isinstance(block, Paragraph):
                continue
            text = text_of(block.inlines)
            if block.style is Style.HEADING1:
                planned = of_next_year((text,), self.naming.year)
            elif not planned:
                yield from (match[0] for match in SENTENCE.finditer(text))

    def _shapes(self, text: str) -> list[tuple[int, _Shape]]:
        if text not in self._read:
            self._read[text] = list(self._cut(text))
        return self._read[text]

    def _cut(self, text: str) -> Iterator[tuple[int, _Shape]]:
        start = 0
        for stop in (*(match.start() for match in _STOPS.finditer(text)), len(text)):
            if stop > start:
                yield start, self._shape(text[start:stop])
            start = stop + 1

    def _shape(self, text: str) -> _Shape:
        numbers = tuple(each for each in read(text) if each.measured or each.kind in (Kind.DATE, Kind.YEAR))
        units = [each for each in self.naming.units(text) if each[2]]
        spans = [(each.start, each.end, "#") for each in numbers] + [(first, last, "@") for first, last, _ in units]
        masked, done = [], 0
        for first, last, sign in sorted(spans):
            if first >= done:
                masked += [text[done:first], sign]
                done = last
        plain = re.sub("@(?:[、和与及]@)+", "@", "".join([*masked, text[done:]]))
        poles = frozenset(
            (match.lastgroup[:-1], match.lastgroup[-1] == "1") for match in _POLE.finditer(plain) if match.lastgroup
        )
        key, denied = wording(plain)
        return _Shape(text, key, numbers, self._lists(text, units), poles, denied)

    @staticmethod
    def _lists(text: str, units: list[tuple[int, int, str]]) -> tuple[frozenset[str], ...]:
        """Units that stand in one list: 海拉尔、扎兰屯."""
        found: list[set[str]] = []
        end = -1
        for first, last, code in units:
            if found and text[end:first] in ("、", "和", "与", "及"):
                found[-1].add(code)
            else:
                found.append({code})
            end = last
        return tuple(frozenset(each) for each in found)


def wording(plain: str) -> tuple[str, bool]:
    """The words of a clause without what says nothing or turns it round, and whether it denies something."""
    return _SILENT.sub("", _NOT.sub("", _POLE.sub("~", plain))), bool(_NOT.search(plain))


def _fitting(found: list[tuple[str, _Shape]], own: _Shape) -> list[tuple[str, _Shape]]:
    """Those with as many numbers and places; what stands under every table counts once."""
    size = (len(own.numbers), len(own.places))
    fitting = [(lead, each) for lead, each in found if (len(each.numbers), len(each.places)) == size]
    return fitting[:1] if len({each.text for _, each in fitting}) == 1 else fitting


def _same(said: Quantity, today: Quantity) -> bool:
    """Whether a number may stand for today's; of a day without its year the rest counts."""
    if said.kind is not Kind.DATE:
        return today.value in said.range
    (year, day), (other_year, other_day) = divmod(int(said.value), 10000), divmod(int(today.value), 10000)
    return day == other_day and (year == other_year or not year or not other_year)
