"""Tables of an edited document as a reader sees them: their caption, their rows, and the headings over their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile
from typing import Protocol

from mzgz.formats.docx.xml_markup import Element, clark
from mzgz.model.edited_document import TableCell

MOST_COLUMNS = 500
"""Word has at most 63."""
_CAPTION = re.compile(
    r"(?P<number>(?:附?表|Table)\s*[0-9一二三四五六七八九十]{1,4}(?:[-－—.．][0-9]{1,3})?)(?![0-9个张])[\s:：.．、]*(?P<title>.*)"
)
_UNNUMBERED = re.compile(
    r"(?:表[\s:：]+)?(?P<title>[^，。；]{2,60}(?:表|清单|名单|台账|统计)(?:[（(][^（）()]*[）)])?)"
)
_ASIDE = re.compile(r"[（(]?(?:计量)?单位\s*[:：]")
_TAIL = re.compile(r"[（(][^（）()]*[）)]$")
_WORD = re.compile(r"[^\W\d_]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_MOST_WORDS = 200
_MOST_HEADS = 10
_MOST_BEFORE = 20
_VAL = clark("w:val")


class TextParagraph(Protocol):
    """A paragraph with its text."""

    @property
    def text(self) -> str: ...


@dataclass(eq=False)
class Box:
    """A cell: the first grid column it covers, how many, and the cell above that it only continues."""

    column: int
    span: int
    above: Box | None
    order: int = 0
    """Which cell of its row it is, from 0."""
    passages: list[TextParagraph] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """Its first words; of cells merged downward those of the uppermost."""
        if self.above is not None:
            return self.above.text
        return next((words for passage in self.passages if (words := _plain(passage.text))), "")

    def covers(self, column: int) -> bool:
        return self.column <= column < self.column + self.span


@dataclass(eq=False)
class GridRow:
    """A row, counted from 1 with its head; `after` is the first column no cell has taken yet."""

    number: int
    head: bool
    after: int
    boxes: list[Box] = field(default_factory=list)

    def box(self, column: int) -> Box | None:
        return next((box for box in self.boxes if box.covers(column)), None)


@dataclass(eq=False)
class TableGrid:
    """A table that stands in no other; `before` is the paragraph over it, None where there is none."""

    number: int
    before: TextParagraph | None
    rows: list[GridRow] = field(default_factory=list)

    def begin_row(self, node: Element) -> None:
        properties = node.find(clark("w:trPr"))
        head = properties is not None and _is_on(properties.find(clark("w:tblHeader")))
        self.rows.append(GridRow(len(self.rows) + 1, head, _number(properties, "w:gridBefore", 0)))

    def begin_cell(self, node: Element) -> CellPlace:
        if not self.rows:
            self.rows.append(GridRow(1, head=False, after=0))
        row, properties = self.rows[-1], node.find(clark("w:tcPr"))
        merged = None if properties is None else properties.find(clark("w:vMerge"))
        continues = merged is not None and merged.get(_VAL, "continue") == "continue" and len(self.rows) > 1
        above = self.rows[-2].box(row.after) if continues else None
        owner = above.above or above if above else None
        row.boxes.append(Box(row.after, max(_number(properties, "w:gridSpan", 1), 1), owner, len(row.boxes)))
        row.after = min(row.after + row.boxes[-1].span, MOST_COLUMNS)
        return CellPlace(self, len(self.rows) - 1, row.boxes[-1])

    @cached_property
    def caption(self) -> tuple[str, str]:
        """Its number as printed, and its title without what stands in brackets; each may be empty."""
        text = "" if self.before is None else _plain(self.before.text)
        match = _CAPTION.fullmatch(text) or _UNNUMBERED.fullmatch(text)
        if match is None:
            return "", ""
        number = match.groupdict().get("number") or ""
        return number.replace(" ", ""), _TAIL.sub("", match["title"]).strip()

    def locate(self, row: GridRow, box: Box) -> TableCell:
        """Where a cell stands, in words a reader finds it by."""
        number, title = self.caption
        lone = len(row.boxes) == 1 and len(self._heads[-1].boxes) > 1
        column = "" if row.number <= len(self._heads) or lone else self._title(box)
        called = number or f"第{self.number}个表格"
        return TableCell(called, title, row.number, _first(row), column, self.number, box.order)

    @cached_property
    def _heads(self) -> list[GridRow]:
        """The rows marked as head, from the top; without any the first row, or the second under one that is a title."""
        marked = len(list(takewhile(lambda row: row.head, self.rows[:_MOST_HEADS])))
        if marked == 0 and len(self.rows) > 2 and len(self.rows[0].boxes) == 1 < len(self.rows[1].boxes):
            marked = 2
        return self.rows[: max(marked, 1)]

    def _title(self, box: Box) -> str:
        """The lowest heading over the column that says something, and does not lie over all columns."""
        for row in reversed(self._heads):
            over = row.box(box.column)
            if over is not None and over.text and len(row.boxes) > 1:
                return over.text
        return ""


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a grid."""

    grid: TableGrid
    row: int
    box: Box

    def told(self) -> TableCell:
        return self.grid.locate(self.grid.rows[self.row], self.box)


def _first(row: GridRow) -> str:
    """The first words of a row: a bare number is followed by what stands beside it."""
    content: list[str] = []
    for box in row.boxes[:3]:
        content += [box.text] if box.text else []
        if content and _WORD.search(content[-1]):
            break
    return " ".join(content)


def _plain(text: str) -> str:
    return _CONTROL.sub("·", re.sub(r"\s+", " ", text[:_MOST_WORDS])).strip()


def caption_over(passages: Iterator[TextParagraph]) -> TextParagraph | None:
    """The paragraph that may be a caption: the nearest one above with a text that is not the unit of measure."""
    texts = (passage for passage in islice(passages, _MOST_BEFORE) if passage.text.strip())
    return next((passage for passage in texts if not _ASIDE.match(passage.text.strip())), None)


def _number(properties: Element | None, name: str, otherwise: int) -> int:
    node = None if properties is None else properties.find(clark(name))
    content = "" if node is None else node.get(_VAL, "")
    return (
        min(int(content), MOST_COLUMNS) if content.isascii() and content.isdecimal() and len(content) < 6 else otherwise
    )


def _is_on(node: Element | None) -> bool:
    return node is not None and node.get(_VAL, "1") not in ("0", "false", "off")
