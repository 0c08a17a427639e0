"""Files of a workspace written together: laid out aside, noted, then moved into place; the next run finishes what a
broken-off run had noted, and clears away what it had only laid out."""

from __future__ import annotations

import errno
import json
import os
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from mzgz.formats.disk.all_or_none import Unwritten, note_placed, restore
from mzgz.formats.disk.atomic import umask, write_beside
from mzgz.formats.disk.lock import ROOM
from mzgz.formats.disk.os_error_words import reason_of
from mzgz.intake.regular_file import leads_inside, read_regular

_STAGED, _JOURNAL = "staged", "journal"
_LARGEST: Final = 4 * 1024 * 1024
_HIDDEN_BUT_OURS: Final = (".mzgz-written",)
_LEFT_OVER: Final = re.compile(
    r"\.(?:.+\.(?:ya?ml|docx|xlsx|md|txt|json|jsonl|csv|html)|\.mzgz-written|.{40})\.[a-z0-9_]{8}"
)
"""Names under which files are written beside their place; nobody else gives them."""
_OF_OUR_ROOM: Final = re.compile(r"\..+\.[a-z0-9_]{8}")
"""The same in the room, where every file is ours."""
_ABANDONED: Final = 3600.0
"""Seconds after which nobody is still writing a file of the room: some are written without the lock."""
_TOPS: Final = (
    "submissions",
    "half-filled",
    "letters",
    "acceptance",
    "received",
    "log",
    "evidence",
    "targets",
    "schemas",
    "reports",
    "slips",
    "forms",
)


@dataclass(frozen=True, slots=True)
class Addition:
    """Lines to be added at the end of a file that only ever grows."""

    path: str
    """Workspace-relative."""
    start: int
    """Its length before: what a broken-off run has added beyond that is taken back first."""
    text: str


def write_noted(
    root: Path, files: Mapping[str, bytes], additions: Sequence[Addition] = (), *, lasting: bool = True
) -> None:
    """Put every file (workspace-relative) in place and add the lines; all of it, or nothing has changed. `lasting`
    files have reached the disk before anything is moved; what can be made again need not.

    The caller holds the lock. Raises `Unwritten` for what could not be written; nothing is written through a link
    that leads out of the workspace.
    """
    for path in [*files, *(item.path for item in additions)]:
        _admit(root, path)
    room = root / ROOM
    moves = _lay_out(room, files, lasting)
    note = {"moves": moves, "additions": [[item.path, item.start, item.text] for item in additions]}
    before = [(root / path, (root / path).read_bytes() if (root / path).is_file() else None) for path in files]
    _attempt(room, room / _JOURNAL, lambda: write_beside(room / _JOURNAL, json.dumps(note).encode()))
    try:
        _carry_out(root, note)
    except KeyboardInterrupt:
        _carry_out(root, note)  # what is noted is finished: nothing but moves
        raise
    except OSError as error:
        restore(before)
        for item in additions:
            _cut(root / item.path, item.start)
        _clear(room)
        raise Unwritten(Path(error.filename or root), reason_of(error)) from error
    _clear(room)


def recover(root: Path) -> None:
    """Finish what a broken-off run had noted, and clear away what it had only laid out. The caller holds the lock."""
    room = root / ROOM
    with suppress(OSError, ValueError, KeyError, TypeError, IndexError, Unwritten):
        note = json.loads(read_regular(room / _JOURNAL, _LARGEST))
        for path in [move[1] for move in note["moves"]] + [item[0] for item in note["additions"]]:
            _admit(root, path)
        _carry_out(root, note)
    _clear(room)


def unfinished(root: Path) -> bool:
    """Whether a run was broken off (or is writing just now)."""
    room = os.path.join(root, ROOM)
    if os.path.lexists(os.path.join(room, _JOURNAL)):
        return True
    with suppress(OSError):
        return bool(os.listdir(os.path.join(room, _STAGED)))
    return False


def sweep(root: Path) -> None:
    """Remove files that were written beside their place and never moved there. The caller holds the lock."""
    for top in _TOPS:
        for folder, _, files in os.walk(root / top):
            sweep_folder(folder, files)
    _sweep_room(root / ROOM)


