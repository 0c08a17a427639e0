"""What a check said of exactly these files: kept by the hash of all it depends on, so that saying it again costs
reading the files, not judging them (2,000 returns: 0.7 s the first time, 0.13 s again).

It depends on every file of the workspace that is read or listed, on the program's own files, the options and the day.
Only finished output is kept, as text, in the user's cache folder, under a mark that only the user's own key makes;
nothing kept is ever executed or trusted beyond that.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hmac import compare_digest
from pathlib import Path
from typing import NamedTuple

from mzgz.intake.regular_file import read_regular
from mzgz.model import LARGEST_READ, MARKER, READ_FOLDERS

_KEPT = 32
_MOST_KEPT = 64 * 1024 * 1024
_KEY_LENGTH = 64
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
    for name in (MARKER, *READ_FOLDERS):
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
        data = read_regular(file, LARGEST_READ)
        if len(data) > LARGEST_READ:
            state = os.stat(file)
            return f"{name}:{link}:{state.st_size}:{state.st_mtime_ns}"
        return f"{name}:{link}:{hashlib.sha256(data).hexdigest()}"
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


def secret() -> bytes | None:
    """The user's own key, made when it is first needed: what others lay into the cache folder does not bear its mark.
    None where there is no place to keep it."""
    base = os.environ.get("MZGZ_CONFIG") or os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME")
    try:
        file = (Path(base) if base else Path.home() / ".config") / "mzgz" / "cache-key"
        for _ in range(2):
            with suppress(FileNotFoundError):
                key = read_regular(file, _KEY_LENGTH)
                return key if len(key) == _KEY_LENGTH else None
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileExistsError):
                handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(handle, "wb") as stream:
                    stream.write(os.urandom(_KEY_LENGTH))
    except (OSError, RuntimeError):
        return None
    return None


def _mark(secret: bytes, key: str, body: bytes) -> str:
    """What only the holder of the secret can put under a body kept for `key`."""
    return hashlib.blake2b(key.encode() + b"\0" + body, key=secret, digest_size=32).hexdigest()


def recall(key: str) -> KeptOutput | None:
    """What was said under that key; None where nothing is kept, or nothing that bears the user's own mark."""
    place = folder()
    try:
        data = read_regular(place / f"{key}{_SUFFIX}", _MOST_KEPT) if place else b""
        mark, _, body = data.partition(b"\n")
        own = secret()
        if own is None or not compare_digest(mark.decode(), _mark(own, key, body)):
            return None
        status, _, output = body.decode("utf-8", "surrogatepass").partition("\n")
        return KeptOutput(output, int(status))
    except (OSError, ValueError):
        return None


def keep(key: str, said: KeptOutput) -> None:
    """Keep finished output, the newest few; a folder that cannot be written is no fault."""
    from mzgz.formats.disk.atomic import write_beside

    place, own = folder(), secret()
    if place is None or own is None:
        return
    with suppress(OSError):
        body = f"{said.status}\n{said.output}".encode("utf-8", "surrogatepass")
        write_beside(place / f"{key}{_SUFFIX}", _mark(own, key, body).encode() + b"\n" + body)
        kept = sorted(place.glob(f"{'?' * len(key)}{_SUFFIX}"), key=lambda file: file.stat().st_mtime_ns)
        for old in kept[:-_KEPT]:
            old.unlink()
