"""Makes figures from a board, remembers those that were made, and finds the present one of any id."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from mzgz.language.number_printer import show_written
from mzgz.model.document import Figure
from mzgz.model.findings import Source
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.progress import Board, Progress
from mzgz.publishing.figures.aspects import ASPECTS, BUREAU_ASPECTS, PLAN_ASPECTS
from mzgz.publishing.figures.note_numbers import passage, pieces

_ID = re.compile(r"([a-z0-9.-]+)@([^/:]+)/([0-9]{4}-[0-9]{2}):([a-z0-9-]+)")


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

    def of_bureau(self, aspect: str) -> Figure:
        """A count over the bureau: its units, its honours. KeyError for an aspect there is not."""
        name, count = BUREAU_ASPECTS[aspect]
        return self._keep(f"bureau@city/{self._reference}:{aspect}", str(count(self.board)), f"全局{name}", None)

    def in_note(self, submission: Submission, target: str, text: str) -> Iterator[str | Figure]:
        """The pieces of what a unit wrote under a target, its numbers as figures."""
        alias = f"{self._label(submission)}{self.board.plan.targets[target].name}说明"
        return self._told(submission, target, "note", alias, text, ("entries", target, "note"))

    def in_list(self, submission: Submission, key: str, place: int) -> Iterator[str | Figure]:
        """The pieces of the `place`-th (from 0) of a return's highlights, honours or problems."""
        name = {"highlights": "亮点", "honours": "荣誉", "problems": "问题"}[key]
        alias = f"{self._label(submission)}{submission.period.month}月{name}"
        return self._told(
            submission, f"{key}.{place + 1}", "number", alias, passage(getattr(submission, key)[place]), (key, place)
        )

    def _label(self, submission: Submission) -> str:
        return self.board.ledger.units.by_code[submission.unit].label

    def _told(
        self, submission: Submission, head: str, aspect: str, alias: str, text: str, path: tuple[str | int, ...]
    ) -> Iterator[str | Figure]:
        """`text` is all of what stands at `path`: a number keeps its place however the passage is shortened."""
        where = f"{head}@{submission.unit}/{submission.period}"
        count = 0
        for piece, number in pieces(text):
            if number:
                count += 1
                key = f"{where}:{aspect}-{count}"
                yield self.made.setdefault(
                    key, Figure(key, show_written(piece), alias, partial(_places, submission, path))
                )
            else:
                yield piece

    def current(self, figure_id: str) -> Figure | None:
        """The figure of that id by the data of this board; None for an id that leads nowhere."""
        match = _ID.fullmatch(figure_id)
        if not match:
            return None
        target, node, month, aspect = match.groups()
        other = Figures(self._board_of(Period.parse(month)))
        if aspect.startswith(("note-", "number-")):
            return other.told_at(target, node, Period.parse(month), figure_id)
        return other.counted(target, aspect) or other.concluded(target, node, aspect)

    def _board_of(self, month: Period) -> Board:
        board = self.board
        if month == board.reference:
            return board
        return board.at(month) if month.year == board.year else Board(board.ledger, month.year, board.as_of, month)

    def counted(self, scope: str, aspect: str) -> Figure | None:
        """A count over the bureau, the plan or a section of it."""
        if scope == "bureau":
            return self.of_bureau(aspect) if aspect in BUREAU_ASPECTS else None
        if scope == "plan" or scope.startswith("plan."):
            return self.of_plan(aspect, scope[5:] or None) if aspect in PLAN_ASPECTS else None
        return None

    def concluded(self, target: str, node: str, aspect: str) -> Figure | None:
        """The aspect of a target at a node named as in an id."""
        if self.board.year not in self.board.ledger.plans or target not in self.board.plan.targets:
            return None
        progress = self.at(target, node) if aspect in ASPECTS else None
        return self.of(progress, aspect) if progress else None

    def told_at(self, head: str, node: str, month: Period, figure_id: str) -> Figure | None:
        """The number of that id in what a unit wrote in a month, as it stands there now."""
        submission = self.board.known.submission(node, month)
        if submission is None:
            return None
        key, _, place = head.partition(".")
        items = getattr(submission, key, None) if key in ("highlights", "honours", "problems") else None
        if items is not None and place.isdigit() and 0 < int(place) <= len(items):
            list(self.in_list(submission, key, int(place) - 1))
        elif head in submission.entries and head in self.board.plan.targets:
            list(self.in_note(submission, head, submission.entries[head].note or ""))
        return self.made.get(figure_id)

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
            self.made[figure_id] = Figure(figure_id, text, alias, _trace(progress))
        return self.made[figure_id]


def _trace(progress: Progress | None) -> Callable[[], tuple[Source, ...]]:
    return tuple if progress is None else partial(getattr, progress, "sources")


def _places(submission: Submission, path: tuple[str | int, ...]) -> tuple[Source, ...]:
    return (submission.at(*path),)
