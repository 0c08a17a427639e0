"""The log, the accounts, and the help: the rules' manual."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from mzgz.apps.web.accounts import Account
from mzgz.apps.web.roles import DeskRole, Need
from mzgz.apps.web.route_context import WebDesk, needs


def add(app: Flask, desk: WebDesk) -> None:
    """Pages beside the work."""

    @app.get("/log")
    @needs(Need.OVERVIEW)
    def log() -> Response:
        return desk.render(
            "log", "日志", "/log", deeds=[list(lines) for _, lines in groupby(desk_lines(desk), _deed)], few=_FEW
        )

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


_FEW = 3
"""Cells of one deed told at once; of more, when the line is opened."""
_MOST_LINES = 500
"""Lines of the log on the page; `mzgz log` has all of them."""


def _deed(line: dict[str, str]) -> tuple[str, ...]:
    """What the lines of one deed have in common."""
    return tuple(line[name] for name in ("at", "by", "address", "deed", "whose", "source"))


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
            "deed": "交" if line.address and line.deed == "导入" else line.deed,
            "whose": f"{units[line.unit].label if line.unit in units else line.unit} {line.period}",
            "what": line.what,
            "old": line.old,
            "new": line.new,
        }
        for line in rendered
    ]


def _accounts(desk: WebDesk, words: str = "", status: int = 200, **shown: object) -> Response:
    state, now = desk.state(), desk.settings.clock()
    units = state.ledger.units
    accounts = desk.accounts.all()
    values: dict[str, object] = {
        "code": "",
        "name": "",
        "asked": None,
        "asked_unit": "",
        "deed": "",
        "last_admin": False,
    }
    return desk.render(
        "accounts",
        "账号",
        "/accounts",
        status,
        rows=[(each, _unit_of(desk, each), _standing(each, now)) for each in accounts],
        units=units.units,
        roles=list(DeskRole),
        words=words,
        typed={name: request.form.get(name, "") if words else "" for name in ("name", "unit", "role")},
        **{**values, **shown},
    )


def _unit_of(desk: WebDesk, account: Account) -> str:
    unit = desk.state().ledger.units.by_code.get(account.unit or "")
    return unit.label if unit else account.unit or ""


def _standing(account: Account, now: datetime) -> str:
    if account.password:
        return "在用"
    if account.code_until is not None and account.code_until < now.isoformat(timespec="seconds"):
        return "口令过期了，没有用过"
    return "等第一次登录"


def _change(desk: WebDesk) -> AnyResponse:
    """A new account at once; what takes something away from somebody is asked about once more."""
    form = request.form
    name, deed = form.get("name", "").strip(), form.get("do")
    known = desk.accounts.find(name)
    if deed in ("remove", "renew"):
        return _changed(desk, known, deed, sure="sure" in form) if known else redirect("/accounts")
    try:
        role = DeskRole(form.get("role", ""))
    except ValueError:
        return _accounts(desk, "没有这种角色。", 422)
    unit = form.get("unit", "") or None
    if (
        not name
        or len(name) > 40
        or role.of_unit != (unit is not None)
        or (unit and unit not in desk.state().ledger.units.by_code)
    ):
        return _accounts(desk, "没有开：请写登录名；填、审要选单位，其他角色不选单位。", 422)
    if known:
        return _accounts(
            desk,
            f"没有开：“{name}”已经有了（{_unit_of(desk, known) or '局里'}，{known.role}）。忘了密码的，在下面那一行点“重发口令”；"
            "要换单位、换角色，先停用再新开；是另一个人，换一个登录名。",
            409,
        )
    return _accounts(desk, code=desk.accounts.add(name, role, unit, desk.settings.clock()), name=name)


def _changed(desk: WebDesk, account: Account, deed: str, *, sure: bool) -> AnyResponse:
    if not sure:
        admins = [each for each in desk.accounts.all() if each.role == DeskRole.ADMIN.value]
        return _accounts(
            desk, asked=account, asked_unit=_unit_of(desk, account), deed=deed, last_admin=admins == [account]
        )
    if deed == "remove":
        desk.accounts.remove(account.name)
        return redirect("/accounts")
    code = desk.accounts.add(account.name, DeskRole(account.role), account.unit, desk.settings.clock())
    return _accounts(desk, code=code, name=account.name)
