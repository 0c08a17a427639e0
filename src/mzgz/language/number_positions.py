"""Where the numbers of a text stand: the digits that count something, without their units and hedges."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from mzgz.language.number_reader import read

_NUMERAL: Final = re.compile(
    r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?:[万亿](?!分))?[%％]?|[一二三四五六七八九两]成|百分之[零一二三四五六七八九十百点]+"
)


@lru_cache(maxsize=8192)
def numerals(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each, in order; dates, document numbers, ordinals and names count nothing."""
    if not _NUMERAL.search(text):
        return ()
    measured = (quantity for quantity in read(text) if quantity.measured)
    return tuple(
        match.span() for quantity in measured for match in _NUMERAL.finditer(text, quantity.start, quantity.end)
    )
