"""Completeness and timeliness of reporting, per unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mzgz.model.periods import Period
from mzgz.model.units import Unit
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


def reporting(board: Board) -> tuple[Punctuality, ...]:
    """Every listed unit anything was asked of, with all below it, in code order."""
    rows = (_of_node(board, unit) for unit in board.listed)
    return tuple(row for row in rows if row.asked)


def _of_node(board: Board, unit: Unit) -> Punctuality:
    tree = board.ledger.units
    if unit.is_bureau or unit.code == board.root or not tree.children(unit.code):
        return _of_unit(board, unit.code, unit.label)
    below = [_of_unit(board, each.code, each.label) for each in tree.under(unit.code) if not each.groups_only]
    rows = [row for row in below if row.asked]
    return Punctuality(
        code=unit.code,
        name=unit.label,
        asked=sum(row.asked for row in rows),
        filled=sum(row.filled for row in rows),
        on_time=sum(row.on_time for row in rows),
        late=tuple(sorted(month for row in rows for month in row.late)),
        missing=tuple(sorted(month for row in rows for month in row.missing)),
        units=len(rows),
    )


def _of_unit(board: Board, code: str, name: str) -> Punctuality:
    asked = filled = on_time = 0
    late: list[Period] = []
    missing: list[Period] = []
    for month in _months(board):
        targets = [target.id for target in board.known.asked(code, month)]
        submission = board.known.submission(code, month)
        asked += len(targets)
        if submission is None:
            missing += [month] if targets else []
            continue
        entries = submission.entries
        filled += sum(one in entries and entries[one].state in ("reported", "not_applicable") for one in targets)
        if (board.ledger.first_received(submission) or date.min) <= board.ledger.due(month, code):
            on_time += 1
        else:
            late.append(month)
    return Punctuality(code, name, asked, filled, on_time, tuple(late), tuple(missing))


def _months(board: Board) -> list[Period]:
    if board.reference is None:
        return []
    return [Period(index, 1) for index in range(board.year * 12, board.reference.index + 1)]
