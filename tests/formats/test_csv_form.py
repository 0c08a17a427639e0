"""CSV files come in, in the encodings spreadsheets write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from form_workspace import JUNE, MAY, MONTH, UNIT, form_ledger
from mzgz.formats.csv_form import read_csv
from mzgz.intake.form.draft import FileDrafts, Wanted
from mzgz.intake.form.import_result import Pending, prepare
from mzgz.model.submissions import Entry, Highlight

CSV = """\
单位,报告期,目标标识,名称,字段,值
海拉尔区,2022-06,nursing-bed-share,,分子,812
150702,2022-06,,护理型床位占比,分母,1450
150702,2022年6月,aid-spent,,数值,61.75
海拉尔,2022-06,visit-system,,done,是
海拉尔,2022-06,visit-system,,完成日期,2022-05-20
海拉尔,2022-06,visit-system,,凭据,海民发〔2022〕12号；海民发〔2022〕13号
海拉尔,2022-06,two-subsidies,,不适用原因,"本月没有发放,下月补"
海拉尔,2022-06,no-accident,,数值,0
海拉尔,2022-06,,,填报股室,规划财务股
海拉尔,2022-06,,健全完善养老服务体系,亮点,建成3处
阿荣旗,2022-06,no-accident,,数值,
阿荣旗,2022-06,village-rules,,进展,推进中
"""


def read(text: str | bytes, root: Path, wanted: Wanted | None = None, **returns: str) -> FileDrafts:
    ledger = form_ledger(root, **returns)
    return read_csv(text if isinstance(text, bytes) else text.encode(), "in.csv", ledger, wanted or Wanted())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_values_of_several_units_come_in(encoding: str, tmp_path: Path) -> None:
    result = read(CSV.encode(encoding), tmp_path)
    assert not result.found
    one, other = (draft.submission for draft in result.drafts)
    assert other.entries == {"village-rules": Entry(stage="推进中")}
    assert one.entries["nursing-bed-share"] == Entry(numerator=812, denominator=1450)
    assert one.entries["visit-system"].on == date(2022, 5, 20)
    assert one.entries["visit-system"].evidence == ("海民发〔2022〕12号", "海民发〔2022〕13号")
    assert one.entries["two-subsidies"] == Entry(not_applicable="本月没有发放,下月补")
    assert one.entries["no-accident"] == Entry(value=0)
    assert (one.filled_by, one.highlights) == ("规划财务股", (Highlight("健全完善养老服务体系", "建成3处"),))
    assert str(one.at("entries", "nursing-bed-share", "denominator")) == "in.csv:3:6"


def test_tabs_and_options_do_as_well(tmp_path: Path) -> None:
    result = read("目标标识\t字段\t值\nno-accident\t数值\t1\n", tmp_path, Wanted(UNIT, MONTH))
    assert not result.found
    assert result.drafts[0].submission.entries == {"no-accident": Entry(value=1)}


@pytest.mark.parametrize("month", ["Jun-22", "jun-22", "2022/6/1", "2022-06-01"])
def test_a_month_that_excel_took_for_a_day_is_that_month(month: str, tmp_path: Path) -> None:
    """It does so with 2022-06 wherever a CSV is opened in it and saved."""
    result = read(f"单位,报告期,目标标识,字段,值\n150702,{month},no-accident,数值,1\n", tmp_path)
    assert not result.found
    assert result.drafts[0].submission.period == MONTH


@pytest.mark.parametrize("month", ["2022/6/2", "22-Jun", "Juni-22"])
def test_a_day_is_no_month(month: str, tmp_path: Path) -> None:
    result = read(f"单位,报告期,目标标识,字段,值\n150702,{month},no-accident,数值,1\n", tmp_path)
    assert [finding.code for finding in result.found] == ["F115"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_a_form_saved_as_text_is_known_for_what_it_is(encoding: str, tmp_path: Path) -> None:
    """Without its other sheets nobody can tell whose it is."""
    heads = "标识,指纹,任务,填报内容,计量单位,上期数,去年同期,全市基期,本期填报\n"
    result = read(f"海拉尔区2022年6月目标任务填报表\n\n{heads}x/value,,事故,事故,起,,,,1\n".encode(encoding), tmp_path)
    assert [finding.code for finding in result.found] == ["F189"]
    assert "直接保存" in result.found[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "单位,报告期,名称,字段,值\n海拉尔,2022-06,安全底线,值,1\n",
        "sep=;\n单位;报告期;名称;字段;值\n海拉尔;2022-06;安全底线;值;1\n",
        "名称,值,单位,字段,报告期,,\n安全底线,1,海拉尔,数值,2022年6月,,\n,,,,,,\n",
        '"单位","报告期","名称","字段","值"\r"海拉尔","2022-06","安全底线","数值","1"\r',
        "单位,报告期,名称,字段,值\n海拉尔 ,2022-06,安全底线　, 值, 1 \n",
    ],
)
def test_a_file_is_read_however_a_program_laid_it_out(text: str, tmp_path: Path) -> None:
    result = read(text, tmp_path)
    assert not result.found
    assert result.drafts[0].submission.entries == {"no-accident": Entry(value=1)}


def test_a_place_in_a_file_that_names_its_delimiter_is_counted_from_its_first_line(tmp_path: Path) -> None:
    result = read("sep=,\n单位,报告期,名称,字段,值\n海拉尔,2022-06,安全底线,值,无\n", tmp_path)
    assert [str(finding.source) for finding in result.found] == ["in.csv:3:5"]


@pytest.mark.parametrize(
    ("line", "rule", "place"),
    [
        ("海拉,2022-06,no-accident,数值,1", "form-unit", "2:1"),
        ("海拉尔,六月,no-accident,数值,1", "form-period", "2:2"),
        ("海拉尔,2022-Q2,no-accident,数值,1", "form-period", "2:2"),
        ("海拉尔,2022-06,no-accidents,数值,1", "row-unknown", "2:3"),
        ("海拉尔,2022-06,no-accident,分子,1", "field-unknown", "2:4"),
        ("海拉尔,2022-06,no-accident,数值,无", "text-for-number", "2:5"),
        ("海拉尔,2022-06,no-accident,数值,55%", "percent-for-number", "2:5"),
        ("海拉尔,2022-06,no-accident,数值,#DIV/0!", "formula-error", "2:5"),
        ("海拉尔,2022-06,visit-system,完成日期,五月底", "text-for-date", "2:5"),
        ("海拉尔,2022-06,visit-system,是否完成,做完了", "choice-unknown", "2:5"),
        ("海拉尔,2022-06,no-accident,数值,1\n海拉尔,2022-06,no-accident,数值,2", "row-twice", "3:5"),
    ],
)
def test_what_is_wrong_is_told_in_its_line(line: str, rule: str, place: str, tmp_path: Path) -> None:
    result = read(f"单位,报告期,目标标识,字段,值\n{line}\n", tmp_path)
    assert [(finding.rule, str(finding.source)) for finding in result.found] == [(rule, f"in.csv:{place}")]
    assert not any(draft.complete for draft in result.drafts)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "file-empty"),
        ("单位,报告期,数\n".encode(), "csv-columns"),
        ("单位,报告期,目标标识,字段,值\n".encode(), "nothing-filled"),
        (b"\x00\x81\xff\x00", "csv-undecodable"),
    ],
)
def test_files_that_cannot_be_taken(data: bytes, rule: str, tmp_path: Path) -> None:
    assert [finding.rule for finding in read(data, tmp_path).found] == [rule]


def test_a_csv_speaks_only_of_what_it_names(tmp_path: Path) -> None:
    ledger = form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    text = "单位,报告期,目标标识,字段,值\n海拉尔,2022-06,aid-spent,数值,62\n"
    (draft,) = read_csv(text.encode(), "in.csv", ledger, Wanted()).drafts
    made = prepare(draft, ledger, tmp_path, date(2022, 7, 4), [])
    assert isinstance(made, Pending)
    assert made.text == JUNE.replace("61.75", "62")


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        ('海拉尔,2022-06,nursing-bed-share,说明,"走访3次\n海拉尔,2022-06,nursing-bed-share,分子,812', "F164", 2),
        (
            '海拉尔,2022-06,nursing-bed-share,说明,"走访3次\n海拉尔,2022-06,aid-spent,数值,1\n'
            '海拉尔,2022-06,aid-spent,说明,"好',
            "F164",
            2,
        ),
        ("海拉尔,2022-06,nursing-bed-share,说明,走访3次,发现问题2个", "F165", 2),
        ("海拉尔,2022-06,nursing-bed-share,分子", "F166", 2),
    ],
)
def test_a_line_that_is_not_whole_is_told(lines: str, code: str, line: int, tmp_path: Path) -> None:
    ledger = form_ledger(tmp_path)
    text = f"单位,报告期,目标标识,字段,值\n{lines}\n"
    taken = read_csv(text.encode(), "a.csv", ledger, Wanted())
    assert [(found.code, found.source.line) for found in taken.found][:1] == [(code, line)]
    assert not any(draft.complete for draft in taken.drafts)


def test_a_quoted_text_may_hold_commas_and_lines(tmp_path: Path) -> None:
    ledger = form_ledger(tmp_path)
    text = '单位,报告期,目标标识,字段,值\n海拉尔,2022-06,visit-system,说明,"走访3次,\n发现问题2个"\n'
    (draft,) = read_csv(text.encode(), "a.csv", ledger, Wanted()).drafts
    assert draft.complete
    assert draft.submission.entries["visit-system"].note == "走访3次,\n发现问题2个"


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("海拉尔,2022-06,nursing-bed-share,,分子,813", ["received", "numerator"]),
        ("海拉尔,2022-06,nursing-bed-share,,分母,", ["received", "denominator"]),
        ("海拉尔,2022-06,,健全完善养老服务体系,亮点,新办一所幸福院", ["received", "highlights"]),
        ("海拉尔,2022-06,,,审核人,副局长", ["received", "approved_by"]),
    ],
)
def test_what_a_file_does_not_speak_of_stays(line: str, changed: list[str], tmp_path: Path) -> None:
    ledger = form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    taken = read_csv(f"单位,报告期,目标标识,名称,字段,值\n{line}\n".encode(), "a.csv", ledger, Wanted())
    (draft,) = taken.drafts
    made = prepare(draft, ledger, tmp_path, date(2022, 7, 9), [])
    assert isinstance(made, Pending)
    assert [change.path[-1] for change in made.changes] == changed
    before = ledger.submissions[MONTH, UNIT]
    assert set(before.highlights) <= set(made.submission.highlights)
    assert made.submission.honours == before.honours
    assert made.submission.problems == before.problems


def test_what_stands_in_a_column_nobody_asked_for_is_told_once(tmp_path: Path) -> None:
    head = "单位,报告期,目标标识,字段,值,备注\n"
    lines = "海拉尔,2022-06,no-accident,数值,1,应为2\n海拉尔,2022-06,aid-spent,数值,61.75,已核\n"
    result = read(head + lines, tmp_path)
    [unread] = result.found
    assert (unread.code, str(unread.source)) == ("F190", "in.csv:2:6")
    assert "“备注”这一列不认识，里面的“应为2”没有读入" in unread.message
    assert result.drafts[0].complete
    assert not read(head + lines.replace("应为2", "").replace("已核", ""), tmp_path / "blank").found
