"""Where the values of a return stand, all of a file at once, in few characters; and back from these to line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

from mzgz.intake.yaml.fast import SHIFT
from mzgz.intake.yaml.places_in_text import Places
from mzgz.model.submissions import Submission

_MASK: Final = (1 << SHIFT) - 1
_COUNTED: Final = re.compile(
    r"  ([A-Za-z0-9_-]+): \{(?:numerator: ([0-9.]+), denominator: ([0-9.]+)|value: ([0-9.]+))"
    r"(?:, note: ([^\"'\[{}]+))?\}\r?$"
)
_PART, _WHOLE, _VALUE, _NOTE = len("{numerator: "), len(", denominator: "), len("{value: "), len(", note: ")
KEY: Final = "key"
"""Of an entry: where its name stands, which is told of what is absent from it."""


class EntryMark(NamedTuple):
    """Line and column, and the places of what is inside, relative to them."""

    line: int
    column: int
    inside: str


class FileMarks:
    """The marks of one file, with its lines; empty for a return that was not read from a file."""

    def __init__(self, submission: Submission) -> None:
        places = getattr(submission.locate, "__self__", None)
        self._places = places if isinstance(places, Places) else None
        plain = self._places is not None and self._places.marks is None
        self._counted = _counted(self._places.text) if self._places and plain else {}

    def entry(self, target: str) -> EntryMark:
        """The place of an entry's value; of its name and its fields inside."""
        return self._counted.get(target) or self._any_entry(target)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return self._places.starts if self._root and self._places else ()

    @cached_property
    def _root(self) -> Mapping[str, Any]:
        if self._places is None:
            return {}
        self._places.key_source("unit")  # makes the marks of a plain text
        marks: Any = self._places.marks
        whole = marks is not None and not isinstance(marks, int) and isinstance(marks[1], dict)
        return marks[1] if whole else {}

    @cached_property
    def _entries(self) -> Mapping[str, Any]:
        held = self._root.get("entries")
        inside = None if held is None or isinstance(held, int) else held[1]
        return inside if isinstance(inside, dict) else {}

    def _any_entry(self, target: str) -> EntryMark:
        mark = self._entries.get(target)
        if mark is None:
            return EntryMark(1, 1, "")
        whole, fields = (mark, {}) if isinstance(mark, int) else mark
        starts, at = self._starts, whole & _MASK
        line = bisect_right(starts, at)
        first = starts[line - 1]
        end = starts[line] if line < len(starts) else _MASK
        column = at - first + 1
        key = whole >> SHIFT
        told = [f"{KEY}{key - at}" if first <= key < end else self._far(KEY, key, line)]
        for name, inner in fields.items() if isinstance(fields, dict) else ():
            offset = (inner if isinstance(inner, int) else inner[0]) & _MASK
            told.append(f"{name}+{offset - at}" if at <= offset < end else self._far(name, offset, line))
        return EntryMark(line, column, " ".join(told))

    def _far(self, name: str, offset: int, line: int) -> str:
        """A place on another line."""
        here = bisect_right(self._starts, offset)
        return f"{name}@{here - line}:{offset - self._starts[here - 1] + 1}"

    def place(self, mark: Any) -> tuple[int, int]:
        offset = (mark if isinstance(mark, int) else mark[0]) & _MASK
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def items(self, key: str) -> list[tuple[tuple[int, int], dict[str, tuple[int, int]]]]:
        """The items of a list at the margin: each with its place and those of its fields."""
        held = self._root.get(key)
        inside = None if held is None or isinstance(held, int) else held[1]
        found: list[tuple[tuple[int, int], dict[str, tuple[int, int]]]] = []
        for item in inside if isinstance(inside, list) else ():
            fields = item[1] if not isinstance(item, int) and isinstance(item[1], dict) else {}
            found.append((self.place(item), {name: self.place(mark) for name, mark in fields.items()}))
        return found

    def margin(self) -> str:
        """The places of the keys at the margin: entries@6:3."""
        if self._counted and self._places is not None and self._places.marks is None:
            return _margin_of(self._places.text)
        return " ".join(f"{name}@{line}:{column}" for name, (line, column) in self._margin())

    def _margin(self) -> Iterator[tuple[str, tuple[int, int]]]:
        for name, mark in self._root.items():
            yield name, self.place(mark)


def _counted(text: str) -> dict[str, EntryMark]:
    """The marks of entries that are a line of numbers each, as most are, in a fifth of the time."""
    found: dict[str, EntryMark] = {}
    match, within = _COUNTED.match, False
    for number, line in enumerate(text.split("\n"), 1):
        if line[:2] != "  ":
            if line[:1] not in ("", "#", "\r", " "):
                within = line.rstrip() == "entries:"
        elif within and (row := match(line)) is not None:
            name, part, whole, value, note = row.groups()
            if value is None:
                last = _PART + len(part) + _WHOLE
                told = f"numerator+{_PART} denominator+{last}"
                last += len(whole)
            else:
                told, last = f"value+{_VALUE}", _VALUE + len(value)
            if note is not None:
                told = f"{told} note+{last + _NOTE}"
            found[name] = EntryMark(number, len(name) + 5, f"{KEY}-{len(name) + 2} {told}")
    return found


def _margin_of(text: str) -> str:
    """The same of a plain text, without looking at what is inside: a key alone stands where what follows begins."""
    told: list[str] = []
    waiting = ""
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if not bare or bare[0] == "#":
            continue
        if line[0] not in " -":
            name, _, value = line.partition(":")
            after = value.lstrip(" ").rstrip("\r")
            if after:
                told.append(f"{name}@{number}:{len(name) + 1 + len(value) - len(value.lstrip(' ')) + 1}")
            waiting = "" if after else name
        elif waiting:
            told.append(f"{waiting}@{number}:{len(line) - len(line.lstrip(' ')) + 1}")
            waiting = ""
    return " ".join(told)


def read_inside(line: int, column: int, inside: str) -> dict[str, tuple[int, int]]:
    """The places an entry's fields stand at, from its own and what is written of them."""
    places: dict[str, tuple[int, int]] = {}
    for told in inside.split():
        if "@" in told:
            name, _, where = told.partition("@")
            down, _, at = where.partition(":")
            places[name] = (line + int(down), int(at))
        elif "+" in told:
            name, _, step = told.partition("+")
            places[name] = (line, column + int(step))
        else:
            places[KEY] = (line, column + int(told.removeprefix(KEY)))
    return places


def read_margin(text: str) -> dict[str, tuple[int, int]]:
    """The places of the keys at the margin."""
    places: dict[str, tuple[int, int]] = {}
    for told in text.split():
        name, _, where = told.partition("@")
        line, _, column = where.partition(":")
        places[name] = (int(line), int(column))
    return places
