"""Rounded parts that add up to their rounded total: what rounding leaves over goes where it changes least."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from mzgz.model.numbers import half_up


def largest_remainder(
    parts: Sequence[Fraction], decimals: int, may: Callable[[int, Decimal], bool]
) -> list[Decimal] | None:
    """Every part at so many places, up or down, so that they add up to their sum rounded once: those that would lose
    most are rounded up. A part that is exact at these places stays as it is; what one may not print goes to the next;
    None where the parts cannot add up so."""
    scale = 10**decimals
    floors = [part * scale // 1 for part in parts]
    spare = int(half_up(sum(parts, Fraction(0)), decimals).scaleb(decimals)) - sum(floors)
    up: list[int] = []
    free: list[int] = []
    for place in sorted(range(len(parts)), key=lambda place: (floors[place] - parts[place] * scale, place)):
        if floors[place] == parts[place] * scale:
            continue
        low, high = (may(place, Decimal(floors[place] + more).scaleb(-decimals)) for more in (0, 1))
        if not low and not high:
            return None
        if high:
            (free if low else up).append(place)
    if not len(up) <= spare <= len(up) + len(free):
        return None
    for place in (*up, *free[: spare - len(up)]):
        floors[place] += 1
    return [Decimal(number).scaleb(-decimals) for number in floors]
