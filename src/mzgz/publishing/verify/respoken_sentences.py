"""A sentence said again in the words the readers of assertions know, every sign of it with its place in the original."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from mzgz.language import Kind, read
from mzgz.language.pattern_search import expression
from mzgz.publishing.verify.assertions.clause_tokens import NAME, Clause, ClauseToken
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion
from mzgz.publishing.verify.names_in_other_words import LikelyName, OtherWords
from mzgz.publishing.verify.section_names import SectionNames
from mzgz.publishing.verify.sentences import Sentence
from mzgz.publishing.verify.target_mentions import Mention, Naming, bare_name, names_of
from mzgz.publishing.verify.words_of_one_meaning import EVENTS, FIELDS, LEADS, NOUNS, compiled

_TARGETS, _UNITS = 0xE300, 0xE400
_HAN: Final = expression(r"[\u4e00-\u9fff]")
_SHARES: Final = expression("[%成半]|百分|分之|差|缺|欠|没|未")
_ASKED: Final = expression(
    r"[0-9一二三四五六七八九十百分之成.%]{2,}的?(?:年度|全年)?(?:目标|要求|标准|达标线|标线|红线|底线)"
)
_FEW: Final = 3
_STOPS: Final = expression("[，；：。！？]")


class Sign(NamedTuple):
    """A character, or a name as one sign, with the stretch of the original it stands for."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RespokenSentence:
    """`sentence` has the new words; `span` finds what stood in their place."""

    sentence: Sentence
    signs: tuple[Sign, ...]
    by_goal: bool
    """Whether its target is only known by its goal: 达到55%要求的."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the words `start`..`end` came from."""
        inside = self.signs[start:end]
        return min(each.start for each in inside), max(each.end for each in inside)


@dataclass(frozen=True, slots=True)
class HeardClause:
    """A clause with what was made of it. `speaks` where it has a name and a word that asserts something."""

    span: tuple[int, int]
    found: tuple[Assertion, ...]
    asserts: bool
    speaks: bool

    @property
    def unread(self) -> bool:
        return self.asserts and not self.found and self.span[1] > self.span[0]


def in_the_original(row: Assertion, version: RespokenSentence, sentence: Sentence) -> Assertion:
    """An assertion about the new words as one about those they stand for."""
    start, end = version.span(row.start, row.end)
    return replace(row, start=start, end=end, words=sentence.text[start:end])


