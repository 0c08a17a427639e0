"""The progress tables of a year: as a document of their own, as the annex of the speech, and as sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from mzgz.model.document import Block, Chart, Paragraph, Part, Style, Table
from mzgz.progress import Board
from mzgz.publishing.report.tables.ambiguous_targets import asks, rulings_table
from mzgz.publishing.report.tables.plan_changes import changes_table
from mzgz.publishing.report.tables.plan_table import brief_table, details_table, plan_table
from mzgz.publishing.report.tables.returns_table import returns_table
from mzgz.publishing.report.tables.table_builder import Day, Group, Ordinal, TableContext, Valued, as_of, tasks
from mzgz.publishing.report.tables.unit_matrix import marks_table, numbers_table
from mzgz.publishing.report.tables.unmet_targets import brief_unmet_table, unmet_table
from mzgz.publishing.report.tables.year_charts import districts_chart, results_chart, sections_chart
from mzgz.publishing.report.tables.year_tables import districts_table, sections_table, summary

_WIDE = (plan_table, details_table, numbers_table, marks_table, unmet_table, returns_table, changes_table)
"""The tables on turned pages, in order; their numbers follow those of the overview."""


_DECEMBER = 12


def title(board: Board) -> str:
    words = board.ledger.workspace.vocabulary
    return f"{board.year}年度{words.whole}{words.trade}工作目标任务完成情况表"


def _head(board: Board) -> tuple[Paragraph, ...]:
    return (
        Paragraph((title(board),), Style.TITLE),
        Paragraph((board.ledger.workspace.bureau.name,), Style.SUBTITLE),
        Paragraph((f"（{as_of(board).rstrip('。')}）",), Style.SUBTITLE),
    )


def brief_parts(desk: TableContext, most: int) -> tuple[Part, ...]:
    """An annex of at most `most` characters as far as it can be: who owes what and why, every target in a line; before
    them the overview, as much of it as there is room for."""
    for glance in (overview(desk), overview(desk, units=False), (summary(desk),), ()):
        numbers = sum(isinstance(block, Table) for block in glance)
        listed = [table for table in _brief_tables(desk, numbers + 1) if table.rows]
        head: tuple[Block, ...] = (*_head(desk.board), *glance)
        if sum(map(size, (*head, *listed))) * 4 <= most * 3:  # rules and heads take room of their own
            break
    return (Part(head), Part(tuple(listed))) if listed else (Part(head),)


def overview(desk: TableContext, *, units: bool = True) -> tuple[Block, ...]:
    """What stands on the first pages: at the end of the year goals and results, before it the time gone by."""
    closed = desk.board.reference is not None and desk.board.reference.month == _DECEMBER
    chart = (results_chart(desk, 1) if closed else None) or sections_chart(desk, 1)
    blocks: list[Block] = [summary(desk), sections_table(desk, 1), chart]
    return (*blocks, districts_table(desk, 2), districts_chart(desk, 2)) if units else tuple(blocks)


def _brief_tables(desk: TableContext, number: int) -> Iterator[Table]:
    unmet = brief_unmet_table(desk, number)
    yield unmet
    yield brief_table(desk, number + bool(unmet.rows))


def size(block: Block) -> int:
    """Characters a reader sees of a block."""
    if isinstance(block, Paragraph):
        return len(block.text)
    if isinstance(block, Chart):
        return len(block.caption)
    cells = sum(
        len(piece if isinstance(piece, str) else piece.text) for row in block.rows for cell in row for piece in cell
    )
    return cells + len(block.caption) + len(block.note) + sum(len(column.title) for column in block.columns)


def cover_parts(desk: TableContext) -> tuple[Part, ...]:
    """What is left to the bureau's own people: the rulings. Nothing of it goes into an annex; none where there are none."""
    table = rulings_table(desk, 1)
    head = Part((Paragraph((f"{desk.board.year}年度目标任务待裁定事项",), Style.TITLE), *_head(desk.board)[1:]))
    return (head, Part((table,), landscape=True)) if table.rows else ()


def to_rule(desk: TableContext) -> list[str]:
    """Names of the targets that wait for a ruling."""
    return [task.city.target.name for task in tasks(desk.board) if asks(task)]


def parts(desk: TableContext) -> tuple[Part, ...]:
    """An upright part with the overview, then the wide tables, each on a page of its own."""
    board = desk.board
    head = _head(board)
    wide: list[Part] = []
    for built in _WIDE:
        table = built(desk, len(wide) + 3)
        wide += [Part((table,), landscape=True)] if table.rows else []
    return (Part((*head, *overview(desk))), *wide)


__all__ = [
    "Day",
    "Group",
    "Ordinal",
    "TableContext",
    "Valued",
    "brief_parts",
    "cover_parts",
    "parts",
    "size",
    "title",
    "to_rule",
]
