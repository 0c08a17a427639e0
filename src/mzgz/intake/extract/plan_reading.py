"""A whole document read from the top: which heading rules a line, what it speaks of, by which day, and what it promises."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.blocks import Block
from mzgz.intake.extract.deadlines import DateMark, DateRole, PlanCalendar
from mzgz.intake.extract.document_places import places_named
from mzgz.intake.extract.line_reading import LineContext, name_above, read_cell, read_prose, read_row
from mzgz.intake.extract.list_in_plan import ListInPlan
from mzgz.intake.extract.one_cell_a_line import cells_in_lines
from mzgz.intake.extract.outline import HeadingPath, PlanHeading, heading_of
from mzgz.intake.extract.plan_lines import PlanLine, PlanReading
from mzgz.intake.extract.plan_weighing import reach_up, weigh
from mzgz.intake.extract.table_blocks import tables_of
from mzgz.intake.extract.table_days import give_table_days
from mzgz.intake.extract.tense import Stand, Tense, heading_tense, leaning, opening, title_tense, turns_to_plan
from mzgz.language.pattern_search import expression

_UNHEADED: Final = Stand(Tense.PLAN, "全文没有回顾的标题", 0)
_THIS_YEAR: Final = expression(r"[，；。][^，；。]{0,8}今年(?!以来|[一二三四上前][季半])")
"""去年14个达标，剩下的5个今年8月底前达标: an item of the plan that only opens with the year gone by."""
_OF_HALVES: Final = expression(r"上半年[^，]{0,12}(?:总结|小结|情况|回顾)|半年(?:工作)?(?:总结|小结)")
_HALF: Final = expression(r"[\s\u3000]*(?:(?P<gone>上半年|[1一] ?月?(?:[-—–~至到]{1,2}) ?6月|半年来)|下半年|下一?步)")
"""上半年工作总结及下半年打算: what a paragraph under that title opens with says which half it is of."""
_STOP: Final = expression(r"[。！？]")
_GOALS_BELOW: Final = expression(r"(?:以下|如下|下列|主要|具体)[一-鿿]{0,6}(?:目标|指标)[^。；]{0,12}[：:。]\s*$")
_STEP: Final = expression(r"（[^（）]*[0-9][月日年][^（）]*(?:[-—–~]|至|到)[^（）]*[0-9]{1,2}[月日][^（）]*）")
"""集中检查（4月1日至5月20日）: the step ends on the last day named."""
_STEP_LEVEL: Final = 6
"""The depth of 一是."""
_BY_TONE: Final = "语气"


def read(blocks: list[Block], year: int, known: frozenset[str] = frozenset()) -> PlanReading:
    """Read a document of the plan for `year`; `known` are names of units as the workspace writes them."""
    lines = _PlanWalk(blocks, PlanCalendar(year), known).lines()
    give_table_days(lines)
    reach_up(lines)
    weigh(blocks, lines, year)
    return PlanReading(year, lines)


_YEARS_OF: Final = expression(r"(20[0-9]{2}) ?年?[-—–~至到]{1,2}(20[0-9]{2})")


def _since(title: str, year: int) -> int:
    """The first year of a plan for several years that `year` is one of: 行动计划（2024—2026年）; 0 for one of a year."""
    span = _YEARS_OF.search(title) if _FOR_YEARS.search(title) else None
    if span and int(span[1]) <= year <= int(span[2]):
        return int(span[1])
    last = next((last for name, last in _PLAN_YEARS if name in title), 0)
    return last - 4 if last - 4 <= year <= last else 0


_FOR_YEARS: Final = expression(r"规划|行动|方案|计划|纲要")


_PART_PLAN: Final = expression(r"任务|计划|要点|清单|安排|打算|方案")


def _period_of(title: str, calendar: PlanCalendar) -> str:
    """The last day of a plan for several years (“十四五”规划, 三年行动方案（2023—2025年）) or for a quarter, or nothing."""
    marks = [mark for mark in calendar.marks(title) if mark.due]
    parts = [
        mark for mark in marks if re.search(r"季度|半年", mark.text) and mark.due and mark.due.year == calendar.year
    ]
    if len(parts) == 1 and parts[0].due and _PART_PLAN.search(title) and title_tense(title) is None:
        return parts[0].due.isoformat()
    if not _FOR_YEARS.search(title) or any(mark.bare and mark.due and mark.due.year == calendar.year for mark in marks):
        return ""
    last = max((mark.due for mark in marks if mark.due and "五" not in mark.text), default=None)
    named = next((year for name, year in _PLAN_YEARS if name in title), 0)
    year = last.year if last and last.year > calendar.year else named
    return f"{year}-12-31" if year > calendar.year else ""


_PLAN_YEARS: Final = (("十四五", 2025), ("十五五", 2030), ("十六五", 2035))


def _horizon(blocks: list[Block], year: int) -> int:
    """The year the goals of a plan for several years are set for, where no title says it: 到2025年，…; 0 without one."""
    years = [int(found[1]) for block in blocks if (found := _BY_YEAR.match(block.folded))]
    return next((one for one in years if one >= year), 0)


_CHAPTER: Final = expression(r"[\s\u3000]*(?:第[一二三四五六七八九十]{1,3}[章节]|专栏[0-9一二三四五六七八九十])")
"""A plan for several years that has lost its title is told by its chapters."""
_BY_YEAR: Final = expression(r"[\s\u3000]*到(20[0-9]{2})年[底末]?，")


class _PlanWalk:
    """One way through a document: the headings that are open, and what carries over from paragraph to paragraph."""

    def __init__(self, blocks: list[Block], calendar: PlanCalendar, known: frozenset[str]) -> None:
        written = [place for place, block in enumerate(blocks) if not block.blank]
        title = next((blocks[place].folded for place in written if not blocks[place].cells), "")
        year, since = calendar.year, _since(title, calendar.year)
        named = _period_of(title, calendar)
        calendar = PlanCalendar(year, since, int(named[:4]) if named else _horizon(blocks, year))
        self._blocks, self._calendar, self._known = blocks, calendar, known | places_named(blocks)
        self._tables = tables_of(blocks, calendar.year, calendar.since, known)
        self._cells = cells_in_lines(blocks, calendar.year, calendar.since)
        self._path = HeadingPath()
        self._stands: dict[int, Stand] = {}
        self._days: dict[int, str] = {}
        self._carried: Stand | None = None
        self._planned = False
        self._listed = ListInPlan()
        self._held = ""
        self._first = written[0] if written else 0
        self._base = title_tense(title) or _UNHEADED
        self._halves = bool(_OF_HALVES.search(title))
        chapters = any(_CHAPTER.match(block.folded) for block in blocks)
        self._period = _period_of(title, calendar) or (f"{calendar.until}-12-31" if chapters and calendar.until else "")

    def lines(self) -> list[PlanLine]:
        return [self._line(place, block) for place, block in enumerate(self._blocks)]

    def _line(self, place: int, block: Block) -> PlanLine:
        grid, cell = self._tables.get(place), self._cells.get(place)
        heading = None if grid or cell else heading_of(place, block, first=place <= self._first)
        if heading:
            self._meet(heading)
        whole = heading is not None and heading.whole
        body = block.folded[heading.end :] if heading and not whole else block.folded
        titled = place == self._first and not _STOP.search(body)
        dates = self._calendar.marks(block.folded)
        opened = None if titled or whole else opening(body, self._calendar.year, dates)
        if self._halves and not titled and (half := _HALF.match(body)):
            opened = Stand(Tense.PAST if half["gone"] else Tense.PLAN, f"段首“{half[0].strip()}”")
        line = PlanLine(
            block, self._path.number, self._path.title, self._stand(opened, body, block.folded), heading.end if heading else 0, dates=dates,
            whole_heading=whole, titled=titled, part=self._path.part, number=self._path.section_number,
        )  # fmt: skip
        self._hold(dates, block)
        due = self._later_due() or self._held or self._period
        above = "" if heading and heading.text and not whole else name_above(self._blocks, place)
        context = LineContext(self._calendar, self._known, due, above)
        if grid:
            read_row(line, grid, context)
        elif cell:
            read_cell(line, cell, context)
        else:
            read_prose(line, context)
        return line

    def _meet(self, heading: PlanHeading) -> None:
        """A heading opens; what it says of its part counts, unless a higher one has spoken."""
        self._path.meet(heading)
        over = self._headed(self._path.open[:-1])
        stand = heading_tense(heading, self._calendar.first, over)
        if stand and stand.tense is Tense.PLAN and self._base.tense is Tense.PAST and not turns_to_plan(heading.text):
            stand = None
        told = self._carried is not None and self._carried.tense is Tense.PAST
        if stand and stand.tense is Tense.PLAN and heading.level >= _STEP_LEVEL and told:
            stand = None  # 今年以来… / 二是民生保障扎实有力。
        if stand and (heading.level <= 3 or over is None):
            self._stands[heading.block] = stand
        if heading.level < 4:
            self._carried = None
        if heading.level < 7:
            self._held = ""

    def _headed(self, headings: tuple[PlanHeading, ...]) -> Stand | None:
        return next((self._stands[one.block] for one in reversed(headings) if one.block in self._stands), None)

    def _stand(self, opened: Stand | None, body: str, text: str) -> Stand:
        """What a block speaks of: its first words, the headings over it, the paragraphs before it, the title."""
        headed = self._headed(self._path.open)
        if self._carried and self._carried.tense is Tense.PAST and opened is None and self._listed.goes_on(text):
            self._carried = None
        stand = self._weighed(opened, headed, body)
        self._listed.meet(text, stand)
        passing = opened is not None and opened.weak and opened.tense is Tense.PAST and self._planned
        if (opened and not passing) or (self._carried and stand.because == _BY_TONE):
            self._carried = stand
        self._planned = self._planned or (stand.tense is Tense.PLAN and stand.signals > 0 and not stand.weak)
        return stand

    def _weighed(self, opened: Stand | None, headed: Stand | None, body: str) -> Stand:
        if opened and headed and opened.tense is headed.tense:
            return Stand(headed.tense, f"{headed.because}、{opened.because}", headed.signals + 1)
        summed = self._base.tense is Tense.PAST and leaning(body) <= 0
        planned = (self._carried or self._base).tense is Tense.PLAN
        turns = planned and opened is not None and opened.tense is Tense.PAST and _THIS_YEAR.search(body)
        if opened and not (opened.weak and (headed or summed or turns)):
            return opened
        if headed:
            return headed
        if self._carried and self._carried.tense is Tense.PAST:
            return Stand(Tense.PLAN, _BY_TONE, 0) if leaning(body) > 0 else self._carried
        return self._carried or self._base

    def _hold(self, dates: list[DateMark], block: Block) -> None:
        """到2025年，…以下目标：the day holds for the lines below, up to the next heading."""
        if not dates or not _GOALS_BELOW.search(block.folded):
            return
        lead = dates[0]
        opens = not block.folded[: lead.start].strip(" \u3000到至“")
        self._held = lead.due.isoformat() if opens and lead.due and (lead.bare or "五" in lead.text) else ""

    def _later_due(self) -> str:
        """The day of a heading that speaks of a later year (到2025年的目标, 今后五年…) or of a step and its time, or nothing."""
        for heading in reversed(self._path.open):
            if heading.block not in self._days:
                self._days[heading.block] = self._day_of(heading)
            if day := self._days[heading.block]:
                return day
        return ""

    def _day_of(self, heading: PlanHeading) -> str:
        """The day one heading names for what stands below it, or nothing."""
        if step := _STEP.search(heading.text):
            spans = [mark for mark in self._calendar.marks(step[0]) if mark.due]
            if spans and spans[-1].due:
                return spans[-1].due.isoformat()
        if "，" in heading.text:
            return ""
        later = (
            mark.due.isoformat()
            for mark in self._calendar.marks(heading.text)
            if mark.due and mark.due.year > self._calendar.year and mark.role is not DateRole.BASE
        )
        return next(later, "")
