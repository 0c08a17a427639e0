"""Standards and averages in documents: no sum in any sentence, cell or chart, what is said follows the data, and what is typed
of them is held against them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from test_living_document import Issue, issued, lines

from mzgz.intake.workspace import load
from mzgz.language import survey
from mzgz.model.edited_document import PrintedDocument, PrintedParagraph
from mzgz.model.findings import Severity
from mzgz.progress import Board
from mzgz.publishing.figures import Figures
from mzgz.publishing.report.document_kinds import make
from mzgz.publishing.report.tables.plan_table import plan_table
from mzgz.publishing.report.tables.table_builder import TableContext
from mzgz.publishing.report.tables.unit_matrix import numbers_table
from mzgz.publishing.verify.document_verification import verify
from workspace import make_workspace

UNITS = ("150702", "150703", "150721", "150722", "150723", "150724")
PLAN = """
# targets/2022/01-base.yaml
section: {part: 三, number: （二）, title: 健全社会救助体系, division: 社会救助科}
targets:
  - {id: standard, name: 城乡低保标准, kind: count, value: {name: 城乡低保标准, unit: 元/月}, measured: level, judge: every, goal: ">= 820", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 1}}
  - {id: days, name: 救助申请平均办理时限, kind: count, value: {name: 救助申请平均办理时限, unit: 天}, measured: level, decimals: 1, judge: {at-least: 4}, goal: "<= 15", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 2}}
