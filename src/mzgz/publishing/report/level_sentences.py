"""How the text speaks of standards and averages, which add up to nothing: who reached the mark, the lowest and the highest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mzgz.progress import level_ends
from mzgz.publishing.report.reason_kinds import cause
from mzgz.publishing.report.sentence_joining import Turns
from mzgz.publishing.report.target_groups import TargetSentence, Views, all_of_them, unit_of
from mzgz.publishing.report.target_view import TargetView

if TYPE_CHECKING:
    from mzgz.publishing.report.template_names import Names

_MARKS: Final = {">=": "不低于", ">": "高于", "<=": "不超过", "<": "低于", "=": ""}


def levels(names: Names, turns: Turns, views: Views) -> Iterator[TargetSentence]:
    """What was reached, missed or made good, and in mid-year how it stands."""
    for view in (view for view in views if view.apart and not view["value"]):
        told = _told(names, view, turns)
        if told:
            yield (view,), told


def _told(names: Names, view: TargetView, turns: Turns) -> str:
    name, between = view.subject, span_words(names, view)
    if view.verdict == "reached" and (then := view.on_date):
        now = f"，{names.moment}{between}" if between and span_words(names, then) != between else ""
        return f"到{then.month}月底，{_reached(names, then)}，{span_words(names, then)}{now}"
    if view.verdict == "reached":
        return f"{_reached(names, view)}{f'，{between}' if between else ''}"
    if view.verdict == "late":
        now = f"，{names.moment}{between}" if between else ""
        return f"{name}{view.due_month}月底没有达到目标，{view.made_good_month}月补齐{now}"
    if view.verdict == "missed":
        return f"{_missed(names, view, turns)}{f'，{between}' if between else ''}"
    if view.verdict == "open" and not view.due and between:
        return f"到{names.moment}，{name}{between}"
    return ""


def span_words(names: Names, view: TargetView) -> str:
    """最低790元/月，最高850元/月; with gaps, of those who reported; empty where there is nothing to tell."""
    unit, ends = unit_of(view), level_ends(view.progress)
    if ends is None or not view["lowest"]:
        return ""
    among = "在已报的单位里" if view.progress.missing else ""
    if ends[0].value == ends[1].value:
        return f"{among or all_of_them(names, view)}都是{view['lowest']}{unit}"
    return f"{among}最低{view['lowest']}{unit}，最高{view['highest']}{unit}"


def _asked(view: TargetView) -> str:
    """不低于820元/月; empty where the goal is no single number."""
    mark = _MARKS.get(view.goal_sign)
    return "" if mark is None or not view["goal"] else f"{mark}{view['goal']}{unit_of(view)}"


def _reached(names: Names, view: TargetView) -> str:
    name, asked = view.subject, _asked(view)
    if view.progress.units_met < view.progress.expected:
        return f"{name}有{view['units_met']}个{names.places}{f'做到了{asked}' if asked else '达到目标'}"
    return f"{name}{all_of_them(names, view)}都{f'做到了{asked}' if asked else '达到目标'}"


def _missed(names: Names, view: TargetView, turns: Turns) -> str:
    name, asked = view.subject, _asked(view) or "目标"
    why = cause(view.missed_units) or view.city_cause
    if view.progress.target.asks_so_many:
        return f"{name}做到{asked}的只有{view['units_met']}个{names.places}，没有达到目标{why}"
    short = names.naming.few(view.missed_units, view["units_missed"])
    return turns.vary(
        "level missed",
        view,
        (f"{name}有{short}没有做到{asked}{why}", f"{name}没有达到目标，{short}没有做到{asked}{why}"),
    )
