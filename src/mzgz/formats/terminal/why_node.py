"""`mzgz why` of a node with many below: the level below, the ten that weigh most, the gaps by count, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mzgz.formats.terminal.light_and_gap_cells import gap_words
from mzgz.formats.terminal.why_derivation import quotient
from mzgz.model.numbers import Exact
from mzgz.model.targets.aggregate import Amount, Share
from mzgz.progress import Progress
from mzgz.progress.ranking import FEW_LISTED, MOST_LISTED

_MOST_NODES = 12
"""Nodes with others below that are told one by one."""


def told_by_node(progress: Progress) -> bool:
    """Whether there are too many lines behind a figure to tell each: it has levels below, or very many units."""
    return any(one.node.kind == "tree" for one in progress.below) or len(progress.below) > MOST_LISTED


def node_operands(progress: Progress) -> Iterator[str]:
    """What each of the level below brings."""
    below = [one for one in progress.below if one.expected]
    shown = below if len(below) <= _MOST_NODES else weightiest(below)[:FEW_LISTED]
    if len(shown) < len(below):
        lack = "差得最多的" if any(one.gap for one in shown) else "没有报全的" if shown[0].units_missing else "最大的"
        yield f"下一级{len(below)}个，{lack}{len(shown)}个："
    for one in shown:
        open_ = one.state == "partial" and one.so_far is not None and one.target.operands
        reported = "" if one.expected == 1 or one.state == "partial" else f"，已报{one.reported}/{one.expected}"
        if open_ and one.so_far is not None:
            reported += f"，已报的合计{one.printed(one.so_far)}"
        lacking = gap_words(one.gap)
        yield f"{one.node.name} {one.display}{one.mark}{_sum(one)}{reported}{f'，{lacking}' if lacking else ''}"
    if below:
        next_ = weightiest(below)[0].node
        yield f"再往下看：mzgz why {progress.target.id} --unit {next_.key}（{next_.name}）"


def _sum(one: Progress) -> str:
    """= 2730 ÷ 6000, where it is a share of what was reported."""
    return (
        f" = {quotient(one).partition(' = ')[0]}"
        if one.target.operands and isinstance(one.figure, Share) and one.value is not None
        else ""
    )


def weightiest(nodes: Sequence[Progress]) -> list[Progress]:
    """Those that lack most first, then those that missed it otherwise, those without their figures, and the biggest."""
    return sorted(nodes, key=_weight)


def _weight(one: Progress) -> tuple[Exact, bool, int, Exact, str]:
    gap = one.gap
    things = gap.things if gap and not gap.over else 0
    return (-things, one.met is not False, -one.units_missing, -_size(one), one.node.key)


def _size(one: Progress) -> Exact:
    figure = one.figure
    if isinstance(figure, Share):
        return figure.whole + figure.base
    return figure.total if isinstance(figure, Amount) else one.expected


def node_gaps(progress: Progress) -> Iterator[str]:
    """What was left out, counted by state, with the first names."""
    heads = progress.heads
    for number, words in (
        (heads.unreported, "还没有报完成" if progress.awaited else "没有报"),
        (heads.partial, "没有报全"),
        (heads.pending, "待核"),
        (heads.not_applicable, "不适用，不算0，也不算100%"),
    ):
        if number:
            yield f"{number}个单位{words}"
    names = progress.lacking_names
    if names:
        rest = f"等{len(names)}处" if len(names) > FEW_LISTED else ""
        yield f"其中：{'、'.join(names[:FEW_LISTED])}{rest}"
