"""The table of documents: what `mzgz report` can write, and how each is composed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mzgz.progress import Board
from mzgz.report import Composed, compose_text


def speech(board: Board, root: Path, errors: int) -> Composed:
    """The year-end work report, spoken."""
    return compose_text(board, root, "speech")


DOCUMENTS: dict[str, Callable[[Board, Path, int], Composed]] = {
    "speech": speech,
}


def make(name: str, board: Board, root: Path, *, errors: int = 0) -> Composed:
    """Compose a document by name; `errors` is the number of unresolved errors in the data, printed on the page."""
    return DOCUMENTS[name](board, root, errors)
