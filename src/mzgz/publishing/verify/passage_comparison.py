"""Every passage of a printed document against what would be written today: true, fallen behind, or changed by people."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final

from mzgz.model.document import Document
from mzgz.model.edited_document import IssuedPassage, PrintedDocument, PrintedParagraph, digest
from mzgz.model.passages import CELL_MARK, Passage, bare, key_of, passages
from mzgz.publishing.verify.chart_matching import chart_results
from mzgz.publishing.verify.column_matching import OWN, matched_columns
from mzgz.publishing.verify.document_pairs import Comparison, Flow, RowPair, TablePair, Wording
from mzgz.publishing.verify.passage_results import row_results, sentence_results
from mzgz.publishing.verify.printed_rows import (
    PrintedRow,
    TodaysTable,
    matched_rows,
    matched_tables,
    printed_rows,
    todays_tables,
)
from mzgz.publishing.verify.sentence_matching import Matching, matching
from mzgz.publishing.verify.sentences import Sentence, sentences
from mzgz.publishing.verify.verification import PassageResult

_LINES: Final = ("caption", "note", "legend")


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

    def run(self) -> Comparison:
        self._rows()
        self._charts()
        self._lines()
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
        fresh = [one for one in self._today if self._is_new_line(one)]
        for passage in fresh:
            self._comparison.flows.append(_coming(passage))
            self._comparison.results += sentence_results(self._comparison.flows[-1])
        known = taken | self._comparison.new | {one.id for one in fresh}
        rest = [one for one in self._today if not one.in_cells and one.kind != "chart" and one.id not in known]
        owned = {digest(one.id) for one in self._today if one.in_cells or one.kind == "chart" or one.id in taken}
        self._flow(free, rest, [key for key in self._issued if key not in owned])

    def _is_new_line(self, passage: Passage) -> bool:
        """Whether it is a caption or note nobody has seen yet: that of another table may read alike."""
        known = digest(passage.id) in self._issued or passage.id in self._comparison.new
        return bool(self._issued) and passage.kind in _LINES and not known

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
        homes = [place for place, key in enumerate(keys) for _ in self._sentence_marks(key)]
        found.regrouped |= _regrouped(printed, found, homes)
        flow = Flow(printed, wordings, found)
        self._comparison.flows.append(flow)
        self._comparison.results += sentence_results(flow)

    def _sentence_marks(self, key: str) -> tuple[str, ...]:
        passage = self._issued.get(key)
        return () if passage is None or (passage.marks and len(passage.marks[0]) == CELL_MARK) else passage.marks

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────────

    def _rows(self) -> None:
        printed, tables = printed_rows(self._document), todays_tables(self._today)
        matched = matched_tables(printed, tables)
        for grid, table in matched.items():
            rows = list(self._paired(printed[grid], table))
            reshaped = next((row.today for row in rows if row.today is not None and _reshaped(row)), None)
            going = self._going(printed[grid]) if reshaped is not None else rows
            self._comparison.tables.append(TablePair(grid, going, reshaped))
            self._tell(rows)
        for grid, gone in printed.items():
            if grid not in matched and gone and all(row.key in self._issued for row in gone):
                rows = self._going(gone)
                self._comparison.tables.append(TablePair(grid, rows))
                self._tell(rows)
        self._new_tables([table for table in tables.values() if table not in matched.values()])

    def _going(self, rows: Sequence[PrintedRow]) -> list[RowPair]:
        return [RowPair(row, None, self._cell_marks(row.key)) for row in rows]

    def _tell(self, rows: Sequence[RowPair]) -> None:
        for row in rows:
            self._comparison.results += row_results(row, self._ids, remembered=bool(self._issued))

    def _new_tables(self, tables: Sequence[TodaysTable]) -> None:
        """Those that stand nowhere and that nobody took out."""
        for table in tables:
            if self._issued and next(iter(table.rows)) not in self._issued:
                own = [one for one in self._today if one.table is not None and key_of(one.table) == table.key]
                self._comparison.new |= {one.id for one in own}
                self._comparison.results += [
                    PassageResult(one.id, one.kind, "new", None, one.text, None) for one in own
                ]

    def _charts(self) -> None:
        results = list(chart_results(self._document, self._today, self._issued))
        fresh = {one.id for one in results if one.state == "new"}
        owners = {key_of(one.chart) for one in self._today if one.id in fresh and one.chart is not None}
        legends = [one for one in self._today if one.kind == "legend" and one.chart and key_of(one.chart) in owners]
        self._comparison.new |= fresh | {one.id for one in legends}
        self._comparison.results += results
        self._comparison.results += [PassageResult(one.id, one.kind, "new", None, one.text, None) for one in legends]

    def _paired(self, printed: list[PrintedRow], table: TodaysTable) -> Iterator[RowPair]:
        keys = matched_rows(printed, table, self._ids)
        strays = self._strays(printed, keys, table)
        places = {key: place for place, key in keys.items()}
        moved = self._moved(printed, keys, table)
        head = next(iter(table.rows.values()))
        issued = self._cell_marks(digest(head.id)) or ()
        columns = self._columns(printed, keys, table) if len(issued) in (0, len(head.cells)) else ()
        for place, row in enumerate(printed):
            if place not in keys:
                # one that stands there a second time is a copy people made
                yield RowPair(row, None, None if row.key in places else self._cell_marks(row.key))
        for key, passage in table.rows.items():
            if key in places:
                at = places[key]
                cut = _recut(columns, printed[at], passage) if passage.kind == "head" and issued else ""
                misplaced = moved.get(at, cut)
                under = columns if passage.kind == "head" or issued else _titled(columns, printed, head)
                yield RowPair(printed[at], passage, self._cell_marks(key), at in strays, misplaced, under)
            elif not self._issued or key not in self._issued:
                yield RowPair(None, passage, None, columns=columns)

    @staticmethod
    def _columns(printed: list[PrintedRow], keys: dict[int, str], table: TodaysTable) -> tuple[int, ...]:
        rows = [(printed[place], table.rows[key]) for place, key in sorted(keys.items())]
        head = next((row for row in rows if row[1].kind == "head"), None)
        return () if head is None else matched_columns(head, [row for row in rows if row is not head])

    def _cell_marks(self, key: str) -> tuple[str, ...] | None:
        passage: IssuedPassage | None = self._issued.get(key)
        return passage.marks if passage else None

    def _moved(self, printed: list[PrintedRow], keys: dict[int, str], table: TodaysTable) -> dict[int, str]:
        """What is wrong with the places of rows people moved: under which heading they stand, in which order."""
        order, issued = table.order, {key: place for place, key in enumerate(self._issued)}
        places = [place for place in sorted(keys) if keys[place] in issued]
        then, now = [issued[keys[place]] for place in places], [order[keys[place]] for place in places]
        if then == sorted(then) or now == sorted(now):
            return {}
        over, heading = {}, ""
        for key, passage in table.rows.items():
            heading = passage.text if len(passage.cells) == 1 else heading
            over[key] = heading
        found, heading = {}, ""
        for place in range(len(printed)):
            heading = printed[place].texts[0] if len(printed[place].cells) == 1 else heading
            if place in keys and len(printed[place].cells) > 1 and bare(heading) != bare(over[keys[place]]):
                found[place] = f"按现在的数据，这一行在“{over[keys[place]]}”下面"
        kept = set(longest_rising(then))
        first = next((place for place, at in zip(places, then, strict=True) if at not in kept), None)
        return found if found or first is None else {first: "这一行有人移动过，次序和现在的不同"}

    def _strays(self, printed: list[PrintedRow], keys: dict[int, str], table: TodaysTable) -> set[int]:
        """Places of rows the data moved: those that stand as they were issued and not as they would today."""
        order, issued = table.order, {key: place for place, key in enumerate(self._issued)}
        then = [issued[keys[place]] for place in sorted(keys) if keys[place] in issued]
        if not then or then != sorted(then):
            return set()
        same = {order[key] for place, key in keys.items() if _same_words(printed[place], table.rows[key])}
        kept = set(longest_rising([order[keys[place]] for place in sorted(keys)], same))
        return {place for place in keys if order[keys[place]] not in kept}


def longest_rising(values: Sequence[int], dear: Container[int] = ()) -> list[int]:
    """The longest selection of different values that rises in the order they stand, with as many of the `dear` as go
    together."""
    ends: list[int] = []
    worth: list[int] = []
    before: dict[int, int | None] = {}
    for value in values:
        low = bisect_left(ends, value)
        before[value] = ends[low - 1] if low else None
        here = (worth[low - 1] if low else 0) + (len(values) + 1 if value in dear else 1)
        last = bisect_right(worth, here)
        ends[low : max(low, last)] = [value]
        worth[low : max(low, last)] = [here]
    found: list[int] = []
    at = ends[-1] if ends else None
    while at is not None:
        found.append(at)
        at = before[at]
    return found[::-1]


def _coming(passage: Passage) -> Flow:
    """A paragraph that is not there yet."""
    wordings = [Wording(passage, inlines) for inlines in passage.sentences()]
    return Flow([], wordings, Matching(set(), added=set(range(len(wordings)))))


def _regrouped(printed: Sequence[Sentence], found: Matching, homes: Sequence[int]) -> set[int]:
    """Sentences of paragraphs people cut in two or joined: those stay where they are."""
    home = {place: homes[issued] for place, issued in found.issued.items() if issued < len(homes)}
    paragraphs: dict[int, set[int]] = {}
    within: dict[int, set[int]] = {}
    for place, own in home.items():
        at = printed[place].paragraph.place
        paragraphs.setdefault(own, set()).add(at)
        within.setdefault(at, set()).add(own)
    return {
        place
        for place, own in home.items()
        if len(paragraphs[own]) > 1 or len(within[printed[place].paragraph.place]) > 1
    }


def _recut(columns: Sequence[int], printed: PrintedRow, head: Passage) -> str:
    """What people did to the columns of a table, in words."""
    gone = [text for place, text in enumerate(head.texts) if columns and place not in columns]
    own = [text for text, column in zip(printed.texts, columns, strict=False) if column == OWN]
    changed = [f"没有{_titles(gone)}列了"] if gone else []
    changed += [f"添了{_titles(own)}列，没有可以核对的数"] if own else []
    return f"这张表里{'，'.join(changed)}，其余各列照样核对" if changed else ""


def _titled(columns: Sequence[int], printed: Sequence[PrintedRow], head: Passage) -> tuple[int, ...]:
    """Only the columns whose headings are today's: nobody remembers what was written under the others."""
    titles = zip(columns, printed[0].texts, strict=False)
    return tuple(at if at != OWN and bare(title) == bare(head.texts[at]) else OWN for at, title in titles)


def _titles(texts: Sequence[str]) -> str:
    return "".join(f"“{' '.join(text.split())}”" if text.strip() else "没有列名的一" for text in texts)


def _same_words(row: PrintedRow, today: Passage) -> bool:
    return [bare(text) for text in row.texts] == [bare(text) for text in today.texts]


def _reshaped(row: RowPair) -> bool:
    """Whether it is the head of a table that has got more or fewer columns since it was written."""
    if row.today is None or row.printed is None or row.issued is None or row.today.kind != "head":
        return False
    return len(row.today.cells) not in (len(row.issued), len(row.printed.cells))
