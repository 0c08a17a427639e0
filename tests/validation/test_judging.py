"""Judging as a whole: outcomes, severities, folding, selection, and no fault told twice."""

from __future__ import annotations

import gc
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.intake.workspace import load
from mzgz.model.findings import Diagnostic, Judgement, Rule, Severity, Source
from mzgz.validation.engine.cases import NOT_EVALUATED, Violation
from mzgz.validation.engine.rule_run import judge
from mzgz.validation.engine.target_abilities import has_numbers
from workspace import make_workspace

FULL_MAY = """\
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450}
  care-beds: {value: 1450}
  visit-system: {done: true}
  no-relapse: {value: 0}
"""


def judged(root: Path, text: str, only: validation.Selection | None = None, as_of: date | None = None) -> Judgement:
    ledger, found = load(make_workspace(root, text))
    return validation.run(ledger, found, as_of, only)


def slugs(judgement: Judgement) -> Counter[str]:
    return Counter(finding.rule for finding in judgement.findings)


def test_a_complete_return_is_clean(tmp_path: Path) -> None:
    judgement = judged(tmp_path, "# submissions/2022-05/150702.yaml\n" + FULL_MAY)
    assert judgement.findings == ()
    assert (judgement.summary.files, judgement.summary.entries) == (1, 4)
    assert (judgement.summary.violated, judgement.summary.explained) == (0, 0)
    assert judgement.summary.passed > 0


def test_an_empty_workspace_is_clean(tmp_path: Path) -> None:
    assert judged(tmp_path, "", as_of=date(2023, 6, 1)).findings == ()


def test_every_case_has_one_of_four_outcomes(tmp_path: Path) -> None:
    """Three entries of a kind; one rule for each outcome."""

    def right(_: object) -> None:
        """对的"""

    def wrong(case: object) -> Violation:
        """错的"""
        return Violation("错", "改", Source("submissions/2022-05/150702.yaml"))

    def open_(_: object) -> object:
        """缺数的"""
        return NOT_EVALUATED

    rules = tuple(
        Rule(f"A90{place}", Severity.QUERY, check, "entry", where=has_numbers)
        for place, check in enumerate((right, wrong, open_))
    )
    said = "explanations: [{rule: wrong, target: care-beds, values: {value: 1450}, reason: 经过逐项核对属实}]\n"
    ledger, _ = load(make_workspace(tmp_path, "# submissions/2022-05/150702.yaml\n" + FULL_MAY + said))
    summary = judge(rules, ledger).summary
    assert (summary.passed, summary.violated, summary.explained, summary.not_evaluated) == (3, 2, 1, 3)


def test_the_same_said_in_several_months_is_one_finding_with_a_count(tmp_path: Path) -> None:
    months = [
        f"# submissions/2022-{month}/150702.yaml\nentries: {{street-centres: {{numerator: 6, denominator: 8}}}}\n"
        for month in ("03", "06", "09")
    ]
    judgement = judged(tmp_path, "".join(months))
    [finding] = [finding for finding in judgement.findings if finding.rule == "registry-disagrees"]
    assert finding.count == 3
    assert (finding.period, finding.source.path) == ("2022-03", "submissions/2022-03/150702.yaml")


def test_what_differs_in_its_numbers_is_another_mistake(tmp_path: Path) -> None:
    text = """\
# submissions/2022-03/150702.yaml
entries: {street-centres: {numerator: 6, denominator: 8}}
# submissions/2022-06/150702.yaml
entries: {street-centres: {numerator: 6, denominator: 9}}
"""
    assert slugs(judged(tmp_path, text))["registry-disagrees"] == 2


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({3: 162, 6: 315, 9: 470, 12: 640}, []),  # counted from January
        ({3: 162, 6: 315, 9: 1470}, ["2022-09"]),
        ({3: 162, 6: 1620}, ["2022-06"]),
        ({1: 500, 2: 505, 3: 500, 4: 700}, ["2022-04"]),  # a level does not grow with the months
        ({7: 500, 8: 660}, ["2022-08"]),  # nor can two months late in the year tell
        ({3: 160, 6: 100}, ["2022-06"]),
        ({3: 10, 6: 25}, []),  # a small number
    ],
)
def test_a_jump_is_more_than_the_months_account_for(figures: dict[int, int], told: list[str], tmp_path: Path) -> None:
    text = "".join(
        f"# submissions/2022-{month:02}/150702.yaml\n"
        f"entries: {{visiting-rate: {{numerator: {number}, denominator: 9000}}}}\n"
        for month, number in figures.items()
    )
    assert [finding.period for finding in judged(tmp_path, text).findings if finding.rule == "jump"] == told


