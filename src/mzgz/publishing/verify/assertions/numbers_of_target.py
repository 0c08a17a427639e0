"""Every number the data know of a target: a number beside its name that is none of them is not from the data."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from typing import Final

from mzgz.language import Kind, Quantity, read
from mzgz.language.units_of_measure import same_unit, split_thing
from mzgz.model.numbers import exact
from mzgz.model.periods import Period
from mzgz.model.rounding import half_up
from mzgz.model.targets.aggregate import Share
from mzgz.progress import Board, Progress
from mzgz.publishing.verify.assertions.pattern_fragments import within
from mzgz.publishing.verify.assertions.reached_or_not import stands
from mzgz.publishing.verify.number_candidates import base_unit, last_year

_TIMES: Final = frozenset("次 轮 回 遍 场 期 批 届".split())


@dataclass(frozen=True)
class NumbersOfTarget:
    """The numbers of one target, of the city and of the units a clause names."""

    board: Board
    target: str
    codes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Other targets that are spoken of, which it may be compared with."""
    earlier: bool = False
    """Whether earlier months are spoken of."""

    @cached_property
    def city(self) -> Progress:
        return self.board.city(self.target)

    @cached_property
    def _parts(self) -> list[Progress]:
        return [part for part in self.city.judged_parts if part.expected]

    @cached_property
    def _named(self) -> list[Progress]:
        return [part for part in self._parts if part.node.key in self.codes]

    def knows(self, said: Quantity) -> bool | None:
        """Whether a number is one of them; None where it is of a kind the data say nothing of."""
        if said.kind in (Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE):
            if not self._tells:
                return None
            numbers = {Kind.PERCENT: self._shares, Kind.POINTS: self._points, Kind.MULTIPLE: self._multiples}[said.kind]
            return any(within(said, each) for each in numbers)
        if said.kind not in (Kind.COUNT, Kind.AMOUNT) or not said.unit:
            return None
        if said.thing and not self._own_thing(said.thing):
            return None
        known = self._counts(said.unit)
        return None if known is None else any(within(said, each) for each in known)

    def is_whole(self, said: Quantity) -> bool:
        """36个街道: how many there are to be reached in all."""
        if not self.city.target.quotient or not said.thing or not self._own_thing(said.thing):
            return False
        figures = [each.figure for each in (self._named or [self.city])]
        return any(isinstance(each, Share) and within(said, exact(each.whole)) for each in figures)

    def _own_thing(self, thing: str) -> bool:
        """Whether it is what the target is made of, or the bureau's own word for its units."""
        target, units = self.city.target, self.board.ledger.workspace.vocabulary.units
        names = [target.name, *(target.operand(role).name for role in target.operands)]
        return any(thing.replace("老人", "老年人") in name for name in names) or units in thing or thing in units

    @property
    def _tells(self) -> bool:
        return bool(self.city.target.operands) and not self.city.target.events and self.city.value is not None

    @cached_property
    def _values(self) -> list[Fraction]:
        """Values of the city, of each month, of the units named, last year's and the goal."""
        city = self.city
        found = [each.value for each in (city, *self._named)]
        found += [last_year(city), city.target.base_value, city.goal.number if city.goal else None]
        found += [each.goal.number for each in self._named if each.goal]
        for month in self._months:
            board = self.board.at(month)
            found += [board.city(self.target).value, *(board.part(self.target, code).value for code in self.codes)]
        return [each for each in found if each is not None]

    @property
    def _months(self) -> list[Period]:
        last = self.board.reference
        return (
            []
            if last is None or not self.earlier
            else [Period.month_of(last.year, month) for month in range(1, last.month)]
        )

    @cached_property
    def _shares(self) -> set[Fraction]:
        found = set(self._values) if self.city.target.quotient else set()
        if self.city.target.quotient:
            found |= {1 - each for each in found}
        else:
            found |= {each / other for each, other in itertools.permutations(set(self._values), 2) if other}
            found |= {each / other - 1 for each, other in itertools.permutations(set(self._values), 2) if other}
        found |= {(each - other) / other for each, other in itertools.permutations(self._values[:4], 2) if other}
        found |= {abs(each) for each in found}
        number = len(self._parts)
        for way in self._standings:
            found |= {Fraction(each, number) for each in way if number}
        found |= self._of_months(lambda one, other: (other - one) / one if one else Fraction(0))
        for one, whole in itertools.product(self._things(self._named), self._things([self.city])):
            found |= {one / whole} if whole else set()
        return found | {each for note in self._noted for each in [note.value] if note.kind is Kind.PERCENT}

    @cached_property
    def _points(self) -> set[Fraction]:
        others = [self.board.city(each).value for each in self.also]
        others += [self.board.part(each, code).value for each in self.also for code in self.codes]
        values = {
            *self._values,
            *(each for each in others if each is not None),
            *(part.value for part in self._named if part.value is not None),
        }
        printed = {Fraction(half_up(each, 3)) for each in values}
        pairs = (*itertools.combinations(values, 2), *itertools.combinations(printed, 2))
        between = self._of_months(lambda one, other: abs(other - one))
        return {abs(one - other) for one, other in pairs} | between | {Fraction(0)}

    def _of_months(self, way: Callable[[Fraction, Fraction], Fraction]) -> set[Fraction]:
        """What came between any two months, where earlier months are spoken of; of the city and of the units named."""
        if not self.earlier or self.board.reference is None:
            return set()
        months = [*self._months, self.board.reference]
        nodes: list[Callable[[Board], Progress]] = [lambda board: board.city(self.target)]
        nodes += [partial(self._part_of, code=code) for code in self.codes[:2]]
        found: set[Fraction] = set()
        for node in nodes:
            values = [node(self.board.at(month)).value for month in months]
            known = list(dict.fromkeys(value for value in values if value is not None))
            base = [each for each in [last_year(self.city)] if each is not None]
            found |= {way(one, other) for one, other in itertools.combinations([*base, *known], 2)}
        return found

    def _part_of(self, board: Board, code: str) -> Progress:
        return board.part(self.target, code)

    @cached_property
    def _together(self) -> set[Fraction]:
        """What some of the units named have between them."""
        found: set[Fraction] = set()
        for side in ("part", "whole", ""):
            those = [
                exact(getattr(each.figure, side)) if side and isinstance(each.figure, Share) else each.value
                for each in self._named[:6]
            ]
            known = [each for each in those if each is not None]
            for size in range(2, len(known) + 1):
                found |= {sum(some, Fraction(0)) for some in itertools.combinations(known, size)}
        return found

    @cached_property
    def _multiples(self) -> set[Fraction]:
        pairs = itertools.permutations({*self._values, *self._things([self.city, *self._named])}, 2)
        found = {one / other for one, other in pairs if other}
        return found | {each - 1 for each in found}

    @cached_property
    def _standings(self) -> list[tuple[int, ...]]:
        """How many units stand so and so: done, in time, made good, not, open."""
        rows: list[tuple[int, ...]] = []
        for way in ("reached", "done", "timely"):
            stood = [stands(part, way) for part in self._parts]
            yes, no = stood.count(True), stood.count(False)
            rows.append((yes, no, len(stood) - yes - no, len(stood) - yes, len(stood) - no))
        met = sum(part.met is True for part in self._parts)
        good = sum(part.made_good is not None for part in self._parts)
        now = sum(part.met_now is True for part in self._parts)
        whole = len(self._parts)
        rows.append((met, good, now, whole, whole - met, whole - now, met + good, whole - met - good))
        return rows

    @cached_property
    def _noted(self) -> list[Quantity]:
        """Numbers in what units wrote beside their figures."""
        notes = [entry.note for part in self._parts for _, entry in part.entries if entry.note]
        return [each for note in notes for each in read(note)]

    def _things(self, those: list[Progress]) -> set[Fraction]:
        """What is counted: both numbers of a share and what lies between them; the times something was done."""
        found: set[Fraction] = set()
        for each in those:
            figure = each.figure
            if isinstance(figure, Share):
                part, whole = exact(figure.part), exact(figure.whole)
                found |= {part, whole, whole - part}
            elif each.value is not None:
                found.add(each.value)
            if each.gap is not None:
                found.add(exact(each.gap.things))
                found |= {Fraction(each.gap.added)} if each.gap.added is not None else set()
        return found

    def _counts(self, unit: str) -> set[Fraction] | None:
        target = self.city.target
        measures = {split_thing(base_unit(target.operand(role).unit))[0] for role in target.operands}
        found: set[Fraction] | None = None
        if any(same_unit(unit, measure) for measure in measures):
            found = self._things([self.city, *self._named]) | set(self._values if not target.quotient else [])
            found |= self._together | self._of_months(lambda one, other: abs(other - one))
            for month in self._months:
                board = self.board.at(month)
                found |= self._things(
                    [board.city(self.target), *(board.part(self.target, code) for code in self.codes)]
                )
            now = (
                set()
                if target.quotient
                else {
                    each
                    for each in (
                        self.city.value,
                        last_year(self.city),
                        self.city.goal.number if self.city.goal else None,
                    )
                    if each is not None
                }
            )
            if target.base:  # 38张 of 张/千人
                found |= {each * target.base for each in self._values}
            now |= {part.value for part in self._named if part.value is not None and not target.quotient}
            found |= {abs(one - other) for one, other in itertools.combinations(now, 2)}
        if target.recurs and unit in _TIMES:
            found = self._things([self.city, *self._named]) | {
                each for part in self._parts for each in self._things([part])
            }
        if unit in ("家", "地") or (unit == "个" and (found is not None or not measures)):
            counted = self._things([self.city, *self._named])
            counted |= {Fraction(each) for row in self._standings for each in row} | {Fraction(len(self.board.level))}
            found = counted if found is None else found | counted
        if found is None:
            return None
        return found | {note.value for note in self._noted if same_unit(note.unit, unit)}
