"""When a return came in: late, early, before the opening or after the lock of the month, on an impossible day."""

from __future__ import annotations

from typing import Final

from mzgz.language.finding_phrases import day, month
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice, either
from mzgz.validation.engine.cases import (
    NOT_EVALUATED,
    Outcome,
    SubmissionCase,
    Violation,
)

RECEIPT_MOST: Final = 3653
"""Days after the due day: a later receipt is a wrong clock or a wrong year."""


def late_return(case: SubmissionCase) -> Outcome:
    """报送迟了

    为什么：迟报会推迟汇总。收到的日期与截止日一比就知道，写在这里供通报使用。按期报来、退回后再报的不算迟。

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

    为什么：收到日期在今天以后，或者在截止日十年以后，多半是电脑的日期不对，或者年份写错。报告里“数据截至”的日期就是从这里来的。

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
    why = f"今天是{day(today)}" if ahead and today else f"截止日是{day(due)}，晚了十年以上"
    return Violation(
        f"收到日期写的是{day(submission.received)}，{why}",
        advice("请更正 ⟦received⟧；导入时写上的，先核对电脑的日期"),
        submission.at("received"),
    )


def received_before_opening(case: SubmissionCase) -> Outcome:
    """还没有开始收就报了

    为什么：局里规定了从哪天起收。提前报的，多半是期末数还没有出来时的估计数。

    反例：
        # mzgz.yaml
        reporting: {due_day: 5, opens_day: 2}
        # submissions/2022-06/150702.yaml
        received: 2022-07-01
        entries: {}

    正例：
        # mzgz.yaml
        reporting: {due_day: 5, opens_day: 2}
        # submissions/2022-06/150702.yaml
        received: 2022-07-02
        entries: {}
    """
    opens, received = case.books.ledger.opens(case.submission.period), case.submission.received
    if opens is None or received is None:
        return NOT_EVALUATED
    if received >= opens:
        return None
    message = f"{day(received)}就收到了，规定从{day(opens)}起报送"
    return Violation(
        message, "请以期末数重新核对；" + advice("收到日期写错了的，请⟦更正 received⟧"), case.submission.at("received")
    )


def received_after_lock(case: SubmissionCase) -> Outcome:
    """锁定以后才报来

    为什么：过了锁定日，数已经汇总、上报。要补报、改报的，由有权的人批准，写在 mzgz.yaml 里，才能算数。

    反例：
        # mzgz.yaml
        reporting: {due_day: 5, lock_day: 20}
        # submissions/2022-06/150702.yaml
        received: 2022-07-25
        entries: {}

    正例：
        # mzgz.yaml
        reporting:
          due_day: 5
          lock_day: 20
          exceptions: [{unit: "150702", period: 2022-06, until: 2022-07-31, allowed_by: 分管副局长, reason: 专网检修}]
        # submissions/2022-06/150702.yaml
        received: 2022-07-25
        entries: {}
    """
    submission, ledger = case.submission, case.books.ledger
    lock = ledger.locks(submission.period, submission.unit)
    if lock is None or submission.received is None:
        return NOT_EVALUATED
    if submission.received <= lock:
        return None
    return Violation(
        f"{day(submission.received)}才收到，{day(lock)}以后已经锁定",
        "请退回，或由有权的人批准" + either("，写进 mzgz.yaml 的 reporting.exceptions"),
        submission.at("received"),
    )


RULES: Final = (
    Rule("C102", Severity.NOTE, late_return, "submission"),
    Rule("C115", Severity.ERROR, received_impossible, "submission"),
    Rule("C110", Severity.NOTE, early_return, "submission"),
    Rule("C122", Severity.QUERY, received_before_opening, "submission"),
    Rule("C123", Severity.ERROR, received_after_lock, "submission"),
)
