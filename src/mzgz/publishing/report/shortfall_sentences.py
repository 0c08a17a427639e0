"""How the text speaks of what was missed or came late, where no template has a line of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mzgz.publishing.report.plan_views import TargetView
from mzgz.publishing.report.reason_kinds import cause
from mzgz.publishing.report.sentence_joining import Turns
from mzgz.publishing.report.target_groups import TargetSentence, Views, those_reported, unit_of
from mzgz.publishing.report.target_names import carried_on, has_rhythm, quoted_name

if TYPE_CHECKING:
    from mzgz.publishing.report.template_names import Names


def short(names: Names, turns: Turns, views: Views) -> Iterator[TargetSentence]:
    numbers = [view for view in views if view.numeric and not (view.apart and not view["value"])]
    for view in numbers:
        if view.verdict in ("missed", "late"):
            yield (view,), (_late(names, view) if view.verdict == "late" else _missed(names, view, turns))


def _late(names: Names, view: TargetView) -> str:
    now = f"，{names.moment}为{view['value']}{unit_of(view)}" if view["value"] else ""
    return f"{view.subject}{view.due_month}月底没有达到目标，{view.made_good_month}月补齐{now}"


def _missed(names: Names, view: TargetView, turns: Turns) -> str:
    name, unit = view.subject, unit_of(view)
    value = f"{view['value'] or view['so_far']}{unit}" if view["value"] or view["so_far"] else ""
    gap = _gap(view)
    if not value:
        return f"{name}没有达到目标{_blame(names, view)}"
    if view.each_owes and view["goal"]:
        short = names.naming.few(view.missed_units, view["units_missed"])
        return f"{name}有{short}没有做到{names.words.each_one}{view['goal']}{unit}的要求{cause(view.missed_units) or view.city_cause}"
    if not view["value"]:
        told = f"{those_reported(names, view)}合计为{value}"
        if view.over:
            beyond = "没有控制在目标以内" if view.limits else "超出了目标"
            return f"{name}{beyond}，{told}{_blame(names, view)}"
        if not view.below_units and view.missed_units and len(view.repaired_units) == len(view.missed_units):
            then = names.naming.few(view.missed_units, view["units_missed"])
            return f"{name}{view.due_month}月底{then}没有达到目标，后来都已补齐，{told}"
        months = "有的月份" if view.hold else ""
        return f"{name}{months}没有达到目标，{told}{_blame(names, view)}"
    if view.over:
        beyond = "没有控制在目标以内" if view.limits else "超出了目标"
        if not view.limits and view.goal_sign == "within" and view.flow:
            return f"{name}为{value}，比计划区间多{view['gap']}{view.unit}"
        return f"{name}为{value}，{beyond}，{gap}{_blame(names, view)}"
    if view.met_as_a_whole and not view.hold and (lagging := view.below_units or view.missed_units):
        short = names.naming.few(lagging, view["units_below"] if view.below_units else view["units_missed"])
        beyond = f"没有控制在{view['goal']}以内" if view.limits else f"没有达到{view['goal']}"
        return f"{name}合起来为{value}，但{short}{beyond}{cause(lagging) or view.city_cause}"
    if view.hold and not gap:
        return f"{name}有的月份没有达到目标，{names.moment}为{value}{_blame(names, view)}"
    rendered = turns.vary(
        "missed",
        view,
        (
            f"{name}为{value}，{gap or '没有达到目标'}",
            f"{name}没有达到目标，为{value}" + (f"，{gap}" if gap else ""),
            f"{name}只到{value}，{gap or '没有达到目标'}",
            f"差距主要在{name}，{names.moment}为{value}" + (f"，{gap}" if gap else ""),
        ),
    )
    return rendered + _blame(names, view)


def _gap(view: TargetView) -> str:
    if view.change_told and not view["short"]:
        return view.change_told
    if view.over:
        return f"比目标高{view['above']}{view.points}" if view["above"] else f"比目标多{view['gap']}{view.unit}"
    if view["short"]:
        together = "差" if view.percent else "合计差"
        things = f"（{together}{view['gap']}{view.thing_unit}）" if view["gap"] else ""
        return f"距目标还差{view['short']}{view.points}{things}"
    if view["completion"]:
        return f"完成年度目标的{view['completion']}"
    if view.directional and view.since and view.level:
        return f"与{view.since}持平"
    if view["fall"]:
        return f"比{view.since}{'低' if view.quotient else '少'}{view['fall']}{view.points or unit_of(view)}"
    return ""


def _blame(names: Names, view: TargetView) -> str:
    """How many lag, and why in its kind."""
    units = view.below_units or view.missed_units
    if not units:
        return view.city_cause
    number = view["units_below"] if view.below_units else view["units_missed"]
    return f"，差距在{names.naming.few(units, number)}{cause(units) or view.city_cause}"


def undone(names: Names, turns: Turns, views: Views) -> Iterator[TargetSentence]:
    for view in (view for view in views if view.completes and view.verdict in ("missed", "late")):
        name, units = quoted_name(view.name), view.missed_units
        if view.verdict == "late":
            yield (view,), f"{name}没有赶上{view.due_month}月底的期限，{view.made_good_month}月补齐"
        elif view.bureau_only or len(view.units) == 1:
            yield (view,), f"{name}没有按期完成{cause(view.units)}"
        else:
            lagging = names.naming.few(units, view["units_missed"])
            rest = "，其余都已办结" if all(unit.progress.met is not None for unit in view.units) else ""
            do = "做到" if name.startswith("“完成") else "完成"
            done = f"{view['units_met']}个{names.places}{do}了{name}"
            silent = f"，还有{view['units_missing']}个{names.places}没有报" if view.progress.units_missing else ""
            yield (
                (view,),
                turns.vary(
                    "undone",
                    view,
                    (
                        f"{done}，{lagging}没有按期完成{cause(units)}",
                        f"{name}还有{lagging}没有完成{cause(units)}",
                        f"{name}在{lagging}拖了下来{cause(units)}{rest}",
                        f"{do}{name}的有{view['units_met']}个{names.places}，{lagging}落在后面{cause(units)}",
                        f"没有{do}{name}的还有{lagging}{cause(units)}",
                    ),
                )
                + silent,
            )


def broken_off(names: Names, turns: Turns, views: Views) -> Iterator[TargetSentence]:
    for view in (view for view in views if view.recurs and view.verdict == "missed"):
        name, why = quoted_name(carried_on(view.name)), cause(view.missed_units)
        rhythm = "" if has_rhythm(view.name) else f"{view.cadence}开展的"
        short = names.naming.few(view.missed_units, view["units_missed"])
        yield (
            (view,),
            turns.vary(
                "broken off",
                view,
                (
                    f"{name}在{short}有脱期{why}",
                    f"{short}没有次次做到{name}{why}",
                    f"{name}还没有做到一次不落，{short}有过间断{why}",
                    f"{rhythm}{name}，{short}有断档{why}",
                    f"对{name}，{short}有过疏漏{why}",
                ),
            ),
        )


def line_crossed(names: Names, turns: Turns, views: Views) -> Iterator[TargetSentence]:
    for view in (view for view in views if view.counts_events and view.verdict == "missed"):
        number = f"{view['events'] or view['so_far']}{view.unit}"
        where = f"涉及{names.naming.few(view.missed_units, view['units_missed'])}"
        yield (
            (view,),
            turns.vary(
                "line crossed",
                view,
                (
                    f"{names.span}发生{view.thing}{number}，突破了底线，{where}",
                    f"底线没有守住，发生{view.thing}{number}，{where}",
                    f"{view.thing}发生{number}，{where}，突破了底线",
                    f"必须正视的是，发生{view.thing}{number}，{where}，底线被突破",
                ),
            ),
        )
