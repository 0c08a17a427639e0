"""A share: numerator over denominator against a goal, never a mean of percentages."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mzgz.quantities import Number, exact
from mzgz.targets.target import Baseline, GoalText, Judge, Operand, Revision, Target


class RatioBaseline(Baseline):
    """The share the city stood at."""

    numerator: Annotated[Number, Field(title="分子")]
    denominator: Annotated[Number, Field(title="分母", gt=0)]

    @property
    def value(self) -> Fraction:
        return exact(self.numerator) / exact(self.denominator)


class Ratio(Target):
    """Reported as two operands; rolls up as ΣN ÷ ΣD over units."""

    kind_label: ClassVar[str] = "占比"
    operands: ClassVar[tuple[str, ...]] = ("numerator", "denominator")
    reports: ClassVar[frozenset[str]] = frozenset(operands)

    kind: Literal["ratio"] = "ratio"
    numerator: Annotated[Operand, Field(title="分子")]
    denominator: Annotated[Operand, Field(title="分母")]
    goal: Annotated[GoalText, Field(title="目标", description='如 ">= 55%"、"> 90%"、"= 100%"、"up"')]
    judge: Annotated[Judge, Field(title="全市判定", description="pooled 汇总、every 每个都要、at-least 至少几个")] = (
        "pooled"
    )
    decimals: Annotated[int, Field(title="小数位", ge=0, le=6, strict=True)] = 1
    baseline: Annotated[RatioBaseline | None, Field(title="基期数")] = None
    hold: Annotated[bool, Field(title="全年保持", description="每一期都要达到目标", strict=True)] = False
    revised: Annotated[tuple[Revision, ...], Field(title="目标调整")] = ()
