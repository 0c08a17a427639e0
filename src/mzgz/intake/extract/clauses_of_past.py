"""Clauses of a plan that tell of an earlier year or of how things stand by the words they open with."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.deadlines import DateRole
from mzgz.intake.extract.marked_paragraph import MarkedParagraph
from mzgz.language.pattern_search import expression

_STILL_PLANNED: Final = expression(r"的?基础上|要|确保|力争|年起[^，；]*每[年季月周]")
_PLANS: Final = expression(r"要|将|力争|确保|计划|拟|我们要|再")
_WHAT_WE_ARE: Final = expression(
    r"我[省市县区旗盟州](?:是|有|拥有|现有|共有)|全[省市县区旗盟州局系统](?:有|拥有|现有|共有)"
)
_PLACE_AHEAD: Final = expression(r"[一-鿿]{1,5}[区县市旗镇乡](?=20[0-9]{2}年)")
_AS_IT_IS: Final = expression(
    r"(?:其中)?(?:现)?已(?!经?成年)|目前|现有|现已|截[至止](?!今年|年底)|去年(?!同期)|上年末?(?:为|达|有|共)"
)
"""Words that open a clause on how things stand."""
_THERE_NOW: Final = expression(r"[^，；0-9]{2,14}现有[^，；0-9]{0,8}[0-9][0-9.]*[万亿]?[一-鿿]{1,3}$")
"""市福利院现有床位260张."""
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
    if lead is None and (place := _PLACE_AHEAD.match(words)):
        lead = next(iter(paragraph.dates_in(start + place.end(), start + place.end() + 1)), None)
        lead = lead if lead and lead.role is DateRole.PAST else None
    if lead and lead.role is DateRole.PAST and not _STILL_PLANNED.search(words):
        return True
    if place_now := _THERE_NOW.match(words):
        return not _PLANS.search(place_now[0])
    if _WHAT_WE_ARE.match(words) or (_AS_IT_IS.match(words) and not _PLANS.search(words)):
        return True
    coming = any(one.role is DateRole.DEADLINE for one in paragraph.dates_in(start, end))
    return past and not (lead or coming or _PLANS.match(words))
