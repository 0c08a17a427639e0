"""Everything the first page shows, composed once from a board, the state of the returns and the findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from mzgz.model.findings import Diagnostic
from mzgz.model.ledger import PlanSection
from mzgz.model.periods import Period
from mzgz.model.unit import Unit
from mzgz.model.unread_targets import unread_words
from mzgz.progress import Board, Progress, Punctuality, reporting, silent
from mzgz.progress.ranking import FEW_LISTED, MOST_LISTED
from mzgz.progress.target_history import month_by_month
from mzgz.publishing.overview.headline import Phrase, lead
from mzgz.publishing.overview.laggards import Laggard, laggards
from mzgz.publishing.overview.light_groups import LightCount, LightGroup, light_counts, light_group
from mzgz.workflow.returns_of_the_year import ReturnsTable, Stage, return_of, returns_table

if TYPE_CHECKING:
    from mzgz.publishing.overview.todo import Todo


@dataclass(frozen=True, slots=True)
class UnitCell:
    """One target at one unit, as a cell of a page."""

    unit: Unit
    progress: Progress
    group: LightGroup

    @property
    def doubtful(self) -> bool:
        """Whether the figure stands under an open 强制 finding."""
        return self.progress.doubts > 0


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target: the city, then every unit of the level below in code order."""

    city: Progress
    group: LightGroup
    cells: tuple[UnitCell, ...]
    """Every unit of the page, the bureau itself too."""
    lapsed: tuple[Period, ...] = ()
    """Of what must hold in every month, those in which the city did not keep it: the figure shown is the last month's."""

    @property
    def alarms(self) -> bool:
        """Whether it belongs among the rows to watch: the city or any unit is red or amber, or a figure is doubtful."""
        return self.group.alarms or any(cell.group.alarms or cell.doubtful for cell in self.cells)


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section of the plan with its lights."""

    section: PlanSection
    counts: tuple[LightCount, ...]

    @property
    def total(self) -> int:
        return sum(count.count for count in self.counts)


@dataclass(frozen=True)
class Overview:
    """The first page: what is said, the lights, the rows to watch, what to do, who holds back, sections, returns."""

    board: Board
    lead: tuple[Phrase, ...]
    counts: tuple[LightCount, ...]
    elapsed: Fraction
    """Share of the year gone, by completed months."""
    units: tuple[Unit, ...]
    named: tuple[Unit, ...]
    """Those shown one by one: all, or of very many the ten that hold back most."""
    columns: tuple[Unit, ...]
    """Those with a column of their own in the matrix: the bureau's own tasks have a row, but nobody to compare with."""
    silent: frozenset[str]
    """Units without a return of the reference month."""
    refused: frozenset[str]
    """Those among them whose file came, could not be taken in and went back."""
    rows: tuple[TargetRow, ...]
    laggards: tuple[Laggard, ...]
    sections: tuple[SectionRow, ...]
    findings: Sequence[Diagnostic] = field(repr=False)

    @property
    def unread(self) -> str:
        """Which targets the page leaves out, because nobody could read what declares them."""
        return unread_words(self.board.plan.unread, self.board.year)

    @cached_property
    def returns(self) -> ReturnsTable:
        """The year's returns of the units of the page that owe any."""
        owing = [unit for unit in self.named if not unit.groups_only]
        return returns_table(self.board.ledger, self.board.year, self.board.as_of, owing)

    @cached_property
    def todo(self) -> tuple[Todo, ...]:
        """What is to be done about the returns of the reference month, by all the page is of; then what is left of the
        months before, by those it shows."""
        from mzgz.publishing.overview.todo import earlier, todo  # all rules: only where it is shown what to do

        month, ledger = self.board.reference, self.board.ledger
        owing = self.board.reporters if self.units == self.board.listed else self.units
        due = [return_of(ledger, unit, month, self.board.as_of) for unit in owing] if month else []
        before = earlier(self.returns.rows, month) if month else ()
        return (*todo(due, month, self.findings), *before)

    @cached_property
    def handed_in(self) -> tuple[Punctuality, ...]:
        """Of units with others below: how complete and how punctual they are together."""
        return tuple(row for row in reporting(self.board) if row.units > 1)

    @property
    def watched(self) -> tuple[TargetRow, ...]:
        """The rows to watch, the city's worst light first, in the order of the plan."""
        order = list(LightGroup)
        return tuple(sorted((row for row in self.rows if row.alarms), key=lambda row: order.index(row.group)))


def overview(board: Board, findings: Sequence[Diagnostic], units: Sequence[Unit] | None = None) -> Overview:
    """The page of a board; `units` narrows the columns, not the city's figures. The findings are those of the reference
    month's returns: they say what is to be done about them."""
    shown = tuple(units if units is not None else board.listed)
    rows = tuple(target_row(board, target, shown) for target in board.plan.targets)
    counts = light_counts(row.city for row in rows)
    quiet = silent(board)
    month = board.reference
    nothing = board.ledger.units.some(quiet)
    came = (
        return_of(board.ledger, unit, month, board.as_of)
        for unit in nothing
        if month and board.ledger.refusals(month, unit.code)
    )  # nothing else can be refused: of thousands who are silent no return is read
    refused = frozenset(one.unit.code for one in came if one.stage is Stage.REFUSED)
    behind = laggards(board, [unit for unit in shown if not unit.is_bureau])
    named = _named(shown, behind, quiet)
    return Overview(
        board=board,
        lead=lead(board, counts, nothing, refused, _holding(rows)),
        counts=counts,
        elapsed=Fraction(month.month if month else 0, 12),
        units=shown,
        named=named,
        columns=tuple(unit for unit in named if not unit.is_bureau or units is not None),
        silent=quiet,
        refused=refused,
        rows=rows,
        laggards=behind,
        sections=tuple(_section(board, section) for section in board.plan.sections),
        findings=findings,
    )


def _named(shown: Sequence[Unit], behind: Sequence[Laggard], quiet: frozenset[str]) -> tuple[Unit, ...]:
    """All, in their order; of very many those with most in arrears, then those who are silent."""
    if len(shown) <= MOST_LISTED:
        return tuple(shown)
    first = {one.unit.code: one.unit for one in behind[:FEW_LISTED]}
    rest = [unit for unit in shown if unit.code not in first and not unit.is_bureau]
    rest.sort(key=lambda unit: unit.code not in quiet)
    return tuple([*first.values(), *rest][:FEW_LISTED])


def target_row(board: Board, target: str, units: Sequence[Unit]) -> TargetRow:
    """One target at the city and at the units."""
    city = board.city(target)
    cells = tuple(UnitCell(unit, one, light_group(one)) for unit in units for one in [board.part(target, unit.code)])
    return TargetRow(city, light_group(city), cells, _lapsed(board, city))


def _lapsed(board: Board, city: Progress) -> tuple[Period, ...]:
    if city.period is None or not city.target.quotient or not city.target.lasting or city.met is not False:
        return ()
    return tuple(month for month, _, met in month_by_month(board, city) if met is False)


def _holding(rows: Sequence[TargetRow]) -> tuple[str, ...]:
    """Names of those of the level below whose gaps leave a city figure undecided, in code order."""
    undecided = (row.city for row in rows if row.group is LightGroup.GAPS)
    nodes = {one.node.key: one.node.name for city in undecided for one in city.lacking}
    return tuple(nodes[key] for key in sorted(nodes))


def _section(board: Board, section: PlanSection) -> SectionRow:
    return SectionRow(section, light_counts(board.city(target.id) for target in section.targets))
