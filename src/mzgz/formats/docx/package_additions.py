"""What is added to a package that was read: parts with their types, and the ways to them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from mzgz.formats.docx.package_reader import OpenedPackage, rels_of
from mzgz.formats.docx.xml_markup import Element

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_LIST = "[Content_Types].xml"


@dataclass
class PackageAdditions:
    """Members that are new or changed: `trees` as XML, `files` as bytes."""

    package: OpenedPackage
    trees: dict[str, Element] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def tree(self, name: str) -> Element:
        """A member that will be changed."""
        if name not in self.trees:
            self.trees[name] = self.package.tree(name)
        return self.trees[name]

    def free(self, names: Iterable[str]) -> str:
        """The first name nobody has."""
        return next(name for name in names if not (name in self.package or name in self.trees or name in self.files))

    def typed(self, name: str, content_type: str) -> None:
        """A part is only there for Word when its type is written down."""
        etree.SubElement(self.tree(_LIST), f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type)

    def related(self, source: str, kind: str, target: str) -> str:
        """The id by which a part leads to another one."""
        name = rels_of(source)
        if name not in self.package and name not in self.trees:
            self.trees[name] = etree.Element(f"{_RELS}Relationships")
        links = self.tree(name)
        taken = {link.get("Id") for link in links}
        identity = next(i for number in range(1, len(taken) + 2) if (i := f"rIdMz{number}") not in taken)
        path = posixpath.relpath(target, posixpath.dirname(source))
        etree.SubElement(links, f"{_RELS}Relationship", Id=identity, Type=kind, Target=path)
        return identity
