"""Tables as sheets of a workbook: numbers that calculate, text that stays text, ready to print; equal input, equal bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from math import ceil
from typing import Any, Final, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from mzgz.formats.terminal.text_width import width
from mzgz.formats.xlsx.cell_styles import Palette
from mzgz.formats.xlsx.chart_sheet import ChartSheet
from mzgz.formats.xlsx.reproducible_package import packed
from mzgz.model.document import Cell, Chart, Document, Figure, Paragraph, Style, Table
from mzgz.publishing.report.tables import Day, Ordinal, Valued

HEAD: Final = 3
"""The row of the column heads: above it the caption and what the document says of itself."""

_UNFIT = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME_MOST = 31
_NARROWEST, _WIDEST = 5, 60
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?%?")
_MOST = 10**15
"""Programs calculate with fifteen digits."""
_DIGITS = Context(prec=17)
_A4 = 9
_UPRIGHT_MOST = 8
_UPRIGHT_ROOM, _TURNED_ROOM = 115.0, 170.0
"""Half characters across a page of A4 in ten points, shrunk to no less than eight."""
_LEAST_WIDE = 6.0
_TOTAL = "合计"
_LINE = 14.5
"""Height of a line of cell text in points."""


class Number(NamedTuple):
    """A number as a cell holds it, and the format that shows it as the document prints it."""

    value: int | Decimal | date
    format: str


def workbook(document: Document) -> bytes:
    """One sheet for each table of the document, in its order."""
    book = Workbook()
    book.remove(book.worksheets[0])
    palette = Palette(book)
    reported = "　".join(_texts_of(document, Style.NOTICE, Style.SUBTITLE))
    charts = ChartSheet(book)
    for part in document.parts:
        for block in part.blocks:
            if isinstance(block, Table):
                turned = part.landscape or len(block.columns) > _UPRIGHT_MOST
                _fill(book.create_sheet(_name(block, book)), palette, block, reported, turned)
                _page(book.worksheets[-1], document, landscape=turned)
            elif isinstance(block, Chart) and book.worksheets:
                charts.put(block, book.worksheets[-1])
    charts.close(palette)
    book.properties.creator, book.properties.title = document.creator, document.title
    return packed(book, document.date)


def _texts_of(document: Document, *styles: Style) -> Iterator[str]:
    """Notices and the day of the data: a sheet that goes astray still says what it is."""
    return (block.text for block in document.blocks() if isinstance(block, Paragraph) and block.style in styles)


def _name(table: Table, book: Workbook) -> str:
    short = _UNFIT.sub("", table.caption.split("（")[0].replace("　", " ")).strip("' ") or "表"
    name = short[:_NAME_MOST]
    return name if name not in book.sheetnames else f"{name[: _NAME_MOST - 4]}（{len(book.sheetnames) + 1}）"


def _fill(sheet: Worksheet, palette: Palette, table: Table, said: str, turned: bool) -> None:
    palette.text(sheet.cell(1, 1), table.caption, "title")
    palette.text(sheet.cell(2, 1), said, "note")
    for column, each in enumerate(table.columns, 1):
        palette.text(sheet.cell(HEAD, column), each.title, "head")
    for row, cells in enumerate(table.rows, HEAD + 1):
        for column, (cell, each) in enumerate(zip(cells, table.columns, strict=False), 1):
            _put(sheet.cell(row, column), palette, cell, each.align)
    last = HEAD + len(table.rows)
    if table.rows and _text(table.rows[-1][0]) == _TOTAL:
        _sum(sheet, palette, table, last)
    if table.note:
        for place, line in enumerate(_sentences(table.note), 1):
            palette.text(sheet.cell(last + place, 1), line, "note")
    sheet.auto_filter.ref = f"A{HEAD}:{get_column_letter(len(table.columns))}{last}"
    sheet.freeze_panes = f"{get_column_letter(_keys(table) + 1)}{HEAD + 1}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    _size(sheet, table, _TURNED_ROOM if turned else _UPRIGHT_ROOM)


def _sum(sheet: Worksheet, palette: Palette, table: Table, last: int) -> None:
    """The total as a formula over the rows above, where it is their sum."""
    for column in range(1, len(table.columns) + 1):
        cell: Any = sheet.cell(last, column)
        palette.dress(cell, "total", cell.number_format)
        above = [value for row in range(HEAD + 1, last) if isinstance(value := sheet.cell(row, column).value, int)]
        if above and len(above) == last - HEAD - 1 and sum(above) == cell.value:
            letter = get_column_letter(column)
            cell.value = f"=SUM({letter}{HEAD + 1}:{letter}{last - 1})"


def _sentences(note: str) -> list[str]:
    """A note in lines that stay on the page."""
    return [f"{line}。" for line in note.split("。") if line]


def _fitted(widths: list[float], room: float) -> list[float]:
    """Narrowed so that the page holds them in type of eight points: the widest give way first."""
    while sum(widths) > room and max(widths) > _LEAST_WIDE:
        widest = max(widths)
        widths = [max(_LEAST_WIDE, wide - 1) if wide == widest else wide for wide in widths]
    return widths


def _size(sheet: Worksheet, table: Table, room: float) -> None:
    """Columns as wide as the table asks for and the page holds, rows as high as their longest cell needs."""
    asked = [min(_WIDEST, max(_NARROWEST, each.weight / 50 + 1)) for each in table.columns]  # half characters
    widths = _fitted(asked, room)
    for column, wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = wide
    heads = tuple((each.title,) for each in table.columns)
    for row, cells in enumerate((heads, *table.rows), HEAD):
        lines = max(_lines(_text(cell), wide) for cell, wide in zip(cells, widths, strict=False))
        sheet.row_dimensions[row].height = _LINE * lines


def _put(target: Any, palette: Palette, cell: Cell, align: str) -> None:
    number = number_of(cell)
    if number is None:
        palette.text(target, _text(cell), "label" if align == "left" else _COLOURS.get(_text(cell), "middle"))
        return
    palette.dress(target, "label", number.format)
    target.value = number.value


_COLOURS: Final = {
    "完成": "good",
    "已完成": "good",
    "√": "good",
    "未完成": "bad",
    "逾期": "bad",
    "底线突破": "bad",
    "已超出": "bad",
    "×": "bad",
    "受阻": "bad",
    "阻": "bad",
    "未定": "open",
    "逾期补齐": "open",
    "补": "open",
    "缺报": "open",
    "缺": "open",
    "迟": "open",
}
"""Verdicts and marks in light colours; a black-and-white print still says the word."""


def number_of(cell: Cell) -> Number | None:
    """The number of a cell that holds nothing else; a share as a share, in the decimals it is printed with."""
    if len(cell) != 1:
        return None
    match cell[0]:
        case Valued(text=text, value=value):
            return _number(value, text)
        case Figure(text=text):
            return _read(text)
        case Ordinal(text=text) if text.isdigit():
            return Number(int(text), "0")
        case Day(day=day):
            return Number(day, "yyyy-mm-dd")
    return None


def _read(text: str) -> Number | None:
    if not _PLAIN.fullmatch(text):
        return None
    value = Fraction(text.removesuffix("%"))
    return _number(value / 100 if text.endswith("%") else value, text)


def _number(value: Fraction, text: str) -> Number | None:
    """None for what a cell cannot hold to the last digit."""
    if abs(value) >= _MOST:
        return None
    decimals = len(text.removesuffix("%").partition(".")[2])
    shown = ("0." + "0" * decimals if decimals else "0") + "%" * text.endswith("%")
    if value.denominator == 1:
        return Number(value.numerator, shown)
    return Number(_DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator)), shown)


def _text(cell: Cell) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in cell).replace("\n", "")


def _keys(table: Table) -> int:
    """Columns that stay in sight: up to the last one of words among the first three."""
    return max((place for place, each in enumerate(table.columns[:3], 1) if each.align == "left"), default=1)


def _lines(text: str, wide: float) -> int:
    """Lines a text takes in a column; programs do not reckon this by themselves when they open a file."""
    return max(1, ceil(width(text, 2) / max(1, wide - 1.5)))


def _page(sheet: Worksheet, document: Document, *, landscape: bool) -> None:
    """A4, as wide as the page, heads on every page, pages counted."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.75
    footer: Any = sheet.oddFooter
    texts = (document.title, None, "　".join(_texts_of(document, Style.NOTICE)))
    for part, text in zip((footer.left, footer.center, footer.right), texts, strict=True):
        part.text = "第 &P 页　共 &N 页" if text is None else text.replace("&", "&&")
    sheet.print_options.horizontalCentered = True
