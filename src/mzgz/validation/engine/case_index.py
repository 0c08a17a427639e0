"""What the rules look up again and again, built once for a ledger: who is asked for what, shared elements, prose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from mzgz.intake import faults
from mzgz.intake.faults import record
from mzgz.language.near_matches import close_to
from mzgz.model.findings import Diagnostic, Severity, slug_of
from mzgz.model.ledger import Ledger, Plan
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Target
from mzgz.model.unit import Unit
from mzgz.model.unit_tree import merged_units
from mzgz.validation.engine.target_abilities import one_number

_LOSING: Final = frozenset(rule.slug for rule in faults.RULES if rule.loses)
_UNKNOWN: Final = slug_of(record.unknown_key)

Path = tuple[str | int, ...]


class Operation(NamedTuple):
    """A number of a target: the target and the role of the number in it."""

    target: Target
    role: str


@dataclass(frozen=True)
class Elements:
    """Which numbers of a plan are the same data element, and which are part of one."""

    holders: dict[str, list[Operation]] = field(default_factory=dict)
    parts: dict[str, list[Operation]] = field(default_factory=dict)
    portions: dict[str, tuple[Operation, list[Operation]]] = field(default_factory=dict)
    """By the id of a target, its number and those of the targets that are a part of it."""

    @cached_property
    def contained(self) -> tuple[tuple[list[Operation], list[Operation]], ...]:
        """The numbers that stand for a whole, and those of its parts."""
        elements = [(self.holders.get(name, []), parts) for name, parts in self.parts.items()]
        return (*elements, *(([whole], parts) for whole, parts in self.portions.values()))

    @cached_property
    def shared(self) -> tuple[tuple[str, list[Operation]], ...]:
        """Elements that more than one target reports."""
        return tuple((name, held) for name, held in self.holders.items() if len(held) > 1)


def passages(submission: Submission) -> Iterable[tuple[Path, str]]:
    """Everything a person wrote freely, with the keys that lead to it."""
    for name, entry in submission.entries.items():
        if entry.note is not None:
            yield ("entries", name, "note"), entry.note
        if entry.not_applicable is not None:
            yield ("entries", name, "not_applicable"), entry.not_applicable
        if entry.evidence:
            yield from ((("entries", name, "evidence", place), item) for place, item in enumerate(entry.evidence))
    for place, explanation in enumerate(submission.explanations):
        yield ("explanations", place, "reason"), explanation.reason
    for place, highlight in enumerate(submission.highlights):
        yield ("highlights", place, "text"), highlight.text
    for place, honour in enumerate(submission.honours):
        yield ("honours", place, "title"), honour.title
        yield ("honours", place, "recipient"), honour.recipient
    for place, problem in enumerate(submission.problems):
        yield ("problems", place, "text"), problem.text


def is_blank(entry: Entry) -> bool:
    """The state `blank`, without the cost of naming the others."""
    return (
        entry.numerator is None
        and entry.value is None
        and entry.done is None
        and entry.stage is None
        and entry.denominator is None
        and entry.not_applicable is None
        and entry.pending is None
    )


class Index:
    """The ledger with its look-ups, the day of judgement, and what the readers could not read."""

    def __init__(self, ledger: Ledger, day: date, found: Sequence[Diagnostic] = (), today: date | None = None) -> None:
        self.ledger = ledger
        self.day = day
        self.today = today
        """The clock of the desk, where it is known: what lies after it has not happened."""
        self._due: dict[Period, tuple[Target, ...]] = {}
        self._own: dict[tuple[int, str], dict[str, Target]] = {}
        self._elements: dict[int, Elements] = {}
        self._faults: dict[str, list[Diagnostic]] = {}
        for finding in found:
            if finding.severity is Severity.ERROR:
                self._faults.setdefault(finding.source.path, []).append(finding)

    @cached_property
    def merged(self) -> Mapping[str, Sequence[Unit]]:
        """The units that were merged into another, by its code."""
        return merged_units(self.ledger.units.units)

    def own(self, year: int, unit: str) -> Mapping[str, Target]:
        """The year's targets that apply to a unit, by id."""
        key = (year, unit)
        if key not in self._own:
            plan = self.ledger.plans.get(year)
            targets = plan.targets.values() if plan else ()
            self._own[key] = {target.id: target for target in targets if self.ledger.applies(target, unit)}
        return self._own[key]

    def due(self, month: Period) -> tuple[Target, ...]:
        """Targets whose cadence asks for a report at the end of a month."""
        if month not in self._due:
            plan = self.ledger.plans.get(month.year)
            targets = plan.targets.values() if plan else ()
            self._due[month] = tuple(target for target in targets if target.due_in(month))
        return self._due[month]

    def unanswered(self, submission: Submission) -> list[Target]:
        """Targets the unit was asked for that are absent or blank in its return."""
        if not self._exists(submission.unit, submission.period):
            return []
        own, entries = self.own(submission.period.year, submission.unit), submission.entries
        missing = [
            target
            for target in self.due(submission.period)
            if (
                (entry := entries.get(target.id)) is None
                or (entry.numerator is None and entry.value is None and entry.done is None and is_blank(entry))
            )
            and target.id in own
            and self.ledger.asks_by(target, submission.unit, submission.period)
            and not (target.cadence.months is None and self.ledger.settled(target, submission.unit, submission.period))
        ]
        return (
            [target for target in missing if not self._reported_otherwise(target, submission)] if missing else missing
        )

    def _reported_otherwise(self, target: Target, submission: Submission) -> bool:
        """Whether the readers told it: an entry they had to reject, or one under an id that resembles this one."""
        if target.id in submission.entries:
            return False
        if self.was_written(target, submission):
            return True
        plan = self.ledger.plans[submission.period.year]
        unknown = [name for name in submission.entries if name not in plan.targets]
        return bool(close_to(target.id, unknown, 1))

    def was_written(self, target: Target, submission: Submission) -> bool:
        """Whether the file speaks of a target, even in an entry the readers had to reject."""
        # all keys that are absent have one place: that of the key which encloses them
        return target.id in submission.entries or submission.at("entries", target.id) != submission.at("entries", "")

    def is_whole(self, submission: Submission) -> bool:
        """Whether the readers could read all of a return, so that something absent was really left out."""
        faults = self._faults.get(submission.at().path)
        if not faults:
            return True
        entries = submission.at("entries")
        misnamed = not submission.entries  # then an unknown key may have been meant as `entries`
        return not any(
            finding.rule in _LOSING or finding.source == entries or (misnamed and finding.rule == _UNKNOWN)
            for finding in faults
        )

    def expected(self, unit: str, month: Period) -> bool:
        """Whether a unit owes a return for a month at all: not where all that is due is a thing already done."""
        if not self._exists(unit, month):
            return False
        own, due = self.own(month.year, unit), self.due(month)
        asks = self.ledger.asks_by
        # what comes again is owed whatever was said before: nearly always the first that is looked at
        return any(
            target.cadence.months is not None and target.id in own and asks(target, unit, month) for target in due
        ) or any(
            target.id in own and asks(target, unit, month) and not self.ledger.settled(target, unit, month)
            for target in due
        )

    def _exists(self, unit: str, month: Period) -> bool:
        known = self.ledger.units.by_code.get(unit)
        return known is None or known.asked_in(month)

    def elements(self, year: int) -> Elements:
        if year not in self._elements:
            plan = self.ledger.plans.get(year)
            self._elements[year] = gather_elements(plan) if plan else Elements()
        return self._elements[year]


def gather_elements(plan: Plan) -> Elements:
    """The data elements of a plan."""
    elements = Elements()
    for target in plan.targets.values():
        whole = plan.targets.get(target.part_of) if target.part_of else None
        if whole is not None and whole is not target and one_number(target) and one_number(whole):
            _, parts = elements.portions.setdefault(whole.id, (Operation(whole, "value"), []))
            parts.append(Operation(target, "value"))
        for role in target.operands:
            operand = target.operand(role)
            if operand.element is not None:
                elements.holders.setdefault(operand.element, []).append(Operation(target, role))
            if operand.within is not None:
                elements.parts.setdefault(operand.within, []).append(Operation(target, role))
    return elements
