"""One unit's month row by row, as a page shows it: what is asked, what was said, last time, the result, the findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mzgz.intake.faults import cell
from mzgz.intake.form import layout
from mzgz.intake.form.cell_values import PLAIN_NUMBER
from mzgz.intake.form.import_diff import shown
from mzgz.model.findings import Diagnostic, Severity
from mzgz.model.hints import FIELD_LABELS, NO, YES
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.rounding import half_up, plain
from mzgz.model.submissions import Submission
from mzgz.model.targets import Target
from mzgz.model.targets.reported_facts import STAGES
from mzgz.progress import Board
from mzgz.validation.rule_names import explainable
from mzgz.validation.rules import explanations

_UNREADABLE = frozenset(rule.slug for rule in cell.RULES if rule.severity is Severity.ERROR)
_OF_REASONS = frozenset(rule.slug for rule in explanations.RULES)
"""A reason that will not do is mended where it is written: at the finding it is given for."""
_COMPARED = (*layout.NUMBERS, "done", "stage")
"""What is shown with what was said last time: the rest is prose."""
_GRAVE_CHANGE = Fraction(3, 10)
"""A change against last time that is worth a second look on the page; it is no rule."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One thing asked of a target: its key on the page, and what was said now and last time."""

    key: str
    name: str
    label: str
    unit: str
    text: str
    """What is said now, as it would be typed; empty where nothing is."""
    last: str
    change: str
    """Against last time: +0.2%, 持平; empty where there is nothing to compare."""
    grave: bool
    severity: Severity | None
    """The gravest finding at this very field."""

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be chosen, where it is not written freely."""
        if self.name == "done":
            return (YES, NO)
        return STAGES if self.name == "stage" else ()

    @property
    def numeric(self) -> bool:
        return self.name in layout.NUMBERS


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding under its row; `folded` where a graver one of the same target must be mended first."""

    finding: Diagnostic
    key: str
    field: str | None
    reason: str
    """The reason somebody has begun to give, or gave."""

    @property
    def explainable(self) -> bool:
        return self.finding.target is not None and explainable(self.finding)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A target of the month with its fields and findings."""

    target: Target
    fields: tuple[FieldRow, ...]
    findings: tuple[FindingRow, ...]
    folded: tuple[FindingRow, ...]
    """核实 findings that wait until the 强制 ones of the same target are mended."""
    result: str
    last_result: str
    goal: str
    part: str = ""
    """What it is a part of, in words."""
    early: bool = False
    """Whether it is not asked for yet: what there is to say of it may be said."""

    @property
    def severity(self) -> Severity | None:
        known = [row.finding.severity for row in (*self.findings, *self.folded) if row.finding.blocks]
        return min(known, key=lambda one: one.rank, default=None)

    @property
    def explained(self) -> bool:
        """Whether a reason was given for something it says."""
        return any(row.finding.explained for row in self.findings)

    @property
    def blank(self) -> bool:
        return not any(field.text for field in self.fields)

    @property
    def changed(self) -> bool:
        return any(field.grave for field in self.fields)


@dataclass(frozen=True, slots=True)
class EntrySection:
    """Rows under one heading of the plan."""

    heading: str
    division: str
    rows: tuple[EntryRow, ...]


def entry_sections(
    ledger: Ledger,
    board: Board,
    unit: str,
    month: Period,
    findings: Sequence[Diagnostic],
    texts: Mapping[str, str] | None = None,
    reasons: Mapping[str, str] | None = None,
    *,
    early: Collection[Target] = (),
) -> tuple[EntrySection, ...]:
    """All targets the month's form lists, and after them those of `early`, things not asked for yet. `texts` and
    `reasons` are what a draft says instead of what was handed in."""
    ids = frozenset(target.id for target in early)
    listed = [target for target in layout.on_form(ledger, unit, month, said=True) if target.id not in ids]
    rows = _EntryRows(ledger, board, unit, month, tuple(findings), texts, reasons or {}, ids)
    return tuple(
        EntrySection(heading, division, tuple(rows.row(target) for target in group))
        for whose in (listed, early)
        for heading, division, group in layout.blocks(ledger, month, whose)
    )


@dataclass(frozen=True, slots=True)
class _EntryRows:
    ledger: Ledger
    board: Board
    unit: str
    month: Period
    findings: tuple[Diagnostic, ...]
    texts: Mapping[str, str] | None
    reasons: Mapping[str, str]
    later: frozenset[str] = frozenset()

    def row(self, target: Target) -> EntryRow:
        own = [finding for finding in self.findings if finding.target == target.id]
        blocked = any(finding.severity is Severity.ERROR and finding.rule not in _OF_REASONS for finding in own)
        rows = [self._finding(target, finding) for finding in own]
        folded = [row for row in rows if blocked and row.finding.severity is not Severity.ERROR]
        last = self._last(target)
        unread = any(one.rule in _UNREADABLE and one.field in target.operands for one in own)
        return EntryRow(
            target=target,
            fields=tuple(self._fields(target, own)),
            findings=tuple(row for row in rows if row not in folded),
            folded=tuple(folded),
            result=self.board.at(self.month).alone(target.id, self.unit).display
            if target.operands and not unread
            else "",
            last_result=last,
            goal="".join(layout.whose_goal(self.ledger, self.unit, self.month, target)),
            part=layout.part_words(self.ledger, self.month, target),
            early=target.id in self.later,
        )

    def _finding(self, target: Target, finding: Diagnostic) -> FindingRow:
        key = f"{finding.rule}/{target.id}"
        return FindingRow(finding, key, finding.field, self.reasons.get(key) or finding.explained or "")

    def _last(self, target: Target) -> str:
        asked = [index for index in target.asked(self.month) if index < self.month.index]
        if not asked or not target.operands:
            return ""
        return self.board.at(Period(asked[-1], 1)).alone(target.id, self.unit).display

    def _fields(self, target: Target, own: Sequence[Diagnostic]) -> Iterator[FieldRow]:
        submission = self.ledger.submission(self.unit, self.month)
        entry = layout.entry_of(submission, target)
        names = (*layout.fields_of(target), "not_applicable", "pending")
        for name in names:
            key = layout.key_of(target, name)
            reported = field_text(getattr(entry, name))
            text = reported if self.texts is None else self.texts.get(key, "")
            if target.id in self.later and not text and name in ("not_applicable", "pending"):
                continue
            last = layout.last_value(self.ledger, self.unit, self.month, target, name)
            change, grave = _change(text, last.value if last else None) if name in layout.NUMBERS else ("", False)
            grave = grave and not target.takes_all  # what a month brings comes and goes
            hits = [finding.severity for finding in own if finding.field == name and finding.blocks]
            yield FieldRow(
                key=key,
                name=name,
                label=layout.asked_label(target, name),
                unit=target.operand(name).unit if name in target.operands else "",
                text=text,
                last=_last_words(last, self.month) if last and name in _COMPARED else "",
                change=change,
                grave=grave,
                severity=min(hits, key=lambda one: one.rank, default=None),
            )


def _last_words(last: layout.LastValue, month: Period) -> str:
    """What was said last time, and when, where that was not the month before."""
    before = Period(month.index - 1, 1)
    return shown(last.value) if last.month == before else f"{shown(last.value)}（{last.month.month}月）"


def field_text(value: Any) -> str:
    """A value as it would be typed into its field: all of it, since what stands in the field is what is saved."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return layout.evidence_text(value)
    return shown(value)


def texts_of(submission: Submission | None, targets: Sequence[Target]) -> dict[str, str]:
    """Everything a return says of the targets, by the keys of the page."""
    names = (*FIELD_LABELS,)
    found: dict[str, str] = {}
    for target in targets:
        entry = layout.entry_of(submission, target)
        for name in names:
            value = getattr(entry, name)
            if value not in (None, ()):
                found[layout.key_of(target, name)] = field_text(value)
    return found


def _change(text: str, last: Any) -> tuple[str, bool]:
    """A number against last time."""
    if not PLAIN_NUMBER.fullmatch(text.strip()):
        return "", False  # what the reader does not take for a number is none here
    try:
        now = Fraction(text)
        before = Fraction(last) if last is not None else None
    except (TypeError, ValueError, ZeroDivisionError):
        return "", False
    if before is None:
        return "", False
    if now == before:
        return "持平", False
    if not before:
        return f"{'+' if now > 0 else ''}{plain(half_up(now, 0 if now.denominator == 1 else 1))}", False
    share = (now - before) / abs(before)
    return f"{'+' if share > 0 else ''}{plain(half_up(share * 100, 1))}%", abs(share) > _GRAVE_CHANGE
