"""Fragments the patterns of all assertions are put together from, and what an assertion is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from mzgz.language import Hedge, Quantity
from mzgz.progress import Board, Progress
from mzgz.progress.punctuality import Punctuality, reporting
from mzgz.publishing.verify.assertions.clause_tokens import ALL, NAME, NOW, UNIT, Clause

LEAD: Final = (
    rf"(?:[一二三四五六七八]是|[、，\s“”]|{NOW}|全市民政系统|全市各级|全市上下|全市|我市|本市|全系统|民政系统|我们|目前|现在|截至目前|截至|截止|"
    r"今年|本年度?|全年度?|一年来|一年间|一年(?!级)|可以说|应该说|令人欣慰的是|值得肯定的是|经过努力|通过努力|年底|年末|年内|底|末|到|其中|同时|此外|另外|而且|特别是|尤其是|值得一提的是|可喜的是|"
    r"总体上?看?|总的看|从(?:全市|全年|总体|数据|进度|完成)?(?:情况)?(?:来)?看|据统计|经统计|统计显示|数据显示|从|以来)*"
)
"""What may stand before a name and says nothing of it."""
MID: Final = rf"(?:{NOW}|[、的在也又上中]|已经?|现已?|目前|现在|总体|整体|全市|全年|今年|年内|年底|年末|底|末|年度|工作|建设|任务|情况|方面|文件|方案|政策|措施|机制|这项|该项|指标|水平|数量|量|目标)*"
"""What may stand between a name and what is said of it."""
UNITS: Final = rf"{UNIT}(?:[、和与及以]{{0,2}}{UNIT})*"
WHOLE: Final = rf"(?P<all>{ALL})"


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a clause says, as its place in the sentence, and whether the data say so too.

    `holds` is None where they cannot tell; `reason` is the figure that denies it.
    """

    start: int
    end: int
    words: str
    holds: bool | None
    reason: str = ""
    hint: str = ""
    decides: bool = False
    """Whether it settles every number of its clause: these are not judged one by one any more."""


@dataclass(frozen=True)
class Reports:
    """How returns came in over the year, reckoned once a document."""

    board: Board

    @cached_property
    def rows(self) -> tuple[Punctuality, ...]:
        return reporting(self.board)


@dataclass
class Context:
    """What the clauses read so far leave understood: the target and the units a clause without its own is about."""

    board: Board
    reports: Reports
    target: str = ""
    operand: tuple[str, str] = ("", "")
    """The number of a share the clause before named, where it named no target: which, and in what words."""
    together: bool = False
    """Whether the clause before said that what follows is the sum of units it named."""
    items: tuple[Fraction, ...] = ()
    """Numbers of tasks the clauses before said, the whole first."""
    claimed: str = ""
    """What the clause before said of tasks: that they were done, or that they were not."""
    everyone: bool = False
    """Whether the clause before was about all units: 都没有低于50%，也没有高于65%."""
    things: bool = False
    """Whether the clause before told how many things make up a share, so that 居首位 may be of these."""
    scope: tuple[str, ...] = ()
    """The units a clause before said it is among: 农区三旗市里."""
    apart: bool = False
    """Whether the clause before said that what follows is how far two units lie apart."""
    ahead: str = ""
    """The only target the sentence names at all."""
    units: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    """The targets the last words for one may mean, where it was not called by its name."""
    before: tuple[str, tuple[str, ...], bool] = ("", (), False)
    """Of the sentence before: its target, its units, and whether it only said whom this one is about."""
    astray: bool = False
    """Whether the clause that named a target said it of something else: 社工站督导, 两项补贴的资格认定."""
    seen: tuple[str, ...] = ()
    """All that the clauses before may have meant."""
    counted: int | None = None
    """How many units the clause before spoke of, where it named none: 其余 are the others."""
    plan: bool = False
    """Whether the tasks of the plan are counted."""
    sections: tuple[str, ...] = ()
    """The parts of the plan the clauses before were about."""
    vague: bool = False
    """Whether the clause that spoke of tasks had words nobody knows: who knows of which tasks the next one is."""
    returns: bool = False
    """Whether the clause before named the returns."""
    loosely: bool = False
    """Whether the target is called by other words than its name."""
    whole: int | None = None
    """Of how many tasks the clauses before spoke: the 95 that are judged, or all 133."""
    then: bool = False
    """Whether the clauses before told how it stood in an earlier month."""
    followed: bool = True
    """Whether the clause before was understood, so that its target is what a clause without one is about."""

    def name_in(self, clause: Clause, first: int = 0, last: int | None = None) -> str:
        """The one target a stretch names, or the one understood; empty where there are several."""
        named = {str(token.what) for token in clause.all_of(NAME, first, last)}
        if len(named) > 1:
            return ""
        target = next(iter(named)) if named else self.target
        return target if target in self.board.plan.targets else ""

    def city(self, target: str) -> Progress:
        return self.board.city(target)


def is_measured(context: Context, target: str) -> bool:
    """Whether a target has a value that can be compared: a share, or a number of things."""
    declared = context.board.plan.targets[target]
    return declared.quotient or declared.counted


def within(said: Quantity, value: Fraction) -> bool:
    """Whether a value is what a quantity says; 余 and 超 want more than the number itself."""
    return value in said.range and not (said.hedge in (Hedge.ODD, Hedge.OVER) and value == said.value)


def codes_in(clause: Clause, first: int, last: int) -> list[str]:
    return [str(token.what) for token in clause.all_of(UNIT, first, last)]


def matched(
    clause: Clause, first: int, last: int, holds: bool | None, reason: str, hint: str = "", *, decides: bool = False
) -> Assertion:
    """An assertion about the signs `first`..`last` of a clause."""
    start, end = clause.span(first, last)
    return Assertion(start, end, clause.words(first, last), holds, reason if holds is not True else "", hint, decides)
