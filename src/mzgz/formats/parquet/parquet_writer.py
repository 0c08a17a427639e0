"""Rows written as Parquet: the same bytes for the same rows, beside the old file until all of it is there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mzgz.intake.collect.column_layout import TableLayout, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LONGEST_LINE = 64 * 1024 * 1024


def offline(threads: int = 1) -> DuckDBPyConnection:
    """A DuckDB that fetches nothing and reads no settings of the user's."""
    import duckdb

    return duckdb.connect(
        config={
            "threads": threads,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": True,
        }
    )


@cache
def _connection() -> DuckDBPyConnection:
    return offline()


def csv_source(table: TableLayout, file: str | Path) -> str:
    """A CSV of ours as a table of SQL, every column with its declared type."""
    columns = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in table.columns)
    return (
        f"read_csv({quoted(file)}, header=false, auto_detect=false, delim=',', quote='\"', escape='\"', "
        f"nullstr='\\N', allow_quoted_nulls=false, new_line='\\n', max_line_size={_LONGEST_LINE}, "
        f"columns={{{columns}}})"
    )


def write_parquet(table: TableLayout, lines: Iterable[str], path: Path) -> None:
    """Put the rows, given as lines of CSV, into a file in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, text = tempfile.mkstemp(prefix=".collect-", suffix=".csv", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(f"{line}\n".encode("utf-8", "replace") for line in lines)
        copy_sorted(f"SELECT * FROM {csv_source(table, text)}", table.order, path)
    finally:
        with suppress(OSError):
            os.unlink(text)


def copy_sorted(query: str, order: Sequence[str], path: Path, connection: DuckDBPyConnection | None = None) -> None:
    """Put what a query gives into a file in one step, in the order of some columns."""
    beside = path.with_name(f".{path.name}.part")
    try:
        (connection or _connection()).execute(
            f"COPY ({query} ORDER BY {', '.join(order)}) TO {quoted(beside)} (FORMAT parquet, COMPRESSION zstd)"
        )
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
