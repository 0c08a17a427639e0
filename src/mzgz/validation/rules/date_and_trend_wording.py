"""Wording of days and changes: days no calendar has, a rise that falls, a word mistaken for another or typed twice."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from mzgz.language.hanzi_numerals import parse_hanzi
from mzgz.language.pattern_search import expression, find_all
from mzgz.model.findings import Rule, Severity
from mzgz.validation.rules.wording_slip import Slip

_DAY: Final = expression(r"([0-9](?<![0-9.．:：第].)[0-9]?)月(?!份额|以)(?:([0-9]{1,2})[日号])?(?![度票子经嫂])")
_DAY_HEAD: Final = expression("[0-9一二三四五六七八九十]月")
_DAY_IN_WORDS: Final = expression(
    r"(?<![0-9一二三四五六七八九十百千万第])([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号](?!令)"
)
_MONTH_ALONE: Final = expression(
    r"(?<![0-9.．])(?:1[3-9]|0)月"
    r"(?=份(?!额)|底|初|末|[上中下]旬|前|以来|累计|召开|举办|组织|完成|开展|印发|启动|[，。；）\n]|\Z)"
)
_BEFORE_MONTH: Final = expression(r"(?:\A|[，。；：（“\n]|截至|截止|于|[今去当上]年|计划|[0-9]月?[-－—~～至到])\Z")
"""A month without its year, where it can be no length of time: 36月 of an age or a term is one."""
_NEAR: Final = 6
_YEAR: Final = expression(r"(?<![0-9])((?:19|20)[0-9]{2})年$")
_LONGEST_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NUMBER: Final = r"([0-9]+(?:\.[0-9]+)?)"
_UNIT: Final = r"((?:万|亿)?(?:[%％‰]|[个人张户家件次起处所名项份例对场套台批座块元米亩吨天日分]{1,2}))"
_UP, _DOWN = "提高|提升|上升|增加|增长|扩大|增|升", "下降|降低|减少|缩短|缩小|压缩|压减|回落|降|减"
_FROM_TO: Final = expression(
    rf"[由从][^，。；\n0-9]{{0,6}}{_NUMBER}{_UNIT}[^，。；\n0-9]{{0,4}}?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))[至到]了?{_NUMBER}{_UNIT}"
)
_FROM_HEAD: Final = expression(r"[由从][^，。；\n0-9]{0,6}[0-9]")
_MINUS_HEAD: Final = expression("[提上增下降减回][高升加长降低少落]了?[-－−负][0-9]")
_MINUS: Final = expression(
    rf"(?P<word>提高|提升|上升|增加|增长|下降|降低|减少|回落)了?(?:[-－−](?=[0-9])|负(?=[0-9])){_NUMBER}(?P<unit>[%％‰]|个百分点)?"
)
_TURNED: Final = {"提高": "下降", "提升": "下降", "上升": "下降", "增加": "减少", "增长": "下降"}
_TWICE: Final = expression(r"(以上|以下|以内|左右|百分点|全部|已经|正在|进行|其中|目前)\1|(?<!目)的的(?!确|士)")
_TWICE_HEAD: Final = expression("[以左百全已正进其目的](?:(?<=的)的|(?=[上下内右分部经在行中前]))")
_MISTAKEN: Final = expression(
    r"(?P<until>截止)(?=到?(?:[0-9]{1,4}年|[0-9]{1,2}月|目前|今年|本月|上月|年底|月底|现在|当前|[一二三四]季度|上半年))(?!日期|时间)"
    r"|(?P<points>(?<=[0-9]个)百分(?:[比率]点?|数|之点)|百分[比之率]点|百份[点之比])|(?P<zero>[一二三四五六七八九]零[一二三四五六七八九零]{2}(?=年))"
    r"|(?P<mixed>二(?=[〇零一二三四五六七八九]*[0-9])[0-9〇零一二三四五六七八九]{3}(?=年))"
)

_ONE_KIND: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MISTAKEN_HEAD: Final = expression("[截百一二三四五六七八九](?:(?<=截)止|(?<=百)[份分]|零|(?<=二)[0〇])")


def impossible_day(text: str) -> Sequence[Slip]:
    """日历上没有的日子

    为什么：6月没有31日，一年没有13月，多半是打错了，照抄进报告就成了笑话。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 6月31日召开推进会}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 6月30日召开推进会}]
    """
    if _DAY_HEAD.search(text) is None:
        return ()
    spans = {}
    for match in _DAY.finditer(text):
        month, day = int(match[1]), int(match[2] or 1)
        if match[2] is None and text[match.start() - 1 : match.start()] != "年":
            continue  # 36月 may be a length of time
        if not _in_calendar(month, day, _YEAR.search(text[max(match.start() - _NEAR, 0) : match.start()])):
            spans[match.start()] = match[0]
    for match in _DAY_IN_WORDS.finditer(text):
        month, day = (parse_hanzi(match[place]) or 0 for place in (1, 2))
        if not _in_calendar(month, day, None):
            spans[match.start()] = match[0]
    for match in _MONTH_ALONE.finditer(text):
        if _BEFORE_MONTH.search(text[max(match.start() - _NEAR, 0) : match.start()]):
            spans[match.start()] = match[0]
    return [
        Slip(start, start + len(words), f"日历上没有“{words}”", "请核对日期") for start, words in sorted(spans.items())
    ]


def _in_calendar(month: int, day: int, year: re.Match[str] | None) -> bool:
    if not 1 <= month <= len(_LONGEST_MONTHS) or not 1 <= day <= _LONGEST_MONTHS[month - 1]:
        return False
    return year is None or (month, day) != (2, _LONGEST_MONTHS[1]) or isleap(int(year[1]))


def trend_turned(text: str) -> Sequence[Slip]:
    """说的方向和数相反

    为什么：从60%“下降到”70%，增长“-5%”，字和数总有一个错了；读的人只会信其中一个。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 床位使用率从60%下降到70%}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 床位使用率从60%提高到70%}]
    """
    found = []
    for match in find_all(_FROM_HEAD, _FROM_TO, text):
        before, unit, after, other = match[1], match[2], match[5], match[6]
        change = Decimal(after) - Decimal(before)
        if unit == other and (change < 0 if match["up"] else change > 0):
            message = f"“{match[0]}”，{before}{unit}到{after}{unit}是{'减少' if match['up'] else '增加'}"
            found.append(Slip(match.start(), match.end(), message, "请核对是数写反了，还是字写反了"))
    for match in find_all(_MINUS_HEAD, _MINUS, text):
        right = f"{_TURNED.get(match['word'], match['word'])}{match[2]}{match['unit'] or ''}"
        found.append(Slip(match.start(), match.end(), f"“{match[0]}”，方向说了两遍", f"请改为“{right}”（核对后）"))
    return sorted(found)


def typed_twice(text: str) -> Sequence[Slip]:
    """同一个词打了两遍

    为什么：“90%以上以上”“5个百分点百分点”，多半是改稿时没有删干净。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 覆盖率提高5个百分点百分点}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 覆盖率提高5个百分点}]
    """
    return [
        Slip(match.start(), match.end(), f"“{match[0]}”打了两遍", f"请改为“{match[0][: len(match[0]) // 2]}”")
        for match in find_all(_TWICE_HEAD, _TWICE, text)
    ]


def mistaken_word(text: str) -> Sequence[Slip]:
    """常写错的词

    为什么：统计到某一天用“截至”，到某一天为止不再办理才用“截止”；两个占比相差多少用“个百分点”，不写“百份点”“个百分比”；年份用〇不用零（GB/T 15835）。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 截止6月底，建成机构3处}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 截至6月底，建成机构3处}]
    """
    found = []
    for match in find_all(_MISTAKEN_HEAD, _MISTAKEN, text):
        right = "截至" if match["until"] else match[0].replace("份", "分").replace("零", "〇")
        if match["points"] and "份" not in match[0]:
            right = "百分点"
        if match["mixed"]:
            right = right.translate(_ONE_KIND)
        found.append(Slip(match.start(), match.end(), f"“{match[0]}”应当是“{right}”", f"请改为“{right}”"))
    return found


RULES: Final = (
    Rule("W121", Severity.QUERY, impossible_day, "text"),
    Rule("W122", Severity.QUERY, trend_turned, "text"),
    Rule("W123", Severity.NOTE, typed_twice, "text"),
    Rule("W124", Severity.NOTE, mistaken_word, "text"),
)
