"""What was written into a folder before, by its hash: a file that people have worked on since is not written over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from mzgz.formats.disk.atomic import write_beside

LIST = ".mzgz-written"
"""In the folder itself: a line for each file, hash and name."""


def was_edited(path: Path, data: bytes) -> bool:
    """Whether there is a file that is neither as it was written nor as it would be now: somebody's work may be in it."""
    return path.exists() and _hash(path.read_bytes()) not in (_listed(path.parent).get(path.name), _hash(data))


def beside(path: Path, data: bytes) -> Path:
    """Where to write instead of `path`, if somebody has worked on it: speech-新稿.docx, speech-新稿2.docx …"""
    place, number = path, 1
    while was_edited(place, data):
        place = path.with_name(f"{path.stem}-新稿{number if number > 1 else ''}{path.suffix}")
        number += 1
    return place


def remember(folder: Path, names: Iterable[str]) -> None:
    """Note how files have just been written; a folder that cannot be written is no fault."""
    listed = _listed(folder) | {name: _hash((folder / name).read_bytes()) for name in names}
    text = "".join(f"{mark}  {name}\n" for name, mark in sorted(listed.items()))
    with suppress(OSError):
        write_beside(folder / LIST, text.encode())


def _listed(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: mark for mark, _, name in (line.partition("  ") for line in lines)}


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
