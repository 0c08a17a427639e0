"""A bureau that begins in October: the months before it are nobody's, and nobody's gap."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.apps.cli import run
from mzgz.apps.cli.options import Refusal
from mzgz.apps.cli.typed_days import parse_period
from mzgz.intake.workspace import load
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.progress import Board, Cause, history, reporting
from mzgz.publishing.figures import Figures
from mzgz.publishing.report.template_names import Names
from mzgz.workflow.returns_of_the_year import Stage, returns_table
from workspace import make_workspace

CODES = ("150702", "150703", "150721", "150722", "150723", "150724")
SAID = """
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450}
  visit-system: {done: true}
  no-relapse: {value: 0}
  care-beds: {value: 1450}
"""
RETURNS = "".join(f"# submissions/2022-{month}/{code}.yaml\n{SAID}" for month in (10, 11) for code in CODES)
BEGINS = "# mzgz.yaml\nreporting: {due_day: 5, first_month: 2022-10}\n"
DAY = date(2022, 12, 8)


def october(root: Path) -> Ledger:
    return load(make_workspace(root, RETURNS + BEGINS))[0]


def tell(root: Path, *arguments: str) -> str:
    spoken = StringIO()
    with redirect_stdout(spoken), redirect_stderr(spoken), pytest.raises(SystemExit):
        run([*arguments, "-C", str(root)])
    return spoken.getvalue()


def test_nobody_is_asked_before_it(tmp_path: Path) -> None:
    ledger = october(tmp_path)
    assert not list(ledger.asked("150702", Period.parse("2022-09")))
    assert {target.id for target in ledger.asked("150702", Period.parse("2022-10"))} >= {"visit-system", "rescue-plan"}
    rows = returns_table(ledger, 2022, DAY).rows
    assert {item.stage for row in rows for item in row[:9]} == {Stage.NOT_ASKED}
    assert not any(row.missing for row in reporting(Board(ledger, 2022, DAY)))
    judged = validation.run(ledger, (), as_of=DAY)
    assert not [each for each in judged.findings if each.rule in ("missing-return", "month-skipped")]


def test_what_comes_due_again_and_again_is_counted_from_it(tmp_path: Path) -> None:
    board = Board(october(tmp_path), 2022, DAY)
    unit = board.unit("visit-system", "150702")
    assert (unit.display, unit.met) == ("2/2", True)
    assert board.city("visit-system").display == "12/12"
    assert [str(each.period) for each in history(board, "visit-system", unit.node)] == ["2022-10", "2022-11"]


def test_without_it_nine_months_are_open(tmp_path: Path) -> None:
    ledger, _ = load(make_workspace(tmp_path, RETURNS))
    assert Board(ledger, 2022, DAY).unit("visit-system", "150702").met is None
    text = tell(tmp_path, "status", "--as-of", "2022-12-08")
    flat = "".join(text.split())
    assert "1—9月谁也没有报。从10月才开始报的，在mzgz.yaml的reporting里写first_month:2022-10" in flat


def test_before_its_first_due_day_nothing_is_read(tmp_path: Path) -> None:
    assert Board(october(tmp_path), 2022, date(2022, 10, 20)).reference is None


def test_a_document_speaks_of_those_months_only(tmp_path: Path) -> None:
    ledger = october(tmp_path)
    assert Names(Figures(Board(ledger, 2022, DAY))).span == "10至11月"
    assert Names(Figures(Board(ledger, 2022, date(2022, 11, 6)))).span == "10月"


@pytest.mark.parametrize("command", [("form", "--period", "2022-9"), ("slip", "--period", "2022年9月")])
def test_an_earlier_month_is_refused(tmp_path: Path, command: tuple[str, ...]) -> None:
    october(tmp_path)
    assert "2022年9月不用报：从2022年10月开始报" in tell(tmp_path, *command)


def test_returns_before_it_contradict_it(tmp_path: Path) -> None:
    ledger, found = load(make_workspace(tmp_path, RETURNS + BEGINS.replace("2022-10", "2022-11")))
    slips = [each for each in validation.run(ledger, found, as_of=DAY).findings if each.rule == "setting-idle"]
    assert [each.message for each in slips] == [
        "写的是从2022年11月开始报，可是2022年10月就有人报了，这以后没有报的都不算缺"
    ]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2022-06", "2022-06"),
        ("2022-6", "2022-06"),
        ("2022年6月", "2022-06"),
        ("２０２２年０６月", "2022-06"),
        ("202206", "2022-06"),
        ("2022.6", "2022-06"),
        ("2022/6", "2022-06"),
        ("2022年二季度", "2022-Q2"),
        ("2022年第2季度", "2022-Q2"),
        ("2022q2", "2022-Q2"),
        ("2022年上半年", "2022-H1"),
        ("2022年", "2022"),
    ],
)
def test_a_period_is_read_as_people_write_it(typed: str, read: str) -> None:
    assert str(parse_period(typed)) == read


@pytest.mark.parametrize("typed", ["6月", "2022-13", "2022年13月", "2022-Q5", "下半年", "", "2022年五季度", "22-6"])
def test_what_is_not_clear_is_refused_with_how_to_write_it(typed: str) -> None:
    with pytest.raises(Refusal, match="月份写成 2022-06 或 2022年6月"):
        parse_period(typed)


def test_an_empty_workspace_says_what_comes_next(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        run(["init", str(tmp_path / "新"), "--empty"])
    assert "first_month" in (tmp_path / "新" / "mzgz.yaml").read_text(encoding="utf-8")


EARLY = """
# targets/2022/90-early.yaml
targets:
  - {id: early, name: 期限在前的床位, kind: count, value: {name: 期限在前的床位, unit: 张}, measured: %s, goal: ">= 20", due: 2022-06-30, cadence: month, source: {section: 三（二）, item: 90}}
  - {id: held, name: 期限在前的占比, kind: ratio, numerator: {name: 分子, unit: 张}, denominator: {name: 分母, unit: 张}, hold: true, goal: ">= 50%%", due: 2022-06-30, cadence: month, source: {section: 三（二）, item: 91}}
  - {id: paper, name: 期限在前的文件, kind: milestone, proof: document, due: 2022-06-30, cadence: once, source: {section: 三（二）, item: 92}}
"""
TOLD = """
  early: {value: %d}
  held: {numerator: 3, denominator: 4}
  paper: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
"""


@pytest.mark.parametrize("kind", ["stock", "cumulative", "period"])
@pytest.mark.parametrize("value", [3, 30])
def test_what_was_due_before_it_is_neither_done_nor_late(tmp_path: Path, kind: str, value: int) -> None:
    """Nobody knows whether the date was kept: reached in October it is not 已完成, and short in October not 逾期."""
    said = "".join(
        f"# submissions/2022-{month}/{code}.yaml\n{SAID}{(TOLD % value).strip(chr(10))}\n"
        for month in (10, 11)
        for code in CODES
    )
    board = Board(load(make_workspace(tmp_path, said + BEGINS + EARLY % kind))[0], 2022, DAY)
    for name in ("early", "held"):
        for one in (board.city(name), board.unit(name, "150702")):
            assert (one.met, one.made_good, one.words, one.cause) == (None, None, "期限在前", Cause.BEFORE_RECORD)
    assert board.city("early").value is not None
    # its own day tells of a document that it was in time; who was not asked was not late to say so
    assert [one.words for one in (board.city("paper"), board.unit("paper", "150702"))] == ["已完成", "已完成"]
