"""Where a clause says how much is still lacking to a goal, who lacks it, and who lacks most."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from mzgz.language import Kind, Quantity
from mzgz.language.pattern_search import expression
from mzgz.language.units_of_measure import same_unit, split_thing
from mzgz.progress import Progress
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, MONTH, NAME, POINTS, SOME, UNIT
from mzgz.publishing.verify.assertions.pattern_fragments import within
from mzgz.publishing.verify.assertions.target_claim import TargetClaim
from mzgz.publishing.verify.assertions.units_spoken_of import UnitsSpokenOf, Verdict
from mzgz.publishing.verify.assertions.word_classes import (
    AND,
    DENIES,
    DONE,
    EVERY,
    GOAL,
    HAS,
    HIGHEST,
    IS,
    LACKING,
    LAST_YEAR,
    LESS,
    LOWEST,
    MORE,
    ONLY,
    REACHED,
    SHORT,
    THAN,
)

_LACKED: Final = expression("差|缺|欠|短|没|未|逾期|落后|不足")
_AIMED: Final = expression("目标|达标|要求")
_THERE: Final = frozenset((EVERY, UNIT, AND, IS, SOME))
_ANY: Final = frozenset(("个", "项", "处", ""))


class GapClaim(TargetClaim):
    """What is said to be lacking."""

    def verdict(self) -> Verdict | None:
        if not self.city.target.judges:
            return None
        return self._all_there() or self._farthest() or self._so_much()

    def _all_there(self) -> Verdict | None:
        """都在根河 after what is lacking: these lack it, and no others."""
        words, spoken = self.words, self.spoken
        there = words.shape.startswith(EVERY) and all(word.part in _THERE for word in words.row)
        if not there or not spoken.named or not _LACKED.search(words.clause.sentence.text, 0, words.clause.start):
            return None
        parts = [part for part in self.city.judged_parts if part.expected]
        if not set(spoken.named) <= {part.node.key for part in parts}:
            return False, _those(part for part in parts if part.met is False)
        those = UnitsSpokenOf(named=spoken.named, only=True)
        return self.told_of_units(lambda part: None if part.met is None else not part.met, self.city, those)

    def _farthest(self) -> Verdict | None:
        """缺口最大的是: the farthest or the nearest of those that lack something, by things and by share alike."""
        ends = self.words.of(HIGHEST, LOWEST)
        if len(ends) != 1 or not self.words.has(LACKING) or not self.spoken.named or self.numbers or self.denied:
            return None
        parts = [part for part in self.city.judged_parts if part.expected]
        behind = [part for part in parts if part.met is False]
        if any(part.met is None for part in parts) or not behind:
            return None
        named = [part for part in behind if part.node.key in self.spoken.named]
        if not named:
            return False, _those(behind)
        pick = max if ends[0].part == HIGHEST else min
        most = {pick(behind, key=key).node.key for key in (_things, _points)}
        return all(part.node.key in most for part in named), "，".join(_told(part) for part in behind[:3])

    def _so_much(self) -> Verdict | None:
        """还差2个, 只差11张, 还有2人没有帮扶到位: what the figure lacks to its goal."""
        words, spoken = self.words, self.spoken
        said = self.numbers[0].quantity if len(self.numbers) == 1 and self.numbers[0].part in (COUNT, POINTS) else None
        lacks = words.has(SHORT) or any(_LACKED.search(word.text) for word in words.of(ONLY))
        lacks = lacks or (words.has(HAS, ONLY) and self.denied and words.has(DONE, REACHED))
        lacks = lacks or bool(re.search(f"{COUNT}{DENIES}{NAME}$", words.shape))
        if said is None or not lacks or words.has(THAN, MORE, LESS, LAST_YEAR, MONTH, ALL, SOME):
            return None
        aimed = _AIMED.search(words.clause.sentence.text[: words.clause.tokens[-1].end])
        if said.kind is Kind.POINTS and not (words.has(GOAL) or "还" in words.signs or aimed):
            return None  # 一前一后仅差0.3个点
        codes = spoken.named or self.context.units
        if (
            len(codes) > 1
            or spoken.every
            or spoken.others_named
            or spoken.besides
            or (words.has(SHORT) and words.has(DENIES))
        ):
            return None
        part = self.context.board.part(self.target, codes[0]) if codes else self.city
        if not part.speaks or part.missing or part.value is None or not part.target.operands:
            return None
        lacking = _lacking(part, said)
        if lacking is None:
            return None
        if said.unit == "个":
            lacking.add(Fraction(sum(one.met is False for one in part.judged_parts)))
        return any(within(said, each) for each in lacking), _told(part)


def _those(behind: Iterable[Progress]) -> str:
    return f"没有达到的是{'、'.join(part.node.name for part in behind)}"


def _told(part: Progress) -> str:
    gap = part.gap
    return phrase_of(part) + ("" if gap is None else f"，还差{gap.things}{gap.unit}")


def _lacking(part: Progress, said: Quantity) -> set[Fraction] | None:
    """The numbers that may be called what is lacking; None where the measure is another one."""
    gap = part.gap
    if said.kind is Kind.POINTS:
        return _points_short(part) if part.target.quotient else None
    unit = split_thing(gap.unit)[0] if gap else ""
    if gap is None:
        return set() if part.goal is not None and part.goal.threshold == 1 else None
    if said.unit not in _ANY and unit and not same_unit(said.unit, unit):
        return None
    return {Fraction(gap.things), Fraction(gap.added if gap.added is not None else gap.things)}


def _points_short(part: Progress) -> set[Fraction]:
    """By how many points a share lies short of its goal, also where no things are known that would make it up."""
    gap, goal, value = part.gap, part.goal, part.value
    if gap is not None and gap.points is not None:
        return {gap.points}
    stated = goal.stated(value) if goal is not None and value is not None else None
    return {stated - value} if stated is not None and value is not None and stated > value else set()


def _things(part: Progress) -> Fraction:
    return Fraction(part.gap.things) if part.gap else Fraction(0)


def _points(part: Progress) -> Fraction:
    return part.gap.points if part.gap and part.gap.points is not None else _things(part)
