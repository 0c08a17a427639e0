"""The log, the accounts, and the help: the rules' manual."""

from __future__ import annotations

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from mzgz.apps.web.roles import DeskRole, Need
from mzgz.apps.web.route_context import WebDesk, needs


def add(app: Flask, desk: WebDesk) -> None:
    """Pages beside the work."""

    @app.get("/log")
    @needs(Need.OVERVIEW)
    def log() -> Response:
        return desk.render("log", "日志", "/log", lines=desk_lines(desk))

    @app.get("/accounts")
    @needs(Need.ACCOUNTS)
    def accounts() -> Response:
        return _accounts(desk)

    @app.post("/accounts")
    @needs(Need.ACCOUNTS)
    def change_accounts() -> AnyResponse:
        return _change(desk)

    @app.get("/help")
    @needs(Need.ACCOUNT)
    def help_page() -> Response:
        from mzgz.validation import RULES
        from mzgz.validation.manual import read_manual

        return desk.render("help", "帮助", "/help", rules=[(rule, read_manual(rule)) for rule in RULES])


_MOST_LINES = 500
"""Lines of the log on the page; `mzgz log` has all of them."""


def desk_lines(desk: WebDesk) -> list[dict[str, str]]:
    """The newest first."""
    from mzgz.formats.change_log_jsonl import log_files
    from mzgz.workflow.change_log import line_of

    units = desk.state().ledger.units.by_code
    texts = [text for _, lines in log_files(desk.settings.root) for text in lines][-_MOST_LINES:]
    rendered = [line for text in reversed(texts) if (line := line_of(text))]
    return [
        {
            "at": line.at.replace("T", " "),
            "by": line.by,
            "address": line.address,
            "source": line.source,
            "content": line.content,
            "deed": line.deed,
            "whose": f"{units[line.unit].label if line.unit in units else line.unit} {line.period}",
            "what": line.what,
            "old": line.old,
            "new": line.new,
        }
        for line in rendered
    ]


def _accounts(desk: WebDesk, words: str = "", code: str = "", name: str = "", status: int = 200) -> Response:
    state = desk.state()
    units = state.ledger.units
    rows = [
        (account, units.by_code[account.unit].label if account.unit and account.unit in units.by_code else "")
        for account in desk.accounts.all()
    ]
    return desk.render(
        "accounts",
        "账号",
        "/accounts",
        status,
        rows=rows,
        units=units.units,
        roles=list(DeskRole),
        words=words,
        code=code,
        name=name,
    )


def _change(desk: WebDesk) -> AnyResponse:
    form = request.form
    name = form.get("name", "").strip()
    if form.get("do") == "remove":
        desk.accounts.remove(name)
        return redirect("/accounts")
    try:
        role = DeskRole(form.get("role", ""))
    except ValueError:
        return _accounts(desk, "没有这种角色。", status=422)
    unit = form.get("unit", "") or None
    if (
        not name
        or len(name) > 40
        or role.of_unit != (unit is not None)
        or (unit and unit not in desk.state().ledger.units.by_code)
    ):
        return _accounts(desk, "请写登录名；填、审要选单位，其他角色不选单位。", status=422)
    code = desk.accounts.add(name, role, unit, desk.settings.clock())
    return _accounts(desk, code=code, name=name)
