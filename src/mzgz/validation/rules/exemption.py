"""Completeness: what is reported in a month nobody asked for, and 不适用 of a unit that applied in another month."""

from __future__ import annotations

from typing import Final

from mzgz.language.value_phrases import month
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice
from mzgz.model.periods import Period
from mzgz.validation.engine.cases import EntryCase, Outcome, SeriesCase, Violation
from mzgz.validation.engine.target_abilities import is_seldom_asked

_OFTEN: Final = {3: "按季", 6: "每半年", 12: "每年"}


def month_not_asked(case: EntryCase) -> Outcome:
    """报了这个月不要求报的数

    为什么：报来的都算数：事件和当期数照样计入全年，底线突破就是突破。但不是每月报的任务填在别的月份，往往是填错了月份，要提醒一声。

    反例：
        # submissions/2022-02/150702.yaml
        entries:
          street-centres: {numerator: 6, denominator: 7}

    正例：
        # submissions/2022-03/150702.yaml
        entries:
          street-centres: {numerator: 6, denominator: 7}
    """
    target, period = case.target, case.submission.period
    step = target.cadence.months or 1
    if target.due_in(period) or step == 1 or case.entry.state == "blank":
        return None
    following = Period(period.index + step - period.month % step, 1)
    counts = target.events or (target.spans(following) is not None and target.operands)
    fate = "这个数照样计入全年" if counts else f"这个数不当作{month(following)}的数用"
    return Violation(
        f"“{target.name}”{_OFTEN[step]}报送，{month(period)}不要求报；{fate}",
        f"填错月份的，请填到{month(following)}；确是这个月的，留着也可以",
        case.at(),
    )


def _allowed(written: set[str]) -> bool:
    """Whether the plan itself says what a month without a case means."""
    return "occasional" in written


def turned_not_applicable(case: SeriesCase) -> Outcome:
    """报过数的改报不适用

    为什么：本年报过数的单位，不会到了判定的月份就没有这项任务。这样的不适用不能免去应报的数，也不能抹掉已经发生的未完成，在核实以前按待核处理。
    本来就可能有的月份没有事项的，由市局在计划里写 occasional: true；经批准不再承担的，在计划的 units 里写明原因和文号。

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
                advice("漏填的请补填；确实没有了的，请⟦在 explanations⟧ 中说明，并请市局在计划里写明豁免的原因和文号"),
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
    Rule("C113", Severity.NOTE, month_not_asked, "entry", where=is_seldom_asked),
    Rule("T106", Severity.QUERY, turned_not_applicable, "series", passes_ordinary=True),
)