"""
STANDARDS = (790, 820, 820, 830, 850, 825)
DAYS = (12.5, 16, 9, 15, 18, 11)


def workspace(root: Path, standards: tuple[int | None, ...], days: tuple[float | None, ...]) -> Path:
    text = PLAN
    for code, *given in zip(UNITS, standards, days, strict=True):
        told = zip(("standard", "days"), given, strict=True)
        entries = "".join(f"\n  {name}: {{value: {value}}}" for name, value in told if value is not None)
        if entries:
            text += f"\n# submissions/2022-12/{code}.yaml\nentries:{entries}\n"
    made = make_workspace(root, text)
    templates = Path(__file__).parents[2] / "templates"
    shutil.copytree(templates, made / "templates", ignore=lambda _, names: [name for name in names if name.isdecimal()])
    return made


def board(root: Path) -> Board:
    ledger, _ = load(root)
    return Board(ledger, 2022, date(2023, 1, 20))


def issue(root: Path, standards: tuple[int | None, ...], days: tuple[float | None, ...], name: str = "speech") -> Issue:
    made = workspace(root, standards, days)
    return issued(board(made), made, name)


def sentences(made: Issue) -> str:
    return "\n".join(lines(made.data))


def test_the_speech_tells_who_reached_it_and_the_ends(tmp_path: Path) -> None:
    said = sentences(issue(tmp_path, STANDARDS, DAYS))
    assert "1个旗市区没有做到不低于820元/月，最低790元/月，最高850元/月" in said
    assert "救助申请平均办理时限有4个旗市区做到了不超过15天，最低9天，最高18天" in said


def test_where_all_have_the_same_it_is_said_once(tmp_path: Path) -> None:
    said = sentences(issue(tmp_path, (820,) * 6, DAYS))
    assert "城乡低保标准各地都做到了不低于820元/月，各地都是820元/月" in said


@pytest.mark.parametrize("name", ["speech", "tables"])
@pytest.mark.parametrize("standards", [STANDARDS, (820,) * 6, (790, None, None, 830, 850, 825)])
def test_no_sum_and_no_mean_anywhere(tmp_path: Path, name: str, standards: tuple[int | None, ...]) -> None:
    known = [value for value in standards if value is not None]
    said = sentences(issue(tmp_path, standards, DAYS, name))
    numbers = {quantity.value for quantity in survey(said).quantities}
    assert min(known) in numbers
    assert sum(known) not in numbers
    assert sum(DAYS) not in numbers
    assert sum(DAYS) / 6 not in numbers


def test_the_table_of_units_has_the_span_of_the_whole(tmp_path: Path) -> None:
    said = sentences(issue(tmp_path, STANDARDS, DAYS, "tables"))
    assert "790～850" in said
    assert "最低790元/月（海拉尔），" in said


def test_the_whole_of_a_table_of_units_says_how_many_are_missing(tmp_path: Path) -> None:
    """It was cut in the middle: 5个已报、1."""
    seen = board(workspace(tmp_path, (None, *STANDARDS[1:]), DAYS))
    table = numbers_table(TableContext(Figures(seen)), 1)
    (whole,) = [row[1] for row, of in zip(table.rows, table.keys, strict=True) if of == "standard"]
    assert "".join(piece if isinstance(piece, str) else piece.text for piece in whole) == "5个已报、1个没有报全"


def test_a_sheet_has_the_span_in_one_cell_where_there_is_no_one_number(tmp_path: Path) -> None:
    seen = board(workspace(tmp_path, STANDARDS, DAYS))
    desk = TableContext(Figures(seen), sheet=True)
    cells = ["".join(str(piece) for piece in cell) for row in plan_table(desk, 1).rows for cell in row]
    assert "790～850" in cells
    assert "9～18" in cells


LATER: tuple[tuple[tuple[int | None, ...], tuple[float | None, ...]], ...] = (
    ((840, 820, 820, 830, 850, 825), DAYS),
    ((820,) * 6, (12, 12, 9, 12, 13, 11)),
    ((790, 820, None, 830, 850, 825), DAYS),
    ((None, None, None, 830, 850, 825), (None, 16, 9, 15, 18, 11)),
    ((790, 820, 820, 830, 850, 780), (18, 16, 19, 15, 18, 11)),
)


@pytest.mark.parametrize("name", ["speech", "tables"])
@pytest.mark.parametrize("later", LATER)
def test_refreshed_it_says_what_a_fresh_document_says(
    tmp_path: Path, name: str, later: tuple[tuple[int | None, ...], tuple[float | None, ...]]
) -> None:
    before = issue(tmp_path / "a", STANDARDS, DAYS, name)
    after = issue(tmp_path / "b", *later, name)
    assert lines(before.data) != lines(after.data)
    made = after.refreshed(before.data)
    assert lines(made.data) == lines(after.data)
    assert {one.state for one in after.against(made.data).passages} == {"ok"}


HEADINGS = ("二、尽责担当，2022年民政工作的进展", "（二）健全社会救助体系")
TRUE = (
    "城乡低保标准最低为790元/月，最高为850元/月。",
    "鄂伦春旗的城乡低保标准最高，达到850元/月。",
    "城乡低保标准最低的是海拉尔。",
    "有5个旗市区的城乡低保标准达到了820元/月。",
    "海拉尔城乡低保标准为790元/月，没有达到目标。",
    "各地城乡低保标准在790元至850元之间。",
    "4个旗市区救助申请平均办理时限控制在15天以内。",
    "阿荣旗救助申请平均办理时限为9天。",
    "救助申请平均办理时限有2个旗市区超过目标。",
    "扎区救助申请平均办理时限超过目标1天。",
    "海拉尔救助申请平均办理时限没有超过目标。",
)
FALSE = (
    "全市城乡低保标准合计4935元/月。",
    "全市城乡低保标准达到820元/月。",
    "各地城乡低保标准均为820元/月。",
    "城乡低保标准平均为822元/月。",
    "城乡低保标准最低为800元/月。",
    "海拉尔城乡低保标准为820元/月。",
    "救助申请平均办理时限都控制在15天以内。",
    "阿荣旗救助申请平均办理时限为12天。",
    "救助申请平均办理时限有3个旗市区超过目标。",
    "海拉尔救助申请平均办理时限超过目标1天。",
)


def test_what_is_typed_of_levels_is_held_against_them(tmp_path: Path) -> None:
    made = workspace(tmp_path, STANDARDS, DAYS)
    typed = tuple(PrintedParagraph(place, "", place + 1, text, HEADINGS) for place, text in enumerate(TRUE + FALSE))
    seen = board(made)
    found = verify(PrintedDocument("speech", typed), seen, "speech.docx", make("speech", seen, made).document).found
    told = {
        item.paragraph.text
        for item in found
        if item.paragraph and item.diagnostic.code.startswith("V") and item.diagnostic.severity is not Severity.NOTE
    }
    assert told == set(FALSE)
