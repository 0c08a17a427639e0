"""`mzgz why`: from a number back to its lines, step by step."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from mzgz.formats.progress_json import number
from mzgz.formats.terminal.breaches_and_lapses_text import first_breaches, short_months
from mzgz.formats.terminal.level_status_text import named
from mzgz.formats.terminal.light_and_gap_cells import (
    last_note,
    light_cell,
    points_words,
    reach_words,
    silent_months,
    units_count,
)
from mzgz.formats.terminal.plan_status_text import heading
from mzgz.formats.terminal.text_table import Cell, Line, text_lines
from mzgz.formats.terminal.why_decisions import decided_texts
from mzgz.formats.terminal.why_derivation import quotient, value_texts
from mzgz.formats.terminal.why_evidence import evidence_texts
from mzgz.formats.terminal.why_node import node_gaps, node_operands, told_by_node
from mzgz.formats.terminal.why_promise import promise_texts
from mzgz.model.findings import Source
from mzgz.model.numbers import exact
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Target
from mzgz.model.territory_breaks import absence_words
from mzgz.progress import MARK, REACHED, Board, Cause, Edge, Light, Progress, last_known, promised_briefly
from mzgz.progress.footing import footed
from mzgz.progress.ranking import FEW_LISTED
from mzgz.progress.target_history import at_node

_ROLES = {"numerator": "分子", "denominator": "分母", "value": "数值", "done": "完成", "stage": "进展"}


def why_lines(board: Board, progress: Progress, columns: int) -> Iterator[Line]:
    """Promise, formula, operands with their lines, what was left out, value, rounding, verdict, light."""
    steps = (
        ("目标", promise_texts(board, progress)),
        ("算法", iter((f"{progress.target.formula}；{progress.target.judge_words}。",))),
        ("取数", _operands(progress)),
        ("没有算进去的", _left_out(board, progress)),
        ("凭据文件", () if told_by_node(progress) else evidence_texts(board, progress)),
        ("情况说明", _explanations(progress)),
        ("受理和暂缓", () if told_by_node(progress) else decided_texts(board, progress)),
        ("结果", chain(value_texts(progress), _footing(board, progress))),
        ("判定", _verdict(board, progress)),
        ("亮灯", _light(board, progress)),
    )
    yield from heading(board, f"{progress.target.name}（{progress.node.name}）", columns)
    for title, texts in steps:
        lines = list(texts)
        if not lines:
            continue
        yield (Cell(title, "bold"),)
        for text in lines:
            yield from text_lines(text, columns, "", "  ")
    yield (Cell("  现在的灯：", "bold"), light_cell(progress))


def _operands(progress: Progress) -> Iterator[str]:
    if progress.period is None:
        return
    yield f"报告期{progress.period.label}"
    if told_by_node(progress):
        yield from node_operands(progress)
        return
    zeros: list[tuple[str, str]] = []
    others = False
    for part in progress.parts or (progress,):
        for submission, entry in part.used:
            if part.target.events and entry.state == "reported" and not entry.value:
                zeros.append((part.node.name, str(submission.period)))
                continue
            reported = _reported(part.target, entry)
            if reported:
                others = True
                yield f"{part.node.name} {submission.period} {reported}  {_place(submission, part.target, entry)}"
                if part.target.events and entry.note and progress.parts:
                    yield f"说明：{entry.note}"
    if zeros:
        units = len({name for name, _ in zeros})
        yield f"{'其余' if others else ''}{len(zeros)}份都报的是0（{units}个单位，{min(when for _, when in zeros)}—{max(when for _, when in zeros)}）"
    note = "" if progress.parts else last_note(progress)
    if note:
        yield note


def _footing(board: Board, progress: Progress) -> Iterator[str]:
    """The last digits that a table of units changes, so that they add up to the city's."""
    target = progress.target.id
    for code, text in footed(board.city(target)).items() if progress.node.kind in ("city", "unit") else ():
        if progress.node.kind == "city" or progress.node.key == code:
            own = board.unit(target, code)
            yield f"分单位的表里{own.node.name}{own.display}印作{text}：各单位之和要等于合计数，尾数按最大余额法调整"


def _reported(target: Target, entry: Entry) -> str:
    if entry.state != "reported":
        return ""
    names = [
        f"{target.operand(role).name}{number(exact(value))}"
        for role, value in entry.numbers()
        if role in target.operands
    ]
    done = {True: "已做到", False: "没有做到"}
    words = [done[entry.done]] if entry.done is not None else []
    words += [f"完成日期{entry.on.isoformat()}"] if entry.on else []
    words += ["凭据" + "、".join(entry.evidence)] if entry.evidence else []
    return "，".join([*names, *words, *([entry.stage] if entry.stage else [])])


