"""What the words around a number make of it: a level, a difference, a start, an end, a goal, a share of a goal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from mzgz.language.hanzi_numerals import parse_hanzi
from mzgz.language.numerals_in_names import BLANK
from mzgz.language.pattern_search import expression
from mzgz.language.quantity import Against, Direction, Kind, Per, Role
from mzgz.language.units_of_measure import TIMES

_REACH: Final = 40
_BREAK: Final = expression(r"[，。；：！？\n,;]")
_RISE: Final = "提高|提升|上升|增加|增长|增幅|增速|上涨|扩大|净增|增|升|涨|高出|高于|高|超出|超|多|快于|快|领先|好于"
_FALL: Final = "下降|降低|降幅|减少|回落|下滑|缩减|压减|缩短|减|降|低于|低|少|慢于|慢|落后|差|缺口|缺"
_VERBS: Final = f"(?:{_RISE}|{_FALL})"
_RISES: Final = expression(_RISE)
_EITHER: Final = expression(_VERBS)
_CHANGED: Final = expression(rf"({_VERBS})(?:了|幅度?为?|达|为)?(?:近|约|超过?)?$")
_REACHED: Final = expression(rf"({_VERBS})(?:到|至|(?<![幅速])为|成)了?$")
_SHORT: Final = expression(r"[升涨高多快低少慢差缺超]$")
_COMPARES: Final = expression(r"[比较距离还仍尚]|同比|环比|目标|进度|平均")
_NOT_A_VERB: Final = expression(
    r"(?:新增|减少到|至少|不少|最少|最多|至多|最高|最低|提高到|更高|更低|不低|不高|不多|大多|许多|众多)$"
)
_START: Final = expression(r"(?:由|从|自|原来|原有)[^由从]{0,12}$")
_THEN: Final = expression(rf"[^，。；：\n0-9]{{0,6}}?(?:{_VERBS}|变|扩展|拓展|压缩|调整)?(?:到|至|为|成)")
_COMPARED: Final = expression(r"(?:比|较)[^比较]{0,12}的$")
_SHARE: Final = expression(
    r"(?:目标|任务|计划|指标)(?:任务|数|总数|量|总量)?的$|完成[^，]{0,8}(?:目标|任务|计划)(?:任务|数)?$|"
    r"(?:目标|任务|计划)的?完成(?:率|了)?(?:达到?|为)?$"
)
_ABOVE: Final = expression("高于|低于|高出|超出|超过")
_PLANNED: Final = expression(
    r"力争|争取|(?<![主重])要(?:达到?|实现|大于|超过|不低于|完成|建成|新增|提高到|控制在)|(?:目标|任务|指标)(?:值|数)?(?:为|是|定为|定在)|目标(?:值|数)?$|"
    r"计划(?:新增|建成|完成|达到|新建|投入)|确保.{0,20}(?:达到?|不低于|完成)|拟(?:新增|建成|投入)"
)
_GOAL_AFTER: Final = expression(r"[”」]?的?(?:年度|全年|预期|既定|规划|约束性)?(?:目标|任务|要求|指标)(?!的|任务的)")
_AGAINST: Final = (
    (Against.PACE, re.compile("序时进度|时间进度|进度")),
    (Against.GOAL, re.compile("目标|任务|计划|指标|要求")),
    (Against.LAST_PERIOD, re.compile("环比|上个?月|上季度?|上一?期")),
    (Against.LAST_YEAR, re.compile("上年|去年|同比|上一年")),
    (Against.AVERAGE, re.compile("平均|全区|全国")),
)
_WHOLE_BEFORE: Final = expression(r"(?:全部|所有|全体)的?$")
_WHOLE_AFTER: Final = expression(r"(?:已经?)?(?:全部|均|都(?!市)|全覆盖|无一例外)")
_EACH: Final = expression(
    r"(?:每 ?([一二两三四五六七八九十百千万]{1,4}|[0-9]{1,6})? ?(人口|人次|人|名|位|户|张|个|家|季度|月|年|天|日|周|次|处|平方公里|床)|(人|户|月|年|床)均)"
)


@dataclass(frozen=True, slots=True)
class PartPlayed:
    """The part a number plays: see the fields of Quantity."""

    role: Role = Role.LEVEL
    direction: Direction | None = None
    against: Against | None = None
    whole: bool = False


def clause(text: str, start: int) -> str:
    """What stands before `start` in its clause, at most 40 characters."""
    head = text[max(0, start - _REACH) : start]
    return _BREAK.split(head)[-1]


def place(text: str, start: int, end: int, kind: Kind, previous: int) -> PartPlayed:
    """`start` includes a hedge before the number; `previous` is where the last measured quantity ended."""
    head = clause(text, start).rstrip(" ")
    near = text[max(previous, start - len(head)) : start].rstrip(" ") if previous <= start else head
    tail = text[end : end + 16]
    whole = bool(_WHOLE_BEFORE.search(near) or _WHOLE_AFTER.match(tail))
    role, direction = _role(head, near, tail, kind)
    return PartPlayed(role, direction, _against(text, start, head) if role is Role.DIFFERENCE else None, whole)


def _role(head: str, near: str, tail: str, kind: Kind) -> tuple[Role, Direction | None]:
    if kind is Kind.PERCENT and _SHARE.search(near):
        return (Role.GOAL if _ABOVE.search(near) else Role.SHARE_OF_GOAL), None
    if reached := _REACHED.search(near):
        return (Role.GOAL if _PLANNED.search(head) else Role.TO), _direction(reached[1])
    if (_START.search(near) and _THEN.match(tail)) or (_COMPARED.search(near) and _EITHER.match(tail)):
        return Role.FROM, None
    if kind is Kind.POINTS:
        return Role.DIFFERENCE, _last_direction(near) or _last_direction(head)
    if _GOAL_AFTER.match(tail):
        return Role.GOAL, None
    if (changed := _CHANGED.search(near)) and _is_change(head, near, changed):
        return Role.DIFFERENCE, _direction(changed[1])
    if _PLANNED.search(head):
        return Role.GOAL, None
    return Role.LEVEL, None


def _is_change(head: str, near: str, changed: re.Match[str]) -> bool:
    """新增 counts new things, and 高 or 多 compare only where something is compared with."""
    if _NOT_A_VERB.search(near[: changed.end(1)]):
        return False
    return not _SHORT.fullmatch(changed[1]) or bool(_COMPARES.search(head))


def _direction(verb: str) -> Direction:
    return Direction.UP if _RISES.fullmatch(verb) else Direction.DOWN


def _last_direction(words: str) -> Direction | None:
    found = _EITHER.findall(words)
    return _direction(found[-1]) if found else None


def _against(text: str, start: int, head: str) -> Against | None:
    """Looked for in the clause, then in the one before it (与上年相比，提高5.2个百分点)."""
    before = clause(text, start - len(head) - 1) if start > len(head) else ""
    for words in (head, before if re.search("相比|比较|同期", before) else ""):
        for against, pattern in _AGAINST:
            if pattern.search(words):
                return against
    return None


def compares(text: str, end: int, kind: Kind) -> bool:
    """Whether 高于 before a number compares with it as a goal (高于55%的目标) or says how much (高于…1.1个百分点)."""
    return kind is Kind.POINTS or bool(_GOAL_AFTER.match(text, end))


def each_at(text: str, start: int) -> tuple[Per, int] | None:
    """每千人, 每月, 每500户, 人均: what the following number is for each of."""
    match = _EACH.match(text, start)
    if not match:
        return None
    written = match[1] or "一"
    number = (
        int(written) if written.isascii() else parse_hanzi(written if written[0] not in "百千万" else "一" + written)
    )
    return (Per(Fraction(number), match[2] or match[3]), match.end()) if number else None


def joined(first: Per | None, second: Per) -> Per:
    """每人每月: one base out of two."""
    return second if first is None else Per(first.number * second.number, f"{first.unit}·{second.unit}")


def ends_clause(text: str, start: int) -> bool:
    """Whether nothing that is counted can follow: 新建养老机构一处，"""
    return start >= len(text) or text[start] in "，。；：、！？,;\n）)" + BLANK


def is_time(unit: str, thing: str) -> bool:
    return unit in TIMES or thing in ("月", "工作日", "小时", "星期")
