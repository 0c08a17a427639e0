"""How one figure went through the year, or since the last: what it was then and then, and by how much it rose between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Final

from mzgz.language import Kind, Quantity
from mzgz.language.pattern_search import expression
from mzgz.model.periods import Period
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, MONTH, NOW, PERCENT, POINTS, SOME, UNIT
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, ClauseWords
from mzgz.publishing.verify.assertions.figure_spoken_of import LAST_YEAR as YEAR_BEFORE
from mzgz.publishing.verify.assertions.figure_spoken_of import FigureSpokenOf, Moment, close, makes_up
from mzgz.publishing.verify.assertions.pattern_fragments import Context, within
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict
from mzgz.publishing.verify.assertions.word_classes import (
    AND,
    ARRIVES,
    EVERY,
    FALLS,
    GOAL,
    HIGHEST,
    LAST_YEAR,
    LESS,
    LOWEST,
    MEAN,
    MORE,
    OF,
    QUARTER,
    RISES,
    THAN,
)

SPANS: Final = {"二": (3, 6), "三": (6, 9), "四": (9, 12), "下": (6, 12)}
_TIMES: Final = (MONTH, NOW, LAST_YEAR)
_ONE_MONTH: Final = expression("^[0-9一二三四五六七八九十]{1,3}月|去年|上年|年初|[末底]$")
_OF_LAST_YEAR: Final = re.compile(f"(?P<way>[{LESS}{MORE}])?{LAST_YEAR}{OF}?{PERCENT}$")
_UPWARD, _DOWNWARD = frozenset("升提增攀涨冲上"), frozenset("降下减回跌掉滑")
_SINCE: Final = expression(f"{MONTH}[底末份]*(?:以来|起|后|之后|以后)")
_COMPARED: Final = expression("相比|对比|相较")


def _compares(words: ClauseWords) -> bool:
    return words.has(THAN)


def said_to_rise(words: ClauseWords) -> bool | None:
    """Which way a figure is said to have gone: 降到 and 提高到 say it as 下降 and 提高 do."""
    ways = {word.part for word in words.of(RISES, FALLS)}
    signs = {word.text[0] for word in words.of(ARRIVES)}
    up, down = RISES in ways or bool(signs & _UPWARD), FALLS in ways or bool(signs & _DOWNWARD)
    return None if up == down else up


def moments(words: ClauseWords, context: Context) -> list[Moment]:
    """The times a clause names, in order; the time of the figures is None."""
    found: list[Moment] = []
    for word in words.row:
        if word.part == LAST_YEAR:
            found.append(YEAR_BEFORE)
        elif word.part == NOW:
            found.append(None)
        elif word.part == MONTH and word.token:
            what = word.token.what
            found.append(what if isinstance(what, Period) else None)
    return found


@dataclass(frozen=True)
class OverTime:
    """The words of a clause, said of one figure at several times: of the city's, or of that of one unit."""

    words: ClauseWords
    context: Context
    figure: FigureSpokenOf

    def verdict(self) -> Verdict | None:
        words = self.words
        if words.has(ALL, SOME, EVERY, MEAN, GOAL, HIGHEST, LOWEST) and not self._whole_only:
            return None
        if len(self.codes) > 1 or len(words.of(UNIT)) > 1 or self._listing:
            return None
        return self._levels() or self.part_of_last_year() or self._moved()

    @property
    def _whole_only(self) -> bool:
        """全市 beside a figure of the city is nothing but its place."""
        return not self.words.has(ALL, SOME, EVERY, GOAL, HIGHEST, LOWEST) and not self.words.has(UNIT)

    @property
    def _listing(self) -> bool:
        """Whether it speaks of one thing and another, not of one time and another."""
        row = self.words.row
        return any(
            word.part == AND and not (other.part in _TIMES and _compares(self.words)) for word, other in pairwise(row)
        )

    @cached_property
    def codes(self) -> tuple[str, ...]:
        own = tuple(str(word.token.what) for word in self.words.of(UNIT) if word.token)
        return own or (() if self.words.has(MEAN) else self.context.units)

    def _at(self, moment: Moment) -> Fraction | None:
        return self.figure.of_unit(self.codes[0], moment) if self.codes else self.figure.of_all(moment)

    @cached_property
    def _moments(self) -> list[ClassedWord]:
        return self.words.of(MONTH, NOW, LAST_YEAR)

    def _levels(self) -> Verdict | None:
        """由6月底的52.3%提高到56.1%, 上年为13个、今年为36个: each at its own time."""
        numbers, when = self.words.numbers, moments(self.words, self.context)
        said = [word.quantity for word in numbers if word.quantity and word.part in (PERCENT, COUNT)]
        if len(said) != 2 or len(numbers) != 2 or not when or len(when) > 2 or self.words.has(THAN, QUARTER):
            return None
        if not all(self.figure.measures(each) for each in said):
            return None
        if len(when) == 1 and self._moments[0].first > numbers[0].first:
            return None
        later = when[1] if len(when) == 2 else None
        values = [self._at(when[0]), self._at(later)]
        if None in values or when[0] == later:
            return None
        told = "；".join(self._told(moment) for moment in (when[0], later))
        one, other = (value or Fraction(0) for value in values)
        up = said_to_rise(self.words)
        way = up is None or (other > one if up else other < one)
        last = within(said[1], other) or (self._by_so_much and within(said[1], abs(other - one)))
        return within(said[0], one) and last and way, told

    @property
    def _by_so_much(self) -> bool:
        """由上年的9项减少1项, without 到: the second number may be how many fewer there are."""
        ways = self.words.of(RISES, FALLS)
        return len(ways) == 1 and not self.words.has(ARRIVES) and ways[0].text[-1] not in "到至为"

    def part_of_last_year(self) -> Verdict | None:
        """只有上年的七成左右: of a number, how much of last year's it is."""
        numbers, match = self.words.numbers, _OF_LAST_YEAR.search(self.words.shape)
        said = numbers[0].quantity if len(numbers) == 1 else None
        if match is None or said is None or self.figure.is_share or self.codes or self.words.has(RISES, FALLS, THAN):
            return None
        now, then = self._at(None), self._at(YEAR_BEFORE)
        if now is None or not then:
            return None
        share, way = now / then, match["way"]
        told = "；".join(self._told(moment) for moment in (YEAR_BEFORE, None))
        return (share < said.value if way == LESS else share > said.value if way else makes_up(said, now, then)), told

    def _moved(self) -> Verdict | None:
        """By how much it rose or fell between two times."""
        numbers = self.words.numbers
        said = numbers[0].quantity if len(numbers) == 1 and numbers[0].part in (POINTS, COUNT, PERCENT) else None
        ways = self.words.of(RISES, FALLS, *((MORE, LESS) if self.words.has(THAN) else ()))
        if said is None or len(ways) != 1 or self.words.has(ARRIVES) or ways[0].first > numbers[0].first:
            return None
        span = self._span()
        if span is None:
            return (None, "") if self._within_year else None
        if YEAR_BEFORE in span and not self._within_year:
            return None
        first, last = (self._at(moment) for moment in span)
        if first is None or last is None:
            return None
        up = ways[0].part in (RISES, MORE)
        size = self._by(said, first, last)
        if size is None:
            return None
        told = "；".join(self._told(moment) for moment in span)
        return size and ((last > first) if up else (last < first)), told

    def _by(self, said: Quantity, first: Fraction, last: Fraction) -> bool | None:
        if said.kind is Kind.PERCENT:
            return None if self.figure.is_share or not first else within(said, abs(last - first) / first)
        return close(said, (first, last)) if self.figure.apart(said) else None

    def _span(self) -> tuple[Moment, Moment] | None:
        """From when to when: 与6月底相比, 从6月底到9月底, 三季度."""
        when, quarters = moments(self.words, self.context), self.words.of(QUARTER)
        year, reference = self.context.board.year, self.context.board.reference
        if reference is None:
            return None
        if quarters and not when:
            first, last = SPANS.get(quarters[0].text.removeprefix("第")[0], (0, 0))
            if len(quarters) > 1 or not first or first >= reference.month or self.words.has(THAN):
                return None
            end = None if last >= reference.month else Period.month_of(year, last)
            return Period.month_of(year, first), end
        if quarters or not 1 <= len(when) <= 2:
            return None
        base = self._base()
        if len(when) == 1 and base is None and _SINCE.search(self.words.signs):
            return when[0], None
        if len(when) == 1 and base is None and self._within_year and when[0] is not None:
            return YEAR_BEFORE, when[0]
        if len(when) == 1:
            return (when[0], None) if base == 0 and when[0] is not None else None
        if base is None:
            return (when[0], when[1]) if when[0] != when[1] else None
        return when[base], when[1 - base]

    @property
    def _within_year(self) -> bool:
        """上半年增加6处, 下半年增加4处: within the year, and not against the last."""
        spans = [word for word in self._moments if not _ONE_MONTH.search(word.text)]
        return (bool(spans) or self.words.has(QUARTER)) and not self.words.has(LAST_YEAR, THAN)

    def _base(self) -> int | None:
        """Which of the times is the one that is compared with: after 比, before 相比."""
        than = self.words.of(THAN)
        if len(than) != 1:
            return None
        places = [word.first for word in self._moments]
        row = self.words.row
        at = row.index(than[0])
        with_it = at > 1 and row[at - 1] in self._moments and row[at - 2].part == AND  # 和3月底比
        before = with_it or _COMPARED.search(than[0].text)
        near = [place for place in places if (place < than[0].first) == bool(before)]
        return places.index(max(near) if before else min(near)) if near else None

    def _told(self, moment: Moment) -> str:
        if moment == YEAR_BEFORE:
            base = self.figure.of_all(YEAR_BEFORE)
            return "" if base is None else f"上年{self.figure.city.printed(base)}"
        return self.figure.told(self.codes, moment)
