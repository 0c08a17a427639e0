"""Forms: what they ask, how they guide, and that they are the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import typer

import plans
from form_workspace import JUNE, MAY, MONTH, PLAN, UNIT, WORKSPACE, form_ledger
from mzgz.apps.cli.form import form
from mzgz.formats.xlsx.form_reader import read_form
from mzgz.formats.xlsx.form_writer import make_form
from mzgz.intake.form.draft import Wanted
from mzgz.intake.form.layout import whose_goal
from mzgz.intake.workspace import load
from mzgz.model.ledger import Ledger, Plan, PlanSection
from mzgz.model.periods import Period
from workspace import write_files


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return form_ledger(tmp_path, m2022_05=MAY)


def made(ledger: Ledger, month: Period = MONTH, unit: str = UNIT, **options: Any) -> bytes:
    form = make_form(ledger, ledger.units.by_code[unit], month, rules=["jump", "copied-unchanged"], **options)
    assert form is not None
    return form


def opened(form: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(form))


def column(sheet: Any, letter: str) -> list[Any]:
    return [sheet[f"{letter}{row}"].value for row in range(3, sheet.max_row + 1)]


def test_a_form_lists_what_applies_and_is_due(ledger: Ledger) -> None:
    sheet = opened(made(ledger))["填报"]
    assert [value for value in column(sheet, "A") if value] == [
        "#",
        "nursing-bed-share/numerator",
        "nursing-bed-share/denominator",
        "aid-spent/value",
        "visit-system/done",
        "visit-system/on",
        "two-subsidies/done",
        "two-subsidies/on",
        "no-accident/value",
        "village-rules/stage",
    ]
    assert sheet["C4"].value == "三（二）健全完善养老服务体系　（责任科室：养老服务科）"
    assert [sheet[f"{letter}5"].value for letter in "CDEFGH"] == [
        "护理型床位占比\n分母为月末登记备案机构的全部床位。",
        "分子：护理型床位",
        "张",
        "全市目标≥55%\n12月31日前，月报",
        500,
        "全市4890（2021）",
    ]
    assert sheet["G5"].number_format == '0"（5月）"'
    assert (sheet["G7"].value, sheet["G7"].number_format) == (56.2, '0.0"（5月）"')
    assert sheet["G10"].value == "是（5月）"


@pytest.mark.parametrize(
    ("how", "beside", "told"),
    [
        ("measured: cumulative, cadence: month", "支出（1月起累计）", "填今年1月1日到6月底的累计数，不是只填本月的。"),
        ("measured: period, cadence: month", "支出（本月数）", "只填本月数，不加以前各期的。"),
        ("measured: period, cadence: quarter", "支出（本季度数）", "只填本季度数，不加以前各期的。"),
        ("measured: stock, cadence: month", "支出（期末数）", "填6月底有多少，不是本期增加的。"),
        ("measured: level, cadence: month", "支出（水平数）", "填6月底的标准或者平均数本身，不是合计。"),
    ],
)
def test_beside_a_count_stands_which_number_is_meant(tmp_path: Path, how: str, beside: str, told: str) -> None:
    plan = PLAN.replace("measured: cumulative, goal", f"{how}, judge: every, goal").replace(
        'goal: ">= 50",\n     due: 2022-12-31, cadence: month', 'goal: ">= 50",\n     due: 2022-12-31'
    )
    sheet = opened(made(form_ledger(tmp_path, plan)))["填报"]
    (row,) = (row for row in range(4, 30) if sheet[f"A{row}"].value == "aid-spent/value")
    assert sheet[f"D{row}"].value == beside
    (limit,) = (each for each in sheet.data_validations.dataValidation if f"I{row}" in each.sqref)
    assert limit.prompt.startswith(told)


def test_beside_both_numbers_of_a_rate_stands_that_they_are_the_month_s(tmp_path: Path) -> None:
    plan = PLAN.replace('goal: ">= 55%"', 'measured: period\n    goal: ">= 55%"')
    assert plan != PLAN
    sheet = opened(made(form_ledger(tmp_path, plan)))["填报"]
    assert [sheet[f"D{row}"].value for row in (5, 6)] == ["分子：护理型床位（本月数）", "分母：全部床位（本月数）"]
    assert "变动" not in sheet["L5"].value
    assert "分子大于分母" in sheet["L5"].value
    per_thousand = PLAN.replace('goal: ">= 55%"', 'per: 1000\n    goal: ">= 55"')
    other = opened(made(form_ledger(tmp_path / "per", per_thousand)))["填报"]
    assert "分子大于分母" not in other["L5"].value


def test_of_a_part_stands_what_it_is_a_part_of_and_a_mark_where_it_is_greater(tmp_path: Path) -> None:
    part = """  - {id: urban, name: 其中城市支出, kind: count, value: {name: 城市支出, unit: 万元}, part_of: aid-spent, measured: %s,
     goal: ">= 20", due: 2022-12-31, cadence: month, source: {section: 三（二）一是, item: 2}}
