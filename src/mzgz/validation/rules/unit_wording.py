"""Wording of units beside numbers: a percent sign left out, a unit written twice, shares of more than the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import chain
from typing import Final

from mzgz.language.pattern_search import expression, find_all
from mzgz.model.findings import Rule, Severity
from mzgz.validation.rules.wording_slip import Slip

_N: Final = r"[0-9]+(?:\.[0-9]+)?"
_RATE: Final = "(?:(?<![效频功速汇利倍税费概斜])率|占比|比重)"
_BARE: Final = expression(
    rf"{_RATE}(?:已|均|都|分别)?(?:为|是|达到|达|保持在|稳定在|提高到|提升到|上升到|下降到|降到|升至|降至|提高至|提升至)了?"
    rf"(?P<number>{_N})(?=[，。；！（）()\n]|\Z)"
)
_BARE_HEAD: Final = expression("[率占比]")
_HOUR: Final = expression(
    r"(?<![0-9:：为比])(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?:[时点](?![段间球名位])|分(?![别成为值部数享工散布配批期类片]))"
)
_HOUR_HEAD: Final = expression("[0-9](?<![0-9:：为比].)(?=[0-9]?[:：])")
_MONEY: Final = expression(
    rf"[￥¥]\s?(?:[0-9,，]*){_N}[万亿]?元|人民币\s?(?:[0-9,，]*){_N}[万亿]?元?人民币|(?<=[0-9万亿])元元(?!旦)"
)
_PERCENT: Final = expression(rf"百分之{_N}[%％]")
_MONEY_HEAD: Final = expression("[￥¥人元]")
_SHARES: Final = expression(rf"分别占[^，。；、\n0-9]{{0,8}}(?P<first>{_N})[%％](?P<rest>(?:[、，和与及]{_N}[%％])+)")
_WHOLE: Final = Decimal(101)
"""Shares rounded to whole percents may foot a little above a hundred."""


def percent_left_out(text: str) -> Sequence[Slip]:
    """比率没有写百分号

    为什么：“覆盖率为98.5”读不出是百分之几还是千分之几，多半是漏打了百分号。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 社区养老服务站覆盖率为98.5，居全区前列}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 社区养老服务站覆盖率为98.5%，居全区前列}]
    """
    return [
        Slip(match.start(), match.end(), f"“{match[0]}”没有写百分号", f"请核对单位；是百分数的，改为“{match[0]}%”")
        for match in find_all(_BARE_HEAD, _BARE, text)
        if Decimal(match["number"]) <= 100
    ]


def unit_twice(text: str) -> Sequence[Slip]:
    """同一个单位写了两遍

    为什么：“15：00时”的冒号已经把时和分隔开；“￥200元”的“￥”就是元。写一个就够了。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 6月8日15：00时召开推进会}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 6月8日15:00召开推进会}]
    """
    hours = (
        Slip(match.start(), match.end(), f"“{match[0]}”的单位写了两遍", f"请改为“{match[0][:-1].replace('：', ':')}”")
        for match in find_all(_HOUR_HEAD, _HOUR, text)
    )
    money = (
        Slip(match.start(), match.end(), f"“{match[0]}”的单位写了两遍", f"请改为“{_once(match[0])}”")
        for match in find_all(_MONEY_HEAD, _MONEY, text, "￥", "¥", "人民币", "元元")
    )
    percents = (
        Slip(match.start(), match.end(), f"“{match[0]}”的单位写了两遍", f"请改为“{match[0].removeprefix('百分之')}”")
        for match in _PERCENT.finditer(text)
    )
    return sorted(chain(hours, money, percents))


def _once(words: str) -> str:
    """An amount of money with its unit behind it."""
    bare = words.lstrip("￥¥ ").replace("人民币", "").replace("元元", "元").strip()
    return bare if bare.endswith("元") else f"{bare}元"


def shares_above_whole(text: str) -> Sequence[Slip]:
    """几部分加起来超过了百分之百

    为什么：“甲、乙、丙分别占50%、40%、20%”，合起来是110%，总有一个不对；几类人有重叠的，要说清楚，否则读的人会以为算错了。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 一、二、三级机构分别占50%、40%、20%}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 一、二、三级机构分别占50%、40%、10%}]
    """
    found = []
    for match in _SHARES.finditer(text) if "分别占" in text else ():
        shares = [Decimal(match["first"]), *map(Decimal, re.findall(_N, match["rest"]))]
        if sum(shares) > _WHOLE and max(shares) <= 100:
            message = f"“{match[0]}”，加起来是{sum(shares)}%"
            found.append(Slip(match.start(), match.end(), message, "请核对；几类有重叠、或者各有各的总数的，请写明"))
    return found


RULES: Final = (
    Rule("W125", Severity.NOTE, percent_left_out, "text"),
    Rule("W126", Severity.NOTE, unit_twice, "text"),
    Rule("W127", Severity.NOTE, shares_above_whole, "text"),
)
