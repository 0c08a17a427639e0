"""The statistical return of a year beside what was reported and promised: where they differ, both sources are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from mzgz import validation
from mzgz.intake.workspace import load
from workspace import make_workspace

HEAD = "单位,目标标识,字段,值,出处\n"
PLAN = """
# targets/2023/01-care.yaml
section: {part: 三, number: （二）, title: 健全完善养老服务体系, division: 养老服务科}
targets:
  - id: care-beds
    name: 养老机构床位
    kind: count
    value: {name: 养老床位, unit: 张}
    measured: stock
    goal: ">= 9000"
    baseline: {period: "2022", value: 8100}
    due: 2023-12-31
    cadence: month
    source: {section: 三（二）, item: 2}
"""
BEDS = "".join(
    f"# submissions/2022-12/{code}.yaml\nentries:\n  care-beds: {{value: {value}}}\n"
    for code, value in (
        ("150702", 1450),
        ("150703", 1000),
        ("150721", 1000),
        ("150722", 2000),
        ("150723", 1000),
        ("150724", 1650),
    )
)


def told(root: Path, annual: str, rest: str = BEDS + PLAN) -> list[tuple[str, str]]:
    text = f"{rest}# annual/2022.csv\n{HEAD}{annual}"
    ledger, found = load(make_workspace(root, text))
    findings = validation.run(ledger, found).findings
    return [(str(one.source), one.message) for one in findings if one.rule == "published-disagrees"]


@pytest.mark.parametrize(
    ("line", "place", "part"),
    [
        (
            "海拉尔区,care-beds,数值,1480,年报表二\n",
            "submissions/2022-12/150702.yaml:5:22",
            "“养老机构床位”养老床位，海拉尔2022年12月报的是1450，2022年年报（annual/2022.csv:2:4，年报表二）是1480",
        ),
        ("150702,养老机构床位,value,1480,\n", "submissions/2022-12/150702.yaml:5:22", "（annual/2022.csv:2:4）是1480"),
        ("全市,care-beds,数值,8100,\n", None, ""),
        (
            "呼市,care-beds,数值,8105,年报表二\n",
            "annual/2022.csv:2:4",
            "各单位2022年12月合计是8100，2022年年报（annual/2022.csv:2:4，年报表二）是8105",
        ),
        ("合计,care-beds,数值,8105,年报表二\n", "targets/2023/01-care.yaml:9:39", "的基期数养老床位写的是8100，2022年年报"),
        ("海拉尔,care-beds,数值,1450.0,年报表二\n", None, ""),
    ],
)  # fmt: skip
def test_a_number_that_differs_is_told_with_both_sources(
    line: str, place: str | None, part: str, tmp_path: Path
) -> None:
    found = told(tmp_path, line)
    assert (place in [where for where, _ in found]) if place else found == []
    assert not place or any(part in message for where, message in found if where == place)


def test_with_a_unit_missing_the_whole_is_not_compared(tmp_path: Path) -> None:
    assert told(tmp_path, "全市,care-beds,数值,9,\n", BEDS.split("# submissions/2022-12/150724")[0]) == []


def test_a_baseline_that_gives_its_reason_is_let_be(tmp_path: Path) -> None:
    plan = PLAN.replace("value: 8100", "value: 8000, reason: 口径调整后重新核定的数")
    assert told(tmp_path, "全市,care-beds,数值,8100,\n", BEDS + plan) == []


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("单位,字段,值\n", "missing-key", 1),
        (HEAD + "某某旗,care-beds,数值,1480\n", "unknown-unit", 2),
        (HEAD + "海拉尔区,care-bed,数值,1480\n", "unknown-target", 2),
        (HEAD + "海拉尔区,care-beds,分子,1480\n", "bad-choice", 2),
        (HEAD + "\n海拉尔区,care-beds,数值,\"1,480\"\n", "number-form", 3),
        (HEAD + "海拉尔区\n", "unknown-target", 2),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_told_in_its_place(text: str, rule: str, line: int, tmp_path: Path) -> None:
    _, found = load(make_workspace(tmp_path, f"{BEDS}# annual/2022.csv\n{text}"))
    places = [(one.rule, one.source.line) for one in found if one.source.path == "annual/2022.csv"]
    assert (rule, line) in places


def test_a_gbk_file_is_read_and_a_stray_one_told(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, BEDS)
    (root / "annual").mkdir()
    (root / "annual/2022.csv").write_bytes((HEAD + "海拉尔区,care-beds,数值,1480,\n").encode("gbk"))
    (root / "annual/年报.xlsx").write_bytes(b"PK")
    ledger, found = load(root)
    assert [figure.number for figure in ledger.published] == [1480]
    assert {one.rule for one in found} == {"not-utf8", "stray-file"}


@pytest.mark.parametrize(
    ("lines", "place", "kept"),
    [
        ('海拉尔区,care-beds,数值,1480,"年报\n扎赉诺尔区,care-beds,数值,1000,\n', "annual/2022.csv:3:1", [8100]),
        (
            '海拉尔区,care-beds,数值,1480,"年报\n扎赉诺尔区,care-beds,数值,1000,"\n\n合计,care-beds,数值,8,\n',
            "annual/2022.csv:3:5",
            [8100, 8],
        ),
        ('海拉尔区,care-beds,数值,"14"80,\n', "annual/2022.csv:3:1", [8100]),
    ],
)
def test_a_quote_without_its_fellow_swallows_nothing_silently(
    lines: str, place: str, kept: list[int], tmp_path: Path
) -> None:
    text = f"{BEDS}{PLAN}# annual/2022.csv\n{HEAD}全市,care-beds,数值,8100,\n{lines}"
    ledger, found = load(make_workspace(tmp_path, text))
    assert [(one.rule, str(one.source)) for one in found] == [("syntax-error", place)]
    assert [figure.number for figure in ledger.published] == kept
    assert [figure.source.line for figure in ledger.published] == [2, 6][: len(kept)]


@pytest.mark.parametrize("number", ["-5", "9998.0000001", "－5"])
def test_what_is_proposed_for_a_number_is_not_that_number(number: str, tmp_path: Path) -> None:
    text = f"{BEDS}# annual/2022.csv\n{HEAD}合计,care-beds,数值,{number},\n"
    _, found = load(make_workspace(tmp_path, text))
    (one,) = found
    assert "不能是负数" in one.hint
    assert "小数最多六位" in one.hint
    assert f"：{number}" not in one.hint


TREE = """
# mzgz.yaml
bureau: {name: 呼省民政厅, city: 呼省, code: "150000"}
levels: [市, 县]
units:
  - {code: "150700", name: 呼市}
  - {code: "150702", name: 海拉尔区, short: 海拉尔, parent: "150700"}
  - {code: "150703", name: 扎赉诺尔区, short: 扎区, parent: "150700"}
  - {code: "150800", name: 巴市}
  - {code: "150802", name: 临河区, short: 临河, parent: "150800"}
