"""Whether what a sentence says can be what the data say."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from mzgz.language.quantity import Direction, Kind, Per, Quantity, Role
from mzgz.language.units_of_measure import same_unit, split_thing, split_unit

_ALIKE: Final = {
    Role.LEVEL: {Role.LEVEL, Role.TO},
    Role.TO: {Role.LEVEL, Role.TO},
    Role.FROM: {Role.FROM},
    Role.DIFFERENCE: {Role.DIFFERENCE},
    Role.SHARE_OF_GOAL: {Role.SHARE_OF_GOAL},
    Role.GOAL: {Role.GOAL},
}


def agrees(
    quantity: Quantity,
    value: Fraction,
    kind: Kind,
    unit: str = "",
    *,
    role: Role = Role.LEVEL,
    per: Per | None = None,
    name: str = "",
) -> bool | None:
    """True where `value` is what the sentence says, at the precision it is said with; False where it cannot be.

    None where nothing can be said: another kind, unit, part or base, a thing counted that neither `unit` nor `name`
    (of the figure) mentions, or a hedge so wide that the value may or may not be meant. `value` is in units of
    `unit` (万元 is multiplied out), a share for percent, a difference of shares for 百分点; a difference that falls is
    negative, and a sentence that says it rose then disagrees.
    """
    if not quantity.measured or quantity.kind is not kind or quantity.role not in _ALIKE[role] or quantity.per != per:
        return None
    scale, base = split_unit(unit)
    if not _same_things(quantity, base, name):
        return None
    value *= scale
    if role is Role.DIFFERENCE:
        return _differs(quantity, value)
    return _within(quantity, value)


def _same_things(quantity: Quantity, unit: str, name: str) -> bool:
    measure, thing = split_thing(unit)
    if not same_unit(quantity.unit, measure):
        return False
    if thing:
        return thing == quantity.thing
    return not quantity.thing or quantity.thing in name


def _within(quantity: Quantity, value: Fraction) -> bool | None:
    if value not in quantity.range:
        return False
    return True if quantity.sure is not None and value in quantity.sure else None


def _differs(quantity: Quantity, value: Fraction) -> bool | None:
    """A fall of 5.2 is said as 5.2 with a word for falling; without such a word only the size is compared."""
    if quantity.direction is None:
        return False if _within(quantity, abs(value)) is False else None
    reported = -value if quantity.direction is Direction.DOWN else value
    return _within(quantity, reported)
