"""A number of things, an amount or a level against a goal."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mzgz.model.goals import Goal
from mzgz.model.numbers import exact, unbound
from mzgz.model.periods import Period
from mzgz.model.rounding import show_count
from mzgz.model.targets.aggregate import Amount, Figure, Levels
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
    """Rolls up as a sum over units; over time the latest for cumulative and stock, the sum for period figures.
    A level (a standard, an average) is the latest over time and adds up to nothing over units."""

    kind_label: ClassVar[str] = "数量"
    operands: ClassVar[tuple[str, ...]] = ("value",)
    reports: ClassVar[frozenset[str]] = frozenset(operands)

    kind: Literal["count"] = "count"
    value: Annotated[Operand, Field(title="指标")]
    measured: Annotated[
        Literal["cumulative", "period", "stock", "level"],
        Field(
            title="口径",
            description="cumulative 本年累计、period 当期、stock 期末、level 水平（标准、平均数：各单位的数不相加）",
        ),
    ]
    goal: Annotated[GoalText, Field(title="目标")]
    judge: Annotated[Judge, Field(title="合计判定")] = "pooled"
    decimals: Annotated[int, Field(title="小数位", ge=0, le=6, strict=True)] = 0
    baseline: Annotated[CountBaseline | None, Field(title="基期数")] = None

    def speaks_of(self, *, whole: bool) -> bool:
        """A pooled number is promised by all together: it says nothing of what one of them owes."""
        return whole or not self.pooled

    @property
    def nothing(self) -> Figure:
        return Amount() if self.adds else Levels()

    @property
    def adds(self) -> bool:
        return self.measured != "level"

    @property
    def pooled(self) -> bool:
        return self.adds and super().pooled

    @property
    def directional(self) -> bool:
        """Of a level the baseline is where each place stood, so that a direction is one for each of them."""
        return super().directional and (self.adds or self.baseline is None)

    @property
    def from_baseline(self) -> bool:
        return self.steady

    def own_baseline(self, own: UnitTerms) -> CountBaseline | None:
        base = own.baseline
        return None if base is None or base.value is None else CountBaseline(period=base.period, value=base.value)

    @property
    def accumulates(self) -> bool:
        return self.measured == "cumulative"

    @property
    def which_number(self) -> Literal["", "cumulative", "period", "stock", "level"]:
        return self.measured

    @property
    def steady(self) -> bool:
        return self.measured in ("stock", "level")

    @property
    def takes_all(self) -> bool:
        return self.measured == "period"

    def spans(self, at: Period) -> Sequence[int] | None:
        return self.asked(at) if self.measured == "period" and self.cadence.months else None

    @property
    def formula(self) -> str:
        if not self.adds:
            return f"{self.value.name}（取本期；是水平数，各单位不相加，只看最低、最高和达到的单位）"
        over_time = {"cumulative": "本年累计数，取本期", "stock": "期末数，取本期", "period": "本年各期相加"}
        return f"Σ{self.value.name}（{over_time[self.measured]}，各单位相加）"

    def tally(self, facts: Facts, at: Period) -> tuple[State, Amount | Levels]:
        """The latest of a running total, a stock or a level (never the greatest), the sum of period figures."""
        months = self.spans(at)
        if months is not None:
            return summed(facts, months, "value", at.index)
        fact = self.entry_at(facts, at)
        state = facts.state_of(fact, self.operands, at.index)
        if state == "not_applicable":
            return state, Amount() if self.adds else Levels()
        if state == "reported" and fact and fact.value is not None:
            given = unbound(fact.value)
            return state, Amount(given) if self.adds else Levels.one(given)
        if not self.adds:
            return state, Levels(gaps=1)
        known = facts.number_before(at.index, "value") if self.measured == "cumulative" else None
        return state, Amount(floor=unbound(known or 0), gaps=1)

    def aim(self, at: Period) -> Goal:
        return self.goal_at(at.last_day) or self.goal

    def verdict(self, figure: Amount | Levels, at: Period) -> bool | None:
        if isinstance(figure, Levels):
            return None if figure.value is None else self.aim(at).met(figure.value, self.base_value)
        return self.aim(at).met_between(*figure.bounds, self.base_value)

    def limited(self, at: Period) -> bool:
        return not self.aim(at).rises

    def capped(self, at: Period) -> bool:
        aim = self.aim(at)
        return self._grows and (not aim.rises or aim.exceedable)

    def overrun(self, figure: Amount | Levels, at: Period) -> bool:
        if not self._grows or not isinstance(figure, Amount):
            return False
        least, _ = figure.bounds
        return least is not None and self.aim(at).passed(Fraction(least), self.base_value)

    @property
    def _grows(self) -> bool:
        return self.accumulates or self.takes_all

    def display(self, figure: Amount | Levels, at: Period) -> str | None:
        """A number; of several levels from the lowest to the highest."""
        if figure.value is not None:
            return self.printed(figure.value, at)
        if isinstance(figure, Amount) or figure.gaps or figure.lowest is None or figure.highest is None:
            return None
        low, high = (self.printed(Fraction(end), at) for end in (figure.lowest, figure.highest))
        return f"均为{low}" if figure.lowest == figure.highest else f"{low}～{high}"

    def printed(self, value: Fraction, at: Period) -> str:
        return show_count(value, self.decimals, self.aim(at), self.base_value)

    def pace(self, figure: Amount | Levels, at: Period) -> Pace | None:
        """A flow against goal × elapsed; a stock and a level from the baseline."""
        if figure.value is None:
            return None
        if not self.steady:
            return flowing(figure.value, self.aim(at), self.elapsed(at))
        return (
            along(figure.value, exact(self.baseline.value), self.aim(at), self.elapsed(at)) if self.baseline else None
        )

    def gap(self, figure: Amount | Levels, at: Period) -> Gap | None:
        return amount_gap(figure, self.aim(at), self.value.unit, whole=self.whole("value"))
