"""Where one target stands at one node: the figures, the verdict and the light, and how they are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import EllipsisType
from typing import Literal

from mzgz.model.goals import Goal
from mzgz.model.numbers import Exact, unbound
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Amount, Bounds, Figure, Heads, Levels, Share
from mzgz.model.targets.gap import Gap
from mzgz.model.targets.pace import Pace
from mzgz.model.targets.reported_facts import LACKING, Facts, State
from mzgz.progress.figure_entries import ReadFromEntries
from mzgz.progress.lights import Edge, Light
from mzgz.progress.undecided_causes import Cause, cause_of
from mzgz.progress.unit_parts import PartsTold
from mzgz.progress.verdict_words import Verdict

MARK = "※"
MARKED = f"{MARK} 所用的数有强制问题没有改正：暂不排名，不算完成"
"""What the mark means, as a note under a table."""
_WORDS: dict[State, str] = {"unreported": "未报", "not_applicable": "不适用", "pending": "待核"}


@dataclass(frozen=True, slots=True)
class Node:
    """A place figures are formed for: the city, one unit's own word, a unit with all below it, or a tag (牧区)."""

    kind: Literal["city", "unit", "tree", "tag"]
    key: str
    """A unit code, a tag, or `city`."""
    name: str


def figure_words(target: Target, figure: Figure, heads: Heads, month: Period | None) -> str:
    """A figure of a month as printed, or the word for its absence."""
    if heads.state in _WORDS:
        return _WORDS[heads.state]
    if heads.state == "partial":
        return f"已报{heads.reported}/{heads.expected}" if heads.expected > 1 else "未报全"
    shown = target.display(figure, month) if month else None
    return "—" if shown is None else shown


