"""由…提高到… whose two numbers go the other way, or whose 到 is missing: seen without the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mzgz.language import Kind, Quantity
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, PERCENT, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion, Context, matched
from mzgz.publishing.verify.number_candidates import last_year

_RISES: Final = r"(?:提高|上升|提升|增加|增长|攀升|走高|上涨|扩大|增多|递增|上扬|升高|增强)"
_FALLS: Final = r"(?:下降|降低|减少|回落|下滑|走低|缩减|缩小|递减|下跌|滑坡|萎缩)"
_SWAPPED: Final = AssertionForm(
    rf"(?:由|从|自)(?:上年|去年|年初)?(?:末|底|同期)?的?(?P<one>[{PERCENT}{COUNT}])(?P<word>[^，{PERCENT}{COUNT}]{{0,4}}?(?:(?P<up>{_RISES}|升|增|涨)|(?P<down>{_FALLS}|降|减)))(?P<to>到|至|为)?了?(?P<two>[{PERCENT}{COUNT}])"
)


def read_from_to(clause: Clause, context: Context) -> Iterator[Assertion]:
    if not re.search("[由从自]", clause.code):
        return
    for match in _SWAPPED.finditer(clause.code):
        one, two = clause.tokens[match.start("one")].what, clause.tokens[match.start("two")].what
        if not isinstance(one, Quantity) or not isinstance(two, Quantity) or one.kind is not two.kind:
            continue
        if one.unit != two.unit or (not match["to"] and not _needs_to(one, two, bool(match["up"]), context, clause)):
            continue
        word = match["word"]
        if not match["to"]:
            reason = f"{one.text}和{two.text}是前后两个数，“{word}”后面要有“到”"
            yield matched(clause, *match.span("word"), False, reason, "请补上“到”，两个数不用改", decides=True)
        elif one.value == two.value or (one.value < two.value) != bool(match["up"]):
            way = "没有变" if one.value == two.value else "是增加" if one.value < two.value else "是减少"
            reason = f"由{one.text}到{two.text}{way}，前后说的不一致"
            yield matched(clause, *match.span("word"), False, reason, "请核对动词和前后两个数的次序", decides=True)


def _needs_to(one: Quantity, two: Quantity, up: bool, context: Context, clause: Clause) -> bool:
    """由48.3%提高56.1%: two levels. 由31个增加8个 says by how much."""
    target = context.name_in(clause)
    city = context.city(target) if target else None
    if city is None or city.value is None:
        return one.kind is Kind.PERCENT
    return two.value != abs(city.value - (last_year(city) or 0)) and city.value in two.range
