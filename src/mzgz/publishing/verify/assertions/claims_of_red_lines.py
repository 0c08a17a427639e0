"""What a clause claims of the red lines, in whatever words: that nothing happened, that a line was held, how often it was not."""

from __future__ import annotations

import re
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.targets import Target
from mzgz.publishing.claim_conditions import contradiction, phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, MONTH, UNIT, Clause
from mzgz.publishing.verify.assertions.clause_words import ClauseWords, words_in_classes
from mzgz.publishing.verify.assertions.pattern_fragments import Context
from mzgz.publishing.verify.assertions.red_line_events import own_name
from mzgz.publishing.verify.assertions.units_spoken_of import UnitsSpokenOf, Verdict, answered, so_of, units_spoken_of
from mzgz.publishing.verify.assertions.word_classes import (
    BESIDES,
    BLOCKS,
    BROKEN,
    CLAIMS,
    DENIES,
    HAPPENING,
    KEPT,
    LAST_YEAR,
    NO_SUCH,
    PART,
    RETURNS,
    TASKS,
)

_KINDS: Final = expression(
    "民政服务机构|养老服务机构|养老机构|儿童福利机构|福利机构|服务机构|机构|养老院|敬老院|福利院|儿童福利院|救助站|殡仪馆|纪律|区划调整|区划|调整|"
    "违规|公开|信息|意向|写入|文件|共|发现|报告|红线|底线|安全底线|防线|关口|消防|安全生产|生产|大大小小|大小|任何|领域|几条|各条|每条|条|连|一概|一次|规模性|困难群众|群众|指标|里|院"
)
_LINES: Final = expression("红线|底线|防线|[破踩触碰]线")
_GRADED: Final = expression("火灾|重大|较大|特大|恶性|群死群伤|亡人|死亡|伤亡|重特大|严重|食物中毒|人员|交通|坠|伤")
_AFTERWARDS: Final = expression("(?:事故|情|灾|火|险)(?:以后|之后|过后|后)")
_FIRE: Final = expression("火|事故|险情|岔子|安全|出事|平安|太平|安然|闪失|乱子|纰漏|意外|无虞|平稳|安稳")
_TOPICS: Final = (
    (expression("返贫"), expression("返贫")),
    (expression("疫情"), expression("疫情")),
    (expression("舆情|热点"), expression("舆情|热点")),
    (expression("区划"), expression("区划")),
    (_FIRE, expression("安全|事故")),
)
"""What an event is called, and what the names of its red lines have."""
_FEW: Final = 4
"""Pieces of two signs a clause may share with the name of a line and still be of another."""
_WHERE: Final = expression("机构|养老院|敬老院|福利院|民政|底线|红线|[破踩触碰]线")


def said_of_red_lines(clause: Clause, context: Context) -> Verdict | None:
    code = clause.code
    own = own_name(code, context)
    before = own_name(clause.sentence.text, context) if own is None and not _topics(code) else None
    words = words_in_classes(clause, code[own[1] : own[2]] if own else "")
    graded = _GRADED.search(code[: own[1]] + "，" + code[own[2] :] if own else code)
    if words.has(BLOCKS, LAST_YEAR, TASKS, RETURNS, PART, *CLAIMS) or graded or _AFTERWARDS.search(code):
        return None
    named = own or before
    lines = [context.board.plan.targets[named[0]]] if named else _lines(code, context)
    names = "\n".join(_called(line) for line in lines)
    unknown = [
        word
        for word in words.unknown
        if not {code[word.first - 1 : word.last], code[word.first : word.last + 1]} & _twos(names)
    ]
    rest = _KINDS.sub("", "".join(word.text for word in unknown))
    if len(rest) > 1 or not lines or not (own or _WHERE.search(code) or words.has(HAPPENING)):
        return None
    if words.of(COUNT) and not _not_one(words):
        return _so_many(words, lines, context)
    none = _none_happened(words, of_event=own is not None)
    spoken = units_spoken_of(words)
    if none is None or spoken is None or spoken.others or spoken.number:
        return None
    if words.has(BESIDES) and not spoken.besides:
        return None
    if context.counted is not None and spoken.nobody_named and not words.of(ALL):
        return None
    if words.has(MONTH):
        return _in_month(words, lines, spoken, context) if none else None
    board = context.board

    def asked(unit: str) -> tuple[bool | None, str]:
        parts = [part for line in lines if (part := board.part(line.id, unit)).expected]
        broken = next((part for part in parts if part.met is False), None)
        if not none:
            return (True if broken else False if all(part.met for part in parts) else None), _where(lines, context)
        if broken is not None:
            return False, contradiction("未发生", [board.city(broken.target.id)], board) or phrase_of(broken)
        return (True if all(part.met for part in parts) else None), ""

    if spoken.nobody_named and context.units:
        spoken = UnitsSpokenOf(named=context.units)
    if not none and not spoken.named:
        return None
    if spoken.nobody_named or (spoken.every and not spoken.named):
        broken = next((city for line in lines if (city := board.city(line.id)).met is False), None)
        if broken is None:
            return None
        return False, contradiction("未发生", [broken], board) or phrase_of(broken)
    return so_of(spoken, answered([(unit.code, unit.label) for unit in board.level], asked), context.units)


