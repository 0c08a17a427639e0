"""The folders of a data set's tables on the disk: none of them a link to elsewhere, and nothing of the user's is deleted."""

from __future__ import annotations

import os
import re
from collections.abc import Collection as Container
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mzgz.intake.collect.column_layout import (
    FACTS,
    FILE,
    FOLDER,
    MANIFEST_FILE,
    REGISTRY_FILE,
    TABLES,
    UNITS_FILE,
    is_table_file,
)
from mzgz.intake.regular_file import leads_inside

_LEFT: Final = re.compile(rf"(?:tmp_)?\.{FILE.pattern}\.part|\.collect-[a-z0-9_]{{8}}\.csv")
"""What a run that was broken off leaves in the folders."""
_LEFT_ABOVE: Final = re.compile(
    rf"(?:tmp_)?\.(?:{re.escape(UNITS_FILE)}|{re.escape(REGISTRY_FILE)})\.part|\.collect-[a-z0-9_]{{8}}\.csv"
    rf"|\.{re.escape(MANIFEST_FILE)}\.[a-z0-9_]{{8}}"
)


def foreign_folder(root: Path) -> str | None:
    """The first folder of a table that is a link, leads out of the data set or is no folder, by its path within it."""
    real = root.resolve()
    for inside in _folders(root):
        place = root / inside
        if place.is_symlink() or (place.exists() and not (place.is_dir() and leads_inside(place, real))):
            return inside
    return None


def sweep(root: Path, wanted: Container[str]) -> None:
    """Delete the program's own files that are not wanted, and the folders that are empty for it; that of the facts marks a data set."""
    for inside in [each for each in _folders(root) if FOLDER.fullmatch(each)]:
        folder, deleted = root / inside, False
        if not folder.is_dir() or not leads_inside(folder, root.resolve()):
            continue
        for file in sorted(os.listdir(folder)):
            path = f"{inside}/{file}"
            if (is_table_file(path) and path not in wanted) or _LEFT.fullmatch(file):
                (folder / file).unlink()
                deleted = True
        while deleted and inside not in (FACTS, "") and not os.listdir(root / inside):
            (root / inside).rmdir()
            inside = inside.rpartition("/")[0]
    for left in sorted(os.listdir(root)):
        if _LEFT_ABOVE.fullmatch(left):
            (root / left).unlink()


def _folders(root: Path) -> Iterator[str]:
    """The folders of the tables, those of their years and of the provinces in them, each before what is in it."""
    for table in TABLES:
        yield table
        for year in _within(root, table, "year="):
            yield year
            yield from _within(root, year, "province=")


def _within(root: Path, inside: str, start: str) -> list[str]:
    place = root / inside
    return (
        [f"{inside}/{name}" for name in sorted(os.listdir(place)) if name.startswith(start)] if place.is_dir() else []
    )
