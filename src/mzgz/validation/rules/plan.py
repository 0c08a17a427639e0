"""The plan: promises that cannot be judged, dated wrongly, or reported by nobody."""

from __future__ import annotations

from typing import Final

from mzgz.language.finding_phrases import day
from mzgz.model.findings import Rule, Severity
from mzgz.model.goals import Goal
from mzgz.model.hints import either
from mzgz.model.targets import Target
from mzgz.model.targets.target import Basis
from mzgz.validation.engine.cases import NOT_EVALUATED, LedgerCase, Outcome, TargetCase, Violation
from mzgz.validation.engine.declared_goals import goals_of
from mzgz.validation.engine.target_abilities import is_part_of_whole, is_revisable


def never_reported(case: TargetCase) -> Outcome:
    """没有一个单位报过

    为什么：到了该报的月份，一个单位都没有报，多半是表里没有印这一项，或者大家不知道要报。

    反例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          care-beds: {value: 1450}
          no-relapse: {value: 0}
        # submissions/2022-05/150703.yaml
        entries:
          nursing-bed-share: {numerator: 80, denominator: 150}
          care-beds: {value: 150}
          no-relapse: {value: 0}

    正例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          care-beds: {value: 1450}
          no-relapse: {value: 0}
          visit-system: {done: true}
        # submissions/2022-05/150703.yaml
        entries:
          nursing-bed-share: {numerator: 80, denominator: 150}
          care-beds: {value: 150}
          no-relapse: {value: 0}
    """
    target, ledger = case.target, case.books.ledger
    submissions, year = ledger.submissions.values(), case.plan.year
    if any(target.id in item.entries and item.period.year == year for item in submissions):
        return None
    returns = [item for item in submissions if item.period.year == year]
    asked = [item for item in returns if target.due_in(item.period) and ledger.applies(target, item.unit)]
    # what a single unit leaves out is told as blank
    if len({item.unit for item in asked}) < 2:
        return NOT_EVALUATED
    if any(case.books.was_written(target, item) for item in asked):
        return None
    first = min(item.period for item in asked)
    return Violation(
        f"“{target.name}”到{first.label}就该报了，没有一个单位报过",
        "请核对填报表里有没有这一项，并通知各单位填报",
        target.at("id"),
    )


def same_name(case: LedgerCase) -> Outcome:
    """同一年里两项任务同名

    为什么：填报的人、情况说明、催报单和报告都按名称认任务。两项都叫“社区食堂”，填到哪一项、说的是哪一项，谁也分不清。

    反例：
        # targets/2022/90-canteens.yaml
        targets:
          - {id: canteens, name: 社区食堂, kind: count, value: {name: 新建社区食堂, unit: 家}, measured: cumulative, goal: ">= 30", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}
          - {id: canteens-702, name: 社区食堂, kind: count, value: {name: 新建社区食堂, unit: 家}, measured: cumulative, goal: ">= 8", due: 2022-12-31, cadence: year, scope: ["150702"], source: {section: 三（二）, item: 91}}

    正例：
        # targets/2022/90-canteens.yaml
        targets:
          - {id: canteens, name: 社区食堂, kind: count, value: {name: 新建社区食堂, unit: 家}, measured: cumulative, goal: ">= 30", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}
          - {id: canteens-702, name: 社区食堂（海拉尔）, kind: count, value: {name: 新建社区食堂, unit: 家}, measured: cumulative, goal: ">= 8", due: 2022-12-31, cadence: year, scope: ["150702"], source: {section: 三（二）, item: 91}}
    """
    wrong: list[Violation] = []
    for plan in case.ledger.plans.values():
        seen: dict[str, Target] = {}
        for target in plan.targets.values():
            first = seen.setdefault(target.name, target)
            if first is not target:
                wrong.append(
                    Violation(
                        f"{plan.year}年有两项任务都叫“{target.name}”（{first.id}、{target.id}）",
                        f"请在名称里写清是哪些单位、哪个方面的，如 {target.name}（某某区）",
                        target.at("name"),
                        target=target.id,
                    )
                )
    return tuple(wrong) or None


