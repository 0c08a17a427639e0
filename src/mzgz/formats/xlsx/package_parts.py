"""The parts of a workbook's package under the names they should have, each walked through as XML once."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Final, Protocol
from xml.parsers import expat

WORKBOOK: Final = "xl/workbook.xml"


class Defines(Exception):  # noqa: N818 - it ends the walk through a part
    """A part defines entities."""


class Broken(Exception):  # noqa: N818 - it ends the reading of a workbook
    """A part cannot be read; the text says which and where, in the words of a person."""


class Walker(Protocol):
    """What takes in the events of a part."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def text(self, text: str) -> None: ...

    def end(self, name: str) -> None: ...


def local(name: str) -> str:
    """The name of an element without its prefix."""
    return name.rsplit(":", 1)[-1]


def canonical(name: str) -> str:
    """A part's name as any program finds it: some write backslashes, some other capitals."""
    return name.replace("\\", "/").lstrip("/").casefold()


class PackageParts:
    """The parts of an archive that was found fit."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {canonical(name): name for name in archive.namelist()}

    def __contains__(self, name: str) -> bool:
        return canonical(name) in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def read(self, name: str) -> bytes:
        """Raises `Broken` for a part that is missing or does not unpack."""
        try:
            return self._archive.read(self._names[canonical(name)])
        except KeyError:
            raise Broken(f"缺少 {posixpath.basename(name)}") from None
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as problem:
            raise Broken(f"{posixpath.basename(name)} 解不开") from problem

    def walk(self, name: str, walker: Walker) -> None:
        """Hand the events of a part to the walker. Raises `Defines` and `Broken`."""

        def refuse(*_: object) -> None:
            raise Defines(name)

        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = refuse
        parser.EntityDeclHandler = refuse
        parser.StartElementHandler = walker.start
        parser.CharacterDataHandler = walker.text
        parser.EndElementHandler = walker.end
        try:
            parser.Parse(self.read(name), True)
        except expat.ExpatError as problem:
            raise Broken(f"{posixpath.basename(name)} 第{problem.lineno}行不完整") from problem

    def walk_all(self) -> None:
        """For entities only: what is wrong in a part nobody reads is nobody's loss. Raises `Defines`."""
        for name in self:
            if name.endswith((".xml", ".rels", ".vml")):
                try:
                    self.walk(name, _Attributes(""))
                except Broken:
                    continue

    def elements(self, name: str, element: str) -> Iterator[dict[str, str]]:
        """The attributes of each such element of a part; of a part that is missing, none."""
        if name in self:
            found = _Attributes(element)
            self.walk(name, found)
            yield from found.found

    def linked(self, name: str) -> Iterator[tuple[str, str, str]]:
        """What a part refers to: the id of the link, the last word of its type, the part."""
        folder, base = posixpath.split(name)
        for link in self.elements(f"{folder}/_rels/{base}.rels", "Relationship"):
            if link.get("TargetMode") != "External":
                part = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "").replace("\\", "/")))
                yield link.get("Id", ""), posixpath.basename(link.get("Type", "")), part.lstrip("/")


class _Attributes:
    """Gathers the attributes of the elements of one name."""

    def __init__(self, element: str) -> None:
        self._element = element
        self.found: list[dict[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == self._element:
            self.found.append({local(key) if key != "xml:space" else key: value for key, value in attributes.items()})

    def text(self, text: str) -> None:
        """Not looked at."""

    def end(self, name: str) -> None:
        """Not looked at."""
