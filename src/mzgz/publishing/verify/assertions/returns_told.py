"""Where it is said how returns came in: in time, without a gap, so many late."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mzgz.language import Quantity
from mzgz.model.periods import Period
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, MONTH, SOME, UNIT, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import (
    ALL_OF_THEM,
    LEAD,
    UNITS,
    Assertion,
    Context,
    codes_in,
    matched,
    number_in,
)

_PUNCTUAL: Final = AssertionForm(
    rf"{LEAD}(?:(?P<who>{ALL}|{UNITS})(?:民政局|的)*)?(?:全年|每月|月月|各月|都能?|均能?|12个月|个月|月度|月报|报表|数据|{COUNT})*(?P<said>(?:{ALL_OF_THEM}|每月|月月|全年|也|能够|能)*(?:按时|按期|及时|准时|如期)(?:完成|做好)?(?:了)?(?:月报|报表|数据|报送|上报|填报|材料|的)*(?:[把将](?:月报|报表|数据))?(?:报送|上报|填报|报出|报齐|报了?上来|交齐|交来)(?:了)?(?:月报|报表|数据)?)[。！]*$",
    "准时",
    "及时",
    "如期",
    "按时",
    "按期",
)
_NO_GAP: Final = AssertionForm(
    rf"{LEAD}(?:(?P<who>{ALL}|{UNITS})(?:中|里|的)?)?(?P<said>(?:全年)?(?:无一(?:个)?(?:地方|旗市区|单位)?|没有(?:一个|任何)?(?:地方|旗市区|单位)?|未(?:出现|发生)?|无|零)(?:数据|月报|报表|一次|任何)*(?P<fault>缺报|迟报|漏报|断档|晚报)(?:现象|情况|问题)?)[。！]*$",
    "断档",
    "晚报",
    "漏报",
    "缺报",
    "迟报",
)
_NONE_LACKING: Final = AssertionForm(
    rf"{LEAD}(?:(?P<who>{ALL}|{UNITS})(?:民政局|的)*)?(?:全年|各月|每月|12个月|个月|月度|的|{COUNT})*(?:月报|报表)(?P<said>(?:都|均|也|做到了?|全年)*(?:一期|一月|一份|一次|期期|月月|份份)(?:都|均)?(?:不缺|不少|没缺|没有缺|未缺|不落|不差|不漏|齐全))[。！]*$",
    "报表",
    "月报",
)
_MADE_UP: Final = AssertionForm(
    rf"{LEAD}(?P<who>{UNIT})(?P<month>{MONTH})份?的?(?:月报|报表|数据|报送)?(?P<said>(?:已经?|也|均|都|最终|后来|及时|事后|很快)*(?:补报|补上|补齐|补交|补来)(?:了|及时|到位|完毕|上来)*)[。！]*$",
    "补上",
    "补交",
    "补报",
    "补来",
    "补齐",
)
_SO_MANY_LATE: Final = AssertionForm(
    rf"{LEAD}(?:仅|只|只有|有|、|和)*(?P<said>(?P<number>{SOME})(?:出现|存在|有)?(?:过)?(?P<fault>缺报|迟报))[。！]*$",
    "缺报",
    "迟报",
)


def read_returns(clause: Clause, context: Context) -> Iterator[Assertion]:
    if not any(mark in clause.code for mark in ("报", "断档", "交齐", "交来")):
        return
    found = (reader(clause, context) for reader in (_punctual, _no_gap, _none_lacking, _made_up, _late))
    yield from [each for each in found if each is not None][:1]


def _reports(clause: Clause, match: re.Match[str], context: Context) -> list[tuple[str, int, int]]:
    """Who is spoken of, with how many returns came late and how many are missing."""
    groups = match.groupdict()
    codes = set(codes_in(clause, *match.span("who"))) if groups.get("who") else set()
    districts = {unit.code for unit in context.board.level}
    rows = context.reports.rows
    return [(row.name, len(row.late), len(row.missing)) for row in rows if row.code in (codes or districts)]


def _punctual(clause: Clause, context: Context) -> Assertion | None:
    match = _PUNCTUAL.fullmatch(clause.code)
    counted = [token.what for token in clause.all_of(COUNT)]
    if any(not isinstance(each, Quantity) or each.value != 12 for each in counted):
        return None
    if match is None or not (match["who"] or re.search("报送|上报|月报|报表", clause.code)):
        return None
    behind = [
        f"{name}迟报{late}次、缺报{missing}次"
        for name, late, missing in _reports(clause, match, context)
        if late or missing
    ]
    return matched(clause, *match.span("said"), not behind, "，".join(behind[:3]))


def _no_gap(clause: Clause, context: Context) -> Assertion | None:
    match = _NO_GAP.fullmatch(clause.code)
    if match is None:
        return None
    late = match["fault"] in ("迟报", "晚报")
    rows = _reports(clause, match, context)
    behind = [(name, ontime if late else missing) for name, ontime, missing in rows if (ontime if late else missing)]
    word = "迟报" if late else "缺报"
    return matched(
        clause, *match.span("said"), not behind, "，".join(f"{name}{word}{times}次" for name, times in behind[:3])
    )


def _none_lacking(clause: Clause, context: Context) -> Assertion | None:
    match = _NONE_LACKING.fullmatch(clause.code)
    if match is None:
        return None
    behind = [f"{name}缺报{missing}次" for name, _, missing in _reports(clause, match, context) if missing]
    return matched(clause, *match.span("said"), not behind, "，".join(behind[:3]))


def _made_up(clause: Clause, context: Context) -> Assertion | None:
    """A month that was not handed in, said to have come late."""
    match = _MADE_UP.fullmatch(clause.code)
    month = clause.tokens[match.start("month")].what if match else None
    if match is None or not isinstance(month, Period):
        return None
    codes = set(codes_in(clause, *match.span("who")))
    row = next((row for row in context.reports.rows if row.code in codes), None)
    if row is None:
        return None
    missing = month in row.missing
    return matched(
        clause, *match.span("said"), False if missing else None, f"{row.name}{month.month}月没有报" if missing else ""
    )


def _late(clause: Clause, context: Context) -> Assertion | None:
    match = _SO_MANY_LATE.fullmatch(clause.code)
    if match is None:
        return None
    late = match["fault"] == "迟报"
    behind = [name for name, ontime, missing in _reports(clause, match, context) if (ontime if late else missing)]
    holds = len(behind) == number_in(clause, *match.span("number"))
    return matched(clause, *match.span("said"), holds, f"{match['fault']}的有{'、'.join(behind)}")
