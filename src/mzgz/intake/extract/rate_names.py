"""Names of rates that lean on what stands before them: whose 建档率, what 60%以上的村 are covered by."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.inherited_names import clause_before
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.non_counting_digits import MentionShape
from mzgz.intake.extract.phrase_parts import Left
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.unit_names import is_group
from mzgz.language.pattern_search import expression

_NEXT_KIND: Final = expression(r"(?:以上|左右)?的?[一-鿿（）]{2,12}[，、和及与]*")
_BARE_RATE: Final = 4
"""Characters of a rate that names no more than what is done: 建档率, 及时率."""
_DONE_BY: Final = expression(r"(?:逐[一个户人项条村家件]|全部|全面|全员|挨家|进行|实施|开展|接种|及时|免费)+$")
_BY_RULE: Final = ("达标", "合格", "配建", "配套")
_FACILITY: Final = expression(r"(?:站|机构|中心|所|点|设施|院|室|馆|食堂|店|基地|驿站|公墓|综合体)$")
_PLACES_COUNTED: Final = ("个", "所", "处", "家", "座")
"""建成社区食堂15个，覆盖率达到70%: of what is built."""
_OF_STAFF: Final = ("持证", "取证", "到岗", "上岗", "留任", "在岗")
_STAFF: Final = ("护理员", "工作者", "社工", "主任", "督导员", "协理员", "人员", "网格员", "教师", "医师")
"""新招录社区工作者60名，持证率提高5个百分点: of those."""
_OF_PEOPLE: Final = expression(
    r"([一-鿿]{0,8}(?:儿童|老年人|老人|残疾人|对象|人员|家庭|农户|患者|退役军人))(?:走访|探访|培训|轮训|评估|救助|筛查|体检|签约|帮扶|登记|建档|核查|复核|慰问|巡访)"
)
"""困境儿童走访每季度不少于1次，建档率100%: of the same people."""
_LEAST: Final = 2
_MATTERS: Final = ("申请", "工作", "任务", "手续", "事项", "材料", "登记")
"""Nouns behind a deed that say nothing of whose it is: 养老机构备案申请, 备案率."""


def reached(spot: FigureSpot) -> str:
    """服务覆盖所有社区，60%以上的村: what the shares that follow are covered by."""
    last = spot.flow.last
    if last is None or last.figure is None or last.start < spot.sentence.start:
        return ""
    name = last.name if last.figure.text.startswith("覆盖") else last.name.rpartition("覆盖")[0]
    near = _NEXT_KIND.fullmatch(spot.text, last.end, spot.figure.start)
    return f"{name}覆盖" if name and near else ""


_OF_ONE: Final = expression(r"(?P<whose>[一-鿿“”（）A-Z]{2,}?)(?:按时|按期|及时|年度)?[一-鿿]{2}率")


def _listed(spot: FigureSpot, last: Promise) -> bool:
    """健康档案建档率92%以上、使用率60%: a bare rate that follows another one at once is of the same thing."""
    between = spot.text[last.end : spot.begin + 1]
    return re.fullmatch(r"(?:以上|左右|以下|以内)?[、和及]", between) is not None


def whose_rate(spot: FigureSpot, name: str) -> str:
    """接种HPV疫苗3600人，接种率 is of the vaccine; 对1126名独居老人逐户建档，建档率 of those people; else the name as it is."""
    done = name.removesuffix("率").removesuffix("比例")
    if (
        spot.figure.shape not in (MentionShape.PERCENT, MentionShape.POINTS)
        or not name.endswith(("率", "比例"))
        or not 1 < len(done) < _BARE_RATE
    ):
        return name
    last, start = spot.flow.last, spot.sentence.start
    if last and last.start >= start and (mate := _OF_ONE.fullmatch(last.name)) and _listed(spot, last):
        spot.inherited.append("名称前半承前")
        return f"{mate['whose']}{name}"
    if spot.flow.base_noun and done in spot.text[start : spot.begin]:
        spot.inherited.append("名称前半承前")
        return f"{spot.flow.base_noun.removesuffix(done)}{name}"
    apart = last is None or last.start < start or "；" in spot.text[last.end : spot.begin]
    before = clause_before(spot) if apart else ""
    facility = last.name if last and last.start >= start and last.op != "all" else ""
    if done in ("覆盖", "建成", "投用") and _FACILITY.search(facility) and last and last.unit[:1] in _PLACES_COUNTED:
        spot.inherited.append("名称前半承前")
        return f"{facility}{name}"
    if done in _BY_RULE and before:
        spot.inherited.append("名称前半承前")
        return f"{before}{name}"
    if len(done) > 1 and before.endswith(done) and len(before) > len(done):
        spot.inherited.append("名称前半承前")
        return f"{before}率"
    if (
        last
        and last.start >= start
        and done in _OF_STAFF
        and last.name.endswith(_STAFF)
        and last.unit.startswith(("名", "人"))
    ):
        spot.inherited.append("名称前半承前")
        return f"{last.name}{name}"
    if last is None or last.start < start or last.name.endswith("率"):
        return name
    if done not in last.name:
        people = _OF_PEOPLE.fullmatch(last.name)
        if people is None or last.scope:
            return name
        spot.inherited.append("名称前半承前")
        return f"{people[1]}{name}"
    before, _, behind = last.name.partition(done)
    whose = behind if len(behind) >= _LEAST and behind not in _MATTERS else _DONE_BY.sub("", before)
    if len(whose) < _LEAST:
        return name
    spot.inherited.append("名称前半承前")
    return f"{whose}{name}"


def with_group(spot: FigureSpot, name: str) -> str:
    """中心城区公交站点覆盖率: where a rate is taken belongs to its name, unless it names units."""
    scope = spot.flow.scope
    if scope is None or spot.figure.shape is not MentionShape.PERCENT or len(scope.names) != 1 or not name:
        return name
    if not is_group(scope.names[0]) or not spot.text.startswith(name, scope.end) or not name.endswith(_RATES):
        return name
    spot.flow.scope = None
    return f"{scope.names[0]}{name}"


_RATES: Final = ("率", "比例", "比重", "占比")


_EACH_TIME: Final = expression(r"(?:^|[，。；：\s]|对|为|确保)([一-鿿、]{2,16}?)的?每个?(?:月|季度?)的?$")


def of_whom_each_time(spot: FigureSpot, left: Left, name: str) -> str:
    """特殊困难老年人每月探访率100%: who stands before the time belongs to the name of the rate."""
    if not name.endswith(_RATES) or spot.figure.shape is not MentionShape.PERCENT:
        return name
    whose = _EACH_TIME.search(spot.text[spot.clause.start : left.start])
    return f"{whose[1]}{name}" if whose else name
