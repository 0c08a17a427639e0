"""Accounts by unit and role in one file of the workspace; passwords as scrypt hashes, a first code that is good once."""

from __future__ import annotations

import json
import os
import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from mzgz.apps.web.roles import DeskRole, Visitor
from mzgz.formats.disk.atomic import write_beside
from mzgz.formats.disk.lock import held, holder_words

FILE: Final = ".mzgz/accounts.json"
LEAST_PASSWORD: Final = 10
CODE_DAYS: Final = 7
_ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without the signs people take for one another."""


@dataclass(frozen=True, slots=True)
class Account:
    """`password` and `code` are hashes; a code is good until it was used or its day has passed."""

    name: str
    role: str
    unit: str | None = None
    password: str | None = None
    code: str | None = None
    code_until: str | None = None
    epoch: int = 0
    """Grows when sessions begun before are to end: also those of an account of this name that was taken away."""

    @property
    def visitor(self) -> Visitor:
        return Visitor(self.name, frozenset({DeskRole(self.role)}), self.unit)


class Accounts:
    """The accounts of a workspace, read anew at each look: a command may have changed them."""

    def __init__(self, root: Path) -> None:
        self._root, self._file = root, root / FILE

    def all(self) -> tuple[Account, ...]:
        """In the order of names; empty where there is no file. Raises ValueError where the file is damaged."""
        try:
            records = json.loads(self._file.read_text(encoding="utf-8"))
            return tuple(sorted((Account(**record) for record in records), key=lambda account: account.name))
        except FileNotFoundError:
            return ()
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(str(self._file)) from error

    def find(self, name: str) -> Account | None:
        return next((account for account in self.all() if account.name == name), None)

    def add(self, name: str, role: DeskRole, unit: str | None, now: datetime) -> str:
        """A new account, or a new code for one that stands; returns the code, which is nowhere kept readable."""
        code = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))
        old = self.find(name)
        until = (now + timedelta(days=CODE_DAYS)).isoformat(timespec="seconds")
        epoch = max(old.epoch + 1 if old else 0, int(now.timestamp()))
        self._put(Account(name, role.value, unit, None, _hashed(code), until, epoch))
        return code

    def remove(self, name: str) -> bool:
        with self._writing():
            before = self.all()
            kept = [account for account in before if account.name != name]
            self._write(kept)
        return len(kept) < len(before)

    def set_password(self, account: Account, password: str) -> None:
        """The code is used up by it."""
        self._put(replace(account, password=_hashed(password), code=None, code_until=None))

    def admits(self, account: Account | None, secret: str, now: datetime) -> str | None:
        """`password` or `code`, whichever the secret is; None where it is neither. Takes as long for an unknown name."""
        if account is None:
            _matches(_UNKNOWN, secret)
            return None
        if account.password is not None:
            if not _matches(account.password, secret):
                return None
            if account.password.startswith(_BEFORE):
                self.set_password(account, secret)
            return "password"
        fresh = account.code_until is not None and now.isoformat(timespec="seconds") <= account.code_until
        right = _matches(account.code or _UNKNOWN, _code_typed(secret))
        return "code" if right and fresh and account.code else None

    def _put(self, account: Account) -> None:
        with self._writing():
            self._write([*(one for one in self.all() if one.name != account.name), account])

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Under the workspace's lock: the command and the desk may open accounts at the same time. Its room is left
        alone by git, so that no password lands in a commit."""
        with held(self._root, holder_words("account", "", os.environ), lambda holder: None):
            yield

    def _write(self, accounts: list[Account]) -> None:
        text = json.dumps(
            [asdict(one) for one in sorted(accounts, key=lambda one: one.name)], ensure_ascii=False, indent=1
        )
        write_beside(self._file, text.encode())
        self._file.chmod(0o600)


def password_faults(password: str, name: str) -> Iterator[str]:
    """Why a password will not do."""
    if len(password) < LEAST_PASSWORD:
        yield f"密码不足{LEAST_PASSWORD}位"
    if len(set(password)) < 4 or password == name or _in_a_row(password):
        yield "密码太容易猜"


_ROWS: Final = (
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb",
)


def _in_a_row(password: str) -> bool:
    """Keys beside one another, forwards or backwards."""
    typed = password.lower()
    return any(typed in row or typed in row[::-1] for row in _ROWS)


def _code_typed(text: str) -> str:
    """The signs of a code as somebody copies them from paper: small, full-width, without the dashes."""
    signs = "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())
    return "-".join(signs[place : place + 4] for place in range(0, len(signs), 4))


def _hashed(secret: str) -> str:
    from werkzeug.security import generate_password_hash

    with _one_at_a_time:
        return generate_password_hash(secret, method=_METHOD)


def _matches(hashed: str, secret: str) -> bool:
    from werkzeug.security import check_password_hash

    with _one_at_a_time:
        return check_password_hash(hashed, secret)


_one_at_a_time = threading.Lock()
"""Each takes megabytes while it lasts: a morning on which all log in at once is to be no larger than any other."""

_METHOD: Final = "scrypt:8192:8:10"
"""As dear to guess as OWASP asks (N 2¹³, r 8, p 10 is one of its equal choices), and 8 MB of memory while one logs in:
N 2¹⁵, r 8, p 1 was cheaper to guess and took 33."""
_BEFORE: Final = "scrypt:32768:8:1$"
_UNKNOWN: Final = f"{_METHOD}$0000000000000000$" + "0" * 128
