"""What a clause says of one target: its words, whom they are about, and how a question is put to these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from mzgz.language import Kind, Quantity
from mzgz.language.pattern_search import expression
from mzgz.model.numbers import exact
from mzgz.model.periods import Period
from mzgz.model.targets.aggregate import Share
from mzgz.progress import Progress
from mzgz.publishing.verify.assertions.clause_tokens import ALL, MONTH, NAME
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, ClauseWords
from mzgz.publishing.verify.assertions.pattern_fragments import Context, within
from mzgz.publishing.verify.assertions.reached_or_not import told_of
from mzgz.publishing.verify.assertions.units_spoken_of import UnitsSpokenOf, Verdict, answered, any_of, so_of
from mzgz.publishing.verify.assertions.word_classes import (
    DENIES,
    EVERY,
    LACKING,
    LATE,
    MEAN,
    OF,
    TIMELY,
)

_ALSO: Final = expression("也|且|并且|又|同时也")
Asked = Callable[[Progress], bool | None]


@dataclass(frozen=True)
class TargetClaim:
    """The words of a clause, said of one target."""

    words: ClauseWords
    context: Context
    target: str
    spoken: UnitsSpokenOf

    @cached_property
    def month(self) -> Period | None:
        """The one earlier month whose figures are spoken of."""
        moments = [word.token.what for word in self.words.of(MONTH) if word.token]
        return moments[0] if len(moments) == 1 and isinstance(moments[0], Period) else None

    @cached_property
    def city(self) -> Progress:
        return self.context.board.city(self.target)

    @property
    def denied(self) -> bool:
        return len(self.words.of(DENIES)) % 2 == 1

    @cached_property
    def numbers(self) -> list[ClassedWord]:
        """Those that count no units."""
        those = [word for word in self.words.numbers if word not in self.spoken.words]
        if self.denied and self.words.has(LACKING):
            those = [
                word for word in those if not (word.quantity and word.quantity.value == 1 and word.text[:1] in "一1")
            ]
        return [
            word
            for word in those
            if not (
                word.quantity
                and (self._is_whole(word.quantity) or self._before_name(word) or self._lasts(word.quantity))
            )
        ]

    def _is_whole(self, said: Quantity) -> bool:
        """36个街道: how many there are to be reached in all."""
        target, units = self.city.target, self.context.board.ledger.workspace.vocabulary.units
        if not target.quotient or not said.thing:
            return False
        names = [target.name, *(target.operand(role).name for role in target.operands)]
        own = any(said.thing.replace("老人", "老年人") in name for name in names)
        if not own and not (units in said.thing or said.thing in units):
            return False
        parts = [self.context.board.part(self.target, code) for code in self.spoken.named] or [self.city]
        return any(isinstance(each.figure, Share) and within(said, exact(each.figure.whole)) for each in parts)

    def _before_name(self, word: ClassedWord) -> bool:
        """12个老年助餐点…全数建成: how many there are to be."""
        row, place = self.words.row, self.words.row.index(word)
        after = next((each.part for each in row[place + 1 :] if each.part != OF), "")
        whole = (self.city.value, self.city.goal.number if self.city.goal else None)
        said = word.quantity
        named = after == NAME and self.words.has(EVERY) and self.city.target.counted
        return named and said is not None and any(each is not None and within(said, each) for each in whole)

    def _lasts(self, said: Quantity) -> bool:
        """全年12个月, 12次按时: how long, how often."""
        span = said.thing or said.unit
        long = span in ("月", "个月") or (span in ("次", "期") and self.words.has(TIMELY, LATE))
        return said.kind is Kind.COUNT and said.value == 12 and long

    def asks(self, asked: Asked, city: Progress | None = None) -> Verdict | None:
        """Puts a question to whom the clause is about; `city` is that of an earlier month."""
        city, spoken = city or self.city, self.spoken
        named = spoken.named
        units = self.context.units
        if (
            spoken.number
            and spoken.every
            and not named
            and units
            and spoken.number.of(len(units), len(units), len(units))
        ):
            spoken = UnitsSpokenOf(named=units)  # 两地都: the two of the clause before
        plainly = spoken.every and not (spoken.others or spoken.number or spoken.besides or named)
        if plainly and not self.words.has(ALL, NAME) and (self.context.counted is not None or len(units) == 1):
            return None  # 与全市一样，都是60.2%: of what was said to be alike
        if self._of_those_before:
            told = [self.told_of_units(asked, city, each) for each in (UnitsSpokenOf(named=units), spoken)]
            return any_of(told if self.words.has(NAME) else told[:1])
        if spoken.nobody_named and self.context.everyone and _ALSO.match(self.words.signs):
            spoken = UnitsSpokenOf(every=True)
        if spoken.nobody_named:
            named = self.context.units if not self.words.has(MEAN) else ()
            if not named:
                return asked(city), told_of(city)
        if spoken.nobody_named:
            spoken = UnitsSpokenOf(named=named)
        return self.told_of_units(asked, city, spoken)

    def told_of_units(self, asked: Asked, city: Progress, spoken: UnitsSpokenOf) -> Verdict | None:
        told = [self._told(asked, those, spoken) for those in self._those_meant(city, spoken)]
        return told[0] if len({verdict[0] if verdict else None for verdict in told}) == 1 else None

    @property
    def _of_those_before(self) -> bool:
        """海拉尔、根河持平，均为2个."""
        spoken = self.spoken
        others = spoken.named or spoken.number or spoken.others or spoken.besides or self.words.has(ALL)
        return spoken.every and len(self.context.units) > 1 and not others

    def _told(self, asked: Asked, those: Sequence[Progress], spoken: UnitsSpokenOf) -> Verdict | None:
        scope = () if self.words.has(ALL, MEAN) else self.context.scope
        parts = {part.node.key: part for part in those if part.expected and (not scope or part.node.key in scope)}
        codes = [(code, part.node.name) for code, part in parts.items()]
        answers = answered(codes, lambda code: (asked(parts[code]), told_of(parts[code])))
        return so_of(spoken, answers, self.context.units)

    @staticmethod
    def _those_meant(city: Progress, spoken: UnitsSpokenOf) -> list[Sequence[Progress]]:
        """The units that are judged, and in a tree those of the level below, which may be others: whoever is named belongs
        to one of them; without a name both may be meant."""
        parts, below = city.judged_parts or (city,), city.below
        if not below or {part.node.key for part in parts} == {part.node.key for part in below}:
            return [parts]
        named = {*spoken.named, *spoken.besides}
        if named:
            return [below] if named <= {part.node.key for part in below} else [parts]
        return [parts, below]


def held(test: Callable[[Fraction], bool | None]) -> Asked:
    return lambda part: None if part.value is None else test(part.value)


def turned_round(asked: Asked) -> Asked:
    def other(part: Progress) -> bool | None:
        so = asked(part)
        return None if so is None else not so

    return other