def test_an_unknown_id_copied_by_several_units_is_told_once(tmp_path: Path) -> None:
    text = "".join(
        f"# submissions/2022-05/{unit}.yaml\n{FULL_MAY}  new-thing: {{value: 1}}\n" for unit in ("150702", "150703")
    )
    told = [f for f in judged(tmp_path, text).findings if f.rule == "unknown-target"]
    assert [finding.count for finding in told] == [2]


def test_the_fold_does_not_hide_a_file_that_is_asked_about(tmp_path: Path) -> None:
    months = [
        f"# submissions/2022-{month}/150702.yaml\nentries: {{street-centres: {{numerator: 6, denominator: 8}}}}\n"
        for month in ("03", "06")
    ]
    only = validation.Selection(paths=("submissions/2022-06",))
    judgement = judged(tmp_path, "".join(months), only)
    assert {finding.source.path for finding in judgement.findings} == {"submissions/2022-06/150702.yaml"}
    assert slugs(judgement)["registry-disagrees"] == 1
    assert judgement.summary.files == 1


@pytest.mark.parametrize(
    ("only", "units"),
    [
        (validation.Selection(), {"150702", "150703"}),
        (validation.Selection(unit="150703"), {"150703"}),
        (validation.Selection(period="2022-05"), {"150702", "150703"}),
        (validation.Selection(period="2022-06"), set()),
        (validation.Selection(paths=("submissions/2022-05/150702.yaml",)), {"150702"}),
        (validation.Selection(paths=("submissions/2022-0",)), set()),
    ],
)
def test_selection(only: validation.Selection, units: set[str], tmp_path: Path) -> None:
    text = "".join(
        f"# submissions/2022-05/{unit}.yaml\nentries: {{nursing-bed-share: {{numerator: 2, denominator: 1}}}}\n"
        for unit in ("150702", "150703")
    )
    judgement = judged(tmp_path, text, only)
    assert {finding.unit for finding in judgement.findings if finding.rule == "part-exceeds-whole"} == units


def test_a_severity_can_be_raised(tmp_path: Path) -> None:
    text = (
        "# mzgz.yaml\nrules: {late-return: query}\n# submissions/2022-05/150702.yaml\nreceived: 2022-06-09\n" + FULL_MAY
    )
    [finding] = judged(tmp_path, text, as_of=date(2022, 6, 5)).findings
    assert (finding.rule, finding.severity) == ("late-return", Severity.QUERY)


def test_a_severity_cannot_be_lowered(tmp_path: Path) -> None:
    text = (
        "# mzgz.yaml\nrules: {part-exceeds-whole: note, unknown-target: note}\n# submissions/2022-05/150702.yaml\n"
        + (FULL_MAY.replace("812", "1812") + "  new-thing: {value: 1}\n")
    )
    findings = judged(tmp_path, text).findings
    assert {(f.rule, f.severity) for f in findings} == {
        ("severity-lowered", Severity.ERROR),
        ("part-exceeds-whole", Severity.ERROR),
        ("unknown-target", Severity.ERROR),
    }
    assert [f.source.line for f in findings if f.rule == "severity-lowered"] == [11, 11]


def test_what_the_readers_found_counts_as_violated(tmp_path: Path) -> None:
    text = "# submissions/2022-05/150702.yaml\n" + FULL_MAY.replace("{value: 0}", "{value: 0, note: [1]}")
    judgement = judged(tmp_path, text)
    assert slugs(judgement) == {"wrong-type": 1}
    assert judgement.summary.violated == 1
    assert [(finding.unit, finding.period) for finding in judgement.findings] == [("150702", "2022-05")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("nursing-bed-share:", "nursing-bed-shares:"),
        ("{numerator: 812, denominator: 1450}", "{numerator: 八百, denominator: 1450}"),
        ("{numerator: 812, denominator: 1450}", "{numerator：812, denominator: 1450}"),
        ("{value: 0}", "[0]"),
        ("{value: 0}", "{value: 0"),
    ],
)
def test_no_fault_is_told_twice(before: str, after: str, tmp_path: Path) -> None:
    """An entry that was rejected, or misnamed, is not blank as well."""
    judgement = judged(tmp_path, "# submissions/2022-05/150702.yaml\n" + FULL_MAY.replace(before, after))
    assert "blank-entry" not in slugs(judgement)
    assert sum(slugs(judgement).values()) == 1


