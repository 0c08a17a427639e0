"""Completeness: what was asked and not answered, or answered late."""

from __future__ import annotations

from typing import Final

from mzgz.language.value_phrases import day, month
from mzgz.model.findings import Rule, Severity, Source
from mzgz.model.hints import advice, either
from mzgz.validation.engine.cases import (
    NOT_EVALUATED,
    EntryCase,
    Outcome,
    ReturnCase,
    SeriesCase,
    SubmissionCase,
    Violation,
)
from mzgz.validation.engine.target_abilities import is_quotient

RECEIPT_MOST: Final = 731
"""Days after the due day: a later receipt is a wrong clock or a wrong year."""
PROMISE_MOST: Final = 92
"""Days after the month's end that a promise of a figure may reach."""


def missing_return(case: ReturnCase) -> Outcome:
    """没有按期报送

    为什么：少一个单位，全市的数就合不出来。截止日一过还没有文件的，要逐个催报。

    反例：
        # submissions/2022-06/150702.yaml
        received: 2022-07-08
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        # submissions/2022-06/150703.yaml
        entries: {}
        # submissions/2022-06/150721.yaml
        entries: {}
        # submissions/2022-06/150722.yaml
        entries: {}
        # submissions/2022-06/150723.yaml
        entries: {}

    正例：
        # submissions/2022-06/150702.yaml
        received: 2022-07-08
        entries: {}
        # submissions/2022-06/150703.yaml
        entries: {}
        # submissions/2022-06/150721.yaml
        entries: {}
        # submissions/2022-06/150722.yaml
        entries: {}
        # submissions/2022-06/150723.yaml
        entries: {}
        # submissions/2022-06/150724.yaml
        entries: {}
    """
    if case.attempted or case.later is not None:
        return None
    path = f"submissions/{case.month}/{case.unit.code}.yaml"
    return Violation(
        f"{case.unit.label}{month(case.month)}的数据没有报送，截止日是{day(case.due)}",
        "请报送" + either(f" {path}") + advice("；暂时报不出的数，⟦写 pending: 承诺日期⟧"),
        Source(path),
    )


def month_skipped(case: ReturnCase) -> Outcome:
    """中间缺了一个月

    为什么：后面的月份报了，这个月始终没有报。全年的判定因此不作结论，报告里写明，但不能一直挡着以后的报送。

    反例：
        # submissions/2022-05/150702.yaml
        entries: {}
        # submissions/2022-05/150703.yaml
        entries: {}
        # submissions/2022-06/150702.yaml
        entries: {}
        # submissions/2022-07/150702.yaml
        entries: {}
        # submissions/2022-07/150703.yaml
        entries: {}

    正例：
        # submissions/2022-05/150702.yaml
        entries: {}
        # submissions/2022-06/150702.yaml
        entries: {}
        # submissions/2022-07/150702.yaml
        entries: {}
    """
    if case.attempted or case.later is None:
        return None
    path = f"submissions/{case.month}/{case.unit.code}.yaml"
    return Violation(
        f"{case.unit.label}{month(case.month)}的数据始终没有报送，{month(case.later)}又报了",
        "能补的请补报" + either(f" {path}") + "；补不了的，涉及这个月的全年任务不作结论",
        Source(path),
    )


def late_return(case: SubmissionCase) -> Outcome:
    """报送迟了

    为什么：迟报会推迟全市汇总。收到的日期与截止日一比就知道，写在这里供通报使用。按期报来、退回后再报的不算迟。

    反例：
        received: 2022-07-08
        entries: {}

    正例：
        received: 2022-07-04
        entries: {}
    """
    submission, ledger = case.submission, case.books.ledger
    received = ledger.first_received(submission)
    if received is None:
        return NOT_EVALUATED
    due = ledger.due(submission.period, submission.unit)
    if received <= due:
        return None
    late = (received - due).days
    return Violation(
        f"{day(received)}收到，比截止日{day(due)}晚{late}天",
        advice("请下期按时报送；收到日期写错了的，请更正 ⟦received⟧"),
        submission.at("received"),
    )


def early_return(case: SubmissionCase) -> Outcome:
    """报告期没结束就报了

    为什么：报的是期末数。月份没过完就报，报的只能是估计数。

    反例：
        received: 2022-06-20
        entries: {}

    正例：
        received: 2022-07-04
        entries: {}
    """
    submission = case.submission
    if submission.received is None:
        return NOT_EVALUATED
    if submission.received >= submission.period.last_day:
        return None
    return Violation(
        f"{day(submission.received)}就收到了，{month(submission.period)}还没有结束",
        "请核对收到日期和报告期；提前报的，请以月末数重新核对",
        submission.at("received"),
    )


