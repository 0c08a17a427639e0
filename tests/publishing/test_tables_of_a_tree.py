"""The tables of a city of which one county reports through its townships and one district was merged in the year."""

from __future__ import annotations

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from mzgz.intake.workspace import load
from mzgz.model.document import Cell, Chart, Paragraph, Table
from mzgz.model.goals import Goal
from mzgz.progress import Board, reporting
from mzgz.publishing.overview.front_page import overview
from mzgz.publishing.report.document_kinds import make
from mzgz.publishing.report.tables.year_charts import _reached
from workspace import write_files

SETTINGS = """\
bureau: {name: 泽州市民政局, city: 泽州市, code: "990500"}
units:
  - {code: "990502", name: 城东区, short: 城东}
  - {code: "990503", name: 城西区, short: 城西, closed: 2022-08-20, merged_into: "990502"}
  - {code: "990522", name: 丹河县, short: 丹河, reports: false}
  - {code: "990522101", name: 云台镇, parent: "990522"}
  - {code: "990522102", name: 白坡镇, parent: "990522"}
reporting: {due_day: 5, first_month: 2022-06}
"""
PLAN = """\
section: {part: 一, title: 社会事务, division: 社会事务科}
targets:
  - {id: study, name: 学习教育, kind: duty, due: 2022-12-31, cadence: month, source: {section: 一, item: 1}}
  - {id: rate, name: 探访率, kind: ratio, numerator: {name: 已探访, unit: 人}, denominator: {name: 应探访, unit: 人}, goal: ">= 90%", due: 2022-12-31, cadence: month, source: {section: 一, item: 2}}
  - {id: signs, name: 地名标志, kind: count, value: {name: 地名标志, unit: 块}, measured: stock, goal: "about 300 ± 10", due: 2022-12-31, cadence: month, source: {section: 一, item: 3}}
  - {id: centre, name: 县级中心, kind: milestone, proof: document, due: 2022-09-30, cadence: once, scope: ["990522"], source: {section: 一, item: 4}}
"""
STAGES = {"990502": "已完成", "990522101": "已完成", "990522102": "已完成", "990503": "已完成"}
MONTHS = (6, 7, 8, 9, 10, 11, 12)


def board(root: Path, **stages: str) -> Board:
    files = {"mzgz.yaml": SETTINGS, "targets/2022/01.yaml": PLAN}
    for month in MONTHS:
        for code, stage in STAGES.items():
            if code == "990503" and month > 7:
                continue
            received = f"2022-{month + 1:02}-03" if month < 12 else "2023-01-03"
            files[f"submissions/2022-{month:02}/{code}.yaml"] = (
                f"received: {received}\nentries:\n  study: {{stage: {stages.get(f'u{code}', stage)}}}\n"
                "  rate: {numerator: 95, denominator: 100}\n  signs: {value: 102}\n"
            )
    write_files(root, files)
    return Board(load(root)[0], 2022, date(2023, 1, 10))


def words(cell: Cell) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in cell)


def table(root: Path, made: Board, caption: str) -> Table:
    document = make("tables", made, root).document
    assert document is not None
    return next(block for block in document.blocks() if isinstance(block, Table) and caption in block.caption)


def cell(table: Table, row: str, column: str) -> str:
    place = next(place for place, each in enumerate(table.columns) if each.title == column)
    return next(words(cells[place]) for cells in table.rows if row in [words(one) for one in cells])


def test_a_unit_that_was_closed_is_not_ranked(tmp_path: Path) -> None:
    made = board(tmp_path)
    ranks = table(tmp_path, made, "任务达标情况表")
    assert [words(cells[1]) for cells in ranks.rows] == ["城东", "丹河"]
    assert "城西年内已撤销，不列入。" in (ranks.note or "")
    document = make("tables", made, tmp_path).document
    assert document is not None
    charts = [block for block in document.blocks() if isinstance(block, Chart)]
    assert charts[1].categories == ("城东", "丹河")


@pytest.mark.parametrize(
    ("stages", "mark"),
    [({}, "√"), ({"u990522101": "推进中"}, "推"), ({"u990522101": "受阻"}, "阻")],
)
def test_a_duty_of_a_county_stands_where_its_townships_stand(stages: dict[str, str], mark: str, tmp_path: Path) -> None:
    marks = table(tmp_path, board(tmp_path, **stages), "节点、经常性和职责类")
    assert cell(marks, "学习教育", "丹河") == mark


