"""What the pages of one target, one unit and one figure show."""

from __future__ import annotations

from typing import Any

from mzgz.formats.html.board_page import city_note, goal_text, overview_parts, walk_backs
from mzgz.formats.terminal.unit_status_text import to_be_done, what_it_takes, worst_first
from mzgz.formats.terminal.why_text import why_lines
from mzgz.model.unit import Unit
from mzgz.progress import Board, Node, Progress, history, ranked
from mzgz.progress.board import CITY
from mzgz.progress.target_history import at_node
from mzgz.publishing.overview.front_page import target_row
from mzgz.publishing.overview.laggards import gap_text
from mzgz.publishing.overview.light_groups import light_group

__all__ = ["node_of", "overview_parts", "target_values", "unit_values", "walk_back_lines"]

_WIDTH = 100
"""Columns of the walk-back, which the page sets in a face of fixed width."""


def target_values(board: Board, target: str) -> dict[str, Any]:
    """One target: the city, the units in the order of their rank, and the months of the year."""
    row = target_row(board, target, board.listed)
    order = ranked([one for one in row.city.below if one.expected])
    return {
        "row": row,
        "target": board.plan.targets[target],
        "ranked": [(rank, one, light_group(one), gap_text(one)) for rank, one in order],
        "walks": {each.cell.unit.code: each for each in walk_backs(row)},
        "moments": history(board, target, row.city.node),
        "goal_text": goal_text,
        "city_note": city_note,
        "group_of": light_group,
    }


def unit_values(board: Board, unit: Unit) -> dict[str, Any]:
    """One unit: what is to be done and why it is red, then its targets by section, each beside the city's figure."""
    sections = [
        (section.section, [_line(board, target.id, unit) for target in section.targets])
        for section in board.plan.sections
    ]
    applicable = [(section, [line for line in lines if line is not None]) for section, lines in sections]
    red = [own for _, lines in applicable for own, *_ in lines if to_be_done(own)]
    return {
        "unit": unit,
        "urgent": [(own, light_group(own), *what_it_takes(board, own)) for own in sorted(red, key=worst_first)],
        "sections": [(section, lines) for section, lines in applicable if lines],
        "goal_text": goal_text,
    }


def _line(board: Board, target: str, unit: Unit) -> tuple[Any, ...] | None:
    own: Progress = board.part(target, unit.code)
    if own.state == "not_applicable" and not own.sources:
        return None
    return own, light_group(own), board.city(target).display, gap_text(own), bool(own.doubts)


def node_of(unit: Unit | None) -> Node:
    """A unit's place among the sums; the city's without one."""
    return Node("unit", unit.code, unit.label) if unit else CITY


def walk_back_lines(board: Board, target: str, unit: Unit | None) -> list[str]:
    """The same steps `mzgz why` prints, from the figure to the file and line; of the city without a unit."""
    lines = why_lines(board, at_node(board, target, node_of(unit)), _WIDTH)
    return ["".join(cell.text for cell in line) for line in lines]
