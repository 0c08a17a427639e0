"""The sections of a text: which paragraph closes which, and those that have lost all they held."""

from __future__ import annotations

from collections.abc import Iterator

from mzgz.formats.docx.block_revisions import keep_end, layout_of, revise_end, row_is_struck
from mzgz.formats.docx.tracked_changes import Reviser
from mzgz.formats.docx.xml_markup import Element, clark

_PARAGRAPH, _TABLE, _ROW, _SECTION = clark("w:p"), clark("w:tbl"), clark("w:tr"), clark("w:sectPr")
_SAID = tuple(map(clark, ("w:t", "w:drawing", "w:pict", "w:object", "w:fldChar", "w:fldSimple", "w:footnoteReference")))
_DELETED = clark("w:del")


def section_in(paragraph: Element) -> Element | None:
    """The section a paragraph closes."""
    return paragraph.find(f"{clark('w:pPr')}/{_SECTION}") if paragraph.tag == _PARAGRAPH else None


def closing(node: Element) -> Element | None:
    """The paragraph that closes the section a child of the body stands in; None in the last one."""
    return next((one for one in (node, *node.itersiblings()) if section_in(one) is not None), None)


def section_around(node: Element) -> Element | None:
    """The section a child of the body stands in."""
    end, body = closing(node), node.getparent()
    if end is not None:
        return section_in(end)
    return None if body is None else body.find(_SECTION)


def is_lying(section: Element) -> bool:
    """Whether a section's pages are turned."""
    page = section.find(clark("w:pgSz"))
    return page is not None and page.get(clark("w:orient")) == "landscape"


def hand_on(before: Element, after: Element) -> None:
    """The section one paragraph closes is closed by another one."""
    section = section_in(before)
    if section is not None:
        layout_of(after).append(section)


class SectionBreaks:
    """Sections of a text before and after it was written into."""

    def __init__(self, document: Element) -> None:
        body = document.find(clark("w:body"))
        self._body = document.makeelement(clark("w:body"), {}) if body is None else body
        self._held = {end for nodes, end in self._sections() if any(map(_holds, nodes))}
        self._ends = {end for end in self._held if end is not None and _holds(end)}

    def _sections(self) -> Iterator[tuple[list[Element], Element | None]]:
        nodes: list[Element] = []
        for node in self._body:
            if node.tag == _SECTION:
                continue
            nodes.append(node)
            if section_in(node) is not None:
                yield nodes, node
                nodes = []
        yield nodes, None

    def drop_emptied(self, reviser: Reviser) -> None:
        """Take out the sections that held something and hold nothing now; the break of the others stays."""
        for nodes, end in list(self._sections()):
            if end not in self._held:
                continue
            if any(map(_holds, nodes)):
                if end is not None and end in self._ends and not _holds(end):
                    _spare(end, nodes, reviser)
            elif reviser.tracked:
                for node in nodes:
                    if node.tag == _PARAGRAPH and not _is_new(node):
                        revise_end(node, "del", reviser)
            else:
                self._drop(nodes, end)

    def _drop(self, nodes: list[Element], end: Element | None) -> None:
        if end is None:
            last = self._body.find(_SECTION)
            before = None if last is None else nodes[0].getprevious() if nodes else last.getprevious()
            section = None if before is None else section_in(before)
            if last is None or section is None:
                return
            self._body.replace(last, section)
        for node in nodes:
            self._body.remove(node)


def _spare(end: Element, nodes: list[Element], reviser: Reviser) -> None:
    """The words of a paragraph go, the section it closes stays: it is closed by the paragraph before it."""
    before = nodes[-2] if len(nodes) > 1 else None
    if reviser.tracked or before is None or before.tag != _PARAGRAPH:
        keep_end(end)
        return
    hand_on(end, before)
    parent = end.getparent()
    if parent is not None:
        parent.remove(end)


def _is_new(paragraph: Element) -> bool:
    return paragraph.find(f"{clark('w:pPr')}/{clark('w:rPr')}/{clark('w:ins')}") is not None


def _holds(node: Element) -> bool:
    """Whether there is anything to be seen of a child of the body, once all revisions are accepted."""
    if node.tag == _TABLE:
        rows = node.findall(_ROW)
        return not rows or any(not row_is_struck(row) for row in rows)
    if node.tag != _PARAGRAPH:
        return node.tag == clark("w:sdt")
    said = (one for one in node.iter(*_SAID) if one.text or one.tag != clark("w:t"))
    return any(next(one.iterancestors(_DELETED), None) is None for one in said)
