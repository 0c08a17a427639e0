"""Section properties: the portrait page of the base document, and the same sheet turned for wide tables."""

from __future__ import annotations

from copy import deepcopy

from mzgz.formats.docx.layout_constants import FOOTER_LINE, Page
from mzgz.formats.docx.xml_markup import Element, clark, w

KINDS = ("default", "even")
"""Odd and even pages, as footer references name them."""


def portrait(page: Page, footers: tuple[str, ...]) -> Element:
    """A portrait section whose footers have these relationship ids, odd first."""
    size = w("pgSz", w=page.width, h=page.height)
    sides = {"top": page.top, "right": page.right, "bottom": page.bottom, "left": page.left}
    margins = w("pgMar", **sides, header=page.header, footer=page.footer, gutter=0)
    return w("sectPr", *_references(footers), size, margins, w("docGrid", type="lines", linePitch=page.line))


def landscape(section: Element, footers: tuple[str, ...]) -> Element:
    """`section` turned: the sheet is turned 90° clockwise to be read, so left becomes top and top becomes right."""
    element = deepcopy(section)
    for reference in element.findall(clark("w:footerReference")) + element.findall(clark("w:headerReference")):
        element.remove(reference)
    for first in element.findall(clark("w:titlePg")):
        element.remove(first)  # without a footer of its own the first landscape page would lose its number
    for place, reference in enumerate(_references(footers)):
        element.insert(place, reference)
    page = page_of(section)
    size, margins = _child(element, "pgSz"), _child(element, "pgMar")
    _set(size, w=page.height, h=page.width, orient="landscape")
    _set(margins, top=page.left, right=page.top, bottom=page.right, left=page.bottom)
    _set(margins, footer=min(page.footer, max(page.right - FOOTER_LINE, 0)))  # or the empty line takes from the page
    return element


def page_of(section: Element) -> Page:
    """The page that a section describes; what it does not say is as in the standard."""
    size, margins = section.find(clark("w:pgSz")), section.find(clark("w:pgMar"))
    names = {"width": (size, "w"), "height": (size, "h")}
    names |= {side: (margins, side) for side in ("top", "right", "bottom", "left", "header", "footer")}
    text = {key: _number(owner, name) for key, (owner, name) in names.items()}
    grid = _number(section.find(clark("w:docGrid")), "linePitch")
    return Page(**{key: value for key, value in {**text, "line": grid}.items() if value is not None})


def _references(footers: tuple[str, ...]) -> list[Element]:
    element = []
    for kind, identity in zip(KINDS, footers, strict=False):
        reference = w("footerReference", type=kind)
        reference.set(clark("r:id"), identity)
        element.append(reference)
    return element


def _child(section: Element, name: str) -> Element:
    found = section.find(clark(f"w:{name}"))
    if found is None:
        raise ValueError(f"底稿的页面设置不完整，缺 {name}：请用办公软件重新设置纸张和页边距后保存")
    return found


def _set(target: Element, **values: int | str) -> None:
    for name, value in values.items():
        target.set(clark(f"w:{name}"), str(value))


def _number(owner: Element | None, name: str) -> int | None:
    value = None if owner is None else owner.get(clark(f"w:{name}"))
    return None if value is None else int(value.partition(".")[0])