def _sweep_room(room: Path) -> None:
    with suppress(OSError):
        for entry in os.scandir(room):
            if _OF_OUR_ROOM.fullmatch(entry.name) and time.time() - entry.stat().st_mtime > _ABANDONED:
                with suppress(OSError):
                    os.unlink(entry.path)


def sweep_folder(folder: str | Path, names: Sequence[str]) -> None:
    for name in names:
        if name[0] == "." and _LEFT_OVER.fullmatch(name):
            with suppress(OSError):
                os.unlink(os.path.join(folder, name))


def _admit(root: Path, path: str) -> None:
    """Refuse a place that is hidden, climbs, or lies behind a link out of the workspace."""
    parts = PurePosixPath(path).parts
    inside = bool(parts) and not path.startswith("/") and ":" not in path and "\\" not in path
    if not inside or any(part.startswith(".") and part not in _HIDDEN_BUT_OURS for part in parts):
        raise Unwritten(root / path, "这个位置不能写")
    real = root.resolve()
    folder = root
    for part in parts[:-1]:
        folder = folder / part
        if folder.is_symlink() and not leads_inside(folder, real):
            raise Unwritten(folder, "这是指到工作区外面的链接，不能往里写")
        if folder.exists() and not folder.is_dir():
            raise Unwritten(folder, "这里应当是文件夹，却是一个文件")
    if (root / path).is_dir() and not (root / path).is_symlink():
        raise Unwritten(root / path, "这里是一个文件夹，不是文件")
    if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
        raise Unwritten(root / path, "没有写的权限，或者磁盘是只读的")


def _lay_out(room: Path, files: Mapping[str, bytes], lasting: bool) -> list[tuple[str, str]]:
    moves: list[tuple[str, str]] = []
    for number, (path, data) in enumerate(files.items()):
        name = f"{number:04}"
        _attempt(room, room.parent / path, lambda name=name, data=data: _store(room / _STAGED / name, data, lasting))
        moves.append((name, path))
    return moves


def _attempt(room: Path, path: Path, step: Any) -> None:
    """A step before anything is moved: where it fails, all that was laid out goes."""
    try:
        step()
    except OSError as error:
        _clear(room)
        raise Unwritten(path, reason_of(error)) from error
    except BaseException:
        _clear(room)
        raise


def _store(path: Path, data: bytes, lasting: bool) -> None:
    path.parent.mkdir(exist_ok=True)
    with suppress(FileNotFoundError):
        path.unlink()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        if lasting:
            stream.flush()
            os.fsync(handle)


def _carry_out(root: Path, note: Mapping[str, Any]) -> None:
    """The additions, then the moves; done once more, it changes nothing."""
    for path, start, text in note["additions"]:
        _add(root / path, start, text.encode())
    for name, path in note["moves"]:
        _move(root / ROOM / _STAGED / name, root / path)


def _add(file: Path, start: int, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if os.fstat(handle).st_size < start:
            raise OSError(errno.EIO, "变短了", str(file))
        os.ftruncate(handle, start)
        os.lseek(handle, start, os.SEEK_SET)
        while data:
            data = data[os.write(handle, data) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _cut(file: Path, start: int) -> None:
    with suppress(OSError):
        if start:
            os.truncate(file, start)
        else:
            file.unlink(missing_ok=True)


def _move(staged: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if staged.exists():
        os.chmod(staged, path.stat().st_mode & 0o777 if path.is_file() else 0o666 & ~umask())
        try:
            os.replace(staged, path)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise OSError(error.errno, error.strerror, str(path)) from error
            write_beside(path, staged.read_bytes())
            staged.unlink()
    note_placed(path)


def _clear(room: Path) -> None:
    with suppress(OSError):
        (room / _JOURNAL).unlink(missing_ok=True)
    with suppress(OSError):
        for name in os.listdir(room / _STAGED):
            os.unlink(room / _STAGED / name)
    with suppress(OSError):
        for name in os.listdir(room):
            if name.startswith((".journal.", ".holder.", "..gitignore.")):
                os.unlink(room / name)
