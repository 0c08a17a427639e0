"""What an engine once answered, held in the data set's own room: the same question about the same files is not worked out
again. An answer goes by everything it was drawn from, so that nothing has to be thrown away in time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from mzgz.progress.columns.cache_folder import digest, found, put
from mzgz.progress.columns.year_rows_cache import YearTargets
from mzgz.progress.columns.year_rows_sql import laid_out_sql

Row = tuple[Any, ...]
Answers = list[list[Row]]
"""The rows of each query."""

ROOM: Final = ".mzgz/answers"
_LAYOUT: Final = "columns"
"""How an answer is held: of each query the places of its decimals, and its columns."""
_MOST_ROWS: Final = 50_000
_MOST_FILES: Final = 500
"""In the room, those that were written last: who asks by day and node asks for a few dozen."""


@dataclass(frozen=True, slots=True)
class Question:
    """Queries over the tables of a year, for the units a query names."""

    year: int
    nodes: str
    targets: YearTargets
    below: str | None
    """The unit under which all of them lie."""
    queries: Sequence[str]
    asks: str = ""
    """The table of what is asked, where there is one."""
    beside: Sequence[str] = ()
    """Queries over the same tables that will be asked by themselves: where tables are laid out portion by portion, they
    are worked out with them and held."""

    def name(self, drawn_from: str) -> str:
        """Of the file that holds the answer, but for the digest of what is in it."""
        text = "\n".join(
            (_LAYOUT, drawn_from, self.nodes, laid_out_sql("", self.targets.asked), self.asks, *self.queries)
        )
        return f"{self.year}-{digest(text.encode())}-{{}}.json"


def held(root: Path, name: str) -> Answers | None:
    """The answers under a name, as they were given."""
    file = found(root / ROOM, name)
    if file is None:
        return None
    return [
        list(
            zip(*(map(_exact, cells) if place in exact else cells for place, cells in enumerate(columns)), strict=True)
        )
        for exact, columns in json.loads(file[1])
    ]


def hold(root: Path, name: str, answers: Answers) -> None:
    """Keep answers, if they are numbers and names, and not too many."""
    if sum(map(len, answers)) > _MOST_ROWS:
        return
    told = [_columns(rows) for rows in answers]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    if put(root / ROOM, name, lambda path: _write(path, text)) is not None:
        _make_room(root / ROOM)


def _columns(rows: Sequence[Row]) -> tuple[list[int], list[Sequence[Any]]]:
    """The places of decimals, and all columns, decimals as text: of a column all cells are of one kind, as far as there are
    any."""
    exact: list[int] = []
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
    for place, cells in enumerate(columns):
        if any(isinstance(cell, Decimal) for cell in cells):
            exact.append(place)
            columns[place] = [None if cell is None else str(cell) for cell in cells]
    return exact, columns


def _exact(cell: str | None) -> Decimal | None:
    return None if cell is None else Decimal(cell)


def _write(path: Path, text: bytes) -> None:
    path.write_bytes(text)


def _make_room(room: Path) -> None:
    with suppress(OSError):
        files = sorted(room.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in files[: max(0, len(files) - _MOST_FILES)]:
            path.unlink(missing_ok=True)
