"""The lines of a document with what was read in them: figures, dates, sentences with their tense, promises, duties."""

from __future__ import annotations

from dataclasses import dataclass, field

from mzgz.intake.extract.blocks import Block
from mzgz.intake.extract.clauses_in_text import SentenceSpan
from mzgz.intake.extract.deadlines import DateMark
from mzgz.intake.extract.non_counting_digits import FigureMention
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.tense import Stand


@dataclass(slots=True)
class PlanLine:
    """One block with what was read in it."""

    block: Block
    section: str
    title: str
    stand: Stand
    heading_end: int = 0
    figures: list[FigureMention] = field(default_factory=list)
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
