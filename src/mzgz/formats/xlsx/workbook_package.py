"""An .xlsx package that was let in, as an open workbook: every part is walked through once, none may define entities."""

from __future__ import annotations

from mzgz.formats.opened_workbook import HeldSheet, OpenedWorkbook
from mzgz.formats.xlsx.cell_format_reader import CellFormats
from mzgz.formats.xlsx.comment_texts import CommentTexts
from mzgz.formats.xlsx.package_parts import WORKBOOK, Broken, PackageParts
from mzgz.formats.xlsx.rich_text import SharedTexts
from mzgz.formats.xlsx.sheet_xml_reader import SheetCells
from mzgz.intake.form.cell_days import EPOCH, EPOCH_1904


def read_package(parts: PackageParts) -> OpenedWorkbook:
    """Raises `Defines` and `Broken`."""
    linked = {identity: (kind, part) for identity, kind, part in parts.linked(WORKBOOK)}
    by_kind = dict(linked.values())
    texts, formats = SharedTexts(), CellFormats()
    for walker, part in ((texts, by_kind.get("sharedStrings")), (formats, by_kind.get("styles"))):
        if part and part in parts:
            parts.walk(part, walker)
    sheets: dict[str, HeldSheet] = {}
    comments: dict[str, dict[str, str]] = {}
    pictures: set[str] = set()
    for sheet in parts.elements(WORKBOOK, "sheet"):
        title = sheet.get("name", "")
        if sheet.get("id", "") not in linked:
            raise Broken(f"“{title}”表找不到")
        kind, part = linked[sheet["id"]]
        if kind == "worksheet":
            cells = SheetCells(title, texts.texts, formats)
            parts.walk(part, cells)
            sheets[title] = cells.sheet
            cells.sheet.unseen = sheet.get("state", "visible") != "visible"
            comments[title] = _comments(parts, part)
            pictures |= {title} if _has_pictures(parts, part) else set()
    parts.walk_all()
    epoch = any(item.get("date1904") in ("1", "true") for item in parts.elements(WORKBOOK, "workbookPr"))
    links = any(name.startswith("xl/externallinks/") for name in parts)
    return OpenedWorkbook(sheets, comments, pictures, EPOCH_1904 if epoch else EPOCH, links)


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
