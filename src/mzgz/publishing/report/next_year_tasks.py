"""What the third part of a speech asks for: the plan of the following year, as far as it is declared, and before the
year is over what is left of its own plan."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from mzgz.model.goal_words import Kind, Standing
from mzgz.model.ledger import PlanSection
from mzgz.model.periods import Period
from mzgz.progress import Board, Progress
from mzgz.progress.verdict_words import Verdict
from mzgz.publishing.figures import Figures
from mzgz.publishing.report.declared_target import Declared
from mzgz.publishing.report.plan_views import View
from mzgz.publishing.report.target_names import event_name
from mzgz.publishing.report.template_markup import figure_mark

_LAST_MONTH = 12


@dataclass(frozen=True)
class TaskView(Declared):
    """One target of the following year, or one of this year that is not settled yet."""

    progress: Progress
    figures: Figures
    closed: Fraction | None = None
    """This year's figure of the target of that id."""
    under_way: bool = False
    """Whether it is of the year that is not over: it starts from where it stands."""

    @property
    def goal(self) -> str:
        """The number asked for, as a figure; empty where only a direction is."""
        figure = self.figures.of(self.progress, "goal")
        return figure_mark(figure) if figure else ""

    @property
    def standing(self) -> Fraction | None:
        """Where it starts from: its baseline, otherwise what this year closed with."""
        base = None if self.under_way else self.progress.target.base_value
        return base if base is not None else self.closed

    @property
    def starts(self) -> Standing:
        """Where it starts from, against what is asked for."""
        goal, now = self.progress.goal, self.standing
        if goal is None or goal.threshold is None or now is None:
            return "unknown"
        if goal.spread is not None and now > goal.spread.high:
            return "above"
        return "below" if now < goal.threshold else "there"

    @property
    def measured(self) -> Kind:
        """Whether it is a share, a level, counts what there is, or what is added through the year."""
        target = self.progress.target
        if target.quotient or not target.adds:
            return "share" if target.quotient else "level"
        return "stock" if target.steady else "flow"

    @property
    def thing(self) -> str:
        """What its (first) number counts."""
        target = self.progress.target
        name = target.operand(target.operands[0]).name if target.operands else target.name
        return event_name(target.name, name) if target.events else name


@dataclass(frozen=True)
class PartView(View):
    """One section of the following year's plan, or what is left of one of this year's."""

    part: PlanSection
    figures: Figures
    board: Board
    """Of the year that closes, or is under way."""

    @property
    def title(self) -> str:
        return self.part.section.title

    @property
    def slug(self) -> str:
        return self.part.path.rsplit("/", 1)[1].rsplit(".", 1)[0].split("-", 1)[-1]

    @property
    def place(self) -> int:
        return self.figures.board.plan.sections.index(self.part)

    @cached_property
    def tasks(self) -> list[TaskView]:
        ahead = self.figures.board
        under_way = ahead.year == self.board.year
        asked = [ahead.city(each.id) for each in self.part.targets]
        return [
            TaskView(one, self.figures, self._closed(one.target.id), under_way)
            for one in asked
            if not under_way or _is_left(one)
        ]

    def _closed(self, target: str) -> Fraction | None:
        return self.board.city(target).value if target in self.board.plan.targets else None


def parts(figures: Figures) -> list[PartView]:
    """All sections of the following year's plan; none where it is not declared. Their figures join `figures`."""
    board, year = figures.board, figures.board.year + 1
    if year not in board.ledger.plans:
        return []
    ahead = Board(board.ledger, year, board.as_of, Period.month_of(year, 12))
    return [PartView(part, Figures(ahead, figures.made), board) for part in ahead.plan.sections]


def rest(figures: Figures) -> list[PartView]:
    """All sections of this year's plan with what is not settled yet; none where the year is over."""
    board = figures.board
    if board.reference is None or board.reference.month == _LAST_MONTH:
        return []
    return [PartView(part, figures, board) for part in board.plan.sections]


def _is_left(progress: Progress) -> bool:
    """Neither done nor, where its day has come, without a verdict: who has not reported has not failed."""
    if progress.state == "not_applicable" or progress.made_good is not None:
        return False
    if progress.due and progress.verdict is Verdict.OPEN:
        return False
    return progress.target.events or not progress.settled
