"""Full-width and look-alike characters folded (NFKC) one by one, each remembering where it stood."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

GLUE = "\ue000"
"""Stands for a mark that changes the number it touches: a superscript, a fraction, a combining stroke."""

_KEPT_MARKS = frozenset("%.+-~/ ")
_CHANGING = ("<super>", "<sub>", "<fraction>")


@dataclass(frozen=True, slots=True)
class Folded:
    """`places[i]` is where the i-th character of `text` stood in the string folded."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original string that became `text[start:end]` (not empty)."""
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    """One character or none. Full-width 。，：（） stay: in Chinese they part, while half-width ones join digits."""
    category = unicodedata.category(char)
    if category == "Cf" or "\ufe00" <= char <= "\ufe0f" or char >= "\U000e0100":
        return ""
    if category in ("Mn", "Me") or unicodedata.decomposition(char).startswith(_CHANGING):
        return GLUE
    if char == "\u2212":
        return "-"
    plain = unicodedata.normalize("NFKC", char)
    usable = len(plain) == 1 and (plain.isalnum() or plain in _KEPT_MARKS)
    circled = unicodedata.decomposition(char).startswith("<circle>")
    if char == GLUE or (plain == " " and char == "\u3000"):
        return "\u3000"
    return plain if usable and not circled else char


def fold(text: str) -> Folded:
    chars, places = [], []
    for place, char in enumerate(text):
        if plain := (char if "\u4e00" <= char <= "\u9fff" else _fold(char)):
            chars.append(plain)
            places.append(place)
    return Folded("".join(chars), tuple(places))
