"""A clause that counts tasks as a row of words: so many, of so many, done or not done, besides so many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from mzgz.language import Quantity, parse_hanzi
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, NOW, PERCENT, SECTION, UNIT, Clause
from mzgz.publishing.verify.assertions.how_many import OF_TASKS, HowMany, exactly, how_many
from mzgz.publishing.verify.assertions.pattern_fragments import ALL_OF_THEM, TIMELY, UNITS, codes_in

_LACKS: Final = r"(?:逾期)?(?:没有|没能?|未能?|尚未|还没有?|还未|仍未|没)(?:能够|按期|如期|按时|按要求|全部|最终)*(?:完成|达标|办结|实现|兑现|落实|达到)"
_WORDS: Final = (
    ("S", rf"{SECTION}(?:板块|领域|工作|方面|条线|的)*"),
    ("X", rf"除(?:了|去|开)?(?:有)?(?:[{COUNT}{PERCENT}]|[一两二三四五六七八九]项|个别|少数|极个别)的?(?:目标任务|工作任务|任务|指标|目标)?(?:{_LACKS}的?)?(?:以外|之外|外)[，、]?"),
    ("U", rf"{UNITS}|{ALL}"),
    ("R", r"(?:按期|如期|按时|总体|综合|整体|任务)*(?:完成率|达标率|办结率)"),
    ("G", r"(?:逾期(?:以?后)?|过后|事后|后来)?(?:已经?|又)*补齐"),
    ("C", r"暂不作结论|不能作结论|不作结论|暂不能判定|无法判定|不能判定|暂未判定|未定"),
    ("Y", r"(?:长期|经常性)?职责类?(?:工作|任务)?"),
    ("L", rf"{_LACKS}了?(?:年度|全年)?(?:目标)?(?:任务)?|逾期(?:完成)?|拖欠"),
    ("D", r"(?:完成|实现|办结|达标|兑现|销号)了?"),
    ("T", r"(?:目标任务|工作任务|任务指标|目标|任务|指标|事项|工作)"),
    ("N", rf"[{COUNT}{PERCENT}]|[一两二三四五六七八九]项|绝?大多数|绝?大部分|多数|极?少数|极?个别"),
    ("O", r"其余|其他|其它|剩余|余下|剩下"),
    ("Q", rf"{ALL_OF_THEM}|圆满|胜利|顺利|全面|超额|高质量|保质保量"),
    ("", rf"{NOW}|{TIMELY}|[一二三四五六七八]是|[、，；的中里内在了有为是达共到“”就只仅还尚仍现也计]|"
         r"年初|年度|全年|今年|年底|年末|年内|全市|我市|民政系统|民政|市里|局里|确定|部署|下达|安排|承担|各项?|所有|重点|主要|约束性|刚性|可以|可|能够|按结果|判定|评判|这些|"
         r"上述|既定|预期|当中|其中|截至|截止|目前|累计|总共|合计|共计|已经|已有|已经?|另外|另有|因?(?:个别地方|个别旗市区|部分地方)?缺报|以来|底|末|只有|仅有|剩下?|总体|占比?|项|数量|数|达到|按期|如期|按时|合格"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TasksCounted:
    """How many tasks are said to be done or, `lacking`, not done; `total` of how many."""

    number: HowMany
    total: HowMany | None
    lacking: bool
    rate: bool
    aspect: str
    """What else than done or not done they are: made good late, left open, duties without a verdict."""
    named: bool
    """Whether the clause says that it counts tasks, or of which part of the plan."""
    by_item: bool
    """Whether they are counted in 项, as nothing else is."""
    section: str
    of_units: bool
    codes: list[str]
    first: int
    last: int


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((part, re.compile(pattern)) for part, pattern in _WORDS)


_ASPECTS: Final = {"G": "made-good", "C": "open", "Y": "duties"}
_SHAPES: Final = re.compile("N?[DLGCY]?N?[DLGCY]?|X[OQ]*N?[QO]*D|N?RN")


def tasks_counted(clause: Clause) -> TasksCounted | None:
    """What the clause counts, if every word of it is known and it makes one claim."""
    if (
        COUNT not in clause.code
        and PERCENT not in clause.code
        and not re.search("[多少]数|部分|个别|[一两二三四五六七八九]项", clause.code)
    ):
        return None
    words = _words_of(clause.code.rstrip("。！"))
    if words is None:
        return None
    words = [word for word in words if word[0]]
    shape = "".join(part for part, _, _ in words if part in "XRLDGCYNOQ")
    if not _SHAPES.fullmatch(shape.replace("Q", "")) and not _SHAPES.fullmatch(shape):
        return None
    if sum(shape.count(claim) for claim in "RLDGCY") != 1:
        return None
    numbers = [found for part, first, last in words if part in "NX" and (found := _number(clause, first, last))]
    if "X" in shape:
        numbers, total = numbers[:1], None
    else:
        total = numbers[0] if len(numbers) == 2 else None
    if not numbers or len(numbers) > 2 or len(numbers) != sum(part in "NX" for part, _, _ in words):
        return None
    at = {part: (first, last) for part, first, last in reversed(words)}
    counted = [clause.tokens[first].what for part, first, _ in words if part == "N"]
    begin = min(first for part, first, _ in words if part in "RLDGCYNX")
    end = max(last for part, _, last in words if part in "RLDGCYNX")
    return TasksCounted(
        numbers[-1],
        total,
        "L" in shape or "X" in shape,
        "R" in shape,
        next((aspect for claim, aspect in _ASPECTS.items() if claim in shape), ""),
        "T" in at or "S" in at,
        any(isinstance(each, Quantity) and each.unit == "项" for each in counted),
        str(clause.tokens[at["S"][0]].what) if "S" in at else "",
        "U" in at,
        codes_in(clause, *at["U"]) if "U" in at and UNIT in clause.code else [],
        begin,
        end,
    )


def _words_of(code: str) -> list[tuple[str, int, int]] | None:
    found: list[tuple[str, int, int]] = []
    place = 0
    while place < len(code):
        for part, pattern in _patterns():
            match = pattern.match(code, place)
            if match and match.end() > place:
                found.append((part, place, match.end()))
                place = match.end()
                break
        else:
            return None
    return found


def _number(clause: Clause, first: int, last: int) -> HowMany | None:
    token = next((each for each in clause.tokens[first:last] if each.sign in (COUNT, PERCENT)), None)
    what, words = token.what if token else None, clause.words(first, last)
    spoken = re.search("([一两二三四五六七八九])项", words)
    if token is None and spoken:
        return exactly(parse_hanzi(spoken[1]) or 0)
    return how_many(what, "" if token else words, OF_TASKS)