def _place(submission: Submission, target: Target, entry: Entry) -> str:
    role = next((role for role in _ROLES if getattr(entry, role) is not None), None)
    place: Source = submission.at("entries", target.id, *([role] if role else []))
    return str(place) if place.path else ""


def _left_out(board: Board, progress: Progress) -> Iterator[str]:
    if told_by_node(progress):
        yield from node_gaps(progress)
        return
    for part in progress.parts or (progress,):
        if part.period is None:
            continue
        known = last_known(part)
        counts = known and progress.target.operands and progress.target.spans(part.period) is None
        serves = "只用来估计上下限" if progress.target.adds else "不顶本期的数"
        last = f"，{known.period.label}报的是{known.display}，{serves}" if known and counts else ""
        entry = part.entry
        if part.state in ("unreported", "partial"):
            months = "、".join(str(month.month) for month in silent_months(part))
            silent = "没有报全" if part.state == "partial" else "还没有报完成" if part.awaited else "没有报"
            yield f"{part.node.name}：{silent}{f'（缺{months}月）' if months else ''}{last}"
        elif part.state == "pending" and entry and entry.pending:
            yield f"{part.node.name}：待核，答应{entry.pending.isoformat()}前报{last}"
        elif part.state == "pending" and entry and entry.not_applicable and part.facts and not part.facts.concerned:
            yield f"{part.node.name}：写的是不适用（{entry.not_applicable}），有强制问题没有改正，不算免报{last}"
        elif part.state == "pending" and entry and entry.not_applicable:
            yield f"{part.node.name}：写的是不适用（{entry.not_applicable}），但本年别的月份报过，不算免报{last}"
        elif part.state == "not_applicable":
            unit = board.ledger.units.by_code.get(part.node.key)
            absent = absence_words(board.ledger.units, unit, part.period) if unit else ""
            said = entry.not_applicable if entry else None
            reason = absent or said or "不在目标的适用范围"
            yield f"{part.node.name}：不适用（{reason}），不算0，也不算100%"
        if not progress.parts:
            yield from _months_without_a_case(part)
    node = progress.node
    inside = {one.node.key for one in (board.city(progress.target.id) if node.kind == "tag" else progress).below}
    level = board.ledger.units.children(node.key if node.kind == "tree" else None) if progress.parts else ()
    outside = [unit.label for unit in level if unit.code not in inside]
    if outside:
        yield f"不在适用范围：{named(outside)}"


def _months_without_a_case(part: Progress) -> Iterator[str]:
    """Of a figure over several months: those that were honestly 不适用, and count neither way."""
    facts, months = part.facts, part.target.spans(part.period) if part.period else None
    if facts is None or not months or not part.target.occasional:
        return
    by_reason: dict[str, list[str]] = {}
    for month in months:
        fact = facts.at(month)
        if fact is not None and fact.not_applicable is not None and facts.state_of(fact, (), month) == "not_applicable":
            by_reason.setdefault(fact.not_applicable, []).append(str(Period(month, 1).month))
    for reason, told in by_reason.items():
        yield f"{part.node.name}：{'、'.join(told)}月不适用（{reason}），不计"


def _explanations(progress: Progress) -> Iterator[str]:
    """Those that still hold: the entry has the values they name."""
    if told_by_node(progress):
        return
    for part in progress.parts or (progress,):
        for submission, entry in part.used:
            for index, one in enumerate(submission.explanations):
                if one.target == progress.target.id and one.excuses(entry):
                    place = submission.at("explanations", index)
                    asked = f"（{name}）" if (name := _asked(one.rule)) else ""
                    yield f"{part.node.name} {submission.period}{asked}：{one.reason}  {place if place.path else ''}"


def _asked(rule: str) -> str:
    """What was asked, by its Chinese name."""
    from mzgz.validation.rule_names import name_of  # all rules: only where there is a reason to print

    return name_of(rule)


def _months_short(board: Board, progress: Progress) -> Iterator[str]:
    """Of what must hold all year: the months that broke it, with their lines, and those still open."""
    for words, short in zip(("没有达到", "不能定"), short_months(board, progress, named=True), strict=True):
        if short:
            yield f"每期都要达到，{words}的有{len(short)}期：{'、'.join(short)}"
    head, broken = first_breaches(progress, FEW_LISTED if told_by_node(progress) else sys.maxsize, FEW_LISTED)
    if head:
        yield head
    for part, submission, entry, words in broken:
        yield f"{part.node.name}{submission.period.label}{words}  {_place(submission, part.target, entry)}"


