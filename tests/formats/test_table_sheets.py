"""The tables as a workbook, read back by another library."""

from __future__ import annotations

import io
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from mzgz.formats.xlsx.table_sheets import HEAD, number_of, workbook
from mzgz.model.document import Column, Document, Figure, Paragraph, Part, Style, Table
from mzgz.progress import Board
from mzgz.publishing.report.document_kinds import make
from mzgz.publishing.report.tables import Valued
from report_workspace import board_of
from report_workspace import make as make_small
from sample_year import sample_board

ROOT = Path(__file__).parents[2]


def written(root: Path, board: Board) -> bytes:
    made = make("tables", board, root, sheet=True).document
    assert made is not None
    return workbook(made)


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Any:
    root = make_small(tmp_path_factory.mktemp("small"))
    return opened(written(root, board_of(root)))


@pytest.fixture(scope="module")
def sample() -> tuple[Board, Any]:
    board = sample_board()
    return board, opened(written(ROOT, board))


def cells(sheet: Worksheet, name: str) -> dict[str, Any]:
    """The cells of the row that names a task or unit, by column head."""
    heads = [cell.value for cell in sheet[HEAD]]
    for row in sheet.iter_rows(min_row=HEAD + 1):
        if name in [cell.value for cell in row[:3]]:
            return dict(zip(heads, row, strict=True))
    raise AssertionError(name)


def test_one_sheet_to_a_table(small: Any) -> None:
    names = [
        "各板块任务",
        "各旗市区任务",
        "2022年度目标任务",
        "目标任务数据明细",
        "定量目标任务",
        "节点",
        "未完成",
        "各单位报送",
    ]
    assert small.sheetnames[-1] == "图表数据"
    for place, (sheet, name) in enumerate(zip(small.sheetnames[:-1], names, strict=True), 1):
        assert sheet.startswith(f"表{place} {name}")


def test_shares_are_exact_and_shown_as_printed(small: Any) -> None:
    told = cells(small.worksheets[2], "护理型床位占比")
    assert told["实际值"].value == pytest.approx(float(Fraction(1274, 2307)), rel=1e-15)
    assert told["实际值"].number_format == "0.0%"
    details = cells(small.worksheets[3], "护理型床位占比")
    assert (details["分子或已完成"].value, details["分母或应完成"].value) == (1274, 2307)
    assert (told["目标值"].value, told["目标值"].number_format) == (0.55, "0%")
    assert told["期限"].value == datetime(2022, 12, 31)  # noqa: DTZ001 - a day
    assert told["期限"].number_format == "yyyy-mm-dd"
    assert told["序号"].value == 1
    district = cells(small.worksheets[4], "护理型床位占比")["海拉尔"]
    assert district.value == pytest.approx(float(Fraction(3, 7)), rel=1e-15)


def test_counts_keep_their_decimals(small: Any) -> None:
    told = cells(small.worksheets[2], "养老投入")
    assert (told["实际值"].value, told["实际值"].number_format) == (19645.5, "0.0")
    assert (told["目标值"].value, told["单位"].value) == (20000, "万元")


def test_absence_is_a_word_and_not_zero(small: Any) -> None:
    matrix = cells(small.worksheets[4], "养老投入")
    assert matrix["鄂温克旗"].value == 0
    accidents = cells(small.worksheets[4], "不发生安全事故")
    assert (accidents["鄂温克旗"].value, accidents["海拉尔"].value) == ("未报全", 0)


def test_text_that_looks_like_a_formula_stays_text(small: Any) -> None:
    told = cells(small.worksheets[2], '=HYPERLINK("http://x")居家照护')["目标任务"]
    assert (told.data_type, told.quotePrefix) == ("s", True)
    for sheet in small.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                total = sheet.title.startswith("表1") and sheet.cell(cell.row, 1).value == "合计"
                assert cell.data_type != "f" or (total and cell.value.startswith("=SUM(")), (
                    sheet.title,
                    cell.coordinate,
                )


def test_totals_are_sums_and_charts_are_native(small: Any, sample: tuple[Board, Any]) -> None:
    first = small.worksheets[0]
    row = next(row for row in range(HEAD, first.max_row) if first.cell(row, 1).value == "合计")
    assert first.cell(row, 2).value == f"=SUM(B4:B{row - 1})"
    assert [len(sheet._charts) for sheet in sample[1].worksheets[:3]] == [1, 1, 0]


def test_a_page_holds_every_sheet_in_type_of_eight_points(sample: tuple[Board, Any]) -> None:
    for sheet in sample[1].worksheets[:-1]:
        wide = [
            sheet.column_dimensions[sheet.cell(HEAD, n).column_letter].width for n in range(1, sheet.max_column + 1)
        ]
        room = 770 if sheet.page_setup.orientation == "landscape" else 523
        assert 10 * min(1, room / (sum(wide) * 5.4)) >= 8, sheet.title
        assert sheet.max_column <= 20


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "{{ 7*7 }}", "]]>", "12月31日"])
def test_any_text_stays_text(text: str) -> None:
    table = Table("表1　甲（单位：项）", (Column("乙", 400),), (((text,),), ((text, Figure("a", "1", "b")),)))
    document = Document("tables", "题", "局", "2022-12-31", (Part((table,)),))
    sheet = opened(workbook(document)).worksheets[0]
    assert [sheet.cell(row, 1).value for row in (4, 5)] == [text, f"{text}1"]
    assert {sheet.cell(row, 1).data_type for row in (4, 5)} == {"s"}


