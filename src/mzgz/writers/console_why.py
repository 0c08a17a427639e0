"""`mzgz why`: from a number back to its lines, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mzgz.diagnostics import Source
from mzgz.periods import Period
from mzgz.progress import Board, Edge, Light, Progress
from mzgz.progress.history import at_node
from mzgz.quantities import exact, half_up, plain
from mzgz.submissions import Entry, Explanation, Submission
from mzgz.targets import Target
from mzgz.targets.tally import Amount, Share
from mzgz.writers.console_status import heading
from mzgz.writers.console_table import Cell, Line, text_lines
from mzgz.writers.console_words import gap_words, light_cell, points_words, units_count
from mzgz.writers.progress_data import number

_ROLES = {"numerator": "分子", "denominator": "分母", "value": "数值", "done": "完成", "stage": "进展"}
_LONG = 12


def why_lines(board: Board, progress: Progress, columns: int) -> Iterator[Line]:
    """Promise, formula, operands with their lines, what was left out, value, rounding, verdict, light."""
    steps = (
        ("目标", _promise(board, progress)),
        ("算法", iter((f"{progress.target.formula}；{progress.target.judge_words}。",))),
        ("取数", _operands(progress)),
        ("没有算进去的", _left_out(board, progress)),
        ("情况说明", _explanations(progress)),
        ("结果", _value(progress)),
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


def _promise(board: Board, progress: Progress) -> Iterator[str]:
    target, goal = progress.target, progress.goal
    items = "、".join(str(item) for item in target.origin.items)
    yield f"{goal.words if goal else '按期完成'}，期限{target.due.isoformat()}，{target.cadence.label}{'' if target.firm else '，力争'}"
    yield f"出处：讲话{target.origin.section}，承诺第{items}条，期限依据：{target.origin.basis.label}"
    if target.origin.basis == "ambiguous":
        yield "原文有歧义，待局里裁定"
    for revision in getattr(target, "revised", ()):
        yield f"{revision.on.isoformat()}前为{revision.was.words}（{revision.reason}，{revision.document}）"
    yield f"责任科室：{board.plan.division(target)}"
    place = target.at("goal" if goal else "id")
    if place.path:
        yield f"写在 {place}"


def _operands(progress: Progress) -> Iterator[str]:
    if progress.period is None:
        return
    yield f"报告期{progress.period.label}"
    for part in progress.parts or (progress,):
        for submission, entry in part.used:
            said = _said(part.target, entry)
            if said:
                yield f"{part.node.name} {submission.period} {said}  {_place(submission, part.target, entry)}"


def _said(target: Target, entry: Entry) -> str:
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
    for part in progress.parts or (progress,):
        if part.period is None:
            continue
        known = part.last_known
        last = f"，{known.period.label}报的是{known.display}，只用来估计上下限" if known else ""
        entry = part.entry
        if part.state in ("unreported", "partial"):
            silent = _silent_months(part)
            yield f"{part.node.name}：{'没有报全' if part.state == 'partial' else '没有报'}{silent}{last}"
        elif part.state == "pending" and entry and entry.pending:
            yield f"{part.node.name}：待核，答应{entry.pending.isoformat()}前报{last}"
        elif part.state == "not_applicable":
            reason = entry.not_applicable if entry and entry.not_applicable else "不在目标的适用范围"
            yield f"{part.node.name}：不适用（{reason}），不算0，也不算100%"
    inside = board.standing(progress.target.id).units
    outside = [unit.label for unit in board.ledger.units.districts if unit.code not in inside]
    if outside and progress.parts:
        yield f"不在适用范围：{'、'.join(outside)}"


def _silent_months(part: Progress) -> str:
    """For figures of several months: which of them are missing."""
    spans = part.target.spans(part.period) if part.period else None
    if spans is None:
        return ""
    given = {item.period.index for item, entry in part.entries if entry.state in ("reported", "not_applicable")}
    months = "、".join(f"{index % 12 + 1}" for index in spans if index not in given)
    return f"（缺{months}月）" if months else ""


def _explanations(progress: Progress) -> Iterator[str]:
    """Those that still hold: the entry has the values they name."""
    for part in progress.parts or (progress,):
        for submission, entry in part.used:
            for index, one in enumerate(submission.explanations):
                if one.target == progress.target.id and _holds(one, entry):
                    place = submission.at("explanations", index)
                    yield f"{part.node.name} {submission.period}（{one.rule}）：{one.reason}  {place if place.path else ''}"


def _holds(explanation: Explanation, entry: Entry) -> bool:
    return all(getattr(entry, role, None) == value for role, value in explanation.values.items())


def _value(progress: Progress) -> Iterator[str]:
    figure, value = progress.figure, progress.value
    if isinstance(figure, Share | Amount) and figure.gaps:
        yield f"{progress.display}，缺数时不出合计"
        if progress.so_far is not None and progress.parts:
            yield f"已报的合计为{progress.printed(progress.so_far)}，只供参考"
        yield from _bounds(progress)
        return
    if isinstance(figure, Share) and progress.expected:
        yield f"{number(figure.part)} ÷ {number(figure.whole)}" + (
            f" = {_digits(value)}" if value is not None else "，分母为0，没有数值"
        )
    elif isinstance(figure, Amount) and value is not None:
        yield f"合计 {number(value)}"
    yield f"印出来是 {progress.display}{_rounding(progress)}"


def _quotient(progress: Progress) -> str:
    figure = progress.figure
    shown = progress.display
    if isinstance(figure, Share) and progress.target.operands and not figure.gaps and progress.expected:
        return f"{number(figure.part)} ÷ {number(figure.whole)} = {shown}"
    return shown


def _months_short(board: Board, progress: Progress) -> Iterator[str]:
    """Of a share that must hold in every period: the months that broke it, and those still open."""
    target = progress.target
    months = [Period(index, 1) for index in target.judged(progress.decided)] if progress.decided else []
    if len(months) < 2:
        return
    each = [at_node(board.at(month), target.id, progress.node) for month in months]
    verdicts = [
        (one, target.verdict(one.figure, month)) for one, month in zip(each, months, strict=True) if one.expected
    ]
    for wanted, words in ((False, "没有达到"), (None, "不能定")):
        short = [f"{one.period.month}月{one.display}" for one, met in verdicts if met is wanted and one.period]
        if short:
            yield f"每期都要达到，{words}的有{len(short)}期：{'、'.join(short)}"


def _digits(value: Fraction) -> str:
    """The exact fraction, and its first digits."""
    digits = plain(half_up(value, _LONG)).rstrip("0").rstrip(".")
    return digits if Fraction(digits) == value else f"{value}（约{digits}）"


def _rounding(progress: Progress) -> str:
    """Which digits were kept, and whether the guard asked for more."""
    decimals = getattr(progress.target, "decimals", None)
    if decimals is None or progress.value in (None, 0, 1) or not isinstance(progress.figure, Share):
        return ""
    shown = progress.display.rstrip("%")
    places = len(shown.partition(".")[2])
    if places > decimals:
        return f"（本应四舍五入到{decimals}位小数，但那样会看错是否达标，多留到{places}位）"
    return f"（四舍五入到{decimals}位小数，只在这一步舍入）"


def _bounds(progress: Progress) -> Iterator[str]:
    if progress.bounds is None or progress.bounds == (None, None):
        yield "有的单位从没有报过，上下限无从估计"
        return
    low, high = progress.printed_bounds
    yield f"最低{low or '不限'}，最高{high or '不限'}"
    words = {True: "不论缺的报多少，都达到", False: "不论缺的报多少，都达不到", None: "要等报齐才能定"}
    yield words[progress.met_now]


def _verdict(board: Board, progress: Progress) -> Iterator[str]:
    if not progress.target.judges:
        yield Edge.NO_VERDICT.value
        return
    words = {True: "达标", False: "没有达标", None: "不能定"}
    goal = f"目标{progress.goal.label}，" if progress.goal else ""
    if progress.decided and progress.period and progress.decided < progress.period:
        then = at_node(board.at(progress.decided), progress.target.id, progress.node)
        yield (
            f"期限已过，以{progress.decided.label}的数为准（含以后更正）：{_quotient(then)}，{goal}{words[progress.met]}"
        )
        yield f"按{progress.period.label}的数：{words[progress.met_now]}"
    else:
        yield f"{goal}{words[progress.met]}"
    yield from _months_short(board, progress)
    if progress.made_good:
        yield f"{progress.made_good.label}补齐，仍算逾期"
    if progress.late:
        yield "按期做到，但截止日以后才报来，算完成（迟报）"
    if units_count(progress):
        yield f"{progress.units_met}/{progress.heads_decided.expected}个单位达标"
    gap = gap_words(progress.gap, long=True, rises=progress.goal.rises if progress.goal else True)
    if gap:
        yield f"要达标：{gap}"


def _light(board: Board, progress: Progress) -> Iterator[str]:
    lights, pace = board.ledger.workspace.lights, progress.pace
    if pace is not None and progress.edge in (Edge.AHEAD, Edge.BETWEEN, Edge.BEHIND):
        yield (
            f"应达{points_words(pace.expected)}%，实达{points_words(pace.actual)}%，"
            f"相差{points_words(pace.difference)}个百分点".replace("+", "")
        )
        yield f"超进度线{points_words(Fraction(lights.ahead))}个百分点，欠进度线-{points_words(Fraction(lights.behind))[1:]}个百分点"
    yield f"{progress.edge.value}：{progress.light.value}"
    if progress.light is Light.UNKNOWN and progress.edge is Edge.NO_BASELINE:
        yield "在目标里写上 baseline（上年数）就能算序时进度"
