"""A worksheet as the cells that hold something, with their formulas and merged areas."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from openpyxl.utils import get_column_letter

from mzgz.diagnostics import Source
from mzgz.importers.cells import Spot, tidy
from mzgz.importers.package import Opened


class Grid:
    """One sheet of an opened workbook."""

    def __init__(self, opened: Opened, title: str, path: str) -> None:
        self._sheet: Any = opened.book[title]
        self._formulas = opened.formulas.get(title, {})
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
        """Merged areas that touch one of the columns, beyond a heading that spans them all."""
        for area in sorted(self._sheet.merged_cells.ranges, key=lambda area: (area.min_row, area.min_col)):
            touched = {get_column_letter(column) for column in range(area.min_col, area.max_col + 1)}
            if touched & set(letters):
                yield str(area)
