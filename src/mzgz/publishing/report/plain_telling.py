"""What a target is told by where no template has a line of its own: its name, its kind, its figures, its units.

Targets of one section that stand alike share a sentence. Wordings take turns by the place of the section, so that what
changes in one section leaves the others as they are. What cannot be concluded stays in the annex.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from mzgz.publishing.report.joining import joined, vary
from mzgz.publishing.report.passage_weight import weight
from mzgz.publishing.report.plan_views import SectionView, TargetView
from mzgz.publishing.report.reason_kinds import cause
from mzgz.publishing.report.speech_length import item
from mzgz.publishing.report.target_names import plain, quoted_name, tidy, verbal
from mzgz.publishing.report.template_markup import shown

if TYPE_CHECKING:
    from mzgz.publishing.report.template_names import Names

_TOGETHER = 3
"""So many figures stand in one sentence."""
_LONGEST = 74
"""Characters of the names in one sentence."""

Views = Sequence[TargetView]
_Told = tuple[Views, str]
"""Targets, and the sentence that tells of them."""


def plainly(names: Names, section: SectionView) -> str:
    """Sentences for the targets of a section that no template has told of, each a passage with its weight."""
    views = [view for view in section.targets if view.id not in names.told and view.verdict != "na"]
    names.plain |= {view.id for view in views}
    names.told |= {view.id for view in views}
    sentences = [pair for tell in _TELLERS for pair in tell(names, section.place, views)]
    spoken = {view.id for rendered, _ in sentences for view in rendered}
    names.listed |= {view.id for view in views} - spoken
    return "".join(
        item(max(map(weight, rendered)), " ".join(view.id for view in rendered), f"{tidy(sentence)}。")
        for rendered, sentence in sentences
    )


# ── shares and counts ────────────────────────────────────────────────────────────────────────────────────────


def _reached(names: Names, turn: int, views: Views) -> Iterator[_Told]:
    good = [view for view in views if view.numeric and view.verdict == "reached" and view["value"]]
    alone = [view for view in good if view["rise"] or view["above"] or view["completion"]]
    if len(good) <= _TOGETHER:
        alone = good
    for place, view in enumerate(alone):
        first = "" if place % 2 else _first(names, view)
        yield (view,), _grown(view, turn + place) + first
    rest = [view for view in good if view not in alone]
    for place, group in enumerate(_chunks(rest, lambda view: _figure(view), _TOGETHER)):
        tail = vary(turn + place, _ALL_REACHED) if len(group) > 1 else ""
        yield group, "，".join(_figure(view) for view in group) + tail


_ALL_REACHED = ("，都达到年度目标", "，都兑现了年初的承诺", "，年初定的目标都已实现", "，都在目标线以上", "")


def _figure(view: TargetView) -> str:
    """养老机构护理型床位占比达到56.1%; 改造老旧小区122个."""
    if not view.percent and verbal(view.name):
        return f"{plain(view.name)}{view['value']}{view.unit}"
    verb = "为" if view.goal_sign in ("<", "<=", "down") else "保持在" if view.hold else "达到"
    return f"{plain(view.name)}{verb}{view['value']}{_unit(view)}"


def _grown(view: TargetView, turn: int) -> str:
    """One figure with the one comparison that says most."""
    name, value, unit = plain(view.name), view["value"], _unit(view)
    if view.each_owes and view["goal"]:
        return f"{name}各地都做到了每地{view['goal']}{unit}的要求"
    if view["rise"] and view.goal_sign not in ("<", "<=", "down"):
        rise = f"{view['rise']}{'个百分点' if view.percent else unit}"
        rendered = vary(
            turn,
            (
                f"{name}由{view.since}的{view['base']}{unit}提高到{value}{unit}",
                f"{name}达到{value}{unit}，比{view.since}提高{rise}"
                if view.percent
                else f"{name}达到{value}{unit}，比{view.since}增加{rise}",
                f"{name}升至{value}{unit}，比{view.since}多了{rise}",
                f"{name}在{view.since}{view['base']}{unit}的基础上提高到{value}{unit}",
            ),
        )
    elif view["fall"] and view.goal_sign in ("<", "<=", "down"):
        rendered = f"{name}由{view.since}的{view['base']}{unit}降到{value}{unit}"
    elif view["above"] and view.percent and view.goal_sign in (">", ">="):
        rendered = vary(
            turn,
            (
                f"{name}达到{value}，高于目标{view['above']}个百分点",
                f"{name}为{value}，比目标高{view['above']}个百分点",
                f"{name}达到{value}，超出年度目标{view['above']}个百分点",
            ),
        )
    elif view["completion"]:
        rendered = vary(
            turn,
            (
                f"{_figure(view)}，完成年度目标的{view['completion']}",
                f"{_figure(view)}，为年度目标的{view['completion']}",
                f"年度目标完成{view['completion']}，{_figure(view)}",
                f"{_figure(view)}，对照年度目标完成{view['completion']}",
                f"{_figure(view)}，目标完成率为{view['completion']}",
                f"按年度目标算，{_figure(view)}，完成{view['completion']}",
                f"{_figure(view)}，相当于年度目标的{view['completion']}",
            ),
        )
    else:
        rendered = _figure(view)
    return rendered


def _first(names: Names, view: TargetView) -> str:
    top = view.top_units
    if not top or view.goal_sign in ("<", "<=", "down") or not names.earned("居首位", top):
        return ""
    praised = names.naming.praise(top)
    return f"，{praised}{names.claim('居首位', top)}" if praised else ""


def _short(names: Names, turn: int, views: Views) -> Iterator[_Told]:
    for place, view in enumerate(view for view in views if view.numeric and view.verdict in ("missed", "late")):
        yield (view,), (_late(names, view) if view.verdict == "late" else _missed(names, view, turn + place))


def _late(names: Names, view: TargetView) -> str:
    now = f"，{names.moment}为{view['value']}{_unit(view)}" if view["value"] else ""
    return f"{plain(view.name)}{view.due_month}月底没有达到目标，{view.made_good_month}月补齐{now}"


def _missed(names: Names, view: TargetView, turn: int) -> str:
    name, unit = plain(view.name), _unit(view)
    value = f"{view['value'] or view['so_far']}{unit}" if view["value"] or view["so_far"] else ""
    gap = _gap(view)
    if not value:
        return f"{name}没有达到目标{_blame(names, view)}"
    if view.each_owes and view["goal"]:
        short = names.naming.few(view.missed_units, view["units_missed"])
        return f"{name}有{short}没有做到每地{view['goal']}{unit}的要求{cause(view.missed_units) or view.city_cause}"
    if view.hold and not gap:
        return f"{name}有的月份没有达到目标，{names.moment}为{value}{_blame(names, view)}"
    rendered = vary(
        turn,
        (
            f"{name}为{value}，{gap or '没有达到目标'}",
            f"{name}没有达到目标，为{value}" + (f"，{gap}" if gap else ""),
            f"{name}只到{value}，{gap or '没有达到目标'}",
            f"差距主要在{name}，{names.moment}为{value}" + (f"，{gap}" if gap else ""),
        ),
    )
    return rendered + _blame(names, view)


def _gap(view: TargetView) -> str:
    if view.over:
        return f"比目标高{view['above']}个百分点" if view.percent else f"比目标多{view['gap']}{view.unit}"
    if view.percent and view["short"]:
        things = f"（差{view['gap']}{view.unit}）" if view["gap"] else ""
        return f"距目标还差{view['short']}个百分点{things}"
    if view["completion"]:
        return f"完成年度目标的{view['completion']}"
    if view.directional and view.since and view.level:
        return f"与{view.since}持平"
    if view["fall"]:
        return f"比{view.since}少{view['fall']}{'个百分点' if view.percent else _unit(view)}"
    return ""


def _blame(names: Names, view: TargetView) -> str:
    """How many lag, and why in its kind."""
    units = view.below_units or view.missed_units
    if not units:
        return view.city_cause
    number = view["units_below"] if view.below_units else view["units_missed"]
    return f"，差距在{names.naming.few(units, number)}{cause(units) or view.city_cause}"


def _ahead(names: Names, turn: int, views: Views) -> Iterator[_Told]:
    """What is not due yet, in a report of a year that is not over."""
    going = [view for view in views if view.numeric and view.verdict == "open" and not view.due and view["value"]]
    for group in _chunks(going, _figure, _TOGETHER):
        yield group, f"到{names.moment}，" + "，".join(f"{plain(v.name)}为{v['value']}{_unit(v)}" for v in group)


# ── things done once ─────────────────────────────────────────────────────────────────────────────────────────


def _done(names: Names, turn: int, views: Views) -> Iterator[_Told]:
    good = [view for view in views if view.completes and view.verdict == "reached"]
    own = [view for view in good if view.bureau_only]
    for place, group in enumerate(_chunks(own, lambda view: quoted_name(view.name))):
        yield (
            group,
            vary(
                turn + place,
                (
                    f"{names.words.own}按时完成{_quoted(group)}",
                    f"{_quoted(group)}由{names.words.own}按时办结",
                    f"{names.words.own}承担的{_quoted(group)}按时完成",
                ),
            ),
        )
    by_units: dict[str, list[TargetView]] = {}
    for view in good:
        if not view.bureau_only:
            by_units.setdefault(shown(view["units_expected"], names.figures.made), []).append(view)
    for number, alike in by_units.items():
        for place, group in enumerate(_chunks(alike, lambda view: quoted_name(view.name))):
            yield group, _by_all(names, group, number, turn + place)


def _by_all(names: Names, group: Views, number: str, turn: int) -> str:
    units = names.words.units
    if number == "1":
        return f"承担任务的{units}完成了{_quoted(group)}"
    every = f"{group[0]['units_expected']}个{units}"
    return vary(
        turn,
        (
            f"{every}都完成了{_quoted(group)}",
            f"{_quoted(group)}在{every}都已完成",
            f"{_quoted(group)}，{every}都按要求办结",
            f"{every}都落实了{_quoted(group)}",
        ),
    )


def _undone(names: Names, turn: int, views: Views) -> Iterator[_Told]:
    for place, view in enumerate(view for view in views if view.completes and view.verdict in ("missed", "late")):
        name, units = quoted_name(view.name), view.missed_units
        if view.verdict == "late":
            yield (view,), f"{name}没有赶上{view.due_month}月底的期限，{view.made_good_month}月补齐"
        elif view.bureau_only or len(view.units) == 1:
            yield (view,), f"{name}没有按期完成{cause(view.units)}"
        else:
            lagging = names.naming.few(units, view["units_missed"])
            done = f"{view['units_met']}个{names.words.units}完成了{name}"
            yield (
                (view,),
                vary(
                    turn + place,
                    (
                        f"{done}，{lagging}没有按期完成{cause(units)}",
                        f"{name}还有{lagging}没有完成{cause(units)}",
                        f"{name}在{lagging}拖了下来{cause(units)}，其余都已办结",
                        f"完成{name}的有{view['units_met']}个{names.words.units}，{lagging}落在后面{cause(units)}",
                        f"没有完成{name}的还有{lagging}{cause(units)}",
                    ),
                ),
            )


# ── what comes round, what must not happen, what goes on ─────────────────────────────────────────────────────


def _held(names: Names, turn: int, views: Views) -> Iterator[_Told]:
    rhythms: dict[str, list[TargetView]] = {}
    for view in views:
        if not view.recurs:
            continue
        if view.verdict == "reached":
            rhythms.setdefault(view.cadence, []).append(view)
    for count, (cadence, alike) in enumerate(rhythms.items()):
        for place, group in enumerate(_chunks(alike, lambda view: quoted_name(view.name))):
            wordings = (
                f"{_quoted(group)}{cadence}开展，{names.span}没有间断",
                f"各地{cadence}抓{_quoted(group)}，次次都落到了实处",
                f"{cadence}推进{_quoted(group)}，没有脱期",
                f"{_quoted(group)}抓在平时，{cadence}都有安排",
                f"{cadence}要做的{_quoted(group)}都做到了",
                f"{_quoted(group)}{cadence}做、没有落下",
                f"坚持{cadence}开展{_quoted(group)}",
                f"在{_quoted(group)}上，各地{cadence}都有动作",
            )
            yield group, vary(turn + count + place, wordings)
    for place, view in enumerate(view for view in views if view.recurs and view.verdict == "missed"):
        name, why = quoted_name(view.name), cause(view.missed_units)
        short = names.naming.few(view.missed_units, view["units_missed"])
        yield (
            (view,),
            vary(
                turn + place,
                (
                    f"{name}在{short}有脱期{why}",
                    f"{short}没有次次做到{name}{why}",
                    f"{name}还没有做到一次不落，{short}有过间断{why}",
                    f"{view.cadence}开展的{name}，{short}有断档{why}",
                    f"对{name}，{short}有过疏漏{why}",
                ),
            ),
        )


def _lines(names: Names, turn: int, views: Views) -> Iterator[_Told]:
    good = [view for view in views if view.counts_events and view.verdict == "reached"]
    if good:
        events = joined((view.thing for view in good), last="和")
        yield good, f"{names.span}{names.claim('未发生', good)}{events}"
    for place, view in enumerate(view for view in views if view.counts_events and view.verdict == "missed"):
        number = f"{view['events'] or view['so_far']}{view.unit}"
        where = f"涉及{names.naming.few(view.missed_units, view['units_missed'])}"
        yield (
            (view,),
            vary(
                turn + place,
                (
                    f"{names.span}发生{view.thing}{number}，突破了底线，{where}",
                    f"底线没有守住，发生{view.thing}{number}，{where}",
                    f"{view.thing}发生{number}，{where}，突破了底线",
                    f"必须正视的是，发生{view.thing}{number}，{where}，底线被突破",
                ),
            ),
        )


def _duties(names: Names, turn: int, views: Views) -> Iterator[_Told]:
    done, going = [], []
    for view in views:
        if not view.ongoing:
            continue
        if view.at_stage("受阻") or view.at_stage("未启动"):
            yield (view,), _stuck(names, view)
        elif view.open_units:
            continue
        elif len(view.at_stage("已完成")) == len(view.units):
            done.append(view)
        else:
            going.append(view)
    for place, group in enumerate(_chunks(done, lambda view: quoted_name(view.name))):
        yield (
            group,
            vary(
                turn + place,
                (
                    f"{_quoted(group)}的年度安排都已落实",
                    f"{_quoted(group)}做到了有部署、有结果",
                    f"各地把{_quoted(group)}落到了实处",
                ),
            ),
        )
    for place, group in enumerate(_chunks(going, lambda view: quoted_name(view.name))):
        yield (
            group,
            vary(
                turn + place,
                (
                    f"{_quoted(group)}有序开展",
                    f"{_quoted(group)}各地都在抓",
                    f"{_quoted(group)}按年度安排往前走",
                    f"{_quoted(group)}有了进展，还要接着抓",
                ),
            ),
        )


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


def _undecided(names: Names, turn: int, views: Views) -> Iterator[_Told]:
    """Only where the settings want it in the text; bottom lines never."""
    open_ = [view for view in views if view.verdict == "open" and view.due and not view.counts_events]
    if names.speech.undecided == "prose":
        for place, group in enumerate(_chunks(open_, lambda view: quoted_name(view.name))):
            wordings = ("{}没有报全，暂不作结论", "{}要等补报以后再作结论", "有的地方没有报来，{}暂缺结论")
            yield group, vary(turn + place, wordings).format(_quoted(group))


_TELLERS: tuple[Callable[[Names, int, Views], Iterator[_Told]], ...] = (
    _reached,
    _done,
    _held,
    _duties,
    _lines,
    _ahead,
    _undecided,
    _short,
    _undone,
)


def _unit(view: TargetView) -> str:
    return "" if view.percent else view.unit


def _quoted(group: Iterable[TargetView]) -> str:
    rendered = [quoted_name(view.name) for view in group]
    return joined(rendered, last="和") if not any(name.startswith("“") for name in rendered[:-1]) else joined(rendered)


def _chunks(views: Views, words: Callable[[TargetView], str], most: int = 4) -> Iterator[list[TargetView]]:
    """Neighbours that fit in one sentence."""
    open_: list[TargetView] = []
    size = 0
    for view in views:
        length = len(words(view)) + 1
        if open_ and (size + length > _LONGEST or len(open_) >= most):
            yield open_
            open_, size = [], 0
        open_.append(view)
        size += length
    if open_:
        yield open_
