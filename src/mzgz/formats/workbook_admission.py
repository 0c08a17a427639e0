"""The door for workbooks from outside: what is no plain, complete, moderate workbook does not come in; the rest goes
to the reader of its format, told by what the file holds, not by its name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from typing import Final

from mzgz.formats.opened_workbook import OpenedWorkbook
from mzgz.formats.xlsx.package_parts import WORKBOOK, Broken, Defines, PackageParts, canonical
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

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKED: Final = (b"PK\x03\x04", _COMPOUND)
"""How a workbook begins, whatever its file is called."""
_OPEN_DOCUMENT: Final = b"opendocument"
_SHEET: Final = b"opendocument.spreadsheet"
_OTHERS: Final = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\x00", "图片"),
    (b"MM\x00*", "图片"),
    (b"L\x00\x00\x00\x01\x14\x02", "快捷方式"),
    (b"[InternetShortcut]", "快捷方式"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"{\\rtf", "RTF 文稿"),
    (b"<", "网页或 XML 文件"),
    (b"MIME-Version:", "网页"),
)

_PACKAGES: Final = (
    ("word/document.xml", "文稿"),
    ("ppt/presentation.xml", "演示文稿"),
    ("ofd.xml", "OFD 版式文件"),
    ("index/document.iwa", "苹果 Numbers 表格"),
)
"""What else is packed in this way, by a part it must have."""


def open_workbook(data: bytes, path: str) -> tuple[OpenedWorkbook | None, list[Diagnostic]]:
    """The workbook, or None and why it stays outside. Never raises for bad data."""
    source = Source(path)
    refusal = _refused(data, source)
    if refusal:
        return None, [refusal]
    try:
        opened = _binary(data, source) if data.startswith(_COMPOUND) else _zipped(data, source)
    except Defines as found:
        opened = fault(form_faults.form_file.workbook_entities, source, part=str(found))
    except Broken as found:
        opened = fault(form_faults.form_file.damaged_workbook, source, part=str(found))
    except zipfile.BadZipFile:
        opened = fault(form_faults.form_file.damaged_workbook, source, part="文件不完整")
    except Exception:  # noqa: BLE001 - whatever else a broken part makes us trip over, its sender must mend it
        opened = fault(form_faults.form_file.damaged_workbook, source, part="内容不合规范")
    if isinstance(opened, Diagnostic):
        return None, [opened]
    return opened, [fault(form_faults.form_file.outside_links, source)] if opened.links else []


def _refused(data: bytes, source: Source) -> Diagnostic | None:
    """Why the bytes are not looked into at all."""
    if not data:
        return fault(form_faults.form_file.file_empty, source)
    if len(data) > SIZE_LIMIT:
        return fault(form_faults.form_file.oversized_workbook, source, size=_mega(len(data)), limit=_mega(SIZE_LIMIT))
    if not data.startswith((b"PK", _COMPOUND)):
        start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
        kind = next((kind for sign, kind in _OTHERS if start.startswith(sign)), "别的文件")
        if (start[:4], start[8:12]) == (b"RIFF", b"WEBP") or start[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
            kind = "图片"
        return fault(form_faults.form_file.not_a_workbook, source, kind=kind)
    return None


def _binary(data: bytes, source: Source) -> OpenedWorkbook | Diagnostic:
    """A workbook of the time before .xlsx, or an encrypted one: both come in the same wrapping."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return fault(form_faults.form_file.locked_workbook, source)
    if "WordDocument".encode("utf-16-le") in data:
        return fault(form_faults.form_file.not_a_workbook, source, kind="文稿")
    try:
        from mzgz.formats.xls.binary_workbook import Locked, Macros, read_binary
    except ModuleNotFoundError:
        return fault(form_faults.form_file.reader_missing, source, kind="旧格式的表格（.xls 或 .et）")
    try:
        return read_binary(data)
    except Locked:
        return fault(form_faults.form_file.locked_workbook, source)
    except Macros:
        return fault(form_faults.form_file.workbook_macros, source)


def _zipped(data: bytes, source: Source) -> OpenedWorkbook | Diagnostic:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {canonical(member.filename) for member in archive.infolist()}
        refusal = _unfit(archive, names, len(data), source)
        if refusal:
            return refusal
        parts = PackageParts(archive)
        if "mimetype" in names and _OPEN_DOCUMENT in archive.read("mimetype")[:100]:
            return _open_document(parts, archive.read("mimetype"), source)
        refusal = _other_kind(archive, names, source)
        if refusal:
            return refusal
        from mzgz.formats.xlsx.workbook_package import read_package

        return read_package(parts)


def _open_document(parts: PackageParts, kind: bytes, source: Source) -> OpenedWorkbook | Diagnostic:
    from mzgz.formats.ods.document_sheets import is_encrypted, read_document

    if not kind.strip().endswith(_SHEET) and _SHEET not in kind:
        return fault(form_faults.form_file.not_a_workbook, source, kind="开放文档格式的文稿")
    if is_encrypted(parts):
        return fault(form_faults.form_file.locked_workbook, source)
    return read_document(parts)


def _unfit(archive: zipfile.ZipFile, names: Collection[str], packed: int, source: Source) -> Diagnostic | None:
    """Judged by the directory of the archive: what it declares is the most that is ever unpacked."""
    members = archive.infolist()
    spread = sum(member.file_size for member in members)
    if any(member.flag_bits & 1 for member in members):
        return fault(form_faults.form_file.locked_workbook, source)
    ratio = spread > _RATIO_FROM and spread > packed * RATIO_LIMIT
    if spread > SPREAD_LIMIT or ratio:
        return fault(form_faults.form_file.oversized_workbook, source, size=_mega(spread), limit=_mega(SPREAD_LIMIT))
    if len(members) > _MEMBERS:
        pictures = sum(name.startswith(("xl/media/", "pictures/")) for name in names)
        return fault(form_faults.form_file.many_parts, source, count=len(members), limit=_MEMBERS, pictures=pictures)
    if len(names) < len(members):
        return fault(form_faults.form_file.part_twice, source, part=_repeated(members))
    return None


def _repeated(members: list[zipfile.ZipInfo]) -> str:
    seen: set[str] = set()
    for member in members:
        if canonical(member.filename) in seen:
            return member.filename
        seen.add(canonical(member.filename))
    return ""


def _other_kind(archive: zipfile.ZipFile, names: Collection[str], source: Source) -> Diagnostic | None:
    if "xl/workbook.bin" in names:
        return fault(form_faults.form_file.old_workbook, source, kind="二进制工作簿（.xlsb）")
    if any(name.endswith("vbaproject.bin") for name in names):
        return fault(form_faults.form_file.workbook_macros, source)
    if WORKBOOK not in names:
        kind = next((kind for part, kind in _PACKAGES if part in names), "压缩包")
        return fault(form_faults.form_file.not_a_workbook, source, kind=kind)
    return None


def _mega(size: int) -> str:
    return f"{max(1, size // _MEGA)} MB"
