"""How the sheet 填报 prints: widths that fit the paper in any program, rows as high as their texts, new pages between
tasks only."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from mzgz.intake.form import layout
from mzgz.intake.form.form_editions import TODAY
from mzgz.intake.form.layout import INPUT, LABEL, NOT_APPLICABLE, REASON
from mzgz.model.targets import Target

WIDTHS: Final = {
    "A": 4,
    "B": 4,
    "C": 38,
    "D": 18,
    "E": 5,
    "F": 15,
    "G": 10,
    "H": 11,
    "I": 11,
    "J": 8,
    "K": 10,
    "L": 8,
    "M": 19,
    "N": 16,
}
_PRINTED: Final = 523.0
"""Height of what is printed on a sheet of A4 across, in points: without the margins."""
_SCALE: Final = 67
"""Per cent of its size at which the sheet prints: all columns fit the width of the paper, in any program."""
_LINE = 13.25
"""Height of a line of 10 point text, in points."""
_SMALL_LINE = 11.0
"""The same of 8 point text."""
_MIDDLE_LINE = 11.5
"""The same of 9 point text."""
_OF_WIDTHS: Final = 11
"""Widths are counted in digits of 11 point text."""
_LEAST = 14.0
"""Height of a row with a line of text."""
_MOST = 400.0
"""No program takes a row that is much higher."""
_PAGE = _PRINTED * 100 / _SCALE - 32
"""Height of the rows that fit on a page below the repeated head."""
_TITLE = 41.0
"""Height of the rows above the head, which stand on the first page only."""


def settle_size(sheet: Any) -> None:
    """At a size that is settled, since where the pages end is settled too; the columns fit by their widths. (Programs
    that fit a sheet to its width pass over the pages' ends.)"""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = None
    sheet.page_setup.scale = _SCALE
    sheet.sheet_view.zoomScale = 90


def break_pages(sheet: Worksheet, starts: Sequence[int]) -> None:
    """New pages between blocks, never within one; a section heading stays with its first block."""
    used = _TITLE
    for start, end in pairwise(starts):
        height = sum(sheet.row_dimensions[row].height or _LINE for row in range(start, end))
        if used > _TITLE and used + height > _PAGE:
            sheet.row_breaks.append(Break(id=start - 1))
            used = 0.0
        used += height


def set_heights(sheet: Worksheet, target: Target, rows: Mapping[str, int]) -> None:
    """Programs do not fit the height of merged cells: it is reckoned from the length of the texts."""
    first = min(rows.values())
    text = _lines(target.name, "C") * _LINE + _lines(target.definition or "", "C", 8) * _SMALL_LINE
    needed = max(text, _lines(str(sheet[f"F{first}"].value or ""), "F", 9) * _MIDDLE_LINE) + 4
    for name in layout.fields_of(target):
        if name not in rows:
            spread = TODAY.spread_of(target, name)
            needed = max(needed, _lines(str(sheet[f"{spread[0]}{first}"].value or ""), spread) * _LINE + 2)
    own = {row: _row_height(sheet, target, row, name) for name, row in rows.items()}
    spare = max(0.0, needed - sum(own.values())) / len(rows)
    for row, height in own.items():
        sheet.row_dimensions[row].height = min(_MOST, math.ceil((height + spare) * 4) / 4)


def _row_height(sheet: Worksheet, target: Target, row: int, name: str) -> float:
    """What the texts in a row take, in the cells they have."""
    lines = _lines(str(sheet[f"{LABEL}{row}"].value or ""), LABEL)
    value = sheet[f"{INPUT}{row}"].value
    if isinstance(value, str):
        lines = max(lines, _lines(value, TODAY.spread_of(target, name)))
    beside = (REASON, NOT_APPLICABLE) if name in layout.NUMBERS and target.steady else (NOT_APPLICABLE,)
    for letter in beside:
        said = sheet[f"{letter}{row}"].value
        lines = max(lines, _lines(said, letter) if isinstance(said, str) else 1)
    given = {letter: sheet[f"{letter}{row}"].value for letter in "GH"}
    small = max(_lines(said, letter, 9) if isinstance(said, str) else 0 for letter, said in given.items())
    return max(_LEAST, lines * _LINE + 2, small * _MIDDLE_LINE + 2)


def height_of(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Height of a row with texts in cells so wide."""
    return min(_MOST, max(_lines_in(text, width, 10) for text, width in zip(texts, widths, strict=True)) * _LINE + 4)


def _lines(text: str, letters: str, size: int = 10) -> int:
    """How many lines a text takes in columns of the sheet."""
    return _lines_in(text, sum(WIDTHS[letter] for letter in letters), size)


def _lines_in(text: str, width: float, size: int) -> int:
    """How many lines a text takes, Chinese signs being twice as wide as others."""
    room = (width - 1) * _OF_WIDTHS / size
    return sum(max(1, math.ceil(_width(line) / room)) for line in text.split("\n")) if text else 0


def _width(text: str) -> int:
    return sum(2 if ord(sign) > 0x2000 else 1 for sign in text)
