"""The least that closes a gap of the city, and which units it is asked of: those below the goal first, the farthest
first, none beyond what it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mzgz.model.numbers import Exact
from mzgz.model.targets.aggregate import Share
from mzgz.model.targets.gap import lacking
from mzgz.progress.board import Board
from mzgz.progress.target_progress import Node, Progress


@dataclass(frozen=True, slots=True)
class GapShare:
    """What one unit takes on of the city's gap, counted in things."""

    node: Node
    things: Exact


def cheapest_split(board: Board, target: str) -> tuple[GapShare, ...]:
    """The nodes below a city with what each takes on of its gap: together exactly the gap, by as few as will do.

    Of a share, first each unit below the goal up to the goal, the largest lack first, then what others still have
    room for; of things that are done or not, each unit that has not done it. Empty where the city lacks nothing, where
    somebody has not reported, and where it is over its goal.
    """
    city = board.city(target)
    gap = city.gap
    if gap is None or city.missing or len(city.below) < 2 or gap.over:
        return ()
    shares: list[GapShare] = []
    left = gap.things
    for part, room in _rooms(city):
        if left <= 0:
            break
        things = min(room, left)
        if things > 0:
            shares.append(GapShare(part.node, things))
            left -= things
    return _merged(shares) if left <= 0 else ()


def _rooms(city: Progress) -> Sequence[tuple[Progress, Exact]]:
    """The units in the order they are asked, each with what it can take on; a unit may come twice."""
    if not city.target.operands:
        return [(part, open_) for part in city.below if (open_ := _not_done(part))]
    goal = city.goal
    known = [part for part in city.below if isinstance(part.figure, Share) and part.value is not None]
    if goal is None or goal.threshold is None or len(known) < len([part for part in city.below if part.expected]):
        return []
    own: list[tuple[Progress, Exact]] = []
    beyond: list[tuple[Progress, Exact]] = []
    for part in known:
        figure = part.figure
        assert isinstance(figure, Share)  # noqa: S101 - chosen above
        short = max(lacking(goal.threshold * figure.whole - figure.part, goal), 0)
        room = figure.whole - figure.part
        own.append((part, min(short, room)))
        beyond.append((part, max(room - short, 0)))
    order = sorted(own, key=lambda pair: (-pair[1], pair[0].node.key))
    return [*order, *sorted(beyond, key=lambda pair: (-pair[1], pair[0].node.key))]


def _not_done(node: Progress) -> int:
    """How many units of a node have not done a thing."""
    return node.heads.expected - node.heads.met


def _merged(shares: Sequence[GapShare]) -> tuple[GapShare, ...]:
    total: dict[Node, Exact] = {}
    for share in shares:
        total[share.node] = total.get(share.node, 0) + share.things
    return tuple(GapShare(node, things) for node, things in total.items())
