"""Names of parts: 其中城市30处, 其中5A级达到60%, 其中山区60% are of the whole named before."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.inherited_names import OF_ALL, WHOM
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.non_counting_digits import MentionShape
from mzgz.intake.extract.promise import Promise
from mzgz.language.pattern_search import expression

_PART: Final = expression(
    r"(?:城市|农村|城镇|乡村|牧区|农区|山区|林区|市区|城区|县城|县区|旗县|苏木|嘎查|农牧区|农村牧区|[省市县区旗]级|国家级|自治区级|大中?型|中小?型|小型|男性|女性|学前|小学|初中|高中|中职|高职|本科|专科)"
)
_SCHOOLS: Final = ("小学", "初中", "高中", "中职", "高职")
"""新建幼儿园2所，改扩建小学3所: a school is no part of another."""
_PART_HEAD: Final = expression(rf"^{_PART.pattern}(?=.{{2}})")
_SHORT_PART: Final = 6
_WORKS: Final = tuple("改造 整治 培训 救助 修缮 安装 搬迁 治理 适配 筛查 体检 手术 鉴定 评估 服务 托养".split())
"""Works a part of which is named by whom or what it is for: 适老化改造240户，其中政府兜底80户."""
_WHERE: Final = expression(r"[一-鿿]{1,6}(?:以下|以上|一带|周边|沿线|附近)")
"""其中县城以下30个, 其中医院周边300个."""
_KINDS: Final = ("公办", "民办")
"""Parts that a whole is never named with: 其中公办30所."""
_GRADE: Final = expression(r"[0-9]A级(?:以上)?")


def whole_name(name: str) -> str:
    """The whole a part was named of: 城区养老站 → 养老站."""
    return _PART_HEAD.sub("", name)


def _without_part(spot: FigureSpot, last: Promise) -> str:
    """其中企业职工6000人次、农民工3000人次: the whole both are parts of."""
    head = spot.text[spot.clause.start : last.start]
    part = head[head.rfind("（") + 1 :].strip(" 　").removeprefix("其中")
    inside = last.start >= spot.clause.start and last.name.startswith(part) and len(part) < len(last.name)
    return last.name.removeprefix(part) if inside else last.name


def part_name(spot: FigureSpot, name: str) -> str:
    """其中城市30处, 其中5A级达到60%, 其中山区60%: the whole named before, of a part; nothing where it is none."""
    last, figure = spot.flow.last, spot.figure
    if last is None or last.figure is None:
        return ""
    schooled = name not in _SCHOOLS or last.name.endswith(("学位", "学校", "学生", "教师", "招生", "校舍"))
    if (
        figure.shape is MentionShape.COUNT
        and figure.unit == last.figure.unit
        and schooled
        and (_PART.fullmatch(name) or name in _KINDS or (_WHERE.fullmatch(name) and "其中" in spot.head))
    ):
        return f"{name}{_PART_HEAD.sub('', last.name)}"
    opened = spot.head[spot.head.rfind("（") + 1 :]
    inside = opened.lstrip(" 　").startswith("其中") and figure.shape is MentionShape.COUNT
    if inside and figure.unit == last.figure.unit and len(name) <= _SHORT_PART and last.name.endswith(_WORKS):
        return name if name.endswith(_WORKS) else f"{name}{_without_part(spot, last)}"
    if figure.shape is not MentionShape.PERCENT or not spot.head.lstrip(" 　").startswith("其中"):
        return ""
    if lexicon("measure_name_endings").ending(name) or len(name) > 6:
        return ""
    if _GRADE.search(name) and _GRADE.search(last.name):
        return _GRADE.sub(name, last.name, count=1)
    return f"{name}{OF_ALL.sub('', last.name) if WHOM.search(name) else last.name}"
