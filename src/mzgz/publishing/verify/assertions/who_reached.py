"""Where it is said which units reach a target, in whatever order the words stand: everyone, these alone, all but these, so many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from mzgz.language import Hedge, Quantity
from mzgz.model.targets.aggregate import Stages
from mzgz.progress import Progress
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, NAME, PERCENT, SOME, Clause
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion, Context, codes_in, matched, within
from mzgz.publishing.verify.assertions.reached_or_not import UnitStanding, Way, stands
from mzgz.publishing.verify.assertions.shares_of_units import share_said
from mzgz.publishing.verify.assertions.units_reached import agrees_with
from mzgz.publishing.verify.assertions.who_reached_words import (
    BEHIND,
    BESIDES,
    DONE_,
    EACH,
    NAMED,
    NONE,
    NOT,
    OF,
    PART,
    REACHED_,
    SO_MANY,
    SPREAD,
    TIMELY_,
    UNITS_,
    VALUE,
    WHOLLY,
    Word,
    words_of,
)

_SAID: Final = "(?:G?[RDCV]|B)"
_CLAIMS: Final = "RDCVB"
_LEADING: Final = ("实现", "实现了", "完成", "做到")
_EVERYONE: Final = re.compile(rf"A?{_SAID}A?")
_ALONE: Final = re.compile("G?[RV]|B")
_NAMED: Final = re.compile(rf"U{_SAID}")
_BESIDES: Final = re.compile(rf"X[OAS]*{_SAID}")
_ONLY: Final = re.compile(rf"YS?[US]{_SAID}|A?{_SAID}(?:eY?|Y)[US]")
_PART: Final = re.compile(rf"Y?P{_SAID}")
_COUNT: Final = re.compile(rf"S{_SAID}")
_NONE: Final = re.compile(rf"A?Z{_SAID}")
_HEDGED: Final = frozenset({Hedge.NONE, Hedge.OVER, Hedge.AT_LEAST, Hedge.UNDER})
_ABOVE: Final = re.compile("超|高于|高出|突破|越过")
_AT_LEAST: Final = re.compile("不低于|不少于|站上|站稳|[跨迈]|以上|门槛|台阶|关口|大关|目标|要求|标准")
_BELOW: Final = re.compile("(?<!不)低于|不足|不及|(?<!不)少于|以下")
_TO_BE_DONE: Final = re.compile("[，；](?:但|却)?(?:还|仍|尚|依然)?(?:需|要(?!求)|任重)")
_OF_THINGS: Final = re.compile("提高|完善|开展|启动|召开|举办|印发|出台|制定|实施|提标")
"""Done to a rule or a plan; of a number it says something else."""
_LEVEL: Final = re.compile("达到?|提高到|上升到|实现")


@dataclass(frozen=True)
class _ReachClause:
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
        return "".join(word.part for word in self.words if word.part not in (NAMED, WHOLLY, TIMELY_))

    @cached_property
    def denied(self) -> bool:
        return self.of(NOT) is not None or self.of(BEHIND) is not None

    @cached_property
    def claim(self) -> Word:
        """The word that says what is reached."""
        return next(word for word in self.words if word.part in _CLAIMS)

    @property
    def said(self) -> tuple[int, int]:
        """The signs that say it: of one unit or the city its verb, of several who they are, too."""
        first, last = self.words[0].first, max(word.last for word in self.words if word.part != NAMED)
        if _NAMED.fullmatch(self.shape) or _ALONE.fullmatch(self.shape) or self.shape == SPREAD:
            before = [
                word.last for word in self.words if word.part in (NAMED, UNITS_) and word.last <= self.claim.first
            ]
            first = max(before, default=self.claim.first if self.shape == SPREAD else 0)
        return first, last

    def text(self, word: Word) -> str:
        return self.clause.words(word.first, word.last)

    def codes(self, part: str) -> list[str]:
        word = self.of(part)
        return codes_in(self.clause, word.first, word.last) if word else []

    def number(self, word: Word | None) -> int | None:
        """How many units a word counts: 三家, 12个旗市区."""
        for token in self.clause.tokens[word.first : word.last] if word else ():
            if token.sign == SOME and isinstance(token.what, int):
                return token.what
            if token.sign == COUNT and isinstance(token.what, Quantity):
                whole = not token.what.hedge and token.what.value.denominator == 1
                return int(token.what.value) if whole and token.what.unit in ("家", "个", "地", "") else None
        return None


def read_who_reached(clause: Clause, context: Context) -> Iterator[Assertion]:
    """One assertion of the clause as a whole, or none."""
    words = _with_one_claim(clause, words_of(clause.code))
    claims = sum(word.part in _CLAIMS for word in words)
    if claims != 1 or _not_all(words) or (NAME not in clause.code and not context.followed):
        return
    if _TO_BE_DONE.match(clause.sentence.text, clause.span(0, len(clause.tokens))[1]):
        return
    verdicts: list[tuple[bool | None, str]] = []
    for target in _targets(clause, context):
        reading = _ReachClause(clause, context, tuple(words), target)
        row = _row(reading)
        verdict = None if row is None else _judged(reading, row)
        if verdict is None:
            return
        verdicts.append(verdict)
    wrong = next((verdict for verdict in verdicts if verdict[0] is False), None)
    unclear = next((verdict for verdict in verdicts if verdict[0] is None), None)
    if verdicts:
        yield matched(clause, *reading.said, *(wrong or unclear or verdicts[0]))


def _targets(clause: Clause, context: Context) -> list[str]:
    """The target named or understood; several where they stand side by side: …覆盖率和…覆盖率都."""
    named = list(dict.fromkeys(str(token.what) for token in clause.all_of(NAME)))
    if len(named) < 2:
        target = context.name_in(clause)
        return [target] if target else []
    beside = re.search(f"{NAME}(?:[、和与及]{NAME})+", clause.code)
    known = all(name in context.board.plan.targets for name in named)
    return named if beside and beside[0].count(NAME) == clause.code.count(NAME) and known else []


def _with_one_claim(clause: Clause, words: list[Word] | None) -> list[Word]:
    """实现同步提高, 建立并兑现: the first verb only leads up to the second."""
    claims = [word for word in words or [] if word.part in _CLAIMS]
    name = next((word for word in words or [] if word.part == NAMED), None)
    if words and name and not claims and re.search(f"{NAME}的", clause.code):
        return [Word(DONE_, name.first, name.last), Word(OF, name.last, name.last + 1), *words]
    leading = len(claims) == 2 and clause.words(claims[0].first, claims[0].last) in _LEADING
    if leading or (len(claims) == 2 and claims[0].part == claims[1].part == DONE_):
        return [word for word in words or [] if word is not claims[0]]
    return words or []


def _not_all(words: list[Word]) -> bool:
    """没有都达标: some do."""
    shape = "".join(word.part for word in words)
    return bool(re.search("GT?[AQ]", shape))


def _judged(reading: _ReachClause, row: UnitStanding) -> tuple[bool | None, str] | None:
    """What the shape of the clause asserts of the row."""
    for form, judge in _FORMS:
        verdict = judge(reading, row) if form.fullmatch(reading.shape) else None
        if verdict is not None:
            return verdict
    return None


def _everyone(reading: _ReachClause, row: UnitStanding) -> tuple[bool | None, str] | None:
    if not reading.of(EACH) and not reading.of(WHOLLY) and reading.claim.part != SPREAD:
        return None
    return _all_of(row)


def _understood(reading: _ReachClause, row: UnitStanding) -> tuple[bool | None, str] | None:
    """但没有达到目标 after a clause about one unit, or about the city."""
    if (reading.of(NAMED) and not reading.denied and not reading.of(TIMELY_)) or reading.of(WHOLLY):
        return None
    if reading.claim.part == VALUE and (reading.of(NAMED) or not reading.denied or not reading.context.units):
        return None
    if reading.context.units:
        return _all_of(_within(row, set(reading.context.units)))
    city = reading.context.city(reading.target)
    verdict = stands(city, "timely" if reading.of(TIMELY_) else "reached")
    return (None if verdict is None else verdict is not reading.denied), phrase_of(city)


def _once(reading: _ReachClause, row: UnitStanding) -> tuple[bool | None, str] | None:
    """召开了…会议: a thing the city itself had to do once."""
    city = reading.context.city(reading.target)
    told = re.search("[了已]", reading.clause.code)
    if city.target.operands or len(row.yes + row.no + row.open) != 1 or not told or not reading.of(NAMED):
        return None
    return (False, phrase_of(city)) if row.no else None


def _all_of(row: UnitStanding) -> tuple[bool | None, str]:
    if row.no:
        return False, phrase_of(row.no[0])
    return (None, phrase_of(row.open[0])) if row.open else (True, "")


def _named(reading: _ReachClause, row: UnitStanding) -> tuple[bool | None, str] | None:
    word = reading.of(UNITS_)
    codes = set(reading.codes(UNITS_))
    number = reading.number(word)
    if word and number is not None and "等" not in reading.text(word) and number != len(codes):
        return False, f"列出的是{len(codes)}个单位"
    return _all_of(_within(row, codes))


def _within(row: UnitStanding, codes: set[str]) -> UnitStanding:
    """The row of some units alone."""
    yes, no, unclear = (
        tuple(part for part in parts if part.node.key in codes) for parts in (row.yes, row.no, row.open)
    )
    return UnitStanding(yes, no, unclear)


def _besides(reading: _ReachClause, row: UnitStanding) -> tuple[bool | None, str] | None:
    codes = set(reading.codes(BESIDES))
    others = [part for part in row.no if part.node.key not in codes]
    fine = [part for part in row.yes if part.node.key in codes]
    if others or fine:
        return False, phrase_of((others or fine)[0])
    return (None, phrase_of(row.open[0])) if row.open else (True, "")


def _only(reading: _ReachClause, row: UnitStanding) -> tuple[bool | None, str] | None:
    word = reading.of(UNITS_)
    if word is None:
        number = reading.number(reading.of(SO_MANY))
        return None if number is None else (row.count(number, lacking=False), _told(row, reading))
    codes, number = set(reading.codes(UNITS_)), reading.number(word)
    reason = _told(row, reading)
    if "等" in reading.text(word):
        wrong = _within(row, codes).no
        count = None if number is None else row.count(number, lacking=False)
        return (False, phrase_of(wrong[0])) if wrong else (count, reason)
    if number is not None and number != len(codes):
        return False, reason
    return row.exactly(codes, lacking=False), reason


def _told(row: UnitStanding, reading: _ReachClause) -> str:
    """Who it is so of, for a reason: the shorter list."""
    yes, no = (row.no, row.yes) if reading.denied else (row.yes, row.no)
    if len(no) <= len(yes):
        return f"没有达到的{'是' + '、'.join(part.node.name for part in no) if no else '一个也没有'}"
    return f"达到的{'是' + '、'.join(part.node.name for part in yes) if yes else '一个也没有'}"


def _part(reading: _ReachClause, row: UnitStanding) -> tuple[bool | None, str] | None:
    word = reading.of(PART)
    holds = share_said(reading.text(word), row.least, row.most) if word else None
    return holds, f"{'没有达到' if reading.denied else '达到'}的有{len(row.yes)}个单位，应达到{row.all}个"


def _count(reading: _ReachClause, row: UnitStanding) -> tuple[bool | None, str] | None:
    number = reading.number(reading.of(SO_MANY))
    return None if number is None else (row.count(number, lacking=False), _told(row, reading))


def _nobody(reading: _ReachClause, row: UnitStanding) -> tuple[bool | None, str] | None:
    """没有一个没达标 says that all do, 没有一个达标 that none does."""
    word = reading.of(NONE)
    if word and reading.number(word) not in (None, 1):
        return None
    if row.yes:
        return False, phrase_of(row.yes[0])
    return (None, phrase_of(row.open[0])) if row.open else (True, "")


_FORMS: Final[
    tuple[tuple[re.Pattern[str], Callable[[_ReachClause, UnitStanding], tuple[bool | None, str] | None]], ...]
] = (
    (_ALONE, _understood),
    (_EVERYONE, _everyone),
    (_EVERYONE, _once),
    (_NAMED, _named),
    (_BESIDES, _besides),
    (_ONLY, _only),
    (_PART, _part),
    (_COUNT, _count),
    (_NONE, _nobody),
)


def _row(reading: _ReachClause) -> UnitStanding | None:
    """The units of the target by whether the predicate of the clause, its 没有 counted in, is so of them."""
    city = reading.context.city(reading.target)
    verdict = _predicate(reading, city)
    parts = [part for part in (city.parts or (city,)) if part.expected]
    if verdict is None or (not city.parts and reading.of(EACH)):
        return None
    rows: dict[bool | None, list[Progress]] = {True: [], False: [], None: []}
    for part in parts:
        so = verdict(part)
        rows[None if so is None else so is not reading.denied].append(part)
    return UnitStanding(tuple(rows[True]), tuple(rows[False]), tuple(rows[None])) if parts else None


def _predicate(reading: _ReachClause, city: Progress) -> Callable[[Progress], bool | None] | None:
    claim = reading.claim
    if claim.part == VALUE:
        return _so_much(reading, city)
    if claim.part == SPREAD and city.target.quotient:
        return lambda part: None if part.value is None else part.value == 1
    if reading.of(TIMELY_):
        return lambda part: stands(part, "timely")
    way: Way = "reached" if claim.part in (REACHED_, BEHIND) else "done"
    if way == "done" and city.target.operands and _OF_THINGS.search(reading.text(claim)):
        return None
    if way == "done" and city.target.counted and not isinstance(city.figure, Stages):
        return lambda part: None if part.value is None else part.value > 0
    return lambda part: stands(part, way)


def _so_much(reading: _ReachClause, city: Progress) -> Callable[[Progress], bool | None] | None:
    """超过, 达到, 低于 so much."""
    claim = reading.claim
    tokens = reading.clause.tokens[claim.first : claim.last]
    reported = next((token.what for token in tokens if token.sign in (PERCENT, COUNT)), None)
    known = next((part for part in city.parts if part.value is not None), None)
    if not isinstance(reported, Quantity) or reported.hedge not in _HEDGED or known is None:
        return None
    if reading.of(TIMELY_) or agrees_with(reported, known) is None:
        return None
    limit, text = reported.value, reading.text(claim)
    if _BELOW.search(text):
        return _compared(lambda value: value < limit)
    if _AT_LEAST.search(text) or (_LEVEL.search(text) and limit != 1 and not reported.hedge):
        low = limit if _AT_LEAST.search(text) else min(limit, reported.range.low or limit)
        return lambda part: None if part.value is None or low <= part.value < limit else part.value >= limit
    if reported.hedge is Hedge.UNDER:
        return None
    if _ABOVE.search(text) or reported.hedge is Hedge.OVER:
        return _compared(lambda value: value > limit)
    return _compared(lambda value: within(reported, value))


def _compared(test: Callable[[Fraction], bool]) -> Callable[[Progress], bool | None]:
    return lambda part: None if part.value is None else test(part.value)
