"""A thing done by a day: a document issued, a meeting held, a project finished."""

from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mzgz.model.periods import Period
from mzgz.model.targets.aggregate import Figure, Share
from mzgz.model.targets.facts import Fact, Facts, State
from mzgz.model.targets.pace import Gap, Pace
from mzgz.model.targets.period_sum import state_of
from mzgz.model.targets.target import Judge, Target

DOCUMENT = "文号"
"""The proof of what is done by issuing a document."""


class Milestone(Target):
    """Rolls up as k of n units done."""

    kind_label: ClassVar[str] = "节点"
    nothing: ClassVar[Figure] = Share()
    reports: ClassVar[frozenset[str]] = frozenset({"done", "on", "evidence"})
    completes: ClassVar[bool] = True

    kind: Literal["milestone"] = "milestone"
    proof: Annotated[
        Literal["document", "meeting", "project"],
        Field(title="完成凭据", description="document 文件、meeting 会议、project 项目"),
    ]
    judge: Annotated[Judge, Field(title="全市判定")] = "every"

    @property
    def proof_word(self) -> str:
        return {"document": DOCUMENT, "meeting": "会议名称", "project": "项目名称"}[self.proof]

    @property
    def formula(self) -> str:
        return "已完成的单位数 ÷ 应完成的单位数"

    def tally(self, facts: Facts, at: Period) -> tuple[State, Share]:
        """One thing, done by the end of `at` or not; a later return may tell that it was done in time."""
        spoken = [(month, fact) for month, fact in facts if state_of(fact, ("done",)) == "reported"]
        last = spoken[-1] if spoken else None
        fact = self.entry_at(facts, at)
        if fact is None and last and not self.cadence.months:
            fact = last[1]
        state = state_of(fact, ("done",))
        if state == "not_applicable":
            return state, Share()
        done = self._done_by(facts, at)
        if state == "reported":
            return state, Share(int(done), 1)
        settled = done or (last is not None and last[0] > at.index)
        return state, Share(low=int(done), high=1 if done or not settled else 0, base=1, gaps=1)

    def _done_by(self, facts: Facts, at: Period) -> bool:
        day = self.done_on(facts)
        return day is not None and day <= (self.due if at == self.due_month else at.last_day)

    def done_on(self, facts: Facts) -> date | None:
        """The day it was done by the latest word on it: the day given, or the end of the month that first said so."""
        day: date | None = None
        for month, fact in facts:
            if fact.done is None:
                continue
            day = (fact.on or day or Period(month, 1).last_day) if fact.done else None
        return day

    def verdict(self, figure: Share, at: Period) -> bool | None:
        if figure.part + figure.high < figure.whole + figure.base:
            return False
        return True if figure.part + figure.low == figure.whole + figure.base else None

    def display(self, figure: Share, at: Period) -> str | None:
        if figure.gaps or not figure.whole:
            return None
        return f"{figure.part}/{figure.whole}" if figure.whole > 1 else "已完成" if figure.part else "未完成"

    def falls_short(self, fact: Fact, facts: Facts, month: Period) -> bool:
        return fact.state == "reported" and fact.done is False

    def pace(self, figure: Share, at: Period) -> Pace | None:
        """0 until its date, then 1; who has not said that it is done has not done it."""
        done, _ = figure.bounds
        return Pace(Fraction(done or 0), Fraction(at >= self.due_month))

    def gap(self, figure: Share, at: Period) -> Gap | None:
        if figure.gaps or figure.part == figure.whole:
            return None
        return Gap(figure.whole - figure.part, None, None, "个单位" if figure.whole > 1 else "项")
