"""The door for workbooks from outside: what is not a plain, complete, moderate .xlsx file does not come in."""

from __future__ import annotations

import io
import posixpath
import re
import warnings
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from xml.parsers import expat

import openpyxl
from openpyxl import Workbook
from openpyxl.utils import column_index_from_string, get_column_letter

from mzgz.intake.faults import form_faults
from mzgz.intake.faults.form_faults import fault
from mzgz.model.findings import Diagnostic, Source

SIZE_LIMIT: Final = 8 * 1024 * 1024
SPREAD_LIMIT: Final = 16 * 1024 * 1024
"""All members together, unpacked; a form is about half a megabyte."""
RATIO_LIMIT: Final = 200
"""Unpacked to packed; a form is about 10 : 1, a full column of formats up to 100 : 1."""
_RATIO_FROM: Final = 4 * 1024 * 1024
_MEMBERS: Final = 300
_MEGA: Final = 1024 * 1024

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS: Final = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"{\\rtf", "RTF 文稿"),
    (b"<", "网页或 XML 文件"),
)


_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_AREA = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}(:[A-Z]{1,3}[1-9][0-9]{0,6})?")


def _checked(pattern: re.Pattern[str], reference: str) -> str:
    if not pattern.fullmatch(reference):
        raise ValueError(reference)
    return reference


class Scanned:
    """The formulas of a sheet by cell, and its merged areas, as its XML goes by."""

    def __init__(self) -> None:
        self.formulas: dict[str, str] = {}
        self.merged: list[str] = []
        self._cell = ""
        self._row = self._column = 0
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rsplit(":", 1)[-1]:
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            case "c":
                self._place(attributes.get("r"))
            case "f":
                self._inside = True
                self.formulas[self._cell] = "="
            case "mergeCell":
                self.merged.append(_checked(_AREA, attributes.get("ref", "")))

    def _place(self, reference: str | None) -> None:
        """Some programs leave the places of cells out: then they follow each other."""
        self._column += 1
        self._cell = _checked(_CELL, reference or f"{get_column_letter(self._column)}{self._row}")
        self._column = column_index_from_string(self._cell.rstrip("0123456789"))

    def text(self, text: str) -> None:
        if self._inside:
            self.formulas[self._cell] += text

    def end(self, name: str) -> None:
        self._inside = self._inside and name.rsplit(":", 1)[-1] != "f"


@dataclass(frozen=True, slots=True)
class OpenedWorkbook:
    """A workbook with the values its formulas had when it was saved, and the formulas themselves."""

    book: Workbook
    sheets: Mapping[str, Scanned]
    """By title: what openpyxl does not tell."""


_AFTER_CELLS = re.compile(rb"(</(?:\w+:)?sheetData>|<(?:\w+:)?sheetData/>)(.*)(</(?:\w+:)?worksheet>)", re.DOTALL)


class _Doctype(Exception):  # noqa: N818 - it ends the scan of a part
    """A part defines entities."""


def open_workbook(data: bytes, path: str) -> tuple[OpenedWorkbook | None, list[Diagnostic]]:
    """The workbook, or None and why it stays outside. Never raises for bad data."""
    refusal = _refused(data, Source(path))
    if refusal:
        return None, [refusal]
    try:
        return _opened(data, Source(path))
    except _Doctype as found:
        return None, [fault(form_faults.form_file.workbook_entities, Source(path), part=str(found))]
    except Exception as problem:  # noqa: BLE001 - openpyxl raises whatever a broken part makes it trip over
        return None, [fault(form_faults.form_file.damaged_workbook, Source(path), part=type(problem).__name__)]


def _refused(data: bytes, source: Source) -> Diagnostic | None:
    """Why the bytes are not looked into at all."""
    if not data:
        return fault(form_faults.form_file.file_empty, source)
    if len(data) > SIZE_LIMIT:
        return fault(form_faults.form_file.oversized_workbook, source, size=_mega(len(data)), limit=_mega(SIZE_LIMIT))
    if data.startswith(_COMPOUND):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return fault(form_faults.form_file.locked_workbook, source)
        return fault(form_faults.form_file.old_workbook, source, kind="旧格式的表格（.xls 或 .et）")
    if not data.startswith(b"PK"):
        start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
        kind = next((kind for sign, kind in _OTHERS if start.startswith(sign)), "别的文件")
        return fault(form_faults.form_file.not_a_workbook, source, kind=kind)
    return None


