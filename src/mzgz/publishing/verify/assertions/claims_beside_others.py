"""Where a clause sets a target's value beside others: first or last, above another unit or the city, since last year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.rounding import half_up
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import (
    COUNT,
    MONTH,
    NAME,
    ORDINAL,
    PERCENT,
    POINTS,
    TIMES,
    UNIT,
)
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, ClauseWords
from mzgz.publishing.verify.assertions.figure_spoken_of import FigureSpokenOf, close
from mzgz.publishing.verify.assertions.number_as_limit import placed
from mzgz.publishing.verify.assertions.pattern_fragments import Context, within
from mzgz.publishing.verify.assertions.target_claim import TargetClaim, held
from mzgz.publishing.verify.assertions.units_spoken_of import UnitsSpokenOf, Verdict, any_of
from mzgz.publishing.verify.assertions.word_classes import (
    ALIKE,
    BEST,
    CLAIMS,
    DENIES,
    FALLS,
    FROM_BELOW,
    FRONT,
    HIGHEST,
    LAST_YEAR,
    LESS,
    LOWEST,
    MEAN,
    MORE,
    OF,
    RISES,
    THAN,
    WORST,
)
from mzgz.publishing.verify.number_candidates import is_of_measure

_OF_THINGS: Final = expression("[多少](?:出|了)?[^于]?$")
_QUALITY: Final = expression("优于|次于|好于|强于|快于|领先|差于|逊|不及|不如|落后|快|慢|差|好|强|弱")
"""Of better and worse, not of more and less: where less is better they point the other way."""
_IT: Final = expression("比(?:它|其|前者)")
_NO_MORE: Final = expression("[没未][^，]*(?:超|突破|过)")
"""As much is not more."""
_BETWEEN_TARGETS: Final = frozenset((NAME, UNIT, MORE, LESS, THAN, POINTS, COUNT, OF, MEAN, DENIES))
_ROUGHLY: Final = frozenset("不相上下 旗鼓相当 相当 难分高下 难分伯仲 不分上下".split())
_OF_ITS_SHARE: Final = expression("(?:率|占比|比例|比重)$")
_NEXT_TO: Final = "仅次于"
_TOO: Final = expression(f"{UNIT}(?:也|同样)")
"""…为85.0%，根河也一样."""
_WITH: Final = expression("(?:也|正好|恰好|刚好)?[与和同跟]")


class BesideClaim(TargetClaim):
    """What is said of one value beside others."""

    def verdict(self) -> Verdict | None:
        for way in (self._rank, self._alike, self._times, self._compared):
            verdict = way()
            if verdict is not None:
                return verdict
        return None

    def _rank(self) -> Verdict | None:
        """Highest, lowest, first, last, third from below."""
        words = self.words
        ends = words.of(HIGHEST, LOWEST, BEST, WORST, FRONT)
        places = words.of(ORDINAL)
        if (len(ends) + len(places)) != 1 or words.has(THAN, *CLAIMS, LAST_YEAR, MONTH) or self.denied:
            return None
        named = self.spoken.named or (self.context.units if self.spoken.nobody_named else ())
        if not named or self.spoken.others_named or self.spoken.besides or self.spoken.number:
            return None
        if any(each.part not in (PERCENT, COUNT) for each in self.numbers):
            return None
        if self.city.target.quotient and (self._counted or (self.context.things and not words.has(NAME))):
            return None  # of the things a share is made of
        peers = self.context.board.peers(self.target, named[0])
        parts = [part for part in peers if part.expected and part.value is not None and not part.doubts]
        values = {part.node.key: part.value for part in parts if part.value is not None}
        if len(set(values.values())) < 2 or self.city.missing or not set(named) <= set(values):
            return None
        part = ends[0].part if ends else ""
        place = places[0].quantity.value if places and places[0].quantity else None
        rises = self.city.goal.rises if self.city.goal else True
        told = {each.node.key: phrase_of(each) for each in parts}
        if part == FRONT:
            return _in_front(values, told, named, rises=rises)
        printed = {code: Fraction(half_up(value, 3)) for code, value in values.items()}
        verdicts = [placed(each, told, named, part, place, rises=rises, below=words.has(FROM_BELOW))
                    for each in ([values, printed] if place is not None else [values])]  # fmt: skip
        said = self.numbers[0].quantity if len(self.numbers) == len(named) == 1 else None
        wrong = said is not None and is_of_measure(said, self.city.target) and not within(said, values[named[0]])
        verdict = (False, told[named[0]]) if wrong else any_of(list(verdicts))
        if verdict is None or verdict[0] is not False or wrong:
            return verdict
        top = (max if rises else min)(values.values())
        first = "、".join([part.node.name for part in parts if part.value == top][:3])
        return False, f"{verdict[1]}，列第1的是{first}"

    def _alike(self) -> Verdict | None:
        """甲和乙持平: of two units that are named, and of nothing else."""
        words, spoken = self.words, self.spoken
        named = spoken.named
        if len(named) == len(self.context.units) == 1 and (_WITH.match(words.signs) or _TOO.match(words.signs)):
            named = (*self.context.units, *named)  # …为92.9%，与根河持平
        named = (*named, *spoken.others_named)
        several = len(set(named)) > 1 and not spoken.besides and not spoken.number
        if not several or not words.has(ALIKE) or self.numbers or self.denied:
            return None
        if words.has(LAST_YEAR, MEAN, MONTH, RISES, FALLS, MORE, LESS, *CLAIMS):
            return None
        parts = [self.context.board.part(self.target, code) for code in named]
        values = [part.value for part in parts if part.value is not None]
        if len(values) < len(parts):
            return None
        alike = len({part.display for part in parts}) == 1
        near = max(values) - min(values) <= max(values) / 10
        if not alike and near and any(word.text in _ROUGHLY for word in words.of(ALIKE)):
            return None, ""
        return alike, "；".join(phrase_of(part) for part in parts[:3])

    def _times(self) -> Verdict | None:
        """海拉尔是根河的三倍."""
        words, spoken = self.words, self.spoken
        two = (*spoken.named, *spoken.others_named) if spoken.others_named else (*self.context.units, *spoken.named)
        said = self.numbers[0].quantity if len(self.numbers) == 1 and self.numbers[0].part == TIMES else None
        if said is None or len(two) != 2 or self.denied or words.has(THAN, RISES, FALLS, LAST_YEAR, MEAN, MORE, LESS):
            return None
        verdicts: list[Verdict | None] = []
        of_share = any(_OF_ITS_SHARE.search(word.text) for word in words.of(NAME))
        for side in ("", "part", "whole") if self.city.target.quotient and not of_share else ("",):
            one, other = (FigureSpokenOf(self.context, self.city.target, side).of_unit(code) for code in two)
            if one is None or not other:
                return None
            near = abs(one / other - said.value) <= max(said.step / 2, said.value / 20)
            verdicts.append((near, "；".join(phrase_of(self.context.board.part(self.target, code)) for code in two)))
        return any_of(verdicts)

    def _compared(self) -> Verdict | None:
        """Above or below another unit, or the city."""
        words, spoken = self.words, self.spoken
        ways = words.of(MORE, LESS)
        ends = len(words.of(HIGHEST, LOWEST)) != len(re.findall(f"[{HIGHEST}{LOWEST}]{OF}{UNIT}", words.shape))
        if len(ways) != 1 or ends or words.has(LAST_YEAR, *CLAIMS, RISES, FALLS, MONTH, BEST, WORST):
            return None
        up = (ways[0].part == MORE) != self.denied
        if self.city.goal is not None and not self.city.goal.rises and _QUALITY.search(ways[0].text):
            up = not up
        after = words.row[words.row.index(ways[0]) + 1 :]
        than = words.of(THAN)
        if than:
            after = tuple(word for word in words.row if than[0].last <= word.first < ways[0].first)
        after = tuple(word for word in after if word.part not in (HIGHEST, LOWEST, OF))  # 比最低的鄂伦春旗
        if than and not after and _IT.search(words.signs):
            return self._beside(spoken.named, self.context.units, up=up)
        if not after or after[0].part not in (MEAN, UNIT):
            return None
        if after[0].part == MEAN:
            return None if spoken.others_named else self._beside_mean(up=up)
        if not spoken.others_named and words.row[0].part in (THAN, ways[0].part):  # …5处，比根河少
            return self._beside(self.context.units, spoken.named, up=up)
        verdict = self._beside(spoken.named, spoken.others_named, up=up)
        return self._next_to() if verdict and verdict[0] and ways[0].text == _NEXT_TO else verdict

    def _next_to(self) -> Verdict | None:
        """陈旗仅次于鄂温克旗: nobody lies between."""
        parts = {part.node.key: part for part in self.city.parts if part.value is not None}
        pair = [parts.get(code) for code in (*self.spoken.named, *self.spoken.others_named)]
        ends = [part.value for part in pair if part is not None and part.value is not None]
        if len(pair) != 2 or len(ends) != 2:
            return None
        low, high = sorted(ends)
        between = [part for part in parts.values() if part.value is not None and low < part.value < high]
        return not between, "；".join(phrase_of(part) for part in (*between[:1], *pair) if part is not None)

    def _lies(self, one: Fraction, other: Fraction, *, up: bool) -> bool:
        """Whether one lies on the side of the other that is said, and as far from it."""
        no_more = any(_NO_MORE.search(word.text) for word in self.words.of(LESS))
        no_less = any(word.text.startswith(("赶", "追")) for word in self.words.of(MORE))
        side = (one >= other if no_less else one > other) if up else one <= other if no_more else one < other
        return side and all(_apart(each, one, other) for each in self.numbers)

    def _beside_mean(self, *, up: bool) -> Verdict | None:
        """Above or below the city's share, or the mean of what the units have, and by as much."""
        mean = self._mean
        if mean is None or (self.spoken.nobody_named and not self.context.units):
            return None
        so = held(lambda value: self._lies(value, mean, up=up))
        of_those = UnitsSpokenOf(named=self.context.units) if self.spoken.nobody_named else None
        verdict = self.told_of_units(so, self.city, of_those) if of_those else self.asks(so)
        told = f"，全市{'' if self.city.target.quotient else '平均'}{self.city.printed(mean)}"
        return verdict and (verdict[0], verdict[1] + told)

    @property
    def _mean(self) -> Fraction | None:
        if self.city.target.quotient:
            return self.city.value
        values = [part.value for part in self.city.parts if part.value is not None]
        return sum(values, Fraction(0)) / len(values) if values and "平均" in self.words.signs else None

    def _beside(self, ones: tuple[str, ...], besides: tuple[str, ...], *, up: bool) -> Verdict | None:
        if not ones or not besides or self.spoken.besides or self.spoken.number:
            return None
        understood = not (self.spoken.named and self.spoken.others_named)
        if understood and (len(ones) != 1 or len(besides) != 1 or self._of_its_things):
            return None
        those = [self.context.board.part(self.target, code) for code in ones]
        others = [self.context.board.part(self.target, code) for code in besides]
        if self.city.target.quotient and (_OF_THINGS.search(self.words.clause.code) or self._counted):
            return self._beside_in_things(ones[0], besides[0], up=up)
        verdicts: list[Verdict] = []
        for one in those:
            for other in others:
                if one.value is None or other.value is None:
                    return None
                holds = self._lies(one.value, other.value, up=up)
                verdicts.append((holds, f"{phrase_of(one)}；{phrase_of(other)}"))
        return next((each for each in verdicts if not each[0]), verdicts[0])

    @property
    def _counted(self) -> bool:
        return any(word.part == COUNT for word in self.numbers)

    @property
    def _of_its_things(self) -> bool:
        """Whether the clause before told how many things make up a share."""
        return self.city.target.quotient and (self.context.things or bool(self.context.operand[0]))

    def _beside_in_things(self, one: str, other: str, *, up: bool) -> Verdict | None:
        """海拉尔的护理型床位比牙克石多147张: so many things, not a greater share of them."""
        said = self.numbers[0].quantity if len(self.numbers) == 1 and self._counted else None
        told: list[bool] = []
        for side in ("part", "whole", ""):
            figure = FigureSpokenOf(self.context, self.city.target, side)
            first, second = figure.of_unit(one), figure.of_unit(other)
            if first is None or second is None or (self.numbers and (said is None or not figure.measures(said))):
                continue
            told.append((first > second if up else first < second) and (said is None or close(said, (first, second))))
        parts = "；".join(FigureSpokenOf(self.context, self.city.target, "part").told([code]) for code in (one, other))
        return (any(told), parts) if told else None


