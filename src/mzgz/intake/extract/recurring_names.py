"""Names of what comes round: 每季度听取1次汇报, 督导员每半年走访1次."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.figure_phrase import read_left
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.phrase_parts import Right
from mzgz.intake.extract.promise_builder import ROUND
from mzgz.language.pattern_search import expression

_ROUND: Final = expression(ROUND)
TURNS: Final = ("次", "场", "期", "轮", "轮次", "遍")
_LIGHT: Final = ("开展", "进行", "组织", "召开", "举办", "组织开展", "")
_MANNER: Final = expression(r"^(?:[末底初](?=[要应须至必原]))?(?:要|应|须|至少|必须|原则上)")
_ACTOR: Final = expression(r"^每[名个位家户]|^.*(?:[室科局组处办委厅院]|部门|单位|党组|街道|乡镇)$")
_TOGETHER: Final = expression(r"^(?:联合|会同|协同|配合|组织)[^，；]{2,16}?(?:开展|进行|组织|举办)(?=.{2})")
_SHORT_DOING: Final = 2
_TEAMS: Final = ("队", "队伍", "员", "站", "机构", "中心", "专班")
_WHO: Final = expression(r"[\s　]*([一-鿿]{2,8})每[人名位][^，。；]{2,16}，")
"""市局领导每人联系2个县区，每季度调研一次: who does it."""


def each_time(spot: FigureSpot, right: Right) -> tuple[str, int] | None:
    """每季度听取1次汇报, 督导员每半年走访1次: what is done each time."""
    times = list(_ROUND.finditer(spot.head[spot.begin - spot.clause.start :]))
    if not times:
        return None
    start, end = spot.begin + times[-1].start(), spot.begin + times[-1].end()
    done = read_left(spot.text, end, spot.figure.start, spot.blanks)
    verb = _MANNER.sub("", spot.text[end : done.end].strip(" 　，、"))
    if right.name:
        return (right.name if verb in _LIGHT else f"{verb}{right.name}"), right.end
    verb = _TOGETHER.sub("", verb)
    before = _ACTOR.sub("", read_left(spot.text, spot.begin, start, spot.blanks).name)
    last = spot.flow.last
    if not before and len(verb) <= _SHORT_DOING and (actor := _WHO.match(spot.text, spot.sentence.start)):
        before = actor[1]
    elif (
        not before
        and len(verb) <= _SHORT_DOING
        and last
        and last.start >= spot.sentence.start
        and last.name.endswith(_TEAMS)
    ):
        before = last.name
    if not before and verb in _LIGHT:
        return ("", spot.figure.tail) if verb else None
    return f"{before}{verb}", spot.figure.tail
