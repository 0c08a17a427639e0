"""Whether a unit's month can be accepted or sent back, and the round that is written down for it.

Nothing here touches what a unit has said: a decision is a round for the record, or the reason why there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mzgz.language.finding_phrases import day
from mzgz.model.acceptance import Acceptance, Attachment, Reason, Round, Waiver, fingerprint
from mzgz.model.findings import Diagnostic, Severity
from mzgz.model.hints import Reader, either, for_reader
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.shortest_reason import REASON_LEAST
from mzgz.model.submissions import Submission
from mzgz.model.unit import Unit
from mzgz.validation.rules import acceptance_record
from mzgz.workflow.finding_in_form import message_of, place_of, said_of

_OWN: Final = "acceptance/"
_OF_RECORD: Final = frozenset(rule.slug for rule in acceptance_record.RULES)
_UNMENDED: Final = "照原样受理的，" + either("加 --unmended", "在下面勾“没有改，照原样受理”")
_NO_REASON: Final = "没有须改正或说明的问题；仍要退回的，请写明原因" + either("（--reason）", "（在“另外要说的”里）")
UNREADABLE: Final = "文件读不出来" + either("，请先执行 mzgz check 看错在哪里")


@dataclass(frozen=True, slots=True)
class Exemption:
    """What may stand all the same: rules (`jump`, or `jump:nursing-bed-share` for one target), why, by whose leave,
    and until when."""

    rules: tuple[str, ...]
    reason: str
    approved_by: str
    until: date

    def covers(self, finding: Diagnostic) -> bool:
        """Queries only: what cannot be true is corrected, never waived."""
        return finding.severity is Severity.QUERY and self.names(finding)

    def names(self, finding: Diagnostic) -> bool:
        return any(rule in (finding.rule, f"{finding.rule}:{finding.target}") for rule in self.rules)

    def waiver(self, finding: Diagnostic) -> Waiver:
        return Waiver(finding.rule, self.reason, self.approved_by, self.until, finding.target)

    def fault(self, on: date) -> str | None:
        """Why it cannot count; None if it can."""
        if len(self.reason.strip()) < REASON_LEAST:
            return f"暂缓的原因“{self.reason}”不足{REASON_LEAST}个字"
        if not self.approved_by.strip():
            return "没有写批准人的职务"
        return f"暂缓到{day(self.until)}，不在受理日期{day(on)}之后" if self.until <= on else None


@dataclass(frozen=True, slots=True)
class Decision:
    """The round to be written down; without one, why not. `standing` are the findings that stand in the way, or for
    which it is sent back."""

    unit: Unit
    month: Period
    round: Round | None = None
    why: str = ""
    standing: tuple[Diagnostic, ...] = ()
    settled: bool = False
    """No round because there is nothing left to do: it has been decided on already."""


def standing(
    findings: Sequence[Diagnostic], unit: str, month: Period, *, waived: bool = False
) -> tuple[Diagnostic, ...]:
    """What keeps a unit's month from being accepted: errors and queries nobody explained in what the unit has said;
    the bureau's own record is not the unit's to mend. `waived`: also what an earlier round let stand."""
    return tuple(
        finding
        for finding in findings
        if (finding.blocks or (waived and finding.waived is not None))
        and finding.unit == unit
        and finding.period == str(month)
        and not of_record(finding)
    )


def of_record(finding: Diagnostic) -> bool:
    """Whether it is about what the bureau accepted and wrote down: for the bureau to settle, not for the unit."""
    return finding.rule in _OF_RECORD or finding.source.path.startswith(_OWN)


def accept(
    ledger: Ledger,
    unit: Unit,
    month: Period,
    findings: Sequence[Diagnostic],
    *,
    by: str,
    on: date,
    exemption: Exemption | None = None,
    unmended: bool = False,
) -> Decision:
    """Accept what the unit says now; refused while findings stand that no exemption covers, and where it was sent back
    and nothing was changed, unless it is said that it is taken `unmended`."""
    submission, refusal = _handed_in(ledger, unit, month, on)
    if submission is None:
        return refusal
    record = ledger.acceptance.get((month, unit.code))
    now = standing(findings, unit.code, month, waived=exemption is not None)
    left = tuple(finding for finding in now if exemption is None or not exemption.covers(finding))
    settled = record and record.decided(submission) == "accepted" and _still_waived(record, on, left)
    if settled and exemption is None:
        return Decision(unit, month, why="已经受理，内容没有变", settled=True)
    if not unmended and record and record.last and record.decided(submission) == "returned":
        asked = f"退回时提的{len(record.last.reasons)}处都没有动"
        why = f"第{record.returns}次退回以后没有改过，{asked}；" + _UNMENDED
        return Decision(unit, month, why=why)
    if left:
        return Decision(unit, month, why=f"有{sum(each.count for each in left)}处须改正或说明", standing=left)
    waivers = [exemption.waiver(finding) for finding in now if exemption]
    built = Round(
        "accepted",
        on,
        by,
        _next_round(record),
        fingerprint(submission),
        submission.received,
        waivers=tuple(dict.fromkeys(waivers)),
        evidence=_attachments(ledger, submission),
    )
    return Decision(unit, month, built)


def _attachments(ledger: Ledger, submission: Submission) -> tuple[Attachment, ...]:
    """The files the return names as evidence, as they are now."""
    there = ledger.evidence.get((submission.period, submission.unit), {})
    named = {item.strip() for entry in submission.entries.values() for item in entry.evidence}
    return tuple(Attachment(name, there[name].sha256) for name in sorted(named & there.keys()))


def send_back(
    ledger: Ledger,
    unit: Unit,
    month: Period,
    findings: Sequence[Diagnostic],
    *,
    by: str,
    on: date,
    words: Sequence[str] = (),
    due: date | None = None,
) -> Decision:
    """Send back what the unit says now, with the findings that stand and the bureau's own words as reasons."""
    submission, refusal = _handed_in(ledger, unit, month, on)
    if submission is None:
        return refusal
    record = ledger.acceptance.get((month, unit.code))
    if record and record.decided(submission) == "returned":
        return Decision(unit, month, why=f"第{record.returns}次退回以后还没有改，这次没有再记", settled=True)
    now = standing(findings, unit.code, month)
    reasons = reasons_of(ledger, now, words)
    if not reasons:
        return Decision(
            unit,
            month,
            why=_NO_REASON,
        )
    until = due or on + timedelta(days=ledger.workspace.reporting.mend_within)
    if until < on:
        return Decision(unit, month, why=f"改好期限{day(until)}早于退回日期{day(on)}")
    number, mark = _next_round(record), fingerprint(submission)
    return Decision(
        unit, month, Round("returned", on, by, number, mark, submission.received, until, reasons), standing=now
    )


