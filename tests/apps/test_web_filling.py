"""A month at the desk: fill, explain, hand in, return, mend, accept; nothing lost between two who write at once."""

from __future__ import annotations

import html
import io
import random
import re
import threading
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("flask")

from mzgz.apps.web.loaded_workspace import DraftState
from mzgz.apps.web.roles import DeskRole
from mzgz.apps.web.unfinished_forms import HalfFilled, conflicts, merged
from mzgz.formats.form_file_kinds import take_bytes
from mzgz.formats.html.page_form_reader import read_fields
from mzgz.intake.form.draft import Wanted
from mzgz.intake.form.import_result import Pending, prepare
from mzgz.intake.workspace import load
from mzgz.model.findings import Diagnostic
from mzgz.model.periods import Period
from web_desk import Office, form_of, post, token_of
from workspace import write_files

MONTH = "2022-06"
PAGE = f"/fill/{MONTH}/150702"
CELLS = {
    "nursing-bed-share/numerator": "812",
    "nursing-bed-share/denominator": "1450",
    "care-beds/value": "1450",
    "visit-system/done": "是",
    "no-relapse/value": "0",
    "street-centres/numerator": "5",
    "street-centres/denominator": "7",
    "visiting-rate/numerator": "480",
    "visiting-rate/denominator": "500",
    "disability-jobs/value": "31",
    "rescue-plan/done": "是",
    "rescue-plan/on": "2022-06-20",
    "rescue-plan/evidence": "海民发〔2022〕12号",
    "village-rules/stage": "推进中",
    "village-rules/note": "已修订30个，其余正在走程序",
}
MAY = "# submissions/2022-05/150702.yaml\nentries:\n  nursing-bed-share: {numerator: 300, denominator: 1450}\n"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("代录", DeskRole.ENTRY)
    office.hire("经办", DeskRole.CLERK)
    return office


def cells(texts: dict[str, str]) -> dict[str, str]:
    return {f"cell:{key}": text for key, text in texts.items()}


def fill(office: Office, texts: dict[str, str], do: str = "save", who: str = "海拉尔", **more: str) -> str:
    client = office.client(who)
    answer = post(client, PAGE, {**form_of(client, f"{PAGE}?tab=all"), **cells(texts), **more, "do": do})
    return answer.text if answer.status_code != 302 else client.get(answer.headers["Location"]).text


def test_what_is_half_filled_is_kept_aside_and_counts_nowhere(office: Office) -> None:
    shown = fill(office, {"nursing-bed-share/numerator": "812"})
    assert "已存，没有交" in shown
    assert not (office.root / "submissions").exists()
    assert HalfFilled.of(office.root, "150702", Period.parse(MONTH)) is not None
    assert 'value="812"' in office.client("海拉尔").get(f"{PAGE}?tab=all").text


def test_what_cannot_be_is_told_at_its_row_before_anything_is_handed_in(office: Office) -> None:
    shown = fill(office, CELLS | {"nursing-bed-share/numerator": "1500"}, do="hand-in")
    assert "护理型床位数1500张，大于床位总数1450张" in shown
    assert "没有交" in shown
    assert not (office.root / "submissions").exists()


def test_a_part_and_the_month_s_two_numbers_are_asked_for_by_their_names(tmp_path: Path) -> None:
    plan = """
# targets/2022/90-part.yaml
targets:
  - {id: rate, name: 办结率, kind: ratio, numerator: {name: 办结数, unit: 件}, denominator: {name: 受理数, unit: 件}, measured: period, goal: ">= 90%", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 90}}
  - {id: dementia, name: 其中认知障碍床位, kind: count, value: {name: 认知障碍床位, unit: 张}, part_of: care-beds, measured: stock, goal: ">= 1", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 91}}
"""
    office = Office(tmp_path, plan)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    told = CELLS | {"rate/numerator": "9", "rate/denominator": "10", "dementia/value": "1451"}
    shown = fill(office, told, do="hand-in")
    page = office.client("海拉尔").get(f"{PAGE}?tab=all").text
    assert "分子：办结数（本月数）" in page
    assert "分母：受理数（本月数）" in page
    assert "是“养老机构床位”中的一部分，不能比它大。" in page
    assert "认知障碍床位1451张，大于所属的养老床位1450张" in shown
    assert "没有交" in shown


