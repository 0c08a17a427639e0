"""A whole document read: outline, tense, figures, targets, duties; every figure classed, every sentence accounted for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from mzgz.intake.extract.blocks import Block
from mzgz.intake.extract.dates import Calendar, DateMark
from mzgz.intake.extract.figures import Figure, Shape, figures_of, words_of
from mzgz.intake.extract.outline import Path, heading_of
from mzgz.intake.extract.paragraphs import ParagraphReader, Setting
from mzgz.intake.extract.sentences import Sentence, sentences_of
from mzgz.intake.extract.target import Target
from mzgz.intake.extract.tense import Stand, Tense, heading_tense, leaning, opening, sentence_tense


@dataclass(slots=True)
class Line:
    """One block with what was read in it."""

    block: Block
    section: str
    title: str
    stand: Stand
    heading_end: int = 0
    figures: list[Figure] = field(default_factory=list)
    dates: list[DateMark] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    tenses: list[Stand] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """A document: its lines and all targets in order."""

    year: int
    lines: list[Line]

    @property
    def targets(self) -> list[Target]:
        return [target for line in self.lines for target in line.targets]


_UNHEADED: Final = Stand(Tense.PLAN, "全文没有回顾的标题", 0)


def read(blocks: list[Block], year: int, known: frozenset[str] = frozenset()) -> Reading:
    """Read a document of the plan for `year`; `known` are names of units as the workspace writes them."""
    return Reading(year, [*_lines(blocks, Calendar(year), known)])


def _lines(blocks: list[Block], calendar: Calendar, known: frozenset[str]) -> list[Line]:
    path = Path()
    stands: dict[int, Stand] = {}
    carried: Stand | None = None
    lines: list[Line] = []
    seen_title = False
    for place, block in enumerate(blocks):
        heading = heading_of(place, block, first=not seen_title)
        if not block.blank and not seen_title:
            seen_title = True
        if heading:
            path.meet(heading)
            over = next((stands[one.block] for one in reversed(path.open[:-1]) if one.block in stands), None)
            if stand := heading_tense(heading, calendar.year, over):
                if heading.level <= 2 or over is None or heading.level == 0:
                    stands[heading.block] = stand
            if heading.level < 3:
                carried = None
        headed = next((stands[one.block] for one in reversed(path.open) if one.block in stands), None)
        dates = calendar.marks(block.folded)
        body = block.folded[heading.end :] if heading and not heading.whole else block.folded
        opened = None if heading and heading.whole else opening(body, calendar.year, dates)
        stand = _stand(headed, opened, carried, body)
        if opened:
            carried = opened
        line = Line(block, path.number, path.title, stand, heading.end if heading else 0, dates=dates)
        _read_line(line, calendar, known, heading is not None and heading.whole)
        lines.append(line)
    return lines


def _stand(headed: Stand | None, opened: Stand | None, carried: Stand | None, body: str) -> Stand:
    if opened and headed and opened.tense is headed.tense:
        return Stand(headed.tense, f"{headed.because}、{opened.because}", headed.signals + 1)
    if opened:
        return opened if not headed else Stand(opened.tense, opened.because, 1)
    if headed:
        return headed
    if carried and carried.tense is Tense.PAST:
        return Stand(Tense.PLAN, "语气", 0) if leaning(body) > 0 else carried
    return carried or _UNHEADED


def _read_line(line: Line, calendar: Calendar, known: frozenset[str], whole: bool) -> None:
    text = line.block.folded
    figures = figures_of(text, line.dates)
    figures += list(words_of(text, figures))
    figures.sort(key=lambda figure: (figure.start, figure.end))
    line.figures = figures
    line.sentences = sentences_of(text)
    wanted: list[bool] = []
    for sentence in line.sentences:
        inside = [mark for mark in line.dates if sentence.start <= mark.start < sentence.end]
        own = sentence_tense(text[sentence.start : sentence.end], inside, calendar.year)
        stand = own or line.stand
        line.tenses.append(stand)
        wanted.append(stand.tense is Tense.PLAN and not whole)
    setting = Setting(
        line.block.line, line.section, line.title, line.stand.because, line.stand.signals,
        calendar.end_of_year.isoformat(), "default", known,
    )  # fmt: skip
    reader = ParagraphReader(text, figures, line.dates, line.sentences, setting, calendar)
    line.targets = reader.read(wanted)
    _sort_rest(line, wanted, whole)


def _sort_rest(line: Line, wanted: list[bool], whole: bool) -> None:
    """Figures no rule has met: facts of the past, and what remains."""
    for figure in line.figures:
        if figure.sort in ("", "spread"):
            number = next((n for n, s in enumerate(line.sentences) if s.start <= figure.start < s.end), 0)
            past = bool(line.tenses) and not wanted[number] and not whole
            figure.sort, figure.why = ("past", line.tenses[number].because) if past else ("figure", "标题里的数" if whole else "不是目标")
