"""What the following year is asked for, or what is left of this one: each target with its own verb and number, by section.

Without a plan of that year: what this one still owes, and what goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from mzgz.model.goal_words import asked
from mzgz.progress.verdict_words import Verdict
from mzgz.publishing.report.next_year_tasks import PartView, TaskView
from mzgz.publishing.report.plan_views import SectionView, TargetView
from mzgz.publishing.report.sentence_joining import joined, vary
from mzgz.publishing.report.speech_length import item
from mzgz.publishing.report.target_groups import unit_of
from mzgz.publishing.report.target_names import carried_on, of_a_time, order, quoted_name, tidy
from mzgz.publishing.report.template_markup import FIGURE_CLOSE, FIGURE_OPEN

if TYPE_CHECKING:
    from mzgz.publishing.report.template_names import Names

_LONGEST = 76
_FIGURE = re.compile(f"{FIGURE_OPEN}[^{FIGURE_CLOSE}]*{FIGURE_CLOSE}")
_NUMBERS, _DEEDS, _WORK = 6, 5, 3
"""Weights: a number is promised, a thing is to be done, work goes on."""


def asks(names: Names, part: PartView) -> list[str]:
    """Sentences on every target of a section of the following year's plan that no template has told of."""
    tasks = [task for task in part.tasks if f"next:{task.id}" not in names.told]
    names.told |= {f"next:{task.id}" for task in tasks}
    place = part.place
    late = [task for task in tasks if task.progress.verdict is Verdict.MISSED and (task.numeric or task.completes)]
    tasks = [task for task in tasks if task not in late]
    numbers = [task for task in tasks if task.numeric]
    once = [task for task in tasks if task.completes]
    work = [task for task in tasks if task.recurs or task.ongoing]
    lines = [task for task in tasks if task.counts_events]
    found = [
        item(_NUMBERS, "", tidy(vary(place + count, _MAKE_UP).format(things) + "。"))
        for count, things in enumerate(_packed([_owed(task) for task in late], "、"))
    ]
    found += _numbers(numbers)
    found += _deeds(once, place)
    found += [item(_WORK, "", tidy(text)) for text in _work(work, place)]
    found += [item(_DEEDS, "", tidy(text)) for text in _lines(lines, place)]
    return found


def _owed(task: TaskView) -> str:
    return task.subject if task.numeric else quoted_name(task.name)


def _numbers(tasks: Sequence[TaskView]) -> Iterator[str]:
    for sentence in _packed([_number(task) for task in tasks], "，"):
        yield item(_NUMBERS, "", f"{sentence}。")


def _number(task: TaskView) -> str:
    """护理型床位占比提高到60%; 保持在100%; 超过90%; 控制在5%以内; 比上年增长10%."""
    goal = task.progress.goal
    if goal is None:
        return task.subject
    unit, base = unit_of(task), task.unit.partition("/")[2]
    each = f"各{base}" if base and task.apart and unit != task.unit else ""
    around = asked(goal, unit, task.since, standing=task.starts, kind=task.measured)
    return f"{each}{task.subject}{around.said(task.goal)}"


def _deeds(tasks: Sequence[TaskView], place: int) -> Iterator[str]:
    """By their date: those of the first months told with it, those of the year's end without."""
    months: dict[int, list[TaskView]] = {}
    for task in tasks:
        months.setdefault(task.due_month, []).append(task)
    for month, due in sorted(months.items()):
        phrases = [order(task.name) for task in due if order(task.name)]
        things = [quoted_name(task.name) for task in due if not order(task.name)]
        head = f"{month}月底前，" if month < 12 else ""
        for sentence in _packed(phrases, "，"):
            yield item(_DEEDS, "", f"{head}{sentence}。")
        for sentence in _packed(things, "、"):
            yield item(_DEEDS, "", tidy(f"{head}{vary(place, _FINISH).format(sentence)}。"))


_FINISH = ("完成{}", "办好{}", "{}要见到结果", "把{}办成", "{}不能拖到下一年", "拿下{}")


def _work(tasks: Sequence[TaskView], place: int) -> Iterator[str]:
    phrases = [order(task.name) for task in tasks if order(task.name)]
    things = [quoted_name(carried_on(task.name)) for task in tasks if not order(task.name)]
    for sentence in _packed(phrases, "，"):
        yield f"{sentence}。"
    for count, sentence in enumerate(_packed(things, "、")):
        yield vary(place + count, _GO_ON).format(sentence) + "。"


