"""Coming in and going out: the one-time link of this machine, the login, the first password, and what pages are made of."""

from __future__ import annotations

import secrets
from datetime import datetime

from flask import Flask, Response, g, redirect, request, session
from werkzeug.wrappers import Response as AnyResponse

from mzgz.apps.web.accounts import Account, password_faults
from mzgz.apps.web.guards import caller, on_this_machine
from mzgz.apps.web.roles import Need
from mzgz.apps.web.route_context import LOCAL, WebDesk, needs, token
from mzgz.formats.html.page_templates import script, stylesheet

_WRONG = "登录名或密码不对。"
_USED = "这个链接用不了：只在本机好用，用过一次就换新的。请用填报台那个窗口里最后一行的链接，或者把填报台关掉重开。"


def add(app: Flask, desk: WebDesk) -> None:
    """The routes that are open to whoever comes."""

    @app.get("/")
    @needs(Need.ACCOUNT)
    def home() -> AnyResponse:
        state = desk.state()
        unit = desk.visitor.unit
        return redirect(f"/fill/{desk.due_month(state)}/{unit}" if unit else "/overview")

    @app.get("/style.css")
    @needs(Need.NOBODY)
    def style() -> Response:
        return Response(str(stylesheet()), content_type="text/css; charset=utf-8")

    @app.get("/desk.js")
    @needs(Need.NOBODY)
    def desk_script() -> Response:
        return Response(script(), content_type="text/javascript; charset=utf-8")

    @app.get("/favicon.ico")
    @needs(Need.NOBODY)
    def icon() -> Response:
        return Response(status=204)

    @app.get("/enter/<code>")
    @needs(Need.NOBODY)
    def enter(code: str) -> AnyResponse:
        return _enter(desk, code)

    @app.get("/login")
    @needs(Need.NOBODY)
    def login() -> Response:
        return _login_page(desk)

    @app.post("/login")
    @needs(Need.NOBODY)
    def log_in() -> AnyResponse:
        return _log_in(desk, request.form.get("name", "").strip(), request.form.get("password", ""))

    @app.post("/password")
    @needs(Need.NOBODY)
    def first_password() -> AnyResponse:
        return _first_password(desk)

    @app.post("/logout")
    @needs(Need.NOBODY)
    def log_out() -> AnyResponse:
        if "number" in session:
            desk.ended.end(str(session["number"]), desk.settings.clock())
        session.clear()
        return redirect("/login")


def _enter(desk: WebDesk, code: str) -> AnyResponse:
    """By the link of this machine; who is in by one already, as a browser that fetches a page twice, stays in."""
    here = on_this_machine(request, desk.settings)
    inside = here and "visitor" in g and desk.visitor.name == LOCAL
    if not inside and not (here and desk.entry.admits(code)):
        return desk.render("problem", "没有做成", status=403, words=_USED)
    if not inside:
        _begin(desk, LOCAL, 0)
    return redirect("/")


def _login_page(desk: WebDesk, words: str = "", status: int = 200) -> Response:
    local = desk.entry.code is not None and on_this_machine(request, desk.settings)
    return desk.render("login", "登录", status=status, words=words, local=local)


def _log_in(desk: WebDesk, name: str, secret: str) -> AnyResponse:
    now = desk.settings.clock()
    keys = (f"name:{name}", f"from:{caller(request, desk.settings)}")
    closed = desk.lockout.closed_for(keys, now)
    if closed:
        return _login_page(desk, f"连着错了五次，请{closed}分钟以后再试。", 429)
    account = desk.accounts.find(name)
    entered = desk.accounts.admits(account, secret, now)
    if account is None or entered is None:
        desk.lockout.add(keys, now)
        return _login_page(desk, _WRONG, 403)
    desk.lockout.forget(keys)
    if entered == "code":
        return desk.render("password", "设密码", name=name, code=secret, words="")
    _begin(desk, account.name, account.epoch)
    return redirect("/")


def _first_password(desk: WebDesk) -> AnyResponse:
    """The code once more, and the password twice: only then is the code used up."""
    now: datetime = desk.settings.clock()
    name, code = request.form.get("name", ""), request.form.get("code", "")
    first, second = request.form.get("first", ""), request.form.get("second", "")
    keys = (f"name:{name}", f"from:{caller(request, desk.settings)}")
    account: Account | None = desk.accounts.find(name)
    if desk.lockout.closed_for(keys, now) or account is None or desk.accounts.admits(account, code, now) != "code":
        desk.lockout.add(keys, now)
        return _login_page(desk, "一次性口令不对，或者已经用过、过期了；请找管理员重新要一个。", 403)
    faults = ["两次写的不一样"] if first != second else [*password_faults(first, name)]
    if faults:
        return desk.render("password", "设密码", status=422, name=name, code=code, words="；".join(faults) + "。")
    desk.accounts.set_password(account, first)
    _begin(desk, account.name, account.epoch)
    return redirect("/")


def _begin(desk: WebDesk, name: str, epoch: int) -> None:
    """A session of its own: nothing of an earlier one stays."""
    session.clear()
    session["account"], session["epoch"] = name, epoch
    session["number"] = secrets.token_urlsafe(12)
    session["seen"] = desk.settings.clock().isoformat(timespec="seconds")
    token()
