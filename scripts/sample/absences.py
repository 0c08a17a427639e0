"""Why a target does not apply to a place, or not this time."""

from __future__ import annotations

from sample.wording import Patterns

NOT_STARTED: Patterns = (
    ("{m}月物价涨幅低于启动线", "价格指数未达到启动条件", "当月物价平稳，未触发联动", "{m}月监测值不够启动标准"),
    ("补贴不发放", "持续监测", "已与统计部门核对", "按规定不启动"),
)
NO_HAZARDS: tuple[str, ...] = (
    "本月没有到期隐患",
    "无到期消防隐患",
    "本月到期隐患为零",
    "上月隐患已提前销号，本月无到期",
)
NO_ESTATES: tuple[str, ...] = (
    "本期无新建居住区",
    "年初以来没有竣工的新建居住区",
    "本地没有应配建的新建项目",
    "在建居住区均未竣工，无应配建项目",
)
NO_PLATES: tuple[str, ...] = ("冬季冻土期不新设门牌", "一季度没有新设任务", "天气寒冷，本季无设置计划")
NO_POSTS: tuple[str, ...] = ("本季没有干部兼职申请", "本季无此类审批备案事项", "没有受理到兼职事项")
NO_CHARITY_CASES: tuple[str, ...] = ("本季没有受理事项", "本季无认定、审核和备案申请")

LACKING: dict[str, tuple[tuple[str, ...], str]] = {
    "orphan-schooling": (("150726", "150727"), "本地没有在校孤儿"),
    "orphan-medical-care": (("150725", "150726", "150727"), "没有需要诊疗康复的孤儿"),
    "tianyi-plan": (("150725", "150726", "150727", "150784"), "本地没有受助对象"),
    "association-charges": (("150725", "150726", "150727"), "本地没有行业协会商会"),
    "charity-shops": (("150726", "150727"), "本地没有慈善超市"),
    "child-institution-services": (
        ("150703", "150723", "150724", "150725", "150726", "150727", "150784", "150785"),
        "本地没有儿童福利机构",
    ),
    "pilot-area-support": (("150703", "150725", "150726", "150785"), "本地没有试点"),
    "organisation-grading": (("150726",), "本年没有符合参评条件的组织"),
}
"""Districts that lack what a target speaks of, and their reason."""

BEFORE_SPRING: tuple[str, ...] = (
    "全年计划改造{plan}户，入户评估{n:30-60}户，开春后施工",
    "计划改造{plan}户，已排出名单，评估完成{n:30-60}户，待天气转暖开工",
)
"""Why adapting homes has not begun in the first quarter where winter is longest."""
