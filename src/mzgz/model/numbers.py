"""Exact numbers: what is read from text stays an integer, a decimal or a fraction, never a float."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Number = int | Decimal
"""As read from text: exact, never a float."""

Exact = int | Fraction
"""Exact under every operation; whole numbers stay `int`, which is many times faster than a fraction."""


def unbound(number: Number) -> Exact:
    """The number as one whose sums are never rounded: a Decimal sum keeps only 28 digits."""
    return number if isinstance(number, int) else Fraction(number)


def exact(number: Number | Fraction) -> Fraction:
    """The same number as a fraction, without loss."""
    return number if isinstance(number, Fraction) else Fraction(number)
