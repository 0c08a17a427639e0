"""What the tables are made of: fields, the rows they are filled from, and numbers that are figures with their exact value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Generic, Literal, TypeVar

from mzgz.model.document import Cell, Figure, Run, Table
from mzgz.model.ledger import PlanSection
from mzgz.model.local_words import Vocabulary
from mzgz.model.numbers import exact
from mzgz.model.unit import Unit
from mzgz.progress import Board, Progress, level_ends
from mzgz.progress.ranking import FEW_LISTED, MOST_LISTED
from mzgz.publishing.figures import Books, Figures
from mzgz.publishing.report.blanks_to_fill import BlanksToFill
from mzgz.publishing.report.tables.column_widths import TURNED, fitted

Row = TypeVar("Row")
NONE: Cell = ("—",)


@dataclass(frozen=True, slots=True)
class Valued(Figure):
    """A figure that also carries its exact value, for a form that can hold it."""

    value: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Ordinal(Run):
    """A number in a row or a rank: counted by the table itself, not a figure of the data."""


@dataclass(frozen=True, slots=True)
class Day(Run):
    """A calendar day as it is said, and the day itself."""

    day: date = date.min


@dataclass(frozen=True, slots=True)
class Group:
    """A row that only names what the following rows have in common; a sheet has a column for it instead."""

    text: str


@dataclass(frozen=True, slots=True)
class TableField(Generic[Row]):
    """One column and how its cells are filled; `on` paper only, on the sheet only, or on both."""

    title: str
    cell: Callable[[TableContext, Row], Cell]
    share: int = 0
    """Of the room that is left over; 0: as wide as its widest cell."""
    most: float = 0
    """Characters after which a cell of such a column wraps; 0: never."""
    align: str = "center"
    on: Literal["both", "paper", "sheet"] = "both"


@dataclass(frozen=True)
class TableContext:
    """What all tables of a document share. `sheet` asks for one number to a cell."""

    figures: Figures
    sheet: bool = False
    blanks: BlanksToFill = field(default_factory=BlanksToFill)

    @property
    def board(self) -> Board:
        return self.figures.board

    def cell(self, progress: Progress, aspect: str, before: str = "", after: str = "") -> Cell:
        """A figure of a progress between two words; a dash where there is none."""
        figure = self.figures.of(progress, aspect)
        if figure is None:
            return NONE
        value = _value(progress, aspect)
        shown = figure if value is None or "/" in figure.text else valued(figure, value)
        return tuple(piece for piece in (before, shown, after) if piece)

    @property
    def books(self) -> Books:
        return self.figures.books

    @property
    def words(self) -> Vocabulary:
        """How land and trade are called here."""
        return self.board.ledger.workspace.vocabulary

    def on_sheet(self) -> TableContext:
        """The same figures for the sheets of a workbook."""
        return TableContext(self.figures, True)

    def unit(self, code: str, aspect: str) -> Cell:
        """A figure of a unit over the whole plan; a dash where there is none."""
        figure, value = self.figures.of_unit(code, aspect), self.books.value(code, aspect)
        return NONE if figure is None or value is None else (valued(figure, Fraction(value)),)

    def plan(self, aspect: str, section: str | None = None) -> Cell:
        """A count over the plan or over one of its sections."""
        return (self.figures.of_plan(aspect, section),)

    def blank(self, what: str) -> Cell:
        """A place the office must fill."""
        return (Run(self.blanks.fill(what), "待补"),)

    def table(
        self,
        caption: str,
        fields: Sequence[TableField[Row]],
        rows: Iterable[Row | Group],
        note: str,
        description: str,
        room: int = TURNED,
        *,
        key: str = "",
        of: Callable[[Row], str] = str,
    ) -> Table:
        """The table on paper or for the sheet; `of` names what a row is of."""
        unwanted = "paper" if self.sheet else "sheet"
        divisions = self.board.ledger.workspace.vocabulary.divisions
        used = [replace(each, title=each.title.replace("科室", divisions)) for each in fields if each.on != unwanted]
        built: list[tuple[Cell, ...]] = []
        keys: list[str] = []
        for row in rows:
            if not isinstance(row, Group):
                built.append(tuple(each.cell(self, row) for each in used))
                keys.append(of(row))
            elif not self.sheet:
                built.append(((Run(row.text, "黑体"),),))
                keys.append(f"group:{row.text}")
        columns = fitted(used, built, None if self.sheet else room)
        return Table(caption, columns, tuple(built), description, f"{note}{as_of(self.board)}", key, tuple(keys))


@dataclass(frozen=True, slots=True)
class Task:
    """One target of the plan: its place in the plan, its section, and where the city stands."""

    place: int
    part: PlanSection
    city: Progress

    @property
    def section(self) -> str:
        return f"{self.part.section.label}　{self.part.section.title}"

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of those of the level below in its scope."""
        return tuple(part.node.key for part in self.city.below)

    @property
    def units(self) -> tuple[Progress, ...]:
        """Those of the level below it applies to this time."""
        return tuple(part for part in self.city.below if part.expected)


