"""A table of targets: its heading rows, what each column holds, and the cells of a row under them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from mzgz.intake.extract.blocks import Block, BlockCell
from mzgz.intake.extract.column_headings import ColumnHead, ColumnRole, head_of
from mzgz.intake.extract.columns_by_unit import by_units, task_columns
from mzgz.intake.extract.lexicon import lexicon
from mzgz.language.pattern_search import expression


@dataclass(slots=True)
class GoalTable:
    """A table as read from its heading rows; `rows` are the blocks below them."""

    heads: list[ColumnHead]
    first: int
    rows: list[Block] = field(default_factory=list)
    heading_lines: set[int] = field(default_factory=set)

    def column(self, column: ColumnRole) -> int:
        return next((place for place, head in enumerate(self.heads) if head.column is column), -1)

    @property
    def reads_goals(self) -> bool:
        goals = self.column(ColumnRole.GOAL) >= 0 or self.column(ColumnRole.SHARE) >= 0
        return goals and self.column(ColumnRole.NAME) >= 0

    @property
    def reads_places(self) -> bool:
        return self.column(ColumnRole.PLACE) >= 0 and self.column(ColumnRole.VALUE) >= 0


_LONGEST_NAME: Final = 30
_TASKS: Final = expression(r"(?:计划|任务|目标|指标|数|量|规模|额)(?:数|量|值)?$")
_AMOUNT: Final = expression(r"[≥≤<>〔\[]*(?!(?:19|20)[0-9]{2}$)[0-9][0-9.,]*[〕\]]?(?:%|以上|左右|以内|以下)?")


def grid_of(
    rows: list[Block], year: int, since: int = 0, known: frozenset[str] = frozenset(), title: str = ""
) -> GoalTable | None:
    """The table that a run of rows is, or None where no heading row says what its columns hold.

    `known` are names of units: a column of them, or a row of them on top, parts a task among the units. `title` is the
    line over the table.
    """
    for place, row in enumerate(rows[:4]):
        texts, last = _heading(rows, place)
        below = rows[last + 1 :]
        heads = by_content(by_units([head_of(text, year, since) for text in texts], below, known), below)
        kinds = {head.column for head in heads}
        if len(row.cells) < 2 or any(_AMOUNT.fullmatch(cell.text) for cell in row.cells):
            continue
        if (
            (ColumnRole.NAME in kinds and kinds & {ColumnRole.GOAL, ColumnRole.SHARE})
            or (ColumnRole.CONTENT in kinds and len(kinds) > 1)
            or ColumnRole.PLACE in kinds
        ):
            lower = _second_row(heads, rows, last, year)
            heads, last = lower or heads, last + (lower is not None)
            if ColumnRole.PLACE in kinds:
                heads = task_columns(heads, since or year, title)
            grid = GoalTable(heads, row.line, rows[last + 1 :])
            grid.heading_lines = {one.line for one in rows[: last + 1]}
            return grid
    return None


_PROSE: Final = expression(r"[，。；]")
"""A column of sentences is what is to be done, whatever its heading says: 年度建设内容及目标."""


def by_content(heads: list[ColumnHead], rows: list[Block]) -> list[ColumnHead]:
    """Columns whose cells say otherwise than their heading: 计划数 full of numbers is the goal, 年度目标 without any the name."""
    if any(head.column in (ColumnRole.PLACE, ColumnRole.SHARE) for head in heads):
        return heads
    whole = [row.cells for row in rows if len(row.cells) == len(heads)]
    judged = list(heads)
    for at, head in enumerate(heads):
        texts = [cells[at].text for cells in whole if cells[at].text]
        numbers = sum(_AMOUNT.fullmatch(text) is not None for text in texts)
        if (
            not texts
            or head.when
            or head.column in (ColumnRole.NUMBER, ColumnRole.PROGRESS, ColumnRole.BASE, ColumnRole.WHEN)
        ):
            continue
        if numbers * 5 >= len(texts) * 3 and _TASKS.search(head.text):
            judged[at] = replace(head, column=ColumnRole.GOAL)
        elif (
            head.column is ColumnRole.GOAL and sum(_PROSE.search(text) is not None for text in texts) * 2 > len(texts)
        ) or (
            head.column is ColumnRole.NAME and sum(_FIGURED.search(text) is not None for text in texts) * 2 > len(texts)
        ):
            judged[at] = replace(head, column=ColumnRole.CONTENT)
        elif head.column in (ColumnRole.GOAL, ColumnRole.CONTENT) and _only_names(texts):
            judged[at] = replace(head, column=ColumnRole.NAME)
    goals = any(head.column is ColumnRole.GOAL for head in judged)
    told = any(head.column is ColumnRole.CONTENT for head in judged)
    return judged if (goals and any(head.column is ColumnRole.NAME for head in judged)) or told else heads


_FIGURED: Final = expression(
    r"[一-鿿][^，。；0-9]{0,8}[0-9][0-9.]*(?:[%‰]|[万亿]?[个张户人名家次处条项座套所公件台]|个?工作日)"
)
"""护理型床位占比≥62% under 量化指标: what is to be reached, in words."""


def _only_names(texts: list[str]) -> bool:
    """Short words without a number in any cell: what is measured, not how much or how."""
    return all(len(text) <= _LONGEST_NAME and not re.search("[0-9。]", text) for text in texts)


def _heading(rows: list[Block], place: int) -> tuple[list[str], int]:
    """The words over each column, and the last row of them: under a heading that spans columns stand their own."""
    over = [cell.text for cell in rows[place].cells]
    under = [cell.text for cell in rows[place + 1].cells] if place + 1 < len(rows) else []
    spanned = len(under) == len(over) and any(not up and down for up, down in zip(over, under, strict=True))
    if not over[0] or not spanned or any(_AMOUNT.fullmatch(text) or _PROSE.search(text) for text in under):
        return over, place
    return [down or up for up, down in zip(over, under, strict=True)], place + 1


def _second_row(heads: list[ColumnHead], rows: list[Block], place: int, year: int) -> list[ColumnHead] | None:
    """Years under a common heading (目标 | 2023年 | 2025年) are columns of goals, units under headings are theirs; None
    where no such row follows."""
    if place + 1 >= len(rows):
        return None
    below = [head_of(cell.text, year) for cell in rows[place + 1].cells]
    units = lexicon("measure_words").marks
    if len(below) == len(heads) and all(not head.text or head.text in units for head in below):
        return [
            over if not under.text else replace(over, unit=under.text) for over, under in zip(heads, below, strict=True)
        ]
    if len(below) == len(heads) and sum(head.year > 0 for head in below) >= 2:
        return [under if under.year else over for over, under in zip(heads, below, strict=True)]
    return None


def cells_by_column(grid: GoalTable, row: Block) -> Iterator[tuple[ColumnHead, BlockCell]]:
    """The cells of a row under their headings; a row that is short at the front (merged cells above) is moved right."""
    cells = list(row.cells)
    shift = 0
    if (
        len(cells) < len(grid.heads)
        and grid.heads[0].column is ColumnRole.NUMBER
        and cells
        and not re.fullmatch(r"[0-9一二三四五六七八九十]{1,3}", cells[0].text)
    ):
        shift = len(grid.heads) - len(cells)
    for place, cell in enumerate(cells):
        if place + shift < len(grid.heads):
            yield grid.heads[place + shift], cell


def is_section(row: Block) -> bool:
    """一、社会救助 across the whole row."""
    texts = [cell.text for cell in row.cells if cell.text]
    return len(set(texts)) <= 1


def last_day(year: int) -> str:
    return date(year, 12, 31).isoformat()