def test_a_control_character_does_not_break_the_file() -> None:
    table = Table("表1　甲[乙]:*?/\\", (Column("乙", 400),), ((("前\x0b后",),),))
    document = Document("tables", "题", "局", "2022-12-31", (Part((table, table)),))
    book = opened(workbook(document))
    assert book.worksheets[0].cell(4, 1).value == "前后"
    assert len(set(book.sheetnames)) == 2


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("54.96%", Fraction(5496, 10000), "0.00%"),
        ("100%", 1, "0%"),
        ("1200", 1200, "0"),
        ("3.5", Fraction(7, 2), "0.0"),
    ],
)
def test_a_printed_number_gives_its_own_format(text: str, value: Fraction | int, shown: str) -> None:
    found = number_of((Figure("a", text, "b"),))
    assert found is not None
    assert not isinstance(found.value, datetime)
    assert (Fraction(str(found.value)), found.format) == (value, shown)


def test_a_valued_figure_gives_the_exact_value_and_the_printed_decimals() -> None:
    found = number_of((Valued("a", "33.3%", "b", (), Fraction(1, 3)),))
    assert found is not None
    assert (str(found.value), found.format) == ("0.33333333333333333", "0.0%")


@pytest.mark.parametrize("text", ["24/24", "1.02万", "NaN", "1e400%", "", "1,000", "1" * 16])
def test_what_is_no_plain_number_is_text(text: str) -> None:
    assert number_of((Figure("a", text, "b"),)) is None


def test_every_sheet_is_ready_to_print(sample: tuple[Board, Any]) -> None:
    for sheet in sample[1].worksheets[:-1]:
        assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
        assert sheet.freeze_panes.endswith(str(HEAD + 1))
        assert sheet.freeze_panes[0] != "A"
        assert sheet.auto_filter.ref.startswith(f"A{HEAD}:{sheet.cell(HEAD, sheet.max_column).column_letter}")
        setup = sheet.page_setup
        assert (setup.paperSize, setup.fitToWidth, setup.fitToHeight) == (9, 1, 0)
        assert setup.orientation == ("landscape" if sheet.max_column > 8 or sheet.title[1] == "7" else "portrait")
        assert sheet.oddFooter.center.text == "第 &P 页　共 &N 页"
        assert sheet.oddFooter.right.text == "示例数据，仅供演示"
        assert sheet.cell(2, 1).value.startswith("示例数据，仅供演示")
        assert "数据截至2023年1月5日" in sheet.cell(2, 1).value
        widths = [
            sheet.column_dimensions[sheet.cell(HEAD, n).column_letter].width for n in range(1, sheet.max_column + 1)
        ]
        assert all(5 <= width <= 60 for width in widths)


def test_every_ratio_of_the_sample_is_the_quotient_of_its_operands(sample: tuple[Board, Any]) -> None:
    board, book = sample
    checked = 0
    for target in board.plan.targets.values():
        progress = board.city(target.id)
        if target.kind == "ratio" and progress.value is not None:
            told = cells(book.worksheets[2], target.name)
            assert told["实际值"].value == pytest.approx(float(progress.value), rel=1e-15)
            details = cells(book.worksheets[3], target.name)
            assert details["分子或已完成"].value == progress.numerator
            assert details["分母或应完成"].value == progress.denominator
            for code in (unit.code for unit in board.ledger.units.districts):
                value = board.unit(target.id, code).value
                cell = cells(book.worksheets[4], target.name)[board.ledger.units.by_code[code].label]
                assert cell.value == (pytest.approx(float(value), rel=1e-15) if value is not None else "—")
            checked += 1
    assert checked > 10


def test_a_notice_with_an_ampersand_is_no_code_of_the_footer() -> None:
    table = Table("表1　甲", (Column("乙", 400),), ((("a",),),))
    parts = (Part((Paragraph(("A&P",), Style.NOTICE), table)),)
    book = opened(workbook(Document("tables", "题&P", "局", "2022-12-31", parts)))
    footer = book.worksheets[0].oddFooter
    assert (footer.left.text, footer.right.text) == ("题&&P", "A&&P")


def test_a_chart_of_the_workbook_names_every_unit_and_shares_end_at_a_hundred(sample: tuple[Board, Any]) -> None:
    charts = [chart for sheet in sample[1].worksheets for chart in sheet._charts]
    assert charts
    assert {chart.x_axis.tickLblSkip for chart in charts} == {1}
    ends = {chart.y_axis.scaling.max for chart in charts if "率" in str(chart.y_axis.title) or chart.y_axis.title}
    assert 100 in ends
