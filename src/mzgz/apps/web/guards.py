"""What every request has to pass before a route sees it; each check gives the words it refuses with."""

from __future__ import annotations

import hmac
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from flask import Request
from flask.sessions import SessionMixin

from mzgz.apps.web.web_settings import LOOPBACK, WebSettings

SAFE_METHODS: Final = ("GET", "HEAD", "OPTIONS")
TOKEN_FIELD: Final = "token"  # noqa: S105 - the name of the field

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
"""On every answer. The referrer stays within the desk: without one, browsers send `Origin: null` with our own forms."""


class Refused(NamedTuple):
    """A status and the words a person reads."""

    status: int
    words: str


def foreign_host(request: Request, settings: WebSettings) -> Refused | None:
    """A name the desk does not answer to: somebody's page may have pointed it here."""
    if _called(request) not in _bare(settings.names):
        return Refused(400, "这个网址不是本填报台的，请用管理员给的网址打开。")
    return None


def _called(request: Request) -> str:
    """The name somebody opened the desk by; empty where there is none."""
    return urlsplit(f"//{request.headers.get('Host', '')}").hostname or ""


def _bare(names: frozenset[str]) -> set[str]:
    return {name.strip("[]").lower() for name in names}


def caller(request: Request, settings: WebSettings) -> str:
    """The address somebody asks from. What a proxy we trust passes on comes from whom it notes last; a note from
    anybody else counts nothing, and neither do those that came to the proxy with the request."""
    nearest = request.remote_addr or ""
    if nearest not in settings.proxies:
        return nearest
    return request.headers.get("X-Forwarded-For", nearest).rpartition(",")[2].strip()


def on_this_machine(request: Request, settings: WebSettings) -> bool:
    """Asked from here, by a name of this machine: what a proxy beside us passes on is called by another."""
    return caller(request, settings) in ("127.0.0.1", "::1") and _called(request) in _bare(LOOPBACK)


def writes_nothing(request: Request, settings: WebSettings) -> Refused | None:
    if settings.read_only and request.method not in SAFE_METHODS:
        return Refused(403, "现在只能看，不能改（填报台以只读方式打开）。")
    return None


def typed_too_much(request: Request, most: int) -> Refused | None:
    """Before any of it is read: the framework holds files and parts to their limits, but no plain form."""
    if request.mimetype != "multipart/form-data" and (request.content_length or 0) > most:
        return Refused(413, f"一次填的内容太多：最多 {most // 1024 // 1024} MB，没有存。")
    return None


def foreign_page(request: Request, session: SessionMixin, settings: WebSettings) -> Refused | None:
    """A form that was not ours: no token of this session, or sent from another page."""
    if request.method in SAFE_METHODS:
        return None
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    told = settings.secure and _called(request) not in _bare(LOOPBACK)  # the proxy speaks to us without TLS
    own = f"{'https' if told else request.scheme}://{request.headers.get('Host', '')}"
    if origin is not None and origin != own:
        return Refused(403, "这次提交来自别的网页，没有接受。")
    if site is not None and site not in ("same-origin", "none"):
        return Refused(403, "这次提交来自别的网页，没有接受。")
    token, given = session.get("token"), request.form.get(TOKEN_FIELD, "")
    if not isinstance(token, str) or not hmac.compare_digest(token, given):
        return Refused(403, "页面过期了，没有提交；请回到上一页刷新以后再交一次，填的内容还在。")
    return None
