"""A unit opens, closes, merges, or is carved out: the figures before and after are of different ground and are not compared."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.formats.terminal.target_status_text import target_lines
from mzgz.formats.terminal.text_table import plain
from mzgz.formats.terminal.unit_status_text import unit_lines
from mzgz.formats.terminal.why_text import why_lines
from mzgz.intake.workspace import load
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.territory_breaks import absence_words, breaks
from mzgz.progress import Board, Cause, Light
from mzgz.publishing.claim_conditions import rising
from workspace import write_files

UNITS = """\
bureau: {{name: 呼市民政局, city: 呼市, code: "150700"}}
units:
  - {{code: "150700", name: 市本级, kind: bureau}}
  - {{code: "150702", name: 海拉尔区, short: 海拉尔}}
  - {{code: "150703", name: 扎赉诺尔区, short: 扎区{zha}}}
  - {{code: "150721", name: 阿荣旗{arong}}}
"""
PLAN = """\
section: {{part: 三, number: （二）, title: 养老, division: 养老科}}
targets:
  - id: beds
    name: 护理型床位占比
    kind: ratio
    numerator: {{name: 护理型床位, unit: 张}}
    denominator: {{name: 床位, unit: 张}}
    goal: "{goal}"
    baseline: {{period: "2021", numerator: 400, denominator: 1000{reason}}}
    due: 2022-12-31
    cadence: month
    source: {{section: 三（二）, item: 1}}
