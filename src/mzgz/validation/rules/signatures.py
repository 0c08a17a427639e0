"""Who answers for a return, as far as the bureau has laid that down in mzgz.yaml."""

from __future__ import annotations

from typing import Final

from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import either
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


RULES: Final = (Rule("C121", Severity.ERROR, signature_missing, "submission"),)
