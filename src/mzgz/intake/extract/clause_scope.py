"""For whom, and how firmly: the units a clause names, and the words that make a promise an effort."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from mzgz.intake.extract.clauses_in_text import ClauseSpan
from mzgz.intake.extract.figure_scan import MONEY
from mzgz.intake.extract.lexicon import choice, lexicon
from mzgz.intake.extract.marked_paragraph import FigureSpot, MarkedParagraph
from mzgz.intake.extract.unit_names import ScopeSpan, each_of, group_of, named
from mzgz.language.pattern_search import expression

_PLANNED: Final = ("计划生育", "计划外", "计划内", "计划单列", "计划经济")
_FUNDS: Final = expression(r"(?:到位)?(?:上级|中央|自治区|国家|各类)?(?:资金|项目|政策|支持)")
_NOUN: Final = expression(r"[一-鿿]{0,2}(?:率|项目|计划”|试点|基地|示范|标准)")


def scope_of(
    paragraph: MarkedParagraph, clause: ClauseSpan, known: frozenset[str], before: ScopeSpan | None
) -> ScopeSpan | None:
    """The units of a clause; 各乡镇 holds on for a next clause that opens with a verb."""
    start = opens_at(paragraph, clause)
    found = named(paragraph.text, start, clause.end, known) or group_of(paragraph.text, start, clause.end)
    every = each_of(paragraph.text, clause.start, clause.end)
    if found is None:
        found = every
    elif every and every.start == found.end:
        found = replace(every, start=found.start)  # 主城区每个街道
    if found is None and before and before.each and before.names[0].startswith("各"):
        words = paragraph.text[clause.start : clause.end].lstrip(" 　")
        return before if lexicon("actions").starting(words, 0) else None
    return found


_KEEPERS: Final = expression(r"责任单位[：:]([^（）]{2,60})")
_KEEPER: Final = expression(r"[一-鿿]{3,14}")


def keeper_of(title: str, text: str, start: int, end: int) -> ScopeSpan | None:
    """Under （责任单位：县人民医院、县中医院） a sentence that opens with one of them speaks of it to its end."""
    said = _KEEPERS.search(title)
    if said is None:
        return None
    names = [name for name in re.split(r"[、，；和及]", said[1]) if _KEEPER.fullmatch(name) and name[0] not in "各每"]
    name = next((one for one in names if text.startswith(one, start)), "")
    return ScopeSpan(start, start + len(name), (name,)) if name and start + len(name) < end else None


_HAS_TO: Final = expression(r"(?:要(?![求素点闻件])|须|应|负责|带头|率先|可[一-鿿]{0,4}(?:放宽|降低|推迟|延后))")


def led_by(paragraph: MarkedParagraph, clause: ClauseSpan, known: frozenset[str]) -> ScopeSpan | None:
    """城关街道要带头建成平台，接入不少于2000名: the units a clause without a figure tells what to do."""
    found = named(paragraph.text, opens_at(paragraph, clause), clause.end, known)
    if found is None:
        return None
    return found if _HAS_TO.match(paragraph.text, found.end, clause.end) else None


def goes_on_doing(paragraph: MarkedParagraph, clause: ClauseSpan) -> bool:
    """Whether a clause opens with what is done, by whom the one before has said."""
    words = paragraph.text[clause.start : clause.end].lstrip(" 　")
    return bool(
        words.startswith(("但", "也", "且"))
        or lexicon("actions").starting(words, 0)
        or lexicon("duties").starting(words, 0)
    )


def opens_at(paragraph: MarkedParagraph, clause: ClauseSpan) -> int:
    """Where the words of a clause begin behind list numbers and dates."""
    start = clause.start
    for first, last in paragraph.blanks_in(clause.start, clause.end):
        if last <= start:
            continue
        if paragraph.text[start:first].strip(" 　") or last >= clause.end:
            break
        start = last
    return start


@cache
def _firmness() -> re.Pattern[str]:
    return expression(choice(lexicon("firmness")))


def firmness_of(spot: FigureSpot) -> str:
    """firm, stretch or plan, by the last such word before the figure in its clause; 计划 counts with money alone."""
    head, words, found = spot.head, lexicon("firmness"), "firm"
    for said in _firmness().finditer(head):
        word = said[0]
        if head.startswith(_PLANNED, said.start()):
            continue
        mark, rest = words.marks[word][0], head[said.end() :]
        funds = word in ("争取", "争创") and _FUNDS.match(rest)
        if not (funds or _NOUN.match(rest) or (mark == "plan" and spot.figure.unit.split("/")[0] not in MONEY)):
            found = mark
    return found
