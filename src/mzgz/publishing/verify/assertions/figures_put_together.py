"""What is said of several figures at once: of several places, or of several times."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mzgz.publishing.verify.assertions.clause_tokens import (
    NAME,
    OPERAND,
    ORDINAL,
    POINTS,
    TIMES,
    UNIT,
    Clause,
)
from mzgz.publishing.verify.assertions.clause_words import ClauseWords, blocked, words_in_classes
from mzgz.publishing.verify.assertions.distance_to_goal import to_goal
from mzgz.publishing.verify.assertions.ends_and_distances import EndOrDistance
from mzgz.publishing.verify.assertions.figure_spoken_of import (
    FigureSpokenOf,
    figures_spoken_of,
)
from mzgz.publishing.verify.assertions.figures_over_time import OverTime
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion, Context, matched
from mzgz.publishing.verify.assertions.sums_and_shares import SumOrShare
from mzgz.publishing.verify.assertions.things_lacking import ThingsLacking
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict
from mzgz.publishing.verify.assertions.word_classes import (
    APART,
    BESIDES,
    CLAIMS,
    DENIES,
    DONE,
    GOAL,
    HIGHEST,
    LACKING,
    LAST_YEAR,
    LESS,
    LOWEST,
    MORE,
    NOBODY,
    OTHERS,
    OUTSIDE,
    REACHED,
    TASKS,
    TOGETHER,
)

_NOT_READ: Final = (
    *(DENIES, NOBODY, BESIDES, OUTSIDE, OTHERS, TASKS, ORDINAL),
    *(claim for claim in CLAIMS if claim != DONE),
)


def read_figures(clause: Clause, context: Context) -> Iterator[Assertion]:
    """What a clause says of sums, shares of a whole, distances, ranges and changes within the year; of what it says in
    words nobody knows nothing is said."""
    words = words_in_classes(clause, _own_words(clause, context), of_figures=True)
    if words.has(APART) and not words.numbers and len(words.of(UNIT)) == 2 and not blocked(words):
        yield matched(clause, 0, len(clause.code.rstrip("。！")), None, "", decides=True)  # how far, is yet to come
        return
    beside = words.has(TOGETHER) and words.has(MORE, LESS)
    if not words.numbers and not beside and not (words.has(HIGHEST, LOWEST) and len(words.of(UNIT)) > 2):
        return
    quantities = [word.quantity for word in words.numbers if word.quantity]
    verdicts: list[Verdict] = []
    for figure in figures_spoken_of(clause, context, quantities):
        verdict = None if blocked(words) else _verdict(words, context, figure)
        if verdict is None:
            return
        verdicts.append(verdict)
    if not verdicts:
        return
    holds = True if any(so for so, _ in verdicts) else None if any(so is None for so, _ in verdicts) else False
    of_one_number = words.has(LAST_YEAR, POINTS) and words.has(LAST_YEAR, GOAL, LACKING, REACHED)
    yield matched(clause, 0, len(clause.code.rstrip("。！")), holds, verdicts[0][1], decides=not of_one_number)


def _own_words(clause: Clause, context: Context) -> str:
    names = [str(token.what) for token in clause.tokens if token.sign in (NAME, OPERAND)]
    target = context.board.plan.targets.get(names[0] if names else context.target)
    return "" if target is None else "\n".join([target.name, *(target.operand(each).name for each in target.operands)])


def _verdict(words: ClauseWords, context: Context, figure: FigureSpokenOf) -> Verdict | None:
    lacking = ThingsLacking(words, context, figure).verdict()
    if lacking is not None:
        return lacking
    at_goal = to_goal(words, context, figure)
    if at_goal is not None or words.has(*_NOT_READ) or (words.has(TIMES) and not words.has(TOGETHER)):
        return at_goal
    if words.has(DONE):  # 三地建成17个
        if figure.side == "whole":
            return False, ""
        return SumOrShare(words, context, figure).verdict() or OverTime(words, context, figure).part_of_last_year()
    of = (words, context, figure)
    return EndOrDistance(*of).verdict() or SumOrShare(*of).verdict() or OverTime(*of).verdict()
