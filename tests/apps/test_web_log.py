"""The change log of the desk: each deed is written down with who did it, and what broke off is finished first."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

pytest.importorskip("flask")

from mzgz.apps.web.roles import DeskRole
from mzgz.formats.change_log_jsonl import log_files, log_head
from mzgz.formats.disk import journal
from mzgz.workflow.change_log import LogLine, broken, line_of
from web_desk import Office, form_of, post, token_of

PAGE = "/fill/2022-06/150702"
DESK = "/desk/2022-06/150702"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("海拉尔审", DeskRole.REVIEW, "150702")
    office.hire("代录", DeskRole.ENTRY)
    office.hire("经办", DeskRole.CLERK)
    return office


def _texts(cells: dict[str, str]) -> dict[str, str]:
    return {key.replace("__", "/").replace("_", "-"): text for key, text in cells.items()}


def fill(office: Office, who: str, deed: str, **cells: str) -> int:
    client = office.client(who)
    texts = {f"cell:{key}": text for key, text in _texts(cells).items()}
    return post(client, PAGE, {**form_of(client, f"{PAGE}?tab=all"), **texts, "do": deed}).status_code


def decide(office: Office, deed: str) -> None:
    client = office.client("经办")
    stamp = client.get(DESK).text.split('name="stamp" value="')[1].split('"')[0]
    assert post(client, f"{DESK}/{deed}", {"stamp": stamp, "words": "请附名册"}, page=DESK).status_code == 302


def lines(office: Office) -> list[LogLine]:
    found = [line_of(text) for _, texts in log_files(office.root) for text in texts]
    return [line for line in found if line is not None]


WHOLE = {
    "nursing_bed_share__numerator": "812",
    "nursing_bed_share__denominator": "1450",
    "care_beds__value": "1450",
    "visit_system__done": "是",
    "no_relapse__value": "0",
    "street_centres__numerator": "5",
    "street_centres__denominator": "7",
    "visiting_rate__numerator": "480",
    "visiting_rate__denominator": "500",
    "disability_jobs__value": "31",
    "rescue_plan__done": "是",
    "rescue_plan__on": "2022-06-20",
    "rescue_plan__evidence": "海民发〔2022〕12号",
    "village_rules__stage": "推进中",
    "village_rules__note": "已修订30个，其余正在走程序",
}


def test_every_deed_stands_in_the_log_with_who_did_it_and_the_chain_holds(office: Office) -> None:
    assert fill(office, "代录", "hand-in", **WHOLE) == 302
    decide(office, "return")
    assert fill(office, "海拉尔", "save", disability_jobs__value="32") == 302
    assert lines(office)[-1].deed == "退回"  # what is put aside is nobody's deed yet
    assert fill(office, "海拉尔审", "hand-in") == 302
    decide(office, "accept")
    told = list(dict.fromkeys((line.at, line.deed, line.by, line.unit, line.period) for line in lines(office)))
    now = f"{office.clock():%Y-%m-%dT%H:%M:%S}"
    assert [line[1:] for line in told] == [
        ("导入", "代录·代录", "150702", "2022-06"),
        ("退回", "经办·局经办", "150702", "2022-06"),
        ("导入", "海拉尔审·审", "150702", "2022-06"),
        ("受理", "经办·局经办", "150702", "2022-06"),
    ]
    assert {line[0] for line in told} == {now}
    changed = [(line.what, line.old, line.new) for line in lines(office) if line.by == "海拉尔审·审"]
    assert ("残疾人就业 数值", "31", "32") in changed
    assert list(broken(log_files(office.root), log_head(office.root))) == []


def test_the_log_says_from_where_and_which_file_and_what_the_file_was(office: Office) -> None:
    client = office.client("海拉尔")
    data = "单位,报告期,目标标识,字段,值\n150702,2022-06,disability-jobs,数值,31\n".encode()
    form = {"token": token_of(client, PAGE), "file": (io.BytesIO(data), "六月.csv")}
    by = {"REMOTE_ADDR": "10.0.0.7"}
    assert client.post(f"{PAGE}/upload", data=form, environ_base=by).status_code == 200
    fields = {**form_of(client, f"{PAGE}?tab=all"), **{f"cell:{k}": v for k, v in _texts(WHOLE).items()}}
    answer = client.post(PAGE, data={**fields, "token": token_of(client, PAGE), "do": "hand-in"}, environ_base=by)
    assert answer.status_code == 302
    file = office.root / "submissions/2022-06/150702.yaml"
    first = file.read_bytes()
    assert {(line.source, line.address, line.content, line.was, line.now) for line in lines(office)} == {
        ("六月.csv（网上改过）", "10.0.0.7", mark(data), "", mark(first))
    }
    decide(office, "accept")
    last = lines(office)[-1]
    record = (office.root / last.path).read_bytes()
    assert (last.address, last.content, last.was, last.now) == ("127.0.0.1", "", "", mark(record))
    assert fill(office, "海拉尔", "hand-in", disability_jobs__value="33") == 302
    last = lines(office)[-1]
    assert (last.was, last.now) == (mark(first), mark(file.read_bytes()))
    assert last.content == ""  # what was taken in is handed in: what comes now is typed
    assert list(broken(log_files(office.root), log_head(office.root))) == []
    page = office.client("经办").get("/log").text
    assert "10.0.0.7" in page
    assert f"指纹 {mark(data)[:12]}" in page


def mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_what_broke_off_is_finished_before_anything_is_written(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The power failed after the hand-in had been noted."""

    def broken_off(root: Path, note: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(journal, "_carry_out", broken_off)
        assert fill(office, "海拉尔", "hand-in", **WHOLE) == 500
    file = office.root / "submissions/2022-06/150702.yaml"
    assert not file.exists()
    assert fill(office, "海拉尔", "save", disability_jobs__value="33") == 302
    assert "disability-jobs: {value: 31}" in file.read_text(encoding="utf-8")
    assert [line.deed for line in lines(office)][-1] == "导入"
    assert not journal.unfinished(office.root)
