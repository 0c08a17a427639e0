"""How a passage is marked so that it can be found again: a hidden bookmark where it begins, and its fingerprints beside.

* bookmark: `_mzp_`, 8 hex digits of the SHA-1 of the passage's id, `_`, 8 of the SHA-1 of its words without blanks. It holds
  no text: it marks the paragraph, or the row whose first cell it stands in.
* properties `mzgz.passages.001` and on: for each passage in the order of the text `<the same 8 digits>:<fingerprints>`, of
  each sentence six characters, of each cell two. They tell which words were there when the document was written, also
  where people took a passage away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from mzgz.formats.docx.xml_markup import Element, clark
from mzgz.model.edited_document import IssuedPassage, PassageMark, digest
from mzgz.model.passages import CELL_MARK, SENTENCE_MARK, Passage, bare

_ISSUED = "mzgz.passages."
_ROOM = 250
"""Characters of a property that every program keeps."""
_START = "_mzp_"
_BOOKMARK = re.compile(r"_mzp_([0-9a-f]{8})_([0-9a-f]{8})((?:[_ ]Copy[_ ]?[0-9]+)+)?")
_TOKEN = re.compile(r"([0-9a-f]{8}):([sc])((?:[A-Za-z0-9_-])*)")
_NAME = clark("w:name")


def passage_bookmark(passage: Passage) -> str:
    """The name of the bookmark: 22 characters (Word allows 40)."""
    return f"{_START}{digest(passage.id)}_{digest(bare(passage.text))}"


def is_passage(bookmark: Element) -> bool:
    return bookmark.get(_NAME, "").startswith(_START)


def read_passage(bookmark: Element) -> PassageMark | None:
    """The passage a bookmark stands for; None where the name is not whole."""
    found = _BOOKMARK.fullmatch(bookmark.get(_NAME, ""))
    return PassageMark(found[1], found[2], found[3] is not None) if found else None


def issued_passages(passages: Iterable[Passage]) -> dict[str, str]:
    """The passages as properties, in the order of the text."""
    lines = [""]
    for token in (token for passage in passages for token in _tokens(passage)):
        if len(lines[-1]) + len(token) + 1 > _ROOM:
            lines.append("")
        lines[-1] += f" {token}" if lines[-1] else token
    return {f"{_ISSUED}{number:03}": line for number, line in enumerate(lines, 1) if line}


def _tokens(passage: Passage) -> Iterable[str]:
    """One for a passage; a long one goes on in further ones of the same key."""
    size, kind = (CELL_MARK, "c") if passage.in_cells else (SENTENCE_MARK, "s")
    step = (_ROOM - 10) // size
    marks = passage.marks
    for start in range(0, max(len(marks), 1), step):
        yield f"{digest(passage.id)}:{kind}{''.join(marks[start : start + step])}"


def read_passages(properties: Mapping[str, str]) -> tuple[IssuedPassage, ...]:
    """The passages a document was written with, out of its properties; empty where it has none."""
    words = " ".join(properties[name] for name in sorted(properties) if name.startswith(_ISSUED))
    found: dict[str, tuple[str, ...]] = {}
    for key, kind, text in _TOKEN.findall(words):
        size = CELL_MARK if kind == "c" else SENTENCE_MARK
        found[key] = (*found.get(key, ()), *(text[at : at + size] for at in range(0, len(text), size)))
    return tuple(IssuedPassage(key, marks) for key, marks in found.items())
