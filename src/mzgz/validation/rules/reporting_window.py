"""When a return is taken and who answers for it, as far as the bureau has laid that down in mzgz.yaml."""

from __future__ import annotations

from typing import Final

from mzgz.language.value_phrases import day
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice, either
from mzgz.validation.engine.cases import NOT_EVALUATED, Outcome, SubmissionCase, Violation

_SIGNERS: Final = {"filled_by": "填报人", "approved_by": "审核人", "signed_by": "签发人"}


def signature_missing(case: SubmissionCase) -> Outcome:
    """没有写明责任人

    为什么：局里规定了报表要由谁填、谁审、谁签。没有写的，出了错找不到人。写职务，不写人名。

    反例：
        # mzgz.yaml
        reporting: {due_day: 5, signatures: [filled_by, signed_by]}
        # submissions/2022-06/150702.yaml
        filled_by: 规划财务股
        entries: {}

    正例：
        # mzgz.yaml
        reporting: {due_day: 5, signatures: [filled_by, signed_by]}
        # submissions/2022-06/150702.yaml
        filled_by: 规划财务股
        signed_by: 局长
        entries: {}
    """
    wanted = case.books.ledger.workspace.reporting.signatures
    if not wanted:
        return NOT_EVALUATED
    missing = [name for name in wanted if not (getattr(case.submission, name) or "").strip()]
    if not missing:
        return None
    names = "、".join(_SIGNERS[name] for name in missing)
    keys = "；".join(f"{name}: 职务" for name in missing)
    return Violation(f"没有写明{names}", either(f"请补上 {keys}", f"请写明{names}的职务"), case.submission.at())


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
    Rule("C121", Severity.ERROR, signature_missing, "submission"),
    Rule("C122", Severity.QUERY, received_before_opening, "submission"),
    Rule("C123", Severity.ERROR, received_after_lock, "submission"),
)
