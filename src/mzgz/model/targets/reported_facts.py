"""What one unit has said about one target over the year, as a target looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from types import EllipsisType
from typing import Final, Literal, Protocol, get_args

from mzgz.model.numbers import Number

Stage = Literal["未启动", "推进中", "已完成", "受阻"]
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
"""Of a duty, in the order it goes through them; it may be held up at any."""
State = Literal["reported", "partial", "unreported", "not_applicable", "pending"]
"""`partial`: some operands (of a unit) or some units (of a group) are missing."""
LACKING: Final[frozenset[State]] = frozenset({"unreported", "partial", "pending"})
"""Without its figure: not reported, half-filled, or pending."""


class Fact(Protocol):
    """An entry of a return, seen from below: a target reads it and knows nothing of the return around it."""

    @property
    def numerator(self) -> Number | None: ...
    @property
    def denominator(self) -> Number | None: ...
    @property
    def value(self) -> Number | None: ...
    @property
    def done(self) -> bool | None: ...
    @property
    def on(self) -> date | None: ...
    @property
    def evidence(self) -> Sequence[str]: ...
    @property
    def stage(self) -> str | None: ...
    @property
    def not_applicable(self) -> str | None: ...
    @property
    def pending(self) -> date | None: ...
    @property
    def state(self) -> Literal["reported", "blank", "not_applicable", "pending"]: ...


@dataclass(frozen=True, slots=True)
class Facts:
    """The entries by `Period.index` of their month, oldest first; later ones than the reference month do not exist."""

    by_month: Mapping[int, Fact]
    received: Mapping[int, date]
    registered: Mapping[int, int] | int | None = None
    """The denominator by the bureau's registry, where the target ties it to one; by month where it has changed."""
    occasional: bool = False
    """Whether a month may honestly have nothing to report: its 不适用 then needs no other month to agree."""
    absent: frozenset[int] = frozenset()
    """Months in which the unit did not exist: nothing is asked of it, whatever it said in others."""
    earlier: Mapping[int, Sequence[tuple[date, Fact | None]]] = field(default_factory=dict)
    """What it had said of a month in returns it handed in before, oldest first, each with its day."""
    doubted: frozenset[int] = frozenset()
    """Months whose entry stands under an open 强制 finding: a 不适用 that cannot stand excuses nobody."""
    _spoken: tuple[int, Fact] | EllipsisType | None = field(default=..., init=False, repr=False, compare=False)
    concerned: bool = field(init=False)
    """Whether any month shows that the target applied: then 不适用 in another month is a gap, not an exemption."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "concerned", not self.occasional and applied(self.by_month.values()))

    def __iter__(self) -> Iterator[tuple[int, Fact]]:
        return iter(self.by_month.items())

    def backward(self) -> Iterator[tuple[int, Fact]]:
        """The entries, the latest first."""
        return ((month, self.by_month[month]) for month in reversed(tuple(self.by_month)))

    @property
    def last_word(self) -> tuple[int, Fact] | None:
        """The month and the entry that last said whether it is done; looked for once, and asked again for every month."""
        found = self._spoken
        if found is ...:
            spoken = ((month, fact) for month, fact in self.backward() if state_of(fact, ("done",)) == "reported")
            found = next(spoken, None)
            object.__setattr__(self, "_spoken", found)
        return found

    def at(self, month: int) -> Fact | None:
        return self.by_month.get(month)

    def registered_in(self, month: int) -> int | None:
        """The denominator by the registry at the end of a month."""
        known = self.registered
        return known.get(month) if isinstance(known, Mapping) else known

    def state_of(self, fact: Fact | None, roles: Sequence[str], at: int | None = None) -> State:
        """How far an entry gives the numbers asked for; 不适用 is pending where the unit applied in another month, and
        where it cannot stand as it is."""
        if fact is None:
            return "not_applicable" if at is not None and at in self.absent else "unreported"
        if len(roles) == 1 and fact.not_applicable is None and fact.pending is None:  # most of all there are
            return "unreported" if getattr(fact, roles[0]) is None else "reported"
        state = state_of(fact, roles)
        return "pending" if state == "not_applicable" and (self.concerned or self._in_doubt(fact)) else state

    def _in_doubt(self, fact: Fact) -> bool:
        return any(self.by_month.get(month) is fact for month in self.doubted)

    @property
    def excused(self) -> bool:
        """Whether what was said last is 不适用, against other months in which it applied."""
        return self.concerned and any(fact.not_applicable is not None for fact in list(self.by_month.values())[-1:])

    def excused_in_doubt(self, months: Iterable[int]) -> bool:
        """Whether a 不适用 of one of some months cannot stand as it is."""
        return any(fact.not_applicable is not None for fact in self.among([m for m in months if m in self.doubted]))

    def reported_outside(self, months: Sequence[int], at: int) -> list[int]:
        """Months up to `at` for which something was said though they are not among those asked for."""
        return [month for month in self.by_month if month <= at and month not in months]

    def among(self, months: Sequence[int]) -> Iterator[Fact]:
        """What was said of `months`."""
        return (self.by_month[month] for month in months if month in self.by_month)

    def latest(self, month: int) -> Fact | None:
        """The last entry up to `month`."""
        index = max((index for index in self.by_month if index <= month), default=None)
        return None if index is None else self.by_month[index]

    def number_before(self, month: int, role: str) -> Number | None:
        """The last number given under `role` up to `month`."""
        for index in sorted(self.by_month, reverse=True):
            number: Number | None = getattr(self.by_month[index], role) if index <= month else None
            if number is not None:
                return number
        return None

    def known_by(self, day: date) -> Facts:
        """What was known on `day`; itself where nothing came later. In place of a correction stands what it corrected."""
        later = {
            month for month in (*self.by_month, *self.earlier) if month in self.received and self.received[month] > day
        }
        if not later:
            return self
        before = {
            month: known[-1]
            for month in later
            if (known := [one for one in self.earlier.get(month, ()) if one[0] <= day])
        }
        known_then = self.without(later)
        facts = dict(known_then.by_month) | {month: fact for month, (_, fact) in before.items() if fact is not None}
        days = dict(known_then.received) | {month: since for month, (since, _) in before.items()}
        by_month = {month: facts[month] for month in sorted(facts)}
        return replace(known_then, by_month=by_month, received=days)

    def without(self, months: Set[int]) -> Facts:
        """As if nothing had been said in `months`."""
        kept = {month: fact for month, fact in self.by_month.items() if month not in months}
        return replace(self, by_month=kept, received={month: self.received[month] for month in kept}, earlier={})


def state_of(fact: Fact | None, roles: Sequence[str]) -> State:
    """How far an entry gives the numbers asked for; blank and absent are the same: nothing was said."""
    if fact is None:
        return "unreported"
    if fact.not_applicable is not None:
        return "not_applicable"
    if fact.pending is not None:
        return "pending"
    if len(roles) == 1:
        return "unreported" if getattr(fact, roles[0]) is None else "reported"
    given = 0
    for role in roles:
        if getattr(fact, role) is not None:
            given += 1
    return "reported" if given == len(roles) else "partial" if given else "unreported"


def applied(facts: Iterable[Fact]) -> bool:
    """Whether any of them says, by a value or a promise of one, that the target applies."""
    return any(fact.state in ("reported", "pending") for fact in facts)
