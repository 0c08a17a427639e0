"""The day meant by 国庆前, 春节前, 入冬前: one day, two to choose between, or none that a calendar knows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from mzgz.intake.extract.lexicon import lexicon

_FIXED: Final = {"元旦": (13, 1), "五一": (5, 1), "七一": (7, 1), "十一": (10, 1), "国庆": (10, 1)}
"""Month and day; 元旦 of a plan is the one that ends its year."""
_MOVED: Final = {"春节": 0, "年关": 0, "中秋": 1}


def days_before(words: str, year: int) -> tuple[date, ...]:
    """The eves a feast may have that `words` begin with: none, one, or this year's and the next one's."""
    for name, (month, day) in _FIXED.items():
        if words.startswith(name):
            first = date(year + month // 13, month if month < 13 else 1, day)
            return (first - timedelta(1),)
    for name, column in _MOVED.items():
        if words.startswith(name):
            years = (year, year + 1) if column == 0 else (year,)
            return tuple(eve for one in years if (eve := _eve(one, column)))
    return ()


def _eve(year: int, column: int) -> date | None:
    marks = lexicon("festivals").marks.get(str(year))
    return date.fromisoformat(f"{year}-{marks[column]}") - timedelta(1) if marks else None
