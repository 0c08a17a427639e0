"""A YAML file as plain data that remembers line and column: the door every YAML file comes in by."""

from __future__ import annotations

import os
import re
from array import array
from bisect import bisect_right
from codecs import BOM_UTF8
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mzgz.intake.faults import fault
from mzgz.intake.faults import yaml_text as text_faults
from mzgz.intake.regular_file import NotRegular, read_regular
from mzgz.intake.yaml.fast import SHIFT, Marks, Plain, marks_of, read_plain
from mzgz.language.pattern_search import expression
from mzgz.model import LARGEST_READ
from mzgz.model.findings import Diagnostic, Source, slug_of

if TYPE_CHECKING:
    from mzgz.intake.yaml.events import Soft

_MASK: Final = (1 << SHIFT) - 1
_WIDE_COLON: Final = slug_of(text_faults.fullwidth_colon)
_SYNTAX: Final = slug_of(text_faults.syntax_error)
_REPEATS: Final = 50
_MENDINGS: Final = 20
_MENDING_BUDGET: Final = 4 * LARGEST_READ
"""Characters read over again, at most, while mending one file: a large broken file must not take minutes."""


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
        return place(self.path, self.starts, mark & _MASK)

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


def place(path: str, starts: array[int], offset: int) -> Source:
    """The line and column, from 1 and in characters, of an offset."""
    line = bisect_right(starts, offset)
    return Source(path, line, offset - starts[line - 1] + 1)


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
        found.append(fault(text_faults.not_a_mapping, place(path, starts, at & _MASK), got=got))
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


_LINE_BREAK = expression(r"\r\n?|\n")


def line_starts(text: str) -> array[int]:
    """The offset of each line's first character."""
    return array("I", [0, *[match.end() for match in _LINE_BREAK.finditer(text)]])


_HIDDEN = expression(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters, those of no width, and those that turn the direction of what follows."""
_ODD = expression(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\u2e80-\u2fd5\uf900-\ufad9\xa0\u2002\u2003\u2009\u202f\u3000\ufeff\ufffe\uffff]"
)
_RADICAL = expression("[\u2e80-\u2fd5\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufad9]")
_SPACE_AFTER = expression("(?<=[A-Za-z0-9_-]:)[\xa0\u2002\u2003\u2009\u202f\u3000]")
_CONFLICT_MARKS = ("<<<<<<<", ">>>>>>>", "=======", "|||||||")
_CONFLICT = expression(r"^(?:<{7}|>{7}|={7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)


def decode(raw: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    """The characters of a file: UTF-8, or what the clerk's editor may have saved instead, told as a note."""
    found: list[Diagnostic] = []
    raw = raw.removeprefix(BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        encoding = _other_encoding(raw, problem)
        if encoding is None:
            before = raw[: problem.start].decode("utf-8")
            where = place(path, line_starts(before), len(before))
            return None, [fault(text_faults.undecodable, where, byte=raw[problem.start])]
        text = raw.decode(encoding).removeprefix("\ufeff")
        found.append(fault(text_faults.not_utf8, Source(path), encoding=encoding.upper(), path=path))
    if _ODD.search(text):
        text = _without_odd(text, path, found)
    return text, found


def _without_odd(text: str, path: str, found: list[Diagnostic]) -> str:
    """The text without characters that cannot be seen, and with the ones that only look like Chinese set right."""
    hidden = _HIDDEN.search(text)
    if hidden:
        many = len(_HIDDEN.findall(text))
        where = place(path, line_starts(text), hidden.start())
        found.append(fault(text_faults.hidden_character, where, codepoint=ord(hidden[0]), many=many))
        text = _HIDDEN.sub("\ufffd", text)
    radical = _RADICAL.search(text)
    if radical:
        many, right = len(_RADICAL.findall(text)), _written_out(radical[0])
        where = place(path, line_starts(text), radical.start())
        found.append(fault(text_faults.radical_character, where, codepoint=ord(radical[0]), right=right, many=many))
        text = _RADICAL.sub(lambda match: _written_out(match[0]) or match[0], text)
    wide = _SPACE_AFTER.search(text)
    if wide:
        where = place(path, line_starts(text), wide.start())
        many = len(_SPACE_AFTER.findall(text))
        found.append(fault(text_faults.space_after_colon, where, codepoint=ord(wide[0]), many=many))
        text = _SPACE_AFTER.sub(" ", text)
    return text


def _written_out(radical: str) -> str:
    """The character a radical stands for; empty where Unicode knows none."""
    import unicodedata

    plain = unicodedata.normalize("NFKC", radical)
    return plain if plain != radical else ""


def _other_encoding(raw: bytes, problem: UnicodeDecodeError) -> str | None:
    """GB18030 or UTF-16 if the bytes are that; not where Chinese in UTF-8 came before: then the file is damaged."""
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030"
    if (
        encoding == "gb18030"
        and len(re.findall("[\u4e00-\u9fff]", raw[: problem.start].decode("utf-8", "ignore"))) >= _SURE
    ):
        return None
    try:
        raw.decode(encoding).encode()
    except UnicodeError:
        return None
    return encoding


_SURE: Final = 3
"""So many Chinese characters of three bytes each do not come about by chance in a GBK text."""
