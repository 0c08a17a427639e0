"""The page number in its two homes: a footer line, and for landscape pages a turned cell at the same place of the sheet."""

from __future__ import annotations

from lxml import etree

from mzgz.formats.docx.layout_constants import Page, Profile
from mzgz.formats.docx.xml_markup import NAMESPACES, Element, w

FIELD = ("begin", "PAGE", "separate", "1", "end")
"""Five runs: WPS shows nothing for a field written in one run or without `separate`."""

_ONE_CHARACTER = 280


def footer(kind: str, profile: Profile, style: str) -> Element:
    """The footer of portrait pages; `kind` is default (odd pages) or even."""
    return _part(_number(kind, profile, style))


def turned_footer(kind: str, profile: Profile, style: str, page: Page) -> Element:
    """The footer of landscape pages. Text boxes are left blank by WPS; a floating table is shown by all."""
    height = page.measure
    cell = w("tcPr", w("tcW", w=400, type="dxa"), w("textDirection", val="tbRl"), w("vAlign", val="center"))
    place = w(
        "tblpPr",
        leftFromText=0,
        rightFromText=0,
        vertAnchor="page",
        horzAnchor="page",
        tblpX=page.footer,
        tblpY=page.left,
    )
    margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    layout = (w("tblW", w=400, type="dxa"), w("tblLayout", type="fixed"), margins)
    row = w("tr", w("trPr", w("trHeight", val=height, hRule="exact")), w("tc", cell, _number(kind, profile, style)))
    table = w("tbl", w("tblPr", place, *layout), w("tblGrid", w("gridCol", w=400)), row)
    return _part(table, w("p", w("pPr", w("pStyle", val=style))))


def _part(*blocks: Element) -> Element:
    root = etree.Element(f"{{{NAMESPACES['w']}}}ftr", nsmap={k: NAMESPACES[k] for k in ("w", "r")})
    root.extend(blocks)
    return root


def _number(kind: str, profile: Profile, style: str) -> Element:
    layout = w("pPr", w("pStyle", val=style), *_corner(kind, profile))
    return w("p", layout, _run("— "), *_field(), _run(" —"))


def _corner(kind: str, profile: Profile) -> tuple[Element, ...]:
    if profile.page_number == "centre":
        return (w("jc", val="center"),)
    if kind == "even":
        return w("ind", leftChars=100, left=_ONE_CHARACTER), w("jc", val="left")
    return w("ind", rightChars=100, right=_ONE_CHARACTER), w("jc", val="right")


def _run(text: str) -> Element:
    element = w("t", text)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return w("r", w("rPr", w("rFonts", hint="eastAsia")), element)


def _field() -> list[Element]:
    begin, code, separate, shown, end = FIELD
    return [
        w("r", w("fldChar", fldCharType=begin)),
        w("r", w("instrText", code)),
        w("r", w("fldChar", fldCharType=separate)),
        w("r", w("t", shown)),
        w("r", w("fldChar", fldCharType=end)),
    ]
