"""Which queries the bureau lets stand for a while: 暂缓, by whose leave and until when. Errors cannot be waived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from mzgz.language.finding_phrases import day as day_words
from mzgz.model.findings import Diagnostic, Severity
from mzgz.model.ledger import Ledger

if TYPE_CHECKING:  # few workspaces keep records of it
    from mzgz.model.acceptance import Waiver


@dataclass(frozen=True)
class Waivers:
    """Those in force on a day, by unit and month: granted when the return was accepted as it is now."""

    _granted: Mapping[tuple[str, str], tuple[Waiver, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, ledger: Ledger, day: date) -> Waivers:
        granted: dict[tuple[str, str], tuple[Waiver, ...]] = {}
        for (month, code), record in ledger.acceptance.items():
            known, submission = record.known_by(day), ledger.submissions.get((month, code))
            if known.last is None or not known.last.waivers or submission is None:
                continue
            if known.decided(submission) == "accepted":
                kept = tuple(waiver for waiver in known.last.waivers if waiver.until >= day)
                granted[code, str(month)] = kept
        return cls(granted)

    def settle(self, finding: Diagnostic) -> Diagnostic:
        """The finding as waived, or as it was."""
        if not self._granted or finding.severity is not Severity.QUERY or finding.unit is None or not finding.period:
            return finding
        for waiver in self._granted.get((finding.unit, finding.period), ()):
            if waiver.rule == finding.rule and waiver.target in (None, finding.target):
                rendered = f"暂缓：{waiver.approved_by}批准，到{day_words(waiver.until)}（{waiver.reason}）"
                return replace(finding, waived=rendered)
        return finding
