"""The rules of safety of the desk, each with a test that fails when the rule is taken out."""

from __future__ import annotations

import gc
import io
import re
import threading
import warnings
from pathlib import Path

import pytest

pytest.importorskip("flask")

from flask.testing import FlaskClient

from mzgz.apps.web.roles import DeskRole, Need
from mzgz.apps.web.route_context import NEEDS
from mzgz.apps.web.web_settings import LOOPBACK
from web_desk import PASSWORD, Office, form_of, post, token_of

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


def test_the_cookie_is_for_this_desk_alone(office: Office, tmp_path: Path) -> None:
    secure = Office(tmp_path / "tls", secure=True)
    plain = office.visitor().get("/login").headers["Set-Cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    assert "Secure" in secure.visitor().get("/login", base_url="https://127.0.0.1:8722").headers["Set-Cookie"]


@pytest.mark.parametrize(
    ("name", "minutes", "open_"),
    [("经办", 29, True), ("经办", 31, False), ("海拉尔", 31, True), ("海拉尔", 481, False)],
)
def test_who_decides_may_be_away_for_half_an_hour_who_fills_for_a_working_day(
    office: Office, name: str, minutes: int, open_: bool
) -> None:
    client = office.client(name)
    office.clock.pass_by(minutes=minutes)
    assert (client.get("/help").status_code == 200) is open_


def test_who_keeps_at_it_is_not_sent_away(office: Office) -> None:
    client = office.client("经办")
    for _ in range(3):
        office.clock.pass_by(minutes=20)
        assert client.get("/help").status_code == 200


def test_the_link_of_an_earlier_start_ends_with_it(office: Office, tmp_path: Path) -> None:
    cookie = office.local().get_cookie("mzgz")
    assert cookie is not None
    later = Office(tmp_path / "later", entry_code="another").visitor()
    later.set_cookie("mzgz", cookie.value)
    assert later.get("/overview").status_code == 302


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
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "same-origin"


def test_no_page_needs_inline_script_or_style(office: Office) -> None:
    client = office.local()
    for page in ("/overview", f"/desk/{MONTH}/150702", f"/fill/{MONTH}/150702?tab=all", "/accounts", "/help"):
        text = client.get(page).text
        assert not re.findall(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
        assert re.findall(r"<script[^>]*>", text) == ['<script src="/desk.js" defer>']


def test_a_code_is_good_once_and_for_a_week(office: Office) -> None:
    code = office.accounts.add("根河", DeskRole.FILL, "150702", office.clock())
    client = office.visitor()
    assert "设密码" in post(client, "/login", {"name": "根河", "password": code}, page="/login").text
    chosen = {"name": "根河", "code": code, "first": PASSWORD, "second": PASSWORD}
    assert post(client, "/password", chosen, page="/login").status_code == 302
    assert post(office.visitor(), "/password", chosen, page="/login").status_code == 403
    assert post(office.visitor(), "/login", {"name": "根河", "password": code}, page="/login").status_code == 403
    late = office.accounts.add("莫旗", DeskRole.FILL, "150703", office.clock())
    office.clock.pass_by(days=8)
    assert post(office.visitor(), "/login", {"name": "莫旗", "password": late}, page="/login").status_code == 403


def test_a_short_password_is_not_taken(office: Office) -> None:
    code = office.accounts.add("根河", DeskRole.FILL, "150702", office.clock())
    form = {"name": "根河", "code": code, "first": "123456789", "second": "123456789"}
    answer = post(office.visitor(), "/password", form, page="/login")
    assert (answer.status_code, "不足10位" in answer.text) == (422, True)


def test_secrets_are_nowhere_readable(office: Office) -> None:
    code = office.accounts.add("根河", DeskRole.FILL, "150702", office.clock())
    file = office.root / ".mzgz/accounts.json"
    assert PASSWORD not in file.read_text(encoding="utf-8")
    assert code not in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o077 == 0


def test_accounts_opened_at_once_are_all_there_and_out_of_reach_of_git(office: Office) -> None:
    names = [f"甲{n}" for n in range(6)]
    threads = [
        threading.Thread(target=office.accounts.add, args=(name, DeskRole.CLERK, None, office.clock()))
        for name in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {account.name for account in office.accounts.all()} >= set(names)
    assert office.text(".mzgz/.gitignore") == "*\n"


def test_five_failures_close_the_account_for_a_quarter_of_an_hour(office: Office) -> None:
    def attempt(password: str) -> int:
        return post(office.visitor(), "/login", {"name": "经办", "password": password}, page="/login").status_code

    assert [attempt("wrong") for _ in range(5)] == [403] * 5
    assert attempt(PASSWORD) == 429
    office.clock.pass_by(minutes=16)
    assert attempt(PASSWORD) == 302


def test_an_unknown_account_gets_the_same_answer(office: Office) -> None:
    known, unknown = (
        post(office.visitor(), "/login", {"name": name, "password": "x"}, page="/login")
        for name in ("经办", "没有这个人")
    )
    strip = re.compile(r'value="[^"]+"')
    assert (known.status_code, strip.sub("", known.text)) == (unknown.status_code, strip.sub("", unknown.text))


def routes(office: Office) -> list[tuple[str, str, str]]:
    """Every route with its method and an address about 扎区."""
    values = {
        "month": MONTH,
        "unit": "150703",
        "target": "nursing-bed-share",
        "name": "x",
        "code": "x",
        "work": "draft",
        "number": "x",
    }
    found = []
    for rule in office.app.url_map.iter_rules():
        address = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: values[match[1]], rule.rule)
        found += [(rule.endpoint, method, address) for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})]
    return found


