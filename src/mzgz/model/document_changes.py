"""What is to be written into a document so that it says what the data say today, leaving alone what people wrote."""

from __future__ import annotations

from dataclasses import dataclass, field

from mzgz.model.document import Cell, Figure
from mzgz.model.passages import Passage


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Other words for `start`..`end` of a paragraph; without words it is struck out, without a stretch it is put in."""

    paragraph: int
    start: int
    end: int
    inlines: Cell


@dataclass(frozen=True, slots=True)
class CellRewrite:
    """Other words for a whole cell, given by its paragraphs."""

    paragraphs: tuple[int, ...]
    inlines: Cell


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to be put in under the one that begins at a paragraph; `like` begins a row with as many cells, None where
    the table has none. `cells` are its words in the columns the table has now."""

    under: int
    like: int | None
    passage: Passage
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class NewParagraph:
    """A paragraph to be put in; `like` is one of the same kind and style, None where the document has none."""

    passage: Passage
    inlines: Cell
    like: int | None


@dataclass(frozen=True, slots=True)
class NewTable:
    """A table to be put in: its caption, rows and note, or its rows alone."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class NewChart:
    """A chart to be put in, with the line under it."""

    passage: Passage
    legend: Passage


Block = NewParagraph | NewTable | NewChart


@dataclass(frozen=True, slots=True)
class NewBlocks:
    """What is to be put in at one place, after the block a paragraph belongs to or `ahead` of it.

    `opens`: it makes up pages of its own, turned ones where it is `lying`.
    """

    beside: int
    blocks: tuple[Block, ...]
    ahead: bool = False
    opens: bool = False
    lying: bool = False


@dataclass(frozen=True, slots=True)
class Redrawing:
    """A chart to be drawn anew, by its place among the charts of the text."""

    chart: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class PassageAssignment:
    """The passage a paragraph, or the row it begins, is from now on."""

    paragraph: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Relinking:
    """The figure a link stands for from now on; the words stay."""

    link: int
    figure: Figure


@dataclass
class Changes:
    """All of them; `struck` are paragraphs that go, `struck_rows` the paragraphs of rows that go."""

    rewrites: list[Rewrite] = field(default_factory=list)
    cells: list[CellRewrite] = field(default_factory=list)
    blocks: list[NewBlocks] = field(default_factory=list)
    struck: list[int] = field(default_factory=list)
    rows: list[NewRow] = field(default_factory=list)
    struck_rows: list[tuple[int, ...]] = field(default_factory=list)
    charts: list[Redrawing] = field(default_factory=list)
    names: list[PassageAssignment] = field(default_factory=list)
    links: list[Relinking] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many places change their words."""
        words = len(self.rewrites) + len(self.cells) + len(self.struck) + len(self.rows) + len(self.struck_rows)
        return words + len(self.charts) + sum(len(one.blocks) for one in self.blocks)

    def replaced(self, paragraph: int, start: int) -> bool:
        """Whether the words at a place go, and with them what was to be done to single numbers or said beside them."""
        return paragraph in self._whole or any(
            one.paragraph == paragraph and one.start <= start < one.end for one in self.rewrites
        )

    @property
    def _whole(self) -> set[int]:
        rows = (place for row in self.struck_rows for place in row)
        return {*self.struck, *rows, *(place for one in self.cells for place in one.paragraphs)}
