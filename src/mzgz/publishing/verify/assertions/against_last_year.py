"""Where a number is held against last year's: by how much it rose or fell, what it was then, what it has been for two years."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.language import Hedge, Kind, Quantity
from mzgz.progress import Progress
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, NAME, PERCENT, POINTS, UNIT, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import (
    LEAD,
    MID,
    Assertion,
    Context,
    codes_in,
    is_measured,
    matched,
    within,
)
from mzgz.publishing.verify.assertions.reached_what import agrees_with
from mzgz.publishing.verify.assertions.rises_and_falls import FALLS, RISES, series
from mzgz.publishing.verify.number_candidates import last_year

NUMBER: Final = rf"[{PERCENT}{COUNT}]"
_BASE: Final = AssertionForm(
    rf"{LEAD}(?:上年|去年)(?:同期|底|末|年底)?(?P<said>(?:为|是|达到|只有|仅为|仅有)了?(?P<value>{NUMBER}))[。！]*$",
    "上年",
    "去年",
)
_TWO_YEARS: Final = AssertionForm(
    rf"{LEAD}{NAME}{MID}(?P<said>(?:已)?连续(?:两年|{COUNT})(?:均|都|保持|稳定)*(?:在|达到|超过|高于|突破|站上)*(?P<value>{NUMBER})(?:的?水平)?)[。！]*$",
    "连续",
)
_LEVEL_THEN: Final = AssertionForm(
    rf"{LEAD}{NAME}{MID}(?P<said>(?:在)?上年(?:同期|底|末|年底)?(?:时)?(?:就|已|只|仅|才)*(?:已经?)?(?:为|是|有|达到?|在)?了?(?P<value>{NUMBER}))[。！]*$",
    "上年",
)
_NEWLY: Final = AssertionForm(
    rf"{LEAD}{NAME}{MID}(?:全年|年内)?(?P<said>(?:共|一共|又|再)*新(?:增加?|接入|建成?|建|添|设立?|开放|购买|申报|形成|开|上|购)了?(?P<value>{COUNT}))[。！]*$",
    NAME,
)
_COMPARED: Final = r"(?:[比较与和同](?:上年|去年)(?:同期|底|末|年底)?(?:相比)?[，]?|同比)"
_BY: Final = AssertionForm(
    rf"{LEAD}(?:{NAME}{MID})?(?P<compared>{_COMPARED})?{MID}(?P<said>(?:净|小幅|大幅|明显|稳步)*(?:(?P<up>{RISES}|升|增|涨|多出|多)|(?P<down>{FALLS}|降|减|少了?))(?:幅度?|率)?(?:了|达|为|达到)*(?P<value>[{PERCENT}{COUNT}{POINTS}]))[。！]*$",
    PERCENT,
    POINTS,
    COUNT,
)


def quantity_in(clause: Clause, match: re.Match[str], group: str = "value") -> Quantity | None:
    reported = clause.tokens[match.start(group)].what if match.groupdict().get(group) else None
    return reported if isinstance(reported, Quantity) else None


def whose(clause: Clause, match: re.Match[str], context: Context) -> Progress | None:
    """The unit named, or the city."""
    target = context.name_in(clause)
    if not target or not is_measured(context, target):
        return None
    if match.groupdict().get("unit"):
        return context.board.part(target, codes_in(clause, *match.span("unit"))[0])
    return context.city(target) if not context.units else None


def read_against_last_year(clause: Clause, context: Context) -> Iterator[Assertion]:
    for reader in (_two_years, _last_year, _newly, _by):
        found = reader(clause, context)
        if found is not None:
            yield found
            return


def _two_years(clause: Clause, context: Context) -> Assertion | None:
    """连续两年超过60%: this year's figure and last year's."""
    match = _TWO_YEARS.fullmatch(clause.code)
    progress = whose(clause, match, context) if match else None
    reported = quantity_in(clause, match) if match else None
    if match is None or progress is None or reported is None or agrees_with(reported, progress) is None:
        return None
    base, least = last_year(progress), reported.value
    over = reported.hedge is Hedge.OVER or re.search("超过|高于|突破", match["said"])
    known = [value for value in (progress.value, base) if value is not None]
    short = [value for value in known if value < least or (over and value == least)]
    rendered = phrase_of(progress) + ("" if base is None else f"，上年{progress.printed(base)}")
    both = len(known) == 2 and bool(re.search("[两2]年", clause.words(*match.span("said"))))
    return matched(clause, *match.span("said"), False if short else both or None, rendered, decides=True)


def _last_year(clause: Clause, context: Context) -> Assertion | None:
    """上年为60.3% after this year's figure; …率上年就已是100%, the target named beside it."""
    match = _BASE.fullmatch(clause.code) or _LEVEL_THEN.fullmatch(clause.code)
    progress = whose(clause, match, context) if match else None
    reported = quantity_in(clause, match) if match else None
    base = last_year(progress) if progress else None
    if match is None or progress is None or reported is None or base is None or agrees_with(reported, progress) is None:
        return None
    return matched(
        clause, *match.span("said"), within(reported, base), f"{progress.target.name}上年是{progress.printed(base)}"
    )


