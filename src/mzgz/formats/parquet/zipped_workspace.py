"""A workspace in a zip, unpacked for a while: only plain files in the folders the program reads, and no more than fits."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from mzgz.intake.collect.column_layout import FACTS, MANIFEST_FILE
from mzgz.model import LARGEST_READ, MARKER, READ_FOLDERS

_MOST_BYTES: Final = 4 * 1024**3
_MOST_READ: Final = 1024**3
_MOST_FILES: Final = 200_000
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those that can be unpacked a little at a time, however much comes out of it."""


@contextmanager
def unpacked(archive: Path) -> Iterator[Path]:
    """The folder with the workspace. Raises ValueError, with the reason in words, for what is no zip of one."""
    with tempfile.TemporaryDirectory(prefix="mzgz-collect-") as folder:
        try:
            with zipfile.ZipFile(archive) as packed:
                _unpack(packed, Path(folder))
        except zlib.error:
            raise ValueError("zip 坏了，解不开，请重新打包") from None
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as problem:
            raise ValueError(f"不是能读的 zip：{problem}") from None
        yield Path(folder)


def _unpack(packed: zipfile.ZipFile, folder: Path) -> None:
    members = [each for each in packed.infolist() if not each.is_dir()]
    names = [_name(each) for each in members]
    markers = sorted((name for name in names if name.rpartition("/")[2] == MARKER), key=lambda name: name.count("/"))
    if not markers:
        raise ValueError(f"里面没有 {MARKER}")
    base = markers[0].removesuffix(MARKER)
    if f"{base}{MANIFEST_FILE}" in names and any(name.startswith(f"{base}{FACTS}/") for name in names):
        raise ValueError("装的是汇总，不是工作区，请先解开")
    if len(members) > _MOST_FILES or sum(each.file_size for each in members) > _MOST_BYTES:
        raise ValueError("展开以后太大")
    read = 0
    for each, name in zip(members, names, strict=True):
        inside = name.removeprefix(base)
        parts = PurePosixPath(inside).parts
        if not name.startswith(base) or ".." in parts or inside.startswith("/") or "\\" in inside or ":" in inside:
            continue
        if inside == MARKER or (parts and parts[0] in READ_FOLDERS):
            place = folder / inside
            place.parent.mkdir(parents=True, exist_ok=True)
            read += _put(packed, each, place)
            if read > _MOST_READ:
                raise ValueError("展开以后太大")


def _put(packed: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path) -> int:
    """Unpack one file, and give the bytes read; of one too large to be read by the check only the size is kept."""
    if member.file_size > LARGEST_READ:
        with place.open("wb") as empty:
            empty.truncate(member.file_size)
        return 0
    if member.compress_type not in _METHODS:
        raise ValueError("用了少见的压缩方法，请用普通的 zip 重新打包")
    with packed.open(member) as stream:
        data = stream.read(LARGEST_READ + 1)
    place.write_bytes(data)
    return len(data)


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
