"""Makes figures from a board, remembers those that were made, and finds the present one of any id."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from mzgz.language.number_printer import show_written
from mzgz.model.document import Figure
from mzgz.model.findings import Source
from mzgz.model.periods import Period
from mzgz.model.rounding import show
from mzgz.model.submissions import Submission
from mzgz.progress import Board, Progress
from mzgz.progress.footing import footed
from mzgz.publishing.figures.figure_aspects import ASPECTS, BUREAU_ASPECTS, FOOTED, PLAN_ASPECTS, PlanCounts
from mzgz.publishing.figures.figure_id import BUREAU, CITY, PLAN, UNIT, FigureId
from mzgz.publishing.figures.note_numbers import passage, pieces
from mzgz.publishing.figures.unit_scores import UNIT_ASPECTS, Books


@dataclass(frozen=True)
class Figures:
    """Makes figures from a board and remembers those that were made; finds the present one of any id."""

    board: Board
    made: dict[str, Figure] = field(default_factory=dict)
    _footings: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _counted: dict[str | None, PlanCounts] = field(default_factory=dict, repr=False, compare=False)

    def of(self, progress: Progress, aspect: str) -> Figure | None:
        """The figure of one aspect; None where there is nothing to print. KeyError for an aspect there is not."""
        name, printer = ASPECTS[aspect]
        text = printer(progress)
        if text is None:
            return None
        if aspect == FOOTED:
            text = self.footing(progress.target.id).get(progress.node.key, text)
        node = CITY if progress.node.kind == "city" else progress.node.key
        where = "" if node == CITY else progress.node.name
        alias = f"{where}{progress.target.name}{f' {name}' if name else ''}"
        return self._keep(FigureId(progress.target.id, node, self._month(progress), aspect), text, alias, progress)

    def footing(self, target: str) -> Mapping[str, str]:
        """What units print in a table with their total where their own rounding would not add up to it."""
        if target not in self._footings:
            self._footings[target] = footed(self.board.city(target))
        return self._footings[target]

    def of_plan(self, aspect: str, section: str | None = None) -> Figure:
        """A count over the plan, or over the section whose file is numbered so (`02`)."""
        name, count = PLAN_ASPECTS[aspect]
        number = count(self._counts(section))
        scope = f"{PLAN}.{section}" if section else PLAN
        alias = f"{'板块' if section else '全部'}{name}"
        return self._keep(FigureId(scope, CITY, self._reference, aspect), str(number), alias, None)

    def of_bureau(self, aspect: str) -> Figure:
        """A count over the bureau: its units, its honours. KeyError for an aspect there is not."""
        name, count = BUREAU_ASPECTS[aspect]
        figure_id = FigureId(BUREAU, CITY, self._reference, aspect)
        return self._keep(figure_id, str(count(self.board)), f"全局{name}", None)

    def of_unit(self, code: str, aspect: str) -> Figure | None:
        """A count over what a unit had to do and to hand in; None where there is none. KeyError for an aspect there is
        not, or a unit there is not."""
        value = self.books.value(code, aspect)
        if value is None:
            return None
        text = str(value) if isinstance(value, int) else show(value, 1, percent=True)
        alias = f"{self.books.scores[code].name}{UNIT_ASPECTS[aspect][0]}"
        return self._keep(FigureId(UNIT, code, self._reference, aspect), text, alias, None)

    @cached_property
    def books(self) -> Books:
        """All units of the board over the whole plan."""
        return Books(self.board)

    def in_note(self, submission: Submission, target: str, text: str) -> Iterator[str | Figure]:
        """The pieces of what a unit wrote under a target, its numbers as figures."""
        alias = f"{self._label(submission)}{self.board.plan.targets[target].name}说明"
        return self._from_aspect(submission, target, "note", alias, text, ("entries", target, "note"))

    def in_list(self, submission: Submission, key: str, place: int) -> Iterator[str | Figure]:
        """The pieces of the `place`-th (from 0) of a return's highlights, honours or problems."""
        name = {"highlights": "亮点", "honours": "荣誉", "problems": "问题"}[key]
        alias = f"{self._label(submission)}{submission.period.month}月{name}"
        return self._from_aspect(
            submission, f"{key}.{place + 1}", "number", alias, passage(getattr(submission, key)[place]), (key, place)
        )

    def _label(self, submission: Submission) -> str:
        return self.board.ledger.units.by_code[submission.unit].label

    def _from_aspect(
        self, submission: Submission, head: str, aspect: str, alias: str, text: str, path: tuple[str | int, ...]
    ) -> Iterator[str | Figure]:
        """`text` is all of what stands at `path`: a number keeps its place however the passage is shortened."""
        count = 0
        for piece, number in pieces(text):
            if number:
                count += 1
                key = str(FigureId(head, submission.unit, submission.period, f"{aspect}-{count}"))
                figure = Figure(key, show_written(piece), alias, partial(_places, submission, path))
                yield self.made.setdefault(key, figure)
            else:
                yield piece

    def current(self, figure_id: str) -> Figure | None:
        """The figure of that id by the data of this board; None for an id that leads nowhere."""
        parsed = FigureId.parse(figure_id)
        if parsed is None:
            return None
        return Figures(self._board_of(parsed.month)).present(parsed)

    def _board_of(self, month: Period) -> Board:
        board = self.board
        if month == board.reference:
            return board
        return board.at(month) if month.year == board.year else Board(board.ledger, month.year, board.as_of, month)

    def present(self, figure_id: FigureId) -> Figure | None:
        """The figure of an id whose month is that of this board, or of what a unit wrote; None where there is none."""
        if figure_id.of_note:
            return self._noted(figure_id)
        aspect = figure_id.aspect
        if figure_id.target == BUREAU:
            return self.of_bureau(aspect) if aspect in BUREAU_ASPECTS else None
        if figure_id.of_all:
            return self.of_plan(aspect, figure_id.section) if aspect in PLAN_ASPECTS else None
        if figure_id.target == UNIT:
            known = aspect in UNIT_ASPECTS and figure_id.node in self.books.scores
            return self.of_unit(figure_id.node, aspect) if known else None
        return self._concluded(figure_id)

    def _concluded(self, figure_id: FigureId) -> Figure | None:
        """The aspect of a target at a node named as in an id."""
        if self.board.year not in self.board.ledger.plans or figure_id.target not in self.board.plan.targets:
            return None
        progress = self.at(figure_id.target, figure_id.node) if figure_id.aspect in ASPECTS else None
        return self.of(progress, figure_id.aspect) if progress else None

    def _noted(self, figure_id: FigureId) -> Figure | None:
        """The number in what a unit wrote in a month, as it stands there now."""
        submission = self.board.known.submission(figure_id.node, figure_id.month)
        if submission is None:
            return None
        item, target = figure_id.item, figure_id.target
        if item is not None:
            key, place = item
            if 0 < place <= len(getattr(submission, key)):
                list(self.in_list(submission, key, place - 1))
        elif target in submission.entries and target in self.board.plan.targets:
            list(self.in_note(submission, target, submission.entries[target].note or ""))
        return self.made.get(str(figure_id))

    def at(self, target: str, node: str) -> Progress | None:
        """The progress at a node named as in an id."""
        if node == CITY:
            return self.board.city(target)
        if node in self.board.ledger.units.by_code:
            return self.board.part(target, node)
        return self.board.tagged(target, node) if node in self.board.ledger.units.tags else None

    def _counts(self, section: str | None) -> PlanCounts:
        if section not in self._counted:
            self._counted[section] = PlanCounts(
                self.board.city(target.id)
                for place, part in enumerate(self.board.plan.sections, 1)
                for target in part.targets
                if section in (None, f"{place:02}")
            )
        return self._counted[section]

    @property
    def _reference(self) -> Period:
        return self.board.reference or Period.month_of(self.board.year, 1)

    def _month(self, progress: Progress) -> Period:
        return progress.period or self._reference

    def _keep(self, figure_id: FigureId, text: str, alias: str, progress: Progress | None) -> Figure:
        key = str(figure_id)
        if key not in self.made:
            self.made[key] = Figure(key, text, alias, _trace(progress))
        return self.made[key]


def _trace(progress: Progress | None) -> Callable[[], tuple[Source, ...]]:
    return tuple if progress is None else partial(getattr, progress, "sources")


def _places(submission: Submission, path: tuple[str | int, ...]) -> tuple[Source, ...]:
    return (submission.at(*path),)
