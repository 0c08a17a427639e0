"""Between which ends values lie, who is at an end, and how far two of them lie apart."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from mzgz.publishing.verify.assertions.clause_tokens import (
    ALL,
    COUNT,
    MONTH,
    NOW,
    PERCENT,
    POINTS,
    SOME,
    UNIT,
)
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, hedged
from mzgz.publishing.verify.assertions.figure_spoken_of import (
    Moment,
    close,
)
from mzgz.publishing.verify.assertions.figures_of_places import FiguresOfPlaces, farthest
from mzgz.publishing.verify.assertions.number_as_limit import limit
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict
from mzgz.publishing.verify.assertions.word_classes import (
    APART,
    ARRIVES,
    EVERY,
    GOAL,
    HAS,
    HIGHEST,
    IS,
    LAST_YEAR,
    LOWEST,
    MEAN,
    NARROWER,
    OF,
    ONLY,
    PORTION,
    QUARTER,
    SHORT,
    THAN,
    TOGETHER,
    WIDER,
    WITHIN,
)

_GOES_ON: Final = frozenset((MONTH, NOW, POINTS, COUNT, IS, HAS, ARRIVES, ONLY, NARROWER, WIDER))
"""9月底还是12.9个百分点, after what it is that lies apart."""


class EndOrDistance(FiguresOfPlaces):
    """The ends of a row of values, and what lies between two of them."""

    def verdict(self) -> Verdict | None:
        if self.words.has(LAST_YEAR, QUARTER):
            return None
        return self._named_ends() or self._end_of_group() or self._apart() or self._between() or self._end()

    def _named_ends(self) -> Verdict | None:
        """最高的海拉尔, 最低的鄂伦春旗: whoever is called so and is not, whatever else is said of them."""
        values = self.figure.everyone(self.moment) if len(self.when) < 2 else {}
        row = self.words.row
        for end, of, unit in zip(row, row[1:], row[2:], strict=False):
            code = str(unit.token.what) if unit.part == UNIT and unit.token else ""
            if end.part not in (HIGHEST, LOWEST) or of.part != OF or code not in values:
                continue
            if values[code] != values[farthest(values, end)]:
                return False, self.figure.told([code, farthest(values, end)])
        return None

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
        end = known[farthest(known, ends[0])]
        return all(known[code] == end for code in named), self.figure.told((*named, farthest(known, ends[0])))

    def _apart(self) -> Verdict | None:
        """相差…, 差距由…缩小到…, 最高和最低相差…."""
        words = self.words
        short = words.has(SHORT) and len(self.codes) == 2 and not words.has(GOAL, THAN)
        going_on = self.context.apart and all(word.part in _GOES_ON for word in words.row)
        if not (words.has(APART) or short or going_on) or words.has(PORTION, TOGETHER):
            return None
        if len(self.numbers) == 2 and (words.has(NARROWER, WIDER) or self.when):
            return self._gap_moved()
        said = self.only(POINTS, COUNT)
        if said is None or not self.figure.apart(said) or len(self.when) > 1:
            return None
        pair = self._pair(self.moment)
        return None if pair is None else (close(said, pair), self.figure.told(self.codes, self.moment))

    def _pair(self, moment: Moment) -> tuple[Fraction, Fraction] | None:
        """The two values that are said to lie apart."""
        words, figure = self.words, self.figure
        if words.has(HIGHEST) and words.has(LOWEST) and not self.codes:
            values = list(figure.everyone(moment).values())
            return (max(values), min(values)) if values and not figure.city.missing else None
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
        if (
            word is None
            or said is None
            or not self.figure.measures(said)
            or self.when
            or self.context.units
            or self.context.counted
        ):
            return None
        values = self.figure.everyone()
        test = limit(words, word, of_each=False)
        if not values or test is None or not (self.figure.is_share or self.figure.target.counted):
            return None
        code = farthest(values, ends[0])
        holds = test[0](values[code])
        return (None if holds and self._open else holds), self.figure.told([code])

    def _both_ends(self, ends: list[ClassedWord]) -> Verdict | None:
        """最高82.1%、最低63.4%."""
        values = self.figure.everyone(self.moment)
        tests = [limit(self.words, word, of_each=False) for word in self.numbers]
        if (
            not values
            or {each.part for each in ends} != {HIGHEST, LOWEST}
            or self.context.units
            or self.context.counted
        ):
            return None
        wrong = []
        for end, word, test in zip(ends, self.numbers, tests, strict=True):
            if test is None or word.quantity is None or not self.figure.measures(word.quantity):
                return None
            code = farthest(values, end)
            wrong += [] if test[0](values[code]) else [code]
        return (False, self.figure.told(wrong)) if wrong else (None if self._open else True, "")
