"""Evidence: the sentence that must stand beside an event, a difficulty, and a duty that is done."""

from __future__ import annotations

from typing import Final

from mzgz.language.finding_phrases import amount
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice
from mzgz.validation.engine.cases import NOT_EVALUATED, EntryCase, Outcome, Violation
from mzgz.validation.engine.target_abilities import counts_events, is_staged


def event_without_account(case: EntryCase) -> Outcome:
    """发生了底线事件，没有写处理情况

    为什么：底线一破，全年都不能算守住。怎么发生、怎么处理，必须同时报告。

    反例：
        entries:
          no-relapse: {value: 1}

    正例：
        entries:
          no-relapse: {value: 1, note: 一户因病支出骤增，已纳入低保并落实临时救助}
    """
    if case.entry.value is None:
        return NOT_EVALUATED
    if case.entry.value <= 0 or case.entry.note:
        return None
    return Violation(
        f"{amount(case.target.operand('value'), case.entry.value)}，没有写处理情况",
        advice("请⟦在 note⟧ 中写明经过和处理结果；没有发生的，填 0"),
        case.at("value"),
    )


def blocked_without_reason(case: EntryCase) -> Outcome:
    """受阻，没有写原因

    为什么：报受阻是为了请上级协调。不写卡在哪里，就没法协调。

    反例：
        entries:
          village-rules: {stage: 受阻}

    正例：
        entries:
          village-rules: {stage: 受阻, note: 三个嘎查村换届未完成，无法召开村民会议}
    """
    if case.entry.stage is None:
        return NOT_EVALUATED
    if case.entry.stage != "受阻" or case.entry.note:
        return None
    return Violation(
        f"“{case.target.name}”报受阻，没有写原因",
        advice("请⟦在 note⟧ 中写明卡在哪里、需要谁协调"),
        case.at("stage"),
    )


def finished_without_account(case: EntryCase) -> Outcome:
    """职责类任务报已完成，没有一句说明

    为什么：这类任务没有数，“已完成”三个字说明不了做了什么，也没法写进报告。

    反例：
        entries:
          village-rules: {stage: 已完成}

    正例：
        entries:
          village-rules: {stage: 已完成, note: 107个嘎查村的村规民约全部修订}
    """
    if case.entry.stage is None:
        return NOT_EVALUATED
    if case.entry.stage != "已完成" or case.entry.note:
        return None
    return Violation(
        f"“{case.target.name}”报已完成，没有写做了什么",
        advice("请⟦在 note⟧ 中用一句话写明做了什么、结果如何"),
        case.at("stage"),
    )


RULES: Final = (
    Rule("E121", Severity.QUERY, event_without_account, "entry", where=counts_events),
    Rule("E122", Severity.QUERY, blocked_without_reason, "entry", where=is_staged),
    Rule("E123", Severity.QUERY, finished_without_account, "entry", where=is_staged),
)
