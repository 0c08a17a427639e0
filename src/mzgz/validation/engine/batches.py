"""Lays out a ledger as the cases rules look at, and feeds each rule those it asks for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, Final

from mzgz.language.document_numbers import find_paper
from mzgz.model.findings import Rule
from mzgz.model.ledger import Plan
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.model.targets import Target
from mzgz.model.units import Unit
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
from mzgz.validation.engine.columns import Answers, Peers


class Cases:
    """All cases of a ledger, grouped so that a rule is fed a whole list at a time."""

    def __init__(self, books: Index, rules: Sequence[Rule]) -> None:
        self.books = books
        self.submissions: list[SubmissionCase] = []
        self.outside: list[EntryCase] = []
        self._answers: dict[tuple[int, str], Answers] = {}
        for code, submissions in books.ledger.by_unit.items():
            if code in books.ledger.units.by_code:
                self._take_unit(books.ledger.units.by_code[code], submissions)
        self.whole = LedgerCase(books.ledger, rules)

    def batches(self, rule: Rule) -> Iterable[Iterable[Any]]:
        """The cases a rule is to look at, many at a time."""
        return _SOURCES[rule.over](self, rule)

    def _take_unit(self, unit: Unit, submissions: Sequence[Submission]) -> None:
        previous: Submission | None = None
        own: dict[int, dict[str, Answers]] = {}
        for submission in submissions:
            period = submission.period
            adjacent = previous is not None and previous.period == period.previous()
            self.submissions.append(SubmissionCase(self.books, unit, submission, previous if adjacent else None))
            if period.year not in own:
                own[period.year] = self._answers_of(unit, period.year)
            self._take_entries(unit, submission, own[period.year])
            previous = submission
        for answers in chain.from_iterable(each.values() for each in own.values()):
            answers.close(unit)

    def _answers_of(self, unit: Unit, year: int) -> dict[str, Answers]:
        """Those about the targets that apply to a unit, by id."""
        own = self.books.own(year, unit.code)
        for name, target in own.items():
            if (year, name) not in self._answers:
                self._answers[year, name] = Answers(target, self.books.day)
        return {name: self._answers[year, name] for name in own}

    def _take_entries(self, unit: Unit, submission: Submission, own: Mapping[str, Answers]) -> None:
        plan = self.books.ledger.plans.get(submission.period.year)
        targets = plan.targets if plan else {}
        month = submission.period.index
        for name, entry in submission.entries.items():
            answers = own.get(name)
            if answers is not None:
                answers.entries.append(entry)
                answers.returns.append(submission)
                answers.months.append(month)
            elif name in targets:
                self.outside.append(EntryCase(targets[name], unit, submission, entry, self.books.day))

    def _targets(self, rule: Rule) -> Iterator[tuple[tuple[int, str], Target, Plan]]:
        for year, plan in self.books.ledger.plans.items():
            for target in plan.targets.values():
                if rule.where is None or rule.where(target):
                    yield (year, target.id), target, plan

    def _answered(self, rule: Rule) -> Iterator[Answers]:
        for key, _, _ in self._targets(rule):
            answers = self._answers.get(key)
            if answers is not None and answers.entries:
                yield answers

    def _of_series(self, rule: Rule) -> Iterator[Iterable[Any]]:
        return (answers.series for answers in self._answered(rule))

    def _of_peers(self, rule: Rule) -> Iterator[Iterable[Any]]:
        return map(Peers, self._answered(rule))

    def _of_papers(self, _: Rule) -> Iterator[Sequence[PapersCase]]:
        yield [PapersCase(number, rows) for number, rows in self._papers.items()]

    @cached_property
    def _papers(self) -> dict[str, list[EntryCase]]:
        papers: dict[str, list[EntryCase]] = {}
        evidenced = (answers for answers in self._answers.values() if any(answers.column("evidence")))
        rows = sorted(chain.from_iterable(evidenced), key=lambda row: (row.unit.code, row.submission.period))
        for row in rows:
            for item in row.entry.evidence:
                paper = find_paper(item)
                if paper is not None:
                    papers.setdefault(paper.proper, []).append(row)
        return papers

    def _of_targets(self, rule: Rule) -> Iterator[Sequence[TargetCase]]:
        return ([TargetCase(target, plan, self.books)] for _, target, plan in self._targets(rule))

    def _of_months(self, _: Rule) -> Iterator[Sequence[MonthCase]]:
        months: dict[Period, list[SubmissionCase]] = {}
        for case in self.submissions:
            months.setdefault(case.submission.period, []).append(case)
        yield [MonthCase(month, rows) for month, rows in months.items()]

    def _of_returns(self, _: Rule) -> Iterator[Sequence[ReturnCase]]:
        yield self._returns

    @cached_property
    def _returns(self) -> list[ReturnCase]:
        books, ledger = self.books, self.books.ledger
        keys = sorted({*ledger.attempted, *ledger.submissions})
        handed_in: dict[str, list[Period]] = {}
        for when, code in keys:
            handed_in.setdefault(code, []).append(when)
        due_day = ledger.workspace.reporting.due_day
        cases: list[ReturnCase] = []
        for year in ledger.years:
            month = next((month for month, _ in keys if month.year == year), None)
            while month is not None and month.year == year and (due := month.due_day(due_day)) < books.day:
                for unit in ledger.units.units:
                    if books.expected(unit.code, month):
                        months = handed_in.get(unit.code, [])
                        place = bisect_right(months, month)
                        attempted = place > 0 and months[place - 1] == month
                        later = months[place] if place < len(months) else None
                        cases.append(ReturnCase(unit, month, due, attempted, later))
                month = month.following()
        return cases

    def _of_acceptance(self, _: Rule) -> Iterator[Sequence[AcceptanceCase]]:
        ledger, day = self.books.ledger, self.books.day
        yield [
            AcceptanceCase(
                ledger.units.by_code[code],
                month,
                record.known_by(day),
                ledger.submissions.get((month, code)),
                (month, code) in ledger.attempted or (month, code) in ledger.submissions,
                day,
            )
            for (month, code), record in sorted(ledger.acceptance.items())
            if code in ledger.units.by_code
        ]


_SOURCES: Final[dict[str, Callable[[Cases, Rule], Iterable[Iterable[Any]]]]] = {
    "entry": Cases._answered,
    "outside": lambda cases, _: (cases.outside,),
    "series": Cases._of_series,
    "peers": Cases._of_peers,
    "papers": Cases._of_papers,
    "submission": lambda cases, _: (cases.submissions,),
    "month": Cases._of_months,
    "return": Cases._of_returns,
    "acceptance": Cases._of_acceptance,
    "target": Cases._of_targets,
    "ledger": lambda cases, _: ((cases.whole,),),
}
