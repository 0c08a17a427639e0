"""The numbers of the units as a table with their total prints them: they foot, by the largest remainder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from mzgz.model.rounding import half_up, plain
from mzgz.progress.ranking import MOST_LISTED
from mzgz.progress.target_progress import Progress


def footed(city: Progress) -> Mapping[str, str]:
    """What the units print, by their codes, where that differs from their own rounding; empty where the printed numbers
    add up as they are. A number that prints more places than the rest, so that no miss looks like a hit, is not touched:
    then nothing is. Nor does a digit moved here make a miss of a unit read as a hit, or a hit as a miss: the next unit
    takes it, and where none can, nothing is moved. More units than a table lists make no table that has to foot."""
    if not city.target.counted or city.state != "reported" or city.value is None or len(city.parts) > MOST_LISTED:
        return {}
    parts = [part for part in city.parts if part.state == "reported" and part.value is not None]
    if len(parts) < 2:
        return {}
    printed = [Decimal(part.display) for part in parts]
    total = Decimal(city.display)
    places = max(_places(number) for number in (total, *printed))
    if sum(printed, Decimal(0)) == total or half_up(city.value, places) != total:
        return {}
    values = [part.value or Fraction(0) for part in parts]
    right = largest_remainder(values, places, lambda place, number: _reads_right(parts[place], number))
    if right is None:
        return {}
    return {
        part.node.key: plain(number) for part, number, own in zip(parts, right, printed, strict=True) if number != own
    }


def _reads_right(part: Progress, number: Decimal) -> bool:
    """Whether a number printed for a unit stands on the same side of its goal as its value does."""
    goal = part.goal
    if goal is None or part.value is None or not part.speaks:
        return True
    baseline = part.target.base_value
    return goal.met(Fraction(number), baseline) == goal.met(part.value, baseline)


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


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
