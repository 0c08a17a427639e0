"""What is said of a standard or an average for all places at once: it has a lowest and a highest, and no sum and no mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.language import Hedge, Quantity
from mzgz.progress import LevelEnd, Progress, ends_words, level_ends
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, NAME, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import LEAD, MID, WHOLE, Assertion, Context, matched, within
from mzgz.publishing.verify.number_candidates import is_of_measure

_ENDS: Final = {"低": 0, "少": 0, "短": 0, "高": 1, "多": 1, "长": 1}
_END: Final = AssertionForm(
    rf"{LEAD}(?:{NAME}{MID})?最(?P<end>[高低多少长短])(?:的|水平|标准|只要|只)*(?P<said>(?:达到?|为|是|有|要)?了?(?P<value>{COUNT}))[了。！]*$",
    "最",
)
_ALL: Final = AssertionForm(
    rf"{LEAD}(?:{WHOLE}的?)?{NAME}{MID}(?P<sum>合计|总计|共计|平均|人均|总)?(?:全部|均|都|已|统一|一律)*"
    rf"(?P<said>(?P<way>达到?|提高到|上升到|升至|增至|提标到|为|是|有|控制在|压缩到|压缩至|缩短到|缩短至|降到|降至|减至)?了?(?P<value>{COUNT}))[了。！]*$"
)
_UP: Final = re.compile("达|提高|上升|升|增|提标")
_DOWN: Final = re.compile("控制|压缩|缩短|降|减")
_HINT: Final = "标准、平均数各地各有各的数，请写最低、最高，或写有几个单位达到"


def read_levels(clause: Clause, context: Context) -> Iterator[Assertion]:
    """Of what does not add up, where no unit is named."""
    target = context.name_in(clause)
    if not target or context.units or context.board.plan.targets[target].adds:
        return
    city = context.city(target)
    ends = level_ends(city)
    if ends is None:
        return
    for form, judge in ((_END, _end), (_ALL, _all)):
        match = form.fullmatch(clause.code)
        said = clause.tokens[match.start("value")].what if match else None
        if match and isinstance(said, Quantity) and is_of_measure(said, city.target):
            yield matched(clause, *match.span("said"), judge(match, said, city, ends), ends_words(city), _HINT)
            return


def _end(match: re.Match[str], said: Quantity, city: Progress, ends: tuple[LevelEnd, LevelEnd]) -> bool | None:
    holds = within(said, ends[_ENDS[match["end"]]].value)
    return None if holds and city.missing else holds


def _all(match: re.Match[str], said: Quantity, city: Progress, ends: tuple[LevelEnd, LevelEnd]) -> bool | None:
    low, high = (end.value for end in ends)
    if match["sum"]:
        return None if match["sum"] in ("平均", "人均") and low == high else False
    way = match["way"] or ""
    open_ = bool(city.missing)
    if _DOWN.search(way) or said.hedge is Hedge.AT_MOST:
        return _surely(high <= said.value, open_=open_)
    if _UP.search(way) or said.hedge is Hedge.AT_LEAST:
        return _surely(low >= _least(said), open_=open_)
    return _surely(within(said, low) and within(said, high), open_=open_)


def _least(said: Quantity) -> Fraction:
    """790元至850元之间 reaches down to 790."""
    return said.value if said.range.low is None or said.range.low > said.value else said.range.low


def _surely(holds: bool, *, open_: bool) -> bool | None:
    """What some deny is false; what all who reported bear out may yet be denied by the others."""
    return None if holds and open_ else holds
