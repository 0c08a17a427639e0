"""What may be told of a target, of the plan and of the bureau: the Chinese name of each aspect, and how it prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final

from mzgz.language.number_printer import show_large, told_in_wan
from mzgz.model.honour_levels import HONOUR_RANKS, HonourRank, honour_rank
from mzgz.model.numbers import exact
from mzgz.model.rounding import show, show_count
from mzgz.model.targets.aggregate import Amount, Share, Stages
from mzgz.model.targets.reported_facts import STAGES
from mzgz.progress import Board, Progress, change_since_base, difference_of_shares, level_ends, standings
from mzgz.progress.target_counts import Standings

Printer = Callable[[Progress], str | None]


def _value(progress: Progress) -> str | None:
    if progress.state != "reported" or progress.value is None:
        return None
    return progress.display


def _so_far(progress: Progress) -> str | None:
    value = progress.value if progress.value is not None else progress.so_far
    return None if value is None else progress.printed(value)


def _at_least(progress: Progress) -> str | None:
    return None if progress.least is None else progress.printed(progress.least)


def _end(place: int) -> Printer:
    """The lowest (0) or the highest (1) level of several units that reported."""

    def printed(progress: Progress) -> str | None:
        ends = level_ends(progress)
        return ends[place].printed if ends else None

    return printed


def _exact(side: str) -> Printer:
    """The numerator or denominator of a share, digit by digit: as tables print it."""

    def printed(progress: Progress) -> str | None:
        if not isinstance(progress.figure, Share) or not progress.reported:
            return None
        return show_count(exact(getattr(progress.figure, side)))

    return printed


def _operand(role: str, side: str) -> Printer:
    """The same as speeches print it: people and beds are told in 万 from five digits up."""
    whole = _exact(side)

    def printed(progress: Progress) -> str | None:
        text = whole(progress)
        if text is None:
            return None
        number = exact(getattr(progress.figure, side))
        target = progress.target
        many = role in target.operands and told_in_wan(number, target.operand(role).unit)
        return show_large(number) if many else text

    return printed


def _goal(progress: Progress) -> str | None:
    goal = progress.goal
    return None if goal is None or goal.threshold is None else goal.figure


def _from_goal(progress: Progress, sign: int) -> str | None:
    """How far beyond (1) or short of (−1) the goal a share is, in 百分点."""
    goal, value = progress.goal, progress.value
    if goal is None or value is None or not isinstance(progress.figure, Share):
        return None
    stated = goal.stated(value)
    if stated is None:
        return None
    distance = (value - stated) * sign
    return difference_of_shares(progress, distance) if distance > 0 else None


def _base(progress: Progress) -> str | None:
    base = progress.target.base_value
    return None if base is None or progress.node.kind != "city" else progress.printed(base)


def _change(progress: Progress, sign: int) -> str | None:
    """Change of the city against the baseline: in 百分点 for shares, in things for counts."""
    base, value, target = progress.target.base_value, progress.value, progress.target
    if base is None or value is None or progress.node.kind != "city" or (value - base) * sign <= 0:
        return None
    distance = (value - base) * sign
    return difference_of_shares(progress, distance) if target.quotient else show_count(distance)


def _growth(progress: Progress, sign: int = 1) -> str | None:
    """Relative growth (1) or decline (−1) of a count; none on a base of zero."""
    base, value = progress.target.base_value, progress.value
    if not progress.target.counted or not base or value is None or (value - base) * sign <= 0:
        return None
    promised = change_since_base(progress)
    return (
        promised.number
        if promised and promised.number.endswith("%")
        else show(abs(value - base) / base, 1, percent=True)
    )


def _of_base(progress: Progress) -> str | None:
    """How many times its baseline, where that was promised."""
    change = change_since_base(progress)
    return change.number if change and change.after == "倍" else None


def _completion(progress: Progress) -> str | None:
    """Share of the goal of a count; may exceed 100%."""
    share = progress.completion
    return None if share is None else show(share, 1, percent=True)


def _gap(progress: Progress) -> str | None:
    return show_count(exact(progress.gap.things)) if progress.gap else None


def _added(progress: Progress) -> str | None:
    return str(progress.gap.added) if progress.gap and progress.gap.added else None


def _events(progress: Progress) -> str | None:
    figure = progress.figure
    return show_count(figure.total) if isinstance(figure, Amount) and progress.reported else None


def _times(progress: Progress) -> str | None:
    """How often it was due in the year so far."""
    return None if progress.period is None else str(len(progress.target.asked(progress.period)))


def _below(progress: Progress) -> str:
    """Units whose own figure is short of the goal now, whatever it was on the due date."""
    return str(sum(part.met_now is False for part in progress.judged_parts))


def _stage(place: int) -> Printer:
    def count(progress: Progress) -> str | None:
        return str(progress.figure.counts[place]) if isinstance(progress.figure, Stages) else None

    return count


STAGE_ASPECTS: Final = tuple(zip(("not-started", "going", "finished", "blocked"), STAGES, strict=True))
"""How many units are at each stage of a duty: the aspect and the stage."""

FOOTED: Final = "footed"
"""The aspect of a value whose last digit may differ, so that a table with the total adds up."""

ASPECTS: dict[str, tuple[str, Printer]] = {
    "value": ("", _value),
    FOOTED: ("（尾数按合计调整）", _value),
    "so-far": ("已报单位合计", _so_far),
    "at-least": ("连同以前报的至少", _at_least),
    "lowest": ("最低", _end(0)),
    "highest": ("最高", _end(1)),
    "part": ("分子", _operand("numerator", "part")),
    "whole": ("分母", _operand("denominator", "whole")),
    "numerator": ("分子", _exact("part")),
    "denominator": ("分母", _exact("whole")),
    "goal": ("目标", _goal),
    "above": ("高于目标（百分点）", lambda progress: _from_goal(progress, 1)),
    "short": ("距目标（百分点）", lambda progress: _from_goal(progress, -1)),
    "base": ("基期", _base),
    "rise": ("比基期提高", lambda progress: _change(progress, 1)),
    "fall": ("比基期下降", lambda progress: _change(progress, -1)),
    "growth": ("比基期增长", _growth),
    "decline": ("比基期下降（%）", lambda progress: _growth(progress, -1)),
    "of-base": ("为基期的倍数", _of_base),
    "completion": ("完成目标", _completion),
    "gap": ("缺口", _gap),
    "added": ("或新增", _added),
    "events": ("起数", _events),
    "units-met": ("达标单位数", lambda progress: str(progress.units_met)),
    "units-missed": ("未达标单位数", lambda progress: str(progress.heads_decided.missed)),
    "units-below": ("现未达标单位数", _below),
    "units-expected": ("适用单位数", lambda progress: str(progress.expected)),
    "units-reported": ("已报单位数", lambda progress: str(progress.reported)),
    "units-missing": ("未报单位数", lambda progress: str(len(progress.missing))),
    "times": ("应办次数", _times),
    **{aspect: (f"{stage}单位数", _stage(place)) for place, (aspect, stage) in enumerate(STAGE_ASPECTS)},
}
"""What may be told of a progress: the Chinese name after the target's, and how it is printed."""


