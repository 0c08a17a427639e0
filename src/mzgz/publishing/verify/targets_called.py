"""A clause with the name of its target put in where it has it in other words, and the targets these may mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from mzgz.language import Kind, read
from mzgz.language.pattern_search import expression
from mzgz.publishing.verify.assertions.clause_tokens import NAME, OPERAND, Clause, ClauseToken
from mzgz.publishing.verify.names_in_other_words import LikelyName, OtherWords
from mzgz.publishing.verify.sentences import Sentence
from mzgz.publishing.verify.target_mentions import Naming
from mzgz.publishing.verify.words_of_one_meaning import NOUNS, compiled

_ASKED: Final = expression(
    r"[0-9一二三四五六七八九十百分之成.%]{2,}的?(?:年度|全年)?(?:目标|要求|标准|达标线|标线|红线|底线)"
)
_ONLY_COMPARES: Final = expression(
    "(?:比|较|同|与|上年|去年|上一年|同期|基期|年初|年底|年末|全年|一番|翻|增长|增加|提高|下降|减少|多|少|了|的)+"
)
"""What names of targets may hold as well, and what calls none of them: 比上年多了… is no 助餐点比上年翻一番."""
_EACH: Final = expression("各|分别")
_JOINT: Final = expression("[和与及、]")
_FEW: Final = 3
_REMEMBERED: Final = 32
"""Texts whose topic is kept: each sentence is the one before another."""


class _Sign(NamedTuple):
    """A character with the stretch of the original it stands for."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class TargetsCalled:
    """Knows the targets of one plan by whatever they are called."""

    naming: Naming
    goals: Mapping[Fraction, tuple[str, ...]] = field(default_factory=dict)
    """Which shares have a goal, and so can be meant by 达到55%要求的."""
    _topics: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _other_words(self) -> OtherWords:
        return OtherWords(self.naming)

    def called(self, clause: Clause) -> tuple[Clause, tuple[str, ...]]:
        named = tuple(dict.fromkeys(str(token.what) for token in clause.all_of(NAME)))
        if named or not clause.tokens:
            return clause, named if len(named) == 1 else ()
        signs = _in_one_word(
            [
                _Sign(each, place, place + 1)
                for place, token in enumerate(clause.tokens)
                for each in (clause.words(place, place + 1) if token.sign == OPERAND else token.sign)
            ]
        )
        text = "".join(sign.text for sign in signs)
        likely = self._other_words.likely(text) or (self._by_name(text) if text != clause.code else None)
        if likely is None or _ONLY_COMPARES.fullmatch(text[likely.start : likely.end]):
            return clause, ()
        first, last = signs[likely.start].start, signs[likely.end - 1].end
        first, last = self._whole_words(clause, first, last, likely.targets[0])
        if _EACH.search(clause.code, last) and (joint := _JOINT.search(clause.code, first + 1, last - 1)):
            return self._both(clause, first, joint.start(), last), ()
        name = ClauseToken(NAME, clause.tokens[first].start, clause.tokens[last - 1].end, likely.targets[0])
        return replace(clause, tokens=(*clause.tokens[:first], name, *clause.tokens[last:])), likely.targets

    def _both(self, clause: Clause, first: int, joint: int, last: int) -> Clause:
        """服务站和嵌入式机构各有…: two targets; one of which nobody knows which it is stands there without its own."""
        names = []
        for start, end in ((first, joint), (joint + 1, last)):
            likely = self._other_words.likely(clause.words(start, end))
            target = likely.targets[0] if likely and len(likely.targets) == 1 else ""
            names.append(ClauseToken(NAME, clause.tokens[start].start, clause.tokens[end - 1].end, target))
        tokens = (*clause.tokens[:first], names[0], clause.tokens[joint], names[1], *clause.tokens[last:])
        return replace(clause, tokens=tokens)

    def _by_name(self, text: str) -> LikelyName | None:
        """By its name, now that the words are those of names."""
        found = [each for each in self.naming.measures(text) if not each.role]
        return LikelyName(found[0].start, found[0].end, (found[0].target,)) if len(found) == 1 else None

    def by_goal(self, sentence: Sentence) -> tuple[str, ...]:
        """The one target, or the few, whose goal is the number that a sentence without a name says is asked for."""
        asked = _ASKED.search(sentence.text)
        number = next((each for each in read(asked[0]) if each.kind is Kind.PERCENT), None) if asked else None
        meant = self.goals.get(number.value, ()) if number else ()
        return meant if len(meant) <= _FEW else ()

    def topic(self, text: str) -> str:
        """The one target a sentence is about; empty where it is none or several."""
        if text not in self._topics:
            known = {each.target for each in self.naming.measures(text)}
            if not known:
                likely = self._other_words.likely(text)
                known = set(likely.targets) if likely else set()
            if len(self._topics) >= _REMEMBERED:
                self._topics.clear()
            self._topics[text] = next(iter(known)) if len(known) == 1 else ""
        return self._topics[text]

    def _whole_words(self, clause: Clause, first: int, last: int, target: str) -> tuple[int, int]:
        """A stretch with the rest of the words its ends are part of: 婚俗改|革, 申|报全国示范单位."""
        declared = self.naming.ledger.plans[self.naming.year].targets[target]
        names = "\n".join([declared.name, *(declared.operand(role).name for role in declared.operands)])
        code = clause.code
        while first and code[first - 1 : first + 1] in names:
            first -= 1
        while last < len(code) and code[last - 1 : last + 1] in names:
            last += 1
        return first, last


def _in_one_word(signs: list[_Sign]) -> list[_Sign]:
    """With what targets are made of by the words their names have."""
    text = "".join(sign.text for sign in signs)
    for pattern, word, marks in NOUNS:
        if marks and not any(mark in text for mark in marks):
            continue
        matches = [match for match in compiled(pattern).finditer(text) if match.end() > match.start()]
        for match in reversed(matches):
            start, end = signs[match.start()].start, signs[match.end() - 1].end
            said = match.expand(word)
            signs = [*signs[: match.start()], *(_Sign(each, start, end) for each in said), *signs[match.end() :]]
        if matches:
            text = "".join(sign.text for sign in signs)
    return signs
