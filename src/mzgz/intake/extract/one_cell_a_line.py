"""Tables copied from a page or a PDF with one cell a line: found by a heading of several lines and rows of as many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mzgz.intake.extract.blocks import Block, cells_of
from mzgz.intake.extract.column_headings import ColumnHead, ColumnRole, head_of
from mzgz.intake.extract.table_columns import GoalTable, grid_of
from mzgz.language.pattern_search import expression

_FEWEST, _MOST = 3, 8
"""Columns of such a table; one with two is read by the name in the line above."""
_LONGEST_HEAD, _LONGEST_NAME, _LONGEST_GOAL = 16, 40, 16
_FEWEST_ROWS: Final = 2
_PROSE: Final = expression(r"[。，；：！？]")
_GOAL: Final = expression(r"(?![0-9]{1,2}[.、][一-鿿])(?:.*[0-9]|.*全覆盖|[—\-–/]+$)")
_NAME: Final = expression(r"(?!属性$|约束性$|预期性$).*[一-鿿]")
_SECTION: Final = expression(r"[\s\u3000]*(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)])")


@dataclass(frozen=True, slots=True)
class RowCell:
    """A line that is a cell: the table, the row put together, and where in it the line begins."""

    grid: GoalTable
    row: Block
    start: int


def cells_in_lines(blocks: list[Block], year: int, since: int = 0) -> dict[int, RowCell]:
    """The lines of the document that are cells of such a table, by their place."""
    written = [place for place, block in enumerate(blocks) if not block.blank]
    found: dict[int, RowCell] = {}
    at = 0
    while at + _FEWEST * 2 < len(written):
        rows = _rows_from(blocks, written, at, (year, since))
        if not rows:
            at += 1
            continue
        joined = [_joined([blocks[place] for place in row]) for row in rows]
        grid = grid_of(joined, year, since)
        if grid is not None and grid.reads_goals:
            for row, block in zip(rows, joined, strict=True):
                start = 0
                for place in row:
                    found[place] = RowCell(grid, block, start)
                    start += len(blocks[place].text) + 1
        at = written.index(rows[-1][-1]) + 1
    return found


def _rows_from(blocks: list[Block], written: list[int], at: int, years: tuple[int, int]) -> list[list[int]]:
    """The heading and the rows that begin at the line `at`; empty where no width fits at least two rows."""
    best: list[list[int]] = []
    for width in range(_FEWEST - 1, _MOST + 1):
        heading = written[at : at + width]
        if len(heading) < width or any(not _may_head(blocks[place]) for place in heading):
            break
        heads = [head_of(blocks[place].folded, *years) for place in heading]
        kinds = [head.column for head in heads]
        if ColumnRole.NAME not in kinds or ColumnRole.GOAL not in kinds or ColumnRole.OTHER in kinds:
            continue
        rows = _rows(blocks, written, at + width, heads)
        if len(rows) >= _FEWEST_ROWS and len(rows) * width > len(best) * len(best[0] if best else ()):
            best = [heading, *rows]
    return best if best and len(best[0]) >= _FEWEST else []


def _may_head(block: Block) -> bool:
    text = block.folded.strip()
    return not block.cells and len(text) <= _LONGEST_HEAD and not _PROSE.search(text)


def _rows(blocks: list[Block], written: list[int], at: int, heads: list[ColumnHead]) -> list[list[int]]:
    """Rows of as many lines as there are columns, up to the first that is none; the line of a section is passed over."""
    rows: list[list[int]] = []
    while at < len(written):
        row = written[at : at + len(heads)]
        if len(row) == len(heads) and _fits([blocks[place] for place in row], heads):
            rows.append(row)
            at += len(heads)
        elif _SECTION.match(blocks[written[at]].folded) and _may_head(blocks[written[at]]):
            at += 1
        else:
            break
    return rows


def _fits(row: list[Block], heads: list[ColumnHead]) -> bool:
    for block, head in zip(row, heads, strict=True):
        text = block.folded.strip()
        if block.cells or "。" in text:
            return False
        if head.column is ColumnRole.GOAL and not (len(text) <= _LONGEST_GOAL and _GOAL.match(text)):
            return False
        if head.column is ColumnRole.NAME and not (len(text) <= _LONGEST_NAME and _NAME.match(text)):
            return False
    return True


def _joined(row: list[Block]) -> Block:
    text, folded = ("\t".join(texts) for texts in ([one.text for one in row], [one.folded for one in row]))
    return Block(row[0].line, text, folded, cells=cells_of(folded))
