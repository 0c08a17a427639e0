"""The name of what a figure measures: its own words, made whole, or what it inherits; and where the words of the next figure begin."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.heading_names import by_heading, made_whole
from mzgz.intake.extract.inherited_names import (
    clause_before,
    completed_name,
    counted_of,
    name_before,
    take_mode,
)
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.name_after_figure import thing_given
from mzgz.intake.extract.name_around_figure import TASK, name_around
from mzgz.intake.extract.non_counting_digits import MentionShape
from mzgz.intake.extract.per_how_many import meet_per, with_per
from mzgz.intake.extract.phrase_after_figure import read_right
from mzgz.intake.extract.phrase_parts import Left, Right
from mzgz.intake.extract.rate_names import of_whom_each_time, whose_rate, with_group
from mzgz.intake.extract.recurring_names import TURNS, each_time
from mzgz.intake.extract.told_subjects import told_of
from mzgz.language.pattern_search import expression


def figure_name(spot: FigureSpot, left: Left, right: Right) -> tuple[str, int]:
    """The name of the figure in `spot`, empty where none could be read; `spot` notes what was taken from elsewhere."""
    meet_per(spot)
    name, begin = name_around(spot, left, right)
    begin = max(begin, _noun_behind(spot))
    if spot.figure.shape is MentionShape.COUNT:
        name = TASK.sub("", name) or name
        plain = _INCLUDING.sub("", name)
        name = name if lexicon("measure_name_endings").ending(plain) else plain or name
        name = thing_given(name, spot.figure.unit) if left.given else name
        name = _SUCH_AS.sub("", name)
        if len(name) <= _SHORT_VERB and name in lexicon("actions").marks:
            before = told_of(spot) or clause_before(spot)
            again = before.endswith(name) or told_of(spot)
            name = before if before and again else name
    if (spot.figure.shape is MentionShape.PERCENT and name in lexicon("actions").marks) or name in _SAYS_NOTHING:
        name = ""
    if left.time and spot.figure.unit in TURNS:
        name, begin = each_time(spot, right) or (name, begin)
    name = with_group(spot, name)
    if _EACH_OF_THEM.fullmatch(name) or (name in ("任务", "目标", "计划") and spot.flow.last is None):
        name = ""
    if (
        0 < len(name) <= _SHORT + 1
        and not name.endswith("率")
        and left.round
        and (actor := _WHOSE.search(spot.text, spot.clause.start, left.start))
    ):
        name = f"{actor[1]}{name}"
    if name in _OPENED and spot.flow.last is None and (noun := by_heading(spot)):
        return f"{noun}{name}", begin  # 四、改造背街小巷12条 / 9月底前完工8条
    name = of_whom_each_time(spot, left, name)
    if name:
        name = made_whole(spot, whose_rate(spot, completed_name(spot, name)))
    elif name := TASK.sub("", before := name_before(spot)) or before:
        take_mode(spot, left)
        name = counted_of(spot, name)
    elif name := _shared_thing(spot):
        spot.inherited.append("名称取自并列的最后一项")
    elif spot.setting.above and spot.flow.last is None:
        spot.inherited.append("名称取自上一行")
        name = spot.setting.above
    elif spot.flow.last is None:
        name = by_heading(spot)
    return with_per(spot, name), begin


def _shared_thing(spot: FigureSpot) -> str:
    """红山县建2处、青河县建1处公益性公墓: the noun behind the last of several numbers of one unit, or nothing."""
    last = next(one for one in reversed(spot.figures) if one.start < spot.clause.end)
    if last is spot.figure or (last.shape, last.unit) != (spot.figure.shape, spot.figure.unit):
        return ""
    return read_right(spot.text, last.tail, spot.clause.end).name


_SHORT: Final = 2
_EACH_OF_THEM: Final = expression(r"每[次场期批轮回]")
"""每月抽查一次，每次不少于50户: of what is done each time."""
_WHOSE: Final = expression(r"(?:^|(?<=[，；。：\s]))([一-鿿、]{2,12}?)(?:每[人名位])?每(?:年|月|季度?|学期|周)$")
"""园长、教师每人每年培训不少于72学时."""
_SUCH_AS: Final = expression(
    r"^(?![^等]*(?:低保|特困|高龄|失能|残疾|独居|孤儿|困境|困难|留守|老|儿童))[一-鿿“”0-9]{3,10}(?<![平高中初同优甲乙上])等(?![级次额待候量效])(?=[一-鿿]{2,}$)"
)
"""东湖大道等断头路: one of them is an example."""
_INCLUDING: Final = expression(r"（(?:(?:含|包括|不含|其中)[^（）]*|[^（）]*、[^（）]*)）$")
_OPENED: Final = ("完工", "竣工", "投用", "开工", "开放")
_SAYS_NOTHING: Final = tuple("结转 完成 实现 建成 做到 达到 合格线 及格线 达标线 目标值 要求 底线".split())
_SHORT_VERB: Final = 4
"""推进避险搬迁，完成2万人搬迁任务: a doing word alone repeats what the clause before has named."""
_LISTED_NEXT: Final = expression(r"[、和及与]")


def _noun_behind(spot: FigureSpot) -> int:
    """1245个小区、37万户: the words up to a figure that follows 、 at once are none of that figure's."""
    after, text = spot.following, spot.text
    return after.start if after and _LISTED_NEXT.match(text, after.start - 1) else spot.begin
