"""What units have together, which share of a whole that is, and what each of several has by itself."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from mzgz.language import Quantity
from mzgz.language.pattern_search import expression
from mzgz.publishing.verify.assertions.clause_tokens import (
    ALL,
    COUNT,
    MONTH,
    NAME,
    NOW,
    OPERAND,
    PERCENT,
    POINTS,
    TIMES,
    UNIT,
)
from mzgz.publishing.verify.assertions.figure_spoken_of import (
    FigureSpokenOf,
    makes_up,
)
from mzgz.publishing.verify.assertions.figures_of_places import FiguresOfPlaces
from mzgz.publishing.verify.assertions.pattern_fragments import within
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict
from mzgz.publishing.verify.assertions.word_classes import (
    ABOVE,
    AND,
    APART,
    ARRIVES,
    BELOW,
    EVERY,
    FALLS,
    GOAL,
    HAS,
    HIGHEST,
    IS,
    LAST_YEAR,
    LESS,
    LOWEST,
    MORE,
    OF,
    ONLY,
    PORTION,
    QUARTER,
    RISES,
    SHORT,
    THAN,
    TOGETHER,
)

_THERE: Final = re.compile(f"{PERCENT}{UNIT}(?:{AND}?{UNIT})*$")
"""有四成在海拉尔、根河."""
_FROM_THERE: Final = expression("来自|集中|出在|落在")
_PLAIN: Final = frozenset((UNIT, NAME, OPERAND, HAS, IS, ARRIVES, ONLY, OF, COUNT, MONTH, NOW))
_THOSE_WITH: Final = re.compile(f"[{COUNT}{PERCENT}][{ABOVE}{BELOW}]?{OF}.*{UNIT}")
"""达到10处的有…: each of them has so many."""
_ALIKE: Final = expression("同[为是有样]|各[有为是0-9]?")
_IN_TURN: Final = expression("分别|依次|各为")
_OF_ANOTHER: Final = re.compile(f"(?P<way>[{LESS}{MORE}])?{UNIT}{OF}{PERCENT}$")
PAIRED: Final = re.compile(f"(?:{UNIT}{IS}?[{PERCENT}{COUNT}]{AND}?){{2,}}$")
"""海拉尔13个、扎兰屯12个."""


class SumOrShare(FiguresOfPlaces):
    """So many together, or such a part of all."""

    def verdict(self) -> Verdict | None:
        if self.words.has(LAST_YEAR, QUARTER):
            return None
        return (
            self._part_of_another()
            or self._in_turn()
            or self._each_its_own()
            or self._portion()
            or self._sum()
            or self._own()
        )

    def _each_its_own(self) -> Verdict | None:
        """海拉尔13个、扎兰屯12个: every unit with its own number behind it."""
        row = [word for word in self.words.row if word.part in (UNIT, PERCENT, COUNT, POINTS)]
        pairs = list(zip(row[::2], row[1::2], strict=False))
        if len(pairs) < 2 or len(row) % 2 or not PAIRED.search(self.words.shape) or len(self.when) > 1:
            return None
        wrong = []
        for unit, number in pairs:
            code = str(unit.token.what) if unit.token else ""
            value = self.figure.of_unit(code, self.moment)
            if value is None or number.quantity is None or not self.figure.measures(number.quantity):
                return None
            wrong += [] if within(number.quantity, value) else [code]
        return not wrong, self.figure.told(wrong, self.moment)

    def _own(self) -> Verdict | None:
        """海拉尔有养老床位1450张: what one unit has, of one of the two numbers of a share."""
        said = self.only(COUNT)
        row = self.words.row
        plain = all(word.part in _PLAIN and "差" not in word.text for word in row) and row[-1].part == COUNT
        if said is None or not self.figure.side or len(self.codes) != 1 or not plain or len(self.when) > 1:
            return None
        value = self._of_unit(self.codes[0]) if self.figure.measures(said) else None
        return None if value is None else (within(said, value), self.figure.told(self.codes, self.moment))

    def _part_of_another(self) -> Verdict | None:
        """新右旗34张，不到鄂温克旗的三分之一: how much of what another unit has."""
        match, said = _OF_ANOTHER.search(self.words.shape), self.only(PERCENT)
        pair = tuple(dict.fromkeys((*self.context.units, *self.codes))) if len(self.codes) == 1 else self.codes
        if (
            match is None
            or said is None
            or len(pair) < 2
            or (len(pair) > 2 and len(self.groups[-1]) != 1)
            or len(self.when) > 1
            or self.words.has(RISES, FALLS, THAN)
        ):
            return None
        *those, other = (self._of_unit(code) for code in pair)
        if None in those or not other:
            return None
        told, way = self.figure.told(pair, self.moment), match["way"]
        held = [self._is_part(said, one, other, way) for one in those if one is not None]
        return all(held), told

    @staticmethod
    def _is_part(said: Quantity, one: Fraction, other: Fraction, way: str | None) -> bool:
        share = one / other
        return share < said.value if way == LESS else share > said.value if way else makes_up(said, one, other)

    def _in_turn(self) -> Verdict | None:
        """莫旗、阿荣旗分别为11处和10处."""
        numbers = [word.quantity for word in self.numbers if word.quantity and word.part in (PERCENT, COUNT)]
        if not _IN_TURN.search(self.words.signs) or len(self.groups) > 1 or len(numbers) != len(self.codes):
            return None
        if len(numbers) < 2 or len(self.when) > 1 or self.words.has(RISES, FALLS, SHORT, THAN, GOAL):
            return None
        values = [self._of_unit(code) for code in self.codes]
        if None in values or not all(self.figure.measures(each) for each in numbers):
            return None
        pairs = zip(self.codes, numbers, values, strict=True)
        wrong = [code for code, said, value in pairs if value is not None and not within(said, value)]
        return not wrong, self.figure.told(wrong, self.moment)

    def _sum(self) -> Verdict | None:
        if self.words.has(MORE, LESS) and self.words.has(TOGETHER):
            return self._sum_beside()
        said = self.only(COUNT)
        together = self.words.has(TOGETHER) or (self.context.together and not self.groups)
        each = (
            not together
            and bool(self.groups)
            and not self.words.has(EVERY, SHORT, THAN, MORE, LESS, GOAL, RISES, FALLS)
        )
        if said is None or not (together or each) or len(self.codes) < 2 or not self.figure.measures(said):
            return None
        if self.words.has(HIGHEST, LOWEST, APART, PORTION) or len(self.when) > 1 or self.words.has(ALL):
            return None
        if _THOSE_WITH.search(self.words.shape):
            return None
        there = self.figure.of_units(self.codes, self.moment)
        if there is None:
            return None
        own = each and all(within(said, value) for code in self.codes if (value := self._of_unit(code)) is not None)
        alike = each and _ALIKE.search(self.words.signs)  # 同为2个, 各2个
        return own or (not alike and within(said, there)), self.figure.told(self.codes, self.moment)

    def _sum_beside(self) -> Verdict | None:
        """甲比乙、丙之和还多5张, 三地加起来不到丁的两倍: what some have together, beside what another has."""
        ways, said = self.words.of(MORE, LESS), self.numbers[0] if self.numbers else None
        groups = self.groups
        if len(groups) == 1 and self.words.shape.startswith(THAN) and len(self.context.units) == 1:
            groups = [self.context.units, *groups]  # …112张，比陈旗、新左旗合计还多
        if len(groups) != 2 or len(ways) != 1 or len(self.numbers) > 1 or len(self.when) > 1:
            return None
        if self.words.has(RISES, FALLS, LAST_YEAR, GOAL, HIGHEST, LOWEST, ALL):
            return None
        one, other = (self.figure.of_units(group, self.moment) for group in groups)
        quantity = said.quantity if said else None
        if one is None or other is None or (said and (quantity is None or said.part not in (COUNT, TIMES))):
            return None
        if quantity is not None and said is not None and said.part == TIMES:
            other *= quantity.value
        elif quantity is not None and not self.figure.measures(quantity):
            return None
        side = one > other if ways[0].part == MORE else one < other
        by = quantity is None or said is None or said.part == TIMES or within(quantity, abs(one - other))
        return side and by, self.figure.told(self.codes, self.moment)

    def _of_unit(self, code: str) -> Fraction | None:
        return self.figure.of_unit(code, self.moment)

    def _portion(self) -> Verdict | None:
        """占全市四成, 全市的…有四成在…: the part of what all have that is there."""
        said, words = self.only(PERCENT), self.words
        if said is None or not self.codes or words.has(ALL, HIGHEST, LOWEST, APART, GOAL) or len(self.when) > 1:
            return None
        at_end = _THERE.search(words.shape) and (self._of_whole or _FROM_THERE.search(words.signs))
        if not words.has(PORTION) and not at_end:
            return None
        figures = [self.figure] if not self.figure.is_share else self._sides()
        verdicts = [self._makes_up(said, figure) for figure in figures]
        if None in verdicts:
            return None, ""
        own = not self._of_whole and not at_end and self._is_own(said)
        return any(verdicts) or own, figures[0].told(self.codes, self.moment)

    @property
    def _of_whole(self) -> bool:
        """全市的…有四成在…."""
        whole = self.context.board.ledger.workspace.vocabulary.whole
        return "全市" in self.words.signs or whole in self.words.clause.sentence.text[: self.words.clause.start]

    def _sides(self) -> list[FigureSpokenOf]:
        return [FigureSpokenOf(self.context, self.figure.target, side) for side in ("part", "whole")]

    def _makes_up(self, said: Quantity, figure: FigureSpokenOf) -> bool | None:
        part, whole = figure.of_units(self.codes, self.moment), figure.of_all(self.moment)
        return makes_up(said, part, whole) if part is not None and whole else None

    def _is_own(self, said: Quantity) -> bool:
        """护理型床位占58.8%: of its own beds."""
        share = FigureSpokenOf(self.context, self.figure.target)
        values = [share.of_unit(code, self.moment) for code in self.codes]
        return share.is_share and all(value is not None and within(said, value) for value in values)
