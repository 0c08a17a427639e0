"""Where it is said which units reach a target, in whatever order the words stand: how many of whom, and whether it is so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final

from mzgz.progress import Progress
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import NAME, SOME, Clause
from mzgz.publishing.verify.assertions.how_many import HowMany, exactly
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion, Context, matched
from mzgz.publishing.verify.assertions.reach_clause import ALONE, CLAIMS, ONE_UNIT, SAID, ReachClause
from mzgz.publishing.verify.assertions.reached_or_not import UnitStanding, stands
from mzgz.publishing.verify.assertions.reached_what import beyond_limit
from mzgz.publishing.verify.assertions.who_reached_words import (
    BESIDES,
    BY,
    DONE_,
    EACH,
    NAMED,
    NONE,
    OF,
    SO_MANY,
    SPREAD,
    TIMELY_,
    UNITS_,
    VALUE,
    WHOLLY,
    Word,
    words_of,
)

_LEADING: Final = ("实现", "实现了", "完成", "做到")
_ALONE_TIMELY: Final = re.compile("G?[RD]")
_TO_BE_DONE: Final = re.compile("[，；](?:但|却)?(?:还|仍|尚|依然)?(?:需|要(?!求)|任重)")
_AFTER_VERB: Final = re.compile(f"{SAID}S")
"""建成36个 counts things, 启动了12个旗市区 counts units."""
_WHOLLY_DONE: Final = re.compile("(?:圆满|顺利|全面|胜利|已经?|如期|按期)+(?:完成|落实|建成)了?[。！]*")
_THEN: Final = re.compile("上半年|[一二三四]季度|[0-9一二三四五六七八九十]月")
_FIRSTLY: Final = re.compile("率先|先后|首批|陆续")

Verdict = tuple[bool | None, str]


def read_who_reached(clause: Clause, context: Context) -> Iterator[Assertion]:
    """One assertion of the clause as a whole, or none."""
    if NAME not in clause.code and not (context.followed and context.target):
        return
    words = _with_one_claim(clause, words_of(clause))
    claims = sum(word.part in CLAIMS for word in words)
    if claims != 1 or _not_all(words):
        return
    if _TO_BE_DONE.match(clause.sentence.text, clause.span(0, len(clause.tokens))[1]):
        return
    verdicts: list[Verdict] = []
    targets = _targets(clause, context)
    for target in targets:
        reading = ReachClause(clause, context, tuple(words), target)
        row = _row(reading)
        if row is not None and len(targets) > 1 and _of_the_named(reading):
            verdict: Verdict | None = (reading.so(reading.city), phrase_of(reading.city))
        else:
            verdict = None if row is None else _judged(reading, row)
        if verdict is None:
            return
        verdicts.append(verdict)
    wrong = next((verdict for verdict in verdicts if verdict[0] is False), None)
    unclear = next((verdict for verdict in verdicts if verdict[0] is None), None)
    if verdicts:
        yield matched(clause, *reading.said, *(wrong or unclear or verdicts[0]))


def _of_the_named(reading: ReachClause) -> bool:
    """…覆盖率和…覆盖率都超过90%: 都 are the two that are named, not the units."""
    return reading.claim.part == VALUE and not any(reading.of(part) for part in (UNITS_, SO_MANY))


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
    claims = [word for word in words or [] if word.part in CLAIMS]
    name = next((word for word in words or [] if word.part == NAMED), None)
    if words and name and not claims and re.search(f"{NAME}的(?![\u4e00-\u9fff]{{0,4}}率|占比)", clause.code):
        return [Word(DONE_, name.first, name.last), Word(OF, name.last, name.last + 1), *words]
    leading = len(claims) == 2 and clause.words(claims[0].first, claims[0].last) in _LEADING
    if leading or (len(claims) == 2 and claims[0].part == claims[1].part == DONE_):
        return [word for word in words or [] if word is not claims[0]]
    return words or []


def _not_all(words: list[Word]) -> bool:
    """没有都达标: some do."""
    shape = "".join(word.part for word in words)
    return bool(re.search(f"G[{TIMELY_}{BY}]*[{EACH}{WHOLLY}]", shape))


def _row(reading: ReachClause) -> UnitStanding | None:
    """The units of the target by whether the predicate of the clause, its 没有 counted in, is so of them."""
    city = reading.city
    parts = [part for part in (city.parts or (city,)) if part.expected]
    if reading.asked is None or not parts or (not city.parts and reading.of(EACH)):
        return None
    rows: dict[bool | None, list[Progress]] = {True: [], False: [], None: []}
    for part in parts:
        rows[reading.so(part)].append(part)
    return UnitStanding(tuple(rows[True]), tuple(rows[False]), tuple(rows[None]))


def _judged(reading: ReachClause, row: UnitStanding) -> Verdict | None:
    """What the shape of the clause asserts of the row."""
    for form, judge in _FORMS:
        verdict = judge(reading, row) if form.fullmatch(reading.shape) else None
        if verdict is not None:
            return verdict
    return None


def _everyone(reading: ReachClause, row: UnitStanding) -> Verdict | None:
    if not reading.of(EACH) and not reading.of(WHOLLY) and reading.claim.part != SPREAD:
        return None
    if row.no and "基本" in reading.clause.code and 2 * len(row.no) <= row.all:
        return None, ""
    if reading.context.units and not reading.of(EACH) and not reading.of(NAMED):
        few = _within(row, set(reading.context.units))
        return _all_of(few) if few.all > 1 else None
    silent = next((part for part in row.open if part.missing), None)
    if silent is not None and reading.of(EACH) and not reading.denied and not row.no:
        return False, phrase_of(silent)
    return _all_of(row)


def _understood(reading: ReachClause, row: UnitStanding) -> Verdict | None:
    """但没有达到目标 after a clause about one unit, or about the city."""
    if reading.of(NAMED) is None and _THEN.search(reading.clause.sentence.text, 0, reading.clause.start):
        return None  # of the time of the clause before
    timely, named = reading.of(TIMELY_) is not None, reading.of(NAMED) is not None
    if (named and not reading.denied and not timely) or reading.of(WHOLLY):
        return None
    if reading.claim.part == VALUE and reading.month and not reading.context.units and not reading.denied:
        return reading.so(reading.city), phrase_of(reading.city)
    bare = reading.claim.part == VALUE and not named and not reading.denied
    if bare and reading.context.units and not re.search("[全我本]市", reading.clause.code):
        return _all_of(_within(row, set(reading.context.units)))
    if bare and not reading.context.units:
        return reading.so(reading.city), phrase_of(reading.city)
    if reading.claim.part == VALUE and (named or not reading.denied or not reading.context.units):
        return None
    if reading.context.units and not named:
        return _all_of(_within(row, set(reading.context.units)))
    if not named and reading.claim.part == DONE_ and not _WHOLLY_DONE.fullmatch(reading.clause.code):
        return None
    if reading.month:
        return reading.so(reading.city), phrase_of(reading.city)
    verdict = stands(reading.city, "timely" if timely else "reached")
    return (None if verdict is None else verdict is not reading.denied), phrase_of(reading.city)


def _once(reading: ReachClause, row: UnitStanding) -> Verdict | None:
    """召开了…会议: a thing the city itself had to do once."""
    city = reading.city
    told = reading.month or re.search("[了已]", reading.clause.code)
    if city.target.operands or row.all != 1 or not told or not reading.of(NAMED):
        return None
    return (False, phrase_of(city)) if row.no else None


def _all_of(row: UnitStanding) -> Verdict:
    if row.no:
        return False, phrase_of(row.no[0])
    return (None, phrase_of(row.open[0])) if row.open else (True, "")


def _within(row: UnitStanding, codes: set[str]) -> UnitStanding:
    """The row of some units alone."""
    yes, no, unclear = (
        tuple(part for part in parts if part.node.key in codes) for parts in (row.yes, row.no, row.open)
    )
    return UnitStanding(yes, no, unclear)


def _named(reading: ReachClause, row: UnitStanding) -> Verdict | None:
    """These do: and are as many as is said; 等12个 are all there are."""
    word, codes = reading.of(UNITS_), reading.codes(UNITS_)
    number = reading.number(word)
    if number is None or word is None:
        return _all_of(_within(row, codes))
    if "等" not in reading.text(word):
        listed = number.of(len(codes), len(codes), row.all)
        return _all_of(_within(row, codes)) if listed is not False else (False, f"列出的是{len(codes)}个单位")
    wrong = _within(row, codes).no
    if wrong:
        return False, phrase_of(wrong[0])
    holds = _so_many(number, row)
    return (None if holds is False and _FIRSTLY.search(reading.clause.code) else holds), _told(row, reading)


def _besides(reading: ReachClause, row: UnitStanding) -> Verdict | None:
    """All but these, or all but so many; those left are as many as is said."""
    word, codes = reading.of(BESIDES), reading.codes(BESIDES)
    number = reading.number(word)
    if codes and (word is None or "等" not in reading.text(word)):
        others = [part for part in row.no if part.node.key not in codes]
        wrong = [*others, *(part for part in row.yes if part.node.key in codes)]
        if wrong:
            return False, phrase_of(wrong[0])
        holds: bool | None = None if row.open else True
    elif codes and _within(row, codes).yes:
        return False, phrase_of(_within(row, codes).yes[0])
    elif number is None:
        return None
    else:
        holds = number.of(len(row.no), len(row.no) + len(row.open), row.all)
    left = next(iter(reading.numbers), None)
    if holds is not False and left is not None and _so_many(left, row) is False:
        holds = False
    return holds, _told(row, reading)


def _others(reading: ReachClause, row: UnitStanding) -> Verdict | None:
    """其余12个: all that the clause before did not speak of; where nobody was spoken of, at least so many."""
    context, number = reading.context, next(iter(reading.numbers), None)
    codes = {part.node.key for part in (*row.yes, *row.no, *row.open)}
    if context.units and set(context.units) <= codes:
        rest = _within(row, codes - set(context.units))
        if number is not None and number.of(rest.all, rest.all, row.all) is False:
            return False, f"其余是{rest.all}个单位"
        return _all_of(rest)
    if context.counted is None or context.counted > row.all:
        low = None if number is None or number.share else number.allowed.low
        too_many = low is not None and low > len(row.yes) + len(row.open)
        return (False if too_many else None), _told(row, reading)
    left = row.all - context.counted
    if number is not None and number.of(left, left, row.all) is False:
        return False, f"其余是{left}个单位"
    return _so_many(exactly(left), row), _told(row, reading)


def _only(reading: ReachClause, row: UnitStanding) -> Verdict | None:
    word = reading.of(UNITS_)
    if word is None:
        return _count(reading, row)
    codes, number = reading.codes(UNITS_), reading.number(word)
    reason = _told(row, reading)
    if "等" in reading.text(word):
        wrong = _within(row, codes).no
        count = None if number is None else _so_many(number, row)
        return (False, phrase_of(wrong[0])) if wrong else (count, reason)
    if number is not None and number.of(len(codes), len(codes), row.all) is False:
        return False, reason
    return row.exactly(codes), reason


def _count(reading: ReachClause, row: UnitStanding) -> Verdict | None:
    """So many of them; of two numbers the first is how many there are: 14个旗市区中12个."""
    numbers, units = reading.numbers, reading.context.units
    if reading.city.target.counted and SOME not in reading.clause.code:
        return None  # 只建成…站1个 counts things
    if "合计为" in reading.clause.code:
        return None  # 已报的13个旗市区合计为99.95%: what they come to together
    word = reading.of(SO_MANY)
    those = reading.of(WHOLLY) is not None or (word is not None and reading.text(word).endswith("地"))
    if len(numbers) == 1 and len(units) > 1 and those and numbers[0].of(len(units), len(units), len(units)):
        return _all_of(_within(row, set(units)))  # 两地都: the two of the clause before
    if not numbers or len(numbers) > 2 or (_AFTER_VERB.fullmatch(reading.shape) and SOME not in reading.clause.code):
        return None
    holds = _so_many(numbers[-1], row)
    if holds and len(numbers) == 2 and numbers[0].of(row.all - len(row.open), row.all, row.all) is False:
        holds = None
    return holds, f"{_told(row, reading)}，应达到{row.all}个"


def _so_many(number: HowMany, row: UnitStanding) -> bool | None:
    return number.of(len(row.yes), len(row.yes) + len(row.open), row.all)


def _told(row: UnitStanding, reading: ReachClause) -> str:
    """How many it is so of, and who it is not: the shorter list."""
    over = beyond_limit(reading.clause, reading.claim, reading.city) is not None
    yes, no = (row.no, row.yes) if reading.denied != over else (row.yes, row.no)
    if len(no) <= len(yes):
        names = f"是{'、'.join(part.node.name for part in no)}" if no else "一个也没有"
        return f"达到的有{len(yes)}个单位，没有达到的{names}"
    return f"没有达到的有{len(no)}个单位，达到的{'是' + '、'.join(part.node.name for part in yes) if yes else '一个也没有'}"


def _nobody(reading: ReachClause, row: UnitStanding) -> Verdict | None:
    """没有一个没达标 says that all do, 没有一个达标 that none does."""
    word = reading.of(NONE)
    number = reading.number(word)
    if number is not None and Fraction(1) not in number.allowed:
        return None
    if row.yes:
        return False, phrase_of(row.yes[0])
    return (None, phrase_of(row.open[0])) if row.open else (True, "")


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[ReachClause, UnitStanding], Verdict | None]], ...]] = (
    (ALONE, _understood),
    (re.compile(rf"A?{SAID}A?"), _everyone),
    (_ALONE_TIMELY, _understood),
    (re.compile(rf"A?{SAID}A?"), _once),
    (ONE_UNIT, _named),
    (re.compile(rf"X[OASP]*{SAID}"), _besides),
    (re.compile(rf"A?O[AS]?{SAID}|{SAID}e?O[AS]?"), _others),
    (re.compile(rf"A?Y[US]{SAID}|YSU{SAID}|Y{SAID}[US]|A?{SAID}(?:eY?|Y)[US]"), _only),
    (re.compile(rf"[AS]?Y?[SP]{SAID}|[AS]?{SAID}eY?[SP]|{SAID}S"), _count),
    (re.compile(rf"A?Z{SAID}"), _nobody),
)
