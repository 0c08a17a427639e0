"""The kinds of case a rule looks at, named by `Rule.over`, and what a rule may answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from mzgz.model.findings import Rule, Source
from mzgz.model.ledger import Ledger, Plan
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Target
from mzgz.model.unit import Unit
from mzgz.validation.engine.case_index import Index

if TYPE_CHECKING:
    from mzgz.model.acceptance import Acceptance
    from mzgz.validation.engine.answers_by_target import Answers


class Unevaluated(Enum):
    NOT_EVALUATED = "not_evaluated"


NOT_EVALUATED: Final = Unevaluated.NOT_EVALUATED
"""The answer of a rule that lacks an operand."""


@dataclass(frozen=True, slots=True, eq=False)
class Violation:
    """What is wrong, what to do, and where; unit, period and target are the case's own unless given. Of many outcomes those
    without one are counted: none is compared with another."""

    message: str
    hint: str
    at: Source
    unit: str | None = None
    period: Period | None = None
    target: str | None = None
    excuse: str | None = None
    """The reason that is given for it in its own place: it then stands as explained."""
    field: str | None = None
    """The field of the entry it is about, where that is not the one written at `at`."""


Outcome = Violation | tuple[Violation, ...] | Unevaluated | None
"""None is passed."""


class EntryCase(NamedTuple):
    """`entry`: what a unit said in a month about a target that applies to it; `outside`: about one that does not."""

    target: Target
    unit: Unit
    submission: Submission
    entry: Entry
    day: date

    def at(self, *path: str | int) -> Source:
        return self.submission.at("entries", self.target.id, *path)

    @property
    def about(self) -> tuple[str | None, Period | None, str | None]:
        return self.unit.code, self.submission.period, self.target.id


class SeriesCase(NamedTuple):
    """`series`: what a unit said about a target in the months of a year, in order."""

    target: Target
    unit: Unit
    rows: list[EntryCase]
    answers: Answers | None = None
    """What all units said about the target."""

    @property
    def about(self) -> tuple[str | None, Period | None, str | None]:
        return self.unit.code, None, self.target.id


class PeersCase(NamedTuple):
    """`peers`: what all units said about a target in a month."""

    target: Target
    month: Period
    rows: list[EntryCase]

    @property
    def about(self) -> tuple[str | None, Period | None, str | None]:
        return None, self.month, self.target.id


class PapersCase(NamedTuple):
    """`papers`: one document number, with every entry that names it as evidence."""

    number: str
    rows: list[EntryCase]

    @property
    def about(self) -> tuple[str | None, Period | None, str | None]:
        return None, None, None


class SubmissionCase(NamedTuple):
    """`submission`: a return as a whole, beside the one of the month before."""

    books: Index
    unit: Unit
    submission: Submission
    previous: Submission | None

    @property
    def about(self) -> tuple[str | None, Period | None, str | None]:
        return self.unit.code, self.submission.period, None


class MonthCase(NamedTuple):
    """`month`: all returns for a month."""

    month: Period
    rows: list[SubmissionCase]

    @property
    def about(self) -> tuple[str | None, Period | None, str | None]:
        return None, self.month, None


class ReturnCase(NamedTuple):
    """`return`: a month for which a unit owes a return whose due day has passed, whether there is a file of it, the next
    month the unit did hand in, and the day a file came that could not be taken in and went back."""

    unit: Unit
    month: Period
    due: date
    attempted: bool
    later: Period | None
    refused: date | None = None

    @property
    def about(self) -> tuple[str | None, Period | None, str | None]:
        return self.unit.code, self.month, None


class AcceptanceCase(NamedTuple):
    """`acceptance`: the bureau's record on a unit's month, with the return as it is now."""

    unit: Unit
    month: Period
    record: Acceptance
    submission: Submission | None
    attempted: bool
    """Whether a file of the return exists, even one that cannot be read."""
    day: date
    grave: frozenset[str]
    """Slugs of the rules that tell errors."""
    ledger: Ledger

    @property
    def about(self) -> tuple[str | None, Period | None, str | None]:
        return self.unit.code, self.month, None


class TargetCase(NamedTuple):
    """`target`: a target in its plan, with the ledger."""

    target: Target
    plan: Plan
    books: Index

    @property
    def about(self) -> tuple[str | None, Period | None, str | None]:
        return None, None, self.target.id


class LedgerCase(NamedTuple):
    """`ledger`: everything at once; `rules` are all rules there are."""

    ledger: Ledger
    rules: Sequence[Rule]

    @property
    def about(self) -> tuple[str | None, Period | None, str | None]:
        return None, None, None
