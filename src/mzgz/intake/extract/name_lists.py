"""One figure or one verb for several names: 分别, 均, lists with one measure at the end."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.phrase_parts import Left
from mzgz.language.pattern_search import expression

_SPLIT: Final = expression(
    r"、|(?<![共总调缓温饱祥])和(?!谐|美|睦|平|解|田)|(?<![参])与(?!会)|及其|以及|(?<![普涉以])及(?!时|格|早|其)|，"
)
_CITY: Final = expression(r"^城乡")
CITY_AND_COUNTRY: Final = (
    ("城镇", "农村牧区"),
    ("城市", "农村牧区"),
    ("城镇", "农村"),
    ("城市", "农村"),
    ("城镇", "乡村"),
    ("城镇", "农牧区"),
    ("城镇", "农村牧区"),
    ("集中供养", "分散供养"),
    ("集中养育", "社会散居"),
    ("男性", "女性"),
    ("市本级", "县级"),
    ("国内", "国际"),
    ("境内", "境外"),
)
_TAIL: Final = expression(
    r"(?:覆盖|普及|达标|建设|供养|签约|入学|入园|参保|合格|处理|完成|巩固|利用|安装|整改|办结|满意|持证|入住|化解|收集|处置|治愈|回收|绿化|建档|管理|服务|回访|探访|帮扶|登记|知晓|普及|建成|配备|检出|贯通)?"
    r"(?:率|比例|占比|比重)$|(?:保险)?参保人数$|(?:基本生活|最低生活|基本养老|生活|养育|护理)?(?:最低)?(?:保障|救助|补贴|供养|养育|护理|补助|养老金|费用?)?标准$|(?:助学|慰问|救助|抚恤|抚慰|丧葬|奖学|取暖|生活|护理|高龄)(?:金|费|津贴|补贴|补助)$|(?:人均可支配|总|净)?收入$|增加值$|床位数?$|使用量$|总[数量额值]$|人数$|数量?$"
)
_WHOSE: Final = expression(r"患者|对象|人员|家庭|儿童|群众")
_AIDED: Final = expression(r"(?:低保|保障|救助|补贴|供养|养育|护理|补助|津贴|养老金)$")
"""低保、供养、养育标准: each has its own word before 标准."""
_TWO: Final = "货物"
_SUMS: Final = ("总额", "总量", "总值", "产量", "使用量")
_FACILITY: Final = expression(
    r"(?:站|机构|中心|所|点|设施|床位|院|室|馆|处|店|厅|基地|平台|网点|食堂|服务|制度|机制|设备)$"
)
_RATE: Final = expression(r"(?:率|比例|占比|比重)$")


def parts_of(name: str) -> list[str]:
    """A list cut at 、和与及, but not inside brackets or quotes."""
    shield = re.sub(r"（[^（）]*）|“[^“”]*”|《[^《》]*》", lambda mark: "〇" * len(mark[0]), name)
    parts, place = [], 0
    for joint in _SPLIT.finditer(shield):
        parts.append(name[place : joint.start()])
        place = joint.end()
    parts.append(name[place:])
    return [part for part in parts if part]


def spread(name: str, count: int) -> list[str] | None:
    """`count` names out of a list whose last member carries the shared ending; None when the list has another length."""
    if _CITY.match(name) and count == 2:
        rest = name[2:]
        return [f"城镇{rest}", f"农村{rest}"]
    parts = parts_of(name)
    commas = [part for part in name.split("、") if part]
    if len(parts) > count == len(commas) and "“" not in name and "（" not in name:
        parts = commas
    if len(parts) > count and count > 1:
        parts = [*_rejoin(parts, count)]
    if len(parts) != count or count < 2:
        return None
    return shared(parts)


def _rejoin(parts: list[str], count: int) -> list[str]:
    """More parts than figures: those that end a measure close a name."""
    groups: list[str] = []
    held: list[str] = []
    for part in parts:
        held.append(part)
        if lexicon("measure_name_endings").ending(part):
            groups.append("、".join(held))
            held = []
    if held:
        groups.append("、".join(held))
    return groups if len(groups) == count else parts


def shared(parts: list[str]) -> list[str]:
    """Each member with the ending it shares with the last: 甲、乙覆盖率 → 甲覆盖率, 乙覆盖率."""
    last = parts[-1]
    full = [part for part in parts[:-1] if lexicon("measure_name_endings").ending(part)]
    if len(full) == len(parts) - 1:
        return [parts[0], *(_whose(parts[0], part) for part in parts[1:])]
    head = _head(parts)
    return [
        *(
            part if lexicon("measure_name_endings").ending(part) and part in full else part + _ending(part, last, head)
            for part in parts[:-1]
        ),
        last,
    ]


_OF_WHAT: Final = expression(r"(?:信息|对象|人员|儿童|老人|老年人|家庭|问题|隐患|档案|诉求|事项|案件|工单|热线|平台)$")
"""预警信息处置率、回访率: both are of that."""
_LONGEST_WHOSE: Final = 4
"""Characters of a subject the members of a list share: 低保对象建档率、回访率."""


def _whose(first: str, later: str) -> str:
    """回访率 after 低保对象建档率 is of the same people; a longer beginning has words of its own measure in it."""
    whose = first[: -len(later)]
    alike = len(later) <= 4 and later.endswith("率") and first.endswith("率")
    held = 2 <= len(whose) <= _LONGEST_WHOSE or _OF_WHAT.search(whose)
    return f"{whose}{later}" if alike and held else later


def _head(parts: list[str]) -> str:
    return parts[0]


def _ending(part: str, last: str, head: str) -> str:
    for one, other in CITY_AND_COUNTRY:
        if part in (one, other) or part.endswith((one, other)):
            for mate in (one, other):
                if (at := last.find(mate)) >= 0:
                    return last[at + len(mate) :]
    if any(part in pair or part.endswith(pair) for pair in CITY_AND_COUNTRY):
        return last[len(part) :]
    for size in (4, 3, 2):
        if len(part) >= size and (at := last.find(part[-size:])) >= 0 and at + size < len(last):
            return last[at + size :]
    if len(part) <= 3 and part and part[-1] in last[: len(part) + 1] and last.find(part[-1]) >= 0:
        return last[last.find(part[-1]) + 1 :]
    whose = _WHOSE.search(last, 1)
    if whose and not _WHOSE.search(part) and last.endswith("率"):
        return last[whose.start() :]  # 高血压、糖尿病患者规范管理率
    tail = _TAIL.search(last)
    if tail and tail[0] == "率":
        return last[-3:]
    if tail and len(part) == len(_TWO) and tail[0].endswith(_SUMS) and not _WHOSE.search(last):
        return last[len(part) :]  # 货物、服务进出口总额
    if tail and tail[0].endswith("标准") and _AIDED.search(part):
        return "标准"
    return tail[0] if tail else lexicon("measure_name_endings").ending(last)


def listed(name: str) -> list[str] | None:
    """甲站、乙所、丙点覆盖率 without 均: the names when each could stand alone, else None."""
    parts = parts_of(name)
    rates = [part for part in parts if _RATE.search(part)]
    if len(rates) > 1 and _RATE.search(parts[-1]):
        return _rejoin_rates(name)
    commas = [part for part in name.split("、") if part]
    if len(commas) < 2 or not _RATE.search(commas[-1]) or (len(commas) == 2 and len(commas[0]) < _WORDS_OF_TWO):
        return None
    tail = _TAIL.search(commas[-1])
    bare = commas[-1][: tail.start()] if tail else ""
    if all(_FACILITY.search(part) for part in [*commas[:-1], bare]) and "（" not in name:
        return shared(commas)
    return None


_WORDS_OF_TWO: Final = 5
"""Characters of the first of two members that can be meant alone: 县级福利院、乡镇敬老院达标率, but 站、点覆盖率."""
_UNMEASURED: Final = expression(r"^(?:[^、（“]*(?:改造|建设|工作|行动|活动|服务|培训|整治|治理)、)+(?=[^、]{4,})")


def _rejoin_rates(name: str) -> list[str]:
    """Cut only behind a rate: 甲、乙达标率和丙帮扶率 → 甲、乙达标率 and 丙帮扶率."""
    groups, place = [], 0
    for joint in _SPLIT.finditer(name):
        if _RATE.search(name[place : joint.start()]):
            groups.append(name[place : joint.start()])
            place = joint.end()
    groups.append(name[place:])
    plain = [_UNMEASURED.sub("", group) or group for group in groups if group]
    return [plain[0], *(_whose(plain[0], one) for one in plain[1:])]


def tied_figures(text: str, start: int, figures: list[FigureMention], said: str) -> list[FigureMention]:
    """The figures that 分别 ties together, from the first of `figures` on: nothing but 、 or 和 and a bound between them.

    城乡居民…增长6%、7% are tied without the word. `start` is where the clause begins, `said` the word met before the figure.
    """
    head = text[start : figures[0].start]
    group = figures[:1]
    for figure in figures[1:]:
        core = _BETWEEN.sub("", text[group[-1].tail : figure.start]).strip("、和及与 以")
        bound = core in lexicon("bounds").marks or core in lexicon("levels").marks
        if (core and not bound) or not (said == "分别" or _alike(figures[0], figure)):
            break
        group.append(figure)
    paired = len(group) == 2 and not _BETWEEN.sub("", text[group[0].tail : group[1].start]).strip("、和及与 以")
    tied = said == "分别" or "分别" in head or ("城乡" in head and paired)
    if tied:
        share_unit(group)
    return group if tied else group[:1]


def _alike(first: FigureMention, later: FigureMention) -> bool:
    """Of one shape; 1.2万亿、8200亿元 too, whose unit only the last one says."""
    return first.shape is later.shape or (
        first.shape is MentionShape.BARE and not first.unit and later.shape is MentionShape.COUNT
    )


_OF_TIME: Final = ("个工作日", "个小时", "个月")


def share_unit(figures: list[FigureMention]) -> None:
    """1.2万亿、8200亿元: the unit of the last one belongs to those before it."""
    last = figures[-1]
    for figure in figures[:-1]:
        bare = figure.shape is MentionShape.BARE and not figure.unit
        if bare or (figure.unit == "个" and last.unit in _OF_TIME):
            figure.shape, figure.unit = last.shape, last.unit


_BETWEEN: Final = expression(r"的?水平|[（(][^）)]*[）)]")


def joined(front: str, back: str) -> str:
    """护理补贴 and 补贴标准 are 护理补贴标准."""
    size = next((size for size in range(min(len(front), len(back)), 0, -1) if front.endswith(back[:size])), 0)
    return front + back[size:]


def names_of(name: str, left: Left, figure: FigureMention, doubts: list[str]) -> list[str]:
    """The names one figure is for: 均 and 各 part a list, a list of things with one rate may be read both ways."""
    if left.spread in ("均", "都", "各", "分别", "双") and len(parts := parts_of(name)) > 1:
        return parts if left.spread == "各" else shared(parts)
    if figure.shape is MentionShape.PERCENT and left.mode == "level" and (several := listed(name)):
        if not all(_RATE.search(part) for part in parts_of(name)):
            doubts.append(f"“{name}”可以读成{len(several)}项，也可以读成一项")
        return several
    return [name]
