"""From a `Document` to the bytes of a .docx."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from docx.document import Document as Opened
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from lxml import etree

from mzgz.formats.docx import charts
from mzgz.formats.docx.base_document import base as default_base
from mzgz.formats.docx.chart_workbook import workbook
from mzgz.formats.docx.document_properties import core, custom
from mzgz.formats.docx.footers import turned_footer
from mzgz.formats.docx.layout_constants import PICTURE, Profile, page
from mzgz.formats.docx.package_writer import drop, drop_content, new_part, opened, packed
from mzgz.formats.docx.paragraph_writer import ParagraphPlace, put_carrier, put_paragraph
from mzgz.formats.docx.run_writer import Pen
from mzgz.formats.docx.section_properties import landscape, page_of, portrait
from mzgz.formats.docx.style_merge import completed
from mzgz.formats.docx.table_writer import put_table
from mzgz.formats.docx.xml_markup import NAMESPACES, Element, clark, put, serialized
from mzgz.model.document import Chart, Document, Paragraph, Part, Style, Table
from mzgz.model.passages import Passage, passages

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IGNORABLE = clark("mc:Ignorable")


def write(document: Document, base: bytes | None, profile: Profile) -> bytes:
    """The document in the form of GB/T 9704 as a .docx; the same document gives the same bytes.

    `base` is the office's own base document: page, footers and styles are taken from it, styles by name, and those it
    lacks are added. None takes the default one. A `ValueError` says in Chinese what cannot be written.
    """
    target = opened(default_base(profile) if base is None else base)
    writing = _Writing(target, profile, passages(document))
    parts = document.parts or (Part(()),)
    for place, part in enumerate(parts):
        writing.part(part, last=place == len(parts) - 1)
    writing.close()
    _describe(target, document)
    return packed(target.part.package)


class _Writing:
    """One document on its way; nothing of it outlives `write`."""

    def __init__(self, target: Opened, profile: Profile, rendered: Iterable[Passage]) -> None:
        self._target = target
        drop_content(target.part)
        self._profile = profile
        self._pen = Pen(completed(target.styles.element, profile), profile.show_links, rendered)
        self._body: Element = target.element.body
        self._upright = _emptied(self._body, profile)
        self._turned: Element | None = None
        self._last = self._upright
        self._charts = count(1)

    def part(self, part: Part, last: bool) -> None:
        """Append a part; every part but the last closes its own section."""
        section = self._landscape() if part.landscape else self._upright
        measure = page_of(section).measure
        for place, block in enumerate(part.blocks):
            if isinstance(block, Paragraph):
                stands = ParagraphPlace(_paragraph(part, place - 1), _following(part, place), page_of(section))
                put_paragraph(self._body, block, stands, self._pen)
            elif isinstance(block, Table):
                put_table(self._body, block, measure, self._pen)
            else:
                self._chart(block, measure)
        self._close_part(section, last)

    def close(self) -> None:
        """Put the last section's properties where Word wants them, and the namespaces on the root."""
        self._body.append(_copy(self._last))
        root = self._target.element
        ignorable = root.get(_IGNORABLE, "").split()
        root.set(_IGNORABLE, " ".join(dict.fromkeys([*ignorable, "w15"])))
        etree.cleanup_namespaces(root, top_nsmap=NAMESPACES, keep_ns_prefixes=[*ignorable, *NAMESPACES])

    def _close_part(self, section: Element, last: bool) -> None:
        end = self._body[-1] if len(self._body) else None
        if end is None or end.tag != clark("w:p") or end.find(f"{clark('w:pPr')}/{clark('w:sectPr')}") is not None:
            end = put_carrier(self._body, self._pen)
        if last:
            self._last = section
        else:
            end[0].append(_copy(section))

    def _chart(self, chart: Chart, measure: int) -> None:
        charts.check(chart)
        number = next(self._charts)
        package = self._target.part.package
        name = f"/word/charts/chart{number}.xml"
        book = new_part(package, f"/word/embeddings/chart{number}.xlsx", _SHEET, workbook(chart))
        holder = new_part(package, name, CONTENT_TYPE.DML_CHART, serialized(charts.chart_space(chart, "rId1")))
        holder.rels.add_relationship(RELATIONSHIP_TYPE.PACKAGE, book, "rId1")
        identity = self._target.part.relate_to(holder, RELATIONSHIP_TYPE.CHART)
        picture = self._pen.paragraph(self._body, PICTURE)
        self._pen.mark(picture)
        picture.append(charts.drawing(chart, identity, number, measure))
        legend = self._pen.paragraph(self._body, Style.CAPTION.value)
        put(
            legend[0], "keepNext", "0"
        )  # what stands under a chart keeps nothing; a chain over a page would break anywhere
        self._pen.mark(legend)
        self._pen.write(legend, (chart.caption,))

    def _landscape(self) -> Element:
        if self._turned is None:
            self._turned = landscape(self._upright, (self._footer("default"), self._footer("even")))
        return self._turned

    def _footer(self, kind: str) -> str:
        root = turned_footer(kind, self._profile, self._pen.style("footer"), page_of(self._upright))
        name = f"/word/footer-landscape-{kind}.xml"
        element = new_part(self._target.part.package, name, CONTENT_TYPE.WML_FOOTER, serialized(root))
        return self._target.part.relate_to(element, RELATIONSHIP_TYPE.FOOTER)


def _copy(section: Element) -> Element:
    element: Element = etree.fromstring(etree.tostring(section))
    return element


def _paragraph(part: Part, place: int) -> Paragraph | None:
    block = part.blocks[place] if 0 <= place < len(part.blocks) else None
    return block if isinstance(block, Paragraph) else None


def _following(part: Part, place: int) -> tuple[Paragraph, ...]:
    """The next paragraphs, blank ones and the first with text."""
    element: list[Paragraph] = []
    while (after := _paragraph(part, place + 1 + len(element))) is not None:
        element.append(after)
        if after.text:
            break
    return tuple(element)


def _emptied(body: Element, profile: Profile) -> Element:
    """Take everything out of the body and hand over its section, or the default one where there is none."""
    section = body.find(clark("w:sectPr"))
    for child in list(body):
        body.remove(child)
    return portrait(page(profile), ()) if section is None else section


def _describe(target: Opened, document: Document) -> None:
    package = target.part.package
    kinds = RELATIONSHIP_TYPE
    for kind in (kinds.THUMBNAIL, kinds.CORE_PROPERTIES, kinds.EXTENDED_PROPERTIES, kinds.CUSTOM_PROPERTIES):
        drop(package, kind)
    own = new_part(package, "/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, core(document))
    added = new_part(package, "/docProps/custom.xml", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, custom(document))
    package.relate_to(own, kinds.CORE_PROPERTIES)
    package.relate_to(added, kinds.CUSTOM_PROPERTIES)
