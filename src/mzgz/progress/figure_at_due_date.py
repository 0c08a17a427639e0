"""The figure a date was kept by, where a later one stands in the tables: June's 173 of a goal due in June."""

from __future__ import annotations

from mzgz.progress.board import Board
from mzgz.progress.target_progress import Progress


def on_its_date(board: Board, progress: Progress) -> Progress | None:
    """Where a number was due before the month it is told for, and reached: how it stood in the month that decided.
    None of what must hold on, of events, and where both months are the same."""
    target, then = progress.target, progress.decided
    if not target.operands or target.events or target.lasting or then is None or progress.met is not True:
        return None
    if progress.period is None or then >= progress.period:
        return None
    node, seen = progress.node, board.at(then)
    if node.kind == "city":
        found = seen.city(target.id)
    elif node.kind == "tag":
        found = seen.tagged(target.id, node.key)
    else:
        found = seen.part(target.id, node.key)
    return found if found.state == "reported" else None
