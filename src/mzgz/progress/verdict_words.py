"""How a target came out: one word each for tables, for templates and for a single question."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final


class Verdict(Enum):
    """The word of the tables, and the term templates ask for."""

    MET = "完成", "reached"
    HELD = "未到期", "reached"
    """It must hold to the end of the year, and has held so far."""
    MISSED = "未完成", "missed"
    MADE_GOOD = "逾期补齐", "late"
    OPEN = "未定", "open"
    """Not everybody has reported, or what was reported cannot be taken as it stands."""
    NOT_DUE = "未到期", "open"
    UNJUDGED = "不评判", "none"
    NOT_APPLICABLE = "不适用", "na"

    def __init__(self, word: str, term: str) -> None:
        self.word = word
        self.term = term


REACHED: Final[Mapping[bool | None, str]] = {True: "达标", False: "没有达标", None: "不能定"}
"""Whether the figures of one month reach the goal, in words."""
