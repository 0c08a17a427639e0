"""Applies the rules to a ledger, settles severities and explanations, and counts the four outcomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

from mzgz.language.personal_data import masked
from mzgz.model.findings import Diagnostic, Judgement, Rule, Severity, Summary
from mzgz.model.hints import to_all
from mzgz.model.ledger import Key, Ledger
from mzgz.model.periods import Period
from mzgz.model.settings import RuleSetting
from mzgz.model.submissions import Entry
from mzgz.model.targets import Target
from mzgz.model.unit import Unit
from mzgz.validation.engine.answers_by_target import Answers
from mzgz.validation.engine.case_batches import Cases
from mzgz.validation.engine.case_index import Index
from mzgz.validation.engine.cases import NOT_EVALUATED, Outcome, Violation
from mzgz.validation.engine.prose_rules import read_prose
from mzgz.validation.engine.repeated_findings import fold
from mzgz.validation.engine.selection import About, Selection
from mzgz.validation.engine.waivers import Waivers
from mzgz.validation.rules.explanations import ExplanationCase, Explanations

_OF_UNIT: Final = re.compile(r"(?:submissions|acceptance)/([0-9]{4}-[0-9]{2})/([0-9]+)\.ya?ml")
_OF_MONTH: Final = re.compile(r"submissions/([0-9]{4}-[0-9]{2})/.*")
READERS: Final = "form"
_TEXT: Final = "text"
_FIELDS: Final = tuple(each.name for each in fields(Entry))
EXPLAINING: Final = ("explanation", "explanations")
OF_ANSWERS: Final = ("entry", "series", "peers")
"""What the rules look at that are fed with what was said about a target."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Rules that look at some units only: those a workspace says so of, unless they are grave everywhere."""

    _settings: Mapping[str, RuleSetting]
    _units: Mapping[str, Unit]

    @classmethod
    def of(cls, rules: Sequence[Rule], ledger: Ledger) -> Narrowed:
        asked = ledger.workspace.rule_settings
        settings = {rule.slug: asked[rule.slug] for rule in rules if rule.slug in asked and not rule.firm}
        return cls(settings, ledger.units.by_code if settings else {})

    def look(self, rule: str, unit: str | None) -> bool:
        """Whether the rule looks at the unit at all."""
        setting = self._settings.get(rule)
        return setting is None or setting.looks_at(self._units.get(unit) if unit is not None else None)


