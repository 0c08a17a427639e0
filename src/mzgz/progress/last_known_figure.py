"""What a unit last reported, shown beside a gap and never counted."""

from __future__ import annotations

from dataclasses import dataclass

from mzgz.model.periods import Period
from mzgz.model.targets.reported_facts import LACKING
from mzgz.progress.target_progress import Progress


@dataclass(frozen=True, slots=True)
class Known:
    """A figure of an earlier month."""

    period: Period
    display: str


def last_known(progress: Progress) -> Known | None:
    """The last figure of an earlier month of the year, where this one has none."""
    if progress.facts is None or progress.period is None or progress.heads.state not in LACKING:
        return None
    for index in reversed(progress.target.asked(progress.period)):
        month = Period(index, 1)
        state, figure = progress.target.tally(progress.facts, month)
        shown = progress.target.display(figure, month) if state == "reported" and month < progress.period else None
        if shown is not None:
            return Known(month, shown)
    return None
