"""Nodes beside each other on the terminal: who stands where over the whole plan, the worst first, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mzgz.formats.terminal.text_table import Cell, Line, TextColumn, head, table, text_lines
from mzgz.model.unit import Unit
from mzgz.progress import Board, Cause, Edge, Light, Progress
from mzgz.progress.ranking import FEW_LISTED, MOST_LISTED


def level_lines(board: Board, units: Sequence[Unit], title: str, columns: int) -> Iterator[Line]:
    """The units with all below them, those with most in arrears first; where there are many, the ten that weigh most."""
    yield (Cell(f"{title}（{len(units)}个）", "bold"),)
    layout = [
        TextColumn("单位", max(columns - 52, 14)),
        TextColumn("已完成", 6, True),
        TextColumn("逾期", 6, True),
        TextColumn("欠进度", 6, True),
        TextColumn("缺报", 6, True),
        TextColumn("其他", 6, True),
        TextColumn("缺数", 8, True),
    ]
    standings = [(unit, [board.part(target, unit.code) for target in board.plan.targets]) for unit in units]
    order = sorted(((_counts(all_), unit) for unit, all_ in standings), key=_worst_first)
    shown = order if len(order) <= MOST_LISTED else order[:FEW_LISTED]
    yield from head(layout)
    yield from table(layout, [[Cell(unit.label), *(Cell(str(each)) for each in counts)] for counts, unit in shown])
    if len(shown) < len(order):
        yield from text_lines(f"另有{len(order) - len(shown)}个，没有列出；全部：加 --format csv", columns, "dim")
    deeper = [unit for _, unit in shown if board.ledger.units.has_below(unit.code)] or [unit for _, unit in shown]
    yield from text_lines(f"再往下看：mzgz status --unit {deeper[0].label}" if deeper else "", columns, "dim")


def named(names: Sequence[str]) -> str:
    """All of them; of very many the first ten, and how many there are."""
    if len(names) <= MOST_LISTED:
        return "、".join(names)
    return f"{'、'.join(names[:FEW_LISTED])}等{len(names)}个"


def _worst_first(row: tuple[tuple[int, ...], Unit]) -> tuple[int, int, int, str]:
    (_, overdue, behind, _, _, missing), unit = row
    return -overdue, -behind, -missing, unit.code


def _counts(all_: Sequence[Progress]) -> tuple[int, ...]:
    """Targets done, overdue, behind, open for want of reports, and the rest; and how many figures are missing."""
    judged = [one for one in all_ if one.target.judges and one.light is not Light.NOT_APPLICABLE]
    done = sum(one.light is Light.DONE for one in judged)
    overdue = sum(one.light is Light.OVERDUE and one.edge is not Edge.MADE_GOOD for one in judged)
    behind = sum(one.light is Light.BEHIND for one in judged)
    silent = sum(one.light is Light.UNREPORTED or one.cause is Cause.MISSING for one in judged)
    missing = sum(one.units_missing for one in all_ if one.period is not None and not one.awaited)
    return done, overdue, behind, silent, len(judged) - done - overdue - behind - silent, missing
