"""Plain text broken at a fixed width, as old mail and terminals do: the lines of one paragraph put together again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from mzgz.intake.extract.lexicon import lexicon
from mzgz.language.pattern_search import expression

_NARROWEST, _WIDEST = 24, 120
"""Columns a text is wrapped at; a Chinese character takes two."""
_SLACK: Final = 5
"""Columns by which a full line may stay behind: no sign stands at the head of a line, no number is cut."""
_RAGGED: Final = 10
"""Columns a line may stay behind where the text is known to be broken: a long number moved down whole."""
_FEWEST: Final = 3
_ENDED: Final = expression(r"[。！？；：!?;:]”?\s*$")
_OPENS: Final = expression(
    r"[\s\u3000]|[一二三四五六七八九十]{1,3}[、是要]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}(?:、|[．.](?![0-9]))|[①-⑳]|——|第[一二三四五六七八九十]+[章节条]|附件|注[：:]"
)
"""How a paragraph of its own begins."""


def paragraphs_of(lines: list[str]) -> Iterator[list[str]]:
    """The lines in groups: one each, or all lines of a paragraph where the text was broken at a fixed width."""
    full = _full_lines(lines)
    group: list[str] = []
    for place, line in enumerate(lines):
        group.append(line)
        if not (place in full and _goes_on(lines, place)):
            yield group
            group = []
    if group:
        yield group


def _full_lines(lines: list[str]) -> set[int]:
    """The lines that reach the width the text was broken at; none where it was not."""
    if max(map(len, lines), default=0) > _WIDEST:
        return set()
    widths = {place: _columns(line) for place, line in enumerate(lines) if line.strip() and not _is_row(line)}
    widest = max(widths.values(), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return set()
    full = {place for place, width in widths.items() if width >= widest - _SLACK}
    open_ = [place for place in full if _goes_on(lines, place)]
    if len(open_) < _FEWEST or len(open_) * 5 < len(widths) * 2:
        return set()
    verbs = sum(len(lexicon("actions").starting(lines[place + 1], 0)) > 1 for place in open_)
    if verbs * 2 >= len(open_):
        return set()
    return {place for place, width in widths.items() if width >= widest - _RAGGED}


def _goes_on(lines: list[str], place: int) -> bool:
    if place + 1 >= len(lines) or _ENDED.search(lines[place]):
        return False
    follows = lines[place + 1]
    return bool(follows.strip()) and not _is_row(follows) and not _OPENS.match(follows)


def _is_row(line: str) -> bool:
    return "\t" in line or "｜" in line or "|" in line


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line.rstrip())
