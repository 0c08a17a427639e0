"""The tables of a printed document, row by row, and which row of today's document each of them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.document import Figure
from mzgz.model.edited_document import PrintedDocument, PrintedParagraph, digest
from mzgz.model.passages import Passage, bare, key_of

_TELLING: Final = 8
"""A cell with words says so much more of what a row is about than one with a number or a mark."""
_WORDS: Final = expression("[\u4e00-\u9fff]{2}")
_MOST_ROWS: Final = 1000
"""Rows without marks that are looked at; a table of ours has some hundred and thirty."""
_SHARED: Final = 0.5
"""A row whose mark is lost is taken for the one it has this share of cells in common with."""


@dataclass
class PrintedRow:
    """A row as it stands; `key` is the digest of the passage whose mark it carries, empty where it carries none."""

    grid: int
    number: int
    key: str = ""
    cells: list[list[PrintedParagraph]] = field(default_factory=list)

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple("\n".join(paragraph.text for paragraph in cell) for cell in self.cells)

    @property
    def places(self) -> tuple[int, ...]:
        """Its paragraphs, the first one first."""
        return tuple(paragraph.place for cell in self.cells for paragraph in cell)

    @property
    def first(self) -> PrintedParagraph:
        return self.cells[0][0]


@dataclass
class TodaysTable:
    """A table as it would be written today: its head and rows by the digests of their ids."""

    key: str
    rows: dict[str, Passage] = field(default_factory=dict)

    @property
    def order(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self.rows)}


def printed_rows(document: PrintedDocument) -> dict[int, list[PrintedRow]]:
    """The rows of each table of the text, by the number of the table."""
    found: dict[int, dict[int, PrintedRow]] = {}
    for paragraph in document.paragraphs:
        cell = paragraph.cell
        if cell is None or paragraph.story or cell.grid == 0:
            continue
        row = found.setdefault(cell.grid, {}).setdefault(cell.row, PrintedRow(cell.grid, cell.row))
        while len(row.cells) <= cell.place:
            row.cells.append([])
        row.cells[cell.place].append(paragraph)
        row.key = row.key or next((mark.key for mark in paragraph.marks if not mark.copied), "")
    return {grid: [row for row in rows.values() if row.cells[0]] for grid, rows in found.items()}


def todays_tables(passages: Iterable[Passage]) -> dict[str, TodaysTable]:
    """The tables of today's document by their keys."""
    found: dict[str, TodaysTable] = {}
    for passage in passages:
        if passage.in_cells and passage.table is not None:
            key = key_of(passage.table)
            found.setdefault(key, TodaysTable(key)).rows[digest(passage.id)] = passage
    return found


def matched_tables(
    rows: Mapping[int, Sequence[PrintedRow]], tables: Mapping[str, TodaysTable]
) -> dict[int, TodaysTable]:
    """Which of today's tables each printed one is: by the marks of its rows, otherwise by its caption or its head."""
    owners = {key: name for name, table in tables.items() for key in table.rows}
    found: dict[int, TodaysTable] = {}
    free = dict(tables)
    for grid, printed in rows.items():
        votes = Counter(owners[row.key] for row in printed if row.key in owners)
        best = max(votes, key=lambda name: votes[name], default=None)
        if best in free:
            found[grid] = free.pop(best)
    for grid, printed in rows.items():
        if grid not in found:
            named = next((name for name, table in free.items() if _called(printed, table)), None)
            if named is not None:
                found[grid] = free.pop(named)
    return found


def _called(printed: Sequence[PrintedRow], table: TodaysTable) -> bool:
    """Whether the caption over a table, or its head, is that of today's."""
    head = next(iter(table.rows.values()))
    cell = printed[0].first.cell if printed else None
    if cell is None or head.table is None:
        return False
    caption = bare(head.table.caption)
    titled = len(cell.title) > 4 and bare(cell.title) in caption
    return titled or tuple(map(bare, printed[0].texts)) == tuple(map(bare, head.texts))


def matched_rows(printed: Sequence[PrintedRow], table: TodaysTable, ids: Mapping[int, str]) -> dict[int, str]:
    """The key of today's row for each printed one, by its place: by its mark, otherwise by the figures that stand in it
    (`ids` are those of the links), otherwise by what its cells say."""
    found: dict[int, str] = {}
    free = dict(table.rows)
    for place, row in enumerate(printed):
        if row.key in free:
            found[place] = row.key
            del free[row.key]
    head = next(iter(table.rows))
    if printed and head in free and 0 not in found and not printed[0].key and len(printed[0].cells) > 1:
        found[0] = head
        del free[head]
    figures = {key: _figures(passage) for key, passage in free.items()}
    for place, row in enumerate(printed):
        if place not in found and not row.key:
            key = _of_figures(row, {key: figures[key] for key in free}, ids)
            if key:
                found[place] = key
                del free[key]
    words = {key: tuple(map(bare, passage.texts)) for key, passage in free.items()}
    for place, row in enumerate(printed):
        if place not in found and not row.key and words and place < _MOST_ROWS:
            key, share = _nearest(tuple(map(bare, row.texts)), words)
            if share >= _SHARED:
                found[place] = key
                del words[key]
    return found


def _figures(passage: Passage) -> frozenset[str]:
    return frozenset(piece.id for cell in passage.cells for piece in cell if isinstance(piece, Figure))


def _of_figures(row: PrintedRow, free: Mapping[str, frozenset[str]], ids: Mapping[int, str]) -> str:
    """The row most of whose figures stand in this one; empty where it has none of anybody's."""
    own = {ids.get(link.place, "") for cell in row.cells for paragraph in cell for link in paragraph.links}
    shared = {key: len(own & figures) for key, figures in free.items()}
    best = max(shared, key=lambda key: shared[key], default="")
    return best if best and 2 * shared[best] >= max(len(own), 1) else ""


def _nearest(texts: tuple[str, ...], words: Mapping[str, tuple[str, ...]]) -> tuple[str, float]:
    """The row that has most cells in common; what names a row, a long text, counts more than a number or a mark."""
    return max(((key, _share(texts, other)) for key, other in words.items()), key=lambda pair: pair[1])


def _share(texts: tuple[str, ...], other: tuple[str, ...]) -> float:
    weights = [_TELLING if _WORDS.search(text) else 1 for text in other]
    if len(texts) == len(other):
        equal = [one == two for one, two in zip(texts, other, strict=True)]
    else:
        equal = [text in texts for text in other] if len(other) > 1 < len(texts) else [False for _ in other]
    return sum(weight for weight, same in zip(weights, equal, strict=True) if same) / sum(weights)
