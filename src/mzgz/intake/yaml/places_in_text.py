"""Where everything in a YAML file stands, as line and column."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, Final

from mzgz.intake.yaml.fast import SHIFT, Marks, marks_of
from mzgz.language.pattern_search import expression
from mzgz.model.findings import Source

OFFSET: Final = (1 << SHIFT) - 1
"""Of a mark, the bits that tell where the value stands; those above tell where its key does."""
_LINE_BREAK = expression(r"\r\n?|\n")


@dataclass(slots=True)
class Places:
    """The place of everything in a file; it outlives the plain data, which is done with once it is validated."""

    path: str
    marks: Marks | None
    """None while only the place of the whole was asked for, which is nearly always: see `text`."""
    starts: array[int]
    """The character offset at which each line starts, as far as it was looked for."""
    text: str = ""
    """The text while there are no marks: they are made from it when one is first needed."""

    def source(self, *path: str | int) -> Source:
        """The place of the value at that path; if it is absent, of the nearest key that encloses it."""
        if not path and self.marks is None:
            return Source(self.path, len(self.starts), 1)
        mark = self._mark(path)  # first: it may find the lines
        return place(self.path, self.starts, mark & OFFSET)

    def key_source(self, *path: str | int) -> Source:
        """The place of the key at that path; list items, which have none, give the item."""
        mark = self._mark(path)
        return place(self.path, self.starts, mark >> SHIFT)

    def _mark(self, path: tuple[str | int, ...]) -> int:
        if self.marks is None:
            self.marks, self.starts, self.text = marks_of(self.text), line_starts(self.text), ""
        marks: Any = self.marks
        for step in path:
            try:
                marks = marks[1][step]
            except (KeyError, IndexError, TypeError):
                key = (marks if isinstance(marks, int) else marks[0]) >> SHIFT
                return int(key << SHIFT | key)
        return int(marks if isinstance(marks, int) else marks[0])


def place(path: str, starts: array[int], offset: int) -> Source:
    """The line and column, from 1 and in characters, of an offset."""
    line = bisect_right(starts, offset)
    return Source(path, line, offset - starts[line - 1] + 1)


def line_starts(text: str) -> array[int]:
    """The offset of each line's first character."""
    return array("I", [0, *[match.end() for match in _LINE_BREAK.finditer(text)]])
