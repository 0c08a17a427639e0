"""From a comparison to what is to be written: sentences nobody touched follow the data, what people wrote stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from mzgz.model.document import Cell, Style
from mzgz.model.document_changes import (
    CellRewrite,
    Changes,
    NewParagraph,
    NewRow,
    NewTable,
    PassageAssignment,
    Redrawing,
    Rewrite,
)
from mzgz.model.edited_document import Link, PrintedDocument, Remark
from mzgz.model.passages import CELL_MARK, Passage, bare, fingerprint, text_of
from mzgz.publishing.verify.chart_matching import gone_charts, matched_charts
from mzgz.publishing.verify.passage_comparison import Comparison, Flow, RowPair, TablePair, cell_results, same_words
from mzgz.publishing.verify.passage_findings import BLANK, shortened
from mzgz.publishing.verify.printed_rows import PrintedRow
from mzgz.publishing.verify.sentence_matching import rising
from mzgz.publishing.verify.sequence_alignment import Pair, gaps


def changes(
    document: PrintedDocument, comparison: Comparison, today: Sequence[Passage], ids: Mapping[int, str]
) -> tuple[Changes, list[Remark]]:
    """What is to be written, and what is to be said beside the words of people that the data have left behind."""
    built, remarks = Changes(), []
    for flow in comparison.flows:
        plan = _FlowPlan(flow, document, built)
        plan.run()
        remarks += plan.remarks
    for table in comparison.tables:
        rows = _TablePlan(table, built, ids)
        rows.run()
        remarks += rows.remarks
    ends = {one.cell.grid: one.place for one in document.paragraphs if one.cell is not None and not one.story}
    for grid, own in comparison.new_tables:
        if grid in ends and ends[grid] + 1 < len(document.paragraphs):
            built.tables.append(NewTable(ends[grid] + 1, own))
    stale = {result.id for result in comparison.results if result.kind == "chart" and result.state == "stale"}
    for printed, passage in matched_charts(document, today):
        if passage.id in stale:
            built.charts.append(Redrawing(printed.order, passage))
    built.struck += [chart.paragraph for chart in gone_charts(document, today)]
    return built, remarks


class _FlowPlan:
    """The changes of one run of paragraphs."""

    def __init__(self, flow: Flow, document: PrintedDocument, built: Changes) -> None:
        self._flow, self._document, self._made = flow, document, built
        self._found = flow.matching
        self._known = self._found.untouched is not None
        self._untouched = self._found.untouched or set()
        self.remarks: list[Remark] = []
        self._blocks: dict[int, list[int]] = {}
        for place, sentence in enumerate(flow.printed):
            self._blocks.setdefault(sentence.paragraph.place, []).append(place)
        self._today: dict[str, list[int]] = {}
        for place, wording in enumerate(flow.today):
            self._today.setdefault(wording.passage.id, []).append(place)
        self._partner = {today: printed for printed, today in self._found.pairs.items()}

    def run(self) -> None:
        if not self._known:
            self._comment(self._found.pairs.items())
            return
        paired = self._paragraph_pairs()
        for paragraph, own in self._blocks.items():
            if paragraph not in paired:
                self._left_over(paragraph, own)
        self._new_paragraphs(paired)
        for paragraph, name in paired.items():
            self._merge(paragraph, self._blocks[paragraph], self._today[name])
            self._made.names.append(PassageAssignment(paragraph, self._passage(name)))
        self._comment(pair for pair in self._found.pairs.items() if pair[0] not in self._untouched)

    def _passage(self, name: str) -> Passage:
        return self._flow.today[self._today[name][0]].passage

    def _paragraph_pairs(self) -> dict[int, str]:
        """Which printed paragraph goes on as which of today's: those that share most sentences, in order."""
        shared: Counter[tuple[int, str]] = Counter()
        for printed, today in self._found.pairs.items():
            weight = 2 if printed in self._untouched else 1
            shared[self._flow.printed[printed].paragraph.place, self._flow.today[today].passage.id] += weight
        order = {name: place for place, name in enumerate(self._today)}
        best: dict[int, tuple[int, str]] = {}
        taken: set[str] = set()
        for (paragraph, name), weight in sorted(
            shared.items(), key=lambda item: (-item[1], item[0][0], order[item[0][1]])
        ):
            if paragraph not in best and name not in taken:
                best[paragraph] = weight, name
                taken.add(name)
        pairs = [(paragraph, order[best[paragraph][1]]) for paragraph in sorted(best)]
        names = list(order)
        return {paragraph: names[place] for paragraph, place in rising(pairs)}

    # ── sentences ────────────────────────────────────────────────────────────────────────────────────────────

    def _goes(self, place: int) -> bool:
        """Whether a printed sentence is to be struck out where it has no partner beside it."""
        return place in self._untouched and place not in self._found.moved

    def _comes(self, place: int) -> bool:
        """Whether one of today's is to be put in where it has no partner beside it."""
        partner = self._partner.get(place)
        return place in self._found.added if partner is None else self._goes(partner)

    def _merge(self, paragraph: int, own: list[int], today: list[int]) -> None:
        beside = {place: order for order, place in enumerate(today)}
        pairs = [
            (order, beside[self._found.pairs[place]])
            for order, place in enumerate(own)
            if self._found.pairs.get(place) in beside and place not in self._found.moved
        ]
        steady = rising(pairs)
        for order, partner in steady:
            self._replace(own[order], today[partner])
        for left, right in gaps(steady, len(own), len(today)):
            gone = [own[order] for order in left if self._goes(own[order])]
            come = [self._flow.today[today[order]].inlines for order in right if self._comes(today[order])]
            self._between(paragraph, own, left, gone, come)

    def _replace(self, printed: int, today: int) -> None:
        sentence, inlines = self._flow.printed[printed], self._flow.today[today].inlines
        if printed not in self._untouched or bare(sentence.text) == bare(text_of(inlines)):
            return
        if same_words(sentence, inlines) and all(_renewable(link) for link, _ in sentence.links):
            return
        self._made.rewrites.append(Rewrite(sentence.paragraph.place, sentence.start, sentence.end, inlines))

    def _between(self, paragraph: int, own: list[int], left: range, gone: list[int], come: list[Cell]) -> None:
        """Strike out what goes and put in what comes, in the place of the last that goes."""
        reported = tuple(inline for inlines in come for inline in inlines)
        for place in gone:
            sentence = self._flow.printed[place]
            inlines = reported if place == gone[-1] else ()
            self._made.rewrites.append(Rewrite(paragraph, sentence.start, sentence.end, inlines))
        if reported and not gone:
            at = self._flow.printed[own[left.stop]].start if left.stop < len(own) else self._end(own)
            self._made.rewrites.append(Rewrite(paragraph, at, at, reported))

    def _end(self, own: list[int]) -> int:
        return len(self._flow.printed[own[-1]].paragraph.text)

    # ── paragraphs ───────────────────────────────────────────────────────────────────────────────────────────

    def _left_over(self, paragraph: int, own: list[int]) -> None:
        gone = [place for place in own if self._goes(place)]
        if len(gone) == len(own):
            self._made.struck.append(paragraph)
            return
        for place in gone:
            sentence = self._flow.printed[place]
            self._made.rewrites.append(Rewrite(paragraph, sentence.start, sentence.end, ()))

    def _new_paragraphs(self, paired: Mapping[int, str]) -> None:
        standing = {name: paragraph for paragraph, name in paired.items()}
        styles = {self._passage(name).style: paragraph for paragraph, name in paired.items()}
        before: int | None = None
        for name, today in self._today.items():
            if name in standing:
                before = standing[name]
                continue
            come = [place for place in today if self._comes(place)]
            if not come or not standing:
                continue
            passage = self._passage(name)
            whole = len(come) == len(today)
            inlines = passage.cells[0] if whole else tuple(i for place in come for i in self._flow.today[place].inlines)
            beside = min(standing.values()) if before is None else before
            like = styles.get(passage.style, styles.get(Style.BODY, beside))
            self._made.paragraphs.append(NewParagraph(beside, before is None, like, passage, inlines))

    # ── beside the words of people ───────────────────────────────────────────────────────────────────────────

    def _comment(self, pairs: Iterable[Pair]) -> None:
        """Where the data moved under what people wrote, today's sentence is told."""
        issued = {mark for passage in self._document.passages for mark in passage.marks}
        for printed, today in pairs:
            sentence, wording = self._flow.printed[printed], self._flow.today[today]
            text = wording.text
            if bare(sentence.text) == bare(text) or BLANK in text or fingerprint(text) in issued:
                continue
            if not same_words(sentence, wording.inlines):
                reported = f"按现在的数据，这句话应为：“{shortened(text)}”"
                self.remarks.append(Remark(sentence.paragraph.place, sentence.start, sentence.end, reported))


