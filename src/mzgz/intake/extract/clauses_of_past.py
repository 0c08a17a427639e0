"""Clauses of a plan that tell of an earlier year or of how things stand by the words they open with."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.deadlines import DateRole
from mzgz.intake.extract.marked_paragraph import MarkedParagraph
from mzgz.language.pattern_search import expression

_STILL_PLANNED: Final = expression(r"的?基础上|要|确保|力争|年起[^，；]*每[年季月周]")
_PLANS: Final = expression(r"要|将|力争|确保|计划|拟|我们要|再")
_AS_IT_IS: Final = expression(
    r"(?:其中)?(?:现)?已(?!经?成年)|目前|现有|现已|截[至止](?!今年|年底)|去年(?!同期)|上年末?(?:为|达|有|共)"
)
"""Words that open a clause on how things stand."""
_YEARS: Final = expression(r"(?:20[0-9]{2}年?[、和])+(?=20[0-9]{2}年)")
"""2023、2024年分别完成…."""


def tells_of_past(paragraph: MarkedParagraph, start: int, end: int, *, past: bool) -> bool:
    """去年…达到35万户，今年要新增30万户: a clause that opens with an earlier year tells of it, until one that does not."""
    words = paragraph.text[start:end].lstrip(" 　、")
    start = end - len(words)
    years = _YEARS.match(words)
    lead = next(iter(paragraph.dates_in(start, start + 1)), None)
    lead = lead or (
        next(iter(paragraph.dates_in(start + years.end(), start + years.end() + 1)), None) if years else None
    )
    if lead and lead.role is DateRole.PAST and not _STILL_PLANNED.search(words):
        return True
    if _AS_IT_IS.match(words) and not _PLANS.search(words):
        return True
    coming = any(one.role is DateRole.DEADLINE for one in paragraph.dates_in(start, end))
    return past and not (lead or coming or _PLANS.match(words))