"""
    sheet = opened(made(form_ledger(tmp_path, PLAN + part % "cumulative")))["填报"]
    rows = {sheet[f"A{row}"].value: row for row in range(4, 40)}
    whole, mine = rows["aid-spent/value"], rows["urban/value"]
    assert f'AND(ISNUMBER(I{whole}),I{mine}>I{whole}),"大于所属的数"' in sheet[f"L{mine}"].value
    assert "是“救助资金支出”中的一部分" in str(sheet[f"C{mine}"].value)
    other = opened(made(form_ledger(tmp_path / "other", PLAN + part % "period")))["填报"]
    assert "大于所属的数" not in other[f"L{mine}"].value


def test_of_events_those_of_the_month_are_asked_for(ledger: Ledger) -> None:
    assert "事故（本月数）" in column(opened(made(ledger))["填报"], "D")


def test_examples_are_of_the_forms_own_year_and_of_no_bureau(tmp_path: Path) -> None:
    files = {"mzgz.yaml": WORKSPACE, "targets/2025/01.yaml": PLAN.replace("2022-", "2025-")}
    ledger, _ = load(write_files(tmp_path, files))
    book = opened(made(ledger, Period.parse("2025-06")))
    prompts = [
        f"{each.prompt}{each.error}" for sheet in book for each in sheet.data_validations.dataValidation if each.prompt
    ]
    assert any("如 2025-06-20" in prompt for prompt in prompts)
    assert any("如 ×民发〔2025〕12号" in prompt for prompt in prompts)
    assert not [prompt for prompt in prompts if "2022" in prompt or "海" in prompt]


OWN = """
    units: {"150721": {goal: ">= 40%", reason: 起点低, document: 呼民字〔2022〕3号,
            baseline: {period: "2021", numerator: 310, denominator: 900}}}
"""


@pytest.mark.parametrize(
    ("unit", "terms", "aim", "base"),
    [
        ("150702", OWN, "全市目标≥55%", "全市4890（2021）"),
        ("150721", OWN, "本旗市区目标≥40%", "本单位310（2021）"),
        ("150702", "    judge: every\n", "本旗市区目标≥55%", "全市4890（2021）"),
        ("150702", '    scope: ["150702"]\n', "本旗市区目标≥55%", "本单位4890（2021）"),
        ("150700", '    scope: ["150700"]\n', "本级目标≥55%", "本单位4890（2021）"),
        (
            "150702",
            '    revised: [{on: 2022-07-10, was: ">= 50%", reason: 中期调整, document: 呼民字〔2022〕4号}]\n',
            "全市目标≥50%",
            "全市4890（2021）",
        ),
    ],
)
def test_a_form_says_whose_goal_it_is(tmp_path: Path, unit: str, terms: str, aim: str, base: str) -> None:
    """The total of the city, and where it began, were shown to each county as if they were its own."""
    ledger = form_ledger(tmp_path, plan=PLAN.replace('    goal: ">= 55%"\n', f'    goal: ">= 55%"\n{terms}', 1))
    sheet = opened(made(ledger, unit=unit))["填报"]
    assert (sheet["F5"].value, sheet["H5"].value) == (f"{aim}\n12月31日前，月报", base)


TREE = """
bureau: {name: 某市民政局, city: 某市, code: "150700"}
units:
  - {code: "150700", name: 市本级, kind: bureau}
  - {code: "150702", name: 海拉尔区, kind: 市辖区}
  - {code: "150702001", name: 正阳街道, kind: 街道, parent: "150702"}
