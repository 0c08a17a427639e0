"""What takes longer than a second: done in a process of its own, told on a page that needs no script, one's own only."""

from __future__ import annotations

import html
import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

pytest.importorskip("flask")

from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from commands import start, warm
from mzgz.apps.web.job_list import MOST_KEPT, Job, JobList
from mzgz.apps.web.job_process import STEPS, WorkOrder, WorkResult
from mzgz.apps.web.roles import DeskRole
from mzgz.apps.web.route_context import WebDesk
from web_desk import Office, post, token_of

GOOD = """entries:
  nursing-bed-share: {numerator: 812, denominator: 1450}
  care-beds: {value: 1450}
  no-relapse: {value: 0}
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path / "w", GOOD)
    office.hire("经办", DeskRole.CLERK)
    office.hire("领导", DeskRole.LEADER)
    return office


def jobs_of(office: Office) -> JobList:
    """The list the desk keeps."""
    desk: WebDesk = office.app.extensions["mzgz"]
    return desk.jobs


def finished(office: Office, client: FlaskClient, answer: TestResponse) -> str:
    """The address of the job's page, after the job has come to its end."""
    assert answer.status_code == 302, answer.text
    address = answer.headers["Location"]
    for job in jobs_of(office).of("经办"):
        assert job.over.wait(120)
    return str(address)


def taken(client: FlaskClient, page: str) -> bytes:
    """The file that was made."""
    with client.get(f"{page}/file") as answer:
        return bytes(answer.data)


def uploaded(client: FlaskClient, work: str, data: bytes, name: str = "改过的.docx") -> TestResponse:
    form = {"token": token_of(client, "/report"), "file": (io.BytesIO(data), name)}
    return client.post(f"/report/{work}", data=form, content_type="multipart/form-data")


def test_a_draft_of_the_desk_is_that_of_the_command(office: Office, tmp_path: Path) -> None:
    client = office.client("经办")
    page = finished(office, client, post(client, "/report/draft", {"document": "tables"}, page="/report"))
    told = client.get(page).text
    assert "做好了" in told
    assert "http-equiv" not in told
    data = taken(client, page)
    warm()
    words = [
        "report",
        "--document",
        "tables",
        "--format",
        "docx",
        "-C",
        str(office.root),
        "--out",
        str(tmp_path / "out"),
    ]
    status, said = start(words, tmp_path / "said").finish()
    assert status == 0, said
    assert parts(data) == parts((tmp_path / "out" / "tables.docx").read_bytes())
    assert not (office.root / "reports").exists()


def test_open_errors_stand_on_the_first_page_of_a_draft(tmp_path: Path) -> None:
    office = Office(tmp_path / "w", GOOD.replace("812", "1812"))
    office.hire("经办", DeskRole.CLERK)
    client = office.client("经办")
    page = finished(office, client, post(client, "/report/draft", {"document": "tables"}, page="/report"))
    assert re.search(r"数据还有\d+处强制问题没有改正", client.get(page).text)
    text = zipfile.ZipFile(io.BytesIO(taken(client, page))).read("word/document.xml").decode()
    assert "本稿只供内部核对，不得上报" in text


def test_an_edited_number_is_shown_in_its_sentence_and_put_right(office: Office) -> None:
    client = office.client("经办")
    page = finished(office, client, post(client, "/report/draft", {"document": "tables"}, page="/report"))
    draft = taken(client, page)
    edited = with_text(draft, "56.0%", "57.0%")
    told = html.unescape(client.get(finished(office, client, uploaded(client, "verify", edited))).text)
    assert "<mark>57.0%</mark>" in told
    assert re.search(r"链接着数据的数\d+个", told)


def test_a_draft_is_brought_up_to_date_as_tracked_changes(office: Office) -> None:
    client = office.client("经办")
    page = finished(office, client, post(client, "/report/draft", {"document": "tables"}, page="/report"))
    draft = taken(client, page)
    file = office.root / "submissions/2022-06/150702.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("812", "900"), encoding="utf-8")
    page = finished(office, client, uploaded(client, "refresh", draft))
    assert "改过的-更新.docx" in html.unescape(client.get(page).text)
    text = parts(taken(client, page))["word/document.xml"]
    assert ("62.1%" in text, "<w:ins " in text) == (True, True)


