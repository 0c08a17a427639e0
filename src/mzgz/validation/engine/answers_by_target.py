"""What all units said about one target in a year: laid out as cases when its turn comes, and let go of after it.

All rules look at one target before the next has its turn: going through everything once for each rule took twice as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache, cached_property, partial
from itertools import chain, repeat
from operator import attrgetter, le
from typing import Any, Final, NamedTuple

from mzgz.model.goals import Goal
from mzgz.model.numbers import Number
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Target
from mzgz.model.territory_breaks import GroundBreak, breaks
from mzgz.model.unit import Unit
from mzgz.model.unit_tree import UnitTree
from mzgz.validation.engine.cases import EntryCase, PeersCase, SeriesCase

_EVIDENCE: Final = attrgetter("evidence")
_MONTH: Final = attrgetter("period.index")
_EXCUSES: Final = ("not_applicable", "pending")
_NUMBER: Final = {role: attrgetter(role) for role in ("numerator", "denominator", "value")}
_ROW: Final[Callable[[tuple[Any, ...]], EntryCase]] = partial(tuple.__new__, EntryCase)
"""A row of its five fields; a hundred thousand are made, and `EntryCase(…)` takes three times as long."""
NEAR: Final = Fraction(20, 100)
"""Shares no farther apart than this are alike, whatever lies between them."""
_FAR: Final = 9
_CUT: Final = 10_000
"""Shares are held against each other in whole parts of so many, cut off."""
_STEADY: Final = 10
"""In an ordinary year the greatest number is above the least by no more than one in so many."""


_Spans = list[tuple[int, int]]


class Spoken(NamedTuple):
    """One unit's word on a target: its returns of the year, and what each of them says."""

    unit: Unit
    returns: list[Submission]
    entries: list[Entry]


