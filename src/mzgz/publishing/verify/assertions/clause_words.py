"""A clause as a row of words by their classes, whatever their order: names, places and numbers with what stands between.

Longest words first. A sign of no word is `UNKNOWN`; a few of them are passed over by those who ask, none that could turn
what is said (`TURNS`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from mzgz.language import Hedge, Kind, Quantity, parse_hanzi, read
from mzgz.language.pattern_search import expression
from mzgz.publishing.verify.assertions.clause_tokens import (
    ALL,
    COUNT,
    ELSEWHEN,
    MONTH,
    NAME,
    NOW,
    OPERAND,
    ORDINAL,
    PERCENT,
    POINTS,
    SECTION,
    SOME,
    TIMES,
    UNIT,
    Clause,
    ClauseToken,
)
from mzgz.publishing.verify.assertions.word_classes import (
    ABOVE,
    ARRIVES,
    BLOCKS,
    BROKEN,
    CLAIMS,
    DENIES,
    DONE,
    FILLING,
    GOAL,
    HAS,
    JUDGED,
    LACKING,
    LATE,
    LEADS,
    LESS,
    MORE,
    NOBODY,
    OF,
    PROCESSES,
    REACHED,
    RISES,
    SHORT,
    THAN,
    UNKNOWN,
    classes,
)

NUMBERS: Final = frozenset((PERCENT, POINTS, COUNT, TIMES))
_TOKENS: Final = frozenset((NAME, UNIT, ALL, SOME, *NUMBERS, ORDINAL, NOW, MONTH, ELSEWHEN, SECTION, OPERAND))
_PLAIN: Final = frozenset("高多大强快早好低少小弱差慢晚短高些多些低些少些更高更多更大更好更低更少更小更差")
"""Said of more and less only where something is compared: 比…高."""
_PASSES: Final = frozenset(
    ("超额", "过", "破", "逾", "超", "过了", "破了", "突破", "超过", "超出", "越过", "突破了", "超了")
)
"""More than a number; without one they say something else."""
_BECAUSE: Final = expression("(?:因为?|由于|受)[^，没未]{1,12}(?=没|未)")
"""Why it was not done is another matter."""
_TIMES: Final = expression("([一两二三四五六七八九十]+)(?:轮|回|遍|场(?!所|地))")
"""一轮 is once."""
_EVERYTHING: Final = expression(
    "应(.)尽\\1|([乡村镇街])\\2(?:都|均)?有|(?:每一?个|各个?|所有的?|全部的?)(?:街道|社区|村|嘎查|乡镇|苏木)"
)
"""应保尽保, 建到每一个街道: all there are."""
_ARRIVED: Final = frozenset(("做到", "做到了", "实现", "实现了", "办到", "达成"))
_CATCHES_UP: Final = frozenset(("赶上", "追上", "追平", "赶上了", "追上了", "追平了"))
"""赶上全市平均: no less than it."""
_LEAD_TO_NUMBER: Final = frozenset(("保持", "维持", "稳定", "连续"))
"""保持100%; 保持稳定 is about something else."""
_ALONE: Final = frozenset(("在", "占", "满", "实现", "实现了"))
"""They say so much only before a number."""
_TO_DO: Final = expression("[办做开搞动建弄](?=$|的)")
"""没有办: of all that is done."""
_PLACED: Final = expression(f"((?:[落排走站甩]在|被甩在)(?:了)?)(?={UNIT}[的之]?([后前末])[面头边])")
"""落在满洲里后面."""
_BARE: Final = expression(
    f"以(?=[{UNIT}{PERCENT}{COUNT}])|(?<={NAME})量|[农牧林]区(?={UNIT})|(?<=[多少高低加减升降了])几[项个处张名人次户件]"
)
"""以海拉尔为最高, 设施数量, 农区阿荣旗, 多了几项: they say nothing by themselves."""
_ITEMS: Final = expression("([一两二三四五六七八九])项")
_SO_MANY: Final = expression("([一两二三四五六七八九十]+)个(?=没|未|还|尚)")
"""四个没有建成."""
_MANNER: Final = expression("(?:稳步|持续|不断|明显|大幅|有所|逐步|进一步|继续|显著|逐[年月季]|连年|小幅)$")
"""What follows is a verb, and part of no name."""
_GOALS: Final = ("目标", "年度", "全年", "既定", "年初", "规定", "要求", "标准", "预期")
_LACKS: Final = frozenset(("缺", "欠", "差", "断", "缺口"))


@dataclass(frozen=True, slots=True)
class ClassedWord:
    """One word: its class, and its place among the tokens of the clause."""

    part: str
    first: int
    last: int
    text: str
    token: ClauseToken | None = None

    @property
    def quantity(self) -> Quantity | None:
        return self.token.what if self.token and isinstance(self.token.what, Quantity) else None


@dataclass(frozen=True)
class ClauseWords:
    """The words of one clause in order, those that say nothing left out."""

    clause: Clause
    row: tuple[ClassedWord, ...]
    unknown: tuple[ClassedWord, ...]
    """Signs of no known word."""

    @property
    def signs(self) -> str:
        return self.clause.code

    @cached_property
    def shape(self) -> str:
        return "".join(word.part for word in self.row)

    def of(self, *parts: str) -> list[ClassedWord]:
        return [word for word in self.row if word.part in parts]

    def has(self, *parts: str) -> bool:
        return any(word.part in parts for word in self.row)

    @property
    def numbers(self) -> list[ClassedWord]:
        return [word for word in self.row if word.part in NUMBERS]

    def around(self, words: list[ClassedWord]) -> tuple[int, int]:
        return min(word.first for word in words), max(word.last for word in words)


@lru_cache(maxsize=32)  # several readings of a clause ask for its words
def words_in_classes(clause: Clause, own: str = "", *, of_tasks: bool = False, of_figures: bool = False) -> ClauseWords:
    """`own` are the names of the target that is spoken of and of its numbers: their words say nothing else."""
    known = classes(of_tasks=of_tasks, of_figures=of_figures)
    row: list[ClassedWord] = []
    unknown: list[ClassedWord] = []
    code = clause.code.rstrip("。！")
    why = _BECAUSE.match(code)
    place = why.end() if why else 0
    while place < len(code):
        word = _word(clause, code, place, row, own, known)
        if word.part == UNKNOWN:
            unknown.append(word)
        elif word.part != FILLING:
            if row and row[-1].part == DENIES and row[-1].last == place and _is_one(word):
                word = ClassedWord(NOBODY, row.pop().first, word.last, word.text)
            if row and word.part == row[-1].part == DONE and row[-1].last == place:
                word = ClassedWord(DONE, row.pop().first, word.last, word.text)
            row.append(word)
        place = word.last
    row = _far_from_goal(_to_goal(_overdue(row)))
    last = max((place for place, word in enumerate(row) if word.part in CLAIMS), default=0)
    row = [word for place, word in enumerate(row) if place >= last or word.text not in LEADS]
    return ClauseWords(clause, tuple(row), tuple(unknown))


def _overdue(row: list[ClassedWord]) -> list[ClassedWord]:
    """逾期没有完成: it is the doing that is denied, not the delay."""
    for place in range(len(row) - 2):
        if [word.part for word in row[place : place + 2]] == [LATE, DENIES] and row[place + 2].part in (DONE, REACHED):
            return [*row[:place], *row[place + 1 :]]
    return row


def _far_from_goal(row: list[ClassedWord]) -> list[ClassedWord]:
    """离年度目标还有差距: what it is far from is said by the gap."""
    for place, word in enumerate(row[:-2]):
        if (
            word.part == SHORT
            and row[place + 1].part == GOAL
            and any(each.part == LACKING for each in row[place + 2 :])
        ):
            return [*row[:place], *(each for each in row[place + 1 :] if each.part not in (GOAL, HAS))]
    return row


def _to_goal(row: list[ClassedWord]) -> list[ClassedWord]:
    """没有达到…目标, 高于目标, 达到…要求: the goal is not reached, or is."""
    for place, word in enumerate(row):
        after = [each for each in row[place + 1 : place + 4] if each.part != OF]
        end = 1 if after[:1] and after[0].part == GOAL else 2 if [x.part for x in after[:2]] == [NAME, GOAL] else 0
        if word.part not in (MORE, LESS, ARRIVES) or not end or (word.part == MORE and word.text in _PLAIN):
            continue
        goal = after[end - 1]
        part = LACKING if word.part == LESS else REACHED
        claim = ClassedWord(part, word.first, word.last, word.text + goal.text)
        return [*row[:place], claim, *(each for each in row[place + 1 :] if each is not goal)]
    return row


def _word(
    clause: Clause, signs: str, place: int, row: list[ClassedWord], own: str, known: dict[str, dict[str, str]]
) -> ClassedWord:
    if signs[place] in _TOKENS:
        if (
            signs[place] == COUNT
            and signs[place + 1 : place + 2] == "项"
            and clause.words(place, place + 1)[-1:].isdigit()
        ):
            return ClassedWord(COUNT, place, place + 2, clause.words(place, place + 2), clause.tokens[place])
        return ClassedWord(signs[place], place, place + 1, clause.words(place, place + 1), clause.tokens[place])
    bare = _BARE.match(signs, place)
    if bare:
        return ClassedWord(FILLING, place, bare.end(), bare[0])
    times = _TIMES.match(signs, place)
    if times:
        said = next(iter(read(f"{times[1]}次")), None)
        return ClassedWord(COUNT, place, times.end(), times[0], ClauseToken(COUNT, place, times.end(), said))
    several = _SO_MANY.match(signs, place) if COUNT in signs[:place] else None
    if several:
        said = next(iter(read(f"{parse_hanzi(several[1].replace('两', '二'))}个")), None)
        return ClassedWord(COUNT, place, several.end(), several[0], ClauseToken(COUNT, place, several.end(), said))
    beside = _PLACED.match(signs, place)
    if beside:
        return ClassedWord(LESS if beside[2] in "后末" else MORE, place, beside.end(1), beside[0])
    everything = _EVERYTHING.match(signs, place)
    if everything:
        return ClassedWord(DONE, place, everything.end(), "全覆盖")
    items = _ITEMS.match(signs, place)
    if items and JUDGED in known.get("可", {}).values():
        said = next(iter(read(f"{parse_hanzi(items[1])}项")), None)
        return ClassedWord(COUNT, place, items.end(), items[0], ClauseToken(COUNT, place, items.end(), said))
    if row and row[-1].part == DENIES and row[-1].last == place and _TO_DO.match(signs, place):
        return ClassedWord(DONE, place, place + 1, signs[place])
    for word, part in known.get(signs[place], {}).items():
        if signs.startswith(word, place):
            last = place + len(word)
            if word in ("计划", "建设") and signs[place - 1 : place] == NAME and last < len(signs):
                return ClassedWord(FILLING, place, last, word)
            if part == DONE and word[0] == "已" and _reaches_further(signs, place + 1, len(word), known):
                return ClassedWord(FILLING, place, place + 1, "已")  # 已建齐 is 建齐
            if (
                word in PROCESSES
                and last == len(signs)
                and len(row) == 1
                and row[0].part == NAME
                and row[0].last == place
            ):
                return ClassedWord(FILLING, place, last, word)
            if (
                word in PROCESSES
                and part != RISES
                and (not row or row[-1].part in (NAME, OF))
                and signs[place - 1 : place] not in ("已", "经", "均", "都")
                and not _MANNER.search(signs, 0, place)
            ):
                part = FILLING if word in own and signs[place - 1 : place] == NAME else part if not row else UNKNOWN
            return ClassedWord(_meant(part, word, signs, last, row), place, last, word)
    for last in range(min(place + 8, len(signs)), place + 1, -1):
        if signs[place:last] in own:
            return ClassedWord(FILLING, place, last, signs[place:last])
    return ClassedWord(UNKNOWN, place, place + 1, signs[place])


def _reaches_further(signs: str, place: int, length: int, known: dict[str, dict[str, str]]) -> bool:
    """Whether a word that begins here ends behind one of so many signs that began before."""
    words = known.get(signs[place : place + 1], {})
    return any(len(word) >= length and signs.startswith(word, place) for word in words)


def _meant(part: str, word: str, code: str, last: int, row: list[ClassedWord]) -> str:
    """The class of a word that has several, by what stands beside it."""
    rest = re.sub("^[了近约超逾将接这么]*", "", code[last : last + 4])
    numbered = rest[:1] in NUMBERS
    if word in _LACKS:
        if numbered or rest.startswith(("的不多", "得不多")):
            return SHORT
        return LESS if word == "差" and any(each.part == THAN for each in row) else LACKING
    if word in _PASSES:
        if numbered or (rest[:1] in (UNIT, NAME) and word.startswith("超")):
            return MORE
        return (
            MORE if rest.startswith(("全市", "平均", "目标", "上年", "去年")) else BROKEN if "破" in word else FILLING
        )
    if part == ABOVE and word in ("还多", "强") and any(each.part == THAN for each in row):
        return MORE
    if word in _CATCHES_UP and (rest[:1] in (UNIT, NAME) or rest.startswith(("全市", "平均", "上年", "去年"))):
        return MORE
    if word in _LEAD_TO_NUMBER and not numbered:
        return UNKNOWN
    if part == DONE and word in _ARRIVED and rest[:1] == PERCENT:
        return ARRIVES
    if part == ARRIVES and word in _ALONE and not numbered:
        return DONE if word.startswith("实现") else FILLING
    if part in (MORE, LESS) and word in _PLAIN | frozenset(
        ("高些", "多些", "低些", "少些", "更高", "更多", "更低", "更少")
    ):
        return part if any(each.part == THAN for each in row) else FILLING
    if (
        part == LESS
        and len(word) > 1
        and word[0] in "不未没还尚"
        and not (numbered or rest[:1] in (UNIT, NAME) or rest.startswith(("全市", "平均", "上年", "去年", *_GOALS)))
    ):
        if any(each.part in (GOAL, PERCENT) for each in row) and last == len(code):
            return LACKING
        return part if word.startswith(("不及", "不如", "不敌")) else UNKNOWN
    return part


def _is_one(word: ClassedWord) -> bool:
    """没有一个旗市区, 无一旗市区: not one of them."""
    if word.part not in (SOME, COUNT) or not word.text.startswith(("一", "1")) or word.token is None:
        return False
    what = word.token.what
    value = (
        what.value
        if isinstance(what, Quantity) and not what.hedge and what.unit in ("个", "家", "地", "处", "项", "")
        else what
    )
    return value == 1


def blocked(words: ClauseWords) -> bool:
    """Whether it is about something else, or has a word nobody knows."""
    return bool(words.unknown) or words.has(BLOCKS, ELSEWHEN)


_OVER: Final = frozenset((Hedge.OVER, Hedge.AT_LEAST))
_UNDER: Final = frozenset((Hedge.UNDER, Hedge.AT_MOST))


def hedged(quantity: Quantity) -> int:
    """1 where the words of a number itself say more than it, -1 less, 0 neither."""
    return 1 if quantity.hedge in _OVER else -1 if quantity.hedge in _UNDER else 0


def measures(word: ClassedWord) -> bool:
    quantity = word.quantity
    return quantity is not None and quantity.kind in (Kind.PERCENT, Kind.COUNT, Kind.AMOUNT, Kind.RATIO)
