"""A share: numerator over denominator against a goal, never a mean of percentages."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mzgz.model.goals import Goal
from mzgz.model.numbers import exact, unbound
from mzgz.model.periods import Period
from mzgz.model.rounding import show
from mzgz.model.targets.aggregate import Figure, Share
from mzgz.model.targets.field_types import GivenNumber
from mzgz.model.targets.gap import Gap, share_gap
from mzgz.model.targets.pace import Pace, along
from mzgz.model.targets.period_sum import shares_summed
from mzgz.model.targets.reported_facts import Facts, State, applied
from mzgz.model.targets.target import Baseline, GoalText, Judge, Operand, Target
from mzgz.model.targets.target_clauses import UnitTerms
from mzgz.model.unit import Unit


class RatioBaseline(Baseline):
    """The share the city stood at."""

    numerator: Annotated[GivenNumber, Field(title="分子")]
    denominator: Annotated[GivenNumber, Field(title="分母", gt=0)]

    @property
    def value(self) -> Fraction:
        return exact(self.numerator) / exact(self.denominator)


class Ratio(Target):
    """Reported as two operands; rolls up as ΣN ÷ ΣD over units; over time the latest two, of period figures both summed."""

    kind_label: ClassVar[str] = "占比"
    operands: ClassVar[tuple[str, ...]] = ("numerator", "denominator")
    nothing: ClassVar[Figure] = Share()
    reports: ClassVar[frozenset[str]] = frozenset(operands)

    kind: Literal["ratio"] = "ratio"
    numerator: Annotated[Operand, Field(title="分子")]
    denominator: Annotated[Operand, Field(title="分母")]
    goal: Annotated[GoalText, Field(title="目标", description='如 ">= 55%"、"> 90%"、"= 100%"、"up"')]
    measured: Annotated[
        Literal["cumulative", "period", "stock"] | None,
        Field(
            title="口径",
            description="分子、分母是 cumulative 本年累计、stock 期末，取最近一期；period 当期，各期分别相加再除；不写的取最近一期",
        ),
    ] = None
    judge: Annotated[Judge, Field(title="合计判定", description="pooled 汇总、every 每个都要、at-least 至少几个")] = (
        "pooled"
    )
    decimals: Annotated[int, Field(title="小数位", ge=0, le=6, strict=True)] = 1
    baseline: Annotated[RatioBaseline | None, Field(title="基期数")] = None
    per: Annotated[int, Field(title="每多少", description="如 1000：目标按每千人算", ge=1, strict=True)] = 1
    unit: Annotated[str | None, Field(title="计量单位", description="每千人的写 张/千人；占比不写")] = None
    hold: Annotated[bool, Field(title="全年保持", description="每一期都要达到目标", strict=True)] = False

    @property
    def lasting(self) -> bool:
        return self.hold

    @property
    def from_baseline(self) -> bool:
        return not self.hold

    @property
    def base(self) -> int:
        return self.per

    @property
    def measure(self) -> str:
        return self.unit if self.unit and (self.per != 1 or not self.goal.percent) else super().measure

    @property
    def part_of_whole(self) -> bool:
        return self.per == 1

    def own_baseline(self, own: UnitTerms) -> RatioBaseline | None:
        base = own.baseline
        if base is None or base.numerator is None or not base.denominator:
            return None
        return RatioBaseline(period=base.period, numerator=base.numerator, denominator=base.denominator)

    @property
    def accumulates(self) -> bool:
        return self.measured == "cumulative"

    @property
    def takes_all(self) -> bool:
        return self.measured == "period"

    @property
    def steady(self) -> bool:
        return not (self.accumulates or self.takes_all)

    @property
    def which_number(self) -> Literal["", "cumulative", "period", "stock", "level"]:
        return self.measured or ""

    def spans(self, at: Period) -> Sequence[int] | None:
        return self.asked(at) if self.takes_all and self.cadence.months else None

    @property
    def by_month(self) -> bool:
        return self.hold

    def caseless(self, figure: Share) -> bool:
        return self.takes_all and not (figure.gaps or figure.whole or figure.part)

    def capped(self, at: Period) -> bool:
        return self.takes_all

    def judged(self, at: Period) -> Sequence[int]:
        return self.asked(at) if self.hold else (at.index,)

    def registered(self, unit: Unit, month: Period | None = None) -> int | None:
        return self.denominator.registered(unit, month)

    @property
    def formula(self) -> str:
        over_time = "各单位、本年各期" if self.takes_all else "各单位"
        return f"Σ{self.numerator.name} ÷ Σ{self.denominator.name}（{over_time}先相加，最后除一次）"

    def tally(self, facts: Facts, at: Period) -> tuple[State, Share]:
        """Both numbers of the month, or of all months of the year so far where each has its own."""
        months = self.spans(at)
        if months is not None:
            return shares_summed(facts, months, at.index)
        state, share = self.tally_of_month(facts, at)
        if self.hold and state == "not_applicable" and at.index not in facts.absent:
            months = self.judged(at)  # without a case now: judged by the months that had one
            judged_before = applied(facts.among(months)) or facts.excused_in_doubt(months)
            return ("reported" if judged_before else state), share
        return state, share

    def tally_of_month(self, facts: Facts, at: Period) -> tuple[State, Share]:
        """Both numbers of the month, or a gap over the last known denominator; of cases of a month nobody knows it but the
        month itself and the registry."""
        fact = self.entry_at(facts, at)
        state = facts.state_of(fact, self.operands, at.index)
        if state == "not_applicable":
            return state, Share()
        if fact and fact.numerator is not None and fact.denominator is not None and state == "reported":
            return state, Share(unbound(fact.numerator), unbound(fact.denominator))
        if self.takes_all:
            base = None if fact is None else fact.denominator
        else:
            base = facts.number_before(at.index, "denominator")
        base = facts.registered_in(at.index) if base is None else base
        if base is None:
            return state, Share(gaps=1, blind=1)
        return state, Share(high=unbound(base), base=unbound(base), gaps=1)

    def verdict(self, figure: Share, at: Period) -> bool | None:
        goal = self.aim(at)
        if figure.blind:
            return False if self._lost(figure, goal) else None
        if figure.gaps:
            return goal.met_between(*figure.bounds, self.base_value)
        if figure.whole <= 0:
            return None
        known = goal.met_by(figure.part, figure.whole)
        return goal.met(figure.value or Fraction(0), self.base_value) if known is None else known

    def _lost(self, figure: Share, goal: Goal) -> bool:
        """Whether one that failed already keeps it from being all, or one that was there from being none, however many more
        are missing."""
        least, most = goal.edges
        failed = figure.part + figure.high < figure.whole + figure.base
        all_lost = failed and least is not None and least >= 1
        return self.part_of_whole and (all_lost or (most == 0 and figure.part + figure.low > 0))

    def aim(self, at: Period) -> Goal:
        return self.goal_at(at.last_day) or self.goal

    def display(self, figure: Share, at: Period) -> str | None:
        return None if figure.value is None else self.printed(figure.value, at)

    def printed(self, value: Fraction, at: Period) -> str:
        """Guarded by the goal in force; shares print in %, unless the goal is a plain number."""
        goal = self.aim(at)
        percent = self.per == 1 and (goal.percent or goal.threshold is None)
        return show(value, self.decimals, goal, percent=percent, baseline=self.base_value, per=self.per)

    def pace(self, figure: Share, at: Period) -> Pace | None:
        """From the baseline to the goal; a share that must hold is expected in full in every period."""
        goal = self.aim(at)
        if figure.value is None or goal.threshold is None:
            return None
        if self.hold:
            return Pace(figure.value / goal.threshold, Fraction(1)) if goal.threshold else None
        return along(figure.value, self.baseline.value, goal, self.elapsed(at)) if self.baseline else None

    def gap(self, figure: Share, at: Period) -> Gap | None:
        if self.by_month and self.takes_all:  # a month that fell short is not made up by others
            return None
        gap = share_gap(figure, self.aim(at), self.numerator.unit, whole=self.numerator.whole)
        return gap if gap is None or self.part_of_whole else replace(gap, added=None)
