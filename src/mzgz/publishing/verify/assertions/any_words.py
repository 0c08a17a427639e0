"""A clause in any words: the classes of its words say whom it is about, what of, and what it claims; the data say
whether that is so. Read where no reader of a known form has understood it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.targets import Target
from mzgz.publishing.verify.assertions.claims_of_all_tasks import TasksClaim
from mzgz.publishing.verify.assertions.claims_of_one_target import said_of_target
from mzgz.publishing.verify.assertions.claims_of_red_lines import said_of_red_lines
from mzgz.publishing.verify.assertions.claims_of_returns import said_of_returns
from mzgz.publishing.verify.assertions.clause_tokens import NAME, OPERAND, PERCENT, SECTION, Clause
from mzgz.publishing.verify.assertions.clause_words import ClauseWords, blocked, words_in_classes
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion, Context, matched
from mzgz.publishing.verify.assertions.target_claim import SpokenNearBy
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict, units_spoken_of
from mzgz.publishing.verify.assertions.word_classes import BEHIND_TIME, MISSING, RETURNS, SCORE, TASKS

_OF_THOSE: Final = expression(
    "(?:达标|达到|完成|建成|办成)的[一-鿿]{0,4}(?:机构|组织|企业|项目|社区|学校|院|站点|中心|家庭|人员|老人|老年人)(?:有|共|达)"
)
"""已经达标的机构有2家: of those that have it, whatever they are, not of the units."""


def read_any_words(
    clause: Clause, named: Clause, context: Context, targets: tuple[str, ...], around: SpokenNearBy
) -> Iterator[Assertion]:
    """One assertion of a clause as a whole. `named` has the name of its target put in; `targets` are those it may mean,
    and what it says is judged of each."""
    if _OF_THOSE.search(clause.code):
        return
    plan = context.board.plan.targets
    targets = tuple(target for target in targets if target in plan)
    words = words_in_classes(named, "\n".join(_names(plan[targets[0]])) if targets else "")
    verdict = None if blocked(words) else _verdict(words, clause, context, targets, around)
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


def _verdict(
    words: ClauseWords, clause: Clause, context: Context, targets: tuple[str, ...], around: SpokenNearBy
) -> Verdict | None:
    if NAME not in clause.code:
        plain = words_in_classes(clause)
        spoken = None if blocked(plain) else units_spoken_of(plain)
        if spoken and plain.has(RETURNS, MISSING, BEHIND_TIME) and not plain.has(TASKS):
            verdict = said_of_returns(plain, spoken, context)
            if verdict is not None:
                return verdict
        if spoken and plain.has(TASKS, SCORE):
            return TasksClaim(plain, context, spoken).verdict()
    return None if words.has(RETURNS) else _of_targets(words, context, targets, around)


def _of_targets(words: ClauseWords, context: Context, targets: tuple[str, ...], around: SpokenNearBy) -> Verdict | None:
    operands = words.of(OPERAND)
    if operands:
        shares = all(each.part == PERCENT for each in words.numbers) and words.numbers and len(operands) == 1
        targets = (str(operands[0].token.what),) if shares and operands[0].token and not words.has(NAME) else ()
    if not targets or words.has(TASKS, SCORE, SECTION) or len(words.of(NAME)) > 1:
        return None
    verdicts = []
    for target in targets:
        spoken = units_spoken_of(words, context.board.plan.targets[target].measure)
        verdict = said_of_target(words, context, target, spoken, around) if spoken else None
        if verdict is None:
            return None
        verdicts.append(verdict)
    return verdicts[0] if len({verdict[0] for verdict in verdicts}) == 1 else None
