"""Numerator and denominator proposed from the name of a rate: X占比 is X数 over the total. Always marked as ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mzgz.language.pattern_search import expression

_SHARE: Final = expression(r"^(?P<part>.+?)(?:占(?P<whole>.+?)的?(?:比重|比例|比)|占比|比例|比重)$")
_PARTS: Final = expression(
    r"^(?P<part>.+?)(?:与|和|对)(?P<whole>.+?)(?:之?间的?)?的?(?:配比|配备比例?|配置比例?|人数比|之比|比)$"
)
_PER: Final = expression(
    r"^每(?:[一十百千万]+|[0-9]+万?)(?:名|个|户|位|人)?(?P<base>[一-鿿]{0,6}?(?:人口|老年人|老人|儿童|居民|学生|农户|对象|户|人))口?(?:平均)?(?:拥有|配备|配有|有|配)?(?P<thing>[一-鿿（）]{2,})$"
)
_RATE: Final = expression(
    r"^(?P<whole>.*?)(?P<done>集中供养|分散供养|月探访|探访|帮扶|覆盖|建设|建成|配建达标|达标|安装|整改|办结|持证上岗|持证|入住|参保|入学|入园|巩固|签约|改造|建档|回访|"
    r"化解|处置|治理|绿化|利用|合格|满意|登记|知晓|受理|返乡|接送返回|安葬|火化|年检|配备|就业|上报|核查|复核|注册|参评|开工|竣工|完工|投用|调解|公示|配置|使用|返贫|通过|整治|响应|回收|普及|毛入学|供养|救助|评估|轮训|调处|抽查|检查|走访|核实|审核|公开|归档|移交|化验|达产)率$"
)
_PERSONS: Final = expression(r"(?:人员|老人|老年人|残疾人|儿童|居民|群众|对象|人口|者|学生|妇女|人)$")
_COUNTED: Final = expression(r"数量?$")
_MODIFIED: Final = expression(
    r"^(?P<base>.*?(?:机构|设施|社区|企业|医院|学校|道路)?)(?P<modifier>[一-鿿]{2,3}型)(?P<thing>.{1,6})$"
)


@dataclass(frozen=True, slots=True)
class ProposedShare:
    """The two numbers of a rate and the unit both are counted in."""

    numerator: str
    denominator: str
    unit: str


def proposed_share(name: str) -> ProposedShare | None:
    """What the two numbers of a rate may be called; None where the name says nothing of them."""
    if match := _PARTS.match(name):
        return ProposedShare(f"{match['part']}数", f"{match['whole']}数", _unit(match["part"]))
    if match := _SHARE.match(name):
        part = match["part"]
        whole = match["whole"] or _without_modifier(part)
        unit = _unit(part)
        if whole == part:
            return None
        return ProposedShare(f"{part}数", f"{whole}总数", unit)
    if match := _RATE.match(name):
        whole = match["whole"] or "应办"
        unit = _unit(whole)
        counted = "人数" if unit == "人" else "数"
        return ProposedShare(f"已{match['done']}的{whole}{counted}", f"{whole}总数", unit)
    return None


def proposed_pair(name: str) -> ProposedShare | None:
    """每千名老年人拥有养老床位: so many of one for so many of the other."""
    match = _PER.match(name)
    if match is None:
        return None
    base = match["base"]
    return ProposedShare(f"{match['thing'].removesuffix('数')}数", f"{base}数", _unit(base))


def proposed_whole(name: str) -> ProposedShare:
    """全部建成, 全部销号 promised in words: how many are so, of all there are."""
    thing = _COUNTED.sub("", name)
    return ProposedShare(f"已做到的{thing}数", f"应做到的{thing}总数", _unit(thing))


def _without_modifier(part: str) -> str:
    """养老机构护理型床位 is part of 养老机构床位."""
    match = _MODIFIED.match(part)
    return f"{match['base']}{match['thing']}" if match else part


def _unit(name: str) -> str:
    if name.endswith("床位"):
        return "张"
    return "人" if _PERSONS.search(name) else "户" if name.endswith(("户", "家庭")) else "个"
