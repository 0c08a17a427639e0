"""A workspace in a zip, unpacked for a while: only plain files in the folders the program reads, and no more than fits."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from mzgz.model import MARKER

_FOLDERS: Final = ("targets", "submissions", "acceptance", "letters", "received", "evidence", "annual")
_MOST_BYTES: Final = 4 * 1024**3
_MOST_FILES: Final = 200_000


@contextmanager
def unpacked(archive: Path) -> Iterator[Path]:
    """The folder with the workspace. Raises ValueError, with the reason in words, for what is no zip of one."""
    try:
        with zipfile.ZipFile(archive) as packed, tempfile.TemporaryDirectory(prefix="mzgz-collect-") as folder:
            _unpack(packed, Path(folder))
            yield Path(folder)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as problem:
        raise ValueError(f"不是能读的 zip：{problem}") from None


def _unpack(packed: zipfile.ZipFile, folder: Path) -> None:
    members = [each for each in packed.infolist() if not each.is_dir()]
    names = [_name(each) for each in members]
    markers = sorted((name for name in names if name.endswith(MARKER)), key=lambda name: name.count("/"))
    if not markers:
        raise ValueError(f"里面没有 {MARKER}")
    base = markers[0].removesuffix(MARKER)
    if len(members) > _MOST_FILES or sum(each.file_size for each in members) > _MOST_BYTES:
        raise ValueError("展开以后太大")
    for each, name in zip(members, names, strict=True):
        inside = name.removeprefix(base)
        parts = PurePosixPath(inside).parts
        if not name.startswith(base) or ".." in parts or inside.startswith("/") or "\\" in inside or ":" in inside:
            continue
        if inside == MARKER or (parts and parts[0] in _FOLDERS):
            place = folder / inside
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(packed.read(each))


def _name(member: zipfile.ZipInfo) -> str:
    """Chinese names of archives made on Windows are GBK, which the zip does not say."""
    if member.flag_bits & 0x800:
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    for coding in ("utf-8", "gbk"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return member.filename
