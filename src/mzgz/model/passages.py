"""What a document says, cut into passages: paragraphs with their sentences, rows with their cells, captions, notes, charts.

A passage is a fact of a document as a number is. Its id finds it again after people and programs have changed the file;
the fingerprints of its sentences or cells tell words as they were issued from words people changed.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Final, Literal

from mzgz.model.document import Block, Cell, Chart, Document, Figure, Inline, Paragraph, Part, Run, Style, Table

Kind = Literal["paragraph", "caption", "head", "row", "note", "chart", "legend"]
"""`legend` is the line under a chart; the rest is what it is called."""

Series = tuple[str, tuple[str | None, ...]]
"""A series of a chart: its name, and its values, None where there is none."""

SENTENCE: Final = re.compile(r"[^。！？\n]{1,1000}[。！？]?")
"""Longer ones no person writes; without an end the work would grow with the square of their length."""
_NUMBERED: Final = re.compile(r"^[表图][0-9]+[\s　]*")
SENTENCE_MARK, CELL_MARK = 6, 2
"""Characters of a fingerprint: there are hundreds of sentences to tell apart, of a cell only then and now."""


def bare(text: str) -> str:
    """Without blanks and line breaks, which programs change."""
    return "".join(text.split())


def fingerprint(text: str, length: int = SENTENCE_MARK) -> str:
    """The first characters (A–Z a–z 0–9 - _) of a fingerprint of the words, blanks left out."""
    raw = hashlib.sha1(bare(text).encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
    return base64.urlsafe_b64encode(raw).decode()[:length]


def text_of(inlines: Iterable[Inline]) -> str:
    return "".join(inline if isinstance(inline, str) else inline.text for inline in inlines)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, row or chart as composed. `cells` are its texts: a paragraph has one, a row one for each column."""

    id: str
    kind: Kind
    cells: tuple[Cell, ...]
    style: Style | None = None
    table: Table | None = None
    chart: Chart | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(text_of(cell) for cell in self.cells)

    @property
    def text(self) -> str:
        return "\t".join(self.texts)

    @property
    def in_cells(self) -> bool:
        return self.kind in ("head", "row")

    @property
    def marks(self) -> tuple[str, ...]:
        """The fingerprints of its cells, of the whole of a chart, of its sentences otherwise."""
        if self.in_cells:
            return tuple(fingerprint(text, CELL_MARK) for text in self.texts)
        if self.kind == "chart":
            return (fingerprint(self.text),)
        return tuple(fingerprint(match[0]) for match in SENTENCE.finditer(self.text) if bare(match[0]))

    def sentences(self) -> Iterator[Cell]:
        """What a paragraph is made of, sentence by sentence, the numbers still figures."""
        whole = self.cells[0]
        for match in SENTENCE.finditer(text_of(whole)):
            if bare(match[0]):
                yield tuple(cut(whole, match.start(), match.end()))


def cut(inlines: Iterable[Inline], start: int, end: int) -> Iterator[Inline]:
    """The stretch of a text from `start` to `end`; a figure belongs to where it begins."""
    at = 0
    for inline in inlines:
        text = inline if isinstance(inline, str) else inline.text
        first, last = max(start - at, 0), min(end - at, len(text))
        if isinstance(inline, Figure):
            if start <= at < end:
                yield inline
        elif first < last:
            yield Run(text[first:last], inline.style) if isinstance(inline, Run) else text[first:last]
        at += len(text)


def passages(document: Document) -> tuple[Passage, ...]:
    """Every passage of a document in the order it is printed; empty paragraphs are none. Ids are unique."""
    met: Counter[str] = Counter()
    found = []
    for passage in _passages(document):
        met[passage.id] += 1
        again = met[passage.id]
        found.append(passage if again == 1 else _renamed(passage, f"{passage.id}#{again}"))
    return tuple(found)


def by_part(document: Document) -> Iterator[tuple[Part, tuple[Passage, ...]]]:
    """The passages of each part, in the order they are printed."""
    rest = iter(passages(document))
    for part in document.parts:
        yield part, tuple(islice(rest, sum(map(_count, part.blocks))))


def _count(block: Block) -> int:
    """How many passages a block is made of."""
    if isinstance(block, Table):
        return len(block.rows) + (3 if block.note else 2)
    return 2 if isinstance(block, Chart) else int(bool(block.text))


def _passages(document: Document) -> Iterator[Passage]:
    number = 0
    for block in document.blocks():
        if isinstance(block, Table):
            yield from of_table(block)
        elif isinstance(block, Chart):
            yield of_chart(block)
            yield Passage(f"{key_of(block)}/legend", "legend", ((block.caption,),), Style.CAPTION, chart=block)
        elif block.text:
            number += 1
            yield of_paragraph(block, number)


def of_paragraph(block: Paragraph, number: int) -> Passage:
    return Passage(f"text/{number}", "paragraph", (block.inlines,), block.style)


def of_table(table: Table) -> Iterator[Passage]:
    """The caption, the head, the rows by their keys, the note."""
    key = key_of(table)
    yield Passage(f"{key}/caption", "caption", ((table.caption,),), Style.CAPTION, table)
    yield Passage(f"{key}/head", "head", tuple((column.title,) for column in table.columns), None, table)
    names = table.keys or tuple("|".join(text_of(cell) for cell in row[:2]) for row in table.rows)
    for name, row in zip(names, table.rows, strict=True):
        yield Passage(f"{key}/{name}", "row", row, None, table)
    if table.note:
        yield Passage(f"{key}/note", "note", ((table.note,),), None, table)


def of_chart(chart: Chart) -> Passage:
    """Its series as texts: the names of what is compared, then each series with its name and values."""
    texts = chart_texts(chart.categories, series_of(chart))
    return Passage(f"{key_of(chart)}/chart", "chart", tuple((text,) for text in texts), chart=chart)


def series_of(chart: Chart) -> tuple[Series, ...]:
    """The series with their values as numbers are compared."""
    return tuple((one.name, tuple(value and plain(value) for value in one.values)) for one in chart.series)


def chart_texts(categories: Iterable[str], series: Iterable[Series]) -> tuple[str, ...]:
    """A chart in words: the names of what is compared, then each series with its name and values."""
    lines = (
        f"{name}：{'、'.join('—' if value is None else plain(value) for value in values)}" for name, values in series
    )
    return ("、".join(categories), *lines)


def plain(value: str) -> str:
    """A number without trailing zeros and without what binary arithmetic adds; other texts as they are."""
    try:
        number = round(Decimal(value), 9)
    except InvalidOperation:
        return value
    return f"{number.normalize():f}" if number.is_finite() and abs(number) < 10**15 else value


def key_of(block: Table | Chart) -> str:
    """What tells it from others of the document: its own key, or its caption without the number."""
    return block.key or _NUMBERED.sub("", block.caption)


def _renamed(passage: Passage, name: str) -> Passage:
    return Passage(name, passage.kind, passage.cells, passage.style, passage.table, passage.chart)
