"""letters/<month>.yaml → the letters that went out; sound as a whole or not at all."""

from __future__ import annotations

from mzgz.intake.faults import fault, record
from mzgz.intake.workspace.record_reader import validate
from mzgz.intake.yaml.file import YamlFile
from mzgz.model.findings import Diagnostic
from mzgz.model.issued_letters import LetterBook
from mzgz.model.periods import Period


def make_letters(file: YamlFile) -> tuple[LetterBook | None, list[Diagnostic]]:
    """The book of a file, and its faults; the month inside must be that of the file's name."""
    month = Period.parse(file.path.rsplit("/", 1)[1].split(".")[0])
    book: LetterBook | None
    book, found = validate(LetterBook, file.data, file, ())
    if book is not None and book.period != month:
        reported = str(book.period)
        found.append(fault(record.period_mismatch, file.source("period"), written=reported, expected=str(month)))
    return (None if found or not file.complete else book), found
