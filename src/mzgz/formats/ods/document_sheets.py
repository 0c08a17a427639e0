"""An .ods document as an open workbook. It keeps beside each number the text its program showed, so that what a cell
shows and what it holds are compared as they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from openpyxl.utils import get_column_letter

from mzgz.formats.ods.text_styles import TextStyles
from mzgz.formats.opened_workbook import CellFormat, CellValue, HeldCell, HeldSheet, OpenedWorkbook
from mzgz.formats.xlsx.package_parts import Broken, PackageParts, local
from mzgz.formats.xlsx.rich_text import RichText
from mzgz.intake.form.cell_days import EPOCH, EPOCH_1904

_CONTENT: Final = "content.xml"
_MOST_CELLS: Final = 200_000
_MOST_COLUMNS: Final = 16_384
_LONGEST_TEXT: Final = 32_767
"""Of one cell, as spreadsheet programs have it."""
_MOST_TEXT: Final = 4_000_000
_SPACE: Final = re.compile(r"[ \t\r\n]+")
_NOT_DRAWN: Final = re.compile(r"#+|.*[0-9][eE][+-]?[0-9].*")
"""What stands for a number that found no room, and one written with its power of ten."""
_NOT_SHOWN: Final = ("collapse", "filter")
_PASSED_OVER: Final = ("annotation", "tracked-changes", "shapes", "frame", "ruby-text", "custom-shape")


def is_encrypted(parts: PackageParts) -> bool:
    return any(True for _ in parts.elements("META-INF/manifest.xml", "encryption-data"))


def read_document(parts: PackageParts) -> OpenedWorkbook:
    """Raises `Defines` and `Broken`."""
    styles = TextStyles()
    for part in ("styles.xml", _CONTENT):
        if part in parts or part == _CONTENT:
            parts.walk(part, styles)
    content = _Content(styles)
    parts.walk(_CONTENT, content)
    parts.walk_all()
    return OpenedWorkbook(content.sheets, content.comments, content.pictures, content.epoch, content.links)


@dataclass(slots=True)
class _OpenCell:
    """A cell whose end has not come yet."""

    attributes: dict[str, str]
    held: RichText = field(default_factory=RichText)
    paragraphs: int = 0
    length: int = 0
    comment: list[str] = field(default_factory=list)


class _Content:
    """Walks through the part of the content, table by table."""

    def __init__(self, styles: TextStyles) -> None:
        self.sheets: dict[str, HeldSheet] = {}
        self.comments: dict[str, dict[str, str]] = {}
        self.pictures: set[str] = set()
        self.epoch = EPOCH
        self.links = False
        self._styles = styles
        self._sheet: HeldSheet | None = None
        self._tables = self._count = self._length = 0
        self._row = self._column = self._declared = 1
        self._rows = 1
        self._hidden = False
        self._held: dict[int, HeldCell] = {}
        self._cell: _OpenCell | None = None
        self._paragraph = False
        self._spans: list[str] = []
        self._over: list[str] = []
        """What we are inside of and pass over."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "image" and self._sheet:
            self.pictures.add(self._sheet.title)
        if tag in _PASSED_OVER:
            self._over.append(tag)
        elif tag == "null-date" and "1904" in attributes.get("table:date-value", ""):
            self.epoch = EPOCH_1904
        elif tag == "table":
            self._tables += 1
            if self._tables == 1 and not self._over:
                self._begin(attributes.get("table:name", ""), attributes.get("table:style-name", ""))
        elif self._over or self._tables > 1 or self._sheet is None:
            return
        elif tag == "table-column":
            last = self._declared + _times(attributes, "columns") - 1
            if attributes.get("table:visibility") in _NOT_SHOWN:
                self._sheet.hide_columns(self._declared, last)
            self._declared = last + 1
        elif tag == "table-row":
            self._rows, self._column, self._held = _times(attributes, "rows"), 1, {}
            self._hidden = attributes.get("table:visibility") in _NOT_SHOWN
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell = _OpenCell(attributes)
        elif self._cell:
            self._piece(tag, attributes, self._cell)

    def _begin(self, title: str, style: str) -> None:
        """The values other files had are kept in tables of their own, which no sheet shows."""
        if title.startswith("'file:"):
            self.links = True
            return
        self._sheet = self.sheets[title] = HeldSheet(title, unseen=style in self._styles.unseen_tables)
        self.comments[title] = {}
        self._row = self._declared = 1

    def _piece(self, tag: str, attributes: dict[str, str], cell: _OpenCell) -> None:
        match tag:
            case "p" | "h":
                if cell.paragraphs:
                    self._measure(1, cell)
                    cell.held.add("\n")
                cell.paragraphs += 1
                self._paragraph = True
            case "span":
                self._spans.append(attributes.get("text:style-name", ""))
            case "s":
                self._add(" " * min(_number(attributes.get("text:c", "1")), _LONGEST_TEXT + 1))
            case "tab" | "line-break":
                self._add("\t" if tag == "tab" else "\n")

    def text(self, text: str) -> None:
        if self._over == ["annotation"] and self._cell:
            self._measure(len(text), self._cell)
            self._cell.comment.append(text)
        elif self._cell and self._paragraph and not self._over:
            self._add(_SPACE.sub(" ", text))

    def _add(self, text: str) -> None:
        if self._cell:
            self._measure(len(text), self._cell)
            looks = [self._styles.look(name) for name in self._spans]
            struck, raised = any(look.struck for look in looks), any(look.raised for look in looks)
            self._cell.held.add(text, struck=struck, raised=raised)

    def _measure(self, length: int, cell: _OpenCell) -> None:
        """A few signs in the file may stand for very many spaces."""
        cell.length += length
        self._length += length
        title = self._sheet.title if self._sheet else ""
        if cell.length > _LONGEST_TEXT:
            place = f"{get_column_letter(min(self._column, _MOST_COLUMNS))}{self._row}"
            raise Broken(f"“{title}”表 {place} 的文字太长，一格最多{_LONGEST_TEXT}个字")
        if self._length > _MOST_TEXT:
            raise Broken(f"“{title}”表的文字太多，一个文件最多{_MOST_TEXT // 10_000}万字")

    def end(self, name: str) -> None:
        tag = local(name)
        if self._over:
            if tag == self._over[-1]:
                self._over.pop()
        elif tag == "table":
            self._tables -= 1
            self._sheet = self._sheet if self._tables else None
        elif self._tables != 1 or self._sheet is None:
            return
        elif tag == "table-row":
            self._end_row(self._sheet)
        elif tag in ("table-cell", "covered-table-cell") and self._cell:
            self._end_cell(self._cell, self._sheet)
            self._cell, self._spans = None, []
        elif tag in ("p", "h"):
            self._paragraph = False
        elif tag == "span" and self._spans:
            self._spans.pop()

    def _end_cell(self, cell: _OpenCell, sheet: HeldSheet) -> None:
        times = _times(cell.attributes, "columns")
        held = self._kept(cell)
        place = f"{get_column_letter(min(self._column, _MOST_COLUMNS))}{self._row}"
        comment = "".join(cell.comment).strip()
        if comment:
            self.comments[sheet.title][place] = comment
        wide, high = (_number(cell.attributes.get(f"table:number-{of}-spanned", "1")) for of in ("columns", "rows"))
        if wide > 1 or high > 1:
            last = min(self._column + max(wide, 1) - 1, _MOST_COLUMNS)
            sheet.merged.append(f"{place}:{get_column_letter(last)}{self._row + max(high, 1) - 1}")
        if held:
            if self._column + times > _MOST_COLUMNS:
                raise Broken(f"“{sheet.title}”表的列太多")
            self._held |= dict.fromkeys(range(self._column, self._column + times), held)
        self._column += times

    def _end_row(self, sheet: HeldSheet) -> None:
        self._count += len(self._held) * self._rows
        if self._count > _MOST_CELLS:
            raise Broken(f"“{sheet.title}”表的内容太多")
        for row in range(self._row, self._row + self._rows) if self._held else ():
            if self._hidden:
                sheet.hidden.add(row)
            for column, held in self._held.items():
                sheet.cells[f"{get_column_letter(column)}{row}"] = held
        self._row += self._rows

    def _kept(self, cell: _OpenCell) -> HeldCell | None:
        text = "".join(cell.held.whole)
        formula = cell.attributes.get("table:formula")
        if formula is not None:
            formula = f"={formula.partition('=')[2]}"
        value = self._value(cell.attributes, text, cell.paragraphs > 0)
        if formula is None and value in (None, ""):
            return None
        whole = self._styles.look(cell.attributes.get("table:style-name", ""))
        code = "General"
        if isinstance(value, int | float) and not isinstance(value, bool):
            code = _as_shown(text, cell.attributes) if cell.paragraphs else code
        held = CellFormat(code, whole.struck, whole.raised)
        if not isinstance(value, str):
            return HeldCell(value, formula, held)
        pieces = cell.held
        return HeldCell(value, formula, held, "".join(pieces.struck), "".join(pieces.raised), "".join(pieces.plain))

    def _value(self, attributes: dict[str, str], text: str, shows: bool) -> CellValue:
        match attributes.get("office:value-type"):
            case "float" | "currency" | "percentage":
                return _figure(attributes.get("office:value", ""), self._sheet)
            case "date":
                return _day(attributes.get("office:date-value", ""), text)
            case "boolean":
                return attributes.get("office:boolean-value") == "true"
            case "string" if not text:
                return attributes.get("office:string-value", "")
            case None if not text:
                # a program that writes formulas with their results leaves an empty line where that is an empty text
                return "" if shows else None
        return text


def _figure(text: str, sheet: HeldSheet | None) -> int | float:
    try:
        return int(text) if text.lstrip("+-").isdigit() and len(text) < 20 else float(text)
    except ValueError:
        title = sheet.title if sheet else ""
        raise Broken(f"“{title}”表里有一格存的不是数：{text[:20]}") from None


def _day(text: str, shown: str) -> datetime | str:
    """A day beyond all calendars is what the program showed of it."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text if not shown or shown.startswith("#") else shown


def _as_shown(text: str, attributes: dict[str, str]) -> str:
    """A number format under which the value shows that very text."""
    shown = text.strip()
    if _NOT_DRAWN.fullmatch(shown):
        return "0%" if attributes.get("office:value-type") == "percentage" else "General"
    return '"' + shown.replace('"', "”") + '"'


def _times(attributes: dict[str, str], of: str) -> int:
    return max(1, _number(attributes.get(f"table:number-{of}-repeated", "1")))


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 8 else 1
