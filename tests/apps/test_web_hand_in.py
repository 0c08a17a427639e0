"""Handing in at the desk: it is confirmed, nothing of an uploaded file is lost, and what came after a decision shows."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

pytest.importorskip("flask")

from filled_forms import typed
from mzgz.apps.web.roles import DeskRole
from mzgz.formats.form_file_kinds import take_bytes
from mzgz.formats.xlsx.form_writer import make_form
from mzgz.intake.form.draft import Wanted
from mzgz.intake.form.import_result import Pending, prepare
from mzgz.intake.workspace import load
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.publishing.overview.entry_rows import texts_of
from web_desk import RETURN, Office, form_of, post, token_of

MONTH = "2022-06"
PAGE = f"/fill/{MONTH}/150702"
DESK = f"/desk/{MONTH}/150702"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path / "office", "")
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("代录", DeskRole.ENTRY)
    office.hire("经办", DeskRole.CLERK)
    return office


SPOKEN = """
filled_by: 养老服务股
approved_by: 分管副局长
highlights:
  - {section: 健全完善养老服务体系, text: 建成3个嵌入式养老点}
honours:
  - {title: 全市先进集体, level: 市, recipient: 海拉尔区民政局}
problems:
  - {section: 健全完善养老服务体系, text: 护理员不足}
