"""The closed lists of the grammar: words with their marks, looked up at a place in a text from either side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from mzgz.language.pattern_search import expression

_FOLDER: Final = "grammar"


@dataclass(frozen=True, slots=True)
class WordLists:
    """One list. `marks` holds each word with its marks in the order written.

    `first` and `last` hold, for each character a word begins or ends with, the lengths of those words, the longest first.
    """

    marks: dict[str, tuple[str, ...]]
    first: dict[str, tuple[int, ...]]
    last: dict[str, tuple[int, ...]]

    def starting(self, text: str, place: int) -> str:
        """The longest word that begins at `place`, or nothing."""
        for size in self.first.get(text[place : place + 1], ()):
            if (word := text[place : place + size]) in self.marks:
                return word
        return ""

    def ending(self, text: str, end: int | None = None) -> str:
        """The longest word that ends at `end`, or nothing."""
        stop = len(text) if end is None else end
        for size in self.last.get(text[stop - 1 : stop], ()) if stop > 0 else ():
            if size <= stop and (word := text[stop - size : stop]) in self.marks:
                return word
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
    return WordLists(marks, _sizes(marks, 0), _sizes(marks, -1))


def _sizes(words: Iterable[str], place: int) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[place], set()).add(len(word))
    return {letter: tuple(sorted(sizes, reverse=True)) for letter, sizes in found.items()}


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


_SIGNS: Final = (
    ("…", "[^，。；]{0,16}?"),
    ("‥", "[^，。；]{0,4}?"),
    ("#", "[0-9一二两三四五六七八九十]"),
    ("(", "(?:"),
    ("(?:?", "(?"),
)
_BEGINS: Final = (
    re.compile(r"([一-鿿])(?![?*{])"),
    re.compile(r"\[([一-鿿]+)\](?![?*{])"),
    re.compile(r"\((?!\?)((?:[一-鿿][^()]*\|)*[一-鿿][^()|]*)\)(?![?*{])"),
)
"""How phrases begin whose first characters can be told: 目前, [还尚]差, (完成|实现)了."""
_BEHIND: Final = re.compile(r"^(?:\(\?<!.*?\))+")


@cache
def phrases(name: str, mark: str) -> re.Pattern[str]:
    """The phrases of a list with this mark as one expression. The characters they begin with spare most places of a text
    the whole of the list."""
    begin: list[str] = []
    elsewhere: list[str] = []
    first: set[str] = set()
    for words, marks in lexicon(name).marks.items():
        if mark in marks:
            letters = _first_letters(_BEHIND.sub("", words))
            (begin if letters else elsewhere).append(_spelled(words))
            first.update(letters)
    spared = [f"(?=[{''.join(sorted(first))}])(?:{'|'.join(begin)})"] if begin else []
    return expression("|".join([*spared, *elsewhere]))


def _first_letters(words: str) -> set[str]:
    found = next((match for pattern in _BEGINS if (match := pattern.match(words))), None)
    if found is None:
        return set()
    return {part[0] for part in found[1].split("|")} if words.startswith("(") else set(found[1])


def _spelled(words: str) -> str:
    """The words of a phrase as an expression."""
    opened = words.startswith("^")
    for sign, meaning in _SIGNS:
        words = words.replace(sign, meaning)
    return rf"^[\s　]*{words[1:]}" if opened else words
