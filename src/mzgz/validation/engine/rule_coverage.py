"""Which rules had something to look at in a workspace: those that never fired, and those that were always skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mzgz.model.findings import Diagnostic, Rule
from mzgz.model.ledger import Ledger
from mzgz.validation.engine.rule_run import judge


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
        return "只在读文件时看" if self.rule.over == "form" else "全部跳过" if self.skipped else "没有可看的"


def coverage(
    rules: Sequence[Rule], ledger: Ledger, found: Sequence[Diagnostic], as_of: date | None
) -> tuple[Coverage, ...]:
    """Each rule judged by itself."""
    return tuple(_of_rule(rule, ledger, found, as_of) for rule in rules)


def _of_rule(rule: Rule, ledger: Ledger, found: Sequence[Diagnostic], as_of: date | None) -> Coverage:
    rendered = [finding for finding in found if finding.rule == rule.slug]
    if rule.over == "form":
        return Coverage(rule, 0, sum(finding.count for finding in rendered), 0)
    summary = judge([rule], ledger, (), as_of).summary
    return Coverage(rule, summary.passed, summary.violated + summary.explained, summary.not_evaluated)
