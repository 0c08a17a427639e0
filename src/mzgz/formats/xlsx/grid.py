"""A worksheet as the cells that hold something, with their formulas and merged areas."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from mzgz.formats.xlsx.workbook_package import OpenedWorkbook
from mzgz.intake.form.cell_values import Spot, tidy
from mzgz.model.findings import Source


class Grid:
    """One sheet of an opened workbook."""

    def __init__(self, opened: OpenedWorkbook, title: str, path: str) -> None:
        self._sheet: Any = opened.book[title]
        scanned = opened.sheets.get(title)
        self._formulas = scanned.formulas if scanned else {}
        self._merged = scanned.merged if scanned else []
        self.title = title
        self._path = path

    def source(self, cell: str) -> Source:
        return Source(self._path, cell=f"{self.title}!{cell}")

    def spot(self, cell: str) -> Spot:
        """The cell there, whether or not it holds anything."""
        formula = self._formulas.get(cell)
        row, letter = int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), cell.rstrip("0123456789")
        found = self._cells.get(row, {}).get(letter)
        if found is None:
            return Spot(self.source(cell), formula=formula)
        return Spot(self.source(cell), found.value, formula, found.number_format)

    def text(self, cell: str) -> str:
        """What stands there as text; empty where nothing does."""
        value = self.spot(cell).value
        return "" if value is None else tidy(str(value))

    @cached_property
    def _cells(self) -> dict[int, dict[str, Any]]:
        rows: dict[int, dict[str, Any]] = {}
        for (row, column), cell in self._sheet._cells.items():
            if cell.value is not None and cell.value != "":
                rows.setdefault(row, {})[get_column_letter(column)] = cell
        for name in self._formulas:
            row, letter = int(name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), name.rstrip("0123456789")
            rows.setdefault(row, {}).setdefault(letter, None)
        return rows

    def rows(self, first: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Rows from `first` on that hold anything: number and letters of the columns that do."""
        for row in sorted(self._cells):
            if row >= first:
                yield row, tuple(self._cells[row])

    def merged(self, letters: str) -> Iterator[str]:
        """Merged areas that touch one of the columns."""
        for area in self._merged:
            bounds = CellRange(area)
            if any(bounds.min_col <= column_index_from_string(letter) <= bounds.max_col for letter in letters):
                yield area
