"""How a figure of the city is said to have gone: since last year, and month by month."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from mzgz.language import Hedge, Kind, Quantity, read
from mzgz.language.pattern_search import expression
from mzgz.language.units_of_measure import same_unit, split_thing
from mzgz.model.numbers import exact
from mzgz.model.rounding import half_up
from mzgz.model.targets.aggregate import Share
from mzgz.publishing.claim_conditions import much, phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, MONTH, NAME, PERCENT, POINTS, SOME, TIMES, UNIT
from mzgz.publishing.verify.assertions.clause_words import ClassedWord
from mzgz.publishing.verify.assertions.course_within_year import RUN, STEADY, CourseWithinYear
from mzgz.publishing.verify.assertions.figure_spoken_of import close
from mzgz.publishing.verify.assertions.figures_over_time import said_to_rise
from mzgz.publishing.verify.assertions.number_as_limit import limit
from mzgz.publishing.verify.assertions.pattern_fragments import is_measured, within
from mzgz.publishing.verify.assertions.reached_what import agrees_with
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict
from mzgz.publishing.verify.assertions.word_classes import (
    ALIKE,
    ARRIVES,
    CLAIMS,
    DOUBLED,
    FALLS,
    GOAL,
    IS,
    LAST_YEAR,
    LESS,
    MEAN,
    MORE,
    OF,
    ONLY,
    QUARTER,
    RISES,
    THAN,
    TIMELY,
    UNMOVED,
)
from mzgz.publishing.verify.number_candidates import is_of_measure, last_year

_GREAT: Final = expression("大幅|显著|大步|大大|迅速|飞速|急剧")
_MANY_TIMES: Final = Fraction(9, 5)
"""What 成倍 says at the least."""
_KEPT: Final = expression("始终|一直|全年|每月|各月|逐月|月月|每个月|保持|维持|稳定|稳居")
_EACH_MONTH: Final = expression("始终|一直|每月|各月|逐月|月月|每个月")
_HELD: Final = expression("保持|维持|稳定|稳居")
_NEWLY: Final = expression(f"新(?:增|接入|建|添|设|开|购|申报|形成|上)[^，]{{0,2}}{COUNT}")
_TWO_YEARS: Final = expression(f"连续(?:两年|{COUNT})")
_STILL: Final = expression("未见|没见|[没未]有?[提增长进]")
_NEVER_FELL: Final = expression("[没未]有?[下减降]")
_OF_QUALITY: Final = frozenset("改善 好转 进步 退步 退步了 倒退 恶化 变差 滑坡".split())
_UP_TO: Final = expression(f"[由从自][^，]*[{PERCENT}{COUNT}][^，]*[到至为]了?[{PERCENT}{COUNT}]")
_SINCE_LAST_YEAR: Final = expression("上年|去年|同比")
_FROM: Final = expression("[由从自](?:上年|去年|[0-9]{1,2}月|年初)?(?:末|底|同期|份)?的?$")
_TO: Final = expression("[到至为]了?$")
_TWOFOLD: Final = Fraction(1, 5)
"""A round number of times may lie so far off."""


class CourseClaim(CourseWithinYear):
    """What is said of one figure of the city at several times."""

    def verdict(self) -> Verdict | None:
        if self.words.has(QUARTER):
            return self.in_span()
        city = not self.context.units and self.spoken.nobody_named and not self.words.has(MONTH)
        if not city or self.city.value is None or not is_measured(self.context, self.target):
            return None
        ways = (self._from_to, self._two_years, self._kept, self._times, self._by, self._newly, self._then, self._went)
        return next((verdict for way in ways if (verdict := way()) is not None), None)

    @property
    def _value(self) -> Fraction:
        return self.city.value or Fraction(0)

    @property
    def _base(self) -> Fraction | None:
        return last_year(self.city)

    @property
    def _figures(self) -> str:
        base = self._base
        return phrase_of(self.city) + ("" if base is None else f"，上年{self.city.printed(base)}")

    @property
    def _numbers(self) -> list[ClassedWord]:
        return [word for word in self.numbers if not (word.quantity and word.quantity.unit in ("年", "个月", "月"))]

    def _only(self, *parts: str) -> Quantity | None:
        """The one number of the clause, where it is of such a class; 连续两年 is how long, and none."""
        numbers = self._numbers
        return numbers[0].quantity if len(numbers) == 1 and numbers[0].part in parts else None

    def _from_to(self) -> Verdict | None:
        """从上年的69%升到94%, 由上年的13个增到36个: what there was, and what there is."""
        words, city, base = self.words, self.city, self._base
        if len(self.numbers) != 2 or not words.has(RISES, FALLS, ARRIVES):
            return None
        if not words.has(LAST_YEAR):
            return self._up_to()
        first, last = (word.quantity for word in self.numbers)
        if first is None or last is None or self.denied or words.has(THAN, *CLAIMS):
            return None
        test = limit(words, self.numbers[1], of_each=False)
        if words.of(LAST_YEAR)[0].first > self.numbers[0].first or base is None or test is None:
            return None
        if said_to_rise(words) not in (None, self._value > base):
            return False, self._figures
        if agrees_with(last, city) is not None:
            return test[0](self._value) is not False and within(first, base), self._figures
        figure = city.figure
        unit = split_thing(city.target.operand(city.target.operands[0]).unit)[0]
        if not isinstance(figure, Share) or not same_unit(last.unit, unit):
            return None
        return test[0](exact(figure.part)) is not False, f"{self._figures}（{figure.part}/{figure.whole}）"

    def _up_to(self) -> Verdict | None:
        """一年间由36.1%提高到94.4%: what there is, and what there was at some time."""
        first, last = (word.quantity for word in self.numbers)
        plain = all(word.part in (NAME, OF, RISES, FALLS, ARRIVES, PERCENT, COUNT, MEAN) for word in self.words.row)
        if first is None or last is None or not plain or not _UP_TO.search(self.words.signs):
            return None
        if not is_of_measure(first, self.city.target) or not is_of_measure(last, self.city.target):
            return None
        then = [value for value in (self._base, self.city.target.base_value) if value is not None]
        then += [value for _, value in self.series()]
        return within(last, self._value) and any(within(first, value) for value in then), self._figures

    def _two_years(self) -> Verdict | None:
        """连续两年超过60%: this year's figure and last year's."""
        said = self._only(PERCENT, COUNT)
        test = limit(self.words, self._numbers[0], of_each=True) if said else None
        if said is None or test is None or not _TWO_YEARS.search(self.words.signs):
            return None
        if not is_of_measure(said, self.city.target):
            return None
        held = [test[0](value) for value in (self._value, self._base) if value is not None]
        return (False if False in held else True if held == [True, True] else None), self._figures

    def _kept(self) -> Verdict | None:
        """保持在, 每月均为: every month of the year counts."""
        said, words = self._only(PERCENT), self.words
        if said is None or not _KEPT.search(words.signs) or not self.city.target.quotient or self.denied:
            return None
        if words.has(LAST_YEAR, GOAL, RISES, FALLS, THAN, LESS) or words.has(*(c for c in CLAIMS if c != TIMELY)):
            return None
        if not _HELD.search(words.signs) and not _EACH_MONTH.search(words.signs):
            return None  # 全年达到56.1%: in the end
        points = self.series()
        off = [(month, value) for month, value in points if value not in said.range or (said.value == 1 != value)]
        if len(points) < 2:
            return None
        if not off:
            return True, ""
        month, value = off[0]
        return False, f"{self.city.target.name}{month.month}月是{self.city.printed(value)}"

    def _times(self) -> Verdict | None:
        """翻番, 增长1.3倍 (2.3 times as much), 是上年的1.3倍."""
        words = self.words
        if words.has(*CLAIMS, MORE, LESS) or self.denied:
            return None
        if words.has(DOUBLED) and not self.numbers:
            return self._as_much(Fraction(2), more=True)
        said = self._only(TIMES)
        if said is None:
            return None
        if "番" in said.text:  # 翻了一番还多
            over = said.hedge in (Hedge.ODD, Hedge.OVER, Hedge.AT_LEAST, Hedge.NONE) or "多" in words.signs
            return self._as_much(said.value, more=over)
        if words.has(RISES):
            return self._as_much(said.value + 1, more=said.hedge is Hedge.AT_LEAST, step=said.step)
        return self._as_much(said.value, more=False, step=said.step) if words.has(LAST_YEAR) else None

    def _as_much(self, times: Fraction, *, more: bool, step: Fraction = _TWOFOLD) -> Verdict:
        base = self._base
        if not base:
            return None, ""
        real = self._value / base
        low, high = times - step / 2, times + step / 2
        holds: bool | None = real >= times if more else low <= real < high
        if not holds and not more and step == _TWOFOLD and times - step <= real < times + step:
            holds = None
        return holds, f"{self._figures}，是上年的{half_up(real, 2):f}倍"

    def _by(self) -> Verdict | None:
        """比上年提高7.9个百分点, 同比多1项: by how much, and which way."""
        words, base = self.words, self._base
        said = self._only(POINTS, COUNT, PERCENT)
        ways = words.of(RISES, FALLS, MORE, LESS)
        if said is None or base is None or len(ways) != 1 or words.has(ARRIVES, GOAL, *CLAIMS):
            return None
        before = words.clause.sentence.text[: words.clause.start]
        told_from = None if words.has(LAST_YEAR) else self._from_which(before)
        since = words.has(LAST_YEAR) or (_SINCE_LAST_YEAR.search(before) and not re.search("月|季|半年", before))
        base = told_from if told_from is not None else base if since else None
        if base is None:
            return None
        than = (
            words.has(THAN) or told_from is not None or ways[0].part in (RISES, FALLS)
        )  # 超过上年的30000人次: what there was
        if ways[0].first > self.numbers[0].first or self.denied or not than:
            return None
        share, change = self.city.target.quotient, self._value - base
        if said.kind is Kind.PERCENT:
            size = base != 0 and within(said, abs(change / base))
            if share and size:
                return None, ""
        elif said.kind is Kind.POINTS or agrees_with(said, self.city) is not None:
            size = share == (said.kind is Kind.POINTS) and close(said, (self._value, base))
        else:
            return None
        return size and (change > 0) == (ways[0].part in (RISES, MORE)), self._figures

    def _from_which(self, before: str) -> Fraction | None:
        """由36.1%提高到94.4%，上升…: what it rose from, which the clause before has told."""
        ends = [each for each in read(before) if is_of_measure(each, self.city.target)][-2:]
        if len(ends) != 2 or not _FROM.search(before, 0, ends[0].start) or not _TO.search(before, 0, ends[1].start):
            return None
        values = [value for value in (self._base, *(value for _, value in self.series())) if value is not None]
        found = {value for value in values if within(ends[0], value)}
        return found.pop() if len(found) == 1 and within(ends[1], self._value) else None

    def _newly(self) -> Verdict | None:
        """年内新接入47个: what there is more of than last year, unless the number is that of all there are."""
        said, base = self._only(COUNT), self._base
        if said is None or base is None or self.city.target.quotient or not _NEWLY.search(self.words.signs):
            return None
        if agrees_with(said, self.city) is None or self.words.has(THAN, LAST_YEAR, GOAL, MORE, LESS):
            return None
        return (
            True if within(said, self._value - base) else None if within(said, self._value) else False
        ), self._figures

    def _then(self) -> Verdict | None:
        """上年为60.3%: what it was last year."""
        said, base, row = self._only(PERCENT, COUNT), self._base, self.words.row
        if said is None or base is None or not is_of_measure(said, self.city.target):
            return None
        if any(word.part not in (NAME, LAST_YEAR, IS, ARRIVES, ONLY, OF, PERCENT, COUNT, MORE, LESS) for word in row):
            return None
        if not self.words.has(LAST_YEAR) or self.words.of(LAST_YEAR)[0].first > self.numbers[0].first:
            return None
        side = self._value < base if self.words.has(LESS) else self._value > base or not self.words.has(MORE)
        return within(said, base) and side, self._figures

    def _went(self) -> Verdict | None:
        """Up, down or unmoved, since last year where no other time is told."""
        words, goal = self.words, self.city.goal
        of_last_year = words.has(LAST_YEAR) or any(
            "上年" in word.text or "去年" in word.text for word in words.of(RISES, FALLS, UNMOVED)
        )
        ways = words.of(RISES, FALLS, UNMOVED, *((MORE, LESS, ALIKE) if of_last_year else ()))
        if len(ways) != 1 or self._numbers or words.has(GOAL, *(claim for claim in CLAIMS if claim != TIMELY)):
            return None
        if not (of_last_year or words.has(NAME, UNMOVED)) or words.of(UNIT, ALL, SOME):
            return None
        limited = goal is not None and not goal.rises
        if limited and not of_last_year and ways[0].text in _OF_QUALITY:
            return None
        up = (ways[0].part in (RISES, MORE)) != (limited and ways[0].text[0] in "好优")
        if self._base is None:
            return self.within_year(ways[0], up=up)
        if self._so(ways[0], up=up) == self.denied:
            within_year = None if of_last_year else self.within_year(ways[0], up=up)
            return (None, "") if within_year and within_year[0] else (False, self._figures)
        return (True, "") if self.denied else self._as_strongly(ways[0], up=up)

    def _so(self, way: ClassedWord, *, up: bool) -> bool:
        value, base = self._value, self._base or Fraction(0)
        if way.part not in (UNMOVED, ALIKE):
            return (value >= base if way.text.startswith(("赶", "追")) else value > base) if up else value < base
        if _STILL.search(way.text):
            return value <= base
        return value >= base if _NEVER_FELL.search(way.text) else self.city.printed(base) == self.city.display

    def _as_strongly(self, way: ClassedWord, *, up: bool) -> Verdict | None:
        """稳步, 大幅, 成倍: how it went the way that is said."""
        signs, base = self.words.signs, self._base
        if _GREAT.search(signs) and much([self.city], self.context.board) is not None:
            return False, self._figures
        if "成倍" in signs and base and self._value / base < _MANY_TIMES:
            return False, self._figures
        return self.within_year(way, up=up) if STEADY.search(signs) or RUN.search(signs) else (True, "")
