"""What is to be written into a document so that it says what the data say today, leaving alone what people wrote."""

from __future__ import annotations

from dataclasses import dataclass, field

from mzgz.model.document import Cell
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
class NewParagraph:
    """A paragraph to be put in after another one, or before one where nothing comes before (`ahead`).

    `like` is a paragraph of the same style.
    """

    beside: int
    ahead: bool
    like: int
    passage: Passage
    inlines: Cell


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to be put in under the one that begins at a paragraph; `like` begins a row with as many cells."""

    under: int
    like: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class NewTable:
    """A table with its caption and note, to be put in after the paragraph that closes another."""

    after: int
    passages: tuple[Passage, ...]


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


@dataclass
class Changes:
    """All of them; `struck` are paragraphs that go, `struck_rows` the paragraphs of rows that go."""

    rewrites: list[Rewrite] = field(default_factory=list)
    cells: list[CellRewrite] = field(default_factory=list)
    paragraphs: list[NewParagraph] = field(default_factory=list)
    struck: list[int] = field(default_factory=list)
    rows: list[NewRow] = field(default_factory=list)
    struck_rows: list[tuple[int, ...]] = field(default_factory=list)
    tables: list[NewTable] = field(default_factory=list)
    charts: list[Redrawing] = field(default_factory=list)
    names: list[PassageAssignment] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many places change their words."""
        words = len(self.rewrites) + len(self.cells) + len(self.paragraphs) + len(self.struck)
        return words + len(self.rows) + len(self.struck_rows) + len(self.tables) + len(self.charts)

    def replaced(self, paragraph: int, start: int) -> bool:
        """Whether the words at a place go, and with them what was to be done to single numbers or said beside them."""
        return paragraph in self._whole or any(
            one.paragraph == paragraph and one.start <= start < one.end for one in self.rewrites
        )

    @property
    def _whole(self) -> set[int]:
        rows = (place for row in self.struck_rows for place in row)
        return {*self.struck, *rows, *(place for one in self.cells for place in one.paragraphs)}
