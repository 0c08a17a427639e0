"""Drafts that part another one: 新建60个，其中甲县12个 is counted as the sixty are, and is a part of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from mzgz.intake.extract.drafted_target import Proposal, plain_name
from mzgz.intake.extract.promise import Confidence
from mzgz.language.pattern_search import expression

_PART: Final = expression("其中")
_NUMBER: Final = expression(r"[0-9]+(?:\.[0-9]+)?")
_WHERE: Final = frozenset(
    "乡镇 农村 乡村 城市 城镇 城区 县城 街道 社区 村级 牧区 山区 旗县 县级 市级 公办 民办".split()
)
"""Sorts of places and keepers: a part is named by them, a thing is not."""
_AREA: Final = expression(
    r"(?!示范|试点|重点|美丽|标准化|特色)[一-鿿]{1,8}(?:片区|城区|地区|街区|园区|新区|牧区|山区|林区|矿区|街道|新城|老城|旧城|沿线|一带|以外|以内|[东西南北中]部|城[东西南北])"
)
"""Parts of the area: 新城片区, 铁路以西 are where, never what."""


def relate(proposals: list[Proposal]) -> None:
    """What drafts of one paragraph have from one another: parts from their wholes, what is striven for from what is
    promised."""
    meet_wholes(proposals)
    name_parts(proposals)
    meet_stretches(proposals)


def meet_wholes(proposals: list[Proposal]) -> None:
    """Give each part the measure of its whole, which stands before it in the same paragraph under the same name."""
    for place, part in enumerate(proposals):
        if part.kind != "count" or not part.scope or "value" not in part.operands:
            continue
        whole = next((one for one in reversed(proposals[:place]) if _holds(one, part)), None)
        if whole is None:
            continue
        part.measured, part.part_of = whole.measured, whole.id
        part.inherited.append(
            f"是 {whole.id}“{whole.goal_text}”里的一部分，口径随它；两条都采纳的，同一个数两处要报得一样"
        )


def name_parts(proposals: list[Proposal]) -> None:
    """新增床位500张，其中护理型300张: the second is counted as the first is, and is never more; 新建助餐点12个，其中乡镇不少于8个: it is
    of 助餐点, too, in the townships."""
    for place, part in enumerate(proposals):
        if part.kind != "count" or part.scope or not _PART.match(part.place.text):
            continue
        unit = part.operands.get("value", ("", ""))[1]
        whole = next((one for one in reversed(proposals[:place]) if _counts(one, unit, part.place.paragraph)), None)
        if whole is None or _exceeds(part.goal, whole.goal):
            continue
        part.measured, part.part_of, named = whole.measured, whole.id, _says_where(part.name)
        if named:
            part.name = f"{whole.name}（{part.name}）"
            part.operands = {"value": (part.name, unit)}
        of = "名称、口径随它" if named else "口径随它"
        part.inherited.append(f"是 {whole.id}“{whole.goal_text}”里的一部分，{of}；两条都采纳的，报的数不能比它大")
        if named and part.confidence == Confidence.CLEAR:
            part.confidence = str(Confidence.INFERRED)


def _exceeds(part: str, whole: str) -> bool:
    """Whether what is asked of a part is more than what is asked of all: then it counts something else."""
    numbers = [_NUMBER.search(goal) for goal in (part, whole)]
    one, other = (Decimal(found[0]) if found else None for found in numbers)
    return one is not None and other is not None and one > other


def _says_where(name: str) -> bool:
    return name in _WHERE or _AREA.fullmatch(name) is not None


def _counts(one: Proposal, unit: str, paragraph: int) -> bool:
    return one.kind == "count" and one.place.paragraph == paragraph and one.operands.get("value", ("", ""))[1] == unit


def meet_stretches(proposals: list[Proposal]) -> None:
    """打造示范村15个，力争20个: what is striven for is counted as what is promised, under a name of its own."""
    for place, stretch in enumerate(proposals):
        if stretch.kind != "count" or stretch.firm or "value" not in stretch.operands:
            continue
        firm = next((one for one in reversed(proposals[:place]) if one.firm and _same_measure(one, stretch)), None)
        if firm is not None and firm.scope == stretch.scope:
            stretch.measured, stretch.name = firm.measured, f"{stretch.name}（争取）"


def _same_measure(one: Proposal, other: Proposal) -> bool:
    return (
        one.kind == "count"
        and plain_name(one.name) == plain_name(other.name)
        and one.operands.get("value", ("", ""))[1] == other.operands["value"][1]
        and one.place.paragraph == other.place.paragraph
    )


def _holds(whole: Proposal, part: Proposal) -> bool:
    return _same_measure(whole, part) and not whole.scope
