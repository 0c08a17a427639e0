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
    def before(self) -> str:
        """The words of the sentence before it in its paragraph, without its closing mark; empty at the beginning."""
        lead = self.paragraph.text[: self.start].rstrip("。！；")
        return lead[max(lead.rfind(sign) for sign in "。！") + 1 :]

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def skeleton(self) -> str:
        """The words with every linked number replaced by its id: it stays while numbers change."""
        return bare(skeleton_of(self, 0, len(self.text)))


def skeleton_of(sentence: Sentence, begin: int, last: int) -> str:
    """A stretch of a sentence with every linked number in it replaced by its id."""
    pieces, done = [], begin
    for link, figure_id in sentence.links:
        start, end = max(link.start - sentence.start, done), max(link.end - sentence.start, done)
        if link.start - sentence.start < begin or end > last:
            continue
        pieces += [sentence.text[done:start], _OPEN, figure_id, _CLOSE]
        done = end
    return "".join([*pieces, sentence.text[done:last]])


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
    return frozenset(bare(words) for words in marked_sentences(document))


def marked_sentences(document: Document) -> Iterator[str]:
    """Every sentence of a document, its numbers by their id."""
    texts = (marked(inlines) for inlines in _passages(document))
    return (match[0] for text in texts for match in SENTENCE.finditer(text))


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


def bare(text: str) -> str:
    """Without blanks of any kind."""
    return re.sub(r"\s+", "", text)
