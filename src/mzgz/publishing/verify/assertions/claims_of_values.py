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
from mzgz.model.rounding import half_up
from mzgz.progress import Progress
from mzgz.progress.target_progress import Node
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import (
    ALL,
    COUNT,
    MONTH,
    NAME,
    NOW,
    OPERAND,
    PERCENT,
)
from mzgz.publishing.verify.assertions.clause_words import ClassedWord
from mzgz.publishing.verify.assertions.number_as_limit import limit
from mzgz.publishing.verify.assertions.numbers_of_target import NumbersOfTarget
from mzgz.publishing.verify.assertions.reached_or_not import stands
from mzgz.publishing.verify.assertions.reached_what import agrees_with
from mzgz.publishing.verify.assertions.target_claim import Asked, SpokenNearBy, TargetClaim, held, turned_round
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
    HIGHEST,
    IS,
    LAST_YEAR,
    LESS,
    LOWEST,
    MORE,
    NOT_BEFORE,
    OF,
    QUARTER,
    RISES,
    SHORT,
    THAN,
    TIMELY,
    WORST,
)
from mzgz.publishing.verify.number_candidates import base_unit

_BESIDE_THEN: Final = re.compile(f"[{MORE}{LESS}](?:[{MONTH}{NOW}]|{QUARTER}){OF}?")
_IN_TIME: Final = expression("半年|季|月|起步|以来|年初|当时|当初|曾|原来|此前|先前|以前|期间")
_PART_OF: Final = expression(f"占.*{PERCENT}")
_EACH_MONTH: Final = frozenset(("月月", "每月", "逐月", "按月", "全年月月"))


class ValueClaim(TargetClaim):
    """How much is said to be."""

    def verdict(self) -> Verdict | None:
        """Over, under, at so much: of each unit, of so many, of the city."""
        numbers = [each for each in self.numbers if each.part in (PERCENT, COUNT)]
        if (
            len(self.numbers) != 1
            or len(numbers) != 1
            or self.words.has(QUARTER, SHORT, THAN, LAST_YEAR, NOT_BEFORE)
            or (self.words.has(MONTH, BEFORE) and self.month is None)
        ):
            return None
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
        before = self.words.row[self.words.row.index(word) - 1].part
        return len(self.words.of(NAME)) > 1 or (
            self.context.loosely and word.part == PERCENT and before in (NAME, ARRIVES, IS)
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

    def unknown_number(self, around: SpokenNearBy) -> Verdict | None:
        """A number that is none of the target's, of the city's or of the units' that are spoken of near by."""
        words, spoken = self.words, self.spoken
        if spoken.number or spoken.every or spoken.nobody or spoken.others or spoken.besides or words.has(OPERAND):
            return None
        if any(not self.context.board.part(self.target, code).expected for code in spoken.named):
            return None  # nothing was asked of it there: the words mean something else
        known = NumbersOfTarget(
            self.context.board,
            self.target,
            around.units,
            around.targets,
            words.has(MONTH, QUARTER, NOW) or bool(_IN_TIME.search(words.clause.sentence.text)),
        )
        if words.row and (words.row[0].part == OF or (not self.city.target.quotient and _PART_OF.search(words.signs))):
            return None  # 少的2个: of some of them; 占全区的七成: of more than the target
        for word in self.numbers:
            said = word.quantity
            if said is None or known.knows(said) is not False:
                continue
            if words.has(HIGHEST, LOWEST) and any(agrees_with(said, part) for part in self.city.parts):
                continue  # the end of some of them
            if word.part == COUNT and self.city.target.quotient and words.has(LAST_YEAR, RISES, FALLS, THAN):
                continue
            parts = [self.context.board.part(self.target, code) for code in around.units[:2]]
            return False, "，".join(phrase_of(each) for each in (*parts, self.city))
        return None


def _month_by_month(test: Asked) -> Asked:
    def asked(part: Progress) -> bool | None:
        return False if test(part) is False else stands(part, "timely")

    return asked


def _of_so_many(test: Callable[[Fraction], bool | None], per: int, decimals: int) -> Callable[[Fraction], bool | None]:
    """A test of how much there is for so many; what only rounding makes so is left open."""

    def tested(value: Fraction) -> bool | None:
        exact = test(value * per)
        return exact if exact == test(Fraction(half_up(value * per, max(decimals, 1)))) else None

    return tested