def _not_one(words: ClauseWords) -> bool:
    """没有发生过一起: not one of them."""
    said = words.of(COUNT)[0].quantity
    one = said is not None and said.value == 1 and not said.hedge and said.unit in ("起", "例", "件", "次")
    return one and len(words.numbers) == 1 and words.has(DENIES)


def _so_many(words: ClauseWords, lines: list[Target], context: Context) -> Verdict | None:
    """发现…2起: as often as no line of the kind was broken."""
    said = words.of(COUNT)[0].quantity
    if (
        len(words.numbers) != 1
        or said is None
        or said.hedge
        or said.unit not in ("起", "例", "件", "次")
        or not said.value
    ):
        return None
    if words.has(DENIES, NO_SUCH, KEPT, BESIDES, UNIT):
        return None
    cities = [context.city(line.id) for line in lines]
    if any((city.so_far or 0) == said.value for city in cities):
        return None
    return False, "，".join(phrase_of(city) for city in cities[:3])


def _in_month(words: ClauseWords, lines: list[Target], spoken: UnitsSpokenOf, context: Context) -> Verdict | None:
    """11月没有发生火情: what was reported for that month."""
    months = [word.token.what for word in words.of(MONTH) if word.token]
    for line in lines:
        for part in context.city(line.id).parts:
            if spoken.named and part.node.key not in spoken.named:
                continue
            if any(submission.month in months and entry.value for submission, entry in part.entries):
                return False, phrase_of(part)
    return None


def _where(lines: list[Target], context: Context) -> str:
    return next(
        (reason for line in lines if (reason := contradiction("未发生", [context.city(line.id)], context.board))), ""
    )


def _none_happened(words: ClauseWords, *, of_event: bool) -> bool | None:
    """Whether it is said that nothing happened; None where the words leave it open. `of_event`: one is named."""
    denied = len(words.of(DENIES)) % 2 == 1
    if words.has(NO_SUCH):
        return None if denied and not words.has(HAPPENING) else True
    kept = words.of(KEPT)
    if kept:
        return None if denied and not words.has(BROKEN, HAPPENING) else True
    return denied if words.has(BROKEN, HAPPENING) or (of_event and denied) else None


def _lines(code: str, context: Context) -> list[Target]:
    """The red lines that may be meant: by the event; all of them where only lines are spoken of."""
    every = [target for target in context.board.plan.targets.values() if target.events]
    topics = _topics(code)
    found = [line for line in every if any(names.search(_called(line)) for names in topics)]
    shared = {line.id: sum(code[at : at + 2] in _called(line) for at in range(len(code) - 1)) for line in every}
    most = max(shared.values(), default=0)
    if most > _FEW:
        return [line for line in every if shared[line.id] == most]
    if len(found) > 1 and all(_FIRE.search(names.pattern) for asked, names in _TOPICS if asked.search(code)):
        return []
    return found if topics else every if _LINES.search(code) else []


def _topics(code: str) -> list[re.Pattern[str]]:
    return [names for asked, names in _TOPICS if asked.search(code)]


def _called(line: Target) -> str:
    return f"{line.name}\n{line.operand(line.operands[0]).name}"


def _twos(names: str) -> set[str]:
    return {names[at : at + 2] for at in range(len(names) - 1)}