def same_operands(case: LedgerCase) -> Outcome:
    """两个指标的分子、分母相同

    为什么：分子、分母都叫同一个名字，却是两个指标，要么重复立项，要么有一个的口径没有写清。

    反例：
        # targets/2022/90-second.yaml
        targets:
          - {id: second-share, name: 护理床位比, kind: ratio, numerator: {name: 护理型床位数, unit: 张}, denominator: {name: 床位总数, unit: 张}, goal: ">= 50%", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}

    正例：
        # targets/2022/90-second.yaml
        targets:
          - {id: second-share, name: 认知障碍床位占比, kind: ratio, numerator: {name: 认知障碍照护床位数, unit: 张}, denominator: {name: 护理型床位总数, unit: 张}, goal: ">= 5%", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}
    """
    wrong: list[Violation] = []
    for plan in case.ledger.plans.values():
        seen: dict[tuple[str, ...], Target] = {}
        for target in plan.targets.values():
            names = tuple(target.operand(role).name for role in target.operands)
            first = seen.setdefault(names, target) if target.quotient else target
            if first is not target:
                message = f"“{target.name}”与“{first.name}”的分子、分母名称都相同"
                wrong.append(
                    Violation(
                        message, "请核对是否重复；不是重复的，把口径写进名称", target.at("numerator"), target=target.id
                    )
                )
    return tuple(wrong) or None


def ambiguous_source(case: TargetCase) -> Outcome:
    """原文有歧义，待裁定

    为什么：期限、对象在原文里有两种读法的，按哪一种考核要由局里定，报告附录会列出来。

    反例：
        # targets/2022/90-unclear.yaml
        targets:
          - {id: unclear, name: 适老化改造, kind: duty, due: 2022-06-30, cadence: quarter, source: {section: 三（二）, item: 91, basis: ambiguous}}

    正例：
        # targets/2022/90-unclear.yaml
        targets:
          - {id: unclear, name: 适老化改造, kind: duty, due: 2022-06-30, cadence: quarter, source: {section: 三（二）, item: 91, basis: explicit}}
    """
    if case.target.origin.basis is not Basis.AMBIGUOUS:
        return None
    return Violation(
        f"“{case.target.name}”的原文有歧义，现按期限{day(case.target.due)}考核",
        either("请局里裁定；裁定后把 basis 改为 explicit，并在 note 中写明依据", "请局里裁定，并写明依据"),
        case.target.at("source", "basis"),
    )


def due_outside_year(case: TargetCase) -> Outcome:
    """期限不在计划年度内

    为什么：年度计划按年度考核。期限落在别的年份，序时进度和到期判定都算不对。

    反例：
        # targets/2022/90-late.yaml
        targets:
          - {id: late-target, name: 建设示范中心, kind: duty, due: 2023-06-30, cadence: quarter, source: {section: 三（二）, item: 92}}

    正例：
        # targets/2022/90-late.yaml
        targets:
          - {id: late-target, name: 建设示范中心, kind: duty, due: 2022-06-30, cadence: quarter, source: {section: 三（二）, item: 92}}
    """
    if case.target.due.year == case.plan.year:
        return None
    return Violation(
        f"“{case.target.name}”的期限是{day(case.target.due)}，不在{case.plan.year}年",
        "请核对年份；跨年任务填本年应达到的进度和年底的日期",
        case.target.at("due"),
    )


def baseline_missing(case: TargetCase) -> Outcome:
    """只说提高或下降，没有基期数

    为什么：“提高”“下降”是和基期比。没有基期数，年底判定不了是否完成。

    反例：
        # targets/2022/90-rise.yaml
        targets:
          - {id: rise, name: 持证社工人数, kind: count, value: {name: 持证社工人数, unit: 人}, measured: stock, goal: up, due: 2022-12-31, cadence: year, source: {section: 三（六）, item: 93}}

    正例：
        # targets/2022/90-rise.yaml
        targets:
          - {id: rise, name: 持证社工人数, kind: count, value: {name: 持证社工人数, unit: 人}, measured: stock, goal: up, due: 2022-12-31, cadence: year, baseline: {period: "2021", value: 310}, source: {section: 三（六）, item: 93}}
    """
    goal = getattr(case.target, "goal", None)
    if not isinstance(goal, Goal):
        return NOT_EVALUATED
    if goal.threshold is not None or getattr(case.target, "baseline", None) is not None:
        return None
    return Violation(
        f"“{case.target.name}”的目标是{goal.label}，没有写基期数",
        "请补上" + either(" baseline", "基期数") + "；没有基期数，到期无法判定",
        case.target.at("goal"),
    )


