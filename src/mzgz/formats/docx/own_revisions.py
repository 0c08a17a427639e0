"""Revisions an earlier refresh left and nobody decided on: accepted before the next one, those of people are not touched.

They are known by the office's name and the day without a time; what people write has the time they wrote it.
"""

from __future__ import annotations

from mzgz.formats.docx.xml_markup import Element, clark

_DEL, _INS, _AUTHOR, _DATE = clark("w:del"), clark("w:ins"), clark("w:author"), clark("w:date")
_ROW_LAYOUT, _MARK_LAYOUT = clark("w:trPr"), clark("w:rPr")
_START, _END, _ID = clark("w:bookmarkStart"), clark("w:bookmarkEnd"), clark("w:id")
_PARAGRAPH, _CELL, _ROW, _SECTION = clark("w:p"), clark("w:tc"), clark("w:tr"), clark("w:sectPr")
_CONTENT = tuple(map(clark, ("w:t", "w:drawing", "w:pict", "w:object", "w:tab", "w:sym", "w:delText", "w:sdt")))


def accept_own(root: Element, author: str) -> int:
    """Accept every revision of a part that a refresh in this name left; how many there were."""
    struck = [node for node in root.iter(_DEL) if _own(node, author)]
    added = [node for node in root.iter(_INS) if _own(node, author)]
    ended: list[Element] = []
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
            _drop(node, parent)
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
    return len(struck) + len(added)


def _own(node: Element, author: str) -> bool:
    return bool(author) and node.get(_AUTHOR) == author and node.get(_DATE, "").endswith("T00:00:00Z")


def _drop(node: Element, parent: Element) -> None:
    """What was struck out goes; of a bookmark that is not wholly in there its end stays."""
    starts = {one.get(_ID) for one in node.iter(_START)}
    ends = {one.get(_ID) for one in node.iter(_END)}
    kept = [one for one in node.iter(_START, _END) if one.get(_ID) not in starts & ends]
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
    filled = any(True for _ in paragraph.iter(*_CONTENT, _SECTION))
    if parent is not None and not alone and not filled:
        parent.remove(paragraph)
