"""Every rule's own examples: the bad one gives one finding of the rule, the good one none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from workspace import make_workspace

from mzgz import checks
from mzgz.diagnostics import Diagnostic, Rule
from mzgz.loader import load
from mzgz.manual import is_yaml, read_manual

RUN = [rule for rule in checks.RULES if is_yaml(read_manual(rule).bad)]

ELSEWHERE = {
    "text-too-long": "highlights: [{section: 健全完善养老服务体系, text: " + "建成嵌入式养老机构" * 60 + "}]\n",
}
"""Rules whose manual describes the bad example instead of showing it."""


def judged(root: Path, text: str, rule: Rule) -> list[Diagnostic]:
    ledger, found = load(make_workspace(root, text))
    told = checks.run(ledger, found).findings
    broken = [finding for finding in told if finding.code.startswith("S") and finding.rule != rule.slug]
    assert not broken, "the example itself cannot be read"
    return [finding for finding in told if finding.rule == rule.slug]


@pytest.mark.parametrize("rule", RUN, ids=lambda rule: rule.slug)
def test_bad_example_gives_one_finding(rule: Rule, tmp_path: Path) -> None:
    findings = judged(tmp_path, read_manual(rule).bad, rule)
    assert len(findings) == 1
    assert findings[0].count == 1
    assert (findings[0].code, findings[0].severity) == (rule.code, rule.severity)
    assert findings[0].message
    assert findings[0].hint


@pytest.mark.parametrize("rule", RUN, ids=lambda rule: rule.slug)
def test_good_example_gives_none(rule: Rule, tmp_path: Path) -> None:
    assert judged(tmp_path, read_manual(rule).good, rule) == []


@pytest.mark.parametrize("slug", ELSEWHERE)
def test_described_examples_fire_too(slug: str, tmp_path: Path) -> None:
    rule = next(rule for rule in checks.RULES if rule.slug == slug)
    assert len(judged(tmp_path, ELSEWHERE[slug], rule)) == 1


def test_every_rule_is_run() -> None:
    """A rule that never fires on any test input guards nothing."""
    assert {rule.slug for rule in RUN} | set(ELSEWHERE) == {rule.slug for rule in checks.RULES}


def test_codes_and_slugs_are_unique() -> None:
    for names in ([rule.code for rule in checks.ALL_RULES], [rule.slug for rule in checks.ALL_RULES]):
        assert [name for name, times in Counter(names).items() if times > 1] == []
