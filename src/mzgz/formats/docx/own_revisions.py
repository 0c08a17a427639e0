"""Revisions an earlier refresh left and nobody decided on: accepted before the next one, those of people are not touched.

They are known by the office's name and the day without a time; what people write has the time they wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable

from mzgz.formats.docx.layout_constants import CARRIER_ID
from mzgz.formats.docx.section_breaks import hand_on, section_in
from mzgz.formats.docx.xml_markup import Element, clark

_DEL, _INS, _AUTHOR, _DATE = clark("w:del"), clark("w:ins"), clark("w:author"), clark("w:date")
_ROW_LAYOUT, _MARK_LAYOUT = clark("w:trPr"), clark("w:rPr")
_START, _END, _ID = clark("w:bookmarkStart"), clark("w:bookmarkEnd"), clark("w:id")
_PARAGRAPH, _CELL, _ROW = clark("w:p"), clark("w:tc"), clark("w:tr")
_CONTENT = tuple(map(clark, ("w:t", "w:drawing", "w:pict", "w:object", "w:tab", "w:sym", "w:delText", "w:sdt")))


def accept_own(root: Element, author: str) -> int:
    """Accept every revision of a part that a refresh in this name left; how many there were."""
    struck = [node for node in root.iter(_DEL) if _own(node, author)]
    added = [node for node in root.iter(_INS) if _own(node, author)]
    ended: list[Element] = []
    closing = [one for one in root.iter(_PARAGRAPH) if section_in(one) is not None] if struck or added else []
    shown = [one for one in closing if _filled(one) or _is_carrier(one)]
    whole = _whole_bookmarks(struck)
    for node in struck:
        parent = node.getparent()
        if parent is None:
            continue
        if parent.tag == _ROW_LAYOUT:
            _drop_row(parent.getparent())
        elif parent.tag == _MARK_LAYOUT:
            ended += list(node.iterancestors(_PARAGRAPH))[:1]
            parent.remove(node)
        else:
            _drop(node, parent, whole)
    for node in added:
        parent = node.getparent()
        if parent is None:
            continue
        if parent.tag in (_ROW_LAYOUT, _MARK_LAYOUT):
            parent.remove(node)
        else:
            place = parent.index(node)
            parent[place : place + 1] = list(node)
    for paragraph in ended:
        _drop_emptied(paragraph)
    for paragraph in shown:
        _fold(paragraph)
    return len(struck) + len(added)


def _own(node: Element, author: str) -> bool:
    return bool(author) and node.get(_AUTHOR) == author and node.get(_DATE, "").endswith("T00:00:00Z")


def _whole_bookmarks(struck: Iterable[Element]) -> set[str | None]:
    """Those that begin and end in what was struck out, be it in two pieces with nothing kept between them."""
    starts: set[str | None] = set()
    ends: set[str | None] = set()
    for node in struck:
        starts |= {one.get(_ID) for one in node.iter(_START)}
        ends |= {one.get(_ID) for one in node.iter(_END)}
    return starts & ends


def _drop(node: Element, parent: Element, whole: set[str | None]) -> None:
    """What was struck out goes; of a bookmark that is not wholly in there its end stays."""
    kept = [one for one in node.iter(_START, _END) if one.get(_ID) not in whole]
    place = parent.index(node)
    parent[place : place + 1] = kept


def _drop_row(row: Element | None) -> None:
    table = None if row is None else row.getparent()
    if row is None or table is None:
        return
    table.remove(row)
    body = table.getparent()
    if body is not None and table.find(_ROW) is None:
        body.remove(table)


def _drop_emptied(paragraph: Element) -> None:
    parent = paragraph.getparent()
    alone = parent is not None and parent.tag == _CELL and len(parent.findall(_PARAGRAPH)) == 1
    if parent is not None and not alone and not _filled(paragraph) and section_in(paragraph) is None:
        parent.remove(paragraph)


def _fold(paragraph: Element) -> None:
    """A line that says nothing any more and only closes a section: the paragraph before it does, as when it was written."""
    parent, before = paragraph.getparent(), paragraph.getprevious()
    if parent is None or before is None or before.tag != _PARAGRAPH or section_in(before) is not None:
        return
    if not _filled(paragraph):
        hand_on(paragraph, before)
        parent.remove(paragraph)


def _filled(paragraph: Element) -> bool:
    return any(True for _ in paragraph.iter(*_CONTENT))


def _is_carrier(paragraph: Element) -> bool:
    style = paragraph.find(f"{clark('w:pPr')}/{clark('w:pStyle')}")
    return style is not None and style.get(clark("w:val")) == CARRIER_ID
