"""Every unit's return of every month of a year: accepted, handed in, sent back, late, missing or not due yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from mzgz.model.acceptance import Acceptance
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.reporting_calendar import LateException
from mzgz.model.submissions import Submission
from mzgz.model.unit import Unit


class Stage(StrEnum):
    """Where a return stands; the value is the word the clerk reads."""

    ACCEPTED = "已受理"
    CHANGED = "受理后改动"
    RETURNED = "退回"
    RECEIVED = "已报"
    LATE = "迟报"
    UNREADABLE = "读不出"
    REFUSED = "退回待改"
    """A file came that could not be taken in; it went back, and nothing else is there."""
    MISSING = "未报"
    NOT_DUE = "未到期"
    NOT_ASKED = "不需报"


@dataclass(frozen=True, slots=True)
class Return:
    """One unit's return of one month as known on a day."""

    unit: Unit
    month: Period
    stage: Stage
    due: date
    received: date | None = None
    """The day it was first handed in: sending it back does not make it late."""
    returns: int = 0
    """How many times it was sent back."""
    missing_days: int = 0
    """Days since the due day where it is still missing."""
    refused: date | None = None
    """The last day a file came that could not be taken in and went back, where nothing else is there."""
    leave: LateException | None = None
    """The leave by which it is due later than those of others."""

    @property
    def owed(self) -> bool:
        """Whether its day has passed and nothing is there that could be taken in."""
        return self.missing_days > 0

    @property
    def late_days(self) -> int:
        """Days between the due day and the first receipt, or today where nothing came."""
        return max((self.received - self.due).days, 0) if self.received else self.missing_days

    @property
    def label(self) -> str:
        """As it is told: 退回（第2次）."""
        return f"退回（第{self.returns}次）" if self.stage is Stage.RETURNED else self.stage.value


@dataclass(frozen=True, slots=True)
class ReturnsTable:
    """Units in code order, each with the twelve months of the year."""

    year: int
    as_of: date
    rows: tuple[tuple[Return, ...], ...]


def returns_table(ledger: Ledger, year: int, as_of: date, units: Iterable[Unit] | None = None) -> ReturnsTable:
    """The year at a glance, as known at the end of `as_of`: of some units, or of all that report."""
    months = tuple(Period.year_of(year).months())
    chosen = [unit for unit in ledger.units.units if not unit.groups_only] if units is None else units
    rows = tuple(tuple(return_of(ledger, unit, month, as_of) for month in months) for unit in chosen)
    return ReturnsTable(year, as_of, rows)


def return_of(ledger: Ledger, unit: Unit, month: Period, as_of: date) -> Return:
    """Where a return stands at the end of `as_of`."""
    leave = ledger.leave(unit.code, month) if ledger.workspace.reporting.exceptions else None
    stands = _return_of(ledger, unit, month, as_of)
    return replace(stands, leave=leave) if leave and stands.stage is not Stage.NOT_ASKED else stands


def _return_of(ledger: Ledger, unit: Unit, month: Period, as_of: date) -> Return:
    due = ledger.due(month, unit.code)
    submission = ledger.submission(unit.code, month)
    record = ledger.acceptance.get((month, unit.code))
    record = record.known_by(as_of) if record else None
    returns = record.returns if record else 0
    if submission is not None:
        first = ledger.first_received(submission)
        known = ledger.known_on(unit.code, month, as_of)
        if known or (record and record.last):
            return Return(unit, month, _stage(known, record, first, due), due, first, returns)
    if (month, unit.code) in ledger.attempted and (month, unit.code) not in ledger.submissions:
        return Return(unit, month, Stage.UNREADABLE, due, None, returns)
    if next(ledger.asked(unit.code, month), None) is None or month < ledger.first_months.get(month.year, month):
        return Return(unit, month, Stage.NOT_ASKED, due)
    refused = max((day for day in ledger.refusals(month, unit.code) if day <= as_of), default=None)
    stage = Stage.REFUSED if refused else Stage.NOT_DUE if as_of <= due else Stage.MISSING
    return Return(unit, month, stage, due, None, returns, max((as_of - due).days, 0), refused)


def _stage(submission: Submission | None, record: Acceptance | None, first: date | None, due: date) -> Stage:
    """By the last decision, as long as it is one on what was handed in last (None: it came after the day)."""
    last = record.last if record else None
    if record is not None and last is not None:
        decided = record.decided(submission) if submission else last.action
        if decided is None and last.action == "accepted":
            return Stage.CHANGED
        if decided is not None:
            return Stage.ACCEPTED if decided == "accepted" else Stage.RETURNED
    return Stage.LATE if first is not None and first > due else Stage.RECEIVED