def test_every_route_says_what_it_needs(office: Office) -> None:
    assert {endpoint for endpoint, _, _ in routes(office)} <= set(NEEDS)
    open_to_all = {endpoint for endpoint, need in NEEDS.items() if need is Need.NOBODY}
    assert open_to_all == {"style", "desk_script", "icon", "enter", "login", "log_in", "first_password", "log_out"}


def ask(client: FlaskClient, method: str, address: str, **form: str) -> int:
    token = token_of(client, "/help") if method == "POST" else ""
    status: int = client.open(address, method=method, data={"token": token, **form}).status_code
    return status


def test_nobody_who_has_not_logged_in_gets_anywhere(office: Office) -> None:
    client = office.visitor()
    for endpoint, method, address in routes(office):
        if NEEDS[endpoint] is not Need.NOBODY:
            answer = client.open(address, method=method)
            assert answer.status_code in (302, 403), address
            assert answer.headers.get("Location", "/login") == "/login"


def test_a_unit_reaches_nothing_of_another_by_any_route(office: Office) -> None:
    """Walks the route table: what is about 扎区, or about the whole city, is closed to 海拉尔."""
    client = office.client("海拉尔")
    own = {"home", "help_page"}
    for endpoint, method, address in routes(office):
        if NEEDS[endpoint] is Need.NOBODY or endpoint in own:
            continue
        assert ask(client, method, address) == 403, address
        assert "扎区" not in client.get(address).text
    assert not (office.root / "half-filled").exists()
    assert client.get(f"/fill/{MONTH}/150702").status_code == 200


def test_the_bureau_writes_no_entries_and_its_leaders_decide_nothing(office: Office) -> None:
    page = f"/fill/{MONTH}/150703"
    for name in ("经办", "领导", "管理"):
        client = office.client(name)
        assert ask(client, "POST", page, do="save") == 403
        assert ask(client, "POST", page, do="hand-in") == 403
        assert ask(client, "POST", f"{page}/upload") == 403
    for name in ("领导", "管理", "海拉尔"):
        client = office.client(name)
        assert ask(client, "POST", f"/desk/{MONTH}/150703/accept") == 403
        assert ask(client, "POST", f"/desk/{MONTH}/150703/return") == 403
    assert ask(office.client("领导"), "GET", "/accounts") == 403


def test_who_reviews_hands_in_and_does_not_fill(office: Office) -> None:
    client = office.client("扎区审")
    assert ask(client, "POST", f"/fill/{MONTH}/150703", do="save") == 403
    assert ask(client, "POST", f"/fill/{MONTH}/150703", do="hand-in") == 409


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


@pytest.mark.parametrize("name", ["../../mzgz.yaml", "..\\..\\x.xlsx", "/etc/x.xlsx", "a" * 400 + ".xlsx"])
def test_a_foreign_name_never_becomes_a_path(office: Office, name: str) -> None:
    client = office.client("海拉尔")
    before = sorted(office.root.rglob("*"))
    form = {"token": token_of(client, "/help"), "file": (io.BytesIO(b"no workbook"), name)}
    answer = client.post(f"/fill/{MONTH}/150702/upload", data=form, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert sorted(office.root.rglob("*")) == before


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
    plain = Office(tmp_path / "plain")
    plain.hire("领导", DeskRole.LEADER)
    assert plain.visitor().get("/overview", headers=by).status_code == 302


def test_read_only_takes_no_other_method(tmp_path: Path) -> None:
    office = Office(tmp_path, read_only=True)
    client = office.local()
    assert client.get("/overview").status_code == 200
    assert ask(client, "POST", f"/fill/{MONTH}/150702", do="save") == 403


def test_a_new_code_ends_the_sessions_begun_before(office: Office) -> None:
    client = office.client("经办")
    office.accounts.add("经办", DeskRole.CLERK, None, office.clock())
    assert client.get("/overview").status_code == 302
