"""A target nobody could read is missing from every sum and list: each of them says so."""

from __future__ import annotations

import json
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest

from mzgz.apps.cli import run
from mzgz.formats.html import board_html
from mzgz.formats.xlsx.form_writer import make_form
from mzgz.intake.workspace import load
from mzgz.model.periods import Period
from mzgz.progress import Board
from mzgz.publishing.overview.front_page import overview
from mzgz.publishing.report.document_kinds import Drafts, board_for
from workspace import TARGETS, make_workspace

MISSPELT = """
entries:
  care-beds: {value: 1450}
  visit-system: {done: true}
# targets/2022/01-care.yaml
""" + TARGETS.replace("kind: count", "kind: cuont", 1)
CUT_OFF = """
entries:
  new-homes: {value: 3}
highlights: [{section: 夯实基础, text: 建成三处}]
# targets/2022/02-homes.yaml
section: {part: 三, number: （八）, title: 夯实基础, division: 办公室}
targets:
  - id: new-homes
   name: 新建养老院
  kind: [count
"""
DAY = "2022-07-08"


def tell(root: Path, *arguments: str) -> tuple[int, str]:
    """The status a command ends with, and all it says."""
    spoken, status = StringIO(), 0
    with redirect_stdout(spoken), redirect_stderr(spoken):
        try:
            run([*arguments, "-C", str(root)])
        except SystemExit as end:
            status = int(str(end.code or 0))
    return status, spoken.getvalue()


@pytest.mark.parametrize(
    "command",
    [
        ("status", "--as-of", DAY),
        ("status", "--as-of", DAY, "--unit", "海拉尔"),
        ("status", "--as-of", DAY, "--target", "visit-system"),
        ("status", "--as-of", DAY, "--format", "csv"),
        ("why", "visit-system", "--as-of", DAY),
        ("form", "--period", "2022-06"),
    ],
)
def test_whoever_is_told_of_the_plan_is_told_what_is_missing(tmp_path: Path, command: tuple[str, ...]) -> None:
    _, text = tell(make_workspace(tmp_path, MISSPELT), *command)
    assert "没有算在内：“养老机构床位”（targets/2022/01-care.yaml:12）" in text.replace("\n", "")


def test_a_form_with_a_gap_is_no_success(tmp_path: Path) -> None:
    assert tell(make_workspace(tmp_path, MISSPELT), "form", "--period", "2022-06")[0] == 1


def test_the_unit_reads_it_in_its_own_form(tmp_path: Path) -> None:
    ledger, _ = load(make_workspace(tmp_path, MISSPELT))
    book = openpyxl.load_workbook(
        BytesIO(make_form(ledger, ledger.units.by_code["150702"], Period.parse("2022-06")) or b"")
    )
    words = "这张表还缺：“养老机构床位”，上级的目标文件没有改好；改好后会重新发表。"
    assert str(book["填报"]["C2"].value).startswith(words)
    assert book["封面"]["C11"].value == words


def test_documents_and_the_board_say_it(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, MISSPELT)
    ledger, _ = load(root)
    board = board_for(ledger, 2022, ledger.last_received(2022) or Period.parse("2022-06").last_day, whole_year=True)
    document = Drafts(board, root).make("tables", errors=1).document
    assert document is not None
    assert "没有算在内：“养老机构床位”" in next(document.blocks()).text  # type: ignore[union-attr]
    page = board_html(overview(Board(ledger, 2022, board.as_of), ()), "看板")
    assert "没有算在内：“养老机构床位”" in page


def test_programs_get_it_as_data(tmp_path: Path) -> None:
    _, text = tell(make_workspace(tmp_path, MISSPELT), "status", "--as-of", DAY, "--format", "json")
    assert json.loads(text)["unread"] == [
        {"id": "care-beds", "name": "养老机构床位", "place": "targets/2022/01-care.yaml:12:5"}
    ]


def test_who_asks_for_it_is_told_where_it_is_broken(tmp_path: Path) -> None:
    status, text = tell(make_workspace(tmp_path, MISSPELT), "why", "care-beds")
    assert status != 0
    assert "“care-beds”没有读入：targets/2022/01-care.yaml:12:5 有强制问题，请先改正" in text


def test_of_a_file_given_up_nobody_knows_what_it_declares(tmp_path: Path) -> None:
    """The units are not blamed for what may stand in the part that could not be read."""
    root = make_workspace(tmp_path, CUT_OFF)
    ledger, found = load(root)
    assert not ledger.plans[2022].whole
    assert [each.rule for each in found if each.source.path.startswith("submissions")] == []
    assert "targets/2022/02-homes.yaml 里的任务（从第" in tell(root, "status", "--as-of", DAY)[1].replace("\n", "")


def test_a_form_that_speaks_of_it_is_not_at_fault(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "w", MISSPELT)
    form = tmp_path / "a.csv"
    form.write_text("单位,报告期,目标标识,字段,值\n150702,2022-06,care-beds,数值,1450\n", encoding="utf-8")
    status, text = tell(root, "import", str(form), "--yes", "--received", "2022-07-04")
    assert status != 0
    assert "没有算在内：“养老机构床位”（targets/2022/01-care.yaml:12）" in text
    assert "表里有它们的，改正以后再导入" in text
