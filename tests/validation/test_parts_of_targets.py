"""A target that is a part of another (其中…): no unit's part is greater than its whole, and a plan that names no whole is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.intake.workspace import load
from mzgz.model.findings import Diagnostic
from workspace import make_workspace

PLAN = """
# targets/2022/90-part.yaml
targets:
  - {id: beds, name: 新增床位, kind: count, value: {name: 新增床位数, unit: 张}, measured: cumulative, goal: ">= 500", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 90}}
  - {id: nursing, name: 其中护理型床位, kind: count, value: {name: 新增护理型床位数, unit: 张}, %smeasured: cumulative, goal: ">= 300", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 91}}
"""
JUNE = """
# submissions/2022-06/150702.yaml
entries:
  beds: {value: 120}
  nursing: {value: %s}
"""


def found(root: Path, text: str, *rules: str) -> list[Diagnostic]:
    ledger, _ = load(make_workspace(root, text))
    findings = validation.run(ledger, as_of=date(2022, 7, 6)).findings
    return [each for each in findings if each.rule in rules]


@pytest.mark.parametrize(("part", "told"), [(121, True), (120, False), (0, False)])
def test_a_part_is_not_greater_than_its_whole(tmp_path: Path, part: int, told: bool) -> None:
    findings = found(tmp_path, PLAN % "part_of: beds, " + JUNE % part, "part-exceeds-element")
    assert [(each.target, each.field, each.message) for each in findings] == (
        [("nursing", "value", "新增护理型床位数121张，大于所属的新增床位数120张")] if told else []
    )
    assert not found(tmp_path / "untied", PLAN % "" + JUNE % part, "part-exceeds-element")


def test_a_sort_of_event_is_a_part_of_the_events_and_a_month_s_is_no_part_of_the_year_s(tmp_path: Path) -> None:
    line = (
        PLAN.replace("kind: count", "kind: redline")
        .replace("measured: cumulative, ", "")
        .replace(">= 500", "= 0")
        .replace(">= 300", "= 0")
    )
    assert found(tmp_path / "events", line % "part_of: beds, " + JUNE % 121, "part-exceeds-element")
    plan = (PLAN % "part_of: beds, ").replace("part_of: beds, measured: cumulative", "part_of: beds, measured: period")
    assert not found(tmp_path / "mixed", plan + JUNE % 121, "part-exceeds-element")
    (told,) = found(tmp_path / "mixed", "", "part-of-nothing")
    assert "不是同一段时间的数" in told.message


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("part_of: beds, ", None),
        ("part_of: bed, ", "计划里没有这一项"),
        ("part_of: nursing, ", "绕回到了自己"),
        ("part_of: nursing-bed-share, ", "报的不是单独一个数"),
        ("part_of: care-beds, ", None),
        ('part_of: beds, scope: ["150700"], ', "没有一个单位两项都报"),
        ('part_of: beds, scope: ["150700", "150702"], ', "市本级要报，却不报它所属的“新增床位”"),
        ('part_of: beds, scope: ["150702"], ', None),
    ],
)
def test_a_whole_that_cannot_be_one_is_told(tmp_path: Path, how: str, told: str | None) -> None:
    messages = [each.message for each in found(tmp_path, PLAN % how, "part-of-nothing")]
    assert len(messages) == (told is not None)
    assert told is None or told in messages[0]


def test_units_of_measure_must_be_the_same(tmp_path: Path) -> None:
    plan = (PLAN % "part_of: beds, ").replace("新增护理型床位数, unit: 张", "新增护理型床位数, unit: 间")
    (told,) = found(tmp_path, plan, "part-of-nothing")
    assert told.message == "“其中护理型床位”按“间”报，它所属的“新增床位”按“张”报"