"""


def said(folder: Path) -> Submission:
    """What the clerk wants to say: a month without faults, with words beside the figures."""
    ledger, _ = load(Office(folder, RETURN.rstrip() + SPOKEN).root)
    return ledger.submissions[Period.parse(MONTH), "150702"]


def workbook(office: Office, submission: Submission) -> bytes:
    """The unit's form with all of it typed in."""
    ledger, _ = load(office.root)
    form = make_form(ledger, ledger.units.by_code["150702"], Period.parse(MONTH), rules=[])
    assert form is not None
    book = openpyxl.load_workbook(io.BytesIO(form))
    for sheet, cell, _, value in typed(form, submission, dict(ledger.plans[2022].targets)):
        book[sheet][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(office: Office, data: bytes, name: str, who: str = "海拉尔") -> str:
    client = office.client(who)
    sent = {"token": token_of(client, PAGE), "file": (io.BytesIO(data), name)}
    answer = client.post(f"{PAGE}/upload", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 200, answer.text
    return answer.text


def fill(office: Office, cells: Mapping[str, str] | None = None, do: str = "hand-in", who: str = "海拉尔") -> str:
    client = office.client(who)
    texts = {f"cell:{key}": text for key, text in (cells or {}).items()}
    answer = post(client, PAGE, {**form_of(client, f"{PAGE}?tab=all"), **texts, "do": do})
    return answer.text if answer.status_code != 302 else client.get(answer.headers["Location"]).text


def decide(office: Office, deed: str, words: str = "") -> str:
    client = office.client("经办")
    page = client.get(DESK).text
    stamp = page.split('name="stamp" value="')[1].split('"')[0]
    assert post(client, f"{DESK}/{deed}", {"stamp": stamp, "words": words}, page=DESK).status_code == 302
    return client.get(DESK).text


def test_a_workbook_taken_in_and_handed_in_is_what_an_import_writes(office: Office, tmp_path: Path) -> None:
    """With its highlights, honours, problems and names, byte for byte."""
    data = workbook(office, said(tmp_path / "said"))
    ledger, found = load(office.root)
    draft = take_bytes(data, "六月.xlsx", ledger, Wanted()).drafts[0]
    pending = prepare(draft, ledger, office.root, date(2022, 7, 4), found)
    assert isinstance(pending, Pending)
    assert pending.text is not None
    assert "护理员不足" in pending.text
    page = upload(office, data, "六月.xlsx")
    assert "亮点1条、荣誉1条、问题1条也收下了" in page
    assert 'value="养老服务股"' in page
    assert "已经交给市局" in fill(office)
    assert office.text("submissions/2022-06/150702.yaml") == pending.text


def test_what_was_changed_after_a_file_was_taken_in_is_said(office: Office, tmp_path: Path) -> None:
    upload(office, workbook(office, said(tmp_path / "said")), "六月.xlsx")
    page = fill(office, {"disability-jobs/value": "32"})
    assert "六月.xlsx（网上改过）" in page
    text = office.text("submissions/2022-06/150702.yaml")
    assert "由 六月.xlsx（网上改过） 导入" in text
    assert "护理员不足" in text


@pytest.mark.parametrize("name", ["../../mzgz.yaml/六月.xlsx", "/etc/六月.xlsx"])
def test_of_the_name_of_a_file_only_its_end_is_kept(office: Office, tmp_path: Path, name: str) -> None:
    page = upload(office, workbook(office, said(tmp_path / "said")), name)
    assert "由 六月.xlsx 收进" in page
    assert '"file": "六月.xlsx"' in office.text("half-filled/2022-06/150702.json")


def test_handing_in_the_same_again_is_told(office: Office, tmp_path: Path) -> None:
    upload(office, workbook(office, said(tmp_path / "said")), "六月.xlsx")
    fill(office)
    before = office.text("log/2022-07.jsonl")
    assert "没有再交一次" in fill(office)
    assert office.text("log/2022-07.jsonl") == before


def test_a_workbook_that_goes_back_bears_what_the_bureau_wrote(office: Office, tmp_path: Path) -> None:
    upload(office, workbook(office, said(tmp_path / "said")), "六月.xlsx")
    fill(office)
    decide(office, "return", "请附建设名册，7月中旬面报")

    def reviewed() -> str:
        book = openpyxl.load_workbook(io.BytesIO(office.client("海拉尔").get(f"{PAGE}/form.xlsx").data))
        if "审核结果" not in book.sheetnames:
            return ""
        return "|".join(str(cell.value or "") for row in book["审核结果"].iter_rows() for cell in row)

    sheet = reviewed()
    assert "第1次退回，请在2022年7月7日前改好报回" in sheet
    assert "退回|局里的意见||请附建设名册，7月中旬面报" in sheet
    fill(office, {"disability-jobs/value": "32"})
    assert "请附建设名册" not in reviewed()


def test_single_values_of_a_file_leave_the_others_as_they_were(office: Office, tmp_path: Path) -> None:
    upload(office, workbook(office, said(tmp_path / "said")), "六月.xlsx")
    rows = "单位,报告期,目标标识,名称,字段,值\n海拉尔,2022-06,nursing-bed-share,,分子,810\n"
    rows += "海拉尔,2022-06,,健全完善养老服务体系,亮点,又建成2个\n"
    page = upload(office, rows.encode(), "一个数.csv")
    assert 'name="cell:nursing-bed-share/numerator" value="810"' in page
    assert 'name="cell:nursing-bed-share/denominator" value="1450"' in page
    fill(office)
    kept = load(office.root)[0].submissions[Period.parse(MONTH), "150702"]
    assert (kept.entries["nursing-bed-share"].numerator, kept.entries["nursing-bed-share"].denominator) == (810, 1450)
    assert kept.filled_by == "养老服务股"
    assert [item.text for item in kept.highlights] == ["建成3个嵌入式养老点", "又建成2个"]
    assert [item.text for item in kept.problems] == ["护理员不足"]


def test_values_of_another_unit_are_not_taken_in(office: Office) -> None:
    rows = "单位,报告期,目标标识,名称,字段,值\n阿荣旗,2022-06,nursing-bed-share,,分子,810\n".encode()
    client = office.client("海拉尔")
    sent = {"token": token_of(client, PAGE), "file": (io.BytesIO(rows), "一个数.csv")}
    answer = client.post(f"{PAGE}/upload", data=sent, content_type="multipart/form-data")
    assert (answer.status_code, "阿荣旗" in answer.text) == (422, True)
    assert not (office.root / "half-filled").exists()


def test_handing_in_is_confirmed_with_when_by_whom_and_what_comes_next(office: Office, tmp_path: Path) -> None:
    upload(office, workbook(office, said(tmp_path / "said")), "六月.xlsx")
    assert "已经交给市局" not in office.client("海拉尔").get(PAGE).text
    page = fill(office)
    assert 'role="status"' in page
    for words in ("6月月报已经交给市局", "2022-07-04 09:00 由 海拉尔·填 交（六月.xlsx）", "共9项", "下一步：市局审核"):
        assert words in page
    assert "已经交给市局" in office.client("海拉尔").get(PAGE).text
    page = fill(office, {"disability-jobs/value": "32"}, do="save")
    assert "这里改了还没有交，市局看到的仍是上一次交的" in page
    fill(office)
    assert "市局已经受理，这个月办完了" not in office.client("海拉尔").get(PAGE).text
    decide(office, "accept")
    assert "市局已经受理，这个月办完了" in office.client("海拉尔").get(PAGE).text


def test_what_came_in_with_mistakes_is_not_told_as_done(tmp_path: Path) -> None:
    office = Office(tmp_path, RETURN.replace("numerator: 812", "numerator: 1812"))
    office.hire("海拉尔", DeskRole.FILL, "150702")
    page = office.client("海拉尔").get(PAGE).text
    assert "6月月报已经交给市局，但是审出1处问题，现在不能受理。" in page
    assert "不用等退回：在下面改数，或者写说明，再点一次“交给市局”。" in page
    assert 'class="words done"' not in page


def test_the_second_round_shows_what_changed_and_what_was_not_touched(office: Office, tmp_path: Path) -> None:
    upload(office, workbook(office, said(tmp_path / "said")), "六月.xlsx")
    fill(office)
    decide(office, "return", "请附建设名册")
    page = office.client("海拉尔").get(PAGE).text
    assert "市局退回来了（第1次），请在7月" in page
    assert "请附建设名册" in page
    page = fill(office, {"disability-jobs/value": "33"})
    assert "市局退回来了" not in page
    assert "和第1次退回时不同的1处" in page
    bureau = office.client("经办").get(DESK).text
    assert "和第1次退回时相比，改了1处" in bureau
    assert "残疾人就业 数值" in bureau
    assert "<td>31</td><td><b>33</b></td>" in bureau
    assert "请附建设名册" in bureau
    decide(office, "accept")
    fill(office, {"disability-jobs/value": "34"})
    bureau = office.client("经办").get(DESK).text
    assert "和受理时相比，改了1处" in bureau
    assert "<td>33</td><td><b>34</b></td>" in bureau


def test_what_was_sent_back_and_not_mended_is_told_to_both_and_accepted_on_purpose_only(
    office: Office, tmp_path: Path
) -> None:
    upload(office, workbook(office, said(tmp_path / "said")), "六月.xlsx")
    fill(office)
    decide(office, "return", "请附建设名册")
    assert "和退回的那一份一样，一处没改，没有再交" in fill(office)
    client = office.client("经办")
    page = client.get(DESK).text
    assert "第1次退回以后没有改过" in page
    assert "没有问题，可以受理" not in page
    form = {"stamp": page.split('name="stamp" value="')[1].split('"')[0], "words": ""}
    refused = post(client, f"{DESK}/accept", form, page=DESK)
    assert refused.status_code == 409
    assert "没有办成：第1次退回以后没有改过，退回时提的1处都没有动" in refused.text
    assert post(client, f"{DESK}/accept", {**form, "unmended": "1"}, page=DESK).status_code == 302
    assert "已受理" in client.get(DESK).text


def test_a_figure_says_whose_file_it_came_from(office: Office, tmp_path: Path) -> None:
    upload(office, workbook(office, said(tmp_path / "said")), "六月.xlsx")
    fill(office)
    office.clock.pass_by(days=4)
    for address in ("/why/nursing-bed-share/150702", "/why/nursing-bed-share"):
        page = office.client("经办").get(address).text
        row = page[page.index("这个数是谁报来的") :]
        for words in ("海拉尔", "2022-07-04 09:00", "海拉尔·填", "六月.xlsx", "（空） → 812"):
            assert words in row, (address, words)


def test_a_figure_no_log_speaks_of_says_so(tmp_path: Path) -> None:
    office = Office(tmp_path, RETURN.replace("entries:", "received: 2022-07-04\nentries:"))
    office.hire("经办", DeskRole.CLERK)
    office.clock.pass_by(days=4)
    page = office.client("经办").get("/why/nursing-bed-share/150702").text
    assert "文件是直接放进来的" in page


def test_what_the_bureau_typed_in_for_a_unit_is_named_in_file_page_and_letter(office: Office, tmp_path: Path) -> None:
    """Until the unit hands it in itself."""
    upload(office, workbook(office, said(tmp_path / "said")), "六月.xlsx", who="代录")
    fill(office, who="代录")
    assert "filled_by: 养老服务股（代录）" in office.text("submissions/2022-06/150702.yaml")
    assert "局里养老服务股（代录）" in office.client("经办").get(DESK).text
    decide(office, "return", "请盖章后重报")
    letter = office.client("经办").get(f"/letters/{MONTH}").text
    assert "由我局代录的" in letter
    assert "请盖章后重报" in letter
    fill(office, {"disability-jobs/value": "32"})
    assert "filled_by: 养老服务股\n" in office.text("submissions/2022-06/150702.yaml")


def test_letters_are_listed_by_number_unit_month_day_and_what_they_ask(office: Office) -> None:
    office.clock.pass_by(days=6)  # the tenth: 扎区 has not reported
    page = office.client("经办").get(f"/letters/{MONTH}").text
    rows = [re.sub(r"<[^>]+>|\s+", " ", row) for row in re.findall(r"<tr>(.*?)</tr>", page, re.S)]
    told = [" ".join(row.split()) for row in rows]
    assert told[0] == "号 发给 文种 报告期 落款日期 要办什么 文稿"
    (reminder,) = [row for row in told if "扎区 催报" in row]
    assert re.match(r"\d+ 扎区 催报 2022年6月 2022年7月10日 补报\d+个月，2022年7月11日前（第1次催报） 看全文", reminder)
    assert [row.split()[0] for row in told[1:]] == [str(place) for place in range(1, len(told))]


def test_paper_typed_in_on_the_page_is_named_too(office: Office, tmp_path: Path) -> None:
    upload(office, workbook(office, said(tmp_path / "said")), "六月.xlsx", who="代录")
    fill(office, {"cover/filled_by": ""}, who="代录")
    text = office.text("submissions/2022-06/150702.yaml")
    assert "filled_by: 代录" in text


def test_a_name_that_is_asked_for_can_be_given_on_the_page(tmp_path: Path) -> None:
    office = Office(tmp_path, RETURN.split("\n", 1)[0] + "\nentries: {}\n")
    place = office.root / "mzgz.yaml"
    text = place.read_text(encoding="utf-8").replace("{due_day: 5}", "{due_day: 5, signatures: [filled_by, signed_by]}")
    place.write_text(text, encoding="utf-8")
    office.hire("海拉尔", DeskRole.FILL, "150702")
    page = fill(office, {"visit-system/done": "是"}, do="save")
    assert "签发人（职务）" in page
    page = fill(office, {"cover/filled_by": "养老股", "cover/signed_by": "局长"}, do="save")
    assert 'value="局长"' in page


def test_the_bureaus_page_of_a_month_sent_back_lists_what_was_asked_until_it_is_mended(
    office: Office, tmp_path: Path
) -> None:
    upload(office, workbook(office, said(tmp_path / "said")), "六月.xlsx")
    fill(office)
    decide(office, "return", "请附建设名册")
    page = office.client("经办").get(DESK).text
    asked = page[page.index('class="since"') :]
    assert "第1次退回时提的1处，对方还没有改，7月7日前报回" in asked
    assert "<li>请附建设名册</li>" in asked
    fill(office, {"disability-jobs/value": "33"})
    assert "对方还没有改" not in office.client("经办").get(DESK).text


EARLY = "  village-plan: {done: true, on: 2022-06-25, evidence: [呼民发〔2022〕9号], note: 提前办成}\n"
"""A thing that is due in September, done in June."""
ANNEX = {
    "village-plan/done": "是",
    "village-plan/on": "2022-06-25",
    "village-plan/evidence": "呼民发〔2022〕9号",
    "village-plan/note": "提前办成",
    "highlights/0/section": "健全完善养老服务体系",
    "highlights/0/text": "建成3个嵌入式养老点",
    "honours/0/title": "全市先进集体",
    "honours/0/level": "市",
    "honours/0/recipient": "海拉尔区民政局",
    "problems/0/section": "健全完善养老服务体系",
    "problems/0/text": "护理员不足",
}


def with_all(folder: Path) -> Submission:
    ledger, _ = load(Office(folder, RETURN.rstrip() + "\n" + EARLY + SPOKEN.lstrip("\n")).root)
    return ledger.submissions[Period.parse(MONTH), "150702"]


def test_by_the_page_alone_all_can_be_handed_in_that_a_workbook_holds(office: Office, tmp_path: Path) -> None:
    """What is done before it is due, highlights, honours and problems, byte for byte as an import writes them."""
    submission = with_all(tmp_path / "said")
    ledger, found = load(office.root)
    draft = take_bytes(workbook(office, submission), "六月.xlsx", ledger, Wanted()).drafts[0]
    pending = prepare(draft, ledger, office.root, date(2022, 7, 4), found)
    assert isinstance(pending, Pending)
    assert pending.text is not None
    assert "village-plan: {done: true, on: 2022-06-25" in pending.text
    client = office.client("海拉尔")
    page = client.get(f"{PAGE}?tab=early").text
    drawn = {key for key in ANNEX if f'name="cell:{key}"' in page}
    assert drawn == set(ANNEX)
    targets = ledger.plans[2022].targets
    asked = {
        f"{target}/{name}": text
        for target in submission.entries
        if target != "village-plan"
        for name, text in texts_of(submission, [targets[target]]).items()
        for name in [name.partition("/")[2]]
    }
    signed = {"cover/filled_by": "养老服务股", "cover/approved_by": "分管副局长"}
    shown = fill(office, asked | signed, do="save")
    answer = post(
        client, PAGE, {**form_of(client, f"{PAGE}?tab=early"), **{f"cell:{key}": text for key, text in ANNEX.items()}}
    )
    assert answer.status_code == 302, answer.text
    assert "没有到期" not in shown
    assert "已经交给市局" in fill(office)
    assert office.text("submissions/2022-06/150702.yaml") == pending.text.replace("六月.xlsx", "网上填报")


def test_what_a_file_says_early_is_not_lost_on_the_page(office: Office, tmp_path: Path) -> None:
    upload(office, workbook(office, with_all(tmp_path / "said")), "六月.xlsx")
    assert 'value="呼民发〔2022〕9号"' in office.client("海拉尔").get(f"{PAGE}?tab=early").text
    fill(office)
    kept = load(office.root)[0].submissions[Period.parse(MONTH), "150702"]
    assert kept.entries["village-plan"].done is True


def test_a_row_of_the_annex_is_changed_taken_out_and_told(office: Office, tmp_path: Path) -> None:
    upload(office, workbook(office, said(tmp_path / "said")), "六月.xlsx")
    page = fill(office, {"honours/0/recipient": "", "highlights/1/section": "健全完善养老服务体系"}, do="save")
    assert "“荣誉”第1条：这一行缺少“获得者”" in page
    assert "“亮点”第2条：这一行缺少“内容”" in page
    assert 'href="#a-honours-0"' in page
    page = fill(office, dict.fromkeys(["honours/0/title", "honours/0/level", "highlights/1/section"], ""), do="save")
    page = fill(office, {"problems/1/section": "健全完善养老服务体系", "problems/1/text": "电话13812345678"}, do="save")
    assert re.search(r"“问题”第2条：[^<]*电话号码", page)
    fill(office, {"problems/1/text": "床位不足"})
    kept = load(office.root)[0].submissions[Period.parse(MONTH), "150702"]
    assert kept.honours == ()
    assert [item.text for item in kept.problems] == ["护理员不足", "床位不足"]
    assert [item.text for item in kept.highlights] == ["建成3个嵌入式养老点"]
    desk = office.client("经办").get(DESK).text
    assert all(word in desk for word in ("护理员不足", "床位不足", "建成3个嵌入式养老点"))


def test_two_who_write_in_the_same_row_of_the_annex_see_both(office: Office) -> None:
    one, other = office.client("海拉尔"), office.client("海拉尔")
    drawn = {client: form_of(client, f"{PAGE}?tab=all") for client in (one, other)}
    row = {"cell:highlights/0/section": "健全完善养老服务体系"}
    assert post(one, PAGE, {**drawn[one], **row, "cell:highlights/0/text": "建成3个点"}).status_code == 302
    answer = post(other, PAGE, {**drawn[other], **row, "cell:highlights/0/text": "获评先进"})
    assert answer.status_code == 409
    assert "现在是“建成3个点”，你写的是“获评先进”" in answer.text


def test_lists_put_aside_before_they_had_cells_are_kept(office: Office, tmp_path: Path) -> None:
    upload(office, workbook(office, said(tmp_path / "said")), "六月.xlsx")
    path = office.root / "half-filled/2022-06/150702.json"
    kept = json.loads(path.read_text("utf-8"))
    cells = {
        key: text for key, text in kept["cells"].items() if not key.startswith(("highlights", "honours", "problems"))
    }
    lists = {
        "highlights": [{"section": "健全完善养老服务体系", "text": "建成3个嵌入式养老点"}],
        "honours": [],
        "problems": [],
    }
    path.write_text(json.dumps(kept | {"cells": cells, "brought": kept["brought"] | {"lists": lists}}), "utf-8")
    assert 'value="建成3个嵌入式养老点"' in office.client("海拉尔").get(PAGE).text


def test_the_page_says_where_all_goes(office: Office) -> None:
    page = office.client("海拉尔").get(PAGE).text
    told = page[page.index("还没到期、已经办成的任务") :].split("</p>")[0]
    assert f'href="{PAGE}?tab=early"' in told
    assert 'href="#annex"' in told


def test_who_decides_is_shown_the_reasons_that_were_given(tmp_path: Path) -> None:
    """A return with nothing left against it is not one with nothing to read."""
    may = "# submissions/2022-05/150702.yaml\nentries:\n  nursing-bed-share: {numerator: 300, denominator: 1450}\n"
    office = Office(tmp_path, may + RETURN)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("经办", DeskRole.CLERK)
    client = office.client("海拉尔")
    reason = "新建福利院投入使用，床位转为护理型"
    form = form_of(client, f"{PAGE}?tab=all") | {"why:jump/nursing-bed-share": reason}
    post(client, PAGE, {**form, "do": "hand-in"})
    shown = office.client("经办").get(DESK).text
    assert "写了说明的 1" in shown
    assert "有1项写了说明" in shown
    told = office.client("经办").get(f"{DESK}?tab=told").text
    assert f"说明：{reason}" in told
    assert 'id="decide"' in told
    assert "养老机构床位" not in told[told.index('id="decide"') :]


def test_after_a_deed_the_page_says_what_was_done_and_leads_to_the_next(tmp_path: Path) -> None:
    other = RETURN.replace("150702", "150703")
    office = Office(tmp_path, RETURN + other)
    office.hire("经办", DeskRole.CLERK)
    client = office.client("经办")

    def act(unit: str, deed: str, **form: str) -> str:
        page = f"/desk/{MONTH}/{unit}"
        stamp = client.get(page).text.split('name="stamp" value="')[1].split('"')[0]
        answer = post(client, f"{page}/{deed}", {"stamp": stamp, **form}, page=page)
        shown = client.get(answer.headers["Location"]).text
        return re.sub(r"<[^>]+>", "", shown[shown.index('class="words done"') :].split("</p>")[0])

    assert "下一个要办的：扎区（要退回）" in (told := act("150702", "accept"))
    assert "海拉尔6月月报已经受理" in told
    told = act("150703", "return", words="请附名册", due="2022-07-12")
    assert "扎区6月月报已经退回" in told
    assert "都办完了" in told
    record = load(office.root)[0].acceptance[Period.parse(MONTH), "150703"].last
    assert record is not None
    assert record.due == date(2022, 7, 12)


def test_a_change_after_acceptance_waits_in_a_group_of_its_own_and_is_no_deed_of_the_bureau(tmp_path: Path) -> None:
    office = Office(tmp_path, RETURN)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("经办", DeskRole.CLERK)
    bureau, unit = office.client("经办"), office.client("海拉尔")
    stamp = bureau.get(DESK).text.split('name="stamp" value="')[1].split('"')[0]
    after = post(bureau, f"{DESK}/accept", {"stamp": stamp}, page=DESK).headers["Location"]
    assert "已经受理" in bureau.get(after).text
    changed = {"cell:disability-jobs/value": "32", "do": "hand-in"}
    post(unit, PAGE, {**form_of(unit, f"{PAGE}?tab=all"), **changed})
    page = bureau.get(after).text
    assert 'class="words done"' not in page, "the address still speaks of a deed that no longer stands"
    assert "<h2>受理后改了，要再看（1）</h2>" in page
    assert "受理以后又改了，列在上面" in page
    assert "没有问题，可以受理" not in page
    assert ".yaml" not in page

    book = workbook(office, load(office.root)[0].submissions[Period.parse(MONTH), "150702"])
    wrong = openpyxl.load_workbook(io.BytesIO(book))
    cell = next(each for row in wrong["填报"].iter_rows() for each in row if each.value == 32)
    cell.value = "很多"
    stream = io.BytesIO()
    wrong.save(stream)
    sent = {"token": token_of(unit, PAGE), "file": (io.BytesIO(stream.getvalue()), "六月.xlsx")}
    told = unit.post(f"{PAGE}/upload", data=sent, content_type="multipart/form-data").text
    assert "现在是文字“很多”" in told
    assert "受理以后又有改动" not in told, "what the bureau wrote down is no fault of the file"


def test_who_was_sent_back_and_came_again_is_told_apart(tmp_path: Path) -> None:
    office = Office(tmp_path, RETURN)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("经办", DeskRole.CLERK)
    bureau, unit = office.client("经办"), office.client("海拉尔")
    stamp = bureau.get(DESK).text.split('name="stamp" value="')[1].split('"')[0]
    refused = post(bureau, f"{DESK}/return", {"stamp": stamp, "tab": "told"}, page=DESK).text
    assert f'{DESK}?tab=told" class="on"' in refused, "the tab stays"
    assert "退回</button>" in refused, "nothing can be ticked"
    post(bureau, f"{DESK}/return", {"stamp": stamp, "words": "请附名册"}, page=DESK)
    changed = {"cell:disability-jobs/value": "32", "do": "hand-in"}
    post(unit, PAGE, {**form_of(unit, f"{PAGE}?tab=all"), **changed})
    assert "退回1次，又报" in bureau.get(DESK).text


def test_what_is_left_of_an_earlier_month_leads_to_that_month(tmp_path: Path) -> None:
    may = RETURN.replace("2022-06/150702", "2022-05/150703").replace(
        "rescue-plan: {done: true, on: 2022-06-20", "rescue-plan: {done: true, on: 2022-05-20"
    )
    office = Office(tmp_path, RETURN + may)
    office.hire("经办", DeskRole.CLERK)
    office.clock.pass_by(days=3)
    page = office.client("经办").get("/overview").text
    told = page[page.index("今天要办") :].split("</section>")[0]
    assert "<small>6月的月报</small>" in told
    line = next(one for one in told.split("<li>") if "5月的还没有报" in one)
    assert 'href="/desk/2022-05/150702"' in line
    assert 'href="/desk/2022-06/150702"' in told


def test_a_reason_that_does_not_convince_goes_back_with_the_return(tmp_path: Path) -> None:
    may = "# submissions/2022-05/150702.yaml\nentries:\n  nursing-bed-share: {numerator: 300, denominator: 1450}\n"
    office = Office(tmp_path, may + RETURN)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("经办", DeskRole.CLERK)
    unit, bureau = office.client("海拉尔"), office.client("经办")
    given = {"why:jump/nursing-bed-share": "口径有所调整", "do": "hand-in"}
    post(unit, PAGE, {**form_of(unit, f"{PAGE}?tab=all"), **given})
    told = bureau.get(f"{DESK}?tab=told").text
    assert "退回，带上打钩的" in told
    tick = re.search(r'name="with" value="([^"]+)"> 说不通，退回时带上', told)
    assert tick
    stamp = told.split('name="stamp" value="')[1].split('"')[0]
    assert post(bureau, f"{DESK}/return", {"stamp": stamp, "with": tick[1]}, page=DESK).status_code == 302
    back = unit.get(PAGE).text
    assert "变动过大；说明“口径有所调整”没有说清楚" in back
    assert 'href="?tab=all#t-nursing-bed-share">去改' in back


def test_of_a_csv_that_is_refused_the_page_names_the_line(office: Office) -> None:
    client = office.client("海拉尔")
    lines = "单位,报告期,名称,字段,值\n海拉尔区,2022年6月份,养老机构护理型床位占比,分子,812\n海拉尔区民政局,2022-06,养老机构护理型床位占比,分母,约一千\n"
    sent = {"token": token_of(client, PAGE), "file": (io.BytesIO(lines.encode()), "六月.csv")}
    told = client.post(f"{PAGE}/upload", data=sent, content_type="multipart/form-data").text
    listed = told[told.index('class="refused"') :].split("</ul>")[0]
    assert "第3行：" in listed
    assert "约一千" in listed
    assert "2022年6月份" not in listed
