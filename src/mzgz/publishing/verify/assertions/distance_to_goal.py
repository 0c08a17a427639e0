"""How far a figure is said to lie below or above its goal: 距目标还差3个百分点, 超目标12个, 比目标低2个百分点."""

from __future__ import annotations

from typing import Final

from mzgz.publishing.verify.assertions.clause_tokens import (
    ALL,
    COUNT,
    MONTH,
    NAME,
    NOW,
    OPERAND,
    POINTS,
    SOME,
    UNIT,
)
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, ClauseWords
from mzgz.publishing.verify.assertions.figure_spoken_of import FigureSpokenOf, close
from mzgz.publishing.verify.assertions.pattern_fragments import Context
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict
from mzgz.publishing.verify.assertions.word_classes import (
    AND,
    APART,
    GOAL,
    HAS,
    LACKING,
    LESS,
    MEAN,
    MORE,
    OF,
    ONLY,
    REACHED,
    SHORT,
    THAN,
)

_READ: Final = frozenset(
    (
        NAME,
        OPERAND,
        UNIT,
        COUNT,
        POINTS,
        GOAL,
        SHORT,
        LESS,
        MORE,
        LACKING,
        REACHED,
        THAN,
        APART,
        HAS,
        OF,
        ONLY,
        MEAN,
        NOW,
        AND,
    )
)
_UP: Final = ("超", "高", "多", "越", "突破", "冲破", "领先")


def says_of_goal(words: ClauseWords) -> bool:
    """高于目标, which is one word by now."""
    return any("目标" in word.text or "要求" in word.text for word in words.of(LACKING, REACHED))


def to_goal(words: ClauseWords, context: Context, figure: FigureSpokenOf) -> Verdict | None:
    """Whether it lies on the side that is said of the goal, and as far from it."""
    numbers, goal = words.numbers, figure.city.goal
    if len(numbers) != 1 or not (words.has(GOAL) or says_of_goal(words)) or words.has(ALL, SOME, MONTH):
        return None
    said, way = numbers[0].quantity, _way(words, numbers[0])
    codes = [str(word.token.what) for word in words.of(UNIT) if word.token] or list(context.units)
    if said is None or way is None or len(codes) > 1 or any(word.part not in _READ for word in words.row):
        return None
    if figure.side or goal is None or goal.sign not in (">=", ">", "=", "<=", "<") or not figure.apart(said):
        return None
    part = context.board.part(figure.target.id, codes[0]) if codes else figure.city
    stated = goal.stated(part.value) if part.value is not None else None
    if part.value is None or stated is None or not part.speaks or part.missing:
        return None
    side = part.value > stated if way else part.value < stated
    return side and close(said, (part.value, stated)), figure.told(codes)


def _way(words: ClauseWords, number: ClassedWord) -> bool | None:
    """Whether it is said to lie above the goal; None where no way is told, or the number is the goal itself."""
    before = [
        word for word in words.row if word.first < number.first and word.part in (SHORT, LESS, MORE, LACKING, REACHED)
    ]
    if any(word.part == GOAL and word.first > number.first for word in words.row):
        return False if words.has(SHORT) and not words.has(MORE, REACHED) else None
    if not before:
        return False if words.has(SHORT, APART, LACKING) and not words.has(MORE, REACHED) else None
    last = before[-1]
    if last.part == REACHED:
        return True if last.text.startswith(_UP) else None
    return last.part == MORE
