"""What is said to be reached, as a question to each unit: the goal, so much, all of it, in time, by an earlier month."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from mzgz.language import Hedge, Quantity
from mzgz.model.periods import Period
from mzgz.model.targets.aggregate import Stages
from mzgz.progress import Progress
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, PERCENT, Clause
from mzgz.publishing.verify.assertions.pattern_fragments import within
from mzgz.publishing.verify.assertions.reached_or_not import Way, stands
from mzgz.publishing.verify.assertions.who_reached_words import BEHIND, REACHED_, SPREAD, VALUE, Word
from mzgz.publishing.verify.number_candidates import is_of_measure

Question = Callable[[Progress], bool | None]

_HEDGED: Final = frozenset({Hedge.NONE, Hedge.OVER, Hedge.AT_LEAST, Hedge.UNDER, Hedge.AT_MOST})
_ABOVE: Final = re.compile("超|[过破]了?|高于|高出")
_AT_LEAST: Final = re.compile("不低于|不少于|站上|站稳|[跨迈]|以上|门槛|台阶|关口|大关|目标|要求|标准")
_BELOW: Final = re.compile("(?<!不)低于|不足|不及|(?<!不)少于|以下|不到|未到|不满")
_LEVEL: Final = re.compile("达到?|提高到|上升到|升[到至]|提到|增至|站到|实现")
_UP_TO: Final = re.compile("达?到?了?[0-9一二三四五六七八九十百]")
"""没到九成 speaks of 90% itself."""
_OVER_GOAL: Final = re.compile("(?:超过?|高于|高出|超出|突破)了?(?:年度|全年|既定|考核|规定)*(?:目标|要求|规定)")
"""Of a limit it says that it was not kept."""
_OF_THINGS: Final = re.compile("提高|完善|开展|启动|召开|举办|印发|出台|制定|实施|提标")
"""Done to a rule or a plan; of a number it says something else."""


def question(
    clause: Clause,
    claim: Word,
    city: Progress,
    month: Period | None,
    *,
    timely: bool,
    still: bool = False,
    denied: bool = False,
) -> Question | None:
    """What the claim of a clause asks of a unit; None where it cannot be asked of this target."""
    over = None if timely or month is not None else beyond_limit(clause, claim, city)
    if over is not None:
        return over
    if claim.part == VALUE:
        return _held(clause, claim, city) if timely else _so_much(clause, claim, city, denied=denied)
    if claim.part == SPREAD and city.target.quotient:
        return lambda part: None if part.value is None else part.value == 1
    if month is not None:
        return _by(month)
    if timely:
        return lambda part: stands(part, "timely")
    way: Way = "reached" if claim.part in (REACHED_, BEHIND) else "done"
    if way == "done" and city.target.operands and _OF_THINGS.search(clause.words(claim.first, claim.last)):
        return None
    if way == "done" and city.target.counted and not isinstance(city.figure, Stages):
        return lambda part: None if part.value is None else part.value > 0
    if still:
        return lambda part: part.met_now if part.target.judges and part.speaks else None
    return lambda part: stands(part, way)


def beyond_limit(clause: Clause, claim: Word, city: Progress) -> Question | None:
    """超过目标, 超过目标1天 of what must be no more than so much: a limit that was not kept, and by how much."""
    goal = city.goal
    limit = goal.threshold if goal is not None and goal.sign in ("<=", "<") else None
    if limit is None or not _OVER_GOAL.match(clause.words(claim.first, claim.last)):
        return None
    tokens = clause.tokens[claim.first : claim.last]
    said = next((token.what for token in tokens if isinstance(token.what, Quantity)), None)
    if said is None or said.value == limit:
        return _compared(lambda value: value > limit) if claim.part in (REACHED_, VALUE) else None
    if claim.part != VALUE or not is_of_measure(said, city.target) or city.target.quotient:
        return None
    return _compared(lambda value: value > limit and within(said, value - limit))


def _by(month: Period) -> Question:
    """Whether it was so at the end of an earlier month: what was not due and not done either was not."""

    def so(part: Progress) -> bool | None:
        if part.target.operands:
            return part.met_now if part.period == month else None
        not_yet = part.awaited and not part.reported and not part.target.staged
        return False if part.met_now is None and not_yet else part.met_now

    return so


def agrees_with(said: Quantity, part: Progress) -> bool | None:
    """Whether a quantity is a unit's value, its hedge counted; None where they are of different kinds."""
    if part.value is None or not part.target.operands or not is_of_measure(said, part.target):
        return None
    return within(said, part.value)


def _held(clause: Clause, claim: Word, city: Progress) -> Question | None:
    """每月达到100%: the goal itself, month by month."""
    said = next(
        (token.what for token in clause.tokens[claim.first : claim.last] if isinstance(token.what, Quantity)), None
    )
    goal = city.goal.number if city.goal else None
    return (lambda part: stands(part, "timely")) if said is not None and said.value == goal else None


def _so_much(clause: Clause, claim: Word, city: Progress, *, denied: bool) -> Question | None:
    """超过, 达到, 低于 so much."""
    tokens = clause.tokens[claim.first : claim.last]
    reported = next((token.what for token in tokens if token.sign in (PERCENT, COUNT)), None)
    known = next((part for part in city.parts if part.value is not None), None)
    if not isinstance(reported, Quantity) or reported.hedge not in _HEDGED or known is None:
        return None
    if agrees_with(reported, known) is None:
        return None
    limit, text = reported.value, clause.words(claim.first, claim.last)
    if reported.hedge is Hedge.AT_MOST:
        return _compared(lambda value: value <= limit)
    if denied and not reported.hedge and _UP_TO.match(text):
        return _compared(lambda value: value >= limit)
    if _BELOW.search(text):
        return _compared(lambda value: value < limit)
    if _AT_LEAST.search(text) or (_LEVEL.search(text) and limit != 1 and not reported.hedge):
        exact = _AT_LEAST.search(text) or (city.goal is not None and city.goal.number == limit)
        low = limit if exact else min(limit, reported.range.low or limit)
        return lambda part: None if part.value is None or low <= part.value < limit else part.value >= limit
    if _ABOVE.search(text) or reported.hedge is Hedge.OVER:
        return _compared(lambda value: value > limit)
    return _compared(lambda value: within(reported, value))


def _compared(test: Callable[[Fraction], bool]) -> Question:
    return lambda part: None if part.value is None else test(part.value)
