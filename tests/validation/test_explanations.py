"""Explanations hold while the values they name stand, and only for queries."""

from __future__ import annotations

from pathlib import Path

import pytest

from mzgz import validation
from mzgz.apps import cli
from mzgz.intake.workspace import load
from mzgz.model.findings import Diagnostic, Judgement
from workspace import make_workspace

MAY = """\
# submissions/2022-05/150702.yaml
entries:
  nursing-bed-share: {numerator: 500, denominator: 1450}
# submissions/2022-06/150702.yaml
"""
JUNE = """\
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450}
explanations:
  - {rule: jump, target: nursing-bed-share, values: {numerator: 812}, reason: 新建福利院投入使用}
"""


def judged(root: Path, text: str) -> Judgement:
    ledger, found = load(make_workspace(root, text))
    return validation.run(ledger, found)


def of(judgement: Judgement, slug: str) -> list[Diagnostic]:
    return [finding for finding in judgement.findings if finding.rule == slug]


def test_an_explanation_in_force_keeps_the_finding_listed_and_frees_it(tmp_path: Path) -> None:
    judgement = judged(tmp_path, MAY + JUNE)
    [jump] = of(judgement, "jump")
    assert jump.explained == "新建福利院投入使用"
    assert not jump.blocks
    assert judgement.summary.explained == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("numerator: 812, denominator", "numerator: 900, denominator"),
        ("values: {numerator: 812}", "values: {numerator: 812, denominator: 1400}"),
    ],
)
def test_when_a_value_changes_the_finding_returns_and_quotes_the_explanation(
    before: str, after: str, tmp_path: Path
) -> None:
    judgement = judged(tmp_path, MAY + JUNE.replace(before, after))
    [jump] = of(judgement, "jump")
    assert jump.blocks
    assert "原说明“新建福利院投入使用”针对的是分子 812" in jump.message
    assert judgement.summary.explained == 0


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("新建福利院投入使用", "属实", "explanation-incomplete"),
        ("{numerator: 812}, reason", "{}, reason", "explanation-incomplete"),
        ("{numerator: 812}, reason", "{beds: 812}, reason", "explanation-incomplete"),
        ("target: nursing-bed-share", "target: care-beds", "explanation-idle"),
        ("rule: jump", "rule: outlier", "explanation-idle"),
        ("rule: jump", "rule: no-such-rule", "explanation-idle"),
    ],
)
def test_an_explanation_that_does_not_fit_excuses_nothing(before: str, after: str, told: str, tmp_path: Path) -> None:
    judgement = judged(tmp_path, MAY + JUNE.replace(before, after))
    assert [finding.blocks for finding in of(judgement, "jump")] == [True]
    assert len(of(judgement, told)) == 1