def reasons_of(ledger: Ledger, findings: Sequence[Diagnostic], words: Sequence[str] = ()) -> tuple[Reason, ...]:
    """The findings as reasons a district can read, then the bureau's own words."""
    rendered = (
        Reason(
            message_of(finding),
            for_reader(finding.hint, Reader.LETTER),
            finding.rule,
            finding.target,
            str(finding.source),
            place_of(ledger, finding),
            said_of(ledger, finding),
        )
        for finding in findings
    )
    return (*rendered, *(Reason(text.strip()) for text in words if text.strip()))


def _handed_in(ledger: Ledger, unit: Unit, month: Period, on: date) -> tuple[Submission | None, Decision]:
    """The return there is to decide on, or why there is none."""
    submission = ledger.submission(unit.code, month)
    record = ledger.acceptance.get((month, unit.code))
    why = ""
    if submission is None:
        why = UNREADABLE if (month, unit.code) in ledger.attempted else "没有报送"
    elif submission.received and submission.received > on:
        why = (
            f"{day(submission.received)}才收到，处理日期{day(on)}不对；"
            "收到日期写错了的，更正 received，或导入时加 --received"
        )
    elif record and record.last and record.last.on > on:
        why = f"{day(record.last.on)}已经处理过一次，处理日期{day(on)}不能在它之前"
    return (None if why else submission), Decision(unit, month, why=why)


def _next_round(record: Acceptance | None) -> int:
    return 1 + (record.returns if record else 0)


def _still_waived(record: Acceptance, on: date, left: Sequence[Diagnostic]) -> bool:
    """Whether all that stands is waived by the last round, and nothing has run out."""
    last = record.last
    if last is None or any(waiver.until < on for waiver in last.waivers):
        return False
    waived = {(waiver.rule, waiver.target) for waiver in last.waivers}
    return all((finding.rule, finding.target) in waived for finding in left)
