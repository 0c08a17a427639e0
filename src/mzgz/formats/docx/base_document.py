"""The base document made from the parameters: page, styles, footers and settings, without a word of text."""

from __future__ import annotations

from lxml import etree

from mzgz.formats.disk.atomic import zip_bytes
from mzgz.formats.docx.footers import footer
from mzgz.formats.docx.layout_constants import Profile, page
from mzgz.formats.docx.package_writer import Relationship, content_types, relationships
from mzgz.formats.docx.section_properties import KINDS, portrait
from mzgz.formats.docx.style_sheet import font_table, style_sheet
from mzgz.formats.docx.xml_markup import NAMESPACES, Element, clark, serialized, w

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def base(profile: Profile) -> bytes:
    """The default base document of a profile as a .docx; an office may put its own in its place."""
    parts = {
        "styles": style_sheet(profile),
        "settings": settings(),
        "fontTable": font_table(),
        **{f"footer{n}": footer(kind, profile, "Footer") for n, kind in enumerate(KINDS, 1)},
    }
    ids = {name: f"rId{n}" for n, name in enumerate(parts, 1)}
    parts["document"] = _document(profile, (ids["footer1"], ids["footer2"]))
    members = {f"word/{name}.xml": serialized(root) for name, root in parts.items()}
    links = (Relationship(identity, OFFICE + _kind(name), f"{name}.xml") for name, identity in ids.items())
    members["word/_rels/document.xml.rels"] = relationships(links)
    members["_rels/.rels"] = relationships([Relationship("rId1", OFFICE + "officeDocument", "word/document.xml")])
    types = {f"/word/{name}.xml": f"{_MAIN}{_kind(name)}+xml" for name in parts if name != "document"}
    members["[Content_Types].xml"] = content_types({**types, "/word/document.xml": f"{_MAIN}document.main+xml"})
    return zip_bytes(members)


def settings() -> Element:
    """`word/settings.xml`: odd and even footers, squeezed punctuation, Word 2013 layout; nothing updates on opening."""
    word = "http://schemas.microsoft.com/office/word"
    modes = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    compat = w("compat", w("useFELayout"), *(w("compatSetting", name=k, uri=word, val=v) for k, v in modes.items()))
    return w(
        "settings",
        w("zoom", percent=100),
        w("bordersDoNotSurroundHeader"),
        w("bordersDoNotSurroundFooter"),
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        compat,
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def _document(profile: Profile, footers: tuple[str, str]) -> Element:
    root = etree.Element(clark("w:document"), nsmap={k: NAMESPACES[k] for k in ("w", "r")})
    root.append(w("body", portrait(page(profile), footers)))
    return root
