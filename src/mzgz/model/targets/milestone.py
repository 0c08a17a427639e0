"""A thing done by a day: a document issued, a meeting held, a project finished."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mzgz.model.periods import Period
from mzgz.model.targets.aggregate import Figure, Share
from mzgz.model.targets.gap import Gap
from mzgz.model.targets.pace import Pace
from mzgz.model.targets.reported_facts import Fact, Facts, State
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
    judge: Annotated[Judge, Field(title="合计判定")] = "every"

    @property
    def proof_word(self) -> str:
        return {"document": DOCUMENT, "meeting": "会议名称", "project": "项目名称"}[self.proof]

    @property
    def formula(self) -> str:
        return "已完成的单位数 ÷ 应完成的单位数"

    @property
    def dated(self) -> bool:
        return True

    def tally(self, facts: Facts, at: Period) -> tuple[State, Share]:
        """One thing, done by the end of `at` or not; a later return may tell that it was done in time."""
        return self._tally(facts, at, at.last_day)

    def tally_in_time(self, facts: Facts, at: Period) -> tuple[State, Share]:
        return self._tally(facts, at, self.due if at == self.due_month else at.last_day)

    def _tally(self, facts: Facts, at: Period, limit: date) -> tuple[State, Share]:
        last = facts.last_word
        fact = self.entry_at(facts, at)
        if fact is None and last and not self.cadence.months:
            fact = last[1]
        state = facts.state_of(fact, ("done",), at.index)
        if state == "not_applicable":
            return state, Share()
        day = self.done_on(facts)
        unproven = self.unproven(facts)
        if unproven and fact is not None and fact.done:
            return "partial", Share(high=1, base=1, gaps=1)  # 待证
        done = day is not None and day <= limit
        if state == "reported":
            return state, Share(int(done), 1)
        settled = done or (last is not None and last[0] > at.index and not unproven)
        return state, Share(low=int(done), high=1 if done or not settled else 0, base=1, gaps=1)

    def unproven(self, facts: Facts) -> bool:
        """Whether the latest word says that it is done, but without its day or its evidence (待证)."""
        last = facts.last_word
        return last is not None and bool(last[1].done) and self.done_on(facts) is None

    def told_in(self, facts: Facts) -> Sequence[int]:
        last = facts.last_word
        return () if last is None else (last[0],)

    def done_on(self, facts: Facts) -> date | None:
        """The day it was done by the latest word on it; none while that word lacks its day or its evidence (待证)."""
        last = facts.last_word
        if last is None or not last[1].done or not any(each.strip() for each in last[1].evidence):
            return None
        return last[1].on

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
