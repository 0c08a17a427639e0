"""A form as an .ods document: as another program saves it, with the text it showed in every cell."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from xml.sax.saxutils import escape

from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.cell_range import CellRange

from mzgz.formats.opened_workbook import CellValue, HeldSheet
from mzgz.formats.workbook_admission import open_workbook

KIND = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
_STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/>'
    '</style:style><style:style style:name="T2" style:family="text"><style:text-properties '
    'style:text-position="super 58%"/></style:style><style:style style:name="ce1" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
)
STRUCK, RAISED, STRUCK_CELL = "T1", "T2", "ce1"


def typed_cell(attributes: str, shown: str = "", around: str = "") -> str:
    """One cell in its XML: `attributes` without the prefixes office (values) and table (formulas)."""
    attributes = re.sub(r"(?<![\w:-])(?=(value-type|value|date-value|boolean-value)=)", "office:", attributes)
    attributes = attributes.replace("formula=", "table:formula=")
    return f"<table:table-cell {attributes}>{around}<text:p>{shown}</text:p></table:table-cell>"


def as_ods(form: bytes, sheet: str = "", cell: str = "", put: str = "") -> bytes:
    """The form, with the XML `put` in place of one of its cells."""
    opened, _ = open_workbook(form, "form.xlsx")
    assert opened is not None
    tables = [_table(held, {cell: put} if title == sheet else {}) for title, held in opened.sheets.items()]
    content = (
        f"<office:document-content{_NAMES}><office:automatic-styles>{_STYLES}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    return document(content)


def document(content: str, kind: str = KIND) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def _table(sheet: HeldSheet, put: dict[str, str]) -> str:
    rows: dict[int, dict[int, str]] = {}
    cells = {place: _cell(held.value, sheet, place) for place, held in sheet.cells.items()} | put
    for place, text in cells.items():
        letters = place.rstrip("0123456789")
        rows.setdefault(int(place.removeprefix(letters)), {})[column_index_from_string(letters)] = text
    lines = []
    last = 0
    for row in sorted(rows):
        if row > last + 1:
            lines.append(f'<table:table-row table:number-rows-repeated="{row - last - 1}"/>')
        width = max(rows[row])
        lines.append("".join(rows[row].get(at, "<table:table-cell/>") for at in range(1, width + 1)).join(_ROW))
        last = row
    return f'<table:table table:name="{sheet.title}">{"".join(lines)}</table:table>'


_ROW = ("<table:table-row>", "</table:table-row>")


def _cell(value: CellValue, sheet: HeldSheet, place: str) -> str:
    area = next((CellRange(area) for area in sheet.merged if area.split(":")[0] == place), None)
    span = ""
    if area:
        wide, high = area.size["columns"], area.size["rows"]
        span = f'table:number-columns-spanned="{wide}" table:number-rows-spanned="{high}" '
    if isinstance(value, datetime):
        return typed_cell(f'{span}value-type="date" date-value="{value.date()}"', str(value.date()))
    if isinstance(value, int | float):
        held = sheet.cells[place].format.code
        if "yy" in held:
            day = datetime.fromordinal(693594 + int(value)).date()
            return typed_cell(f'{span}value-type="date" date-value="{day}"', str(day))
        return typed_cell(f'{span}value-type="float" value="{value}"', str(value))
    lines = escape(str(value or "")).split("\n")
    return typed_cell(f'{span}value-type="string"', "</text:p><text:p>".join(lines))