@dataclass
class JudgementTally:
    """What gathers while the rules are applied."""

    explanations: Explanations
    only: Selection
    waivers: Waivers = field(default_factory=Waivers)
    named: Container[tuple[Period | None, str | None]] = ()
    """The months and units whose files were asked for."""
    narrowed: Narrowed = field(default_factory=lambda: Narrowed({}, {}))
    findings: list[Diagnostic] = field(default_factory=list)
    passed: int = 0
    violated: int = 0
    explained: int = 0
    not_evaluated: int = 0

    @cached_property
    def _counts(self) -> Callable[[About], bool]:
        return self.only.counting(self.named)

    def add(self, rule: Rule, case: Any, violations: Sequence[Violation]) -> None:
        """One violated case with all that is wrong in it."""
        unit, period, target = case.about
        built = [
            Diagnostic(
                rule.code,
                rule.slug,
                rule.severity,
                violation.message,
                violation.hint,
                violation.at,
                violation.unit or unit,
                _text(violation.period or period),
                violation.target or target,
                explained=violation.excuse,
                field=violation.field,
            )
            for violation in violations
        ]
        if rule.takes_reason:
            built = [one if one.explained else self.explanations.settle(one) for one in built]
        self.keep(built)

    def keep(self, findings: Sequence[Diagnostic]) -> None:
        """The findings of one case; a case is explained if all that is wrong in it is."""
        asked = [
            finding
            for finding in findings
            if self.only.holds(finding) and self.narrowed.look(finding.rule, finding.unit)
        ]
        chosen = [self.waivers.settle(finding) for finding in asked]
        if not chosen:
            return
        self.findings.extend(chosen)
        if all(finding.excuse is not None for finding in chosen):
            self.explained += 1
        else:
            self.violated += 1

    def judge(self, rule: Rule, batch: Sequence[Any]) -> None:
        """Feed one rule with cases."""
        if self.only.whole:
            self._judge_own(rule, batch)
            return
        own, others = self._parted(batch)
        self._judge_own(rule, own)
        self._judge_others(rule, others)

    def _judge_own(self, rule: Rule, batch: Sequence[Any]) -> None:
        cases = [case for case in batch if len(case.rows) >= rule.least] if rule.least else batch
        self.not_evaluated += len(batch) - len(cases)
        outcomes: list[Outcome] = list(map(rule.check, cases))
        passed, silent = outcomes.count(None), outcomes.count(NOT_EVALUATED)
        self.passed += passed
        self.not_evaluated += silent
        if passed + silent == len(outcomes):
            return
        for case, outcome in zip(cases, outcomes, strict=True):
            if outcome is not None and outcome is not NOT_EVALUATED:
                self.add(rule, case, outcome if isinstance(outcome, tuple) else (outcome,))

    def _parted(self, batch: Sequence[Any]) -> tuple[list[Any], list[Any]]:
        """The cases that count, and those of others."""
        own: list[Any] = []
        others: list[Any] = []
        counts = self._counts
        for case in batch:
            (own if counts(case.about) else others).append(case)
        return own, others

    def _judge_others(self, rule: Rule, cases: Sequence[Any]) -> None:
        """Judged for what they may say of what was asked for, and not counted."""
        for case in cases:
            if not rule.least or len(case.rows) >= rule.least:
                outcome = rule.check(case)
                if outcome is not None and outcome is not NOT_EVALUATED:
                    self.add(rule, case, outcome if isinstance(outcome, tuple) else (outcome,))

    def judge_answers(self, rules: Sequence[Rule], answers: Answers) -> None:
        """Feed the rules about a target with all that was said about it."""
        if not answers.spoken:
            return
        if not self.only.whole:
            self._judge_some_answers(rules, answers)
            return
        laid: dict[tuple[str, bool], Sequence[Any]] = {}
        spared: dict[tuple[str, int], tuple[int, int]] = {}
        for rule in _looking_at(rules, answers.target):
            spares = rule.passes_ordinary
            if (rule.over, spares) not in laid:
                laid[rule.over, spares] = answers.cases(rule.over, odd=spares)
            if batch := laid[rule.over, spares]:
                self._judge_own(rule, batch)
            if not spares:
                continue
            if (rule.over, rule.least) not in spared:
                sizes = answers.ordinary_sizes(rule.over)
                enough = sum(size >= rule.least for size in sizes) if rule.least else len(sizes)
                spared[rule.over, rule.least] = enough, len(sizes) - enough
            passed, silent = spared[rule.over, rule.least]
            self.passed += passed
            self.not_evaluated += silent

    def _judge_some_answers(self, rules: Sequence[Rule], answers: Answers) -> None:
        """The same where only some of it counts: of others, the ordinary years need not be looked at."""
        parted: dict[tuple[str, bool], tuple[list[Any], list[Any]]] = {}
        spared: dict[str, Sequence[int]] = {}
        for rule in _looking_at(rules, answers.target):
            spares = rule.passes_ordinary
            if (rule.over, spares) not in parted:
                parted[rule.over, spares] = self._parted(answers.cases(rule.over, odd=spares))
            own, others = parted[rule.over, spares]
            self._judge_own(rule, own)
            self._judge_others(rule, others)
            if not spares:
                continue
            if rule.over not in spared:
                ordinary = answers.ordinary(rule.over)
                spared[rule.over] = [size for about, size in ordinary if self._counts(about)]
            enough = sum(size >= rule.least for size in spared[rule.over])
            self.passed += enough
            self.not_evaluated += len(spared[rule.over]) - enough

    def judge_text(self, rules: Sequence[Rule], cases: Cases) -> None:
        """Feed the wording rules with all that each submission says in words."""
        bureau = cases.books.ledger.workspace.bureau
        asked = [case for case in cases.submissions if self.only.whole or self._counts(case.about)]
        readings, passed, silent = read_prose(rules, asked, (bureau.name, bureau.city))
        self.passed += passed
        self.not_evaluated += silent
        for reading in readings:
            self.add(reading.rule, reading.case, reading.wrong)

    def judge_explanations(self, rules: Sequence[Rule], cases: list[ExplanationCase]) -> None:
        """Last, because only then it is known which explanations met a finding."""
        if not self.only.whole:
            cases = [case for case in cases if self._counts(case.about)]
        for rule in rules:
            if rule.over == "explanation":
                self.judge(rule, cases)
            elif cases:
                outcome: Outcome = rule.check(cases)
                if outcome is None:
                    self.passed += 1
                elif isinstance(outcome, tuple):
                    self.add(rule, cases[0], outcome)


def _looking_at(rules: Sequence[Rule], target: Target) -> Iterator[Rule]:
    """Those that look at the target; what several ask of it is asked once."""
    told: dict[Callable[[Any], bool], bool] = {}
    for rule in rules:
        where = rule.where
        if where is not None:
            if where not in told:
                told[where] = where(target)
            if not told[where]:
                continue
        yield rule


