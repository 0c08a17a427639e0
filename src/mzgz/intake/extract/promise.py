"""A promise as it was read: the figure, what it measures, the bound, the day, for whom, how firmly, and how sure we are."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from mzgz.intake.extract.non_counting_digits import FigureMention


class Confidence(StrEnum):
    CLEAR = "明确"
    INFERRED = "推断"
    DOUBTFUL = "存疑"


@dataclass(slots=True)
class Promise:
    """One drafted target. `op` is eq, ge, gt, le, lt, approx, range, all, zero or none (a duty, a milestone).

    `said` are the words of the goal as they stand, `verb` the doing word in front (新建), `asked` the word that asks for the figure (达到, 以上, 新建); `proof` what shows a milestone
    done; `part` and `number` the section (三, （二）) and `title` its heading. `inherited` says in Chinese what came from elsewhere and from where, `doubts` what a person has to decide;
    `dues` are the days that are possible where the words leave it open.
    """

    line: int
    start: int
    end: int
    name: str
    op: str
    mode: str = "level"
    figure: FigureMention | None = None
    unit: str = ""
    due: str = ""
    due_basis: str = "default"
    dues: tuple[str, ...] = ()
    rounds: tuple[tuple[str, str], ...] = ()
    """The days, each with its words, by each of which the figure is to be reached anew: 3月、9月各开展1次."""
    scope: tuple[str, ...] = ()
    each: bool = False
    open_scope: bool = False
    firm: str = "firm"
    kind: str = "count"
    section: str = ""
    title: str = ""
    text: str = ""
    words: str = ""
    baseline: str = ""
    inherited: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    tense: str = ""
    signals: int = 0
    confidence: Confidence = Confidence.INFERRED
    clause: tuple[int, int] = (0, 0)
    said: str = ""
    verb: str = ""
    asked: str = ""
    proof: str = ""
    until: str = ""
    part: str = ""
    number: str = ""
    at: tuple[int, int] = (0, 0)
    """The line of the file and the character in it where the figure begins."""

    @property
    def scope_text(self) -> str:
        """The units named, as written: 甲区、乙县; nothing for the whole area."""
        return "、".join(self.scope)
