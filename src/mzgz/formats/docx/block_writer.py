"""Paragraphs, tables and charts that come new into a document that was read, on pages of their own where they need some."""

from __future__ import annotations

import copy
import posixpath

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from mzgz.formats.docx import charts
from mzgz.formats.docx.block_revisions import layout_of, revise_end, revise_row
from mzgz.formats.docx.chart_workbook import workbook
from mzgz.formats.docx.document_reader import Returned
from mzgz.formats.docx.layout_constants import CARRIER, NOTE, PICTURE, TABLE_STYLE
from mzgz.formats.docx.package_additions import PackageAdditions
from mzgz.formats.docx.paragraph_writer import put_carrier
from mzgz.formats.docx.run_splicing import SentenceWriter, paragraph_like
from mzgz.formats.docx.run_writer import Pen
from mzgz.formats.docx.section_breaks import closing, hand_on, is_lying, section_around, section_in
from mzgz.formats.docx.section_properties import landscape, page_of
from mzgz.formats.docx.table_writer import put_rows, put_table
from mzgz.formats.docx.xml_markup import Element, clark, put
from mzgz.model.document import Style
from mzgz.model.document_changes import NewBlocks, NewChart, NewParagraph, NewTable

_PARAGRAPH, _TABLE, _RUN, _ROW, _SECTION = (clark(f"w:{name}") for name in ("p", "tbl", "r", "tr", "sectPr"))
_OF_TABLES = (Style.CAPTION, Style.TABLE_HEAD, Style.TABLE_BODY, NOTE, CARRIER, TABLE_STYLE[1])
_OF_CHARTS = (PICTURE, Style.CAPTION, CARRIER)
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class BlockWriter:
    """Writes new blocks; those for one place in the order they come in."""

    def __init__(self, returned: Returned, pen: Pen, writer: SentenceWriter, additions: PackageAdditions) -> None:
        self._returned, self._pen, self._writer, self._additions = returned, pen, writer, additions
        self._places = [paragraph.element for _, paragraph in returned.places]
        self._root = returned.parts[0].root
        self._last: dict[Element, Element] = {}
        self._apart: list[Element] = []
        """Lines between a table that goes and the one in its place."""

    def put(self, new: NewBlocks) -> int:
        """Put them in; how many could be."""
        beside = self._outermost(self._places[new.beside])
        section = None if beside is None else self._section(beside, new)
        if beside is None or section is None:
            return 0
        room = beside.makeelement(clark("w:body"), {})
        measure = page_of(section).measure
        done = sum(self._block(block, room, measure) for block in new.blocks)
        if len(room):
            self._tracked(room)
            self._placed(room, beside, new, section)
        return done

    def join_tables(self) -> None:
        """Where a table is gone, nothing keeps it apart from the one in its place."""
        for line in self._apart:
            before, parent = line.getprevious(), line.getparent()
            if parent is not None and (before is None or before.tag != _TABLE):
                parent.remove(line)

    def _outermost(self, paragraph: Element) -> Element | None:
        """The child of the body a paragraph stands in."""
        body = self._root.find(clark("w:body"))
        return next((one for one in (paragraph, *paragraph.iterancestors()) if one.getparent() is body), None)

    # ── what ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _block(self, block: NewParagraph | NewTable | NewChart, room: Element, measure: int) -> int:
        if isinstance(block, NewParagraph):
            return self._paragraph(block, room)
        able = _OF_TABLES if isinstance(block, NewTable) else _OF_CHARTS
        if not all(self._pen.has_style(name) for name in able):
            return 0
        return self._table(block, room, measure) if isinstance(block, NewTable) else self._chart(block, room, measure)

    def _paragraph(self, new: NewParagraph, room: Element) -> int:
        style = NOTE if new.passage.kind == "note" else (new.passage.style or Style.BODY).value
        if new.like is not None:
            element = paragraph_like(self._places[new.like])
            room.append(element)
        elif self._pen.has_style(style):
            element = self._pen.paragraph(room, style)
        else:
            return 0
        self._pen.mark_as(element, new.passage)
        self._pen.write(element, self._writer.styled(new.inlines))
        return 1

    def _table(self, new: NewTable, room: Element, measure: int) -> int:
        table = new.passages[0].table
        if table is None:
            return 0
        self._pen.expect(new.passages)
        if new.passages[0].kind == "caption":
            put_table(room, table, measure, self._pen)
        else:
            put_rows(room, table, measure, self._pen)
        return 1

    def _chart(self, new: NewChart, room: Element, measure: int) -> int:
        chart = new.passage.chart
        if chart is None:
            return 0
        main = self._returned.package.main
        folder = posixpath.dirname(main)
        name = self._additions.free(posixpath.join(folder, f"charts/chart{number}.xml") for number in range(1, 10_000))
        stem = posixpath.basename(name).removesuffix(".xml")
        books = (posixpath.join(folder, f"embeddings/{stem}{again}.xlsx") for again in ("", *range(1, 1000)))
        book = self._additions.free(books)
        self._additions.files[book] = workbook(chart)
        self._additions.trees[name] = charts.chart_space(
            chart, self._additions.related(name, RELATIONSHIP_TYPE.PACKAGE, book)
        )
        self._additions.typed(name, CONTENT_TYPE.DML_CHART)
        self._additions.typed(book, _SHEET)
        identity = self._additions.related(main, RELATIONSHIP_TYPE.CHART, name)
        picture = self._pen.paragraph(room, PICTURE)
        self._pen.mark_as(picture, new.passage)
        picture.append(charts.drawing(chart, identity, self._next_drawing(), measure))
        legend = self._pen.paragraph(room, Style.CAPTION.value)
        put(legend[0], "keepNext", "0")
        self._pen.mark_as(legend, new.legend)
        self._pen.write(legend, (chart.caption,))
        return 1

    def _next_drawing(self) -> int:
        numbers = (one.get("id", "") for one in self._root.iter(clark("wp:docPr")))
        return 1 + max((int(text) for text in numbers if text.isdecimal() and len(text) < 9), default=0)

    def _tracked(self, room: Element) -> None:
        if not self._writer.reviser.tracked:
            return
        for run in list(room.iter(_RUN)):
            self._writer.tracked_run(run)
        for row in room.iter(_ROW):
            revise_row(row, "ins", self._writer.reviser)
        for paragraph in room.findall(_PARAGRAPH):
            revise_end(paragraph, "ins", self._writer.reviser)

    # ── where ────────────────────────────────────────────────────────────────────────────────────────────────

    def _section(self, beside: Element, new: NewBlocks) -> Element | None:
        """The section they will stand in: that of their neighbour, or another one of the document to be like."""
        around = section_around(beside)
        if not new.opens or around is None or is_lying(around) == new.lying:
            return around
        alike = next((one for one in self._root.iter(_SECTION) if is_lying(one) == new.lying), None)
        return landscape(around, ()) if alike is None and new.lying else alike

    def _placed(self, room: Element, beside: Element, new: NewBlocks, section: Element) -> None:
        if new.ahead:
            if new.opens:
                layout_of(self._closer(room)).append(copy.deepcopy(section))
            for node in list(room):
                beside.addprevious(node)
            return
        after = self._last.get(beside, beside)
        if new.opens:
            after = self._opened(room, after, section)
        else:
            self._continued(room, after)
        nodes = list(room)
        for node in reversed(nodes):
            after.addnext(node)
        self._last[beside] = nodes[-1]

    def _closer(self, room: Element) -> Element:
        """The paragraph new blocks end with."""
        return room[-1] if room[-1].tag == _PARAGRAPH else self._carrier(room)

    def _carrier(self, room: Element) -> Element:
        line = put_carrier(room, self._pen)
        revise_end(line, "ins", self._writer.reviser)
        return line

    def _continued(self, room: Element, after: Element) -> None:
        """In the section of what they follow, whose break they push on."""
        if section_in(after) is not None:
            # a break that is pushed on by words that may be refused needs a line of its own
            end = put_carrier(room, self._pen) if self._writer.reviser.tracked else self._closer(room)
            hand_on(after, end)
        if after.tag == _TABLE and room[0].tag == _TABLE:
            line = self._carrier(room)
            room.insert(0, line)
            self._apart.append(line)

    def _opened(self, room: Element, after: Element, section: Element) -> Element:
        """On pages of their own behind the section of what they follow; the node they are put behind."""
        end = self._closer(room)
        before = closing(after)
        if before is not None:
            layout_of(end).append(copy.deepcopy(section))
            return before
        body = self._root.find(clark("w:body"))
        last = None if body is None else body.find(_SECTION)
        if body is None or last is None:
            return after
        final = copy.deepcopy(section)
        behind = last.getprevious()
        if behind is None or behind.tag != _PARAGRAPH:
            holder = body.makeelement(body.tag, {})
            line = put_carrier(holder, self._pen)
            last.addprevious(line)
            behind = line
        layout_of(behind).append(last)
        body.append(final)
        return behind
