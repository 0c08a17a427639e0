"""A paragraph cut into sentences, items and clauses, each a stretch of its characters; brackets are not cut."""

from __future__ import annotations

from typing import Final, NamedTuple

from mzgz.language.pattern_search import expression

_MARK: Final = expression(r"[（）()，；：。！？!?…\t｜|]")
_CLOSING: Final = "”’』」）)》…"


class ClauseSpan(NamedTuple):
    """Up to a comma, semicolon or colon; `mark` is what ends it. `item` counts the parts between semicolons."""

    start: int
    end: int
    mark: str
    item: int


class SentenceSpan(NamedTuple):
    """Up to a full stop or the end of a cell; the stop belongs to it."""

    start: int
    end: int
    clauses: tuple[ClauseSpan, ...]


def sentences_of(text: str) -> list[SentenceSpan]:
    """All sentences of a folded paragraph, in order, covering it from the first character to the last."""
    done: list[SentenceSpan] = []
    clauses: list[ClauseSpan] = []
    begin = opened = item = depth = 0
    for mark in _MARK.finditer(text):
        sign, place = mark[0], mark.start()
        if sign in "（(":
            depth += 1
        elif sign in "）)":
            depth = max(0, depth - 1)
        elif depth and sign in "，；：" and "）" in text[place : place + 80]:
            continue
        elif sign in "，；：":
            clauses.append(ClauseSpan(opened, place, sign, item))
            opened = place + 1
            item += sign == "；"
        elif sign in "\t｜|" or not (depth and "）" in text[place : place + 80]):
            end = place + 1
            while end < len(text) and text[end] in _CLOSING:
                end += 1
            clauses.append(ClauseSpan(opened, place, sign, item))
            done.append(SentenceSpan(begin, end, tuple(clauses)))
            clauses, begin, opened, item, depth = [], end, end, 0, 0
    if begin < len(text):
        clauses.append(ClauseSpan(opened, len(text), "", item))
        done.append(SentenceSpan(begin, len(text), tuple(clauses)))
    return done
