"""A city of counties of which one has townships that report: words, letters, lights and tables keep to the level meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.apps.cli import run
from mzgz.formats.markdown import markdown
from mzgz.intake.workspace import load
from mzgz.model.periods import Period
from mzgz.progress import Board, Edge, Light
from mzgz.publishing.letters import LetterContext, letters, plain_text
from mzgz.publishing.overview.laggards import laggards
from mzgz.publishing.report.document_kinds import make
from workspace import write_files

SETTINGS = """\
bureau: {name: 泽州市民政局, city: 泽州市, code: "990500"}
units:
  - {code: "990502", name: 城东区, kind: 市辖区}
  - {code: "990522", name: 丹河县, kind: 县}
  - {code: "990522101", name: 云台镇, parent: "990522"}
  - {code: "990522102", name: 白坡镇, parent: "990522"}
reporting: {due_day: 5, first_month: 2022-03}
"""
PLAN = """\
section: {part: 一, title: 社会事务, division: 社会事务科}
targets:
  - {id: complaints, name: 投诉件数, kind: count, value: {name: 投诉件数, unit: 件}, measured: cumulative, goal: "-10%", baseline: {period: "2021", value: 200}, due: 2022-12-31, cadence: month, source: {section: 一, item: 1}}
  - {id: days, name: 办理天数, kind: count, value: {name: 办理天数, unit: 天}, measured: level, judge: {at-least: 1}, goal: "<= 15", due: 2022-03-31, cadence: month, source: {section: 一, item: 2}}
  - {id: rate, name: 探访率, kind: ratio, numerator: {name: 已探访, unit: 人}, denominator: {name: 应探访, unit: 人}, goal: ">= 90%", due: 2022-03-31, cadence: month, judge: every, source: {section: 一, item: 3}}
"""
CODES = ("990502", "990522101", "990522102")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The district keeps its people waiting, and makes its visits good in April."""
    files = {"mzgz.yaml": SETTINGS, "targets/2022/01.yaml": PLAN}
    for month in (3, 4):
        for code in CODES:
            east = code == "990502"
            files[f"submissions/2022-{month:02}/{code}.yaml"] = (
                f"received: 2022-{month + 1:02}-03\nentries:\n  complaints: {{value: {month}}}\n"
                f"  days: {{value: {20 if east else 9}}}\n"
                f"  rate: {{numerator: {80 if east and month == 3 else 95}, denominator: 100}}\n"
            )
    write_files(tmp_path, files)
    return tmp_path


def board(root: Path) -> Board:
    return Board(load(root)[0], 2022, date(2022, 5, 10))


def written(root: Path, kind: str) -> list[str]:
    ledger, found = load(root)
    day, month = date(2022, 5, 10), Period.parse("2022-04")
    judged = validation.run(ledger, found, day, validation.Selection(period=str(month)))
    desk = LetterContext(ledger, month, day, judged.findings, ledger.units.units)
    return [plain_text(letter.document) for letter in letters(desk, (kind,))]


def test_units_are_called_after_the_level_below_the_bureau(root: Path) -> None:
    words = load(root)[0].workspace.vocabulary
    assert (words.units, words.townships) == ("县市区", "乡镇")


def test_a_circular_goes_to_the_level_below_the_bureau(root: Path) -> None:
    (text,) = written(root, "summary")
    assert "\n各县市区民政局、局机关各科室：" in text


def test_a_promise_of_the_whole_judges_no_county_with_townships(root: Path) -> None:
    county = board(root).at_node("complaints", "990522")
    assert (county.light, county.edge) == (Light.UNKNOWN, Edge.WHOLE_ONLY)
    assert (county.met, county.met_now, county.display) == (None, None, "8")


def test_nobody_holds_back_what_so_many_others_reached(root: Path) -> None:
    year = board(root)
    assert year.own("days", "990502").light is Light.OVERDUE
    assert year.city("days").met is True
    assert laggards(year, year.level) == ()
    assert written(root, "supervise") == []


def test_what_was_made_good_is_not_counted_red_in_the_circular(root: Path) -> None:
    assert board(root).own("rate", "990502").edge is Edge.MADE_GOOD
    (line,) = [line for line in written(root, "summary")[0].splitlines() if line.startswith("城东区：")]
    assert line.endswith("已报项数3")  # neither the visits, made good, nor the days, which so many others reached


