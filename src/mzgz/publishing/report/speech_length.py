"""How long a speech is: passages with a weight, of which the lightest are left to the annex until the length holds.

A shape puts its sentences between two marks with the weight of what they tell. What an office writes itself carries no
mark and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from mzgz.model.document import Style
from mzgz.publishing.report.template_markup import Line

ITEM_OPEN, ITEM_HEAD, ITEM_CLOSE = "\ue006", "\ue007", "\ue008"
_ITEM = re.compile(f"{ITEM_OPEN}([0-9]+),([^{ITEM_HEAD}]*){ITEM_HEAD}([^{ITEM_CLOSE}]*){ITEM_CLOSE}")
_MARK = re.compile(f"{ITEM_OPEN}[^{ITEM_HEAD}]*{ITEM_HEAD}|{ITEM_CLOSE}")
_OVER = 20
"""A twentieth more than asked for is still the length asked for."""

Measure = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _Item:
    """One passage: where it stands, what it tells of, and how many of its weight stand before it in its chapter."""

    line: int
    start: int
    weight: int
    topic: str
    turn: int
    size: int


def item(weight: int, topic: str, text: str) -> str:
    """Sentences as a passage of that weight; nothing where there are none."""
    return f"{ITEM_OPEN}{weight},{topic}{ITEM_HEAD}{text}{ITEM_CLOSE}" if text.strip() else ""


def unmarked(text: str) -> str:
    """Without the marks of passages."""
    return _MARK.sub("", text)


def within(lines: list[Line], length: int, measure: Measure) -> tuple[list[Line], tuple[str, ...]]:
    """The lines without marks and at most a twentieth longer than `length`, and the topics that were left to the annex."""
    over = sum(measure(unmarked(line.text)) for line in lines) - length - length // _OVER
    dropped: set[tuple[int, int]] = set()
    topics: list[str] = []
    for each in sorted(_items(lines, measure), key=lambda each: (each.weight, -each.turn, -each.line, -each.start)):
        if over <= 0:
            break
        over -= each.size
        dropped.add((each.line, each.start))
        topics.append(each.topic)
    return [_kept(line, place, dropped) for place, line in enumerate(lines)], tuple(topics)


def _items(lines: list[Line], measure: Measure) -> Iterator[_Item]:
    turns: dict[int, int] = {}
    for place, line in enumerate(lines):
        if line.style in (Style.HEADING1, Style.HEADING2):
            turns = {}
        for match in _ITEM.finditer(line.text):
            weight = int(match[1])
            turns[weight] = turns.get(weight, 0) + 1
            yield _Item(place, match.start(), weight, match[2], turns[weight], measure(match[3]))


def _kept(line: Line, place: int, dropped: set[tuple[int, int]]) -> Line:
    text = _ITEM.sub(lambda match: "" if (place, match.start()) in dropped else match[3], line.text)
    return replace(line, text=unmarked(text))