def _opened(data: bytes, source: Source) -> tuple[OpenedWorkbook | None, list[Diagnostic]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        refusal = _unfit(archive, len(data), source)
        if refusal:
            return None, [refusal]
        sheets = _scan(archive)
        plain = _bare(archive, set(_titles(archive)))
        links = any(name.startswith("xl/externalLinks/") for name in archive.namelist())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of extensions it drops; none of them holds a value
        book = openpyxl.load_workbook(plain, data_only=True, keep_links=False)
    return OpenedWorkbook(book, sheets), [fault(form_faults.form_file.outside_links, source)] if links else []


def _unfit(archive: zipfile.ZipFile, packed: int, source: Source) -> Diagnostic | None:
    """Judged by the directory of the archive: what it declares is the most that is ever unpacked."""
    members = archive.infolist()
    names = {member.filename for member in members}
    spread = sum(member.file_size for member in members)
    if any(member.flag_bits & 1 for member in members):
        return fault(form_faults.form_file.locked_workbook, source)
    ratio = spread > _RATIO_FROM and spread > packed * RATIO_LIMIT
    if len(members) > _MEMBERS or spread > SPREAD_LIMIT or ratio or len(names) < len(members):
        return fault(form_faults.form_file.oversized_workbook, source, size=_mega(spread), limit=_mega(SPREAD_LIMIT))
    if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:100]:
        return fault(form_faults.form_file.old_workbook, source, kind="开放文档格式的文件（.ods 等）")
    if "xl/workbook.bin" in names:
        return fault(form_faults.form_file.old_workbook, source, kind="二进制工作簿（.xlsb）")
    if any(name.endswith("vbaProject.bin") for name in names):
        return fault(form_faults.form_file.workbook_macros, source)
    if "xl/workbook.xml" not in names:
        kind = "文稿" if "word/document.xml" in names else "演示文稿" if "ppt/presentation.xml" in names else "压缩包"
        return fault(form_faults.form_file.not_a_workbook, source, kind=kind)
    return None


def _mega(size: int) -> str:
    return f"{max(1, size // _MEGA)} MB"


def _scan(archive: zipfile.ZipFile) -> dict[str, Scanned]:
    """Walk through every part once: none may define entities."""
    titles = _titles(archive)
    sheets: dict[str, Scanned] = {}
    for name in archive.namelist():
        if name.endswith((".xml", ".rels", ".vml")):
            scanned = Scanned()
            _parse(archive.read(name), name, scanned)
            if name in titles:
                sheets[titles[name]] = scanned
    return sheets


def _bare(archive: zipfile.ZipFile, sheets: Collection[str]) -> io.BytesIO:
    """The same workbook with nothing in its sheets but cells: openpyxl reckons the borders of every merged area anew
    (two thirds of its time) and trips over pictures and validations that other programs write in their own way."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as bare:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/_rels/"):
                part = archive.read(name)
                bare.writestr(name, _AFTER_CELLS.sub(rb"\1\3", part) if name in sheets else part)
    return buffer


def _parse(data: bytes, name: str, into: Any) -> None:
    def refuse(*_: object) -> None:
        raise _Doctype(name)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = into.start
    parser.CharacterDataHandler = into.text
    parser.EndElementHandler = into.end
    parser.Parse(data, True)


class _Attributes:
    """Gathers the attributes of all elements of a small part."""

    def __init__(self) -> None:
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.found.append((name.rsplit(":", 1)[-1], attributes))

    def text(self, text: str) -> None:
        """Not looked at."""

    def end(self, name: str) -> None:
        """Not looked at."""


def _elements(archive: zipfile.ZipFile, name: str, element: str) -> Iterator[dict[str, str]]:
    into = _Attributes()
    _parse(archive.read(name), name, into)
    yield from (attributes for found, attributes in into.found if found == element)


def _titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """From the name of a sheet's part to its title."""
    parts = {
        link["Id"]: posixpath.normpath(posixpath.join("/xl", link["Target"])).lstrip("/")
        for link in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    titles = {}
    for sheet in _elements(archive, "xl/workbook.xml", "sheet"):
        identity = next((value for key, value in sheet.items() if key.endswith(":id")), "")
        titles[parts.get(identity, "")] = sheet.get("name", "")
    return titles