SHARED = """\
section: {part: 一, title: 社会事务, division: 社会事务科}
targets:
  - {id: beds, name: 护理型床位占比, kind: ratio, numerator: {name: 护理型床位, unit: 张}, denominator: {name: 床位, unit: 张}, goal: ">= 50%", due: 2022-03-31, cadence: month, source: {section: 一, item: 1}}
  - {id: visits, name: 探访率, kind: ratio, numerator: {name: 已探访, unit: 人}, denominator: {name: 应探访, unit: 人}, goal: ">= 90%", due: 2022-03-31, cadence: month, source: {section: 一, item: 2}}
  - {id: calls, name: 回访率, kind: ratio, numerator: {name: 已回访, unit: 人}, denominator: {name: 应回访, unit: 人}, goal: ">= 50%", due: 2022-03-31, cadence: month, units: {"990522": {goal: ">= 80%", reason: 试点, document: 县政发〔2022〕3号}}, source: {section: 一, item: 3}}
"""
"""Beds the city has enough of; visits it has not, for want of those of 云台镇; calls of which one county owes more."""


@pytest.fixture
def shared(root: Path) -> Path:
    files = {"targets/2022/01.yaml": SHARED}
    for code, parts in zip(CODES, ((90, 95, 90), (30, 60, 60), (40, 95, 60)), strict=True):
        words = "".join(
            f"  {name}: {{numerator: {part}, denominator: 100}}\n"
            for name, part in zip(("beds", "visits", "calls"), parts, strict=True)
        )
        for month in (3, 4):
            files[f"submissions/2022-{month:02}/{code}.yaml"] = f"received: 2022-{month + 1:02}-03\nentries:\n{words}"
    write_files(root, files)
    return root


def test_what_all_together_reached_nobody_owes(shared: Path) -> None:
    year = board(shared)
    assert year.city("beds").met is True
    assert [year.at_node("beds", code).light for code in ("990522", *CODES[1:])] == [Light.OVERDUE] * 3
    assert [year.owed("beds", code) for code in ("990522", *CODES)] == [None] * 4


def test_a_county_owes_the_goal_agreed_with_it_alone(shared: Path) -> None:
    year = board(shared)
    assert year.city("calls").met is True
    assert year.owed("calls", "990522") is year.at_node("calls", "990522")


def test_a_county_is_pressed_for_its_townships_and_the_same_is_counted_everywhere(shared: Path) -> None:
    (letter,) = written(shared, "supervise")
    assert "\n丹河县民政局：" in letter
    assert "你局有2项重点任务" in letter
    assert "1.探访率。" in letter
    assert "差12.5个百分点，已探访还差25人。没有做到的是云台镇。" in letter
    (one,) = laggards(year := board(shared), year.level)
    assert (one.unit.code, one.words) == ("990522", "逾期2项")
    (text,) = written(shared, "summary")
    assert [line for line in text.splitlines() if "红灯项数" in line and not line.startswith("注：")] == [
        "云台镇：报送情况已报，应报项数3，已报项数3，红灯项数1",
    ]


def test_months_before_the_first_are_no_returns_in_time(root: Path) -> None:
    with pytest.raises(SystemExit):
        run(
            [
                "report",
                "-C",
                str(root),
                "--document",
                "tables",
                "--format",
                "md",
                "--draft-anyway",
                "--as-of",
                "2022-05-10",
            ]
        )
    text = (root / "reports/2022/tables.md").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("| 丹河县 |") and "√" in line and "%" in line]
    assert line.split("|")[2:6] == [" — ", " — ", " √ ", " √ "]


def test_a_month_of_which_nothing_was_asked_is_not_called_on_time(root: Path) -> None:
    """A row of several units, of a quarterly plan: March was asked for, April and May were not."""
    plan = root / "targets/2022/01.yaml"
    plan.write_text(PLAN.replace("cadence: month", "cadence: quarter"), encoding="utf-8")
    for code in CODES:
        (root / f"submissions/2022-04/{code}.yaml").unlink()
    made = make("tables", Board(load(root)[0], 2022, date(2022, 6, 10)), root).document
    assert made is not None
    (row,) = [line for line in markdown(made).splitlines() if line.startswith("| 丹河县 | —")]
    assert row.split(" | ")[1:6] == ["—", "—", "√", "—", "—"]
