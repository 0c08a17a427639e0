"""`mzgz serve`: the desk in a browser, on one machine of the bureau."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.apps.cli.options import EXIT_UNOPENED, EXIT_USAGE, Debug, Directory, Refusal, find_root, holds_columns
from mzgz.apps.cli.typed_days import now, parse_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask import Flask

    from mzgz.apps.web.web_settings import WebSettings

_LOCAL = ("127.0.0.1", "localhost", "::1")
_KEY_BYTES = 32
_LAST_PORT = 65535


def serve(
    host: Annotated[str, typer.Option("--host", metavar="地址", help="在哪个地址上开；默认只在本机。")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="端口", help="端口，默认 8722。", min=0, max=_LAST_PORT)
    ] = 8722,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="域名", help="大家用哪个名字打开；可写多次。")
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="只能看，不能改。")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="不自动打开浏览器。")] = False,
    secure: Annotated[bool, typer.Option("--secure", help="前面有 HTTPS 时加上。")] = False,
    auth_header: Annotated[
        str | None, typer.Option("--auth-header", metavar="头", help="由代理登录时，写登录名的请求头。")
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option("--proxy", metavar="地址", help="前面的代理（如 nginx）的地址：信它转来的访问者地址；可写多次。"),
    ] = None,
    no_git: Annotated[
        bool, typer.Option("--no-git", help="工作区在 git 里时，也不为每次交、受理、退回留一个版本。")
    ] = False,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="日期", help="当作这一天，如 2022-07-04；试用示例数据时用，只在本机。"),
    ] = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """填报台：在浏览器里填报、审核、受理，各单位不用装软件。"""
    root = find_root(directory)
    if holds_columns(root):
        raise Refusal(
            f"{root} 是 mzgz collect 收成的汇总，里面没有报送，不能填报。看汇总用 mzgz board，出的网页能一级一级点下去；"
            "填报台在各自的工作区里开。",
            EXIT_USAGE,
        )
    create_app, run_server = _server()
    from mzgz.apps.web.accounts import Accounts
    from mzgz.apps.web.entry_link import new_code
    from mzgz.apps.web.web_settings import LOOPBACK, WebSettings

    local = host in _LOCAL
    _refuse_unsafe(Accounts(root).all(), name, local=local, today=today, auth_header=auth_header, proxy=proxy)
    day = parse_day(today)
    code = new_code() if local else None
    settings = WebSettings(
        root,
        session_key(),
        lambda: clock(day),
        names=frozenset({*(name or ()), *(LOOPBACK if local else ())}),
        entry_code=code,
        read_only=read_only,
        secure=secure,
        auth_header=auth_header,
        commits=not no_git,
        proxies=frozenset(proxy or ()),
    )
    _run(lambda: run_server(create_app(settings), host, port, code, open_browser=not no_browser), host, port)


def _refuse_unsafe(
    accounts: Sequence[object],
    name: list[str] | None,
    *,
    local: bool,
    today: str | None,
    auth_header: str | None,
    proxy: list[str] | None,
) -> None:
    """For others than this machine it takes accounts and names; whom to believe has to be said."""
    if not local and not (name and accounts):
        lacking = "、".join(
            words for words, there in (("--name 域名", name), ("账号（mzgz account add）", accounts)) if not there
        )
        raise Refusal(f"用法不对：不只在本机开，还要有{lacking}。", EXIT_USAGE)
    if auth_header and not proxy:
        raise Refusal("用法不对：写了 --auth-header，还要用 --proxy 写明信任哪个代理。", EXIT_USAGE)
    if today and not local:
        raise Refusal("用法不对：--today 只在本机试用时写。", EXIT_USAGE)


def _run(server: Callable[[], None], host: str, port: int) -> None:
    """Until it is interrupted; in words where it cannot begin."""
    import errno

    try:
        server()
    except OSError as problem:
        if problem.errno == errno.EADDRNOTAVAIL:
            raise Refusal(f"这台电脑没有 {host} 这个地址，请核对 --host。", EXIT_UNOPENED) from problem
        if problem.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise Refusal(
            f"端口 {port} 用不了，多半是填报台已经开着：请用原来那个窗口，或者先把它关掉；别的程序占着的，"
            f"换一个端口，如 --port {port + 1 if port < _LAST_PORT else port - 1}。",
            EXIT_UNOPENED,
        ) from problem


def clock(day: date | None) -> datetime:
    """The time of this machine; on the day that is played, where one is."""
    return datetime.combine(day, now().time()) if day else now()


def _server() -> tuple[Callable[[WebSettings], Flask], Callable[..., None]]:
    try:
        from mzgz.apps.web.application import create_app
        from mzgz.apps.web.server import run_server
    except ModuleNotFoundError as missing:
        raise Refusal(
            f'填报台要另装一个部件（缺 {missing.name}）：pip install "mzgz[serve]"。', EXIT_UNOPENED
        ) from missing
    return create_app, run_server


def session_key() -> bytes:
    """Signs the sessions; in the user's configuration folder, for nobody else to read, made at the first start."""
    file = config_folder() / "session-key"
    try:
        key = file.read_bytes()
        if len(key) == _KEY_BYTES:
            return key
    except FileNotFoundError:
        pass
    import os
    import secrets

    key = secrets.token_bytes(_KEY_BYTES)
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(key)
    return key


def config_folder() -> Path:
    """Where programs of this user keep their settings."""
    import os

    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home()) / "mzgz"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "mzgz"
