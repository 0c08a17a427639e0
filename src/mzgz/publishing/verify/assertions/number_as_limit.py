"""What a number asks of a value by the words around it, and where a value stands in a row."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from mzgz.language import Hedge
from mzgz.language.pattern_search import expression
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, ClauseWords, hedged
from mzgz.publishing.verify.assertions.pattern_fragments import within
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict
from mzgz.publishing.verify.assertions.word_classes import (
    ABOVE,
    ARRIVES,
    BELOW,
    BEST,
    HIGHEST,
    LESS,
    LOWEST,
    MORE,
    ONLY,
    WORST,
)

_JUST_SO: Final = frozenset(("占", "占到", "占了", "在", "定格在", "停在", "落在"))
_AT_LEAST: Final = expression("站[上稳]|跨[过越]|迈[过上]|不低于|不少于")


def limit(
    words: ClauseWords, word: ClassedWord, *, of_each: bool, goal: Fraction | None = None
) -> tuple[Callable[[Fraction], bool | None], bool] | None:
    """What a number asks of a value, by the words around it: over, under, at least so much, or so much; and whether it
    is a limit. Of the goal itself nothing is rounded off."""
    quantity = word.quantity
    if quantity is None:
        return None
    place = words.row.index(word)
    before = words.row[place - 1] if place else None
    after = words.row[place + 1].part if place + 1 < len(words.row) else ""
    at, part = quantity.value, before.part if before else ""
    way = hedged(quantity) or (1 if part == MORE or after == ABOVE else -1 if part == LESS or after == BELOW else 0)
    if quantity.hedge in (Hedge.NEAR, Hedge.ABOUT, Hedge.ODD, Hedge.BETWEEN) and way:
        return None
    if way > 0:
        at_least = after == ABOVE or quantity.hedge is Hedge.AT_LEAST or (before and _AT_LEAST.search(before.text))
        return (lambda value: value >= at if at_least else value > at), True
    if way < 0:
        at_most = quantity.hedge is Hedge.AT_MOST or after == BELOW
        return (lambda value: value <= at if at_most else value < at), True
    only = place > 1 and words.row[place - 2].part == ONLY
    if part == ARRIVES and of_each and not only and before and before.text not in _JUST_SO:
        low = at if at == goal else min(at, quantity.range.low or at)
        return (lambda value: None if low <= value < at else value >= at), True
    return (lambda value: within(quantity, value)), False


def placed(
    values: dict[str, Fraction], told: dict[str, str], named: tuple[str, ...], part: str, place: Fraction | None,
    *, rises: bool, below: bool,
) -> Verdict:  # fmt: skip
    """Whether units stand at an end of a row of values, or at a place counted from one."""
    down = part in (LOWEST,) or (part == WORST and rises) or (part == BEST and not rises)
    up = part in (HIGHEST,) or (part == BEST and rises) or (part == WORST and not rises)
    wrong = ""
    for code in named:
        own = values[code]
        better = sum(value > own if rises else value < own for value in values.values())
        worse = sum(value < own if rises else value > own for value in values.values())
        if place is not None:
            same = sum(value == own for value in values.values())
            first = (worse if below else better) + 1
            so = first <= place < first + same
        else:
            so = own == (max(values.values()) if up else min(values.values())) if up or down else True
        if not so:
            wrong = f"{told[code]}，从高到低列第{sum(value > own for value in values.values()) + 1}"
            break
    return (False, wrong) if wrong else (True, "")
