"""Which month counts: the last one whose return was due, and the day a month's light is set."""

from __future__ import annotations

from datetime import date

from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.targets import Target


def reference_month(ledger: Ledger, year: int, as_of: date, period: Period | None = None) -> Period | None:
    """The last month of the year whose return was due by the as-of day, or the last month of the period asked for.

    None where no return of the year was due yet.
    """
    if period is not None:
        return Period.month_of(period.year, period.month)
    month = min(ledger.last_due(as_of), Period.month_of(year, 12))
    if ledger.begins is not None and month < ledger.begins:
        return None
    return month if month.year == year else None


def month_for(target: Target, reference: Period | None) -> Period | None:
    """The last month of the target's own cadence up to the reference; None where it was not asked for yet."""
    if reference is None:
        return None
    month = target.last_asked(reference)
    if target.begins is not None and month < target.begins:
        return None
    return month if month.year == reference.year else None


def close(ledger: Ledger, month: Period) -> date:
    """The day on which a month's light is set: the day its return is due."""
    return ledger.due(month)


def current_year(ledger: Ledger, as_of: date) -> int | None:
    """The year the as-of day speaks of: that of the last month due, as far as there is a plan for it."""
    year = ledger.last_due(as_of).year
    past = [known for known in ledger.years if known <= year]
    return past[-1] if past else next(iter(ledger.years), None)
