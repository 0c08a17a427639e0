"""A city of which one county reports through its townships: what names the county is its own, all else is theirs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.apps.cli import run
from mzgz.intake.workspace import load
from mzgz.model.periods import Period
from mzgz.progress import Board, Light
from workspace import write_files

UNITS = """\
  - {code: "990602", name: 河东区, kind: 市辖区}
  - {code: "990621", name: 榆林县, kind: 县}
  - {code: "990621101", name: 石桥镇, parent: "990621"}
  - {code: "990621102", name: 马家乡, parent: "990621"}
"""
SETTINGS = (
    'bureau: {name: 榆州市民政局, city: 榆州市, code: "990600"}\nunits:\n'
    + UNITS
    + "reporting: {due_day: 5, first_month: 2022-05}\n"
)
PLAN = """\
section: {part: 一, title: 养老服务, division: 养老服务科}
targets:
  - {id: rate, name: 探访率, kind: ratio, numerator: {name: 已探访, unit: 人}, denominator: {name: 应探访, unit: 人}, goal: ">= 90%", due: 2022-06-30, cadence: month, source: {section: 一, item: 1}}
  - {id: centre, name: 建成失能照护中心, kind: milestone, proof: document, due: 2022-06-30, cadence: once, scope: ["990602", "990621"], source: {section: 一, item: 2}}
"""
DONE = "  centre: {done: true, on: 2022-06-10, evidence: [榆民发〔2022〕4号]}\n"
RATE = "  rate: {numerator: 95, denominator: 100}\n"


def handed_in(unit: str, month: int, entries: str) -> str:
    return f'unit: "{unit}"\nperiod: 2022-{month:02}\nreceived: 2022-{month + 1:02}-03\nentries:{entries}'


def city(root: Path, **county: str) -> Path:
    """The county's own return of June, where there is one, is what its form asks: the one thing that names it."""
    files = {"mzgz.yaml": SETTINGS, "targets/2022/01.yaml": PLAN}
    for month in (5, 6):
        for code in ("990602", "990621101", "990621102"):
            own = DONE if (code, month) == ("990602", 6) else ""
            files[f"submissions/2022-{month:02}/{code}.yaml"] = handed_in(code, month, f"\n{RATE}{own}")
    for name, entries in county.items():
        path = f"submissions/2022-{name.removeprefix('month_')}/990621.yaml"
        files[path] = handed_in("990621", int(name[-2:]), entries)
    write_files(root, files)
    return root


def found(root: Path) -> list[str]:
    ledger, faults = load(root)
    judged = validation.run(ledger, faults, date(2022, 7, 6), validation.Selection())
    return [f"{each.unit} {each.code}" for each in judged.findings]


def board(root: Path) -> Board:
    return Board(load(root)[0], 2022, date(2022, 7, 6))


def test_what_names_a_county_is_all_it_owes(tmp_path: Path) -> None:
    root = city(tmp_path, month_06=f"\n{DONE.replace('4号', '9号')}")
    assert found(root) == []
    year = board(root)
    assert [unit.code for unit in year.ledger.applicable(year.plan.targets["rate"])] == [
        "990602",
        "990621101",
        "990621102",
    ]
    assert (year.city("rate").display, year.city("rate").light) == ("95.0%", Light.DONE)
    assert year.unit("rate", "990621").display == "95.0%"  # the sum of its townships
    assert year.city("centre").light is Light.DONE


def test_a_county_that_has_not_sent_the_one_thing_is_asked_for_it_alone(tmp_path: Path) -> None:
    root = city(tmp_path)
    assert found(root) == ["990621 C101"]
    assert [target.id for target in load(root)[0].asked("990621", Period.parse("2022-06"))] == ["centre"]


def test_a_form_that_came_back_empty_is_asked_for_that_one_thing(tmp_path: Path) -> None:
    assert found(city(tmp_path, month_06=" {}\n")) == ["990621 C103"]


def test_a_county_that_reports_more_than_names_it_reports_for_itself(tmp_path: Path) -> None:
    """As before: it is asked for everything, and to say whether the number is its own or the total of its townships."""
    root = city(tmp_path, month_06=f"\n{RATE}{DONE.replace('4号', '9号')}")
    assert "None P321" in found(root)
    assert len(board(root).standing("rate").units) == 4


def test_who_was_named_until_the_scope_was_changed_does_not_report_for_itself(tmp_path: Path) -> None:
    root = city(tmp_path, month_06=f"\n{DONE.replace('4号', '9号')}")
    changed = PLAN.replace(
        'scope: ["990602", "990621"]',
        'scope: ["990602"], revised: [{on: 2022-07-01, scope_was: ["990602", "990621"], reason: 石桥镇自己建, document: 榆民发〔2022〕8号}]',
    )
    (root / "targets/2022/01.yaml").write_text(changed, encoding="utf-8")
    assert board(root).city("rate").display == "95.0%"


