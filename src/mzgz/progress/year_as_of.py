"""A year's plan as it is looked at on a day: what was received by then, and the month its figures are read at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mzgz.model.ledger import Ledger, Plan
from mzgz.model.periods import Period
from mzgz.model.targets import Target
from mzgz.model.territory_breaks import breaks, comparable
from mzgz.progress.month_close import close, month_for, reference_month


@dataclass(frozen=True)
class YearSeen:
    """What every conclusion of a board starts from."""

    ledger: Ledger
    year: int
    as_of: date
    asked: Period | None = None

    @cached_property
    def plan(self) -> Plan:
        return self.ledger.plans[self.year]

    @cached_property
    def reference(self) -> Period | None:
        """The month all figures are read at, before each target's own cadence."""
        return reference_month(self.ledger, self.year, self.as_of, self.asked)

    @cached_property
    def known(self) -> Ledger:
        """What was received by the as-of day."""
        return self.ledger.as_of(self.as_of)

    def declared(self, target: str) -> Target:
        """The target as it stood on the day, without a baseline of another ground."""
        stood = self.plan.targets[target].as_of(self.as_of)
        tree = self.ledger.units
        return comparable(stood, breaks(tree, stood), self.reference) if tree.changed else stood

    def month_of(self, target: Target) -> Period | None:
        """The month the target is read at by its own cadence."""
        return month_for(target, self.reference)

    def closed(self, month: Period) -> date:
        """The day the light of a month was set."""
        return close(self.ledger, month)
