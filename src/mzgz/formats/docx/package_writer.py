"""The package around the parts: opened by python-docx, changed by relationship type, and packed with fixed bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import docx
from docx.document import Document as Opened
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from mzgz.formats.disk.atomic import zip_bytes
from mzgz.formats.docx.xml_markup import default_root, serialized

_BROKEN = "底稿打不开：base.docx 不是完整的 .docx 文件，请用 Word 或 WPS 另存为 .docx 后放回原处"
_CONTENT = {"chart", "image", "hyperlink", "oleObject", "package", "aFChunk", "people"}
_CONTENT |= {"comments", "commentsExtended", "commentsExtensible", "commentsIds"}
_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/"
_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"


class Relationship(NamedTuple):
    """One relationship: its id, its type and where it leads."""

    id: str
    type: str
    part: str


def opened(data: bytes) -> Opened:
    """The package of a base document; a `ValueError` where it is none."""
    try:
        return docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as fault:
        raise ValueError(_BROKEN) from fault


def drop(package: Package, kind: str) -> None:
    """Take away the package's parts of one relationship type."""
    for identity in [i for i, link in package.rels.items() if link.reltype == kind]:
        del package.rels[identity]


def drop_content(part: Part) -> None:
    """Take away what belonged to the words of a base document: pictures, links, remarks and the people who made them."""
    for identity in [i for i, link in part.rels.items() if link.reltype.rpartition("/")[2] in _CONTENT]:
        del part.rels[identity]


def new_part(package: Package, name: str, content_type: str, content: bytes) -> Part:
    """A part with a name of its own; it is written once something relates to it."""
    return Part(PackURI(name), content_type, content, package)


def packed(package: Package) -> bytes:
    """The whole package as bytes that depend on its content only."""
    parts = {str(part.partname): part for part in package.iter_parts()}
    members = {name[1:]: part.blob for name, part in parts.items()}
    for part in parts.values():
        if len(part.rels):
            members[str(part.partname.rels_uri)[1:]] = _bytes(part.rels.xml)
    members["_rels/.rels"] = _bytes(package.rels.xml)
    members["[Content_Types].xml"] = content_types({name: part.content_type for name, part in parts.items()})
    return zip_bytes(members)


def content_types(parts: Mapping[str, str]) -> bytes:
    """`[Content_Types].xml` for parts named `/word/…`."""
    space = _NAMESPACE + "content-types"
    root = default_root(space, "Types")
    for extension, content_type in (("rels", _RELATIONSHIPS), ("xml", "application/xml")):
        etree.SubElement(root, f"{{{space}}}Default", Extension=extension, ContentType=content_type)
    for name in sorted(parts):
        etree.SubElement(root, f"{{{space}}}Override", PartName=name, ContentType=parts[name])
    return serialized(root)


def relationships(targets: Iterable[Relationship]) -> bytes:
    """A `.rels` part."""
    space = _NAMESPACE + "relationships"
    root = default_root(space, "Relationships")
    for target in targets:
        etree.SubElement(root, f"{{{space}}}Relationship", Id=target.id, Type=target.type, Target=target.part)
    return serialized(root)


def _bytes(xml: str | bytes) -> bytes:
    return xml.encode() if isinstance(xml, str) else xml
