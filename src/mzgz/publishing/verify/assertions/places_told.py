"""Who is said to be among the first or the last three: 前三位中有海拉尔, 列后三位, 前三位依次是…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from mzgz.language import Quantity, parse_hanzi
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, NAME, OPERAND, SOME, UNIT, Clause
from mzgz.publishing.verify.assertions.clause_words import ClauseWords, blocked, words_in_classes
from mzgz.publishing.verify.assertions.figure_spoken_of import FigureSpokenOf, figures_spoken_of
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion, Context, matched
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict, any_of
from mzgz.publishing.verify.assertions.word_classes import AND, EVERY, HAS, IS, MEAN, OF, PART

_AMONG: Final = AssertionForm(
    rf"(?:倒数|最后|末尾|[前后末])(?P<number>[{COUNT}{SOME}]|[二两三四五六七八九十])(?:[位名家甲]|的?旗市区)?(?:之列|行列)?",
    "前",
    "后",
    "末",
    "倒数",
)
_FROM_ABOVE: Final = "前"
_IN_ORDER: Final = re.compile("依次|分列|分别|分居")
_MOST: Final = 10
_READ: Final = frozenset((NAME, OPERAND, UNIT, AND, HAS, IS, OF, MEAN, ALL, EVERY, PART, COUNT))


def read_places(clause: Clause, context: Context) -> Iterator[Assertion]:
    """Of a figure of which more is better; where values are alike the better place counts."""
    found = _AMONG.search(clause.code)
    number = _number(clause, found) if found else None
    if found is None or number is None or not 2 <= number <= _MOST:
        return
    rest = replace(clause, tokens=(*clause.tokens[: found.start()], *clause.tokens[found.end() :]))
    words = words_in_classes(rest, of_figures=True)
    figures = figures_spoken_of(clause, context, ())
    if not figures or blocked(words) or any(word.part not in _READ for word in words.row) or words.numbers:
        return
    target = figures[0].target
    if context.things and target.quotient:
        figures = [FigureSpokenOf(context, target, side) for side in ("", "part", "whole")]
    above = found[0].startswith(_FROM_ABOVE)
    verdict = any_of([_placed(words, context, figure, number, above=above) for figure in figures])
    if verdict is not None:
        yield matched(clause, 0, len(clause.code.rstrip("。！")), *verdict, decides=True)


def _number(clause: Clause, found: re.Match[str]) -> int | None:
    what = clause.tokens[found.start("number")].what
    if isinstance(what, Quantity):
        return int(what.value) if what.unit in ("位", "名", "家", "个", "") and not what.hedge else None
    return what if isinstance(what, int) else parse_hanzi(found["number"].replace("两", "二"))


def _placed(
    words: ClauseWords, context: Context, figure: FigureSpokenOf, number: int, *, above: bool
) -> Verdict | None:
    codes = [str(word.token.what) for word in words.of(UNIT) if word.token] or list(context.units)
    values, goal = figure.everyone(), figure.city.goal
    if not codes or not set(codes) <= set(values) or number >= len(values) or (goal is not None and not goal.rises):
        return None
    in_order = bool(_IN_ORDER.search(words.clause.code)) and above and len(codes) == number
    places = [_places(values, code, above=above) for code in codes]
    wanted = [range(place, place + 1) if in_order else range(1, number + 1) for place in range(1, len(codes) + 1)]
    wrong = [
        code for code, own, those in zip(codes, places, wanted, strict=True) if not any(place in those for place in own)
    ]
    told = "，".join(f"{figure.told([code])}" for code in wrong[:1])
    first = places[codes.index(wrong[0])].start if wrong else 0
    told = f"{told}，从{'高到低' if above else '低到高'}列第{first}" if wrong else ""
    return (False, told) if wrong else (None if figure.city.missing else True, "")


def _places(values: dict[str, Fraction], code: str, *, above: bool) -> range:
    """The places that may be called its own: those of all that have as much."""
    own = values[code]
    better = sum(value > own if above else value < own for value in values.values())
    return range(better + 1, better + 1 + sum(value == own for value in values.values()))
