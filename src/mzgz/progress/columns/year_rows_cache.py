"""The years of units, laid out once for all questions and kept in the data set's own room: what was collected is read there a
hundred times faster. They are made from the facts, by whoever needs them first, and made again when the facts have changed;
nothing is lost where they are deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mzgz.intake.collect.column_layout import FACTS, RETURNS, TABLES, quoted
from mzgz.intake.collect.manifest import CollectManifest
from mzgz.model.ledger import Ledger
from mzgz.progress.columns.cache_folder import clear_unfinished, found, put
from mzgz.progress.columns.engine_queries import form_of
from mzgz.progress.columns.year_rows_sql import years_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROOM: Final = ".mzgz/years"
_FACTS_A_PART: Final = 2_000_000
"""What is laid out together; no unit is in two parts, as no unit is in two workspaces."""


@dataclass(frozen=True, slots=True)
class YearTargets:
    """The targets whose years are asked for, and those of the whole plan."""

    ids: Mapping[str, int]
    """Of those asked: the numbers that stand for them."""
    forms: Mapping[str, str]
    """Of the whole plan: what is added up of each."""

    @property
    def asked(self) -> str:
        return ", ".join(f"({quoted(name)}, {number}, '{self.forms[name]}')" for name, number in self.ids.items())

    @property
    def whole(self) -> str:
        return ", ".join(f"({quoted(name)}, 0, '{form}')" for name, form in sorted(self.forms.items()))

    @property
    def all_asked(self) -> bool:
        return len(self.ids) == len(self.forms)


@dataclass(frozen=True, slots=True)
class YearsPart:
    """The files that are laid out together, of one province and year."""

    begins: str
    """The name of its file but for the digest of what is in it: it says what it was made from."""
    facts: Sequence[str]
    returns: Sequence[str]

    @property
    def name(self) -> str:
        return f"{self.begins}-{{}}.parquet"

    def kept(self, root: Path) -> Path | None:
        """Its file, as far as it is whole."""
        file = found(root / ROOM, self.name)
        return None if file is None else file[0]

    def keep(self, root: Path, connection: DuckDBPyConnection, targets: YearTargets, year: int) -> Path | None:
        """Make its file; None where nothing can be written."""
        from duckdb import Error

        rows = years_sql(_table(root, FACTS, self.facts), _table(root, RETURNS, self.returns), targets.whole, year)
        query = f"SELECT * FROM ({rows}) t ORDER BY target, unit"

        def copied(path: Path) -> None:
            connection.execute(f"COPY ({query}) TO {quoted(path)} (FORMAT parquet, COMPRESSION zstd)")

        try:
            return put(root / ROOM, self.name, copied)
        except Error:
            return None


def _table(root: Path, name: str, files: Sequence[str]) -> str:
    if not files:
        cells = ", ".join(f"CAST(NULL AS {kind}) AS {column}" for column, kind in TABLES[name].columns)
        return f"(SELECT {cells} WHERE 1 = 0)"
    listed = ", ".join(quoted(root / each) for each in files)
    return f"(SELECT * FROM read_parquet([{listed}], hive_partitioning=false))"


def parts_of(manifest: CollectManifest, year: int, targets: YearTargets) -> dict[str, list[YearsPart]]:
    """By province."""
    made_by = f"{targets.whole}\0{years_sql('', '', '', year)}"
    starts = tuple(f"{table}/year={year}/" for table in (FACTS, RETURNS))
    files: dict[str, list[tuple[int, list[str]]]] = {}
    for _, one in sorted(manifest.workspaces.items()):
        own: dict[str, list[str]] = {}
        for path, digest in zip_longest(one.parquet, one.digests[: len(one.parquet)], fillvalue=""):
            if path.startswith(starts):
                own.setdefault(path.split("/")[2].removeprefix("province=p"), []).append(f"{path}:{digest}")
        for province, some in own.items():
            files.setdefault(province, []).append((one.facts, some))
    return {province: list(_parts(year, province, made_by, each)) for province, each in sorted(files.items())}


def _parts(year: int, province: str, made_by: str, files: list[tuple[int, list[str]]]) -> Iterator[YearsPart]:
    room, some = 0, list[str]()
    for number, (facts, own) in enumerate(files):
        some += own
        room += facts
        if room >= _FACTS_A_PART or number == len(files) - 1:
            key = hashlib.sha256("\n".join((made_by, *some)).encode()).hexdigest()[:16]
            paths = [each.rpartition(":")[0] for each in some]
            facts_of, returns_of = ([each for each in paths if each.startswith(name)] for name in (FACTS, RETURNS))
            yield YearsPart(f"{year}-{province}-{key}", facts_of, returns_of)
            room, some = 0, []


def kept_files(
    root: Path, connection: DuckDBPyConnection, parts: list[YearsPart], targets: YearTargets, year: int
) -> list[Path] | None:
    """The files of some parts, made where they are not there; None where they can be neither found nor made. Of a few
    targets nothing is made."""
    found = []
    for part in parts:
        path = part.kept(root)
        if path is None and targets.all_asked:
            path = part.keep(root, connection, targets, year)
        if path is None:
            return None
        found.append(path)
    return found


def keep_years(
    root: Path, manifest: CollectManifest, common: Ledger, connect: Callable[[], DuckDBPyConnection]
) -> None:
    """Lay out what has come since, so that nobody has to wait for it later, and delete what was laid out of facts that are no
    longer there."""
    begins: set[str] = set()
    for year, plan in common.plans.items():
        targets = YearTargets({}, {name: form_of(target) for name, target in plan.targets.items()})
        parts = [part for some in parts_of(manifest, year, targets).values() for part in some]
        begins |= {part.begins for part in parts}
        missing = [part for part in parts if not any((root / ROOM).glob(f"{part.begins}-*.parquet"))]
        if missing:
            with connect() as connection:
                for part in missing:
                    part.keep(root, connection, targets, year)
    clear_unfinished(root / ROOM)
    with suppress(OSError):
        for path in sorted((root / ROOM).iterdir()):
            if not path.name.startswith(".") and path.stem.rpartition("-")[0] not in begins:
                path.unlink()
