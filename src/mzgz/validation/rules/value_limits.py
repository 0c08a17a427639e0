"""The limits a bureau sets to the numbers of a target in mzgz.yaml: values beyond them, and limits that hold for nothing."""

from __future__ import annotations

from typing import Final

from mzgz.language.finding_phrases import amount, digits
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice
from mzgz.model.settings import ExpectedRange
from mzgz.validation.engine.cases import LedgerCase, Outcome, Violation


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
        if _turned(limit):
            continue
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
                        advice("请核对；属实的，⟦在 explanations⟧ 中说明原因，或请上级调整范围"),
                        submission.at("entries", target.id, limit.field),
                        code,
                        month,
                        target.id,
                    )
                )
    return tuple(wrong) or None


def limit_idle(case: LedgerCase) -> Outcome:
    """数值范围不起作用

    为什么：目标标识、单位代码写错了，目标不由这个单位报，或者最少比最多还多，这一条范围什么也看不住。

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
            else f"“{known[limit.target].name}”不由{ledger.units.by_code[limit.unit].label}报"
            if limit.unit is not None and not _asked(case, limit.target, limit.unit)
            else f"“{known[limit.target].name}”不报 {limit.field}"
            if limit.field not in known[limit.target].operands
            else "最少和最多都没有写"
            if limit.min is None and limit.max is None
            else "最少比最多还多"
            if _turned(limit)
            else ""
        )
        if rendered:
            at = ledger.locate("limits", place)
            wrong.append(Violation(f"数值范围第{place + 1}条不起作用：{rendered}", "请更正或删去这一条", at))
    return tuple(wrong) or None


def _turned(limit: ExpectedRange) -> bool:
    """Whether nothing at all lies within it: told once, and not held against every number."""
    return limit.min is not None and limit.max is not None and limit.min > limit.max


def _asked(case: LedgerCase, target: str, unit: str) -> bool:
    """Whether the target is the unit's to report in any year."""
    declared = (plan.targets.get(target) for plan in case.ledger.plans.values())
    return any(one is not None and case.ledger.applies(one, unit) for one in declared)


RULES: Final = (
    Rule("T110", Severity.QUERY, beyond_limits, "ledger"),
    Rule("P305", Severity.ERROR, limit_idle, "ledger"),
)
