"""A pattern over the signs of a clause, compiled when a clause is first held against it: most documents need few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property


class AssertionForm:
    """One way to say something. `marks` are words or signs one of which it cannot do without."""

    def __init__(self, text: str, *marks: str) -> None:
        self._text = text
        self._marks = marks

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._text)

    def _may(self, code: str) -> bool:
        return not self._marks or any(mark in code for mark in self._marks)

    def fullmatch(self, code: str) -> re.Match[str] | None:
        return self._pattern.fullmatch(code) if self._may(code) else None

    def match(self, code: str, place: int) -> re.Match[str] | None:
        return self._pattern.match(code, place)

    def search(self, code: str) -> re.Match[str] | None:
        return self._pattern.search(code) if self._may(code) else None

    def finditer(self, code: str) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(code) if self._may(code) else iter(())
