"""How many columns text takes on a terminal, and where a line of it may break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_ATOM = re.compile(r"[!-~]+|\s+|.", re.DOTALL)
_NOT_FIRST = frozenset("，。；：、！？）》”’】〕〉」％…,;!?)]}")
_NOT_LAST = frozenset("（《“‘【〔〈「")


def width(text: str, ambiguous: int = 1) -> int:
    """Columns of `text`; characters such as “ and … are one column on most terminals, two on Chinese ones."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(_columns(character, ambiguous) for character in text)


@cache
def _columns(character: str, ambiguous: int) -> int:
    if unicodedata.combining(character):
        return 0
    kind = unicodedata.east_asian_width(character)
    return 2 if kind in "WF" else ambiguous if kind == "A" else 1


def printable(text: str) -> str:
    """Control, zero-width and damaged characters as `·`: data must not steer the terminal, and keeps its column."""
    hidden = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return "".join("·" if c == "\ufffd" or unicodedata.category(c) in hidden else c for c in text)


def wrap(text: str, columns: int) -> Iterator[str]:
    """Lines of at most `columns`, counted for the widest terminal; words and numbers stay whole where they fit."""
    line, taken = "", 0
    for piece in _pieces(text, columns):
        if line and taken + width(piece.rstrip(), ambiguous=2) > columns:
            yield line.rstrip()
            line = piece.lstrip()
            taken = width(line, ambiguous=2)
        else:
            line += piece
            taken += width(piece, ambiguous=2)
    yield line.rstrip()


def _pieces(text: str, columns: int) -> Iterator[str]:
    """The shortest runs that must stay on one line; what is longer than a line is cut."""
    run = ""
    for atom in _atoms(text, columns):
        if run and atom[0] not in _NOT_FIRST and run[-1] not in _NOT_LAST:
            yield run
            run = ""
        run += atom
    if run:
        yield run


def _atoms(text: str, columns: int) -> Iterator[str]:
    for match in _ATOM.finditer(text):
        for start in range(0, len(match[0]), columns):
            yield match[0][start : start + columns]


def window(text: str, start: int, columns: int) -> tuple[str, int]:
    """The part of a line that fits into `columns` and shows index `start`, with `start` counted in that part."""
    if width(text, ambiguous=2) <= columns:
        return text, start
    first = last = start
    taken = 0
    while first > 0 and taken + (more := _columns(text[first - 1], 2)) <= columns // 2:
        first, taken = first - 1, taken + more
    while last < len(text) and taken + (more := _columns(text[last], 2)) <= columns - 6:
        last, taken = last + 1, taken + more
    head, tail = ("..." if first else ""), ("..." if last < len(text) else "")
    return head + text[first:last] + tail, start - first + len(head)
