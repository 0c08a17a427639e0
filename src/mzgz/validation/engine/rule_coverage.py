"""Which rules had something to look at in a workspace: those that never fired, and those that were always skipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mzgz.model.findings import Diagnostic, Rule
from mzgz.model.ledger import Ledger
from mzgz.validation.engine.rule_run import EXPLAINING, READERS, judge


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the cases of one rule came out. Rules of the readers (`form`) look at files and have no cases to count."""

    rule: Rule
    passed: int
    fired: int
    skipped: int

    @property
    def word(self) -> str:
        """What became of it, in a word."""
        if self.fired:
            return "有问题"
        if self.passed:
            return "看过，没有问题"
        return "只在读文件时看" if self.rule.over == READERS else "全部跳过" if self.skipped else "没有可看的"


def coverage(
    rules: Sequence[Rule], ledger: Ledger, found: Sequence[Diagnostic], as_of: date | None
) -> tuple[Coverage, ...]:
    """Each rule judged by itself; those over explanations by what all of them find, which is what is explained."""
    told: Counter[str] = Counter()
    for finding in judge(rules, ledger, found, as_of).findings:
        told[finding.rule] += finding.count
    rendered: Counter[str] = Counter()
    for finding in found:
        rendered[finding.rule] += finding.count
    return tuple(_of_rule(rule, rules, ledger, as_of, told if rule.over in EXPLAINING else rendered) for rule in rules)


def _of_rule(rule: Rule, rules: Sequence[Rule], ledger: Ledger, as_of: date | None, told: Counter[str]) -> Coverage:
    if rule.over == READERS:
        return Coverage(rule, 0, told[rule.slug], 0)
    summary = judge([rule], ledger, (), as_of, known=rules).summary
    fired = summary.violated + summary.explained
    if rule.over not in EXPLAINING:
        return Coverage(rule, summary.passed, fired, summary.not_evaluated)
    return Coverage(rule, max(summary.passed + fired - told[rule.slug], 0), told[rule.slug], summary.not_evaluated)
