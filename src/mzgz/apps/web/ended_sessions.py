"""Sessions that somebody has ended by going out: a cookie kept from one of them opens nothing any more."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from mzgz.apps.web.idle_sessions import IDLE_FILLING
from mzgz.formats.disk.atomic import write_beside

FILE: Final = ".mzgz/ended-sessions"
"""A line for each: when it was ended, and its number."""


class EndedSessions:
    """Kept in a file, so that a restart does not bring a session back; those that are too old to be used anyway are
    forgotten."""

    def __init__(self, root: Path) -> None:
        self._file = root / FILE
        self._lock = threading.Lock()
        self._known: frozenset[str] = frozenset()
        self._stamp: tuple[int, int] | None = None

    def __contains__(self, number: object) -> bool:
        with suppress(FileNotFoundError):
            state = self._file.stat()
            if self._stamp != (state.st_mtime_ns, state.st_ino):
                lines = self._file.read_text(encoding="utf-8").splitlines()
                self._known = frozenset(line.partition(" ")[2] for line in lines)
                self._stamp = (state.st_mtime_ns, state.st_ino)
            return number in self._known
        return False

    def end(self, number: str, now: datetime) -> None:
        with self._lock:
            oldest = (now - IDLE_FILLING).isoformat(timespec="seconds")
            lines = self._file.read_text(encoding="utf-8").splitlines() if self._file.exists() else []
            kept = [line for line in lines if line.partition(" ")[0] >= oldest]
            kept.append(f"{now.isoformat(timespec='seconds')} {number}")
            write_beside(self._file, "".join(f"{line}\n" for line in kept).encode())
