"""Rules that look at some units only, the limits of single numbers, and which rules a workspace puts to use."""

from __future__ import annotations

from pathlib import Path

import pytest

from mzgz import validation
from mzgz.apps.cli.rules import rules
from mzgz.intake.workspace import load
from mzgz.model.submissions import is_hollow
from mzgz.validation.engine.coverage import coverage
from workspace import make_workspace

JUMPS = """
# submissions/2022-05/{unit}.yaml
entries:
  nursing-bed-share: {{numerator: 500, denominator: 1450}}
# submissions/2022-06/{unit}.yaml
entries:
  nursing-bed-share: {{numerator: 812, denominator: 1450}}
"""


def told(root: Path, text: str, rule: str) -> list[tuple[str, str]]:
    ledger, found = load(make_workspace(root, text))
    return [(one.unit or "", one.severity.value) for one in validation.run(ledger, found).findings if one.rule == rule]


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("jump: error", [("150702", "error"), ("150703", "error")]),
        ('jump: {units: ["150703"]}', [("150703", "query")]),
        ("jump: {levels: [市辖区]}", []),
        ('jump: {severity: error, units: ["150703"]}', [("150702", "error"), ("150703", "error")]),
    ],
)
def test_a_rule_may_be_graver_or_look_at_some_only(
    setting: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    text = f"# mzgz.yaml\nrules: {{{setting}}}\n" + JUMPS.format(unit="150702") + JUMPS.format(unit="150703")
    assert told(tmp_path, text, "jump") == expected


def test_an_error_looks_at_everybody(tmp_path: Path) -> None:
    text = '# mzgz.yaml\nrules: {part-exceeds-whole: {units: ["150703"]}}\n'
    assert told(tmp_path, text, "severity-lowered") == [("", "error")]


def test_coverage_tells_what_fired_and_what_was_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger, found = load(make_workspace(tmp_path, JUMPS.format(unit="150702")))
    rows = {row.rule.slug: row for row in coverage(validation.RULES, ledger, found, None)}
    assert (rows["jump"].fired, rows["jump"].word) == (1, "有问题")
    assert (rows["part-exceeds-whole"].fired, rows["part-exceeds-whole"].passed) == (0, 2)
    assert rows["waiver-expired"].word == "没有可看的"
    rules(coverage=True, directory=tmp_path)
    assert "始终没有用上的" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("reason", "hollow"),
    [
        ("经核实情况属实", True),
        ("经核对，数据准确无误。", True),
        ("已核实，情况属实", True),
        ("该数据经我局再次核实，真实有效", True),
        ("新建福利院投入使用", False),
        ("经核实，6月新增两所养老院", False),
        ("上月漏报了两个苏木", False),
    ],
)
def test_a_reason_must_say_what_happened(reason: str, hollow: bool) -> None:
    assert is_hollow(reason) is hollow
