"""Expressions that are compiled when they are first searched with, and tried only where they can begin.

The `re` module looks quickly for the first character of an expression only where that is one character or one set; an
expression that begins with alternatives or with a look behind is tried at every place, ten times as slowly. Compiling
takes longer than searching most texts: of a thousand expressions a command needs a few hundred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

_USED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")

_HANZI = ("[一-鿿]", r"[^\W!-~①-⑳]")
"""The set of all hanzi takes a millisecond to compile, character by character; said as what is a letter, but neither
of ASCII nor the number of a list, it takes a fortieth."""


class Uncompiled:
    """Stands in for a compiled expression, and is as quick as one from its first use on."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self._flags = text, flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.pattern.replace(*_HANZI), self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in _USED})
        return getattr(compiled, name)


def expression(text: str, flags: int = 0) -> re.Pattern[str]:
    """An expression that not every run needs."""
    return cast("re.Pattern[str]", Uncompiled(text, flags))


def find_all(head: re.Pattern[str], whole: re.Pattern[str], text: str, *signs: str) -> Iterator[re.Match[str]]:
    """What `whole.finditer(text)` yields, if it matches nowhere but at a place where `head` does, and nothing in a text
    without one of the `signs`."""
    place = 0
    if signs and not any(sign in text for sign in signs):
        return
    while start := head.search(text, place):
        match = whole.match(text, start.start())
        if match:
            yield match
        place = match.end() if match else start.start() + 1
