"""The progress tables of a year: as a document of their own, as the annex of the speech, and as sheets of a workbook."""

from __future__ import annotations

from mzgz.model.document import Paragraph, Part, Style
from mzgz.publishing.report.tables.matrix import marks_table, numbers_table
from mzgz.publishing.report.tables.overview import overview
from mzgz.publishing.report.tables.plan_table import plan_table
from mzgz.publishing.report.tables.returns_table import returns_table
from mzgz.publishing.report.tables.rulings import rulings_table
from mzgz.publishing.report.tables.table_cells import Day, Desk, Group, Ordinal, Valued, as_of
from mzgz.publishing.report.tables.unmet import unmet_table

_WIDE = (plan_table, numbers_table, marks_table, unmet_table, returns_table, rulings_table)
"""The tables on turned pages, in order; their numbers follow those of the overview."""


def title(year: int) -> str:
    return f"{year}年度全市民政工作目标任务完成情况表"


def parts(desk: Desk) -> tuple[Part, ...]:
    """An upright part with the overview, then the wide tables, each on a page of its own."""
    board = desk.board
    head = (
        Paragraph((title(board.year),), Style.TITLE),
        Paragraph((board.ledger.workspace.bureau.name,), Style.SUBTITLE),
        Paragraph((f"（{as_of(board).rstrip('。')}）",), Style.SUBTITLE),
    )
    wide = tuple(table(desk, number) for number, table in enumerate(_WIDE, 3))
    return (Part((*head, *overview(desk))), *(Part((table,), landscape=True) for table in wide if table.rows))


__all__ = ["Day", "Desk", "Group", "Ordinal", "Valued", "parts", "title"]
