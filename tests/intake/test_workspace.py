"""Folders become a ledger; what is wrong is told in its place, and what is sound beside it still counts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from mzgz.intake.workspace import load
from mzgz.intake.workspace.record_reader import PATTERNS, TRANSLATED
from mzgz.model.acceptance import Acceptance
from mzgz.model.findings import Diagnostic
from mzgz.model.goal_notation import PATTERN as GOAL
from mzgz.model.issued_letters import LetterBook
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.settings import Workspace
from mzgz.model.submissions import Submission
from mzgz.model.targets import KINDS, Section
from workspace import write_files

WORKSPACE = """\
bureau: {name: XX市民政局, city: XX市, code: "150700"}
units:
  - {code: "150700", name: 市本级, kind: bureau}
  - {code: "150702", name: 海拉尔区, short: 海拉尔, registry: {streets: 7}}
  - {code: "150721", name: 阿荣旗, registry: {streets: 0}}
"""
PLAN = """\
section: {part: 三, number: （二）, title: 健全完善养老服务体系, division: 养老服务科}
targets:
  - id: nursing-bed-share
    name: 养老机构护理型床位占比
    kind: ratio
    numerator: {name: 养老机构护理型床位数, unit: 张}
    denominator: {name: 养老机构床位总数, unit: 张}
    goal: ">= 55%"
    due: 2022-12-31
    cadence: month
    source: {section: 三（二）一是, item: 26}
  - {id: visit-system, name: 探访制度, kind: milestone, proof: document, due: 2022-06-30, cadence: once,
     source: {section: 三（二）二是, item: 35}}
"""
RETURN = """\
unit: "150702"
period: 2022-06
received: 2022-07-04
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450}
  visit-system: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
