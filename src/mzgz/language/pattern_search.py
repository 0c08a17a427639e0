"""An expression over a long text, tried only where it can begin.

The `re` module looks quickly for the first character of an expression only where that is one character or one set; an
expression that begins with alternatives or with a look behind is tried at every place, ten times as slowly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


def find_all(head: re.Pattern[str], whole: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `whole.finditer(text)` yields, if it matches nowhere but at a place where `head` does."""
    place = 0
    while start := head.search(text, place):
        match = whole.match(text, start.start())
        if match:
            yield match
        place = match.end() if match else start.start() + 1
