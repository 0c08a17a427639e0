"""The door to the bytes of a file: only of a regular one, so that a pipe, a device or a link in a circle neither hangs
the program nor fills its memory."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

_WITHOUT_WAITING: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NotRegular(OSError):  # noqa: N818 - an OSError like any other that keeps a file from being opened
    """A pipe, a device, a socket: it has no end that could be waited for."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(errno.EINVAL, "不是普通文件", str(path))


def read_regular(path: str | Path, limit: int) -> bytes:
    """The bytes of a regular file, `limit` + 1 of them at most: more tell that it is too large. Raises OSError, and
    `NotRegular` for what is no file at all."""
    handle = os.open(path, os.O_RDONLY | _WITHOUT_WAITING)
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            if stat.S_ISDIR(state.st_mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
            raise NotRegular(path)
        return _whole(handle, min(state.st_size, limit) + 1, limit)
    finally:
        os.close(handle)


def _whole(handle: int, expected: int, limit: int) -> bytes:
    """All there is, up to one byte beyond the limit; nearly always in two calls."""
    data = os.read(handle, expected)
    while len(data) <= limit and (more := os.read(handle, limit + 1 - len(data))):
        data += more
    return data


def not_a_file(path: Path) -> str:
    """Why a path that somebody named is no file to read, in words."""
    return "是文件夹，请写明里面的文件" if path.is_dir() else "不是普通文件" if path.exists() else "没有这个文件"


def leads_inside(path: str | Path, root: Path) -> bool:
    """Whether a path, links followed, ends at something below `root` (which must be resolved)."""
    try:
        real = Path(path).resolve()
        return real.is_relative_to(root) and real.exists()
    except (OSError, RuntimeError):  # links in a circle; which of the two depends on the version of Python
        return False


def shown_path(path: str) -> str:
    """A path as it can be printed and sent on: the bytes of a name that is not UTF-8 as GB18030 reads them, the rest
    as U+FFFD."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        raw = os.fsencode(path)
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode("utf-8", "replace")
    return path
