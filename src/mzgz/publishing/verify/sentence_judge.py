"""One sentence held against the data: what it asserts, word by word, and what of it nobody can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Final

from mzgz.language import Kind, read
from mzgz.language.pattern_search import expression
from mzgz.model.periods import Period
from mzgz.publishing.verify.asserting_clauses import AssertingClauses
from mzgz.publishing.verify.assertions.any_words import read_any_words, understood
from mzgz.publishing.verify.assertions.clause_tokens import (
    NAME,
    UNIT,
    Clause,
    clauses,
)
from mzgz.publishing.verify.assertions.corrected_numbers import read_put_right
from mzgz.publishing.verify.assertions.figures_put_together import read_figures
from mzgz.publishing.verify.assertions.honours_told import read_awards, read_honours
from mzgz.publishing.verify.assertions.left_unsaid import LeftUnsaid
from mzgz.publishing.verify.assertions.levels_of_all import read_levels
from mzgz.publishing.verify.assertions.numbers_in_order import read_from_to
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion, Context, Reports
from mzgz.publishing.verify.assertions.places_told import read_places
from mzgz.publishing.verify.assertions.red_line_events import read_events
from mzgz.publishing.verify.clause_of_its_link import answered_by_its_link
from mzgz.publishing.verify.figure_lookup import Register
from mzgz.publishing.verify.loose_numbers import LooseReader
from mzgz.publishing.verify.retyped_clauses import DRAWN, TodaysClauses
from mzgz.publishing.verify.sentences import Sentence
from mzgz.publishing.verify.target_mentions import Naming
from mzgz.publishing.verify.targets_called import TargetsCalled
from mzgz.publishing.verify.words_of_units import WordsOfUnits

_Reader = Callable[[Clause, Context], Iterator[Assertion]]
_OF_NO_TARGET: Final[tuple[_Reader, ...]] = (read_events, read_honours, read_awards)
_OF_TARGETS: Final[tuple[_Reader, ...]] = (
    read_put_right,
    read_places,
    read_figures,
    read_from_to,
    read_levels,
)
_MEASURE_OF_ITS_OWN: Final = expression(
    "(?!覆盖|建成|建设|完成|达标|配建|设立|落实|到位|这|该|其|此)[^，。；：、0-9]{2,12}(?:率|占比|比例|比重)(?=[^，。；：]{0,6}[0-9])"
)
"""A sentence that begins with a measure is about that one, though nobody knows it: it is not the one of the sentence before."""
_CITY: Final = expression("[全我本]市|各地|各旗|旗市区")
_TURN_BACK: Final = "请核实：数据对的照此改回，数据错的先请填报单位更正"
_SPEAKS: Final = expression(
    r"全部|均|都|悉数|全覆盖|仅|只有|除|未|没有|无一|零|最|首位|第一|前列|垫底|末|高于|低于|提高|下降|增加|减少|增长|上升|回落|翻|达标|完成|过半|多数|保持|稳定|超过|不及|由|从"
)


@dataclass(frozen=True, slots=True)
class SentenceJudgement:
    """What was made of a sentence: assertions the data deny, confirm, or cannot tell, and clauses nobody understood."""

    denied: tuple[Assertion, ...] = ()
    confirmed: tuple[Assertion, ...] = ()
    undecided: tuple[Assertion, ...] = ()
    unread: tuple[tuple[int, int], ...] = ()
    settled: tuple[tuple[int, int], ...] = ()
    """Clauses that were understood, or that assert nothing of here and now."""

    @property
    def read(self) -> tuple[Assertion, ...]:
        return (*self.denied, *self.confirmed, *self.undecided)

    def without(self, dropped: Callable[[Assertion], bool]) -> SentenceJudgement:
        """The same without some of what is denied."""
        return replace(self, denied=tuple(each for each in self.denied if not dropped(each)))


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


@dataclass(frozen=True)
class SentenceJudge:
    """Judges sentences by one board; `naming` knows what targets and units are called."""

    register: Register
    naming: Naming
    today: TodaysClauses | None = None

    def judge(self, sentence: Sentence) -> SentenceJudgement:
        """Every clause in order; a clause without its own subject is about that of the clause before."""
        board = self.register.board
        month = board.reference
        if month is None or not self._asserting.states(sentence):
            settled_all = () if sentence.paragraph.in_table else ((0, len(sentence.text)),)
            return SentenceJudgement(settled=settled_all)
        heard = list(self._hear(sentence, month))
        rows = [row for each in heard for row in each.found]
        return SentenceJudgement(
            tuple(each for each in rows if each.holds is False and not self._linked(sentence, each)),
            tuple(each for each in rows if each.holds is True),
            tuple(each for each in rows if each.holds is None),
            tuple(each.span for each in heard if each.unread and each.speaks),
            tuple(each.span for each in heard if each.found or not each.asserts),
        )

    def _linked(self, sentence: Sentence, each: Assertion) -> bool:
        return answered_by_its_link(sentence, each.start, each.end, self.register)

    def _hear(self, sentence: Sentence, month: Period) -> Iterator[HeardClause]:
        """Every clause in order; a clause without its own subject is about that of the clause before."""
        context = Context(self.register.board, self._reports)
        if sentence.start:
            context.before = self._before(sentence)
        named_at_all = {each.target for each in self.naming.measures(sentence.text)}
        context.ahead = next(iter(named_at_all)) if len(named_at_all) == 1 else ""
        quantities = list(read(sentence.text))
        for clause in clauses(sentence, self.naming, quantities, month, self._districts):
            asserts = self._asserting.asserts(clause, quantities)
            found: list[Assertion] = []
            named, targets = self._called(clause, context) if asserts else (clause, ())
            if asserts:
                found = self._in_known_form(clause, named, targets, context)
            if (asserts or DRAWN.match(clause.words(0, len(clause.tokens)))) and not _decided(found):
                found += self._retyped(clause)
            if asserts and not _decided(found):
                found += self._words_of_units.denying(clause, _units_of(clause, context))
            if asserts and not _decided(found):
                found = [*self._in_any_words(clause, named, targets, context), *found]
            speaks = bool(_SPEAKS.search(clause.code)) and (NAME in clause.code or UNIT in clause.code)
            yield HeardClause(clause.span(0, len(clause.tokens)), tuple(found), asserts, speaks)
            self._left_unsaid.remember(named if len(context.meant) == 1 else clause, context)
            context.followed = bool(found or context.meant)

    def _before(self, sentence: Sentence) -> tuple[str, tuple[str, ...], bool]:
        """The target and the units of the sentence before, and whether it only said whom the next ones are about."""
        last = sentence.before
        if not last:
            return "", (), False
        units = tuple(code for _, _, code in self.naming.units(last) if code)
        told = self._targets_called.topic(last) or any(each.kind in (Kind.PERCENT, Kind.POINTS) for each in read(last))
        if not told and len(units) == 1 and not self.naming.units(sentence.text) and not _CITY.search(sentence.text):
            return "", units, True
        if self._targets_called.topic(sentence.text) or _MEASURE_OF_ITS_OWN.match(sentence.text):
            return "", (), False
        return self._targets_called.topic(last), units if len(units) == 1 else (), False

    @cached_property
    def _targets_called(self) -> TargetsCalled:
        board = self.register.board
        goals: dict[Fraction, tuple[str, ...]] = {}
        for target in board.plan.targets.values():
            goal = board.city(target.id).goal if target.quotient else None
            if goal is not None and goal.threshold is not None:
                goals[Fraction(goal.threshold)] = (*goals.get(Fraction(goal.threshold), ()), target.id)
        return TargetsCalled(self.naming, goals)

    @cached_property
    def _loose(self) -> LooseReader:
        return LooseReader(self.register, self.naming)

    @cached_property
    def _reports(self) -> Reports:
        return Reports(self.register.board)

    @cached_property
    def _words_of_units(self) -> WordsOfUnits:
        return WordsOfUnits(self.register.board, self.naming)

    @cached_property
    def _asserting(self) -> AssertingClauses:
        return AssertingClauses(self.register.board, self.naming, self._targets_called)

    @cached_property
    def _districts(self) -> int:
        return len(self.register.board.level)

    def _called(self, clause: Clause, context: Context) -> tuple[Clause, tuple[str, ...]]:
        """The clause with its target by name, and the targets it may be about."""
        named, targets = self._targets_called.called(clause)
        context.loosely = named is not clause
        if targets:
            known = understood(named, context.board.plan.targets[targets[0]])
            context.meant, context.seen = (targets if known else ()), (*context.seen, *targets)
            context.astray = not known
        elif context.astray or NAME in named.code:
            context.astray, context.meant = True, ()
        elif context.target:
            targets = (context.target,)
        else:
            last = tuple(each for each in [context.before[0]] if each)
            targets = context.meant or last or self._targets_called.by_goal(clause.sentence)
        if context.before[2] and not context.units and UNIT not in clause.code:
            context.units = context.before[1]
        return named, targets

    @staticmethod
    def _in_known_form(clause: Clause, named: Clause, targets: tuple[str, ...], context: Context) -> list[Assertion]:
        """What the first form makes of it; the same of each target it may be about."""
        told = [_first(_OF_NO_TARGET, clause, context)]
        if not told[0]:
            versions = _versions(clause, named, targets) if context.meant else [named if not targets else clause]
            told = [each for each in (_first(_OF_TARGETS, version, context) for version in versions) if each]
        return told[0] if told and len({each[0].holds for each in told}) == 1 else []

    def _in_any_words(
        self, clause: Clause, named: Clause, targets: tuple[str, ...], context: Context
    ) -> Iterator[Assertion]:
        for each in read_any_words(clause, named, context, targets):
            if each.holds or not self._told_by_number(clause.sentence, each):
                yield each

    @cached_property
    def _left_unsaid(self) -> LeftUnsaid:
        return LeftUnsaid(self.register.board)

    def _told_by_number(self, sentence: Sentence, denied: Assertion) -> bool:
        """Whether a number within is held against its own figure, and told with it."""
        return any(
            each.verdict == "contradicts" and denied.start <= each.start - sentence.start < denied.end
            for each in self._loose.read(sentence)
        )

    def _retyped(self, clause: Clause) -> Iterator[Assertion]:
        """One of today's clauses with another number, place or direction in it."""
        sentence = clause.sentence
        linked = [(link.start - sentence.start, link.end - sentence.start) for link, _ in sentence.links]
        span = clause.span(0, len(clause.tokens))
        found = self.today.differing(sentence.text, *span, linked) if self.today else None
        if found is not None:
            words = sentence.text[found.start : found.end]
            reason = f"照现在的数据，这里写的是“{found.today}”"
            yield Assertion(found.start, found.end, words, False, reason, _TURN_BACK)


def _units_of(clause: Clause, context: Context) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(token.what) for token in clause.all_of(UNIT))) or context.units


def _decided(found: list[Assertion]) -> bool:
    return any(each.holds is not None or each.decides for each in found)


def _first(readers: tuple[_Reader, ...], clause: Clause, context: Context) -> list[Assertion]:
    """What the first that knows the form of a clause makes of it."""
    return next((found for reader in readers if (found := list(reader(clause, context)))), [])


def _versions(clause: Clause, named: Clause, targets: tuple[str, ...]) -> list[Clause]:
    """The clause once for each target it may name in other words."""
    if named is clause:
        return [clause]
    return [
        replace(
            named, tokens=tuple(replace(token, what=target) if token.sign == NAME else token for token in named.tokens)
        )
        for target in targets
    ]
