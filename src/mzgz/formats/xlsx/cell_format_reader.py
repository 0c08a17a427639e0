"""Of the styles of a workbook what bears on a value: the number format of a cell, and whether all of it is struck out."""

from __future__ import annotations

from typing import Final

from mzgz.formats.opened_workbook import CellFormat
from mzgz.formats.xlsx.package_parts import local

_BUILT_IN: Final = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    48: "##0.0E+0",
    49: "@",
}
_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Numbers of formats that are dates or times in a Chinese program, though no part of the file spells them out."""


class CellFormats:
    """Walks through the part of the styles; what it does not know there it passes over."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._fonts: list[tuple[bool, bool]] = []
        self._cells: list[tuple[str, str]] = []
        self._within: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        above = self._within[-1] if self._within else ""
        self._within.append(tag)
        if tag == "numFmt" and above == "numFmts":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "font" and above == "fonts":
            self._fonts.append((False, False))
        elif above == "font" and "fonts" in self._within and self._fonts:
            self._font(tag, attributes)
        elif tag == "xf" and above == "cellXfs":
            self._cells.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))

    def _font(self, tag: str, attributes: dict[str, str]) -> None:
        struck, raised = self._fonts[-1]
        if tag == "strike":
            struck = attributes.get("val", "1") not in ("0", "false")
        elif tag == "vertAlign":
            raised = attributes.get("val") in ("superscript", "subscript")
        self._fonts[-1] = (struck, raised)

    def text(self, text: str) -> None:
        """Not looked at."""

    def end(self, name: str) -> None:
        self._within.pop()

    def of(self, style: str | None) -> CellFormat:
        """The format of a cell by the number of its style."""
        place = int(style) if style and style.isdigit() else 0
        number, font = self._cells[place] if place < len(self._cells) else ("0", "0")
        which = int(font) if font.isdigit() else 0
        struck, raised = self._fonts[which] if which < len(self._fonts) else (False, False)
        return CellFormat(self._code(number), struck, raised)

    def _code(self, number: str) -> str:
        if number in self._codes:
            return self._codes[number]
        known = int(number) if number.isdigit() else 0
        return "yyyy-mm-dd" if known in _DATES else _BUILT_IN.get(known, "General")
