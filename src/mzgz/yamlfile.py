"""A YAML file as plain data that remembers line and column: the door every YAML file comes in by."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from yaml import YAMLError

from mzgz import reading
from mzgz.diagnostics import Diagnostic, Source
from mzgz.reading import fault
from mzgz.yamlwalk import EVENTS, SHIFT, Marks, Plain, Stop, Walk

SIZE_LIMIT: Final = 2 * 1024 * 1024
_MASK: Final = (1 << SHIFT) - 1


@dataclass(slots=True)
class YamlFile:
    """The plain data of one file and the place of everything in it; numbers are exact, dates stay text."""

    path: str
    data: dict[str, Plain]
    marks: Marks
    starts: array[int]
    """The character offset at which each line starts."""
    complete: bool = True
    """False when a fault of form left something out: then nothing may be concluded from what is missing."""

    def source(self, *path: str | int) -> Source:
        """The place of the value at that path; of the nearest enclosing one that exists, if it is absent."""
        return place(self.path, self.starts, self._mark(path) & _MASK)

    def key_source(self, *path: str | int) -> Source:
        """The place of the key at that path; list items, which have none, give the item."""
        return place(self.path, self.starts, self._mark(path) >> SHIFT)

    def _mark(self, path: tuple[str | int, ...]) -> int:
        marks: Any = self.marks
        for step in path:
            if isinstance(marks, int):
                return marks
            try:
                marks = marks[1][step]
            except (KeyError, IndexError, TypeError):
                break
        return int(marks if isinstance(marks, int) else marks[0])


def place(path: str, starts: array[int], offset: int) -> Source:
    """The line and column, from 1 and in characters, of an offset."""
    line = bisect_right(starts, offset)
    return Source(path, line, offset - starts[line - 1] + 1)


def read(file: Path, path: str) -> tuple[YamlFile | None, list[Diagnostic]]:
    """Read one file, told as `path` (relative to the workspace); a file over the limit is not even opened."""
    try:
        size = file.stat().st_size
        if size >= SIZE_LIMIT:
            return None, [fault(reading.file_too_large, Source(path), size=size, limit=SIZE_LIMIT)]
        raw = file.read_bytes()
    except OSError as problem:
        return None, [fault(reading.cannot_open, Source(path), reason=_reason(problem))]
    return parse(raw, path)


def _reason(problem: OSError) -> str:
    known = {FileNotFoundError: "文件不存在", PermissionError: "没有读取权限", IsADirectoryError: "这是一个文件夹"}
    return known.get(type(problem), f"系统错误 {problem.errno}")


def parse(raw: bytes, path: str) -> tuple[YamlFile | None, list[Diagnostic]]:
    """The file a text makes, as far as it can be read, and what is wrong with its form. Never raises for bad data."""
    if len(raw) >= SIZE_LIMIT:
        return None, [fault(reading.file_too_large, Source(path), size=len(raw), limit=SIZE_LIMIT)]
    text, found = _decode(raw, path)
    if text is None:
        return None, found
    starts = line_starts(text)
    walk = Walk(text)
    try:
        roots, marks = walk.run(iter(EVENTS(text).get_event, None))
    except Stop as stop:
        found.append(fault(stop.check, place(path, starts, stop.offset), **stop.particulars))
        return None, found
    except YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        found.append(fault(reading.syntax_error, place(path, starts, mark.index if mark else 0), problem="写法不合格式，读不下去", remedy="请检查括号、引号是否成对，缩进是否对齐"))
        return None, found
    for offset, check, particulars in walk.soft:
        if "first_offset" in particulars:
            particulars = {"key": particulars["key"], "first": place(path, starts, particulars["first_offset"]).line}
        found.append(fault(check, place(path, starts, offset), **particulars))
    if not roots or roots[0] is None:
        return None, [*found, fault(reading.empty_file, Source(path))]
    if not isinstance(roots[0], dict):
        at = marks[0] if isinstance(marks[0], int) else marks[0][0]
        return None, [*found, fault(reading.not_a_mapping, place(path, starts, at & _MASK), got="列表" if isinstance(roots[0], list) else "一段文字")]
    return YamlFile(path, roots[0], marks[0], starts), found


_LINE_BREAK = re.compile(r"\r\n?|\n")


def line_starts(text: str) -> array[int]:
    """The offset of each line's first character."""
    return array("I", [0, *[match.end() for match in _LINE_BREAK.finditer(text)]])


def _decode(raw: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as problem:
        return None, [fault(reading.undecodable, Source(path), byte=raw[problem.start])]
