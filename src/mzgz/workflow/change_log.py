"""Who changed which value when: one line a change, each bound to the line before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Final

from mzgz.language.personal_data import masked

FIRST: Final = "0" * 64
"""What the first line of all is bound to."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One change. Texts are as a person reads them, without personal data."""

    at: str
    """Local time, such as 2022-07-06T10:11:12."""
    deed: str
    """导入, 受理 or 退回."""
    by: str
    """The role that did it; who it was is known to whoever fills the role."""
    unit: str
    period: str
    path: str
    """The file that was changed, workspace-relative."""
    field: str
    """Where in the file: entries.nursing-bed-share.numerator."""
    what: str
    """The same in words: 养老机构护理型床位占比 分子."""
    old: str
    new: str
    source: str
    """The file it came from; empty where people decided it."""
    address: str = ""
    """Where it was asked from, over the network; empty where it was done at this machine's command line."""
    content: str = ""
    """SHA-256 of the file it came from, as it came."""
    was: str = ""
    """SHA-256 of the file that was changed, before; empty where there was none."""
    now: str = ""
    """The same after."""
    before: str = FIRST
    """SHA-256 of the line before."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold."""

    path: str
    line: int
    """0 where all lines are gone."""
    why: str


_LATER: Final = ("address", "content", "was", "now")
"""What older lines do not say, and what is left out where it is empty."""
_KEPT: Final = (*_LATER, "before", "at")
"""No words of people: digits in them are nobody's number."""


def line_text(line: LogLine) -> str:
    """The line as it is written and hashed."""
    data = {name: value for name, value in asdict(line).items() if value or name not in _LATER}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def line_of(text: str) -> LogLine | None:
    """The change a line tells; None where it is none."""
    try:
        data = json.loads(text)
        later = dict.fromkeys(_LATER, "")
        return LogLine(**{each.name: str({**later, **data}[each.name]) for each in fields(LogLine)})
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def mark_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def chained(lines: Iterable[LogLine], last: str) -> Iterator[str]:
    """The texts of new lines, each bound to the one before; `last` is the mark of the last line there is."""
    for line in lines:
        shown = {name: masked(value) for name, value in asdict(line).items() if name not in _KEPT}
        text = line_text(replace(line, before=last, **shown)).encode("utf-8", "replace").decode()
        last = mark_of(text)
        yield text


def broken(files: Sequence[tuple[str, Sequence[str]]], head: str | None = None) -> Iterator[Break]:
    """Where lines were changed, taken out, put in or put in another order; `files` oldest first, each with its lines.

    `head` is the mark kept of the last line, empty where it is gone: without it the last line is bound to nothing.
    """
    last, path, number = FIRST, "", 0
    for path, texts in files:
        for number, text in enumerate(texts, 1):
            line = line_of(text)
            if line is None:
                yield Break(path, number, "读不出来")
            elif line.before != last:
                yield Break(path, number, "和上一条接不上：上一条被改过，或者中间少了、多了、换了位置")
            last = mark_of(text)
    if head and not path:
        yield Break("log/head", 0, "还在，它前面的记录都不见了")
    elif head is not None and head != last:
        why = (
            "是最后一条，和 log/head 里记的对不上：它被改过，或者后面还有的被删了"
            if head
            else "是最后一条，没有 log/head 可对，它有没有被改过看不出来"
        )
        yield Break(path, number, why)
