"""Sentences of a printed document, and which of them the report would write again word for word today."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mzgz.model.document import Document, Figure, Inline, Paragraph, Table
from mzgz.model.edited_document import Link, PrintedParagraph
from mzgz.model.passages import SENTENCE

_OPEN, _CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class Sentence:
    """`start` is its place in the paragraph; `links` stand inside it, with the ids they were recognised as."""

    paragraph: PrintedParagraph
    start: int
    text: str
    links: tuple[tuple[Link, str], ...]

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def skeleton(self) -> str:
        """The words with every linked number replaced by its id: it stays while numbers change."""
        pieces, done = [], 0
        for link, figure_id in self.links:
            start, end = max(link.start - self.start, done), max(link.end - self.start, done)
            pieces += [self.text[done:start], _OPEN, figure_id, _CLOSE]
            done = end
        return _bare("".join([*pieces, self.text[done:]]))


def sentences(paragraph: PrintedParagraph, ids: Mapping[int, str]) -> Iterator[Sentence]:
    """The sentences of a paragraph; `ids` are those of its links by place."""
    for match in SENTENCE.finditer(paragraph.text):
        inside = tuple(
            (link, ids.get(link.place, ""))
            for link in paragraph.links
            if match.start() <= link.start < match.end() or (link.start == link.end == match.end())
        )
        yield Sentence(paragraph, match.start(), match[0], inside)


def composed_figures(document: Document | None) -> dict[str, Figure]:
    """Every number the document would be written with today."""
    passages = () if document is None else _passages(document)
    return {inline.id: inline for inlines in passages for inline in inlines if isinstance(inline, Figure)}


def composed_skeletons(document: Document | None) -> frozenset[str]:
    """What the templates say of the present data, sentence by sentence: such words have been proved already."""
    if document is None:
        return frozenset()
    texts = (marked(inlines) for inlines in _passages(document))
    return frozenset(_bare(match[0]) for text in texts for match in SENTENCE.finditer(text))


def _passages(document: Document) -> Iterator[Iterable[Inline]]:
    for block in document.blocks():
        if isinstance(block, Paragraph):
            yield block.inlines
        elif isinstance(block, Table):
            yield from ((block.caption,), (block.note,))
            yield from ((column.title,) for column in block.columns)
            yield from (cell for row in block.rows for cell in row)
        else:
            yield (block.caption,)


def marked(inlines: Iterable[Inline]) -> str:
    """A text with every figure replaced by its id."""
    pieces = []
    for inline in inlines:
        if isinstance(inline, Figure):
            pieces.append(f"{_OPEN}{inline.id}{_CLOSE}")
        else:
            pieces.append(inline if isinstance(inline, str) else inline.text)
    return "".join(pieces)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
