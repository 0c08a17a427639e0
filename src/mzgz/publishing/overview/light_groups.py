"""The lights as a page counts them: the worst first, and the undecided ones split by what keeps them open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from mzgz.progress import Cause, Light, Progress


class LightGroup(Enum):
    """Key for style sheets, and the words of the legend. In the order of the page: loud first, quiet last."""

    OVERDUE = ("over", "逾期")
    BEHIND = ("behind", "欠进度")
    UNREPORTED = ("none", "未报")
    ON_PACE = ("ok", "达进度")
    AHEAD = ("ahead", "超进度")
    DONE = ("done", "已完成")
    GAPS = ("wait", "缺报，暂不能定")
    UNPROVEN = ("proof", "待证、待更正")
    OTHER = ("open", "其他无法判断")
    NARRATIVE = ("tell", "只讲进展，不判定")
    NOT_DUE = ("early", "还没到报的时候")
    NOT_APPLICABLE = ("na", "不适用")

    @property
    def key(self) -> str:
        return self.value[0]

    @property
    def label(self) -> str:
        return self.value[1]

    @property
    def alarms(self) -> bool:
        """Whether somebody has to do something about the task itself."""
        return self in (LightGroup.OVERDUE, LightGroup.BEHIND)


LEGEND: Final = (
    ("已完成", "达到了目标；要求全年做到的，到年底都做到了。"),
    ("超进度", "现在的完成比例比序时进度高出超进度线以上。"),
    ("达进度", "和序时进度差不多，在超进度线和欠进度线之间。"),
    ("欠进度", "比序时进度低，低过欠进度线。"),
    ("逾期", "期限到了，没有达到。"),
    ("未完成", "每期都应做到的，已经有一期没有做到，以后补不回来。"),
    ("已超出", "超过了目标，数只增不减，减不下来。"),
    ("底线突破", "出了不该出的事，全年都算没有守住。"),
    ("逾期补齐", "期限内没有达到，过了期限才补上；算达到，但记着是晚的。"),
    ("未报", "该报的还没有报。"),
    ("缺报", "有单位没有报，缺的报上来结果可能不同，暂不能定。"),
    ("待证", "报了完成，缺完成日期或凭据。"),
    ("待更正", "所用的数有强制问题，还没有改。"),
    ("未到期", "还没有到报的时候，或者还没有到完成的时候。"),
    ("只讲进展", "职责类的任务，只说做了什么，不判达没达到。"),
    ("只看合计", "目标是各单位合计的数，不单独判一个单位。"),
    ("期限在前", "期限在开始报送的月份以前，那时有没有达到没有数，只看现在的数。"),
    ("没有基期数", "没有上年的数，算不出序时进度。"),
    ("没有数值", "分母是0，算不出来。"),
    ("受阻于口径", "原文有歧义，等局里定口径。"),
    ("不适用", "这个单位没有这项任务。"),
)
"""The words beside a figure, and what each means."""

_BY_LIGHT = {
    Light.OVERDUE: LightGroup.OVERDUE,
    Light.BEHIND: LightGroup.BEHIND,
    Light.UNREPORTED: LightGroup.UNREPORTED,
    Light.ON_PACE: LightGroup.ON_PACE,
    Light.AHEAD: LightGroup.AHEAD,
    Light.DONE: LightGroup.DONE,
    Light.NOT_APPLICABLE: LightGroup.NOT_APPLICABLE,
}
_BY_CAUSE = {
    Cause.DUTY: LightGroup.NARRATIVE,
    Cause.NOT_DUE: LightGroup.NOT_DUE,
    Cause.MISSING: LightGroup.GAPS,
    Cause.UNPROVEN: LightGroup.UNPROVEN,
    Cause.DOUBTED: LightGroup.UNPROVEN,
}


def light_group(progress: Progress) -> LightGroup:
    """Where a page puts a conclusion: by its light, an undecided one by its cause."""
    if progress.cause is not None:
        return _BY_CAUSE.get(progress.cause, LightGroup.OTHER)
    return _BY_LIGHT.get(progress.light, LightGroup.OTHER)


@dataclass(frozen=True, slots=True)
class LightCount:
    """How many conclusions stand in a group, and the width of its bar in whole %, at least 1."""

    group: LightGroup
    count: int
    percent: int


def light_counts(all_: Iterable[Progress]) -> tuple[LightCount, ...]:
    """The groups that occur, in the order of the page; the widths add up to 100."""
    counts = Counter(light_group(one) for one in all_)
    present = [group for group in LightGroup if counts[group]]
    total = sum(counts.values())
    widths = {group: max(1, counts[group] * 100 // total) for group in present}
    while present and sum(widths.values()) != 100:
        step = 1 if sum(widths.values()) < 100 else -1
        widest = max(present, key=lambda group: (step * (counts[group] * 100 - widths[group] * total), counts[group]))
        widths[widest] += step
    return tuple(LightCount(group, counts[group], widths[group]) for group in present)