# targets/2022/01-care.yaml
section: {part: 三, number: （二）, title: 健全完善养老服务体系, division: 养老服务科}
targets:
  - id: care-beds
    name: 养老机构床位
    kind: count
    value: {name: 养老床位, unit: 张}
    measured: stock
    goal: ">= 3000"
    due: 2022-12-31
    cadence: month
    source: {section: 三（二）, item: 2}
# submissions/2022-12/150702.yaml
entries: {care-beds: {value: 1450}}
# submissions/2022-12/150703.yaml
entries: {care-beds: {value: 1000}}
# submissions/2022-12/150802.yaml
entries: {care-beds: {value: 700}}
"""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("呼市,care-beds,数值,2450,报表二\n", None),
        ("呼市,care-beds,数值,2500,报表二\n", "呼市2022年12月下级合计是2450，2022年年报（annual/2022.csv:2:4，报表二）是2500"),
        ("海拉尔,care-beds,数值,1400,\n", "海拉尔2022年12月报的是1450"),
        ("全省,care-beds,数值,3200,\n", "各单位2022年12月合计是3150"),
    ],
)  # fmt: skip
def test_a_figure_of_a_node_is_held_against_the_sum_of_those_below(
    line: str, words: str | None, tmp_path: Path
) -> None:
    """Of 呼市, which only groups its districts, nothing was ever compared."""
    found = told(tmp_path, line, TREE)
    assert [words in message for _, message in found] == [True] if words else found == []


REASONS = "单位,目标标识,字段,值,出处,差异原因,报送数\n"


@pytest.mark.parametrize(
    ("line", "explained", "words"),
    [
        ("全市,care-beds,数值,8000,表二,年报不含家庭养老床位,8100\n", "年报不含家庭养老床位", ""),
        ("全市,care-beds,数值,8000,表二,年报不含家庭养老床位,8090\n", None, "针对的是报送数8090，数已变，说明失效"),
        ("全市,care-beds,数值,8000,表二,年报不含家庭养老床位,\n", None, "没有写明说的是哪个报送数"),
        ("全市,care-beds,数值,8000,表二,经核实情况属实,8100\n", None, "没有说出是什么情况"),
        ("海拉尔,care-beds,数值,1400,表二,年报不含家庭养老床位,1450\n", "年报不含家庭养老床位", ""),
    ],
)
def test_a_documented_reason_excuses_the_number_it_names(
    line: str, explained: str | None, words: str, tmp_path: Path
) -> None:
    text = f"{BEDS}# annual/2022.csv\n{REASONS}{line}"
    ledger, found = load(make_workspace(tmp_path, text))
    (one,) = [one for one in validation.run(ledger, found).findings if one.rule == "published-disagrees"]
    assert (one.explained, one.blocks) == (explained, explained is None)
    assert words in one.message


def test_the_number_a_reason_is_given_for_must_be_one(tmp_path: Path) -> None:
    text = f"{BEDS}# annual/2022.csv\n{REASONS}全市,care-beds,数值,8000,表二,年报不含家庭养老床位,8千\n"
    _, found = load(make_workspace(tmp_path, text))
    assert [(one.rule, str(one.source)) for one in found] == [("number-form", "annual/2022.csv:2:7")]