def beside_another_target(words: ClauseWords, context: Context) -> Verdict | None:
    """甲高于乙, 比乙还高1.7个百分点 after what was said of another: two targets, of the city or of one unit."""
    names = [str(word.token.what) for word in words.of(NAME) if word.token]
    names = [context.target, *names] if words.shape[:1] in (THAN, MORE, LESS) and context.followed else names
    ways, units = words.of(MORE, LESS), [str(word.token.what) for word in words.of(UNIT) if word.token]
    known = all(name in context.board.plan.targets for name in names)
    if len(set(names)) != 2 or not known or len(ways) != 1 or len(units) > 1 or (context.units and not units):
        return None
    if any(word.part not in _BETWEEN_TARGETS for word in words.row) or len(words.numbers) > 1:
        return None
    one, other = (context.board.part(name, units[0]) if units else context.city(name) for name in names)
    alike = one.target.operands and one.target.quotient == other.target.quotient
    by = words.numbers[0].quantity if words.numbers else None
    if not alike or one.value is None or other.value is None:
        return None
    up = (ways[0].part == MORE) != (len(words.of(DENIES)) % 2 == 1)
    more = one.value > other.value if up else one.value < other.value
    told = f"{phrase_of(one)}；{phrase_of(other)}"
    return more and (by is None or close(by, (one.value, other.value))), told


def _in_front(values: dict[str, Fraction], told: dict[str, str], named: tuple[str, ...], *, rises: bool) -> Verdict:
    """前列, 前茅: in the first quarter, and left open up to a third."""
    places = {
        code: 1 + sum(other > own if rises else other < own for other in values.values())
        for code, own in values.items()
    }
    last = max(named, key=lambda code: places[code])
    place = places[last]
    holds = True if place == 1 or place * 4 <= len(values) else None if place * 3 <= len(values) else False
    return holds, f"{told[last]}，在{len(values)}个单位中列第{place}"


def _apart(word: ClassedWord, one: Fraction, other: Fraction) -> bool:
    """Whether a number beside a comparison can be how far two values lie apart."""
    said = word.quantity
    if said is None:
        return True
    if word.part == TIMES:
        return bool(other) and (within(said, one / other) or within(said, one / other - 1))
    if word.part == PERCENT:
        return any(within(said, each) for each in _shares(one, other))
    return close(said, (one, other)) or within(said, one) or within(said, other)


def _shares(one: Fraction, other: Fraction) -> Iterator[Fraction]:
    yield from (one, other, abs(one - other))
    if other:
        yield abs(one - other) / other
