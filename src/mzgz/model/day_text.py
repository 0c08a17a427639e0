"""How a day is written in a file: 2022-07-04 and nothing else."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Annotated, Any

from pydantic import Field
from pydantic_core import PydanticCustomError

from mzgz.model.written_values import ReadBy

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def iso_date(value: Any) -> Any:
    """Accept only a date written 2022-07-04; pydantic alone would read an integer as a time stamp."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise PydanticCustomError("bad_date", "a date is written 2022-07-04")


IsoDate = Annotated[date, ReadBy(iso_date, Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")])]
