"""The year's returns at a glance: every state on the day it begins, and a table of 80 columns a GBK screen can show."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.apps.cli.accept import accept
from mzgz.apps.cli.options import Refusal
from mzgz.apps.cli.return_ import return_
from mzgz.apps.cli.status import status
from mzgz.formats.returns_json import returns_json
from mzgz.formats.terminal.returns_text import month_lines, returns_lines
from mzgz.formats.terminal.text_table import plain
from mzgz.formats.terminal.text_width import width
from mzgz.intake.workspace import load
from mzgz.model.acceptance import Acceptance, Round, fingerprint
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.progress import Board
from mzgz.publishing.overview import overview
from mzgz.publishing.overview.inbox import WAIT, inbox
from mzgz.workflow.returns_of_the_year import return_of, returns_table
from workspace import make_workspace

SOUND = """\
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450}
  care-beds: {value: 1450}
  visit-system: {done: true}
  no-relapse: {value: 0}
"""
MAY = Period.parse("2022-05")


def told(ledger: Ledger, day: str, code: str = "150702", month: Period = MAY) -> str:
    state = return_of(ledger, ledger.units.by_code[code], month, date.fromisoformat(day))
    return state.label + (f" {state.late_days}" if state.late_days else "")


def in_may(received: str) -> str:
    return f"# submissions/2022-05/150702.yaml\nreceived: {received}\n{SOUND}"


def test_what_is_missing_grows_late_once_its_day_has_passed(tmp_path: Path) -> None:
    ledger, _ = load(make_workspace(tmp_path, in_may("2022-06-07")))
    days = ("2022-06-05", "2022-06-06", "2022-06-07")
    assert [told(ledger, day) for day in days] == ["未到期", "未报 1", "迟报 2"]
    assert told(ledger, "2022-06-08", "150703") == "未报 3"
    assert told(ledger, "2022-06-08", "150700") == "不需报"
    assert told(ledger, "2022-06-08", month=Period.parse("2022-04")) == "不需报"


def test_a_record_is_followed_day_by_day(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, in_may("2022-06-04"))
    return_(unit=["150702"], period="2022-05", on="2022-06-05", reason=["请重新核对床位"], directory=root)
    make_workspace(root, in_may("2022-06-07").replace("812", "810"))
    accept(by="局长", unit=["150702"], period="2022-05", on="2022-06-09", directory=root)
    ledger, _ = load(root)
    # it first came in time: what is sent back and comes again is not late
    assert [told(ledger, f"2022-06-0{day}") for day in (5, 6, 7, 8, 9)] == [
        "退回（第1次）", "退回（第1次）", "已报", "已报", "已受理",
    ]  # fmt: skip
    make_workspace(root, in_may("2022-06-07").replace("812", "811"))
    assert told(load(root)[0], "2022-06-09") == "受理后改动"


def test_a_file_nobody_can_read_is_not_missing(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, in_may("2022-06-04"))
    (root / "submissions/2022-05/150702.yaml").write_text("unit: [", encoding="utf-8")
    assert told(load(root)[0], "2022-06-08") == "读不出"


def test_a_form_that_came_and_went_back_is_not_told_as_nothing(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, in_may("2022-06-04"))
    (root / "letters").mkdir()
    went = '{kind: return, on: 2022-06-06, unit: "150703", received: 2022-06-04}'
    (root / "letters/2022-05.yaml").write_text(f"period: 2022-05\nletters:\n  - {went}\n", encoding="utf-8")
    ledger, found = load(root)
    assert found == []
    assert [told(ledger, f"2022-06-0{day}", "150703") for day in (3, 4, 8)] == ["未到期", "退回待改", "退回待改 3"]
    messages = [each.message for each in validation.run(ledger, (), date(2022, 6, 8)).findings if each.unit == "150703"]
    assert messages == ["扎区2022年6月4日报来的5月的表没有能收入，退回待改，截止日是2022年6月5日"]
    table = [plain(line) for line in returns_lines(returns_table(ledger, 2022, date(2022, 6, 8)))]
    assert any(line.startswith("扎区") and "待改" in line and "未报" not in line for line in table)
    assert any("退回待改1" in line for line in table)
    (line,) = (
        each for group in inbox(ledger, MAY, date(2022, 6, 8), ()) if group.title == WAIT for each in group.lines
    )
    assert (line.unit.label, line.note) == ("扎区", "6月4日报来的没收进")
    page = overview(Board(ledger, 2022, date(2022, 6, 8)), ())
    said = "".join(phrase.text for phrase in page.lead)
    assert "扎区5月报来的表没有能收入、退回待改" in said
    assert "扎区" not in said.partition("还没有报")[0]
    assert "退回以后还没有改：扎区" in [f"{each.words}：{'、'.join(u.label for u in each.units)}" for each in page.todo]


@pytest.fixture
def year(tmp_path: Path) -> Ledger:
    """April: late; May: accepted, sent back twice, changed, missing."""
    codes = ("150702", "150703", "150721")
    text = "".join(f"# submissions/2022-05/{code}.yaml\n{SOUND}" for code in codes)
    ledger, found = load(
        make_workspace(tmp_path, f"# submissions/2022-04/150702.yaml\nreceived: 2022-05-09\n{SOUND}" + text)
    )
    assert found == []
    day, marks = date(2022, 6, 6), {code: fingerprint(ledger.submissions[MAY, code]) for code in codes}
    rounds = {
        "150702": (Round("accepted", day, "局长", 1, marks["150702"]),),
        "150703": (Round("returned", day, "科室", 1, "0" * 64), Round("returned", day, "科室", 2, marks["150703"])),
        "150721": (Round("accepted", day, "局长", 1, "0" * 64),),
    }
    for code, made in rounds.items():
        dict.__setitem__(ledger.acceptance, (MAY, code), Acceptance(code, MAY, made))  # type: ignore[arg-type]
    return ledger


GLANCE = """\
2022年月报收取情况（截至2022-06-08）

