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


SHARE = """
entries: {{}}
# targets/2022/90-new.yaml
targets:
  - id: homes
    name: 达标占比
    kind: ratio
    numerator: {{name: 达标站点, unit: 个}}
    denominator: {{name: 全部站点, unit: 个}}
    goal: "{goal}"
    baseline: {{period: "2021", numerator: {base}, denominator: 100}}
    due: 2022-12-31
    cadence: month
    source: {{section: 三, item: 91}}
"""


@pytest.mark.parametrize(
    ("plan", "goal", "base", "words"),
    [
        (PLAN, "+8%", "0", "目标是比基期增长8%，基期数是0，报多少都算达到"),
        (PLAN, "x2", "0", "目标是达到基期的2倍，基期数是0，报多少都算达到"),
        (PLAN, "down", "0", "目标是比上年下降，基期数是0，报多少都达不到"),
        (PLAN, "-120%", "50", "报多少都达不到"),
        (PLAN, ">= 0", "50", "目标是不低于0，报多少都算达到"),
        (PLAN, "-8%", "0", ""),
        (PLAN, "<= 0", "5", ""),
        (PLAN, "up", "0", ""),
        (SHARE, "+60pp", "50", "目标是比基期提高60个百分点，基期数是50.0%，报多少都达不到"),
        (SHARE, "up", "100", "目标是比上年提高，基期数是100%，报多少都达不到"),
        (SHARE, "x3", "50", "基期数是50.0%，报多少都达不到"),
        (SHARE, "> 100%", "50", "目标是高于100%，报多少都达不到"),
        (SHARE, "< 0%", "50", "目标是低于0%，报多少都达不到"),
        (SHARE, "+50pp", "50", ""),
        (SHARE, "= 100%", "100", ""),
    ],
)
def test_a_goal_that_every_number_reaches_or_none_is_told(
    tmp_path: Path, plan: str, goal: str, base: str, words: str
) -> None:
    ledger, found = load(make_workspace(tmp_path, plan.format(unit="个", goal=goal, base=base)))
    told = [each.message for each in validation.run(ledger, found).findings if each.rule == "goal-decides-nothing"]
    assert [words in message for message in told] == [True] * bool(words)


TERMS = """
entries: {{}}
# targets/2022/90-new.yaml
targets:
  - id: new
    name: 新任务
    {kind}
    due: 2022-12-31
    cadence: month
    source: {{section: 三, item: 91}}
    {more}
"""
COUNT = "kind: count\n    value: {name: 站点, unit: 个}\n    measured: cumulative\n    goal: '>= 8'"
RATIO = "kind: ratio\n    numerator: {name: 甲, unit: 个}\n    denominator: {name: 乙, unit: 个}\n    goal: '>= 50%'"
AGREED = "reason: 底数小, document: 呼民发〔2022〕3号"
CHANGED = "reason: 年中调整, document: 呼民发〔2022〕9号"


@pytest.mark.parametrize(
    ("kind", "more", "rule", "words"),
    [
        (COUNT, f"units: {{'150703': {{goal: '>= 3%', {AGREED}}}}}", "count-goal-in-percent", "给150703单独约定的目标"),
        (
            RATIO,
            f"units: {{'150703': {{goal: '>= 30', {AGREED}}}}}",
            "share-goal-beyond-whole",
            "给150703单独约定的目标",
        ),
        (COUNT, f"revised: [{{on: 2022-05-01, was: '>= 30%', {CHANGED}}}]", "count-goal-in-percent", "原来的目标"),
        (RATIO, "per: 1000\n    unit: 张/千人", "count-goal-in-percent", "每1000的多少"),
        (
            RATIO,
            f"units: {{'150703': {{baseline: {{period: '2021', numerator: 9, denominator: 3}}, {AGREED}}}}}",
            "baseline-impossible",
            "扎区的基期数是300.0%",
        ),
        (
            COUNT,
            f"units: {{'150703': {{goal: '>= 3', exempt: true, {AGREED}}}}}",
            "term-idle",
            "又写豁免，又另定了目标",
        ),
        (COUNT, f"revised: [{{on: 2022-05-01, {CHANGED}}}]", "term-idle", "没有写原来是什么"),
        (COUNT, f"revised: [{{on: 2022-05-01, was: '>= 8', {CHANGED}}}]", "term-idle", "前后一样"),
        (
            COUNT,
            f"revised: [{{on: 2022-05-01, was: '>= 5', {CHANGED}}}, {{on: 2022-05-01, was: '>= 6', {CHANGED}}}]",
            "term-idle",
            "写了两次",
        ),
        (
            COUNT,
            f"revised: [{{on: 2022-04-01, was: '>= 5', {CHANGED}}}, {{on: 2022-05-01, was: '>= 6', {CHANGED}}}]",
            "",
            "",
        ),
    ],
)
def test_terms_of_one_unit_and_of_before_are_held_to_the_same(
    tmp_path: Path, kind: str, more: str, rule: str, words: str
) -> None:
    ledger, found = load(make_workspace(tmp_path, TERMS.format(kind=kind, more=more)))
    told = [each for each in (*found, *validation.run(ledger).findings) if each.source.path.startswith("targets/")]
    told = [each for each in told if each.rule != "never-reported"]
    assert [each.rule for each in told] == ([rule] if rule else [])
    assert words in "".join(each.message for each in told)
