"""Goals nobody can reach, baselines that cannot be true, and units nobody has settled."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from mzgz.language.finding_phrases import amount, share
from mzgz.language.units_of_measure import UNIT_OPEN
from mzgz.model.findings import Rule, Severity
from mzgz.model.goals import Goal
from mzgz.model.hints import either
from mzgz.model.ledger import Ledger
from mzgz.model.numbers import exact
from mzgz.model.rounding import show_count
from mzgz.model.targets import Target
from mzgz.model.targets.target import AtLeast
from mzgz.validation.engine.cases import NOT_EVALUATED, Outcome, TargetCase, Violation
from mzgz.validation.engine.declared_goals import DeclaredGoal, goals_of
from mzgz.validation.engine.target_abilities import has_goal, is_part_of_whole, is_revisable


def judge_beyond_scope(case: TargetCase) -> Outcome:
    """要求达标的单位比适用的单位还多

    为什么：只有4个单位承担的任务，要求至少9个达到，永远完不成。

    反例：
        # targets/2022/90-judge.yaml
        targets:
          - {id: some-task, name: 建设示范站, kind: milestone, proof: project, due: 2022-12-31, cadence: year, scope: ["150702", "150703"], judge: {at-least: 3}, source: {section: 三（二）, item: 90}}

    正例：
        # targets/2022/90-judge.yaml
        targets:
          - {id: some-task, name: 建设示范站, kind: milestone, proof: project, due: 2022-12-31, cadence: year, scope: ["150702", "150703"], judge: {at-least: 2}, source: {section: 三（二）, item: 90}}
    """
    judge = getattr(case.target, "judge", None)
    if not isinstance(judge, AtLeast):
        return NOT_EVALUATED
    tree = case.books.ledger.units
    if judge.level is not None and not tree.at_level(judge.level):
        return Violation(
            f"“{case.target.name}”要求数“{judge.level}”一级，没有这一级的单位",
            f"可以写的有：{'、'.join(tree.level_names)}",
            case.target.at("judge"),
        )
    units = _counted(case.books.ledger, case.target, judge.level)
    if judge.at_least <= units:
        return None
    return Violation(
        f"“{case.target.name}”要求至少{judge.at_least}个单位达到，适用的只有{units}个",
        "请核对" + either(" judge 和 scope", "达标条件和适用范围"),
        case.target.at("judge"),
    )


def _counted(ledger: Ledger, target: Target, level: str | None) -> int:
    """How many units are counted: those of a level once each, with all below them."""
    tree = ledger.units
    if level is None and not tree.mixed:
        return len(ledger.applicable(target))
    units = {unit.code for unit in ledger.applicable(target)}
    counted = tree.top if level is None else [unit.code for unit in tree.at_level(level)]
    return sum(any(unit.code in units for unit in tree.under(code)) for code in counted)


def count_goal_in_percent(case: TargetCase) -> Outcome:
    """数量任务的目标写成了百分数

    为什么：数量和数量比。目标写 80%，80 个也只当 0.8 个。说的是占比的，应当用 ratio，写明分子、分母。

    反例：
        # targets/2022/90-goal.yaml
        targets:
          - {id: some-count, name: 新增床位, kind: count, value: {name: 新增床位, unit: 张}, measured: cumulative, goal: ">= 80%", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}

    正例：
        # targets/2022/90-goal.yaml
        targets:
          - {id: some-count, name: 新增床位, kind: count, value: {name: 新增床位, unit: 张}, measured: cumulative, goal: ">= 80", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}
    """
    if case.target.quotient and case.target.base == 1:
        return NOT_EVALUATED
    return tuple(wrong for goal in goals_of(case.target) if (wrong := _in_percent(case, goal))) or None


def _in_percent(case: TargetCase, given: DeclaredGoal) -> Violation | None:
    target, goal = case.target, given.goal
    whose = f"“{target.name}”是{'数量' if not target.quotient else f'每{target.base}的多少'}，{given.whose}目标却写的是{goal.text}"
    if goal.step is not None and goal.step.kind == "points":
        hint = '请写成数量，如 ">= 80"；比基期增长百分之几的，写 "+8%"'
        return Violation(f"{whose}，百分点是占比的变动", hint, target.at(*given.at))
    if goal.step is not None or not goal.percent:
        return None
    ratio = "去掉百分号" if target.quotient else '请写成数量，如 ">= 80"'
    hint = f"{ratio}；说的是占比的，" + (
        either("删去 per", "请上级改") if target.quotient else either("改为 kind: ratio", "请上级改立占比任务")
    )
    return Violation(whose, hint, target.at(*given.at))


def _highest(goal: Goal) -> Fraction:
    return goal.spread.high if goal.spread else goal.threshold or Fraction(0)


def goal_decides_nothing(case: TargetCase) -> Outcome:
    """报多少结论都一样

    为什么：占比超不过100%，数不会小于0。基期数是0，增长8%也还是0，报多少都算达到；已经100%的再提高，报多少都达不到。

    反例：
        # targets/2022/90-goal.yaml
        targets:
          - {id: some-count, name: 新增床位, kind: count, value: {name: 新增床位, unit: 张}, measured: cumulative, goal: "+8%", baseline: {period: "2021", value: 0}, due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}

    正例：
        # targets/2022/90-goal.yaml
        targets:
          - {id: some-count, name: 新增床位, kind: count, value: {name: 新增床位, unit: 张}, measured: cumulative, goal: "+8%", baseline: {period: "2021", value: 300}, due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}
    """
    target = case.target
    declared, goal = getattr(target, "goal", None), target.goal_at(target.due)
    if not isinstance(declared, Goal) or goal is None:
        return NOT_EVALUATED
    whole = is_part_of_whole(target)
    if whole and declared.threshold is not None and _highest(declared) > 1:
        return NOT_EVALUATED  # told of the goal itself
    base = target.base_value
    verdict = goal.met_between(Fraction(0), Fraction(1) if whole else None, base)
    if verdict is None:
        return None
    compared = declared.threshold is None and base is not None
    since = f"，基期数是{share(base) if whole else show_count(base)}" if compared and base is not None else ""
    fate = "都算达到" if verdict else "都达不到"
    return Violation(
        f"“{target.name}”的目标是{declared.words}{since}，报多少{fate}", "请核对目标和基期数", target.at("goal")
    )


def baseline_impossible(case: TargetCase) -> Outcome:
    """基期数不可能

    为什么：分子是分母的一部分，占比超不过 100%；基期在计划年度以后的，不是基期。基期错了，进度、提高多少都跟着错。

    反例：
        # targets/2022/90-base.yaml
        targets:
          - {id: some-share, name: 探访率, kind: ratio, numerator: {name: 已探访人数, unit: 人}, denominator: {name: 应探访人数, unit: 人}, goal: ">= 90%", due: 2022-12-31, cadence: year, baseline: {period: "2021", numerator: 48900, denominator: 10130}, source: {section: 三（二）, item: 90}}

    正例：
        # targets/2022/90-base.yaml
        targets:
          - {id: some-share, name: 探访率, kind: ratio, numerator: {name: 已探访人数, unit: 人}, denominator: {name: 应探访人数, unit: 人}, goal: ">= 90%", due: 2022-12-31, cadence: year, baseline: {period: "2021", numerator: 4890, denominator: 10130}, source: {section: 三（二）, item: 90}}
    """
    baseline = getattr(case.target, "baseline", None)
    given: list[tuple[Any, tuple[str, ...], str]] = [] if baseline is None else [(baseline, ("baseline",), "")]
    for code, terms in case.target.units.items():
        if terms.baseline is not None:
            given.append((terms.baseline, ("units", code, "baseline"), f"{_label(case, code)}的"))
    if not given:
        return NOT_EVALUATED
    return tuple(wrong for each, at, whose in given for wrong in _impossible(case, each, at, whose)) or None


def _label(case: TargetCase, code: str) -> str:
    unit = case.books.ledger.units.by_code.get(code)
    return unit.label if unit else code


def _impossible(case: TargetCase, baseline: Any, at: tuple[str, ...], whose: str) -> Iterator[Violation]:
    target, name = case.target, f"“{case.target.name}”的{whose}"
    part, whole = (getattr(baseline, role, None) for role in ("numerator", "denominator"))
    if is_part_of_whole(target) and part is not None and whole and exact(part) > exact(whole):
        rendered = f"{name}基期数是{share(exact(part) / exact(whole))}，超过100%"
        hint = "请核对分子、分母，多半多写了一位或者两个数写反了"
        yield Violation(rendered, hint, target.at(*at, "numerator"))
    for role in target.operands:
        number = getattr(baseline, role, None)
        if number is not None and target.whole(role) and exact(number).denominator != 1:
            operand = target.operand(role)
            rendered = f"{name}基期数是{amount(operand, number)}，不是整数"
            hint = f"以“{operand.unit}”计的数是整数，请核对；是平均数的，改计量单位或口径"
            yield Violation(rendered, hint, target.at(*at, role))
    if baseline.period.year > case.plan.year or str(baseline.period) == str(case.plan.year):
        rendered = f"{name}基期是{baseline.period.label}，不在{case.plan.year}年以前"
        yield Violation(rendered, "基期写上年或更早" + either('，如 period: "2021"'), target.at(*at, "period"))


def unit_open(case: TargetCase) -> Outcome:
    """计量单位还没有定

    为什么：从讲话里读出的草稿，原文没有说按什么计量的，单位先写“待定”。就这样发下去，有的报元，有的报万元，加不到一起。

    反例：
        # targets/2022/90-unit.yaml
        targets:
          - {id: standard, name: 低保标准, kind: count, value: {name: 低保标准, unit: 待定}, measured: level, judge: every, goal: ">= 800", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}

    正例：
        # targets/2022/90-unit.yaml
        targets:
          - {id: standard, name: 低保标准, kind: count, value: {name: 低保标准, unit: 元}, measured: level, judge: every, goal: ">= 800", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}
    """
    target = case.target
    return tuple(
        Violation(
            f"“{target.operand(role).name}”的计量单位写的是“{UNIT_OPEN}”",
            "请写明按什么报，如 元、万元；定了再发填报表",
            target.at(role, "unit"),
        )
        for role in target.operands
        if target.operand(role).unit == UNIT_OPEN
    ) or (None if target.operands else NOT_EVALUATED)


RULES: Final = (
    Rule("P108", Severity.ERROR, judge_beyond_scope, "target"),
    Rule("P109", Severity.ERROR, count_goal_in_percent, "target", where=has_goal),
    Rule("P110", Severity.ERROR, baseline_impossible, "target", where=is_revisable),
    Rule("P126", Severity.QUERY, unit_open, "target"),
    Rule("P133", Severity.QUERY, goal_decides_nothing, "target", where=has_goal),
)
