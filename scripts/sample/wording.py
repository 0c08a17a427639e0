"""Sentences from parts: patterns with slots for numbers and places, filled the same way every time.

Slots: `{n:3-9}` a number for the period, scaled to the size of the place; `{c:3-9}` the same, not scaled; `{f:3-9}` a
number that stays the same all year; `{g:3-9}` one that grows over the year; `{=}` the number before it again; `{-}` that
number or a little less. `{town}`, `{town2}`, `{seat}`, `{short}`, `{base}`, `{village}`, `{m}`, `{quarter}`, `{half}` are
words; any other name is a fact of the place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sample.chance import draw, pick
from sample.facts import FACTS
from sample.places import Place

_SLOT = re.compile(r"\{([a-z0-9]+|=|-)(?::(\d+)-(\d+))?\}")

Patterns = tuple[Sequence[str], Sequence[str]]
"""What was done, and what goes with it; a sentence takes one of each."""


def parts(leads: str, tails: str) -> Patterns:
    """Patterns from two lines of alternatives between bars."""
    return tuple(leads.split("|")), tuple(tails.split("|")) if tails else ()


@dataclass
class Sentence:
    """A sentence in the making, for one place, month and topic."""

    place: Place
    month: int
    topic: str
    last: int = 0
    count: int = 0

    def fill(self, pattern: str) -> str:
        return _SLOT.sub(self._slot, pattern)

    def _slot(self, match: re.Match[str]) -> str:
        name, low, high = match[1], match[2], match[3]
        if low is not None:
            self.last = _NUMBERS[name](self, int(low), int(high))
        elif name == "-":
            self.last = max(1, self.last - draw(0, max(1, self.last // 12), *self._keys()))
        elif name != "=":
            return self._word(name)
        return str(self.last)

    def _keys(self) -> tuple[object, ...]:
        self.count += 1
        return self.topic, self.place.code, self.month, self.count

    def _word(self, name: str) -> str:
        towns = self.place.towns
        first = draw(0, len(towns) - 1, "town", self.topic, self.place.code, self.month)
        words: dict[str, Callable[[], object]] = {
            "town": lambda: towns[first],
            "town2": lambda: towns[(first + 1) % len(towns)],
            "seat": lambda: self.place.seat,
            "short": lambda: self.place.short,
            "base": lambda: self.place.base,
            "village": lambda: self.place.village,
            "quarter": lambda: "一二三四"[(self.month - 1) // 3] + "季度",
            "m": lambda: self.month,
            "half": lambda: "上半年" if self.month <= 6 else "下半年",
        }
        return str(words[name]() if name in words else FACTS[name](self.place.code, self.month))

    def scaled(self, number: int) -> int:
        return max(1, number * self.place.weight // 100)


def _of_period(sentence: Sentence, low: int, high: int) -> int:
    return sentence.scaled(draw(low, high, *sentence._keys()))


def _plain(sentence: Sentence, low: int, high: int) -> int:
    return draw(low, high, *sentence._keys())


def _fixed(sentence: Sentence, low: int, high: int) -> int:
    return sentence.scaled(draw(low, high, "fixed", sentence.topic, sentence.place.code))


def _growing(sentence: Sentence, low: int, high: int) -> int:
    lift = draw(90, 110, "growing", sentence.topic, sentence.place.code)
    return sentence.scaled((low * (12 - sentence.month) + high * sentence.month) * lift // 1200)


_NUMBERS: Mapping[str, Callable[[Sentence, int, int], int]] = {
    "n": _of_period,
    "c": _plain,
    "f": _fixed,
    "g": _growing,
}


def compose(patterns: Patterns, place: Place, month: int, topic: str) -> str:
    """A sentence on the topic. The fourteen districts take different pairs of parts, and other ones next time."""
    leads, tails = patterns
    turn = draw(0, 99, topic) + month * 11 // 3
    lead = leads[(place.order + turn) % len(leads)]
    sentence = Sentence(place, month, topic)
    if not tails:
        return sentence.fill(lead)
    tail = tails[(place.order // len(leads) + turn) % len(tails)]
    return sentence.fill(f"{lead}，{tail}")


def one_of(patterns: Sequence[str], place: Place, month: int, topic: str) -> str:
    """One pattern by chance, filled."""
    return Sentence(place, month, topic).fill(pick(patterns, topic, place.code, month))