@pytest.mark.parametrize(
    ("values", "reason", "holds"),
    [
        ('{on: "2022-05-20"}', "会签单上写的是这一天", True),
        ('{on: "2022-05-21"}', "会签单上写的是这一天", False),
        ("{done: 1}", "会签单上写的是这一天", False),
        ("{done: true}", "属实", False),
        ("{wrong: 1}", "会签单上写的是这一天", False),
    ],
)
def test_check_and_why_agree_on_when_it_holds(
    values: str, reason: str, holds: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"""\
# submissions/2022-05/150702.yaml
entries:
  rescue-plan: {{done: true, on: 2022-05-20, evidence: [联席会议纪要]}}
explanations:
  - {{rule: document-number-missing, target: rescue-plan, values: {values}, reason: {reason}}}
"""
    [finding] = of(judged(tmp_path, text), "document-number-missing")
    assert (finding.explained is not None) is holds
    with pytest.raises(SystemExit):
        cli.run(["why", "rescue-plan", "--unit", "150702", "--as-of", "2022-07-06", "-C", str(tmp_path)])
    assert ("情况说明" in capsys.readouterr().out) is holds


def test_truth_is_not_one(tmp_path: Path) -> None:
    text = """\
entries:
  rescue-plan: {done: true, on: 2022-05-20, evidence: [社会救助改革方案]}
explanations:
  - {rule: document-number-missing, target: rescue-plan, values: {done: 1}, reason: 以会议纪要代替文件}
"""
    assert [finding.explained for finding in of(judged(tmp_path / "a", text), "document-number-missing")] == [None]
    text = text.replace("done: 1", "done: true")
    assert [f.explained for f in of(judged(tmp_path / "b", text), "document-number-missing")] == ["以会议纪要代替文件"]


def test_an_error_cannot_be_explained(tmp_path: Path) -> None:
    text = """\
entries:
  nursing-bed-share: {numerator: 1500, denominator: 1450}
explanations:
  - {rule: part-exceeds-whole, target: nursing-bed-share, values: {numerator: 1500}, reason: 包括在建的床位}
"""
    judgement = judged(tmp_path, text)
    assert [finding.explained for finding in of(judgement, "part-exceeds-whole")] == [None]
    assert len(of(judgement, "explanation-of-error")) == 1


def test_a_query_raised_to_an_error_cannot_be_explained_either(tmp_path: Path) -> None:
    judgement = judged(tmp_path, MAY + JUNE + "# mzgz.yaml\nrules: {jump: error}\n")
    assert [(finding.severity, finding.explained) for finding in of(judgement, "jump")] == [("error", None)]
    assert len(of(judgement, "explanation-of-error")) == 1


def test_a_finding_about_the_whole_return_is_explained_under_any_target_of_it(tmp_path: Path) -> None:
    same = """\
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450}
  visiting-rate: {numerator: 980, denominator: 1000}
  care-beds: {value: 1450}
  aid-spent: {value: 56.2}
  care-trained: {numerator: 31, denominator: 90}
"""
    said = (
        "explanations: [{rule: copied-unchanged, target: care-beds, values: {value: 1450}, reason: 本月确无新增变动}]\n"
    )
    text = f"# submissions/2022-05/150702.yaml\n{same}# submissions/2022-06/150702.yaml\n{same}{said}"
    assert [finding.explained for finding in of(judged(tmp_path, text), "copied-unchanged")] == ["本月确无新增变动"]


def test_a_change_after_acceptance_is_the_bureaus_to_answer(tmp_path: Path) -> None:
    accepted = """\
# acceptance/2022-06/150702.yaml
unit: "150702"
period: 2022-06
rounds:
  - action: accepted
    on: 2022-07-04
    by: 局长
    round: 1
    fingerprint: 69028c2f3455215ff7fad7f6c5a7c8850361b8d65deb3993504e0d33eef0dc94
"""
    judgement = judged(tmp_path, MAY + JUNE.replace("rule: jump", "rule: changed-after-acceptance") + accepted)
    [changed] = of(judgement, "changed-after-acceptance")
    assert changed.blocks
    [idle] = of(judgement, "explanation-of-error")
    assert idle.message == "changed-after-acceptance 说的是局里受理的记录，说明不起作用"
    assert not of(judgement, "explanation-idle")


def test_a_reason_bound_to_the_denominator_does_not_outlive_the_numerator(tmp_path: Path) -> None:
    """The number that jumped could be changed at will afterwards, and stayed explained."""
    judgement = judged(tmp_path, MAY + JUNE.replace("values: {numerator: 812}", "values: {denominator: 1450}"))
    [jump] = of(judgement, "jump")
    assert jump.blocks
    [idle] = of(judgement, "explanation-idle")
    assert "标识和所说明的数（values）" in idle.hint


def test_words_and_files_are_mended_and_no_reason_clears_them(tmp_path: Path) -> None:
    """A reason was taken for a wording that `check` itself said no reason clears."""
    text = """\
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450, note: 护理型床位占比提高5.2%}
explanations:
  - {rule: percent-for-points, target: nursing-bed-share, values: {numerator: 812}, reason: 确实是增长率不是占比}
"""
    judgement = judged(tmp_path, text)
    [slip] = of(judgement, "percent-for-points")
    assert slip.blocks
    [vain] = of(judgement, "explanation-of-error")
    assert vain.message == "percent-for-points 说的不是所报的数，说明不起作用"
    assert not of(judgement, "explanation-idle")
