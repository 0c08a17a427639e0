"""The JSON Schemas say in Chinese what the models accept, and the copies in schemas/ are what they say today."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from goldens import ROOT, golden
from mzgz.intake.yaml.file import parse
from mzgz.model.ledger import Ledger, Plan, PlanSection
from mzgz.model.settings import Bureau, Workspace
from mzgz.model.targets import KINDS, Duty, Section
from mzgz.model.unit import Unit
from mzgz.publishing.schemas import schema_texts

TEXTS = schema_texts()
SCHEMAS: dict[str, Any] = {name.removesuffix(".schema.json"): json.loads(text) for name, text in TEXTS.items()}
SAMPLE = [
    *((path, "mzgz") for path in ROOT.glob("mzgz.yaml")),
    *((path, "targets") for path in sorted(ROOT.glob("targets/*/*.yaml"))),
    *((path, "submissions") for path in sorted(ROOT.glob("submissions/*/*.yaml"))[::10]),
]

MZGZ = """\
bureau: {name: XX市民政局, city: XX市, code: "150700"}
units:
  - {code: "150702", name: 海拉尔区, short: 海拉尔, aliases: [海拉尔], tags: [市辖区], registry: {streets: 7}}
reporting: {due_day: 5}
lights: {ahead: 0.05, behind: 0.10}
rules: {jump: error}
"""
RATIO = """\
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
    scope: {where: streets > 0}
    judge: {at-least: 3}
    baseline: {period: "2021", numerator: 4890, denominator: 10130}
    source: {section: 三（二）一是, item: [26, 27], basis: default}
"""
DUTY = """\
section: {part: 一, title: 加强政治建设, division: 办公室}
targets:
  - {id: loyalty, name: 讲政治, kind: duty, due: 2022-12-31, cadence: half, source: {section: 一, item: 1}}
"""
RETURN = """\
unit: "150702"
period: 2022-06
received: 2022-07-04
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450.5}
  new-district-facilities: {not_applicable: 本期无新建居住区}
  visit-system: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
  village-rules: {stage: 推进中, note: 已修订82个}
  visiting-rate: {pending: 2022-07-10}
explanations:
  - {rule: jump, target: nursing-bed-share, values: {numerator: 812}, reason: 新建福利院投入使用}
