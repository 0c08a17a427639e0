"""What a template sees of the data: sections, targets and units, whose figures print by name.

`{{ t.value }}` is a figure of the city, `{{ u.value }}` one of a unit; any name in `figures.ASPECTS` with `_` for `-`.
A figure that does not exist is empty text and false, so that a template can ask before it speaks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from mzgz.figures import ASPECTS, PLAN_ASPECTS, Figures
from mzgz.ledger import PlanSection
from mzgz.periods import Period
from mzgz.progress import Progress
from mzgz.report.markup import figure_mark, quote_mark
from mzgz.report.narratives import FACT_MOST, REASON_MOST, alike, dated, of_note, shortened, telling
from mzgz.submissions import Entry, Submission
from mzgz.targets import Count, Redline

_ROUND = 5
"""Step of the turn in which units are preferred from target to target, so that not always the first are told of."""


class View:
    """What a template may look into; `hidden` are the things behind it."""

    hidden: ClassVar[frozenset[str]] = frozenset({"progress", "figures", "part", "hidden"})


class _Printing(View):
    """Gives templates the figures of one progress."""

    progress: Progress
    figures: Figures

    def __getitem__(self, name: str) -> str:
        aspect = name.replace("_", "-")
        if aspect not in ASPECTS:
            raise KeyError(name)
        figure = self.figures.of(self.progress, aspect)
        return figure_mark(figure) if figure else ""

    @property
    def verdict(self) -> str:
        """reached · missed · late (reached after the date) · open · none (a kind without verdict) · na."""
        progress = self.progress
        if progress.state == "not_applicable":
            return "na"
        if not progress.target.judges:
            return "none"
        if progress.made_good is not None:
            return "late"
        return {True: "reached", False: "missed", None: "open"}[progress.met]

    @property
    def light(self) -> str:
        return self.progress.words


@dataclass(frozen=True)
class UnitView(_Printing):
    """One unit under one target."""

    progress: Progress
    figures: Figures

    @property
    def name(self) -> str:
        return self.progress.node.name

    # ── months ───────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _asked(self) -> list[Period]:
        at = self.progress.period
        return [Period(index, 1) for index in self.progress.target.asked(at)] if at else []

    @cached_property
    def months_open(self) -> list[int]:
        """Months that were asked for and of which nothing was said."""
        by_month = self.progress.facts.by_month if self.progress.facts else {}
        said = {index for index, fact in by_month.items() if fact.state in ("reported", "not_applicable")}
        return [month.month for month in self._asked if month.index not in said]

    @cached_property
    def months_short(self) -> list[int]:
        """Months in which it fell short: a duty not held, an event, a share below the goal."""
        return [submission.period.month for submission, _ in self._short]

    @cached_property
    def _short(self) -> list[tuple[Submission, Entry]]:
        facts, target = self.progress.facts, self.progress.target
        if facts is None or not target.lasting:
            return []
        return [pair for pair in self.progress.entries if self._fell_short(pair[0].period, pair[1])]

    def _fell_short(self, month: Period, entry: Entry) -> bool:
        """That month alone, whatever came before it."""
        facts, target = self.progress.facts, self.progress.target
        if isinstance(target, Redline):
            return bool(entry.value)
        if entry.done is not None:
            return not entry.done
        return facts is not None and target.verdict(target.tally(facts, month)[1], month) is False

    @property
    def done_month(self) -> int | None:
        day = self.progress.done_on
        return day.month if day else None

    # ── words of the unit ────────────────────────────────────────────────────────────────────────────────────

    def _quote(self, submission: Submission, text: str, most: int) -> str:
        return shortened(self._clauses(submission, text), most)

    def _clauses(self, submission: Submission, text: str) -> list[tuple[str, str]]:
        return of_note(self.figures, submission, self.progress.target.id, text).clauses()

    @property
    def note(self) -> str:
        """What the unit wrote last, as a quotation."""
        last = next((entry.note for _, entry in reversed(self.progress.entries) if entry.note), None)
        return quote_mark(last.rstrip("。；，")) if last else ""

    @property
    def reason(self) -> str:
        """Why it fell short, in the unit's own words, shortened; empty where it gave none."""
        pairs = (
            self._short
            or [
                (submission, entry)
                for submission, entry in self.progress.entries
                if self.progress.decided is None or submission.period >= self.progress.decided
            ][-1:]
        )
        told = [(submission, entry.note) for submission, entry in pairs if entry.note]
        return self._quote(*told[-1], REASON_MOST) if told else ""

    @property
    def reasons(self) -> list[str]:
        """Month by month why it fell short, in the unit's own words: 1月，连降大雪."""
        quotes = [
            (submission, entry, self._quote(submission, entry.note or "", REASON_MOST))
            for submission, entry in self._short
        ]
        return [
            f"{submission.period.month}月{'有' * (entry.note or '')[:1].isdigit()}{quote}"
            for submission, entry, quote in quotes
            if quote
        ]

    @property
    def events(self) -> list[str]:
        """What was written of a redline's events: what happened, and what was done after, each a clause of its own."""
        told = [(submission, entry.note) for submission, entry in self._short if entry.note]
        target = self.progress.target.id
        return [
            sentence
            for submission, text in told
            for sentence in of_note(self.figures, submission, target, text).sentences()
        ]

    @property
    def words(self) -> str:
        """Its most telling fact, as a quotation."""
        return self.fact[1]

    @property
    def season(self) -> bool:
        """Whether that fact needs the stretch of the year said that it speaks of."""
        return self.fact[2]

    @cached_property
    def fact(self) -> tuple[int, str, bool]:
        """How telling its last report is, the words worth telling, and whether they need their stretch of time said."""
        pairs = [(submission, entry.note) for submission, entry in self.progress.used if entry.note]
        if not pairs:
            return 0, "", False
        submission, text = pairs[-1]
        months = self.progress.target.cadence.months
        periodic = months is not None and months < 12
        worth, chosen = telling(self._clauses(submission, text), periodic=periodic)
        told = shortened(chosen, FACT_MOST)
        needs = periodic and not dated("，".join(written for written, _ in chosen))
        return (worth if told else 0), told, needs


