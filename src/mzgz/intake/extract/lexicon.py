"""The closed lists of the grammar: words with their marks, looked up at a place in a text from either side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_FOLDER: Final = "grammar"


@dataclass(frozen=True, slots=True)
class WordLists:
    """One list. `marks` holds each word with its marks in the order written; `longest` bounds a look-up."""

    marks: dict[str, tuple[str, ...]]
    longest: int
    first: frozenset[str]
    last: frozenset[str]

    def starting(self, text: str, place: int) -> str:
        """The longest word that begins at `place`, or nothing."""
        if text[place : place + 1] not in self.first:
            return ""
        for size in range(min(self.longest, len(text) - place), 0, -1):
            if text[place : place + size] in self.marks:
                return text[place : place + size]
        return ""

    def ending(self, text: str, end: int | None = None) -> str:
        """The longest word that ends at `end`, or nothing."""
        stop = len(text) if end is None else end
        if text[stop - 1 : stop] not in self.last:
            return ""
        for size in range(min(self.longest, stop), 0, -1):
            if text[stop - size : stop] in self.marks:
                return text[stop - size : stop]
        return ""

    def within(self, text: str) -> str:
        """The first word met in the text, or nothing."""
        for place in range(len(text)):
            if word := self.starting(text, place):
                return word
        return ""

    def has(self, word: str, mark: str) -> bool:
        return mark in self.marks.get(word, ())

    def marked(self, mark: str) -> WordLists:
        """The words of this list that carry a mark."""
        return lexicon_of({word: marks for word, marks in self.marks.items() if mark in marks})


def lexicon_of(marks: dict[str, tuple[str, ...]]) -> WordLists:
    longest = max(map(len, marks), default=0)
    return WordLists(marks, longest, frozenset(word[0] for word in marks), frozenset(word[-1] for word in marks))


def choice(words: WordLists) -> str:
    """The words as an alternation, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words.marks, key=lambda word: (-len(word), word)))


@cache
def lexicon(name: str) -> WordLists:
    """The list in `grammar/<name>.txt`: a word a line, its marks behind a tab, # before a reason."""
    text = files(__package__).joinpath(_FOLDER, f"{name}.txt").read_text("utf-8")
    marks: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        if line and not line.startswith("# "):
            word, _, rest = line.partition("\t")
            marks[word] = marks.get(word, ()) + tuple(rest.partition("#")[0].split())
    return lexicon_of(marks)