def test_a_bad_entry_does_not_hide_a_blank_one(tmp_path: Path) -> None:
    text = FULL_MAY.replace("{numerator: 812, denominator: 1450}", "{numerator: 八百}").replace(
        "  visit-system: {done: true}\n", ""
    )
    judgement = judged(tmp_path, "# submissions/2022-05/150702.yaml\n" + text)
    assert [f.target for f in judgement.findings if f.rule == "blank-entry"] == ["visit-system"]


def test_a_return_is_missing_only_after_its_due_day(tmp_path: Path) -> None:
    text = "# submissions/2022-05/150702.yaml\n" + FULL_MAY
    assert slugs(judged(tmp_path / "a", text, as_of=date(2022, 6, 5)))["missing-return"] == 0
    missing = judged(tmp_path / "b", text, as_of=date(2022, 6, 6)).findings
    assert [finding.unit for finding in missing] == ["150703", "150721", "150722", "150723", "150724"]
    assert {str(finding.source) for finding in missing if finding.unit == "150703"} == {
        "submissions/2022-05/150703.yaml:1:1"
    }


def test_a_return_that_cannot_be_read_is_not_missing(tmp_path: Path) -> None:
    text = "# submissions/2022-05/150702.yaml\nunit: 150702\n: ]\n# submissions/2022-05/150703.yaml\n" + FULL_MAY
    missing = [f for f in judged(tmp_path, text, as_of=date(2022, 6, 6)).findings if f.rule == "missing-return"]
    assert "150702" not in {finding.unit for finding in missing}


def test_a_thing_done_once_is_not_asked_for_again(tmp_path: Path) -> None:
    done = "  rescue-plan: {done: true, on: 2022-06-20, evidence: [海民发〔2022〕12号]}\n"
    text = f"# submissions/2022-06/150702.yaml\n{FULL_MAY}{done}# submissions/2022-07/150702.yaml\n{FULL_MAY}"
    told = judged(tmp_path, text).findings
    assert not [finding for finding in told if finding.target == "rescue-plan"]


def test_findings_come_in_order_of_place_and_alike_every_time(tmp_path: Path) -> None:
    text = "entries:\n  nursing-bed-share: {numerator: 1500, denominator: 1450}\nreceived: 2022-07-09\n"
    first, second = judged(tmp_path, text), judged(tmp_path, text)
    assert first == second
    assert list(first.findings) == sorted(first.findings, key=Diagnostic.sort_key)


def test_the_collector_is_left_as_it_was(tmp_path: Path) -> None:
    ledger, found = load(make_workspace(tmp_path))
    validation.run(ledger, found)
    assert gc.isenabled()


def test_a_return_under_a_wrong_name_is_told_to_whoever_asks(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, "")
    folder = root / "submissions" / "2022-06"
    folder.mkdir(parents=True)
    (folder / "海拉尔.yaml").write_text(FULL_MAY, encoding="utf-8")
    (folder / "150702.yaml.txt").write_text(FULL_MAY, encoding="utf-8")
    (folder / "说明.txt").write_text("本月说明", encoding="utf-8")
    ledger, found = load(root)
    for only in (validation.Selection(), validation.Selection(unit="150702"), validation.Selection(period="2022-06")):
        assert slugs(validation.run(ledger, found, date(2022, 6, 1), only)) == {"stray-file": 2}
    assert slugs(validation.run(ledger, found, date(2022, 6, 1), validation.Selection(period="2022-05"))) == {}


def test_a_misspelt_entries_is_the_one_thing_told(tmp_path: Path) -> None:
    judgement = judged(tmp_path, "# submissions/2022-05/150702.yaml\n" + FULL_MAY.replace("entries", "entreis"))
    assert slugs(judgement) == {"unknown-key": 1}


def test_a_thing_reported_by_the_month_that_is_asked_for_by_the_quarter_is_told_once(tmp_path: Path) -> None:
    """Twenty lines that say the same hid what else there was."""
    months = "".join(
        f"# submissions/2022-{month:02}/150702.yaml\nentries:\n  disability-jobs: {{value: {month}}}\n"
        for month in (1, 2, 3, 4)
    )
    [told] = [one for one in judged(tmp_path, months).findings if one.rule == "month-not-asked"]
    assert told.count == 3
    assert told.message == ("“残疾人就业”按季报送，1月不要求报；这个数不当作3月的数用；2月、4月也报了，一共3个月")
    assert told.hint == "填错月份的，请填到该报的月份（1月的是3月）；确是这个月的，留着也可以"
