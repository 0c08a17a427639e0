"""The numbers in what a reporter wrote, each of which becomes a figure."""

from __future__ import annotations

from collections.abc import Iterator

from mzgz.language.number_positions import numerals
from mzgz.model.submissions import Highlight, Honour, Problem


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
