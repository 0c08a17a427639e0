"""不适用: whether it may be said of this target, with what reason, and what becomes of what was reported before."""

from __future__ import annotations

from typing import Final

from mzgz.language.finding_phrases import month
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice
from mzgz.model.periods import Period
from mzgz.validation.engine.cases import EntryCase, Outcome, SeriesCase, Violation
from mzgz.validation.engine.target_abilities import states_amounts

REASON_LEAST: Final = 4
"""Characters an N/A reason must have: 不适用 and 无 say nothing."""


def not_applicable_here(case: EntryCase) -> Outcome:
    """登记有数，却报不适用

    为什么：登记数说明本单位有这类对象（例如有街道），报不适用会使合计少算一块。

    反例：
        entries:
          street-centres: {not_applicable: 我区没有建设任务}

    正例：
        entries:
          street-centres: {numerator: 6, denominator: 7}
    """
    if case.entry.not_applicable is None:
        return None
    for role in case.target.operands:
        operand = case.target.operand(role)
        registered = operand.registered(case.unit, case.submission.period)
        if registered:
            return Violation(
                f"“{case.target.name}”报了不适用，但登记的{operand.name}是{registered}{operand.unit}",
                "请填数，没有完成的填 0；登记数有误的，请报上级更正",
                case.at("not_applicable"),
            )
    return None


def reason_too_short(case: EntryCase) -> Outcome:
    """不适用的原因没有写清楚

    为什么：不适用的单位不计入分母，所以要有说得清的原因；“无”“不涉及”等于没有写。

    反例：
        entries:
          nursing-bed-share: {not_applicable: 无}

    正例：
        entries:
          nursing-bed-share: {not_applicable: 本期辖区内没有养老机构}
    """
    reason = case.entry.not_applicable
    if reason is None or len(reason.strip()) >= REASON_LEAST:
        return None
    return Violation(
        f"“{case.target.name}”不适用的原因只写了“{reason}”",
        f"请写清为什么没有这类对象，不少于{REASON_LEAST}个字",
        case.at("not_applicable"),
    )


def excuse_beside_value(case: EntryCase) -> Outcome:
    """既有填报，又写不适用或待核

    为什么：写了不适用，数就不计入合计；写了待核，数就还不算报。两样都写，是哪一样只有填报单位知道。

    反例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450, not_applicable: 本期辖区内没有养老机构}

    正例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
    """
    entry = case.entry
    if entry.not_applicable is None and entry.pending is None:
        return None
    excuses = [
        f"{word}（{key}）"
        for key, word in (("not_applicable", "不适用"), ("pending", "待核"))
        if getattr(entry, key) is not None
    ]
    numbers = [role for role, _ in entry.numbers()]
    given = numbers + [key for key in ("done", "stage") if getattr(entry, key) is not None]
    if not given and len(excuses) == 1:
        return None
    reported = "填了数" if numbers else "报了情况" if given else f"写了{excuses.pop(0)}"
    return Violation(
        f"“{case.target.name}”既{reported}，又写了{excuses[-1]}",
        "只能留一样：数或情况属实的，删去不适用、待核；确实没有这类对象或还报不出的，删去所填的数",
        case.at(given[0] if given else "not_applicable"),
    )


def _allowed(written: set[str]) -> bool:
    """Whether the plan itself says what a month without a case means."""
    return "occasional" in written


def turned_not_applicable(case: SeriesCase) -> Outcome:
    """报过数的改报不适用

    为什么：本年报过数的单位，不会到了判定的月份就没有这项任务。这样的不适用不能免去应报的数，也不能抹掉已经发生的未完成，在核实以前按待核处理。
    本来就可能有的月份没有事项的，由上级在计划里写 occasional: true；经批准不再承担的，在计划的 units 里写明原因和文号。

    反例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {not_applicable: 本期没有这类对象}

    正例：
        entries:
          nursing-bed-share: {not_applicable: 本地没有养老机构}
    """
    exempted = [row for row in case.rows if row.entry.not_applicable is not None]
    if not exempted or _allowed(case.target.model_fields_set):
        return None
    applied = [row for row in case.rows if row.entry.state in ("reported", "pending")]
    return tuple(_doubts(case, exempted, applied)) or None if applied else None


def _doubts(case: SeriesCase, exempted: list[EntryCase], applied: list[EntryCase]) -> list[Violation]:
    wrong = []
    for row in exempted:
        period = row.submission.period
        if not _matters(case, period, applied):
            continue
        before = [each for each in applied if each.submission.period < period]
        other = (before[-1] if before else applied[0]).submission.period
        wrong.append(
            Violation(
                f"“{case.target.name}”{month(other)}报过，{month(period)}报不适用；在核实以前按待核处理",
                advice("漏填的请补填；确实没有了的，请⟦在 explanations⟧ 中说明，并请上级在计划里写明豁免的原因和文号"),
                row.at("not_applicable"),
                period=period,
            )
        )
    return wrong


def _matters(case: SeriesCase, period: Period, applied: list[EntryCase]) -> bool:
    """Whether the month decides, each month decides, or a miss stands before it."""
    target = case.target
    missed = any(row.entry.done is False and row.submission.period < period for row in applied)
    if target.occasional:
        return missed
    later = any(row.submission.period > period for row in applied)
    just = any(row.submission.period < period and any(row.entry.numbers()) for row in applied)
    return (
        just or missed or target.lasting or target.spans(period) is not None or period >= target.due_month or not later
    )


RULES: Final = (
    Rule("C106", Severity.QUERY, not_applicable_here, "entry", where=states_amounts, passes_ordinary=True),
    Rule("C107", Severity.ERROR, reason_too_short, "entry", passes_ordinary=True),
    Rule("C112", Severity.ERROR, excuse_beside_value, "entry", passes_ordinary=True),
    Rule("T106", Severity.QUERY, turned_not_applicable, "series", passes_ordinary=True),
)