def share_goal_beyond_whole(case: TargetCase) -> Outcome:
    """占比目标超过 100%

    为什么：占比不会超过 100%。多半是漏写了百分号，55 成了 5500%。

    反例：
        # targets/2022/90-share.yaml
        targets:
          - {id: some-share, name: 探访率, kind: ratio, numerator: {name: 已探访人数, unit: 人}, denominator: {name: 应探访人数, unit: 人}, goal: ">= 90", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 94}}

    正例：
        # targets/2022/90-share.yaml
        targets:
          - {id: some-share, name: 探访率, kind: ratio, numerator: {name: 已探访人数, unit: 人}, denominator: {name: 应探访人数, unit: 人}, goal: ">= 90%", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 94}}
    """
    given = [each for each in goals_of(case.target) if each.goal.threshold is not None]
    if not given:
        return NOT_EVALUATED
    return (
        tuple(
            Violation(
                f"“{case.target.name}”是占比，{each.whose}目标写的是{each.goal.text}，超过100%",
                "请核对是否多写了一位" if each.goal.percent else f'请核对是否漏写百分号，例如 "{each.goal.text}%"',
                case.target.at(*each.at),
            )
            for each in given
            if (each.goal.spread.high if each.goal.spread else each.goal.threshold or 0) > 1
        )
        or None
    )


def revised_after_due(case: TargetCase) -> Outcome:
    """到期以后才调整目标

    为什么：期限一到，结论已经作出。到期以后改目标，就是改结论。

    反例：
        # targets/2022/90-revised.yaml
        targets:
          - {id: revised, name: 新增床位, kind: count, value: {name: 新增床位, unit: 张}, measured: cumulative, goal: ">= 300", due: 2022-06-30, cadence: year, revised: [{on: 2022-08-01, was: ">= 500", reason: 资金未到位, document: 市民政局局长办公会纪要}], source: {section: 三（二）, item: 95}}

    正例：
        # targets/2022/90-revised.yaml
        targets:
          - {id: revised, name: 新增床位, kind: count, value: {name: 新增床位, unit: 张}, measured: cumulative, goal: ">= 300", due: 2022-06-30, cadence: year, revised: [{on: 2022-05-10, was: ">= 500", reason: 资金未到位, document: 市民政局局长办公会纪要}], source: {section: 三（二）, item: 95}}
    """
    return (
        tuple(
            Violation(
                f"“{case.target.name}”{day(revision.on)}调整目标，期限{day(revision.due_was or case.target.due)}已过",
                "到期以后不能调整目标；请核对日期，或删去这次调整",
                case.target.at("revised", place, "on"),
            )
            for place, revision in enumerate(getattr(case.target, "revised", ()))
            if revision.on > (revision.due_was or case.target.due)
        )
        or None
    )


RULES: Final = (
    Rule("P101", Severity.NOTE, never_reported, "target"),
    Rule("P102", Severity.NOTE, same_operands, "ledger"),
    Rule("P127", Severity.ERROR, same_name, "ledger"),
    Rule("P103", Severity.NOTE, ambiguous_source, "target"),
    Rule("P104", Severity.ERROR, due_outside_year, "target"),
    Rule("P105", Severity.NOTE, baseline_missing, "target"),
    Rule("P106", Severity.ERROR, share_goal_beyond_whole, "target", where=is_part_of_whole),
    Rule("P107", Severity.ERROR, revised_after_due, "target", where=is_revisable),
)
