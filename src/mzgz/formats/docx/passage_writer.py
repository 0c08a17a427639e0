"""Paragraphs, rows, cells and charts brought up to date in a document that was read."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mzgz.formats.docx import charts
from mzgz.formats.docx.chart_reader import chart_parts, workbook_of
from mzgz.formats.docx.chart_workbook import workbook
from mzgz.formats.docx.document_reader import Returned, TextPart
from mzgz.formats.docx.layout_constants import CARRIER, NOTE, TABLE_STYLE
from mzgz.formats.docx.number_mark_reader import Mark
from mzgz.formats.docx.paragraph_writer import put_carrier
from mzgz.formats.docx.passage_marks import is_passage, passage_bookmark
from mzgz.formats.docx.run_splicing import SentenceWriter, paragraph_like
from mzgz.formats.docx.run_writer import Pen
from mzgz.formats.docx.section_properties import page_of
from mzgz.formats.docx.table_writer import put_table
from mzgz.formats.docx.text_reader import ReadParagraph
from mzgz.formats.docx.tracked_changes import Reviser
from mzgz.formats.docx.xml_markup import Element, clark
from mzgz.model.document import Style
from mzgz.model.document_changes import CellRewrite, Changes, NewParagraph, NewRow, NewTable, Redrawing, Rewrite
from mzgz.model.passages import Passage

_PARAGRAPH, _RUN, _ROW, _CELL = clark("w:p"), clark("w:r"), clark("w:tr"), clark("w:tc")
_LAYOUT, _MARK_LAYOUT, _ROW_LAYOUT, _SECTION = clark("w:pPr"), clark("w:rPr"), clark("w:trPr"), clark("w:sectPr")
_NAME, _ID = clark("w:name"), clark("w:id")
_TABLE_STYLES = (Style.CAPTION, Style.TABLE_HEAD, Style.TABLE_BODY, NOTE, CARRIER, TABLE_STYLE[1])
_EXTERNAL, _RELATION = clark("c:externalData"), clark("r:id")


@dataclass
class PassageWriter:
    """Writes the changes of one document; `files` are the members of the package that are new as a whole."""

    returned: Returned
    reviser: Reviser
    files: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, Element] = field(default_factory=dict)
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
        for paragraph in changes.paragraphs:
            self._add_paragraph(paragraph)
        for places in changes.struck_rows:
            self._strike_row(places)
        for place in changes.struck:
            self._strike(place)
        for table in changes.tables:
            self._add_table(table)
        self._close_sections()
        for naming in changes.names:
            self._name(self._places[naming.paragraph][1], naming.passage)
        for drawing in changes.charts:
            self._redraw(drawing)
        if changes.count or changes.names:
            self.trees.setdefault(self.returned.parts[0].name, self.returned.parts[0].root)

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

    def _add_paragraph(self, new: NewParagraph) -> None:
        beside, like = self._places[new.beside][1].element, self._places[new.like][1].element
        element = paragraph_like(like)
        self._mark(element, new.passage)
        for node in self._writer.written(new.inlines):
            element.append(node)
        self._tracked_end(element, "ins")
        if new.ahead:
            beside.addprevious(element)
        else:
            last = self._last.get(new.beside, beside)
            last.addnext(element)
            _hand_on_section(last, element)
            self._last[new.beside] = element
        self.done += 1

    def _strike(self, place: int) -> None:
        rendered = self._places[place][1]
        alone = rendered.element.getparent() is not None and _alone(rendered.element)
        self._writer.rewrite(rendered, 0, rendered.length, (), self._marks.get(place, ()))
        if rendered.charts:
            self._writer.strike([node for node in rendered.element if node.tag == _RUN], ())
        self._tracked_end(rendered.element, "del")
        parent = rendered.element.getparent()
        before = rendered.element.getprevious()
        empty = before is not None and _section(before) is not None
        if (
            not self.reviser.tracked
            and parent is not None
            and not alone
            and (_section(rendered.element) is None or empty)
        ):
            parent.remove(rendered.element)
        self.done += 1

    def _tracked_end(self, paragraph: Element, kind: str) -> None:
        """The end of a paragraph as put in or struck out."""
        if not self.reviser.tracked:
            return
        layout = _layout(paragraph)
        end = layout.find(_MARK_LAYOUT)
        if end is None:
            end = layout.makeelement(_MARK_LAYOUT, {})
            later = next((node for node in layout if node.tag in (_SECTION, clark("w:pPrChange"))), None)
            if later is None:
                layout.append(end)
            else:
                later.addprevious(end)
        end.insert(0, self.reviser.revision(kind))

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _add_row(self, new: NewRow) -> None:
        under, like = _row_of(self._places[new.under][1].element), _row_of(self._places[new.like][1].element)
        if under is None or like is None:
            return
        element = copy.deepcopy(like)
        cells = element.findall(_CELL)
        if len(cells) != len(new.passage.cells):
            return
        for place, (cell, inlines) in enumerate(zip(cells, new.passage.cells, strict=True)):
            first = cell.find(_PARAGRAPH)
            paragraph = paragraph_like(first)
            for node in [node for node in cell if node.tag != clark("w:tcPr")]:
                cell.remove(node)
            if place == 0:
                self._mark(paragraph, new.passage)
            for node in self._writer.written(inlines):
                paragraph.append(node)
            cell.append(paragraph)
        self._tracked_row(element, "ins")
        last = self._last.get(new.under, under)
        last.addnext(element)
        self._last[new.under] = element
        self.done += 1

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
            self._tracked_row(row, "del")
        self.done += 1

    def _tracked_row(self, row: Element, kind: str) -> None:
        layout = row.find(_ROW_LAYOUT)
        if layout is not None:
            for name in ("w:ins", "w:del", "w:trPrChange"):
                for node in layout.findall(clark(name)):
                    layout.remove(node)
        if not self.reviser.tracked:
            return
        if layout is None:
            layout = row.makeelement(_ROW_LAYOUT, {})
            ahead = row.find(clark("w:tblPrEx"))
            row.insert(0 if ahead is None else 1, layout)
        layout.append(self.reviser.revision(kind))

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────────

    def _add_table(self, new: NewTable) -> None:
        """A table on turned pages of its own, as every table is that comes and goes."""
        before = self._places[new.after][1].element
        before = self._last.get(new.after, before)
        body = before.getparent()
        turned = next((one for one in self.returned.parts[0].root.iter(_SECTION) if _lies(one)), None)
        table = new.passages[0].table if new.passages else None
        if body is None or turned is None or table is None or not self._able():
            return
        room = body.makeelement(body.tag, {})
        self._pen.expect(new.passages)
        put_table(room, table, page_of(turned).measure, self._pen)
        if not table.note:
            put_carrier(room, self._pen)
        if self.reviser.tracked:
            self._tracked_block(room)
        last = _section(before)
        after = body.find(_SECTION)
        if last is not None:
            room[-1][0].append(copy.deepcopy(turned))
        elif after is not None and before.tag == _PARAGRAPH:
            _layout(before).append(copy.deepcopy(after))
            body.replace(after, copy.deepcopy(turned))
        nodes = list(room)
        for node in reversed(nodes):
            before.addnext(node)
        self._last[new.after] = nodes[-1]
        self.done += 1

    def _able(self) -> bool:
        """Whether the document still has the styles a table is made with."""
        return all(self._pen.has_style(name) for name in _TABLE_STYLES)

    def _tracked_block(self, room: Element) -> None:
        for run in list(room.iter(_RUN)):
            self._writer.tracked_run(run)
        for row in room.iter(_ROW):
            self._tracked_row(row, "ins")
        for paragraph in [node for node in room if node.tag == _PARAGRAPH]:
            self._tracked_end(paragraph, "ins")

    def _close_sections(self) -> None:
        """The last section has a paragraph: where its words are gone, the one before it is the last."""
        body = self.returned.parts[0].root.find(clark("w:body"))
        if body is None or len(body) < 2 or body[-1].tag != _SECTION:
            return
        section = _section(body[-2]) if body[-2].tag == _PARAGRAPH else None
        if section is not None:
            body.replace(body[-1], section)

    # ── marks ────────────────────────────────────────────────────────────────────────────────────────────────

    def _mark(self, paragraph: Element, passage: Passage) -> None:
        self._pen.mark_as(paragraph, passage)

    def _name(self, rendered: ReadParagraph, passage: Passage) -> None:
        """The mark of a paragraph that stays, as it would be written today."""
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
            self.files[book] = workbook(chart)
        self.trees[name] = element
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


def _alone(paragraph: Element) -> bool:
    """Whether a cell would be left without a paragraph, which no program opens."""
    parent = paragraph.getparent()
    return parent is not None and parent.tag == _CELL and len(parent.findall(_PARAGRAPH)) == 1


def _section(paragraph: Element) -> Element | None:
    return paragraph.find(f"{_LAYOUT}/{_SECTION}")


def _lies(section: Element) -> bool:
    """Whether a section's pages are turned."""
    page = section.find(clark("w:pgSz"))
    return page is not None and page.get(clark("w:orient")) == "landscape"


def _layout(paragraph: Element) -> Element:
    """The layout of a paragraph, which it is given where it has none."""
    layout = paragraph.find(_LAYOUT)
    if layout is None:
        layout = paragraph.makeelement(_LAYOUT, {})
        paragraph.insert(0, layout)
    return layout


def _hand_on_section(before: Element, after: Element) -> None:
    """The section a paragraph closes is closed by the one that now comes after it."""
    section = _section(before)
    if section is not None:
        _layout(after).append(section)
