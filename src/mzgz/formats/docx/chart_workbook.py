"""The workbook inside a chart, so that a person can edit the figures: the plainest .xlsx that Excel and WPS open."""

from __future__ import annotations

from lxml import etree

from mzgz.formats.disk.atomic import zip_bytes
from mzgz.formats.docx.package_writer import Relationship, content_types, relationships
from mzgz.formats.docx.xml_markup import default_root, serialized
from mzgz.model.document import Chart

SHEET = "Sheet1"
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def workbook(chart: Chart) -> bytes:
    """Categories in column A, one series to a column, names in row 1. The numbers are the exact printed texts."""
    types = {"/xl/workbook.xml": _TYPE + "sheet.main+xml", "/xl/worksheets/sheet1.xml": _TYPE + "worksheet+xml"}
    return zip_bytes(
        {
            "[Content_Types].xml": content_types(types),
            "_rels/.rels": relationships([Relationship("rId1", f"{_RELATION}/officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": _book(),
            "xl/_rels/workbook.xml.rels": relationships(
                [Relationship("rId1", f"{_RELATION}/worksheet", "worksheets/sheet1.xml")]
            ),
            "xl/worksheets/sheet1.xml": _sheet(chart),
        }
    )


def column(index: int) -> str:
    """The letters of a column, counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _book() -> bytes:
    root = default_root(_SPACE, "workbook", r=_RELATION)
    sheets = etree.SubElement(root, f"{{{_SPACE}}}sheets")
    etree.SubElement(sheets, f"{{{_SPACE}}}sheet", {"name": SHEET, "sheetId": "1", f"{{{_RELATION}}}id": "rId1"})
    return serialized(root)


def _sheet(chart: Chart) -> bytes:
    root = default_root(_SPACE, "worksheet")
    data = etree.SubElement(root, f"{{{_SPACE}}}sheetData")
    _row(data, 1, ["", *(series.name for series in chart.series)], [])
    for place, category in enumerate(chart.categories):
        _row(data, place + 2, [category], [series.values[place] for series in chart.series])
    return serialized(root)


def _row(data: etree._Element, number: int, texts: list[str], values: list[str | None]) -> None:
    row = etree.SubElement(data, f"{{{_SPACE}}}row", r=str(number))
    for place, text in enumerate(texts):
        cell = etree.SubElement(row, f"{{{_SPACE}}}c", r=f"{column(place)}{number}", t="inlineStr")
        etree.SubElement(etree.SubElement(cell, f"{{{_SPACE}}}is"), f"{{{_SPACE}}}t").text = text
    for place, value in enumerate(values, len(texts)):
        if value is not None:
            cell = etree.SubElement(row, f"{{{_SPACE}}}c", r=f"{column(place)}{number}")
            etree.SubElement(cell, f"{{{_SPACE}}}v").text = value
