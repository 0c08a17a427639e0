"""Goals and baselines of a number: what cannot be one is told where it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from mzgz import validation
from mzgz.intake.workspace import load
from workspace import make_workspace

PLAN = """
entries: {{}}
# targets/2022/90-new.yaml
targets:
  - id: homes
    name: 新建站点
    kind: count
    value: {{name: 站点, unit: {unit}}}
    measured: cumulative
    goal: "{goal}"
    baseline: {{period: "2021", value: {base}}}
    due: 2022-12-31
    cadence: month
    source: {{section: 三, item: 91}}
"""


@pytest.mark.parametrize(
    ("unit", "goal", "base", "rule", "words"),
    [
        ("个", "+4pp", "5", "count-goal-in-percent", "百分点是占比的变动"),
        ("个", "+8%", "5", "", ""),
        ("个", ">= 8", "5.5", "baseline-impossible", "基期数是站点5.5个，不是整数"),
        ("万元", ">= 8", "5.5", "", ""),
    ],
)
def test_what_a_number_is_measured_by(tmp_path: Path, unit: str, goal: str, base: str, rule: str, words: str) -> None:
    ledger, found = load(make_workspace(tmp_path, PLAN.format(unit=unit, goal=goal, base=base)))
    told = [
        (each.rule, each.message)
        for each in validation.run(ledger, found).findings
        if each.target == "homes" and each.severity.value == "error"
    ]
    assert [name for name, _ in told] == [rule][: bool(rule)]
    assert all(words in message for _, message in told)
