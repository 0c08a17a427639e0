"""A workbook from outside once it is open, whatever its format: the cells of its sheets, and what lies over them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from string import ascii_uppercase

CellValue = str | int | float | bool | datetime | None


@dataclass(frozen=True, slots=True)
class CellFormat:
    """What a style says of the value in a cell."""

    code: str = "General"
    struck: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class HeldCell:
    """What a cell holds; `value` is "" where a formula gave an empty text, None where nothing stands."""

    value: CellValue
    formula: str | None
    format: CellFormat
    struck: str = ""
    raised: str = ""
    left: str = ""
    """Of a text with pieces struck out or off the line: what is left."""
    pictured: bool = False


@dataclass(slots=True)
class HeldSheet:
    """The cells by place and the merged areas of one sheet."""

    title: str
    cells: dict[str, HeldCell] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    """Rows that are not shown: hidden by hand, or by a filter."""
    hidden_columns: set[str] = field(default_factory=set)
    """Letters of the columns that are not shown, as far as a form has columns."""
    unseen: bool = False
    """Whether the whole sheet is not shown."""

    def hide_columns(self, first: int, last: int) -> None:
        """Those from `first` to `last`, counted from 1."""
        self.hidden_columns |= set(ascii_uppercase[max(first, 1) - 1 : last])


@dataclass(frozen=True, slots=True)
class OpenedWorkbook:
    """A workbook with the values its formulas had when it was saved, and the formulas themselves."""

    sheets: Mapping[str, HeldSheet]
    """By title, in their order."""
    comments: Mapping[str, Mapping[str, str]]
    """By title of the sheet and by cell."""
    pictures: Collection[str]
    """Titles of the sheets that have pictures laid over their cells."""
    epoch: date
    """The day before day 1, or, in workbooks of old Macintosh programs, day 0."""
    links: bool = False
    """Whether it takes values from other files."""
