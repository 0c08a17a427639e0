"""The kinds of case a rule looks at, named by `Rule.over`, and what a rule may answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mzgz.checks.index import Index
from mzgz.diagnostics import Rule, Source
from mzgz.ledger import Ledger, Plan
from mzgz.periods import Period
from mzgz.quantities import Number
from mzgz.submissions import Entry, Submission
from mzgz.targets import Target
from mzgz.units import Unit

if TYPE_CHECKING:
    from mzgz.acceptance import Acceptance


class Unevaluated(Enum):
    NOT_EVALUATED = "not_evaluated"


NOT_EVALUATED: Final = Unevaluated.NOT_EVALUATED
"""The answer of a rule that lacks an operand."""


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong, what to do, and where; unit, period and target are the case's own unless given."""

    message: str
    hint: str
    at: Source
    unit: str | None = None
    period: Period | None = None
    target: str | None = None


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


class Answers(list[EntryCase]):
    """All that was said about one target in a year, unit by unit and in order of time, with its fields side by side:
    what one look along a column rules out for all, no rule need look for entry by entry (a third of judging)."""

    @property
    def numbers(self) -> Mapping[str, list[Number]]:
        """The numbers by role where every entry gives all the target asks for; nothing where one does not."""
        return {} if NoneType in self._kinds else self._columns

    @property
    def all_whole(self) -> bool:
        """Whether every entry gives all the target asks for, and in integers."""
        return self._kinds == {int}

    @cached_property
    def _columns(self) -> dict[str, list[Any]]:
        return {role: self.column(role) for role in self[0].target.operands}

    @cached_property
    def _kinds(self) -> set[type]:
        return {kind for column in self._columns.values() for kind in set(map(type, column))}

    def lack(self, field: str) -> bool:
        """Whether no entry gives a field."""
        column = self.column(field)
        return column.count(None) == len(column)

    def column(self, field: str) -> list[Any]:
        """A field of every entry."""
        return list(map(attrgetter(field), self._entries))

    @cached_property
    def _entries(self) -> list[Entry]:
        return [case.entry for case in self]


class SeriesCase(NamedTuple):
    """`series`: what a unit said about a target in the months of a year, in order."""

    target: Target
    unit: Unit
    rows: list[EntryCase]

    @property
    def about(self) -> tuple[str | None, Period | None, str | None]:
        return self.unit.code, None, self.target.id


class Courses(list[SeriesCase]):
    """The series of all units for one target in a year, with the answers they are made of."""

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self.answers = answers
        self._spans: dict[str, list[tuple[int, int]]] = {}

    def spans(self, role: str) -> list[tuple[int, int]]:
        """The lowest and the highest integer each unit gave for a role; only for answers that are `all_whole`."""
        if role not in self._spans:
            column: Any = self.answers.numbers[role]
            ends = list(accumulate(len(case.rows) for case in self))
            parts = [column[start:end] for start, end in zip([0, *ends], ends, strict=False)]
            self._spans[role] = list(zip(map(min, parts), map(max, parts), strict=True))
        return self._spans[role]


class PeersCase(NamedTuple):
    """`peers`: what all units said about a target in a month."""

    target: Target
    month: Period
    rows: list[EntryCase]

    @property
    def about(self) -> tuple[str | None, Period | None, str | None]:
        return None, self.month, self.target.id


class Peers(list[PeersCase]):
    """The months of one target in a year, with the answers they are made of."""

    def __init__(self, cases: Iterable[PeersCase], answers: Answers) -> None:
        super().__init__(cases)
        self.answers = answers


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
    """`return`: a month for which a unit owes a return whose due day has passed, whether there is a file of it, and the
    next month the unit did hand in."""

    unit: Unit
    month: Period
    due: date
    attempted: bool
    later: Period | None

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
