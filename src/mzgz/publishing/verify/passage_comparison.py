"""Every passage of a printed document against what would be written today: true, fallen behind, or changed by people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mzgz.model.document import Cell, Document
from mzgz.model.edited_document import IssuedPassage, PrintedDocument, PrintedParagraph, digest
from mzgz.model.passages import CELL_MARK, SENTENCE, Passage, bare, cut, fingerprint, key_of, passages, text_of
from mzgz.publishing.verify.chart_matching import chart_results
from mzgz.publishing.verify.printed_rows import (
    PrintedRow,
    TodaysTable,
    matched_rows,
    matched_tables,
    printed_rows,
    todays_tables,
)
from mzgz.publishing.verify.sentence_matching import Matching, matching
from mzgz.publishing.verify.sentences import Sentence, marked, sentences
from mzgz.publishing.verify.verification import PassageResult, PassageState

_LINES: Final = ("caption", "note", "legend")


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


@dataclass
class TablePair:
    """A printed table beside today's, row by row in the order of today."""

    grid: int
    rows: list[RowPair]


@dataclass
class Comparison:
    """A whole document beside today's."""

    flows: list[Flow] = field(default_factory=list)
    tables: list[TablePair] = field(default_factory=list)
    new_tables: list[tuple[int, tuple[Passage, ...]]] = field(default_factory=list)
    """Tables that were not there before, each with the number of the printed table it comes after."""
    results: list[PassageResult] = field(default_factory=list)

    @property
    def settled(self) -> set[tuple[int, int]]:
        """Where sentences begin of which all has been said: nobody changed them, and they are to be replaced."""
        stale = (cell for result in self.results for cell in (result.cells or (result,)) if cell.state == "stale")
        return {(one.paragraph.place, one.start) for one in stale if one.paragraph and not one.only_numbers}

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
    for cell, inlines in zip(row.printed.cells, row.today.cells, strict=False):
        if len(cell) == 1 and cell[0].text == text_of(inlines):
            for match in SENTENCE.finditer(cell[0].text):
                yield (cell[0].place, match.start()), tuple(cut(inlines, match.start(), match.end()))


def compared(document: PrintedDocument, composed: Document, ids: Mapping[int, str]) -> Comparison:
    """Lay a printed document beside the one that would be written today; `ids` are those of its links by place."""
    return _Comparing(document, passages(composed), ids).run()


