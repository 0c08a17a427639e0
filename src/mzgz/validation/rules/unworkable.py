"""Settings that cannot work: goals nobody can reach, baselines that cannot be true, names that lead astray."""

from __future__ import annotations

from typing import Final

from mzgz.language.value_phrases import amount, digits, share
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice, either
from mzgz.model.numbers import Goal, exact
from mzgz.model.targets.target import AtLeast
from mzgz.model.units import Unit
from mzgz.validation.engine.cases import NOT_EVALUATED, LedgerCase, Outcome, TargetCase, Violation
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
    units = len(case.books.ledger.applicable(case.target))
    if judge.at_least <= units:
        return None
    return Violation(
        f"“{case.target.name}”要求至少{judge.at_least}个单位达到，适用的只有{units}个",
        "请核对" + either(" judge 和 scope", "达标条件和适用范围"),
        case.target.at("judge"),
    )


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
    goal = getattr(case.target, "goal", None)
    if not isinstance(goal, Goal) or case.target.quotient:
        return NOT_EVALUATED
    if not goal.percent:
        return None
    return Violation(
        f"“{case.target.name}”是数量，目标却写的是{goal.text}",
        '请写成数量，如 ">= 80"；说的是占比的，' + either("改为 kind: ratio", "请市局改立占比任务"),
        case.target.at("goal"),
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
    if baseline is None:
        return NOT_EVALUATED
    wrong = []
    if is_part_of_whole(case.target) and exact(baseline.numerator) > exact(baseline.denominator):
        rendered = f"“{case.target.name}”的基期数是{share(baseline.value)}，超过100%"
        hint = "请核对分子、分母，多半多写了一位或者两个数写反了"
        wrong.append(Violation(rendered, hint, case.target.at("baseline", "numerator")))
    if baseline.period.year > case.plan.year or str(baseline.period) == str(case.plan.year):
        rendered = f"“{case.target.name}”的基期是{baseline.period.label}，不在{case.plan.year}年以前"
        wrong.append(
            Violation(
                rendered, "基期写上年或更早" + either('，如 period: "2021"'), case.target.at("baseline", "period")
            )
        )
    return tuple(wrong) or None


def unit_name_twice(case: LedgerCase) -> Outcome:
    """两个单位用了同一个名称

    为什么：简称、别名指着两个单位，导入的表、命令里写的名字就不知道是谁的。

    反例：
        # mzgz.yaml
        bureau: {name: 某市民政局, city: 某市, code: "150700"}
        units:
          - {code: "150700", name: 市本级, kind: bureau}
          - {code: "150702", name: 海拉尔区, short: 海拉尔, registry: {streets: 7, townships: 2}}
          - {code: "150703", name: 扎赉诺尔区, aliases: [海拉尔]}

    正例：
        # mzgz.yaml
        bureau: {name: 某市民政局, city: 某市, code: "150700"}
        units:
          - {code: "150700", name: 市本级, kind: bureau}
          - {code: "150702", name: 海拉尔区, short: 海拉尔, registry: {streets: 7, townships: 2}}
          - {code: "150703", name: 扎赉诺尔区, aliases: [扎区]}
    """
    first: dict[tuple[str | None, str], Unit] = {}
    wrong: list[Violation] = []
    for place, unit in enumerate(case.ledger.workspace.units):
        for name in dict.fromkeys(unit.names):
            # under another parent it is another place: 朝阳区 of two cities
            other = first.setdefault((case.ledger.units.parent(unit.code), name), unit)
            if other.code != unit.code:
                wrong.append(
                    Violation(
                        f"“{name}”既指{other.name}（{other.code}），又指{unit.name}（{unit.code}）",
                        "请改掉其中一个的简称或别名",
                        case.ledger.locate("units", place, _key_of(unit, name)),
                    )
                )
    return tuple(wrong) or None


def _key_of(unit: Unit, name: str) -> str:
    return (
        "code" if name == unit.code else "name" if name == unit.name else "short" if name == unit.short else "aliases"
    )


def beyond_limits(case: LedgerCase) -> Outcome:
    """超出了给定的范围

    为什么：有的数局里心中有数，如某旗床位在多少到多少之间。mzgz.yaml 的 limits 写明范围，报出范围的要核实。

    反例：
        # mzgz.yaml
        limits: [{target: nursing-bed-share, unit: "150702", field: denominator, min: 1000, max: 1400}]
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}

    正例：
        # mzgz.yaml
        limits: [{target: nursing-bed-share, unit: "150702", field: denominator, min: 1000, max: 1500}]
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
    """
    wrong: list[Violation] = []
    for limit in case.ledger.workspace.limits:
        for (month, code), submission in case.ledger.submissions.items():
            target = case.ledger.target(limit.target, month.year)
            entry = submission.entries.get(limit.target)
            number = getattr(entry, limit.field) if entry and limit.unit in (None, code) else None
            if target is None or number is None or limit.field not in target.operands:
                continue
            low, high = limit.min is not None and number < limit.min, limit.max is not None and number > limit.max
            if low or high:
                edge = f"少于{digits(limit.min or 0)}" if low else f"多于{digits(limit.max or 0)}"
                wrong.append(
                    Violation(
                        f"{amount(target.operand(limit.field), number)}，{edge}",
                        advice("请核对；属实的，⟦在 explanations⟧ 中说明原因，或请市局调整范围"),
                        submission.at("entries", target.id, limit.field),
                        code,
                        month,
                        target.id,
                    )
                )
    return tuple(wrong) or None


def limit_idle(case: LedgerCase) -> Outcome:
    """数值范围不起作用

    为什么：目标标识、单位代码写错了，或者最少比最多还多，这一条范围什么也看不住。

    反例：
        # mzgz.yaml
        limits: [{target: nursing-beds, min: 10, max: 20}]

    正例：
        # mzgz.yaml
        limits: [{target: care-beds, min: 10, max: 20}]
    """
    ledger, wrong = case.ledger, []
    known = {name: target for plan in ledger.plans.values() for name, target in plan.targets.items()}
    for place, limit in enumerate(ledger.workspace.limits):
        rendered = (
            f"没有标识是 {limit.target} 的目标"
            if limit.target not in known
            else f"没有代码是 {limit.unit} 的单位"
            if limit.unit is not None and limit.unit not in ledger.units.by_code
            else f"“{known[limit.target].name}”不报 {limit.field}"
            if limit.field not in known[limit.target].operands
            else "最少和最多都没有写"
            if limit.min is None and limit.max is None
            else "最少比最多还多"
            if limit.min is not None and limit.max is not None and limit.min > limit.max
            else ""
        )
        if rendered:
            at = ledger.locate("limits", place)
            wrong.append(Violation(f"数值范围第{place + 1}条不起作用：{rendered}", "请更正或删去这一条", at))
    return tuple(wrong) or None


RULES: Final = (
    Rule("T110", Severity.QUERY, beyond_limits, "ledger"),
    Rule("P305", Severity.ERROR, limit_idle, "ledger"),
    Rule("P108", Severity.ERROR, judge_beyond_scope, "target"),
    Rule("P109", Severity.ERROR, count_goal_in_percent, "target", where=has_goal),
    Rule("P110", Severity.ERROR, baseline_impossible, "target", where=is_revisable),
    Rule("P303", Severity.ERROR, unit_name_twice, "ledger"),
)