def _verdict(board: Board, progress: Progress) -> Iterator[str]:
    if not progress.target.judges:
        yield Edge.NO_VERDICT.value
        return
    if progress.light is Light.NOT_APPLICABLE:
        yield "不适用，不作判定"
        return
    if not progress.speaks:
        yield Edge.WHOLE_ONLY.value
        yield from _doubts(progress)
        return
    goal = f"目标{promised_briefly(progress)}，" if progress.goal else ""
    if progress.decided and progress.period and progress.decided < progress.period:
        then = at_node(board.at(progress.decided), progress.target.id, progress.node)
        late = progress.decided > progress.target.due_month
        why = "期限到时还不适用，以开始适用的" if late else "期限已过，以"
        shown = Cause.UNPROVEN.value if progress.cause is Cause.UNPROVEN else quotient(then)
        if progress.late and not then.met_now:
            shown = f"当时报的是{shown}，后来报来的是按期做到"
        yield f"{why}{progress.decided.label}的数为准（含以后更正）：{shown}，{goal}{REACHED[progress.met]}"
        yield f"按{progress.period.label}的数：{REACHED[progress.met_now]}"
    else:
        yield f"{goal}{REACHED[progress.met]}"
    yield from _verdict_scope(board, progress)
    yield from _doubts(progress)
    yield from _months_short(board, progress)
    if progress.made_good:
        yield f"{progress.made_good.label}补齐，仍算逾期"
    if progress.late:
        yield "按期做到，但截止日以后才报来，算完成（迟报）"
    if units_count(progress):
        yield f"{progress.units_met}/{progress.heads_decided.expected}个单位达标"
    if words := reach_words(progress):
        yield words


def _doubts(progress: Progress) -> Iterator[str]:
    """Whose figures cannot be true as they stand; the findings themselves are told by `mzgz check`."""
    if progress.parts and progress.doubts:
        names = named([part.node.name for part in progress.below if part.doubts])
        yield f"{MARK} 含{progress.doubts}个有强制问题、没有改正的数：{names}"
    elif progress.doubts:
        yield f"{MARK} 这个数有强制问题没有改正（见 mzgz check --unit {progress.node.key}），暂不排名，不算完成"


def _light(board: Board, progress: Progress) -> Iterator[str]:
    lights, pace = board.ledger.workspace.lights, progress.pace
    if pace is not None and progress.edge in (Edge.AHEAD, Edge.BETWEEN, Edge.BEHIND):
        yield (
            f"应达{points_words(pace.expected)}%，实达{points_words(pace.actual)}%，"
            f"相差{points_words(pace.difference)}个百分点".replace("+", "")
        )
        if getattr(progress.target, "baseline", None) and not progress.target.lasting:
            yield "实达是从基期数到目标数这段路走了多少；比基期数还低的，是负数"
        yield f"超进度线{points_words(Fraction(lights.ahead))}个百分点，欠进度线-{points_words(Fraction(lights.behind))[1:]}个百分点"
    if progress.edge is Edge.NO_BASELINE and progress.node.kind == "city" and progress.target.base_known:
        yield f"基期数已经达到目标，从那里算不出进度：{progress.words}"
        return
    yield _decided(progress)
    if progress.light is Light.UNKNOWN and progress.edge is Edge.NO_BASELINE:
        yield "在目标里写上 baseline（上年数）就能算序时进度"


def _decided(progress: Progress) -> str:
    if progress.light is Light.NOT_APPLICABLE:
        return progress.light.value
    if progress.edge is Edge.GAPS and progress.met_now is not None:
        return f"没有报全，进度算不出来：{progress.light.value}"
    return f"{progress.edge.value}：{progress.words}"


def _verdict_scope(board: Board, progress: Progress) -> Iterator[str]:
    """Whose verdict the one on a unit's figure is: its own, or the one all units together get; nothing where the figure is the sum, or the unit is alone."""
    target, node = board.plan.targets[progress.target.id], progress.node
    if (
        node.kind != "unit"
        or node.key not in board.standing(target.id).units
        or len(board.standing(target.id).units) < 2
    ):
        return
    city, whole = board.city(target.id), board.whole.name
    now = f"{whole}{REACHED[city.met]}（{city.display}）"
    if not target.pooled:
        yield f"{target.judge_words}：这是这个单位自己的判定，{whole}的判定里算它一个"
    elif target.shared(node.key) and progress.goal:
        yield f"这是拿这个单位自己的数和{whole}目标比；{whole}按合计判定：{now}"
    elif progress.goal:
        yield f"这是另外给这个单位定的目标；{whole}的目标仍按合计判定：{now}"
