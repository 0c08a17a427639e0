"""How long the paragraphs of a speech are: short points share one, long ones are cut between sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mzgz.language.pattern_search import expression

LEAST, MOST = 150, 350
"""Characters of a paragraph."""

_SENTENCE = expression("[^。！？]*[。！？][”’）\ue003\ue005]*|[^。！？]+$")

Measure = Callable[[str], int]
"""Counts the characters of a marked text as read."""


def joined_and_cut(texts: list[str], measure: Measure) -> Iterator[str]:
    """Short neighbours joined while they fit; what is too long cut in parts of like length."""
    open_ = ""
    for text in texts:
        if open_ and measure(open_) + measure(text) <= MOST and min(measure(open_), measure(text)) < LEAST:
            open_ += text
            continue
        if open_:
            yield from cut(open_, measure)
        open_ = text
    yield from cut(open_, measure)


def cut(text: str, measure: Measure) -> Iterator[str]:
    """Parts of like length, between sentences."""
    size = measure(text)
    if size <= MOST:
        yield text
        return
    share = size / -(-size // MOST)
    part = ""
    for sentence in _SENTENCE.findall(text):
        if part and measure(part) + measure(sentence) / 2 > share:
            yield part
            part = ""
        part += sentence
    yield part