单位     1月  2月  3月  4月  5月  6月  7月  8月  9月  10月 11月 12月 迟报 未报
市本级   -    -    -    -    -    -    -    -    -    -    -    -
海拉尔   -    -    -    迟报 受理                                       1
扎区     -    -    -    未报 退2                                             1
阿荣旗   -    -    -    未报 改动                                            1
莫旗     -    -    -    未报 未报                                            2
鄂伦春旗 -    -    -    未报 未报                                            2
鄂温克旗 -    -    -    未报 未报                                            2

受理 已受理  已报 收到、还没有受理  退2 第2次退回、还没有改好  改动 受理后又改动
迟报 迟收到、还没有受理  未报 过了截止日  有误 文件读不出  空白 未到期  - 不需报
合计：已受理1、受理后改动1、退回1、迟报1、未报8
"""


def test_the_year_at_a_glance(year: Ledger) -> None:
    lines = [plain(line) for line in returns_lines(returns_table(year, 2022, date(2022, 6, 8)))]
    assert "\n".join(lines) + "\n" == GLANCE
    assert max(width(line, ambiguous=2) for line in lines) <= 80
    "".join(lines).encode("gbk")


MONTH_GLANCE = """\
2022年5月月报收取情况（截至2022-06-08）

单位     情况           首次收到   迟报天数 退回次数
市本级   不需报
海拉尔   已受理         2022-06-04
扎区     退回（第2次）  2022-06-04                 2
"""


def test_a_month_line_by_line(year: Ledger) -> None:
    lines = [plain(line) for line in month_lines(returns_table(year, 2022, date(2022, 6, 8)), MAY)]
    assert lines[:6] == MONTH_GLANCE.splitlines()
    assert lines[-1] == "合计：已受理1、受理后改动1、退回1、未报3"
    assert max(width(line, ambiguous=2) for line in lines) <= 80


def test_the_returns_of_a_month_and_a_unit_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_workspace(tmp_path, in_may("2022-06-07"))
    status(returns=True, period="2022-05", unit="海拉尔", as_of="2022-06-08", directory=root)
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "海拉尔   迟报           2022-06-07        2", "", "合计：迟报1",
    ]  # fmt: skip
    with pytest.raises(Refusal, match="2022-Q2不是一个月"):
        status(returns=True, period="2022-Q2", directory=root)
    with pytest.raises(Refusal, match="--target"):
        status(returns=True, target="care-beds", directory=root)


LEAVE = """
# mzgz.yaml
reporting: {due_day: 5, exceptions: [{unit: "150703", period: 2022-05, until: 2022-06-20, allowed_by: 分管副局长, reason: 山洪断网}]}
"""


def test_leave_is_told_with_who_gave_it_and_until_when(tmp_path: Path) -> None:
    ledger, _ = load(make_workspace(tmp_path, LEAVE))
    assert told(ledger, "2022-06-12", "150703") == "未到期"
    table = returns_table(ledger, 2022, date(2022, 6, 12))
    shown = [plain(line) for line in month_lines(table, MAY)]
    assert [line for line in shown if "批准" in line] == ["扎区准许报到2022-06-20（山洪断网，分管副局长批准）"]
    assert not any("批准" in plain(line) for line in month_lines(table, Period.parse("2022-04")))
    row = json.loads(returns_json(table, MAY))["units"]["150703"]["months"]["2022-05"]
    assert row["leave"] == {"until": "2022-06-20", "allowed_by": "分管副局长", "reason": "山洪断网"}