def agreed(clause: HeardClause, told: list[list[Assertion]]) -> tuple[Assertion, ...]:
    """What every way to understand a clause makes of it."""
    every = [[row for row in each if _overlap((row.start, row.end), clause.span)] for each in told]
    rows = [each for each in every if each]
    if not rows:
        return ()
    verdicts = {next((row.holds for row in each if row.holds is not None), None) for each in rows}
    return tuple(rows[0]) if len(verdicts) == 1 else ()


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True)
class Respeaking:
    """Says sentences again by the names of one plan."""

    naming: Naming
    goals: Mapping[Fraction, tuple[str, ...]] = field(default_factory=dict)
    """Which shares have a goal, and so can be meant by 达到55%要求的."""

    @cached_property
    def _parts(self) -> SectionNames:
        return SectionNames(self.naming.ledger, self.naming.year)

    @cached_property
    def _other_words(self) -> OtherWords:
        return OtherWords(self.naming)

    def versions(self, sentence: Sentence, topic: str = "", place: str = "") -> list[RespokenSentence]:
        """The sentence in known words; several where one wording may name several targets."""
        masked, names = self._masked(sentence.text)
        masked = _respoken(self._divided(masked), NOUNS)
        versions = []
        for signs, named, by_goal in self._named(masked, names, topic):
            respoken = _respoken(_respoken(_respoken(signs, LEADS), EVENTS), FIELDS)
            spelled = (*(Sign(each, 0, 1) for each in place), *_spelled(respoken, named))
            text = "".join(sign.text for sign in spelled)
            versions.append(RespokenSentence(replace(sentence, text=text, links=()), spelled, by_goal))
        return [each for each in versions if each.signs]

    def _masked(self, text: str) -> tuple[list[Sign], dict[str, str]]:
        """Every character a sign; names of places, and of targets in full, are one sign each."""
        spans = [
            (self.naming.after_verb(text, each), each.end, _TARGETS)
            for each in self.naming.measures(text)
            if self._whole(text, each)
        ]
        taken = {place for start, end, _ in spans for place in range(start, end)}
        spans += [(start, end, _UNITS) for start, end, code in self.naming.units(text) if code and start not in taken]
        names: dict[str, str] = {}
        signs, done = [], 0
        for start, end, kind in sorted(spans):
            if start < done:
                continue
            signs += [Sign(text[place], place, place + 1) for place in range(done, start)]
            sign = chr(kind + len(names))
            names[sign] = text[start:end]
            signs.append(Sign(sign, start, end))
            done = end
        signs += [Sign(text[place], place, place + 1) for place in range(done, len(text))]
        return signs, names

    def _divided(self, signs: list[Sign]) -> list[Sign]:
        """With the parts of the plan called by their divisions."""
        for part in reversed(list(self._parts.named("".join(sign.text for sign in signs)))):
            start, end = signs[part.start].start, signs[part.end - 1].end
            called = [Sign(each, start, end) for each in f"{part.division}板块"]
            signs = [*signs[: part.start], *called, *signs[part.end :]]
        return signs

    def _whole(self, text: str, mention: Mention) -> bool:
        """Whether a target is called by its name, and not by an ending that the words before it may be part of."""
        called = text[mention.start : mention.end]
        target = self.naming.ledger.plans[self.naming.year].targets[mention.target]
        begins = not _HAN.match(text[max(mention.start - 1, 0) : mention.start]) or not mention.start
        things = {target.operand(role).name.removesuffix(end) for role in target.operands for end in ("", "总数")}
        return called in names_of(target) | things or (begins and not mention.role)

    def _named(
        self, signs: list[Sign], names: dict[str, str], topic: str
    ) -> Iterator[tuple[list[Sign], dict[str, str], bool]]:
        """With the names of targets put in where a clause has them in other words; all the targets it may mean."""
        pieces = list(_clauses(signs))
        likely = [self._likely(piece) for piece in pieces]
        if not any(likely) and not any(_TARGETS <= ord(sign.text) < _UNITS for sign in signs):
            headed = self._by_head(signs, names, topic) if topic else None
            if headed:
                yield (*headed, False)
                return
            yield from self._by_goal(signs, names)
            return
        most = max((len(each.targets) for each in likely if each), default=1)
        for version in range(most):
            known, rows = dict(names), []
            for piece, found in zip(pieces, likely, strict=True):
                if found is None:
                    rows += piece
                    continue
                target = found.targets[min(version, len(found.targets) - 1)]
                sign = chr(_TARGETS + len(known))
                known[sign] = self._name(target, "".join(each.text for each in piece))
                rows += [
                    *piece[: found.start],
                    Sign(sign, piece[found.start].start, piece[found.end - 1].end),
                    *piece[found.end :],
                ]
            yield rows, known, False

    def _by_head(
        self, signs: list[Sign], names: dict[str, str], topic: str
    ) -> tuple[list[Sign], dict[str, str]] | None:
        """With the target of the sentence before in place of the last word of its name: 全年项目数是…"""
        text = "".join(sign.text for sign in signs)
        target = self.naming.ledger.plans[self.naming.year].targets[topic]
        for name in (bare_name(target.name), *(target.operand(role).name for role in target.operands)):
            for start in range(1, len(name) - 1):
                place = text.find(name[start:])
                if place >= 0:
                    sign = chr(_TARGETS + len(names))
                    put = Sign(sign, signs[place].start, signs[place + len(name) - start - 1].end)
                    rows = [*signs[:place], put, *signs[place + len(name) - start :]]
                    return rows, {**names, sign: self._name(topic, text)}
        return None

    def called(self, clause: Clause) -> tuple[Clause, tuple[str, ...]]:
        """A clause with the name of its target put in where it has it in other words, and the targets it may mean."""
        named = tuple(dict.fromkeys(str(token.what) for token in clause.all_of(NAME)))
        if named or not clause.tokens:
            return clause, named if len(named) == 1 else ()
        signs = [Sign(token.sign, place, place + 1) for place, token in enumerate(clause.tokens)]
        signs = _respoken(signs, NOUNS)
        likely = self._other_words.likely("".join(sign.text for sign in signs))
        if likely is None:
            return clause, ()
        first, last = signs[likely.start].start, signs[likely.end - 1].end
        first, last = self._whole_words(clause, first, last, likely.targets[0])
        name = ClauseToken(NAME, clause.tokens[first].start, clause.tokens[last - 1].end, likely.targets[0])
        return replace(clause, tokens=(*clause.tokens[:first], name, *clause.tokens[last:])), likely.targets

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

    def topic(self, text: str) -> str:
        """The one target a sentence is about; empty where it is none or several."""
        known = {each.target for each in self.naming.measures(text)}
        if not known:
            likely = self._other_words.likely(text)
            known = set(likely.targets) if likely else set()
        return next(iter(known)) if len(known) == 1 else ""

    def _by_goal(self, signs: list[Sign], names: dict[str, str]) -> Iterator[tuple[list[Sign], dict[str, str], bool]]:
        """With the one target, or the few, whose goal is the number that is said to be asked for."""
        text = "".join(sign.text for sign in signs)
        asked = _ASKED.search(text)
        number = next((each for each in read(asked[0]) if each.kind is Kind.PERCENT), None) if asked else None
        meant = self.goals.get(number.value, ()) if number else ()
        if not meant or len(meant) > _FEW:
            yield signs, names, False
            return
        for target in meant:
            sign = chr(_TARGETS + len(names))
            yield [Sign(sign, 0, 1), *signs], {**names, sign: self._name(target, "%")}, True

    def _likely(self, piece: list[Sign]) -> LikelyName | None:
        """Which target a clause names in other words; an ending of a name is what it is, where nothing says otherwise."""
        text = "".join(sign.text for sign in piece)
        if any(_TARGETS <= ord(sign.text) < _UNITS for sign in piece):
            return None
        ends = self.naming.measures(text)
        found = self._other_words.likely(text)
        if not ends:
            return found
        first = ends[0]
        if found and first.target in found.targets and found.start <= first.start and first.end <= found.end:
            return replace(found, targets=(first.target,))
        if found and first.role:
            return found
        known = len({each.target for each in ends}) == 1 and not first.role
        return LikelyName(self.naming.after_verb(text, first), first.end, (first.target,)) if known else None

    def _name(self, target: str, clause: str) -> str:
        """A name by which it is found again: without its verb, where that is enough; of a share whose things are
        counted, that of the things."""
        declared = self.naming.ledger.plans[self.naming.year].targets[target]
        name = declared.name
        if declared.quotient:
            things = declared.operand(declared.operands[0])
            if (
                things.unit
                and re.search(rf"[0-9一二三四五六七八九十百千万][多余]?{re.escape(things.unit)}", clause)
                and not _SHARES.search(clause)
            ):
                return things.name
        short = bare_name(name)
        mentions = self.naming.mentions(short)
        return short if [each.target for each in mentions] == [target] else name


def _clauses(signs: list[Sign]) -> Iterator[list[Sign]]:
    row: list[Sign] = []
    for sign in signs:
        row.append(sign)
        if _STOPS.fullmatch(sign.text):
            yield row
            row = []
    if row:
        yield row


def _respoken(signs: list[Sign], rules: tuple[tuple[str, str, str], ...]) -> list[Sign]:
    text = "".join(sign.text for sign in signs)
    for pattern, word, marks in rules:
        if marks and not any(mark in text for mark in marks):
            continue
        matches = [match for match in compiled(pattern).finditer(text) if match.end() > match.start()]
        for match in reversed(matches):
            start, end = signs[match.start()].start, signs[match.end() - 1].end
            said = match.expand(word)
            signs = [*signs[: match.start()], *(Sign(each, start, end) for each in said), *signs[match.end() :]]
        if matches:
            text = "".join(sign.text for sign in signs)
    return signs


def _spelled(signs: list[Sign], names: dict[str, str]) -> Iterator[Sign]:
    for sign in signs:
        for each in names.get(sign.text, sign.text):
            yield Sign(each, sign.start, sign.end)
