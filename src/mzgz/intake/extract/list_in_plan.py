"""A numbered list of the plan that goes on behind a paragraph that tells of an earlier year: 5.…, 去年…, 6.…."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.tense import Stand, Tense
from mzgz.language.pattern_search import expression

_NUMBER: Final = expression(r"[\s　]*(?:[（(]?([0-9]{1,2})[）)、.．](?![0-9])|(——|[●■◆•]))")


class ListInPlan:
    """The number met last, and whether it was read as one of the plan."""

    def __init__(self) -> None:
        self._last, self._of_plan = "", False

    def goes_on(self, text: str) -> bool:
        """Whether a paragraph is the next item of a list that was of the plan."""
        mark = _mark(text)
        follows = (
            mark == self._last if not mark.isdigit() else self._last.isdigit() and int(mark) == int(self._last) + 1
        )
        return bool(mark) and self._of_plan and follows

    def meet(self, text: str, stand: Stand) -> None:
        if mark := _mark(text):
            self._last, self._of_plan = mark, stand.tense is Tense.PLAN


def _mark(text: str) -> str:
    found = _NUMBER.match(text)
    return (found[1] or found[2]) if found else ""
