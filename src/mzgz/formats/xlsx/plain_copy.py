"""A form of the layout before that came as .xls, .et or .ods, written as a plain workbook: every cell in its place."""

from __future__ import annotations

import io
from copy import copy
from datetime import datetime
from typing import Any, Final

import openpyxl
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mzgz.formats.opened_workbook import HeldCell, HeldSheet, OpenedWorkbook
from mzgz.formats.xlsx.entry_sheet_writer import put_value
from mzgz.intake.form.layout import FIGURES, HIDDEN, KEY

_WIDTHS: Final = {"B": 36, "C": 30}
_OTHERS: Final = 14
"""Of the columns, in signs: what is asked and of what is read in full, all else wraps."""


def plain_copy(opened: OpenedWorkbook) -> bytes:
    """What every cell held, formulas as what they gave; it can be mended and handed in again."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, held in opened.sheets.items():
        sheet = book.create_sheet(title)
        _put_all(sheet, held)
        if title == HIDDEN:
            sheet.sheet_state = "hidden"
        elif title == FIGURES:
            sheet.column_dimensions[KEY].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put_all(sheet: Worksheet, held: HeldSheet) -> None:
    for place, given in held.cells.items():
        value = given.value
        if value not in (None, ""):
            if isinstance(value, datetime):
                sheet[place].value = value.date()
            else:
                put_value(sheet[place], value)
            keep_marks(sheet[place], given)
            sheet[place].alignment = Alignment(wrap_text=True, vertical="center")
    for area in held.merged:
        sheet.merge_cells(area)
    for column in range(1, sheet.max_column + 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDTHS.get(letter, _OTHERS)


def keep_marks(cell: Any, given: HeldCell) -> None:
    """What was struck out or stood off the line stays so in the whole cell, to be asked about again."""
    font = copy(cell.font)
    if given.struck or given.format.struck:
        font.strike = True
    if given.raised or given.format.raised:
        font.vertAlign = "superscript"
    cell.font = font
