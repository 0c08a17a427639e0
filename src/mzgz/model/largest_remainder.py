"""Rounded parts that add up to their rounded total: what rounding leaves over goes where it changes least."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from mzgz.model.numbers import half_up


def largest_remainder(parts: Sequence[Fraction], decimals: int) -> list[Decimal]:
    """Every part at so many places, up or down, so that they add up to their sum rounded once: those that would lose
    most are rounded up. A part that is exact at these places stays as it is."""
    scale = 10**decimals
    floors = [part * scale // 1 for part in parts]
    total = int(half_up(sum(parts, Fraction(0)), decimals).scaleb(decimals))
    order = sorted(range(len(parts)), key=lambda place: (floors[place] - parts[place] * scale, place))
    for place in order[: total - sum(floors)]:
        floors[place] += 1
    return [Decimal(number).scaleb(-decimals) for number in floors]