@dataclass(frozen=True)
class TargetView(_Printing):
    """One target at the city, with its units. `place` is its number in the plan, `turn` that among its kind."""

    progress: Progress
    figures: Figures
    place: int = 0
    turn: int = 0

    @property
    def id(self) -> str:
        return self.progress.target.id

    @property
    def name(self) -> str:
        return self.progress.target.name

    @property
    def kind(self) -> str:
        return str(getattr(self.progress.target, "kind", ""))

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
    def firm(self) -> bool:
        return self.progress.target.firm

    @property
    def unit(self) -> str:
        """The measure of its (first) number: 张, 个, 起."""
        operands = self.progress.target.operands
        return self.progress.target.operand(operands[0]).unit if operands else ""

    @property
    def goal_words(self) -> str:
        goal = self.progress.goal
        return goal.words if goal else ""

    @property
    def goal_sign(self) -> str:
        """>= > = <= < up down; empty where there is no goal."""
        goal = self.progress.goal
        return goal.sign if goal else ""

    @property
    def full_goal(self) -> bool:
        goal = self.progress.goal
        return goal is not None and goal.threshold == 1 and goal.percent

    @property
    def cadence(self) -> str:
        """按月 · 按季 · 每半年 · 全年: how often it comes due."""
        return {1: "按月", 3: "按季", 6: "每半年"}.get(self.progress.target.cadence.months or 12, "全年")

    @property
    def season(self) -> str:
        """The last stretch its reports speak of."""
        at, months = self.progress.period, self.progress.target.cadence.months
        if at is None or months in (None, 12):
            return ""
        return {
            1: f"{at.month}月",
            3: f"{'一二三四'[(at.month - 1) // 3]}季度",
            6: "下半年" if at.month > 6 else "上半年",
        }[months or 1]

    @property
    def made_good_month(self) -> int | None:
        return self.progress.made_good.month if self.progress.made_good else None

    @property
    def due_month(self) -> int:
        return self.progress.target.due.month

    @property
    def mid_year(self) -> bool:
        """Whether it was due before the year's last month."""
        at = self.progress.period
        return at is not None and self.progress.target.due_month < at

    @property
    def done_month(self) -> int | None:
        """The month in which the last of its units was done."""
        day = self.progress.done_on
        return day.month if day else None

    @property
    def bureau_only(self) -> bool:
        """A task of the bureau itself."""
        return all(part.node.key == self.figures.board.ledger.workspace.bureau.code for part in self.progress.parts)

    # ── units ────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def units(self) -> list[UnitView]:
        """Units it applies to, in code order."""
        return [UnitView(part, self.figures) for part in self.progress.parts if part.expected]

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
        return isinstance(self.progress.target, Count) or (goal is not None and goal.threshold is None)

    @cached_property
    def top_units(self) -> list[UnitView]:
        """The best with exact ties, two at most; empty where any has not reported or too few compare."""
        if self.progress.missing or len(self.units) < 4:
            return []
        values = [unit.progress.value for unit in self.units if unit.progress.value is not None]
        top = [unit for unit in self.units if values and unit.progress.value == max(values)]
        return top if len(top) <= 2 else []

    @property
    def owing(self) -> bool:
        """Whether something of it is still to be made up: missed and not repaired, not known, or short somewhere."""
        return self.verdict in ("missed", "open") or bool(self.below_units)

    @property
    def behind_units(self) -> list[UnitView]:
        """The units that owe it."""
        return self.below_units or [u for u in self.missed_units if u not in self.repaired_units] or self.open_units

    def at_stage(self, stage: str) -> list[UnitView]:
        """Units whose duty stands at that stage."""
        return [unit for unit in self.units if unit.progress.entry and unit.progress.entry.stage == stage]

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


