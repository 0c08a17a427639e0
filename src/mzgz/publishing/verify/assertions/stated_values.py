"""Where a number is said of a target in a way that needs the whole clause: not reached, by an earlier month, of several units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mzgz.language import Hedge, Quantity
from mzgz.model.periods import Period
from mzgz.progress import Progress, on_its_date
from mzgz.progress.target_progress import Node
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, MONTH, NAME, PERCENT, SOME, UNIT, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import (
    LEAD,
    MID,
    UNITS,
    Assertion,
    Context,
    codes_in,
    is_measured,
    matched,
    together,
    within,
)
from mzgz.publishing.verify.assertions.reached_what import agrees_with

NUMBER: Final = rf"[{PERCENT}{COUNT}]"
_AT: Final = r"(?:已?经?(?:达到?|为|是|在|升至|升到|提高到|上升到|增加到|增至|有|完成|高达|多达|仅达|低至|只有|仅有|仅为|仅|只)了?)"
_GOAL: Final = r"的?(?:年度|全年|既定|预期|考核)?(?:目标|要求|任务|标准)"
_SHORT_OF: Final = AssertionForm(
    rf"{LEAD}(?:(?P<unit>{UNIT}){MID})?(?:{NAME}{MID})?(?P<said>(?:(?:没有|未能?|没能|尚未|还没有|并未|仍未)(?:达到?|超过|突破)?了?|低于|不及)(?P<value>{NUMBER})(?P<goal>{_GOAL})?)[。！]*$",
    PERCENT,
    COUNT,
)
_GOAL_REACHED: Final = AssertionForm(
    rf"{LEAD}(?:(?P<unit>{UNIT}){MID})?(?:{NAME}{MID})?(?P<said>(?:达到|完成|实现|超过|突破)了?(?P<value>{NUMBER}){_GOAL}|(?:达到|完成|实现)了?(?:年度|全年)?(?:目标|要求)(?:值)?[（(](?P<stated>{NUMBER})[）)])[。！]*$",
    "任务",
    "标准",
    "目标",
    "要求",
)
_OF_GOAL: Final = AssertionForm(
    rf"{LEAD}(?:(?P<unit>{UNIT}){MID})?(?:{NAME}{MID})?(?P<said>(?:完成|达到|实现)了?(?:年度|全年|既定|考核)*(?:目标|任务)(?:数|值)?的(?P<value>{PERCENT}))[。！]*$",
    "任务",
    "目标",
)
_EARLIER: Final = (
    AssertionForm(
        rf"{LEAD}(?:截至|到|至|在)?(?P<month>{MONTH})[底末]?(?:前|时)?[，、]?(?:全市|我市)*(?:(?P<unit>{UNIT}){MID})?{NAME}{MID}(?P<said>{_AT}(?P<value>{NUMBER}))[。！]*$",
        MONTH,
    ),
    AssertionForm(
        rf"{LEAD}(?:(?P<unit>{UNIT}){MID})?{NAME}(?:截至|到|至|在)?(?P<month>{MONTH})[底末]?(?P<said>{_AT}(?P<value>{NUMBER}))[。！]*$",
        MONTH,
    ),
)
_EACH_ONE: Final = AssertionForm(
    rf"{LEAD}(?:{NAME}{MID})?(?P<units>{UNITS})(?:等?{SOME})?{MID}(?:{NAME}{MID})?(?:分别|依次)(?:{_AT})?(?P<said>(?P<values>{NUMBER}(?:(?:[、和与]|以及){NUMBER})+))[。！]*$",
    "依次",
    "分别",
)
_OF_UNIT: Final = AssertionForm(
    rf"{LEAD}(?:{NAME}{MID})?(?P<unit>{UNIT}){MID}(?:形成|建成|取得|拥有|实施|购买|申报|获得)?了?(?:{NAME}{MID})?(?P<said>(?:{_AT})?(?P<value>{NUMBER}))[。！]*$",
    UNIT,
)
_LEVEL_ALONE: Final = AssertionForm(
    rf"(?:也|已|更|均)?(?P<said>(?:{_AT}|达到?|为|是|只有|仅有|仅为|高达|有)(?P<value>{NUMBER}))[。！]*$",
    PERCENT,
    COUNT,
)
_LEFT_OUT: Final = r"(?:剔除|扣除|不含|不包括|不计|去掉)"
_WITHOUT: Final = AssertionForm(
    rf"{LEAD}(?:(?:除(?:了)?(?P<besides>{UNITS})(?:以外|之外|外)|{_LEFT_OUT}了?(?P<before>{UNITS})(?:数据)?(?:之?后|以后|外)?)[，]?(?:其余|其他|其它|剩余|余下)?的?(?:各?旗市区|各?地方?|[{SOME}{ALL}])?{MID}{NAME}|{NAME}){MID}(?:达到?|为|是|升至|提高到)?了?(?P<said>(?P<value>{NUMBER})(?:[（(](?:{_LEFT_OUT}|除)(?P<bracket>{UNITS})(?:数据|外|在内)?[）)])?)[了。！]*$",
    NAME,
)


def read_values(clause: Clause, context: Context) -> Iterator[Assertion]:
    for reader in (
        _without,
        _share_of_goal,
        _short_of,
        _goal_reached,
        _earlier,
        _each_one,
        _of_unit,
    ):
        found = reader(clause, context)
        if found is not None:
            yield found
            return


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


def _without(clause: Clause, context: Context) -> Assertion | None:
    """The value of the city without some units: their numbers taken out of both sums."""
    match = _WITHOUT.fullmatch(clause.code)
    group = next((name for name in ("besides", "before", "bracket") if match and match[name]), "")
    target = context.name_in(clause) if group else ""
    reported = quantity_in(clause, match) if match else None
    if match is None or not target or reported is None:
        return None
    left = set(codes_in(clause, *match.span(group)))
    rest = [part.node.key for part in context.city(target).parts if part.node.key not in left]
    others = context.board.group(target, rest, Node("tag", "", f"{clause.words(*match.span(group))}以外"))
    return matched(clause, *match.span("said"), agrees_with(reported, others), phrase_of(others))


def _share_of_goal(clause: Clause, context: Context) -> Assertion | None:
    """完成年度目标的92%: the value as a share of its goal."""
    match = _OF_GOAL.fullmatch(clause.code)
    progress = whose(clause, match, context) if match else None
    reported = quantity_in(clause, match) if match else None
    if match is None or progress is None or reported is None or progress.goal is None or progress.value is None:
        return None
    if not (goal := progress.goal.stated(progress.value)):
        return None
    holds = within(reported, progress.value / goal)
    then = on_its_date(context.board, progress)  # a date in mid-year is kept by the figure of that month
    if holds is False and then is not None and then.value is not None:
        holds = within(reported, then.value / goal)
    return matched(clause, *match.span("said"), holds, phrase_of(progress))


def _short_of(clause: Clause, context: Context) -> Assertion | None:
    match = _SHORT_OF.fullmatch(clause.code)
    progress = whose(clause, match, context) if match else None
    reported = quantity_in(clause, match) if match else None
    if (
        match is None
        or progress is None
        or reported is None
        or agrees_with(reported, progress) is None
        or progress.value is None
    ):
        return None
    over = reported.hedge is Hedge.OVER
    reached = progress.value > reported.value if over else progress.value >= reported.value
    holds = False if reached else True if over else None if progress.value in reported.range else True
    return matched(clause, *match.span("said"), holds, phrase_of(progress))


def _goal_reached(clause: Clause, context: Context) -> Assertion | None:
    match = _GOAL_REACHED.fullmatch(clause.code)
    progress = whose(clause, match, context) if match else None
    if match is None or progress is None or progress.value is None:
        return None
    stated = quantity_in(clause, match, "stated")
    reported = stated or quantity_in(clause, match)
    if reported is None or agrees_with(reported, progress) is None:
        return None
    goal = progress.goal.number if progress.goal else None
    if progress.value < reported.value:
        return matched(
            clause,
            *match.span("said"),
            False,
            phrase_of(progress),
            "请核对是不是达到了这个数，不能只换数",
            decides=True,
        )
    if goal is not None and goal != reported.value and stated is not None:
        hint = f"括号里写的是目标，目标是{progress.goal.label if progress.goal else ''}"
        return matched(clause, *match.span("said"), False, phrase_of(progress), hint, decides=True)
    reached = goal == reported.value and progress.met is True
    return matched(clause, *match.span("said"), True if reached else None, "", decides=True)


def _earlier(clause: Clause, context: Context) -> Assertion | None:
    """The figure of an earlier month of the year."""
    match = next((found for form in _EARLIER if (found := form.fullmatch(clause.code))), None)
    progress = whose(clause, match, context) if match else None
    reported = quantity_in(clause, match) if match else None
    month = clause.tokens[match.start("month")].what if match else None
    if match is None or progress is None or reported is None or not isinstance(month, Period):
        return None
    board, target = context.board.at(month), progress.target.id
    then = board.city(target) if progress.node.kind == "city" else board.part(target, progress.node.key)
    if then.period != month:
        return None
    holds = agrees_with(reported, then)
    return matched(clause, *match.span("said"), holds, f"{month.month}月的{phrase_of(then)}")


def _each_one(clause: Clause, context: Context) -> Assertion | None:
    match = _EACH_ONE.fullmatch(clause.code)
    target = context.name_in(clause) if match else ""
    if match is None or not target:
        return None
    units = [context.board.part(target, code) for code in codes_in(clause, *match.span("units"))]
    values = [token.what for token in clause.tokens[slice(*match.span("values"))] if isinstance(token.what, Quantity)]
    if len(units) != len(values):
        return None
    verdicts = [agrees_with(value, unit) for value, unit in zip(values, units, strict=True)]
    wrong = next((unit for unit, verdict in zip(units, verdicts, strict=True) if verdict is False), None)
    return matched(clause, *match.span("said"), together(verdicts), phrase_of(wrong) if wrong else "")


def _of_unit(clause: Clause, context: Context) -> Assertion | None:
    match = _OF_UNIT.fullmatch(clause.code)
    progress = whose(clause, match, context) if match else _understood(clause, context)
    match = match or _LEVEL_ALONE.fullmatch(clause.code)
    reported = quantity_in(clause, match) if match else None
    if match is None or progress is None or reported is None or (NAME not in clause.code and not context.target):
        return None
    return matched(clause, *match.span("said"), agrees_with(reported, progress), phrase_of(progress))


def _understood(clause: Clause, context: Context) -> Progress | None:
    """居首位，达到73.4%: the value of the one unit the clause before was about."""
    target = context.name_in(clause)
    if len(context.units) != 1 or not target or not is_measured(context, target) or NAME in clause.code:
        return None
    return context.board.part(target, context.units[0])
