"""What the writer of a month's letters has at hand: the ledger as known on the day, findings, and where returns stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from mzgz.language.finding_phrases import day
from mzgz.model.findings import Diagnostic
from mzgz.model.issued_letters import reminders
from mzgz.model.ledger import Ledger
from mzgz.model.local_words import Vocabulary
from mzgz.model.periods import Period
from mzgz.model.reporting_calendar import Reporting
from mzgz.model.unit import Unit
from mzgz.progress import Board
from mzgz.workflow.returns_of_the_year import Return, return_of


@dataclass(frozen=True)
class LetterContext:
    """One month, seen on one day. `findings` are those of `validation.run`; `units` those letters are wanted for."""

    ledger: Ledger
    month: Period
    on: date
    findings: Sequence[Diagnostic]
    units: Sequence[Unit]

    @property
    def rules(self) -> Reporting:
        """The office's own steps and deadlines."""
        return self.ledger.workspace.reporting

    @property
    def words(self) -> Vocabulary:
        """How land and trade are called here."""
        return self.ledger.workspace.vocabulary

    @property
    def due(self) -> date:
        """The day the month's return is due."""
        return self.ledger.due(self.month)

    @property
    def addressed(self) -> tuple[Unit, ...]:
        """The units directly below the bureau that those belong to, or are: they pass it on."""
        return tuple({top.code: top for top in (self.ledger.units.top_of(unit.code) for unit in self.units)}.values())

    @cached_property
    def states(self) -> Mapping[str, Return]:
        """Where every unit's return of the month stands."""
        return {unit.code: return_of(self.ledger, unit, self.month, self.on) for unit in self.ledger.units.units}

    @cached_property
    def board(self) -> Board:
        """The figures of the month by what is known on the day."""
        return Board(self.ledger, self.month.year, self.on, self.month)

    def reminded(self, unit: Unit) -> int:
        """How often the unit was reminded of the month before today."""
        return reminders(self.ledger.letters.get(self.month, ()), unit.code, self.on)

    def until(self, days: int) -> str:
        """So many days from today, as a date in a sentence."""
        return day(self.on + timedelta(days=days))

    def name(self, unit: Unit | None, what: str) -> str:
        """The name of a letter's file."""
        parts = [str(self.month), *((unit.code, unit.label) if unit else (self.words.whole,)), what]
        return "-".join(parts)