def test_a_return_the_county_owes_itself_is_among_those_that_are_missing(tmp_path: Path) -> None:
    made = board(tmp_path)
    (county,) = (row for row in reporting(made) if row.code == "990522")
    assert [month.month for month in county.missing] == [9, 10, 11, 12]
    returns = table(tmp_path, made, "报送情况表")
    assert cell(returns, "丹河", "8月") == "√"
    assert cell(returns, "丹河", "9月") == "缺1"


@pytest.mark.parametrize(
    ("goal", "value", "percent"),
    [("about 300 ± 10", 306, 102), ("about 300 ± 10", 270, 90), ("800..1000", 928, 100), ("800..1000", 600, 75)],
)
def test_what_was_promised_about_is_compared_with_the_number_that_was_said(goal: str, value: int, percent: int) -> None:
    assert _reached(Goal.parse(goal), Fraction(value)) * 100 == percent


def test_what_is_left_of_earlier_months_is_still_to_be_done(tmp_path: Path) -> None:
    made = board(tmp_path)
    (tmp_path / "submissions/2022-10/990502.yaml").unlink()
    page = overview(Board(load(tmp_path)[0], 2022, made.as_of), ())
    assert ("10月的还没有报", ["城东"], True) in [
        (line.words, [unit.label for unit in line.units], line.urgent) for line in page.todo
    ]


PROVINCE = """\
bureau: {name: 某省民政厅, city: 某省, code: "990000"}
units:
  - {code: "990100", name: 甲市}
  - {code: "990101", name: 甲一县, parent: "990100"}
  - {code: "990102", name: 甲二县, parent: "990100"}
  - {code: "990200", name: 乙市}
  - {code: "990201", name: 乙一县, parent: "990200"}
  - {code: "990202", name: 乙二县, parent: "990200"}
reporting: {due_day: 5, first_month: 2022-12}
"""
SO_MANY = """\
section: {part: 一, title: 社会救助, division: 社会救助处}
targets:
  - {id: fund, name: 备用金制度, kind: milestone, proof: document, judge: {at-least: 3}, due: 2022-12-31, cadence: month, source: {section: 一, item: 1}}
"""


def test_of_so_many_nobody_is_told_to_have_done_what_he_has_not(tmp_path: Path) -> None:
    files = {"mzgz.yaml": PROVINCE, "targets/2022/01.yaml": SO_MANY}
    for code in ("990101", "990102", "990201", "990202"):
        done = "{done: false}" if code == "990201" else "{done: true, on: 2022-12-01, evidence: [甲民发〔2022〕3号]}"
        files[f"submissions/2022-12/{code}.yaml"] = f"received: 2023-01-03\nentries:\n  fund: {done}\n"
    write_files(tmp_path, files)
    shutil.copytree(Path(__file__).parents[2] / "templates", tmp_path / "templates")
    made = Board(load(tmp_path)[0], 2022, date(2023, 1, 10))
    marks = table(tmp_path, made, "节点、经常性和职责类")
    assert [cell(marks, "备用金制度", city) for city in ("甲市", "乙市")] == ["√", "1/2"]
    assert "“7/8”是应做的8个里做到7个。" in (marks.note or "")
    speech = make("speech", made, tmp_path).document
    assert speech is not None
    told = "".join(block.text for block in speech.blocks() if isinstance(block, Paragraph))
    assert "备用金制度有3个单位完成，达到了要求的数" in told
    assert "科室" not in told


def test_so_many_of_very_many_places_are_counted_as_units(tmp_path: Path) -> None:
    share = (
        "  - {id: share, name: 配备率, kind: ratio, numerator: {name: 配备, unit: 人}, denominator: {name: 村居, unit: 个}, "
        'goal: ">= 98%", judge: {at-least: MANY}, due: 2022-12-31, cadence: month, source: {section: 一, item: 2}}\n'
    )
    told = []
    for many in ("6", "90"):
        plan = SO_MANY + share.replace("MANY", many)
        write_files(tmp_path / many, {"mzgz.yaml": PROVINCE, "targets/2022/01.yaml": plan})
        shutil.copytree(Path(__file__).parents[2] / "templates", tmp_path / many / "templates")
        board = Board(load(tmp_path / many)[0], 2022, date(2023, 1, 10))
        told.append(cell(table(tmp_path / many, board, "完成情况一览"), "配备率", "目标"))
    assert told == ["≥98%（至少六地）", "≥98%（至少90个单位）"]