"""
MERGED = {"zha": ', closed: 2022-06-10, merged_into: "150702"'}
CLOSED = {"zha": ", closed: 2022-06-10"}
OPENED = {"arong": ", opened: 2022-06-10"}
SPLIT = {"arong": ', opened: 2022-06-10, split_from: "150702"'}


def ledger_of(root: Path, goal: str = ">= 55%", reason: str = "", **units: str) -> Ledger:
    """海拉尔 doubles in June; 扎区 reports until May, 阿荣旗 all the year, unless the units say otherwise."""
    files = {
        "mzgz.yaml": UNITS.format(**{"zha": "", "arong": "", **units}),
        "targets/2022/01.yaml": PLAN.format(goal=goal, reason=reason),
    }
    for month in range(1, 8):
        own = {"150702": (100, 200) if month < 6 else (210, 400)}
        if month < 6 or "closed" not in units.get("zha", ""):
            own["150703"] = (110, 200)
        if month > 5 or "opened" not in units.get("arong", ""):
            own["150721"] = (30, 50)
        for code, (part, whole) in own.items():
            files[f"submissions/2022-{month:02}/{code}.yaml"] = (
                f'unit: "{code}"\nperiod: 2022-{month:02}\nreceived: 2022-{month + 1:02}-03\n'
                f"entries:\n  beds: {{numerator: {part}, denominator: {whole}}}\n"
            )
    return load(write_files(root, files))[0]


def july(ledger: Ledger) -> Board:
    return Board(ledger, 2022, date(2022, 8, 8))


@pytest.mark.parametrize(
    ("units", "codes", "words"),
    [
        ({}, None, []),
        (MERGED, None, []),  # what goes over stays within the city
        (MERGED, {"150702"}, ["2022年6月10日扎区并入海拉尔"]),
        (MERGED, {"150703"}, ["2022年6月10日扎区并入海拉尔"]),
        (MERGED, {"150721"}, []),
        (CLOSED, None, ["2022年6月10日扎区撤销"]),
        (CLOSED, {"150702"}, []),
        (OPENED, None, ["2022年6月10日阿荣旗设立"]),
        (SPLIT, None, []),
        (SPLIT, {"150702"}, ["2022年6月10日阿荣旗从海拉尔划出"]),
        (SPLIT, {"150702", "150721"}, []),
    ],
)
def test_where_the_ground_of_a_figure_changes(
    tmp_path: Path, units: dict[str, str], codes: set[str] | None, words: list[str]
) -> None:
    ledger = ledger_of(tmp_path, **units)
    found = breaks(ledger.units, ledger.plans[2022].targets["beds"], codes)
    assert [each.words for each in found] == words
    assert {each.month for each in found} <= {Period.parse("2022-06")}


@pytest.mark.parametrize(("units", "asked"), [({}, True), (MERGED, False), (SPLIT, False), (OPENED, True)])
def test_no_jump_is_asked_about_across_it(tmp_path: Path, units: dict[str, str], asked: bool) -> None:
    found = validation.run(ledger_of(tmp_path, **units), (), as_of=date(2022, 8, 8)).findings
    assert [each.unit for each in found if each.rule == "jump"] == (["150702"] * 2 if asked else [])


@pytest.mark.parametrize(("units", "kept"), [({}, True), (MERGED, True), (CLOSED, False), (OPENED, False)])
def test_a_baseline_of_another_ground_is_none(tmp_path: Path, units: dict[str, str], kept: bool) -> None:
    board = july(ledger_of(tmp_path, **units))
    city = board.city("beds")
    assert (city.target.base_value is not None) is kept
    assert (city.pace is not None) is kept
    text = "".join(plain(line) for line in why_lines(board, city, 200))
    assert ("基期（2021年）不可比：" in text) is not kept


def test_growth_against_another_ground_is_not_judged(tmp_path: Path) -> None:
    city = july(ledger_of(tmp_path, goal="up", **CLOSED)).city("beds")
    assert (city.met, city.light, city.cause) == (None, Light.UNKNOWN, Cause.NOT_DUE)
    assert july(ledger_of(tmp_path / "b", goal="up")).city("beds").met is True


def test_a_baseline_reckoned_anew_counts(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, goal="up", reason=", reason: 按撤销后的区划重新核定", **CLOSED)
    assert july(ledger).city("beds").met is True


def test_before_it_the_baseline_stood(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, goal="up", **CLOSED)
    assert Board(ledger, 2022, date(2022, 6, 8)).city("beds").met is True


@pytest.mark.parametrize(("units", "words"), [(MERGED, "不可比"), ({}, "")])
def test_a_unit_is_not_compared_with_its_former_self(tmp_path: Path, units: dict[str, str], words: str) -> None:
    board = Board(ledger_of(tmp_path, **units), 2022, date(2022, 7, 8))
    text = "".join(plain(line) for line in unit_lines(board, board.node_of("150702"), 100))
    assert ("不可比" in text) is bool(words)


def test_the_city_says_what_keeps_it_from_the_month_before(tmp_path: Path) -> None:
    board = Board(ledger_of(tmp_path, **CLOSED), 2022, date(2022, 7, 8))
    text = "".join(plain(line) for line in target_lines(board, "beds", 100))
    assert "和上期不可比：2022年6月10日扎区撤销" in text
    assert "比上期" not in text.replace("和上期", "")


def test_a_rise_through_the_year_is_not_claimed_across_it(tmp_path: Path) -> None:
    board = july(ledger_of(tmp_path, **CLOSED))
    assert rising([board.city("beds")], board) == "护理型床位占比年内区划有变动，前后不可比"


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (', opened: 2022-06-10, split_from: "150799"', "阿荣旗写着划出自 150799，没有这个代码的单位"),
        (', opened: 2022-06-10, split_from: "150721"', "阿荣旗写着划出自 150721，划出自的是自己"),
        (', split_from: "150702"', "阿荣旗写着划出自 150702，没有写哪天设立"),
    ],
)
def test_a_split_that_cannot_be_is_told(tmp_path: Path, terms: str, words: str) -> None:
    found = validation.run(ledger_of(tmp_path, arong=terms), (), as_of=date(2022, 8, 8)).findings
    assert [each.message for each in found if each.rule == "setting-idle"] == [words]


@pytest.mark.parametrize(
    ("units", "month", "why"),
    [
        (MERGED, 7, "扎区：不适用（2022年6月10日并入海拉尔），不算0"),
        (CLOSED, 7, "扎区：不适用（2022年6月10日撤销），不算0"),
        (OPENED, 4, "阿荣旗：不适用（2022年6月10日才设立），不算0"),
        (SPLIT, 4, "阿荣旗：不适用（2022年6月10日才从海拉尔划出），不算0"),
    ],
)
def test_a_unit_that_was_not_there_is_told_so_and_not_as_out_of_scope(
    units: dict[str, str], month: int, why: str, tmp_path: Path
) -> None:
    board = Board(ledger_of(tmp_path, **units), 2022, date(2022, month + 1, 6))
    code = "150703" if "zha" in units else "150721"
    text = "\n".join(plain(line) for line in why_lines(board, board.part("beds", code), 100))
    assert why in text


def test_a_unit_that_begins_to_report_later_is_told_so(tmp_path: Path) -> None:
    units = ledger_of(tmp_path, arong=", first_month: 2022-06").units
    told = [absence_words(units, units.by_code["150721"], Period.parse(month)) for month in ("2022-04", "2022-06")]
    assert told == ["从2022年6月起报", ""]
