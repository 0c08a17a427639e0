"""Lays out a ledger as the cases rules look at, and feeds each rule those it asks for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from mzgz.language.document_numbers import find_paper
from mzgz.model.findings import Rule, Severity
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.model.unit import Unit
from mzgz.validation.engine.answers_by_target import Answers, Spoken
from mzgz.validation.engine.case_index import Index
from mzgz.validation.engine.cases import (
    AcceptanceCase,
    EntryCase,
    LedgerCase,
    MonthCase,
    PapersCase,
    ReturnCase,
    SubmissionCase,
    TargetCase,
)


class Cases:
    """All cases of a ledger, grouped so that a rule is fed a whole list at a time."""

    def __init__(self, books: Index, rules: Sequence[Rule]) -> None:
        self.books = books
        self.submissions: list[SubmissionCase] = []
        self.outside: list[EntryCase] = []
        self.answers: dict[tuple[int, str], Answers] = {}
        for code, submissions in books.ledger.by_unit.items():
            if code in books.ledger.units.by_code:
                self._take_unit(books.ledger.units.by_code[code], submissions)
        places = {
            (year, name): (year, place)
            for year, plan in books.ledger.plans.items()
            for place, name in enumerate(plan.targets)
        }
        # in the order of the plan, whoever is asked for them first
        self.answers = {key: self.answers[key] for key in sorted(self.answers, key=places.__getitem__)}
        self.whole = LedgerCase(books.ledger, rules)

    def batches(self, rule: Rule) -> Iterable[Sequence[Any]]:
        """The cases a rule is to look at, many at a time."""
        return _SOURCES[rule.over](self, rule)

    def outside_a_scope(self) -> list[EntryCase]:
        """Entries of whom the scope leaves out. A scope that takes in nobody is a fault of the plan, told there."""
        concerns = {(case.submission.period.year, case.target.id): case.target for case in self.outside}
        idle = {key for key, target in concerns.items() if not self.books.ledger.concerns_anybody(target)}
        return [case for case in self.outside if (case.submission.period.year, case.target.id) not in idle]

    def _take_unit(self, unit: Unit, submissions: Sequence[Submission]) -> None:
        previous: Submission | None = None
        spoken: dict[int, dict[str, Spoken]] = {}
        for submission in submissions:
            adjacent = previous is not None and previous.period == submission.period.previous()
            self.submissions.append(SubmissionCase(self.books, unit, submission, previous if adjacent else None))
            year = submission.period.year
            if year not in spoken:
                own = self.books.own(year, unit.code)
                spoken[year] = {name: Spoken(unit, [], []) for name in own}
                for name, target in own.items():
                    self.answers.setdefault((year, name), Answers(target, self.books.day, self.books.ledger.units))
            self._take_entries(unit, submission, spoken[year])
            previous = submission
        for year, each in spoken.items():
            every = [submission for submission in submissions if submission.period.year == year]
            for name, reported in each.items():
                if reported.entries:  # who speaks in every return shares the list of them
                    spoke = reported._replace(returns=every) if len(reported.returns) == len(every) else reported
                    self.answers[year, name].spoken.append(spoke)

    def _take_entries(self, unit: Unit, submission: Submission, own: Mapping[str, Spoken]) -> None:
        plan = self.books.ledger.plans.get(submission.period.year)
        targets = plan.targets if plan else {}
        for name, entry in submission.entries.items():
            reported = own.get(name)
            if reported is not None:
                reported.returns.append(submission)
                reported.entries.append(entry)
            elif name in targets:
                self.outside.append(EntryCase(targets[name], unit, submission, entry, self.books.day))

    def _of_papers(self, _: Rule) -> Iterator[Sequence[PapersCase]]:
        yield [PapersCase(number, rows) for number, rows in self._papers.items()]

    @cached_property
    def _papers(self) -> dict[str, list[EntryCase]]:
        papers: dict[str, list[EntryCase]] = {}
        rows = [row for answers in self.answers.values() for row in answers.evidenced()]
        for row in sorted(rows, key=lambda row: (row.unit.code, row.submission.period)):
            for item in row.entry.evidence:
                paper = find_paper(item)
                if paper is not None:
                    papers.setdefault(paper.proper, []).append(row)
        return papers

    def _of_targets(self, rule: Rule) -> Iterator[Sequence[TargetCase]]:
        where = rule.where
        yield self._targets if where is None else [case for case in self._targets if where(case.target)]

    @cached_property
    def _targets(self) -> list[TargetCase]:
        plans = self.books.ledger.plans.values()
        return [TargetCase(target, plan, self.books) for plan in plans for target in plan.targets.values()]

    def _of_totals(self, rule: Rule) -> Iterator[Sequence[MonthCase]]:
        """The months, where anybody reports the total of others."""
        if any(unit.reports_total for unit in self.books.ledger.units.units):
            yield from self._of_months(rule)

    def _of_months(self, _: Rule) -> Iterator[Sequence[MonthCase]]:
        months: dict[Period, list[SubmissionCase]] = {}
        for case in self.submissions:
            months.setdefault(case.submission.period, []).append(case)
        yield [MonthCase(month, rows) for month, rows in months.items()]

    def _of_returns(self, _: Rule) -> Iterator[Sequence[ReturnCase]]:
        yield self._returns

    @cached_property
    def _returns(self) -> list[ReturnCase]:
        handed_in: dict[str, list[Period]] = {}
        for when, code in sorted({*self.books.ledger.attempted, *self.books.ledger.submissions}):
            handed_in.setdefault(code, []).append(when)
        return list(return_cases(self.books, handed_in))

    def _of_acceptance(self, _: Rule) -> Iterator[Sequence[AcceptanceCase]]:
        ledger, day = self.books.ledger, self.books.day
        grave = frozenset(rule.slug for rule in self.whole.rules if rule.severity is Severity.ERROR)
        yield [
            AcceptanceCase(
                ledger.units.by_code[code],
                month,
                record.known_by(day),
                ledger.submissions.get((month, code)),
                (month, code) in ledger.attempted or (month, code) in ledger.submissions,
                day,
                grave,
                ledger,
            )
            for (month, code), record in sorted(ledger.acceptance.items())
            if code in ledger.units.by_code
        ]


def return_cases(books: Index, handed_in: Mapping[str, Sequence[Period]]) -> Iterator[ReturnCase]:
    """The returns that are owed since the first month of each year in which anybody handed in; `handed_in` are the
    months of each unit, in order."""
    ledger = books.ledger
    begun = sorted({month for months in handed_in.values() for month in months})
    for year in ledger.years:
        month = next((month for month in begun if month.year == year), None)
        while month is not None and month.year == year and ledger.due(month) < books.day:
            for unit in ledger.units.units:
                if books.expected(unit.code, month) and (due := ledger.due(month, unit.code)) < books.day:
                    months = handed_in.get(unit.code, ())
                    place = bisect_right(months, month)
                    attempted = place > 0 and months[place - 1] == month
                    later = months[place] if place < len(months) else None
                    refusals = () if attempted else ledger.refusals(month, unit.code)
                    refused = max((day for day in refusals if day <= books.day), default=None)
                    yield ReturnCase(unit, month, due, attempted, later, refused)
            month = month.following()


_SOURCES: Final[dict[str, Callable[[Cases, Rule], Iterable[Sequence[Any]]]]] = {
    "outside": lambda cases, _: (cases.outside_a_scope(),),
    "papers": Cases._of_papers,
    "submission": lambda cases, _: (cases.submissions,),
    "month": Cases._of_months,
    "return": Cases._of_returns,
    "acceptance": Cases._of_acceptance,
    "target": Cases._of_targets,
    "total": Cases._of_totals,
    "tree": lambda cases, _: ((cases.whole,),) if cases.books.ledger.units.deep else (),
    "ledger": lambda cases, _: ((cases.whole,),),
}