@dataclass(frozen=True)
class SectionView(View):
    """One section of the plan."""

    place: int
    part: PlanSection
    figures: Figures
    first: int = 0
    """How many targets stand before it."""
    kinds: dict[str, int] = field(default_factory=dict)
    """How many of each kind stand before it."""

    def __getitem__(self, name: str) -> str:
        aspect = name.replace("_", "-")
        if aspect not in PLAN_ASPECTS:
            raise KeyError(name)
        return figure_mark(self.figures.of_plan(aspect, f"{self.place:02}"))

    @property
    def title(self) -> str:
        return self.part.section.title

    @property
    def slug(self) -> str:
        """The name of its file without number and ending: `elderly-care`."""
        return self.part.path.rsplit("/", 1)[1].rsplit(".", 1)[0].split("-", 1)[-1]

    @property
    def division(self) -> str:
        return self.part.section.division

    @cached_property
    def targets(self) -> list[TargetView]:
        board, counts = self.figures.board, dict(self.kinds)
        views = []
        for place, target in enumerate(self.part.targets, self.first):
            kind = str(getattr(target, "kind", ""))
            counts[kind] = counts.get(kind, 0) + 1
            views.append(TargetView(board.city(target.id), self.figures, place, counts[kind]))
        return views

    @property
    def lags(self) -> bool:
        """Whether any of its targets was missed on its date."""
        return any(view.verdict in ("missed", "late") for view in self.targets)


def sections(figures: Figures) -> list[SectionView]:
    """All sections of the year's plan."""
    views: list[SectionView] = []
    first, kinds = 0, dict[str, int]()
    for place, part in enumerate(figures.board.plan.sections, 1):
        views.append(SectionView(place, part, figures, first, dict(kinds)))
        first += len(part.targets)
        for target in part.targets:
            kind = str(getattr(target, "kind", ""))
            kinds[kind] = kinds.get(kind, 0) + 1
    return views
