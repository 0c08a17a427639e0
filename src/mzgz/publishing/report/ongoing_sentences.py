"""How the text speaks of what goes on, is not due yet or cannot be concluded, where no template has a line of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mzgz.publishing.report.plan_views import TargetView
from mzgz.publishing.report.reason_kinds import cause
from mzgz.publishing.report.sentence_joining import Turns, joined
from mzgz.publishing.report.target_groups import (
    TOGETHER,
    TargetSentence,
    Views,
    chunks,
    everyone,
    quoted,
    those_reported,
    unit_of,
)
from mzgz.publishing.report.target_names import quoted_name
from mzgz.publishing.report.template_markup import shown

if TYPE_CHECKING:
    from mzgz.publishing.report.template_names import Names


def ahead(names: Names, turns: Turns, views: Views) -> Iterator[TargetSentence]:
    """What is not due yet, in a report of a year that is not over."""
    waits = [view for view in views if view.numeric and not view.due and (view.verdict == "open" or view.still_grows)]
    going = [view for view in waits if view["value"]]
    wordings = (f"到{names.moment}，", f"截至{names.moment}，", f"{names.moment}，")
    for group in chunks(going, lambda view: view.subject, TOGETHER):
        yield (
            group,
            turns.vary("ahead", group[0], wordings)
            + "，".join(f"{v.subject}为{v['value']}{unit_of(v)}" for v in group),
        )
    by_reports: dict[str, list[TargetView]] = {}
    for view in waits:
        if view not in going and not view.apart and view["so_far"]:
            by_reports.setdefault(shown(those_reported(names, view), names.figures.made), []).append(view)
    for alike in by_reports.values():
        for group in chunks(alike, lambda view: view.subject, TOGETHER):
            those = f"{turns.vary('ahead', group[0], wordings)}{those_reported(names, group[0])}合计，"
            yield group, those + "，".join(f"{v.subject}为{v['so_far']}{unit_of(v)}" for v in group)


def duties(names: Names, turns: Turns, views: Views) -> Iterator[TargetSentence]:
    done, going = [], []
    silent: dict[str, list[TargetView]] = {}
    for view in views:
        if not view.ongoing:
            continue
        if view.at_stage("受阻") or view.at_stage("未启动"):
            yield (view,), _stuck(names, view)
        elif view.open_units:
            if view.at_stage("推进中") or view.at_stage("已完成"):
                silent.setdefault(shown(view["units_reported"], names.figures.made), []).append(view)
        elif len(view.at_stage("已完成")) == len(view.units):
            done.append(view)
        else:
            going.append(view)
    for group in chunks(done, lambda view: quoted_name(view.name)):
        yield (
            group,
            turns.vary(
                "done",
                group[0],
                (
                    f"{quoted(group)}的年度安排都已落实",
                    f"{quoted(group)}做到了有部署、有结果",
                    f"{everyone(names, group)}把{quoted(group)}落到了实处",
                ),
            ),
        )
    for group in chunks(going, lambda view: quoted_name(view.name)):
        yield (
            group,
            turns.vary(
                "going",
                group[0],
                (
                    f"{quoted(group)}有序开展",
                    f"{quoted(group)}{everyone(names, group)}都在抓",
                    f"{quoted(group)}按年度安排往前走",
                    f"{quoted(group)}有了进展，还要接着抓",
                ),
            ),
        )
    for alike in silent.values():
        for group in chunks(alike, lambda view: quoted_name(view.name)):
            yield (
                group,
                f"{quoted(group)}，已报的{group[0]['units_reported']}个{names.places}{_so_far(group, turns)}",
            )


def _so_far(group: Views, turns: Turns) -> str:
    """How it stands with those who reported: done by all of them, by some, by none."""
    reported = [len(view.at_stage("推进中")) + len(view.at_stage("已完成")) for view in group]
    done = [len(view.at_stage("已完成")) for view in group]
    if done == reported:
        return "都已完成"
    return "都有进展" if any(done) else turns.vary("so far", group[0], ("都在推进", "都有进展", "正在推进"))


def _stuck(names: Names, view: TargetView) -> str:
    name = quoted_name(view.name)
    stuck = view.at_stage("受阻")
    if len(view.units) == 1:
        return f"{name}{'推进受阻' if stuck else '还没有启动'}{cause(view.units)}"
    rendered = [
        f"{names.naming.few(stuck, view['blocked'])}受阻{cause(stuck)}" if stuck else "",
        f"{names.naming.few(view.at_stage('未启动'), view['not_started'])}还没有启动"
        if view.at_stage("未启动")
        else "",
    ]
    return f"{name}推进不平衡，{joined(rendered, '，')}"


def undecided(names: Names, turns: Turns, views: Views) -> Iterator[TargetSentence]:
    """Only where the settings want it in the text; bottom lines never."""
    open_ = [view for view in views if view.verdict == "open" and view.due and not view.counts_events]
    if names.speech.undecided != "prose":
        return
    silent = [view for view in open_ if view.waits_for_returns]
    for group in chunks(silent, lambda view: quoted_name(view.name)):
        wordings = ("{}没有报全，暂不作结论", "{}要等补报以后再作结论", "有的地方没有报来，{}暂缺结论")
        yield group, turns.vary("undecided", group[0], wordings).format(quoted(group))
    for group in chunks([view for view in open_ if view not in silent], lambda view: quoted_name(view.name)):
        yield group, f"{quoted(group)}暂不作结论"