def test_text_where_a_number_is_due_stays_on_the_page_and_is_told(office: Office) -> None:
    shown = fill(office, CELLS | {"nursing-bed-share/numerator": "八百"}, do="hand-in")
    assert 'value="八百"' in shown
    assert "没有交" in shown
    row = shown[shown.index('id="t-nursing-bed-share"') :]
    row = row[: row.index("</tbody>")]
    assert "这里应填数，现在是文字“八百”" in row
    assert 'href="#f-nursing-bed-share-numerator">改数' in row


def test_a_part_of_a_thing_is_told_on_the_page_as_it_is_in_a_workbook(office: Office) -> None:
    shown = fill(office, CELLS | {"care-beds/value": "811.6"}, do="hand-in")
    assert "没有交" in shown
    assert "这里应填整数（张），现在是 811.6" in shown[shown.index('id="t-care-beds"') :]
    assert not (office.root / "submissions").exists()


def test_what_cannot_be_read_is_no_number_and_is_not_called_blank_as_well(tmp_path: Path) -> None:
    office = Office(tmp_path, MAY + "  care-beds: {value: 10}\n")
    office.hire("海拉尔", DeskRole.FILL, "150702")
    wrong = {"care-beds/value": "十一", "nursing-bed-share/numerator": "约300", "rescue-plan/on": "2022年6月20日"}
    shown = fill(office, CELLS | wrong | {"village-rules/stage": "推进"})
    for target in ("care-beds", "nursing-bed-share", "village-rules"):
        row = shown[shown.index(f'id="t-{target}"') :]
        row = row[: row.index('<tr class="target', 1)] if '<tr class="target' in row else row
        assert "没有填" not in row
        assert "未报" not in row
    assert "+10%" not in shown
    assert "缺护理型床位数" not in shown
    assert "强制3处要改" in shown
    assert "单元格" not in shown  # a page has blanks, not cells with formats


def test_what_is_wrong_beside_the_figures_is_not_denied_above_them(office: Office) -> None:
    fill(office, CELLS | {"highlights/0/text": "建成食堂2个，联系人13812345678"})
    shown = office.client("海拉尔").get(PAGE).text
    assert "有问题的 1" in shown
    assert "没有问题；整份" not in shown
    assert "任务的数没有问题；有问题的在附表、填报人这些地方，列在下面。" in shown


