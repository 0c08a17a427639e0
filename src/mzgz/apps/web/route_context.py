"""What the routes share: the workspace, who is asking, and a page in its frame."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

from flask import Response, abort, g, make_response, request, session

from mzgz.apps.web.accounts import Accounts
from mzgz.apps.web.ended_sessions import EndedSessions
from mzgz.apps.web.entry_link import EntryLink
from mzgz.apps.web.guards import SAFE_METHODS
from mzgz.apps.web.job_list import JobList
from mzgz.apps.web.loaded_workspace import WorkspaceState, WorkspaceView
from mzgz.apps.web.login_lockout import LoginLockout
from mzgz.apps.web.own_process import made_apart
from mzgz.apps.web.roles import Need, Visitor
from mzgz.apps.web.web_settings import WebSettings
from mzgz.formats.html.frame import Frame, page
from mzgz.model.periods import Period
from mzgz.model.unit import Unit

NEEDS: Final[dict[str, Need]] = {}
"""By endpoint. A route that stands in no line of it is open to nobody."""


def needs(need: Need) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """What the route asks of whoever comes; noted under the name of its function."""

    def noted(route: Callable[..., Any]) -> Callable[..., Any]:
        NEEDS[route.__name__] = need
        return route

    return noted


LOCAL: Final = "本机"
"""Who has come in by the link of this machine."""
_LONGEST_NAME: Final = 120
_Order = TypeVar("_Order")
_Made = TypeVar("_Made")


@dataclass
class WebDesk:
    """One workspace on one machine."""

    settings: WebSettings
    view: WorkspaceView
    accounts: Accounts
    jobs: JobList
    ended: EndedSessions
    entry: EntryLink
    lockout: LoginLockout = field(default_factory=LoginLockout)

    @property
    def today(self) -> date:
        return self.settings.clock().date()

    def state(self, as_of: date | None = None) -> WorkspaceState:
        """As known today, or on the day asked for. A page that only shows is drawn from one reading; what writes looks
        again each time, since its own writing is among what changes."""
        day = as_of or self.today
        if request.method not in SAFE_METHODS:
            return self.view.state(day)
        read: dict[date, WorkspaceState] = g.setdefault("read", {})
        if day not in read:
            read[day] = self.view.state(day)
        return read[day]

    def made(self, work: Callable[[_Order], _Made], order: _Order) -> _Made:
        """What heavy work makes of its order, without a trace of it in the desk's own memory."""
        return made_apart(work, order) if self.settings.apart else work(order)

    def month(self, text: str) -> Period:
        """The month of an address; 404 for anything else."""
        try:
            month = Period.parse(text)
        except ValueError:
            abort(404)
        if month.length != 1 or month.year not in self.state().ledger.plans:
            abort(404)
        return month

    def unit(self, code: str) -> Unit:
        unit = self.state().ledger.units.by_code.get(code)
        if unit is None:
            abort(404)
        return unit

    def due_month(self, state: WorkspaceState) -> Period:
        """The month people work on: the last one that has ended, within the year of the plan."""
        month = _last_ended(self.today)
        months = state.ledger.months_of(state.year)
        last = Period.month_of(state.year, 12)
        return min(max(month, months[0] if months else last), last)

    @property
    def visitor(self) -> Visitor:
        visitor: Visitor = g.visitor
        return visitor

    def render(self, template: str, title: str, current: str = "", status: int = 200, **values: Any) -> Response:
        """A page of the desk in its frame."""
        state = self.state()
        frame = Frame(
            title=title,
            bureau=state.ledger.workspace.bureau.name,
            words=state.ledger.workspace.vocabulary,
            year=state.year,
            notice=state.ledger.workspace.notice,
            links=tuple(self._links(state)),
            current=current,
            visitor=self.visitor.label if "visitor" in g else "",
            token=token(),
            read_only=self.settings.read_only,
        )
        return make_response(page(template, frame, **values), status)

    def _links(self, state: WorkspaceState) -> list[tuple[str, str]]:
        if "visitor" not in g:
            return []
        visitor, month = self.visitor, self.due_month(state)
        links = []
        if visitor.unit:
            links += [
                (f"/fill/{month}/{visitor.unit}", f"{month.month}月月报"),
                (f"/unit/{visitor.unit}", "本单位进度"),
            ]
        if visitor.may(Need.OVERVIEW):
            links += [
                ("/overview", "总览"),
                (f"/desk/{month}", "收报"),
                ("/report", "报告"),
                (f"/letters/{month}", "通知"),
            ]
            links += [("/log", "日志")]
        if visitor.may(Need.ACCOUNTS):
            links += [("/accounts", "账号")]
        return [*links, ("/help", "帮助")]


def _last_ended(day: date) -> Period:
    return Period.month_of(day.year - 1, 12) if day.month == 1 else Period.month_of(day.year, day.month - 1)


def token() -> str:
    """The session's form token, made when it is first asked for."""
    if not isinstance(session.get("token"), str):
        session["token"] = secrets.token_urlsafe(24)
    return str(session["token"])


def asked_day() -> date | None:
    """The day of `?on=`, if it is one."""
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return None


def plain_name(name: str) -> str:
    """The name of an uploaded file as a word for messages; it never becomes a path."""
    return name.replace("\\", "/").rsplit("/", 1)[-1][:_LONGEST_NAME] or "文件"
