"""What was written into a folder before, by its hash: a file that people have worked on since is not written over."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from mzgz.intake.regular_file import read_regular

LIST = ".mzgz-written"
"""In the folder itself: a line for each file, hash and name."""
_LARGEST: Final = 256 * 1024 * 1024


def was_edited(path: Path, data: bytes) -> bool:
    """Whether there is a file that is neither as it was written nor as it would be now: somebody's work may be in it."""
    if not os.path.lexists(path):
        return False
    try:
        there = _hash(read_regular(path, _LARGEST))
    except OSError:
        return not path.is_dir()  # a pipe, a device, what may not be read: not ours in any case
    return there not in (_listed(path.parent).get(path.name), _hash(data))


def touched(folder: Path) -> list[Path] | None:
    """Files of a folder that are not as we wrote them: changed since, or put there by somebody else. None where there
    is no note of what was written."""
    listed = _listed(folder)
    if not listed:
        return None
    return [path for path in sorted(folder.iterdir()) if path.name != LIST and not _as_listed(path, listed)]


def _as_listed(path: Path, listed: dict[str, str]) -> bool:
    try:
        return listed.get(path.name) == _hash(read_regular(path, _LARGEST))
    except OSError:
        return False


def beside(path: Path, data: bytes) -> Path:
    """Where to write instead of `path`, if somebody has worked on it: speech-新稿.docx, speech-新稿2.docx …"""
    place, number = path, 1
    while was_edited(place, data):
        place = path.with_name(f"{path.stem}-新稿{number if number > 1 else ''}{path.suffix}")
        number += 1
    return place


def grown_list(folder: Path, files: Iterable[tuple[Path, bytes]]) -> bytes:
    """The list with these files as they are about to be written: it goes into place together with them."""
    listed = _listed(folder) | {path.name: _hash(data) for path, data in files}
    return "".join(f"{mark}  {name}\n" for name, mark in sorted(listed.items())).encode("utf-8", "surrogateescape")


def _listed(folder: Path) -> dict[str, str]:
    try:
        lines = read_regular(folder / LIST, _LARGEST).decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: mark for mark, _, name in (line.partition("  ") for line in lines)}


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
