"""How the text speaks of what was reached, where no template has a line of its own: figures, things done, routines kept,
bottom lines held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mzgz.publishing.report.plan_views import TargetView
from mzgz.publishing.report.sentence_joining import Turns, joined
from mzgz.publishing.report.target_groups import (
    TOGETHER,
    TargetSentence,
    Views,
    all_of_them,
    chunks,
    everyone,
    quoted,
    those_reported,
    unit_of,
    value_words,
)
from mzgz.publishing.report.target_names import carried_on, has_rhythm, of_a_time, quoted_name
from mzgz.publishing.report.template_markup import shown

if TYPE_CHECKING:
    from mzgz.publishing.report.template_names import Names

_WHATEVER_THE_REST = (
    "…不论缺报的是多少，目标已经达到",
    "按…已经达到目标",
    "…缺报的不影响结论，目标已经达到",
    "只算…目标已经达到",
    "…缺报的是多少都不影响达到目标",
)
"""What is said before those who reported, and of the goal."""
_ALL_REACHED = ("，都达到年度目标", "，都兑现了年初的承诺", "，年初定的目标都已实现", "，都在目标线以上", "")


def reached(names: Names, turns: Turns, views: Views) -> Iterator[TargetSentence]:
    reached_ = [view for view in views if view.numeric and view.verdict == "reached" and not view.still_grows]
    dated = [view for view in reached_ if view.on_date and (view["value"] or not view.apart)]
    for view in dated:
        yield (view,), _by_its_date(names, view, turns)
    reached_ = [view for view in reached_ if view not in dated]
    good = [view for view in reached_ if view["value"]]
    alone = [v for v in good if v["rise"] or v["above"] or v["completion"] or v.told_by_units]
    if len(good) <= TOGETHER:
        alone = good
    for view in alone:
        first = "" if view.place % 2 else _first(names, view)
        yield (view,), _grown(names, view, turns) + first
    rest = [view for view in good if view not in alone]
    for group in chunks(rest, lambda view: value_words(view), TOGETHER):
        settled = len(group) > 1 and not any(view.kept_so_far for view in group)
        tail = turns.vary("all reached", group[0], _ALL_REACHED) if settled else ""
        yield group, "，".join(value_words(view) for view in group) + tail
    by_reports: dict[str, list[TargetView]] = {}
    for view in reached_:
        if view in good or not view["so_far"]:
            continue
        if view.told_by_units:
            yield (view,), f"{_by_units(names, view)}，缺报的不影响结论"
        else:
            by_reports.setdefault(shown(those_reported(names, view), names.figures.made), []).append(view)
    for alike in by_reports.values():
        for group in chunks(alike, lambda view: view.subject, TOGETHER):
            yield group, _whatever_the_rest(names, group, turns)


def _by_its_date(names: Names, view: TargetView, turns: Turns) -> str:
    """The figure of the month that decided, and beside it the later one, unless the name speaks of that part of the year
    alone."""
    then = view.on_date or view
    told = value_words(then)
    if then["completion"]:
        told += f"，完成目标的{then['completion']}"
    if of_a_time(view.name):
        return told
    later = view["value"] if view.progress.value != then.progress.value else ""
    lead = turns.vary(
        "by its date", view, (f"到{then.month}月底，", f"{then.month}月底时，", f"截至{then.month}月底，")
    )
    return f"{lead}{told}" + (f"，{names.moment}为{later}{unit_of(view)}" if later else "")


def _whatever_the_rest(names: Names, group: Views, turns: Turns) -> str:
    """Reached by those who reported, whatever the others come to."""
    first, *rest = group
    lead, told = turns.vary("whatever the rest", first, _WHATEVER_THE_REST).split("…")
    those = f"{lead}{those_reported(names, first)}"
    totals = [f"{first.subject}{those}合计为{first['so_far']}{unit_of(first)}{_at_least(first)}"]
    # one number that two goals are set to is told once
    others = [view for view in rest if (view.subject, view.progress.figure) != (first.subject, first.progress.figure)]
    totals += [f"{view.subject}合计为{view['so_far']}{unit_of(view)}{_at_least(view)}" for view in others]
    return f"{'，'.join(totals)}，{told}"


def _at_least(view: TargetView) -> str:
    """What it comes to with what the silent ones reported before, where only that reaches the goal."""
    least = "" if view.met_so_far else view["at_least"]
    return f"、连同缺报的以前报的至少{least}{unit_of(view)}" if least else ""


def _by_units(names: Names, view: TargetView) -> str:
    """How many have reached what is asked of each."""
    name, asked = view.subject, f"{names.words.each_one}{view['goal']}{unit_of(view)}的要求"
    if view.progress.units_met < view.progress.expected:
        return f"{name}有{view['units_met']}个{names.places}做到了{asked}"
    return f"{name}{all_of_them(names, view)}都做到了{asked}"


def _grown(names: Names, view: TargetView, turns: Turns) -> str:
    """One figure with the one comparison that says most."""
    name, value, unit = view.subject, view["value"], unit_of(view)
    if view.told_by_units:
        return _by_units(names, view)
    if view.outgrown:
        return f"到{names.moment}，{name}达到{value}{unit}，已超过{view.since}的{view['base']}{unit}"
    if view["rise"] and view.goal_sign not in ("<", "<=", "down"):
        rise = f"{view['rise']}{view.points or unit}"
        rendered = turns.vary(
            "rise",
            view,
            (
                f"{name}由{view.since}的{view['base']}{unit}提高到{value}{unit}",
                f"{name}达到{value}{unit}，比{view.since}提高{rise}"
                if view.percent
                else f"{name}达到{value}{unit}，比{view.since}增加{rise}",
                f"{name}升至{value}{unit}，比{view.since}多了{rise}",
                f"{name}在{view.since}{view['base']}{unit}的基础上提高到{value}{unit}",
            ),
        )
    elif view["fall"] and view.limits:
        rendered = f"{name}由{view.since}的{view['base']}{unit}降到{value}{unit}"
    elif view["above"] and view.percent and view.goal_sign in (">", ">="):
        rendered = turns.vary(
            "above",
            view,
            (
                f"{name}达到{value}，高于目标{view['above']}{view.points}",
                f"{name}为{value}，比目标高{view['above']}{view.points}",
                f"{name}达到{value}，超出年度目标{view['above']}{view.points}",
            ),
        )
    elif view["completion"]:
        rendered = turns.vary(
            "completion",
            view,
            (
                f"{value_words(view)}，完成年度目标的{view['completion']}",
                f"{value_words(view)}，为年度目标的{view['completion']}",
                f"{value_words(view)}，完成了年度目标的{view['completion']}",
                f"{value_words(view)}，对照年度目标完成{view['completion']}",
                f"{value_words(view)}，目标完成率为{view['completion']}",
                f"按年度目标算，{value_words(view)}，完成{view['completion']}",
                f"{value_words(view)}，相当于年度目标的{view['completion']}",
            ),
        )
    else:
        rendered = value_words(view)
    return rendered


def _first(names: Names, view: TargetView) -> str:
    """Who comes first, where more is better: of about 92% the greatest is no best."""
    top = view.top_units
    # of plain amounts the greatest is only the place with most people
    compares = view.quotient or view.apart
    if not top or not compares or view.limits or view.goal_sign == "within" or not names.claims.earned("居首位", top):
        return ""
    praised = names.naming.praise(top)
    return f"，{praised}{names.claims.claim('居首位', top)}" if praised else ""


def done(names: Names, turns: Turns, views: Views) -> Iterator[TargetSentence]:
    good = [view for view in views if view.completes and view.verdict == "reached"]
    own = [view for view in good if view.bureau_only]
    for group in chunks(own, lambda view: quoted_name(view.name)):
        yield (
            group,
            turns.vary(
                "own",
                group[0],
                (
                    f"{names.words.own}按时完成{quoted(group)}",
                    f"{quoted(group)}由{names.words.own}按时办结",
                    f"{names.words.own}承担的{quoted(group)}按时完成",
                ),
            ),
        )
    for view in good:
        if not view.bureau_only and view.progress.units_met < view.progress.expected:  # so many were enough
            yield [view], f"{quoted([view])}有{view['units_met']}个{names.places}完成，达到了要求的数"
    by_units: dict[str, list[TargetView]] = {}
    for view in good:
        if not view.bureau_only and view.progress.units_met >= view.progress.expected:
            by_units.setdefault(shown(view["units_expected"], names.figures.made), []).append(view)
    for number, alike in by_units.items():
        for group in chunks(alike, lambda view: quoted_name(view.name)):
            yield group, _by_all(names, group, number, turns)


def _by_all(names: Names, group: Views, number: str, turns: Turns) -> str:
    units = names.places
    if number == "1":
        return f"承担任务的{units}完成了{quoted(group)}"
    every = f"{group[0]['units_expected']}个{units}"
    return turns.vary(
        "by all",
        group[0],
        (
            f"{every}都完成了{quoted(group)}",
            f"{quoted(group)}在{every}都已完成",
            f"{quoted(group)}，{every}都按要求办结",
            f"{every}都落实了{quoted(group)}",
        ),
    )


def kept_up(names: Names, turns: Turns, views: Views) -> Iterator[TargetSentence]:
    rhythms: dict[str, list[TargetView]] = {}
    for view in views:
        if not view.recurs:
            continue
        if view.verdict == "reached":
            rhythms.setdefault(view.cadence, []).append(view)
    for cadence, alike in rhythms.items():
        for group in chunks(alike, lambda view: quoted_name(view.name)):
            yield group, turns.vary("kept up", group[0], _kept_up(names, group, cadence))


def _kept_up(names: Names, group: Views, cadence: str) -> tuple[str, ...]:
    """A name that says itself how often it comes round (按月足额发放) is not told of it once more."""
    every, what = everyone(names, group), quoted(group, carried_on)
    if any(has_rhythm(view.name) for view in group):
        return (
            f"{what}{names.span}没有间断",
            f"{what}次次都落到了实处",
            f"{what}没有脱期",
            f"{every}都做到了{what}" if every else f"{what}都做到了",
        )
    return (
        f"{what}{cadence}开展，{names.span}没有间断",
        f"{every}{cadence}抓{what}，次次都落到了实处",
        f"{cadence}推进{what}，没有脱期",
        f"{what}抓在平时，{cadence}都有安排",
        f"{cadence}要做的{what}都做到了",
        f"{what}{cadence}做、没有落下",
        f"坚持{cadence}开展{what}",
        f"在{what}上，{every}{cadence}都有动作",
    )


def no_event(names: Names, turns: Turns, views: Views) -> Iterator[TargetSentence]:
    good = [view for view in views if view.counts_events and view.verdict == "reached"]
    if good:
        events = joined((view.thing for view in good), last="和")
        yield good, f"{names.span}{names.claims.claim('未发生', good)}{events}"