@dataclass
class Answers:
    """Unit by unit, each in order of time."""

    target: Target
    day: date
    tree: UnitTree = field(default_factory=lambda: UnitTree(()))
    spoken: list[Spoken] = field(default_factory=list)

    def breaks(self, unit: str) -> tuple[GroundBreak, ...]:
        """Where a unit's ground changes, so that its figures before and after are not compared."""
        return breaks(self.tree, self.target, {unit}) if self.tree.changed else ()

    def cases(self, over: str, *, odd: bool = False) -> Sequence[Any]:
        """Each entry, each unit's `series`, or each month's `peers`; with `odd` only of units whose year is not
        plain (of entries) or not ordinary, and no months where all units are near each other the whole year round."""
        if over == "peers":
            return [] if odd and self._near else self._peers()
        if over == "entry":
            return self._entries([each for each in self.spoken if not odd or each.unit.code not in self._plain])
        return self._series([each for each in self.spoken if not odd or each.unit.code not in self._ordinary])

    def ordinary_sizes(self, over: str) -> Sequence[int]:
        """Of how many rows each entry or series of the other units, or each of the other months, is."""
        if over == "peers":
            return self._month_sizes if self._near else ()
        if over == "series":
            return [len(each.entries) for each in self.spoken if each.unit.code in self._ordinary]
        return [1] * sum(len(each.entries) for each in self.spoken if each.unit.code in self._plain)

    def ordinary(self, over: str) -> Iterator[tuple[tuple[str | None, Period | None, str], int]]:
        """The same, each with what it is about."""
        name = self.target.id
        if over == "peers":
            if self._near:
                yield from (((None, case.month, name), len(case.rows)) for case in self._peers())
            return
        for unit, returns, entries in self.spoken:
            if over == "entry" and unit.code in self._plain:
                yield from (((unit.code, submission.period, name), 1) for submission in returns)
            elif over == "series" and unit.code in self._ordinary:
                yield (unit.code, None, name), len(entries)

    @cached_property
    def _plain(self) -> Mapping[str, _Spans]:
        """The units whose year is plain."""
        years = ((each.unit.code, _spans(self.target, each.entries)) for each in self.spoken)
        return {code: own for code, own in years if own is not None}

    @cached_property
    def _steady(self) -> Mapping[str, _Spans]:
        """Those whose numbers hardly change in the year."""
        return {
            code: own for code, own in self._plain.items() if all((high - low) * _STEADY <= low for low, high in own)
        }

    @cached_property
    def _ordinary(self) -> Container[str]:
        """Those whose year is an ordinary one: steady, and like those of the others."""
        alike, most = _alike([*self._steady.values()], self.target), _most(self.target)
        return {code for code, own in self._steady.items() if alike(own) and (most is None or own[0][1] < most)}

    @cached_property
    def _near(self) -> bool:
        if not self.target.quotient or len(self._steady) < len(self.spoken):
            return False
        highest = max(parts[1] * _CUT // wholes[0] for parts, wholes in self._steady.values())
        lowest = min(parts[0] * _CUT // wholes[1] for parts, wholes in self._steady.values())
        return highest + 1 - lowest <= NEAR * _CUT

    @cached_property
    def _month_sizes(self) -> Sequence[int]:
        months = Counter(map(_MONTH, chain.from_iterable(each.returns for each in _peers_of(self.spoken))))
        return tuple(months.values())

    def _series(self, spoken: Sequence[Spoken]) -> list[SeriesCase]:
        return [SeriesCase(self.target, each.unit, self._entries([each]), self) for each in spoken]

    def _entries(self, spoken: Sequence[Spoken]) -> list[EntryCase]:
        target, day = repeat(self.target), repeat(self.day)
        rows: list[EntryCase] = []
        for unit, returns, entries in spoken:
            rows.extend(map(_ROW, zip(target, repeat(unit), returns, entries, day, strict=False)))
        return rows

    def _peers(self) -> list[PeersCase]:
        months: dict[int, list[EntryCase]] = {}
        for row in self._entries(_peers_of(self.spoken)):
            months.setdefault(row.submission.period.index, []).append(row)
        return [PeersCase(self.target, rows[0].submission.period, rows) for _, rows in sorted(months.items())]

    @cached_property
    def by_month(self) -> Mapping[str, Mapping[int, list[Number]]]:
        """By role and month: the numbers of all units in ascending order."""
        return {role: self._numbers(_NUMBER[role]) for role in self.target.operands}

    def _numbers(self, number: Callable[[Entry], Any]) -> dict[int, list[Number]]:
        months: dict[int, list[Number]] = {}
        for _, returns, entries in _peers_of(self.spoken):
            for submission, entry in zip(returns, entries, strict=True):
                if (value := number(entry)) is not None:
                    months.setdefault(submission.period.index, []).append(value)
        for numbers in months.values():
            numbers.sort()
        return months

    def evidenced(self) -> list[EntryCase]:
        """The entries that name a paper."""
        return [
            EntryCase(self.target, unit, submission, entry, self.day)
            for unit, returns, entries in self.spoken
            if any(map(_EVIDENCE, entries))
            for submission, entry in zip(returns, entries, strict=True)
            if entry.evidence
        ]


def _peers_of(spoken: Sequence[Spoken]) -> Sequence[Spoken]:
    """Without those that report the total of others."""
    if not any(each.unit.reports_total for each in spoken):
        return spoken
    return [each for each in spoken if not each.unit.reports_total]


@cache
def _amounts(roles: tuple[str, ...]) -> Callable[[Entry], tuple[Any, ...]]:
    return attrgetter(*roles, *_EXCUSES)


def _spans(target: Target, entries: Sequence[Entry]) -> _Spans | None:
    """The least and the greatest of each number of a plain year: every entry gives all numbers and no excuse, whole and
    within their bounds. None for any other year; where no numbers are asked for, any year without an excuse is plain.

    Nearly all are; a rule over entries that finds nothing wrong with such a year, or one over series or peers that
    finds nothing wrong with an ordinary one, says so (`Rule.passes_ordinary`) and is spared it.
    """
    *columns, inapplicable, pending = zip(*map(_amounts(target.operands), entries), strict=True)
    if inapplicable.count(None) + pending.count(None) < 2 * len(entries):
        return None
    spans = []
    for column in columns:
        if set(map(type, column)) != {int}:
            return None
        low, high = min(column), max(column)
        if low < 0:
            return None
        spans.append((low, high))
    if target.quotient and not (spans[1][0] and (spans[0][1] <= spans[1][0] or all(map(le, *columns)))):
        return None
    return spans


def _most(target: Target) -> Fraction | None:
    """What a count may come to before it is out of all proportion to its goal."""
    goal: Goal | None = getattr(target, "goal", None)
    if target.quotient or goal is None or goal.threshold is None:
        return None
    return _FAR * max(goal.threshold, Fraction(_FAR))


def _alike(ordinary: Sequence[_Spans], target: Target) -> Callable[[_Spans], bool]:
    """Whether a year lies in the same order of magnitude as those of the others: an ordinary year of numbers ten times
    as great, or a hundredth (of levels a tenth), is none."""
    roles = len(target.operands)
    if not roles:
        return lambda own: True
    few = _FAR**2 if target.adds else _FAR
    if len(ordinary) < 2:
        return lambda own: not ordinary and bool(own)
    tops = [sorted(each[role][1] for each in ordinary)[-2] for role in range(roles)]
    lows = [sorted(each[role][0] for each in ordinary)[1] for role in range(roles)]

    def alike(own: _Spans) -> bool:
        pairs = zip(own, tops, lows, strict=True)
        return all(high < _FAR * max(top, _FAR) and low * few > second for (low, high), top, second in pairs)

    return alike
