"""What every target has, whatever its kind: name, deadline, cadence, scope, strength and its place in the speech."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar

from pydantic import Field, PrivateAttr

from mzgz.model.findings import Source
from mzgz.model.goals import Goal
from mzgz.model.numbers import exact
from mzgz.model.periods import Cadence, Period
from mzgz.model.targets.aggregate import Figure, Heads
from mzgz.model.targets.field_types import GoalText, IsoDate, Locate, PeriodText, Written
from mzgz.model.targets.gap import Gap
from mzgz.model.targets.pace import Pace
from mzgz.model.targets.reported_facts import Fact, Facts, State
from mzgz.model.targets.target_clauses import (
    AtLeast,
    Baseline,
    Basis,
    Code,
    Judge,
    Operand,
    Origin,
    Revision,
    UnitTerms,
    Where,
)
from mzgz.model.unit import Unit

__all__ = [
    "AtLeast",
    "Baseline",
    "Basis",
    "GoalText",
    "IsoDate",
    "Judge",
    "Locate",
    "Operand",
    "PeriodText",
    "Revision",
    "Target",
    "Where",
    "Written",
]


_Record = TypeVar("_Record")


def located(record: _Record, locate: Locate) -> _Record:
    """Tie a frozen record to the place it was read from; done once, by the door that read it."""
    object.__setattr__(record, "locate", locate)
    return record


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


@lru_cache(256)
def _last_month(year: int, month: int, step: int) -> Period:
    """The last month of the stretch of `step` months a month lies in: asked for with every verdict."""
    return Period(Period.month_of(year, month).index // step * step + step - 1, 1)


class Target(Written):
    """A promise of the year. Kinds add what is reported and how it is judged, and state their abilities here:
    whoever treats kinds differently asks for an ability, never for a name."""

    kind_label: ClassVar[str]
    operands: ClassVar[tuple[str, ...]] = ()
    """Names of the numbers a unit reports."""
    reports: ClassVar[frozenset[str]]
    """Entry fields that make sense for the kind, besides note, not_applicable and pending."""
    events: ClassVar[bool] = False
    """Whether its number counts events: none is the good news, each wants an account, a later zero takes none back."""
    begins: ClassVar[Period | None] = None
    """The first month the bureau asks anything of; None where it asks from January on."""
    completes: ClassVar[bool] = False
    """Whether it is one thing, done once and for all: on a day, with its proof, and never undone."""

    id: Annotated[str, Field(title="标识", description="小写英文和连字符，年内不重复", pattern=SLUG)]
    name: Annotated[str, Field(title="名称", min_length=1)]
    kind: Annotated[str, Field(title="类别")]
    due: Annotated[IsoDate, Field(title="完成期限")]
    cadence: Annotated[
        Cadence, Field(title="报送频次", description="month 月、quarter 季、half 半年、year 年、once 一次性")
    ]
    cadence_by: Annotated[
        Literal["document", "bureau"] | None,
        Field(title="频次由谁定", description="document 原文写明、bureau 本局为了调度自己定的；不写即没有说"),
    ] = None
    scope: Annotated[Literal["all"] | tuple[Code, ...] | Where, Field(title="适用范围")] = "all"
    part_of: Annotated[
        str | None,
        Field(title="其中", description="本项是哪一项目标的一部分（写那一项的 id）：同一单位同一期不能比它大"),
    ] = None
    open_scope: Annotated[bool, Field(title="列举未尽", description="原文名单以“等”收尾", strict=True)] = False
    firm: Annotated[bool, Field(title="刚性任务", description="力争、适时、逐步等写 false", strict=True)] = True
    occasional: Annotated[
        bool, Field(title="可能本期没有", description="本期可能没有这类事项：没有的那一期填不适用", strict=True)
    ] = False
    units: Annotated[
        dict[Code, UnitTerms],
        Field(
            title="单独约定",
            description="单位代码: 自己的目标、基期数，或者豁免；写明原因和文号",
            default_factory=dict,
        ),
    ]
    revised: Annotated[tuple[Revision, ...], Field(title="调整", description="目标、期限、范围、口径的调整")] = ()
    division: Annotated[str | None, Field(title="责任科室")] = None
    definition: Annotated[str | None, Field(title="填报口径")] = None
    note: Annotated[str | None, Field(title="说明")] = None
    origin: Annotated[Origin, Field(alias="source", title="出处")]

    _locate: Locate | None = PrivateAttr(default=None)

    def at(self, *path: str | int) -> Source:
        """Where this target, or a value below it, is written."""
        return self._locate(*path) if self._locate else Source("")

    def located(self, locate: Locate) -> Self:
        self._locate = locate
        return self

    def begun(self, month: Period | None) -> Self:
        """Asked from that month on; kept beside the fields, where reading it costs nothing."""
        if month is not None:
            self.__dict__["begins"] = month
        return self

    def operand(self, role: str) -> Operand:
        """What the number reported under `role` (numerator, denominator, value) means."""
        operand = getattr(self, role)
        if not isinstance(operand, Operand):
            raise KeyError(role)
        return operand

    def whole(self, role: str) -> bool:
        """Whether the number counts things that come in whole numbers; an average of them does not."""
        return self.adds and self.operand(role).whole

    def applies_to(self, unit: Unit) -> bool:
        """Whether `unit` is in the target's scope; `all` is every unit that reports but the bureau itself. Whoever only
        groups those below it reports what names it; of the total of those below it there are numbers only."""
        if unit.code in self.units and self.units[unit.code].exempt:
            return False
        if isinstance(self.scope, tuple):
            return unit.code in self.scope
        if unit.is_bureau or unit.groups_only or (unit.reports_total and not self.operands):
            return False
        return self.scope == "all" or self.scope.holds(unit, self.due.year)

    def due_in(self, month: Period) -> bool:
        """Whether the target's own cadence asks for it at the end of `month`; `once` from its due month onward."""
        if self.begins is not None and month < self.begins:
            return False
        if self.cadence.months is None:
            return (month.year, month.month) >= (self.due.year, self.due.month)
        return month.month % self.cadence.months == 0

    def last_asked(self, month: Period) -> Period:
        """The latest month up to `month` at whose end the cadence asks for a report (may lie in the year before)."""
        if self.cadence.months is None:
            return month
        return Period(month.index - month.month % self.cadence.months, 1)

    @property
    def nothing(self) -> Figure:
        """The sum over no unit."""
        raise NotImplementedError

    # ── what is reported of it ───────────────────────────────────────────────────────────────────────────────────

    @property
    def quotient(self) -> bool:
        """Whether it is one number over another."""
        return "denominator" in self.operands

    @property
    def part_of_whole(self) -> bool:
        """Whether its numerator is a part of its denominator, so that it lies between none and all."""
        return self.quotient

    @property
    def counted(self) -> bool:
        """Whether it is one number of things or an amount that is to come up to a goal (or down to it)."""
        return self.operands == ("value",) and not self.events

    @property
    def adds(self) -> bool:
        """Whether what several units have adds up at all: two standards of 820元 are not one of 1640元."""
        return True

    @property
    def adds_to_goal(self) -> bool:
        """Whether what several units have may be added to be held against the goal: where each of them owes a number of
        its own, none is set to their sum."""
        return self.pooled or not self.counted

    @property
    def accumulates(self) -> bool:
        """Whether its number runs on from January and so never falls."""
        return False

    @property
    def which_number(self) -> Literal["", "cumulative", "period", "stock", "level"]:
        """Which number a return is to give: the one since January, that of the period, the one at its end, a level;
        empty where its name alone tells."""
        return ""

    @property
    def steady(self) -> bool:
        """Whether its numbers say how things stand, so that they change slowly."""
        return self.quotient

    @property
    def recurs(self) -> bool:
        """Whether it comes due again and again and is held or missed each time."""
        return "done" in self.reports and not self.completes

    @property
    def staged(self) -> bool:
        """Whether it is told by its stage."""
        return "stage" in self.reports

    @property
    def measure(self) -> str:
        """The measure of its first number: 张, 个, 起; empty where it has none."""
        return self.operand(self.operands[0]).unit if self.operands else ""

    def share_sign(self, goal: Goal | None) -> str:
        """% or ‰, where its figure is told as a share; empty of things and of so many per thousand."""
        if not self.quotient or self.base != 1:
            return ""
        return "%" if goal is None or goal.threshold is None else goal.share

    def measure_beside(self, goal: Goal | None) -> str:
        """What stands behind its figure and its goal: 张, 张/千人; nothing behind a share, which has its sign within."""
        return "" if self.share_sign(goal) else self.measure

    @property
    def proof_word(self) -> str | None:
        """What proves it: 文号, 会议名称, 项目名称; None where any paper may."""
        return None

    # ── when it is asked and judged ──────────────────────────────────────────────────────────────────────────

    @property
    def due_month(self) -> Period:
        """The last month of the period of the target's cadence that contains the due date."""
        return _last_month(self.due.year, self.due.month, self.cadence.months or 1)

    def asked(self, at: Period) -> Sequence[int]:
        """Indices of the months of the year, up to `at`, at whose end it is asked; `once`: every month counts."""
        step, start = self.cadence.months or 1, at.year * 12
        if self.begins is not None and self.begins.index > start:
            start = self.begins.index // step * step
        return range(start + step - 1, at.index + 1, step)

    def entry_at(self, facts: Facts, at: Period) -> Fact | None:
        """What the unit says for `at`; of a thing asked once, the latest it has said."""
        return facts.at(at.index) if self.cadence.months else facts.latest(at.index)

    def elapsed(self, at: Period) -> Fraction:
        """The share of completed months from the start (the year, or the period of the baseline) to the due date."""
        baseline = getattr(self, "baseline", None)
        start = baseline.period.index if baseline else at.year * 12 - 1
        total = Period.month_of(self.due.year, self.due.month).index - start
        return min(Fraction(at.index - start, total), Fraction(1)) if total > 0 else Fraction(1)

    def goal_at(self, day: date) -> Goal | None:
        """The goal in force on `day`: a revision keeps the old goal for what was judged before it. A change against the
        baseline comes as what it amounts to."""
        later = self.revised and sorted(
            (each for each in self.revised if each.on > day and each.was), key=lambda each: each.on
        )
        goal: Goal | None = later[0].was if later else self._own_goal
        if goal is None or goal.step is None:
            return goal and goal.per(self.base)
        return goal.from_baseline(self.base_value, percent=self.quotient and self.base == 1)

    @property
    def _own_goal(self) -> Goal | None:
        """None of a kind without one; taken where the values are, for asking a model for what it has not takes long."""
        goal: Goal | None = self.__dict__.get("goal")
        return goal

    @property
    def base(self) -> int:
        """The number of things in the denominator the goal speaks of: 1000 for 张/千人, 1 for a share."""
        return 1

    def as_of(self, day: date) -> Self:
        """As it was declared on `day`: later revisions of its date, scope and definition do not exist."""
        later = sorted((each for each in self.revised if each.on > day), key=lambda each: each.on, reverse=True)
        changes: dict[str, Any] = {}
        for each in later:
            changes |= {name: old for name, old in each.old_terms if old is not None}
        scope = changes.get("scope", self.scope)
        if isinstance(scope, Where):
            changes["scope"] = scope.on(day)
        return self.model_copy(update=changes) if changes else self

    def joined(self, unit: Unit) -> Period | None:
        """The month in which a change of its scope, or of what is registered of the unit, first brought it in: nothing was
        asked of it before. None of one it has concerned all along."""
        days = {each.on for each in self.revised if each.scope_was is not None}
        days |= {each.on for each in unit.registry_changed}
        for day in sorted(days, reverse=True):
            if not self.as_of(day - timedelta(days=1)).applies_to(unit):
                return Period.month_of(day.year, day.month)
        return None

    def concerned_in(self, unit: Unit, month: Period) -> bool:
        """Whether a unit was in its scope as that stood at the end of a month."""
        dated = self.revised or unit.registry_changed
        return (self.as_of(month.last_day) if dated else self).applies_to(unit)

    def for_unit(self, code: str) -> Self:
        """As it binds one unit: its own goal and baseline, where the plan gives it some."""
        own = self.units.get(code)
        if own is None or own.exempt:
            return self
        changes: dict[str, Any] = {"units": {}}
        if own.goal is not None:
            changes |= {"goal": own.goal, "revised": tuple(each for each in self.revised if each.was is None)}
        if hasattr(self, "baseline"):
            changes["baseline"] = self.own_baseline(own) or (None if self.from_baseline else self.baseline)
        return self.model_copy(update=changes)

    def shared(self, code: str) -> bool:
        """Whether a unit is held to the goal of all together: the sum is judged, and nothing else was agreed with it."""
        own = self.units.get(code)
        return self.pooled and (own is None or own.goal is None)

    def own_baseline(self, own: UnitTerms) -> Any:
        """Where the unit itself stood; None where the plan does not say."""
        return None

    @property
    def base_known(self) -> bool:
        """Whether the plan says where it stood before."""
        return getattr(self, "baseline", None) is not None

    @property
    def base_value(self) -> Fraction | None:
        """Where the city stood in the period of the baseline."""
        baseline = getattr(self, "baseline", None)
        return exact(baseline.value) if baseline else None

    # ── how it concludes; each kind in its own way ───────────────────────────────────────────────────────────

    @property
    def judges(self) -> bool:
        """Whether the kind gives a verdict at all."""
        return True

    @property
    def lasting(self) -> bool:
        """Whether it must hold all year: it cannot be reached early nor made good later."""
        return False

    def limited(self, at: Period) -> bool:
        """Whether less is better: of a limit for all together nobody keeps a part alone."""
        return False

    def capped(self, at: Period) -> bool:
        """Whether what meets the goal now may still lose it, since more is to come: a limit, an exact number, a range, and a
        share of all the year's cases are kept when the year is over, not before."""
        return False

    def overrun(self, figure: Any, at: Period) -> bool:
        """Whether what only grows is beyond its goal already, whoever is still silent."""
        return False

    @property
    def yearlong(self) -> bool:
        """Whether what happens after the due date still counts against it, to the year's end."""
        return False

    @property
    def due_before_asked(self) -> bool:
        """Whether its date lay before anybody was asked."""
        return self.begins is not None and self.due_month < self.begins

    @property
    def due_unseen(self) -> bool:
        """Whether besides no day of its own tells whether the date was kept."""
        return self.due_before_asked and not (self.dated or self.yearlong)

    @property
    def irreparable(self) -> bool:
        """Whether a miss is final before the due date."""
        return False

    @property
    def from_baseline(self) -> bool:
        """Whether its pace is reckoned from where the reporter stood before the year."""
        return False

    @property
    def directional(self) -> bool:
        """Whether only a direction was promised: better than where the city stood, which says nothing of one unit."""
        goal = self._own_goal
        return goal is not None and goal.threshold is None

    def speaks_of(self, *, whole: bool) -> bool:
        """Whether the goal is one for a part of the scope too, not only for the whole."""
        return whole or not self.directional

    def spans(self, at: Period) -> Sequence[int] | None:
        """Indices of the months whose entries make up the figure; None: just the one of `at`."""
        return None

    @property
    def takes_all(self) -> bool:
        """Whether what is reported in a month that the cadence does not ask for is part of the figure, too."""
        return False

    @property
    def by_month(self) -> bool:
        """Whether each month is judged by what was said of it alone, while the figure may be the sum of all so far."""
        return False

    def caseless(self, figure: Any) -> bool:
        """Whether all months of cases were told of and none held a case: there is nothing to reach or to miss."""
        return False

    def empty(self, figure: Any) -> bool:
        """Whether nobody had a case in what is judged month by month: neither kept nor broken."""
        return self.by_month and self.caseless(figure)

    def tally_of_month(self, facts: Facts, at: Period) -> tuple[State, Figure]:
        """What a unit brings of one month alone."""
        return self.tally(facts, at)

    def falls_short(self, fact: Fact, facts: Facts, month: Period) -> bool:
        """Whether what was said for a month falls short by itself, whatever came before it."""
        tally = self.tally_of_month if self.by_month else self.tally
        return fact.state == "reported" and self.verdict(tally(facts, month)[1], month) is False

    def judged(self, at: Period) -> Sequence[int]:
        """Indices of the months that must all meet the goal for it to be met at `at`."""
        return (at.index,)

    @property
    @abstractmethod
    def formula(self) -> str:
        """How the city figure is formed, in words."""

    @property
    def cadence_words(self) -> str:
        """How often it is asked, and by whose word: 季报（本局定）."""
        by = {"document": "（原文写明）", "bureau": "（本局定）"}.get(self.cadence_by or "", "")
        return f"{self.cadence.label}{by}"

    @property
    def judge_words(self) -> str:
        """On what the city verdict is given, in words."""
        judge = self._judge
        if judge is None:
            return "不作达标判定"
        if isinstance(judge, AtLeast):
            return f"至少{judge.at_least}个{f'{judge.level}级' if judge.level else ''}单位达到才算达标"
        return "按全部单位合计判定" if self.pooled else "每个单位都达到才算达标"

    @abstractmethod
    def tally(self, facts: Facts, at: Period) -> tuple[State, Figure]:
        """What one unit brings to the sum at the end of `at`."""

    def tally_in_time(self, facts: Facts, at: Period) -> tuple[State, Figure]:
        """The same by the due date itself, where that lies within `at`: what a verdict on the date is given on."""
        return self.tally(facts, at)

    @property
    def dated(self) -> bool:
        """Whether a day of its own, not the end of a month, decides."""
        return False

    @abstractmethod
    def verdict(self, figure: Any, at: Period) -> bool | None:
        """Whether a sum meets the goal in force at the end of `at`; with gaps: whatever the missing ones bring."""

    @abstractmethod
    def display(self, figure: Any, at: Period) -> str | None:
        """The figure as printed, without its unit of measure; None where there is no value."""

    @abstractmethod
    def pace(self, figure: Any, at: Period) -> Pace | None:
        """Progress against elapsed time; None where the kind defines none."""

    def registered(self, unit: Unit, month: Period | None = None) -> int | None:
        """The denominator by the bureau's registry at the end of a month, where one is tied to it."""
        return None

    @property
    def tied_to_registry(self) -> bool:
        """Whether its scope, or a number it is held against, is what is registered of a unit."""
        return isinstance(self.scope, Where) or any(self.operand(role).registry is not None for role in self.operands)

    def registered_through(self, unit: Unit, at: Period | None) -> Mapping[int, int] | int | None:
        """The same for all months of the year up to `at`: one number, or by month where it has changed."""
        if at is None or unit.registry_steady:
            return self.registered(unit)
        months = (Period(index, 1) for index in range(at.year * 12, at.index + 1))
        numbers = {month.index: self.registered(unit, month) for month in months}
        return {month: number for month, number in numbers.items() if number is not None}

    def done_on(self, facts: Facts) -> date | None:
        """The day a single thing was done."""
        return None

    def told_in(self, facts: Facts) -> Sequence[int]:
        """Months whose word a figure rests on, whatever month it is of."""
        return ()

    def unproven(self, facts: Facts) -> bool:
        """Whether a single thing is said to be done without what must prove it (待证)."""
        return False

    def gap(self, figure: Any, at: Period) -> Gap | None:
        """What is lacking, in things."""
        return None

    @property
    def pooled(self) -> bool:
        """Whether the city verdict is on the sum, not on the units."""
        return self._judge in (None, "pooled")

    @property
    def _judge(self) -> object:
        """None of a kind without one; taken as `_own_goal` is."""
        return self.__dict__.get("judge")

    @property
    def asks_so_many(self) -> bool:
        """Whether it is promised of so many units, whichever they are."""
        return isinstance(self._judge, AtLeast)

    @property
    def judged_level(self) -> str | None:
        """The level whose units are counted; None: the one right below."""
        judge = self._judge
        return judge.level if isinstance(judge, AtLeast) else None

    def least(self, expected: int) -> int:
        """How many of so many units must reach the goal."""
        judge = self._judge
        return judge.at_least if isinstance(judge, AtLeast) else expected

    def conclude(self, heads: Heads) -> bool | None:
        """The verdict on the units: whether enough of them reach the goal."""
        concerned = heads.expected - heads.void
        least = self.least(concerned)
        if not concerned or heads.met >= least:
            return True if concerned else None
        return False if heads.met + heads.open < least else None
