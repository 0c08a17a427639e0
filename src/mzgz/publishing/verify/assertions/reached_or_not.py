"""Whether a target is reached at a unit or in the city, in each sense a sentence may mean: yes, no, or not to be told."""

from __future__ import annotations

from typing import Literal

from mzgz.model.targets.aggregate import Stages
from mzgz.progress import Progress
from mzgz.publishing.claim_conditions import phrase_of

Way = Literal["reached", "done", "timely"]
"""达标, 达到目标 · 完成, 建立, 出台 · 如期, 按期."""


def stands(progress: Progress, way: Way) -> bool | None:
    """Whether it is so; None where the data cannot tell, or where it is so in one sense and not in another."""
    if progress.target.staged:
        return _finished(progress) if way == "done" or (way == "timely" and _finished(progress) is False) else None
    if not progress.target.judges or not progress.speaks:
        return None
    if way == "timely":
        return progress.met
    if way == "done" and progress.awaited and not progress.reported:
        return False
    if way == "done" and progress.met is False and (progress.met_now or progress.made_good):
        return None
    if progress.met is False and _at_goal(progress):
        return None
    if way == "reached" and progress.met is not None and progress.met_now is not None:
        return progress.met if progress.met == progress.met_now else None
    return progress.met


def told_of(progress: Progress) -> str:
    """Its figure as it is told where something else was said."""
    missed = "，此前有的月份没有达到" if progress.met is False and _at_goal(progress) else ""
    return phrase_of(progress) + missed


def _finished(progress: Progress) -> bool | None:
    """A duty has no verdict; its units say whether it is finished."""
    stages = progress.figure
    if not isinstance(stages, Stages) or progress.missing:
        return None
    return stages.counts[2] == sum(stages.counts) if sum(stages.counts) else None


def _at_goal(progress: Progress) -> bool:
    """Whether the figure itself is at the goal; an earlier month may still have missed it."""
    goal, value = progress.goal, progress.value
    return goal is not None and goal.threshold is not None and value is not None and goal.met(value) is True