def _renewable(link: Link) -> bool:
    """Whether a number can be replaced by itself."""
    return not (link.parted or link.tracked)


class _TablePlan:
    """The changes of one table."""

    def __init__(self, table: TablePair, built: Changes, ids: Mapping[int, str]) -> None:
        self._table, self._made, self._ids = table, built, ids
        self.remarks: list[Remark] = []
        self._shapes = {len(row.printed.cells): row.printed for row in table.rows if row.printed is not None}

    def run(self) -> None:
        under: PrintedRow | None = None
        for row in self._table.rows:
            if row.printed is None and row.today is not None:
                self._add(row.today, under)
            elif row.printed is not None and row.today is None:
                self._gone(row)
            elif row.strayed and self._untouched(row):
                self._move(row, under)
            else:
                self._update(row)
                under = row.printed

    def _add(self, passage: Passage, under: PrintedRow | None) -> None:
        like = self._shapes.get(len(passage.cells))
        if like is not None and under is not None:
            self._made.rows.append(NewRow(under.first.place, like.first.place, passage))

    def _gone(self, row: RowPair) -> None:
        if row.printed is None or row.issued is None:
            return
        if self._untouched(row):
            self._made.struck_rows.append(row.printed.places)
        else:
            self._say(row.printed, 0, "按现在的数据，这一行不会再写")

    def _move(self, row: RowPair, under: PrintedRow | None) -> None:
        if row.printed is not None and row.today is not None and under is not None:
            self._made.struck_rows.append(row.printed.places)
            self._made.rows.append(NewRow(under.first.place, row.printed.first.place, row.today))

    @staticmethod
    def _untouched(row: RowPair) -> bool:
        texts = row.printed.texts if row.printed else ()
        return row.issued == tuple(fingerprint(text, CELL_MARK) for text in texts)

    def _update(self, row: RowPair) -> None:
        if row.printed is None or row.today is None:
            return
        if row.issued is not None:
            self._made.names.append(PassageAssignment(row.printed.first.place, row.today))
        if row.strayed:
            self._say(row.printed, 0, "按现在的数据，这一行在表里的位置变了")
        for cell in cell_results(row, self._ids):
            if cell.only_numbers and cell.state != "unsure":
                continue
            paragraphs = row.printed.cells[cell.place]
            if cell.state == "stale" and paragraphs:
                inlines = row.today.cells[cell.place]
                self._made.cells.append(CellRewrite(tuple(one.place for one in paragraphs), inlines))
            elif cell.today and BLANK not in cell.today and not cell.only_numbers:
                self._say(row.printed, cell.place, f"按现在的数据，这一格应为：“{shortened(cell.today)}”")

    def _say(self, row: PrintedRow, place: int, text: str) -> None:
        paragraph = row.cells[place][0]
        self.remarks.append(Remark(paragraph.place, 0, len(paragraph.text), text))
