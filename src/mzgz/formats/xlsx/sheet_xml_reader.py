"""The cells of a sheet as its XML goes by: value, formula, format, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from openpyxl.utils import column_index_from_string, get_column_letter

from mzgz.formats.opened_workbook import CellFormat, CellValue, HeldCell, HeldSheet
from mzgz.formats.xlsx.cell_format_reader import CellFormats
from mzgz.formats.xlsx.package_parts import Broken, local
from mzgz.formats.xlsx.rich_text import RichText, RunReader, resolved

_CELL: Final = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_AREA: Final = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}(:[A-Z]{1,3}[1-9][0-9]{0,6})?")
_SEEN: Final = 1
"""Of a column in signs, of a row in points: less shows nothing."""
_NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


@dataclass(slots=True)
class _Open:
    """A cell whose end has not come yet."""

    place: str
    kind: str
    style: str | None
    pictured: bool
    value: list[str] = field(default_factory=list)
    has_value: bool = False
    formula: list[str] | None = None
    shared: str | None = None


class SheetCells:
    """Fills the `sheet` as its XML goes by."""

    def __init__(self, title: str, texts: Sequence[RichText], formats: CellFormats) -> None:
        self.sheet = HeldSheet(title)
        self._texts = texts
        self._formats = formats
        self._known: dict[str | None, CellFormat] = {}
        self._shared: dict[str, tuple[str, str]] = {}
        self._row = self._column = 0
        self._cell: _Open | None = None
        self._runs = RunReader()
        self._into = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        match tag:
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), 0
                if _unseen(attributes, "ht"):
                    self.sheet.hidden.add(self._row)
            case "c":
                place = self._place(attributes.get("r"))
                self._cell = _Open(place, attributes.get("t", "n"), attributes.get("s"), "vm" in attributes)
                self._runs.reset()
            case "col" if _unseen(attributes, "width"):
                self.sheet.hide_columns(int(attributes.get("min", 0)), int(attributes.get("max", 0)))
            case "mergeCell":
                self.sheet.merged.append(_checked(_AREA, attributes.get("ref", ""), self.sheet.title))
            case "f" if self._cell:
                self._into = "f"
                self._cell.formula = []
                self._cell.shared = attributes.get("si") if attributes.get("t") == "shared" else None
            case "v" if self._cell:
                self._into = "v"
                self._cell.has_value = True
            case _ if self._cell:
                self._runs.start(tag, attributes)

    def text(self, text: str) -> None:
        if self._cell is None:
            return
        if self._into == "v":
            self._cell.value.append(text)
        elif self._into == "f" and self._cell.formula is not None:
            self._cell.formula.append(text)
        else:
            self._runs.text(text)

    def end(self, name: str) -> None:
        tag = local(name)
        if tag in ("v", "f"):
            self._into = ""
        elif tag == "c" and self._cell:
            self._keep(self._cell)
            self._cell = None
        elif self._cell:
            self._runs.end(tag)

    def _place(self, reference: str | None) -> str:
        """Some programs leave the places of cells out: then they follow each other."""
        self._column += 1
        place = _checked(_CELL, reference or f"{get_column_letter(self._column)}{self._row}", self.sheet.title)
        self._column = column_index_from_string(place.rstrip("0123456789"))
        return place

    def _keep(self, cell: _Open) -> None:
        rich = self._text_of(cell)
        value = resolved(rich.whole) if rich else self._plain(cell)
        if value is None and cell.formula is None:
            return
        formula = None if cell.formula is None else self._formula(cell, "".join(cell.formula))
        if value == "" and formula is None:
            return
        if cell.style not in self._known:
            self._known[cell.style] = self._formats.of(cell.style)
        struck, raised, left = (
            (resolved(rich.struck), resolved(rich.raised), resolved(rich.plain)) if rich else ("",) * 3
        )
        pictured = cell.pictured and cell.kind == "e"
        self.sheet.cells[cell.place] = HeldCell(value, formula, self._known[cell.style], struck, raised, left, pictured)

    def _text_of(self, cell: _Open) -> RichText | None:
        if cell.kind == "inlineStr":
            return self._runs.held
        if cell.kind != "s" or not cell.has_value:
            return None
        number = "".join(cell.value).strip()
        if not number.isdigit() or int(number) >= len(self._texts):
            raise Broken(f"“{self.sheet.title}”表 {cell.place} 格的文字找不到")
        return self._texts[int(number)]

    def _plain(self, cell: _Open) -> CellValue:
        text = "".join(cell.value)
        if not cell.has_value:
            return None
        if cell.kind in ("str", "e"):
            return resolved([text])
        text = text.strip()
        if not text:
            return None
        if cell.kind == "b":
            return text in ("1", "true")
        if cell.kind == "d":
            return self._day(cell, text)
        if not _NUMBER.fullmatch(text):
            raise Broken(f"“{self.sheet.title}”表 {cell.place} 格存的不是数：{text[:20]}")
        return int(text) if text.lstrip("+-").isdigit() and len(text) < 20 else float(text)

    def _day(self, cell: _Open, text: str) -> datetime:
        try:
            return datetime.fromisoformat(text.removesuffix("Z"))
        except ValueError:
            raise Broken(f"“{self.sheet.title}”表 {cell.place} 格存的不是日期：{text[:20]}") from None

    def _formula(self, cell: _Open, text: str) -> str:
        """With its sign; of a shared one, as it reads in this cell."""
        if cell.shared is None:
            return f"={text}"
        if text:
            self._shared[cell.shared] = (f"={text}", cell.place)
            return f"={text}"
        first, origin = self._shared.get(cell.shared, ("=", cell.place))
        from openpyxl.formula.translate import Translator, TranslatorError  # seldom wanted, and slow to load

        try:
            return str(Translator(first, origin=origin).translate_formula(cell.place))
        except TranslatorError:
            return first


def _unseen(attributes: dict[str, str], size: str) -> bool:
    """Hidden, or drawn together until nothing is left of it."""
    try:
        pulled_together = float(attributes.get(size, "1")) < _SEEN
    except ValueError:
        pulled_together = False
    return attributes.get("hidden") in ("1", "true") or pulled_together


def _checked(pattern: re.Pattern[str], reference: str, title: str) -> str:
    if not pattern.fullmatch(reference):
        raise Broken(f"“{title}”表里有认不出的格子“{reference[:20]}”")
    return reference
