"""A YAML file as plain data that remembers line and column: the door every YAML file comes in by."""

from __future__ import annotations

import os
import re
from array import array
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mzgz.intake.faults import fault
from mzgz.intake.faults import yaml_text as text_faults
from mzgz.intake.regular_file import NotRegular, read_regular
from mzgz.intake.yaml.fast import Plain, read_plain
from mzgz.intake.yaml.places_in_text import OFFSET, Places, line_starts, place
from mzgz.intake.yaml.text_decoding import decode
from mzgz.language.pattern_search import expression
from mzgz.model import LARGEST_READ
from mzgz.model.findings import Diagnostic, Source, slug_of

if TYPE_CHECKING:
    from mzgz.intake.yaml.events import Soft

_CONFLICT_MARKS = ("<<<<<<<", ">>>>>>>", "=======", "|||||||")
_CONFLICT = expression(r"^(?:<{7}|>{7}|={7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_WIDE_COLON: Final = slug_of(text_faults.fullwidth_colon)
_SYNTAX: Final = slug_of(text_faults.syntax_error)
_REPEATS: Final = 50
_MENDINGS: Final = 20
_MENDING_BUDGET: Final = 4 * LARGEST_READ
"""Characters read over again, at most, while mending one file: a large broken file must not take minutes."""


@dataclass(slots=True)
class YamlFile:
    """The plain data of one file and the place of everything in it; numbers are exact, dates stay text."""

    data: dict[str, Plain]
    places: Places
    complete: bool = True
    """False when a fault of form left something out: then nothing may be concluded from what is missing."""

    @property
    def path(self) -> str:
        return self.places.path

    def source(self, *path: str | int) -> Source:
        """The place of the value at that path; if it is absent, of the nearest key that encloses it."""
        return self.places.source(*path)

    def key_source(self, *path: str | int) -> Source:
        """The place of the key at that path; list items, which have none, give the item."""
        return self.places.key_source(*path)


def read(file: str | Path, path: str) -> tuple[YamlFile | None, list[Diagnostic]]:
    """Read one file, told as `path` (relative to the workspace); of a file over the limit no more than that."""
    try:
        raw = read_regular(file, LARGEST_READ)
        if len(raw) >= LARGEST_READ:
            size = os.stat(file).st_size
            return None, [fault(text_faults.file_too_large, Source(path), size=size, limit=LARGEST_READ)]
    except OSError as problem:
        return None, [fault(text_faults.cannot_open, Source(path), reason=_reason(problem))]
    return parse(raw, path)


def _reason(problem: OSError) -> str:
    known: dict[type[OSError], str] = {
        FileNotFoundError: "文件不存在",
        PermissionError: "没有读取权限",
        IsADirectoryError: "这是一个文件夹",
        NotRegular: "这是管道或设备，不是普通文件",
    }
    return known.get(type(problem), f"系统错误 {problem.errno}")


def parse(raw: bytes, path: str) -> tuple[YamlFile | None, list[Diagnostic]]:
    """The file a text makes, as far as it can be read, and what is wrong with its form. Never raises for bad data."""
    if len(raw) >= LARGEST_READ:
        return None, [fault(text_faults.file_too_large, Source(path), size=len(raw), limit=LARGEST_READ)]
    text, found = decode(raw, path)
    if text is None:
        return None, found
    plain = None if found else read_plain(text)
    if plain is not None:
        return YamlFile(plain[0], Places(path, None, line_starts(text[: plain[1]]), text)), []
    conflict = _conflict(text, path)
    if conflict is not None:
        return None, [*found, conflict]
    return _walked(text, path, found)


def _conflict(text: str, path: str) -> Diagnostic | None:
    """The two versions a merge left beside each other; no such text is plain."""
    marks = list(_CONFLICT.finditer(text)) if any(mark in text for mark in _CONFLICT_MARKS) else []
    if not marks:
        return None
    starts = line_starts(text)
    last = place(path, starts, marks[-1].start()).line
    return fault(text_faults.merge_conflict, place(path, starts, marks[0].start()), last=last)


def _walked(text: str, path: str, found: list[Diagnostic]) -> tuple[YamlFile | None, list[Diagnostic]]:
    """The file of a text of another shape, by the events of a full parser; loading it takes as long as many files."""
    from yaml import YAMLError

    from mzgz.intake.yaml.events import EVENTS, Stop, Walk

    whole = True
    for _ in range(max(1, min(_MENDINGS, _MENDING_BUDGET // (len(text) + 1)))):
        starts = line_starts(text)
        walk = Walk(text)
        try:
            roots, marks = walk.run(iter(EVENTS(text).get_event, None))
        except (Stop, YAMLError) as problem:
            from mzgz.intake.yaml.repair import mend

            mended = mend(text, problem, walk.open_flow())
        else:
            found += _soft_findings(walk.soft, path, starts)
            return _finish(path, roots, marks, starts, whole, _folded(found))
        found.append(fault(mended.check, place(path, starts, mended.offset), **mended.particulars))
        if mended.left_out:
            whole = False
            start, end = mended.left_out
            found += _soft_findings([soft for soft in walk.soft if start <= soft[0] < end], path, starts)
        if mended.text == text:
            break
        text = mended.text
    return None, _folded(found)


def _finish(
    path: str, roots: list[Any], marks: list[Any], starts: array[int], whole: bool, found: list[Diagnostic]
) -> tuple[YamlFile | None, list[Diagnostic]]:
    """The file of a root that is a mapping; what was left out before is not told again as missing."""
    root = roots[0] if roots else None
    if isinstance(root, dict):
        return YamlFile(root, Places(path, marks[0], starts), whole), found
    if root is None and whole and not any(finding.rule == _WIDE_COLON for finding in found):
        found.append(fault(text_faults.empty_file, Source(path)))
    elif root is not None and whole:
        at = marks[0] if isinstance(marks[0], int) else marks[0][0]
        got = "列表" if isinstance(root, list) else "一段文字"
        found.append(fault(text_faults.not_a_mapping, place(path, starts, at & OFFSET), got=got))
    return None, found


def _folded(found: list[Diagnostic]) -> list[Diagnostic]:
    """Runs of one syntax error first; then at most so many findings of one rule in one file, the last counts the rest."""
    found = _without_echoes(found)
    if len(found) <= _REPEATS:
        return found
    counts = Counter(finding.rule for finding in found)
    seen: Counter[str] = Counter()
    kept = []
    for finding in found:
        seen[finding.rule] += 1
        if seen[finding.rule] < _REPEATS:
            kept.append(finding)
        elif seen[finding.rule] == _REPEATS:
            kept.append(replace(finding, count=counts[finding.rule] - _REPEATS + 1))
    return kept


def _without_echoes(found: list[Diagnostic]) -> list[Diagnostic]:
    """A line at the wrong depth makes every line after it wrong: three or more in a row are told once, at the first."""
    broken = sorted({each.source.line for each in found if each.rule == _SYNTAX})
    run_of: dict[int, list[int]] = {}
    for line in broken:
        run_of[line] = run_of.get(line - 1, [])
        run_of[line].append(line)
    kept: list[Diagnostic] = []
    for each in found:
        run = run_of.get(each.source.line, []) if each.rule == _SYNTAX else []
        if len(run) < 3:
            kept.append(each)
        elif each.source.line == run[0]:
            kept.append(replace(each, count=len(run)))
    return kept


def _soft_findings(soft: list[Soft], path: str, starts: array[int]) -> list[Diagnostic]:
    return [
        fault(check, place(path, starts, offset), **_lined(particulars, starts)) for offset, check, particulars in soft
    ]


def _lined(particulars: dict[str, Any], starts: array[int]) -> dict[str, Any]:
    """Offsets among the particulars become the lines a person counts."""
    if "first_offset" not in particulars:
        return particulars
    return {"key": particulars["key"], "first": bisect_right(starts, particulars["first_offset"])}
