"""The rules across units over a data set: the same findings as over files, with the places the columns keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from datetime import date
from typing import Final

from mzgz.intake.collect.collected_ledger import CollectedLedger
from mzgz.model.findings import Diagnostic, Rule, Source
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import ANY_QUERY
from mzgz.validation.columns.concerned_units import (
    of_equal_numbers,
    of_equal_reasons,
    of_one_paper,
    with_excuses,
    with_totals,
)
from mzgz.validation.columns.share_outliers import outlying_shares
from mzgz.validation.engine.case_batches import Cases
from mzgz.validation.engine.case_index import Index
from mzgz.validation.engine.cases import PeersCase, Violation
from mzgz.validation.engine.repeated_findings import fold
from mzgz.validation.engine.rule_run import JudgementTally, Narrowed, discreet, raised, with_field
from mzgz.validation.engine.selection import Selection
from mzgz.validation.engine.waivers import Waivers
from mzgz.validation.rules import duplicate_returns, evidence_documents, explanations, outlier, parents_and_totals
from mzgz.validation.rules.explanations import Explanations
from mzgz.validation.rules.outlier import stands_out

_OVER: Final = ("peers", "month", "papers", "explanations", "total")
RULES: Final[tuple[Rule, ...]] = tuple(
    rule
    for module in (outlier, duplicate_returns, evidence_documents, explanations, parents_and_totals)
    for rule in module.RULES
    if rule.over in _OVER
)
"""The rules that look at several units at once."""


def across_units(
    ledger: CollectedLedger, day: date, only: Selection | None = None, met: set[Source] | None = None
) -> tuple[Diagnostic, ...]:
    """What the rules across units find, settled by the reasons given, in order of place; `met` takes the places of the
    reasons that had a finding to meet."""
    judge = _Judge(ledger, day, only or Selection())
    found = [each for year in ledger.years for each in judge.shares(year)]
    source, years = ledger.shelf.source, ledger.years
    for year in years:
        found += judge.returns("month", of_equal_numbers(source, year))
    numbers, units = of_one_paper(source, years)
    found += judge.returns("papers", units, numbers)
    found += judge.returns("explanations", of_equal_reasons(source, years))
    for below in with_totals(ledger):
        found += judge.returns("total", below)
    if met is not None:
        met |= judge.met
    return fold(found)


class _Judge:
    """Judges by one rule after another, each with no more than it needs."""

    def __init__(self, ledger: CollectedLedger, day: date, only: Selection) -> None:
        self._ledger, self._day, self._only = ledger, day, only
        self.met: set[Source] = set()
        self._rules: dict[str, list[Rule]] = {over: [] for over in _OVER}
        for rule in RULES:
            self._rules[rule.over].append(raised(rule, ledger.workspace.severities))
        self._narrowed = Narrowed.of(RULES, ledger)

    def _tally(self, known: Ledger) -> JudgementTally:
        waivers = Waivers.of(known, self._day)
        return JudgementTally(Explanations.of(known), self._only, waivers, {}, self._narrowed)

    def shares(self, year: int) -> Iterator[Diagnostic]:
        """Shares that stand out, each beside those of everybody."""
        source = self._ledger.shelf.source
        for rule in self._rules["peers"]:
            cases: list[tuple[PeersCase, Violation]] = []
            for target in self._ledger.plans[year].targets.values():
                if rule.where is None or rule.where(target):
                    for one in outlying_shares(source, self._ledger, year, target):
                        case = PeersCase(target, Period.month_of(year, one.month), [])
                        said = stands_out(target, one.value, one.middle, one.units, one.at, one.unit)
                        cases.append((case, said))
            units = {said.unit for _, said in cases if said.unit is not None}
            excused = with_excuses(source, year, (ANY_QUERY, rule.slug), units)
            tally = self._tally(self._ledger.of_units(excused))
            for case, said in cases:
                tally.add(rule, case, (said,))
            self.met |= set(tally.explanations.places_met())
            yield from (discreet(replace(each, field="numerator")) for each in tally.findings)

    def returns(self, over: str, units: Iterable[str], papers: Set[str] | None = None) -> Iterator[Diagnostic]:
        """What the rules over one kind of case find among the returns of some units; of papers, those numbers only."""
        chosen = sorted(units)
        if not chosen:
            return
        known = self._ledger.of_units(chosen)
        tally = self._tally(known)
        cases = Cases(Index(known, self._day), ())
        if over == "explanations":
            tally.judge_explanations(self._rules[over], tally.explanations.cases(self._rules[over]))
        for rule in self._rules[over] if over != "explanations" else ():
            for batch in cases.batches(rule):
                tally.judge(rule, [case for case in batch if papers is None or case.number in papers])
        self.met |= set(tally.explanations.places_met())
        yield from (discreet(with_field(each, known)) for each in tally.findings)