class _Comparing:
    """One comparison on its way."""

    def __init__(self, document: PrintedDocument, today: Sequence[Passage], ids: Mapping[int, str]) -> None:
        self._document, self._today, self._ids = document, today, ids
        self._issued = {passage.key: passage for passage in document.passages}
        self._keys = {digest(passage.id): passage for passage in today}
        self._comparison = Comparison()
        self._new: set[str] = set()
        """The keys of tables that were not there before."""

    def run(self) -> Comparison:
        self._rows()
        self._lines()
        self._comparison.results += chart_results(self._document, self._today, self._issued)
        self._comparison.results.sort(key=lambda one: (one.paragraph.place if one.paragraph else 10**9, one.start))
        return self._comparison

    # ── paragraphs ───────────────────────────────────────────────────────────────────────────────────────────

    def _lines(self) -> None:
        """Captions and notes by their marks; what is left in the order of the text."""
        paragraphs = [each for each in self._document.paragraphs if not each.story and not each.in_table]
        free: list[PrintedParagraph] = []
        taken: set[str] = set()
        for paragraph in paragraphs:
            passage = next((found for mark in paragraph.marks if (found := self._line(mark.key)) is not None), None)
            if passage is None or passage.id in taken or not bare(paragraph.text):
                free.append(paragraph)
            else:
                taken.add(passage.id)
                self._flow([paragraph], [passage], [digest(passage.id)])
        rest = [
            one
            for one in self._today
            if not one.in_cells and one.kind != "chart" and one.id not in taken and not self._is_new(one)
        ]
        owned = {digest(one.id) for one in self._today if one.in_cells or one.kind == "chart" or one.id in taken}
        self._flow(free, rest, [key for key in self._issued if key not in owned])

    def _line(self, key: str) -> Passage | None:
        passage = self._keys.get(key)
        return passage if passage is not None and passage.kind in _LINES else None

    def _flow(self, paragraphs: list[PrintedParagraph], today: list[Passage], keys: list[str]) -> None:
        printed = [
            sentence for paragraph in paragraphs for sentence in sentences(paragraph, self._ids) if bare(sentence.text)
        ]
        wordings = [Wording(passage, inlines) for passage in today for inlines in passage.sentences()]
        issued = [mark for key in keys for mark in self._sentence_marks(key)]
        if self._issued and not issued:
            issued = ["-"]
        found = matching([one.text for one in printed], issued, [one.text for one in wordings])
        flow = Flow(printed, wordings, found)
        self._comparison.flows.append(flow)
        self._comparison.results += _of_flow(flow)

    def _sentence_marks(self, key: str) -> tuple[str, ...]:
        passage = self._issued.get(key)
        return () if passage is None or (passage.marks and len(passage.marks[0]) == CELL_MARK) else passage.marks

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────────

    def _rows(self) -> None:
        printed, tables = printed_rows(self._document), todays_tables(self._today)
        matched = matched_tables(printed, tables)
        for grid, table in matched.items():
            self._comparison.tables.append(TablePair(grid, list(self._paired(printed[grid], table))))
        for grid, rows in printed.items():
            if grid not in matched and rows and all(row.key in self._issued for row in rows):
                gone = [RowPair(row, None, self._cell_marks(row.key)) for row in rows]
                self._comparison.tables.append(TablePair(grid, gone))
        for row in (row for pair in self._comparison.tables for row in pair.rows):
            self._comparison.results += _of_row(row, self._ids, remembered=bool(self._issued))
        self._new_tables(tables, {table.key: grid for grid, table in matched.items()})

    def _new_tables(self, tables: Mapping[str, TodaysTable], printed: Mapping[str, int]) -> None:
        """Tables that stand nowhere and that nobody took out."""
        after = 0
        for key, table in tables.items():
            if key in printed:
                after = printed[key]
            elif self._issued and after and next(iter(table.rows)) not in self._issued:
                self._new.add(key)
                own = tuple(one for one in self._today if self._is_new(one) and one.table and key_of(one.table) == key)
                self._comparison.new_tables.append((after, own))
                self._comparison.results += [
                    PassageResult(one.id, one.kind, "new", None, one.text, None) for one in own
                ]

    def _is_new(self, passage: Passage) -> bool:
        return passage.table is not None and key_of(passage.table) in self._new

    def _paired(self, printed: list[PrintedRow], table: TodaysTable) -> Iterator[RowPair]:
        keys = matched_rows(printed, table, self._ids)
        strays = self._strays(printed, keys, table)
        places = {key: place for place, key in keys.items()}
        for place, row in enumerate(printed):
            if place not in keys:
                yield RowPair(row, None, self._cell_marks(row.key))
        for key, passage in table.rows.items():
            if key in places:
                at = places[key]
                yield RowPair(printed[at], passage, self._cell_marks(key), at in strays)
            elif not self._issued or key not in self._issued:
                yield RowPair(None, passage, None)

    def _cell_marks(self, key: str) -> tuple[str, ...] | None:
        passage: IssuedPassage | None = self._issued.get(key)
        return passage.marks if passage else None

    def _strays(self, printed: list[PrintedRow], keys: dict[int, str], table: TodaysTable) -> set[int]:
        """Places of rows the data moved: those that stand as they were issued and not as they would today."""
        order, issued = table.order, {key: place for place, key in enumerate(self._issued)}
        then = [issued[keys[place]] for place in sorted(keys) if keys[place] in issued]
        if not then or then != sorted(then):
            return set()
        kept = set(longest_rising([order[keys[place]] for place in sorted(keys)]))
        return {place for place in keys if order[keys[place]] not in kept}


