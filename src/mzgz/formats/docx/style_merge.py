"""An office's own style sheet, completed with the styles it lacks: found by name, because ids differ between programs."""

from __future__ import annotations

from mzgz.formats.docx.layout_constants import Profile
from mzgz.formats.docx.style_sheet import all_styles
from mzgz.formats.docx.xml_markup import Element, clark

_VAL, _ID, _TYPE, _DEFAULT = clark("w:val"), clark("w:styleId"), clark("w:type"), clark("w:default")


def completed(sheet: Element, profile: Profile) -> dict[str, str]:
    """Append what `sheet` lacks; hand over every style's id by its name in small letters."""
    ours = all_styles(profile)
    theirs = {_name(style): style.get(_ID, "") for style in sheet.iter(clark("w:style"))}
    lacking = [style for style in ours if _name(style) not in theirs]
    defaults = {style.get(_TYPE) for style in sheet.iter(clark("w:style")) if style.get(_DEFAULT)}
    ids = theirs | {_name(style): _free(style.get(_ID, ""), set(theirs.values())) for style in lacking}
    renamed = {style.get(_ID, ""): ids[_name(style)] for style in ours}
    for style in lacking:
        _adopt(style, renamed, defaults)
        sheet.append(style)
    return ids


def _adopt(style: Element, renamed: dict[str, str], defaults: set[str | None]) -> None:
    style.set(_ID, renamed[style.get(_ID, "")])
    if style.get(_TYPE) in defaults:
        style.attrib.pop(_DEFAULT, "")
    for link in (*style.iter(clark("w:basedOn")), *style.iter(clark("w:next"))):
        link.set(_VAL, renamed[link.get(_VAL, "")])


def _free(identity: str, taken: set[str]) -> str:
    while identity in taken:
        identity += "0"
    return identity


def _name(style: Element) -> str:
    found = style.find(clark("w:name"))
    return "" if found is None else found.get(_VAL, "").casefold()
