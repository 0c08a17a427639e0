"""What a template sees of one target at the city: its figures, its verdict, and the units behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.periods import Period
from mzgz.progress import (
    Edge,
    Progress,
    change_since_base,
    difference_measure,
    on_its_date,
    ranks,
    share_sign,
    waits_for_returns,
)
from mzgz.publishing.figures import Figures
from mzgz.publishing.report.narratives import alike
from mzgz.publishing.report.reason_kinds import kinds_of
from mzgz.publishing.report.target_names import event_name, subject
from mzgz.publishing.report.unit_view import Printing, UnitView, View

_DECEMBER = 12
_PER = expression("每[百千万人户张个]|人均|户均")
_ROUND = 5
"""Step of the turn in which units are preferred from target to target, so that not always the first are told of."""


class Declared(View):
    """What was declared of a target, of this year or the next."""

    progress: Progress
    figures: Figures

    @property
    def id(self) -> str:
        return self.progress.target.id

    @property
    def name(self) -> str:
        return self.progress.target.name

    @property
    def subject(self) -> str:
        """What a sentence says a number of."""
        return subject(self.name)

    @property
    def kind(self) -> str:
        return self.progress.target.kind

    @property
    def quotient(self) -> bool:
        """Whether it is one number over another, told as a share."""
        return self.progress.target.quotient

    @property
    def counted(self) -> bool:
        """Whether it is one number of things or an amount."""
        return self.progress.target.counted

    @property
    def completes(self) -> bool:
        """Whether it is one thing, done once and for all."""
        return self.progress.target.completes

    @property
    def recurs(self) -> bool:
        """Whether it comes due again and again."""
        return self.progress.target.recurs

    @property
    def counts_events(self) -> bool:
        """Whether it is a line that no event may cross."""
        return self.progress.target.events

    @property
    def firm(self) -> bool:
        return self.progress.target.firm

    @property
    def numeric(self) -> bool:
        """Whether it is told by a share or by a number of things."""
        return self.quotient or self.counted

    @property
    def percent(self) -> bool:
        """Whether it is a share told in % or ‰."""
        return bool(share_sign(self.progress))

    @property
    def apart(self) -> bool:
        """Whether what its units have does not add up: each has a level, and together there is a lowest and a highest."""
        return not self.progress.target.adds

    @property
    def spoken_unit(self) -> str:
        """每千名老年人床位达到38张, 人均补贴为820元, 各街道督导员1名: what it is counted against is not said twice."""
        if self.percent:
            return ""
        thing, _, base = self.unit.partition("/")
        here = base == self.figures.board.ledger.workspace.vocabulary.units
        return thing if base and (here or _PER.search(self.name)) else self.unit

    @property
    def points(self) -> str:
        """What stands behind a difference of two of its shares: 个百分点, 个千分点, 张; empty of things."""
        if not self.quotient:
            return ""
        return difference_measure(self.progress) if self.percent else self.spoken_unit

    @property
    def thing_unit(self) -> str:
        """The measure of its (first) number itself, of so many per thousand too: 张."""
        target = self.progress.target
        return target.operand(target.operands[0]).unit if target.operands else ""

    @property
    def ongoing(self) -> bool:
        """Whether it is work without a number, a date or a rhythm."""
        return not (self.numeric or self.completes or self.recurs or self.counts_events)

    @property
    def unit(self) -> str:
        """The measure of its (first) number: 张, 个, 起."""
        return self.progress.target.measure

    @property
    def goal_sign(self) -> str:
        """>= > = <= < up down; empty where there is no goal."""
        goal = self.progress.goal
        return goal.sign if goal else ""

    @property
    def limits(self) -> bool:
        """Whether less is better: a ceiling, or a fall that was promised."""
        goal = self.progress.goal
        return goal is not None and not goal.rises

    @property
    def due_month(self) -> int:
        return self.progress.target.due.month

    @property
    def since(self) -> str:
        """上年, where the baseline is last year's closing figure; otherwise the time it is of."""
        baseline = getattr(self.progress.target, "baseline", None)
        if baseline is None:
            return ""
        month: Period = baseline.period
        if month.year == self.figures.board.year - 1 and month.month == _DECEMBER:
            return "上年"
        return f"{month.year}年" if month.month == _DECEMBER else f"{month.year}年{month.month}月"


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
    def city_cause(self) -> str:
        """，主要因…: the kind of reason the bureau itself gave for the whole; empty where it gave none."""
        kinds = kinds_of(entry.note or "" for _, entry in self.figures.board.city_words(self.id))
        return f"，主要因{'、'.join(kinds[:2])}" if kinds else ""

    @property
    def change_told(self) -> str:
        """比上年增长10.7%, where such a change was promised; empty where it was not."""
        change = change_since_base(self.progress)
        if change is None or change.after == "倍":
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
