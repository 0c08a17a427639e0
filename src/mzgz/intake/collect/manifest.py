"""manifest.json of a data set: which workspaces are in it, as of which fingerprint, and in which files."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import zip_longest
from pathlib import Path

from mzgz.intake.collect.column_layout import LAYOUT, MANIFEST_FILE, is_table_file


@dataclass(frozen=True, slots=True)
class CollectedWorkspace:
    """One workspace as it was collected."""

    code: str
    """Of its bureau: it is known by it from one collection to the next."""
    name: str
    """Of its folder: paths are told from there."""
    fingerprint: str
    files: int
    facts: int
    errors: int
    queries: int
    day: str | None
    """The last day on which anything in it was received or decided; it was checked as of that day."""
    parquet: tuple[str, ...]
    """Its files in the data set."""
    sizes: tuple[int, ...] = ()
    """Of those files, in bytes: asked of each whenever the data set is opened."""
    digests: tuple[str, ...] = ()
    """Of what is in them: asked for when they come from elsewhere, or when an engine cannot read one."""

    def broken(self, root: Path) -> str | None:
        """The first of its files that is gone, or not as long as it was written."""
        for path, size in zip_longest(self.parquet, self.sizes):
            try:
                there = os.stat(f"{root}/{path}").st_size
            except OSError:
                return path
            if size not in (None, there):
                return path
        return None

    def altered(self, root: Path) -> str | None:
        """The first of its files in which something else is than was written."""
        for path, digest in zip(self.parquet, self.digests, strict=False):
            try:
                content = (root / path).read_bytes()
            except OSError:
                return path
            if digest_of(content) != digest:
                return path
        return None


@dataclass(frozen=True, slots=True)
class CollectManifest:
    """What is in a data set; readers go by it, never by what happens to lie in the folders."""

    version: str = ""
    """Of the program."""
    layout: str = LAYOUT
    """Of the columns."""
    calendar: str = ""
    plans: Mapping[str, str] = field(default_factory=dict)
    """By year: the fingerprint of the plan all share."""
    declared: str = ""
    """The fingerprint of the units its own mzgz.yaml declares."""
    units: str = ""
    """SHA-256 of the table of units."""
    workspaces: Mapping[str, CollectedWorkspace] = field(default_factory=dict)

    @property
    def shared(self) -> str:
        """What all workspaces were collected by: the program, its columns, the calendar, the plans."""
        return "\0".join(
            (self.version, self.layout, self.calendar, *(f"{year}={plan}" for year, plan in self.plans.items()))
        )

    def broken(self, root: Path) -> str | None:
        """The first file of any that is gone, or not as long as it was written."""
        return next((lost for one in self.workspaces.values() if (lost := one.broken(root)) is not None), None)

    def text(self) -> bytes:
        """The same bytes for the same content."""
        plain = asdict(self)
        return (json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()

    def files(self, table: str, years: Iterable[int] = ()) -> list[str]:
        """The files of a table, in the order of their names; of all tables without a name."""
        starts = tuple(f"{table}/year={year}/" for year in years) or (f"{table}/" if table else "",)
        return sorted(each for one in self.workspaces.values() for each in one.parquet if each.startswith(starts))


def digest_of(content: bytes) -> str:
    """Enough of the SHA-256 of a file to tell that it is the one that was written."""
    return hashlib.sha256(content).hexdigest()[:16]


def read_manifest(root: Path) -> CollectManifest | None:
    """The manifest of a data set; None where there is none that can be read or one that names a file which is none of a
    table, so that everything is collected anew."""
    try:
        plain = json.loads((root / MANIFEST_FILE).read_bytes())
        workspaces = {
            code: CollectedWorkspace(
                **{**one, **{name: tuple(one.get(name, ())) for name in ("parquet", "sizes", "digests")}}
            )
            for code, one in plain.pop("workspaces").items()
        }
        if not all(is_table_file(path) for one in workspaces.values() for path in one.parquet):
            return None
        return CollectManifest(**{"layout": "", **plain}, workspaces=workspaces)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
