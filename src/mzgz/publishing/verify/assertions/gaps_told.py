"""Where it is said how much is still lacking to a goal, who lacks it, and who lacks most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.language import Kind, Quantity
from mzgz.language.units_of_measure import split_thing
from mzgz.progress import Progress
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, NAME, POINTS, SOME, UNIT, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import (
    LEAD,
    MID,
    UNITS,
    Assertion,
    Context,
    codes_in,
    matched,
    within,
)

_STILL: Final = r"(?:还|仍|尚|只|就|仅|也|依然|仍然|一共|共|总共|整整)*"
_SHORT: Final = rf"{_STILL}(?:差|欠缺?|缺口?|短缺?|少|不够|(?:缺口|差距)(?:是|为|有|还有|只有|达)*)(?:着|了|个)?"
_WHO: Final = rf"{LEAD}(?:{NAME}{MID})?(?:(?P<unit>{UNIT}){MID})?(?:{NAME}{MID})?"
_TO_GOAL: Final = rf"(?:(?:距离?|离|离着|与|同|较|比)?(?:年度|全年|年初|既定|考核|规定)*(?:目标|要求|任务|标准|达标|[{POINTS}]的?(?:目标|要求)?)(?:线|值|数)?(?:相比)?)?"
_THINGS: Final = r"(?:[\u4e00-\u9fff]{0,10}?)"
_OPEN: Final = r"(?:没有?|未|尚未|还没有?|还未|仍未|有待)(?:能)?(?:得到|实现)?(?:建[成立]?|完成|达标|帮扶|落实|提高|配|补|覆盖|到位|供养|探访|发放)+(?:起来|到位|上|好|齐)?"
_LACKS: Final = (
    AssertionForm(
        rf"{_WHO}{_TO_GOAL}(?P<said>{_SHORT}(?P<value>[{COUNT}{POINTS}])){_THINGS}(?:{_OPEN})?(?:达标|完成任务|到位|到目标)?[了。！]*$",
        POINTS,
        COUNT,
    ),
    AssertionForm(
        rf"{_WHO}(?P<said>{_STILL}(?:有|剩下?|余下?|存)(?:着)?(?P<value>{COUNT}){_THINGS}{_OPEN})[了。！]*$", COUNT
    ),
)
_SOME_LACK: Final = AssertionForm(
    rf"{LEAD}(?:{NAME}{MID})?(?P<said>(?:还|仍|尚|依然)有(?:少数|极少数|个别|部分|一些|几[个名位张])[^，]{{0,4}}(?:没有?能?|未能?)[^，0-9]{{1,8}})[了。！]*$",
    "一些",
    "个别",
    "几个",
    "几位",
    "几名",
    "几张",
    "少数",
    "部分",
)
_ALL_AT: Final = AssertionForm(
    rf"(?:[全均都]都?|全部(?:都)?|统统|无一例外地?)(?P<said>(?:集中|出|落|卡|堵)?[在是于](?P<units>{UNITS})(?:{SOME})?(?:一地|一家|境内)?)[。！]*$",
    UNIT,
)
_LACK_WORDS: Final = re.compile("差|缺|欠|短|没|未|逾期|落后|不足")
_MOST: Final = AssertionForm(
    rf"{LEAD}(?:{NAME}{MID})?(?P<said>(?:缺口|欠账|差距|差得|缺得|欠得|落下得?|拖累|拖后腿)(?:最(?P<large>[多大远重狠])|最(?P<small>[少小近轻]))的(?:地方|旗市区|单位)?(?:是|为|当数|要数|数)(?P<units>{UNITS}))[。！]*$",
    UNIT,
)
_ITS: Final = AssertionForm(
    rf"{LEAD}(?:{NAME}{MID})?(?P<units>{UNITS})的?(?:{NAME}{MID})?的?(?P<said>(?:缺口|欠账|差距|差得|缺得|欠得)(?:在?全市)?(?:最(?P<large>[多大远重狠])|最(?P<small>[少小近轻])))[。！]*$",
    UNIT,
)
_ANY: Final = frozenset(("个", "项", "处", ""))


def read_gaps(clause: Clause, context: Context) -> Iterator[Assertion]:
    for reader in (_some, _so_much, _who, _farthest):
        found = reader(clause, context)
        if found is not None:
            yield found
            return


def _some(clause: Clause, context: Context) -> Assertion | None:
    """还有少数没有…: of a share that is whole nobody is left."""
    match = _SOME_LACK.fullmatch(clause.code)
    target = context.name_in(clause) if match else ""
    if match is None or not target or context.units:
        return None
    city = context.city(target)
    if city.value is None or city.missing or not city.target.quotient or not city.goal or city.goal.threshold != 1:
        return None
    return matched(clause, *match.span("said"), city.value < 1, phrase_of(city))


def _so_much(clause: Clause, context: Context) -> Assertion | None:
    """还差2个, 只差11张, 还有2人没有帮扶到位: what the figure lacks to its goal."""
    match = next((found for form in _LACKS if (found := form.fullmatch(clause.code))), None)
    target = context.name_in(clause) if match else ""
    reported = clause.tokens[match.start("value")].what if match else None
    if match is None or not target or not isinstance(reported, Quantity):
        return None
    codes = codes_in(clause, *match.span("unit")) if match["unit"] else list(context.units)
    if len(codes) > 1 or not context.board.plan.targets[target].judges:
        return None
    progress = context.board.part(target, codes[0]) if codes else context.city(target)
    if not progress.speaks or progress.missing or progress.value is None or not progress.target.operands:
        return None
    lacking = _lacking(progress, reported)
    if lacking is None:
        return None
    return matched(clause, *match.span("said"), any(within(reported, each) for each in lacking), _phrase(progress))


def _phrase(progress: Progress) -> str:
    gap = progress.gap
    return phrase_of(progress) + ("" if gap is None else f"，还差{gap.things}{gap.unit}")


def _lacking(progress: Progress, reported: Quantity) -> set[Fraction] | None:
    """The numbers that may be called what is lacking; None where the measure is another one."""
    gap = progress.gap
    if reported.kind is Kind.POINTS:
        return _points_short(progress) if progress.target.quotient else None
    unit = split_thing(gap.unit)[0] if gap else ""
    if gap is not None and reported.unit not in _ANY and unit not in ("", reported.unit):
        return None
    if gap is None and progress.goal is None:
        return None
    if gap is None and not (progress.goal and progress.goal.threshold == 1):
        return None
    return (
        set() if gap is None else {Fraction(gap.things), Fraction(gap.added if gap.added is not None else gap.things)}
    )


def _points_short(progress: Progress) -> set[Fraction]:
    """By how many points a share lies short of its goal, also where no things are known that would make it up."""
    gap, goal, value = progress.gap, progress.goal, progress.value
    if gap is not None and gap.points is not None:
        return {gap.points}
    stated = goal.stated(value) if goal is not None and value is not None else None
    return {stated - value} if stated is not None and value is not None and stated > value else set()


def _who(clause: Clause, context: Context) -> Assertion | None:
    """都在根河 after what is lacking: these lack it, and no others."""
    match = _ALL_AT.fullmatch(clause.code)
    target = context.name_in(clause) if match else ""
    before = clause.sentence.text[: clause.start]
    if match is None or not target or not _LACK_WORDS.search(before):
        return None
    parts = [part for part in context.city(target).judged_parts if part.expected]
    codes = set(codes_in(clause, *match.span("units")))
    wrong = next((part for part in parts if (part.met is False) != (part.node.key in codes)), None)
    if any(part.met is None for part in parts) or not context.board.plan.targets[target].judges:
        return None
    return matched(clause, *match.span("said"), wrong is None, phrase_of(wrong) if wrong else "")


def _farthest(clause: Clause, context: Context) -> Assertion | None:
    """缺口最大的是: the farthest or the nearest of those that lack something, by things and by share alike."""
    match = next((found for form in (_MOST, _ITS) if (found := form.fullmatch(clause.code))), None)
    target = context.name_in(clause) if match else ""
    if match is None or not target or not context.board.plan.targets[target].judges:
        return None
    parts = [part for part in context.city(target).judged_parts if part.expected]
    behind = [part for part in parts if part.met is False]
    codes = set(codes_in(clause, *match.span("units")))
    spared = next((part for part in parts if part.node.key in codes and part.met is True), None)
    if spared is not None:
        return matched(clause, *match.span("said"), False, phrase_of(spared))
    named = [part for part in behind if part.node.key in codes]
    if len(named) != 1 or not behind or any(part.met is None for part in parts):
        absent = behind and not named and not any(part.met is None for part in parts)
        return matched(clause, *match.span("said"), False, "没有达到的是" + _names(behind)) if absent else None
    pick = max if match["large"] else min
    most = [
        pick(behind, key=key).node.key for key in (_things, _points) if all(key(part) is not None for part in behind)
    ]
    if not most:
        return None
    holds = named[0].node.key in most
    return matched(clause, *match.span("said"), holds, "，".join(_phrase(part) for part in behind[:3]))


def _things(part: Progress) -> Fraction:
    return Fraction(part.gap.things) if part.gap else Fraction(0)


def _points(part: Progress) -> Fraction:
    return part.gap.points if part.gap and part.gap.points is not None else _things(part)


def _names(parts: list[Progress]) -> str:
    return "、".join(part.node.name for part in parts)
