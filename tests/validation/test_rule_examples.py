"""Every rule's own examples: the bad one gives one finding of the rule, the good one none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.intake import faults
from mzgz.intake.faults import form_faults, record
from mzgz.intake.workspace import load
from mzgz.model.findings import Diagnostic, Rule
from mzgz.validation.manual import is_yaml, read_manual
from plain_words import foreign_to_people
from workspace import make_workspace

RUN = [rule for rule in validation.RULES if is_yaml(read_manual(rule).bad)]

ELSEWHERE = {
    "text-too-long": "highlights: [{section: 健全完善养老服务体系, text: " + "建成嵌入式养老机构" * 60 + "}]\n",
}
"""Rules whose manual describes the bad example instead of showing it."""

UNFIT = {
    "unknown-key": "approved: 局长\n",
    "missing-key": 'unit: "150702"\nperiod: 2022-06\n',
    "wrong-type": "entries: {nursing-bed-share: 812}\n",
    "unquoted-code": "unit: 150702\nperiod: 2022-06\nreceived: 2022-07-04\n",
    "bad-date": "received: 7月4日\n",
    "bad-period": 'unit: "150702"\nperiod: 六月\nreceived: 2022-07-04\n',
    "bad-choice": "entries: {village-rules: {stage: 进行中}}\n",
    "bad-pattern": "# targets/2022/90-new.yaml\ntargets:\n  - {id: New_Task, name: 新任务, kind: duty, "
    "due: 2022-12-31, cadence: year, source: {section: 三, item: 90}}\n",
    "out-of-range": "# mzgz.yaml\nlights: {ahead: 5}\n",
    "wrong-shape": "entries: {nursing-bed-share: {done: true}}\n",
    "unknown-unit": "# submissions/2022-06/150799.yaml\nentries: {}\n",
    "unknown-target": "entries: {nursing-bed-shares: {numerator: 812, denominator: 1450}}\n",
    "unknown-registry": "# targets/2022/90-new.yaml\ntargets:\n  - {id: new, name: 新任务, kind: duty, due: 2022-12-31, "
    "cadence: year, scope: {where: street > 0}, source: {section: 三, item: 90}}\n",
    "unknown-section": "highlights: [{section: 没有这一节, text: 建成机构3处}]\n",
    "bad-goal": "# targets/2022/90-new.yaml\ntargets:\n  - {id: new, name: 新任务, kind: redline, goal: 零起, "
    "value: {name: 事件, unit: 起}, due: 2022-12-31, cadence: year, source: {section: 三, item: 90}}\n",
    "bad-scope": "# targets/2022/90-new.yaml\ntargets:\n  - {id: new, name: 新任务, kind: duty, due: 2022-12-31, "
    "cadence: year, scope: 全部, source: {section: 三, item: 90}}\n",
    "duplicate-target": "# targets/2022/90-new.yaml\ntargets:\n  - {id: care-beds, name: 床位, kind: duty, "
    "due: 2022-12-31, cadence: year, source: {section: 三, item: 90}}\n",
    "duplicate-item": "# targets/2022/90-new.yaml\ntargets:\n  - {id: new, name: 新任务, kind: duty, "
    "due: 2022-12-31, cadence: year, source: {section: 三, item: 1}}\n",
    "unit-mismatch": 'unit: "150703"\nperiod: 2022-06\nreceived: 2022-07-04\n',
    "period-mismatch": 'unit: "150702"\nperiod: 2022-05\nreceived: 2022-07-04\n',
    "stray-file": "# submissions/2022-06/海拉尔.yaml\nentries: {}\n",
    "both-spellings": "entries: {}\n# submissions/2022-06/150702.yml\nentries: {}\n",
}
"""What the loader tells of a record; faults of form are run against the YAML reader in test_reading."""


def judged(root: Path, text: str, rule: Rule) -> list[Diagnostic]:
    ledger, found = load(make_workspace(root, text))
    told = validation.run(ledger, found).findings
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
    assert foreign_to_people(findings[0].hint) == []


@pytest.mark.parametrize("rule", RUN, ids=lambda rule: rule.slug)
def test_good_example_gives_none(rule: Rule, tmp_path: Path) -> None:
    assert judged(tmp_path, read_manual(rule).good, rule) == []


@pytest.mark.parametrize("slug", ELSEWHERE)
def test_described_examples_fire_too(slug: str, tmp_path: Path) -> None:
    rule = next(rule for rule in validation.RULES if rule.slug == slug)
    (finding,) = judged(tmp_path, ELSEWHERE[slug], rule)
    assert foreign_to_people(finding.hint) == []


def test_every_rule_is_run() -> None:
    """A rule that never fires on any test input guards nothing."""
    assert {rule.slug for rule in RUN} | set(ELSEWHERE) == {rule.slug for rule in validation.RULES}


@pytest.mark.parametrize("slug", UNFIT)
def test_records_that_do_not_fit_are_among_the_findings(slug: str, tmp_path: Path) -> None:
    ledger, found = load(make_workspace(tmp_path, UNFIT[slug]))
    told = validation.run(ledger, found).findings
    (finding,) = (finding for finding in told if finding.code.startswith("S"))
    assert finding.rule == slug
    assert foreign_to_people(finding.hint) == []


def test_every_fault_of_record_is_run() -> None:
    records = {rule.slug for rule in faults.RULES if rule.check.__module__ == record.__name__}
    # links and pipes cannot be written as text: see test_workspace
    assert set(UNFIT) == records - {"outside-workspace", "special-file"}


def test_codes_and_slugs_are_unique() -> None:
    rules = [*validation.ALL_RULES, *form_faults.RULES]
    for names in ([rule.code for rule in rules], [rule.slug for rule in rules]):
        assert [name for name, times in Counter(names).items() if times > 1] == []
