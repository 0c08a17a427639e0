"""One target at one node over the year: the values as corrected since, and the lights as they were set at each close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mzgz.model.periods import Period
from mzgz.model.territory_breaks import GroundBreak, break_words, breaks, breaks_between
from mzgz.progress.board import Board
from mzgz.progress.lights import Light
from mzgz.progress.projection import Points, Projection, project
from mzgz.progress.rollup import Tally
from mzgz.progress.target_progress import Node, Progress


@dataclass(frozen=True, slots=True)
class Moment:
    """A month: its light at the close never changes; what was repaired since stands beside it (逾期补齐)."""

    period: Period
    light: Light
    """As set at the close."""
    told: str
    """The same in words: a broken line and a late repair by their own."""
    now: Progress
    """By what is known on the board's day."""
    repaired: date | None
    """The day the last return arrived that turned a light that was not green into a green one."""


def history(board: Board, target: str, node: Node) -> tuple[Moment, ...]:
    """The months in which the target was asked, up to the reference month."""
    end = board.city(target).period
    if end is None:
        return ()
    months = [Period(index, 1) for index in board.plan.targets[target].asked(end)]
    return tuple(_moment(board, target, node, month) for month in months)


def _moment(board: Board, target: str, node: Node, month: Period) -> Moment:
    then, now = at_node(board.at_close(month), target, node), at_node(board.at(month), target, node)
    turned = now.light.green and not then.light.green
    received = [board.ledger.received_by(item) for part in now.parts or (now,) for item, _ in part.used]
    return Moment(month, then.light, then.short_words, now, max(received, default=None) if turned else None)


def month_by_month(board: Board, progress: Progress) -> list[tuple[Period, Tally, bool | None]]:
    """Of a share that must hold in every period: each month by itself, what it came to and whether it was kept; those in
    which there was nothing to keep are left out."""
    target = progress.target
    months = [Period(index, 1) for index in target.judged(progress.decided)] if progress.decided else []
    standing = board.standing(target.id)
    each = ((month, standing.in_month(progress.node, month)) for month in months)
    return [
        (month, tally, target.verdict(tally.figure, month))
        for month, tally in each
        if tally.heads.expected and not target.empty(tally.figure)
    ]


def at_node(board: Board, target: str, node: Node) -> Progress:
    """The progress of the same node on another board."""
    match node.kind:
        case "unit":
            return board.unit(target, node.key)
        case "tag":
            return board.tagged(target, node.key)
        case "tree":
            return board.under(target, node.key)
    return board.standing(target).city


def breaks_at(board: Board, target: str, node: Node) -> tuple[GroundBreak, ...]:
    """Where the ground of a node's figures changes, so that those before and after are not compared."""
    tree = board.ledger.units
    if not tree.changed or target not in board.plan.targets:
        return ()
    match node.kind:
        case "unit":
            codes = {node.key}
        case "tag":
            codes = {unit.code for unit in tree.tagged(node.key)}
        case "tree":
            codes = {unit.code for unit in tree.under(node.key)}
        case "city":
            return breaks(tree, board.plan.targets[target])
    return breaks(tree, board.plan.targets[target], codes)


def lost_baseline(board: Board, progress: Progress) -> str:
    """Why a figure is not held against the baseline of the plan, in words; empty where it is."""
    declared = board.plan.targets[progress.target.id]
    stated = getattr(declared, "baseline", None)
    if stated is None or getattr(progress.target, "baseline", None) is not None or progress.node.kind != "city":
        return ""
    last = board.reference
    found = breaks_at(board, declared.id, progress.node)
    what = break_words(breaks_between(found, stated.period, last)) if last else ""
    how = "按现在的区划重新核定了基期数的，在 baseline 里写明依据（reason）"
    return f"基期（{stated.period.label}）不可比：{what}；{how}" if what else ""


def same_ground(found: tuple[GroundBreak, ...], month: Period, last: Period) -> bool:
    """Whether the figures of two months may be compared."""
    return not breaks_between(found, month, last)


def points(moments: tuple[Moment, ...]) -> Points:
    """The months that have a value."""
    return tuple((moment.period, moment.now.value) for moment in moments if moment.now.value is not None)


def projection(board: Board, target: str, node: Node) -> Projection | None:
    """At the present pace; None where the goal gives nothing to extend towards."""
    goal = board.city(target).goal
    declared = board.plan.targets[target]
    if goal is None or declared.lasting or not declared.operands or (declared.quotient and not declared.steady):
        return None  # a share of the cases so far moves as they come, towards nothing
    if not declared.pooled and node.kind != "unit":
        return None  # so does the sum of those who are judged one by one
    moments = history(board, target, node)
    found = breaks_at(board, target, node)
    return project(points(tuple(each for each in moments if same_ground(found, each.period, moments[-1].period))), goal)
