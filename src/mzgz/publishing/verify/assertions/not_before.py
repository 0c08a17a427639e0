"""Where it is said that something came about only then: 10月才全部建成, 三季度才过线."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mzgz.model.periods import Period
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import ALL, MONTH, NAME, NOW, UNIT, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import (
    DONE,
    LEAD,
    MID,
    REACHED,
    Assertion,
    Context,
    codes_in,
    matched,
)

_QUARTER: Final = r"[一二三四]季度|下半年"
_ONLY_THEN: Final = AssertionForm(
    rf"{LEAD}(?:(?P<unit>{UNIT}){MID})?(?:{NAME}{MID})?(?:{ALL})?(?:直?到|拖到|等到|迟至|于|在)?(?P<said>(?:(?P<month>{MONTH})|(?P<quarter>{_QUARTER})|(?P<end>{NOW}))(?:底|末|份|[上中下]旬)*(?:才|方才?|这才)(?:全部|全面|都|总算|勉强|姗姗来迟地?)*(?:{REACHED}|{DONE}|补上(?:了)?(?:短板|缺口|欠账|课)?|建齐|配齐|补齐))[了的。！]*$"
)
_FIRST: Final = {"一": 0, "二": 3, "三": 6, "四": 9, "下": 6}
"""The month before each quarter."""


def read_not_before(clause: Clause, context: Context) -> Iterator[Assertion]:
    if "才" not in clause.code and "方" not in clause.code:
        return
    match = _ONLY_THEN.fullmatch(clause.code)
    target = context.name_in(clause) if match else ""
    before = _before(clause, match, context) if match else None
    if match is None or not target or before is None or not context.board.plan.targets[target].judges:
        return
    board = context.board.at(before)
    codes = codes_in(clause, *match.span("unit")) if match["unit"] else list(context.units)
    if len(codes) > 1:
        return
    then = board.part(target, codes[0]) if codes else board.city(target)
    if then.period is None or then.missing:
        return
    early = then.met_now is True and then.period <= before
    yield matched(
        clause, *match.span("said"), False if early else None, f"{before.month}月底就已达到，{phrase_of(then)}"
    )


def _before(clause: Clause, match: re.Match[str], context: Context) -> Period | None:
    """The last month before the time it is said to have come about."""
    reference = context.board.reference
    if reference is None:
        return None
    if match["month"]:
        what = clause.tokens[match.start("month")].what
        last = what.month - 1 if isinstance(what, Period) else 0
    elif match["quarter"]:
        last = _FIRST[match["quarter"][0]]
    else:
        last = reference.month - 1
    return Period.month_of(reference.year, last) if last > 0 else None
