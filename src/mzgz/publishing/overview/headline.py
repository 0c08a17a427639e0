"""What is said first of a year: time gone, what is red, what is done, who is silent and what that leaves undecided."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mzgz.model.unit import Unit
from mzgz.progress import Board, Edge
from mzgz.publishing.overview.light_groups import LightCount, LightGroup

_ELAPSED: Final = {
    0: "一年刚刚开始",
    3: "时间过去四分之一",
    6: "时间过去一半",
    9: "时间过去四分之三",
    12: "全年时间已到",
}
_MOST_NAMES: Final = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a spoken sentence; `group` where it names the count of a light."""

    text: str
    group: LightGroup | None = None


def lead(
    board: Board, counts: Sequence[LightCount], silent: Sequence[Unit], refused: Collection[str], holding: Sequence[str]
) -> tuple[Phrase, ...]:
    """One or two sentences a director can quote; of the silent the `refused` have sent a file that went back; `holding`
    names the units whose gaps leave figures undecided."""
    nothing = [unit.label for unit in silent if unit.code not in refused]
    mending = [unit.label for unit in silent if unit.code in refused]
    return tuple(_phrases(board, {each.group: each.count for each in counts}, nothing, mending, holding))


def _phrases(
    board: Board, counts: dict[LightGroup, int], nothing: Sequence[str], mending: Sequence[str], holding: Sequence[str]
) -> Iterator[Phrase]:
    month = board.reference
    if month is None:
        yield Phrase(f"{board.year}年还没有到第一次报送的时候，共{sum(counts.values())}项目标。")
        return
    yield Phrase(f"{_ELAPSED.get(month.month) or f'时间过去{month.month}个月'}。{sum(counts.values())}项里")
    red = [group for group in (LightGroup.OVERDUE, LightGroup.BEHIND) if counts.get(group)]
    for place, group in enumerate(red):
        yield Phrase(("、" if place else "") + f"{counts[group]}项{group.label}{_for_good(board, group)}", group)
    done = counts.get(LightGroup.DONE, 0)
    unreported = counts.get(LightGroup.UNREPORTED, 0)
    calm = f"{unreported}项没有报，" if unreported else "没有逾期、欠进度的，"
    yield Phrase(("；" if red else calm) + f"{done}项已完成。")
    undecided = counts.get(LightGroup.GAPS, 0)
    if nothing or mending:
        said = ((nothing, "还没有报"), (mending, "报来的表没有能收入、退回待改"))
        who = "，".join(f"{_names(names)}{month.month}月{words}" for names, words in said if names)
        yield Phrase(f"{who}，{undecided}项{_whole(board)}数暂时定不了。" if undecided else f"{who}。", LightGroup.GAPS)
    elif undecided:
        who = f"因{_names(holding)}没有报全，" if holding else ""
        yield Phrase(f"{who}{undecided}项{_whole(board)}数暂时定不了。", LightGroup.GAPS)


def _for_good(board: Board, group: LightGroup) -> str:
    """How many of those behind can no longer be made up: a month that was let slip, too many of what only grows."""
    if group is not LightGroup.BEHIND:
        return ""
    lost = sum(each.city.edge in (Edge.LAPSED, Edge.OVERRUN) for each in board)
    return f"（其中{lost}项补不回来）" if lost else ""


def _whole(board: Board) -> str:
    return board.node.name if board.root is None else f"{board.node.name}的"


def _names(names: Sequence[str]) -> str:
    listed = "、".join(names[:_MOST_NAMES])
    return f"{listed}等{len(names)}个单位" if len(names) > _MOST_NAMES else listed