def _newly(clause: Clause, context: Context) -> Assertion | None:
    """年内新接入47个: what there is more of than last year, unless the number is that of all there are."""
    match = _NEWLY.fullmatch(clause.code)
    progress = whose(clause, match, context) if match else None
    reported = quantity_in(clause, match) if match else None
    base = last_year(progress) if progress else None
    if match is None or progress is None or progress.value is None or reported is None or base is None:
        return None
    if progress.target.quotient or agrees_with(reported, progress) is None or UNIT in clause.code:
        return None
    holds = True if within(reported, progress.value - base) else None if within(reported, progress.value) else False
    return matched(clause, *match.span("said"), holds, f"{phrase_of(progress)}，上年{progress.printed(base)}")


def _by(clause: Clause, context: Context) -> Assertion | None:
    """By how much it rose or fell against last year; without 比上年 only what is the right size and the wrong way."""
    match = _BY.fullmatch(clause.code)
    progress = whose(clause, match, context) if match else None
    reported = quantity_in(clause, match) if match else None
    if match is None or progress is None or reported is None or UNIT in clause.code or progress.value is None:
        return None
    base, value = last_year(progress), progress.value
    if base is None:
        return None
    change = _change(reported, progress, value - base, base)
    if reported.kind is Kind.PERCENT and progress.target.quotient and match["compared"]:
        return _percent_for_points(clause, match, reported, progress, base)
    if change is None:
        wrong_kind = reported.kind is Kind.POINTS and progress.target.counted
        reason = f"{progress.target.name}是数量，不用百分点"
        return matched(clause, *match.span("said"), False, reason, "请改用%或个数") if wrong_kind else None
    size, way = within(reported, abs(change)), (change > 0) == bool(match["up"])
    rendered = f"{phrase_of(progress)}，上年{progress.printed(base)}"
    if size and way:
        return matched(clause, *match.span("said"), True, "")
    if size and change:
        word = "减少或下降" if change < 0 else "增加或提高"
        return matched(clause, *match.span("said"), False, rendered, f"数没有错，动词反了：是{word}")
    against_all = not way and change != 0 and _one_way(progress, context, up=change > 0)
    return matched(clause, *match.span("said"), False if match["compared"] or against_all else None, rendered)


def _percent_for_points(
    clause: Clause, match: re.Match[str], reported: Quantity, progress: Progress, base: Fraction
) -> Assertion:
    """提高16.3% of a share that rose by 16.3 points: the sign is wrong, the number is not."""
    gap = abs((progress.value or base) - base)
    rendered = f"{phrase_of(progress)}，上年{progress.printed(base)}"
    if base and within(reported, gap / base):
        return matched(clause, *match.span("said"), None, rendered)
    if within(reported, gap):
        hint = "两个百分数相减是百分点：请把“%”改为“个百分点”"
        return matched(clause, *match.span("said"), False, rendered, hint, decides=True)
    return matched(clause, *match.span("said"), False, rendered)


def _one_way(progress: Progress, context: Context, *, up: bool) -> bool:
    """Whether the figure went but one way through the year, too."""
    values = [value for _, value in series(progress, context)]
    steps = [later - earlier if up else earlier - later for earlier, later in itertools.pairwise(values)]
    return len(values) > 2 and all(step >= 0 for step in steps)


def _change(said: Quantity, progress: Progress, change: Fraction, base: Fraction) -> Fraction | None:
    """The change in the measure of the number: points, a share of last year's value, or things."""
    ratio = progress.target.quotient
    if said.kind is Kind.POINTS:
        return change if ratio else None
    if said.kind is Kind.PERCENT:
        return change / base if base and not ratio else None
    return None if ratio or agrees_with(said, progress) is None else change