def received_impossible(case: SubmissionCase) -> Outcome:
    """收到日期不可能

    为什么：收到日期在今天以后，或者在截止日两年以后，多半是电脑的日期不对，或者年份写错。报告里“数据截至”的日期就是从这里来的。

    反例：
        received: 2099-01-01
        entries: {}

    正例：
        received: 2022-07-04
        entries: {}
    """
    submission, books = case.submission, case.books
    if submission.received is None:
        return NOT_EVALUATED
    due = submission.period.due_day(books.ledger.workspace.reporting.due_day)
    today = books.today
    if (today is None or submission.received <= today) and (submission.received - due).days <= RECEIPT_MOST:
        return None
    ahead = today is not None and submission.received > today
    why = f"今天是{day(today)}" if ahead and today else f"截止日是{day(due)}，晚了两年以上"
    return Violation(
        f"收到日期写的是{day(submission.received)}，{why}",
        advice("请更正 ⟦received⟧；导入时写上的，先核对电脑的日期"),
        submission.at("received"),
    )


def promise_too_far(case: EntryCase) -> Outcome:
    """待核的日期太远

    为什么：待核是过几天就能报。承诺到几个月、几年以后的，等于不报，催也催不到。

    反例：
        entries:
          nursing-bed-share: {pending: 2099-01-01}

    正例：
        entries:
          nursing-bed-share: {pending: 2022-07-10}
    """
    promised, period = case.entry.pending, case.submission.period
    if promised is None or (promised - period.last_day).days <= PROMISE_MOST:
        return None
    return Violation(
        f"“{case.target.name}”待核到{day(promised)}，比{month(period)}末晚{(promised - period.last_day).days}天",
        f"请写{PROMISE_MOST}天以内能报出的日期；确实报不出的，请说明情况并与市局商定",
        case.at("pending"),
    )


def blank_entry(case: SubmissionCase) -> Outcome:
    """该填的没有填

    为什么：空着既不是 0，也不是不适用。只要缺一个数，全市的数就算不出来。

    反例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          visit-system: {done: true}
          no-relapse: {value: 0}

    正例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          visit-system: {done: true}
          no-relapse: {value: 0}
          care-beds: {value: 1450}
    """
    submission = case.submission
    if not case.books.is_whole(submission):
        return NOT_EVALUATED
    missing = [
        Violation(
            f"“{target.name}”（{target.id}）没有填",
            advice("请补填；没有这类对象⟦写 not_applicable: 原因⟧，数据待核⟦写 pending: 承诺日期⟧"),
            submission.at("entries", target.id),
            target=target.id,
        )
        for target in case.books.unanswered(submission)
    ]
    return tuple(missing) or None


def operand_missing(case: EntryCase) -> Outcome:
    """分子、分母只填了一个

    为什么：占比要两个数才算得出来，缺一个等于没有报。

    反例：
        entries:
          nursing-bed-share: {numerator: 812}

    正例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
    """
    numerator, denominator = case.entry.numerator, case.entry.denominator
    if (numerator is None) == (denominator is None):
        return None
    role = "numerator" if numerator is None else "denominator"
    return Violation(
        f"“{case.target.name}”缺{case.target.operand(role).name}",
        advice(f"请补填 ⟦{role}⟧"),
        case.at(),
    )


def promise_passed(case: SeriesCase) -> Outcome:
    """待核的数过了承诺日期

    为什么：待核不是长期空着的理由。过了自己承诺的日期，就要交数。

    反例：
        received: 2022-07-12
        entries:
          nursing-bed-share: {pending: 2022-07-10}

    正例：
        entries:
          nursing-bed-share: {pending: 2022-07-10}
    """
    wrong = []
    for place, row in enumerate(case.rows):
        promised = row.entry.pending
        if promised is None or promised >= row.day or _answered(case, place):
            continue
        wrong.append(
            Violation(
                f"“{case.target.name}”承诺{day(promised)}前报数，至今没有报",
                advice("请补填数值，并⟦删去 pending⟧；仍报不出的，写新的承诺日期"),
                row.at("pending"),
                period=row.submission.period,
            )
        )
    return tuple(wrong) or None


def _answered(case: SeriesCase, place: int) -> bool:
    """A thing asked once may be answered by any later return; a month's figure only by that month's."""
    later = case.rows[place + 1 :]
    return case.target.cadence.months is None and any(row.entry.state != "pending" for row in later)


RULES: Final = (
    Rule("C101", Severity.QUERY, missing_return, "return"),
    Rule("C111", Severity.NOTE, month_skipped, "return"),
    Rule("C102", Severity.NOTE, late_return, "submission"),
    Rule("C103", Severity.QUERY, blank_entry, "submission"),
    Rule("C104", Severity.ERROR, operand_missing, "entry", where=is_quotient, passes_ordinary=True),
    Rule("C105", Severity.QUERY, promise_passed, "series", passes_ordinary=True),
    Rule("C115", Severity.ERROR, received_impossible, "submission"),
    Rule("C116", Severity.QUERY, promise_too_far, "entry", passes_ordinary=True),
    Rule("C110", Severity.NOTE, early_return, "submission"),
)
