"""The charts of an edited document: the numbers that are drawn, and those of the workbook behind them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from mzgz.formats.docx.package_reader import OpenedPackage, Unreadable, parsed
from mzgz.formats.docx.text_reader import ReadParagraph
from mzgz.formats.docx.xml_markup import Element, clark
from mzgz.model.edited_document import PrintedChart

MOST_CHARTS = 200
_WIDEST = 200
_MOST_SHEET = 4 * 2**20
_ID = clark("r:id")
_SHEET = "xl/worksheets/sheet1.xml"
_STRINGS = "xl/sharedStrings.xml"
_SPACE = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_Rows = tuple[tuple[str, tuple[str | None, ...]], ...]


def chart_parts(package: OpenedPackage, paragraphs: Sequence[ReadParagraph]) -> Iterator[tuple[int, Element, str]]:
    """Each chart of the text: the place of its paragraph, its reference there, and the name of its part."""
    targets = package.relations(package.main)
    count = 0
    for place, paragraph in enumerate(paragraphs):
        for reference in paragraph.charts:
            name = targets.get(reference.get(_ID, ""), "")
            count += 1
            if name in package and count <= MOST_CHARTS:
                yield place, reference, name


def read_charts(package: OpenedPackage, paragraphs: Sequence[ReadParagraph]) -> Iterator[PrintedChart]:
    """The charts of the text, in its order; one that cannot be read is none."""
    for order, (place, _, name) in enumerate(chart_parts(package, paragraphs)):
        try:
            root = package.tree(name)
        except Unreadable:
            continue
        series = [_series(each) for each in root.iter(clark("c:ser"))]
        categories = next((names for names, _, _ in series if names), ())
        drawn = tuple((title, values) for _, title, values in series)
        yield PrintedChart(place, categories, drawn, _sheet(package, name), order)


def workbook_of(package: OpenedPackage, chart: str) -> str:
    """The name of the workbook behind a chart's part; empty where it has none."""
    return next((target for kind, target in package.related(chart) if kind == "package" and target in package), "")


def _series(node: Element) -> tuple[tuple[str, ...], str, tuple[str | None, ...]]:
    """What is compared, the name of the series, its values."""
    names = tuple(text or "" for text in _points(node, "c:cat"))
    title = "".join(text or "" for text in _points(node, "c:tx"))
    return names, title, tuple(_points(node, "c:val"))


def _points(node: Element, name: str) -> list[str | None]:
    """The values of a cache; those that are not there are None."""
    holder = node.find(clark(name))
    if holder is None:
        return []
    count = next((int(text) for one in holder.iter(clark("c:ptCount")) if (text := one.get("val", "")).isdecimal()), 0)
    values: list[str | None] = [None] * min(count, 1000)
    for point in holder.iter(clark("c:pt")):
        place, value = point.get("idx", ""), point.find(clark("c:v"))
        if place.isdecimal() and int(place) < len(values) and value is not None:
            values[int(place)] = value.text or ""
    return values


def _sheet(package: OpenedPackage, chart: str) -> _Rows | None:
    """The columns of the workbook's first sheet: what is compared first, then each series."""
    name = workbook_of(package, chart)
    if not name:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(package.raw(name))) as book:
            texts = _member(book, _STRINGS) if _STRINGS in book.namelist() else None
            return _columns(_member(book, _SHEET), texts)
    except (Unreadable, KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError):
        return None


def _member(book: zipfile.ZipFile, name: str) -> Element:
    if book.getinfo(name).file_size > _MOST_SHEET:
        raise KeyError(name)
    return parsed(book.read(name), name)


def _columns(sheet: Element, strings: Element | None) -> _Rows:
    shared = [] if strings is None else ["".join(map(str, one.itertext())) for one in strings.iterfind("s:si", _SPACE)]
    rows = [_row(row, shared) for row in sheet.iterfind("s:sheetData/s:row", _SPACE)]
    width = 1 + max((place for row in rows for place in row), default=-1)
    return tuple(
        (rows[0].get(place) or "", tuple(row.get(place) for row in rows[1:])) for place in range(min(width, _WIDEST))
    )


def _row(row: Element, shared: Sequence[str]) -> dict[int, str | None]:
    """The values of a row by the place of their column, from 0."""
    found = {}
    for order, cell in enumerate(row.iterfind("s:c", _SPACE)):
        letters = cell.get("r", "").rstrip("0123456789")
        known = 0 < len(letters) < 4 and letters.isascii() and letters.isupper()
        found[_place(letters) if known else order] = _value(cell, shared)
    return found


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _value(cell: Element, shared: Sequence[str]) -> str | None:
    if cell.get("t") == "inlineStr":
        return "".join(map(str, cell.itertext()))
    value = cell.find("s:v", _SPACE)
    text = None if value is None else value.text
    if cell.get("t") == "s" and text is not None and text.isdecimal() and int(text) < len(shared):
        return shared[int(text)]
    return text
