"""How the values of a declaration file are written: dates, periods, goals; strict, and frozen once read."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from mzgz.model.findings import Source
from mzgz.model.numbers import Goal
from mzgz.model.periods import Period

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Locate = Callable[..., Source]
"""From the keys below a record to the place where that value is written."""


def iso_date(value: Any) -> Any:
    """Accept only a date written 2022-07-04; pydantic alone would read an integer as a time stamp."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise PydanticCustomError("bad_date", "a date is written 2022-07-04")


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


IsoDate = Annotated[
    date,
    BeforeValidator(iso_date, json_schema_input_type=Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]),
]
PeriodText = Annotated[
    Period,
    BeforeValidator(
        read_period,
        json_schema_input_type=Annotated[str, Field(pattern=r"^[0-9]{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$")]
        | Annotated[int, Field(ge=1000, le=9999)],
    ),
]
GoalText = Annotated[
    Goal,
    BeforeValidator(
        read_goal,
        json_schema_input_type=Annotated[
            str, Field(pattern=r"^\s*(up|down|(>=|<=|>|<|=)\s*[0-9]+(\.[0-9]+)?\s*%?)\s*$")
        ],
    ),
]


GivenNumber = Annotated[int, Field(strict=True, ge=0)] | Annotated[Decimal, Field(strict=True, ge=0)]
"""A number written as one: no text, no other digits, not below nothing."""


class Written(BaseModel):
    """A record of a declaration file: frozen, no unknown keys, no guessing of types."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)
