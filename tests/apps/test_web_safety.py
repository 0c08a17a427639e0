"""The rules of safety of the desk, each with a test that fails when the rule is taken out."""

from __future__ import annotations

import gc
import io
import re
import warnings
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("flask")


from mzgz.apps.web.roles import DeskRole
from mzgz.apps.web.route_context import plain_name
from mzgz.apps.web.web_settings import LOOPBACK
from web_desk import PASSWORD, Office, ask, form_of, post, token_of

MONTH = "2022-06"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("扎区", DeskRole.FILL, "150703")
    office.hire("扎区审", DeskRole.REVIEW, "150703")
    office.hire("经办", DeskRole.CLERK)
    office.hire("领导", DeskRole.LEADER)
    office.hire("管理", DeskRole.ADMIN)
    return office


def test_the_link_of_this_machine_is_good_with_its_code_only_and_from_this_machine_only(office: Office) -> None:
    assert office.visitor().get("/enter/other").status_code == 403
    assert office.visitor().get("/enter/once", environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 403
    assert office.local().get("/overview").status_code == 200


def test_a_session_outlives_the_desk_that_began_it_as_long_as_the_key_is_the_same(
    office: Office, tmp_path: Path
) -> None:
    client = office.client("经办")
    cookie = client.get_cookie("mzgz")
    assert cookie is not None
    again = Office(tmp_path / "again")
    again.hire("经办", DeskRole.CLERK)
    other = again.visitor()
    other.set_cookie("mzgz", cookie.value)
    assert other.get("/overview").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "169.254.0.1:8722"])
def test_a_foreign_host_gets_400(office: Office, host: str) -> None:
    assert office.visitor().get("/login", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://localhost"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, 302),
        ({}, 302),
    ],
)
def test_a_form_of_another_page_is_refused(office: Office, headers: dict[str, str], status: int) -> None:
    client = office.client("海拉尔")
    page = f"/fill/{MONTH}/150702"
    form = form_of(client, page) | {"token": token_of(client, page)}
    assert client.post(page, data=form, headers=headers).status_code == status


@pytest.mark.parametrize("token", ["", "wrong", None])
def test_a_form_without_the_token_of_the_session_is_refused(office: Office, token: str | None) -> None:
    client = office.client("海拉尔")
    form = {"do": "save"} | ({} if token is None else {"token": token})
    assert client.post(f"/fill/{MONTH}/150702", data=form).status_code == 403
    assert not (office.root / "half-filled").exists()


def test_looking_changes_nothing(office: Office) -> None:
    client = office.local()

    def files() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in office.root.rglob("*") if path.is_file()}

    before = files()
    for page in (
        "/overview",
        f"/desk/{MONTH}",
        f"/fill/{MONTH}/150702",
        "/report",
        f"/letters/{MONTH}",
        "/log",
        "/why/nursing-bed-share",
        "/help",
    ):
        assert client.get(page, follow_redirects=True).status_code == 200
    assert files() == before


def test_no_route_that_is_looked_at_takes_a_form(office: Office) -> None:
    for rule in office.app.url_map.iter_rules():
        assert not {"GET", "POST"} <= (rule.methods or set()), rule.rule
        assert (rule.methods or set()) <= {"GET", "HEAD", "OPTIONS", "POST"}, rule.rule


