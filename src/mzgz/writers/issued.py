"""What was written into a folder before, by its hash: a file that people have worked on since is not written over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from mzgz.writers.files import write_beside

LIST = ".mzgz-written"
"""In the folder itself: a line for each file, hash and name."""


def was_edited(path: Path) -> bool:
    """Whether there is a file that is not as it was written: somebody's work may be in it."""
    return path.exists() and _listed(path.parent).get(path.name) != _hash(path.read_bytes())


def beside(path: Path, data: bytes) -> Path:
    """Where to write instead of `path`, if somebody has worked on it: speech-新稿.docx, speech-新稿2.docx …"""
    place, number = path, 1
    while was_edited(place) and place.read_bytes() != data:
        place = path.with_name(f"{path.stem}-新稿{number if number > 1 else ''}{path.suffix}")
        number += 1
    return place


def remember(paths: Iterable[Path]) -> None:
    """Note how files have just been written; a folder that cannot be written is no fault."""
    for path in paths:
        listed = _listed(path.parent) | {path.name: _hash(path.read_bytes())}
        text = "".join(f"{mark}  {name}\n" for name, mark in sorted(listed.items()))
        with suppress(OSError):
            write_beside(path.parent / LIST, text.encode())


def _listed(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: mark for mark, _, name in (line.partition("  ") for line in lines)}


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
