"""What a document says of itself: title, office and day of the data; never a person, never the clock."""

from __future__ import annotations

from datetime import date

from lxml import etree

from mzgz import __version__
from mzgz.document import Document
from mzgz.writers.docx.markup import default_root, serialized
from mzgz.writers.docx.text import fit

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUE = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"

LONGEST = 255
"""Longer texts are lost when other programs save the file."""


def core(document: Document) -> bytes:
    """`docProps/core.xml`."""
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    for name, text in (("title", document.title), ("creator", document.creator), ("language", "zh-CN")):
        etree.SubElement(root, f"{{{_DC}}}{name}").text = fit(text)
    day = date.fromisoformat(document.date).isoformat()
    for name in ("created", "modified"):
        made = etree.SubElement(root, f"{{{_TERMS}}}{name}")
        made.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        made.text = f"{day}T00:00:00Z"
    return serialized(root)


def custom(document: Document) -> bytes:
    """`docProps/custom.xml`: the name of the document, the version that wrote it, and what the document adds."""
    values = {"mzgz.doc": document.name, "mzgz.version": __version__, **document.properties}
    root = default_root(_CUSTOM, "Properties", vt=_VALUE)
    for number, name in enumerate(sorted(values), 2):
        if len(values[name]) > LONGEST:
            raise ValueError(f"文档属性 {name} 超过{LONGEST}个字符")
        made = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT_ID, pid=str(number), name=name)
        etree.SubElement(made, f"{{{_VALUE}}}lpwstr").text = fit(values[name])
    return serialized(root)
