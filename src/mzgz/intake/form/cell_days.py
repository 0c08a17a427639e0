"""The days that the numbers and texts of a cell stand for: counted from a workbook's first day, or typed without signs."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from mzgz.language.value_suggestions import suggest_date

SERIALS: Final = range(36526, 73051)
"""2000 to 2099 as spreadsheet dates."""
ALL_SERIALS: Final = range(1, 2958466)
"""All days that have a date."""
EPOCH: Final = date(1899, 12, 30)
EPOCH_1904: Final = date(1904, 1, 1)
"""What the days of a workbook are counted from; which of the two, the workbook says."""


def likely_day(text: str, year: int) -> str | None:
    """12月20日 of the year of the return; 22-12-20 with the century, where that is a year about it."""
    day = suggest_date(f"{year}年{text}") or suggest_date(f"{year // 100}{text}")
    return day if day and abs(int(day[:4]) - year) <= 1 else None


def day_of_serial(value: float, epoch: date, within: range = SERIALS) -> str | None:
    """The day a number stands for, where it is a day people mean: of this century, or any at all that has a date."""
    if not abs(value) < ALL_SERIALS.stop:
        return None
    serial = int(value) + (epoch - EPOCH).days
    return (EPOCH + timedelta(days=serial)).isoformat() if serial in within else None


def serial_of(value: date) -> int:
    """The number a spreadsheet holds for a day."""
    return ((value.date() if isinstance(value, datetime) else value) - EPOCH).days


def day_typed(value: float) -> str | None:
    """The day of a number typed as year, month and day without signs: 20221220, 221220."""
    if value != int(value) or not 0 < value < 10**8:
        return None
    text = str(int(value))
    return suggest_date(text) if len(text) == 8 else suggest_date(f"20{text}") if len(text) == 6 else None


def day_text(value: Any) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value)
