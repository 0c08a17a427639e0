"""One line of a plan read: prose by its sentences, a row of a table by the headings over its cells."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from mzgz.intake.extract.blocks import Block
from mzgz.intake.extract.clauses_in_text import sentences_of
from mzgz.intake.extract.column_headings import ColumnHead, ColumnRole
from mzgz.intake.extract.deadlines import PlanCalendar
from mzgz.intake.extract.figure_scan import figures_of
from mzgz.intake.extract.marked_paragraph import MarkedParagraph, Setting
from mzgz.intake.extract.one_cell_a_line import RowCell
from mzgz.intake.extract.plan_lines import PlanLine
from mzgz.intake.extract.promises_of_a_paragraph import ParagraphReader
from mzgz.intake.extract.redlines_and_duties import duties_of
from mzgz.intake.extract.sentence_tenses import goes_on, sentence_tense
from mzgz.intake.extract.table_columns import GoalTable, cells_by_column, is_section
from mzgz.intake.extract.table_rows import by_place, due_in, goals, place_of_prose, speaks
from mzgz.intake.extract.tense import Tense
from mzgz.intake.extract.worded_figure_scan import words_of
from mzgz.language.pattern_search import expression

_NOTE: Final = expression(r"[\s\u3000]*(?:注|备注|说明|数据来源|名词解释)(?:[：:]|[0-9]+[.、])|[\s\u3000]*本表")
_PASSED: Final = (
    ColumnRole.PROGRESS,
    ColumnRole.BASE,
    ColumnRole.NUMBER,
    ColumnRole.UNIT,
    ColumnRole.NATURE,
    ColumnRole.WHEN,
    ColumnRole.PLACE,
)
"""Columns of a table of prose that promise nothing."""


@dataclass(frozen=True, slots=True)
class LineContext:
    """What holds for a line from outside: `due` a later day than the year's end, `above` the name in the line over it."""

    calendar: PlanCalendar
    known: frozenset[str] = frozenset()
    due: str = ""
    above: str = ""
    heads: dict[int, ColumnHead] = field(default_factory=dict)


def read_prose(line: PlanLine, context: LineContext) -> None:
    """Figures, sentences, tenses, promises and duties of a paragraph, or of a row whose cells are sentences."""
    text = line.block.folded
    figures = figures_of(text, line.dates)
    line.figures = sorted([*figures, *words_of(text, figures)], key=attrgetter("start", "end"))
    line.sentences = sentences_of(text)
    wanted = _wanted(line, context)
    until = context.due or context.calendar.end_of_year.isoformat()
    basis = "section" if context.due else "default"
    setting = Setting(
        line.block.line, line.section, until, basis, context.calendar, context.known, context.above, line.title
    )
    paragraph = MarkedParagraph(text, line.figures, line.dates, line.sentences)
    line.promises = ParagraphReader(paragraph, setting).read(wanted)
    _sort_rest(line, wanted)
    if not (line.whole_heading or line.titled or _NOTE.match(text)):
        taken = [promise.clause for promise in line.promises]
        headed = line.heading_end if line.heading_end < len(text.rstrip()) else 0
        asked = [want and one.end > headed for want, one in zip(wanted, line.sentences, strict=True)]
        line.duties = list(duties_of(paragraph, asked, taken, setting))
    for promise in (*line.promises, *line.duties):
        promise.signals, promise.tense = line.stand.signals, line.stand.because
        promise.part, promise.number, promise.title = line.part, line.number, line.title


