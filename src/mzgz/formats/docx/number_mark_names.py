"""How a printed number is marked so that it can be found again: the tag, the alias and the hidden bookmark.

Both doors use these functions: the writer to mark a number, the reader to find its figure.

* tag: `mz:` and the figure's id. An id that is not printable ASCII or makes the tag longer than 64 characters is shortened:
  its first 48 printable ASCII characters, `~`, and the first 12 hex digits of its SHA-1. Whoever has the ids of the
  figures matches a shortened tag by making the tag of each (`ids_by_tag`).
* bookmark: `_mz_`, 8 hex digits of the id's SHA-1, the occurrence in the document (two hex digits, from 00; more where a
  figure stands more than 256 times), `_`, 8 hex digits of the SHA-1 of the printed text. The text's digits tell a
  number changed by hand from one that has fallen behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from mzgz.model.edited_document import digest

__all__ = ["Bookmark", "alias_of", "bookmark_of", "digest", "ids_by_tag", "read_bookmark", "tag_of"]

PREFIX = "mz:"
LONGEST = 64
_KEPT = 48
_BOOKMARK = re.compile(r"_mz_([0-9a-f]{8})([0-9a-f]{2,})_([0-9a-f]{8})((?:[_ ]Copy[_ ][0-9]+)+)?")


class Bookmark(NamedTuple):
    """The parts of a bookmark's name; `copied` where an office program made it from another by pasting."""

    figure: str
    occurrence: int
    text: str
    copied: bool = False


def tag_of(figure_id: str) -> str:
    """The tag of a figure's content control: ASCII, at most 64 characters."""
    kept = "".join(c for c in figure_id if "!" <= c <= "~")
    if kept == figure_id and len(PREFIX + kept) <= LONGEST:
        return PREFIX + figure_id
    return f"{PREFIX}{kept[:_KEPT]}~{digest(figure_id, 12)}"


def ids_by_tag(figure_ids: Iterable[str]) -> dict[str, str]:
    """The way back: from a tag, whole or shortened, to the figure's id."""
    return {tag_of(figure_id): figure_id for figure_id in figure_ids}


def alias_of(name: str, figure_id: str) -> str:
    """What a person sees on the control: the Chinese name, at most 64 characters, on one line."""
    words = " ".join((name or figure_id).split())
    return words if _utf16(words) <= LONGEST else _cut(words, LONGEST - 1) + "…"


def bookmark_of(figure_id: str, occurrence: int, text: str) -> str:
    """The name of the hidden bookmark around a number: 23 characters (Word allows 40)."""
    return f"_mz_{digest(figure_id)}{occurrence:02x}_{digest(text)}"


def read_bookmark(name: str) -> Bookmark | None:
    """The parts of a bookmark's name, or None where it is not one of ours."""
    found = _BOOKMARK.fullmatch(name)
    if found is None:
        return None
    return Bookmark(found[1], int(found[2], 16), found[3], found[4] is not None)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
