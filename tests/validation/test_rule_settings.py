"""Rules that look at some units only, the limits of single numbers, and which rules a workspace puts to use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.apps.cli.rules import rules
from mzgz.intake.workspace import load
from mzgz.model.submissions import is_hollow
from mzgz.progress.doubtful_figures import open_doubts
from mzgz.validation.engine.rule_coverage import coverage
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
        ("jump: 强制", [("150702", "error"), ("150703", "error")]),
        ('jump: {severity: 强制, units: ["150703"]}', [("150703", "error")]),
        ('jump: {units: ["150703"]}', [("150703", "query")]),
        ("jump: {levels: [市辖区]}", []),
        ('jump: {severity: error, units: ["150703"]}', [("150703", "error")]),
        ("jump: {severity: error, levels: [市辖区]}", []),
    ],
)
def test_a_rule_may_be_graver_or_look_at_some_only(
    setting: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    text = f"# mzgz.yaml\nrules: {{{setting}}}\n" + JUMPS.format(unit="150702") + JUMPS.format(unit="150703")
    assert told(tmp_path, text, "jump") == expected


def test_a_rule_both_graver_and_narrowed_is_no_fault_of_the_settings(tmp_path: Path) -> None:
    text = (
        '# mzgz.yaml\nrules: {jump: {severity: error, units: ["150703"]}, outlier: {severity: error, levels: [旗]}}\n'
    )
    assert told(tmp_path, text, "severity-lowered") == []


@pytest.mark.parametrize(
    ("settings", "marked"),
    [
        ("rules: {jump: error}", {"150702", "150703"}),
        ('rules: {jump: {severity: error, units: ["150703"]}}', {"150703"}),
        (
            'rules: {beyond-limits: {severity: error, units: ["150702"]}}\n'
            "limits: [{target: nursing-bed-share, field: numerator, max: 800}]",
            {"150702"},
        ),
    ],
)
def test_what_a_workspace_makes_an_error_marks_the_figures_it_looks_at(
    settings: str, marked: set[str], tmp_path: Path
) -> None:
    text = f"# mzgz.yaml\n{settings}\n" + JUMPS.format(unit="150702") + JUMPS.format(unit="150703")
    ledger, _ = load(make_workspace(tmp_path, text))
    assert {unit for _, unit in open_doubts(ledger, date(2022, 7, 10))} == marked


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


def test_coverage_judges_a_rule_by_itself_and_lets_it_know_the_others(tmp_path: Path) -> None:
    explained = "explanations:\n  - {rule: jump, target: nursing-bed-share, values: {numerator: 812}, reason: 新建福利院投入使用}\n"
    text = "# mzgz.yaml\nrules: {outlier: error}\n" + JUMPS.format(unit="150702") + explained
    ledger, found = load(make_workspace(tmp_path, text))
    rows = {row.rule.slug: row for row in coverage(validation.RULES, ledger, found, None)}
    assert rows["rule-unknown"].fired == 0, "a rule that is named in the settings is known"
    assert (rows["explanation-idle"].fired, rows["explanation-idle"].passed) == (0, 1), "what it explains is there"


@pytest.mark.parametrize(
    ("settings", "rule"),
    [
        ("limits: [{target: nursing-bed-share, field: numerator, min: 900, max: 800}]", "limit-idle"),
        ("reporting: {due_day: 5, opens_day: 9}", "setting-idle"),
        ("reporting: {due_day: 5, first_month: 2022-08}", "setting-idle"),
    ],
)
def test_a_setting_that_cannot_work_is_told_once_and_held_against_nobody(
    settings: str, rule: str, tmp_path: Path
) -> None:
    text = f"# mzgz.yaml\n{settings}\n"
    for unit, streets in (("150702", 7), ("150703", 5)):
        text += f"# submissions/2022-06/{unit}.yaml\nreceived: 2022-07-02\nentries:\n"
        text += "  nursing-bed-share: {numerator: 812, denominator: 1450}\n"
        text += f"  street-centres: {{numerator: {streets}, denominator: {streets}}}\n"
    ledger, found = load(make_workspace(tmp_path, text))
    told = {one.rule for one in validation.run(ledger, found).findings}
    assert rule in told
    assert not told & {"beyond-limits", "received-before-opening", "month-not-asked"}


def test_a_scope_that_takes_in_nobody_is_told_of_the_plan_and_not_of_each_return(tmp_path: Path) -> None:
    text = """
# targets/2022/90-scope.yaml
section: {part: 四, title: 其他, division: 办公室}
targets:
  - {id: lake-patrols, name: 湖区巡查, kind: count, value: {name: 巡查次数, unit: 次}, measured: period, goal: ">= 3",
     scope: {where: townships > 99}, due: 2022-12-31, cadence: month, source: {section: 四, item: 90}}
# submissions/2022-06/150702.yaml
entries:
  lake-patrols: {value: 1}
