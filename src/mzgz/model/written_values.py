"""Values that stand in a file as text and are read by a function of ours: days, periods, goals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class ReadBy:
    """Marks a type as read by `read`, which raises an error of pydantic for what it cannot read; `written` is what an
    editor may expect in the file. What pydantic has to know of it is worked out once: a plan has thirty such fields."""

    def __init__(self, read: Callable[[Any], Any], written: Any) -> None:
        self._read, self._written = read, written
        self._schema: core_schema.PlainValidatorFunctionSchema | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        if self._schema is None:
            written = handler.generate_schema(self._written)
            self._schema = core_schema.no_info_plain_validator_function(self._read, json_schema_input_schema=written)
        return self._schema.copy()  # titles and the like are written into it, a field's own
