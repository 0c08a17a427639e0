"""A paragraph with its figures, dates and sentences marked, and what holds for it from outside and on the way through it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from mzgz.intake.extract.clauses_in_text import ClauseSpan, SentenceSpan
from mzgz.intake.extract.deadlines import DateMark, PlanCalendar
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.unit_names import ScopeSpan


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a paragraph from outside: its section, the day by default, the names of units known.

    `above` is the line over it where that is no more than a name, `title` the heading.
    """

    line: int
    section: str
    due: str
    due_basis: str
    calendar: PlanCalendar
    known: frozenset[str] = frozenset()
    above: str = ""
    title: str = ""


@dataclass(slots=True)
class FrontDate:
    """A date in front of a list, holding from its clause on; beyond a semicolon (`item`) it is open. `listed`: it stands
    behind 一是 or （一） and is that item's own."""

    mark: DateMark
    item: int
    listed: bool = False


@dataclass(slots=True)
class TextFlow:
    """What has been met on the way through a paragraph and may be taken over by what follows.

    `lead` is a year that opens the paragraph, `outer` the promise before the bracket one is in, `per` 每千人口拥有, `subject` the noun before a verb (轨道交通新开通…),
    `led` the units that the clause before without a figure is about, `base_noun` what a number of existing things counts.
    """

    front: FrontDate | None = None
    lead: DateMark | None = None
    last: Promise | None = None
    outer: Promise | None = None
    per: str = ""
    per_unit: str = ""
    scope: ScopeSpan | None = None
    led: ScopeSpan | None = None
    base_noun: str = ""
    subject: str = ""


class MarkedParagraph:
    """Look-ups by place, each in the logarithm of the length: a paragraph may be a whole report."""

    def __init__(
        self, text: str, figures: list[FigureMention], dates: list[DateMark], sentences: list[SentenceSpan]
    ) -> None:
        self.text, self.figures, self.dates, self.sentences = text, figures, dates, sentences
        numbers = [(one.start, one.end) for one in figures if one.sort == "listno"]
        self._blanks = sorted([*((mark.start, mark.end) for mark in dates), *numbers])
        self._blank_starts = [start for start, _ in self._blanks]
        self._figure_starts = [one.start for one in figures]
        self._date_starts = [mark.start for mark in dates]

    def named_in(self, start: int, end: int) -> list[FigureMention]:
        """All figures that begin in the stretch, those that count nothing among them."""
        return self.figures[bisect_left(self._figure_starts, start) : bisect_left(self._figure_starts, end)]

    def figures_in(self, start: int, end: int) -> list[FigureMention]:
        """The figures that begin in the stretch and count or say something."""
        return [one for one in self.named_in(start, end) if one.shape is not MentionShape.NAME]

    def words_at(self, start: int) -> int:
        """Where the words of a clause begin that starts here: behind its list number."""
        return next((one.end for one in self.named_in(start, start + 2) if one.sort == "listno"), start)

    def dates_in(self, start: int, end: int) -> list[DateMark]:
        return self.dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    def blanks_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Dates and list numbers that begin in the stretch: they belong to no name."""
        return self._blanks[bisect_left(self._blank_starts, start - 1) : bisect_left(self._blank_starts, end)]


@dataclass(slots=True)
class FigureSpot:
    """One figure where it stands: `begin` is where its own words begin, `limit` where those of the next do."""

    paragraph: MarkedParagraph
    setting: Setting
    flow: TextFlow
    sentence: SentenceSpan
    place: int
    figures: list[FigureMention]
    index: int
    begin: int
    limit: int
    marks: list[DateMark]
    blanks: list[tuple[int, int]]
    scope: ScopeSpan | None = None
    inherited: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    text: str = field(init=False)
    clause: ClauseSpan = field(init=False)
    figure: FigureMention = field(init=False)

    def __post_init__(self) -> None:
        self.text, self.clause = self.paragraph.text, self.sentence.clauses[self.place]
        self.figure = self.figures[self.index]

    def move_on(self) -> None:
        """To the next figure of the clause."""
        self.index += 1
        self.figure = self.figures[self.index]

    @property
    def following(self) -> FigureMention | None:
        return self.figures[self.index + 1] if self.index + 1 < len(self.figures) else None

    @property
    def head(self) -> str:
        """The words of the clause before the figure."""
        return self.text[self.clause.start : self.figure.start]
