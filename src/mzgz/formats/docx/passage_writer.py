"""Paragraphs, rows, cells and charts brought up to date in a document that was read."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mzgz.formats.docx import charts
from mzgz.formats.docx.block_revisions import revise_end, revise_row
from mzgz.formats.docx.block_writer import BlockWriter
from mzgz.formats.docx.chart_reader import chart_parts, workbook_of
from mzgz.formats.docx.chart_workbook import workbook
from mzgz.formats.docx.comments import outermost
from mzgz.formats.docx.document_properties import weights_as_written
from mzgz.formats.docx.document_reader import Returned, TextPart
from mzgz.formats.docx.number_mark_names import alias_of, tag_of
from mzgz.formats.docx.number_mark_reader import Mark, rename, retag
from mzgz.formats.docx.package_additions import PackageAdditions
from mzgz.formats.docx.passage_marks import is_passage, passage_bookmark
from mzgz.formats.docx.run_characters import fit
from mzgz.formats.docx.run_splicing import SentenceWriter, paragraph_like
from mzgz.formats.docx.run_writer import Pen
from mzgz.formats.docx.section_breaks import SectionBreaks, section_in
from mzgz.formats.docx.table_writer import put_row, share_anew
from mzgz.formats.docx.text_reader import ReadParagraph
from mzgz.formats.docx.tracked_changes import Reviser
from mzgz.formats.docx.xml_markup import Element, clark
from mzgz.model.document import Style
from mzgz.model.document_changes import CellRewrite, Changes, NewRow, Redrawing, Relinking, Rewrite
from mzgz.model.passages import Passage

_PARAGRAPH, _RUN, _TABLE, _ROW, _CELL = clark("w:p"), clark("w:r"), clark("w:tbl"), clark("w:tr"), clark("w:tc")
_LAYOUT, _NAME, _ID = clark("w:pPr"), clark("w:name"), clark("w:id")
_EXTERNAL, _RELATION = clark("c:externalData"), clark("r:id")


@dataclass
class PassageWriter:
    """Writes the changes of one document; what changes of the package beside its text goes into `additions`."""

    returned: Returned
    reviser: Reviser
    additions: PackageAdditions
    done: int = 0

    def __post_init__(self) -> None:
        self._places: list[tuple[TextPart, ReadParagraph]] = list(self.returned.places)
        self._marks: dict[int, list[Mark]] = {}
        at = 0
        for part in self.returned.parts:
            for mark in part.marks:
                self._marks.setdefault(at + mark.paragraph, []).append(mark)
            at += len(part.paragraphs)
        self._pen = Pen(self.returned.styles, after=_highest(self.returned.parts), met=_met(self.returned.marks))
        self._writer = SentenceWriter(self.reviser, self._pen)
        self._last: dict[int, Element] = {}

    def write(self, changes: Changes) -> None:
        """All changes; the sentences of a paragraph from its end on, so that places before them stay."""
        if not self._places:
            return
        for rewrite in sorted(changes.rewrites, key=lambda one: (one.paragraph, -one.start, one.end)):
            self._rewrite(rewrite)
        for cell in changes.cells:
            self._cell(cell)
        for row in changes.rows:
            self._add_row(row)
        sections = SectionBreaks(self.returned.parts[0].root)
        blocks = BlockWriter(self.returned, self._pen, self._writer, self.additions)
        self.done += sum(map(blocks.put, changes.blocks))
        for places in changes.struck_rows:
            self._strike_row(places)
        for place in changes.struck:
            self._strike(place)
        blocks.join_tables()
        sections.drop_emptied(self.reviser)
        for naming in changes.names:
            self._name(self._places[naming.paragraph][1], naming.passage)
        for drawing in changes.charts:
            self._redraw(drawing)
        for relinking in changes.links:
            self._relink(relinking)
        if changes.count or changes.names or changes.links:
            self.additions.trees.setdefault(self.returned.parts[0].name, self.returned.parts[0].root)

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────────

    def _rewrite(self, rewrite: Rewrite) -> None:
        paragraph = self._places[rewrite.paragraph][1]
        marks = [mark for mark in self._marks.get(rewrite.paragraph, ()) if rewrite.start <= mark.start < rewrite.end]
        self.done += self._writer.rewrite(paragraph, rewrite.start, rewrite.end, rewrite.inlines, marks)

    def _cell(self, cell: CellRewrite) -> None:
        first, *rest = cell.paragraphs
        rendered = self._places[first][1]
        self.done += self._writer.rewrite(rendered, 0, rendered.length, cell.inlines, self._marks.get(first, ()))
        for place in rest:
            self._strike(place)

    # ── paragraphs ───────────────────────────────────────────────────────────────────────────────────────────

    def _strike(self, place: int) -> None:
        rendered = self._places[place][1]
        alone = rendered.element.getparent() is not None and _alone(rendered.element)
        self._writer.rewrite(rendered, 0, rendered.length, (), self._marks.get(place, ()))
        drawn = [next(one.iterancestors(_RUN), None) for one in rendered.charts]
        self._writer.strike(dict.fromkeys(outermost(run) for run in drawn if run is not None), ())
        revise_end(rendered.element, "del", self.reviser)
        parent = rendered.element.getparent()
        if not self.reviser.tracked and parent is not None and not alone and section_in(rendered.element) is None:
            parent.remove(rendered.element)
        self.done += 1

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _add_row(self, new: NewRow) -> None:
        under = _row_of(self._places[new.under][1].element)
        like = None if new.like is None else _row_of(self._places[new.like][1].element)
        element = None if under is None else self._row(new, under) if like is None else self._row_like(new, like)
        if under is None or element is None:
            return
        revise_row(element, "ins", self.reviser)
        last = self._last.get(new.under, under)
        last.addnext(element)
        self._last[new.under] = element
        self.done += 1

    def _row_like(self, new: NewRow, like: Element) -> Element | None:
        element = copy.deepcopy(like)
        cells = element.findall(_CELL)
        if len(cells) != len(new.cells):
            return None
        for place, (cell, inlines) in enumerate(zip(cells, new.cells, strict=True)):
            first = cell.find(_PARAGRAPH)
            paragraph = paragraph_like(first)
            for node in [node for node in cell if node.tag != clark("w:tcPr")]:
                cell.remove(node)
            if place == 0:
                self._pen.mark_as(paragraph, new.passage)
            for node in self._writer.written(inlines):
                paragraph.append(node)
            cell.append(paragraph)
        return element

    def _row(self, new: NewRow, under: Element) -> Element | None:
        """A row the table has none like: one across all columns, or the first that is not."""
        table = new.passage.table
        grid = next(under.iterancestors(clark("w:tbl"))).find(clark("w:tblGrid"))
        widths = tuple(int(one.get(clark("w:w"), "0")) for one in grid) if grid is not None else ()
        if table is None or len(widths) != len(table.columns) or not self._pen.has_style(Style.TABLE_BODY):
            return None
        self._pen.expect((new.passage,))
        room = under.makeelement(clark("w:tbl"), {})
        put_row(
            room,
            table,
            tuple(map(self._writer.styled, new.passage.cells)),
            widths,
            table.spans(new.passage.cells),
            self._pen,
        )
        for run in list(room.iter(_RUN)) if self.reviser.tracked else ():
            self._writer.tracked_run(run)
        return room[0]

    def _strike_row(self, places: tuple[int, ...]) -> None:
        row = _row_of(self._places[places[0]][1].element)
        parent = None if row is None else row.getparent()
        if row is None or parent is None:
            return
        if not self.reviser.tracked:
            parent.remove(row)
            table = parent.getparent()
            if table is not None and parent.find(_ROW) is None:
                table.remove(parent)
        else:
            for at in places:
                rendered = self._places[at][1]
                self._writer.rewrite(rendered, 0, rendered.length, (), self._marks.get(at, ()))
            self._unmark(row)
            revise_row(row, "del", self.reviser)
        self.done += 1

    # ── marks ────────────────────────────────────────────────────────────────────────────────────────────────

    def _name(self, rendered: ReadParagraph, passage: Passage) -> None:
        """The mark of a paragraph that stays, as it would be written today."""
        if passage.kind == "head":
            _describe(rendered.element, passage)
            self._share(rendered.element, passage)
        name = passage_bookmark(passage)
        marks = [node for node in rendered.marks if node.getparent() is not None]
        if marks:
            marks[0].set(_NAME, name)
            return
        room = paragraph_like(None)
        self._pen.mark_as(room, passage)
        layout = rendered.element.find(_LAYOUT)
        at = 0 if layout is None else rendered.element.index(layout) + 1
        for node in reversed(list(room)):
            rendered.element.insert(at, node)

    def _share(self, paragraph: Element, head: Passage) -> None:
        """The columns of a table as wide as its words ask for now."""
        table = next(reversed(list(paragraph.iterancestors(_TABLE))), None)
        if table is not None and head.table is not None:
            before = weights_as_written(self.returned.document.properties, head.table)
            share_anew(table, before, tuple(column.weight for column in head.table.columns))

    def _relink(self, relinking: Relinking) -> None:
        """The words of a number stay, what they are linked to is another figure."""
        mark, figure = self.returned.marks[relinking.link], relinking.figure
        rename(mark, self._pen.bookmark(figure))
        retag(mark, tag_of(figure.id), alias_of(fit(figure.alias), figure.id))

    @staticmethod
    def _unmark(row: Element) -> None:
        """A row that goes is no passage any more."""
        for start in [node for node in row.iter(clark("w:bookmarkStart")) if is_passage(node)]:
            ends = [node for node in row.iter(clark("w:bookmarkEnd")) if node.get(_ID) == start.get(_ID)]
            for node in (start, *ends):
                parent = node.getparent()
                if parent is not None:
                    parent.remove(node)

    # ── charts ───────────────────────────────────────────────────────────────────────────────────────────────

    def _redraw(self, drawing: Redrawing) -> None:
        package = self.returned.package
        found = list(chart_parts(package, self.returned.parts[0].paragraphs))
        chart = drawing.passage.chart
        if drawing.chart >= len(found) or chart is None:
            return
        _, reference, name = found[drawing.chart]
        before = package.tree(name).find(_EXTERNAL)
        book = workbook_of(package, name)
        element = charts.chart_space(chart, "" if before is None else before.get(_RELATION, ""))
        if before is None or not book:
            outside = element.find(_EXTERNAL)
            if outside is not None:
                element.remove(outside)
        else:
            self.additions.files[book] = workbook(chart)
        self.additions.trees[name] = element
        charts.describe(reference, chart)
        self.done += 1


def _highest(parts: Iterable[TextPart]) -> int:
    """The highest number given out to a bookmark or a control."""
    numbers = (
        int(found)
        for part in parts
        for node in part.root.iter(clark("w:bookmarkStart"), clark("w:id"))
        if (found := node.get(_ID) or node.get(clark("w:val")) or "").isdecimal() and len(found) < 10
    )
    return min(max(numbers, default=0), 2**31 - 2_000_000)


def _met(marks: Iterable[Mark]) -> Counter[str]:
    """How often each figure has been met, by the digest of its id: the next one gets a number of its own."""
    met: Counter[str] = Counter()
    for mark in marks:
        if mark.name is not None:
            met[mark.name.figure] = max(met[mark.name.figure], mark.name.occurrence + 1)
    return met


def _row_of(paragraph: Element) -> Element | None:
    """The row of the outermost table a paragraph stands in."""
    rows: Iterator[Element] = paragraph.iterancestors(_ROW)
    return next(reversed(list(rows)), None)


def _describe(paragraph: Element, passage: Passage) -> None:
    """What is read aloud of a table, by the head it has today; a program that dropped it is left so."""
    table = next(reversed(list(paragraph.iterancestors(_TABLE))), None)
    if table is None or passage.table is None:
        return
    for name, words in (("w:tblCaption", passage.table.caption), ("w:tblDescription", passage.table.description)):
        node = table.find(f"{clark('w:tblPr')}/{clark(name)}")
        if node is not None:
            node.set(clark("w:val"), fit(words or passage.table.caption))


def _alone(paragraph: Element) -> bool:
    """Whether a cell would be left without a paragraph, which no program opens."""
    parent = paragraph.getparent()
    return parent is not None and parent.tag == _CELL and len(parent.findall(_PARAGRAPH)) == 1
