"""The words of a clause, said of one figure at several places: whom it names, in which lists, and which numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from mzgz.language import Quantity
from mzgz.publishing.verify.assertions.clause_tokens import (
    ALL,
    SOME,
    UNIT,
)
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, ClauseWords
from mzgz.publishing.verify.assertions.figure_spoken_of import (
    FigureSpokenOf,
    Moment,
    codes_of,
)
from mzgz.publishing.verify.assertions.figures_over_time import moments
from mzgz.publishing.verify.assertions.pattern_fragments import Context
from mzgz.publishing.verify.assertions.word_classes import (
    AND,
    EVERY,
    HIGHEST,
    MEAN,
    PORTION,
)

_BY_PLACES: Final = frozenset("家地者")


@dataclass(frozen=True)
class FiguresOfPlaces:
    """The words, and the figure they are said of."""

    words: ClauseWords
    context: Context
    figure: FigureSpokenOf

    @cached_property
    def groups(self) -> list[tuple[str, ...]]:
        """Units that stand in one list."""
        found: list[list[str]] = []
        last = ""
        for word in self.words.row:
            if word.part == UNIT and word.token:
                joined = bool(found) and last in (UNIT, AND)
                found[-1].append(str(word.token.what)) if joined else found.append([str(word.token.what)])
            last = word.part
        return [tuple(each) for each in found]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All units named, or those understood."""
        own = tuple(dict.fromkeys(codes_of(self.groups)))
        of_all = (ALL, SOME, EVERY) if self.words.has(PORTION) else (ALL, SOME, EVERY, MEAN)  # 占全市四成
        those = [word.token.what for word in self.words.of(SOME) if word.token] == [len(self.context.units)]  # 两地合计
        return own or (self.context.units if those or not self.words.has(*of_all) else ())

    @cached_property
    def numbers(self) -> list[ClassedWord]:
        """Those that do not only say how many places were named."""
        row = self.words.row
        return [
            word
            for word in self.words.numbers
            if not (
                word.quantity
                and word.quantity.unit in _BY_PLACES
                and word.quantity.value == len(self.codes)
                and row[row.index(word) - 1].part == UNIT
            )
        ]

    @cached_property
    def when(self) -> list[Moment]:
        return moments(self.words, self.context)

    @property
    def moment(self) -> Moment:
        return self.when[0] if self.when else None

    def only(self, *parts: str) -> Quantity | None:
        """The one number, where it is of such a class."""
        return self.numbers[0].quantity if len(self.numbers) == 1 and self.numbers[0].part in parts else None


def farthest(values: dict[str, Fraction], end: ClassedWord) -> str:
    pick = max if end.part == HIGHEST else min
    return pick(values, key=lambda each: values[each])
