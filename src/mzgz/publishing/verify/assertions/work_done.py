"""Where it is said how often something was done over the year, or how a duty that is only followed is coming on."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.language import Kind, Quantity
from mzgz.model.targets.aggregate import Share, Stages
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, MONTH, NAME, UNIT, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import DONE, LEAD, MID, Assertion, Context, codes_in, matched

_TIMES: Final = AssertionForm(
    rf"{LEAD}(?:(?P<unit>{UNIT}){MID})?{NAME}(?:[\u4e00-\u9fff]{{0,4}}?)(?:全年|一共|共|总共|累计|只|仅|就|也|已)*(?P<said>(?:{DONE}|搞了?|办了?|做了?|组织了?|开了?)?(?:了)?(?:有)?(?P<value>{COUNT}))[。！]*$",
    COUNT,
)
_COUNTED: Final = ("次", "期", "场", "轮")
_COMING_ON: Final = AssertionForm(
    rf"{LEAD}(?:(?P<unit>{UNIT}){MID})?{NAME}(?P<said>(?:进展|推进|建设|实施|进度|工作)*(?:总体|十分|非常|一直|正在)*(?P<way>顺利|有序|良好|正常|平稳|顺畅|一帆风顺|受阻|停滞|搁置|停工|卡壳)(?:推进|开展|进行)?)[。！]*$",
    "一帆风顺",
    "停工",
    "停滞",
    "卡壳",
    "受阻",
    "平稳",
    "搁置",
    "有序",
    "正常",
    "良好",
    "顺利",
    "顺畅",
)
_STOPPED: Final = ("受阻", "停滞", "搁置", "停工", "卡壳")


def read_work_done(clause: Clause, context: Context) -> Iterator[Assertion]:
    if NAME not in clause.code or MONTH in clause.code:
        return
    for reader in (_times, _coming_on):
        found = reader(clause, context)
        if found is not None:
            yield found
            return


def _times(clause: Clause, context: Context) -> Assertion | None:
    """全年只办成40次: what recurs is counted over units and months."""
    match = _TIMES.fullmatch(clause.code)
    target = context.name_in(clause) if match else ""
    said = clause.tokens[match.start("value")].what if match else None
    if match is None or not target or not isinstance(said, Quantity) or said.kind is not Kind.COUNT:
        return None
    if said.unit not in _COUNTED or context.board.plan.targets[target].operands:
        return None
    codes = codes_in(clause, *match.span("unit")) if match["unit"] else []
    progress = context.board.part(target, codes[0]) if codes else context.city(target)
    figure = progress.figure
    if not isinstance(figure, Share) or progress.missing or figure.gaps:
        return None
    holds = Fraction(figure.part) in said.range
    return matched(clause, *match.span("said"), holds, f"应办{figure.whole}次，办成{figure.part}次")


def _coming_on(clause: Clause, context: Context) -> Assertion | None:
    """进展顺利 of a duty that is held up everywhere it is done, 受阻 of one that is held up nowhere."""
    match = _COMING_ON.fullmatch(clause.code)
    target = context.name_in(clause) if match else ""
    if match is None or not target:
        return None
    codes = codes_in(clause, *match.span("unit")) if match["unit"] else []
    progress = context.board.part(target, codes[0]) if codes else context.city(target)
    figure = progress.figure
    if not isinstance(figure, Stages) or progress.missing or not sum(figure.counts):
        return None
    held_up = figure.counts[3]
    if match["way"] in _STOPPED:
        return matched(clause, *match.span("said"), held_up > 0, phrase_of(progress))
    return matched(clause, *match.span("said"), False if held_up == sum(figure.counts) else None, phrase_of(progress))
