"""Several files at once: all of them are there, or none has changed; and what this run has put in place so far."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from mzgz.formats.disk.atomic import write_beside
from mzgz.formats.disk.os_error_words import reason_of

_placed: list[Path] = []


class Unwritten(Exception):  # noqa: N818 - told to the user: nothing went wrong in the program
    """A file that could not be written: which, why, and how many files of the same batch are there all the same."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}：{reason}")
        self.path = path
        self.reason = reason


def placed_so_far() -> tuple[Path, ...]:
    """Every file this run of the program has put in place, in order: what an interruption leaves behind."""
    return tuple(dict.fromkeys(_placed))


def note_placed(path: Path) -> None:
    _placed.append(path)


def note_withdrawn(paths: Iterable[Path]) -> None:
    for path in paths:
        while path in _placed:
            _placed.remove(path)


def write_together(files: Sequence[tuple[Path, bytes]]) -> None:
    """Put every file in place. When one cannot be (it is open in Word, the disk is full), the others are as before.

    Raises `Unwritten` with the file that could not be written.
    """
    before: list[tuple[Path, bytes | None]] = []
    path = Path()
    try:
        for path, data in files:
            _try_room(path, data)
        for path, data in files:
            before.append((path, path.read_bytes() if path.is_file() else None))
            write_beside(path, data)
            note_placed(path)
    except OSError as error:
        restore(before)
        raise Unwritten(path, reason_of(error)) from error


def _try_room(path: Path, data: bytes) -> None:
    """Whether the folder takes a file of this size, before any file is touched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(21, os.strerror(21), str(path))
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
    finally:
        os.unlink(name)


def restore(before: Sequence[tuple[Path, bytes | None]]) -> None:
    """Put back what stood there."""
    for path, old in before:
        with suppress(OSError):
            if old is None:
                path.unlink(missing_ok=True)
            elif path.read_bytes() != old:
                write_beside(path, old)
            note_withdrawn([path])