def of_task(task: Task) -> str:
    """What a row about a target is of."""
    return task.city.target.id


def tasks(board: Board) -> tuple[Task, ...]:
    """All targets in the order of the plan."""
    targets = [(part, target) for part in board.plan.sections for target in part.targets]
    return tuple(Task(place, part, board.city(target.id)) for place, (part, target) in enumerate(targets, 1))


def grouped(rows: Iterable[Task]) -> list[Task | Group]:
    """With a row for each section that has any."""
    built: list[Task | Group] = []
    section = ""
    for row in rows:
        if row.section != section:
            section = row.section
            built.append(Group(section))
        built.append(row)
    return built


def _value(progress: Progress, aspect: str) -> Fraction | None:
    """The exact value of an aspect a sheet reckons with; None for those it shows as text."""
    if aspect == "value":
        return progress.value
    if aspect == "so-far":
        return progress.so_far
    if aspect in ("lowest", "highest"):
        ends = level_ends(progress)
        return ends[aspect == "highest"].value if ends else None
    number = {"numerator": progress.numerator, "denominator": progress.denominator}.get(aspect)
    return None if number is None else exact(number)


def valued(figure: Figure, value: Fraction) -> Valued:
    return Valued(figure.id, figure.text, figure.alias, figure.trace, value)


def day(value: date, year: int) -> Cell:
    """6月30日; with its year where that is another one."""
    head = "" if value.year == year else f"{value.year}年"
    return (Day(f"{head}{value.month}月{value.day}日", None, value),)


def as_of(board: Board) -> str:
    """The line every table ends with: the period and the day of the data."""
    reference = board.reference
    period = f"统计到{reference.label}，" if reference else ""
    return f"{period}数据截至{board.as_of.year}年{board.as_of.month}月{board.as_of.day}日。"


def joined(cells: Iterable[Cell], mark: str) -> Cell:
    """Cells in one, with a mark between them."""
    built: list[Cell] = []
    for cell in cells:
        built += [(mark,)] if built else []
        built.append(cell)
    return tuple(inline for cell in built for inline in cell)


def few_units(desk: TableContext, units: Sequence[Unit]) -> tuple[Sequence[Unit], str]:
    """The units that have a column or a row each, and what a note says of the others: on paper no more than ten of very
    many, those that reached least; in a workbook all."""
    if desk.sheet or len(units) <= MOST_LISTED:
        return units, ""
    last = {row.score.code for row in desk.books.ranking[-FEW_LISTED:]}
    chosen = [unit for unit in units if unit.code in last] or list(units[:FEW_LISTED])
    return chosen, f"共{len(units)}个单位，列出达标占比最低的{len(chosen)}个，全部见工作簿。"
