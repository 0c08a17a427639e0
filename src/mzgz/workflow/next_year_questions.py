"""What the bureau has to decide of a target before it goes on into the next year: a goal that is passed already, a thing
that was done once and for all, more than was planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mzgz.model.goals import Goal
from mzgz.model.rounding import show_count
from mzgz.progress import Progress, measure_of, on_its_date, promised_briefly
from mzgz.progress.board import Board

_BUILT: Final = "建成|建立|设立|投用|修订|新建|改造|安装|成立|编制|印发"


def beyond_plan(progress: Progress) -> bool:
    """Whether more was delivered than a range or an exact number asked for: nothing is owed, and nothing has to go."""
    goal, target = progress.goal, progress.target
    counted = target.counted and target.adds and not target.steady
    return counted and goal is not None and goal.exceedable and bool(goal.threshold) and progress.over


def questions(board: Board, progress: Progress) -> Iterator[str]:
    """Of what goes on as it is; a change and a direction are counted anew from the figure reached."""
    goal, target = progress.goal, progress.target
    if goal is None or goal.threshold is None or goal.step is not None or target.events:
        return
    measure, year = measure_of(progress), board.year
    if beyond_plan(progress) and progress.gap is not None:
        more = show_count(progress.gap.things)
        plan = "计划区间" if goal.spread else "计划数"
        yield f"{year}年完成{progress.display}{measure}，比{plan}多{more}{progress.gap.unit}，不欠也不用压；{year + 1}年定多少"
        return
    if progress.verdict.word not in ("完成", "逾期补齐"):
        return
    if then := on_its_date(board, progress):
        month = then.period.month if then.period else 12
        yield f"判的是{month}月的数（{then.display}{measure}），基期数是全年的，用哪一个"
    if _once(progress, goal):
        yield (
            f"{year}年已经完成（{progress.display}{measure}）；一次做完的请删去这一项，年年要做的，{year + 1}年定多少"
        )
    elif _passed(progress, goal):
        yield (
            f"收官数（{progress.display}{measure}）已经好于目标{promised_briefly(progress)}，"
            f"照旧等于允许往回退；{year + 1}年定多少"
        )


def _once(progress: Progress, goal: Goal) -> bool:
    """Whether it may be done with: a number that was made through the year, all of what was to be built by a date."""
    target = progress.target
    if target.counted and target.adds and not target.steady:
        return goal.rises
    names = " ".join((target.name, *(target.operand(role).name for role in target.operands)))
    return progress.value == 1 and not target.lasting and bool(re.search(_BUILT, names)) and goal.rises


def _passed(progress: Progress, goal: Goal) -> bool:
    """Whether it stands beyond the number asked for, of what says how things stand: the same goal would let it fall."""
    if not progress.target.steady or goal.spread is not None or goal.sign == "=" or goal.threshold is None:
        return False
    values = [part.value for part in progress.parts if part.expected] if not progress.target.adds else [progress.value]
    known = [value for value in values if value is not None]
    beyond = [value > goal.threshold if goal.rises else value < goal.threshold for value in known]
    return bool(beyond) and all(beyond) and len(known) == len(values)
