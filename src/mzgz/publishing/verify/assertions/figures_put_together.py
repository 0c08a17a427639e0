"""What is said of several figures at once: what units have together, which share that is, how far two lie apart, between
which ends all of them lie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
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
    ORDINAL,
    PERCENT,
    POINTS,
    SOME,
    TIMES,
    UNIT,
    Clause,
)
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, ClauseWords, blocked, hedged, words_in_classes
from mzgz.publishing.verify.assertions.distance_to_goal import says_of_goal, to_goal
from mzgz.publishing.verify.assertions.figure_spoken_of import (
    FigureSpokenOf,
    Moment,
    close,
    codes_of,
    figures_spoken_of,
    makes_up,
)
from mzgz.publishing.verify.assertions.figures_over_time import OverTime, moments
from mzgz.publishing.verify.assertions.number_as_limit import limit
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion, Context, matched, within
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict
from mzgz.publishing.verify.assertions.word_classes import (
    AND,
    APART,
    ARRIVES,
    BESIDES,
    CLAIMS,
    DENIES,
    EVERY,
    GOAL,
    HAS,
    HIGHEST,
    IS,
    LACKING,
    LAST_YEAR,
    LESS,
    LOWEST,
    MEAN,
    MORE,
    NARROWER,
    NOBODY,
    ONLY,
    OTHERS,
    OUTSIDE,
    PORTION,
    QUARTER,
    REACHED,
    SHORT,
    TASKS,
    THAN,
    TOGETHER,
    WIDER,
    WITHIN,
)

_MARKS: Final = (TOGETHER, PORTION, APART, WITHIN, NARROWER, WIDER)
_NOT_READ: Final = (DENIES, NOBODY, BESIDES, OUTSIDE, OTHERS, TASKS, ORDINAL, TIMES, *CLAIMS)
_THERE: Final = re.compile(f"{PERCENT}{UNIT}(?:{AND}?{UNIT})*$")
"""有四成在海拉尔、根河."""
_GOES_ON: Final = frozenset((MONTH, NOW, POINTS, COUNT, IS, HAS, ARRIVES, ONLY, NARROWER, WIDER))
"""9月底还是12.9个百分点, after what it is that lies apart."""
_FROM_THERE: Final = expression("来自|集中|出在|落在")
_BY_PLACES: Final = frozenset("家地者")


def read_figures(clause: Clause, context: Context) -> Iterator[Assertion]:
    """What a clause says of sums, shares of a whole, distances, ranges and changes within the year; of what it says in
    words nobody knows nothing is said."""
    words = words_in_classes(clause, _own_words(clause, context), of_figures=True)
    if words.has(APART) and not words.numbers and len(words.of(UNIT)) == 2 and not blocked(words):
        yield matched(clause, 0, len(clause.code.rstrip("。！")), None, "", decides=True)  # how far, is yet to come
        return
    marked = (
        words.has(*_MARKS, MONTH, QUARTER, LAST_YEAR, HIGHEST, LOWEST, GOAL)
        or context.together
        or context.apart
        or says_of_goal(words)
        or _adds_or_bounds(words)
    )
    ends_of_group = words.has(HIGHEST, LOWEST) and len(words.of(UNIT)) > 2
    if not (words.numbers or ends_of_group) or not (marked or words.row[-1].part == UNIT):
        return
    quantities = [word.quantity for word in words.numbers if word.quantity]
    verdicts: list[Verdict] = []
    for figure in figures_spoken_of(clause, context, quantities):
        verdict = None if blocked(words) else _verdict(words, context, figure)
        if verdict is None:
            return
        verdicts.append(verdict)
    if not verdicts:
        return
    holds = True if any(so for so, _ in verdicts) else None if any(so is None for so, _ in verdicts) else False
    of_one_number = words.has(LAST_YEAR, POINTS) and words.has(LAST_YEAR, GOAL, LACKING, REACHED)
    yield matched(clause, 0, len(clause.code.rstrip("。！")), holds, verdicts[0][1], decides=not of_one_number)


def _adds_or_bounds(words: ClauseWords) -> bool:
    """So many of several units, or between two limits."""
    ways = [hedged(word.quantity) for word in words.numbers if word.quantity]
    return ways == [1, -1] or (len(words.of(UNIT)) > 1 and len(words.numbers) == 1 and words.has(COUNT))


def _own_words(clause: Clause, context: Context) -> str:
    names = [str(token.what) for token in clause.tokens if token.sign in (NAME, OPERAND)]
    target = context.board.plan.targets.get(names[0] if names else context.target)
    return "" if target is None else "\n".join([target.name, *(target.operand(each).name for each in target.operands)])


def _verdict(words: ClauseWords, context: Context, figure: FigureSpokenOf) -> Verdict | None:
    at_goal = to_goal(words, context, figure)
    if at_goal is not None or words.has(*_NOT_READ):
        return at_goal
    return PutTogether(words, context, figure).verdict() or OverTime(words, context, figure).verdict()


@dataclass(frozen=True)
class PutTogether:
    """The words of a clause, said of one figure at several places."""

    words: ClauseWords
    context: Context
    figure: FigureSpokenOf

    def verdict(self) -> Verdict | None:
        if self.words.has(LAST_YEAR, QUARTER):
            return None
        for way in (self._end_of_group, self._apart, self._portion, self._sum, self._between, self._end):
            verdict = way()
            if verdict is not None:
                return verdict
        return None

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
        return own or (() if self.words.has(ALL, SOME, MEAN, EVERY) else self.context.units)

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

    def _only(self, *parts: str) -> Quantity | None:
        """The one number, where it is of such a class."""
        return self.numbers[0].quantity if len(self.numbers) == 1 and self.numbers[0].part in parts else None

    def _end_of_group(self) -> Verdict | None:
        """四个牧业旗中占比最高的是新左旗."""
        ends = self.words.of(HIGHEST, LOWEST)
        if len(self.groups) != 2 or len(ends) != 1 or self.numbers or len(self.when) > 1 or self.words.has(MEAN):
            return None
        group, named = self.groups
        if len(group) < 3 or not set(named) <= set(group):
            return None
        values = {code: self.figure.of_unit(code, self.moment) for code in group}
        known = {code: value for code, value in values.items() if value is not None}
        if len(known) < len(group):
            return None
        end = known[_farthest(known, ends[0])]
        return all(known[code] == end for code in named), self.figure.told((*named, _farthest(known, ends[0])))

    def _sum(self) -> Verdict | None:
        said = self._only(COUNT)
        together = self.words.has(TOGETHER) or (self.context.together and not self.groups)
        each = not together and bool(self.groups) and not self.words.has(EVERY, SHORT, THAN, MORE, LESS, GOAL)
        if said is None or not (together or each) or len(self.codes) < 2 or not self.figure.measures(said):
            return None
        if self.words.has(HIGHEST, LOWEST, APART, PORTION) or len(self.when) > 1 or self.words.has(ALL):
            return None
        there = self.figure.of_units(self.codes, self.moment)
        if there is None:
            return None
        own = each and all(within(said, value) for code in self.codes if (value := self._of_unit(code)) is not None)
        return own or within(said, there), self.figure.told(self.codes, self.moment)

    def _of_unit(self, code: str) -> Fraction | None:
        return self.figure.of_unit(code, self.moment)

    def _portion(self) -> Verdict | None:
        """占全市四成, 全市的…有四成在…: the part of what all have that is there."""
        said, words = self._only(PERCENT), self.words
        if said is None or not self.codes or words.has(ALL, HIGHEST, LOWEST, APART, GOAL) or len(self.when) > 1:
            return None
        at_end = _THERE.search(words.shape) and (self._of_whole or _FROM_THERE.search(words.signs))
        if not words.has(PORTION) and not at_end:
            return None
        figures = [self.figure] if not self.figure.is_share else self._sides()
        verdicts = [self._makes_up(said, figure) for figure in figures]
        if None in verdicts:
            return None, ""
        own = not self._of_whole and self._is_own(said)
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

    def _apart(self) -> Verdict | None:
        """相差…, 差距由…缩小到…, 最高和最低相差…."""
        words = self.words
        short = words.has(SHORT) and len(self.codes) == 2 and not words.has(GOAL, THAN)
        going_on = self.context.apart and all(word.part in _GOES_ON for word in words.row)
        if not (words.has(APART) or short or going_on) or words.has(PORTION, TOGETHER):
            return None
        if len(self.numbers) == 2 and (words.has(NARROWER, WIDER) or self.when):
            return self._gap_moved()
        said = self._only(POINTS, COUNT)
        if said is None or not self.figure.apart(said) or len(self.when) > 1:
            return None
        pair = self._pair(self.moment)
        return None if pair is None else (close(said, pair), self.figure.told(self.codes, self.moment))

    def _pair(self, moment: Moment) -> tuple[Fraction, Fraction] | None:
        """The two values that are said to lie apart."""
        words, figure = self.words, self.figure
        if words.has(HIGHEST) and words.has(LOWEST):
            values = list(figure.everyone(moment).values())
            return (max(values), min(values)) if values and not figure.city.missing and not self.codes else None
        found: list[Fraction | None] = [figure.of_unit(code, moment) for code in self.codes]
        if words.has(MEAN) and len(found) == 1 and figure.is_share:
            found.append(figure.of_all(moment))
        elif words.has(GOAL) and len(found) < 2:
            goal = figure.city.goal
            found = (found or [figure.of_all(moment)]) if not figure.side else []
            found += [goal.stated(found[0]) if goal and found and found[0] is not None else None]
        one, other = found if len(found) == 2 else (None, None)
        return (one, other) if one is not None and other is not None else None

    def _gap_moved(self) -> Verdict | None:
        first, last = (word.quantity for word in self.numbers)
        if first is None or last is None or not self.figure.apart(first) or not self.figure.apart(last):
            return None
        if not self.when or len(self.when) > 2 or self.when[0] is None:
            return None
        now = self.when[1] if len(self.when) == 2 else None
        before, after = self._pair(self.when[0]), self._pair(now)
        if before is None or after is None:
            return None
        gaps = [abs(one - other) for one, other in (before, after)]
        way = not self.words.has(NARROWER, WIDER) or (gaps[1] < gaps[0]) == self.words.has(NARROWER)
        way = way and (gaps[1] != gaps[0] or not self.words.has(NARROWER, WIDER))
        told = f"{self.figure.told(self.codes, self.when[0])}；{self.figure.told(self.codes, now)}"
        return close(first, before) and close(last, after) and way, told

    def _between(self) -> Verdict | None:
        """各旗市区均在50%至70%之间."""
        if (
            not (self.words.has(WITHIN) or self._two_limits)
            or self.words.has(APART, PORTION, TOGETHER)
            or len(self.when) > 1
        ):
            return None
        if self.context.apart or self.words.has(HIGHEST, LOWEST):
            return None
        said = [word.quantity for word in self.numbers if word.quantity and self.figure.measures(word.quantity)]
        if not 1 <= len(said) <= 2 or len(said) != len(self.numbers):
            return None
        low = said[0].range.low if len(said) == 1 else said[0].value
        high = said[0].range.high if len(said) == 1 else said[-1].value
        if low is None or high is None:
            return None
        values = {code: self.figure.of_unit(code, self.moment) for code in self.codes} or self._all_values()
        wrong = [code for code, value in values.items() if value is not None and not low <= value <= high]
        whole = self.figure.of_all(self.moment)
        if not self.codes and not self.words.has(ALL, EVERY) and whole is not None and low <= whole <= high:
            return (None, "") if wrong else (True, "")
        if wrong:
            return False, self.figure.told(wrong[:2], self.moment)
        return (None, "") if None in values.values() or not values or self._open else (True, "")

    @property
    def _two_limits(self) -> bool:
        """50%以上、65%以下."""
        ways = [hedged(word.quantity) for word in self.numbers if word.quantity]
        return len(self.numbers) == 2 and ways == [1, -1]

    def _all_values(self) -> dict[str, Fraction | None]:
        return dict(self.figure.everyone(self.moment))

    @property
    def _open(self) -> bool:
        return bool(self.figure.city.missing) and not self.codes

    def _end(self) -> Verdict | None:
        """最低不低于50%: of no place by name, the end of the row itself."""
        words = self.words
        ends = words.of(HIGHEST, LOWEST)
        if not ends or words.has(UNIT, SOME, APART, PORTION, TOGETHER, WITHIN, MEAN):
            return None
        if len(ends) == len(self.numbers) == 2:
            return self._both_ends(ends)
        if len(ends) != 1:
            return None
        word = self.numbers[0] if len(self.numbers) == 1 and self.numbers[0].part in (PERCENT, COUNT) else None
        said = word.quantity if word else None
        if word is None or said is None or not self.figure.measures(said) or self.when or self.context.units:
            return None
        values = self.figure.everyone()
        test = limit(words, word, of_each=False)
        if not values or test is None or not (self.figure.is_share or self.figure.target.counted):
            return None
        code = _farthest(values, ends[0])
        holds = test[0](values[code])
        return (None if holds and self._open else holds), self.figure.told([code])

    def _both_ends(self, ends: list[ClassedWord]) -> Verdict | None:
        """最高82.1%、最低63.4%."""
        values = self.figure.everyone(self.moment)
        tests = [limit(self.words, word, of_each=False) for word in self.numbers]
        if not values or {each.part for each in ends} != {HIGHEST, LOWEST} or self.context.units:
            return None
        wrong = []
        for end, word, test in zip(ends, self.numbers, tests, strict=True):
            if test is None or word.quantity is None or not self.figure.measures(word.quantity):
                return None
            code = _farthest(values, end)
            wrong += [] if test[0](values[code]) else [code]
        return (False, self.figure.told(wrong)) if wrong else (None if self._open else True, "")


def _farthest(values: dict[str, Fraction], end: ClassedWord) -> str:
    pick = max if end.part == HIGHEST else min
    return pick(values, key=lambda each: values[each])
