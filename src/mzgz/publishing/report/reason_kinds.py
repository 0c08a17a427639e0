"""Why something was missed, told in its kind: 因雪灾, 因资金没有落实; the words of the file stay in the annex."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from mzgz.publishing.report.unit_view import UnitView

_KINDS: Final = (
    ("疫情", "疫情影响"),
    ("雪灾|大雪|白灾|洪|汛|暴雨|寒潮|冰冻|台风|地震|旱灾", "灾害天气"),
    ("招标|流标|施工|工期|开工|冬季不能|管网|用地|选址|图纸", "招标施工不顺"),
    ("预算|资金|经费|拨付|欠款", "资金没有到位"),
    ("审批|会签|手续|报批|批复|测算|审议|流程|公示", "手续没有办完"),
    ("未招到|人手|人员|专职|编制|离职|流失|空缺", "人手没有配齐"),
    ("升级|维护|停机|检修", "系统升级维护"),
    ("系统(?!升级|维护|停机|检修)|切换|对账|接口|平台(?!升级|维护)|数据", "系统衔接不畅"),
    ("评估|鉴定|认定", "评估认定晚"),
    ("停用|停业|装修|场地|用房|关停|撤并", "场所没有落实"),
    ("外出|外地|走访不到|联系不上|电话", "服务对象外出"),
    ("设备|采购|到货|供应", "设备没有到位"),
)
_MOST = 2


def kinds_of(texts: Iterable[str]) -> list[str]:
    """The kinds of reason in what was written, in the order of the list, each once; nothing where none is known."""
    reported = "。".join(texts)
    return [rendered for pattern, rendered in _KINDS if re.search(pattern, reported)]


def cause(units: Iterable[UnitView]) -> str:
    """，主要因灾害天气: the kinds of reason the units gave, two at most; empty where they gave none we know."""
    kinds = kinds_of(note for unit in units for note in unit.excuses)
    return f"，主要因{'、'.join(kinds[:_MOST])}" if kinds else ""
