"""What a column of a table of targets holds, by its heading: the goal, the unit, the day, the place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mzgz.language.pattern_search import expression


class ColumnRole(StrEnum):
    """What a column holds, by its heading."""

    NUMBER = "序号"
    NAME = "指标"
    UNIT = "单位"
    BASE = "基期"
    GOAL = "目标"
    NATURE = "属性"
    CONTENT = "内容"
    WHEN = "时限"
    PROGRESS = "进展"
    PLACE = "地区"
    VALUE = "任务数"
    SHARE = "一地的任务"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A column: what it is, its words, in brackets behind them the unit and by when (座，10月底前), the year it speaks of."""

    column: ColumnRole
    text: str
    unit: str = ""
    year: int = 0
    when: str = ""


_UNIT: Final = expression(r"[（(]([^（()）]{1,12})[)）]")
_YEAR: Final = expression(r"((?:19|20)[0-9]{2})")
_PATTERNS: Final = (
    (ColumnRole.NUMBER, expression(r"^(?:序号?|编号|№|no\.?)$", re.IGNORECASE)),
    (ColumnRole.NATURE, expression(r"属性|约束|指标类型|^类型$|^性质$")),
    (
        ColumnRole.WHEN,
        expression(
            r"完成时[间限]|时限|时间节点|起止|完成日期|完成期限|时间安排|时间进度|^时间$|^月份$|^月度$|^期限$|进度要求|建设期|建设年限|工期"
        ),
    ),
    (
        ColumnRole.PROGRESS,
        expression(
            r"进展|完成情况|落实情况|推进情况|存在问题|形象进度|备注|完成率|完成数|责任|牵头|配合|负责|主管|投资|资金|来源|评分|得分|分值|权重|扣分|考核方式|标准分|累计"
        ),
    ),
    (ColumnRole.UNIT, expression(r"^(?:计量)?单位$|^计量单位")),
    (ColumnRole.BASE, expression(r"基期|基数|现状|上年|实际|实绩|完成值|已完成|当前|预计完成")),
    (
        ColumnRole.GOAL,
        expression(r"目标值|目标$|^目标|预期值|计划值|指标值|规划值|规划目标|年度?目标|年度计划数|累计目标"),
    ),
    (
        ColumnRole.CONTENT,
        expression(r"内容|任务(?!数|量)|措施|举措|规模|计划|目标要求|工作要求|具体要求|实施|要求|标准"),
    ),
    (
        ColumnRole.PLACE,
        expression(
            r"^(?:县[（(]?[市区旗]|旗|区县|县区|旗县|旗市|地区|地方|行政区|市县|县市|市州|州市|盟市|乡镇|街道|苏木|镇|县|区|市|所属|辖区|实施地区|单位名称|任务单位|承担单位|分解单位)"
            r"|^(?:学校|医院|养老机构|福利机构|林场|农场|牧场|园区|社区|嘎查|村)(?:名称?)?$"
        ),
    ),
    (ColumnRole.NAME, expression(r"指标|名称|项目|事项|类别")),
)


STAGE: Final = expression(
    r"(?:20[0-9]{2}年)?(?P<when>上半年|下半年|全年|第?[一二三四]季度|[0-9]{1,2}月(?:份|底|末)?)(?:末|底|前)?(?:累计)?(?:目标|任务|计划)?(?:进度|数|值|量)?"
)
"""上半年目标, 一季度, 6月底计划数: how far by then."""


def head_of(text: str, year: int, since: int = 0) -> ColumnHead:
    """What a column heading says; a goal for a year of the plan (`since` its first) is none of the past."""
    flat = re.sub(r"\s", "", text)
    unit = _UNIT.search(flat)
    inside, _, when = unit[1].partition("，") if unit else ("", "", "")
    bare = _UNIT.sub("", flat)
    found = _YEAR.search(flat)
    if stage := STAGE.fullmatch(bare):
        return ColumnHead(ColumnRole.GOAL, bare, inside, when=stage["when"])
    column = next((column for column, pattern in _PATTERNS if pattern.search(bare)), ColumnRole.OTHER)
    reported = int(found[1]) if found else 0
    if (
        column in (ColumnRole.OTHER, ColumnRole.CONTENT)
        and reported
        and re.fullmatch(r"(?:到|至)?(?:19|20)[0-9]{2}年?(?:度|底|末)?", bare)
    ):
        column = ColumnRole.GOAL if reported >= year else ColumnRole.BASE
    if (column is ColumnRole.GOAL and reported and reported < (since or year)) or (
        column is ColumnRole.NAME and reported and reported < year
    ):
        column = ColumnRole.BASE
    return ColumnHead(column, bare, inside, reported, when)
