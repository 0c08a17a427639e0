"""A clause in any words: the classes of its words say whom it is about, what of, and what it claims; the data say
whether that is so. Read where no reader of a known form has understood it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.targets import Target
from mzgz.publishing.verify.assertions.claims_beside_others import beside_another_target
from mzgz.publishing.verify.assertions.claims_of_all_tasks import TasksClaim, share_of_those
from mzgz.publishing.verify.assertions.claims_of_one_target import said_of_target
from mzgz.publishing.verify.assertions.claims_of_red_lines import said_of_red_lines
from mzgz.publishing.verify.assertions.claims_of_returns import said_of_returns
from mzgz.publishing.verify.assertions.clause_tokens import ALL, NAME, OPERAND, PERCENT, SECTION, UNIT, Clause
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, ClauseWords, blocked, words_in_classes
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion, Context, matched
from mzgz.publishing.verify.assertions.tasks_spoken_of import readings, sections_named
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict, any_of, units_spoken_of
from mzgz.publishing.verify.assertions.word_classes import (
    AND,
    BEHIND_TIME,
    BESIDES,
    CLAIMS,
    DENIES,
    DONE,
    DUTIES,
    EVERY,
    GOAL,
    JUDGED,
    LACKING,
    LATE,
    LEFT_OPEN,
    LESS,
    MADE_GOOD,
    MISSING,
    MORE,
    OF,
    OUTSIDE,
    REACHED,
    RETURNS,
    RISES,
    SCORE,
    SENT_BACK,
    TASKS,
    THAN,
    UNMOVED,
)

_OF_THOSE: Final = expression(
    "(?:达标|达到|完成|建成|办成)的[一-鿿]{0,4}(?:机构|组织|企业|项目|社区|学校|院|站点|中心|家庭|人员|老人|老年人)(?:有|共|达)"
)
"""已经达标的机构有2家: of those that have it, whatever they are, not of the units."""
_BESIDE_IT: Final = re.compile(f"{THAN}{NAME}|[{MORE}{LESS}]{NAME}$")
"""…为67.9%，超过志愿服务站点覆盖率: what the clause before told, beside another target."""
_TASKS: Final = expression("任务|指标|事项|目标|完成率|达标率|占比|比例|[可能]以?够?[评判打]|项|职责|结论|未定")


def read_any_words(clause: Clause, named: Clause, context: Context, targets: tuple[str, ...]) -> Iterator[Assertion]:
    """One assertion of a clause as a whole. `named` has the name of its target put in; `targets` are those it may mean,
    and what it says is judged of each."""
    if _OF_THOSE.search(clause.code):
        return
    plan = context.board.plan.targets
    targets = tuple(target for target in targets if target in plan)
    words = words_in_classes(named, "\n".join(_names(plan[targets[0]])) if targets else "")
    verdict = _verdict(words, clause, context, targets)
    if verdict is None:
        verdict = said_of_red_lines(clause, context) if NAME not in clause.code else None
    if verdict is not None and verdict[0] is not None:
        yield matched(clause, 0, len(clause.code.rstrip("。！")), *verdict)


def understood(named: Clause, target: Target) -> bool:
    """Whether every word of a clause that names a target is known."""
    return not words_in_classes(named, "\n".join(_names(target))).unknown


def _names(target: Target) -> Iterator[str]:
    yield target.name
    yield from (target.operand(role).name for role in target.operands)


def _verdict(words: ClauseWords, clause: Clause, context: Context, targets: tuple[str, ...]) -> Verdict | None:
    if NAME not in clause.code:
        verdict = _of_tasks(clause, context)
        _remember_items(words_in_classes(clause, of_tasks=True), context)
        if verdict is not None:
            return verdict
        plain = words_in_classes(clause, of_figures=_of_returns(clause, context))
        spoken = None if blocked(plain) else units_spoken_of(plain)
        if spoken and (context.returns or plain.has(RETURNS, MISSING, BEHIND_TIME, SENT_BACK)) and not plain.has(TASKS):
            verdict = said_of_returns(plain, spoken, context)
            if verdict is not None:
                return verdict
    return None if words.has(RETURNS) or blocked(words) else _of_targets(words, context, targets)


def _of_returns(clause: Clause, context: Context) -> bool:
    return context.returns or words_in_classes(clause).has(RETURNS, MISSING, BEHIND_TIME, SENT_BACK)


def _of_tasks(clause: Clause, context: Context) -> Verdict | None:
    """Where it says that it speaks of tasks, or counts on after a clause that did."""
    if not (context.plan or SECTION in clause.code or _TASKS.search(clause.words(0, len(clause.tokens)))):
        return None
    words = words_in_classes(clause, of_tasks=True)
    of_those = share_of_those(words, context)
    if of_those is not None:
        return of_those
    own = words.has(TASKS, SCORE, SECTION)
    items = any(each.quantity and each.quantity.unit.startswith("项") for each in words.numbers)
    lacking = items and words.has(DENIES, LATE, LACKING, MADE_GOOD) and words.has(*CLAIMS)
    counts_on = context.plan or lacking or words.has(JUDGED, LEFT_OPEN, DUTIES)
    context.vague = blocked(words) if own or items else context.vague
    if context.target and not (words.has(SCORE, SECTION) or (words.has(TASKS) and words.has(UNIT, ALL, JUDGED))):
        return None
    if blocked(words) or not (own or (counts_on and not context.vague)):
        return None
    spoken = units_spoken_of(words, frozenset(("项",)))
    if spoken is None:
        return None
    sections = sections_named(words) or context.sections
    return any_of([TasksClaim(words, context, spoken, each).verdict() for each in readings(context.board, sections)])


def _remember_items(words: ClauseWords, context: Context) -> None:
    """The numbers of tasks it said, and whether they were done: 占七成, 比根河多2项 speak of these."""
    said = [each.quantity.value for each in words.numbers if each.quantity and each.quantity.unit.startswith("项")]
    context.items = (*context.items, *said)[-2:] if said else context.items
    if words.has(*CLAIMS):
        lacking = (len(words.of(DENIES)) % 2 == 1) != words.has(LATE, LACKING)
        context.claimed = LACKING if lacking else DONE


def _of_targets(words: ClauseWords, context: Context, targets: tuple[str, ...]) -> Verdict | None:
    operands, names = words.of(OPERAND), words.of(NAME)
    if (
        operands
        and names
        and not words.numbers
        and {each.token.what for each in (*operands, *names) if each.token} == {*targets}
    ):
        words = replace(words, row=tuple(each for each in words.row if each.part != OPERAND))  # the one it covers
    elif operands:
        shares = all(each.part == PERCENT for each in words.numbers) and words.numbers and len(operands) == 1
        targets = (str(operands[0].token.what),) if shares and operands[0].token and not names else ()
    beside = len(names) > 1 and re.search(f"{NAME}(?:{AND}?{NAME})+", words.shape)
    if beside and beside[0].count(NAME) == len(names):
        targets = tuple(str(name.token.what) for name in names if name.token)
        if not words.has(UNIT, ALL):  # both of them, not all units
            words = replace(words, row=tuple(each for each in words.row if each.part != EVERY))
    elif len(names) > 1 or _BESIDE_IT.match(words.shape):
        return beside_another_target(words, context)
    words = _all_of_them(words) if names else words
    words = _left_out(words)
    tasks = words.has(TASKS) and not names
    if not targets or tasks or words.has(SCORE, SECTION):
        return None
    if words.has(GOAL, TASKS) and names and not words.has(UNIT, ALL):  # 目标全部兑现: all of it, not all units
        words = replace(words, row=tuple(each for each in words.row if each.part != EVERY))
    verdicts = []
    for target in targets:
        declared = context.board.plan.targets.get(target)
        if declared is None:
            return None
        said = _as_risen(words) if declared.operands else _as_done(words)
        measures = frozenset((declared.measure, *(declared.operand(role).unit for role in declared.operands)))
        spoken = units_spoken_of(said, measures)
        verdict = said_of_target(said, context, target, spoken) if spoken else None
        if verdict is None:
            return None
        verdicts.append(verdict)
    if beside:
        return next((each for each in verdicts if not each[0]), verdicts[0])
    return verdicts[0] if len({verdict[0] for verdict in verdicts}) == 1 else None


def _left_out(words: ClauseWords) -> ClauseWords:
    """除根河不足60%外: how much it has itself is said of nobody else."""
    parts = [word.part for word in words.row]
    if BESIDES not in parts or OUTSIDE not in parts:
        return words
    first, last = parts.index(BESIDES), parts.index(OUTSIDE)
    own = [word for word in words.row[first:last] if word.part not in (BESIDES, UNIT, AND)]
    if not any(word in words.numbers for word in own) or len(words.numbers) < 2:
        return words
    return replace(words, row=tuple(word for word in words.row if word not in own))


def _all_of_them(words: ClauseWords) -> ClauseWords:
    """没有不达标的旗市区, 达标率百分之百: all have reached it."""
    row = words.row
    first, last = words.around(list(row)) if row else (0, 0)
    reached = (ClassedWord(EVERY, first, last, "都"), ClassedWord(REACHED, first, last, "达标"))
    score, shares = words.of(SCORE), words.of(PERCENT)
    if len(score) == 1 and len(words.numbers) == len(shares) == 1 and "达标率" in score[0].text:
        said = shares[0].quantity
        if said is not None and said.value == 1 and not said.hedge and not words.has(DENIES, *CLAIMS):
            return replace(words, row=(*(each for each in row if each not in (*score, *shares)), *reached))
    parts = [each.part for each in row]
    for place in range(len(row) - 2):
        if parts[place : place + 3] == [DENIES, LACKING, OF] and row[place + 1].text[:1] in "不未没":
            return replace(words, row=(*row[:place], *row[place + 3 :], *reached))
    return words


def _as_risen(words: ClauseWords) -> ClauseWords:
    """稳步提高: of what has a value it rose."""
    row = [
        replace(word, part=RISES) if word.part == DONE and word.text in ("提高", "提高了") else word
        for word in words.row
    ]
    return replace(words, row=tuple(row))


def _as_done(words: ClauseWords) -> ClauseWords:
    """提高了标准, 没有提高: of what has no value it was done, or not."""
    row: list[ClassedWord] = []
    for word in words.row:
        if word.part == UNMOVED and word.text[0] in "没未":
            row.append(ClassedWord(DENIES, word.first, word.first + 1, word.text[0]))
        done = word.part == RISES or (word.part == UNMOVED and word.text[0] in "没未")
        row.append(ClassedWord(DONE, word.first, word.last, word.text) if done else word)
    return replace(words, row=tuple(row))
