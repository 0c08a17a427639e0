"""Every number a document may print, by an id that finds it again: `nursing-bed-share@city/2022-12:value`.

An id names the target, the node (`city`, a unit code, a tag), the month the figure is of, and the aspect. `plan` in the
place of a target stands for the whole plan, `plan.<section number>` for one of its sections.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from mzgz.document import Figure
from mzgz.periods import Period
from mzgz.progress import Board, Progress
from mzgz.quantities import exact, half_up, show, show_count, show_points
from mzgz.targets import Count, Duty, Ratio, Target
from mzgz.targets.tally import Amount, Share, Stages

_ID = re.compile(r"([a-z0-9.-]+)@([^/:]+)/([0-9]{4}-[0-9]{2}):([a-z0-9-]+)")
Printer = Callable[[Progress], str | None]


def _value(progress: Progress) -> str | None:
    return progress.display if progress.state == "reported" and progress.value is not None else None


def _so_far(progress: Progress) -> str | None:
    value = progress.value if progress.value is not None else progress.so_far
    return None if value is None else progress.printed(value)


def _part(progress: Progress) -> str | None:
    return show_count(exact(progress.figure.part)) if isinstance(progress.figure, Share) and progress.reported else None


def _whole(progress: Progress) -> str | None:
    return (
        show_count(exact(progress.figure.whole)) if isinstance(progress.figure, Share) and progress.reported else None
    )


def _goal(progress: Progress) -> str | None:
    goal = progress.goal
    return None if goal is None or goal.threshold is None else goal.text.split(" ", 1)[1]


def _from_goal(progress: Progress, sign: int) -> str | None:
    """How far beyond (1) or short of (−1) the goal a share is, in 百分点."""
    goal, value = progress.goal, progress.value
    if goal is None or goal.threshold is None or value is None or not isinstance(progress.figure, Share):
        return None
    distance = (value - goal.threshold) * sign
    return _points(distance, progress.target) if distance > 0 else None


def _points(distance: Fraction, target: Target) -> str:
    """Guarded: a distance that is there never prints as 0."""
    decimals = target.decimals if isinstance(target, Ratio) else 1
    while half_up(distance * 100, decimals) == 0:
        decimals += 1
    return show_points(distance, decimals)


def _base(progress: Progress) -> str | None:
    base = progress.target.base_value
    return None if base is None or progress.node.kind != "city" else progress.printed(base)


def _change(progress: Progress, sign: int) -> str | None:
    """Change of the city against the baseline: in 百分点 for shares, in things for counts."""
    base, value, target = progress.target.base_value, progress.value, progress.target
    if base is None or value is None or progress.node.kind != "city" or (value - base) * sign <= 0:
        return None
    return _points((value - base) * sign, target) if isinstance(target, Ratio) else show_count((value - base) * sign)


def _growth(progress: Progress) -> str | None:
    """Relative growth of a count; none on a base of zero."""
    base, value = progress.target.base_value, progress.value
    if not isinstance(progress.target, Count) or not base or value is None or value <= base:
        return None
    return show((value - base) / base, 1, percent=True)


def _completion(progress: Progress) -> str | None:
    """Share of the goal of a count; may exceed 100%."""
    goal, value = progress.goal, progress.value
    if not isinstance(progress.target, Count) or goal is None or not goal.threshold or value is None:
        return None
    return show(value / goal.threshold, 1, percent=True)


def _gap(progress: Progress) -> str | None:
    return show_count(exact(progress.gap.things)) if progress.gap else None


def _added(progress: Progress) -> str | None:
    return str(progress.gap.added) if progress.gap and progress.gap.added else None


def _events(progress: Progress) -> str | None:
    figure = progress.figure
    return show_count(figure.total) if isinstance(figure, Amount) and progress.reported else None


def _stage(place: int) -> Printer:
    def count(progress: Progress) -> str | None:
        return str(progress.figure.counts[place]) if isinstance(progress.figure, Stages) else None

    return count


ASPECTS: dict[str, tuple[str, Printer]] = {
    "value": ("", _value),
    "so-far": ("已报单位合计", _so_far),
    "part": ("分子", _part),
    "whole": ("分母", _whole),
    "goal": ("目标", _goal),
    "above": ("高于目标（百分点）", lambda progress: _from_goal(progress, 1)),
    "short": ("距目标（百分点）", lambda progress: _from_goal(progress, -1)),
    "base": ("基期", _base),
    "rise": ("比基期提高", lambda progress: _change(progress, 1)),
    "fall": ("比基期下降", lambda progress: _change(progress, -1)),
    "growth": ("比基期增长", _growth),
    "completion": ("完成目标", _completion),
    "gap": ("缺口", _gap),
    "added": ("或新增", _added),
    "events": ("起数", _events),
    "units-met": ("达标单位数", lambda progress: str(progress.units_met)),
    "units-missed": ("未达标单位数", lambda progress: str(progress.heads_decided.missed)),
    "units-expected": ("适用单位数", lambda progress: str(progress.expected)),
    "units-reported": ("已报单位数", lambda progress: str(progress.reported)),
    "units-missing": ("未报单位数", lambda progress: str(len(progress.missing))),
    "not-started": ("未启动单位数", _stage(0)),
    "going": ("推进中单位数", _stage(1)),
    "finished": ("已完成单位数", _stage(2)),
    "blocked": ("受阻单位数", _stage(3)),
}
"""What may be told of a progress: the Chinese name after the target's, and how it is printed."""


