"""Plans of neighbouring years: a baseline that is last year's closing figure, an id that keeps its meaning, a source that is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mzgz.model.findings import Rule, Severity
from mzgz.model.numbers import exact
from mzgz.model.periods import Period
from mzgz.model.rounding import show_count
from mzgz.model.targets import Target
from mzgz.validation.engine.cases import NOT_EVALUATED, Outcome, TargetCase, Violation
from mzgz.validation.engine.closing_figures import closing as closing_figures

TO_FILL: Final = "待补"
_MEASURED: Final = {"cumulative": "本年累计", "period": "当期", "stock": "期末", "level": "水平数", None: "最近一期"}


def baseline_not_closing(case: TargetCase) -> Outcome:
    """基期数不是上年收官数

    为什么：把旧目标照抄到新的一年，基期数还是更早的，“比上年提高”和进度就都算错了。另有依据的，在基期数里写明依据（reason）。

    反例：
        # targets/2023/01-care.yaml
        targets:
          - {id: disability-jobs, name: 残疾人就业, kind: count, value: {name: 新增残疾人就业, unit: 人}, measured: cumulative, goal: ">= 320", due: 2023-12-31, cadence: quarter, baseline: {period: "2021", value: 260}, source: {section: 三（二）, item: 8}}

    正例：
        # targets/2023/01-care.yaml
        targets:
          - {id: disability-jobs, name: 残疾人就业, kind: count, value: {name: 新增残疾人就业, unit: 人}, measured: cumulative, goal: ">= 320", due: 2023-12-31, cadence: quarter, baseline: {period: "2022", value: 300}, source: {section: 三（二）, item: 8}}
    """
    before, baseline = _before(case), getattr(case.target, "baseline", None)
    if before is None or baseline is None or baseline.reason:
        return NOT_EVALUATED
    last = Period.month_of(case.plan.year - 1, 12)
    name = case.target.name
    if baseline.period.index != last.index:
        return Violation(
            f"“{name}”的基期是{baseline.period.label}，上年有同一项目标，应当用{last.year}年的收官数",
            f"请改为{last.year}年12月的合计数；另有依据的，在基期数里写明依据",
            case.target.at("baseline", "period"),
        )
    closing = closing_figures(case.books.ledger, before, last)
    wrong = [(role, number) for role, number in closing.items() if exact(getattr(baseline, role)) != number]
    if not wrong:
        return None if closing else NOT_EVALUATED
    role, number = wrong[0]
    return Violation(
        f"“{name}”的基期数写的是{show_count(exact(getattr(baseline, role)))}，{last.year}年收官是{show_count(number)}",
        "请改成收官数；另有依据的，在基期数里写明依据",
        case.target.at("baseline", role),
    )


def meaning_changed(case: TargetCase) -> Outcome:
    """标识沿用了，指标却变了

    为什么：同一个标识在相邻两年要是同一件事，上年数和今年数才能相比；换了口径就要换标识。

    反例：
        # targets/2023/01-care.yaml
        targets:
          - {id: disability-jobs, name: 残疾人就业率, kind: ratio, numerator: {name: 就业残疾人, unit: 人}, denominator: {name: 适龄残疾人, unit: 人}, goal: ">= 50%", due: 2023-12-31, cadence: quarter, source: {section: 三（二）, item: 8}}

    正例：
        # targets/2023/01-care.yaml
        targets:
          - {id: disability-jobs, name: 残疾人就业, kind: count, value: {name: 新增残疾人就业, unit: 人}, measured: cumulative, goal: ">= 320", due: 2023-12-31, cadence: quarter, source: {section: 三（二）, item: 8}}
    """
    before, target = _before(case), case.target
    if before is None:
        return NOT_EVALUATED
    changed = next(_changes(before, target), None)
    if changed is None:
        return None
    return Violation(
        f"“{target.name}”与{case.plan.year - 1}年的“{before.name}”标识相同（{target.id}），{changed}",
        "口径变了的，请换一个新标识；没有变的，请改回原来的写法",
        target.at("id"),
    )


def source_to_fill(case: TargetCase) -> Outcome:
    """讲话位置还没有补

    为什么：目标由上年带过来，新讲话在哪里讲到它，要由人补上，数字才追得到讲话原文。

    反例：
        # targets/2023/01-care.yaml
        targets:
          - {id: disability-jobs, name: 残疾人就业, kind: count, value: {name: 新增残疾人就业, unit: 人}, measured: cumulative, goal: ">= 320", due: 2023-12-31, cadence: quarter, source: {section: 待补}}

    正例：
        # targets/2023/01-care.yaml
        targets:
          - {id: disability-jobs, name: 残疾人就业, kind: count, value: {name: 新增残疾人就业, unit: 人}, measured: cumulative, goal: ">= 320", due: 2023-12-31, cadence: quarter, source: {section: 三（二）, item: 8}}
    """
    origin = case.target.origin
    if origin.section.strip() != TO_FILL and origin.items:
        return None
    return Violation(
        f"“{case.target.name}”在新讲话里的位置还空着",
        "请补上出处的讲话位置和条目号；新讲话没有讲到的，删去这一项",
        case.target.at("source"),
    )


def _before(case: TargetCase) -> Target | None:
    """The target of that id in the plan of the year before."""
    plan = case.books.ledger.plans.get(case.plan.year - 1)
    return plan.targets.get(case.target.id) if plan else None


def _changes(before: Target, after: Target) -> Iterator[str]:
    if before.kind != after.kind:
        yield f"类别由{before.kind_label}变成了{after.kind_label}"
        return
    for role in after.operands:
        old, new = before.operand(role), after.operand(role)
        if old.name != new.name:
            yield f"所数的由“{old.name}”变成了“{new.name}”"
        if old.unit != new.unit:
            yield f"计量单位由{old.unit}变成了{new.unit}"
    measured = getattr(before, "measured", None), getattr(after, "measured", None)
    unsaid = None in measured and "period" not in measured  # what was not written may always have been so
    if measured[0] != measured[1] and not unsaid:
        yield f"口径由{_MEASURED.get(measured[0], measured[0])}变成了{_MEASURED.get(measured[1], measured[1])}"


RULES: Final = (
    Rule("P121", Severity.QUERY, baseline_not_closing, "target"),
    Rule("P122", Severity.QUERY, meaning_changed, "target"),
    Rule("P123", Severity.NOTE, source_to_fill, "target"),
)
