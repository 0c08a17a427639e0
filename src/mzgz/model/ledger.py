"""Everything declared, frozen, with look-ups: the bureau, its plans, and what the units have said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from mzgz.model.findings import Source
from mzgz.model.parents_that_report import reports_itself
from mzgz.model.periods import Period, month_containing
from mzgz.model.reporting_calendar import LateException
from mzgz.model.settings import Workspace
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Section, Target
from mzgz.model.unit import Unit
from mzgz.model.unit_tree import UnitTree
from mzgz.model.unread_targets import UnreadTarget

if TYPE_CHECKING:  # few workspaces keep records of it
    from mzgz.model.acceptance import Acceptance
    from mzgz.model.annual_return_figures import PublishedFigure
    from mzgz.model.evidence_record import EvidenceFile
    from mzgz.model.issued_letters import IssuedLetter
    from mzgz.model.return_versions import Version

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
    unread: tuple[UnreadTarget, ...] = ()
    """What was declared and could not be read."""

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """By id, in the order of the plan."""
        return {target.id: target for section in self.sections for target in section.targets}

    @cached_property
    def section_of(self) -> Mapping[str, PlanSection]:
        return {target.id: section for section in self.sections for target in section.targets}

    @property
    def whole(self) -> bool:
        """Whether it is known of every id if it is declared: no file was given up before its end."""
        return all(each.name or each.id for each in self.unread)

    def registry_name(self, key: str) -> str:
        """What a count of the registry is called: as the numbers are that are held against it."""
        operands = (each.operand(role) for each in self.targets.values() for role in each.operands)
        return next((each.name for each in operands if each.registry == key), _REGISTRY_NAMES.get(key, key))

    def division(self, target: Target) -> str:
        """The responsible division: the target's own, or its section's."""
        return target.division or self.section_of[target.id].section.division


_REGISTRY_NAMES: Final = {"streets": "街道数", "townships": "乡镇数", "villages": "村数"}
"""Of those no number is held against."""


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
    versions: Mapping[Key, tuple[Version, ...]] = field(default_factory=dict)
    """Earlier versions of returns that were handed in more than once or accepted, oldest first."""
    evidence: Mapping[Key, Mapping[str, EvidenceFile]] = field(default_factory=dict)
    """The files that prove a return, by name."""
    published: tuple[PublishedFigure, ...] = ()
    """What the statistical returns of the years say."""
    locate: Callable[..., Source] = lambda *_: Source("mzgz.yaml")
    """From the keys of a value in mzgz.yaml to its place."""

    past_names: bool = False
    """Whether its units already go by the names of an older month."""

    over_columns: ClassVar[bool] = False
    """Whether it stands on the columns of a collected data set, and is read as it is asked."""

    @cached_property
    def units(self) -> UnitTree:
        units = tuple(sorted(self.workspace.units, key=lambda unit: unit.code))
        if all(unit.parent is None for unit in units):
            return UnitTree(units, self.workspace.levels)
        return UnitTree(units, self.workspace.levels, self._speaking())

    def _speaking(self) -> frozenset[str]:
        """Those who hand in returns; of units with others below those who say more than what names them."""
        handed_in: dict[str, dict[Key, tuple[str, ...]]] = {}
        for key in self.attempted:
            handed_in.setdefault(key[1], {})[key] = ()
        for key, item in self.submissions.items():
            handed_in.setdefault(key[1], {})[key] = tuple(item.entries)
        above = {unit.parent for unit in self.workspace.units}
        return frozenset(
            code
            for code, returns in handed_in.items()
            if code not in above
            or reports_itself(code, ((month.year, said) for (month, _), said in returns.items()), self.plans)
        )

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted(self.plans))

    def applicable(self, target: Target) -> tuple[Unit, ...]:
        """The units whose words on a target are added, in code order."""
        return tuple(unit for unit in self._named(target) if target.applies_to(unit) and not unit.reports_total)

    def concerns_anybody(self, target: Target) -> bool:
        """Whether there is a unit whose figures are added up for it."""
        return any(target.applies_to(unit) and not unit.reports_total for unit in self._named(target))

    def _named(self, target: Target) -> Sequence[Unit]:
        """All who may be in the scope of a target."""
        return self.units.some(target.scope) if isinstance(target.scope, tuple) else self.units.units

    def applies(self, target: Target, code: str) -> bool:
        unit = self.units.by_code.get(code)
        return unit is not None and target.applies_to(unit)

    def asks_by(self, target: Target, code: str, month: Period) -> bool:
        """Whether a unit in the scope of a target was in it by the end of a month already, as that stood then."""
        unit = self.units.by_code.get(code)
        dated = unit is not None and (target.revised or unit.registry_changed)
        return unit is None or not dated or target.concerned_in(unit, month)

    @cached_property
    def months(self) -> tuple[Period, ...]:
        """Months for which anything was submitted, in order."""
        return tuple(sorted({period for period, _ in self.submissions}))

    @cached_property
    def first_months(self) -> Mapping[int, Period]:
        """By year: the first month anybody handed in; before it, nobody was asked."""
        first: dict[int, Period] = {}
        for month in sorted({month for part in (self.attempted, self.submissions) for month, _ in part}):
            first.setdefault(month.year, month)
        return first

    @cached_property
    def begins(self) -> Period | None:
        """The first month the bureau asks anything of; None where it asks from January on."""
        return self.workspace.reporting.begins

    def months_of(self, year: int) -> list[Period]:
        """The months of a year for which anything can be handed in."""
        return [month for month in Period.year_of(year).months() if self.begins is None or month >= self.begins]

    @cached_property
    def by_unit(self) -> Mapping[str, tuple[Submission, ...]]:
        """Each unit's submissions in order of time."""
        rows: dict[str, list[Submission]] = {}
        for key in sorted(self.submissions, key=lambda key: (key[1], key[0])):
            rows.setdefault(key[1], []).append(self.submissions[key])
        return {code: tuple(submissions) for code, submissions in rows.items()}

    def submission(self, unit: str, month: Period) -> Submission | None:
        return self.submissions.get((month, unit))

    def named_in(self, month: Period) -> Ledger:
        """With its units called as they were at the end of a month; itself where that is how they are called now."""
        units = self.workspace.units
        if self.past_names or self.over_columns or not any(unit.former for unit in units):
            return self
        called = tuple(unit.called_in(month) for unit in units)
        if called == units:
            return self
        return replace(self, workspace=self.workspace.model_copy(update={"units": called}), past_names=True)

    def known_on(self, unit: str, month: Period, day: date) -> Submission | None:
        """A return as it was known at the end of `day`: as it stands, or its last version received by then."""
        now = self.submission(unit, month)
        if now is not None and self.received_by(now) <= day:
            return now
        versions = self.versions.get((month, unit), ())
        return _known_on(versions, day) if versions else None

    def decided_version(self, unit: str, month: Period) -> Submission | None:
        """The return as it was when the bureau decided on it last, where that has been kept."""
        record, versions = self.acceptance.get((month, unit)), self.versions.get((month, unit), ())
        if record is None:
            return None
        kept = (version.submission for version in reversed(versions))
        return next((each for each in kept if each is not None and record.decided(each)), None)

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
        there = unit not in self.units.by_code or self.units.by_code[unit].asked_in(month)
        for target in plan.targets.values() if plan and there else ():
            if not target.due_in(month) or not self.applies(target, unit) or not self.asks_by(target, unit, month):
                continue
            if target.cadence.months is None and self.settled(target, unit, month):
                continue
            yield target

    def settled(self, target: Target, unit: str, month: Period) -> bool:
        """Whether earlier returns of the year leave nothing to ask about a one-off thing."""
        reported = [entry for item, entry in self.series(target.id, unit, month.year) if item.period < month]
        return settled(reported, proof=target.completes)

    def received_by(self, submission: Submission) -> date:
        """The day a submission counts from: the day it was received, or its due day where none is written."""
        return submission.received or self.due(submission.period)

    def due(self, month: Period, unit: str | None = None) -> date:
        """The day a return is due: by the calendar of the office, and for a unit that has leave, until when it has."""
        reporting, calendar = self.workspace.reporting, self.workspace.calendar
        day = month.due_day(reporting.due_day)
        if calendar is not None:
            day = calendar.working_day_from(day)
        leave = self.leave(unit, month) if unit is not None and reporting.exceptions else None
        return max(day, leave.until) if leave else day

    def leave(self, unit: str, month: Period) -> LateException | None:
        """The leave a unit has to hand in a month later."""
        found = (each for each in self.workspace.reporting.exceptions if (each.unit, each.period) == (unit, month))
        return max(found, key=lambda each: each.until, default=None)

    def opens(self, month: Period) -> date | None:
        """The first day a return is taken; None where there is none, or where it would come after the day it is due."""
        reporting = self.workspace.reporting
        day = reporting.opens_day
        return None if day is None or day > reporting.due_day else month.due_day(day)

    def locks(self, month: Period, unit: str) -> date | None:
        """The last day a return is taken or may be changed; None where it stays open."""
        day = self.workspace.reporting.lock_day
        return None if day is None else max(month.due_day(day), self.due(month, unit))

    def last_due(self, day: date) -> Period:
        """The last month whose return was due by `day`: on 5 December that is November."""
        month = month_containing(day).previous()
        return month if self.due(month) <= day else month.previous()

    def first_received(self, submission: Submission) -> date | None:
        """The day the month was first handed in, also as a file that could not be taken in; what was sent back and
        handed in again is not late for that."""
        key = (submission.period, submission.unit)
        record = self.acceptance.get(key)
        first = record.first_received(submission) if record else submission.received
        earlier = [version.day for version in self.versions.get(key, ())] + list(self.refusals(*key))
        return min((first, *earlier)) if first and earlier else first

    def refusals(self, month: Period, unit: str) -> tuple[date, ...]:
        """The days on which a file came that could not be taken in and went back, by the book of letters."""
        letters = self.letters.get(month)
        if not letters:
            return ()
        from mzgz.model.issued_letters import refusals

        return refusals(letters, unit)

    def entry_received(self, target: str, submission: Submission) -> date:
        """The day from which what a return says of a target has been known: the day of the first of the versions that
        have said the same of it ever since, whatever the words beside it."""
        day, entry = self.received_by(submission), submission.entries.get(target)
        for version in reversed(self.versions.get((submission.period, submission.unit), ())):
            if version.day > day:
                continue
            reported = version.submission
            if reported is None or not _alike(reported.entries.get(target), entry):
                break
            day = version.day
        return day

    def last_received(self, year: int, until: Period | None = None) -> date | None:
        """The latest day anything of the year was received, or of its months up to one: a document of the year does not
        depend on the clock."""
        own = (
            item
            for (month, _), item in self.submissions.items()
            if month.year == year and (until is None or month <= until)
        )
        return max(map(self.received_by, own), default=None)

    def as_of(self, day: date) -> Ledger:
        """The ledger as it was known at the end of `day`: later receipts and decisions do not exist."""
        known = {key: item for key, item in self.submissions.items() if self.received_by(item) <= day}
        for key, versions in self.versions.items():
            if key not in known and (earlier := _known_on(versions, day)):
                known[key] = earlier
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


def _alike(one: Entry | None, other: Entry | None) -> bool:
    return one is other if one is None else one.counts_as(other)


def _known_on(versions: tuple[Version, ...], day: date) -> Submission | None:
    from mzgz.model.return_versions import known_on

    return known_on(versions, day)
