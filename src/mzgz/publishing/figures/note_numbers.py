"""The numbers in what a reporter wrote, each of which becomes a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from mzgz.language.number_reader import read
from mzgz.model.submissions import Highlight, Honour, Problem

_NUMERAL: Final = re.compile(
    r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?:[万亿](?!分))?[%％]?|[一二三四五六七八九两]成|百分之[零一二三四五六七八九十百点]+"
)


@lru_cache(maxsize=8192)
def numerals(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each number that counts something, without unit and hedge, in order; dates, document numbers, ordinals and names count nothing."""
    if not _NUMERAL.search(text):
        return ()
    measured = (quantity for quantity in read(text) if quantity.measured)
    return tuple(
        match.span() for quantity in measured for match in _NUMERAL.finditer(text, quantity.start, quantity.end)
    )


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut at its numbers, in order; True marks a number."""
    at = 0
    for start, end in numerals(text):
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def length_at(text: str, at: int) -> int:
    """How many characters the number that begins at `at` takes up."""
    return next((end - start for start, end in numerals(text) if start == at), 0)


def passage(item: Highlight | Problem | Honour) -> str:
    """The words of one item of a return, as its numbers are counted: of an honour, who received what."""
    return item.recipient + item.title if isinstance(item, Honour) else item.text