def test_a_file_that_is_refused_tells_at_once_what_is_wrong_with_the_rest_of_it(tmp_path: Path) -> None:
    office = Office(tmp_path, MAY)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    client = office.client("海拉尔")
    lines = ("养老机构护理型床位占比,分子,1500", "养老机构护理型床位占比,分母,1450", "养老机构床位,数值,约10")
    data = "\n".join(["单位,报告期,名称,字段,值", *(f"海拉尔,2022-06,{line}" for line in lines)]).encode()
    form = {"token": token_of(client, PAGE), "file": (io.BytesIO(data), "六月.csv")}
    answer = client.post(f"{PAGE}/upload", data=form, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "现在是文字“约10”" in answer.text
    assert "护理型床位数1500张，大于床位总数1450张" in answer.text
    assert "“养老机构床位”没有填" not in answer.text


def test_no_page_speaks_of_ids_and_commands(office: Office) -> None:
    shown = fill(office, {"nursing-bed-share/numerator": "812"})
    assert "“养老机构床位”没有填" in shown
    assert "（care-beds）" not in shown
    fill(office, CELLS, do="hand-in")
    clerk = office.client("经办")
    desk = f"/desk/{MONTH}/150702"
    stamp = clerk.get(desk).text.split('name="stamp" value="')[1].split('"')[0]
    refused = post(clerk, f"{desk}/return", {"stamp": stamp, "words": ""}, page=desk).text
    assert "请写明原因（在“另外要说的”里）" in refused
    assert "--" not in refused[refused.index("没有办成") :].split("</p>")[0]


def test_handing_in_writes_what_an_import_would_write(office: Office, tmp_path: Path) -> None:
    assert "已报" in fill(office, CELLS, do="hand-in")
    ledger, found = load(office.root)
    written = office.text("submissions/2022-06/150702.yaml")
    other = Office(tmp_path / "other")
    bare, _ = load(other.root)
    draft = read_fields(CELLS, {}, "150702", Period.parse(MONTH), bare).drafts[0]
    pending = prepare(draft, bare, other.root, date(2022, 7, 4), found)
    assert isinstance(pending, Pending)
    assert pending.text == written
    assert ledger.submissions[Period.parse(MONTH), "150702"].entries["rescue-plan"].evidence == ("海民发〔2022〕12号",)
    assert HalfFilled.of(office.root, "150702", Period.parse(MONTH)) is None


def test_a_long_remark_nobody_touched_stays_whole(office: Office) -> None:
    remark = "已修订村规民约三十个，" + "其余的正在按程序征求意见、逐个走民主议定程序，" * 3 + "年底前全部完成"
    fill(office, CELLS | {"village-rules/note": remark}, do="hand-in")
    assert f">{remark}</textarea>" in office.client("海拉尔").get(f"{PAGE}?tab=all").text
    fill(office, {"disability-jobs/value": "32"}, do="hand-in")
    entries = load(office.root)[0].submissions[Period.parse(MONTH), "150702"].entries
    assert (entries["disability-jobs"].value, entries["village-rules"].note) == (32, remark)


def test_a_reason_excuses_the_numbers_it_was_given_for_and_no_others(tmp_path: Path) -> None:
    office = Office(tmp_path, MAY)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    shown = fill(office, CELLS)
    assert "why:jump/nursing-bed-share" in shown
    reasons = {"why:jump/nursing-bed-share": "新建福利院投入使用，床位转为护理型"}
    assert "已报" in fill(office, {}, do="hand-in", **reasons)
    again = fill(office, {"nursing-bed-share/numerator": "1100"}, do="hand-in")
    assert "没有交" in again


def test_a_reason_stays_where_only_words_beside_the_numbers_change(tmp_path: Path) -> None:
    office = Office(tmp_path, MAY)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    reason = {"why:jump/nursing-bed-share": "新建福利院投入使用"}
    fill(office, CELLS, **reason)
    assert "没有问题，可以交" in fill(office, {"nursing-bed-share/note": "名册已附"})
    assert "没有问题，可以交" not in fill(office, {"nursing-bed-share/numerator": "820"})


def test_a_month_nobody_has_begun_opens_where_it_is_filled_in(office: Office) -> None:
    shown = office.client("海拉尔").get(PAGE).text
    assert 'id="f-nursing-bed-share-numerator"' in shown
    assert "还没有填" in shown
    assert "处要" not in shown


def test_two_who_change_different_cells_lose_nothing(office: Office) -> None:
    client, other = office.client("海拉尔"), office.client("代录")
    first, second = (form_of(one, f"{PAGE}?tab=all") for one in (client, other))
    post(client, PAGE, {**first, "cell:care-beds/value": "1450", "do": "save"})
    post(other, PAGE, {**second, "cell:no-relapse/value": "0", "do": "save"})
    half = HalfFilled.of(office.root, "150702", Period.parse(MONTH))
    assert half is not None
    assert half.texts == {"care-beds/value": "1450", "no-relapse/value": "0"}


def test_two_who_change_the_same_cell_see_both_numbers(office: Office) -> None:
    client, other = office.client("海拉尔"), office.client("代录")
    first, second = (form_of(one, f"{PAGE}?tab=all") for one in (client, other))
    post(client, PAGE, {**first, "cell:care-beds/value": "1450", "do": "save"})
    answer = post(other, PAGE, {**second, "cell:care-beds/value": "1540", "do": "save"})
    assert answer.status_code == 409
    assert "现在是“1450”，你写的是“1540”" in answer.text
    half = HalfFilled.of(office.root, "150702", Period.parse(MONTH))
    assert half is not None
    assert half.texts["care-beds/value"] == "1450"


def test_a_row_of_a_list_that_somebody_else_moved_is_not_written_into() -> None:
    """The first honour was taken out meanwhile: what was the second stands first, and the third where the second stood."""
    was = {"honours/0/text": "文明窗口", "honours/1/text": "先进集体", "honours/2/text": "示范单位"}
    was |= {f"honours/{place}/level": "市级" for place in range(3)}
    now = {"honours/0/text": "先进集体", "honours/1/text": "示范单位"}
    now |= {f"honours/{place}/level": "市级" for place in range(2)}
    assert conflicts({**was, "honours/1/level": "自治区级"}, was, now) == {"honours/1/level": ("市级", "自治区级")}
    assert conflicts({**was, "honours/1/level": "自治区级"}, was, {**was, "honours/0/level": "国家级"}) == {}


def test_random_interleavings_lose_no_cell(office: Office) -> None:
    """Pages drawn at any moment and sent in any order: each cell ends as somebody wrote it, told apart where two did."""
    chance = random.Random(7)  # noqa: S311 - the same order every time
    for _ in range(200):
        state: dict[str, str] = {}
        drawn = [(dict(state), {f"c{n}": f"{who}{n}" for n in chance.sample(range(5), 2)}) for who in "ab"]
        chance.shuffle(drawn)
        for was, typed in drawn:
            clashes = conflicts({**was, **typed}, was, state)
            assert set(clashes) == {key for key in typed if key in state}
            if not clashes:
                state = merged({**was, **typed}, was, state)
            assert all(state.get(key) == text for key, text in typed.items() if not clashes)


def test_readers_of_a_folder_being_written_see_whole_files(office: Office) -> None:
    month = Period.parse(MONTH)
    full = {f"t/{n}": "9" * 200 for n in range(200)}
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            HalfFilled(full, {}, {}).write(office.root, "150702", month)

    writer = threading.Thread(target=write)
    HalfFilled(full, {}, {}).write(office.root, "150702", month)
    writer.start()
    seen = [HalfFilled.of(office.root, "150702", month) for _ in range(200)]
    stop.set()
    writer.join()
    assert all(one is not None and one.texts == full for one in seen)


def test_an_uploaded_workbook_lands_in_the_page_and_is_judged_as_by_import(office: Office) -> None:
    from mzgz.formats.xlsx.form_writer import make_form

    ledger, _ = load(office.root)
    blank = make_form(ledger, ledger.units.by_code["150702"], Period.parse(MONTH), rules=[])
    assert blank is not None
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(blank))
    sheet = book["填报"]
    rows = {sheet[f"A{row}"].value: row for row in range(4, sheet.max_row + 1) if sheet[f"A{row}"].value}
    sheet[f"I{rows['nursing-bed-share/numerator']}"] = 812
    sheet[f"I{rows['nursing-bed-share/denominator']}"] = "一千"
    stream = io.BytesIO()
    book.save(stream)
    client = office.client("海拉尔")
    sent = {"token": token_of(client, PAGE), "file": (io.BytesIO(stream.getvalue()), "六月.xlsx")}
    answer = client.post(f"{PAGE}/upload", data=sent, content_type="multipart/form-data")
    by_import = take_bytes(stream.getvalue(), "六月.xlsx", ledger, Wanted("150702", Period.parse(MONTH)))
    assert answer.status_code == 422
    assert by_import.found
    assert all(finding.message in answer.text.replace("&#34;", '"') for finding in by_import.found)
    sheet[f"I{rows['nursing-bed-share/denominator']}"] = 1450
    stream = io.BytesIO()
    book.save(stream)
    sent = {"token": token_of(client, PAGE), "file": (io.BytesIO(stream.getvalue()), "六月.xlsx")}
    assert client.post(f"{PAGE}/upload", data=sent, content_type="multipart/form-data").status_code == 200
    half = HalfFilled.of(office.root, "150702", Period.parse(MONTH))
    assert half is not None
    assert half.texts["nursing-bed-share/numerator"] == "812"


