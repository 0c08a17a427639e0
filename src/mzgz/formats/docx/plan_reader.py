"""A plan in Word as the paragraphs people read: headings, automatic numbers, rows of tables, text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mzgz.formats.docx.automatic_numbers import automatic_numbers
from mzgz.formats.docx.document_reader import heading_levels
from mzgz.formats.docx.package_reader import Unreadable, open_package
from mzgz.formats.docx.table_places import Box, CellPlace
from mzgz.formats.docx.text_reader import ReadParagraph, told
from mzgz.formats.docx.xml_markup import clark
from mzgz.intake.extract.blocks import SourceParagraph

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BREAK: Final = re.compile("[\t\n]+")
_MOST_REPEATED: Final = 16
"""Characters of a cell merged downward that are said again in each row: a name is, a paragraph is not."""


def plan_paragraphs(data: bytes) -> list[SourceParagraph]:
    """The paragraphs of a .docx, a row of a table as one with tabs between its cells. Raises Unreadable."""
    package = open_package(data)
    root = package.tree(package.main)
    if root.tag != clark("w:document"):
        raise Unreadable("不是 Word 文稿（正文的格式不认得），请用 Word 或 WPS 打开后另存为 .docx，再来")
    levels, numbers = heading_levels(package), automatic_numbers(package)
    found: list[SourceParagraph] = []
    rows: set[tuple[int, int]] = set()
    for paragraph in told(root).paragraphs:
        place = paragraph.place
        number = numbers.number(paragraph.element, paragraph.style)
        if place is None:
            found += _lines(paragraph, levels.get(paragraph.style, 0), number)
        elif (key := (place.grid.number, place.row)) not in rows:
            rows.add(key)
            found.append(SourceParagraph(_row(place), table=place.grid.number))
    return found


def _lines(paragraph: ReadParagraph, level: int, number: str) -> Iterator[SourceParagraph]:
    """A paragraph; a break inside it begins a new line."""
    for place, line in enumerate(_CONTROL.sub("", paragraph.text.replace("\t", "　")).split("\n")):
        yield SourceParagraph(line, level if place == 0 else 0, number if place == 0 else "")


def _row(place: CellPlace) -> str:
    boxes = place.grid.rows[place.row].boxes
    return "\t".join(text for box in boxes for text in (_cell(box), *([""] * (box.span - 1))))


def _cell(box: Box) -> str:
    if box.above is not None:
        return box.text if len(box.text) <= _MOST_REPEATED and not re.search(r"[0-9]", box.text) else ""
    words = (_BREAK.sub(" ", _CONTROL.sub("", passage.text)).strip() for passage in box.passages)
    return " ".join(word for word in words if word)