def _wanted(line: PlanLine, context: LineContext) -> list[bool]:
    """Which sentences speak of the plan; the tense of each is kept in the line."""
    text, starts = line.block.folded, [mark.start for mark in line.dates]
    shut = line.whole_heading or bool(_NOTE.match(text))
    wanted: list[bool] = []
    said = ""
    for sentence in line.sentences:
        inside = line.dates[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        words = text[sentence.start : sentence.end]
        stand, said = goes_on(words, line.tenses[-1] if line.tenses else None, said), words
        stand = stand or sentence_tense(words, inside, context.calendar.year, line.stand) or line.stand
        line.tenses.append(stand)
        head = _head_over(context.heads, sentence.start)
        passed = head is not None and (head.column in _PASSED or bool(context.above and head.when))
        wanted.append(stand.tense is Tense.PLAN and not shut and not passed)
    return wanted


def _head_over(heads: dict[int, ColumnHead], place: int) -> ColumnHead | None:
    starts = [start for start in heads if start <= place + 2]
    return heads[max(starts)] if starts else None


def _sort_rest(line: PlanLine, wanted: list[bool]) -> None:
    """Figures no rule has met: facts of the past, and what remains."""
    starts = [sentence.start for sentence in line.sentences]
    for figure in line.figures:
        if figure.sort:
            continue
        number = max(0, bisect_right(starts, figure.start) - 1)
        if line.tenses and not wanted[number] and not line.whole_heading:
            figure.sort, figure.why = "past", line.tenses[number].because
        else:
            figure.sort, figure.why = "figure", "标题里的数" if line.whole_heading else "不是目标"


def read_row(line: PlanLine, grid: GoalTable, context: LineContext) -> None:
    """A row: goals by indicator, tasks by unit, or prose in its cells; headings, sections and reviews promise nothing."""
    block = line.block
    past = line.stand.tense is not Tense.PLAN
    if block.line in grid.heading_lines or not block.cells or past or (is_section(block) and grid.reads_goals):
        _pass_over(line, past=past)
    elif grid.reads_goals and (name := speaks(grid, block, context.calendar)):
        _read_cells(line, grid, context, name)
    elif grid.reads_places and (place := place_of_prose(grid, block)):
        _read_cells(line, grid, context, "")
        for promise in (*line.promises, *line.duties):
            promise.scope = promise.scope or (place,)
    elif grid.reads_goals or grid.reads_places:
        line.promises, line.figures = (
            goals(grid, block, context.calendar, context.due)
            if grid.reads_goals
            else by_place(grid, block, context.calendar, context.due)
        )
        line.figures.sort(key=lambda figure: figure.start)
        _mark_sentences(line)
        for promise in line.promises:
            promise.section = line.section
            promise.part, promise.number, promise.title = line.part, line.number, line.title
    else:
        _read_cells(line, grid, context, "")


def _read_cells(line: PlanLine, grid: GoalTable, context: LineContext, name: str) -> None:
    """The cells of a row as sentences; `name` is what the row is about, for a figure that says no more."""
    cells = list(cells_by_column(grid, line.block))
    heads = {cell.start: head for head, cell in cells}
    due = due_in(cells, line.block, context.calendar)
    read_prose(line, LineContext(context.calendar, context.known, due, name, heads))


def read_cell(line: PlanLine, cell: RowCell, context: LineContext) -> None:
    """A line that is one cell of a row: what the row promises in it."""
    past = line.stand.tense is not Tense.PLAN
    if past or cell.row.line in cell.grid.heading_lines:
        _pass_over(line, past=past)
        return
    promises, figures = goals(cell.grid, cell.row, context.calendar, context.due)
    end = cell.start + len(line.block.folded)
    line.figures = sorted(
        (one for one in figures if cell.start <= one.start < end), key=lambda figure: (figure.start, figure.end)
    )
    line.promises = [one for one in promises if cell.start <= one.start < end]
    for figure in line.figures:
        figure.start, figure.end, figure.tail = (
            place - cell.start for place in (figure.start, figure.end, figure.tail)
        )
    for promise in line.promises:
        promise.line, promise.section = line.block.line, line.section
        promise.start, promise.end = promise.start - cell.start, promise.end - cell.start
        promise.part, promise.number, promise.title = line.part, line.number, line.title
    _mark_sentences(line)


def _mark_sentences(line: PlanLine) -> None:
    line.sentences = sentences_of(line.block.folded)
    line.tenses = [line.stand for _ in line.sentences]


def _pass_over(line: PlanLine, *, past: bool) -> None:
    line.figures = figures_of(line.block.folded, line.dates)
    _mark_sentences(line)
    line.whole_heading = not past and not line.block.cells
    _sort_rest(line, [not past for _ in line.sentences])


_NUMBERED: Final = expression(
    r"^[\s\u3000]*(?:[0-9]{1,2}[.、．]|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、．]|[①-⑳])?\s*"
)
_MOST_NAME: Final = 32


def name_above(blocks: list[Block], place: int) -> str:
    """The line above, when it is short and says no more than a name: 2.探访率 over 达到100%."""
    before = next((one for one in reversed(blocks[max(0, place - 2) : place]) if not one.blank), None)
    if before is None or before.cells:
        return ""
    name = _NUMBERED.sub("", before.folded).strip(" \u3000：")
    named = 2 <= len(name) <= _MOST_NAME and not re.search(
        r"[，。；：！？]|(?:计划|要点|方案|报告|规划|通知|清单)$", name
    )
    return name if named else ""
