"""Standards and averages: which names and measures are asked about, and that rules of sums let levels be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.intake.workspace import load
from mzgz.language.level_names import looks_like_level
from mzgz.model.findings import Diagnostic
from workspace import make_workspace

LEVEL = """
# targets/2022/90-level.yaml
targets:
  - {id: level, name: %s, kind: count, value: {name: %s, unit: %s}, measured: %s, %sgoal: ">= 35", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 90}%s}
"""
RETURN = """
# submissions/2022-06/%s.yaml
entries:
  level: {value: %s}
"""
UNITS = ("150702", "150703", "150721", "150722", "150723")


def level(name: str = "每千名老年人床位", unit: str = "张", kind: str = "level", judge: str = "judge: every, ") -> str:
    return LEVEL % (name, name, unit, kind, judge, "")


def found(root: Path, text: str, *slugs: str) -> list[Diagnostic]:
    ledger, faults = load(make_workspace(root, text))
    assert not [each for each in faults if each.rule.startswith("unknown")]
    findings = validation.run(ledger, as_of=date(2022, 7, 6)).findings
    return [each for each in findings if each.rule in slugs]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("城市低保标准", "元/月"),
        ("特困人员集中供养标准（每人每月）", "元"),
        ("孤儿基本生活养育标准", "元"),
        ("每千名老年人养老床位", "张"),
        ("每百户居民拥有社区综合服务设施面积", "平方米"),
        ("救助申请平均办理时限", "天"),
        ("临时救助审批时间", "个工作日"),
        ("困难群众人均补贴", "元"),
        ("养老床位", "张/千人"),
        ("高龄津贴", "元/人"),
    ],
)
def test_a_level_is_told_by_its_name_or_its_measure(name: str, unit: str) -> None:
    assert looks_like_level(name, unit)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("新增养老床位", "张"),
        ("志愿服务时长", "小时"),
        ("全年开放天数", "天"),
        ("标准化建设项目", "个"),
        ("达到标准的机构数", "家"),
        ("享受补贴的老年人", "人"),
        ("残疾人均等化服务项目", "个"),
        ("发放救助资金", "万元"),
        ("提高补助标准所需资金总额", "元"),
        ("培训", "人次"),
        ("每月开展活动", "次"),
        ("平均分配的物资", "件"),
    ],
)
def test_what_plainly_adds_up_is_not_asked_about(name: str, unit: str) -> None:
    assert not looks_like_level(name, unit)


def test_a_definition_that_says_it_is_added_settles_it(tmp_path: Path) -> None:
    text = LEVEL % ("人均补贴", "人均补贴", "元", "stock", "", "%s")
    assert len(found(tmp_path / "a", text % "", "level-summed")) == 1
    assert len(found(tmp_path / "b", text % ", definition: 各单位不相加", "level-summed")) == 1
    assert not found(tmp_path / "c", text % ", definition: 各单位相加", "level-summed")


def test_the_finding_says_where_and_what_to_do(tmp_path: Path) -> None:
    (one,) = found(tmp_path, level(judge=""), "level-judged-pooled")
    assert (one.source.path, one.message) == (
        "targets/2022/90-level.yaml",
        "“每千名老年人床位”是水平数，各单位不相加，没有合计可以判定",
    )
    assert "judge: every" in one.hint


def test_the_level_of_one_place_needs_no_judge(tmp_path: Path) -> None:
    text = LEVEL % ("低保标准", "低保标准", "元/月", "level", "", ', scope: ["150700"]')
    assert not found(tmp_path, text, "level-judged-pooled", "level-summed")


def test_an_average_of_things_need_not_be_whole(tmp_path: Path) -> None:
    text = level() + RETURN % ("150702", "35.5")
    assert not found(tmp_path / "a", text, "fraction-of-things")
    assert found(tmp_path / "b", level(kind="stock", judge="") + RETURN % ("150702", "35.5"), "fraction-of-things")


@pytest.mark.parametrize(("slip", "guess"), [("3.5", "少写了1位"), ("352", "多写了1位")])
def test_a_level_ten_times_off_its_peers_is_asked_about(tmp_path: Path, slip: str, guess: str) -> None:
    numbers = dict(zip(UNITS, (slip, "35", "36", "38", "41"), strict=True))
    (one,) = found(tmp_path, level() + "".join(RETURN % each for each in numbers.items()), "magnitude")
    assert one.unit == "150702"
    assert guess in one.hint


def test_levels_that_lie_apart_as_levels_do_are_not(tmp_path: Path) -> None:
    numbers = dict(zip(UNITS, ("12", "35", "36", "38", "61"), strict=True))
    assert not found(tmp_path, level() + "".join(RETURN % each for each in numbers.items()), "magnitude")


TREE = """
# mzgz.yaml
bureau: {name: 某市民政局, city: 某市, code: "150700"}
units:
  - {code: "150781", name: 满洲里市, kind: 县级市, reports: total}
  - {code: "150702", name: 海拉尔区, kind: 市辖区, parent: "150781"}
  - {code: "150703", name: 扎赉诺尔区, kind: 市辖区, parent: "150781", registry: {streets: 5}}
"""


@pytest.mark.parametrize(("kind", "told"), [("level", 0), ("stock", 1)])
def test_the_total_above_is_no_sum_of_levels(tmp_path: Path, kind: str, told: int) -> None:
    rows = {"150781": "36", "150702": "35", "150703": "37"}
    text = TREE + level(kind=kind) + "".join(RETURN % each for each in rows.items())
    assert len(found(tmp_path, text, "total-disagrees")) == told


@pytest.mark.parametrize(("last", "told"), [("36", True), ("37", False)])
def test_a_published_level_is_held_against_what_all_report(tmp_path: Path, last: str, told: bool) -> None:
    """36 everywhere is not the 35 of the 年报; where levels differ, one published number says nothing of them."""
    rows = "".join(
        (RETURN % (code, value)).replace("2022-06", "2022-12")
        for code, value in zip((*UNITS, "150724"), ("36", "36", "36", "36", "36", last), strict=True)
    )
    published = "\n# annual/2022.csv\n单位,目标标识,字段,值,出处\n全市,level,数值,35,2022年民政事业统计年报\n"
    messages = [each.message for each in found(tmp_path, level() + rows + published, "published-disagrees")]
    assert bool(messages) is told
    assert all("各单位2022年12月都是36" in each for each in messages)
