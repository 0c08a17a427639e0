"""Who may do what at the desk: by every route there is, with every role there is."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

pytest.importorskip("flask")

from mzgz.apps.web.roles import DeskRole, Need, Visitor
from mzgz.apps.web.route_context import NEEDS
from mzgz.apps.web.unfinished_forms import HalfFilled
from mzgz.intake.workspace import load
from mzgz.model.periods import Period
from web_desk import RETURN, Office, ask, form_of, post, token_of

MONTH = "2022-06"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("扎区审", DeskRole.REVIEW, "150703")
    office.hire("经办", DeskRole.CLERK)
    office.hire("领导", DeskRole.LEADER)
    office.hire("管理", DeskRole.ADMIN)
    office.hire("代录", DeskRole.ENTRY)
    return office


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


def test_a_route_that_does_not_say_what_it_needs_is_open_to_nobody(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = office.client("经办")
    assert client.get("/overview").status_code == 200
    monkeypatch.delitem(NEEDS, "overview")
    assert client.get("/overview").status_code == 403


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


SECRETS = ("70407", "70408", "70409", "只有扎区知道的话")
"""Figures and words of 扎区 that stand nowhere else."""
THEIRS = """# submissions/2022-06/150703.yaml
entries:
  nursing-bed-share: {numerator: 70407, denominator: 70408}
  care-beds: {value: 70408}
  village-rules: {stage: 推进中, note: 只有扎区知道的话}
"""


@pytest.fixture
def neighbours(tmp_path: Path) -> Office:
    """扎区 has handed in June and put July's figures aside, 海拉尔 has handed in June."""
    office = Office(tmp_path, RETURN + THEIRS)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("海拉尔审", DeskRole.REVIEW, "150702")
    office.hire("扎区", DeskRole.FILL, "150703")
    office.hire("扎区审", DeskRole.REVIEW, "150703")
    half = {"nursing-bed-share/numerator": "70409"}
    HalfFilled(half, {}, {}).write(office.root, "150703", Period.parse("2022-07"))
    return office


def files_of(office: Office, unit: str) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in office.root.rglob(f"*{unit}*") if path.is_file()}


@pytest.mark.parametrize("who", ["海拉尔", "海拉尔审"])
def test_no_route_shows_or_changes_what_is_another_units(neighbours: Office, who: str) -> None:
    """Every route and method, about the other unit and about one's own, in both months."""
    client = neighbours.client(who)
    theirs, token = files_of(neighbours, "150703"), token_of(client, "/help")
    told = ""
    for endpoint, method, address in routes(neighbours):
        if endpoint == "log_out":
            continue
        for place in (address, address.replace("150703", "150702")):
            for month in (MONTH, "2022-07"):
                answer = client.open(place.replace(MONTH, month), method=method, data={"token": token, "do": "hand-in"})
                told += answer.text if "xlsx" not in place else ""
    assert not [secret for secret in SECRETS if secret in told]
    assert "812" in told
    assert files_of(neighbours, "150703") == theirs


def test_a_form_cannot_name_another_unit_than_its_address(neighbours: Office) -> None:
    client = neighbours.client("海拉尔")
    page = f"/fill/{MONTH}/150702"
    theirs = files_of(neighbours, "150703")
    named = {"unit": "150703", "cell:unit": "150703", "cell:../150703/care-beds/value": "1", "do": "hand-in"}
    post(client, f"{page}?unit=150703", {**form_of(client, f"{page}?tab=all"), **named}, page=page)
    assert files_of(neighbours, "150703") == theirs
    for address in (
        f"/fill/{MONTH}/../2022-06/150703",
        f"/fill/{MONTH}/150702%2F..%2F150703",
        f"/fill/{MONTH}//150703",
    ):
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code in (403, 404), address
        assert not [secret for secret in SECRETS if secret in answer.text]


def test_a_workbook_of_another_unit_is_not_taken_in(neighbours: Office) -> None:
    from mzgz.formats.xlsx.form_writer import make_form

    ledger, _ = load(neighbours.root)
    form = make_form(ledger, ledger.units.by_code["150703"], Period.parse(MONTH), rules=[], filled=True)
    assert form is not None
    client = neighbours.client("海拉尔")
    page = f"/fill/{MONTH}/150702"
    sent = {"token": token_of(client, page), "file": (io.BytesIO(form), "六月.xlsx")}
    answer = client.post(f"{page}/upload", data=sent, content_type="multipart/form-data")
    assert (answer.status_code, "没有收进来" in answer.text) == (422, True)
    assert not (neighbours.root / "half-filled/2022-06").exists()


def test_each_role_may_what_it_is_for_and_no_more() -> None:
    """The table of roles said once more, by what it is for."""
    unit, other = "150702", "150703"
    may = {
        DeskRole.FILL: {Need.ACCOUNT, Need.READ_UNIT, Need.WRITE_UNIT},
        DeskRole.REVIEW: {Need.ACCOUNT, Need.READ_UNIT},
        DeskRole.CLERK: {Need.ACCOUNT, Need.OVERVIEW, Need.READ_UNIT, Need.DECIDE},
        DeskRole.LEADER: {Need.ACCOUNT, Need.OVERVIEW, Need.READ_UNIT},
        DeskRole.ADMIN: {Need.ACCOUNT, Need.OVERVIEW, Need.READ_UNIT, Need.ACCOUNTS},
        DeskRole.ENTRY: {Need.ACCOUNT, Need.OVERVIEW, Need.READ_UNIT, Need.WRITE_UNIT},
    }
    for role in DeskRole:
        whose = unit if role.of_unit else None
        visitor = Visitor("甲", frozenset({role}), whose)
        asked = [(need, unit if need in (Need.READ_UNIT, Need.WRITE_UNIT) else None) for need in Need]
        assert {need for need, about in asked if visitor.may(need, about)} == {Need.NOBODY, *may[role]}, role
        assert visitor.may(Need.READ_UNIT, other) is not role.of_unit, role
        assert visitor.may_hand_in(unit) is (role in (DeskRole.FILL, DeskRole.REVIEW, DeskRole.ENTRY)), role
        assert visitor.may_hand_in(other) is (role is DeskRole.ENTRY), role


def test_a_role_of_a_unit_without_its_unit_may_nothing() -> None:
    """As after a hand has gone through the file of accounts."""
    for role in (DeskRole.FILL, DeskRole.REVIEW):
        visitor = Visitor("甲", frozenset({role}), None)
        assert not any(visitor.may(need, "150702") for need in Need if need is not Need.NOBODY)
        assert not visitor.may_hand_in("150702")


def test_accounts_are_opened_by_the_one_who_keeps_them(office: Office) -> None:
    form = {"name": "新", "role": "局经办"}
    for name in ("经办", "领导", "代录", "海拉尔", "扎区审"):
        assert ask(office.client(name), "POST", "/accounts", **form) == 403
    assert office.accounts.find("新") is None
    assert post(office.client("管理"), "/accounts", form).status_code == 200
    assert office.accounts.find("新") is not None
