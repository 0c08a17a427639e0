"""What a check said of exactly these files: kept by the hash of all it depends on, so that saying it again costs
reading the files, not judging them (2,000 returns: 0.7 s the first time, 0.13 s again).

It depends on every file of the workspace that is read or listed, on the program's own files, the options and the day.
Only finished output is kept, as text, in the user's cache folder; nothing kept is ever executed or trusted beyond that.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_READ = ("mzgz.yaml", "targets", "submissions", "acceptance")
_LARGEST = 2 * 1024 * 1024
"""Larger files are not read by the check either; their size is all it tells of them."""
_KEPT = 32
_SUFFIX = ".mzgz"


class KeptOutput(NamedTuple):
    """Finished output and exit status."""

    output: str
    status: int


def key_of(root: Path, options: Sequence[str | None]) -> str:
    """The hash of everything the output depends on."""
    total = hashlib.sha256()
    for part in (sys.version, *map(str, options), *_program(), *_workspace(root)):
        total.update(part.encode("utf-8", "surrogateescape"))
        total.update(b"\0")
    return total.hexdigest()


def _program() -> Iterator[str]:
    """The program's own files: a changed rule must not speak with an old voice."""
    package = Path(__file__).parents[2]
    for file in sorted(package.rglob("*.py")):
        state = file.stat()
        yield f"{file.relative_to(package)}:{state.st_size}:{state.st_mtime_ns}"


def _workspace(root: Path) -> Iterator[str]:
    for name in _READ:
        top = os.path.join(root, name)
        if os.path.isfile(top):
            yield _content(top, name)
        for folder, folders, files in os.walk(top):
            folders.sort()
            inside = os.path.relpath(folder, root)
            links = (f"{inside}/{name}:{_link(os.path.join(folder, name))}" for name in folders)
            yield from (link for link in links if not link.endswith(":"))
            yield from (_content(os.path.join(folder, file), f"{inside}/{file}") for file in sorted(files))


def _content(file: str, name: str) -> str:
    link = _link(file)
    try:
        size = os.path.getsize(file)
        if size > _LARGEST:
            return f"{name}:{link}:{size}"
        with open(file, "rb") as stream:
            return f"{name}:{link}:{hashlib.sha256(stream.read()).hexdigest()}"
    except OSError as problem:
        return f"{name}:{link}:{problem.errno}"


def _link(path: str) -> str:
    return os.readlink(path) if os.path.islink(path) else ""


def folder() -> Path | None:
    """Where output is kept; None where MZGZ_CACHE is `off` or there is no home."""
    chosen = os.environ.get("MZGZ_CACHE")
    if chosen == "off":
        return None
    if chosen:
        return Path(chosen)
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME")
    try:
        return Path(base) / "mzgz" if base else Path.home() / ".cache" / "mzgz"
    except RuntimeError:
        return None


def recall(key: str) -> KeptOutput | None:
    """What was said under that key; None where nothing sound is kept."""
    place = folder()
    try:
        kept = (place / f"{key}{_SUFFIX}").read_bytes().decode("utf-8", "surrogatepass") if place else ""
        head, _, output = kept.partition("\n")
        status, length = map(int, head.split())
    except (OSError, ValueError):
        return None
    return KeptOutput(output, status) if len(output) == length else None


def keep(key: str, said: KeptOutput) -> None:
    """Keep finished output, the newest few; a folder that cannot be written is no fault."""
    from mzgz.formats.disk.atomic import write_beside

    place = folder()
    if place is None:
        return
    with suppress(OSError):
        text = f"{said.status} {len(said.output)}\n{said.output}"
        write_beside(place / f"{key}{_SUFFIX}", text.encode("utf-8", "surrogatepass"))
        kept = sorted(place.glob(f"{'?' * len(key)}{_SUFFIX}"), key=lambda file: file.stat().st_mtime_ns)
        for old in kept[:-_KEPT]:
            old.unlink()
