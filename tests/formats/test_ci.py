"""What machines read, read back by the readers they use."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from junitparser import JUnitXml, Skipped

from mzgz.formats.ci.reporters import FORMATS, render
from mzgz.model.findings import Diagnostic, Judgement, Rule, Severity, Source, Summary

PATH = "submissions/2022-06/150702.yaml"


def part_exceeds_whole() -> None:
    """分子大于分母

    为什么：部分不会比全体多。

    反例：
        entries:
          nursing-bed-share: {numerator: 9, denominator: 5}

    正例：分子不大于分母
    """


def jump() -> None:
    """比上期变化过大

    为什么：多半是多写了一位。

    反例：上期 8，本期 812

    正例：上期 800，本期 812
    """


RULES = (Rule("T201", Severity.QUERY, jump), Rule("A102", Severity.ERROR, part_exceeds_whole))
ERROR = Diagnostic(
    code="A102",
    rule="part-exceeds-whole",
    severity=Severity.ERROR,
    message="分子 9 大于分母 5，多 80%",
    hint="请核对，\n再改正",
    source=Source(PATH, 8, 22),
    unit="150702",
    period="2022-06",
    target="nursing-bed-share",
    field="numerator",
)
QUERY = Diagnostic("T201", "jump", Severity.QUERY, "比上期多3倍", "请核对", Source(PATH, 9, 3), "150702")
EXCUSED = replace(QUERY, explained="新建福利院投入使用", source=Source(PATH, 10, 3))
NOTE = Diagnostic(
    "S101", "not-utf8", Severity.NOTE, "不是 UTF-8", "请转换", Source("填报, 表:6.xlsx", cell="填报!C5"), count=5
)
SUMMARY = Summary(15, 412, 9100, 3, 1, 40)
JUDGEMENT = Judgement((ERROR, QUERY, EXCUSED, NOTE), SUMMARY)
CLEAN = Judgement((), SUMMARY)


def test_json_is_the_contract() -> None:
    text = render(Judgement((ERROR,), SUMMARY), "json")
    assert (
        text
        == """\
{
  "summary": {
    "files": 15,
    "entries": 412,
    "passed": 9100,
    "violated": 3,
    "explained": 1,
    "not_evaluated": 40
  },
  "findings": [
    {
      "code": "A102",
      "rule": "part-exceeds-whole",
      "severity": "error",
      "message": "分子 9 大于分母 5，多 80%",
      "hint": "请核对，\\n再改正",
      "path": "submissions/2022-06/150702.yaml",
      "line": 8,
      "column": 22,
      "cell": null,
      "unit": "150702",
      "period": "2022-06",
      "target": "nursing-bed-share",
      "field": "numerator",
      "count": 1
    }
  ]
}
"""
    )


def test_json_gives_the_reason_of_an_explained_finding_only() -> None:
    findings = json.loads(render(JUDGEMENT, "json"))["findings"]
    assert [item.get("explained") for item in findings] == [None, None, "新建福利院投入使用", None]
    assert "explained" not in findings[0]


def unescape(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def commands(judgement: Judgement) -> list[tuple[str, dict[str, str], str]]:
    """As the runner reads them."""
    found = []
    for line in render(judgement, "github").splitlines():
        match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert match, line
        properties = dict(item.split("=", 1) for item in match[2].split(","))
        found.append((match[1], {key: unescape(value) for key, value in properties.items()}, unescape(match[3])))
    return found


def test_github_commands_are_escaped() -> None:
    error, query, excused, note = commands(JUDGEMENT)
    place = {"file": PATH, "line": "8", "col": "22", "title": "强制 A102 part-exceeds-whole"}
    assert error == ("error", place, "分子 9 大于分母 5，多 80%\n怎么办：请核对，\n再改正")
    assert query[0] == "warning"
    assert (excused[0], excused[2]) == ("notice", "比上期多3倍\n已说明：新建福利院投入使用")
    assert note[1] == {"file": "填报, 表:6.xlsx", "title": "提示 S101 not-utf8"}
    assert note[2] == "填报!C5：不是 UTF-8（同类共5处）\n怎么办：请转换"
    assert "80%25%0A" in render(JUDGEMENT, "github")


def sarif(judgement: Judgement) -> Any:
    log = json.loads(render(judgement, "sarif", RULES, [PATH]))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run


def test_sarif_rules_carry_the_manual_in_chinese() -> None:
    driver = sarif(CLEAN)["tool"]["driver"]
    assert driver["name"] == "mzgz"
    first, second = driver["rules"]
    assert (first["id"], first["shortDescription"]["text"]) == ("A102", "分子大于分母")
    assert first["defaultConfiguration"]["level"] == "error"
    assert second["defaultConfiguration"]["level"] == "warning"
    assert "```yaml\nentries:\n  nursing-bed-share: {numerator: 9, denominator: 5}\n```" in first["help"]["markdown"]


def test_sarif_results_point_into_files_and_rules() -> None:
    run = sarif(JUDGEMENT)
    error, query, excused, note = run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    place = error["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": PATH, "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 8, "startColumn": 22}
    assert [item["level"] for item in run["results"]] == ["error", "warning", "warning", "note"]
    for item in (error, query, excused):
        assert run["tool"]["driver"]["rules"][item["ruleIndex"]]["id"] == item["ruleId"]
    assert "ruleIndex" not in note
    cell = note["locations"][0]
    assert cell["logicalLocations"] == [{"fullyQualifiedName": "填报!C5"}]
    assert re.fullmatch(r"[!-~]+", cell["physicalLocation"]["artifactLocation"]["uri"])
    assert (note["occurrenceCount"], note["message"]["text"]) == (5, "不是 UTF-8\n怎么办：请转换")


def test_sarif_suppresses_what_is_explained_and_says_so_of_every_result() -> None:
    suppressions = [item["suppressions"] for item in sarif(JUDGEMENT)["results"]]
    reason = {"kind": "inSource", "status": "accepted", "justification": "新建福利院投入使用"}
    assert suppressions == [[], [], [reason], []]


def test_an_explanation_never_excuses_an_error() -> None:
    judgement = Judgement((replace(ERROR, explained="新建福利院投入使用"),), SUMMARY)
    assert sarif(judgement)["results"][0]["suppressions"] == []
    assert commands(judgement)[0][0] == "error"
    assert junit(judgement).failures == 1


def fingerprints(*findings: Diagnostic) -> list[str]:
    results = sarif(Judgement(findings, SUMMARY))["results"]
    return [item["partialFingerprints"]["mzgz/v1"] for item in results]


def test_sarif_fingerprints_survive_moved_lines_and_tell_twins_apart() -> None:
    moved = replace(ERROR, source=Source(PATH, 80, 2), message="分子 7 大于分母 5")
    assert fingerprints(ERROR) == fingerprints(moved)
    assert len(set(fingerprints(ERROR, moved, replace(ERROR, unit="150703")))) == 3


def junit(judgement: Judgement, *files: str) -> Any:
    return JUnitXml.fromstring(render(judgement, "junit", RULES, files).encode())


def test_junit_has_a_suite_for_every_file_and_a_case_for_every_finding() -> None:
    report = junit(JUDGEMENT, PATH, "mzgz.yaml")
    assert (report.tests, report.failures, report.errors, report.skipped) == (5, 2, 0, 1)
    suites = {suite.name: suite for suite in report}
    assert set(suites) == {"汇总", "mzgz.yaml", PATH, "填报, 表:6.xlsx"}
    assert [case.is_passed for case in suites["mzgz.yaml"]] == [True]
    error, query, excused = suites[PATH]
    assert error.name == "A102 part-exceeds-whole nursing-bed-share 8:22"
    assert (error.result[0].type, error.result[0].message) == ("强制", "分子 9 大于分母 5，多 80%")
    assert query.is_failure
    assert isinstance(excused.result[0], Skipped)
    (note,) = suites["填报, 表:6.xlsx"]
    assert note.is_passed
    assert "（同类共5处）" in note.system_out


def test_junit_counts_stand_when_they_are_counted_again() -> None:
    report = junit(JUDGEMENT, "mzgz.yaml")
    written = [(suite.tests, suite.failures, suite.skipped) for suite in report]
    report.update_statistics()
    assert [(suite.tests, suite.failures, suite.skipped) for suite in report] == written
    assert (report.tests, report.failures, report.skipped) == (5, 2, 1)


def test_junit_tells_the_four_outcomes() -> None:
    (summary,) = (suite for suite in junit(CLEAN) if suite.name == "汇总")
    outcomes = {item.name: item.value for item in summary.properties()}
    assert outcomes == {
        "files": "15", "entries": "412", "passed": "9100", "violated": "3", "explained": "1", "not_evaluated": "40",
    }  # fmt: skip


@pytest.mark.parametrize("fmt", FORMATS)
def test_damaged_text_still_gives_a_readable_file(fmt: str) -> None:
    text = render(Judgement((replace(ERROR, message="坏\x00\x1b\ud800\uffff字"),), SUMMARY), fmt, RULES)
    assert text.endswith("\n")
    assert "坏" in text.encode("utf-8").decode()
    if fmt == "junit":
        (case,) = (case for suite in JUnitXml.fromstring(text.encode()) for case in suite)
        assert case.result[0].message == "坏????字"