"""
    ledger, found = load(make_workspace(tmp_path, text))
    told = [one.rule for one in validation.run(ledger, found).findings]
    assert ("scope-empty" in told, "outside-scope" in told) == (True, False)


def test_a_unit_closed_before_it_opened_is_told_in_the_settings_and_not_of_each_return(tmp_path: Path) -> None:
    text = """
# mzgz.yaml
bureau: {name: 呼市民政局, city: 呼市, code: "150700"}
units:
  - {code: "150700", name: 市本级, kind: bureau}
  - {code: "150702", name: 海拉尔区, opened: 2022-07-01, closed: 2022-03-01}
  - {code: "150703", name: 扎赉诺尔区, closed: 2022-03-01}
# submissions/2022-06/150702.yaml
entries: {}
# submissions/2022-06/150703.yaml
entries: {}
"""
    assert told(tmp_path / "a", text, "setting-idle") == [("", "error")]
    assert told(tmp_path / "b", text, "unit-not-there") == [("150703", "query")]


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


@pytest.mark.parametrize(
    ("setting", "part"),
    [
        ("reporting: {due_day: 10, lock_day: 5}", "没有到期就不收了"),
        ("reporting: {due_day: 5, opens_day: 8}", "到期以前不收"),
        ("reporting: {remind_after: [7, 3]}", "不是从少到多"),
        ("reporting: {remind_after: [3], escalate_after: 2}", "过3天才第一次催报"),
        (
            'reporting: {exceptions: [{unit: "150799", period: 2022-01, until: 2022-02-20, allowed_by: 局长, reason: 雪灾}]}',
            "没有代码是 150799 的单位",
        ),
        (
            'reporting: {exceptions: [{unit: "150702", period: 2022-01, until: 2022-02-01, allowed_by: 局长, reason: 雪灾}]}',
            "截止日本来就是2022-02-05",
        ),
        ("reporting: {}\ncalendar: {holidays: [2022-10-01], workdays: [2022-10-01]}", "既写在放假的日子里"),
        ('reporting: {}\nrules: {jump: {units: ["150799"]}}', "没有代码是 150799 的单位"),
        ("reporting: {}\nrules: {jump: {levels: [州]}}", "没有一个单位的类型是“州”"),
        ("reporting: {}\nlevels: [市, 县]", "层级名称写了2级（市、县），本单位以下的单位只有1级"),
    ],
)
def test_a_setting_that_does_nothing_is_told(setting: str, part: str, tmp_path: Path) -> None:
    ledger, found = load(make_workspace(tmp_path, f"# mzgz.yaml\n{setting}\n"))
    (one,) = (one for one in validation.run(ledger, found).findings if one.rule == "setting-idle")
    assert part in one.message
    assert one.source.path == "mzgz.yaml"


TASK = "targets:\n  - {{id: some, name: 探访, kind: duty, due: 2022-12-31, cadence: year, source: {{section: 三, item: {item}}}, {terms}}}\n"


@pytest.mark.parametrize(
    ("terms", "item", "rule", "part"),
    [
        ("scope: []", "1", "scope-empty", "没有写哪个单位适用"),
        ('scope: ["150702", "150702"]', "1", "term-idle", "150702写了两次"),
        ("scope: all", "[1, 1]", "term-idle", "1写了两次"),
        (
            'scope: ["150702"], units: {"150703": {exempt: true, reason: 没有对象, document: 会议纪要}}',
            "1",
            "term-idle",
            "扎赉诺尔区不在适用范围",
        ),
        (
            'scope: ["150702"], units: {"150702": {exempt: true, reason: 没有对象, document: 会议纪要}}',
            "1",
            "scope-empty",
            "适用的单位都豁免了",
        ),
    ],
)
def test_terms_that_reach_nobody_are_told(terms: str, item: str, rule: str, part: str, tmp_path: Path) -> None:
    text = "# targets/2022/90-task.yaml\n" + TASK.format(item=item, terms=terms)
    ledger, found = load(make_workspace(tmp_path, text))
    (one,) = (one for one in validation.run(ledger, found).findings if one.rule == rule)
    assert part in one.message


def test_an_odd_kind_is_quoted_as_it_is_written(tmp_path: Path) -> None:
    text = "# targets/2022/90-task.yaml\n" + TASK.format(item=1, terms="scope: all").replace("duty", "{a: [1, true]}")
    _, found = load(make_workspace(tmp_path, text))
    assert "“kind”不能填“{a: [1, true]}”" in [one.message for one in found]


@pytest.mark.parametrize(("unit", "idle"), [("150702", False), ("150721", True)])
def test_a_limit_for_a_unit_the_target_is_not_asked_of_is_told(unit: str, idle: bool, tmp_path: Path) -> None:
    limit = f'{{target: street-centres, unit: "{unit}", field: numerator, min: 1}}'
    text = f"# mzgz.yaml\nlimits: [{limit}]\n"
    assert bool(told(tmp_path, text, "limit-idle")) is idle
