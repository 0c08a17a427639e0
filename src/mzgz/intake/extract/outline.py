"""The outline of a document: which blocks are headings, how deep, and the path 三（二）一是 to every place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mzgz.intake.extract.blocks import Block
from mzgz.intake.extract.lexicon import lexicon
from mzgz.language.pattern_search import expression

MOST_HEADING: Final = 45
"""Characters of a heading; longer lines with a number are paragraphs that begin with one."""
LEAST_SENTENCE: Final = 15
"""Characters beyond which a numbered line with a comma and a stop, or with a figure, is a sentence."""

_N: Final = "一二三四五六七八九十百"
_LEVELS: Final = (
    (1, expression(rf"[\s\u3000]*(第[{_N}0-9]+节)[\s\u3000]*")),
    (
        0,
        expression(
            rf"[\s\u3000]*(第[{_N}0-9]+(?:部分|章|编|篇)|专栏 ?[0-9{_N}]*|附[件表录] ?[0-9{_N}]*[：:]?)[\s\u3000]*"
        ),
    ),
    (2, expression(rf"[\s\u3000]*([{_N}]{{1,3}})[、．.][\s\u3000]*")),
    (3, expression(rf"[\s\u3000]*([（(][{_N}]{{1,3}}[）)])[、．.]?[\s\u3000]*")),
    (4, expression(r"[\s\u3000]*([0-9]{1,2})(?:[、．.](?![0-9])|[\s\u3000](?=[一-鿿]))[\s\u3000]*")),
    (5, expression(r"[\s\u3000]*([（(][0-9]{1,2}[）)])[\s\u3000]*")),
    (6, expression(rf"[\s\u3000]*([①-⑳]|[{_N}]{{1,3}}(?:是|要)(?=[^求素点闻件]))[\s\u3000]*")),
)
_STOP: Final = expression(r"[。！？；]")
_ENDS: Final = expression(r"[。！？；，、：]\s*$")
_COUNTED: Final = expression(r"[0-9][0-9.,]* ?(?:%|‰|万|亿|个(?!方面)|[张户人名家所座处项次元套条]|公里|平方米)")
_MEASURED: Final = expression(_COUNTED.pattern + "|全覆盖|应[一-鿿]尽|不发生|清零")
_DAY: Final = expression(r"[年月]底[之以]?前|[0-9]{1,2} ?[月日](?:底|末|[上中下]旬)?[之以]?前|年内，")
_YEARS: Final = expression(r"((?:19|20)[0-9]{2})(?: ?年|—|-|至)")


@dataclass(frozen=True, slots=True)
class PlanHeading:
    """A heading with its depth: 0 a part, 1 for 第一节, 2 for 一、, 3 for （一）, 4 for 1. and so on; 7 has no number.

    `end` is where it ends in its block: a whole line, or the first sentence of a paragraph (（一）抓项目。全年…).
    """

    block: int
    level: int
    number: str
    text: str
    end: int
    whole: bool
    lasting: bool = False
    """Whether （一） and 1. below it leave it open: 重点任务： has no number and yet rules what follows."""


def heading_of(place: int, block: Block, first: bool = False) -> PlanHeading | None:
    """The heading that a block is or begins with."""
    if block.cells or block.blank:
        return None
    if block.number and (numbered := _numbered_outside(place, block)):
        return numbered
    for level, pattern in _LEVELS:
        match = pattern.match(block.folded)
        if match:
            return _numbered(place, block, level, match)
    return _unnumbered(place, block, first)


def _numbered_outside(place: int, block: Block) -> PlanHeading | None:
    """A paragraph that Word numbers itself."""
    for level, pattern in _LEVELS:
        match = pattern.match(block.number + " ")
        if match:
            end = 0 if _sentence(block.folded) else _end(block.folded, 0)
            return PlanHeading(
                place, level, match[1], block.folded[:end].strip(), end, end >= len(block.folded.rstrip())
            )
    return None


def _numbered(place: int, block: Block, level: int, match: re.Match[str]) -> PlanHeading:
    body = block.folded[match.end() :]
    alone = level >= 4 and _bids(body)
    end = match.end() if alone or _sentence(body) else _end(block.folded, match.end())
    text = block.folded[match.end() : end].strip(" 。\u3000")
    body = block.folded.rstrip(" \u3000")
    whole = end >= len(body) and not _STOP.search(body) and len(text) <= MOST_HEADING and not _MEASURED.search(text)
    return PlanHeading(place, level, match[1], text, end, whole)


def _sentence(text: str) -> bool:
    """Whether all that stands behind a number is one sentence, an item and no heading: （二）9月底前，建成服务平台。"""
    body = text.strip(" \u3000")
    stop = _STOP.search(body)
    if stop and stop.end() < len(body):
        return False
    long = len(body) > LEAST_SENTENCE
    if stop:
        return bool(_DAY.search(body) or _MEASURED.search(body)) or (long and "，" in body)
    return long and bool(_COUNTED.search(body) or ("，" in body and _DAY.search(body)))


def _bids(text: str) -> bool:
    """Whether all of a line is one bidding with a stop: 2.全面推行殡葬服务“一件事”改革。"""
    body = text.strip(" \u3000")
    stop = _STOP.search(body)
    return stop is not None and stop.end() == len(body) > _LEAST_BIDDING and bool(lexicon("duties").starting(body, 0))


_LEAST_BIDDING: Final = 12


def _end(text: str, start: int) -> int:
    """Where a heading ends: at the first stop, when that is near; else the number alone."""
    stop = _STOP.search(text, start)
    size = len(text.rstrip())
    if stop is None:
        return size
    return stop.end() if stop.start() - start <= MOST_HEADING else start


def _unnumbered(place: int, block: Block, first: bool) -> PlanHeading | None:
    """A short line without a stop that says it is one: 2022年工作回顾, 重点任务："""
    text = block.folded.strip(" \u3000")
    if block.level:
        return PlanHeading(place, block.level + 1, "", text, len(block.folded), True)
    if first or len(text) > 32 or _STOP.search(text) or ("，" in text.rstrip("，") and not _cue(text)):
        return None
    if _MEASURED.search(text):
        return None
    if not _cue(text):
        return (
            PlanHeading(place, 7, "", text, len(block.folded), True)
            if 2 <= len(text) <= 12 and not _ENDS.search(text)
            else None
        )
    if text.endswith("："):
        return PlanHeading(place, 7, "", text, len(block.folded), True, lasting=True) if len(text) <= 20 else None
    return None if _ENDS.search(text) else PlanHeading(place, 0, "", text, len(block.folded), True)


def _cue(text: str) -> bool:
    words = lexicon("tenses")
    return any(words.has(word, "heading-past") or words.has(word, "heading-plan") for word in _found(text))


def _found(text: str) -> list[str]:
    words = lexicon("tenses")
    return [word for at in range(len(text)) if (word := words.starting(text, at))]


def years_in(text: str) -> list[int]:
    return [int(year) for year in _YEARS.findall(text)]


NUMERALS: Final = tuple("一二三四五六七八九十")


class HeadingPath:
    """The headings over a place, as they open and close on the way down."""

    def __init__(self) -> None:
        self._open: list[PlanHeading] = []

    def meet(self, heading: PlanHeading) -> None:
        self._open = [
            one for one in self._open if one.level < heading.level or (one.lasting and 3 <= heading.level < one.level)
        ]
        self._open.append(heading)

    @property
    def open(self) -> tuple[PlanHeading, ...]:
        return tuple(self._open)

    @property
    def number(self) -> str:
        """三（二）2.; a step that opens its paragraph (一是) is told once."""
        numbered = [one for one in self._open if one.number]
        steps = [
            one.number + ("." if one.level == 4 and one.number.isdigit() else "")
            for before, one in zip([None, *numbered], numbered, strict=False)
            if before is None or before.number != one.number
        ]
        path = ""
        for step in steps:  # 一、一是, never 一一是
            path += ("、" if path[-1:] in NUMERALS and path and step[:1] in NUMERALS else "") + step
        return path

    @property
    def part(self) -> str:
        """三 of 三、; nothing before the first."""
        return next((one.number for one in reversed(self._open) if one.level <= 2 and one.number), "")

    @property
    def section_number(self) -> str:
        """（二） of the section below the part, or nothing; a numbered sentence is an item and no section."""
        here = next((one for one in reversed(self._open) if one.level == 3), None)
        return "" if here is None or (here.text and _MEASURED.search(here.text)) else here.number

    @property
    def title(self) -> str:
        """The heading of the section: of （二）, or where there is none of the part. What promises a number there is a
        sentence: （一）新增床位600张。其中…"""
        over = [one.text for one in reversed(self._open) if one.text and one.level <= 3]
        return next((text for text in over if not _MEASURED.search(text)), over[0] if over else "")
