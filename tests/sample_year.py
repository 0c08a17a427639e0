"""The sample year of the repository, read and worked out once for all tests; what is shared is never changed."""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path

from goldens import ROOT
from mzgz.formats.document_formats import WRITERS
from mzgz.intake.workspace import load
from mzgz.model.document import Document
from mzgz.model.ledger import Ledger
from mzgz.progress import Board
from mzgz.publishing.report import Composed
from mzgz.publishing.report.document_kinds import Drafts, board_for

YEAR = 2022
FOLDERS = ("targets", "submissions", "templates")


@cache
def sample_ledger() -> Ledger:
    return load(ROOT)[0]


@cache
def sample_day() -> date:
    """The day the last return came in: what `mzgz report` takes for the day of its data."""
    day = sample_ledger().last_received(YEAR)
    assert day is not None
    return day


@cache
def sample_board() -> Board:
    """The whole year."""
    return board_for(sample_ledger(), YEAR, sample_day(), whole_year=True)


@cache
def _drafts() -> Drafts:
    return Drafts(sample_board(), ROOT)


@cache
def sample_composed(name: str) -> Composed:
    """`speech` or `tables`, as `mzgz report` composes it."""
    return _drafts().make(name)


def sample_document(name: str) -> Document:
    document = sample_composed(name).document
    assert document is not None
    return document


@cache
def sample_docx(name: str) -> bytes:
    return WRITERS["docx"].write(sample_document(name), sample_ledger(), ROOT)


def copy_sample(root: Path, folders: tuple[str, ...] = FOLDERS) -> Path:
    """A copy of the workspace to write into."""
    shutil.copy(ROOT / "mzgz.yaml", root)
    for folder in folders:
        shutil.copytree(ROOT / folder, root / folder)
    return root
