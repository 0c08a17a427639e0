"""An .xls or .et workbook as an open one, with the number formats and fonts of its cells: without them 100% would read
as 1."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Final

import xlrd
from openpyxl.utils import get_column_letter
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.book import Book
from xlrd.formula import decompile_formula
from xlrd.sheet import Sheet

from mzgz.formats.opened_workbook import CellFormat, CellValue, HeldCell, HeldSheet, OpenedWorkbook
from mzgz.formats.xls.record_walk import Place, SheetRecords, refers_outside, sheet_records, sheet_starts
from mzgz.formats.xlsx.package_parts import Broken
from mzgz.formats.xlsx.rich_text import RichText
from mzgz.intake.form.cell_days import EPOCH, EPOCH_1904

_MACROS: Final = "_VBA_PROJECT".encode("utf-16-le")
_OUTSIDE: Final = "<<external>>"
_EXACT: Final = 10**15
_POINT_NOUGHT: Final = re.compile(r"(?<=[0-9])\.0(?![0-9])")
_OF_CELL: Final = 1
"""What its reader calls a formula that stands in a cell by itself."""
_EMPTY_TEXT: Final = b"\x17\x00"
"""How an empty text is coded in a formula: where that is what it gives, some programs keep a nought for the result."""
_SHARED: Final = 1
"""How a formula begins that is written down at another cell."""


class Locked(Exception):  # noqa: N818 - it ends the reading of a workbook
    """The workbook wants a password."""


class Macros(Exception):  # noqa: N818 - it ends the reading of a workbook
    """The workbook holds programs."""


def read_binary(data: bytes) -> OpenedWorkbook:
    """Raises `Locked`, `Macros`, `Broken`, and whatever the reader trips over in a damaged file."""
    if _MACROS in data:
        raise Macros
    try:
        # it prints its doubts; they are none of the clerk's
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        )
    except XLRDError as problem:
        raise (Locked if "encrypted" in str(problem) else Broken("内容不完整")) from None
    stream = bytes(book.mem or b"")
    records = sheet_records(stream, sheet_starts(stream, book.base))
    sheets: dict[str, HeldSheet] = {}
    comments: dict[str, dict[str, str]] = {}
    pictures: set[str] = set()
    for number, (title, known) in enumerate(zip(book.sheet_names(), records, strict=True)):
        sheet = book.sheet_by_index(number)
        sheets[title] = _SheetReader(book, sheet, known).read()
        comments[title] = {_place(*at): note.text.strip() for at, note in sheet.cell_note_map.items()}
        pictures |= {title} if known.pictured else set()
    epoch = EPOCH_1904 if book.datemode else EPOCH
    return OpenedWorkbook(sheets, comments, pictures, epoch, refers_outside(stream, book.base))


class _SheetReader:
    """Takes the cells of one sheet over."""

    def __init__(self, book: Book, sheet: Sheet, records: SheetRecords) -> None:
        self._book = book
        self._sheet = sheet
        self._formulas: Mapping[Place, bytes] = records.formulas
        self._formats: dict[int, CellFormat] = {}

    def read(self) -> HeldSheet:
        held = HeldSheet(self._sheet.name)
        for row in range(self._sheet.nrows):
            for column in range(self._sheet.row_len(row)):
                cell = self._kept(row, column)
                if cell:
                    held.cells[_place(row, column)] = cell
        held.hidden = {row + 1 for row, known in self._sheet.rowinfo_map.items() if known.hidden or not known.height}
        held.unseen = self._sheet.visibility != 0
        for column, known in self._sheet.colinfo_map.items():
            if known.hidden or not known.width:
                held.hide_columns(column + 1, column + 1)
        held.merged = [
            f"{_place(top, left)}:{_place(under - 1, right - 1)}"
            for top, under, left, right in self._sheet.merged_cells
        ]
        return held

    def _kept(self, row: int, column: int) -> HeldCell | None:
        value = self._value(row, column)
        formula = self._formula(row, column)
        if formula is None and value in (None, ""):
            return None
        style = self._format(self._sheet.cell_xf_index(row, column))
        if not isinstance(value, str):
            return HeldCell(value, formula, style)
        runs = self._sheet.rich_text_runlist_map.get((row, column)) or []
        text = self._text(value, runs, style)
        return HeldCell(value, formula, style, "".join(text.struck), "".join(text.raised), "".join(text.plain))

    def _value(self, row: int, column: int) -> CellValue:
        value = self._sheet.cell_value(row, column)
        match self._sheet.cell_type(row, column):
            case xlrd.XL_CELL_TEXT:
                return str(value)
            case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
                number = float(value)
                if not number and _EMPTY_TEXT in self._formulas.get((row, column), b""):
                    return None
                return int(number) if number.is_integer() and abs(number) < _EXACT else number
            case xlrd.XL_CELL_BOOLEAN:
                return bool(value)
            case xlrd.XL_CELL_ERROR:
                return str(error_text_from_code.get(int(value), "#N/A"))
        # the result of a formula is always kept: none is an empty text
        return "" if (row, column) in self._formulas else None

    def _format(self, number: int) -> CellFormat:
        if number not in self._formats:
            style = self._book.xf_list[number]
            font = self._book.font_list[style.font_index]
            code = self._book.format_map[style.format_key].format_str
            self._formats[number] = CellFormat(code, bool(font.struck_out), bool(font.escapement))
        return self._formats[number]

    def _text(self, value: str, runs: Sequence[tuple[int, int]], style: CellFormat) -> RichText:
        """Runs of other fonts within a text; before the first one the font of the cell holds."""
        text = RichText()
        if not runs:
            text.add(value)
            return text
        starts = [0, *(start for start, _ in runs), len(value)]
        looks = [(style.struck, style.raised)]
        for _, number in runs:
            font = self._book.font_list[number]
            looks.append((bool(font.struck_out), bool(font.escapement)))
        for (struck, raised), start, end in zip(looks, starts, starts[1:], strict=False):
            text.add(value[start:end], struck=struck, raised=raised)
        return text

    def _formula(self, row: int, column: int) -> str | None:
        coded = self._formulas.get((row, column))
        if coded is None:
            return None
        length, tokens = int.from_bytes(coded[:2], "little"), coded[2:]
        if tokens[:1] == bytes([_SHARED]):
            return "=…"
        try:
            text = decompile_formula(self._book, tokens, length, _OF_CELL, row, column)
        except Exception:  # noqa: BLE001 - the formula is told, not reckoned with: its words may fail us
            text = None
        return "=" + _POINT_NOUGHT.sub("", text).replace(_OUTSIDE, "[别的文件]") if text else "=…"


def _place(row: int, column: int) -> str:
    return f"{get_column_letter(column + 1)}{row + 1}"
