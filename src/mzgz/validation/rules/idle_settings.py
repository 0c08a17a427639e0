"""Settings that do nothing: calendars that contradict themselves, leave for nobody, terms of units that are not asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from mzgz.model.findings import Rule, Severity, Source
from mzgz.model.hints import either
from mzgz.model.ledger import Ledger
from mzgz.model.settings import RuleSetting
from mzgz.model.targets import Target
from mzgz.model.unit import Unit
from mzgz.validation.engine.cases import LedgerCase, Outcome, TargetCase, Violation

SATURDAY: Final = 5


def setting_idle(case: LedgerCase) -> Outcome:
    """设置互相矛盾，或者不起作用

    为什么：锁定日比截止日还早、准许迟报的单位不存在、同一天既放假又上班，这样的设置看着写了，实际不管用，出了事才发现。

    反例：
        # mzgz.yaml
        reporting: {due_day: 10, lock_day: 5}

    正例：
        # mzgz.yaml
        reporting: {due_day: 10, lock_day: 15}
    """
    ledger = case.ledger
    parts = (
        _window(ledger),
        _begins(ledger),
        _letters(ledger),
        _leave(ledger),
        _calendar(ledger),
        _rules(ledger),
        _levels(ledger),
        _units(ledger),
    )
    found = [Violation(message, hint, at) for part in parts for message, hint, at in part]
    return tuple(found) or None


_Slip = tuple[str, str, Source]


def _window(ledger: Ledger) -> Iterator[_Slip]:
    reporting = ledger.workspace.reporting
    due, opens, locks = reporting.due_day, reporting.opens_day, reporting.lock_day
    if opens is not None and opens > due:
        message = f"从{opens}日起报送，截止日却是{due}日，到期以前不收"
        yield message, "开始报送日不晚于截止日", ledger.locate("reporting", "opens_day")
    if locks is not None and locks < due:
        message = f"{locks}日锁定，截止日却是{due}日，没有到期就不收了"
        yield message, "锁定日不早于截止日", ledger.locate("reporting", "lock_day")
    early = [month for month in ledger.months if ledger.begins is not None and month < ledger.begins]
    if early and ledger.begins is not None:
        message = f"写的是从{ledger.begins.label}开始报，可是{early[0].label}就有人报了，这以后没有报的都不算缺"
        yield message, f"请写 first_month: {early[0]}，或删去这一行", ledger.locate("reporting", "first_month")


def _begins(ledger: Ledger) -> Iterator[_Slip]:
    last, begins = max(ledger.plans, default=0), ledger.begins
    if begins is not None and last and begins.year > last:
        message = f"从{begins.label}开始报，目标只到{last}年，一项也不用报"
        yield message, "请核对年月", ledger.locate("reporting", "first_month")


def _letters(ledger: Ledger) -> Iterator[_Slip]:
    reporting = ledger.workspace.reporting
    days = reporting.remind_after
    if list(days) != sorted(set(days)):
        message = f"催报的天数 {list(days)} 不是从少到多、各写一次"
        yield message, f"请写成 {sorted(set(days))}", ledger.locate("reporting", "remind_after")
    elif days and reporting.escalate_after < days[0]:
        message = f"过{reporting.escalate_after}天就升级催报，过{days[0]}天才第一次催报"
        yield message, "升级催报排在第一次催报以后", ledger.locate("reporting", "escalate_after")


def _leave(ledger: Ledger) -> Iterator[_Slip]:
    exceptions = ledger.workspace.reporting.exceptions
    times = Counter((each.unit, each.period) for each in exceptions)
    for place, each in enumerate(exceptions):
        at = ledger.locate("reporting", "exceptions", place)
        which = f"准许迟报第{place + 1}条"
        if each.unit not in ledger.units.by_code:
            yield f"{which}不起作用：没有代码是 {each.unit} 的单位", "请更正单位代码", at
        elif each.until <= ledger.due(each.period):
            due = ledger.due(each.period).isoformat()
            yield f"{which}不起作用：准许到{each.until.isoformat()}，截止日本来就是{due}", "请核对报告期和日期", at
        elif times[each.unit, each.period] > 1:
            times[each.unit, each.period] = 0
            yield f"{which}和另一条是同一个单位、同一个月", "请只留一条", at


def _calendar(ledger: Ledger) -> Iterator[_Slip]:
    calendar = ledger.workspace.calendar
    for day in calendar.holidays if calendar else ():
        if calendar and day in calendar.workdays:
            message = f"{day.isoformat()}既写在放假的日子里，又写在上班的日子里"
            yield message, "请删去一处", ledger.locate("calendar", "holidays", calendar.holidays.index(day))
    for place, day in enumerate(calendar.workdays if calendar else ()):
        if day.weekday() < SATURDAY:
            message = f"{day.isoformat()}本来就是工作日，不用写在上班的日子里"
            yield message, "只写周末上班的日子，请核对日期", ledger.locate("calendar", "workdays", place)


def _rules(ledger: Ledger) -> Iterator[_Slip]:
    kinds = {unit.kind for unit in ledger.units.units}
    for name, setting in ledger.workspace.rules.items():
        if not isinstance(setting, RuleSetting):
            continue
        for code in setting.units:
            if code not in ledger.units.by_code:
                message = f"规则 {name} 只看的单位里，没有代码是 {code} 的单位"
                yield message, "请更正单位代码", ledger.locate("rules", name, "units")
        for level in setting.levels:
            if level not in kinds:
                message = f"规则 {name} 只看“{level}”，没有一个单位的类型是“{level}”"
                yield message, "请核对单位的类型（kind）", ledger.locate("rules", name, "levels")


def _levels(ledger: Ledger) -> Iterator[_Slip]:
    names, tree = ledger.workspace.levels, ledger.units
    deepest = max((tree.depth(unit.code) for unit in tree.order), default=len(names)) + 1
    if len(names) > deepest:
        message = f"层级名称写了{len(names)}级（{'、'.join(names)}），本单位以下的单位只有{deepest}级，名称会错位"
        hint = "从本单位的下一级写起，本单位自己那一级不写" + either("（levels）")
        yield message, hint, ledger.locate("levels")


def _registry(ledger: Ledger, place: int, unit: Unit) -> Iterator[_Slip]:
    """Changes of what is registered that change nothing."""
    for number, change in enumerate(unit.registry_changed):
        at = ledger.locate("units", place, "registry_changed", number)
        strange = [key for key in change.was if key not in unit.registry]
        after = unit.registry_on(change.on)
        same = [key for key, count in change.was.items() if after.get(key) == count]
        if strange:
            message = f"{unit.name}的登记数变动里写了 {strange[0]}，登记数里没有这一项"
            yield message, "现在的数写在 registry，原来的数写在 registry_changed，名称要一样", at
        elif same:
            message = f"{unit.name}的登记数 {same[0]} 写着{change.on.isoformat()}变动，前后都是{change.was[same[0]]}"
            yield message, "was 写变动以前的数，变动以后的写在 registry；没有变的删去", at
        elif sum(each.on == change.on for each in unit.registry_changed) > 1:
            yield f"{unit.name}的登记数{change.on.isoformat()}变动写了两次", "请合成一次，或核对日期", at


def _units(ledger: Ledger) -> Iterator[_Slip]:
    units = ledger.workspace.units
    known = {unit.code for unit in units}
    bureaus = [place for place, unit in enumerate(units) if unit.is_bureau]
    for place in bureaus[1:]:
        message = f"{units[place].name}也写成了本级，本级只能有一个"
        yield message, "填报单位的类型写市辖区、旗、县级市等", ledger.locate("units", place, "kind")
    for place, unit in enumerate(units):
        if unit.opened and unit.closed and unit.closed <= unit.opened:
            message = f"{unit.name}撤销的日期不晚于设立的日期，一个月也不用报"
            yield message, "请核对两个日期", ledger.locate("units", place, "closed")
        yield from _registry(ledger, place, unit)
        for word, other, day, dated, key in (
            ("并入", unit.merged_into, unit.closed, "撤销", "merged_into"),
            ("划出自", unit.split_from, unit.opened, "设立", "split_from"),
        ):
            if other is None:
                continue
            strange = "没有这个代码的单位" if other not in known else f"{word}的是自己" if other == unit.code else ""
            gone = next((each.closed for each in units if each.code == other), None) if word == "并入" else None
            if not strange and gone is not None and day is not None and gone <= day:
                strange = f"那个单位{gone.isoformat()}已经撤销"
            wrong = strange or (f"没有写哪天{dated}" if day is None else "")
            if wrong:
                hint = f"请核对{word}的单位和{dated}日期"
                yield f"{unit.name}写着{word} {other}，{wrong}", hint, ledger.locate("units", place, key)


def term_idle(case: TargetCase) -> Outcome:
    """单独约定的单位不在适用范围，或者写重了

    为什么：给一个单位另定目标、豁免，代码写错了就落不到它头上；适用范围、条目号写重了，多半是想写另一个。

    反例：
        # targets/2022/90-terms.yaml
        targets:
          - {id: some-share, name: 探访率, kind: ratio, numerator: {name: 已探访人数, unit: 人}, denominator: {name: 应探访人数, unit: 人}, goal: ">= 90%", due: 2022-12-31, cadence: year, units: {"150799": {goal: ">= 50%", reason: 山区路远, document: 呼民发〔2022〕3号}}, source: {section: 三（二）, item: 90}}

    正例：
        # targets/2022/90-terms.yaml
        targets:
          - {id: some-share, name: 探访率, kind: ratio, numerator: {name: 已探访人数, unit: 人}, denominator: {name: 应探访人数, unit: 人}, goal: ">= 90%", due: 2022-12-31, cadence: year, units: {"150723": {goal: ">= 50%", reason: 山区路远, document: 呼民发〔2022〕3号}}, source: {section: 三（二）, item: 90}}
    """
    target, ledger = case.target, case.books.ledger
    wrong: list[Violation] = []
    common = target.model_copy(update={"units": {}})
    for code in target.units:
        unit = ledger.units.by_code.get(code)
        if unit is None or not common.applies_to(unit):
            who = f"{unit.name}不在适用范围" if unit else f"没有代码是 {code} 的单位"
            message = f"“{target.name}”给 {code} 的单独约定不起作用：{who}"
            wrong.append(Violation(message, "请更正单位代码，或调整适用范围", target.at("units", code)))
        elif target.units[code].exempt and (target.units[code].goal or target.units[code].baseline):
            message = f"“{target.name}”给{unit.name}又写豁免，又另定了目标或基期数"
            wrong.append(Violation(message, "豁免的不用报，请只留一样", target.at("units", code)))
    wrong += _idle_revisions(target)
    for words, values, at in (
        ("适用范围", target.scope, ("scope",)),
        ("条目号", target.origin.items, ("source", "item")),
    ):
        twice = [str(value) for value, times in Counter(values).items() if times > 1] if type(values) is tuple else []
        if twice:
            message = f"“{target.name}”的{words}里，{'、'.join(twice)}写了两次"
            wrong.append(Violation(message, "请核对后改正", target.at(*at)))
    return tuple(wrong) or None


def _idle_revisions(target: Target) -> Iterator[Violation]:
    """Changes of a plan that change nothing, and two of one thing on one day."""
    now = {"goal": getattr(target, "goal", None), "due": target.due, "scope": target.scope}
    now |= {"definition": target.definition}
    by_day = sorted(enumerate(target.revised), key=lambda each: each[1].on, reverse=True)
    for (place, each), following in zip(by_day, [None, *by_day], strict=False):
        was = {"goal": each.was, **dict(each.old_terms)}
        given = {name: old for name, old in was.items() if old is not None}
        what = f"“{target.name}”{each.on.isoformat()}的调整"
        if not given:
            message, hint = f"{what}没有写原来是什么", "写明原来的目标、期限、范围或口径（was、due_was 等），或删去"
            yield Violation(message, hint, target.at("revised", place))
        elif all(now[name] == old for name, old in given.items()):
            message, hint = f"{what}前后一样，没有变动", "was 写调整以前的，调整以后的写在目标自己的地方"
            yield Violation(message, hint, target.at("revised", place))
        elif following and following[1].on == each.on:
            yield Violation(f"{what}写了两次", "请合成一次，或核对日期", target.at("revised", place, "on"))
        now |= given


RULES: Final = (
    Rule("P306", Severity.ERROR, setting_idle, "ledger"),
    Rule("P112", Severity.ERROR, term_idle, "target"),
)