"""


def test_a_street_is_not_called_a_district_where_its_own_goal_is_told() -> None:
    level = plans.target('kind: count\nmeasured: level\njudge: every\ngoal: ">= 820"')
    held = plans.ledger([level], [], TREE)
    assert whose_goal(held, "150702001", MONTH, level) == ("本单位目标", "≥820张")


def test_a_form_says_what_whose_goal_it_is_means(ledger: Ledger) -> None:
    hint = str(opened(made(ledger))["填报"]["C2"].value)
    assert hint.endswith("“全市目标”按各单位合计判定，“本旗市区目标”由本单位自己达到。")


def test_a_thing_that_is_not_due_stands_on_the_list_of_early_things_only(ledger: Ledger) -> None:
    book = opened(made(ledger))
    assert [row[0].value for row in book["mzgz"]["F1:F3"]] == ["未到期任务任务", "紧急呼叫", None]
    assert "call-system/done" in column(opened(made(ledger, every=True))["填报"], "A")


def test_a_unit_with_nothing_to_report_gets_no_form(ledger: Ledger) -> None:
    assert make_form(ledger, ledger.units.by_code["150700"], MONTH, idle=True) is None
    january = MONTH.previous().previous().previous().previous().previous()
    bare = Ledger(workspace=ledger.workspace, plans={2022: Plan(2022, (_only_milestones(ledger),))})
    unit = ledger.units.by_code[UNIT]
    assert make_form(bare, unit, january) is None
    assert made(bare, january, idle=True)


def _only_milestones(ledger: Ledger) -> PlanSection:
    section = ledger.plans[2022].sections[0]
    return replace(section, targets=tuple(target for target in section.targets if target.kind == "milestone"))


def test_only_inputs_are_open_and_every_sheet_is_protected(ledger: Ledger) -> None:
    book = opened(made(ledger))
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book.worksheets)
    assert book["mzgz"].sheet_state == "hidden"
    sheet = book["填报"]
    opened_cells = [cell.coordinate for row in sheet["A1:N8"] for cell in row if not cell.protection.locked]
    assert opened_cells == [
        "I5",
        "J5",
        "K5",
        "M5",
        "N5",
        "I6",
        "M6",
        "N6",
        "I7",
        "J7",
        "K7",
        "M7",
        "N7",
        *"I8 J8 K8 M8 N8".split(),
    ]


def test_inputs_have_limits_drop_downs_and_hints(ledger: Ledger) -> None:
    sheet = opened(made(ledger))["填报"]
    rules = {str(cell): rule for rule in sheet.data_validations.dataValidation for cell in str(rule.sqref).split()}
    assert (rules["I5"].type, rules["I5"].formula1, rules["I5"].showErrorMessage) == ("whole", "0", True)
    assert rules["I7"].type == "decimal"
    assert rules["I8"].formula1 == '"是,否"'
    assert rules["I9"].type == "date"
    assert rules["I13"].formula1 == '"未启动,推进中,已完成,受阻"'
    assert all(rule.prompt and len(rule.prompt) <= 255 for rule in rules.values())


def test_marks_speak_of_blanks_parts_above_the_whole_and_jumps(ledger: Ledger) -> None:
    sheet = opened(made(ledger))["填报"]
    assert sheet["L5"].value == (
        '=IF(I5="",IF(OR($J$5<>"",$K$5<>""),"","未填"),IF(NOT(ISNUMBER(I5)),"应填数字",IF(I5<0,"不能小于0",'
        'IF(INT(I5)<>I5,"应填整数",IF(AND(ISNUMBER(I6),I5>I6),"分子大于分母",IF(NOT(ISNUMBER(G5)),"",IF(G5<=0,"",'
        'IF(M5<>"","",IF(AND(ABS(I5-G5)>=20,ABS(I5-G5)>G5*3/10),"变动超过30%，请写原因","")))))))))'
    )
    assert sheet["L9"].value == '=IF(I8<>"是","",IF(I9="","请填完成日期",IF(M8="","请填凭据","")))'
    assert "INT(" not in sheet["L7"].value


def test_it_prints_on_a4_across_with_repeated_heads(ledger: Ledger) -> None:
    sheet = opened(made(ledger))["填报"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage  # programs that fit to a width pass over the breaks
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"


PAPER_WIDE, PAPER_HIGH = 841.9, 595.3
"""A4 across, in points."""
WIDEST_DIGIT = 7.0
"""Of 11 point fonts on the machines here, in points."""


def test_its_columns_fit_the_paper_and_its_pages_end_between_tasks() -> None:
    ledger, _ = load(Path(__file__).parents[2])
    month = Period.parse("2022-12")
    form = make_form(ledger, ledger.units.by_code[UNIT], month, filled=True)
    assert form is not None
    sheet = opened(form)["填报"]
    shown = [letter for letter, column in sheet.column_dimensions.items() if not column.hidden]
    wide = sum(sheet.column_dimensions[letter].width for letter in shown) * WIDEST_DIGIT * sheet.page_setup.scale / 100
    margins = sheet.page_margins
    assert wide <= PAPER_WIDE - (margins.left + margins.right) * 72
    starts = {row for row in range(4, sheet.max_row + 1) if sheet[f"B{row}"].value or sheet[f"A{row}"].value == "#"}
    ends = [0, *(each.id for each in sheet.row_breaks.brk), sheet.max_row]
    assert {end + 1 for end in ends[1:-1]} <= starts
    room = (PAPER_HIGH - (margins.top + margins.bottom) * 72) * 100 / sheet.page_setup.scale
    high = [
        sum(sheet.row_dimensions[row].height or 15 for row in range(start + 1, end + 1))
        for start, end in pairwise(ends)
    ]
    assert all(each + 30 <= room for each in high[1:])
    assert high[0] <= room
    assert len(high) <= 7
    assert sum(high) / len(high) > room * 0.8


def test_what_is_told_in_words_has_a_wide_blank(ledger: Ledger) -> None:
    form = made(ledger, filled=True)
    merged = {str(area) for area in opened(form)["填报"].merged_cells.ranges}
    assert {"N5:N6", "M7:N7", "M8:M9", "N8:N9"} <= merged
    told = read_form(form, "2022-06-150702.xlsx", ledger, Wanted()).found
    assert [each.rule for each in told] == ["nothing-filled"]


def test_the_same_input_gives_the_same_bytes(ledger: Ledger) -> None:
    form = made(ledger)
    assert form == made(ledger)
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        assert b"2022-07-01T00:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml")
        assert not [name for name in archive.namelist() if "vba" in name or "external" in name]


def test_text_never_leaves_as_a_formula(tmp_path: Path) -> None:
    risky = MAY.replace("two-subsidies: {done: true}", 'village-rules: {stage: 推进中, note: "=cmd|x"}')
    june = JUNE.replace("note: 已修订82个", 'note: "=1+1"').replace("text: 专职人员不足", 'text: "@sum"')
    book = opened(made(form_ledger(tmp_path, m2022_05=risky, m2022_06=june), filled=True))
    for cell, text in ((book["填报"]["M15"], "=1+1"), (book["附表"]["C30"], "@sum")):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    formulas = {cell.column_letter for row in book["填报"].iter_rows() for cell in row if cell.data_type == "f"}
    assert formulas == {"L"}


def test_a_returned_form_can_carry_what_was_handed_in(tmp_path: Path) -> None:
    book = opened(made(form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE), filled=True))
    sheet = book["填报"]
    assert [sheet[cell].value for cell in ("I5", "I6", "M5", "I7", "I8", "M8")] == [
        812,
        1450,
        "新建福利院投入使用",
        61.75,
        "是",
        "海民发〔2022〕12号；海民发〔2022〕13号",
    ]
    assert book["情况说明"]["B4"].value == "报完成，没有凭据"
    assert book["封面"]["C7"].value == "规划财务股"


def test_a_form_that_was_filled_in_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form_ledger(tmp_path)
    form(period="2022-06", unit="海拉尔", directory=tmp_path)
    form(period="2022-06", unit="海拉尔", directory=tmp_path)
    path = Path(capsys.readouterr().out.splitlines()[-1])
    book = openpyxl.load_workbook(path)
    book["填报"]["I6"].value = 812
    book.save(path)
    filled_in = path.read_bytes()
    with pytest.raises(typer.Exit) as ended:
        form(period="2022-06", directory=tmp_path)
    told = capsys.readouterr()
    assert ended.value.exit_code == 1
    assert f"{path} 里已经有人填过，没有覆盖；" in told.err
    assert path.read_bytes() == filled_in
    assert "阿荣旗" in told.out
