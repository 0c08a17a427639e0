"""The judgement of a data set: what was found of each unit where it was collected, and what only shows above all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from mzgz.intake.collect.collected_ledger import CollectedLedger
from mzgz.intake.collect.column_layout import FINDINGS, RETURNS
from mzgz.intake.collect.shared_plan_faults import TOGETHER
from mzgz.model.findings import CollectedSummary, Diagnostic, Judgement, Rule, Severity, Source, slug_of
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.validation.columns.rules_across_units import RULES, across_units
from mzgz.validation.engine.case_batches import return_cases
from mzgz.validation.engine.case_index import Index
from mzgz.validation.engine.cases import TargetCase
from mzgz.validation.engine.repeated_findings import fold
from mzgz.validation.engine.rule_run import JudgementTally, Narrowed, placed, raised
from mzgz.validation.engine.selection import Selection
from mzgz.validation.rules.explanations import Explanations, explanation_idle

_COLUMNS: Final = "code rule severity message hint path line col unit period target count explained waived field"
_IDLE: Final = slug_of(explanation_idle)


def judge_data_set(
    rules: Sequence[Rule],
    ledger: Ledger,
    found: Sequence[Diagnostic],
    as_of: date | None,
    only: Selection | None,
    today: date | None,
) -> Judgement:
    """All findings, those about the data set's own files included; who has not handed in is told as of the day."""
    assert isinstance(ledger, CollectedLedger)  # noqa: S101 - what stands on columns is one
    day = as_of or today or _last_day(ledger)
    chosen = only or Selection()
    rules = [raised(rule, ledger.workspace.severities) for rule in rules]
    severities = {rule.slug: rule.severity for rule in rules}
    tally = JudgementTally(Explanations({}), chosen, narrowed=Narrowed.of(rules, ledger))
    for finding in found:
        tally.keep([placed(replace(finding, severity=severities.get(finding.rule, finding.severity)))])
    _judge_returns(tally, [rule for rule in rules if rule.over == "return"], ledger, day)
    together = [rule for rule in rules if rule.slug in TOGETHER]
    _judge_targets(tally, together, ledger, day)
    met: set[Source] = set()
    above = across_units(ledger, day, chosen, met)
    again = {rule.slug for rule in (*RULES, *together)} | {rule.slug for rule in rules if rule.over == "return"}
    collected = [
        each
        for each in _collected(ledger, severities)
        if each.rule not in again
        and not (each.rule == _IDLE and each.source in met)
        and chosen.holds(each)
        and tally.narrowed.look(each.rule, each.unit)
    ]
    findings = sorted((*fold([*tally.findings, *collected]), *above), key=Diagnostic.sort_key)
    return Judgement(tuple(findings), _summary(ledger, chosen))


def _last_day(ledger: CollectedLedger) -> date:
    days = [
        day
        for year in ledger.years
        for (day,) in ledger.shelf.source.asked(year, "SELECT max(counted) FROM collected_returns")
        if day is not None
    ]
    return max(days, default=date.min)


def _collected(ledger: CollectedLedger, severities: dict[str, Severity]) -> Iterator[Diagnostic]:
    """What was found where it was collected; the same words are kept once."""
    texts: dict[str, str] = {}
    for year in ledger.years:
        for row in ledger.shelf.source.select(FINDINGS, year, _COLUMNS.split(), None, None):
            code, rule, severity, message, hint, path, line, column, *about = row
            unit, period, target, count, explained, waived, field = about
            told = Severity(severity)
            code, rule, message, hint, path = (
                texts.setdefault(text, text) for text in (code, rule, message, hint, path)
            )
            graver = severities.get(rule, told)
            yield Diagnostic(
                code,
                rule,
                graver if graver.rank < told.rank else told,
                message,
                hint,
                Source(path, line, column),
                unit,
                period,
                target,
                count,
                explained,
                waived,
                field,
            )


def _judge_returns(tally: JudgementTally, rules: Sequence[Rule], ledger: CollectedLedger, day: date) -> None:
    """Who owes a return that has not come: a county that has fallen silent finds nothing itself."""
    handed_in: dict[str, list[Period]] = {}
    query = f"SELECT unit, month FROM collected_{RETURNS} WHERE readable OR path <> '' ORDER BY unit, month"
    for year in sorted(ledger.years):
        for unit, month in ledger.shelf.source.asked(year, query):
            handed_in.setdefault(unit, []).append(Period.month_of(year, month))
    cases = [case for case in return_cases(Index(ledger, day), handed_in) if not case.attempted]
    for rule in rules:
        tally.judge(rule, cases)


def _judge_targets(tally: JudgementTally, rules: Sequence[Rule], ledger: CollectedLedger, day: date) -> None:
    """Whom a target is for: no county alone can tell."""
    books = Index(ledger, day)
    for rule in rules:
        for plan in ledger.plans.values():
            cases = [TargetCase(target, plan, books) for target in plan.targets.values()]
            tally.judge(rule, [case for case in cases if rule.where is None or rule.where(case.target)])


def _summary(ledger: CollectedLedger, only: Selection) -> CollectedSummary:
    where = ["(readable OR path <> '')"]
    if only.unit is not None:
        where.append(f"unit = '{only.unit}'")
    files = entries = 0
    for year in ledger.years:
        narrow = [*where]
        if only.period is not None:
            month = Period.parse(only.period)
            narrow.append(f"month = {month.month}" if month.year == year else "1 = 0")
        asked = " AND ".join(narrow)
        query = f"SELECT count(*), CAST(coalesce(sum(entries), 0) AS BIGINT) FROM collected_{RETURNS} WHERE {asked}"
        ((more_files, more_entries),) = ledger.shelf.source.asked(year, query)
        files, entries = files + more_files, entries + more_entries
    return CollectedSummary(files, entries)
