"""Explanations: which query an explanation excuses, when it has expired, and what is wrong with explanations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from mzgz.model.findings import Diagnostic, Rule, Severity, Source
from mzgz.model.hints import FIELD_LABELS, either, on_page
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.shortest_reason import REASON_RULE
from mzgz.model.submissions import ANY_QUERY, Explanation, Submission
from mzgz.validation.engine.cases import NOT_EVALUATED, Outcome, Violation


class ExplanationCase(NamedTuple):
    """`explanation`: one explanation of a return, the rule it names, and whether it met a finding of that rule."""

    submission: Submission
    place: int
    explanation: Explanation
    rule: Rule | None
    met: bool

    @property
    def about(self) -> tuple[str | None, Period | None, str | None]:
        return self.submission.unit, self.submission.period, self.explanation.target

    def at(self, *path: str | int) -> Source:
        return self.submission.at("explanations", self.place, *path)


@dataclass(frozen=True)
class Explanations:
    """All explanations of a ledger, by what they excuse."""

    _by_finding: Mapping[tuple[str, str, str], list[tuple[Submission, int]]]
    _met: set[tuple[str, str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, ledger: Ledger) -> Explanations:
        rows: dict[tuple[str, str, str], list[tuple[Submission, int]]] = {}
        for submission in ledger.submissions.values():
            for place, explanation in enumerate(submission.explanations):
                key = (submission.unit, str(submission.period), explanation.rule)
                rows.setdefault(key, []).append((submission, place))
        return cls(rows)

    def settle(self, finding: Diagnostic) -> Diagnostic:
        """The finding of a rule that takes reasons as explained, or quoting the explanation that has expired, or as it was."""
        if finding.unit is None or finding.period is None:
            return finding
        expired: Explanation | None = None
        own = self._by_finding.get((finding.unit, finding.period, finding.rule), ())
        any_rule = self._by_finding.get((finding.unit, finding.period, ANY_QUERY), ())
        for submission, place in (*own, *any_rule):
            explanation = submission.explanations[place]
            if finding.target not in (None, explanation.target):
                continue
            if explanation.rule == ANY_QUERY and not _stands_on(finding, submission, explanation):
                continue
            if _is_of_another_number(finding, submission, explanation):
                continue
            self._met.add((submission.unit, str(submission.period), place))
            entry = submission.entries.get(explanation.target)
            if entry is None or explanation.fault is not None:
                continue
            if explanation.excuses(entry):
                return replace(finding, explained=explanation.reason)
            expired = explanation
        return finding if expired is None else _returned(finding, expired)

    def places_met(self) -> Iterator[Source]:
        """Where the reasons stand that met a finding."""
        told = {(item.unit, str(item.period)): item for rows in self._by_finding.values() for item, _ in rows}
        return (told[unit, month].at("explanations", place) for unit, month, place in self._met)

    def cases(self, rules: Iterable[Rule]) -> list[ExplanationCase]:
        """Every explanation, after all findings have been settled; in order of unit and month."""
        by_slug = {rule.slug: rule for rule in rules}
        return [
            ExplanationCase(submission, place, reported, by_slug.get(reported.rule), (unit, month, place) in self._met)
            for (unit, month, _), rows in sorted(self._by_finding.items())
            for submission, place in rows
            for reported in (submission.explanations[place],)
        ]


def _stands_on(finding: Diagnostic, submission: Submission, explanation: Explanation) -> bool:
    """Whether a finding is about the values an explanation names, not about another field of the entry."""
    entry = submission.entries.get(explanation.target)
    if finding.target is None or entry is None:
        return False
    others = (
        name for name in FIELD_LABELS if name not in explanation.values and getattr(entry, name) not in (None, ())
    )
    return finding.source not in {submission.at("entries", explanation.target, name) for name in others}


def _is_of_another_number(finding: Diagnostic, submission: Submission, explanation: Explanation) -> bool:
    """Whether a finding is about a number the explanation is not bound to: it would outlive a change of it."""
    entry = submission.entries.get(explanation.target)
    others = (role for role in ("numerator", "denominator", "value") if role not in explanation.values)
    return finding.target is not None and any(
        finding.source == submission.at("entries", explanation.target, role)
        for role in others
        if getattr(entry, role, None) is not None
    )


def _returned(finding: Diagnostic, expired: Explanation) -> Diagnostic:
    values = "、".join(f"{FIELD_LABELS.get(name, name)} {value}" for name, value in expired.values.items())
    quote = f"；原说明“{expired.reason}”针对的是{values}，数值已变，说明失效"
    return replace(finding, message=finding.message + quote, hint="请按现在的数值重新说明，或更正数值。" + finding.hint)


def explanation_incomplete(case: ExplanationCase) -> Outcome:
    """情况说明不完整

    为什么：说明要写清原因（不少于六个字），并写明它说的是哪个数；数变了，说明就失效。

    反例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        explanations:
          - {rule: jump, target: nursing-bed-share, values: {numerator: 812}, reason: 属实}

    正例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 500, denominator: 1450}
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        explanations:
          - {rule: jump, target: nursing-bed-share, values: {numerator: 812}, reason: 新建福利院投入使用}
    """
    fault = case.explanation.fault
    if fault is None:
        return None
    return Violation(
        f"情况说明不完整：{fault}",
        either(
            f"请写成 {{rule: 规则名, target: 标识, values: {{numerator: 812}}, reason: {REASON_RULE}的原因}}",
            on_page(
                f"请在“情况说明”表中把规则、任务、所说明的数和原因写全，原因{REASON_RULE}",
                f"请在下面的“写说明”框中把原因写全，{REASON_RULE}",
            ),
        ),
        case.at(),
    )


def explanation_of_error(case: ExplanationCase) -> Outcome:
    """对强制问题、受理记录作说明

    为什么：强制问题是不可能成立的数，只能改，不能解释。受理以后又改了数，由局里重新受理或退回，填报单位说明了也不算。
    文字、文件有问题的，改文字、改文件，写说明也不算。

    反例：
        entries:
          nursing-bed-share: {numerator: 1500, denominator: 1450}
        explanations:
          - {rule: part-exceeds-whole, target: nursing-bed-share, values: {numerator: 1500}, reason: 包括在建的床位}

    正例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
    """
    rule = case.rule
    if rule is None:
        return NOT_EVALUATED
    if not _in_vain(rule):
        return None
    if rule.of_record:
        why, remedy = "说的是局里受理的记录", "请局里重新受理或退回，并删去这条说明"
    elif rule.severity is Severity.ERROR:
        why, remedy = "是强制规则", "请更正数值，并删去这条说明"
    else:
        why, remedy = "说的不是所报的数", "请照这条规则的“怎么办”处理，并删去这条说明"
    return Violation(f"{rule.slug} {why}，说明不起作用", remedy, case.at("rule"))


def _in_vain(rule: Rule) -> bool:
    """Whether no reason can clear what it finds; what it only notes needs none."""
    return rule.severity is not Severity.NOTE and not rule.takes_reason


def explanation_idle(case: ExplanationCase) -> Outcome:
    """说明没有对应的问题

    为什么：规则名或标识写错的说明不起作用；问题已经改正的，说明也该删去。

    反例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        explanations:
          - {rule: jump, target: nursing-bed-share, values: {numerator: 812}, reason: 新建福利院投入使用}

    正例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 500, denominator: 1450}
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        explanations:
          - {rule: jump, target: nursing-bed-share, values: {numerator: 812}, reason: 新建福利院投入使用}
    """
    if case.met or (case.rule is not None and _in_vain(case.rule)):
        return None
    named = case.explanation.rule
    return Violation(
        f"对 {case.explanation.target} 的说明{'' if named == ANY_QUERY else f'（规则 {named}）'}没有对应的问题",
        "请核对规则名、" + either("标识和所说明的数（values）", "任务和所说明的数") + "；问题已经不在的，删去这条说明",
        case.at(),
    )


def explanations_identical(cases: list[ExplanationCase]) -> Outcome:
    """几个单位的说明一模一样

    为什么：各地情况不同，说明却一字不差，多半是互相抄的，要分别核实。

    反例：
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        explanations:
          - {rule: jump, target: nursing-bed-share, values: {numerator: 812}, reason: 新建福利院投入使用}
        # submissions/2022-06/150703.yaml
        entries:
          nursing-bed-share: {numerator: 210, denominator: 400}
        explanations:
          - {rule: jump, target: nursing-bed-share, values: {numerator: 210}, reason: 新建福利院投入使用}

    正例：
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        explanations:
          - {rule: jump, target: nursing-bed-share, values: {numerator: 812}, reason: 新建福利院投入使用}
        # submissions/2022-06/150703.yaml
        entries:
          nursing-bed-share: {numerator: 210, denominator: 400}
        explanations:
          - {rule: jump, target: nursing-bed-share, values: {numerator: 210}, reason: 两所敬老院完成护理型改造}
    """
    if not cases:
        return NOT_EVALUATED
    first: dict[str, ExplanationCase] = {}
    wrong: list[Violation] = []
    for case in sorted(cases, key=lambda case: (case.submission.period.index, case.submission.unit, case.place)):
        earlier = first.setdefault(case.explanation.reason.strip(), case)
        if earlier.submission.unit != case.submission.unit:
            place = earlier.at("reason")
            unit, period, target = case.about
            message = "这条说明与另一个单位的一字不差" + either(f"（见 {place}）")
            wrong.append(Violation(message, "请分别核实，各写各的原因", case.at("reason"), unit, period, target))
    return tuple(wrong) or None


RULES: Final = (
    Rule("C201", Severity.ERROR, explanation_incomplete, "explanation"),
    Rule("C202", Severity.NOTE, explanation_of_error, "explanation"),
    Rule("C203", Severity.NOTE, explanation_idle, "explanation"),
    Rule("C204", Severity.NOTE, explanations_identical, "explanations"),
)