class PlanCounts:
    """Where the targets of a plan, or of a section of it, stand: counted once, however many of the counts are told."""

    def __init__(self, all_: Iterable[Progress]) -> None:
        self._all = list(all_)

    @cached_property
    def all_(self) -> Standings:
        return standings(self._all)

    @cached_property
    def firm(self) -> Standings:
        return standings(one for one in self._all if one.target.judges and one.target.firm)


PLAN_ASPECTS: dict[str, tuple[str, Callable[[PlanCounts], int]]] = {
    "targets": ("任务数", lambda counts: counts.all_.targets),
    "judged": ("可判定任务数", lambda counts: counts.all_.judged),
    "met": ("完成任务数", lambda counts: counts.all_.met),
    "missed": ("未完成任务数", lambda counts: counts.all_.missed),
    "running": ("未到期任务数", lambda counts: counts.all_.running),
    "open": ("未定任务数", lambda counts: counts.all_.open),
    "not-applicable": ("不适用任务数", lambda counts: counts.all_.not_applicable),
    "made-good": ("逾期补齐任务数", lambda counts: counts.all_.made_good),
    "firm": ("刚性任务数", lambda counts: counts.firm.targets),
    "firm-met": ("完成的刚性任务数", lambda counts: counts.firm.met),
    "duties": ("职责任务数", lambda counts: counts.all_.duties),
}
"""What may be told of the plan or a section of it."""


def _honours(*ranks: HonourRank) -> Callable[[Board], int]:
    def count(board: Board) -> int:
        local = board.ledger.workspace.vocabulary
        returns = [submission for submissions in board.returns.values() for submission in submissions]
        return sum(honour_rank(honour.level, local) in ranks for submission in returns for honour in submission.honours)

    return count


BUREAU_ASPECTS: dict[str, tuple[str, Callable[[Board], int]]] = {
    "districts": ("下级单位数", lambda board: len(board.level)),
    "honours": ("各级荣誉数", _honours(*HONOUR_RANKS)),
    "honours-national": ("国家级荣誉数", _honours("国家")),
    "honours-regional": ("省级荣誉数", _honours("自治区")),
}
"""What may be told of the bureau as a whole."""
