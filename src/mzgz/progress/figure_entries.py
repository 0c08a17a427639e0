"""From which entries a figure was read, and where they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mzgz.model.findings import Source
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Heads
from mzgz.model.targets.reported_facts import Facts


class ReadFromEntries:
    """What is known of the origin of a figure: the entries of one unit, or of the units behind it."""

    __slots__ = ()

    target: Target
    period: Period | None
    heads: Heads
    parts: Sequence[ReadFromEntries]
    facts: Facts | None
    returns: tuple[Submission, ...]

    @property
    def entry(self) -> Entry | None:
        """What the unit wrote for `period`."""
        pairs = [entry for submission, entry in self.entries if self.period and submission.period <= self.period]
        last = [entry for submission, entry in self.entries if submission.period == self.period]
        return last[0] if last else pairs[-1] if pairs and not self.target.cadence.months else None

    @property
    def entries(self) -> tuple[tuple[Submission, Entry], ...]:
        """All the unit has said of the target this year, with the returns it stands in."""
        key = self.target.id
        return tuple((submission, submission.entries[key]) for submission in self.returns if key in submission.entries)

    @property
    def used(self) -> tuple[tuple[Submission, Entry], ...]:
        """Those of them the figure is made of."""
        if self.period is None:
            return ()
        spans = self.target.spans(self.period)
        if spans is None and self.target.cadence.months is None:
            return self.entries[-1:]
        months = {self.period.index} if spans is None else set(spans)
        if self.target.takes_all:
            end = self.period.index
            months |= {
                one.period.index for one, entry in self.entries if entry.state == "reported" and one.period.index <= end
            }
        return tuple(pair for pair in self.entries if pair[0].period.index in months)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where every operand is written, in the order of units and months."""
        if self.parts:
            return tuple(source for part in self.parts for source in part.sources)
        return tuple(self._sources())

    def _sources(self) -> Iterator[Source]:
        for submission, entry in self.used:
            for role in ("numerator", "denominator", "value", "done", "stage", "not_applicable", "pending"):
                if getattr(entry, role) is not None:
                    yield submission.at("entries", self.target.id, role)
