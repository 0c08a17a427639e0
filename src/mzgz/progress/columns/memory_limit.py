"""How much memory an engine may take, and how many facts find room in it."""

from __future__ import annotations

import re
from typing import Final

LEAST: Final = 100_000_000
"""Bytes with which an engine still gets anywhere."""
_SCALES: Final = {
    "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30, "TIB": 2**40
}  # fmt: skip
_SIZE: Final = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,3}))?\s*([KMGT]I?B)", re.IGNORECASE)
_FACTS_AT_ONCE: Final = 4_000_000
_BYTES_A_FACT: Final = 250


def bytes_of(size: str) -> int | None:
    """A size such as 500MB; None for what is none."""
    match = _SIZE.fullmatch(size.strip())
    if match is None:
        return None
    parts = match[2] or ""
    return int(match[1] + parts) * _SCALES[match[3].upper()] // int(10 ** len(parts))


def facts_at_once(memory: str | None) -> int:
    """Facts read at once: a table of them, and what is reckoned from it, must find room."""
    if memory is None:
        return _FACTS_AT_ONCE
    return max(100_000, min(_FACTS_AT_ONCE, (bytes_of(memory) or 0) // _BYTES_A_FACT))
