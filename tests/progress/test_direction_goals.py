"""A promise of only a direction is measured from where the city stood: it says nothing of one unit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mzgz.intake.workspace import load
from mzgz.progress import Board, Light
from sample_year import sample_ledger
from workspace import write_files

ROOT = Path(__file__).parents[2]


def test_a_direction_is_judged_for_the_city_and_for_no_single_unit() -> None:
    board = Board(sample_ledger(), 2022, date(2023, 1, 6))
    city = board.city("party-branches-in-organisations")
    assert city.target.goal.sign == "up"  # type: ignore[attr-defined]
    assert city.met is True
    assert {part.met for part in city.parts} == {None}
    assert {part.light for part in city.parts} == {Light.UNKNOWN}
    assert city.units_met == 0


def test_a_direction_of_one_place_alone_is_that_place_s_own(tmp_path: Path) -> None:
    plan = """\
section: {part: 三, number: （二）, title: 养老, division: 养老服务科}
targets:
  - {id: beds, name: 开放床位数, kind: count, value: {name: 开放床位, unit: 张}, measured: stock, goal: up,
     scope: ["150725"], baseline: {period: "2021", value: 5}, due: 2022-12-31, cadence: month, source: {section: 三, item: 44}}
"""
    said = 'unit: "150725"\nperiod: 2022-06\nreceived: 2022-07-01\nentries: {beds: {value: 7}}\n'
    settings = (ROOT / "mzgz.yaml").read_text(encoding="utf-8")
    write_files(
        tmp_path,
        {"mzgz.yaml": settings, "targets/2022/01.yaml": plan, "submissions/2022-06/150725.yaml": said},
    )
    board = Board(load(tmp_path)[0], 2022, date(2022, 7, 6))
    assert board.unit("beds", "150725").met is True
    assert board.city("beds").met is True
