"""What is said to be reached, as a question to each unit: the goal, all of it, in time, by an earlier month."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, Literal

from mzgz.language import Quantity
from mzgz.language.pattern_search import expression
from mzgz.model.periods import Period
from mzgz.model.targets.aggregate import Stages
from mzgz.progress import Board, Progress
from mzgz.publishing.verify.assertions.pattern_fragments import within
from mzgz.publishing.verify.assertions.reached_or_not import Way, stands
from mzgz.publishing.verify.number_candidates import is_of_measure

Question = Callable[[Progress], bool | None]
Kind = Literal["reached", "done", "spread"]
"""达标 · 建成, 印发 · 全覆盖."""

_OVER_GOAL: Final = expression("(?:超过?|高于|高出|超出|突破)了?(?:年度|全年|既定|考核|规定)*(?:目标|要求|规定)")
"""Of a limit it says that it was not kept."""
_OF_THINGS: Final = expression("提高|完善|开展|启动|召开|举办|印发|出台|制定|实施|提标")
"""Done to a rule or a plan; of a number it says something else."""


def question(
    text: str, kind: Kind, city: Progress, *, timely: bool, still: bool = False, of_goal: bool = False
) -> Question | None:
    """What the claim of a clause asks of a unit; None where it cannot be asked of this target. `of_goal`: it is the goal or
    the task that is said to be done, not the thing."""
    goal = city.goal
    if goal is not None and (goal.exceedable or not goal.rises) and _OVER_GOAL.search(text):
        limit = goal.number
        return _compared(lambda value: value > limit) if kind == "reached" and limit is not None else None
    if kind == "spread" and city.target.quotient:
        return _compared(lambda value: value == 1)
    if timely:
        return lambda part: stands(part, "timely")
    way: Way = "reached" if kind == "reached" else "done"
    if way == "done" and city.target.operands and _OF_THINGS.search(text):
        return None
    if way == "done" and not of_goal and city.target.counted and not isinstance(city.figure, Stages):
        return _compared(lambda value: value > 0)
    if way == "done" and of_goal:  # a task missed at its date is not done for having the figure of its goal today
        return lambda part: False if part.met is False and part.made_good is None else stands(part, way)
    if still:
        return lambda part: part.met_now if part.target.judges and part.speaks else None
    return lambda part: stands(part, way)


def by(board: Board, target: str, month: Period) -> Question:
    """Whether it was so at the end of an earlier month; what is not so now was not so then."""
    then = board.at(month)

    def so(now: Progress) -> bool | None:
        if now.target.completes and now.done_on and now.met_now is not None:
            return now.done_on <= month.last_day
        part = then.city(target) if now.node.kind == "city" else then.part(target, now.node.key)
        if part.target.operands:
            held = part.met_now if part.period == month else None
        else:
            not_yet = part.awaited and not part.reported and not part.target.staged
            held = False if part.met_now is None and not_yet else part.met_now
        return False if held is None and now.met_now is False else held

    return so


def agrees_with(said: Quantity, part: Progress) -> bool | None:
    """Whether a quantity is a unit's value, its hedge counted; None where they are of different kinds."""
    if part.value is None or not part.target.operands or not is_of_measure(said, part.target):
        return None
    return within(said, part.value)


def _compared(test: Callable[[Fraction], bool]) -> Question:
    return lambda part: None if part.value is None else test(part.value)
