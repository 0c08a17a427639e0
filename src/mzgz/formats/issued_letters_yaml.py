"""The book of letters as YAML: what `mzgz slip` and `mzgz import --reply` write when letters go out."""

from __future__ import annotations

from collections.abc import Iterable

from mzgz.model.issued_letters import IssuedLetter
from mzgz.model.periods import Period

_HEAD = "# 发出的通知：由 mzgz slip 和 mzgz import --reply 登记，第几次催报、退回的表哪天报来按这里算；没有真正发出的，删去那一行。\n"


def book_path(month: Period) -> str:
    return f"letters/{month}.yaml"


def book_text(month: Period, letters: Iterable[IssuedLetter]) -> str:
    """Every letter once: drawing it again on the same day is no second letter."""
    lines = [_line(letter) for letter in dict.fromkeys(letters)]
    return f"{_HEAD}period: {month}\nletters:\n" + "".join(lines)


def _line(letter: IssuedLetter) -> str:
    unit = f', unit: "{letter.unit}"' if letter.unit else ""
    received = f", received: {letter.received.isoformat()}" if letter.received else ""
    return f"  - {{kind: {letter.kind}, on: {letter.on.isoformat()}{unit}{received}}}\n"
