"""The figure a clause speaks of, at whatever places and times: a target's value, or one of the two numbers of a share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from mzgz.language import Kind, Quantity
from mzgz.language.units_of_measure import same_unit, split_thing
from mzgz.model.numbers import exact
from mzgz.model.periods import Period
from mzgz.model.rounding import half_up
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Share
from mzgz.progress import Progress
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import NAME, OPERAND, Clause
from mzgz.publishing.verify.assertions.how_many import how_many
from mzgz.publishing.verify.assertions.pattern_fragments import Context, within
from mzgz.publishing.verify.number_candidates import base_unit, is_of_measure, last_year, measure_kind

LAST_YEAR = "last-year"
Moment = Period | str | None
"""An earlier month, the end of the year before, or (None) the time of the figures."""
_SIDES = {"numerator": "part", "denominator": "whole"}


@dataclass(frozen=True)
class FigureSpokenOf:
    """One figure: `side` is that of a share where one of its two numbers is meant, otherwise empty."""

    context: Context
    target: Target
    side: str = ""

    @property
    def city(self) -> Progress:
        return self.context.board.city(self.target.id)

    @property
    def phrase(self) -> str:
        figure = self.city.figure
        sides = f"（{figure.part}/{figure.whole}）" if self.side and isinstance(figure, Share) else ""
        return f"{phrase_of(self.city)}{sides}"

    @property
    def is_share(self) -> bool:
        return self.target.quotient and not self.side

    def measures(self, said: Quantity) -> bool:
        """Whether a number can be so much of it."""
        if not self.side:
            return is_of_measure(said, self.target)
        role = next(role for role, side in _SIDES.items() if side == self.side)
        unit = self.target.operand(role).unit
        return said.kind is measure_kind(unit) and same_unit(said.unit, split_thing(base_unit(unit))[0])

    def apart(self, said: Quantity) -> bool:
        """Whether a number can be how far two of its values lie apart."""
        return said.kind is Kind.POINTS if self.is_share else self.measures(said)

    def of_all(self, moment: Moment = None) -> Fraction | None:
        if moment == LAST_YEAR:
            return None if self.side else last_year(self.city)
        return self._number(self._then(moment, "city"), moment)

    def of_unit(self, code: str, moment: Moment = None) -> Fraction | None:
        return None if moment == LAST_YEAR else self._number(self._then(moment, code), moment)

    def of_units(self, codes: Iterable[str], moment: Moment = None) -> Fraction | None:
        """Of several units together: what they have in all; a share of theirs together is none of several numbers."""
        if self.is_share or not (self.side or self.target.adds):
            return None
        numbers = [self.of_unit(code, moment) for code in codes]
        return sum((each for each in numbers if each is not None), Fraction(0)) if None not in numbers else None

    def everyone(self, moment: Moment = None) -> dict[str, Fraction]:
        """What each place has that has one."""
        codes = [part.node.key for part in self.city.below if part.expected and not part.doubts]
        found = {code: self.of_unit(code, moment) for code in codes}
        return {code: value for code, value in found.items() if value is not None}

    def told(self, codes: Iterable[str], moment: Moment = None) -> str:
        """Its figures, as they are told where something else was said."""
        if moment not in (None, LAST_YEAR) and isinstance(moment, Period):
            board = self.context.board.at(moment)
            parts = [board.part(self.target.id, code) for code in codes] or [board.city(self.target.id)]
            return f"{moment.month}月{'，'.join(phrase_of(part) for part in parts[:3])}"
        parts = [self.context.board.part(self.target.id, code) for code in codes]
        return "，".join(self._numbers(part) for part in (*parts[:3], self.city))

    def _numbers(self, part: Progress) -> str:
        figure = part.figure
        sides = f"（{figure.part}/{figure.whole}）" if self.side and isinstance(figure, Share) else ""
        return f"{phrase_of(part)}{sides}"

    def _then(self, moment: Moment, node: str) -> Progress:
        board = self.context.board.at(moment) if isinstance(moment, Period) else self.context.board
        return board.city(self.target.id) if node == "city" else board.part(self.target.id, node)

    def _number(self, progress: Progress, moment: Moment) -> Fraction | None:
        if isinstance(moment, Period) and progress.period != moment:
            return None
        if not self.side:
            return progress.value
        figure = progress.figure
        missing = not isinstance(figure, Share) or figure.gaps or not progress.expected or progress.period is None
        return None if missing or not isinstance(figure, Share) else exact(getattr(figure, self.side))


def figures_spoken_of(clause: Clause, context: Context, said: Iterable[Quantity]) -> list[FigureSpokenOf]:
    """What the numbers of a clause may be of: the one target or number it names, or the one understood."""
    plan = context.board.plan.targets
    names = {str(token.what) for token in clause.all_of(NAME)}
    whole = {str(token.what): clause.sentence.text[token.start : token.end] for token in clause.all_of(NAME)}
    operands = {(str(token.what), clause.sentence.text[token.start : token.end]) for token in clause.all_of(OPERAND)}
    if len(names) > 1 or len(operands) > 1 or (names and operands and names != {one for one, _ in operands}):
        return []
    if not names and not operands and context.operand[0]:
        operands = {context.operand}
    target = plan.get(next(iter(operands))[0] if operands else next(iter(names), context.target or context.ahead))
    if target is None or not target.operands or target.events:
        return []
    side = _side(target, next(iter(operands))[1] if operands else whole.get(target.id, ""))
    sides = [side]
    if not side and target.quotient and any(each.kind in (Kind.COUNT, Kind.AMOUNT) for each in said):
        sides = ["part", "whole"]
    return [FigureSpokenOf(context, target, side) for side in sides]


def _side(target: Target, words: str) -> str:
    """Which of the two numbers of a share is named."""
    words = words.removeprefix("的")
    exact_role = next((role for role in target.operands if words == target.operand(role).name), "")
    if not words or exact_role or words in target.name:
        return _SIDES.get(exact_role, "")
    role = next((role for role in target.operands if words in target.operand(role).name), "")
    return _SIDES.get(role, "")


def close(said: Quantity, values: Iterable[Fraction]) -> bool:
    """Whether a number is how far two values lie apart, by what they are or by how they print."""
    one, other = values
    printed = abs(Fraction(half_up(one, 3)) - Fraction(half_up(other, 3)))
    return within(said, abs(one - other)) or (said.kind is Kind.POINTS and within(said, printed))


def makes_up(said: Quantity, part: Fraction, whole: Fraction) -> bool:
    """Whether a part is such a share of a whole."""
    number = how_many(said)
    share = part / whole
    return within(said, share) or (number is not None and number.share and share in number.allowed)


def codes_of(groups: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for group in groups:
        yield from group