def parts(data: bytes) -> dict[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def with_text(data: bytes, old: str, new: str) -> bytes:
    """The document with a text of its body replaced once, as a person would overwrite it."""
    before, stream = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "word/document.xml":
                assert old in part.decode()
                part = part.decode().replace(old, new, 1).encode()
            after.writestr(name, part)
    return stream.getvalue()


@pytest.mark.parametrize("work", ["verify", "refresh"])
def test_what_is_no_document_is_told_in_words(office: Office, work: str) -> None:
    client = office.client("经办")
    told = client.get(finished(office, client, uploaded(client, work, b"no document"))).text
    assert "打不开 改过的.docx" in told
    assert "没有做成" in told


@pytest.mark.parametrize("work", ["verify", "refresh"])
def test_of_the_name_of_a_document_only_its_end_is_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    begun: list[WorkOrder] = []

    def begin(self: JobList, owner: str, title: str, order: WorkOrder, upload: FileStorage) -> Job:
        begun.append(order)
        return Job("1", owner, title, order, office.clock())

    monkeypatch.setattr(JobList, "begin", begin)
    answer = uploaded(office.client("经办"), work, b"x", "../../某某/讲话稿.docx")
    assert answer.status_code == 302
    assert [order.file for order in begun] == ["讲话稿.docx"]


def test_work_that_breaks_down_comes_to_an_end_on_its_page(office: Office) -> None:
    client = office.client("经办")
    job = jobs_of(office).begin("经办", "起草", WorkOrder("draft", office.root, "nosuch"))
    assert job.over.wait(120)
    assert "填报台自己出了错，没有做成" in client.get(f"/job/{job.number}").text


def test_a_job_is_nobody_elses(office: Office) -> None:
    client, other = office.client("经办"), office.client("领导")
    page = finished(office, client, uploaded(client, "verify", b"no document"))
    assert client.get(page).status_code == 200
    for address in (page, f"{page}/file"):
        assert other.get(address).status_code == 404
    assert page not in other.get("/report").text
    assert page in client.get("/report").text


def test_a_page_tells_where_the_work_stands_and_looks_again_by_itself(office: Office) -> None:
    client, kept = office.client("经办"), jobs_of(office)
    job = Job("n", "经办", "核对 六月.docx", WorkOrder("verify", office.root), office.clock())
    kept._jobs["n"] = job
    assert "前面还有别人的" in client.get("/job/n").text
    job.waits = False
    assert "前面还有别人的" not in client.get("/job/n").text
    job.step = STEPS["verify"][1]
    office.clock.pass_by(seconds=3)
    told = client.get("/job/n").text
    assert '<meta http-equiv="refresh" content="1">' in told
    assert "已经3秒" in told
    assert [mark for _, mark in job.steps] == ["做完了", "正在做", ""]
    job.failed = "打不开"
    assert [mark for _, mark in job.steps] == ["做完了", "没有做成", ""]
    job.failed, job.result = "", WorkResult()
    job.over.set()
    assert "http-equiv" not in client.get("/job/n").text


def test_old_jobs_are_let_go_and_running_ones_are_not(office: Office) -> None:
    kept = JobList(lambda: datetime(2022, 7, 4))  # noqa: DTZ001
    running = Job("r", "a", "t", WorkOrder("verify", office.root), datetime(2022, 7, 4))  # noqa: DTZ001
    kept._jobs["r"] = running
    done = [kept.begin("a", "t", WorkOrder("verify", office.root)) for _ in range(3)]
    for job in done:
        assert job.over.wait(120)
    assert kept.find("r", "a") is running
    assert [job.number for job in kept.of("a")] == [*(job.number for job in reversed(done)), "r"]


def test_what_came_in_and_what_was_made_is_on_the_disk_as_long_as_it_is_needed(office: Office) -> None:
    """Nothing of either is kept in the desk's memory: two dozen documents of 9 MB would be."""
    client, kept = office.client("经办"), jobs_of(office)
    page = finished(office, client, post(client, "/report/draft", {"document": "tables"}, page="/report"))
    draft = taken(client, page)
    finished(office, client, uploaded(client, "refresh", draft))
    refreshed, drafted = kept.of("经办")
    for job in (refreshed, drafted):
        assert job.result is not None
        assert job.result.data == b""
        assert job.order.folder is not None
        assert [file.name for file in job.order.folder.iterdir()] == ["made"]  # what came in is gone
    place = kept._place
    assert place.stat().st_mode & 0o077 == 0
    for _ in range(MOST_KEPT):
        job = Job(f"{_}", "甲", "t", WorkOrder("verify", office.root), office.clock())
        job.over.set()
        kept._jobs[job.number] = job
    finished(office, client, uploaded(client, "verify", b"no document"))
    assert len(list(place.iterdir())) == 1  # the folders of jobs that were let go of went with them
