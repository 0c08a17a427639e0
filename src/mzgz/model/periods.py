"""Reporting periods: a month, a quarter, a half year or a year; how they are written, ordered and nested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Self

_TEXT = re.compile(r"([12][0-9]{3})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?")
_ORDINALS = "一二三四"


class Cadence(StrEnum):
    """How often a target is asked for; `once` is asked in the month it falls due."""

    MONTH = "month", 1, "月报", "每月", "按月"
    QUARTER = "quarter", 3, "季报", "每季度", "按季"
    HALF = "half", 6, "半年报", "每半年", "每半年"
    YEAR = "year", 12, "年报", "每年", "全年"
    ONCE = "once", None, "一次性", "", "全年"

    @property
    def this(self) -> str:
        """A number of one such period alone: 本月数."""
        return {1: "本月数", 3: "本季度数", 6: "本半年数", 12: "全年数"}.get(self.months or 0, "本期数")

    months: int | None
    """Length of one period in months; None for `once`."""
    label: str
    every: str
    """How often a thing is to be done: 每月开展."""
    rhythm: str
    """How often it comes due, in the words of a report: 按月, 按季, 每半年, 全年."""

    def __new__(cls, value: str, months: int | None, label: str, every: str, rhythm: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.months, member.label, member.every, member.rhythm = months, label, every, rhythm
        return member


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole months. Ordered by its last month, then by length, so that 2022-06 < 2022-Q2 < 2022-H1."""

    index: int
    """The last month, counted from year 0 as year × 12 + (month − 1): differences are numbers of months."""
    length: int

    @classmethod
    def month_of(cls, year: int, month: int) -> Period:
        return month_at(year * 12 + month - 1)

    @classmethod
    def year_of(cls, year: int) -> Period:
        return cls(year * 12 + 11, 12)

    @classmethod
    @lru_cache(1024)
    def parse(cls, text: str) -> Period:
        """Read `2022-06`, `2022-Q2`, `2022-H1` or `2022`; raises ValueError for anything else."""
        match = _TEXT.fullmatch(text)
        if not match:
            raise ValueError(text)
        year, quarter, half, month = match.groups()
        first = int(year) * 12
        if quarter:
            return cls(first + int(quarter) * 3 - 1, 3)
        if half:
            return cls(first + int(half) * 6 - 1, 6)
        if month:
            return cls(first + int(month) - 1, 1)
        return cls(first + 11, 12)

    @property
    def year(self) -> int:
        return self.index // 12

    @property
    def month(self) -> int:
        """The last month of the period, 1 to 12."""
        return self.index % 12 + 1

    @property
    def last_day(self) -> date:
        return _last_day(self.index)

    def due_day(self, day: int) -> date:
        """The day a return for this period is due: `day` of the month that follows it."""
        after = self.index + 1
        return date(after // 12, after % 12 + 1, day)

    def previous(self) -> Period:
        """The period of the same length before this one."""
        return Period(self.index - self.length, self.length)

    def following(self) -> Period:
        """The period of the same length after this one."""
        return Period(self.index + self.length, self.length)

    def months(self) -> Iterator[Period]:
        """Its months in order."""
        for end in range(self.index - self.length + 1, self.index + 1):
            yield Period(end, 1)

    def __contains__(self, other: Period) -> bool:
        return other.index <= self.index and other.index - other.length >= self.index - self.length

    def __str__(self) -> str:
        match self.length:
            case 1:
                return f"{self.year:04}-{self.month:02}"
            case 3:
                return f"{self.year:04}-Q{self.month // 3}"
            case 6:
                return f"{self.year:04}-H{self.month // 6}"
        return f"{self.year:04}"

    def season(self, months: int) -> str:
        """The stretch of so many months that this one ends, within its year: 6月, 二季度, 上半年; of a year nothing."""
        match months:
            case 1:
                return f"{self.month}月"
            case 3:
                return f"{_ORDINALS[(self.month - 1) // 3]}季度"
            case 6:
                return "下半年" if self.month > 6 else "上半年"
        return ""

    @property
    def label(self) -> str:
        """As it is said in a document: 2022年6月, 2022年第二季度, 2022年上半年, 2022年."""
        match self.length:
            case 1:
                return f"{self.year}年{self.month}月"
            case 3:
                return f"{self.year}年第{_ORDINALS[self.month // 3 - 1]}季度"
            case 6:
                return f"{self.year}年{'上' if self.month == 6 else '下'}半年"
        return f"{self.year}年"


@lru_cache(1024)
def month_at(index: int) -> Period:
    """The month of an index: sums over a year ask for the same few again and again."""
    return Period(index, 1)


@lru_cache(1024)
def _last_day(month: int) -> date:
    after = month + 1
    return date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def month_containing(day: date) -> Period:
    return Period.month_of(day.year, day.month)
