"""What was reported though nobody asked for it: outside the scope of the target, in a month it is not asked
for, or by a unit that is not there."""

from __future__ import annotations

from typing import Final

from mzgz.language.finding_phrases import day, month
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import either
from mzgz.model.periods import Period
from mzgz.validation.engine.cases import EntryCase, Outcome, SubmissionCase, Violation
from mzgz.validation.engine.target_abilities import is_seldom_asked

_OFTEN: Final = {3: "按季", 6: "每半年", 12: "每年"}


def _on_the_whole(case: EntryCase) -> bool:
    """Whether the bureau itself only writes a note: why all together did not reach it, not a report of its own."""
    return case.unit.is_bureau and case.entry.state == "blank" and bool(case.entry.note)


def _was_asked(case: EntryCase) -> bool:
    """Whether it was in the scope in that month, and only a change since has left it out."""
    dated = case.target.revised or case.unit.registry_changed
    return bool(dated) and case.target.concerned_in(case.unit, case.submission.period)


def outside_scope(case: EntryCase) -> Outcome:
    """报了不归本单位报的指标

    为什么：指标的适用范围写在计划里。范围外的数不会计入合计，多半是填错了行。
    本级可以只写 note：说明合计为什么没有达到，这不算填报。年中调整了范围的，调整以前的月份按原来的范围看。

    反例：
        # submissions/2022-06/150721.yaml
        entries:
          street-centres: {numerator: 1, denominator: 1}

    正例：
        # submissions/2022-06/150721.yaml
        entries:
          nursing-bed-share: {numerator: 80, denominator: 150}
    """
    if case.target.open_scope or case.entry.not_applicable is not None or _on_the_whole(case) or _was_asked(case):
        return None
    if case.unit.groups_only:
        return Violation(
            f"单位设置写明{case.unit.label}只汇总下级，它报的“{case.target.name}”不计入",
            "请删去；确要自己报的，请上级改" + either(" reports", "单位设置"),
            case.at(),
        )
    return Violation(
        f"“{case.target.name}”不在{case.unit.label}的填报范围内",
        "请删去"
        + either(f" {case.target.id}", "这一项")
        + "；确应由本单位填报的，请上级修改计划中的"
        + either(" scope", "适用范围"),
        case.at(),
    )


def beyond_named_places(case: EntryCase) -> Outcome:
    """报了点名以外的任务

    为什么：原文的名单以“等”字收尾，没有点名的单位也可以做。做了是好事，但要由上级确认是否计入。

    反例：
        # submissions/2022-06/150721.yaml
        entries:
          pilot-stations: {done: false}

    正例：
        # submissions/2022-06/150702.yaml
        entries:
          pilot-stations: {done: false}
    """
    if not case.target.open_scope or case.entry.not_applicable is not None or _on_the_whole(case) or _was_asked(case):
        return None
    return Violation(
        f"计划没有点名{case.unit.label}承担“{case.target.name}”，这里报了，暂不计入",
        "请上级确认；同意计入的，把本单位加进计划中的" + either(" scope", "适用范围"),
        case.at(),
    )


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
    if target.begins is not None and period < target.begins:
        return None  # the settings begin too late, which is told of them
    following = Period(period.index + step - period.month % step, 1)
    counts = target.events or (target.spans(following) is not None and target.operands)
    fate = "这个数照样计入全年" if counts else f"这个数不当作{month(following)}的数用"
    return Violation(
        f"“{target.name}”{_OFTEN[step]}报送，{month(period)}不要求报；{fate}",
        f"填错月份的，请填到该报的月份（{month(period)}的是{month(following)}）；确是这个月的，留着也可以",
        case.at(),
    )


def unit_not_there(case: SubmissionCase) -> Outcome:
    """单位已经撤销或者还没有设立，却报了数

    为什么：报来的都算数。撤销的单位并到别处以后还报，同一件事就加了两次；多半是代码填错了，或者区划变动没有写进设置。

    反例：
        # mzgz.yaml
        bureau: {name: 某市民政局, city: 某市, code: "150700"}
        units:
          - {code: "150700", name: 本级, kind: bureau}
          - {code: "150702", name: 海拉尔区, registry: {streets: 7, townships: 2}, closed: 2022-05-01, merged_into: "150703"}
          - {code: "150703", name: 扎赉诺尔区}
        # submissions/2022-06/150702.yaml
        entries: {}

    正例：
        # mzgz.yaml
        bureau: {name: 某市民政局, city: 某市, code: "150700"}
        units:
          - {code: "150700", name: 本级, kind: bureau}
          - {code: "150702", name: 海拉尔区, registry: {streets: 7, townships: 2}, closed: 2022-07-01, merged_into: "150703"}
          - {code: "150703", name: 扎赉诺尔区}
        # submissions/2022-06/150702.yaml
        entries: {}
    """
    unit, period = case.unit, case.submission.period
    if unit.exists_in(period):
        return None
    if unit.opened is not None and unit.closed is not None and unit.closed <= unit.opened:
        return None  # the settings contradict themselves, which is told of them
    gone = unit.closed is not None and unit.closed <= period.last_day
    when = unit.closed if gone else unit.opened
    assert when is not None  # noqa: S101 - a unit without either day is always there
    into = case.books.ledger.units.by_code.get(unit.merged_into or "")
    where = f"（并入{into.label}）" if gone and into else ""
    return Violation(
        f"{unit.label}{day(when)}{'撤销' if gone else '才设立'}{where}，却报了{month(period)}的数；这些数照样计入合计",
        "请核对代码和月份；不该报的请删去，日期不对的请上级更正" + either(" mzgz.yaml", "单位设置"),
        case.submission.at("unit"),
    )


RULES: Final = (
    Rule("C108", Severity.ERROR, outside_scope, "outside"),
    Rule("C109", Severity.NOTE, beyond_named_places, "outside"),
    Rule("C124", Severity.QUERY, unit_not_there, "submission"),
    Rule("C113", Severity.NOTE, month_not_asked, "entry", where=is_seldom_asked),
)
