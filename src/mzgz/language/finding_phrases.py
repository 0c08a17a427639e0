"""How findings name numbers, shares and dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from mzgz.model.numbers import Number
from mzgz.model.periods import Period
from mzgz.model.rounding import plain, show_share
from mzgz.model.targets import Operand


def digits(number: Number) -> str:
    """The number as plain digits, as it was given."""
    return plain(number) if isinstance(number, Decimal) else str(number)


def amount(operand: Operand, number: Number) -> str:
    """护理型床位数 and 1500 → 护理型床位数1500张."""
    return f"{operand.name}{digits(number)}{operand.unit}"


def share(value: Fraction) -> str:
    """A share as a percentage with one decimal, for comparison by eye; no verdict hangs on it."""
    return show_share(value, 1)


def day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def month(period: Period) -> str:
    """The month within its year: 6月."""
    return f"{period.month}月"
