"""What a data set keeps in its own room: files that are made from the others, that nobody misses, and that are written whole or
not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

_ABANDONED: Final = 120
"""Seconds: nothing that is still being written lies untouched for so long."""
_UNFINISHED: Final = ".part"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def put(room: Path, name: str, make: Callable[[Path], None]) -> Path | None:
    """Make a file of that name beside, then put it in its place: `name` with the digest of what is in it for `{}`. None where
    nothing can be written."""
    beside = room / f".{name.partition('{')[0]}{os.getpid()}{_UNFINISHED}"
    try:
        room.mkdir(parents=True, exist_ok=True)
        clear_unfinished(room)
        beside.touch()
        make(beside)
        path = room / name.format(digest(beside.read_bytes()))
        os.replace(beside, path)
    except OSError:
        return None
    finally:
        with suppress(OSError):
            beside.unlink()
    return path


def found(room: Path, name: str) -> tuple[Path, bytes] | None:
    """The file of a name, with what is in it, as far as it is whole."""
    begin, _, end = name.partition("{}")
    for path in sorted(room.glob(f"{begin}*{end}")):
        with suppress(OSError):
            content = path.read_bytes()
            if path.name == name.format(digest(content)):
                return path, content
    return None


def clear_unfinished(room: Path) -> None:
    """Delete what runs that were killed have left: by their age against a file that is touched now."""
    left = sorted(room.glob(f".*{_UNFINISHED}"))
    if not left:
        return
    now = room / f".{os.getpid()}{_UNFINISHED}"
    with suppress(OSError):
        now.touch()
        newest = now.stat().st_mtime
        for path in left:
            if newest - path.stat().st_mtime > _ABANDONED:
                path.unlink()
    with suppress(OSError):
        now.unlink()
