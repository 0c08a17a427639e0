"""Evidence: what must stand beside the word 完成."""

from __future__ import annotations

from typing import Final

from mzgz.language.finding_phrases import day, month
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice
from mzgz.validation.engine.cases import NOT_EVALUATED, EntryCase, Outcome, Violation
from mzgz.validation.engine.target_abilities import completes, is_dated


def done_without_evidence(case: EntryCase) -> Outcome:
    """报完成，没有凭据

    为什么：完成与否以凭据为准：文件有文号，会议有名称，项目有竣工或验收材料。

    反例：
        entries:
          rescue-plan: {done: true, on: 2022-05-20}

    正例：
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
    """
    if case.entry.done is None:
        return NOT_EVALUATED
    if not case.entry.done or case.entry.evidence:
        return None
    return Violation(
        f"“{case.target.name}”报了完成，没有写凭据",
        advice("请⟦在 evidence⟧ 中写明文号、会议或项目名称；拿不出凭据的，⟦改填 done: false⟧"),
        case.at("done"),
        field="evidence",
    )


def done_without_date(case: EntryCase) -> Outcome:
    """报完成，没有日期

    为什么：是否按期，看的是完成日期。没有日期，就只能算到收到的那一天，对按期完成的单位不公平。

    反例：
        entries:
          rescue-plan: {done: true, evidence: [海民发〔2022〕12号]}

    正例：
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
    """
    if case.entry.done is None:
        return NOT_EVALUATED
    if not case.entry.done or case.entry.on is not None:
        return None
    return Violation(
        f"“{case.target.name}”报了完成，没有写完成日期",
        advice("请⟦补填 on: 完成日期⟧"),
        case.at("done"),
        field="on",
    )


def date_without_completion(case: EntryCase) -> Outcome:
    """没有完成，却写了完成日期

    为什么：完成日期和“没有完成”互相矛盾，必有一处填错。

    反例：
        entries:
          rescue-plan: {done: false, on: 2022-05-20}

    正例：
        entries:
          rescue-plan: {done: false}
    """
    if case.entry.done is None or case.entry.on is None:
        return NOT_EVALUATED
    if case.entry.done:
        return None
    return Violation(
        f"“{case.target.name}”报没有完成，又写了完成日期{day(case.entry.on)}",
        advice("已完成的⟦改填 done: true⟧；没有完成的⟦删去 on⟧"),
        case.at("on"),
    )


def date_not_yet_come(case: EntryCase) -> Outcome:
    """完成日期在收到之后

    为什么：报送的时候那一天还没有到，不可能已经完成。

    反例：
        entries:
          rescue-plan: {done: true, on: 2022-07-20, evidence: [海民发〔2022〕12号]}

    正例：
        entries:
          rescue-plan: {done: true, on: 2022-06-20, evidence: [海民发〔2022〕12号]}
    """
    on, received = case.entry.on, case.submission.received
    if on is None or received is None:
        return NOT_EVALUATED
    if on <= received:
        return None
    return Violation(
        f"完成日期{day(on)}在收到日期{day(received)}之后",
        advice("请核对完成日期；还没有完成的，⟦填 done: false⟧"),
        case.at("on"),
    )


def date_after_period(case: EntryCase) -> Outcome:
    """完成日期不在报告期内

    为什么：月报说的是截至月末的情况。月末以后才完成的，应当算在下个月。

    反例：
        entries:
          rescue-plan: {done: true, on: 2022-07-02, evidence: [海民发〔2022〕12号]}

    正例：
        entries:
          rescue-plan: {done: true, on: 2022-06-28, evidence: [海民发〔2022〕12号]}
    """
    on, submission = case.entry.on, case.submission
    if on is None:
        return NOT_EVALUATED
    # a day after the return was received is told by date-not-yet-come
    if on <= submission.period.last_day or (submission.received is not None and on > submission.received):
        return None
    return Violation(
        f"完成日期{day(on)}在{month(submission.period)}结束以后",
        "请核对完成日期；确在月末以后完成的，填到下个月",
        case.at("on"),
    )


def done_before_year(case: EntryCase) -> Outcome:
    """往年完成的事算到今年

    为什么：今年的任务应在今年完成。完成日期在往年的，不是年份写错，就是拿旧事充数。

    反例：
        entries:
          rescue-plan: {done: true, on: 2021-05-20, evidence: [海民发〔2021〕12号]}

    正例：
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
    """
    on, year = case.entry.on, case.submission.period.year
    if on is None:
        return NOT_EVALUATED
    if on.year >= year:
        return None
    return Violation(
        f"“{case.target.name}”的完成日期是{day(on)}，不在{year}年",
        advice("请核对年份；确系往年完成的，⟦在 explanations⟧ 中说明"),
        case.at("on"),
    )


def done_late(case: EntryCase) -> Outcome:
    """过了期限才完成

    为什么：晚完成也是完成，但要记为逾期补齐，写在这里供汇总使用。

    反例：
        # submissions/2022-07/150702.yaml
        entries:
          rescue-plan: {done: true, on: 2022-07-08, evidence: [海民发〔2022〕12号]}

    正例：
        # submissions/2022-07/150702.yaml
        entries:
          rescue-plan: {done: true, on: 2022-06-28, evidence: [海民发〔2022〕12号]}
    """
    on = case.entry.on
    if not case.entry.done or on is None:
        return NOT_EVALUATED
    if on <= case.target.due:
        return None
    return Violation(
        f"“{case.target.name}”{day(on)}完成，期限是{day(case.target.due)}，晚{(on - case.target.due).days}天",
        "无须更正；汇总时记为逾期补齐",
        case.at("on"),
    )


RULES: Final = (
    Rule("E111", Severity.ERROR, done_without_evidence, "entry", where=completes),
    Rule("E112", Severity.ERROR, done_without_date, "entry", where=completes),
    Rule("E113", Severity.ERROR, date_without_completion, "entry", where=is_dated),
    Rule("E114", Severity.ERROR, date_not_yet_come, "entry", where=is_dated),
    Rule("E115", Severity.QUERY, date_after_period, "entry", where=is_dated),
    Rule("E116", Severity.QUERY, done_before_year, "entry", where=is_dated),
    Rule("E117", Severity.NOTE, done_late, "entry", where=completes),
)
