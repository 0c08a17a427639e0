"""What was declared of a target, of this year or the next: its kind, its measure, its goal and its date."""

from __future__ import annotations

from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.periods import Period
from mzgz.progress import Progress, difference_measure, share_sign
from mzgz.publishing.figures import Figures
from mzgz.publishing.report.target_names import subject
from mzgz.publishing.report.unit_view import View

_DECEMBER: Final = 12
_PER: Final = expression("每[百千万人户张个]|人均|户均")


class Declared(View):
    """What was declared of a target, of this year or the next."""

    progress: Progress
    figures: Figures

    @property
    def id(self) -> str:
        return self.progress.target.id

    @property
    def name(self) -> str:
        return self.progress.target.name

    @property
    def subject(self) -> str:
        """What a sentence says a number of."""
        return subject(self.name)

    @property
    def kind(self) -> str:
        return self.progress.target.kind

    @property
    def quotient(self) -> bool:
        """Whether it is one number over another, told as a share."""
        return self.progress.target.quotient

    @property
    def counted(self) -> bool:
        """Whether it is one number of things or an amount."""
        return self.progress.target.counted

    @property
    def completes(self) -> bool:
        """Whether it is one thing, done once and for all."""
        return self.progress.target.completes

    @property
    def recurs(self) -> bool:
        """Whether it comes due again and again."""
        return self.progress.target.recurs

    @property
    def counts_events(self) -> bool:
        """Whether it is a line that no event may cross."""
        return self.progress.target.events

    @property
    def firm(self) -> bool:
        return self.progress.target.firm

    @property
    def numeric(self) -> bool:
        """Whether it is told by a share or by a number of things."""
        return self.quotient or self.counted

    @property
    def percent(self) -> bool:
        """Whether it is a share told in % or ‰."""
        return bool(share_sign(self.progress))

    @property
    def apart(self) -> bool:
        """Whether what its units have does not add up: each has a level, and together there is a lowest and a highest."""
        return not self.progress.target.adds

    @property
    def spoken_unit(self) -> str:
        """每千名老年人床位达到38张, 人均补贴为820元, 各街道督导员1名: what it is counted against is not said twice."""
        if self.percent:
            return ""
        thing, _, base = self.unit.partition("/")
        here = base == self.figures.board.ledger.workspace.vocabulary.units
        return thing if base and (here or _PER.search(self.name)) else self.unit

    @property
    def points(self) -> str:
        """What stands behind a difference of two of its shares: 个百分点, 个千分点, 张; empty of things."""
        if not self.quotient:
            return ""
        return difference_measure(self.progress) if self.percent else self.spoken_unit

    @property
    def thing_unit(self) -> str:
        """The measure of its (first) number itself, of so many per thousand too: 张."""
        target = self.progress.target
        return target.operand(target.operands[0]).unit if target.operands else ""

    @property
    def ongoing(self) -> bool:
        """Whether it is work without a number, a date or a rhythm."""
        return not (self.numeric or self.completes or self.recurs or self.counts_events)

    @property
    def unit(self) -> str:
        """The measure of its (first) number: 张, 个, 起."""
        return self.progress.target.measure

    @property
    def goal_sign(self) -> str:
        """>= > = <= < up down; empty where there is no goal."""
        goal = self.progress.goal
        return goal.sign if goal else ""

    @property
    def limits(self) -> bool:
        """Whether less is better: a ceiling, or a fall that was promised."""
        goal = self.progress.goal
        return goal is not None and not goal.rises

    @property
    def due_month(self) -> int:
        return self.progress.target.due.month

    @property
    def since(self) -> str:
        """上年, where the baseline is last year's closing figure; otherwise the time it is of."""
        baseline = getattr(self.progress.target, "baseline", None)
        if baseline is None:
            return ""
        month: Period = baseline.period
        if month.year == self.figures.board.year - 1 and month.month == _DECEMBER:
            return "上年"
        return f"{month.year}年" if month.month == _DECEMBER else f"{month.year}年{month.month}月"
