"""Logging in to the desk: codes that are good once, passwords, failures that close the door, sessions that end."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("flask")

from werkzeug.security import generate_password_hash

from mzgz.apps.web import accounts
from mzgz.apps.web.accounts import FILE, Account, Accounts
from mzgz.apps.web.application import create_app
from mzgz.apps.web.roles import DeskRole
from mzgz.apps.web.web_settings import LOOPBACK, WebSettings
from web_desk import METHOD, PASSWORD, QUICK, START, Office, post, token_of


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Its hashes take no time: how long they take otherwise is a test's own subject."""
    monkeypatch.setattr(accounts, "_METHOD", METHOD)
    monkeypatch.setattr(accounts, "_UNKNOWN", QUICK.rpartition("$")[0] + "$" + "0" * 128)
    return opened(tmp_path)


def opened(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("经办", DeskRole.CLERK)
    return office


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


@pytest.mark.parametrize("easy", ["1234567890", "0987654321", "qwertyuiop", "ABCDEFGHIJ", "1qaz2wsx3edc"])
def test_keys_in_a_row_are_no_password(office: Office, easy: str) -> None:
    code = office.accounts.add("根河", DeskRole.FILL, "150702", office.clock())
    form = {"name": "根河", "code": code, "first": easy, "second": easy}
    answer = post(office.visitor(), "/password", form, page="/login")
    assert (answer.status_code, "太容易猜" in answer.text) == (422, True)


@pytest.mark.parametrize(
    "copied", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code.replace('-', '－')} "]
)
def test_a_code_is_taken_as_people_copy_it_from_paper(office: Office, copied: Callable[[str], str]) -> None:
    code = office.accounts.add("根河", DeskRole.FILL, "150702", office.clock())
    answer = post(office.visitor(), "/login", {"name": "根河", "password": copied(code)}, page="/login")
    assert "设密码" in answer.text


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


def test_a_new_code_ends_the_sessions_begun_before(office: Office) -> None:
    client = office.client("经办")
    office.accounts.add("经办", DeskRole.CLERK, None, office.clock())
    assert client.get("/overview").status_code == 302


