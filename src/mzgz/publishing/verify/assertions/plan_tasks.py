"""Where it is said how much of the whole plan is done: all of it, so many tasks of so many, what is left open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mzgz.language import Quantity
from mzgz.progress import Board, Progress, standings
from mzgz.progress.lights import Light
from mzgz.publishing.claim_conditions import all_done, phrase_of
from mzgz.publishing.figures import PLAN_ASPECTS, PlanCounts
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, PERCENT, SECTION, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm, first_match
from mzgz.publishing.verify.assertions.pattern_fragments import (
    ALL_OF_THEM,
    LEAD,
    TIMELY,
    UNITS,
    Assertion,
    Context,
    codes_in,
    matched,
)
from mzgz.publishing.verify.assertions.tasks_counted import tasks_counted

_TASKS: Final = (
    r"(?:(?:年初|年度|全年|今年|全市|民政|市里|确定|部署|下达|安排|承担|各|所有|全部|重点|主要|约束性|刚性|可判定|可以判定|按结果判定|能够判定|这些|上述|既定|预期|工作|目标|项|的)*"
    r"(?:目标任务|工作任务|任务指标|目标|任务|指标|事项))"
)
_SCOPE: Final = rf"(?:(?P<section>{SECTION})(?:板块|领域|工作|方面|条线|的)*)?(?:(?P<units>{UNITS}|{ALL})的?)?"
_WHOLLY: Final = rf"(?:{ALL_OF_THEM}|圆满|胜利|顺利|全面|按时|超额|高质量|保质保量|{TIMELY}|已经?|如数|100%地?)"
_ALL_DONE: Final = (
    AssertionForm(
        rf"{LEAD}{_SCOPE}(?:(?P<total>{COUNT})的?)?{_TASKS}(?P<said>(?=[^，]*(?:{ALL_OF_THEM}|圆满|胜利|全面|超额|{TIMELY}))(?:{_WHOLLY})+(?:完成|实现|达成|落实|办结|收官|达标|完成到位))(?:年度)?(?:目标)?[了。！]*$",
        "事项",
        "任务",
        "指标",
        "目标",
    ),
    AssertionForm(
        rf"{LEAD}{_SCOPE}(?P<said>(?:{_WHOLLY})*(?:圆满|全面|全部|悉数|超额|胜利|如期|按期|按时)(?:{_WHOLLY})*完成了?)(?:(?P<total>{COUNT})的?)?(?:各项|年度|全年|的)*{_TASKS}[了。！]*$",
        "完成",
    ),
    AssertionForm(
        rf"{LEAD}{_SCOPE}{_TASKS}(?P<said>(?:{PERCENT})(?:完成|达标|落实))[了。！]*$", "完成", "落实", "达标"
    ),
    AssertionForm(
        rf"{LEAD}{_SCOPE}{_TASKS}(?:中|里)?(?P<said>无一(?:项)?(?:未完成|落下|逾期|拖延|掉队|例外)|没有一项(?:未完成|没有完成|逾期|拖延|落下))[了。！]*$",
        "无一",
        "没有一项",
    ),
    AssertionForm(
        rf"{LEAD}{_SCOPE}(?:全年|都|均)*(?P<said>(?:没有一项|无一项|没有任何一?项?)的?{_TASKS}(?:未完成|没有完成|没完成|逾期|拖延|落下|延期))[了。！]*$",
        "无一项",
        "没有一项",
        "没有任何",
    ),
)
_OF_PLAN: Final = re.compile(f"各项|所有|年初|全市|市里|{COUNT}|{ALL}|工作任务|目标任务|任务指标|民政|{SECTION}")
"""More than 目标 alone, which after a sentence about one target is that of the target."""

_IN_TIME: Final = re.compile("按期|如期|按时|准时")
"""没有按期完成 counts what was made good afterwards, too."""
_IN_ALL: Final = AssertionForm(
    rf"{LEAD}(?:年初|年度|全年|今年|全市|市里|局里|确定|部署|下达|安排|定下|布置|列出|的)+(?P<judged>可判定|按结果判定)?的?(?:民政)?(?:工作|目标|重点)*(?:任务|事项|目标)(?P<said>(?:总数|数量|总共|一共|合计|共计|共|有|为|是|达)+(?P<number>{COUNT}))[。！]*$",
    COUNT,
)
_FIRM: Final = re.compile("刚性|约束性|硬任务|硬指标")
_PLANS: Final = AssertionForm(
    "完成|办结|兑现|落实|收官|判定|结论|补齐|达标|逾期|实现|达成|未定|职责|任务[共一合总有为]"
)


def read_plan(clause: Clause, context: Context) -> Iterator[Assertion]:
    if not _PLANS.search(clause.code):
        return
    for reader in (_everything, _as_a_whole, _so_many, _in_all):
        found = reader(clause, context)
        if found is not None:
            yield found
            return


def _scope(clause: Clause, match: re.Match[str], context: Context) -> list[Progress]:
    groups = match.groupdict()
    section = str(clause.tokens[match.start("section")].what) if groups.get("section") else ""
    codes = codes_in(clause, *match.span("units")) if groups.get("units") else []
    return scope_of(section, bool(groups.get("units")), codes, context)


def scope_of(section: str, of_units: bool, codes: list[str], context: Context) -> list[Progress]:
    """The targets spoken of: a part of the plan, what units had to do, or all."""
    board = context.board
    targets = [
        target.id
        for place, part in enumerate(board.plan.sections, 1)
        for target in part.targets
        if section in ("", f"{place:02}")
    ]
    if not of_units:
        return [board.city(target) for target in targets]
    own = [board.part(target, code) for code in codes or [unit.code for unit in board.level] for target in targets]
    return [progress for progress in own if progress.expected and progress.speaks]


def _everything(clause: Clause, context: Context) -> Assertion | None:
    match = first_match(_ALL_DONE, clause.code)
    if match is None or (context.target and not context.plan and not _OF_PLAN.search(clause.code)):
        return None
    token = next((t.what for t in clause.tokens[match.start("said") : match.end("said")] if t.sign == PERCENT), None)
    if isinstance(token, Quantity) and token.value != 1:
        return None
    scope = _scope(clause, match, context)
    firm = [progress for progress in scope if progress.target.judges]
    missed = next((progress for progress in firm if progress.met is False), None)
    reason = phrase_of(missed) if missed else all_done(scope, context.board) or ""
    holds = False if missed else True if not reason else None
    return matched(clause, *match.span("said"), holds, reason)


_AS_A_WHOLE: Final = AssertionForm(
    rf"{LEAD}(?:均|都|现|已经?)*(?P<said>(?=.*(?:{ALL_OF_THEM}|圆满|全面|{TIMELY}))(?:{_WHOLLY})+(?:完成|办结|落实|兑现|收官))[了。！]*$",
    "完成",
    "办结",
    "落实",
    "兑现",
    "收官",
)


def _as_a_whole(clause: Clause, context: Context) -> Assertion | None:
    """全部如期完成 after the tasks were named."""
    judged = [standing.city for standing in context.board]
    match = _AS_A_WHOLE.fullmatch(clause.code)
    if match is None or not context.plan or context.units:
        return None
    missed = next((each for each in judged if each.target.judges and each.met is False), None)
    reason = phrase_of(missed) if missed else all_done(judged, context.board) or ""
    return matched(clause, *match.span("said"), False if missed else None if reason else True, reason)


def _so_many(clause: Clause, context: Context) -> Assertion | None:
    """So many tasks done or not done, of so many: 133项中70项完成, 超过七成如期完成, 除11项外全部完成."""
    told = tasks_counted(clause)
    if told is not None and ALL in clause.code and not told.by_item:
        return None  # 14个旗市区中有6个任务全部达标 counts units
    if told is None or (context.target and not (told.named and (context.plan or _OF_PLAN.search(clause.code)))):
        return None
    if not (told.named or context.plan) and not ((told.lacking or told.aspect) and told.by_item and not context.target):
        return None
    if told.aspect and told.total is None and not told.section and not told.of_units:
        counts = PlanCounts(standing.city for standing in context.board)
        number = PLAN_ASPECTS[told.aspect][1](counts)
        whole = PLAN_ASPECTS["missed" if told.aspect == "made-good" else "judged"][1](counts)
        same = told.number.of(number, number, whole)
        return matched(clause, told.first, told.last, same, "" if same else summed(context.board))
    if told.aspect:
        return None
    codes = told.codes or ([] if told.section or told.of_units else list(context.units))
    scope = scope_of(told.section, told.of_units or bool(codes), codes, context)
    holds = any(
        told.number.of(each, each, whole)
        for each, whole in counts_of_tasks(
            scope,
            lacking=told.lacking,
            of_firm=bool(_FIRM.search(clause.sentence.text)),
            timely=bool(_IN_TIME.search(clause.code)),
        )
        if (told.total is None and whole == (context.whole or whole))
        or (told.total and told.total.of(whole, whole, whole))
    )
    settled = (None if told.rate else True) if holds else False
    return matched(clause, told.first, told.last, settled, "" if settled else summed(context.board))


def _in_all(clause: Clause, context: Context) -> Assertion | None:
    """年初下达的目标任务共有143项: how many there are, or how many of them are judged."""
    match = _IN_ALL.fullmatch(clause.code)
    said = clause.tokens[match.start("number")].what if match else None
    if match is None or not isinstance(said, Quantity) or context.target or said.hedge:
        return None
    targets = context.board.plan.targets.values()
    judged = sum(target.judges for target in targets)
    wholes = (judged,) if match["judged"] else (len(targets), judged, len(targets) - judged)
    holds = said.value in wholes
    return matched(clause, *match.span("said"), holds, "" if holds else summed(context.board))


def counts_of_tasks(
    scope: list[Progress], *, lacking: bool, of_firm: bool = False, timely: bool = False
) -> Iterator[tuple[int, int]]:
    """What may be called the number of tasks done, or not done, each with the number it is part of."""
    judged = [progress for progress in scope if progress.target.judges]
    firm = [progress for progress in judged if progress.target.firm]
    finished = sum(each.target.staged and each.light is Light.DONE for each in scope)
    parts = [(judged, 0), (scope, finished), *([(firm, 0)] if of_firm else [])]
    for those, more in parts:
        whole = len(those)
        good = 0 if timely and lacking else sum(progress.made_good is not None for progress in those)
        told = standings(those)
        missed, unclear = told.missed, told.open
        met = {sum(each.met is True for each in those if each.target.judges), told.met}
        done = {each + also + ready for each in met for also in (0, good) for ready in (0, more)}
        lack = {missed, missed - good, missed + unclear, missed + unclear - good, *(whole - each for each in done)}
        yield from ((each, whole) for each in (lack if lacking else done))


def summed(board: Board) -> str:
    """How the plan stands, in numbers."""
    told = standings(each.city for each in board)
    return (
        f"共{told.targets}项，按结果判定的{told.judged}项，完成{told.met}项，"
        f"没有完成{told.missed}项，暂不作结论{told.open}项"
    )