def judge(
    rules: Sequence[Rule],
    ledger: Ledger,
    found: Sequence[Diagnostic] = (),
    as_of: date | None = None,
    only: Selection | None = None,
    today: date | None = None,
    known: Sequence[Rule] = (),
) -> Judgement:
    """All findings about a ledger, those the readers made included, and the four outcomes.

    `as_of` is the day of judgement; without it, the latest day anything was received or decided on. `today` is the
    clock, where the caller has one: a receipt after it is impossible. `known` are all the rules there are, where only
    some of them are applied.
    """
    received = (ledger.received_by(submission) for submission in ledger.submissions.values())
    decided = (item.on for record in ledger.acceptance.values() for item in record.rounds)
    day = as_of or max((*received, *decided), default=date.min)
    rules = [raised(rule, ledger.workspace.severities) for rule in rules]
    severities = {rule.slug: rule.severity for rule in rules}
    paths: dict[Key, str] = {}
    if only is not None and only.paths:
        paths = {key: item.at().path for key, item in ledger.submissions.items()} | dict(ledger.attempted)
    tally = JudgementTally(
        Explanations.of(ledger),
        only or Selection(),
        Waivers.of(ledger, day),
        only.named(paths) if only else (),
        Narrowed.of(rules, ledger),
    )
    for finding in found:
        tally.keep([placed(replace(finding, severity=severities.get(finding.rule, finding.severity)))])
    cases = Cases(Index(ledger, day, found, today), known or rules)
    of_answers = [rule for rule in rules if rule.over in OF_ANSWERS]
    for (_, target), answers in cases.answers.items():
        if only is None or only.changed is None or only.changed.concerns(target):
            tally.judge_answers(of_answers, answers)
    for rule in rules:
        if rule.over not in (READERS, _TEXT, *EXPLAINING, *OF_ANSWERS):
            for batch in cases.batches(rule):
                tally.judge(rule, batch)
    tally.judge_text([rule for rule in rules if rule.over == _TEXT], cases)
    about = [rule for rule in rules if rule.over in EXPLAINING]
    tally.judge_explanations(about, tally.explanations.cases(rules))
    findings = tuple(discreet(with_field(finding, ledger)) for finding in fold(tally.findings))
    return Judgement(findings, _summary(tally, cases))


def with_field(finding: Diagnostic, ledger: Ledger) -> Diagnostic:
    """With the field of the entry it stands at, where it is about one."""
    if finding.field is not None or finding.target is None or finding.unit is None or finding.period is None:
        return finding
    submission = ledger.submission(finding.unit, Period.parse(finding.period))
    entry = submission.entries.get(finding.target) if submission else None
    if submission is None or entry is None:
        return finding
    given = (name for name in _FIELDS if getattr(entry, name) not in (None, ()))
    places = {submission.at("entries", finding.target, name): name for name in given}
    for place in range(len(entry.evidence)):
        places[submission.at("entries", finding.target, "evidence", place)] = "evidence"
    name = places.get(finding.source)
    return replace(finding, field=name) if name else finding


def discreet(finding: Diagnostic) -> Diagnostic:
    """The finding without personal data: what a unit should not have written is not passed on by whoever finds it."""
    message, hint = masked(finding.message), masked(finding.hint)
    explained = masked(finding.explained) if finding.explained else finding.explained
    if (message, hint, explained) == (finding.message, finding.hint, finding.explained):
        return finding
    message, hint = to_all(finding.message, masked), to_all(finding.hint, masked)
    return replace(finding, message=message, hint=hint, explained=explained)


def raised(rule: Rule, asked: Mapping[str, str]) -> Rule:
    """The rule with the graver severity the workspace asks for; a milder one is not listened to."""
    wanted = asked.get(rule.slug)
    if wanted is None or Severity(wanted).rank >= rule.severity.rank:
        return rule
    return replace(rule, severity=Severity(wanted), declared=rule.severity)


def placed(finding: Diagnostic) -> Diagnostic:
    """With the unit and month that the path of a submission, or of its record, names."""
    match = _OF_UNIT.fullmatch(finding.source.path)
    if match is None:
        month = _OF_MONTH.fullmatch(finding.source.path)
        return replace(finding, period=month[1]) if month else finding
    return replace(finding, period=finding.period or match[1], unit=finding.unit or match[2])


def _text(period: object) -> str | None:
    return None if period is None else str(period)


def _summary(tally: JudgementTally, cases: Cases) -> Summary:
    only, ledger = tally.only, cases.books.ledger
    chosen = [
        (key, path)
        for key, path in _files(ledger)
        if (not only.paths or only.has_path(path))
        and only.unit in (None, key[1])
        and only.period in (None, str(key[0]))
    ]
    entries = sum(len(ledger.submissions[key].entries) for key, _ in chosen if key in ledger.submissions)
    return Summary(len(chosen), entries, tally.passed, tally.violated, tally.explained, tally.not_evaluated)


def _files(ledger: Ledger) -> Iterable[tuple[Any, str]]:
    unlisted = {key: item.at().path for key, item in ledger.submissions.items() if key not in ledger.attempted}
    return (*ledger.attempted.items(), *unlisted.items())
