"""Workbooks and letters are read and written in a process of their own: the same comes of it, and nothing of it stays."""

from __future__ import annotations

import gc
import html
import io
import os
import re
from pathlib import Path

import pytest

pytest.importorskip("flask")

from flask.testing import FlaskClient

from mzgz.apps.web.own_process import made_apart, what_a_process_says
from mzgz.apps.web.roles import DeskRole
from web_desk import RETURN, Office, token_of

PAGE = "/fill/2022-06/150702"
FORM = f"{PAGE}/form.xlsx"


@pytest.fixture
def offices(tmp_path: Path) -> list[Office]:
    """The same workspace twice: one desk that does everything in its own process, one that does not."""
    made = [Office(tmp_path / str(apart), RETURN, apart=apart) for apart in (False, True)]
    for office in made:
        office.hire("海拉尔", DeskRole.FILL, "150702")
        office.hire("经办", DeskRole.CLERK)
    return made


def uploaded(client: FlaskClient, data: bytes, name: str) -> tuple[int, str]:
    sent = {"token": token_of(client, "/help"), "file": (io.BytesIO(data), name)}
    answer = client.post(f"{PAGE}/upload", data=sent, content_type="multipart/form-data")
    return answer.status_code, re.sub(r'value="[^"]{20,}"', "", html.unescape(answer.text))


def test_a_workbook_is_the_same_either_way(offices: list[Office]) -> None:
    here, apart = (office.client("海拉尔").get(FORM) for office in offices)
    assert here.status_code == apart.status_code == 200
    assert here.data == apart.data


@pytest.mark.parametrize("half", [False, True])
def test_an_upload_is_told_the_same_either_way(offices: list[Office], half: bool) -> None:
    clients = [office.client("海拉尔") for office in offices]
    form = clients[0].get(FORM).data
    here, apart = (uploaded(client, form[: len(form) // 2] if half else form, "六月.xlsx") for client in clients)
    assert here == apart
    assert here[0] == (422 if half else 200)


def test_values_that_cannot_be_read_keep_their_places_either_way(offices: list[Office]) -> None:
    rows = "单位,报告期,目标标识,字段,值\n150702,2022-06,care-beds,数值,很多\n150702,2022-06,disability-jobs,数值,32\n"
    here, apart = (uploaded(office.client("海拉尔"), rows.encode(), "六月.csv") for office in offices)
    assert here == apart
    assert here[0] == 422


def test_a_letter_is_the_same_either_way(offices: list[Office]) -> None:
    for office in offices:
        office.clock.pass_by(days=6)
    clients = [office.client("经办") for office in offices]
    address = re.findall(r'href="(/letters/2022-06/[^"]+docx)"', clients[0].get("/letters/2022-06").text)[0]
    here, apart = (client.get(html.unescape(address)) for client in clients)
    assert here.status_code == 200
    assert here.data == apart.data


@pytest.mark.parametrize(
    ("where", "name"),
    [("mzgz.formats.xlsx.form_writer", "make_form"), ("mzgz.formats.form_file_kinds", "take_bytes")],
)
def test_none_of_it_is_done_in_the_process_of_the_desk(
    offices: list[Office], monkeypatch: pytest.MonkeyPatch, where: str, name: str
) -> None:
    office = offices[1]
    client = office.client("海拉尔")
    form = client.get(FORM).data

    def here(*_: object, **__: object) -> None:
        raise AssertionError("done in the process of the desk")

    monkeypatch.setattr(f"{where}.{name}", here)
    assert client.get(FORM).data == form
    assert uploaded(client, form, "六月.xlsx")[0] == 200


def test_what_pages_have_drawn_is_let_go_of(offices: list[Office]) -> None:
    """With nobody looking for circles of his own accord, as many things are there after forty pages as after ten."""
    client = offices[0].client("海拉尔")

    def there_after(pages: int) -> int:
        for _ in range(pages):
            client.get(PAGE)
        return len(gc.get_objects())

    gc.disable()
    try:
        before = there_after(10)
        assert there_after(40) < before + 5000
    finally:
        gc.enable()


def test_work_that_breaks_off_is_told_and_holds_nobody_up() -> None:
    for _ in range(3):  # more than may be at work at once
        with pytest.raises(EOFError):
            made_apart(os._exit, 3)
    assert made_apart(len, "甲乙") == 2


def test_a_process_that_is_silent_is_given_up() -> None:
    with pytest.raises(TimeoutError):
        next(what_a_process_says(sleeping, 60, 0.05))


def sleeping(seconds: int, _: object) -> None:
    import time

    time.sleep(seconds)
