"""Bytes on their way to the disk: written beside and renamed, and zipped so that equal content gives equal bytes."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every zip member: the one Word itself writes."""

LEADING = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
"""Members that readers expect first; the others follow by name."""

LEVEL = 6


def write_beside(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: a reader sees the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask())
        os.replace(name, path)
    except BaseException as fault:
        with suppress(OSError):
            os.unlink(name)
        if isinstance(fault, OSError) and fault.filename is None:
            fault.filename = str(path)  # a full disk says of itself only that it is one
        raise


def zip_bytes(members: Mapping[str, bytes]) -> bytes:
    """A zip whose bytes depend on names and contents only, whatever the order of `members`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(members, key=_rank):
            info = zipfile.ZipInfo(name, EPOCH)
            info.create_system = 0
            archive.writestr(info, members[name], zipfile.ZIP_DEFLATED, LEVEL)
            info.external_attr = 0  # the library fills in a mode; the directory at the end is not written yet
    return buffer.getvalue()


def _rank(name: str) -> tuple[int, str]:
    return (LEADING.index(name) if name in LEADING else len(LEADING), name)


def umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
