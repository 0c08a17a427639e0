"""When each one-off task is done where, and by what paper, meeting or project it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sample.chance import draw
from sample.places import Place
from sample.wording import Sentence

_START = date(2022, 1, 1)
_HEADS = {"民发": 7, "政办发": 12}
"""Letter heads, and how many papers an office issues under them in a hundred days."""


@dataclass(frozen=True)
class Task:
    """`first` and `last` bound the day (month, day); `shown` names the project or meeting, or is the letter head of a
    document; `note` goes beside it."""

    first: tuple[int, int]
    last: tuple[int, int]
    shown: str
    note: str = ""


TASKS: dict[str, Task] = {
    "minimum-living-rules": Task((5, 10), (9, 28), "民发"),
    "extreme-poverty-rules": Task((6, 6), (11, 18), "民发"),
    "aid-mobile-platform": Task((4, 12), (10, 25), "{short}低保微平台上线项目", "已在线受理申请{n:30-120}件"),
    "disability-care-units": Task((8, 20), (10, 20), "{seat}福利院失能照护单元项目", "收住失能特困人员{c:16-30}人"),
    "visit-system": Task((3, 15), (6, 17), "民发"),
    "emergency-call-system": Task(
        (4, 8), (6, 28), "{short}居家养老紧急救援平台项目", "接入老年人{n:300-900}人，24小时值守"
    ),
    "quarter-hour-care-circle": Task(
        (5, 20), (6, 29), "{short}“一刻钟”养老服务圈验收", "验收材料列明{circle}个城镇社区，{seat}先行验收"
    ),
    "farming-area-care-homes": Task(
        (9, 5), (11, 10), "{town}敬老院改造升级项目", "与{town}居家养老服务中心合建，设床位{c:30-60}张"
    ),
    "forest-area-care": Task(
        (8, 10), (10, 30), "{town}闲置办公楼改建养老驿站项目", "设床位{c:18-40}张，服务林区老年人{n:120-260}人"
    ),
    "orphan-standard-raise": Task(
        (7, 5), (10, 30), "民发", "由每人每月{orphanpay}元提到{orphanraise}元，惠及{n:14-40}人"
    ),
    "unattended-children-standard-raise": Task(
        (7, 20), (11, 20), "民发", "由每人每月{loosepay}元提到{looseraise}元，惠及{n:30-80}人"
    ),
    "child-care-training": Task((5, 9), (10, 20), "{short}儿童关爱服务骨干培训班", "参训{n:40-110}人"),
    "minors-purchased-services": Task(
        (5, 16), (10, 28), "{short}未成年人保护社工服务项目", "合同金额{n:10-36}万元，先在{town}实施"
    ),
    "governance-plan": Task((3, 21), (8, 26), "政办发"),
    "community-worker-pay": Task((6, 13), (11, 25), "政办发", "按新标准从次月起发放，涉及社区工作者{n:90-260}人"),
    "party-demonstration-sites": Task(
        (4, 18), (9, 23), "{short}社会组织党建示范点项目", "首批示范点{c:2-4}个，{seat}先行启动"
    ),
    "organisation-coordination": Task((4, 25), (10, 21), "政办发", "成员单位{c:9-16}个，由{short}政府分管领导召集"),
    "marriage-registration-readiness": Task(
        (5, 12), (11, 24), "{short}婚姻登记全区通办准备项目", "{short}登记窗口{c:2-5}个，系统、人员、场所均已到位"
    ),
    "boundary-inspection": Task((4, 26), (8, 30), "{short}第七轮界线联检方案"),
}

DAYS: dict[tuple[str, str], date] = {
    ("150702", "visit-system"): date(2022, 5, 20),
    ("150727", "visit-system"): date(2022, 6, 24),
    ("150723", "emergency-call-system"): date(2022, 10, 14),
    ("150785", "emergency-call-system"): date(2022, 10, 26),
    ("150702", "quarter-hour-care-circle"): date(2022, 6, 30),
    ("150723", "forest-area-care"): date(2022, 11, 16),
    ("150721", "disability-care-units"): date(2022, 10, 11),
    ("150783", "disability-care-units"): date(2022, 9, 15),
}
"""Days that the story of the year needs."""

REPORTED_LATER: dict[tuple[str, str], int] = {("150727", "visit-system"): 7}
"""Done in one month, told in a later one."""

NEVER = frozenset({("150723", "community-worker-pay"), ("150725", "unattended-children-standard-raise")})
"""Not done within the year."""


@dataclass(frozen=True)
class Done:
    """A task accomplished: the day, the month it is reported in, and its proof."""

    on: date
    reported: int
    evidence: str
    note: str


def done_at(place: Place, target: str, skipped: frozenset[int]) -> Done | None:
    """How the place accomplished the task; None where it did not."""
    task = TASKS.get(target)
    if task is None or (place.code, target) in NEVER:
        return None
    day = _day(place, target, task)
    reported = REPORTED_LATER.get((place.code, target), day.month)
    while reported in skipped:
        reported += 1
    words = Sentence(place, day.month, target)
    shown = words.fill(task.shown)
    if task.shown in _HEADS:
        shown = f"{place.mark}{shown}〔2022〕{_number(place, target, task.shown)}号"
    return Done(day, reported, shown, words.fill(task.note))


def _day(place: Place, target: str, task: Task) -> date:
    if (place.code, target) in DAYS:
        return DAYS[place.code, target]
    first, last = date(2022, *task.first), date(2022, *task.last)
    day = first + timedelta(days=draw(0, (last - first).days, "day", place.code, target))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _number(place: Place, target: str, head: str) -> int:
    """The running number of a paper: it grows with the day, so papers of one office stand in order."""
    days = {name: _day(place, name, task) for name, task in TASKS.items() if task.shown == head}
    order = sorted(days, key=lambda name: (days[name], name))
    return 3 + (days[target] - _START).days * _HEADS[head] // 100 + order.index(target)
