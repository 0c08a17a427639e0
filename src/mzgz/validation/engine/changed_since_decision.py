"""What is to be looked at again: the returns and targets that are not as the bureau decided on them last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mzgz.model.findings import Diagnostic
from mzgz.model.ledger import Key, Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.model.targets import Target


@dataclass(frozen=True, slots=True)
class Changed:
    """By return the targets that changed; None for a return of which everything is new."""

    targets: Mapping[tuple[str, str], frozenset[str] | None]
    """(unit code, month) → targets."""

    def holds(self, finding: Diagnostic) -> bool:
        """Whether a finding is about something that changed; what is about a return as a whole, if any of it did."""
        if finding.unit is None or finding.period is None:
            return False
        return self._holds(finding.unit, finding.period, finding.target)

    def concerns(self, target: str) -> bool:
        """Whether anything of a target has to be looked at again."""
        return any(changed is None or target in changed for changed in self.targets.values())

    def counts(self, unit: str | None, period: Period | None, target: str | None) -> bool:
        if unit is None:
            return False
        if period is None:
            return any(self._holds(code, month, target) for code, month in self.targets if code == unit)
        return self._holds(unit, str(period), target)

    def _holds(self, unit: str, month: str, target: str | None) -> bool:
        if (unit, month) in self.targets:
            changed = self.targets[unit, month]
            if changed is None or target is None or target in changed:
                return True
        return target is not None and self._echoes(unit, month, target)

    def _echoes(self, unit: str, month: str, target: str) -> bool:
        """Whether an earlier month changed: what was said since, also in the next year, is held against it."""
        return any(
            code == unit and earlier < month and (changed is None or target in changed)
            for (code, earlier), changed in self.targets.items()
        )


def changed_since_decided(ledger: Ledger) -> Changed:
    """Everything nobody has decided on yet, and what has changed in the rest since."""
    found: dict[tuple[str, str], frozenset[str] | None] = {}
    for key in sorted({*ledger.attempted, *ledger.acceptance}):
        now = ledger.submissions.get(key)
        changed = frozenset[str]() if now is not None and _settled(ledger, key, now) else _targets(ledger, key, now)
        if changed is None or changed:
            found[key[1], str(key[0])] = changed
    return Changed(found)


def _settled(ledger: Ledger, key: Key, now: Submission) -> bool:
    record = ledger.acceptance.get(key)
    return record is not None and record.decided(now) is not None


def _targets(ledger: Ledger, key: Key, now: Submission | None) -> frozenset[str] | None:
    """The targets whose entries differ from what was decided on; None where that is unknown."""
    before = ledger.decided_version(key[1], key[0])
    if before is None or now is None:
        return None
    names = before.entries.keys() | now.entries.keys()
    changed = {name for name in names if before.entries.get(name) != now.entries.get(name)}
    return frozenset(changed | _held_against(ledger, key, changed))


def _held_against(ledger: Ledger, key: Key, changed: set[str]) -> set[str]:
    """The targets whose numbers are the same thing as one that changed, or a part of it."""
    plan = ledger.plans.get(key[0].year)
    targets = plan.targets if plan else {}
    shared = set().union(*(_things(targets[name]) for name in changed if name in targets))
    return {target.id for target in targets.values() if _things(target) & shared}


def _things(target: Target) -> set[str]:
    operands = [target.operand(role) for role in target.operands]
    things = {thing for each in operands for thing in (each.element, each.within) if thing}
    return things | {f"target {name}" for name in (target.id, target.part_of) if name}
