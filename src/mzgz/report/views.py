"""What a template sees of the data: sections, points, targets and units, whose figures print by name.

`{{ t.value }}` is a figure of the city, `{{ u.value }}` one of a unit; any name in `figures.ASPECTS` with `_` for `-`.
A figure that does not exist is empty text and false, so that a template can ask before it speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mzgz.figures import ASPECTS, PLAN_ASPECTS, Figures
from mzgz.ledger import PlanSection
from mzgz.progress import Board, Progress
from mzgz.report.markup import figure_mark, quote_mark


class _Printing:
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

    @property
    def note(self) -> str:
        """What the unit wrote last, as a quotation."""
        notes = [entry.note or entry.not_applicable for _, entry in self.progress.entries]
        last = next((note for note in reversed(notes) if note), "")
        return quote_mark(last.rstrip("。；，")) if last else ""

    @property
    def event_notes(self) -> list[str]:
        """What was written in the months that had events (a redline's incident and what was done after)."""
        pairs = [(submission, entry) for submission, entry in self.progress.entries if entry.value and entry.note]
        return [
            quote_mark(f"{submission.period.month}月，{(entry.note or '').rstrip('。')}") for submission, entry in pairs
        ]

    @property
    def months_missed(self) -> list[int]:
        """Months in which a recurring duty was not held."""
        return [submission.period.month for submission, entry in self.progress.entries if entry.done is False]

    @property
    def done_month(self) -> int | None:
        day = self.progress.done_on
        return day.month if day else None


@dataclass(frozen=True)
class TargetView(_Printing):
    """One target at the city, with its units."""

    progress: Progress
    figures: Figures

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
    def proof(self) -> str:
        return str(getattr(self.progress.target, "proof", ""))

    @property
    def hold(self) -> bool:
        return self.progress.target.lasting

    @property
    def unit(self) -> str:
        """The measure of its (first) number: 张, 个, 起."""
        operands = self.progress.target.operands
        return self.progress.target.operand(operands[0]).unit if operands else ""

    @property
    def operand_names(self) -> list[str]:
        target = self.progress.target
        return [target.operand(role).name for role in target.operands]

    @property
    def goal_words(self) -> str:
        goal = self.progress.goal
        return goal.words if goal else ""

    @property
    def full_goal(self) -> bool:
        goal = self.progress.goal
        return goal is not None and goal.threshold == 1 and goal.percent

    @property
    def division(self) -> str:
        return self.figures.board.plan.division(self.progress.target)

    @property
    def firm(self) -> bool:
        return self.progress.target.firm

    @property
    def made_good_month(self) -> int | None:
        return self.progress.made_good.month if self.progress.made_good else None

    @property
    def due_month(self) -> int:
        return self.progress.target.due.month

    @property
    def bureau_only(self) -> bool:
        """A task of the bureau itself."""
        return all(part.node.key == self.figures.board.ledger.workspace.bureau.code for part in self.progress.parts)

    @cached_property
    def units(self) -> list[UnitView]:
        """Units it applies to, in code order."""
        return [UnitView(part, self.figures) for part in self.progress.parts if part.expected]

    @property
    def met_units(self) -> list[UnitView]:
        return [unit for unit in self.units if unit.progress.met is True]

    @property
    def missed_units(self) -> list[UnitView]:
        return [unit for unit in self.units if unit.progress.met is False]

    @property
    def open_units(self) -> list[UnitView]:
        return [unit for unit in self.units if unit.progress.missing]

    @property
    def below_units(self) -> list[UnitView]:
        """Units whose own figure is short of the goal now, the furthest first."""
        short = [unit for unit in self.units if unit.progress.met_now is False and unit.progress.value is not None]
        return sorted(short, key=lambda unit: (unit.progress.value or 0, unit.progress.node.key))

    @property
    def top_units(self) -> list[UnitView]:
        """The best one with exact ties; empty where more than two tie or where any is missing."""
        if self.progress.missing or len(self.units) < 4:
            return []
        values = [(unit.progress.value, unit) for unit in self.units if unit.progress.value is not None]
        best = max((value for value, _ in values if value is not None), default=None)
        top = [unit for value, unit in values if value == best]
        return top if len(top) <= 2 else []

    def at_stage(self, stage: str) -> list[UnitView]:
        """Units whose duty stands at that stage."""
        return [unit for unit in self.units if unit.progress.entry and unit.progress.entry.stage == stage]

    @property
    def facts(self) -> list[UnitView]:
        """Units with something to tell, those furthest on first, in code order."""
        order = {"已完成": 0, "推进中": 1, "受阻": 2, "未启动": 3}
        told = [unit for unit in self.units if unit.note]
        return sorted(
            told, key=lambda unit: order.get((unit.progress.entry.stage if unit.progress.entry else "") or "", 4)
        )


@dataclass(frozen=True)
class PointView:
    """One 一是、二是 of a section: the targets the speech named together."""

    section: str
    targets: list[TargetView]


@dataclass(frozen=True)
class SectionView:
    """One section of the plan."""

    place: int
    part: PlanSection
    figures: Figures

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
        board = self.figures.board
        return [TargetView(board.city(target.id), self.figures) for target in self.part.targets]

    @property
    def points(self) -> list[PointView]:
        """The targets grouped as the speech grouped them."""
        groups: dict[str, list[TargetView]] = {}
        for view in self.targets:
            groups.setdefault(view.progress.target.origin.section, []).append(view)
        return [PointView(section, views) for section, views in groups.items()]

    @property
    def missed(self) -> list[TargetView]:
        return [view for view in self.targets if view.verdict in ("missed", "late")]

    @property
    def highlights(self) -> list[dict[str, str]]:
        return list(self._told("highlights"))

    @property
    def problems(self) -> list[dict[str, str]]:
        return list(self._told("problems"))

    def _told(self, key: str) -> Iterator[dict[str, str]]:
        board = self.figures.board
        for code, submissions in board.returns.items():
            for submission in submissions:
                for item in getattr(submission, key):
                    if item.section == self.title:
                        label = board.ledger.units.by_code[code].label
                        yield {"unit": label, "text": quote_mark(item.text.rstrip("。"))}


def sections(figures: Figures) -> list[SectionView]:
    """All sections of the year's plan."""
    return [SectionView(place, part, figures) for place, part in enumerate(figures.board.plan.sections, 1)]


def honours(board: Board) -> list[dict[str, str]]:
    """Honours of the year, the highest level first."""
    levels = ("国家", "自治区", "市", "旗市区")
    told = [
        {
            "unit": board.ledger.units.by_code[code].label,
            "title": quote_mark(item.title),
            "level": item.level,
            "recipient": quote_mark(item.recipient),
        }
        for code, submissions in board.returns.items()
        for submission in submissions
        for item in submission.honours
    ]
    return sorted(told, key=lambda item: levels.index(item["level"]))
