"""How many of the things a share is made of are not there yet: 两地合计还有6个苏木乡镇没有建立."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from mzgz.language import Quantity
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, MONTH, NAME, NOW, OPERAND, SOME, UNIT
from mzgz.publishing.verify.assertions.figure_spoken_of import FigureSpokenOf
from mzgz.publishing.verify.assertions.figures_of_places import FiguresOfPlaces
from mzgz.publishing.verify.assertions.pattern_fragments import within
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict
from mzgz.publishing.verify.assertions.word_classes import AND, DENIES, DONE, HAS, OF, ONLY, REACHED, TOGETHER

_READ: Final = frozenset(
    (UNIT, AND, SOME, TOGETHER, HAS, ONLY, COUNT, DENIES, DONE, REACHED, NAME, OPERAND, OF, MONTH, NOW)
)


class ThingsLacking(FiguresOfPlaces):
    """So many things of some units, or of all, that are said not to have come about."""

    def verdict(self) -> Verdict | None:
        words, places = self.words, self.words.of(SOME)
        claims, denied = words.of(DONE, REACHED), words.of(DENIES)
        if len(claims) != 1 or len(denied) != 1 or not self.figure.target.quotient or len(self.when) > 1:
            return None
        listed = not places or (len(places) == 1 and places[0].token and places[0].token.what == len(self.codes))
        numbers = [word.quantity for word in self.numbers if word.quantity and word.part == COUNT]
        if not listed or not numbers or len(numbers) != len(self.numbers) or len(numbers) > 2:
            return None
        if any(word.part not in _READ for word in words.row) or not self._of_its_things(numbers[0]):
            return None
        if not self.numbers[-1].first < denied[0].first < claims[0].first:
            return None
        part, whole = self._there("part"), self._there("whole")
        if len(numbers) == 2 and numbers[-1].thing and not self._of_its_things(numbers[-1]):
            return None
        if part is None or whole is None or (len(numbers) == 2 and not within(numbers[0], whole)):
            return None
        return within(numbers[-1], whole - part), self._sides("part").told(self.codes, self.moment)

    def _sides(self, side: str) -> FigureSpokenOf:
        return FigureSpokenOf(self.context, self.figure.target, side)

    def _there(self, side: str) -> Fraction | None:
        figure = self._sides(side)
        return figure.of_units(self.codes, self.moment) if self.codes else figure.of_all(self.moment)

    def _of_its_things(self, said: Quantity) -> bool:
        """Whether what is counted is what the share is of: 街道 of 街道社工站覆盖率."""
        target = self.figure.target
        names = [target.name, *(target.operand(role).name for role in target.operands)]
        things = any(said.thing in name for name in names) if said.thing else self.words.has(TOGETHER)
        return things and self._sides("part").measures(said)
