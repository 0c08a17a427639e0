"""`mzgz why`: the files that prove what a figure is made of, by the hash of what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mzgz.model.evidence_record import is_file_name
from mzgz.progress import Board, Progress
from mzgz.progress.ranking import FEW_LISTED, MOST_LISTED

_SHOWN: Final = 16
"""Digits of the hash: enough to tell any two files apart by eye, and the start of what `sha256sum` prints."""


def evidence_texts(board: Board, progress: Progress) -> Iterator[str]:
    """Each file that a return names for the target, where it lies and its fingerprint; nothing where none is named."""
    found = list(_files(board, progress))
    few = found if len(found) <= MOST_LISTED else found[:FEW_LISTED]
    yield from few
    if len(few) < len(found):
        yield f"另有{len(found) - len(few)}个文件，没有列出；一个单位一个单位地看，加 --unit"


def _files(board: Board, progress: Progress) -> Iterator[str]:
    kept = board.ledger.evidence
    for part in progress.parts or (progress,):
        for submission, entry in part.used:
            there = kept.get((submission.period, submission.unit), {})
            for name in entry.evidence:
                file = there.get(name.strip())
                if file is not None:
                    yield f"{part.node.name} {submission.period} {file.path}  指纹（SHA-256）{file.sha256[:_SHOWN]}…"
                elif is_file_name(name):
                    yield f"{part.node.name} {submission.period} {name}：evidence 文件夹里没有这个文件"
