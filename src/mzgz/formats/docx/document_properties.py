"""What a document says of itself: title, office and day of the data; never a person, never the clock."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from mzgz import __version__
from mzgz.formats.docx.passage_marks import issued_passages, read_passages
from mzgz.formats.docx.run_characters import fit
from mzgz.formats.docx.xml_markup import Element, default_root, serialized
from mzgz.model.document import Document, Figure, Paragraph, Table
from mzgz.model.edited_document import IssuedPassage, digest
from mzgz.model.passages import key_of, passages

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUE = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"

_OURS = "mzgz."
_ISSUED = "mzgz.links."
_COLUMNS = "mzgz.columns."
_IN_ONE = 20
_WORD = re.compile(r"([0-9a-f]{8})\*([0-9]{1,5})(?![0-9])")

LONGEST = 255
"""Longer texts are lost when other programs save the file."""


def issued(document: Document) -> dict[str, str]:
    """Which numbers the document was written with, so that a lost one is missed: `key*times`, twenty in a property."""
    met = Counter(digest(figure.id) for figure in _figures(document))
    words = [f"{key}*{times}" for key, times in met.items()]
    parts = [words[start : start + _IN_ONE] for start in range(0, len(words), _IN_ONE)]
    return {f"{_ISSUED}{number:03}": " ".join(part) for number, part in enumerate(parts, 1)}


def column_weights(document: Document) -> dict[str, str]:
    """How wide the columns of each table are beside each other, so that widths people gave them are told from ours."""
    tables = [block for block in document.blocks() if isinstance(block, Table)]
    words = {_columns_of(table): " ".join(str(column.weight) for column in table.columns) for table in tables}
    return {name: text for name, text in words.items() if len(text) <= LONGEST}


def weights_as_written(properties: Mapping[str, str], table: Table) -> tuple[int, ...]:
    """Those a table was written with; none where nobody remembers."""
    words = properties.get(_columns_of(table), "").split()
    return tuple(map(int, words)) if all(re.fullmatch("[1-9][0-9]{0,6}", word) for word in words) else ()


def _columns_of(table: Table) -> str:
    return f"{_COLUMNS}{digest(key_of(table))}"


def _figures(document: Document) -> Iterator[Figure]:
    for block in document.blocks():
        cells: Iterable[tuple[object, ...]] = ()
        if isinstance(block, Paragraph):
            cells = (block.inlines,)
        elif isinstance(block, Table):
            cells = (cell for row in block.rows for cell in row)
        yield from (inline for cell in cells for inline in cell if isinstance(inline, Figure))


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a document was written with, as its properties tell: its name, its numbers, its passages, and the rest."""

    name: str = ""
    figures: tuple[tuple[str, int], ...] = ()
    passages: tuple[IssuedPassage, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)


def read_custom(root: Element) -> Remembered:
    """Out of `docProps/custom.xml`."""
    texts = {
        element.get("name", ""): "".join(map(str, element.itertext()))
        for element in root.iter(f"{{{_CUSTOM}}}property")
    }
    words = " ".join(texts[name] for name in sorted(texts) if name.startswith(_ISSUED))
    found = tuple((key, int(times)) for key, times in _WORD.findall(words))
    own = {name: text for name, text in texts.items() if name.startswith(_OURS)}
    return Remembered(texts.get("mzgz.doc", ""), found, read_passages(texts), own)


def core(document: Document) -> bytes:
    """`docProps/core.xml`."""
    return serialized(_core(document))


def renewed_core(root: Element, document: Document) -> Element:
    """Those of a document nobody has saved since it was written, as they would be written today; others stay."""
    days = [root.findtext(f"{{{_TERMS}}}{name}") for name in ("created", "modified")]
    return _core(document) if days[0] == days[1] is not None else root


def _core(document: Document) -> Element:
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    for name, text in (("title", document.title), ("creator", document.creator), ("language", "zh-CN")):
        etree.SubElement(root, f"{{{_DC}}}{name}").text = fit(text)
    day = date.fromisoformat(document.date).isoformat()
    for name in ("created", "modified"):
        element = etree.SubElement(root, f"{{{_TERMS}}}{name}")
        element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        element.text = f"{day}T00:00:00Z"
    return root


def custom(document: Document) -> bytes:
    """`docProps/custom.xml`: the name of the document, the version that wrote it, and what the document adds."""
    return serialized(_properties(own(document)))


def own(document: Document) -> dict[str, str]:
    """What a document says of itself, by the names of the properties."""
    values = {
        "mzgz.doc": document.name,
        "mzgz.version": __version__,
        **issued(document),
        **column_weights(document),
        **document.properties,
    }
    return values | issued_passages(passages(document))


def renewed(root: Element, document: Document) -> Element:
    """The properties of an edited document as it would be written today; those of others stay."""
    others = [element for element in root if not element.get("name", "").startswith(_OURS)]
    element = _properties(own(document))
    for number, node in enumerate(others, len(element) + 2):
        node.set("pid", str(number))
        element.append(node)
    return element


def _properties(values: dict[str, str]) -> Element:
    root = default_root(_CUSTOM, "Properties", vt=_VALUE)
    for number, name in enumerate(sorted(values), 2):
        if len(values[name]) > LONGEST:
            raise ValueError(f"文档属性 {name} 超过{LONGEST}个字符")
        element = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT_ID, pid=str(number), name=name)
        etree.SubElement(element, f"{{{_VALUE}}}lpwstr").text = fit(values[name])
    return root
