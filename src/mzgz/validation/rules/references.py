"""The plan and mzgz.yaml: names that point at nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mzgz.language.near_matches import near
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import Hint, either
from mzgz.model.targets import Target
from mzgz.model.targets.target import Where
from mzgz.validation.engine.cases import NOT_EVALUATED, LedgerCase, Outcome, TargetCase, Violation
from mzgz.validation.engine.target_abilities import has_numbers, one_number, same_stretch

_MOST_NAMED: Final = 5


def scope_empty(case: TargetCase) -> Outcome:
    """没有一个单位适用

    为什么：条件写得太严，或者登记数没有填，任务就没有人承担。

    反例：
        # targets/2022/90-scope.yaml
        targets:
          - {id: some-duty, name: 建设试点, kind: duty, due: 2022-12-31, cadence: year, scope: {where: streets > 50}, source: {section: 三（二）, item: 90}}

    正例：
        # targets/2022/90-scope.yaml
        targets:
          - {id: some-duty, name: 建设试点, kind: duty, due: 2022-12-31, cadence: year, scope: {where: streets > 5}, source: {section: 三（二）, item: 90}}
    """
    ledger, scope = case.books.ledger, case.target.scope
    if not ledger.units.districts:
        return NOT_EVALUATED
    hint: str | Hint
    if isinstance(scope, Where):
        why = f"没有一个单位符合条件“{scope.where}”"
        hint = "请核对条件和" + either(" mzgz.yaml 中的登记数", "登记数")
    elif case.target.units and all(terms.exempt for terms in case.target.units.values()):
        why, hint = "适用的单位都豁免了", "请核对豁免；确实不再要求的，调整或撤销这项目标"
    else:
        why, hint = "没有写哪个单位适用", "请写明适用的单位；各单位都适用的，" + either("写 scope: all", "写“全部”")
    if ledger.concerns_anybody(case.target):
        return None
    return Violation(f"“{case.target.name}”{why}", hint, case.target.at("scope"))


def element_alone(case: TargetCase) -> Outcome:
    """数据元只出现一次

    为什么：写数据元是为了让几处的同一个数互相核对。只出现一次，又没有别的数属于它，核对不了什么，可能是名称写得不一样。

    反例：
        # targets/2022/90-element.yaml
        targets:
          - {id: some-count, name: 社工人数, kind: count, value: {name: 社工人数, unit: 人, element: social-worker}, measured: stock, goal: ">= 300", due: 2022-12-31, cadence: year, source: {section: 三（六）, item: 90}}

    正例：
        # targets/2022/90-element.yaml
        targets:
          - {id: some-count, name: 社工人数, kind: count, value: {name: 社工人数, unit: 人}, measured: stock, goal: ">= 300", due: 2022-12-31, cadence: year, source: {section: 三（六）, item: 90}}
    """
    elements = case.books.elements(case.plan.year)
    wrong: list[Violation] = []
    for role in case.target.operands:
        name = case.target.operand(role).element
        if name is not None and len(elements.holders[name]) == 1 and name not in elements.parts:
            message = f"数据元 {name} 只在“{case.target.name}”里出现"
            hint = (
                "请核对名称"
                + _near(name, elements.holders.keys() - {name})
                + "；不需要核对的，删去"
                + either(" element", "数据元")
            )
            wrong.append(Violation(message, hint, case.target.at(role, "element")))
    return tuple(wrong) or None


def within_nothing(case: TargetCase) -> Outcome:
    """所属的数据元不存在

    为什么：within 指向的数据元没有一个指标报，“部分不大于总体”就核对不了。

    反例：
        # targets/2022/90-within.yaml
        targets:
          - {id: some-count, name: 家庭床位数, kind: count, value: {name: 家庭床位数, unit: 张, within: care-bed}, measured: stock, goal: ">= 300", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}

    正例：
        # targets/2022/90-within.yaml
        targets:
          - {id: some-count, name: 家庭床位数, kind: count, value: {name: 家庭床位数, unit: 张, within: care-beds}, measured: stock, goal: ">= 300", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}
    """
    elements = case.books.elements(case.plan.year)
    return (
        tuple(
            Violation(
                f"“{case.target.name}”写明属于数据元 {name}，计划里没有这个数据元",
                "请核对名称" + _near(name, elements.holders),
                case.target.at(role, "within"),
            )
            for role in case.target.operands
            if (name := case.target.operand(role).within) is not None and name not in elements.holders
        )
        or None
    )


def part_of_nothing(case: TargetCase) -> Outcome:
    """“其中”属于哪一项，写得不对

    为什么：目标里写明本项是哪一项目标的一部分，审核才能看住它不比那一项大。那一项没有、不是报一个数的、单位或者口径不同，
    这一条就不起作用。

    反例：
        # targets/2022/90-part.yaml
        targets:
          - {id: family-beds, name: 其中家庭床位, kind: count, value: {name: 家庭床位数, unit: 张}, part_of: care-bed, measured: stock, goal: ">= 300", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 90}}

    正例：
        # targets/2022/90-part.yaml
        targets:
          - {id: family-beds, name: 其中家庭床位, kind: count, value: {name: 家庭床位数, unit: 张}, part_of: care-beds, measured: stock, goal: ">= 300", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 90}}
    """
    target = case.target
    if target.part_of is None:
        return NOT_EVALUATED
    wrong = _not_a_part(case, target, case.plan.targets.get(target.part_of))
    return Violation(f"“{target.name}”{wrong[0]}", wrong[1], target.at("part_of")) if wrong else None


def _not_a_part(case: TargetCase, target: Target, whole: Target | None) -> tuple[str, str | Hint] | None:
    """Why it is not held against the whole it names, and what to do."""
    drop = "；不需要核对的，删去" + either(" part_of", "这一条")
    if whole is None:
        known = case.plan.targets.keys() - {target.id}
        close = _near(target.part_of or "", known)
        return f"写明属于 {target.part_of}，计划里没有这一项", "请核对" + close + drop
    if _runs_round(case, target):
        return f"写明属于“{whole.name}”，绕回到了自己", "请改成它所属的那一项" + drop
    for each in (target, whole):
        if not one_number(each):
            what = "各单位的数不相加，没有部分和总体" if not each.adds else "报的不是单独一个数"
            return f"写明属于“{whole.name}”，“{each.name}”{what}", "请写在数据元上" + either("（within）") + drop
    mine, theirs = target.operand("value").unit, whole.operand("value").unit
    if mine != theirs:
        return f"按“{mine}”报，它所属的“{whole.name}”按“{theirs}”报", "请统一计量单位" + drop
    if not same_stretch(target, whole):
        return f"和它所属的“{whole.name}”不是同一段时间的数", "请统一口径和报送频次" + drop
    ledger = case.books.ledger
    units = {unit.code for unit in ledger.applicable(whole)}
    beyond = [unit.label for unit in ledger.applicable(target) if unit.code not in units]
    if not units or not beyond:
        return None
    if len(beyond) == len(ledger.applicable(target)):
        return f"和它所属的“{whole.name}”没有一个单位两项都报", "请核对适用范围" + drop
    rest = f"等{len(beyond)}个单位" if len(beyond) > _MOST_NAMED else ""
    some = f"{'、'.join(beyond[:_MOST_NAMED])}{rest}"
    return f"{some}要报，却不报它所属的“{whole.name}”，没有可以比的数", "请核对两项的适用范围" + drop


def _runs_round(case: TargetCase, target: Target) -> bool:
    seen: set[str] = set()
    one: Target | None = target
    while one is not None and one.part_of is not None and one.id not in seen:
        seen.add(one.id)
        one = case.plan.targets.get(one.part_of)
    return one is not None and one.id == target.id and bool(seen)


def rule_unknown(case: LedgerCase) -> Outcome:
    """mzgz.yaml 里写了没有的规则

    为什么：规则名写错，要调高的级别就不起作用。

    反例：
        # mzgz.yaml
        rules: {jumps: error}

    正例：
        # mzgz.yaml
        rules: {jump: error}
    """
    known = {rule.slug for rule in case.rules}
    return (
        tuple(
            Violation(
                f"没有名为 {name} 的规则",
                "请核对规则名" + _near(name, known) + either("；全部规则见 mzgz rules"),
                case.ledger.locate("rules", name),
            )
            for name in case.ledger.workspace.rules
            if name not in known
        )
        or None
    )


def severity_lowered(case: LedgerCase) -> Outcome:
    """想调低规则的级别

    为什么：级别是统一定的，各单位只能从严，不能从宽。调低的设置不起作用。

    反例：
        # mzgz.yaml
        rules: {part-exceeds-whole: note}

    正例：
        # mzgz.yaml
        rules: {jump: error}
    """
    asked, settings = case.ledger.workspace.severities, case.ledger.workspace.rule_settings
    narrowed = tuple(
        Violation(
            f"规则 {rule.slug} 是强制规则，对谁都一样，不能只看部分单位",
            "请删去这一行；只看部分单位的，只能是核实和提示规则",
            case.ledger.locate("rules", rule.slug),
        )
        for rule in case.rules
        if rule.firm and rule.slug in settings and (settings[rule.slug].units or settings[rule.slug].levels)
    )
    return (
        narrowed
        + tuple(
            Violation(
                f"规则 {rule.slug} 的级别是“{rule.severity.label}”，不能调低为“{Severity(asked[rule.slug]).label}”",
                "请删去这一行；级别只能调高，不能调低",
                case.ledger.locate("rules", rule.slug),
            )
            for rule in case.rules
            if rule.slug in asked and Severity(asked[rule.slug]).rank > rule.severity.rank
        )
        or None
    )


def _near(name: str, known: Iterable[str]) -> Hint:
    close = near(name, known, 1)
    return either(f"（是不是 {close[0]}？）" if close else "")


RULES: Final = (
    Rule("P201", Severity.ERROR, scope_empty, "target"),
    Rule("P202", Severity.NOTE, element_alone, "target", where=has_numbers),
    Rule("P203", Severity.ERROR, within_nothing, "target", where=has_numbers),
    Rule("P204", Severity.ERROR, part_of_nothing, "target"),
    Rule("P301", Severity.ERROR, rule_unknown, "ledger"),
    Rule("P302", Severity.ERROR, severity_lowered, "ledger"),
)
