"""A line that must not be crossed: any event breaks it for the whole year."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mzgz.quantities import Goal
from mzgz.targets.target import GoalText, Judge, Operand, Target


class Redline(Target):
    """Events of the period; rolls up as a sum, and once broken stays broken."""

    kind_label: ClassVar[str] = "底线"
    operands: ClassVar[tuple[str, ...]] = ("value",)
    reports: ClassVar[frozenset[str]] = frozenset(operands)

    kind: Literal["redline"] = "redline"
    value: Annotated[Operand, Field(title="事件")]
    goal: Annotated[GoalText, Field(title="目标")] = Goal.parse("= 0")
    judge: Annotated[Judge, Field(title="全市判定")] = "every"
