"""The table of documents: what `mzgz report` can write, how each is composed, and in which formats it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from mzgz.checks import wording
from mzgz.diagnostics import Diagnostic, Source
from mzgz.document import Document, Figure, Paragraph, Part, Run, Style, Table
from mzgz.figures import Figures
from mzgz.ledger import Ledger
from mzgz.progress import Board
from mzgz.report import Composed, compose_text
from mzgz.report.tables import Desk, parts, title

ANNEX = "附件"


class Kind(NamedTuple):
    """A document: how it is called, how it is composed, every format it comes in, and those written unasked."""

    label: str
    compose: Callable[[Board, Path, bool], Composed]
    formats: tuple[str, ...]
    usual: tuple[str, ...]


def speech(board: Board, root: Path, sheet: bool) -> Composed:
    """The year-end work report, spoken, with the tables bound in behind it."""
    told = compose_text(board, root, "speech")
    if told.document is None:
        return told
    desk = Desk(Figures(board))
    first, *rest = parts(desk)
    annex = (replace(first, blocks=(Paragraph((ANNEX,), Style.ATTACHMENT), *first.blocks)), *rest)
    body = _naming_annex(told.document.parts, title(board.year))
    document = replace(told.document, parts=(*body, *annex))
    blanks = dict.fromkeys([*told.blanks, *desk.blanks])
    return Composed(document, (*told.found, *_faults(annex, board)), tuple(blanks))


def tables(board: Board, root: Path, sheet: bool) -> Composed:
    """The progress tables as a document of their own."""
    desk = Desk(Figures(board), sheet)
    made = parts(desk)
    workspace = board.ledger.workspace
    if workspace.notice:
        made = _heading(made, workspace.notice)
    document = Document("tables", title(board.year), workspace.bureau.name, board.as_of.isoformat(), made)
    return Composed(document, tuple(_faults(made, board)), tuple(dict.fromkeys(desk.blanks)))


def board_for(ledger: Ledger, year: int, as_of: date, *, whole_year: bool) -> Board:
    """What the documents of a year are told from.

    `whole_year` reads at the last month anything was handed in for, the year's last in the end, also where its due day
    has not come yet; otherwise at the last month whose returns were due by the as-of day.
    """
    months = [month for month in ledger.months if month.year == year] if whole_year else []
    return Board(ledger, year, as_of, months[-1] if months else None)


DOCUMENTS: dict[str, Kind] = {
    "speech": Kind("讲话稿", speech, ("docx", "md"), ("docx",)),
    "tables": Kind("进度表", tables, ("docx", "md", "xlsx"), ("docx", "xlsx")),
}


def make(name: str, board: Board, root: Path, *, errors: int = 0, sheet: bool = False) -> Composed:
    """Compose a document by name.

    `errors` is the number of unresolved errors in the data, printed on the first page. `sheet` asks for tables with one
    number to a cell, where the document has such a form.
    """
    composed = DOCUMENTS[name].compose(board, root, sheet)
    if not errors or composed.document is None:
        return composed
    warning = f"数据有{errors}处强制问题没有改正，本稿只供内部核对，不得上报"
    document = replace(composed.document, parts=_heading(composed.document.parts, warning))
    return replace(composed, document=document)


def _heading(parts: tuple[Part, ...], notice: str) -> tuple[Part, ...]:
    """With a notice at the very top."""
    first, *rest = parts
    return (replace(first, blocks=(Paragraph((notice,), Style.NOTICE), *first.blocks)), *rest)


def _naming_annex(parts: tuple[Part, ...], name: str) -> tuple[Part, ...]:
    """GB/T 9704 §7.3.4: a blank line under the text, two characters in, the name without closing punctuation."""
    if any(isinstance(b, Paragraph) and b.text.startswith(f"{ANNEX}：") for part in parts for b in part.blocks):
        return parts
    *before, last = parts
    named = (Paragraph(("",)), Paragraph((f"{ANNEX}：{name}",)))
    return (*before, replace(last, blocks=(*last.blocks, *named)))


def _faults(parts: Iterable[Part], board: Board) -> Iterator[Diagnostic]:
    """The wording rules over the texts of the tables: what a unit wrote must not carry an id or a phone number."""
    bureau = board.ledger.workspace.bureau
    spare = (bureau.name, bureau.city)
    for text, where in dict(_texts(parts)).items():
        for rule in wording.RULES:
            for slip in wording.slips(rule, text, spare):
                message = f"{where}：{slip.message}（“{text[max(slip.start - 8, 0) : slip.end + 8]}”）"
                source = Source(f"targets/{board.year}")
                yield Diagnostic(rule.code, rule.slug, rule.severity, message, slip.hint, source)


def _texts(parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """Texts of table cells that are nobody's figure, each with the table it stands in."""
    for part in parts:
        for table in part.blocks:
            if isinstance(table, Table):
                for row in table.rows:
                    for piece in (piece for cell in row for piece in cell):
                        text = piece.text if isinstance(piece, Run) and piece.style != "待补" else piece
                        if isinstance(text, str) and len(text) > 1 and not isinstance(piece, Figure):
                            yield text, table.caption.split("（")[0]
