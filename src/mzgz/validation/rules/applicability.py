"""Completeness: what does not apply and is reported, and what applies and is not."""

from __future__ import annotations

from typing import Final

from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import either
from mzgz.validation.engine.cases import EntryCase, Outcome, Violation
from mzgz.validation.engine.target_abilities import states_amounts

REASON_LEAST: Final = 4
"""Characters an N/A reason must have: 不适用 and 无 say nothing."""


def not_applicable_here(case: EntryCase) -> Outcome:
    """登记有数，却报不适用

    为什么：登记数说明本单位有这类对象（例如有街道），报不适用会使全市少算一块。

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
        registered = operand.registered(case.unit)
        if registered:
            return Violation(
                f"“{case.target.name}”报了不适用，但登记的{operand.name}是{registered}{operand.unit}",
                "请填数，没有完成的填 0；登记数有误的，请报市局更正",
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

    为什么：写了不适用，数就不计入全市；写了待核，数就还不算报。两样都写，是哪一样只有填报单位知道。

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


def _on_the_whole(case: EntryCase) -> bool:
    """Whether the bureau itself only writes a note: why all together did not reach it, not a report of its own."""
    return case.unit.is_bureau and case.entry.state == "blank" and bool(case.entry.note)


def outside_scope(case: EntryCase) -> Outcome:
    """报了不归本单位报的指标

    为什么：指标的适用范围写在计划里。范围外的数不会计入全市，多半是填错了行。
    市本级可以只写 note：说明全市合计为什么没有达到，这不算填报。

    反例：
        # submissions/2022-06/150721.yaml
        entries:
          street-centres: {numerator: 1, denominator: 1}

    正例：
        # submissions/2022-06/150721.yaml
        entries:
          nursing-bed-share: {numerator: 80, denominator: 150}
    """
    if case.target.open_scope or case.entry.not_applicable is not None or _on_the_whole(case):
        return None
    if case.unit.groups_only:
        return Violation(
            f"单位设置写明{case.unit.label}只汇总下级，它报的“{case.target.name}”不计入",
            "请删去；确要自己报的，请市局改" + either(" reports", "单位设置"),
            case.at(),
        )
    return Violation(
        f"“{case.target.name}”不在{case.unit.label}的填报范围内",
        "请删去"
        + either(f" {case.target.id}", "这一项")
        + "；确应由本单位填报的，请市局修改计划中的"
        + either(" scope", "适用范围"),
        case.at(),
    )


def beyond_named_places(case: EntryCase) -> Outcome:
    """报了点名以外的任务

    为什么：原文的名单以“等”字收尾，没有点名的单位也可以做。做了是好事，但要由市局确认是否计入。

    反例：
        # submissions/2022-06/150721.yaml
        entries:
          pilot-stations: {done: false}

    正例：
        # submissions/2022-06/150702.yaml
        entries:
          pilot-stations: {done: false}
    """
    if not case.target.open_scope or case.entry.not_applicable is not None or _on_the_whole(case):
        return None
    return Violation(
        f"计划没有点名{case.unit.label}承担“{case.target.name}”，这里报了，暂不计入",
        "请市局确认；同意计入的，把本单位加进计划中的" + either(" scope", "适用范围"),
        case.at(),
    )


RULES: Final = (
    Rule("C106", Severity.QUERY, not_applicable_here, "entry", where=states_amounts, passes_ordinary=True),
    Rule("C107", Severity.ERROR, reason_too_short, "entry", passes_ordinary=True),
    Rule("C112", Severity.ERROR, excuse_beside_value, "entry", passes_ordinary=True),
    Rule("C108", Severity.ERROR, outside_scope, "outside"),
    Rule("C109", Severity.NOTE, beyond_named_places, "outside"),
)
