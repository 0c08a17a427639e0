"""A whole document read: outline, tense, figures, targets, duties; every figure classed, every sentence accounted for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Final

from mzgz.intake.extract.blocks import Block
from mzgz.intake.extract.clauses_in_text import SentenceSpan, sentences_of
from mzgz.intake.extract.confidence import grade
from mzgz.intake.extract.deadlines import DateMark, DateRole, PlanCalendar
from mzgz.intake.extract.duties import duties_of, items_of
from mzgz.intake.extract.figure_scan import Mention, figures_of, words_of
from mzgz.intake.extract.marked_paragraph import MarkedParagraph, Setting
from mzgz.intake.extract.outline import HeadingPath, heading_of
from mzgz.intake.extract.paragraph_reading import ParagraphReader
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.table_columns import ColumnHead, ColumnRole, GoalTable, cells_by_column, grid_of, is_section
from mzgz.intake.extract.table_rows import by_place, due_in, goals
from mzgz.intake.extract.tense import Stand, Tense, heading_tense, leaning, opening, sentence_tense, title_tense


@dataclass(slots=True)
class PlanLine:
    """One block with what was read in it."""

    block: Block
    section: str
    title: str
    stand: Stand
    heading_end: int = 0
    figures: list[Mention] = field(default_factory=list)
    dates: list[DateMark] = field(default_factory=list)
    sentences: list[SentenceSpan] = field(default_factory=list)
    tenses: list[Stand] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    duties: list[Promise] = field(default_factory=list)
    whole_heading: bool = False
    titled: bool = False
    part: str = ""
    number: str = ""


@dataclass(slots=True)
class PlanReading:
    """A document: its lines and all targets in order."""

    year: int
    lines: list[PlanLine]

    @property
    def promises(self) -> list[Promise]:
        """Those with a figure, in order."""
        return [promise for line in self.lines for promise in line.promises]

    @property
    def duties(self) -> list[Promise]:
        """Those without: red lines in words, milestones, duties."""
        return [duty for line in self.lines for duty in line.duties]


_UNHEADED: Final = Stand(Tense.PLAN, "全文没有回顾的标题", 0)


def read(blocks: list[Block], year: int, known: frozenset[str] = frozenset()) -> PlanReading:
    """Read a document of the plan for `year`; `known` are names of units as the workspace writes them."""
    lines = _lines(blocks, PlanCalendar(year), known)
    _reach_up(lines)
    _weigh(blocks, lines, year)
    return PlanReading(year, lines)


def _as_written(promise: Promise, block: Block) -> str:
    """The words of the goal with their own digits and signs (５５％), where they stand together."""
    start, end = promise.clause
    place = block.folded.find(promise.said, start, end) if promise.said else -1
    return block.text[place : place + len(promise.said)] if place >= 0 else promise.said


_ALL_ABOVE: Final = re.compile(
    r"[\s\u3000]*(?:注|说明)?[：:]?(?:[0-9][.、])?(?:以上|上述|本表|表中|各项)[^，。；]{0,12}(?:任务|实事|指标|项目|工作|目标|内容)"
)


def _reach_up(lines: list[PlanLine]) -> None:
    """注：以上任务须于11月底前完成: the day of all above that have none of their own, up to a heading of a part."""
    for place, line in enumerate(lines):
        mark = next((one for one in line.dates if one.role is DateRole.DEADLINE and one.due), None)
        if mark is None or mark.due is None or not _ALL_ABOVE.match(line.block.folded):
            continue
        for above in reversed(lines[:place]):
            for promise in above.promises:
                if promise.due_basis == "default" and not promise.due.startswith("每"):
                    promise.due, promise.due_basis = mark.due.isoformat(), "inherited"
                    promise.inherited.append(f"期限取自后文“{mark.text}”")
            if above.whole_heading and above.block.folded.strip()[:1] in "一二三四五六七八九十第":
                break


_PLAN_TITLE: Final = re.compile(r"要点|计划|方案|规划|实事|清单|目标|任务|指标|安排|工作部署|行动|意见|责任书")


def _weigh(blocks: list[Block], lines: list[PlanLine], reading_year: int) -> None:
    """How sure each promise is, now that the whole is known: a review elsewhere, or a title, backs a heading."""
    title = next((block.folded for block in blocks if not block.blank), "")
    reviewed = any(line.stand.tense is Tense.PAST and line.stand.because.startswith("标题") for line in lines)
    titled = bool(_PLAN_TITLE.search(title) and not re.search(r"总结|回顾|情况", title))
    backed = int(reviewed or titled) + int(titled and str(reading_year) in title)
    for line in lines:
        items = items_of(line.block.folded)
        for promise in (*line.promises, *line.duties):
            promise.signals = promise.signals + backed
            mark = next((item.mark for item in items if item.start <= promise.start < item.end), "")
            promise.text = line.block.text[promise.start : promise.end]
            promise.words = line.block.text[slice(*promise.clause)] if any(promise.clause) else promise.text
            promise.said = _as_written(promise, line.block)
            promise.until = f"{reading_year}-12-31"
            promise.section = promise.section if promise.section.endswith(mark) else promise.section + mark
            promise.confidence = grade(promise)


def _lines(blocks: list[Block], calendar: PlanCalendar, known: frozenset[str]) -> list[PlanLine]:
    path = HeadingPath()
    grids = _grids(blocks, calendar.year)
    stands: dict[int, Stand] = {}
    carried: Stand | None = None
    lines: list[PlanLine] = []
    seen_title = False
    held = ""
    base = title_tense(next((block.folded for block in blocks if not block.blank and not block.cells), "")) or _UNHEADED
    first = next((place for place, block in enumerate(blocks) if not block.blank), 0)
    for place, block in enumerate(blocks):
        grid = grids.get(place)
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


def _grids(blocks: list[Block], year: int) -> dict[int, GoalTable]:
    """The table each row belongs to, by the place of the row; a title row between two runs belongs to both."""
    found: dict[int, GoalTable] = {}
    runs: list[list[int]] = []
    for place, block in enumerate(blocks):
        if block.cells:
            if runs and place and runs[-1][-1] == place - 1 and blocks[place - 1].table == block.table:
                runs[-1].append(place)
            else:
                runs.append([place])
    last: tuple[int, GoalTable] | None = None
    for run in runs:
        grid = grid_of([blocks[place] for place in run], year)
        if grid is None and last and run[0] - last[0] <= 3 and len(blocks[run[0]].cells) == len(last[1].heads):
            grid = last[1]
            found.update(
                {place: grid for place in range(last[0] + 1, run[0]) if len(blocks[place].folded.strip()) <= 24}
            )
        if grid is not None:
            found.update(dict.fromkeys(run, grid))
            last = (run[-1], grid)
    return found


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
