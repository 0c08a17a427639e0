"""One writer at a time in a workspace: the lock, and by whom it is held."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mzgz.formats.disk.atomic import write_beside
from mzgz.intake.regular_file import read_regular

if TYPE_CHECKING:
    from filelock import BaseFileLock

ROOM: Final = ".mzgz"
"""The folder of the workspace that holds the lock, what is being written, and nothing a person needs."""
PATIENCE: Final = 10.0
"""Seconds a command waits for another one before it gives up."""
_SOON: Final = 1.0
"""Seconds before it is said that one waits: most writes are over sooner."""
_LOCK, _HOLDER = "lock", "holder"
_LONGEST: Final = 500


class Busy(Exception):  # noqa: N818 - told to the user as what it is: somebody else is writing
    """The lock was not free in time; `holder` is by whom it is held."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@contextmanager
def held(root: Path, deed: str, say: Callable[[str], None], patience: float | None = None) -> Iterator[None]:
    """Hold the workspace's lock for a while.

    `deed` names the command for others who wait; `say` is told by whom this one waits. Raises `Busy` after `patience`
    seconds, OSError where the workspace cannot be written at all.
    """
    room = root / ROOM
    _make(room)
    lock = _lock(room / _LOCK)
    _acquire(lock, room, say, PATIENCE if patience is None else patience)
    try:
        with suppress(OSError):
            write_beside(room / _HOLDER, deed.encode("utf-8", "replace"))
        yield
    finally:
        with suppress(OSError):
            (room / _HOLDER).unlink()
        lock.release()


def _make(room: Path) -> None:
    """The folder, which no link may stand for; git is told to leave it alone."""
    if room.is_symlink():
        raise NotADirectoryError(20, "Not a directory", str(room))
    room.mkdir(parents=True, exist_ok=True)
    if not (room / ".gitignore").exists():
        write_beside(room / ".gitignore", b"*\n")


def _lock(path: Path) -> BaseFileLock:
    from filelock import FileLock

    return FileLock(path, mode=0o666)


def _acquire(lock: BaseFileLock, room: Path, say: Callable[[str], None], patience: float) -> None:
    from filelock import Timeout

    try:
        lock.acquire(timeout=min(_SOON, patience), poll_interval=0.02)
    except Timeout:
        if patience <= _SOON:
            raise Busy(_holder(room)) from None
        say(_holder(room))
        try:
            lock.acquire(timeout=patience - _SOON, poll_interval=0.05)
        except Timeout:
            raise Busy(_holder(room)) from None


def _holder(room: Path) -> str:
    try:
        return read_regular(room / _HOLDER, _LONGEST).decode("utf-8", "replace") or "另一个 mzgz"
    except OSError:
        return "另一个 mzgz"


def holder_words(command: str, clock: str, environ: Mapping[str, str]) -> str:
    """Who holds it, as others are told: mzgz import（王科的电脑 PC-3，进程 1234，14:02:11 开始）."""
    import platform

    user = environ.get("USER") or environ.get("USERNAME")
    where = "、".join(filter(None, (user, platform.node())))
    return f"mzgz {command}（{where + '，' if where else ''}进程 {os.getpid()}，{clock} 开始）"
