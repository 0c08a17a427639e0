"""How the values of a declaration file are written: dates, periods, goals; strict, and frozen once read."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from mzgz.model.day_text import IsoDate, iso_date
from mzgz.model.findings import Source
from mzgz.model.goal_notation import PATTERN
from mzgz.model.goals import Goal
from mzgz.model.periods import Period
from mzgz.model.written_values import ReadBy

__all__ = ["GivenNumber", "GoalText", "IsoDate", "Locate", "PeriodText", "Written", "iso_date"]

Locate = Callable[..., Source]
"""From the keys below a record to the place where that value is written."""


def read_period(value: Any) -> Any:
    if isinstance(value, Period):
        return value
    try:
        return Period.parse(str(value))
    except ValueError:
        raise PydanticCustomError("bad_period", "a period is written 2022-06") from None


def read_goal(value: Any) -> Any:
    try:
        return Goal.parse(str(value))
    except ValueError:
        raise PydanticCustomError("bad_goal", "a goal is written >= 55%") from None


PeriodText = Annotated[
    Period,
    ReadBy(
        read_period,
        Annotated[str, Field(pattern=r"^[0-9]{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$")]
        | Annotated[int, Field(ge=1000, le=9999)],
    ),
]
GoalText = Annotated[
    Goal,
    ReadBy(read_goal, Annotated[str, Field(pattern=PATTERN)]),
]


GivenNumber = Annotated[int, Field(strict=True, ge=0)] | Annotated[Decimal, Field(strict=True, ge=0)]
"""A number written as one: no text, no other digits, not below nothing."""


class Written(BaseModel):
    """A record of a declaration file: frozen, no unknown keys, no guessing of types."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)
