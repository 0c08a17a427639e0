"""How a desk is started: on this machine unless said otherwise, and nowhere else without accounts and names."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("flask")

from mzgz.apps.cli import run
from mzgz.apps.cli import serve as serve_command
from mzgz.apps.web.accounts import Accounts
from mzgz.apps.web.roles import DeskRole
from mzgz.apps.web.web_settings import LOOPBACK, WebSettings
from web_desk import START
from workspace import make_workspace


class Started:
    """What a start comes to, without a server."""

    def __init__(self) -> None:
        self.settings: WebSettings | None = None
        self.host, self.code, self.opened = "", None, False

    def begun(self) -> tuple[Any, Any]:
        def app(settings: WebSettings) -> str:
            self.settings = settings
            return "app"

        def server(app: str, host: str, port: int, code: Any, *, open_browser: bool) -> None:
            self.host, self.code, self.opened = host, code, open_browser

        return app, server


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Started:
    made = Started()
    monkeypatch.setattr(serve_command, "_server", made.begun)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "room", "")


def start(root: Path, *options: str) -> int:
    with pytest.raises(SystemExit) as end:
        run(["-C", str(root), "serve", *options])
    return int(str(end.value.code or 0))


def test_it_starts_on_this_machine_with_a_code_of_its_own_and_opens_the_browser(root: Path, started: Started) -> None:
    codes = set()
    for _ in range(2):
        assert start(root) == 0
        assert started.settings is not None
        assert (started.host, started.opened) == ("127.0.0.1", True)
        assert started.settings.names == LOOPBACK
        assert started.settings.entry_code == started.code
        assert len(str(started.code)) >= 32
        codes.add(started.code)
    assert len(codes) == 2


def test_the_key_of_the_sessions_is_made_once_and_is_nobody_elses(root: Path, started: Started, tmp_path: Path) -> None:
    keys = set()
    for _ in range(2):
        start(root)
        assert started.settings is not None
        keys.add(started.settings.key)
    file = tmp_path / "config/mzgz/session-key"
    assert keys == {file.read_bytes()}
    assert len(file.read_bytes()) == 32
    assert file.stat().st_mode & 0o077 == 0
    assert not list(root.rglob("session-key"))


def test_the_desk_itself_holds_no_reader_of_workbooks(root: Path) -> None:
    """They are read in a process of their own: here it would be ten megabytes more, for good."""
    program = (
        "import sys; from pathlib import Path; from datetime import datetime; from mzgz.apps.web.application import create_app;"
        "from mzgz.apps.web.web_settings import WebSettings;"
        f"create_app(WebSettings(Path({str(root)!r}), b'k' * 32, datetime.now));"
        "print(sorted({'openpyxl', 'lxml', 'docx'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert said.stdout.strip() == "[]"


def test_a_data_set_is_no_place_to_fill_in(root: Path, started: Started, capsys: pytest.CaptureFixture[str]) -> None:
    """Read as a workspace it would say that nobody has reported."""
    (root / "facts").mkdir()
    assert start(root) == 2
    assert started.settings is None
    assert "汇总" in (told := capsys.readouterr().err)
    assert "mzgz board" in told


@pytest.mark.parametrize(
    ("names", "hired", "lacking"),
    [
        ([], False, "还要有--name 域名、账号"),
        (["--name", "tb.example"], False, "还要有账号"),
        ([], True, "还要有--name 域名。"),
    ],
)
def test_elsewhere_it_starts_with_accounts_and_names_only(
    root: Path, started: Started, capsys: pytest.CaptureFixture[str], names: list[str], hired: bool, lacking: str
) -> None:
    if hired:
        Accounts(root).add("经办", DeskRole.CLERK, None, START)
    assert start(root, "--host", "0.0.0.0", *names) == 2  # noqa: S104 - what is refused
    assert lacking in capsys.readouterr().err
    assert started.settings is None


def test_elsewhere_it_has_no_code_and_answers_to_the_names_given(root: Path, started: Started) -> None:
    Accounts(root).add("经办", DeskRole.CLERK, None, START)
    assert start(root, "--host", "10.0.0.5", "--name", "tb.example") == 0
    assert started.settings is not None
    assert (started.settings.names, started.settings.entry_code, started.code) == ({"tb.example"}, None, None)


def test_who_logs_in_is_said_by_a_proxy_that_was_named(root: Path, started: Started) -> None:
    assert start(root, "--auth-header", "X-User") == 2
    assert started.settings is None
    assert start(root, "--auth-header", "X-User", "--proxy", "10.0.0.1", "--read-only", "--secure", "--no-git") == 0
    made = started.settings
    assert made is not None
    assert (made.auth_header, made.proxies) == ("X-User", {"10.0.0.1"})
    assert (made.read_only, made.secure, made.commits) == (True, True, False)


def test_a_port_that_is_taken_is_told_in_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As when somebody starts the desk twice."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert start(root, "--port", str(port), "--no-browser") == 3
    told = capsys.readouterr().err
    assert f"端口 {port} 用不了，多半是填报台已经开着" in told
    assert "--port" in told


def test_an_address_this_machine_does_not_have_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Accounts(root).add("经办", DeskRole.CLERK, None, START)
    assert start(root, "--host", "192.0.2.1", "--name", "tb.example", "--no-browser") == 3
    assert "没有 192.0.2.1 这个地址" in capsys.readouterr().err


def test_a_day_is_played_on_this_machine_only(root: Path, started: Started) -> None:
    Accounts(root).add("经办", DeskRole.CLERK, None, START)
    assert start(root, "--host", "10.0.0.5", "--name", "tb.example", "--today", "2022-07-04") == 2
    assert start(root, "--today", "2022-07-04") == 0
    assert started.settings is not None
    assert f"{started.settings.clock():%Y-%m-%d}" == "2022-07-04"
