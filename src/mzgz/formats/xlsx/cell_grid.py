"""A worksheet as the cells that hold something, with their formulas and merged areas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from string import ascii_uppercase, digits
from typing import Final

from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.cell_range import CellRange

from mzgz.formats.opened_workbook import OpenedWorkbook
from mzgz.intake.form.cell_values import Spot, tidy
from mzgz.intake.form.plain_formulas import NotPlain, reckoned
from mzgz.model.findings import Source

_SHIFT: Final = 8
"""So many rows above a table may have been put in."""


class Grid:
    """One sheet of an opened workbook."""

    def __init__(self, opened: OpenedWorkbook, title: str, path: str) -> None:
        self._held = opened.sheets[title].cells
        self._merged = opened.sheets[title].merged
        self.hidden = opened.sheets[title].hidden
        self.hidden_columns = opened.sheets[title].hidden_columns
        self._epoch = opened.epoch
        self.title = title
        self._path = path

    def source(self, cell: str) -> Source:
        return Source(self._path, cell=f"{self.title}!{cell}")

    def spot(self, cell: str) -> Spot:
        """The cell there, whether or not it holds anything."""
        held = self._held.get(cell)
        if held is None:
            return Spot(self.source(cell))
        style = held.format
        whole = style.struck and not held.struck and held.value not in (None, "")
        return Spot(
            self.source(cell),
            held.value,
            held.formula,
            style.code,
            epoch=self._epoch,
            struck=str(held.value) if whole else held.struck,
            raised=held.raised,
            left="" if whole else held.left,
            pictured=held.pictured,
            reckoned=reckoned(held.formula, self._by_itself) if held.formula else None,
        )

    def _by_itself(self, cell: str) -> object:
        """What a cell holds that is no formula again."""
        held = self._held.get(cell)
        if held is None:
            return None
        if held.formula is not None:
            raise NotPlain
        return held.value

    def text(self, cell: str) -> str:
        """What stands there as text; empty where nothing does."""
        value = self.spot(cell).value
        return "" if value is None else tidy(str(value))

    @cached_property
    def _rows(self) -> dict[int, dict[str, None]]:
        rows: dict[int, dict[str, None]] = {}
        for name in sorted(self._held, key=_order):
            rows.setdefault(int(name.lstrip(ascii_uppercase)), {})[name.rstrip(digits)] = None
        return rows

    def rows(self, first: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Rows from `first` on that hold anything: number and letters of the columns that do."""
        for row in sorted(self._rows):
            if row >= first:
                yield row, tuple(self._rows[row])

    def head_row(self, heads: Mapping[str, str], usual: int) -> int | None:
        """The row with these headings by column: the usual one, or another near it where rows above were put in or
        taken out."""
        near = sorted(range(1, usual + _SHIFT + 1), key=lambda row: abs(row - usual))
        return next((row for row in near if all(self.text(f"{at}{row}") == head for at, head in heads.items())), None)

    def merged(self, letters: str) -> Iterator[str]:
        """Merged areas that touch one of the columns."""
        for area in self._merged:
            bounds = CellRange(area)
            if any(bounds.min_col <= column_index_from_string(letter) <= bounds.max_col for letter in letters):
                yield area

    def holds(self, area: str) -> bool:
        """Whether anything stands in a merged area."""
        bounds = CellRange(area)
        return any(
            bounds.min_col <= column_index_from_string(letter) <= bounds.max_col
            for row, letters in self._rows.items()
            if bounds.min_row <= row <= bounds.max_row
            for letter in letters
            if self.text(f"{letter}{row}")
        )


def _order(cell: str) -> tuple[int, int, str]:
    letters = cell.rstrip(digits)
    return int(cell.lstrip(ascii_uppercase)), len(letters), letters
