"""A document that came back from people: its paragraphs, the numbers in them that still carry their mark, and what is
to be written into it. Plain values: how a file holds them is known to its door alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property


def digest(text: str, length: int = 8) -> str:
    """The first hex digits of the SHA-1 of `text` (a mark for finding, not a protection)."""
    return hashlib.sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:length]


@dataclass(frozen=True, slots=True)
class Link:
    """A number whose mark was found.

    `figure` is the id where the document holds it whole, otherwise empty; `key` the first hex digits of its digest.
    `text` is what stands there once all revisions are accepted, from `start` of the paragraph's text on; `drawn` the
    digest of what was written there in the first place, None where that is lost.
    """

    place: int
    figure: str
    key: str
    text: str
    start: int
    drawn: str | None
    copied: bool = False
    tracked: bool = False
    parted: bool = False
    """The mark reaches beyond its paragraph: the number can be read but not replaced."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def touched(self) -> bool | None:
        """Whether people changed the number; None where that cannot be told."""
        return None if self.drawn is None else digest(self.text) != self.drawn


_TITLE, _FIRST, _COLUMN = 12, 12, 10
"""Characters of a caption, of a row's first words and of a column's heading that are enough to find them by."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """Where a cell stands, as a reader finds it.

    `table` is the number as printed (表3), or the table's place in the text (第3个表格); `row` counts from 1 with the head;
    `first` are the first words of the row, `column` the heading over the column. What is not known is empty.
    """

    table: str
    title: str
    row: int
    first: str
    column: str
    grid: int = 0
    """Which table of the text it stands in, from 1."""
    place: int = 0
    """Which cell of its row it is, from 0."""

    @property
    def where(self) -> str:
        """表3“2022年度目标任务…”第12行“鄂伦春旗”、“进度”列."""
        row = f"第{self.row}行{_named(self.first, _FIRST)}"
        column = f"、{_named(self.column, _COLUMN)}列" if self.column else ""
        return f"{self.table}{_named(self.title, _TITLE)}{row}{column}"


def _named(text: str, most: int) -> str:
    short = text if len(text) <= most else f"{text[: most - 1]}…"
    return f"“{short.replace('“', '‘').replace('”', '’')}”" if short else ""


@dataclass(frozen=True, slots=True)
class IssuedPassage:
    """A passage as it was written: the digest of its id, and the fingerprints of its cells, its sentences or its chart."""

    key: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageMark:
    """A hidden bookmark of a passage: the digest of its id, and the digest of its words when it was written."""

    key: str
    drawn: str
    copied: bool = False


@dataclass(frozen=True, slots=True)
class PrintedChart:
    """A chart as it stands: the paragraph that holds it, what is compared, and each series with its values as printed.

    `sheet` are the same numbers in the workbook behind it, None where there is none that can be read.
    """

    paragraph: int
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[str | None, ...]], ...]
    sheet: tuple[tuple[str, tuple[str | None, ...]], ...] | None = None
    order: int = 0
    """Which of all charts of the text it is, those that cannot be read counted too."""


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """`number` counts from 1 in its story: the text itself (empty), 脚注, 尾注, 页眉, 页脚.

    `cell` is the cell of the outermost table it stands in; `outside` counts only what stands in no table, as people do.
    """

    place: int
    story: str
    number: int
    text: str
    headings: tuple[str, ...] = ()
    """The headings it stands under, the outermost first; its own text not included."""
    links: tuple[Link, ...] = ()
    is_heading: bool = False
    cell: TableCell | None = None
    outside: int = 0
    marks: tuple[PassageMark, ...] = ()
    """The passages that begin here."""

    @property
    def in_table(self) -> bool:
        return self.cell is not None

    @property
    def where(self) -> str:
        """As a person finds it: 第31段, 脚注第2段, 表3“…”第12行“鄂伦春旗”、“进度”列."""
        return f"{self.story}{self.cell.where if self.cell else f'第{self.outside or self.number}段'}"


@dataclass(frozen=True)
class PrintedDocument:
    """What was read out of a file. `issued` are the marks it was written with: key and how many; empty where unknown.
    `passages` are the passages it was written with, `properties` what else it says of where it comes from."""

    name: str
    paragraphs: tuple[PrintedParagraph, ...]
    issued: tuple[tuple[str, int], ...] = ()
    passages: tuple[IssuedPassage, ...] = ()
    charts: tuple[PrintedChart, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(link for paragraph in self.paragraphs for link in paragraph.links)

    def placed(self) -> Iterator[tuple[PrintedParagraph, Link]]:
        """Every link with the paragraph it stands in."""
        return ((paragraph, link) for paragraph in self.paragraphs for link in paragraph.links)


@dataclass(frozen=True, slots=True)
class Renewal:
    """The new text of a link."""

    link: int
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said beside `start`..`end` of a paragraph."""

    paragraph: int
    start: int
    end: int
    text: str
