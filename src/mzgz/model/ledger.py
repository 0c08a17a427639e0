"""Everything declared, frozen, with look-ups: the bureau, its plans, and what the units have said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from mzgz.model.findings import Source
from mzgz.model.periods import Period
from mzgz.model.settings import Workspace
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Section, Target
from mzgz.model.units import Unit, UnitTree

if TYPE_CHECKING:  # few workspaces keep records of it
    from mzgz.model.acceptance import Acceptance
    from mzgz.model.issued_letters import IssuedLetter

Key = tuple[Period, str]
"""(month, unit code)"""


@dataclass(frozen=True)
class PlanSection:
    """One file of the plan: its heading, its targets in order, and where it stands."""

    section: Section
    targets: tuple[Target, ...]
    path: str


@dataclass(frozen=True)
class Plan:
    """All that was promised for a year."""

    year: int
    sections: tuple[PlanSection, ...]

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """By id, in the order of the plan."""
        return {target.id: target for section in self.sections for target in section.targets}

    @cached_property
    def section_of(self) -> Mapping[str, PlanSection]:
        return {target.id: section for section in self.sections for target in section.targets}

    def division(self, target: Target) -> str:
        """The responsible division: the target's own, or its section's."""
        return target.division or self.section_of[target.id].section.division


@dataclass(frozen=True)
class Ledger:
    """The whole workspace as data. Rejected records are absent but their ids stay in `known`."""

    workspace: Workspace
    plans: Mapping[int, Plan] = field(default_factory=dict)
    submissions: Mapping[Key, Submission] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    """Target ids that were declared, also by records that were rejected."""
    attempted: Mapping[Key, str] = field(default_factory=dict)
    """Paths of submission files that exist, also where nothing of them could be read."""
    acceptance: Mapping[Key, Acceptance] = field(default_factory=dict)
    """What the bureau decided on returns: accepted, or sent back."""
    letters: Mapping[Period, tuple[IssuedLetter, ...]] = field(default_factory=dict)
    """By month: the letters that went out."""
    locate: Callable[..., Source] = lambda *_: Source("mzgz.yaml")
    """From the keys of a value in mzgz.yaml to its place."""

    @cached_property
    def units(self) -> UnitTree:
        return UnitTree(tuple(sorted(self.workspace.units, key=lambda unit: unit.code)))

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted(self.plans))

    def applicable(self, target: Target) -> tuple[Unit, ...]:
        """The units a target applies to, in code order."""
        return tuple(unit for unit in self.units.units if target.applies_to(unit))

    def applies(self, target: Target, code: str) -> bool:
        unit = self.units.by_code.get(code)
        return unit is not None and target.applies_to(unit)

    @cached_property
    def months(self) -> tuple[Period, ...]:
        """Months for which anything was submitted, in order."""
        return tuple(sorted({period for period, _ in self.submissions}))

    @cached_property
    def by_unit(self) -> Mapping[str, tuple[Submission, ...]]:
        """Each unit's submissions in order of time."""
        rows: dict[str, list[Submission]] = {}
        for key in sorted(self.submissions, key=lambda key: (key[1], key[0])):
            rows.setdefault(key[1], []).append(self.submissions[key])
        return {code: tuple(submissions) for code, submissions in rows.items()}

    def submission(self, unit: str, month: Period) -> Submission | None:
        return self.submissions.get((month, unit))

    def entry(self, target: str, unit: str, month: Period) -> Entry | None:
        submission = self.submissions.get((month, unit))
        return submission.entries.get(target) if submission else None

    def series(self, target: str, unit: str, year: int) -> Iterator[tuple[Submission, Entry]]:
        """What a unit said about a target in the months of a year, in order."""
        for submission in self.by_unit.get(unit, ()):
            if submission.period.year == year and target in submission.entries:
                yield submission, submission.entries[target]

    def target(self, target: str, year: int) -> Target | None:
        plan = self.plans.get(year)
        return plan.targets.get(target) if plan else None

    def asked(self, unit: str, month: Period) -> Iterator[Target]:
        """Targets a unit must report at the end of a month: those its cadence brings up, and one-off ones that are
        due and that no earlier return of the unit has reported as done or as not applicable."""
        plan = self.plans.get(month.year)
        for target in plan.targets.values() if plan else ():
            if not self.applies(target, unit) or not target.due_in(month):
                continue
            if target.cadence.months is None and self.settled(target, unit, month):
                continue
            yield target

    def settled(self, target: Target, unit: str, month: Period) -> bool:
        """Whether earlier returns of the year leave nothing to ask about a one-off thing."""
        said = [entry for item, entry in self.series(target.id, unit, month.year) if item.period < month]
        return settled(said, proof=target.completes)

    def received_by(self, submission: Submission) -> date:
        """The day a submission counts from: the day it was received, or its due day where none is written."""
        return submission.received or submission.period.due_day(self.workspace.reporting.due_day)

    def first_received(self, submission: Submission) -> date | None:
        """The day the month was first handed in; what was sent back and handed in again is not late for that."""
        record = self.acceptance.get((submission.period, submission.unit))
        return record.first_received(submission) if record else submission.received

    def last_received(self, year: int) -> date | None:
        """The latest day anything of the year was received: a document of the year does not depend on the clock."""
        days = [self.received_by(item) for (month, _), item in self.submissions.items() if month.year == year]
        return max(days, default=None)

    def as_of(self, day: date) -> Ledger:
        """The ledger as it was known at the end of `day`: later receipts and decisions do not exist."""
        known = {key: item for key, item in self.submissions.items() if self.received_by(item) <= day}
        decided = {key: record.known_by(day) for key, record in self.acceptance.items()}
        return replace(self, submissions=known, acceptance=decided)


def settled(said: Sequence[Entry], *, proof: bool) -> bool:
    """Whether a one-off thing needs no further word: done (and proved, where it must be), or not applicable to one whom
    it never concerned."""
    done = [entry for entry in said if entry.done is True]
    if any(not proof or (entry.on is not None and any(each.strip() for each in entry.evidence)) for entry in done):
        return True
    states = {entry.state for entry in said}
    return "not_applicable" in states and not states & {"reported", "pending"}
