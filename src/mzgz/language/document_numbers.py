"""Document numbers (文号) as people write them: how one is recognised and how it should be written."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from mzgz.language.pattern_search import expression

_LIKE_NUMBER: Final = expression(
    r"([\u4e00-\u9fff]{1,12})\s*[\[［(（【〔{﹝]\s*([0-9０-９]{4})\s*年?\s*[\]］)）】〕}﹞]\s*第?\s*([0-9０-９]{1,5})\s*号?"
)
_YEAR: Final = expression(r"[\[［(（【〔{﹝]\s*[0-9０-９]{4}")
"""In every one of them."""


class Paper(NamedTuple):
    """A document number found in a text: as written, and as GB/T 9704 has it (〔year〕, no 第, no leading zero)."""

    written: str
    proper: str
    year: int


@lru_cache(maxsize=1024)  # several rules look at the same evidence
def find_paper(text: str) -> Paper | None:
    """The first thing that is meant as a document number."""
    match = _LIKE_NUMBER.search(text) if _YEAR.search(text) else None
    if match is None:
        return None
    agency, year, serial = match.groups()
    # int() reads full-width digits as well
    return Paper(match[0], f"{agency}〔{int(year):04}〕{int(serial)}号", int(year))
