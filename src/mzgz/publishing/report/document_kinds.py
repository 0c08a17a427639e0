"""The table of documents: what `mzgz report` can write, how each is composed, and in which formats it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from mzgz.language.personal_data import masked
from mzgz.model.document import Document, Figure, Paragraph, Part, Run, Style, Table
from mzgz.model.findings import Diagnostic, Rule, Source
from mzgz.model.ledger import Ledger
from mzgz.model.unread_targets import unread_names
from mzgz.progress import Board
from mzgz.publishing.figures import Figures
from mzgz.publishing.provenance import Annex, data_marks, state_properties
from mzgz.publishing.report import Composed, compose_text
from mzgz.publishing.report.dated_templates import template_home
from mzgz.publishing.report.tables import TableContext, brief_parts, cover_parts, parts, size, title, to_rule
from mzgz.publishing.report.template_sandbox import template_texts
from mzgz.validation.rules import wording
from mzgz.validation.rules.wording_slip import Slip

ANNEX = "附件"


@dataclass(frozen=True)
class Drafts:
    """What the documents of one run have in common: what one of them has worked out, the next one does not again."""

    board: Board
    root: Path
    annex: Annex = "brief"
    """How much is bound in behind the speech: no more than the speech is long, or all tables."""
    general: Path | None = None
    """The workspace whose templates true in any year stand in where `root` has none."""

    @cached_property
    def _marks(self) -> dict[str, str]:
        return data_marks(self.board)

    @cached_property
    def _desk(self) -> TableContext:
        return TableContext(Figures(self.board))

    @cached_property
    def paper(self) -> Composed:
        """The tables as they are printed, alone or as an annex."""
        return self._composed(self._desk)

    @cached_property
    def sheets(self) -> Composed:
        """The tables with one number to a cell."""
        return self._composed(self._desk.on_sheet())

    def bound_in(self, spoken: int) -> Composed:
        """The annex of a speech of so many characters."""
        if self.annex == "full":
            return self.paper
        desk = TableContext(Figures(self.board))
        return self._composed(desk, brief_parts(desk, spoken))

    @property
    def rulings(self) -> list[str]:
        """Names of the targets that wait for a ruling."""
        return to_rule(self._desk)

    @cached_property
    def notes(self) -> Composed:
        """What is left to the bureau's own people."""
        built = cover_parts(self._desk)
        board, creator = self.board, self.board.ledger.workspace.bureau.name
        document = Document("cover", "待裁定事项", creator, board.as_of.isoformat(), built)
        return Composed(document if built else None, (), ())

    def _composed(self, desk: TableContext, built: tuple[Part, ...] = ()) -> Composed:
        built, board = built or parts(desk), self.board
        creator = board.ledger.workspace.bureau.name
        document = Document("tables", title(board), creator, board.as_of.isoformat(), built)
        return Composed(document, tuple(_faults(built, board)), desk.blanks.listed)

    def _template_texts(self, name: str) -> str:
        home, year = template_home(self.root, name, self.board.year, self.general)
        return template_texts(home / "templates" / name, year)

    def make(self, name: str, *, errors: int = 0, sheet: bool = False) -> Composed:
        """Compose a document by name.

        `errors` is the number of unresolved errors in the data, printed on the first page. `sheet` asks for tables with
        one number to a cell, where the document has such a form.
        """
        composed = DOCUMENTS[name].compose(self, sheet)
        if composed.document is None:
            return composed
        properties = {
            **composed.document.properties,
            **state_properties(
                self.board,
                self._marks,
                errors,
                self.annex if name == "speech" else "brief",
                self._template_texts(name),
            ),
        }
        composed = replace(composed, document=replace(composed.document, properties=properties))
        if not errors or composed.document is None:
            return composed
        missing = unread_names(self.board.plan.unread)
        absent = f"；没有算在内：{missing}" if missing else ""
        warning = f"数据有{errors}处强制问题没有改正，本稿只供内部核对，不得上报{absent}"
        document = replace(composed.document, parts=_heading(composed.document.parts, warning))
        return replace(composed, document=document)


class DocumentKind(NamedTuple):
    """A document: how it is called, how it is composed, every format it comes in, and those written unasked."""

    label: str
    compose: Callable[[Drafts, bool], Composed]
    formats: tuple[str, ...]
    usual: tuple[str, ...]
    optional: bool = False
    """Whether there may be nothing to write."""


def speech(drafts: Drafts, sheet: bool) -> Composed:
    """The year-end work report, spoken, with the tables bound in behind it."""
    rendered = compose_text(drafts.board, drafts.root, "speech", drafts.general)
    if rendered.document is None:
        return rendered
    tables = drafts.bound_in(sum(map(size, rendered.document.blocks())))
    if tables.document is None:
        return rendered
    first, *rest = tables.document.parts
    annex = (replace(first, blocks=(Paragraph((ANNEX,), Style.ATTACHMENT), *first.blocks)), *rest)
    document = replace(
        rendered.document, parts=(*_naming_annex(rendered.document.parts, tables.document.title), *annex)
    )
    blanks = dict.fromkeys([*rendered.blanks, *tables.blanks])
    return Composed(document, (*rendered.found, *tables.found), tuple(blanks), rendered.by_default, rendered.in_annex)


def tables(drafts: Drafts, sheet: bool) -> Composed:
    """The progress tables as a document of their own."""
    built = drafts.sheets if sheet else drafts.paper
    notice = drafts.board.ledger.workspace.notice
    if built.document is None or not notice:
        return built
    return replace(built, document=replace(built.document, parts=_heading(built.document.parts, notice)))


def cover(drafts: Drafts, sheet: bool) -> Composed:
    """What the bureau has still to rule on: a note for the desk, never part of what is issued."""
    return drafts.notes


def board_for(ledger: Ledger, year: int, as_of: date, *, whole_year: bool) -> Board:
    """What the documents of a year are told from.

    `whole_year` reads at the last month anything was handed in for, the year's last in the end, also where its due day
    has not come yet; otherwise at the last month whose returns were due by the as-of day.
    """
    months = [month for month in ledger.months if month.year == year] if whole_year else []
    return Board(ledger, year, as_of, months[-1] if months else None)


DOCUMENTS: dict[str, DocumentKind] = {
    "speech": DocumentKind("讲话稿", speech, ("docx", "md"), ("docx",)),
    "tables": DocumentKind("进度表", tables, ("docx", "md", "xlsx"), ("docx", "xlsx")),
    "cover": DocumentKind("待裁定事项", cover, ("docx", "md"), (), optional=True),
}


def make(
    name: str,
    board: Board,
    root: Path,
    *,
    errors: int = 0,
    sheet: bool = False,
    annex: Annex = "brief",
    general: Path | None = None,
) -> Composed:
    """Compose one document by name, as `Drafts.make` does."""
    return Drafts(board, root, annex, general).make(name, errors=errors, sheet=sheet)


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
        for rule, slip in _slips_of(text, spare):
            message = f"{where}：{slip.message}（“{masked(text[max(slip.start - 8, 0) : slip.end + 8])}”）"
            source = Source(f"targets/{board.year}")
            yield Diagnostic(rule.code, rule.slug, rule.severity, message, slip.hint, source)


@lru_cache(maxsize=2048)  # the tables stand in three files, and most of what they say in each
def _slips_of(text: str, spare: tuple[str, ...]) -> tuple[tuple[Rule, Slip], ...]:
    return tuple((rule, slip) for rule in wording.RULES for slip in wording.slips(rule, text, spare))


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
