"""How much a clause says there is of a target: over, under, at so much, of each unit or of the city; and a number that is
none of those the data know."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from mzgz.language import Kind, Quantity
from mzgz.language.pattern_search import expression
from mzgz.language.units_of_measure import same_unit, split_thing
from mzgz.model.numbers import exact
from mzgz.model.rounding import half_up
from mzgz.model.targets.aggregate import Share
from mzgz.progress import Progress, on_its_date
from mzgz.progress.target_progress import Node
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import (
    ALL,
    COUNT,
    MONTH,
    NAME,
    NOW,
    PERCENT,
)
from mzgz.publishing.verify.assertions.clause_words import ClassedWord
from mzgz.publishing.verify.assertions.number_as_limit import limit
from mzgz.publishing.verify.assertions.pattern_fragments import within
from mzgz.publishing.verify.assertions.reached_or_not import stands
from mzgz.publishing.verify.assertions.reached_what import agrees_with
from mzgz.publishing.verify.assertions.target_claim import Asked, TargetClaim, held, turned_round
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict, any_of
from mzgz.publishing.verify.assertions.word_classes import (
    ARRIVES,
    BEFORE,
    BEST,
    CLAIMS,
    DENIES,
    DONE,
    EVERY,
    FALLS,
    GOAL,
    HAS,
    HIGHEST,
    IS,
    LACKING,
    LAST_YEAR,
    LATE,
    LESS,
    LOWEST,
    MEAN,
    MORE,
    NOT_BEFORE,
    OF,
    ONLY,
    QUARTER,
    RISES,
    SHORT,
    TASKS,
    THAN,
    TIMELY,
    WORST,
)
from mzgz.publishing.verify.number_candidates import base_unit

_BESIDE_THEN: Final = re.compile(f"[{MORE}{LESS}](?:[{MONTH}{NOW}]|{QUARTER}){OF}?")
_IN_TIME: Final = expression("半年|季|月|起步|以来|年初|当时|当初|曾|原来|此前|先前|以前|期间")
_BY_SO_MUCH: Final = frozenset("多了 少了 高了 低了 多出 高出".split())
_OFTEN: Final = frozenset("次 轮 回 遍 场 期 批 届".split())
_LEVEL: Final = frozenset((NAME, ARRIVES, IS, HAS, ONLY, DONE, OF, MEAN))
"""Beside a name and a number they say that there is so much of it."""
_EACH_MONTH: Final = frozenset(("月月", "每月", "逐月", "按月", "全年月月"))


class ValueClaim(TargetClaim):
    """How much is said to be."""

    def verdict(self) -> Verdict | None:
        """Over, under, at so much: of each unit, of so many, of the city."""
        own = self._so_often() or self._of_goal()
        if own is not None:
            return own
        numbers = [each for each in self.numbers if each.part in (PERCENT, COUNT)]
        if (
            len(self.numbers) != 1
            or len(numbers) != 1
            or self.words.has(QUARTER, SHORT, THAN, LAST_YEAR, NOT_BEFORE)
            or (self.words.has(MONTH, BEFORE) and self.month is None)
        ):
            return None
        if any(word.text in _BY_SO_MUCH for word in self.words.of(MORE, LESS)):
            return None  # 多了17个: no limit
        if _BESIDE_THEN.search(self.words.shape):
            return None  # 不及上半年的6处: what came in that time
        if self.words.has(RISES, FALLS) or self.words.has(BEST, WORST, HIGHEST, LOWEST):
            return None
        test = self._test(numbers[0])
        if test is None:
            return None
        if self.spoken.besides and not self.words.has(EVERY, ALL, DENIES):
            rest = self._rest()
            return any_of([(test(rest), phrase_of(rest)), self.asks(test)])
        if self.month is None:
            verdict = self.asks(_month_by_month(test) if self._each_month(numbers[0]) else test)
            sure = verdict is None or not verdict[0] or not self.context.loosely or not self.spoken.nobody_named
            return verdict if sure else (None, "")
        then = self.context.board.at(self.month).city(self.target)
        verdict = self.asks(test, then) if then.period == self.month else None
        return verdict and (verdict[0], verdict[1] and f"{self.month.month}月的{verdict[1]}")

    def _so_often(self) -> Verdict | None:
        """全年办成了24次, 每地两次: how often something that recurs was done."""
        said = self.numbers[0].quantity if len(self.numbers) == 1 and self.numbers[0].part == COUNT else None
        units = self.spoken.named or self.context.units
        if said is None or not self.city.target.recurs or said.unit not in _OFTEN or self.denied or said.thing:
            return None
        if not self.words.has(DONE) or self.words.has(
            MONTH, QUARTER, THAN, MORE, LESS, SHORT, LAST_YEAR, LACKING, LATE
        ):
            return None
        parts = [part for part in self.city.judged_parts if part.expected and (not units or part.node.key in units)]
        known = [each.figure for each in (*parts, *(() if units else (self.city,)))]
        if not known or any(not isinstance(figure, Share) or figure.gaps for figure in known):
            return None
        times = {
            exact(number) for figure in known if isinstance(figure, Share) for number in (figure.part, figure.whole)
        }
        return any(within(said, each) for each in times), phrase_of(self.city)

    def _of_goal(self) -> Verdict | None:
        """完成年度目标的92%: the value as a share of its goal."""
        said = self.numbers[0].quantity if len(self.numbers) == 1 and self.numbers[0].part == PERCENT else None
        if said is None or not re.search(f"[{GOAL}{TASKS}]{OF}{PERCENT}$", self.words.shape) or self.denied:
            return None
        units = self.spoken.named or self.context.units
        part = self.context.board.part(self.target, units[0]) if len(units) == 1 else self.city
        if len(units) > 1 or part.value is None or part.goal is None or not (goal := part.goal.stated(part.value)):
            return None
        held = [part, *(each for each in [on_its_date(self.context.board, part)] if each is not None)]
        return any(each.value is not None and within(said, each.value / goal) for each in held), phrase_of(part)

    def _rest(self) -> Progress:
        """The city without some units: their numbers are taken out of both sums."""
        left = self.spoken.besides
        rest = [part.node.key for part in self.city.parts if part.node.key not in left]
        names = "、".join(part.node.name for part in self.city.parts if part.node.key in left)
        return self.context.board.group(self.target, rest, Node("tag", "", f"{names}以外"))

    def _each_month(self, word: ClassedWord) -> bool:
        """月月都是100%: the goal itself, month by month."""
        goal = self.city.goal.number if self.city.goal else None
        every = any(each.text in _EACH_MONTH for each in self.words.of(TIMELY))
        return every and not self.denied and word.quantity is not None and word.quantity.value == goal

    def _test(self, word: ClassedWord) -> Asked | None:
        quantity = word.quantity
        known = next((part for part in (*self.city.parts, self.city) if part.value is not None), None)
        per = self._per(quantity) if quantity is not None else 1
        if quantity is None or known is None or (per == 1 and agrees_with(quantity, known) is None):
            return None
        alone = self.spoken.nobody_named and self.month is None and not self._plainly(word)
        goal = self.city.goal.number if self.city.goal else None
        test = limit(self.words, word, of_each=not alone and not (self.month and self.spoken.nobody_named), goal=goal)
        if test is not None and not test[1] and self.denied and not quantity.hedge:
            at = quantity.value
            test = (lambda value: value >= at), True
        if test is None or (
            not test[1] and ((alone and not self.context.units) or self.words.has(*self._other_claims))
        ):
            return None
        asked = held(test[0] if per == 1 else _of_so_many(test[0], per, quantity.decimals))
        return turned_round(asked) if self.denied else asked

    def _plainly(self, word: ClassedWord) -> bool:
        """Of two targets at once, or of one by other words than its name: no other reader of numbers knows whose it is."""
        place = self.words.row.index(word)
        before, before_text = self.words.row[place - 1].part, self.words.row[place - 1].text
        last = place + 1 == len(self.words.row) and all(each.part in _LEVEL for each in self.words.row[:place])
        loosely = self.context.loosely and word.part == PERCENT and before in (NAME, ARRIVES, IS)
        return (
            len(self.words.of(NAME)) > 1
            or loosely
            or (word.part == COUNT and last and self.words.has(NAME) and not before_text.startswith("占"))
        )

    @property
    def _other_claims(self) -> tuple[str, ...]:
        passed = (TIMELY, DONE) if self.city.target.counted and not self.denied else (TIMELY,)
        return tuple(claim for claim in CLAIMS if claim not in passed)

    def _per(self, quantity: Quantity) -> int:
        """Of how many the target is counted, where so much of its unit is said: 38张 of 张/千人."""
        target = self.city.target
        said = quantity.kind in (Kind.COUNT, Kind.AMOUNT) and target.quotient
        unit = split_thing(base_unit(target.measure))[0]
        return target.base if said and target.base and unit and same_unit(quantity.unit, unit) else 1


def _month_by_month(test: Asked) -> Asked:
    def asked(part: Progress) -> bool | None:
        return False if test(part) is False else stands(part, "timely")

    return asked


def _of_so_many(test: Callable[[Fraction], bool | None], per: int, decimals: int) -> Callable[[Fraction], bool | None]:
    """A test of how much there is for so many; what only rounding makes so is left open."""

    def tested(value: Fraction) -> bool | None:
        sure = test(value * per)
        return sure if sure == test(Fraction(half_up(value * per, max(decimals, 1)))) else None

    return tested
