"""What a page hands out or takes in as a workbook or a letter. Each is a function of its order alone, so that it can run in
a process of its own; nothing here writes into the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mzgz.intake.form.draft import FileDrafts, Wanted
from mzgz.intake.workspace import load
from mzgz.model.document import Document
from mzgz.model.findings import Diagnostic
from mzgz.model.periods import Period


@dataclass(frozen=True, slots=True)
class FormOrder:
    """The workbook of a unit's month; `filled` with what stands in its return and what was found there."""

    root: Path
    unit: str
    month: Period
    filled: bool
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class UploadOrder:
    """A file that came in for a unit's month, and where it was laid; its name is a word for messages and tells its kind."""

    root: Path
    unit: str
    month: Period
    name: str
    file: Path


@dataclass(frozen=True, slots=True)
class LetterOrder:
    """A letter as a Word file."""

    root: Path
    document: Document


def form_made(order: FormOrder) -> bytes:
    from mzgz.formats.xlsx.form_writer import make_form
    from mzgz.validation.rule_names import asking_names

    ledger, _ = load(order.root)
    unit = ledger.units.by_code[order.unit]
    data = make_form(
        ledger, unit, order.month, rules=asking_names(), filled=order.filled, idle=True, findings=order.found
    )
    return data or b""


def upload_read(order: UploadOrder) -> FileDrafts:
    from mzgz.formats.form_file_kinds import take_bytes

    ledger, _ = load(order.root)
    return take_bytes(order.file.read_bytes(), order.name, ledger, Wanted(order.unit, order.month))


def letter_written(order: LetterOrder) -> bytes:
    from mzgz.formats.document_formats import WRITERS

    ledger, _ = load(order.root)
    return WRITERS["docx"].write(order.document, ledger, order.root)
