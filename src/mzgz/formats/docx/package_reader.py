"""A .docx made by anyone, opened within limits: what is crafted, damaged or something else ends in a plain sentence."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from mzgz.formats.docx.xml_markup import Element

MOST_BYTES = 64 * 2**20
"""Of the file, packed: pictures included."""
MOST_UNPACKED = 400 * 2**20
MOST_PART = 24 * 2**20
"""Of one part that is read; the sample of twelve pages has 0.2."""
MOST_READ = 48 * 2**20
MOST_PARTS = 5000
MOST_NODES = 1_000_000
"""Elements and attributes of one part: bounds the memory of the tree."""

MAIN = "word/document.xml"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E", re.IGNORECASE)
_STRICT = b"http://purl.oclc.org/ooxml/"
_AGAIN = "请用 Word 或 WPS 打开后另存为 .docx，再来核对"


class Unreadable(Exception):  # noqa: N818 - told to the user as what it is
    """A file that cannot be opened, and why, in Chinese."""


@dataclass
class OpenedPackage:
    """The members of a package, read one by one as they are asked for."""

    archive: zipfile.ZipFile
    infos: dict[str, zipfile.ZipInfo]
    spent: int = field(default=0)

    def __contains__(self, name: str) -> bool:
        return name in self.infos

    def raw(self, name: str) -> bytes:
        """The bytes of a member, unpacked."""
        try:
            return self.archive.read(self.infos[name])
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as fault:
            raise Unreadable(f"文件已损坏（{_shown(name)} 读不出来），{_AGAIN}") from fault

    def part(self, name: str) -> bytes:
        """The bytes of a part that will be parsed."""
        size = self.infos[name].file_size
        self.spent += size
        if size > MOST_PART or self.spent > MOST_READ:
            raise Unreadable(f"文件里的文字部分太大（{_shown(name)}，{size // 2**20} MB），不像正常的文稿，没有读")
        return self.raw(name)

    def tree(self, name: str) -> Element:
        """The root of a part; nothing outside the file is ever fetched, no entity expanded."""
        return parsed(self.part(name), name)

    @cached_property
    def main(self) -> str:
        """The name of the part with the text."""
        for kind, target in self.related(""):
            if kind == "officeDocument" and target in self:
                return target
        if MAIN in self:
            return MAIN
        raise Unreadable(f"不是 Word 文稿（里面没有正文），{_AGAIN}")

    def related(self, name: str) -> Iterator[tuple[str, str]]:
        """Relationships of a part (empty name: of the package): the last word of the type, and the member it names."""
        return ((kind, path) for _, kind, path in self._links(name))

    def relations(self, name: str) -> dict[str, str]:
        """The members a part refers to, by the id it uses for them."""
        return {identity: path for identity, _, path in self._links(name)}

    def _links(self, name: str) -> Iterator[tuple[str, str, str]]:
        folder = posixpath.dirname(name)
        rels = rels_of(name)
        if rels not in self:
            return
        for link in self.tree(rels).iter(_RELS):
            if link.get("TargetMode") != "External":
                target = link.get("Target", "")
                path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                yield link.get("Id", ""), link.get("Type", "").rpartition("/")[2], path


def rels_of(name: str) -> str:
    """The member that holds a part's relationships."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def open_package(data: bytes) -> OpenedPackage:
    """The package in `data`. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(f"文件太大（{len(data) // 2**20} MB，最多 {MOST_BYTES // 2**20} MB），请删去图片后再来")
    if data.startswith(_OLE):
        raise Unreadable("是旧版的 .doc，或者加了打开密码；请用 Word 或 WPS 去掉密码、另存为 .docx")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, UnicodeDecodeError) as fault:
        raise Unreadable(f"不是 .docx 文件，或者没有保存完整；{_AGAIN}") from fault
    return _checked(OpenedPackage(archive, {info.filename: info for info in archive.infolist()}))


def _checked(package: OpenedPackage) -> OpenedPackage:
    infos = package.archive.infolist()
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise Unreadable("文件展开后太大，不像正常的文稿，没有读")
    if len(package.infos) != len(infos):
        raise Unreadable(f"文件里有重名的部分，不是正常保存的；{_AGAIN}")
    if any(info.flag_bits & 0x1 for info in infos):
        raise Unreadable("文件加了密码，请去掉密码后再来")
    if "META-INF/manifest.xml" in package and "content.xml" in package:
        raise Unreadable(f"是 .odt 格式；{_AGAIN}")
    return package


def parsed(data: bytes, name: str) -> Element:
    """The root element of a part."""
    if _DOCTYPE.search(data):
        raise Unreadable(f"文件里有不该有的声明（{_shown(name)} 中的 DOCTYPE），可能被人动过手脚，没有读")
    if _STRICT in data[:4096]:
        raise Unreadable(f"是“严格 Open XML”格式；{_AGAIN}（类型选“Word 文档”）")
    if data.count(b"<") + data.count(b"=") > MOST_NODES:
        raise Unreadable(f"文件里的内容太多（{_shown(name)}），不像正常的文稿，没有读")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as fault:
        raise Unreadable(f"文件已损坏（{_shown(name)} 不完整），{_AGAIN}") from fault
    return root


def _shown(name: str) -> str:
    return ascii(name)[1:-1][:60]
