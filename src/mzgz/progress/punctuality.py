"""Completeness and timeliness of reporting, per unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mzgz.model.periods import Period
from mzgz.model.unit import Unit
from mzgz.progress.year_as_of import YearSeen

if TYPE_CHECKING:
    from mzgz.progress.board import Board


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Over the months due so far: entries asked and filled, returns on time, late and missing."""

    code: str
    name: str
    asked: int
    filled: int
    """Not applicable counts as filled; blank and pending do not."""
    on_time: int
    late: tuple[Period, ...]
    missing: tuple[Period, ...]
    units: int = 1
    """How many units it is the sum of; a month then stands once for each of them."""
    heard: frozenset[int] = frozenset()
    """The months, 1 to 12, of which any return came in."""


def reporting(board: Board) -> tuple[Punctuality, ...]:
    """Every listed unit anything was asked of, with all below it, in code order."""
    return tuple(row for row in board.summing.handed_in(board.listed, board.root) if row.asked)


def silent(board: Board) -> frozenset[str]:
    """Codes of those without the return of the reference month that was asked of them."""
    return frozenset() if board.reference is None else board.summing.silent(board.root)


def handed_in(seen: YearSeen, unit: Unit, root: str | None) -> Punctuality:
    """A unit with all below it; by itself where it is the one everything is seen from."""
    tree = seen.ledger.units
    if unit.is_bureau or unit.code == root or not tree.has_below(unit.code):
        return of_unit(seen, unit)
    return together(unit, [of_unit(seen, each) for each in tree.under(unit.code)])


def together(unit: Unit, below: Sequence[Punctuality]) -> Punctuality:
    """The sum of those anything was asked of."""
    rows = [row for row in below if row.asked]
    return Punctuality(
        code=unit.code,
        name=unit.label,
        asked=sum(row.asked for row in rows),
        filled=sum(row.filled for row in rows),
        on_time=sum(row.on_time for row in rows),
        late=tuple(sorted(month for row in rows for month in row.late)),
        missing=tuple(sorted(month for row in rows for month in row.missing)),
        units=sum(row.units for row in rows),
        heard=frozenset().union(*(row.heard for row in rows)),
    )


def of_unit(seen: YearSeen, unit: Unit) -> Punctuality:
    """One unit's own returns."""
    asked = filled = on_time = 0
    late: list[Period] = []
    missing: list[Period] = []
    heard: set[int] = set()
    code, known = unit.code, seen.known
    for month in months_due(seen):
        targets = [target.id for target in known.asked(code, month)]
        submission = known.submission(code, month)
        asked += len(targets)
        if submission is None:
            missing += [month] if targets else []
            continue
        heard.add(month.month)
        entries = submission.entries
        filled += sum(one in entries and entries[one].state in ("reported", "not_applicable") for one in targets)
        if (seen.ledger.first_received(submission) or date.min) <= seen.ledger.due(month, code):
            on_time += 1
        else:
            late.append(month)
    return Punctuality(code, unit.label, asked, filled, on_time, tuple(late), tuple(missing), heard=frozenset(heard))


def is_silent(seen: YearSeen, unit: Unit, month: Period) -> bool:
    """Whether something was asked of it for a month and no return has come."""
    return (
        seen.known.submission(unit.code, month) is None and next(seen.known.asked(unit.code, month), None) is not None
    )


def months_due(seen: YearSeen) -> list[Period]:
    """The months of the year up to the one figures are read at."""
    if seen.reference is None:
        return []
    return [Period(index, 1) for index in range(seen.year * 12, seen.reference.index + 1)]