def test_a_data_set_knows_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("duckdb")
    city(tmp_path / "市", month_06=f"\n{DONE.replace('4号', '9号')}")
    write_files(tmp_path / "汇总", {"mzgz.yaml": SETTINGS, "targets/2022/01.yaml": PLAN})
    with pytest.raises(SystemExit):
        run(["collect", str(tmp_path / "市"), "--into", str(tmp_path / "汇总")])
    capsys.readouterr()
    with pytest.raises(SystemExit):
        run(["status", "-C", str(tmp_path / "汇总"), "--as-of", "2022-07-06", "--format", "csv"])
    told = capsys.readouterr().out
    assert "95.0%" in told
    assert "缺报" not in told


# ── so many units, or each of them ──────────────────────────────────────────────────────────────────────────────

SO_MANY = """\
section: {part: 一, title: 养老服务, division: 养老服务科}
targets:
  - {id: rate, name: 探访率, kind: ratio, numerator: {name: 已探访, unit: 人}, denominator: {name: 应探访, unit: 人}, goal: ">= 90%", judge: JUDGE, due: 2022-06-30, cadence: month, source: {section: 一, item: 1}}
"""


def counted(root: Path, judge: str, shares: dict[str, int], levels: str = "") -> Board:
    files = {"mzgz.yaml": SETTINGS + levels, "targets/2022/01.yaml": SO_MANY.replace("JUDGE", judge)}
    for code, share in shares.items():
        files[f"submissions/2022-06/{code}.yaml"] = handed_in(
            code, 6, f"\n  rate: {{numerator: {share}, denominator: 100}}\n"
        )
    write_files(root, files)
    return board(root)


MIXED = {"990602": 80, "990621101": 99, "990621102": 95}
"""Two of three reporters reach 90%, but only one of two counties."""


def test_of_counties_each_counts_once_by_the_sum_of_its_townships(tmp_path: Path) -> None:
    city_ = counted(tmp_path, "{at-least: 2}", MIXED).city("rate")
    assert (city_.units_met, city_.heads_decided.expected, city_.met, city_.light) == (1, 2, False, Light.OVERDUE)
    assert [one.node.name for one in city_.judged_parts if one.met] == ["榆林县"]


def test_a_county_reaches_it_though_one_of_its_townships_does_not(tmp_path: Path) -> None:
    year = counted(tmp_path, "every", {"990602": 92, "990621101": 99, "990621102": 85})
    county = year.at_node("rate", "990621")
    assert (county.met, county.display, county.units_met, county.expected) == (True, "92.0%", 1, 2)
    assert (year.city("rate").met, year.city("rate").units_met) == (True, 2)


def test_a_silent_township_leaves_its_county_open(tmp_path: Path) -> None:
    year = counted(tmp_path, "{at-least: 2}", {"990602": 95, "990621101": 99})
    assert (year.city("rate").met, year.city("rate").units_met, year.city("rate").heads_decided.open) == (None, 1, 1)
    assert [node.name for node in year.city("rate").missing] == ["马家乡"]


def test_the_level_that_is_counted_can_be_named(tmp_path: Path) -> None:
    year = counted(tmp_path, "{at-least: 2, level: 乡镇}", MIXED, "levels: [县, 乡镇]\n")
    assert (year.city("rate").units_met, year.city("rate").heads_decided.expected, year.city("rate").met) == (
        2,
        2,
        True,
    )


def test_a_level_there_is_not_is_refused(tmp_path: Path) -> None:
    year = counted(tmp_path, "{at-least: 2, level: 社区}", MIXED, "levels: [县, 乡镇]\n")
    ledger, faults = load(tmp_path)
    judged = validation.run(ledger, faults, date(2022, 7, 6), validation.Selection())
    (told,) = [each for each in judged.findings if each.target == "rate"]
    assert ("没有这一级的单位" in told.message, "县、乡镇" in told.hint) == (True, True)
    assert year.city("rate").met is not True


def test_more_counties_than_there_are_can_never_reach_it(tmp_path: Path) -> None:
    counted(tmp_path, "{at-least: 3}", MIXED)
    ledger, faults = load(tmp_path)
    judged = validation.run(ledger, faults, date(2022, 7, 6), validation.Selection())
    assert ["适用的只有2个" in each.message for each in judged.findings if each.target == "rate"] == [True]


def test_a_data_set_counts_counties_alike(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    from mzgz.apps.cli.collected_workspace import over_columns

    files = counted(tmp_path / "市", "{at-least: 2}", MIXED)
    plan = SO_MANY.replace("JUDGE", "{at-least: 2}")
    write_files(tmp_path / "汇总", {"mzgz.yaml": SETTINGS, "targets/2022/01.yaml": plan})
    with pytest.raises(SystemExit):
        run(["collect", str(tmp_path / "市"), "--into", str(tmp_path / "汇总")])
    columns = Board(over_columns(tmp_path / "汇总", load(tmp_path / "汇总")[0]), 2022, date(2022, 7, 6))
    for name in ("heads", "heads_decided", "met", "met_now", "light", "edge", "figure", "missing", "display"):
        for one, other in (
            (files.city("rate"), columns.city("rate")),
            (files.at_node("rate", "990621"), columns.at_node("rate", "990621")),
        ):
            assert getattr(one, name) == getattr(other, name), name
