"""`mzgz verify`: a document that people have edited, held against the data."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mzgz.apps.cli.options import (
    EXIT_FINDINGS,
    EXIT_UNOPENED,
    AsOf,
    Debug,
    Directory,
    EngineName,
    MemorySize,
    Refusal,
    Year,
    for_programs,
    latest_year,
    open_ledger,
)
from mzgz.apps.cli.typed_days import parse_day

if TYPE_CHECKING:
    from datetime import date

    from mzgz.formats.docx.document_reader import Returned
    from mzgz.model.document import Document
    from mzgz.model.findings import Diagnostic
    from mzgz.model.ledger import Ledger
    from mzgz.progress import Board
    from mzgz.publishing.provenance import Annex
    from mzgz.publishing.verify.verification import Verification

Format = Literal["text", "json"]
File = Annotated[Path, typer.Argument(metavar="文稿.docx", help="改过的文稿。")]


def verify(
    file: File,
    year: Year = None,
    as_of: AsOf = None,
    format_: Annotated[Format, typer.Option("--format", metavar="格式", help="text json")] = "text",
    engine: EngineName = None,
    memory: MemorySize = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """核对改过的文稿：哪些数过时了、被改过、和数据矛盾。"""
    from mzgz.formats.terminal.verification_text import json_text, show_verification

    # many small values that live to the end: the collector would only look at them again and again
    gc.disable()
    try:
        verification = verified(file, directory, year, as_of, engine, memory).verification
    finally:
        gc.enable()
    if format_ == "json":
        for_programs()
        sys.stdout.write(json_text(verification))
    else:
        show_verification(verification, sys.stdout)
    if verification.blocks:
        raise typer.Exit(EXIT_FINDINGS)


@dataclass(frozen=True, slots=True)
class Verified:
    """The document as it was read, what was found, the board it was held against, and the document of today."""

    returned: Returned
    verification: Verification
    board: Board
    composed: Document | None


def verified(
    file: Path,
    directory: Path | None,
    year: int | None,
    as_of: str | None,
    engine: str | None = None,
    memory: str | None = None,
    *,
    accepting: bool = False,
) -> Verified:
    """A document held against the data, at the month it was drawn from; `accepting` what an earlier refresh left."""
    from mzgz.progress import Board
    from mzgz.publishing.provenance import document_day
    from mzgz.publishing.verify.document_verification import document_year

    root, ledger, found = open_ledger(directory, engine, memory)
    returned = opened(file, ledger.workspace.bureau.name if accepting else "")
    chosen = latest_year(ledger, year or document_year(returned.document, ledger.years))
    day = parse_day(as_of) or document_day(returned.document.properties, ledger, chosen)
    if day is None:
        raise Refusal(f"{chosen}年还没有报送，没有可以核对的数。", EXIT_FINDINGS)
    return held_against_data(returned, Board(ledger, chosen, day), str(file), root, found)


def held_against_data(
    returned: Returned, board: Board, name: str, root: Path, found: list[Diagnostic] | None = None
) -> Verified:
    """A document that was read, against the data at the month it was drawn from, and against itself written anew.

    `found` are the faults met while reading the workspace; they count where the document was drafted in spite of errors.
    """
    from mzgz.progress import Board
    from mzgz.publishing.provenance import document_annex, document_errors, ledger_drawn_from
    from mzgz.publishing.verify.document_verification import document_month
    from mzgz.publishing.verify.document_verification import verify as held_against

    ledger, properties = board.ledger, returned.document.properties
    drawn_from = ledger_drawn_from(properties, ledger, board.year)
    board = Board(drawn_from, board.year, board.as_of, document_month(returned.document, board.year))
    bureau = board.ledger.workspace.bureau
    errors = document_errors(properties)
    if errors and found is not None:
        errors = _errors(ledger, found, board.as_of)
    annex = document_annex(properties)
    composed = _composed(returned.document.name, board, root, errors, annex)
    if composed is not None and annex == "brief":
        composed = _with_its_annex(returned, composed, board, root, errors)
    verification = held_against(returned.document, board, name, composed, (bureau.name, bureau.city))
    if verification.origin is not None and drawn_from is not ledger:
        verification = replace(verification, origin=replace(verification.origin, planned=board.year + 1))
    return Verified(returned, verification, board, composed)


def _with_its_annex(returned: Returned, brief: Document, board: Board, root: Path, errors: int) -> Document:
    """A document that does not say which annex it has: the one with about as many tables."""
    from mzgz.model.document import Table

    def tables(document: Document) -> int:
        return sum(isinstance(block, Table) for block in document.blocks())

    printed = len({one.cell.grid for one in returned.document.paragraphs if one.cell and not one.story})
    if printed <= tables(brief):
        return brief
    full = _composed(returned.document.name, board, root, errors, "full")
    nearer = full is not None and abs(printed - tables(full)) < abs(printed - tables(brief))
    return full if full is not None and nearer else brief


def _errors(ledger: Ledger, found: list[Diagnostic], day: date) -> int:
    """How many unresolved errors the data have now, for a document that was drafted in spite of some."""
    from mzgz import validation

    judgement = validation.run(ledger, found, as_of=day)
    return sum(finding.count for finding in judgement.findings if finding.severity == "error")


def opened(file: Path, accepting: str = "") -> Returned:
    """The document in a file, with what an earlier refresh in that name left accepted; refuses what cannot be opened."""
    from mzgz.formats.docx.document_reader import read
    from mzgz.formats.docx.package_reader import MOST_BYTES, Unreadable
    from mzgz.intake.regular_file import not_a_file

    try:
        if not file.is_file():
            raise Refusal(f"打不开 {file}：{not_a_file(file)}。", EXIT_UNOPENED)
        with file.open("rb") as stream:
            return read(stream.read(MOST_BYTES + 1), accepting)
    except Unreadable as fault:
        raise Refusal(f"打不开 {file}：{fault}。", EXIT_UNOPENED) from fault
    except OSError as fault:
        raise Refusal(f"打不开 {file}：{fault.strerror or fault}。", EXIT_UNOPENED) from fault


def _composed(name: str, board: Board, root: Path, errors: int, annex: Annex) -> Document | None:
    """The same document written anew; none where there is no such document or its templates do not stand."""
    from mzgz.formats.disk.starter_workspace import general_templates
    from mzgz.publishing.report.document_kinds import DOCUMENTS, make

    if name not in DOCUMENTS:
        return None
    with suppress(OSError, KeyError, ValueError):
        return make(name, board, root, errors=errors, annex=annex, general=general_templates(board.ledger)).document
    return None