def test_the_cookie_is_for_this_desk_alone(office: Office, tmp_path: Path) -> None:
    secure = Office(tmp_path / "tls", secure=True)
    plain = office.visitor().get("/login").headers["Set-Cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    assert "Secure" in secure.visitor().get("/login", base_url="https://127.0.0.1:8722").headers["Set-Cookie"]


def test_the_link_is_good_once_and_another_is_told(office: Office) -> None:
    told: list[str] = []
    office.app.extensions["mzgz"].entry.tell = told.append
    first = office.visitor()
    assert first.get("/enter/once").status_code == 302
    assert first.get("/enter/once").status_code == 302  # as browsers do that fetch a page twice
    assert len(told) == 1
    assert len(told[0]) >= 32
    late = office.visitor().get("/enter/once")
    assert late.status_code == 403
    assert "最后一行的链接" in late.text
    assert office.visitor().get(f"/enter/{told[0]}").status_code == 302
    assert first.get("/overview").status_code == 200


def test_who_came_in_by_the_link_stays_in_when_the_desk_is_started_again(office: Office, tmp_path: Path) -> None:
    cookie = office.local().get_cookie("mzgz")
    assert cookie is not None

    def seen(later: Office, **asked: Any) -> int:
        client = later.visitor()
        client.set_cookie("mzgz", cookie.value)
        return client.get("/overview", **asked).status_code

    later = Office(tmp_path / "later", entry_code="another")
    assert seen(later) == 200
    assert seen(later, environ_base={"REMOTE_ADDR": "10.0.0.9"}) == 302  # a cookie that was carried off
    assert seen(Office(tmp_path / "elsewhere", entry_code=None)) == 302  # a desk for others has no link
    assert later.visitor().get("/enter/once").status_code == 403


def test_every_answer_carries_the_headers(office: Office) -> None:
    for path in ("/login", "/nosuch", "/style.css"):
        headers = office.visitor().get(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "form-action 'self'" in headers["Content-Security-Policy"]
        assert "base-uri 'none'" in headers["Content-Security-Policy"]
        assert "object-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "same-origin"


def test_no_page_needs_inline_script_or_style(office: Office) -> None:
    client = office.local()
    for page in ("/overview", f"/desk/{MONTH}/150702", f"/fill/{MONTH}/150702?tab=all", "/accounts", "/help"):
        text = client.get(page).text
        assert not re.findall(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
        assert re.findall(r"<script[^>]*>", text) == ['<script src="/desk.js" defer>']


def test_a_file_above_the_limit_gets_413(office: Office) -> None:
    client = office.client("海拉尔")
    token = token_of(client, "/help")
    big = {"token": token, "file": (io.BytesIO(b"0" * (10 * 1024 * 1024)), "big.xlsx")}
    answer = client.post(f"/fill/{MONTH}/150702/upload", data=big, content_type="multipart/form-data")
    assert answer.status_code == 413
    many = {"token": token, **{f"p{n}": "x" for n in range(601)}, "file": (io.BytesIO(b"x"), "a.xlsx")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # what had been spooled of it is closed when it is forgotten
        answer = client.post(f"/fill/{MONTH}/150702/upload", data=many, content_type="multipart/form-data")
        assert answer.status_code == 413
        del answer
        gc.collect()


def test_more_typed_than_anybody_types_gets_413(office: Office) -> None:
    client = office.client("海拉尔")
    form = {"token": token_of(client, "/help"), "cell:village-rules/note": "x" * (3 * 1024 * 1024), "do": "save"}
    assert client.post(f"/fill/{MONTH}/150702", data=form).status_code == 413
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # as above
        answer = client.post(f"/fill/{MONTH}/150702", data=form, content_type="multipart/form-data")
        assert answer.status_code == 413
        del answer
        gc.collect()
    assert not (office.root / "half-filled").exists()


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_as_much_as_somebody_may_type_is_taken(office: Office, kind: str) -> None:
    """The framework alone would refuse half a megabyte in one kind of form and take anything in the other."""
    client = office.client("海拉尔")
    form = {"token": token_of(client, "/help"), "cell:village-rules/note": "x" * (1024 * 1024), "do": "save"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # as above
        answer = client.post(f"/fill/{MONTH}/150702", data=form, content_type=kind)
        assert answer.status_code != 413
        del answer
        gc.collect()


@pytest.mark.parametrize("name", ["../../mzgz.yaml", "..\\..\\x.xlsx", "/etc/x.xlsx", "a" * 400 + ".xlsx"])
def test_a_foreign_name_never_becomes_a_path(office: Office, name: str) -> None:
    client = office.client("海拉尔")
    before = sorted(office.root.rglob("*"))
    form = {"token": token_of(client, "/help"), "file": (io.BytesIO(b"no workbook"), name)}
    answer = client.post(f"/fill/{MONTH}/150702/upload", data=form, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert sorted(office.root.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("../../mzgz.yaml", "mzgz.yaml"),
        ("C:\\Users\\表.xlsx", "表.xlsx"),
        ("/etc/", "文件"),
        ("", "文件"),
        ("表" * 400, "表" * 120),
    ],
)
def test_of_a_foreign_name_its_end_is_left_as_a_word(name: str, word: str) -> None:
    assert plain_name(name) == word


NAME = "tb.example.gov.cn"


def behind_proxy(folder: Path) -> Office:
    """TLS ends at a proxy of this machine, as in the example for nginx."""
    office = Office(folder, secure=True, names=LOOPBACK | {NAME}, proxies=frozenset({"127.0.0.1"}))
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("经办", DeskRole.CLERK)
    return office


@pytest.mark.parametrize(
    ("origin", "status"), [(f"https://{NAME}", 302), (f"http://{NAME}", 403), ("https://evil.example", 403)]
)
def test_forms_that_come_through_a_proxy_with_tls_are_our_own(tmp_path: Path, origin: str, status: int) -> None:
    client = behind_proxy(tmp_path).client("海拉尔")
    page = f"/fill/{MONTH}/150702"
    form = form_of(client, page) | {"token": token_of(client, page)}
    cookie = client.get_cookie("mzgz")
    assert cookie is not None
    client.set_cookie("mzgz", cookie.value, domain=NAME)
    assert client.post(page, data=form, headers={"Host": NAME, "Origin": origin}).status_code == status


def test_one_who_fails_behind_a_proxy_shuts_out_himself_alone(tmp_path: Path) -> None:
    office = behind_proxy(tmp_path)

    def attempt(name: str, secret: str, came_from: str, nearest: str = "127.0.0.1") -> int:
        return post(
            office.visitor(),
            "/login",
            {"name": name, "password": secret},
            headers={"X-Forwarded-For": came_from},
            environ_base={"REMOTE_ADDR": nearest},
        ).status_code

    for guess in range(5):
        attempt(f"甲{guess}", "x", "10.0.0.8")
    assert attempt("经办", PASSWORD, "10.0.0.9, 10.0.0.8") == 429
    assert attempt("经办", PASSWORD, "10.0.0.9") == 302
    for guess in range(5):
        attempt(f"乙{guess}", "x", f"10.0.1.{guess}", nearest="10.0.0.7")
    assert attempt("经办", PASSWORD, "10.0.1.99", nearest="10.0.0.7") == 429


def test_the_link_of_this_machine_is_not_to_be_had_through_a_proxy(tmp_path: Path) -> None:
    office = behind_proxy(tmp_path)
    assert office.visitor().get("/enter/once", headers={"X-Forwarded-For": "10.0.0.9"}).status_code == 403
    assert office.visitor().get("/enter/once", headers={"Host": NAME}).status_code == 403
    assert office.visitor().get("/enter/once").status_code == 302


def test_a_login_by_a_proxy_is_believed_from_the_proxy_only(tmp_path: Path) -> None:
    office = Office(tmp_path, auth_header="X-User", proxies=frozenset({"10.0.0.1"}))
    office.hire("领导", DeskRole.LEADER)
    client = office.visitor()
    by = {"X-User": "领导"}
    assert client.get("/overview", headers=by, environ_base={"REMOTE_ADDR": "10.0.0.1"}).status_code == 200
    assert client.get("/overview", headers=by, environ_base={"REMOTE_ADDR": "10.0.0.2"}).status_code == 302
    other = {"X-Somebody": "领导"}
    assert client.get("/overview", headers=other, environ_base={"REMOTE_ADDR": "10.0.0.1"}).status_code == 302
    named = Office(tmp_path / "named", auth_header="X-Somebody", proxies=frozenset({"10.0.0.1"}))
    named.hire("领导", DeskRole.LEADER)
    assert named.visitor().get("/overview", headers=other, environ_base={"REMOTE_ADDR": "10.0.0.1"}).status_code == 200
    plain = Office(tmp_path / "plain")
    plain.hire("领导", DeskRole.LEADER)
    assert plain.visitor().get("/overview", headers=by).status_code == 302


def test_read_only_takes_no_other_method(tmp_path: Path) -> None:
    office = Office(tmp_path, read_only=True)
    client = office.local()
    assert client.get("/overview").status_code == 200
    assert ask(client, "POST", f"/fill/{MONTH}/150702", do="save") == 403
