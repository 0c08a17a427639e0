"""From the mark of a number to the figure it stands for now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from mzgz.model.document import Figure
from mzgz.model.edited_document import Link, PrintedDocument, digest
from mzgz.model.periods import Period
from mzgz.progress import Board, Progress
from mzgz.publishing.figures import ASPECTS, BUREAU_ASPECTS, PLAN_ASPECTS, UNIT_ASPECTS, FigureId, Figures
from mzgz.publishing.figures.figure_id import BUREAU, CITY, PLAN, UNIT

_OPPOSITE = {"rise": "fall", "fall": "rise", "above": "short", "short": "above"}


_NOTES: Final = tuple(f"note-{place}" for place in range(1, 7))
"""Numbers in what a unit wrote beside its figures; more than six in one note are not looked for."""


@dataclass(frozen=True)
class Register:
    """All figures of a board by id or by digest; a month's board is made once."""

    board: Board
    written: Mapping[str, Figure] = field(default_factory=dict)
    """Those of the same document written anew: they need not be made a second time."""
    _by_month: dict[Period, Figures] = field(default_factory=dict, repr=False, compare=False)
    _current: dict[str, Figure | None] = field(default_factory=dict, repr=False, compare=False)
    _keys: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _unsearched: list[Period] = field(default_factory=list, repr=False, compare=False)

    def figures_at(self, month: Period) -> Figures:
        if month not in self._by_month:
            board = self.board
            if month.year != board.year and month.year in board.ledger.plans:
                board = Board(board.ledger, month.year, board.as_of, month)
            self._by_month[month] = Figures(board if month == board.reference else board.at(month))
        return self._by_month[month]

    def known(self, figure_id: str) -> FigureId | None:
        """The id's parts where it can stand for something, even where there is nothing to print now."""
        name = FigureId.parse(figure_id)
        if name is None or name.month.year not in self.board.ledger.plans:
            return None
        return name if figure_id in self.written or self._addresses(name) else None

    def _addresses(self, name: FigureId) -> bool:
        """Whether target, node and aspect exist."""
        if name.of_all:
            return name.node == CITY and name.aspect in {**PLAN_ASPECTS, **BUREAU_ASPECTS}
        if name.node not in self._nodes:
            return False
        if name.target == UNIT:
            return name.aspect in UNIT_ASPECTS
        if name.item is not None:
            return name.of_note
        listed = name.target in self.board.ledger.plans[name.month.year].targets
        return listed and (name.aspect in ASPECTS or name.of_note)

    def current(self, figure_id: str) -> Figure | None:
        """The figure as it would be printed now; None where there is nothing to print."""
        if figure_id in self.written:
            return self.written[figure_id]
        if figure_id not in self._current:
            name = self.known(figure_id)
            self._current[figure_id] = self.figures_at(name.month).present(name) if name else None
        return self._current[figure_id]

    def opposite(self, name: FigureId) -> Figure | None:
        """What is so instead: the fall where there is no rise any more."""
        aspect = _OPPOSITE.get(name.aspect)
        return self.current(str(FigureId(name.target, name.node, name.month, aspect))) if aspect else None

    def progress(self, name: FigureId) -> Progress | None:
        """Where the target of an id stands; None for what is no single target."""
        plan = self.board.ledger.plans.get(name.month.year)
        if plan is None or name.target not in plan.targets:
            return None
        return self.figures_at(name.month).at(name.target, name.node)

    def measure(self, figure_id: str) -> str:
        """In what the figure is counted, where it is one of a target and not a share."""
        name = self.known(figure_id)
        plan = self.board.ledger.plans.get(name.month.year) if name else None
        target = plan.targets.get(name.target) if plan and name else None
        return target.measure if target else ""

    def label(self, name: FigureId) -> str:
        """The Chinese name, also where the figure has nothing to print."""
        figure = self.current(str(name))
        if figure is not None:
            return figure.alias
        plan = self.board.ledger.plans[name.month.year]
        unit = self.board.ledger.units.by_code.get(name.node)
        where = "" if name.node == CITY else unit.label if unit else name.node
        target = plan.targets[name.target].name if name.target in plan.targets else ""
        aspect = ASPECTS[name.aspect][0] if name.aspect in ASPECTS else "报送文字中的数"
        return f"{where}{target}{f' {aspect}' if aspect else ''}"

    # ── by digest ────────────────────────────────────────────────────────────────────────────────────────────

    def id_of(self, link: Link, document: PrintedDocument) -> str:
        """The id of a link: written out, or found by its digest; empty where no figure has it."""
        return link.figure or self.find(link.key, document)

    def find(self, key: str, document: PrintedDocument) -> str:
        """The id whose digest begins with `key`: looked for in the months the document speaks of, then in all."""
        if not self._keys and not self._unsearched:
            known = [link.figure for link in document.links if link.figure]
            self._unsearched.extend(self._months(document))
            self._keys.update({digest(figure_id): figure_id for figure_id in (*self.written, *known)})
        while key[:8] not in self._keys and self._unsearched:
            for name in self._names(self._unsearched.pop(0)):
                self._keys.setdefault(digest(name), name)
        found = self._keys.get(key[:8], "")
        return found if found and digest(found, 40).startswith(key) else ""

    def _months(self, document: PrintedDocument) -> Iterator[Period]:
        rendered = {name.month for link in document.links if (name := FigureId.parse(link.figure))}
        reference = self.board.reference or Period.month_of(self.board.year, 12)
        year = [Period.month_of(self.board.year, month) for month in range(12, 0, -1)]
        return iter(dict.fromkeys([reference, *sorted(rendered, reverse=True)[:24], *year]))

    def _names(self, month: Period) -> Iterator[str]:
        plan = self.board.ledger.plans.get(month.year)
        if plan is None:
            return
        sections = [f"{PLAN}.{place:02}" for place in range(1, len(plan.sections) + 1)]
        counted = [(BUREAU, tuple(BUREAU_ASPECTS)), *((scope, tuple(PLAN_ASPECTS)) for scope in (PLAN, *sections))]
        for scope, aspects in counted:
            yield from FigureId.spelled(scope, CITY, month, aspects)
        placed = [(UNIT, tuple(UNIT_ASPECTS)), *((target, (*ASPECTS, *_NOTES)) for target in plan.targets)]
        for target, aspects in placed:
            for node in self._nodes:
                yield from FigureId.spelled(target, node, month, aspects)

    @cached_property
    def _nodes(self) -> dict[str, None]:
        units = self.board.ledger.units
        return dict.fromkeys([CITY, *units.by_code, *units.tags])
