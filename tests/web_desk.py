"""A desk over a small workspace, without a network: clients of it, and the forms they send."""

from __future__ import annotations

import gc
import re
from datetime import datetime, timedelta
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.security import generate_password_hash
from werkzeug.test import TestResponse

from mzgz.apps.web import application, loaded_workspace
from mzgz.apps.web.accounts import Account, Accounts
from mzgz.apps.web.application import create_app
from mzgz.apps.web.roles import DeskRole
from mzgz.apps.web.web_settings import LOOPBACK, WebSettings
from workspace import make_workspace

PASSWORD = "芦苇-2022-07-06"  # noqa: S105 - of accounts that live as long as a test
METHOD = "scrypt:128:8:1"
QUICK = generate_password_hash(PASSWORD, method=METHOD)
"""Read by the same code as a password that was set, in no time: how slow those are is told in test_web_login."""
_SELDOM = 25


class _SeldomCollected:
    """The collector, for desks under test: a desk looks for circles each time it reads anew, which among six thousand
    tests takes longer than all its pages. Whoever has switched the collector off, to see what is left, gets it at once."""

    def __init__(self) -> None:
        self._asked = 0

    def __getattr__(self, name: str) -> object:
        return getattr(gc, name)

    def collect(self) -> int:
        self._asked += 1
        return 0 if gc.isenabled() and self._asked % _SELDOM else gc.collect()


application.gc = loaded_workspace.gc = _SeldomCollected()  # type: ignore[attr-defined]
START = datetime(2022, 7, 4, 9, 0)  # noqa: DTZ001 - office hours are local

CODES = {"海拉尔": "150702", "扎区": "150703"}


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: int) -> None:
        self.now += timedelta(**span)


RETURN = """# submissions/2022-06/150702.yaml
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450}
  care-beds: {value: 1450}
  visit-system: {done: true}
  no-relapse: {value: 0}
  street-centres: {numerator: 5, denominator: 7}
  visiting-rate: {numerator: 480, denominator: 500}
  disability-jobs: {value: 31}
  rescue-plan: {done: true, on: 2022-06-20, evidence: [海民发〔2022〕12号]}
  village-rules: {stage: 推进中, note: 已修订30个，其余正在走程序}
"""
"""A month of 海拉尔 with nothing against it."""


class Office:
    """A workspace with its desk; `client(name)` is somebody who has logged in. What it
    reads and writes as workbooks is done in this process, which is what pages make of it: test_web_own_process tells of
    processes."""

    def __init__(self, folder: Path, example: str | None = "", **settings: object) -> None:
        """Over the usual small workspace with an example laid over it, or without one over what lies in the folder."""
        self.root = folder if example is None else make_workspace(folder, example)
        self.clock = Clock()
        self.accounts = Accounts(self.root)
        made = {"entry_code": "once", "names": LOOPBACK, "apart": False} | settings
        self.app = create_app(WebSettings(self.root, b"k" * 32, self.clock, **made))  # type: ignore[arg-type]

    def hire(self, name: str, role: DeskRole, unit: str | None = None) -> None:
        """An account with its password set."""
        self.accounts._put(Account(name, role.value, unit, QUICK))

    def visitor(self) -> FlaskClient:
        return self.app.test_client()

    def client(self, name: str) -> FlaskClient:
        client = self.visitor()
        answer = post(client, "/login", {"name": name, "password": PASSWORD}, page="/login")
        assert answer.status_code == 302, answer.text
        return client

    def local(self) -> FlaskClient:
        client = self.visitor()
        assert client.get(f"/enter/{self.app.extensions['mzgz'].entry.code}").status_code == 302
        return client

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")


def token_of(client: FlaskClient, page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get(page).text)
    assert found, page
    return found[1]


def post(
    client: FlaskClient, path: str, form: dict[str, object], page: str | None = None, **options: object
) -> TestResponse:
    """Send a form the way its own page does."""
    return client.post(path, data={"token": token_of(client, page or path), **form}, **options)  # type: ignore[arg-type]


def ask(client: FlaskClient, method: str, address: str, **form: str) -> int:
    """The status of an answer to a form that carries its token."""
    token = token_of(client, "/help") if method == "POST" else ""
    status: int = client.open(address, method=method, data={"token": token, **form}).status_code
    return status


def form_of(client: FlaskClient, page: str) -> dict[str, str]:
    """Every field of the page's filling form as it was drawn."""
    text = client.get(page).text
    text = text[text.index('id="filling"') :]
    fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', text))
    for name, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', text, re.S):
        chosen = re.search(r"<option selected>([^<]*)", body)
        fields[name] = chosen[1] if chosen else ""
    for name, body in re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)', text):
        fields[name] = body
    return fields
