"""Several files at once: all of them are there, or none has changed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from mzgz.formats.disk.atomic import write_beside


def write_together(files: Sequence[tuple[Path, bytes]]) -> None:
    """Put every file in place. When one cannot be (it is open in Word, the disk is full), the others are as before.

    An `OSError` carries the name of the file that could not be written.
    """
    before: list[tuple[Path, bytes | None]] = []
    try:
        for path, data in files:
            _try_room(path, data)
        for path, data in files:
            before.append((path, path.read_bytes() if path.is_file() else None))
            write_beside(path, data)
    except OSError as error:
        for path, old in before:
            _restore(path, old)
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def _try_room(path: Path, data: bytes) -> None:
    """Whether the folder takes a file of this size, before any file is touched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
    finally:
        os.unlink(name)


def _restore(path: Path, old: bytes | None) -> None:
    with suppress(OSError):
        if old is None:
            path.unlink(missing_ok=True)
        elif path.read_bytes() != old:
            write_beside(path, old)
