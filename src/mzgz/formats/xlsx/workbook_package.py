"""The door for workbooks from outside: what is not a plain, complete, moderate .xlsx file does not come in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from mzgz.formats.xlsx.cell_formats import CellFormats
from mzgz.formats.xlsx.comment_texts import CommentTexts
from mzgz.formats.xlsx.package_parts import WORKBOOK, Broken, Defines, PackageParts, canonical
from mzgz.formats.xlsx.rich_text import SharedTexts
from mzgz.formats.xlsx.sheet_cells import SheetCells
from mzgz.intake.faults import form_faults
from mzgz.intake.faults.form_faults import fault
from mzgz.intake.form.cell_values import EPOCH, EPOCH_1904
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


@dataclass(frozen=True, slots=True)
class OpenedWorkbook:
    """A workbook with the values its formulas had when it was saved, and the formulas themselves."""

    sheets: Mapping[str, SheetCells]
    """By title, in their order."""
    comments: Mapping[str, Mapping[str, str]]
    """By title of the sheet and by cell."""
    pictures: Collection[str]
    """Titles of the sheets that have pictures laid over their cells."""
    epoch: date
    """The day before day 1, or, in workbooks of old Macintosh programs, day 0."""


def open_workbook(data: bytes, path: str) -> tuple[OpenedWorkbook | None, list[Diagnostic]]:
    """The workbook, or None and why it stays outside. Never raises for bad data."""
    refusal = _refused(data, Source(path))
    if refusal:
        return None, [refusal]
    try:
        return _opened(data, Source(path))
    except Defines as found:
        return None, [fault(form_faults.form_file.workbook_entities, Source(path), part=str(found))]
    except Broken as found:
        return None, [fault(form_faults.form_file.damaged_workbook, Source(path), part=str(found))]
    except zipfile.BadZipFile:
        return None, [fault(form_faults.form_file.damaged_workbook, Source(path), part="文件不完整")]
    except Exception:  # noqa: BLE001 - whatever else a broken part makes us trip over, its sender must mend it
        return None, [fault(form_faults.form_file.damaged_workbook, Source(path), part="内容不合规范")]


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
        parts = PackageParts(archive)
        links = any(name.startswith("xl/externallinks/") for name in parts)
        return _read(parts), [fault(form_faults.form_file.outside_links, source)] if links else []


def _unfit(archive: zipfile.ZipFile, packed: int, source: Source) -> Diagnostic | None:
    """Judged by the directory of the archive: what it declares is the most that is ever unpacked."""
    members = archive.infolist()
    names = {canonical(member.filename) for member in members}
    spread = sum(member.file_size for member in members)
    if any(member.flag_bits & 1 for member in members):
        return fault(form_faults.form_file.locked_workbook, source)
    ratio = spread > _RATIO_FROM and spread > packed * RATIO_LIMIT
    if spread > SPREAD_LIMIT or ratio:
        return fault(form_faults.form_file.oversized_workbook, source, size=_mega(spread), limit=_mega(SPREAD_LIMIT))
    if len(members) > _MEMBERS:
        pictures = sum(name.startswith("xl/media/") for name in names)
        return fault(form_faults.form_file.many_parts, source, count=len(members), limit=_MEMBERS, pictures=pictures)
    if len(names) < len(members):
        return fault(form_faults.form_file.part_twice, source, part=_repeated(members))
    return _other_kind(archive, names, source)


def _repeated(members: list[zipfile.ZipInfo]) -> str:
    seen: set[str] = set()
    for member in members:
        if canonical(member.filename) in seen:
            return member.filename
        seen.add(canonical(member.filename))
    return ""


def _other_kind(archive: zipfile.ZipFile, names: Collection[str], source: Source) -> Diagnostic | None:
    if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:100]:
        return fault(form_faults.form_file.old_workbook, source, kind="开放文档格式的文件（.ods 等）")
    if "xl/workbook.bin" in names:
        return fault(form_faults.form_file.old_workbook, source, kind="二进制工作簿（.xlsb）")
    if any(name.endswith("vbaproject.bin") for name in names):
        return fault(form_faults.form_file.workbook_macros, source)
    if WORKBOOK not in names:
        kind = "文稿" if "word/document.xml" in names else "演示文稿" if "ppt/presentation.xml" in names else "压缩包"
        return fault(form_faults.form_file.not_a_workbook, source, kind=kind)
    name = next(name for name in archive.namelist() if canonical(name) == WORKBOOK)
    if b"purl.oclc.org/ooxml/spreadsheetml" in archive.read(name)[:4096]:
        return fault(form_faults.form_file.old_workbook, source, kind="“严格 Open XML”格式的工作簿")
    return None


def _mega(size: int) -> str:
    return f"{max(1, size // _MEGA)} MB"


def _read(parts: PackageParts) -> OpenedWorkbook:
    """Every part is walked through once: none may define entities, whether or not it is read."""
    linked = {identity: (kind, part) for identity, kind, part in parts.linked(WORKBOOK)}
    by_kind = dict(linked.values())
    texts, formats = SharedTexts(), CellFormats()
    for walker, part in ((texts, by_kind.get("sharedStrings")), (formats, by_kind.get("styles"))):
        if part and part in parts:
            parts.walk(part, walker)
    sheets: dict[str, SheetCells] = {}
    comments: dict[str, dict[str, str]] = {}
    pictures: set[str] = set()
    for sheet in parts.elements(WORKBOOK, "sheet"):
        title = sheet.get("name", "")
        if sheet.get("id", "") not in linked:
            raise Broken(f"“{title}”表找不到")
        kind, part = linked[sheet["id"]]
        if kind == "worksheet":
            sheets[title] = SheetCells(title, texts.texts, formats)
            parts.walk(part, sheets[title])
            comments[title] = _comments(parts, part)
            pictures |= {title} if _has_pictures(parts, part) else set()
    _walk_the_rest(parts)
    epoch = any(item.get("date1904") in ("1", "true") for item in parts.elements(WORKBOOK, "workbookPr"))
    return OpenedWorkbook(sheets, comments, pictures, EPOCH_1904 if epoch else EPOCH)


def _walk_the_rest(parts: PackageParts) -> None:
    """For entities only: what is wrong in a part nobody reads is nobody's loss."""
    for name in parts:
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                parts.walk(name, _Nothing())
            except Broken:
                continue


def _comments(parts: PackageParts, sheet: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for _, kind, part in parts.linked(sheet):
        if kind in ("comments", "threadedComment") and part in parts:
            reader = CommentTexts()
            parts.walk(part, reader)
            found |= reader.texts
    return found


def _has_pictures(parts: PackageParts, sheet: str) -> bool:
    return any(
        kind == "drawing" and any(True for _ in parts.elements(part, "pic")) for _, kind, part in parts.linked(sheet)
    )


class _Nothing:
    """Looks at nothing."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Not looked at."""

    def text(self, text: str) -> None:
        """Not looked at."""

    def end(self, name: str) -> None:
        """Not looked at."""