honours: [{title: 全国示范性老年友好型社区, level: 国家, recipient: 正阳街道}]
"""


def faults(name: str, text: str) -> list[str]:
    """Paths of what the schema objects to."""
    file, found = parse(text.encode(), "x.yaml")
    assert file is not None, found
    validator = Draft202012Validator(SCHEMAS[name])
    return sorted({"/".join(map(str, error.absolute_path)) for error in validator.iter_errors(file.data)})


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_the_copy_in_the_repository_is_up_to_date(name: str) -> None:
    golden(ROOT / "schemas" / name, TEXTS[name])


@pytest.mark.parametrize(
    ("name", "text"), [("mzgz", MZGZ), ("targets", RATIO), ("targets", DUTY), ("submissions", RETURN)]
)
def test_accepts_good_files(name: str, text: str) -> None:
    assert faults(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "right", "wrong", "place"),
    [
        ("mzgz", MZGZ, 'code: "150702"', "code: 150702", "units/0/code"),
        ("mzgz", MZGZ, "due_day: 5", "due_day: 31", "reporting/due_day"),
        ("mzgz", MZGZ, "behind: 0.10", 'behind: "0.10"', "lights/behind"),
        ("mzgz", MZGZ, "behind: 0.10", "behind: 1.10", "lights/behind"),
        ("mzgz", MZGZ, "streets: 7", "streets: -7", "units/0/registry/streets"),
        ("mzgz", MZGZ, "jump: error", "jump: fatal", "rules/jump"),
        ("mzgz", MZGZ, "lights:", "light:", ""),
        ("targets", RATIO, "kind: ratio", "kind: share", "targets/0/kind"),
        ("targets", RATIO, "    kind: ratio\n", "", "targets/0"),
        ("targets", RATIO, "kind: ratio", "kind: duty", "targets/0"),
        ("targets", RATIO, ">= 55%", "至少55%", "targets/0/goal"),
        ("targets", RATIO, "due: 2022-12-31", "due: 2022.12.31", "targets/0/due"),
        ("targets", RATIO, "streets > 0", "在 streets > 0 处", "targets/0/scope"),
        ("targets", RATIO, "at-least: 3", "at-least: 0", "targets/0/judge"),
        ("targets", RATIO, "denominator: 10130", "denominator: 0", "targets/0/baseline/denominator"),
        ("targets", DUTY, "kind: duty", "kind: duty, goal: up", "targets/0"),
        ("submissions", RETURN, "numerator: 812,", 'numerator: "812",', "entries/nursing-bed-share/numerator"),
        ("submissions", RETURN, "done: true", "done: 是", "entries/visit-system/done"),
        ("submissions", RETURN, "推进中", "在推进", "entries/village-rules/stage"),
        ("submissions", RETURN, "stage:", "state:", "entries/village-rules"),
        ("submissions", RETURN, "period: 2022-06", "period: 2022年6月", "period"),
        ("submissions", RETURN, "level: 国家", "level: 国家级", "honours/0/level"),
        ("submissions", RETURN, 'unit: "150702"\n', "", ""),
    ],
)  # fmt: skip
def test_refuses_bad_files_at_the_place(name: str, text: str, right: str, wrong: str, place: str) -> None:
    assert right in text
    assert faults(name, text.replace(right, wrong, 1)) == [place]


@pytest.mark.parametrize(("path", "name"), SAMPLE, ids=lambda value: value.name if isinstance(value, Path) else value)
def test_accepts_the_sample_which_names_its_schema(path: Path, name: str) -> None:
    text = path.read_text("utf-8")
    assert faults(name, text) == []
    match = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert match, "the first line tells editors the schema"
    assert (path.parent / match[1]).resolve() == ROOT / "schemas" / f"{name}.schema.json"


def properties(schema: Any) -> Iterator[tuple[str, Any]]:
    """Every property declared anywhere in a schema."""
    if isinstance(schema, list):
        for item in schema:
            yield from properties(item)
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield from schema.get("properties", {}).items()
        for child in schema.values():
            yield from properties(child)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_has_a_chinese_title(name: str) -> None:
    named = [(SCHEMAS[name]["title"], SCHEMAS[name]), *properties(SCHEMAS[name])]
    assert len(named) > 5
    untitled = [key for key, schema in named if not re.search("[\u4e00-\u9fff]", schema.get("title", ""))]
    assert untitled == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_description_is_only_english(name: str) -> None:
    descriptions = re.findall(r'"description": "(.*)"', TEXTS[f"{name}.schema.json"])
    assert descriptions
    assert [text for text in descriptions if not re.search("[\u4e00-\u9fff]", text)] == []


def objects(schema: Any) -> Iterator[Any]:
    if isinstance(schema, list):
        for item in schema:
            yield from objects(item)
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") == "object":
            yield schema
        for child in schema.values():
            yield from objects(child)


@pytest.mark.parametrize("name", SCHEMAS)
def test_unknown_keys_are_refused_everywhere(name: str) -> None:
    open_objects = [
        list(item["properties"]) for item in objects(SCHEMAS[name]) if item.get("additionalProperties") is not False
    ]
    assert open_objects == ([["kind"]] if name == "targets" else []), (
        "only the choice of the kind leaves the rest to it"
    )


def test_every_kind_has_its_branch() -> None:
    items = SCHEMAS["targets"]["properties"]["targets"]["items"]
    assert items["properties"]["kind"]["enum"] == list(KINDS)
    assert [branch["then"]["$ref"] for branch in items["allOf"]] == [f"#/$defs/{kind}" for kind in KINDS]


def test_a_ledger_lends_its_units_and_targets_to_the_editor() -> None:
    duty = Duty.model_validate({
        "id": "loyalty", "name": "讲政治", "due": "2022-12-31", "cadence": "half",
        "definition": "报进展阶段", "source": {"section": "一", "item": 1},
    })  # fmt: skip
    section = PlanSection(Section(part="一", title="加强政治建设", division="办公室"), (duty,), "targets/2022/01.yaml")
    ledger = Ledger(
        Workspace(
            bureau=Bureau(name="XX市民政局", city="XX市", code="150700"), units=(Unit(code="150702", name="海拉尔区"),)
        ),
        plans={2022: Plan(2022, (section,))},
    )
    schema = json.loads(schema_texts(ledger)["submissions.schema.json"])
    known = schema["properties"]["entries"]["properties"]["loyalty"]
    assert known == {"$ref": "#/$defs/Entry", "title": "讲政治", "description": "报进展阶段"}
    assert schema["properties"]["unit"]["enum"] == ["150702"]
