"""log/<month>.jsonl: the lines of the change log, read and added to; log/head: the mark of the last of them."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from mzgz.formats.disk.journal import Addition
from mzgz.intake.regular_file import read_regular
from mzgz.workflow.change_log import FIRST, LogLine, chained, line_of, mark_of

FOLDER: Final = "log"
HEAD: Final = f"{FOLDER}/head"
_NAME = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])\.jsonl")
_MARK = re.compile(r"[0-9a-f]{64}")
_LARGEST: Final = 256 * 1024 * 1024
"""Of one month; a thousand returns of a hundred values make forty million characters."""


def log_files(root: Path) -> list[tuple[str, list[str]]]:
    """The files of the log, oldest first, each with its lines. Raises OSError for one that cannot be read."""
    return [(path, _lines(root / path)) for path in _paths(root)]


def lines_about(root: Path, paths: Sequence[str]) -> list[LogLine]:
    """The changes of some files, oldest first; lines about others are not taken apart."""
    wanted = [f'"path":"{path}"' for path in paths]
    texts = (text for _, lines in log_files(root) for text in lines)
    found = [line_of(text) for text in texts if any(each in text for each in wanted)]
    return [line for line in found if line is not None and line.path in paths]


def log_head(root: Path) -> str | None:
    """The mark the last line should have; empty where none is kept, None where nothing was ever written."""
    return _kept_mark(root) or ("" if _paths(root) else None)


def _kept_mark(root: Path) -> str:
    if (root / FOLDER).is_symlink():
        return ""
    try:
        return read_regular(root / HEAD, 100).decode("ascii", "replace").strip()
    except OSError:
        return ""


def head_of(added: Addition) -> bytes:
    """What the file of the head says once these lines are there."""
    return (mark_of(added.text.removesuffix("\n").rsplit("\n", 1)[-1]) + "\n").encode("ascii")


def _paths(root: Path) -> list[str]:
    folder = root / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return []
    return [f"{FOLDER}/{name}" for name in sorted(os.listdir(folder)) if _NAME.fullmatch(name)]


def _lines(file: Path) -> list[str]:
    text = read_regular(file, _LARGEST).decode("utf-8", "replace")
    return text.removesuffix("\n").split("\n") if text else []


def addition(root: Path, month: str, lines: Sequence[LogLine]) -> Addition | None:
    """The lines as they are to be added, bound to what log/head says of the last one: what was done to that line, or to
    all of them, stays to be seen. None where there are none. Lines go into the month's file; a clock set back does not
    take them before what is written already."""
    if not lines:
        return None
    paths = _paths(root)
    path = max([f"{FOLDER}/{month}.jsonl", *paths[-1:]])
    known = paths[-1] if paths else path
    data = read_regular(root / known, _LARGEST) if paths else b""
    torn = data and not data.endswith(b"\n")
    old = data.decode("utf-8", "replace").removesuffix("\n").rsplit("\n", 1)[-1]
    head = _kept_mark(root) or (mark_of(old) if old else FIRST)
    text = "".join(f"{line}\n" for line in chained(lines, head if _MARK.fullmatch(head) else mark_of(head)))
    start = len(data) if path == known else 0
    return Addition(path, start, f"\n{text}" if torn and path == known else text)
