"""A document before it has a format: paragraphs, tables and charts made of text and figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from mzgz.model.findings import Source


class Style(StrEnum):
    """Paragraph roles; the value is the style's name in the base document (GB/T 9704-2012 §7.3; speech: practice)."""

    TITLE = "Title"
    SUBTITLE = "Subtitle"
    SALUTATION = "Salutation"
    HEADING1 = "Heading 1"
    HEADING2 = "Heading 2"
    HEADING3 = "Heading 3"
    HEADING4 = "Heading 4"
    BODY = "公文正文"
    NOTICE = "公文提示"
    ATTACHMENT = "公文附件"
    SIGNATURE = "公文署名"
    CAPTION = "Caption"
    TABLE_HEAD = "表格表头"
    TABLE_BODY = "表格正文"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed. `id` finds it again (`nursing-bed-share@city/2022-12:value`), `text` is what stands in the
    document (with % where it is a share, without the unit of things), `alias` is its Chinese name for a reader."""

    id: str
    text: str
    alias: str
    trace: Callable[[], tuple[Source, ...]] = field(default=tuple, repr=False, compare=False)
    """Finds the lines it came from; asked only when someone walks back, for it costs more than printing."""

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.trace()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text inside a paragraph; `style` is a run-level role: `楷体` or `黑体` for a run-in heading, `待补`
    (on grey) for what is still missing."""

    text: str
    style: str | None = None


Inline = str | Figure | Run


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: tuple[Inline, ...]
    style: Style = Style.BODY

    @property
    def text(self) -> str:
        return "".join(i if isinstance(i, str) else i.text for i in self.inlines)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(i for i in self.inlines if isinstance(i, Figure))


@dataclass(frozen=True, slots=True)
class Column:
    """`weight` shares out the width; `align` is left, center or right."""

    title: str
    weight: int = 1
    align: str = "left"


Cell = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption above; `description` is read aloud to those who cannot see it.

    A row of one cell spans all columns: it names what the following rows have in common.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    description: str = ""
    note: str = ""
    key: str = ""
    """What it is called inside the document, whatever its caption says; empty: its caption without the number."""
    keys: tuple[str, ...] = ()
    """What each row is of: the id of a target, the code of a unit; empty: the first words of the rows."""

    def spans(self, row: tuple[Cell, ...]) -> bool:
        """Whether the row is one cell across all columns."""
        return len(row) == 1 < len(self.columns)


@dataclass(frozen=True, slots=True)
class ChartSeries:
    name: str
    values: tuple[str | None, ...]
    """Decimal texts, so that the chart shows the exact printed value; None leaves a gap."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A native, editable bar chart. `unit` labels the value axis."""

    caption: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    unit: str = ""
    description: str = ""
    key: str = ""
    """What it is called inside the document, whatever its caption says; empty: its caption without the number."""

    @property
    def end(self) -> int | None:
        """Where the value axis ends: shares never reach beyond 100%; None where programs settle it themselves."""
        known = [Decimal(value) for series in self.series for value in series.values if value is not None]
        shares = self.unit == "%" and known and min(known) >= 0 and _NEAR_ALL < max(known) <= _ALL
        return _ALL if shares else None


_ALL: Final = 100
_NEAR_ALL: Final = 80
"""Above it, programs that end an axis at the next round number show 120%."""
Block = Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Part:
    """A run of pages with one orientation; each part starts on a new page."""

    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `date` (ISO) is the day of the data and goes into the properties, never the clock."""

    name: str
    title: str
    creator: str
    date: str
    parts: tuple[Part, ...]
    properties: dict[str, str] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        for part in self.parts:
            yield from part.blocks
