"""One clause about who reaches a target, as a shape: who or how many, not or not at all, and what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mzgz.model.periods import Period
from mzgz.progress import Progress
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, MONTH, PERCENT, SOME, Clause
from mzgz.publishing.verify.assertions.how_many import HowMany, how_many
from mzgz.publishing.verify.assertions.pattern_fragments import Context, codes_in
from mzgz.publishing.verify.assertions.reached_what import Question, question
from mzgz.publishing.verify.assertions.who_reached_words import (
    BEHIND,
    BY,
    NAMED,
    NOT,
    PART,
    SO_MANY,
    SPREAD,
    TIMELY_,
    UNITS_,
    VALUE,
    WHOLLY,
    Word,
)

SAID: Final = "(?:G?[RDCVB])"
CLAIMS: Final = "RDCVB"
ALONE: Final = re.compile("G?[RV]|B")
_STILL: Final = re.compile("至今|目前|仍|还没|还未|尚未|迟迟|依然|依旧")
"""Said of now: what was made good in the meantime is not lacking any more."""
ONE_UNIT: Final = re.compile(rf"U{SAID}")


@dataclass(frozen=True)
class ReachClause:
    """The words of one clause with what they leave understood."""

    clause: Clause
    context: Context
    words: tuple[Word, ...]
    target: str

    def of(self, part: str) -> Word | None:
        return next((word for word in self.words if word.part == part), None)

    @cached_property
    def shape(self) -> str:
        """The parts in a row; the name and words that only strengthen have no place of their own."""
        return "".join(word.part for word in self.words if word.part not in (NAMED, WHOLLY, TIMELY_, BY))

    @cached_property
    def denied(self) -> bool:
        return (self.of(NOT) is None) != (self.of(BEHIND) is None)

    @cached_property
    def claim(self) -> Word:
        """The word that says what is reached."""
        return next(word for word in self.words if word.part in CLAIMS)

    @cached_property
    def month(self) -> Period | None:
        """The earlier month by which it is said to be so."""
        word = self.of(BY)
        tokens = self.clause.all_of(MONTH, word.first, word.last) if word else []
        return next((token.what for token in tokens if isinstance(token.what, Period)), None)

    @cached_property
    def city(self) -> Progress:
        board = self.context.board
        return (board.at(self.month) if self.month else board).city(self.target)

    @cached_property
    def asked(self) -> Question | None:
        return question(
            self.clause,
            self.claim,
            self.city,
            self.month,
            timely=self.of(TIMELY_) is not None,
            still=self.denied and bool(_STILL.search(self.clause.code)),
            denied=self.denied,
        )

    def so(self, part: Progress) -> bool | None:
        """Whether the claim is so of a unit, or of the city; what is not done now was not done in an earlier month."""
        so = self.asked(part) if self.asked else None
        if self.month and part.target.completes and self.claim.part != VALUE:
            so = self._done_by(part, self.month, so)
        if so is None and self.month and self.claim.part != VALUE:
            board = self.context.board
            now = board.city(self.target) if part.node.kind == "city" else board.part(self.target, part.node.key)
            so = False if now.met_now is False else None
        return None if so is None else so is not self.denied

    def _done_by(self, part: Progress, month: Period, so: bool | None) -> bool | None:
        """A thing done on a day is not in doubt for what had not come in that month."""
        board = self.context.board
        now = board.city(self.target) if part.node.kind == "city" else board.part(self.target, part.node.key)
        return now.done_on <= month.last_day if now.done_on and now.met_now is not None else so

    @property
    def said(self) -> tuple[int, int]:
        """The signs that say it: of one unit or the city its verb, of several who they are, too."""
        first, last = self.words[0].first, max(word.last for word in self.words if word.part != NAMED)
        if ONE_UNIT.fullmatch(self.shape) or ALONE.fullmatch(self.shape) or self.shape == SPREAD:
            before = [
                word.last for word in self.words if word.part in (NAMED, UNITS_) and word.last <= self.claim.first
            ]
            first = max(before, default=self.claim.first if self.shape == SPREAD else 0)
        return first, last

    def text(self, word: Word) -> str:
        return self.clause.words(word.first, word.last)

    def codes(self, part: str) -> set[str]:
        word = self.of(part)
        return set(codes_in(self.clause, word.first, word.last)) if word else set()

    def number(self, word: Word | None) -> HowMany | None:
        """How many units a word counts: 三家, 12个旗市区, 超过11个, 大多数."""
        if word is None:
            return None
        counted = (each for each in self.clause.tokens[word.first : word.last] if each.sign in (SOME, COUNT, PERCENT))
        token = next(counted, None)
        return how_many(token.what if token else None, "" if token else self.text(word))

    @property
    def numbers(self) -> list[HowMany]:
        """Of the words that count, in order."""
        counted = (self.number(word) for word in self.words if word.part in (SO_MANY, PART))
        return [number for number in counted if number is not None]
