"""Which program put a document into words: a fingerprint of all that words come from, so that another way of saying the same
is not taken for other data."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

_WORDS_COME_FROM: Final = (
    "language",
    "model",
    "progress",
    "publishing/figures",
    "publishing/overview",
    "publishing/report",
)


@cache
def program_wording() -> str:
    """Of the program's own files, whose words and conclusions a document is made of."""
    package, total = Path(__file__).parents[1], hashlib.sha256()
    for folder in _WORDS_COME_FROM:
        for file in sorted((package / folder).rglob("*.py")):
            total.update(f"{file.relative_to(package).as_posix()}\0".encode())
            total.update(file.read_bytes())
    return total.hexdigest()[:20]
