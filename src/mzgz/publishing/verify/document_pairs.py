"""A printed document laid beside the one that would be written today: which sentence, which row goes on as which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mzgz.model.document import Cell
from mzgz.model.passages import CELL_MARK, SENTENCE, Passage, bare, cut, fingerprint, text_of
from mzgz.publishing.verify.column_matching import OWN
from mzgz.publishing.verify.printed_rows import PrintedRow
from mzgz.publishing.verify.sentence_matching import Matching
from mzgz.publishing.verify.sentences import Sentence
from mzgz.publishing.verify.verification import PassageResult


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence as it would be written today: the passage it is part of, and its words with the figures in them."""

    passage: Passage
    inlines: Cell

    @property
    def text(self) -> str:
        return text_of(self.inlines)


@dataclass
class Flow:
    """A run of printed sentences laid beside the sentences of today."""

    printed: list[Sentence]
    today: list[Wording]
    matching: Matching


@dataclass
class RowPair:
    """A printed row beside today's; either may be missing. `issued` are the marks of the cells as they were written."""

    printed: PrintedRow | None
    today: Passage | None
    issued: tuple[str, ...] | None
    strayed: bool = False
    """It stands in another place of the order than it would today."""
    misplaced: str = ""
    """Where people moved it: what is wrong with its place now."""
    columns: tuple[int, ...] = ()
    """Which of today's columns its cells are in, where people took some out, put some in or moved them."""

    @property
    def recut(self) -> bool:
        """Whether people gave it more or fewer cells than it was issued with and would have today."""
        if self.printed is None or self.today is None or self.issued is None:
            return False
        return len(self.printed.cells) != len(self.issued) == len(self.today.cells)

    @property
    def aligned(self) -> tuple[int, ...]:
        """Today's column of each cell, OWN where it is in none; empty where nobody can say."""
        if self.printed is None or self.today is None:
            return ()
        if len(self.columns) == len(self.printed.cells) and len(self.today.cells) > max(self.columns):
            return self.columns
        return tuple(range(len(self.today.cells))) if len(self.printed.cells) == len(self.today.cells) else ()

    @property
    def arranged(self) -> tuple[Cell, ...]:
        """Today's cells in the columns the table has."""
        cells = () if self.today is None else self.today.cells
        if not self.columns or len(cells) <= max(self.columns):
            return cells
        return tuple(() if column == OWN else cells[column] for column in self.columns)

    @property
    def untouched(self) -> bool:
        """Whether the row stands as it was issued."""
        texts = self.printed.texts if self.printed else ()
        return self.issued == tuple(fingerprint(text, CELL_MARK) for text in texts)


@dataclass
class TablePair:
    """A printed table beside today's, row by row in the order of today; `reshaped` is the head of one with other columns,
    which takes its place."""

    grid: int
    rows: list[RowPair]
    reshaped: Passage | None = None


@dataclass
class Comparison:
    """A whole document beside today's."""

    flows: list[Flow] = field(default_factory=list)
    tables: list[TablePair] = field(default_factory=list)
    new: set[str] = field(default_factory=set)
    """The ids of the passages that make up tables and charts which were not there before."""
    results: list[PassageResult] = field(default_factory=list)

    @property
    def settled(self) -> set[tuple[int, int]]:
        """Where sentences begin of which all has been said: nobody changed them, and they are to be replaced."""
        stale = (cell for result in self.results for cell in (result.cells or (result,)) if cell.state == "stale")
        return {(one.paragraph.place, one.start) for one in stale if one.paragraph and not one.only_numbers}

    @property
    def going(self) -> set[int]:
        """The paragraphs of rows that go."""
        rows = [row for table in self.tables for row in table.rows if row.today is None and row.untouched]
        return {place for row in rows if row.printed is not None for place in row.printed.places}

    @property
    def as_today(self) -> dict[tuple[int, int], Cell]:
        """Where sentences begin that stand as they would be written today, and the figures they would have."""
        found = {
            (sentence.paragraph.place, sentence.start): flow.today[today].inlines
            for flow in self.flows
            for place, today in flow.matching.pairs.items()
            if bare((sentence := flow.printed[place]).text) == bare(flow.today[today].text)
        }
        for row in (row for table in self.tables for row in table.rows):
            found |= dict(_cells_as_today(row))
        return found


def _cells_as_today(row: RowPair) -> Iterator[tuple[tuple[int, int], Cell]]:
    """The sentences of cells that say what they would say today."""
    if row.printed is None or row.today is None:
        return
    for cell, column in zip(row.printed.cells, row.aligned, strict=False):
        inlines = () if column == OWN else row.today.cells[column]
        if len(cell) == 1 and cell[0].text == text_of(inlines):
            for match in SENTENCE.finditer(cell[0].text):
                yield (cell[0].place, match.start()), tuple(cut(inlines, match.start(), match.end()))
