"""What a unit has changed since the bureau last decided on its return: what was asked and was not touched shows, too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mzgz.intake.form.import_diff import EntryChange, changes
from mzgz.model.acceptance import Reason, Round, fingerprint
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.model.unit import Unit

_OWN: Final = ("received",)
"""Changes of every hand-in."""


@dataclass(frozen=True, slots=True)
class ChangesSince:
    """Beside the last decision: all that is different now."""

    round: Round
    changes: tuple[EntryChange, ...]
    known: bool = True
    """Whether the version that was decided on is still there to be compared with."""

    @property
    def words(self) -> str:
        """The decision, as it is told."""
        return f"第{self.round.round}次退回" if self.round.action == "returned" else "受理"

    @property
    def asked(self) -> tuple[tuple[Reason, bool], ...]:
        """What was asked, each with whether anything was changed about it."""
        touched = {change.path[1] for change in self.changes if change.path[0] == "entries"}
        spoken = any(change.path[0] == "explanations" for change in self.changes)
        return tuple(
            (each, each.target in touched or (each.target is not None and spoken)) for each in self.round.reasons
        )


def changes_since_decided(ledger: Ledger, unit: Unit, month: Period) -> ChangesSince | None:
    """None where nothing was decided, or nothing is different from what was decided on."""
    submission, record = ledger.submission(unit.code, month), ledger.acceptance.get((month, unit.code))
    last = record.last if record else None
    if submission is None or record is None or last is None or record.decided(submission) is not None:
        return None
    before = _version(ledger, submission, last.fingerprint)
    if before is None:
        return ChangesSince(last, (), known=False)
    found = changes(before, submission, ledger.plans[month.year])
    return ChangesSince(last, tuple(change for change in found if change.path[0] not in _OWN))


def _version(ledger: Ledger, submission: Submission, mark: str) -> Submission | None:
    for version in reversed(ledger.versions.get((submission.period, submission.unit), ())):
        kept = version.submission
        if kept is not None and fingerprint(kept) == mark:
            return kept
    return None
