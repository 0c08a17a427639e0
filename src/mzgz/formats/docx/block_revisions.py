"""Whole paragraphs and rows as put in or struck out."""

from __future__ import annotations

from mzgz.formats.docx.tracked_changes import Reviser
from mzgz.formats.docx.xml_markup import Element, clark

_LAYOUT, _MARK_LAYOUT, _ROW_LAYOUT, _SECTION = clark("w:pPr"), clark("w:rPr"), clark("w:trPr"), clark("w:sectPr")
_KINDS = tuple(map(clark, ("w:ins", "w:del")))


def layout_of(paragraph: Element) -> Element:
    """The layout of a paragraph, which it is given where it has none."""
    layout = paragraph.find(_LAYOUT)
    if layout is None:
        layout = paragraph.makeelement(_LAYOUT, {})
        paragraph.insert(0, layout)
    return layout


def revise_end(paragraph: Element, kind: str, reviser: Reviser) -> None:
    """The end of a paragraph as put in (`ins`) or struck out (`del`), where revisions are written."""
    if not reviser.tracked or (kind == "del" and end_is_struck(paragraph)):
        return
    layout = layout_of(paragraph)
    end = layout.find(_MARK_LAYOUT)
    if end is None:
        end = layout.makeelement(_MARK_LAYOUT, {})
        later = next((node for node in layout if node.tag in (_SECTION, clark("w:pPrChange"))), None)
        if later is None:
            layout.append(end)
        else:
            later.addprevious(end)
    end.insert(0, reviser.revision(kind))


def end_is_struck(paragraph: Element) -> bool:
    return paragraph.find(f"{_LAYOUT}/{_MARK_LAYOUT}/{clark('w:del')}") is not None


def keep_end(paragraph: Element) -> None:
    """The end of a paragraph is not struck out."""
    end = paragraph.find(f"{_LAYOUT}/{_MARK_LAYOUT}")
    struck = None if end is None else end.find(clark("w:del"))
    if end is not None and struck is not None:
        end.remove(struck)


def revise_row(row: Element, kind: str, reviser: Reviser) -> None:
    """A row as put in or struck out; what it was before is forgotten."""
    layout = row.find(_ROW_LAYOUT)
    if layout is not None:
        for name in (*_KINDS, clark("w:trPrChange")):
            for node in layout.findall(name):
                layout.remove(node)
    if not reviser.tracked:
        return
    if layout is None:
        layout = row.makeelement(_ROW_LAYOUT, {})
        ahead = row.find(clark("w:tblPrEx"))
        row.insert(0 if ahead is None else 1, layout)
    layout.append(reviser.revision(kind))


def row_is_struck(row: Element) -> bool:
    return row.find(f"{_ROW_LAYOUT}/{clark('w:del')}") is not None