def _judged(standing: Iterable[Progress]) -> list[Progress]:
    return [progress for progress in standing if progress.target.judges]


PLAN_ASPECTS: dict[str, tuple[str, Callable[[list[Progress]], int]]] = {
    "targets": ("任务数", len),
    "judged": ("可判定任务数", lambda all_: len(_judged(all_))),
    "met": ("完成任务数", lambda all_: sum(p.met is True for p in _judged(all_))),
    "missed": ("未完成任务数", lambda all_: sum(p.met is False for p in _judged(all_))),
    "open": ("未定任务数", lambda all_: sum(p.met is None for p in _judged(all_))),
    "made-good": ("逾期补齐任务数", lambda all_: sum(p.made_good is not None for p in _judged(all_))),
    "firm": ("刚性任务数", lambda all_: sum(p.target.firm for p in _judged(all_))),
    "firm-met": ("完成的刚性任务数", lambda all_: sum(p.target.firm and p.met is True for p in _judged(all_))),
    "duties": ("职责任务数", lambda all_: sum(isinstance(p.target, Duty) for p in all_)),
}
"""What may be told of the plan or a section of it."""


@dataclass(frozen=True)
class Figures:
    """Makes figures from a board and remembers those that were made; finds the present one of any id."""

    board: Board
    made: dict[str, Figure] = field(default_factory=dict)

    def of(self, progress: Progress, aspect: str) -> Figure | None:
        """The figure of one aspect; None where there is nothing to print. KeyError for an aspect there is not."""
        name, printer = ASPECTS[aspect]
        text = printer(progress)
        if text is None:
            return None
        node = "city" if progress.node.kind == "city" else progress.node.key
        where = "" if node == "city" else progress.node.name
        alias = f"{where}{progress.target.name}{f' {name}' if name else ''}"
        return self._keep(f"{progress.target.id}@{node}/{self._month(progress)}:{aspect}", text, alias, progress)

    def of_plan(self, aspect: str, section: str | None = None) -> Figure:
        """A count over the plan, or over the section whose file is numbered so (`02`)."""
        name, count = PLAN_ASPECTS[aspect]
        number = count(self._standing(section))
        scope = f"plan.{section}" if section else "plan"
        alias = f"{'板块' if section else '全部'}{name}"
        return self._keep(f"{scope}@city/{self._reference}:{aspect}", str(number), alias, None)

    def current(self, figure_id: str) -> Figure | None:
        """The figure of that id by the data of this board; None for an id that leads nowhere."""
        match = _ID.fullmatch(figure_id)
        if not match:
            return None
        target, node, month, aspect = match.groups()
        board = self.board if Period.parse(month) == self.board.reference else self.board.at(Period.parse(month))
        other = Figures(board)
        if target == "plan" or target.startswith("plan."):
            return other.of_plan(aspect, target[5:] or None) if aspect in PLAN_ASPECTS else None
        if target not in board.plan.targets or aspect not in ASPECTS:
            return None
        progress = other.at(target, node)
        return other.of(progress, aspect) if progress else None

    def at(self, target: str, node: str) -> Progress | None:
        """The progress at a node named as in an id."""
        if node == "city":
            return self.board.city(target)
        if node in self.board.ledger.units.by_code:
            return self.board.unit(target, node)
        return self.board.tagged(target, node) if node in self.board.ledger.units.tags else None

    def _standing(self, section: str | None) -> list[Progress]:
        plan = self.board.plan
        return [
            self.board.city(target.id)
            for place, part in enumerate(plan.sections, 1)
            for target in part.targets
            if section in (None, f"{place:02}")
        ]

    @property
    def _reference(self) -> Period:
        return self.board.reference or Period.month_of(self.board.year, 1)

    def _month(self, progress: Progress) -> Period:
        return progress.period or self._reference

    def _keep(self, figure_id: str, text: str, alias: str, progress: Progress | None) -> Figure:
        if figure_id not in self.made:
            self.made[figure_id] = Figure(figure_id, text, alias, progress.sources if progress else ())
        return self.made[figure_id]
