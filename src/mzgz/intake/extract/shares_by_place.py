"""A figure that is one unit's share in a measure: the place stands before the number, the measure further on in front."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.inherited_names import clause_before, name_before
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.name_lists import parts_of
from mzgz.intake.extract.part_names import whole_name
from mzgz.intake.extract.phrase_parts import Left, Right
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.unit_names import ScopeSpan, place_in
from mzgz.language.pattern_search import expression


def placed(spot: FigureSpot, left: Left, right: Right) -> tuple[str, int] | None:
    """覆盖率东部县区达到80%、西部县区达到65%; 20处（其中东山县6处）: the place a figure is for, and the measure named before."""
    if ahead := _PER_PLACE.fullmatch(left.name):
        start = spot.text.rfind(ahead[1], spot.sentence.start, spot.figure.start)
        spot.scope = ScopeSpan(start, start + len(ahead[1]), (ahead[1],), each=True)
        return name_before(spot), spot.figure.tail
    if left.name in _RANKS and (name := clause_before(spot)):
        start = spot.text.rfind(left.name, spot.sentence.start, spot.figure.start)
        spot.scope = ScopeSpan(start, start + len(left.name), (left.name,))
        return name, spot.figure.tail
    name, place = place_in(left.name) if left.name and not right.name else ("", "")
    last = spot.flow.last
    if not place and last and _parted(spot, left.name, last):
        name, place = "", left.name
    if not place or not (name or (last and last.start >= spot.sentence.start)):
        return None
    start = spot.text.rfind(place, spot.sentence.start, spot.figure.start)
    spot.scope = ScopeSpan(start, start + len(place), tuple(parts_of(place)))
    if not name:
        spot.inherited.append("名称承前")
    return name or (whole_name(last.name) if last else ""), spot.figure.tail


_RANKS: Final = ("省级", "市级", "市本级", "县级", "区级", "旗级")
"""护理员培训，市级400人次，每个县区不少于150人次."""
_PER_PLACE: Final = expression(
    r"((?:城市|农村|牧区|城区|中心|普通)?(?:社区|嘎查|村|街道|乡镇|苏木|站点?|机构))每[个家处所]"
)
"""社会组织：城市社区每个不少于12个，农村社区每个不少于6个."""


_ZONE: Final = expression(r"[一-鿿]{0,4}(?:开发区|高新区|经开区|新区|园区|示范区)")


def _parted(spot: FigureSpot, name: str, last: Promise) -> bool:
    """东城区800张，开发区300张: a word for a kind of place among units that share a measure is one of them."""
    alike = last.figure is not None and last.figure.unit == spot.figure.unit and last.start >= spot.sentence.start
    return bool(alike and last.scope and not last.each and _ZONE.fullmatch(name))
