"""Three-line tables, wide ones with lines between all cells: fixed widths, a head that repeats on every page, rows that stay whole."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from mzgz.formats.docx.layout_constants import (
    GRID_FROM,
    NOTE,
    RULE_GRID,
    RULE_INNER,
    RULE_OUTER,
    SMALL,
    SMALL_FROM,
    TABLE_STYLE,
)
from mzgz.formats.docx.run_characters import fit
from mzgz.formats.docx.run_writer import Pen
from mzgz.formats.docx.xml_markup import Element, clark, put, w
from mzgz.model.document import Cell, Column, Style, Table

_WIDTH, _TYPE = clark("w:w"), clark("w:type")
_ALIGNMENTS = ("left", "center", "right")


class _Place(NamedTuple):
    """Where a cell stands: its width in twips, its alignment, and how many columns it covers if more than one."""

    width: str
    align: str
    columns: str = ""


def put_table(parent: Element, table: Table, measure: int, pen: Pen) -> None:
    """Append caption, table and note; `measure` is the width of the type area in twips."""
    _line(parent, Style.CAPTION.value, table.caption, pen)
    put_rows(parent, table, measure, pen)
    if table.note:
        _line(parent, NOTE, table.note, pen)


def put_rows(parent: Element, table: Table, measure: int, pen: Pen) -> None:
    """Append the table itself, without caption and note."""
    _check(table)
    widths = shares(tuple(c.weight for c in table.columns), measure)
    element = put(parent, "tbl")
    element.append(_properties(table, sum(widths), pen))
    element.append(w("tblGrid", *(w("gridCol", w=width) for width in widths)))
    _head(element, table.columns, widths, pen)
    kept = _kept(table)
    for number, row in enumerate(table.rows):
        put_row(element, table, row, widths, number in kept, pen)


def _kept(table: Table) -> set[int]:
    """Rows that stay on the page of the next one: no page ends with a single row under the head, or a heading alone, and
    none begins with a single last row; the note stays with it."""
    spanning = {number for number, row in enumerate(table.rows) if table.spans(row)}
    ordinary = [number for number in range(len(table.rows)) if number not in spanning]
    opening = range(ordinary[1]) if len(ordinary) > 1 else range(0)
    closing = ordinary[-2:-1] + ([len(table.rows) - 1] if table.note and table.rows else [])
    return {*spanning, *opening, *closing}


def put_row(
    parent: Element, table: Table, row: tuple[Cell, ...], widths: tuple[int, ...], kept: bool, pen: Pen
) -> None:
    """Append one row of a table whose columns are so wide; `kept` on the page of what follows."""
    style = pen.style(_role(Style.TABLE_BODY, table))
    spanning = table.spans(row)
    places = tuple(_Place(str(width), column.align) for width, column in zip(widths, table.columns, strict=True))
    whole = (_Place(str(sum(widths)), "left", str(len(widths))),)
    _row(parent, row, whole if spanning else places, style, kept, pen)


def _line(parent: Element, style: str, text: str, pen: Pen) -> None:
    element = pen.paragraph(parent, style)
    pen.mark(element, (text,))


def shares(weights: tuple[int, ...], whole: int) -> tuple[int, ...]:
    """`whole` twips shared out by weight, to the last twip: WPS reads the columns, Word the sum."""
    total = sum(weights)
    edges = [whole * sum(weights[:n]) // total for n in range(len(weights) + 1)]
    return tuple(right - left for left, right in pairwise(edges))


def share_anew(element: Element, before: tuple[int, ...], now: tuple[int, ...]) -> None:
    """The columns of a table in a document shared out by the weights they have now; widths people gave them stay."""
    grid = element.findall(f"{clark('w:tblGrid')}/{clark('w:gridCol')}")
    whole = sum(_twips(column) for column in grid)
    if not before or len(before) != len(now) or [_twips(column) for column in grid] != list(shares(before, whole)):
        return
    widths = shares(now, whole)
    cells = [cell for row in element.findall(clark("w:tr")) for cell in _placed(row)]
    if any(_twips(width) != sum(shares(before, whole)[start:end]) for width, start, end in cells):
        return
    for column, width in zip(grid, widths, strict=True):
        column.set(_WIDTH, str(width))
    for cell, start, end in cells:
        cell.set(_WIDTH, str(sum(widths[start:end])))


def _placed(row: Element) -> Iterator[tuple[Element, int, int]]:
    """The width of each cell of a row, and the columns it covers."""
    at = 0
    for properties in row.findall(f"{clark('w:tc')}/{clark('w:tcPr')}"):
        width, span = properties.find(clark("w:tcW")), properties.find(clark("w:gridSpan"))
        last = at + (1 if span is None else int(span.get(clark("w:val"), "1")))
        if width is not None:
            yield width, at, last
        at = last


def _twips(element: Element) -> int:
    text = element.get(_WIDTH, "")
    return int(text) if text.isdecimal() else -1


def _check(table: Table) -> None:
    if not table.columns or any(column.weight < 1 for column in table.columns):
        raise ValueError(f"表“{table.caption}”没有列，或列宽不是正数")
    if any(column.align not in _ALIGNMENTS for column in table.columns):
        raise ValueError(f"表“{table.caption}”的列对齐方式只能是 {'、'.join(_ALIGNMENTS)}")
    for number, row in enumerate(table.rows, 1):
        if len(row) != len(table.columns) and not table.spans(row):
            raise ValueError(f"表“{table.caption}”第{number}行有{len(row)}格，应为{len(table.columns)}格")


def _role(style: Style, table: Table) -> str:
    return SMALL[style.value] if len(table.columns) > SMALL_FROM else style.value


def _properties(table: Table, width: int, pen: Pen) -> Element:
    return w(
        "tblPr",
        w("tblStyle", val=pen.style(TABLE_STYLE[1])),
        w("tblW", w=width, type="dxa"),
        w("jc", val="center"),
        *_grid(table),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
        w("tblCaption", val=fit(table.caption)),
        w("tblDescription", val=fit(table.description or table.caption)),
    )


def _grid(table: Table) -> list[Element]:
    """Lines between all cells of a wide table; narrow ones have the three of their style."""
    if len(table.columns) <= GRID_FROM:
        return []
    outer: dict[str, str | int] = {"val": "single", "sz": RULE_OUTER, "space": 0, "color": "auto"}
    inner = outer | {"sz": RULE_GRID}
    sides = (
        ("top", outer),
        ("left", inner),
        ("bottom", outer),
        ("right", inner),
        ("insideH", inner),
        ("insideV", inner),
    )
    return [w("tblBorders", *(w(side, **line) for side, line in sides))]


def _head(parent: Element, columns: tuple[Column, ...], widths: tuple[int, ...], pen: Pen) -> None:
    small = SMALL if len(columns) > SMALL_FROM else {}
    style = Style.TABLE_HEAD.value
    row = put(parent, "tr")
    row.append(w("trPr", w("cantSplit"), w("tblHeader")))
    for column, width in zip(columns, widths, strict=True):
        rule = w("tcBorders", w("bottom", val="single", sz=RULE_INNER, space=0, color="auto"))
        cell = w("tc", w("tcPr", w("tcW", w=width, type="dxa"), rule, w("vAlign", val="center")))
        row.append(cell)
        paragraph = pen.paragraph(cell, small.get(style, style))
        put(paragraph[0], "keepNext")
        if len(row) == 2:
            pen.mark(paragraph)
        pen.write(paragraph, (column.title,))


def _row(parent: Element, row: tuple[Cell, ...], places: tuple[_Place, ...], style: str, kept: bool, pen: Pen) -> None:
    """`kept` on the page of what follows: the row a group begins with, or the last one before the note."""
    element = put(parent, "tr")
    put(put(element, "trPr"), "cantSplit")
    for cell, place in zip(row, places, strict=True):
        box = deepcopy(_box(place, style, kept))
        element.append(box)
        paragraph = box[1]
        if len(element) == 2:
            pen.mark(paragraph)
        pen.write(paragraph, cell)


@lru_cache(maxsize=256)
def _box(place: _Place, style: str, kept: bool) -> Element:
    """An empty cell, to be copied: the cells of a column differ in nothing but what is written in them."""
    box = w("tc")
    properties = put(box, "tcPr")
    width = put(properties, "tcW")
    width.set(_WIDTH, place.width)
    width.set(_TYPE, "dxa")
    if place.columns:
        put(properties, "gridSpan", place.columns)
    put(properties, "vAlign", "center")
    layout = put(put(box, "p"), "pPr")
    put(layout, "pStyle", style)
    if kept:
        put(layout, "keepNext")
    if place.align != "left":
        put(layout, "jc", place.align)
    return box