"""


def made(root: Path, **changes: str) -> tuple[Ledger, list[Diagnostic]]:
    """A workspace of three files; `workspace`, `plan`, `submission` replace their texts."""
    files = {
        "mzgz.yaml": changes.get("workspace", WORKSPACE),
        "targets/2022/01.yaml": changes.get("plan", PLAN),
        "submissions/2022-06/150702.yaml": changes.get("submission", RETURN),
    }
    return load(write_files(root, files))


def told(found: list[Diagnostic]) -> list[str]:
    return [f"{each.source} {each.rule}" for each in sorted(found, key=lambda each: each.sort_key())]


def test_a_sound_workspace_is_read_whole(tmp_path: Path) -> None:
    ledger, found = made(tmp_path)
    assert told(found) == []
    entry = ledger.entry("nursing-bed-share", "150702", Period.parse("2022-06"))
    assert entry is not None
    assert dict(entry.numbers()) == {"numerator": 812, "denominator": 1450}
    submission = ledger.submissions[Period.parse("2022-06"), "150702"]
    assert str(submission.at("entries", "nursing-bed-share", "numerator")) == "submissions/2022-06/150702.yaml:5:34"
    assert str(ledger.plans[2022].targets["visit-system"].at("due")) == "targets/2022/01.yaml:12:75"


def test_a_bad_entry_hides_no_good_one(tmp_path: Path) -> None:
    text = RETURN.replace("812", "８１２").replace("2022-05-20", "2022年5月20日")
    ledger, found = made(tmp_path, submission=text + "  visiting: {value: 1}\n")
    assert told(found) == [
        "submissions/2022-06/150702.yaml:5:34 number-form",
        "submissions/2022-06/150702.yaml:6:34 bad-date",
        "submissions/2022-06/150702.yaml:7:3 unknown-target",
    ]
    assert "812" in found[0].hint
    assert "2022-05-20" in found[1].hint
    assert set(ledger.submissions[Period.parse("2022-06"), "150702"].entries) == {"visiting"}


def test_a_rejected_target_is_still_known(tmp_path: Path) -> None:
    ledger, found = made(tmp_path, plan=PLAN.replace('">= 55%"', "达到55%"))
    assert told(found) == ["targets/2022/01.yaml:8:11 bad-goal"]
    assert set(ledger.plans[2022].targets) == {"visit-system"}
    assert "nursing-bed-share" in ledger.known


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('unit: "150702"', 'unit: "150721"', "submissions/2022-06/150702.yaml:1:7 unit-mismatch"),
        ("period: 2022-06", "period: 2022-05", "submissions/2022-06/150702.yaml:2:9 period-mismatch"),
        ("received: 2022-07-04", "recieved: 2022-07-04", "submissions/2022-06/150702.yaml:3:1 unknown-key"),
        ("done: true", "done: 是", "submissions/2022-06/150702.yaml:6:24 wrong-type"),
        ("{numerator: 812, denominator: 1450}", "{done: true}", "submissions/2022-06/150702.yaml:5:23 wrong-shape"),
        ("[海民发〔2022〕12号]", "海民发〔2022〕12号", "submissions/2022-06/150702.yaml:6:56 wrong-type"),
    ],
)
def test_faults_of_a_submission_are_told_in_their_place(tmp_path: Path, before: str, after: str, expected: str) -> None:
    assert before in RETURN
    _, found = made(tmp_path, submission=RETURN.replace(before, after))
    assert expected in told(found)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("kind: ratio", "kind: rate", "targets/2022/01.yaml:5:11 bad-choice"),
        ("cadence: month", "cadence: weekly", "targets/2022/01.yaml:10:14 bad-choice"),
        ("    due: 2022-12-31\n", "", "targets/2022/01.yaml:3:5 missing-key"),
        ("item: 35", "item: 26", "targets/2022/01.yaml:13:38 duplicate-item"),
        ("id: visit-system", "id: nursing-bed-share", "targets/2022/01.yaml:12:10 duplicate-target"),
        ("id: visit-system", "id: 探访", "targets/2022/01.yaml:12:10 bad-pattern"),
        ("cadence: month", "cadence: month\n    scope: 全部", "targets/2022/01.yaml:11:12 bad-scope"),
        ("cadence: month", 'cadence: month\n    scope: ["150799"]', "targets/2022/01.yaml:11:13 unknown-unit"),
        (
            "cadence: month",
            "cadence: month\n    scope: {where: villages > 0}",
            "targets/2022/01.yaml:11:20 unknown-registry",
        ),
        ("cadence: month", "cadence: month\n    decimals: 50", "targets/2022/01.yaml:11:15 out-of-range"),
        ("unit: 张}\n    goal", "unit: 张, registry: street}\n    goal", "targets/2022/01.yaml:7:54 unknown-registry"),
    ],
)
def test_faults_of_a_plan_are_told_in_their_place(tmp_path: Path, before: str, after: str, expected: str) -> None:
    assert before in PLAN
    _, found = made(tmp_path, plan=PLAN.replace(before, after))
    assert expected in told(found)


def test_a_bad_unit_leaves_the_others(tmp_path: Path) -> None:
    ledger, found = made(tmp_path, workspace=WORKSPACE.replace('"150721"', "150721"))
    assert told(found) == ["mzgz.yaml:5:12 unquoted-code"]
    assert [unit.code for unit in ledger.units.units] == ["150700", "150702"]


def test_files_in_the_wrong_place_are_told(tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / "submissions/海拉尔6月.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "submissions/2022-06/150702.yml").write_text(RETURN, encoding="utf-8")
    (tmp_path / "submissions/2022-06/150721.yaml").symlink_to("/etc/hostname")
    assert told(load(tmp_path)[1]) == [
        "submissions/2022-06/150702.yml:1:1 both-spellings",
        "submissions/2022-06/150721.yaml:1:1 outside-workspace",
        "submissions/海拉尔6月.yaml:1:1 stray-file",
    ]


def test_links_in_a_circle_are_told_and_hide_nothing(tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / "submissions/2022-06/150721.yaml").symlink_to("150721.yaml")
    (tmp_path / "submissions/2022-05").symlink_to(tmp_path / "submissions/2022-05")
    ledger, found = load(tmp_path)
    assert told(found) == [
        "submissions/2022-05:1:1 outside-workspace",
        "submissions/2022-06/150721.yaml:1:1 outside-workspace",
    ]
    assert ledger.submissions


def test_of_many_files_each_is_told(tmp_path: Path) -> None:
    made(tmp_path)
    for month in range(1, 13):
        for code in range(150800, 150850):
            path = tmp_path / f"submissions/2021-{month:02}/{code}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(
                RETURN.replace("150702", str(code)).replace("2022-06", f"2021-{month:02}"), encoding="utf-8"
            )
    found = load(tmp_path)[1]
    assert {finding.rule for finding in found} == {"unknown-unit"}
    assert len({finding.source for finding in found}) == 600


def test_every_error_type_of_the_models_has_a_translation() -> None:
    """Holds the table against the kinds of validation our models are made of."""
    texts = [str(TypeAdapter(model).core_schema) for model in (Workspace, Section, Submission, *KINDS.values())]
    kinds = {kind for text in texts for kind in re.findall(r"'type': '([a-z-]+)'", text)}
    structural = {
        "definitions",
        "definition-ref",
        "default",
        "nullable",
        "model",
        "model-fields",
        "model-field",
        "dataclass",
    }
    structural |= {
        "dataclass-args",
        "dataclass-field",
        "union",
        "function-before",
        "function-plain",
        "any",
        "json-or-python",
    }
    structural |= {
        "function-wrap",
        "lax-or-strict",
        "chain",
        "callable",
        "str",
        "date",
        "function-after",
        "no-info",
        "float",
        "fraction",
    }
    told_by = {
        "int": "int_type", "decimal": "decimal_type", "bool": "bool_type", "literal": "literal_error", "enum": "enum",
        "tuple": "tuple_type", "list": "list_type", "dict": "dict_type", "is-instance": "is_instance_of",
    }  # fmt: skip
    assert kinds - structural <= set(told_by), kinds - structural - set(told_by)
    assert set(told_by.values()) <= TRANSLATED


def test_every_form_the_models_ask_a_text_for_has_a_name() -> None:
    models = (Workspace, Section, Submission, Acceptance, LetterBook, *KINDS.values())
    text = json.dumps([TypeAdapter(model).json_schema() for model in models])
    asked = {json.loads(f'"{pattern}"') for pattern in re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', text)}
    told_as_a_whole = {r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", r"^[0-9]{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$", GOAL}
    assert asked - told_as_a_whole == set(PATTERNS)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ('code: "15072"', "“code”的值“15072”格式不对，应是六位、九位或十二位数字的区划代码"),
        ('code: "150721", merged_into: "阿荣旗"', "“merged_into”的值“阿荣旗”格式不对，应是六位、九位或十二位数字的区划代码"),
        ('code: "150721", first_month: 2022-7', "“first_month”的值“2022-7”格式不对，应是年和月"),
    ],
)  # fmt: skip
def test_the_form_asked_for_is_that_of_the_field(tmp_path: Path, written: str, wanted: str) -> None:
    _, found = made(tmp_path, workspace=WORKSPACE.replace('code: "150721"', written))
    assert wanted in [finding.message for finding in found]


def test_an_item_of_a_list_is_told_by_the_name_of_the_list(tmp_path: Path) -> None:
    _, found = made(tmp_path, submission=RETURN.replace("[海民发〔2022〕12号]", "[{文号: 12}]"))
    assert found[0].message.startswith("“evidence”")


def test_a_place_is_blamed_once_and_headings_must_be_those_of_the_plan(tmp_path: Path) -> None:
    text = RETURN.replace("numerator: 812", "numerator: .nan") + "highlights: [{section: 养老, text: 建成机构3处}]\n"
    _, found = made(tmp_path, submission=text)
    assert told(found) == [
        "submissions/2022-06/150702.yaml:5:34 number-beyond-sense",
        "submissions/2022-06/150702.yaml:7:24 unknown-section",
    ]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("units:\n", "<<<<<<< ours\nunits:\n"),
        ("units:\n", "unit:\n"),
        ('{code: "150702"', "{code: 150702"),
        ('{code: "150702", name: 海拉尔区', '{code: "15070", name: 海拉尔区'),
        ('{code: "150702"', 'code: "150702"'),
    ],
)
def test_a_unit_that_could_not_be_read_is_told_in_the_settings_and_not_of_each_of_its_files(
    wrong: str, right: str, tmp_path: Path
) -> None:
    found = made(tmp_path, workspace=WORKSPACE.replace(wrong, right))[1]
    assert {each.source.path for each in found} == {"mzgz.yaml"}


def test_a_unit_nobody_declared_is_told_also_beside_one_that_could_not_be_read(tmp_path: Path) -> None:
    write_files(tmp_path, {"submissions/2022-06/150799.yaml": RETURN.replace("150702", "150799")})
    found = made(tmp_path, workspace=WORKSPACE.replace('code: "150702"', "code: 150702"))[1]
    assert [each.source.path for each in found if each.rule == "unknown-unit"] == ["submissions/2022-06/150799.yaml"]
