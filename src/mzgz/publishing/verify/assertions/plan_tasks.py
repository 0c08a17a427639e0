"""Where it is said how much of the whole plan is done, how returns came in, and what was honoured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.language import Quantity
from mzgz.progress import Board, Progress
from mzgz.progress.lights import Light
from mzgz.publishing.claim_conditions import all_done, phrase_of
from mzgz.publishing.figures import BUREAU_ASPECTS, PLAN_ASPECTS
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, MONTH, PERCENT, SECTION, SOME, UNIT, Clause
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
    number_in,
)

_TASKS: Final = (
    r"(?:(?:年初|年度|全年|今年|全市|民政|市里|确定|部署|下达|安排|承担|各|所有|全部|重点|主要|约束性|刚性|可判定|可以判定|按结果判定|能够判定|这些|上述|既定|预期|工作|目标|项|的)*"
    r"(?:目标任务|工作任务|任务指标|目标|任务|指标|事项))"
)
_SCOPE: Final = rf"(?:(?P<section>{SECTION})(?:板块|领域|工作|方面|条线|的)*)?(?:(?P<units>{UNITS}|{ALL})的?)?"
_WHOLLY: Final = rf"(?:{ALL_OF_THEM}|圆满|胜利|顺利|全面|按时|超额|高质量|保质保量|{TIMELY}|已经?|如数|100%地?)"
_ALL_DONE: Final = (
    AssertionForm(
        rf"{LEAD}{_SCOPE}(?:(?P<total>{COUNT})的?)?{_TASKS}(?P<said>(?=[^，]*(?:{ALL_OF_THEM}|圆满|胜利|全面|超额|{TIMELY}))(?:{_WHOLLY})+(?:完成|实现|达成|落实|办结|收官|达标|完成到位))(?:年度)?(?:目标)?[了。！]*$"
    ),
    AssertionForm(
        rf"{LEAD}{_SCOPE}(?P<said>(?:{_WHOLLY})*(?:圆满|全面|全部|悉数|超额|胜利|如期|按期|按时)(?:{_WHOLLY})*完成了?)(?:(?P<total>{COUNT})的?)?(?:各项|年度|全年|的)*{_TASKS}[了。！]*$"
    ),
    AssertionForm(rf"{LEAD}{_SCOPE}{_TASKS}(?P<said>(?:{PERCENT})(?:完成|达标|落实))[了。！]*$"),
    AssertionForm(
        rf"{LEAD}{_SCOPE}{_TASKS}(?:中|里)?(?P<said>无一(?:项)?(?:未完成|落下|逾期|拖延|掉队|例外)|没有一项(?:未完成|没有完成|逾期|拖延|落下))[了。！]*$"
    ),
)
_OF_PLAN: Final = re.compile(f"各项|所有|年初|全市|市里|{COUNT}|{ALL}|工作任务|目标任务|任务指标|民政|{SECTION}")
"""More than 目标 alone, which after a sentence about one target is that of the target."""
_BESIDES: Final = AssertionForm(
    rf"{LEAD}除(?:了)?(?P<few>个别|少数|极个别|{COUNT}|[一二两三四五]项)(?:的)?(?:{_TASKS})?(?:以外|之外|外)[，]?(?:其余|其他|其它|剩余|余下)(?:的)?{_TASKS}?(?P<said>(?:{_WHOLLY})*完成)[了。！]*$"
)
_RATE: Final = AssertionForm(
    rf"{LEAD}{_SCOPE}(?:{COUNT}的?)?{_TASKS}的?(?:总体|综合|整体)?(?P<said>(?:按期|如期|按时)?完成率(?:达到?|为|是|达到了)?(?P<value>{PERCENT}))[了。！]*$"
)
_PLANNED: Final = r"(?:(?P<total>{c})(?:的)?(?:{t})?(?:中|里|，)?)?"
_LACK: Final = r"(?:逾期)?(?:没有|未能?|没能|尚未|还没有?|还未|仍未)(?:按期|如期|按时|按要求)?(?:完成|达标|办结)"
_DONE_COUNT: Final = (
    AssertionForm(
        rf"{LEAD}{_SCOPE}(?:(?:{_TASKS})?(?P<total>{COUNT})的?)?(?:{_TASKS})?(?:中|里|有|共)*(?:已有|已经?|全部|现已|累计|共|总共|{TIMELY}|顺利)*(?P<said>(?:完成|实现|办结|达标)了?(?:{_TASKS})?(?P<done>{COUNT}))(?:、(?P<said2>{_LACK}(?P<lack>{COUNT})))?[了。！]*$"
    ),
    AssertionForm(
        rf"{LEAD}{_SCOPE}(?:(?:{_TASKS})?(?P<total>{COUNT})的?(?:{_TASKS})?(?:中|里)?)?(?:已有|已经?|有)*(?P<said>(?P<done>{COUNT})(?:的)?(?:{_TASKS})?(?:已经?|全部|均|都|{TIMELY}|顺利|圆满)*(?:完成|办结))[了。！]*$"
    ),
)
_LACKING: Final = (
    AssertionForm(
        rf"{LEAD}{_SCOPE}(?:{_TASKS})?(?:中|里)?(?P<said>{_LACK}的?(?:{_TASKS})?(?:仅|只|还|为|共|共计|合计|总共|现|目前)*(?:有|为|是|剩|剩下)?(?P<lack>{COUNT}))[了。！]*$"
    ),
    AssertionForm(
        rf"{LEAD}{_SCOPE}(?:(?:{_TASKS})(?:中|里)?)?(?:仅|只|还|尚|仍|现|共)*(?:有|剩|剩下)?(?P<said>(?P<lack>{COUNT})(?:的)?(?:{_TASKS})?(?:{_LACK}|逾期|未完成))[了。！]*$"
    ),
)
_PUNCTUAL: Final = AssertionForm(
    rf"{LEAD}(?:(?P<who>{ALL}|{UNITS})(?:民政局|的)*)?(?:全年|每月|月月|各月|都能?|均能?|12个月|月报|报表|数据|{COUNT})*(?P<said>(?:{ALL_OF_THEM}|每月|月月|全年|也|能够|能)*(?:按时|按期|及时|准时|如期)(?:完成|做好)?(?:了)?(?:月报|报表|数据|报送|上报|填报|材料|的)*(?:[把将](?:月报|报表|数据))?(?:报送|上报|填报|报出|报齐|报了?上来|交齐|交来)(?:了)?(?:月报|报表|数据)?)[。！]*$"
)
_NO_GAP: Final = AssertionForm(
    rf"{LEAD}(?:(?P<who>{ALL}|{UNITS})(?:中|里|的)?)?(?P<said>(?:全年)?(?:无一(?:个)?(?:地方|旗市区|单位)?|没有(?:一个|任何)?(?:地方|旗市区|单位)?|未(?:出现|发生)?|无|零)(?:数据|月报|报表|一次|任何)*(?P<fault>缺报|迟报|漏报|断档|晚报)(?:现象|情况|问题)?)[。！]*$"
)
_SO_MANY_LATE: Final = AssertionForm(
    rf"{LEAD}(?:仅|只|只有|有|、|和)*(?P<said>(?P<number>{SOME})(?:出现|存在|有)?(?:过)?(?P<fault>缺报|迟报))(?P<rest>[、和]{SOME}(?:出现|存在|有)?(?:过)?(?:缺报|迟报))?[。！]*$"
)
_HONOURS: Final = AssertionForm(
    rf"(?P<level>国家级|自治区级|国家|自治区)(?:的)?(?:各类)?(?:表彰|荣誉|奖励|奖项|荣誉称号|先进)?(?:共|达到?|累计)?(?P<number>{COUNT})"
)
_HONOURED: Final = AssertionForm("表彰|荣誉|奖|称号|先进")


_PLANS: Final = AssertionForm(
    f"完成|办结|兑现|落实|收官|判定|结论|补齐|任务|目标|指标|事项|报|断档|级|国家|自治区|{COUNT}"
)


def read_plan(clause: Clause, context: Context) -> Iterator[Assertion]:
    if not _PLANS.search(clause.code):
        return
    for reader in (_everything, _others, _few, _rate, _lacking, _done, _punctual, _no_gap, _late):
        found = reader(clause, context)
        if found is not None:
            yield found
            return
    yield from _honours(clause, context)


def _scope(clause: Clause, match: re.Match[str], context: Context) -> list[Progress] | None:
    """The targets spoken of: a part of the plan, what units had to do, or all."""
    board, groups = context.board, match.groupdict()
    section = str(clause.tokens[match.start("section")].what) if groups.get("section") else ""
    targets = [
        target.id
        for place, part in enumerate(board.plan.sections, 1)
        for target in part.targets
        if section in ("", f"{place:02}")
    ]
    if groups.get("units"):
        codes = codes_in(clause, *match.span("units")) or [unit.code for unit in board.level]
        own = [board.part(target, code) for code in codes for target in targets]
        return [progress for progress in own if progress.expected and progress.speaks]
    return [board.city(target) for target in targets]


def _everything(clause: Clause, context: Context) -> Assertion | None:
    match = first_match(_ALL_DONE, clause.code)
    if match is None or (context.target and not context.plan and not _OF_PLAN.search(clause.code)):
        return None
    reported = match["said"]
    token = next((t.what for t in clause.tokens[match.start("said") : match.end("said")] if t.sign == PERCENT), None)
    if isinstance(token, Quantity) and token.value != 1:
        return None
    scope = _scope(clause, match, context) or []
    firm = [progress for progress in scope if progress.target.judges]
    missed = next((progress for progress in firm if progress.met is False), None)
    reason = phrase_of(missed) if missed else all_done(scope, context.board) or ""
    holds = False if missed else True if not reason else None
    if reported and holds is None:
        holds = None
    return matched(clause, *match.span("said"), holds, reason)


_UNCLEAR: Final = AssertionForm(
    rf"{LEAD}(?:因(?:个别地方|个别旗市区|部分地方)?缺报)?(?P<said>(?:暂不作结论|不能作结论|暂不能判定|无法判定|不能判定|暂未判定)的?(?:{_TASKS})?(?:还|共|仅|只)*(?:有|为|是)?(?P<number>{COUNT}))[。！]*$",
    "判定",
    "结论",
)
_MADE_GOOD: Final = AssertionForm(
    rf"{LEAD}(?:其中)?(?P<said>(?:逾期(?:以?后)?|过后|事后|后来|已)(?:已|又)?补齐的?(?:{_TASKS})?(?:还|共|仅|只)*(?:有|为|是)?(?P<number>{COUNT}))[。！]*$",
    "补齐",
)
_AS_A_WHOLE: Final = AssertionForm(
    rf"{LEAD}(?:均|都|现|已经?)*(?P<said>(?=.*(?:{ALL_OF_THEM}|圆满|全面|{TIMELY}))(?:{_WHOLLY})+(?:完成|办结|落实|兑现|收官))[了。！]*$",
    "完成",
    "办结",
    "落实",
    "兑现",
    "收官",
)


def _others(clause: Clause, context: Context) -> Assertion | None:
    """How many are left open, how many were made good late; 全部如期完成 after the tasks were named."""
    judged = [standing.city for standing in context.board]
    for form, aspect in ((_UNCLEAR, "open"), (_MADE_GOOD, "made-good")):
        match = form.fullmatch(clause.code)
        if match and context.target == "":
            reported = clause.tokens[match.start("number")].what
            if isinstance(reported, Quantity) and reported.unit in ("项", "个", "") and not reported.hedge:
                holds = reported.value == PLAN_ASPECTS[aspect][1](judged)
                return matched(clause, *match.span("said"), holds, _summed(context.board))
    match = _AS_A_WHOLE.fullmatch(clause.code)
    if match is None or not context.plan or context.units:
        return None
    missed = next((each for each in judged if each.target.judges and each.met is False), None)
    reason = phrase_of(missed) if missed else all_done(judged, context.board) or ""
    return matched(clause, *match.span("said"), False if missed else None if reason else True, reason)


def _few(clause: Clause, context: Context) -> Assertion | None:
    """Besides a few, the rest is done: how many are not."""
    match = _BESIDES.fullmatch(clause.code)
    if match is None:
        return None
    judged = [standing.city for standing in context.board if standing.city.target.judges]
    missed = [progress for progress in judged if progress.met is False]
    unclear = [progress for progress in judged if progress.met is None]
    token = clause.tokens[match.start("few")].what
    allowed = int(token.value) if isinstance(token, Quantity) else 3
    late = [progress for progress in missed if progress.made_good is None]
    if len(late) > allowed:
        rendered = f"没有完成的有{len(missed)}项，其中{phrase_of(late[0])}"
        return matched(clause, *match.span("said"), False, rendered)
    return matched(clause, *match.span("said"), True if not unclear else None, "")


def counts(scope: list[Progress]) -> tuple[set[int], set[int], set[int]]:
    """What may be called the number of tasks, of those done and of those not done."""
    judged = [progress for progress in scope if progress.target.judges]
    met = sum(progress.met is True for progress in judged)
    shown = PLAN_ASPECTS["met"][1](scope)
    good = sum(progress.made_good is not None for progress in judged)
    missed = PLAN_ASPECTS["missed"][1](scope)
    unclear = PLAN_ASPECTS["open"][1](scope)
    finished = sum(each.target.staged and each.light is Light.DONE for each in scope)
    firm = [progress for progress in judged if progress.target.firm]
    totals = {len(scope), len(judged), len(firm)}
    done = {each + more for each in (met, shown) for more in (0, good, finished, good + finished)}
    lack = {missed, missed - good, missed + unclear, missed + unclear - good}
    return totals, done, lack | {total - each for total in (len(scope), len(judged)) for each in done}


def _rate(clause: Clause, context: Context) -> Assertion | None:
    match = _RATE.fullmatch(clause.code)
    reported = clause.tokens[match.start("value")].what if match else None
    if match is None or not isinstance(reported, Quantity):
        return None
    totals, done, _ = counts(_scope(clause, match, context) or [])
    rates = [Fraction(each, total) for each in done for total in totals if total and each <= total]
    holds = any(rate in reported.range for rate in rates)
    return matched(clause, *match.span("said"), None if holds else False, _summed(context.board))


def _summed(board: Board) -> str:
    standing = [each.city for each in board]
    rendered = {name: PLAN_ASPECTS[name][1](standing) for name in ("targets", "judged", "met", "missed", "open")}
    return (
        f"共{rendered['targets']}项，按结果判定的{rendered['judged']}项，完成{rendered['met']}项，"
        f"没有完成{rendered['missed']}项，暂不作结论{rendered['open']}项"
    )


def _of_tasks(clause: Clause, match: re.Match[str], context: Context, group: str) -> int | None:
    """The number, where it counts tasks: 项 or 个, of the plan named here or in the clause before."""
    reported = clause.tokens[match.start(group)].what
    if (
        not isinstance(reported, Quantity)
        or reported.unit not in ("项", "个", "")
        or reported.hedge
        or reported.value.denominator != 1
    ):
        return None
    named = re.search(r"任务|指标|目标|事项", clause.code) or match.groupdict().get("section")
    return int(reported.value) if named or context.plan else None


def _done(clause: Clause, context: Context) -> Assertion | None:
    match = first_match(_DONE_COUNT, clause.code)
    number = _of_tasks(clause, match, context, "done") if match else None
    if match is None or number is None or context.target:
        return None
    totals, done, lack = counts(_scope(clause, match, context) or [])
    holds = number in done
    if holds and match.groupdict().get("lack"):
        besides = clause.tokens[match.start("lack")].what
        holds = isinstance(besides, Quantity) and besides.value in lack
    if match.groupdict().get("total") and holds:
        total = clause.tokens[match.start("total")].what
        holds = isinstance(total, Quantity) and total.value in totals
    return matched(clause, *match.span("said"), holds, _summed(context.board))


def _lacking(clause: Clause, context: Context) -> Assertion | None:
    match = first_match(_LACKING, clause.code)
    number = _of_tasks(clause, match, context, "lack") if match else None
    if match is None:
        return None
    if number is None:
        reported = clause.tokens[match.start("lack")].what
        if not isinstance(reported, Quantity) or reported.unit != "项" or context.target:
            return None
        number = int(reported.value)
    _, _, lack = counts(_scope(clause, match, context) or [])
    return matched(clause, *match.span("said"), number in lack, _summed(context.board))


def _reports(clause: Clause, match: re.Match[str], context: Context) -> list[tuple[str, int, int]]:
    """Who is spoken of, with how many returns came late and how many are missing."""
    groups = match.groupdict()
    codes = set(codes_in(clause, *match.span("who"))) if groups.get("who") else set()
    districts = {unit.code for unit in context.board.level}
    rows = context.reports.rows
    return [(row.name, len(row.late), len(row.missing)) for row in rows if row.code in (codes or districts)]


def _punctual(clause: Clause, context: Context) -> Assertion | None:
    match = _PUNCTUAL.fullmatch(clause.code)
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


def _late(clause: Clause, context: Context) -> Assertion | None:
    match = _SO_MANY_LATE.fullmatch(clause.code)
    if match is None:
        return None
    late = match["fault"] == "迟报"
    behind = [name for name, ontime, missing in _reports(clause, match, context) if (ontime if late else missing)]
    holds = len(behind) == number_in(clause, *match.span("number"))
    if holds and match["rest"]:
        return None
    return matched(clause, *match.span("said"), holds, f"{match['fault']}的有{'、'.join(behind)}")


_ASPECT: Final = {"国家": "honours-national", "自治": "honours-regional"}


def _honours(clause: Clause, context: Context) -> Iterator[Assertion]:
    if not _HONOURED.search(clause.sentence.text) or re.search(f"[{UNIT}{MONTH}]", clause.code):
        return
    for match in _HONOURS.finditer(clause.code):
        reported = clause.tokens[match.start("number")].what
        if not isinstance(reported, Quantity) or reported.unit not in ("项", "个", "次") or reported.hedge:
            continue
        real = BUREAU_ASPECTS[_ASPECT[match["level"][:2]]][1](context.board)
        yield matched(clause, *match.span(), reported.value == real, f"报来的{match['level']}荣誉是{real}项")
