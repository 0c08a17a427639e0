"""What became of one target at the city, as a template sees it: its figures, its verdict, and the units behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from mzgz.progress import (
    Edge,
    Progress,
    change_since_base,
    on_its_date,
    ranks,
    waits_for_returns,
)
from mzgz.publishing.figures import Figures
from mzgz.publishing.report.declared_target import Declared
from mzgz.publishing.report.narratives import alike
from mzgz.publishing.report.reason_kinds import kinds_of
from mzgz.publishing.report.target_names import event_name
from mzgz.publishing.report.unit_view import Printing, UnitView

_ROUND = 5
"""Step of the turn in which units are preferred from target to target, so that not always the first are told of."""


@dataclass(frozen=True)
class TargetView(Declared, Printing):
    """One target at the city, with its units. `place` is its number in the plan, `turn` that among its kind."""

    progress: Progress
    figures: Figures
    place: int = 0
    turn: int = 0

    @property
    def point(self) -> str:
        """Where the plan named it: 三（二）一是."""
        return self.progress.target.origin.section

    @property
    def proof(self) -> str:
        return str(getattr(self.progress.target, "proof", ""))

    @property
    def hold(self) -> bool:
        return self.progress.target.lasting

    @property
    def goal_words(self) -> str:
        goal = self.progress.goal
        return goal.words if goal else ""

    @property
    def thing(self) -> str:
        """What its (first) number counts: 规模性返贫事件."""
        target = self.progress.target
        name = target.operand(target.operands[0]).name if target.operands else target.name
        return event_name(target.name, name) if target.events else name

    @property
    def directional(self) -> bool:
        """Whether only a direction was promised."""
        return self.progress.target.directional

    @property
    def waits_for_returns(self) -> bool:
        """Whether it stands without a verdict for want of a return, not of a document or a baseline."""
        return waits_for_returns([self.progress])

    @property
    def kept_so_far(self) -> bool:
        """Whether nothing is against its goal yet, and the rest of the year may still be."""
        return self.progress.met is True and not self.progress.settled

    @property
    def still_grows(self) -> bool:
        """Whether a number that keeps its goal now may yet lose it: only at its date there is something to say of it."""
        return self.progress.edge in (Edge.WITHIN, Edge.SO_FAR)

    @property
    def over(self) -> bool:
        """Whether it is beyond its goal: too many where less is better, or more than an exact number."""
        return self.progress.over

    @property
    def met_as_a_whole(self) -> bool:
        """Whether what all come to together reaches the goal, whatever each of them comes to."""
        goal, value = self.progress.goal, self.progress.value
        return goal is not None and value is not None and goal.met(value, self.progress.target.base_value) is True

    @property
    def met_so_far(self) -> bool:
        """Whether those who reported reach the goal by themselves."""
        goal, value = self.progress.goal, self.progress.so_far
        return goal is not None and value is not None and goal.met(value, self.progress.target.base_value) is True

    @property
    def each_owes(self) -> bool:
        """Whether every unit owes a number of its own, so that none is set to the sum."""
        return not self.progress.target.adds_to_goal

    @property
    def partly(self) -> bool:
        """Whether what is added up holds months of a unit that has not reported all of them."""
        if not self.progress.target.takes_all:
            return False
        return any(part.value is None and part.figure.so_far for part in self.progress.parts)

    @property
    def told_by_units(self) -> bool:
        """Whether its goal is reached by units, while what they come to together says nothing of it or is short of it."""
        by_units = self.each_owes or (not self.progress.target.pooled and not self.met_as_a_whole)
        return self.numeric and by_units and not self.apart and bool(self["goal"])

    @property
    def level(self) -> bool:
        """Whether it stands where it stood in the baseline."""
        return self.progress.value is not None and self.progress.value == self.progress.target.base_value

    @property
    def flow(self) -> bool:
        """Whether its number grows through the year."""
        return self.counted and not self.progress.target.steady

    @property
    def outgrown(self) -> bool:
        """Whether its number grows on and has passed that of the whole year before."""
        return self.flow and not self.due and bool(self["rise"])

    @property
    def city_cause(self) -> str:
        """，主要因…: the kind of reason the bureau itself gave for the whole; empty where it gave none."""
        kinds = kinds_of(entry.note or "" for _, entry in self.figures.board.city_words(self.id))
        return f"，主要因{'、'.join(kinds[:2])}" if kinds else ""

    @property
    def change_told(self) -> str:
        """比上年增长10.7%, where such a change was promised; empty where it was not."""
        change = change_since_base(self.progress)
        if change is None or change.after == "倍" or not change.word:
            return ""
        if change.word == "持平":
            return f"与{self.since}持平"
        aspect = {"提高": "rise", "降低": "fall", "增长": "growth", "下降": "decline"}[change.word]
        return f"比{self.since}{change.word}{self[aspect]}{change.after}"

    @property
    def full_goal(self) -> bool:
        goal = self.progress.goal
        return goal is not None and goal.threshold == 1 and goal.percent

    @property
    def cadence(self) -> str:
        """按月 · 按季 · 每半年 · 全年: how often it comes due."""
        return self.progress.target.cadence.rhythm

    @property
    def season(self) -> str:
        """The last stretch its reports speak of."""
        at, months = self.progress.period, self.progress.target.cadence.months
        return at.season(months) if at and months else ""

    @property
    def made_good_month(self) -> int | None:
        return self.progress.made_good.month if self.progress.made_good else None

    @property
    def mid_year(self) -> bool:
        """Whether it was due before the year's last month."""
        at = self.progress.period
        return at is not None and self.progress.target.due_month < at

    @property
    def month(self) -> int | None:
        """The month its figures are of."""
        return self.progress.period.month if self.progress.period else None

    @cached_property
    def on_date(self) -> TargetView | None:
        """How it stood in the month its date was kept by, where a later figure is told; None where that is the same."""
        then = on_its_date(self.figures.board, self.progress)
        if then is None or then.period is None:
            return None
        return replace(self, progress=then, figures=Figures(self.figures.board.at(then.period), self.figures.made))

    @property
    def done_month(self) -> int | None:
        """The month in which the last of its units was done."""
        day = self.progress.done_on
        return day.month if day else None

    @property
    def bureau_only(self) -> bool:
        """A task of the bureau itself."""
        return all(part.node.key == self.figures.board.ledger.workspace.bureau.code for part in self.progress.below)

    @property
    def for_all(self) -> bool:
        """Whether every unit of the level below has it to do, not some of them only."""
        month = self.progress.period or self.figures.board.reference
        there = [unit for unit in self.figures.board.level if month is None or unit.exists_in(month)]
        return len(self.units) >= len(there)

    # ── units ────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def units(self) -> list[UnitView]:
        """Units it applies to, in code order."""
        return [UnitView(part, self.figures) for part in self.progress.below if part.expected]

    @cached_property
    def met_units(self) -> list[UnitView]:
        return [unit for unit in self.units if unit.progress.met is True]

    @cached_property
    def missed_units(self) -> list[UnitView]:
        """Units short of the goal on the date that decides; none where the goal is only one for all together."""
        return [] if self._together else [unit for unit in self.units if unit.progress.met is False]

    @cached_property
    def below_units(self) -> list[UnitView]:
        """Units whose own figure is short of the goal now."""
        return [] if self._together else [unit for unit in self.units if unit.progress.met_now is False]

    @cached_property
    def repaired_units(self) -> list[UnitView]:
        """Units that missed the date and have since made it good."""
        return [unit for unit in self.missed_units if unit.progress.made_good is not None]

    @cached_property
    def open_units(self) -> list[UnitView]:
        """Units of which a month or the whole is not known."""
        return [unit for unit in self.units if unit.progress.missing or (self.hold and unit.months_open)]

    @property
    def _together(self) -> bool:
        goal = self.progress.goal
        target = self.progress.target
        return (target.counted and target.adds) or (goal is not None and goal.threshold is None)

    @cached_property
    def top_units(self) -> list[UnitView]:
        """The best with exact ties, two at most; empty where any has not reported or too few compare."""
        if self.progress.missing or self.progress.doubts or len(self.units) < 4:
            return []
        places = ranks(self.progress.below)
        top = [unit for unit in self.units if places.get(unit.progress.node.key) == 1]
        return top if len(top) <= 2 else []

    @property
    def owing(self) -> bool:
        """Whether something of it is still to be made up: missed and not repaired, not known, or short somewhere."""
        return self.verdict in ("missed", "open") or bool(self.below_units)

    def at_stage(self, stage: str) -> list[UnitView]:
        """Units whose duty stands at that stage."""
        return [unit for unit in self.units if _stage(unit.progress) == stage]

    def facts(self, most: int = 2) -> list[UnitView]:
        """Units with the most telling reports, in code order; whose turn it is goes by the target's place."""
        able = [unit for unit in self.units if unit.fact[0] and unit.progress.met is not False]
        going = {unit.progress.node.key for unit in (*self.at_stage("未启动"), *self.at_stage("受阻"))}
        ranked = sorted(
            (unit for unit in able if unit.progress.node.key not in going),
            key=lambda unit: (-unit.fact[0], (self.units.index(unit) - self.place * _ROUND) % len(self.units)),
        )
        chosen: list[UnitView] = []
        for unit in ranked:
            if len(chosen) < most and not any(alike(unit.words, other.words) for other in chosen):
                chosen.append(unit)
        return sorted(chosen, key=lambda unit: unit.progress.node.key)


_BEHIND_FIRST: Final = ("受阻", "未启动", "推进中", "已完成")


def _stage(progress: Progress) -> str | None:
    """The stage of a unit's duty; of those it sums up, the one that is behind: 受阻 of one, 已完成 only of all."""
    if progress.entry is not None:
        return progress.entry.stage
    stages = {_stage(part) for part in progress.parts if part.expected and part is not progress}
    return next((stage for stage in _BEHIND_FIRST if stage in stages), None)
