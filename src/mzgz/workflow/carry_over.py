"""Next year's plan from this one, decided target by target: what goes on, what is carried over, what is done with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Any

from mzgz.model.ledger import PlanSection
from mzgz.model.numbers import Exact
from mzgz.model.periods import Period
from mzgz.model.rounding import show_count
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Amount, Levels, Share
from mzgz.progress import Board, Progress, ends_words
from mzgz.validation.rules import neighbouring_years
from mzgz.workflow.next_year_questions import beyond_plan, questions

TO_FILL = neighbouring_years.TO_FILL
_PLACES = 6
"""Decimals a goal may be written with."""


class SuccessionStep(StrEnum):
    """What becomes of a target."""

    KEPT = "沿用"
    CARRIED = "结转"
    LEFT = "不列入"


@dataclass(frozen=True, slots=True)
class Closing:
    """The city's closing figure: operands by name, and what is lacking of it."""

    values: dict[str, int | str]
    """Whole numbers as such, others as decimal text."""
    display: str
    lacking: tuple[str, ...]
    """Units without a figure: until they have reported, the number is provisional."""


@dataclass(frozen=True, slots=True)
class Succession:
    """One target of the old plan and what becomes of it: why, its new day, its new baseline, who is in it."""

    target: Target
    step: SuccessionStep
    reason: str
    due: date
    baseline: Closing | None
    remarks: tuple[str, ...]
    goal: str | None = None
    """The goal in other words than before: what a promised change came to, where it is carried over."""
    asks: tuple[str, ...] = ()
    """What the bureau has to decide of it."""
    units: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What was agreed with single units, as it goes on: by code, a start of their own being what they closed with."""


@dataclass(frozen=True, slots=True)
class NextSection:
    """One file of the new plan."""

    part: PlanSection
    successions: tuple[Succession, ...]

    @property
    def going(self) -> tuple[Succession, ...]:
        return tuple(each for each in self.successions if each.step is not SuccessionStep.LEFT)


def succeed(board: Board, year: int) -> tuple[NextSection, ...]:
    """All sections of the plan of `board`, which is read at its last month, as they go into `year`."""
    return tuple(
        NextSection(part, tuple(_one(board, target, year) for target in part.targets)) for part in board.plan.sections
    )


def _one(board: Board, target: Target, year: int) -> Succession:
    progress = board.city(target.id)
    step, reason = _step(board, progress)
    due = _moved(target.due, year)
    baseline = closing(progress)
    remarks = [*_remarks(board, target, baseline, due)]
    goal, about = _owed(progress) if step is SuccessionStep.CARRIED else (None, "")
    if goal and progress.goal:
        remarks.append(
            f"原来的目标是{progress.goal.label}，算下来{about}是{goal.split()[1]}；欠的是这个数，不从新的基期数再算"
        )
    if (
        step is SuccessionStep.CARRIED
        and target.counted
        and not target.steady
        and (gap := progress.gap)
        and not gap.over
    ):
        lacking = show_count(gap.things, 2)
        remarks.append(f"原来的目标还差{lacking}{gap.unit}；只补欠的，目标值改成{lacking}")
    if step is SuccessionStep.LEFT:
        return Succession(target, step, reason, due, baseline, tuple(remarks), goal)
    units = dict(_own_terms(board, target, year))
    asks = (*questions(board, progress), *_still_agreed(board, units, year))
    return Succession(target, step, reason, due, baseline, tuple(remarks), goal, asks, units)


def _own_terms(board: Board, target: Target, year: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """What was agreed with each unit that will still be there."""
    for code, terms in target.units.items():
        unit = board.ledger.units.by_code.get(code)
        if unit is None or (unit.closed is not None and unit.closed <= date(year, 1, 1)):
            continue
        own: dict[str, Any] = {"goal": terms.goal.text} if terms.goal else {}
        if terms.exempt:
            own["exempt"] = True
        reached = closing(board.part(target.id, code)) if terms.baseline else None
        start = {"baseline": {"period": str(board.year), **reached.values}} if reached else {}
        if own or start:
            yield code, {**own, **start, "reason": terms.reason, "document": terms.document}


def _still_agreed(board: Board, units: Mapping[str, Mapping[str, Any]], year: int) -> Iterator[str]:
    for code, terms in units.items():
        label = board.ledger.units.by_code[code].label
        yield f"{label}的单独约定（{terms['document']}）是{board.year}年的，{year}年还算不算数；不算的删去"


def _owed(progress: Progress) -> tuple[str | None, str]:
    """Of a change against the baseline what it came to: `>= 77%` for +6pp on 71%. Counted anew from the figure reached,
    the same words would ask for more than is owed. Cut where the number has no end, so that nothing is asked beyond it,
    and said to be 约."""
    goal = progress.goal
    if goal is None or goal.step is None or goal.threshold is None:
        return None, ""
    scaled = goal.threshold * progress.target.base * goal.out_of * 10**_PLACES
    written = Decimal(floor(scaled) if goal.sign == ">=" else ceil(scaled)).scaleb(-_PLACES)
    about = "" if written == scaled / 10**_PLACES else "约"
    return f"{goal.sign} {written.normalize():f}{goal.share}", about


def _step(board: Board, progress: Progress) -> tuple[SuccessionStep, str]:
    """A thing done once is done with; what was missed is carried over with its reason; the rest goes on."""
    target, year = progress.target, board.year
    if progress.state == "not_applicable":
        return SuccessionStep.LEFT, f"{year}年对各单位都不适用"
    if target.completes and (progress.met is True or progress.made_good is not None):
        return SuccessionStep.LEFT, f"{year}年已经完成"
    if target.completes:
        return SuccessionStep.CARRIED, _missed(board, progress)
    if beyond_plan(progress):
        return SuccessionStep.KEPT, f"{year}年超出计划数，没有欠账"
    if progress.met is False and not target.lasting and progress.made_good is None:
        return SuccessionStep.CARRIED, _missed(board, progress)
    if not target.judges:
        return SuccessionStep.KEPT, "职责，接着做"
    if target.recurs or target.events:
        return SuccessionStep.KEPT, "年年要做" if target.recurs else "底线，年年要守"
    goal = progress.goal
    if goal is None or goal.sign not in ("up", "down") or goal.step:
        return SuccessionStep.KEPT, "目标值沿用，按新讲话核定"
    return SuccessionStep.KEPT, f"只有方向，接着{'提高' if goal.rises else '降低'}"


def _missed(board: Board, progress: Progress) -> str:
    """没有完成：陈旗，提标资金未列入预算."""
    short = [part for part in progress.parts if part.met is not True and part.expected and part.speaks]
    verdict = "没有完成" if progress.met is False else "结论未定"
    rendered = [_excuse(part) for part in short]
    own = [entry.note for _, entry in board.city_words(progress.target.id) if entry.note]
    listed = "；".join([each for each in rendered if each][:_MOST] + own[-1:])
    return f"{board.year}年{verdict}" + (f"：{listed}" if listed else "")


_MOST = 4


def _excuse(part: Progress) -> str:
    notes = [entry.note for _, entry in part.entries if entry.note]
    return part.node.name + (f"，{' '.join(notes[-1].split()).rstrip('。')}" if notes and part.met is False else "")


def closing(progress: Progress) -> Closing | None:
    """The figure a year closes with; None for what has no number of things or share, or nothing reported at all."""
    target = progress.target
    if not (target.quotient or target.counted) or not progress.reported or progress.period is None:
        return None
    lacking = tuple(node.name for node in progress.missing)
    match progress.figure:
        case Share(part=part, whole=whole) if whole:
            values = {"numerator": _number(part), "denominator": _number(whole)}
        case Amount(total=total):
            values = {"value": _number(total)}
        case Levels(lowest=lowest, highest=highest) if lowest is not None and lowest == highest:
            return Closing({"value": _number(lowest)}, progress.printed(Fraction(lowest)), lacking)
        case _:
            return None
    value = progress.so_far if lacking else progress.value
    return Closing(values, progress.printed(value) if value is not None else "", lacking)


def _number(number: Exact) -> int | str:
    return int(number) if number == int(number) else show_count(number, 6).rstrip("0")


def _moved(day: date, year: int) -> date:
    """The same day of the new year."""
    return date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _remarks(board: Board, target: Target, baseline: Closing | None, due: date) -> Iterator[str]:
    if baseline:
        yield f"基期数是{board.year}年12月{board.ledger.workspace.vocabulary.whole}的收官数{baseline.display}"
    elif not target.adds and (ends := ends_words(board.city(target.id))):
        yield f"标准、平均数各地不一，没有合计的基期数（{ends}）；各单位的起点写在 units 里"
    months = board.ledger.months_of(board.year)
    if baseline and target.takes_all and months and months[0].month > 1:
        yield f"基期数只加了{months[0].month}月以后报的，不是{board.year}年全年的数，有全年数的请改"
    if baseline and baseline.lacking:
        yield f"基期数暂定：{'、'.join(baseline.lacking)}还没有报，补报后请改"
    for role in target.operands if baseline else ():
        registered = _registered(board, target, role)
        given: Any = baseline.values.get(role) if baseline else None
        if registered is not None and not (baseline and baseline.lacking) and given != registered:
            yield f"{target.operand(role).name}的收官数是{given}，登记数合计{registered}，请核对登记数"
    if isinstance(target.scope, tuple):
        gone = [code for code in target.scope if code not in board.ledger.units.by_code]
        if gone:
            yield f"适用范围里的{'、'.join(gone)}已不在单位名单里，没有带过来"
    if getattr(target, "revised", ()):
        yield "上年中途调整过目标，这里用调整后的目标"
    if target.completes:
        yield f"期限暂按顺延一年，请按新的安排改（{due.month}月{due.day}日）"


def _registered(board: Board, target: Target, role: str) -> int | None:
    last = Period.month_of(board.year, 12)
    counts = [target.operand(role).registered(unit, last) for unit in board.ledger.applicable(target)]
    known = [count for count in counts if count is not None]
    return sum(known) if counts and len(known) == len(counts) else None


def closing_board(board: Board) -> Board:
    """The same board read at the last month of its year."""
    return board.at(Period.month_of(board.year, 12))
