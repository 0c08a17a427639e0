"""`mzgz diff`: two drafts of a document, or the documents of two years: figures and sentences that differ."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mzgz.apps.cli.options import (
    EXIT_FINDINGS,
    EXIT_USAGE,
    Debug,
    Directory,
    Refusal,
    for_programs,
    latest_year,
    open_ledger,
)
from mzgz.apps.cli.verify import opened

if TYPE_CHECKING:
    from mzgz.model.edited_document import PrintedDocument
    from mzgz.model.ledger import Ledger
    from mzgz.progress import Board
    from mzgz.publishing.documents_to_compare import ComparedDraft

Format = Literal["text", "json"]
_YEAR = re.compile(r"[0-9]{4}")


def diff(
    before: Annotated[str, typer.Argument(metavar="旧", help="旧的文稿（.docx），或者一个年份。")],
    after: Annotated[str, typer.Argument(metavar="新", help="新的文稿（.docx），或者另一个年份。")],
    document: Annotated[
        str, typer.Option("--document", metavar="文种", help="比较两个年份时比哪种文稿：speech 讲话稿、tables 进度表。")
    ] = "speech",
    format_: Annotated[Format, typer.Option("--format", metavar="格式", help="text json")] = "text",
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """比较两份文稿，或两个年份：哪些数、哪些话不同。"""
    from mzgz.formats.terminal.difference_text import difference_json, difference_lines
    from mzgz.publishing.document_difference import difference
    from mzgz.publishing.year_difference import year_difference

    years = [bool(_YEAR.fullmatch(name)) and not Path(name).exists() for name in (before, after)]
    if years[0] != years[1]:
        raise Refusal("用法不对：要比较的两边应都是文稿，或都是年份。", EXIT_USAGE)
    root, ledger, _ = open_ledger(directory)
    if all(years):
        old, new = (_board_of(ledger, int(name)) for name in (before, after))
        drafts = (_of_year(root, old, document), _of_year(root, new, document))
        found = difference(*drafts, targets=year_difference(old, new))
    else:
        found = difference(_of_file(ledger, Path(before)), _of_file(ledger, Path(after)))
    if format_ == "json":
        for_programs()
        sys.stdout.write(difference_json(found))
    else:
        sys.stdout.writelines(line + "\n" for line in difference_lines(found))


def _of_file(ledger: Ledger, file: Path) -> ComparedDraft:
    from mzgz.publishing.documents_to_compare import draft_of_printed

    printed = opened(file).document
    return draft_of_printed(printed, _names(ledger, printed))


def _names(ledger: Ledger, printed: PrintedDocument) -> Callable[[str], str]:
    """The Chinese names of figures, as far as the workspace knows them."""
    from mzgz.progress import Board
    from mzgz.publishing.verify.document_verification import document_month, document_year
    from mzgz.publishing.verify.figure_lookup import Register

    year = document_year(printed, ledger.years)
    day = ledger.last_received(year) if year is not None else None
    if year is None or day is None:
        return lambda figure_id: figure_id
    register = Register(Board(ledger, year, day, document_month(printed, year)))

    titles = {f"{place:02}": part.section.title for place, part in enumerate(register.board.plan.sections, 1)}

    def name_of(figure_id: str) -> str:
        known = register.known(figure_id)
        if known is None:
            return figure_id
        section = titles.get(known.section or "")
        return f"“{section}”{register.label(known)}" if section else register.label(known)

    return name_of


def _board_of(ledger: Ledger, year: int) -> Board:
    from mzgz.publishing.report.document_kinds import board_for

    chosen = latest_year(ledger, year)
    day = ledger.last_received(chosen)
    if day is None:
        raise Refusal(f"{chosen}年还没有报送，没有可以比较的数。", EXIT_FINDINGS)
    return board_for(ledger, chosen, day, whole_year=True)


def _of_year(root: Path, board: Board, document: str) -> ComparedDraft:
    from mzgz.formats.disk.starter_workspace import general_templates
    from mzgz.publishing.documents_to_compare import draft_of_composed
    from mzgz.publishing.report.document_kinds import DOCUMENTS, make

    if document not in DOCUMENTS:
        raise Refusal(f"没有文种“{document}”，可以写：{'、'.join(DOCUMENTS)}。", EXIT_USAGE)
    composed = make(document, board, root, general=general_templates(board.ledger)).document
    if composed is None:
        raise Refusal(f"{board.year}年的{DOCUMENTS[document].label}写不出来，请先用 mzgz report 看看。", EXIT_FINDINGS)
    return draft_of_composed(composed, board.year)
