"""Whether every file of a data set holds what was written: each is read once, and again when it has been touched since."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from typing import Final

from mzgz.formats.disk.atomic import write_beside
from mzgz.intake.collect.manifest import CollectManifest, digest_of

SEEN: Final = ".mzgz/as-written.json"
_Stamp = list[int | str]
"""Length, time of the last change, digest."""


def first_altered(root: Path, manifest: CollectManifest) -> str | None:
    """The first file in which something else is than was written; of those that are gone or cut short somebody else tells."""
    known, seen = _remembered(root), dict[str, _Stamp]()
    for one in manifest.workspaces.values():
        for path, digest in zip_longest(one.parquet, one.digests[: len(one.parquet)]):
            if digest is None:
                continue
            try:
                there = os.stat(f"{root}/{path}")
                stamp: _Stamp = [there.st_size, there.st_mtime_ns, digest]
                if known.get(path) != stamp and digest_of((root / path).read_bytes()) != digest:
                    return str(path)
            except OSError:
                return str(path)
            seen[path] = stamp
    if seen != known:
        with suppress(OSError):
            write_beside(root / SEEN, json.dumps(seen, ensure_ascii=False, sort_keys=True).encode())
    return None


def _remembered(root: Path) -> dict[str, _Stamp]:
    try:
        told = json.loads((root / SEEN).read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