def test_what_was_not_done_is_not_told_in_the_colour_of_what_was(office: Office) -> None:
    """Green is good: a file that was refused, and a month that was not handed in, are told in red."""
    client = office.client("海拉尔")
    sent = {"token": token_of(client, PAGE), "file": (io.BytesIO(b"PK"), "六月.xlsx")}
    refused = client.post(f"{PAGE}/upload", data=sent, content_type="multipart/form-data").text
    assert '<p class="words bad" role="alert">这个文件没有收进来' in refused
    assert '<p class="words bad" role="alert">还有' in fill(office, {"care-beds/value": "x"}, do="hand-in")
    lines = "单位,报告期,目标标识,字段,值\n150702,2022-06,care-beds,数值,1450\n"
    sent = {"token": token_of(client, PAGE), "file": (io.BytesIO(lines.encode()), "六月.csv")}
    taken = client.post(f"{PAGE}/upload", data=sent, content_type="multipart/form-data").text
    assert '<p class="words" role="alert">文件已收进来' in taken


def test_a_form_taken_from_the_desk_carries_its_findings_as_one_sent_back_does(tmp_path: Path) -> None:
    import openpyxl

    june = "# submissions/2022-06/150702.yaml\nentries:\n  nursing-bed-share: {numerator: 812, denominator: 1450}\n"
    office = Office(tmp_path, MAY + june)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    answer = office.client("海拉尔").get(f"{PAGE}/form.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    listed = [[cell.value for cell in row] for row in book["审核结果"].iter_rows(min_row=3)]
    assert any("护理型床位数812张，5月报的是300" in str(row[4]) for row in listed)
    asked = [book["情况说明"][f"{letter}4"].value for letter in "BCDE"]
    assert asked == ["比上次猛增猛减", "养老机构护理型床位占比", "分子（812）", None]
    assert any(cell.comment for row in book["填报"]["I4:I30"] for cell in row)


def test_the_month_of_the_bureau(office: Office) -> None:
    """Returned with ticked findings, mended, accepted; a later change shows."""
    fill(office, CELLS, do="hand-in")
    clerk = office.client("经办")
    desk = f"/desk/{MONTH}/150702"
    stamp = {"stamp": _stamp(clerk.get(desk).text)}
    assert post(clerk, f"{desk}/return", {**stamp, "words": "请附建设名册"}, page=desk).status_code == 302
    assert "退回（第1次）" in clerk.get(desk).text
    assert "请附建设名册" in office.client("海拉尔").get(PAGE).text
    assert "请附建设名册" in office.text("acceptance/2022-06/150702.yaml")
    fill(office, {"village-rules/note": "已修订31个，名册已附"}, do="hand-in")
    stale = post(clerk, f"{desk}/accept", stamp, page=desk)
    assert (stale.status_code, "页面打开以后内容变了" in stale.text) == (409, True)
    stamp = {"stamp": _stamp(clerk.get(desk).text)}
    assert post(clerk, f"{desk}/accept", stamp, page=desk).status_code == 302
    assert "已受理" in clerk.get(desk).text
    fill(office, {"village-rules/note": "已修订32个，名册已附"}, do="hand-in")
    assert "受理后改动" in clerk.get(desk).text


def test_a_mistake_carried_along_stands_against_each_month(tmp_path: Path) -> None:
    """Told once for the year, it must not be missing from the second month's page."""
    entries = "entries:\n  nursing-bed-share: {numerator: 1500, denominator: 1450}\n"
    office = Office(
        tmp_path, f"# submissions/2022-05/150702.yaml\n{entries}# submissions/2022-06/150702.yaml\n{entries}"
    )
    office.hire("经办", DeskRole.CLERK)
    client = office.client("经办")
    for month in ("2022-05", "2022-06"):
        page = f"/desk/{month}/150702"
        assert "护理型床位数1500张，大于床位总数1450张" in client.get(page).text
        answer = post(client, f"{page}/accept", {"stamp": _stamp(client.get(page).text)}, page=page)
        assert (answer.status_code, "没有办成" in answer.text) == (409, True)


def test_the_result_of_what_is_typed_shows_before_it_is_due(office: Office) -> None:
    """A day before the month is due: what is put aside counts from today."""
    shown = fill(office, CELLS)
    row = shown[shown.index('id="t-nursing-bed-share"') :]
    assert "56.0%" in row[: row.index('id="t-care-beds"')]


def _stamp(text: str) -> str:
    return text.split('name="stamp" value="')[1].split('"')[0]


def test_a_change_after_acceptance_is_the_bureaus_to_settle_and_bars_no_district(office: Office) -> None:
    fill(office, CELLS, do="hand-in")
    clerk = office.client("经办")
    desk = "/desk/2022-06/150702"
    stamp = {"stamp": _stamp(clerk.get(desk).text)}
    assert post(clerk, f"{desk}/accept", stamp, page=desk).status_code == 302
    fill(office, {"disability-jobs/value": "32"}, do="hand-in")
    fill(office, {"disability-jobs/value": "33"}, do="hand-in")
    entries = load(office.root)[0].submissions[Period.parse(MONTH), "150702"].entries
    assert entries["disability-jobs"].value == 33
    assert "受理以后又有改动" not in office.client("海拉尔").get(f"{PAGE}?tab=all").text
    assert "受理以后又改了，列在上面" in clerk.get(desk).text


def test_what_an_input_method_writes_into_a_blank_for_a_number_is_that_number(office: Office) -> None:
    told = CELLS | {"care-beds/value": "１４５０", "disability-jobs/value": "31人", "visiting-rate/numerator": "480 "}
    assert "已报" in fill(office, told, do="hand-in")
    entries = load(office.root)[0].submissions[Period.parse(MONTH), "150702"].entries
    assert (entries["care-beds"].value, entries["disability-jobs"].value) == (1450, 31)
    for doubtful in ("约31", "31万人", "3 1", "①", "31件"):
        assert "没有交" in fill(office, {"disability-jobs/value": doubtful}, do="hand-in")


def test_of_a_day_without_a_year_it_is_said_what_is_likely_meant_and_once(office: Office) -> None:
    shown = html.unescape(fill(office, CELLS | {"rescue-plan/on": "6月20日"}))
    assert "“6月20日”认不出是哪一天" in shown
    assert "请写明年份，改填 2022-06-20" in shown
    assert "没有写完成日期" not in shown


def test_what_is_still_blank_is_not_told_as_a_fault(office: Office) -> None:
    """Who has filled in one of nine is told how many are left, and of what is wrong in that one."""
    shown = fill(office, {"care-beds/value": "1450"})
    bar = re.sub(r"<[^>]+>", "", shown[shown.index('class="deeds"') :])
    assert "存好了。还有空着的8项，现在还不能交。" in bar
    assert "有问题的 0" in shown
    shown = fill(office, {"nursing-bed-share/numerator": "1500", "nursing-bed-share/denominator": "1450"})
    bar = re.sub(r"<[^>]+>", "", shown[shown.index('class="deeds"') :])
    assert "还有空着的7项，有问题的里强制1处要改" in bar
    assert "有问题的 1" in shown


def test_a_month_that_is_not_in_says_until_when_and_what_comes_next(office: Office) -> None:
    def now(shown: str) -> str:
        return re.findall(r'aria-current="step">([^<]+)', shown)[0]

    shown = office.client("海拉尔").get(PAGE).text
    assert "7月5日截止，还有1天" in shown
    assert now(shown).startswith("填：")
    assert now(fill(office, CELLS | {"nursing-bed-share/numerator": "1500"})).startswith("有红框的改数")
    assert now(fill(office, CELLS)).startswith("点“交给")
    assert 'class="way"' not in fill(office, {}, do="hand-in")
    office.clock.pass_by(days=4)
    (office.root / "submissions/2022-06/150702.yaml").unlink()
    assert "已经过了3天" in office.client("海拉尔").get(PAGE).text


def test_a_remark_of_several_lines_stays_as_it_was(office: Office) -> None:
    fill(office, CELLS | {"village-rules/note": "已修订30个\n其余正在走程序"}, do="hand-in")
    again = fill(office, {}, do="save")
    assert "没有存" not in again
    note = load(office.root)[0].submissions[Period.parse(MONTH), "150702"].entries["village-rules"].note
    assert note == "已修订30个\n其余正在走程序"
    assert "和上一次交的一样" in fill(office, {"village-rules/note": "已修订30个\r\n其余正在走程序"}, do="hand-in")


COUNTY = """
# mzgz.yaml
bureau: {name: 榆州市民政局, city: 榆州市, code: "990600"}
units:
  - {code: "990602", name: 河东区, kind: 市辖区}
  - {code: "990621", name: 榆林县, kind: 县, reports: false}
  - {code: "990621101", name: 石桥镇, parent: "990621", kind: 镇}
  - {code: "990621102", name: 马家乡, parent: "990621", kind: 乡}
reporting: {due_day: 5, first_month: 2022-05}
# targets/2022/01-care.yaml
section: {part: 一, title: 养老服务, division: 养老服务科}
targets:
  - {id: rate, name: 探访率, kind: ratio, numerator: {name: 已探访, unit: 人}, denominator: {name: 应探访, unit: 人}, goal: ">= 90%", due: 2022-12-31, cadence: month, source: {section: 一, item: 1}}
# submissions/2022-06/990621101.yaml
unit: "990621101"
period: 2022-06
received: 2022-07-03
entries:
  rate: {numerator: 95, denominator: 100}
"""


def test_a_county_that_reports_through_its_townships_has_nothing_to_fill_in(tmp_path: Path) -> None:
    files = {}
    for part in COUNTY.split("\n# ")[1:]:
        path, _, text = part.partition("\n")
        files[path] = text
    write_files(tmp_path, files)
    office = Office(tmp_path, None)
    office.hire("榆林", DeskRole.FILL, "990621")
    office.hire("石桥", DeskRole.FILL, "990621101")
    office.hire("经办", DeskRole.CLERK)
    shown = office.client("榆林").get("/fill/2022-06/990621").text
    assert "榆林县6月没有要报的，由下面的乡镇、街道自己报" in shown
    assert "石桥镇 <b>已报</b>　马家乡 <b>未到期</b>" in shown
    assert 'id="filling"' not in shown
    assert "截止" not in shown
    assert 'id="filling"' in office.client("石桥").get("/fill/2022-06/990621101").text
    assert "这个单位这个月没有要报的，由下面的单位报。" in office.client("经办").get("/desk/2022-06/990621").text
    assert "<h1>榆林县　石桥镇" in office.client("经办").get("/desk/2022-06/990621101").text


def test_a_reason_too_short_is_mended_where_it_was_written(tmp_path: Path) -> None:
    """The box stays, with what stands in it: nobody has to change a figure to get out."""
    may = "# submissions/2022-05/150702.yaml\nentries:\n  nursing-bed-share: {numerator: 300, denominator: 1450}\n"
    office = Office(tmp_path, may)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    client = office.client("海拉尔")
    bed = {"cell:nursing-bed-share/numerator": "812", "cell:nursing-bed-share/denominator": "1450"}
    post(client, PAGE, {**form_of(client, PAGE), **bed, "do": "save"})
    why = "why:jump/nursing-bed-share"
    for reason, told in (("属实", True), ("新建福利院投入使用", False)):
        form = form_of(client, f"{PAGE}?tab=wrong")
        assert why in form
        post(client, PAGE, {**form, why: reason, "do": "save"})
        page = client.get(f"{PAGE}?tab=all").text
        assert f">{reason}</textarea>" in page
        assert ("请在下面的“写说明”框中把原因写全，不少于六个字" in page) is told
        assert "情况说明”表" not in page


def test_what_is_missing_is_marked_where_it_is_to_be_written(office: Office) -> None:
    client = office.client("海拉尔")
    done = {"cell:rescue-plan/done": "是"}
    post(client, PAGE, {**form_of(client, PAGE), **done, "do": "save"})
    page = client.get(f"{PAGE}?tab=wrong").text
    assert 'href="#f-rescue-plan-on">改数' in page
    assert 'href="#f-rescue-plan-evidence">改数' in page


def test_last_time_shows_stages_too_and_which_month_it_was(tmp_path: Path) -> None:
    march = "# submissions/2022-03/150702.yaml\nentries:\n  village-rules: {stage: 推进中, note: 方案已印发}\n"
    office = Office(tmp_path, march)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    assert "推进中（3月）" in office.client("海拉尔").get(f"{PAGE}?tab=all").text


def test_a_draft_is_judged_once_however_often_it_is_looked_at(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []
    once = DraftState.of_return

    def counted(state: DraftState, unit: str, month: Period) -> tuple[Diagnostic, ...]:
        judged.append(unit)
        return once(state, unit, month)

    monkeypatch.setattr(DraftState, "of_return", counted)
    fill(office, {"nursing-bed-share/numerator": "1500", "nursing-bed-share/denominator": "1450"})
    client = office.client("海拉尔")
    for tab in ("wrong", "all", "wrong"):
        assert "大于" in client.get(f"{PAGE}?tab={tab}").text
    assert judged == ["150702"]
    fill(office, {"nursing-bed-share/numerator": "812"})
    assert "大于" not in client.get(f"{PAGE}?tab=wrong").text
    assert judged == ["150702", "150702"]
