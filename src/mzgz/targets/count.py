"""A number of things or an amount against a goal."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mzgz.quantities import Number
from mzgz.targets.target import Baseline, GoalText, Judge, Operand, Revision, Target


class CountBaseline(Baseline):
    """The number the city stood at."""

    value: Annotated[Number, Field(title="基期值")]


class Count(Target):
    """Rolls up as a sum over units; over time the latest for cumulative and stock, the sum for period figures."""

    kind_label: ClassVar[str] = "数量"
    operands: ClassVar[tuple[str, ...]] = ("value",)
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
    revised: Annotated[tuple[Revision, ...], Field(title="目标调整")] = ()
