"""What the statistical return of a year (年报) has published: single numbers of a target, of a unit or the whole city."""

from __future__ import annotations

from dataclasses import dataclass

from mzgz.model.findings import Source
from mzgz.model.numbers import Number


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One number of the annual return."""

    year: int
    unit: str | None
    """The unit's code; None for the whole."""
    target: str
    role: str
    """numerator, denominator or value."""
    number: Number
    source: Source
    origin: str = ""
    """The table it was taken from, as the return names it."""
    reason: str = ""
    """Why what was reported differs from it (差异原因)."""
    reported: Number | None = None
    """What was reported when the reason was given: it excuses that number and no other."""
