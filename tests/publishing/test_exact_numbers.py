"""A number promised exactly, a number promised by every unit, a number to stay under: what is over is never told as
lacking, and a sum of what each owes is held against no goal."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from mzgz.formats.disk.starter_workspace import empty_files
from mzgz.formats.markdown import markdown
from mzgz.formats.terminal.light_and_gap_cells import gap_words, lacking_words
from mzgz.intake.workspace import load
from mzgz.progress import Board
from mzgz.publishing.claim_conditions import contradiction
from mzgz.publishing.report.document_kinds import board_for, make
from workspace import write_files

SETTINGS = """\
bureau: {name: 临江市民政局, city: 临江市, code: "360400"}
units:
  - {code: "360400", name: 市本级, kind: bureau}
  - {code: "360402", name: 东湖区, short: 东湖, kind: 市辖区}
  - {code: "360421", name: 平原县, short: 平原, kind: 县}
reporting: {due_day: 8}
"""
PLAN = """\
section: {part: 一, number: （一）, title: 养老服务, division: 养老服务科}
targets:
  - id: meal-sites
    name: 社区助餐点
    kind: count
    value: {name: 社区助餐点, unit: 个}
    measured: cumulative
    goal: "= 20"
    due: 2022-12-31
    cadence: year
    source: {section: 一, item: 1}
  - id: own-sites
    name: 县级护理院
    kind: count
    value: {name: 县级护理院, unit: 家}
    measured: stock
    judge: every
    goal: ">= 2"
    due: 2022-12-31
    cadence: year
    source: {section: 一, item: 2}
  - id: complaints
    name: 有责投诉
    kind: count
    value: {name: 有责投诉, unit: 件}
    measured: cumulative
    goal: "<= 5"
    due: 2022-12-31
    cadence: year
    source: {section: 一, item: 3}
"""


def office(root: Path, first: str, second: str) -> Board:
    """Two counties; what each reports of the three targets in December."""
    for path, content in empty_files():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    texts = {"mzgz.yaml": SETTINGS, "targets/2022/01.yaml": PLAN}
    for code, values in (("360402", first), ("360421", second)):
        sites, homes, complaints = values.split()
        texts[f"submissions/2022-12/{code}.yaml"] = (
            f'unit: "{code}"\nperiod: 2022-12\nreceived: 2023-01-05\nentries:\n'
            f"  meal-sites: {{value: {sites}}}\n  own-sites: {{value: {homes}}}\n  complaints: {{value: {complaints}}}\n"
        )
    write_files(root, texts)
    ledger, _ = load(root)
    day = ledger.last_received(2022)
    assert day is not None
    return board_for(ledger, 2022, day, whole_year=True)


def text_of(board: Board, kind: str, root: Path) -> str:
    made = make(kind, board, root)
    assert made.document is not None
    return markdown(made.document, ids=False)


def test_over_an_exact_number_or_a_limit_is_over_and_not_short(tmp_path: Path) -> None:
    board = office(tmp_path, "11 2 4", "10 3 3")
    sites, complaints = board.city("meal-sites"), board.city("complaints")
    assert (gap_words(sites.gap), lacking_words(sites)) == ("超1个", "社区助餐点超出1个，减不下来")
    assert (gap_words(complaints.gap), lacking_words(complaints)) == ("超2件", "有责投诉超出2件，减不下来")
    speech, tables = text_of(board, "speech", tmp_path), text_of(board, "tables", tmp_path)
    assert "比目标多1个" in speech
    assert "比目标多2件" in speech
    assert "差1个" not in speech + tables
    assert "差2件" not in speech + tables
    assert "超1个" in tables
    assert "完成年度目标的" not in speech
    assert "140" not in speech + tables


def test_short_of_an_exact_number_is_short(tmp_path: Path) -> None:
    board = office(tmp_path, "9 2 1", "9 3 1")
    assert gap_words(board.city("meal-sites").gap) == "差2个"
    assert "90.0%" in text_of(board, "speech", tmp_path)


def test_a_sum_of_what_every_county_owes_is_held_against_no_goal(tmp_path: Path) -> None:
    board = office(tmp_path, "10 2 1", "10 3 1")
    homes = board.city("own-sites")
    assert (homes.met, homes.value, homes.completion, homes.gap) == (True, 5, None, None)
    speech = text_of(board, "speech", tmp_path)
    assert "县级护理院各地都做到了每地2家的要求" in speech
    assert "250" not in speech + text_of(board, "tables", tmp_path)


def test_one_county_short_of_its_own_number_misses_whatever_the_sum_is(tmp_path: Path) -> None:
    board = office(tmp_path, "10 1 1", "10 9 1")
    homes = board.city("own-sites")
    assert (homes.met, homes.gap) == (False, None)
    assert gap_words(board.unit("own-sites", "360402").gap) == "差1家"
    speech = text_of(board, "speech", tmp_path)
    assert "县级护理院有1个县市区没有做到每地2家的要求" in speech


def test_what_is_to_stay_low_is_not_asked_to_rise(tmp_path: Path) -> None:
    kept = text_of(office(tmp_path / "kept", "10 2 1", "10 3 1"), "speech", tmp_path / "kept")
    over = text_of(office(tmp_path / "over", "10 2 4", "10 3 3"), "speech", tmp_path / "over")
    ahead = {text: text.partition("## 三、")[2] for text in (kept, over)}
    assert re.search("有责投诉(要继续控制在低水平|不能反弹|要压住不回头)", ahead[kept])
    assert re.search("有责投诉(要压到目标以内|超出目标的部分要尽快压下来)|把有责投诉降下来", ahead[over])
    for text in ahead.values():
        assert not re.search("有责投诉[^。]*(不能退|再进一步|补上|补齐)", text)


@pytest.mark.parametrize("goal", ['"= 20"', '"20..30"', '"about 20 ± 2"'])
def test_what_still_grows_is_no_achievement_at_mid_year(tmp_path: Path, goal: str) -> None:
    """Both numbers are where they should be in December; by then they may be beyond it."""
    office(tmp_path, "10 2 2", "10 2 2")
    plan = (tmp_path / "targets/2022/01.yaml").read_text("utf-8").replace("cadence: year", "cadence: month")
    (tmp_path / "targets/2022/01.yaml").write_text(plan.replace('"= 20"', goal), encoding="utf-8")
    for code in ("360402", "360421"):
        text = (tmp_path / f"submissions/2022-12/{code}.yaml").read_text("utf-8")
        june = text.replace("2022-12", "2022-06").replace("received: 2023-01", "received: 2022-07")
        write_files(tmp_path, {f"submissions/2022-06/{code}.yaml": june})
        (tmp_path / f"submissions/2022-12/{code}.yaml").unlink()
    board = board_for(load(tmp_path)[0], 2022, date(2022, 7, 10), whole_year=False)
    for each in ("meal-sites", "complaints"):
        assert (board.city(each).words, board.city(each).settled) == ("达进度", False)
    assert contradiction("全面完成", [board.city("meal-sites")], board) is not None
    assert contradiction("全面完成", [board.city("own-sites")], board) is None
    speech = text_of(board, "speech", tmp_path)
    assert "全面完成" not in speech
    assert "截至6月末，社区助餐点为20个" in speech
    assert not re.search("(社区助餐点|有责投诉)[^。]*(兑现|达到年度目标|目标线以上|都已实现)", speech)
