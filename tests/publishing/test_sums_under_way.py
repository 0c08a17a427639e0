"""A sum that still grows is not held against the whole of another year, and one with gaps says why it is enough already."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from mzgz.apps.cli.status import status
from mzgz.formats.markdown import markdown
from mzgz.intake.workspace import load
from mzgz.progress import Board
from mzgz.publishing.report.document_kinds import make
from mzgz.publishing.verify.template_check import prose_faults
from workspace import make_workspace

SAMPLE = Path(__file__).resolve().parents[2]
PLAN = """\
# mzgz.yaml
bureau: {name: 某市民政局, city: 某市, code: "990500"}
units:
  - {code: "990502", name: 甲区}
  - {code: "990503", name: 乙区}
  - {code: "990521", name: 丙旗}
reporting: {due_day: 5}
# targets/2022/01-care.yaml
section: {part: 三, number: （一）, title: 养老服务, division: 养老科}
targets:
  - id: meals
    name: 助餐服务人次
    kind: count
    value: {name: 助餐服务, unit: 人次}
    measured: cumulative
    goal: "+35%"
    baseline: {period: "2021", value: 30000}
    due: 2022-12-31
    cadence: month
    source: {section: 三（一）, item: 1}
  - id: beds
    name: 每千名老年人床位数
    kind: ratio
    numerator: {name: 床位, unit: 张}
    denominator: {name: 老年人, unit: 人}
    per: 1000
    unit: 张/千人
    goal: ">= 38"
    baseline: {period: "2021", numerator: 5400, denominator: 150000}
    due: 2022-12-31
    cadence: month
    source: {section: 三（一）, item: 2}
  - id: homes
    name: 适老化改造户数
    kind: count
    value: {name: 改造, unit: 户}
    measured: cumulative
    goal: ">= 900"
    revised: [{on: 2022-07-15, was: ">= 1200", reason: 上级资金调减, document: 某民发〔2022〕31号}]
    due: 2022-12-31
    cadence: month
    source: {section: 三（一）, item: 3}
"""


def office(root: Path, last: int, silent: str = "") -> Path:
    """Three units up to a month; one may be silent in it."""
    text = PLAN
    for month in range(1, last + 1):
        for place, unit in enumerate(("990502", "990503", "990521")):
            if (month, unit) != (last, silent):
                text += (
                    f"# submissions/2022-{month:02}/{unit}.yaml\nentries:\n"
                    f"  meals: {{value: {month * (1300 + 100 * place)}}}\n"
                    f"  beds: {{numerator: {1870 + place * 20 + month}, denominator: 50000}}\n"
                    f"  homes: {{value: {month * (26 + place)}}}\n"
                )
    make_workspace(root, text)
    shutil.copytree(SAMPLE / "templates/speech", root / "templates/speech", ignore=shutil.ignore_patterns("2022"))
    return root


def drafted(root: Path, day: date) -> str:
    board = Board(load(root)[0], 2022, day)
    made = make("speech", board, root).document
    assert made is not None
    assert [each.message for each in prose_faults(made, board, root)] == []
    return markdown(made, ids=False)


@pytest.mark.parametrize("month", [4, 9])
def test_part_of_a_year_is_no_fall_and_no_growth(tmp_path: Path, month: int) -> None:
    text = drafted(office(tmp_path, month), date(2022, month + 1, 8))
    assert f"| {4200 * month}人次（基期30000人次） | 未到期 |" in text
    assert "较基期30000" not in text


def test_what_passed_last_year_early_is_told_so(tmp_path: Path) -> None:
    text = drafted(office(tmp_path, 11), date(2022, 12, 8))
    assert "到11月末，助餐服务人次达到46200人次，已超过上年的30000人次" in text
    assert "54.0%" not in text


def test_at_the_end_the_growth_is_told(tmp_path: Path) -> None:
    assert "50400人次（较基期30000人次增长68.0%）" in drafted(office(tmp_path, 12), date(2023, 1, 8))


def test_a_sum_with_a_gap_says_what_makes_it_enough(tmp_path: Path) -> None:
    """636 of 900 are no goal reached; with what the silent one had reported by November they are."""
    text = drafted(office(tmp_path, 12, "990521"), date(2023, 1, 8))
    assert "适老化改造户数合计为636户、连同缺报的以前报的至少944户" in text
    assert "暂为636户，连同以前报的至少944户 | 完成 |" in text


def test_a_revision_is_told_once_in_the_speech(tmp_path: Path) -> None:
    told = "年内有1项任务作了调整：适老化改造户数的目标由1200户调整为900户（上级资金调减，某民发〔2022〕31号）。"
    assert drafted(office(tmp_path, 9), date(2022, 10, 8)).count(told) == 1


def test_before_its_day_no_revision_is_told(tmp_path: Path) -> None:
    assert "作了调整" not in drafted(office(tmp_path, 6), date(2022, 7, 8))


def test_differences_of_so_many_per_thousand_are_per_thousand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """38.4 is 0.4 above 37.98, and the rise of 2.0 is the beds': not a tenth of it."""
    status(target="beds", as_of="2022-10-08", directory=office(tmp_path, 9))
    shown = capsys.readouterr().out
    assert "比基期（2021年）提高2.0张/千人，其中床位的变化影响+2.0、老年人的变化影响0.0" in shown
    row = next(line for line in shown.splitlines() if " 丙旗 " in line)
    assert "+0.4 " in row
