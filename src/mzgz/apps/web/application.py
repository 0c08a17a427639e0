"""The Flask application of a desk: guards in front, routes behind, refusals in words."""

from __future__ import annotations

import gc
import logging
from importlib import import_module
from itertools import count
from typing import Final

from flask import Flask, Response, g, redirect, request, session
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from mzgz.apps.web import guards
from mzgz.apps.web.accounts import Accounts
from mzgz.apps.web.ended_sessions import EndedSessions
from mzgz.apps.web.entry_link import EntryLink
from mzgz.apps.web.guards import HEADERS, Refused
from mzgz.apps.web.idle_sessions import is_idle
from mzgz.apps.web.job_list import JobList
from mzgz.apps.web.loaded_workspace import WorkspaceView
from mzgz.apps.web.roles import DeskRole, Need, Visitor
from mzgz.apps.web.route_context import LOCAL, NEEDS, WebDesk
from mzgz.apps.web.web_settings import WebSettings

MOST_BYTES: Final = 9 * 1024 * 1024
MOST_PARTS: Final = 600
MOST_TYPED: Final = 2 * 1024 * 1024
"""Bytes of typed fields in one form."""
_COLLECT_EVERY: Final = 10
"""Pages after which what they had drawn is let go of."""
COOKIE: Final = "mzgz"
ROUTES: Final = ("login", "overview", "returns", "filling", "workbooks", "documents", "log_accounts_help")
"""Modules of routes, each with `add(app, desk)`."""

_WORDS: Final = {
    400: "这个请求不完整，没有处理。",
    404: "没有这个页面。",
    405: "这个地址不能这样用。",
    413: "文件太大：一次最多 9 MB。",
    500: "填报台自己出了错，数据没有受影响；请把时间和正在做的事告诉维护人员。",
}


def create_app(settings: WebSettings) -> Flask:
    """The application; nothing of it is global, two desks may run in one process."""
    app = Flask("mzgz.apps.web", static_folder=None, template_folder=None)
    app.config.update(
        SECRET_KEY=settings.key,
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_PARTS=MOST_PARTS,
        MAX_FORM_MEMORY_SIZE=MOST_TYPED,
    )
    root = settings.root
    entry = EntryLink(settings.entry_code)
    desk = WebDesk(settings, WorkspaceView(root), Accounts(root), JobList(settings.clock), EndedSessions(root), entry)
    app.extensions["mzgz"] = desk
    for name in ROUTES:
        import_module(f"mzgz.apps.web.routes.{name}").add(app, desk)
    app.before_request(lambda: _guard(desk))
    app.after_request(_headers)
    pages = count(1)
    app.teardown_request(lambda _: _let_go(next(pages)))
    app.register_error_handler(HTTPException, lambda error: _failed(desk, error))
    app.register_error_handler(Exception, lambda error: _broken(desk, error))
    return app


def _guard(desk: WebDesk) -> AnyResponse | None:
    """In this order: whose address, whether anything may be written, how much, whose form, who it is, what he may."""
    refused = (
        guards.foreign_host(request, desk.settings)
        or guards.writes_nothing(request, desk.settings)
        or guards.typed_too_much(request, MOST_TYPED)
        or guards.foreign_page(request, session, desk.settings)
    )
    if refused:
        return _refusal(desk, refused)
    need = NEEDS.get(request.endpoint or "")
    if request.endpoint is None:
        return None  # no such page: told by the error handler
    visitor = _visitor(desk)
    if visitor is not None:
        g.visitor = visitor
    if need is Need.NOBODY:
        return None
    if visitor is None:
        return redirect("/login") if request.method == "GET" else _refusal(desk, Refused(403, "请先登录。"))
    unit = (request.view_args or {}).get("unit")
    if need is None or not visitor.may(need, unit):
        return _refusal(desk, Refused(403, "这个页面不在你的权限里。"))
    return None


def _visitor(desk: WebDesk) -> Visitor | None:
    """Who the session, or the proxy, says it is; nobody where the account is gone, was away too long or has gone out."""
    now = desk.settings.clock()
    if desk.settings.auth_header and request.remote_addr in desk.settings.proxies:
        account = desk.accounts.find(request.headers.get(desk.settings.auth_header, ""))
        return account.visitor if account else None
    name = session.get("account")
    if name == LOCAL and desk.entry.code and guards.on_this_machine(request, desk.settings):
        visitor: Visitor | None = Visitor(LOCAL, frozenset({DeskRole.CLERK, DeskRole.ADMIN, DeskRole.ENTRY}))
    else:
        account = desk.accounts.find(str(name)) if name else None
        visitor = account.visitor if account and session.get("epoch") == account.epoch else None
    number = session.get("number")
    if visitor is None or is_idle(visitor, session.get("seen"), now) or number is None or number in desk.ended:
        return None
    session["seen"] = now.isoformat(timespec="seconds")
    return visitor


def _let_go(page: int) -> None:
    """What loading and judging set aside for a short run ends here, too. What a page has drawn is bound in circles and
    left to itself it would stay for hundreds of pages more."""
    gc.unfreeze()
    if page % _COLLECT_EVERY == 0:
        gc.collect()


def _headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


def _refusal(desk: WebDesk, refused: Refused) -> Response:
    if refused.status == 400:
        return Response(refused.words, 400, content_type="text/plain; charset=utf-8")
    return desk.render("problem", "没有做成", status=refused.status, words=refused.words)


def _failed(desk: WebDesk, error: HTTPException) -> Response:
    code = error.code or 500
    return desk.render("problem", "没有做成", status=code, words=_WORDS.get(code, "这一步没有做成。"))


def _broken(desk: WebDesk, error: Exception) -> Response:
    from mzgz.formats.disk.all_or_none import Unwritten
    from mzgz.formats.disk.lock import Busy

    if isinstance(error, Busy):
        words = f"{error.holder}正在写这个工作区，还没有写完。没有写入，请稍后再做一次。"
        return desk.render("problem", "没有做成", status=503, words=words)
    if isinstance(error, Unwritten):
        words = f"写不了 {error.path.name}（{error.reason}），没有写入。请告诉管理这台电脑的人。"
        return desk.render("problem", "没有做成", status=507, words=words)
    logging.getLogger("mzgz.web").error("%s %s", request.method, request.path, exc_info=error)
    return Response(_WORDS[500], 500, content_type="text/plain; charset=utf-8")
