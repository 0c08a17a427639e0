"""What adds up over units: exact sums with what is missing beside them, and heads counted by state and verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import reduce
from operator import add, attrgetter
from typing import Any, Final, TypeVar

from mzgz.model.numbers import Exact
from mzgz.model.targets.reported_facts import State
from mzgz.model.values_set_by_slot import set_by_slot

Bounds = tuple[Exact | None, Exact | None]
"""The least and the greatest value still possible; None: no limit on that side."""


def divided(part: Exact, whole: Exact) -> Fraction | None:
    """No value where the denominator is not positive."""
    return Fraction(part, whole) if whole > 0 else None


@set_by_slot
@dataclass(frozen=True, slots=True)
class Share:
    """ΣN and ΣD of those who reported; of the others the least and greatest numerator over their known denominators."""

    part: Exact = 0
    whole: Exact = 0
    low: Exact = 0
    high: Exact = 0
    base: Exact = 0
    gaps: int = 0
    """How many figures are missing."""
    blind: int = 0
    """How many of them have no known denominator."""

    def __add__(self, other: Share) -> Share:
        return Share(
            self.part + other.part,
            self.whole + other.whole,
            self.low + other.low,
            self.high + other.high,
            self.base + other.base,
            self.gaps + other.gaps,
            self.blind + other.blind,
        )

    @property
    def value(self) -> Fraction | None:
        return None if self.gaps else divided(self.part, self.whole)

    @property
    def so_far(self) -> Fraction | None:
        """The share among those who reported."""
        return divided(self.part, self.whole)

    @property
    def bounds(self) -> Bounds:
        if self.blind:
            return None, None
        whole = self.whole + self.base
        return divided(self.part + self.low, whole), divided(self.part + self.high, whole)

    @property
    def ends(self) -> tuple[Share, ...]:
        """The sums behind the bounds, the least first; none where a denominator is unknown."""
        if self.blind:
            return ()
        whole = self.whole + self.base
        return Share(self.part + self.low, whole), Share(self.part + self.high, whole)


@dataclass(frozen=True, slots=True)
class Amount:
    """Σ of those who reported, and the least the others can bring."""

    total: Exact = 0
    floor: Exact = 0
    gaps: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.total + other.total, self.floor + other.floor, self.gaps + other.gaps)

    @property
    def value(self) -> Fraction | None:
        return None if self.gaps else Fraction(self.total)

    @property
    def so_far(self) -> Fraction | None:
        return Fraction(self.total)

    @property
    def bounds(self) -> Bounds:
        return self.total + self.floor, None if self.gaps else self.total

    @property
    def ends(self) -> tuple[Amount, ...]:
        """None: what is missing has no upper limit."""
        return ()


@dataclass(frozen=True, slots=True)
class Levels:
    """Levels of places, which do not add up: the lowest and the highest of those who reported."""

    lowest: Exact | None = None
    highest: Exact | None = None
    told: int = 0
    """How many of them there are."""
    gaps: int = 0

    @classmethod
    def one(cls, level: Exact) -> Levels:
        return cls(level, level, told=1)

    def __add__(self, other: Levels) -> Levels:
        lows = [end for end in (self.lowest, other.lowest) if end is not None]
        highs = [end for end in (self.highest, other.highest) if end is not None]
        return Levels(min(lows, default=None), max(highs, default=None), self.told + other.told, self.gaps + other.gaps)

    @property
    def value(self) -> Fraction | None:
        """Of one place its level; several together have none."""
        return None if self.gaps or self.told != 1 or self.lowest is None else Fraction(self.lowest)

    @property
    def so_far(self) -> None:
        return None

    @property
    def bounds(self) -> Bounds:
        return None, None

    @property
    def ends(self) -> tuple[Levels, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Stages:
    """How many units stand at each stage of a duty; never a percentage."""

    counts: tuple[int, int, int, int] = (0, 0, 0, 0)
    gaps: int = 0

    def __add__(self, other: Stages) -> Stages:
        one, two, three, four = (a + b for a, b in zip(self.counts, other.counts, strict=True))
        return Stages((one, two, three, four), self.gaps + other.gaps)

    @property
    def value(self) -> None:
        return None

    @property
    def so_far(self) -> None:
        return None

    @property
    def bounds(self) -> Bounds:
        return None, None

    @property
    def ends(self) -> tuple[Stages, ...]:
        return ()


Figure = Share | Amount | Levels | Stages


@dataclass(frozen=True, slots=True)
class Heads:
    """Units by state, and those that reported or are decided anyway by verdict."""

    reported: int = 0
    partial: int = 0
    unreported: int = 0
    pending: int = 0
    not_applicable: int = 0
    met: int = 0
    missed: int = 0
    void: int = 0
    """Those of the reported that had no case all year."""

    @classmethod
    def one(cls, state: State, met: bool | None, *, void: bool = False) -> Heads:
        return _VOID if void and state == "reported" and met is None else _ONE[state, met]

    def __add__(self, other: Heads) -> Heads:
        return Heads(
            self.reported + other.reported,
            self.partial + other.partial,
            self.unreported + other.unreported,
            self.pending + other.pending,
            self.not_applicable + other.not_applicable,
            self.met + other.met,
            self.missed + other.missed,
            self.void + other.void,
        )

    @property
    def expected(self) -> int:
        """Units the target applies to this time."""
        return self.reported + self.partial + self.unreported + self.pending

    @property
    def open(self) -> int:
        """Units whose verdict is still to come."""
        return self.expected - self.met - self.missed - self.void

    @property
    def state(self) -> State:
        expected = self.expected
        if not expected:
            return "not_applicable"
        for count, state in zip((self.reported, self.pending, self.unreported), _WHOLE, strict=True):
            if count == expected:
                return state
        return "partial" if self.reported or self.partial else "unreported"


_Part = TypeVar("_Part", Share, Amount, Levels, Stages, Heads)


def together(parts: Sequence[_Part]) -> _Part:
    """The sum of some of one kind: column by column where they are made of numbers, for there may be thousands."""
    first = parts[0]
    if isinstance(first, Levels | Stages):
        return reduce(add, parts)
    return type(first)(*map(sum, zip(*map(_NUMBERS[type(first)], parts), strict=True)))


_NUMBERS: dict[type, Callable[[Any], tuple[Exact, ...]]] = {
    kind: attrgetter(*(each.name for each in fields(kind))) for kind in (Share, Amount, Heads)
}
_WHOLE: tuple[State, State, State] = ("reported", "pending", "unreported")
_ONE: dict[tuple[State, bool | None], Heads] = {
    (state, met): Heads(**{state: 1}, met=int(met is True), missed=int(met is False))
    for state in ("reported", "partial", "unreported", "pending", "not_applicable")
    for met in (True, False, None)
}
_VOID: Final = Heads(reported=1, void=1)


def all_of(verdicts: list[bool | None]) -> bool | None:
    """True where all hold, False where one is broken, None where it is open."""
    if any(verdict is False for verdict in verdicts):
        return False
    return None if None in verdicts else True
