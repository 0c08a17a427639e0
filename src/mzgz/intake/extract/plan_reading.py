"""A whole document read: outline, tense, figures, targets, duties; every figure classed, every sentence accounted for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

from mzgz.intake.extract.blocks import Block
from mzgz.intake.extract.clauses_in_text import sentences_of
from mzgz.intake.extract.deadlines import DateMark, DateRole, PlanCalendar
from mzgz.intake.extract.duties import duties_of
from mzgz.intake.extract.figure_scan import figures_of
from mzgz.intake.extract.marked_paragraph import MarkedParagraph, Setting
from mzgz.intake.extract.outline import HeadingPath, heading_of
from mzgz.intake.extract.paragraph_reading import ParagraphReader
from mzgz.intake.extract.plan_grids import tables_of
from mzgz.intake.extract.plan_lines import PlanLine, PlanReading
from mzgz.intake.extract.plan_weighing import reach_up, weigh
from mzgz.intake.extract.table_columns import ColumnHead, ColumnRole, GoalTable, cells_by_column, is_section
from mzgz.intake.extract.table_rows import by_place, due_in, goals
from mzgz.intake.extract.tense import Stand, Tense, heading_tense, leaning, opening, sentence_tense, title_tense
from mzgz.intake.extract.worded_scan import words_of

_UNHEADED: Final = Stand(Tense.PLAN, "全文没有回顾的标题", 0)


def read(blocks: list[Block], year: int, known: frozenset[str] = frozenset()) -> PlanReading:
    """Read a document of the plan for `year`; `known` are names of units as the workspace writes them."""
    lines = _lines(blocks, PlanCalendar(year), known)
    reach_up(lines)
    weigh(blocks, lines, year)
    return PlanReading(year, lines)


def _lines(blocks: list[Block], calendar: PlanCalendar, known: frozenset[str]) -> list[PlanLine]:
    path = HeadingPath()
    tables = tables_of(blocks, calendar.year)
    stands: dict[int, Stand] = {}
    carried: Stand | None = None
    lines: list[PlanLine] = []
    seen_title = False
    held = ""
    base = title_tense(next((block.folded for block in blocks if not block.blank and not block.cells), "")) or _UNHEADED
    first = next((place for place, block in enumerate(blocks) if not block.blank), 0)
    for place, block in enumerate(blocks):
        grid = tables.get(place)
        heading = None if grid else heading_of(place, block, first=not seen_title)
        if not block.blank and not seen_title:
            seen_title = True
        if heading:
            path.meet(heading)
            over = next((stands[one.block] for one in reversed(path.open[:-1]) if one.block in stands), None)
            stand_here = heading_tense(heading, calendar.year, over)
            if stand_here and (heading.level <= 3 or over is None):
                stands[heading.block] = stand_here
            if heading.level < 4:
                carried = None
        headed = next((stands[one.block] for one in reversed(path.open) if one.block in stands), None)
        dates = calendar.marks(block.folded)
        body = block.folded[heading.end :] if heading and not heading.whole else block.folded
        titled = place == first and not re.search(r"[。！？]", body)
        opened = None if titled or (heading and heading.whole) else opening(body, calendar.year, dates)
        stand = _stand(headed, opened, carried, base, body)
        if opened or (carried and stand.because == "语气"):
            carried = stand
        above = _name_above(blocks, place)
        if heading and heading.level < 7:
            held = ""
        if dates and _GOALS_BELOW.search(block.folded):
            held = _day_of_lead(dates, block)
        line = PlanLine(block, path.number, path.title, stand, heading.end if heading else 0, dates=dates)
        line.titled = titled
        line.part, line.number = path.part, path.section_number
        if grid and _read_row(line, grid, block, calendar, known):
            lines.append(line)
            continue
        later = _later_due(path, calendar) or held
        _read_line(line, calendar, known, heading is not None and heading.whole, due=later, above=above)
        lines.append(line)
    return lines


_GOALS_BELOW: Final = re.compile(r"(?:以下|如下|下列|主要|具体)[一-鿿]{0,6}(?:目标|指标)[^。；]{0,12}[：:。]\s*$")


def _later_due(path: HeadingPath, calendar: PlanCalendar) -> str:
    """The day of a heading that speaks of a later year (到2025年的目标, 今后五年…), or nothing."""
    for heading in reversed(path.open):
        for mark in calendar.marks(heading.text):
            if mark.due and mark.due.year > calendar.year and mark.role is not DateRole.BASE:
                return mark.due.isoformat()
    return ""


def _day_of_lead(dates: list[DateMark], block: Block) -> str:
    """到2025年，…以下目标：the day holds for the lines below, up to the next heading."""
    lead = dates[0]
    opens = not block.folded[: lead.start].strip(" \u3000到至“")
    return lead.due.isoformat() if opens and lead.due and (lead.bare or "五" in lead.text) else ""


def _read_row(line: PlanLine, grid: GoalTable, block: Block, calendar: PlanCalendar, known: frozenset[str]) -> bool:
    """Read a row by the headings over it; False where its cells are read as prose."""
    heading_row = block.line in grid.heading_lines
    past = line.stand.tense is Tense.PAST
    if heading_row or not block.cells or past or (is_section(block) and grid.reads_goals):
        line.figures = figures_of(block.folded, line.dates)
        line.sentences = sentences_of(block.folded)
        line.tenses = [line.stand for _ in line.sentences]
        _sort_rest(line, [not past for _ in line.sentences], not past)
        return True
    if grid.reads_goals:
        line.promises, line.figures = goals(grid, block, calendar, line.section, line.title)
    elif grid.reads_places:
        line.promises, line.figures = by_place(grid, block, calendar, "", line.section, line.title)
    else:
        _read_prose_row(line, grid, block, calendar, known)
        return True
    line.sentences = sentences_of(block.folded)
    line.tenses = [line.stand for _ in line.sentences]
    line.figures.sort(key=lambda figure: figure.start)
    return True


def _read_prose_row(
    line: PlanLine, grid: GoalTable, block: Block, calendar: PlanCalendar, known: frozenset[str]
) -> None:
    """A row whose cells are sentences: the columns of contents are read, the day comes from its own column."""
    cells = list(cells_by_column(grid, block))
    _read_line(line, calendar, known, False, {cell.start: head for head, cell in cells}, due_in(cells, block, calendar))


_NUMBERED: Final = re.compile(
    r"^[\s\u3000]*(?:[0-9]{1,2}[.、．]|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、．]|[①-⑳])?\s*"
)


def _name_above(blocks: list[Block], place: int) -> str:
    """The line above, when it is short and says no more than a name: 2.探访率 over 达到100%."""
    before = next((one for one in reversed(blocks[max(0, place - 2) : place]) if not one.blank), None)
    if before is None or before.cells:
        return ""
    name = _NUMBERED.sub("", before.folded).strip(" \u3000：")
    return name if 2 <= len(name) <= 32 and not re.search(r"[，。；：！？]", name) else ""


def _stand(headed: Stand | None, opened: Stand | None, carried: Stand | None, base: Stand, body: str) -> Stand:
    """What a block speaks of: its first words, the headings over it, the paragraphs before it, the title."""
    if opened and headed and opened.tense is headed.tense:
        return Stand(headed.tense, f"{headed.because}、{opened.because}", headed.signals + 1)
    if opened and headed and opened.weak:
        return headed
    if opened:
        return opened
    if headed:
        return headed
    if carried and carried.tense is Tense.PAST:
        return Stand(Tense.PLAN, "语气", 0) if leaning(body) > 0 else carried
    return carried or base


_NOTE: Final = re.compile(r"[\s\u3000]*(?:注|备注|说明|数据来源|名词解释)(?:[：:]|[0-9]+[.、])|[\s\u3000]*本表")

_PASSED: Final = (
    ColumnRole.PROGRESS,
    ColumnRole.BASE,
    ColumnRole.NUMBER,
    ColumnRole.UNIT,
    ColumnRole.NATURE,
    ColumnRole.WHEN,
)


def _read_line(
    line: PlanLine,
    calendar: PlanCalendar,
    known: frozenset[str],
    whole: bool,
    heads: dict[int, ColumnHead] | None = None,
    due: str = "",
    above: str = "",
) -> None:
    text = line.block.folded
    figures = figures_of(text, line.dates)
    figures += list(words_of(text, figures))
    figures.sort(key=lambda figure: (figure.start, figure.end))
    line.figures = figures
    line.sentences = sentences_of(text)
    wanted: list[bool] = []
    date_starts = [mark.start for mark in line.dates]
    note = bool(_NOTE.match(text))
    for sentence in line.sentences:
        inside = line.dates[bisect_left(date_starts, sentence.start) : bisect_left(date_starts, sentence.end)]
        own = sentence_tense(text[sentence.start : sentence.end], inside, calendar.year, line.stand)
        stand = own or line.stand
        line.tenses.append(stand)
        if heads and (head := _head_over(heads, sentence.start)) and head.column in _PASSED:
            wanted.append(False)
            continue
        wanted.append(stand.tense is Tense.PLAN and not whole and not note)
    until = due or calendar.end_of_year.isoformat()
    setting = Setting(line.block.line, line.section, until, "section" if due else "default", calendar, known, above)
    reader = ParagraphReader(MarkedParagraph(text, figures, line.dates, line.sentences), setting)
    line.promises = reader.read(wanted)
    line.whole_heading = whole
    _sort_rest(line, wanted, whole)
    if not whole and not note and not line.titled:
        taken = [promise.clause for promise in line.promises]
        asked = [want and one.end > line.heading_end for want, one in zip(wanted, line.sentences, strict=True)]
        line.duties = list(duties_of(text, line.sentences, asked, taken, line.block.line, line.section, until))
    for promise in (*line.promises, *line.duties):
        promise.signals, promise.tense = line.stand.signals, line.stand.because
        promise.part, promise.number, promise.title = line.part, line.number, line.title


def _head_over(heads: dict[int, ColumnHead], place: int) -> ColumnHead | None:
    starts = [start for start in heads if start <= place + 2]
    return heads[max(starts)] if starts else None


def _sort_rest(line: PlanLine, wanted: list[bool], whole: bool) -> None:
    """Figures no rule has met: facts of the past, and what remains."""
    starts = [sentence.start for sentence in line.sentences]
    for figure in line.figures:
        if not figure.sort:
            number = max(0, bisect_right(starts, figure.start) - 1)
            past = bool(line.tenses) and not wanted[number] and not whole
            figure.sort, figure.why = (
                ("past", line.tenses[number].because) if past else ("figure", "标题里的数" if whole else "不是目标")
            )