_GO_ON = (
    "抓好{}",
    "{}要抓在经常",
    "接着做好{}",
    "把{}做细",
    "{}要有人抓、有人管",
    "{}不能松劲",
    "扎实做好{}",
    "{}要常抓不懈",
)


def _lines(tasks: Sequence[TaskView], place: int) -> Iterator[str]:
    events = joined((task.thing for task in tasks), last="和")
    if events:
        yield vary(place, _GUARD).format(events) + "。"


_GUARD = ("守牢底线，杜绝{}", "{}一起也不能有", "把防范{}放在第一位", "严防{}", "坚决防止{}", "{}要防在前面")


# ── without a plan ───────────────────────────────────────────────────────────────────────────────────────────


def owes(names: Names, section: SectionView) -> list[str]:
    """What was not reached is to be made up, what comes round goes on, a line stays a line."""
    views = [view for view in section.targets if view.verdict != "na"]
    owing = [view for view in views if view.verdict == "missed"]
    going = [view for view in views if view not in owing and (view.recurs or view.ongoing)]
    kinds: list[tuple[int, list[TargetView], tuple[str, ...], str]] = [
        (_NUMBERS, [v for v in owing if not (v.counts_events or v.recurs or v.over or _stays_low(v))], _MAKE_UP, "、"),
        (_NUMBERS, [v for v in owing if v.recurs], _EACH_TIME, "、"),
        (_NUMBERS, [v for v in owing if _stays_low(v)], _BRING_DOWN, "、"),
        (_NUMBERS, [v for v in owing if v.numeric and v.over and not _stays_low(v)], _BEYOND, "、"),
        (_WORK, [v for v in views if v not in owing and v.numeric and _holds(v)], _HOLD, "、"),
        (_WORK, [v for v in views if v not in owing and v.numeric and _stays_low(v)], _KEEP_LOW, "、"),
        (_WORK, [v for v in going if not order(v.name)], _GO_ON, "、"),
        (_WORK, [v for v in going if order(v.name)], ("{}",), "，"),
    ]
    found = [
        item(weight, "", tidy(vary(section.place + count, wordings).format(sentence) + "。"))
        for weight, group, wordings, mark in kinds
        for count, sentence in enumerate(_packed(dict.fromkeys(_thing(view, mark) for view in group), mark))
    ]
    events = joined((view.thing for view in views if view.counts_events), last="和")
    return found + ([item(_DEEDS, "", vary(section.place, _GUARD).format(events) + "。")] if events else [])


_MAKE_UP = (
    "{}欠下的账要先还清",
    "{}要列出期限，按期补上",
    "{}要找准原因，尽早补齐",
    "对{}要逐个盯、逐月看，直到办成",
    "先把{}补上来",
    "{}是短板，要集中力量攻下来",
)
_EACH_TIME = ("{}要一次不落", "{}要次次到位", "{}要按期做到")
_HOLD = ("{}要稳住已有的水平", "{}不能退步", "{}标准不降", "{}要保持住", "巩固{}的成果", "{}要守住已有的水平")
_BRING_DOWN = ("{}要压到目标以内", "把{}降下来", "{}超出目标的部分要尽快压下来")
_BEYOND = ("{}超出了计划区间，要核准下年计划", "{}超出了计划区间，下年按实际需要定数", "{}的下年计划要按实际完成数核定")
_KEEP_LOW = ("{}要继续控制在低水平", "{}不能反弹", "{}要压住不回头")


def _stays_low(view: TargetView) -> bool:
    """Whether less of it is better."""
    return view.numeric and view.limits


def _holds(view: TargetView) -> bool:
    """Whether it is to be kept up: not what is to stay low, nor what is of a part of the year that is over."""
    return not _stays_low(view) and not of_a_time(view.name)


def _thing(view: TargetView, mark: str) -> str:
    return view.subject if mark == "，" or view.progress.target.operands else quoted_name(view.name)


def _packed(phrases: Iterable[str], mark: str) -> Iterator[str]:
    """Phrases joined while they fit in one sentence."""
    open_ = ""
    for phrase in phrases:
        if open_ and len(_FIGURE.sub("00%", open_)) + len(_FIGURE.sub("00%", phrase)) + 1 > _LONGEST:
            yield open_
            open_ = ""
        open_ = f"{open_}{mark}{phrase}" if open_ else phrase
    if open_:
        yield open_
