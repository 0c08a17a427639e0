"""The progress tables of a year: as a document of their own, as the annex of the speech, and as sheets of a workbook."""

from __future__ import annotations

from mzgz.model.document import Paragraph, Part, Style
from mzgz.progress import Board
from mzgz.publishing.report.tables.matrix import marks_table, numbers_table
from mzgz.publishing.report.tables.plan_table import plan_table
from mzgz.publishing.report.tables.returns_table import returns_table
from mzgz.publishing.report.tables.rulings import rulings_table
from mzgz.publishing.report.tables.table_cells import Day, Group, Ordinal, TableContext, Valued, as_of
from mzgz.publishing.report.tables.unmet import unmet_table
from mzgz.publishing.report.tables.year_at_a_glance import overview

_WIDE = (plan_table, numbers_table, marks_table, unmet_table, returns_table, rulings_table)
"""The tables on turned pages, in order; their numbers follow those of the overview."""


def title(board: Board) -> str:
    words = board.ledger.workspace.vocabulary
    return f"{board.year}年度{words.whole}{words.trade}工作目标任务完成情况表"


def parts(desk: TableContext) -> tuple[Part, ...]:
    """An upright part with the overview, then the wide tables, each on a page of its own."""
    board = desk.board
    head = (
        Paragraph((title(board),), Style.TITLE),
        Paragraph((board.ledger.workspace.bureau.name,), Style.SUBTITLE),
        Paragraph((f"（{as_of(board).rstrip('。')}）",), Style.SUBTITLE),
    )
    wide: list[Part] = []
    for made in _WIDE:
        table = made(desk, len(wide) + 3)
        wide += [Part((table,), landscape=True)] if table.rows else []
    return (Part((*head, *overview(desk))), *wide)


__all__ = ["Day", "Group", "Ordinal", "TableContext", "Valued", "parts", "title"]