@pytest.mark.parametrize(
    ("name", "minutes", "open_"),
    [("经办", 29, True), ("经办", 31, False), ("海拉尔", 479, True), ("海拉尔", 481, False)],
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


def attempt(office: Office, name: str, secret: str, address: str = "127.0.0.1") -> int:
    client = office.visitor()
    form = {"name": name, "password": secret, "token": token_of(client, "/login")}
    return client.post("/login", data=form, environ_base={"REMOTE_ADDR": address}).status_code


def first_password(office: Office, name: str, code: str, first: str, second: str | None = None) -> tuple[int, str]:
    form = {"name": name, "code": code, "first": first, "second": first if second is None else second}
    answer = post(office.visitor(), "/password", form, page="/login")
    return answer.status_code, answer.text


@pytest.mark.parametrize("easy", ["1111111111", "1212121212", "121212121233", "根河民政局李国强主任"])
def test_an_easy_password_is_not_taken(office: Office, easy: str) -> None:
    name = "根河民政局李国强主任"
    code = office.accounts.add(name, DeskRole.FILL, "150702", office.clock())
    status, words = first_password(office, name, code, easy)
    assert (status, "密码太容易猜" in words) == (422, True)
    assert first_password(office, name, code, PASSWORD)[0] == 302


def test_a_password_typed_in_two_ways_is_not_taken(office: Office) -> None:
    code = office.accounts.add("根河", DeskRole.FILL, "150702", office.clock())
    status, words = first_password(office, "根河", code, PASSWORD, f"{PASSWORD}1")
    assert (status, "两次写的不一样" in words) == (422, True)
    assert attempt(office, "根河", PASSWORD) == 403


def test_of_a_code_that_was_used_nothing_is_kept_and_what_is_kept_is_slow_to_guess(tmp_path: Path) -> None:
    book = Accounts(tmp_path)
    book.add("根河", DeskRole.FILL, "150702", START)
    coded = book.find("根河")
    assert coded is not None
    assert coded.code is not None
    assert coded.code.startswith("scrypt:8192:8:10$")
    book.set_password(coded, PASSWORD)
    (known,) = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    assert (known["code"], known["code_until"]) == (None, None)
    assert known["password"].startswith("scrypt:8192:8:10$")


def test_beside_a_password_no_code_is_good(tmp_path: Path) -> None:
    """Even where somebody has put one back into the file."""
    book = Accounts(tmp_path)
    code = book.add("根河", DeskRole.FILL, "150702", START)
    coded = book.find("根河")
    assert coded is not None
    book.set_password(coded, PASSWORD)
    file = tmp_path / FILE
    known = json.loads(file.read_text(encoding="utf-8"))
    known[0] |= {"code": coded.code, "code_until": coded.code_until}
    file.write_text(json.dumps(known), encoding="utf-8")
    assert book.admits(book.find("根河"), code, START) is None
    assert book.admits(book.find("根河"), PASSWORD, START) == "password"


def test_an_account_with_neither_password_nor_code_lets_nobody_in(office: Office) -> None:
    """As after a hand has gone through the file."""
    known = json.loads(office.text(FILE))
    (office.root / FILE).write_text(json.dumps([one | {"password": None} for one in known]), encoding="utf-8")
    assert [attempt(office, "经办", secret) for secret in ("", "None", PASSWORD)] == [403] * 3


@pytest.mark.parametrize("name", ["经办", "没有这个人"])
def test_failures_from_many_addresses_close_the_name_known_or_not(office: Office, name: str) -> None:
    assert [attempt(office, name, "wrong", f"10.0.0.{n}") for n in range(6)] == [403] * 5 + [429]
    office.clock.pass_by(minutes=14)
    assert attempt(office, name, PASSWORD, "10.0.1.1") == 429


def test_failures_with_many_names_close_the_address(office: Office) -> None:
    assert [attempt(office, f"甲{n}", "wrong", "10.0.0.9") for n in range(5)] == [403] * 5
    assert attempt(office, "经办", PASSWORD, "10.0.0.9") == 429
    assert attempt(office, "经办", PASSWORD, "10.0.0.8") == 302


def test_guessing_codes_closes_the_door_too(office: Office) -> None:
    code = office.accounts.add("根河", DeskRole.FILL, "150702", office.clock())
    assert [first_password(office, "根河", f"AAAA-BBBB-CCC{n}", PASSWORD)[0] for n in range(5)] == [403] * 5
    assert first_password(office, "根河", code, PASSWORD)[0] == 403
    assert attempt(office, "根河", code) == 429
    office.clock.pass_by(minutes=16)
    assert first_password(office, "根河", code, PASSWORD)[0] == 302


def test_an_unknown_name_costs_as_much_as_a_known_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One password is hashed for each attempt, so that nothing shows by how long the answer takes."""
    office = opened(tmp_path)
    office.accounts.add("根河", DeskRole.FILL, "150702", office.clock())
    for account in office.accounts.all()[1:]:
        office.accounts.set_password(account, PASSWORD)
    hashed: list[str] = []

    def counted(known: str, secret: str) -> bool:
        hashed.append(known.split("$")[0])
        return False

    monkeypatch.setattr(accounts, "_matches", counted)
    known = json.loads(office.text(FILE))
    known[-1] |= {"password": None, "code": None}
    (office.root / FILE).write_text(json.dumps(known), encoding="utf-8")
    for name in ("经办", "根河", "海拉尔", "没有这个人"):
        assert attempt(office, name, "wrong") == 403
    assert len(hashed) == 4
    assert len(set(hashed)) == 1


def test_coming_in_begins_a_session_of_its_own(office: Office) -> None:
    client = office.visitor()
    before = token_of(client, "/login")
    post(client, "/login", {"name": "经办", "password": PASSWORD}, page="/login")
    assert token_of(client, "/help") != before
    with client.session_transaction() as session:
        session["entry"] = "left over"
    post(client, "/login", {"name": "经办", "password": PASSWORD}, page="/login")
    with client.session_transaction() as session:
        assert "entry" not in session


def test_going_out_ends_the_session_and_only_by_the_button(office: Office) -> None:
    client = office.client("经办")
    assert client.get("/logout").status_code == 405
    assert client.post("/logout").status_code == 403
    assert client.get("/overview").status_code == 200
    assert post(client, "/logout", {}, page="/help").status_code == 302
    with client.session_transaction() as session:
        assert not session
    assert client.get("/overview").status_code == 302


def test_a_session_without_a_number_of_its_own_opens_nothing(office: Office) -> None:
    """Nobody could end it."""
    client = office.client("经办")
    with client.session_transaction() as session:
        del session["number"]
    assert client.get("/overview").status_code == 302


def test_a_cookie_kept_from_before_opens_nothing_once_its_session_is_ended(office: Office, tmp_path: Path) -> None:
    """Going out used to take the cookie from the browser only."""
    client, beside = office.client("经办"), office.client("经办")
    kept = client.get_cookie("mzgz")
    assert kept is not None
    post(client, "/logout", {}, page="/help")
    client.set_cookie("mzgz", kept.value)
    assert client.get("/overview").status_code == 302
    assert beside.get("/overview").status_code == 200  # another place where the same account is in
    again = create_app(WebSettings(office.root, b"k" * 32, office.clock, entry_code="once", names=LOOPBACK))
    later = again.test_client()
    later.set_cookie("mzgz", kept.value)
    assert later.get("/overview").status_code == 302  # a restart does not bring it back
    assert len(office.text(".mzgz/ended-sessions").splitlines()) == 1
    office.clock.pass_by(hours=9)
    post(office.client("经办"), "/logout", {}, page="/help")
    assert len(office.text(".mzgz/ended-sessions").splitlines()) == 1  # nobody's any more after a working day


def test_an_account_that_was_taken_away_is_out_at_once(office: Office) -> None:
    client = office.visitor()
    code = office.accounts.add("管理", DeskRole.ADMIN, None, office.clock())
    form = {"name": "管理", "code": code, "first": PASSWORD, "second": PASSWORD}
    post(client, "/password", form, page="/login")
    assert client.get("/overview").status_code == 200
    assert office.accounts.remove("管理")
    assert client.get("/overview").status_code == 302
    office.clock.pass_by(minutes=1)
    office.accounts.add("管理", DeskRole.ADMIN, None, office.clock())  # somebody else of that name, later
    assert client.get("/overview").status_code == 302


def named(page: str) -> list[str]:
    """Whom the table of accounts names."""
    return re.findall(r'<th scope="row">([^<]+)</th>', page)


def test_what_takes_an_account_away_is_asked_about_once_more(office: Office) -> None:
    office.hire("管理员", DeskRole.ADMIN)
    admin, clerk = office.client("管理员"), office.client("海拉尔")
    for deed, asked in (("remove", "真的停用“海拉尔”"), ("renew", "重发口令吗")):
        told = post(admin, "/accounts", {"name": "海拉尔", "do": deed})
        assert told.status_code == 200
        assert asked in told.text
        assert clerk.get("/help").status_code == 200
    told = post(admin, "/accounts", {"name": "海拉尔", "do": "renew", "sure": "1"}).text
    assert re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", told)
    assert clerk.get("/help").status_code == 302
    assert post(admin, "/accounts", {"name": "海拉尔", "do": "remove", "sure": "1"}).status_code == 302
    assert named(admin.get("/accounts").text) == ["管理员", "经办"]
    told = post(admin, "/accounts", {"name": "管理员", "do": "remove"}).text
    assert "最后一个管理账号" in told


def test_a_name_that_is_taken_is_not_given_to_somebody_else(office: Office) -> None:
    office.hire("管理员", DeskRole.ADMIN)
    admin, clerk = office.client("管理员"), office.client("海拉尔")
    told = post(admin, "/accounts", {"name": "海拉尔", "unit": "150703", "role": "填", "do": "add"})
    assert told.status_code == 409
    assert "已经有了（海拉尔，填）" in told.text
    assert clerk.get("/help").status_code == 200
    account = office.accounts.find("海拉尔")
    assert account is not None
    assert account.unit == "150702"


def test_a_password_set_at_the_former_price_is_kept_and_written_anew(tmp_path: Path) -> None:
    accounts, now = Accounts(tmp_path), START
    before = generate_password_hash(PASSWORD, method="scrypt:32768:8:1")
    accounts._put(Account("海拉尔", "填", "150702", before))
    assert accounts.admits(accounts.find("海拉尔"), "芦苇", now) is None
    assert accounts.all()[0].password == before
    for _ in range(2):
        assert accounts.admits(accounts.find("海拉尔"), PASSWORD, now) == "password"
        assert (accounts.all()[0].password or "").startswith("scrypt:8192:8:10$")
