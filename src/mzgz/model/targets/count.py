"""A number of things or an amount against a goal."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mzgz.model.numbers import Goal, exact, show_count, unbound
from mzgz.model.periods import Period
from mzgz.model.targets.aggregate import Amount, Figure
from mzgz.model.targets.field_types import GivenNumber
from mzgz.model.targets.gap import Gap, amount_gap
from mzgz.model.targets.pace import Pace, along, flowing
from mzgz.model.targets.period_sum import summed
from mzgz.model.targets.reported_facts import Facts, State
from mzgz.model.targets.target import Baseline, GoalText, Judge, Operand, Target
from mzgz.model.targets.target_clauses import UnitTerms


class CountBaseline(Baseline):
    """The number the city stood at."""

    value: Annotated[GivenNumber, Field(title="基期值")]


class Count(Target):
    """Rolls up as a sum over units; over time the latest for cumulative and stock, the sum for period figures."""

    kind_label: ClassVar[str] = "数量"
    operands: ClassVar[tuple[str, ...]] = ("value",)
    nothing: ClassVar[Figure] = Amount()
    reports: ClassVar[frozenset[str]] = frozenset(operands)

    kind: Literal["count"] = "count"
    value: Annotated[Operand, Field(title="指标")]
    measured: Annotated[
        Literal["cumulative", "period", "stock"],
        Field(title="口径", description="cumulative 本年累计、period 当期、stock 期末"),
    ]
    goal: Annotated[GoalText, Field(title="目标")]
    judge: Annotated[Judge, Field(title="全市判定")] = "pooled"
    decimals: Annotated[int, Field(title="小数位", ge=0, le=6, strict=True)] = 0
    baseline: Annotated[CountBaseline | None, Field(title="基期数")] = None

    def speaks_of(self, *, whole: bool) -> bool:
        """A pooled number is promised by all together: it says nothing of what one of them owes."""
        return whole or self.judge != "pooled"

    @property
    def from_baseline(self) -> bool:
        return self.measured == "stock"

    def own_baseline(self, own: UnitTerms) -> CountBaseline | None:
        base = own.baseline
        return None if base is None or base.value is None else CountBaseline(period=base.period, value=base.value)

    @property
    def accumulates(self) -> bool:
        return self.measured == "cumulative"

    @property
    def steady(self) -> bool:
        return self.measured == "stock"

    @property
    def takes_all(self) -> bool:
        return self.measured == "period"

    def spans(self, at: Period) -> Sequence[int] | None:
        return self.asked(at) if self.measured == "period" and self.cadence.months else None

    @property
    def formula(self) -> str:
        over_time = {"cumulative": "本年累计数，取本期", "stock": "期末数，取本期", "period": "本年各期相加"}
        return f"Σ{self.value.name}（{over_time[self.measured]}，各单位相加）"

    def tally(self, facts: Facts, at: Period) -> tuple[State, Amount]:
        """The latest of a running total or a stock (never the greatest), the sum of period figures."""
        months = self.spans(at)
        if months is not None:
            return summed(facts, months, "value", at.index)
        fact = self.entry_at(facts, at)
        state = facts.state_of(fact, self.operands, at.index)
        if state == "reported" and fact and fact.value is not None:
            return state, Amount(unbound(fact.value))
        if state == "not_applicable":
            return state, Amount()
        known = facts.number_before(at.index, "value") if self.measured == "cumulative" else None
        return state, Amount(floor=unbound(known or 0), gaps=1)

    def aim(self, at: Period) -> Goal:
        return self.goal_at(at.last_day) or self.goal

    def verdict(self, figure: Amount, at: Period) -> bool | None:
        return self.aim(at).met_between(*figure.bounds, self.base_value)

    def display(self, figure: Amount, at: Period) -> str | None:
        return None if figure.value is None else self.printed(figure.value, at)

    def printed(self, value: Fraction, at: Period) -> str:
        return show_count(value, self.decimals, self.aim(at), self.base_value)

    def pace(self, figure: Amount, at: Period) -> Pace | None:
        """A flow against goal × elapsed; a stock from its baseline."""
        if figure.value is None:
            return None
        if self.measured != "stock":
            return flowing(figure.value, self.aim(at), self.elapsed(at))
        return (
            along(figure.value, exact(self.baseline.value), self.aim(at), self.elapsed(at)) if self.baseline else None
        )

    def gap(self, figure: Amount, at: Period) -> Gap | None:
        return amount_gap(figure, self.aim(at), self.value.unit, whole=self.value.whole)
