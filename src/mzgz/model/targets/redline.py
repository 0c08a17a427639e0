"""A line that must not be crossed: any event breaks it for the whole year."""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mzgz.model.goals import Goal
from mzgz.model.periods import Period
from mzgz.model.rounding import show_count
from mzgz.model.targets.aggregate import Amount, Figure
from mzgz.model.targets.pace import Pace
from mzgz.model.targets.period_sum import summed
from mzgz.model.targets.reported_facts import Fact, Facts, State
from mzgz.model.targets.target import GoalText, Operand, Target


class Redline(Target):
    """Events of the period; rolls up as a sum, and once broken stays broken."""

    kind_label: ClassVar[str] = "底线"
    operands: ClassVar[tuple[str, ...]] = ("value",)
    nothing: ClassVar[Figure] = Amount()
    reports: ClassVar[frozenset[str]] = frozenset(operands)
    events: ClassVar[bool] = True

    kind: Literal["redline"] = "redline"
    value: Annotated[Operand, Field(title="事件")]
    goal: Annotated[GoalText, Field(title="目标")] = Goal.parse("= 0")
    judge: Annotated[Literal["every"], Field(title="合计判定", description="底线只有 every：一处突破就是突破")] = (
        "every"
    )

    @property
    def which_number(self) -> Literal["", "cumulative", "period", "stock", "level"]:
        return "period"

    @property
    def yearlong(self) -> bool:
        return True

    @property
    def lasting(self) -> bool:
        return True

    @property
    def irreparable(self) -> bool:
        return True

    @property
    def takes_all(self) -> bool:
        return True

    def spans(self, at: Period) -> Sequence[int]:
        return self.asked(at)

    @property
    def formula(self) -> str:
        return f"Σ{self.value.name}（各单位、本年各期相加，后来为0也不抵消）"

    def tally(self, facts: Facts, at: Period) -> tuple[State, Amount]:
        """Events of the year so far: a later zero takes none back."""
        months = self.spans(at) if self.cadence.months else [month for month, _ in facts if month <= at.index]
        return summed(facts, months, "value", at.index)

    def verdict(self, figure: Amount, at: Period) -> bool | None:
        return self.goal.met_between(*figure.bounds)

    def falls_short(self, fact: Fact, facts: Facts, month: Period) -> bool:
        return fact.state == "reported" and bool(fact.value)

    def display(self, figure: Amount, at: Period) -> str | None:
        return None if figure.value is None else show_count(figure.value, 0, self.goal)

    def pace(self, figure: Amount, at: Period) -> Pace | None:
        return None