@dataclass(frozen=True, slots=True)
class Progress(ReadFromEntries):
    """One target at one node, as known on the as-of day. All numbers are exact."""

    target: Target
    node: Node
    period: Period | None
    """The month the figures are of; None where nothing was asked yet."""
    figure: Figure
    heads: Heads
    met_now: bool | None
    """The verdict on the figures of `period` alone."""
    decided: Period | None
    """The month `met` speaks of: from the due date on, the one that ends there."""
    met: bool | None
    """True, False, or None: open, or a kind without a verdict. With gaps: whatever the missing ones report."""
    heads_decided: Heads
    made_good: Period | None
    """The later month in which a goal missed at its date was reached."""
    late: bool
    """Done in time, but that was not known when the month closed (完成（迟报）)."""
    light: Light
    edge: Edge
    """What decided the light."""
    pace: Pace | None
    parts: Sequence[Progress] = field(default=(), repr=False)
    """The units behind a city or group, concluded when they are looked at."""
    below: Sequence[Progress] = field(default=(), repr=False)
    """The nodes of the level below: the same units where there is but one level."""
    facts: Facts | None = field(default=None, repr=False)
    returns: tuple[Submission, ...] = field(default=(), repr=False)
    """All returns of the unit in the year up to the reference month."""
    doubts: int = 0
    """How many figures in it stand under an open 强制 finding: shown with a mark, not ranked."""
    speaks: bool = True
    """Whether the goal is one for this node: a number promised by all together says nothing of what one of them owes."""
    counted: Sequence[Progress] = field(default=(), repr=False)
    """The units of a level among which so many are counted, where those are not the parts: a 县 once, by its sum."""
    _cause: Cause | EllipsisType | None = field(default=..., init=False, repr=False, compare=False)

    # ── figures ──────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def state(self) -> State:
        return self.heads.state

    @property
    def numerator(self) -> Exact | None:
        return self._operand("numerator", "part")

    @property
    def denominator(self) -> Exact | None:
        return self._operand("denominator", "whole")

    def _operand(self, role: str, side: str) -> Exact | None:
        """ΣN or ΣD; None while any is missing. A unit's own half-filled entry shows what it gives."""
        if not isinstance(self.figure, Share) or self.state == "not_applicable":
            return None
        if not self.figure.gaps:
            part: Exact = getattr(self.figure, side)
            return part
        given = getattr(self.entry, role, None) if self.state == "partial" else None
        return None if given is None else unbound(given)

    @property
    def value(self) -> Fraction | None:
        """The exact value; None while anything is missing, where a denominator is 0, and where it does not apply."""
        return self.figure.value if self.heads.expected and self.period else None

    @property
    def so_far(self) -> Fraction | None:
        """The value among those who reported; beside a gap, never in place of the value."""
        return self.figure.so_far if self.heads.reported else None

    @property
    def bounds(self) -> Bounds | None:
        """The least and greatest value still possible; None where nothing is missing."""
        if not self.period or self.state in ("reported", "not_applicable") or not self.target.judges:
            return None
        return self.figure.bounds

    @property
    def least(self) -> Fraction | None:
        """What a sum with gaps comes to at least, by what the silent ones reported before; None where that is no more than
        those who reported come to."""
        low = self.bounds[0] if self.bounds and self.target.counted else None
        so_far = self.so_far
        return Fraction(low) if low is not None and so_far is not None and low > so_far else None

    @property
    def goal(self) -> Goal | None:
        """The goal in force at the end of the month that decides."""
        month = self.decided or self.period
        return self.target.goal_at(month.last_day if month else self.target.due)

    @property
    def gap(self) -> Gap | None:
        """What is lacking by the figures of `period`, in things; None where nothing is, or where it is unknown."""
        if self.period is None or not self.heads.expected or self.met_now or not self.speaks or not self.adds_up:
            return None
        if self.parts and self.target.quotient and not self.target.pooled:
            return None  # each has its own way to go: the share of their sum says nothing of it
        return self.target.gap(self.figure, self.period)

    @property
    def over(self) -> bool:
        """Whether it is beyond its goal: too many where less is better, or more than an exact number or a range asks
        for; with gaps, beyond it whatever the missing ones report."""
        if self.gap is not None:
            return self.gap.over
        goal, low = self.goal, self.bounds[0] if self.bounds else None
        if goal is None or low is None or self.met_now is not False or not self.speaks or not self.adds_up:
            return False
        return goal.passed(Fraction(low), self.target.base_value)

    @property
    def over_for_good(self) -> bool:
        """Whether it is beyond its limit with what only grows through the year: nothing brings it back."""
        return self.target.counted and not self.target.steady and self.gap is not None and self.gap.over

    @property
    def adds_up(self) -> bool:
        """Whether the figure may be held against the goal: a unit's own, or a sum where the kind allows it."""
        return self.target.adds_to_goal or not self.parts

    @property
    def completion(self) -> Fraction | None:
        """The share of a promised number that is there, beyond 1 where more was done; None where less is better, where
        the number is not one for this node, where it is over an exact one, and within or beyond a range."""
        goal, value = self.goal, self.value
        if not self.target.counted or not self.adds_up or goal is None or not goal.threshold or value is None:
            return None
        stated = goal.stated(value)
        if stated is None or not goal.rises or (goal.sign in ("=", "within") and value > stated):
            return None
        return value / stated

    # ── how it came out ──────────────────────────────────────────────────────────────────────────────────────────

    @property
    def due(self) -> bool:
        """Whether the figures are of the month it falls due in, or later."""
        return self.period is not None and self.period >= self.target.due_month

    @property
    def verdict(self) -> Verdict:
        if self.state == "not_applicable":
            return Verdict.NOT_APPLICABLE
        if not self.target.judges:
            return Verdict.UNJUDGED
        if self.made_good is not None:
            return Verdict.MADE_GOOD
        if self.edge in (Edge.DOUBTED, Edge.BEFORE_RECORD):
            return Verdict.OPEN
        lasting = self.target.lasting or self.edge is Edge.OVERRUN
        if not self.due and self.met is True and (lasting or self.edge in (Edge.WITHIN, Edge.SO_FAR)):
            return Verdict.HELD
        # what must hold all year is missed for good before its date
        if not self.due and (self.met is None or (self.met is False and not lasting)):
            waits = self.cause not in (None, Cause.MISSING, Cause.NOT_DUE, Cause.WHOLE_ONLY)
            return Verdict.OPEN if waits else Verdict.NOT_DUE
        return {True: Verdict.MET, False: Verdict.MISSED, None: Verdict.OPEN}[self.met]

    @property
    def settled(self) -> bool:
        """Whether its goal is reached for good, not only kept so far."""
        return self.met is True and self.verdict is not Verdict.HELD

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def display(self) -> str:
        """The figure as printed, or the word for its absence: 56.1% · 已报12/14 · 未报 · 未到 · 不适用 · 待核 · —."""
        if (self.period is None and self.state != "not_applicable") or (self.awaited and not self.reported):
            return "未到"
        if self.awaited:
            return f"完成{self.units_met}/{self.expected}"
        if self.edge is Edge.UNPROVEN:
            return "待证"
        return figure_words(self.target, self.figure, self.heads, self.period)

    @property
    def awaited(self) -> bool:
        """Whether it is a thing to be done once whose date is still ahead: who is silent has not failed to report."""
        once = self.target.cadence.months is None and not self.target.operands and self.target.judges
        ahead = self.period is not None and self.period < self.target.due_month
        return once and ahead and self.state in ("unreported", "partial")

    def printed(self, value: Fraction) -> str:
        """Another value of the same target (a bound, the value so far), printed in the same way."""
        month = self.period or self.target.due_month
        match self.figure:
            case Amount():
                figure: Figure = Amount(value)
            case Levels():
                figure = Levels.one(value)
            case _:
                figure = Share(value.numerator, value.denominator)
        return self.target.display(figure, month) or "—"

    @property
    def printed_bounds(self) -> tuple[str | None, str | None]:
        """The bounds as the figure itself would print; None where there is no limit."""
        figure, month = self.figure, self.period or self.target.due_month
        if self.bounds is None or self.bounds == (None, None):
            return None, None
        if isinstance(figure, Share):
            whole = figure.whole + figure.base
            low, high = (Share(figure.part + missing, whole) for missing in (figure.low, figure.high))
            return self.target.display(low, month), self.target.display(high, month)
        least, most = (None if end is None else self.printed(Fraction(end)) for end in self.bounds)
        return least, most

    @property
    def words(self) -> str:
        """The light as it is told."""
        if self.edge is Edge.BROKEN:
            return "底线突破"
        if self.edge is Edge.OVERRUN:
            return "已超出"
        if self.edge is Edge.LAPSED:  # no later month makes it up: the word of the tables
            return Verdict.MISSED.word
        if self.edge is Edge.MADE_GOOD and self.made_good:
            day = self.done_on
            return f"逾期补齐（{f'{day.month}月{day.day}日' if day else f'{self.made_good.month}月'}）"
        if self.light is Light.DONE and self.late:
            return "完成（迟报）"
        return (self.cause or self.light).value

    @property
    def cause(self) -> Cause | None:
        """What an undecided light waits for; None where it says something. Found out once: it may take all units to know."""
        if self._cause is ...:
            object.__setattr__(self, "_cause", cause_of(self))
        return self._cause if self._cause is not ... else None

    @property
    def mark(self) -> str:
        """※ beside a figure that stands under an open 强制 finding, or that holds some that do."""
        return MARK if self.doubts else ""

    @property
    def short_words(self) -> str:
        """The same without the day; that it was reported late is never left out."""
        return self.words if self.late else self.words.partition("（")[0]

    @property
    def done_on(self) -> date | None:
        """The day a single milestone was done."""
        if self.facts:
            return self.target.done_on(self.facts)
        days = [part.done_on for part in self.parts]
        return max((day for day in days if day), default=None) if days and None not in days else None

    @property
    def judged_parts(self) -> Sequence[Progress]:
        """The units its verdict counts."""
        return self.counted or self.parts

    # ── heads ────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def reported(self) -> int:
        return self.heads.reported

    @property
    def expected(self) -> int:
        """Units it applies to this time: those not applicable are not counted."""
        return self.heads.expected

    @property
    def units_met(self) -> int:
        """k of n: units whose own verdict is met, in the month that decides."""
        return self.heads_decided.met

    @property
    def missing(self) -> tuple[Node, ...]:
        """Units without their figure: not reported, half-filled, or pending."""
        if isinstance(self.parts, PartsTold):
            return self.parts.missing
        units = self.parts or (self,)
        return tuple(unit.node for unit in units if unit.state in LACKING)

    @property
    def lacking_names(self) -> tuple[str, ...]:
        """Their names; of several units together how many of them: 内蒙古缺3个."""
        return tuple(
            one.node.name if one.node.kind == "unit" else f"{one.node.name}缺{one.units_missing}个"
            for one in self.lacking
        )

    @property
    def units_missing(self) -> int:
        """How many units have not reported, or not all of it."""
        return self.heads.expected - self.heads.reported

    @property
    def lacking(self) -> tuple[Progress, ...]:
        """The nodes of the level below that keep it from being complete."""
        return tuple(node for node in self.below or (self,) if node.state in LACKING)