def longest_rising(values: Sequence[int]) -> list[int]:
    """The longest selection of different values that rises in the order they stand."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for value in values:
        low = sum(tail < value for tail in tails)
        before[value] = tails[low - 1] if low else None
        tails[low : low + 1] = [value]
    found: list[int] = []
    at = tails[-1] if tails else None
    while at is not None:
        found.append(at)
        at = before[at]
    return found[::-1]


def _of_flow(flow: Flow) -> Iterator[PassageResult]:
    found = flow.matching
    for place, sentence in enumerate(flow.printed):
        today = flow.today[found.pairs[place]] if place in found.pairs else None
        state = _state(sentence.text, today.text if today else None, _kept(found, place))
        name, kind = (today.passage.id, today.passage.kind) if today else ("", "paragraph")
        yield PassageResult(
            name, kind, state, sentence.text, today.text if today else None, sentence.paragraph,
            sentence.start, sentence.end, only_numbers=today is not None and same_words(sentence, today.inlines),
        )  # fmt: skip
    for place in sorted(found.added):
        wording = flow.today[place]
        yield PassageResult(wording.passage.id, wording.passage.kind, "new", None, wording.text, None)
    for place in sorted(found.removed - set(found.pairs.values())):
        wording = flow.today[place]
        yield PassageResult(wording.passage.id, wording.passage.kind, "removed", None, wording.text, None)


def _kept(found: Matching, place: int) -> bool | None:
    """Whether a sentence stands as it was issued; None where nobody remembers."""
    return None if found.untouched is None else place in found.untouched


def _state(printed: str, today: str | None, untouched: bool | None) -> PassageState:
    if today is not None and bare(printed) == bare(today):
        return "ok"
    if untouched is None:
        return "unsure"
    return "stale" if untouched else "edited"


def same_words(sentence: Sentence, inlines: Cell) -> bool:
    """Whether nothing but linked numbers differs: then the numbers say all there is to say."""
    return sentence.skeleton == bare(marked(inlines))


def cell_skeleton(cell: Sequence[PrintedParagraph], ids: Mapping[int, str]) -> str:
    """The words of a cell with every linked number replaced by its id."""
    return "".join(
        Sentence(each, 0, each.text, tuple((link, ids.get(link.place, "")) for link in each.links)).skeleton
        for each in cell
    )


def _of_row(row: RowPair, ids: Mapping[int, str], *, remembered: bool) -> Iterator[PassageResult]:
    printed, today = row.printed, row.today
    if today is None or printed is None:
        if today is not None:
            yield PassageResult(today.id, today.kind, "new" if remembered else "removed", None, today.text, None)
        elif printed is not None and row.issued is not None:
            text = "\t".join(printed.texts)
            state: PassageState = "stale" if _marks_of(printed) == row.issued else "edited"
            yield PassageResult("", "row", state, text, None, printed.first, 0, len(printed.first.text))
        return
    cells = list(cell_results(row, ids))
    yield PassageResult(
        today.id, today.kind, _worst(row, cells), "\t".join(printed.texts), today.text, printed.first,
        0, len(printed.first.text), all(cell.only_numbers for cell in cells if cell.state != "ok") and not row.strayed,
        tuple(cell for cell in cells if cell.state != "ok"),
    )  # fmt: skip


def _marks_of(row: PrintedRow) -> tuple[str, ...]:
    return tuple(fingerprint(text, CELL_MARK) for text in row.texts)


def cell_results(row: RowPair, ids: Mapping[int, str]) -> Iterator[PassageResult]:
    """The cells that differ from today's; none where there are more or fewer of them than today."""
    printed, today = row.printed, row.today
    if printed is None or today is None or len(printed.cells) != len(today.cells):
        return
    for place, (text, inlines) in enumerate(zip(printed.texts, today.cells, strict=True)):
        now = text_of(inlines)
        if text == now or bare(text) == bare(now):
            continue
        kept = None
        if row.issued is not None and place < len(row.issued):
            kept = fingerprint(text, CELL_MARK) == row.issued[place]
        cell = printed.cells[place]
        first = cell[0] if cell else printed.first
        words = cell_skeleton(cell, ids) == bare(marked(inlines))
        yield PassageResult(
            today.id, today.kind, _state(text, now, kept), text, now, first, 0, len(first.text), words, (), place
        )


def _worst(row: RowPair, cells: Sequence[PassageResult]) -> PassageState:
    """The state of a row; one with more or fewer cells than today has fallen behind as a whole."""
    same = row.printed is not None and row.today is not None and len(row.printed.cells) == len(row.today.cells)
    if row.strayed or not same:
        return "stale"
    states = {cell.state for cell in cells}
    return next((state for state in _SEVERITY if state in states), "ok")


_SEVERITY: Final[tuple[PassageState, ...]] = ("stale", "edited", "unsure")
