"""Two years beside each other, target by target: what came of it and the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from mzgz.model.passages import bare, text_of
from mzgz.progress import Board
from mzgz.publishing.figures import Figures
from mzgz.publishing.report.tables.table_builder import TableContext, Task, tasks
from mzgz.publishing.report.tables.target_cells import goal, result


@dataclass(frozen=True, slots=True)
class TargetDifference:
    """A target of both years, or of one of them; what is not there is None. `goals` are what was promised each year,
    empty where nothing is judged."""

    id: str
    name: str
    before: str | None
    after: str | None
    goals: tuple[str, str] = ("", "")


def year_difference(before: Board, after: Board) -> tuple[TargetDifference, ...]:
    """The targets of which another goal was set, another thing came, or the verdict is another; in the order of the
    later year, those that are no more at the end."""
    return tuple(_differences(before, after))


def _differences(before: Board, after: Board) -> Iterator[TargetDifference]:
    old, new = _results(before), _results(after)
    names = {one.name: key for key, one in old.items()}
    known = set()
    for key, one in new.items():
        was = old.get(key if key in old else names.get(one.name, ""))
        if was is None:
            yield TargetDifference(key, one.name, None, one.came, ("", one.goal))
            continue
        known.add(was.name)
        if (was.came, was.goal) != (one.came, one.goal):
            yield TargetDifference(key, one.name, was.came, one.came, (was.goal, one.goal))
    yield from (
        TargetDifference(key, one.name, one.came, None, (one.goal, ""))
        for key, one in old.items()
        if one.name not in known
    )


class _Result(NamedTuple):
    """The name of a target, what came of it with the verdict, what was promised."""

    name: str
    came: str
    goal: str


def _results(board: Board) -> dict[str, _Result]:
    desk = TableContext(Figures(board))
    return {task.city.target.id: _result(desk, task) for task in tasks(board)}


def _result(desk: TableContext, task: Task) -> _Result:
    """56.1%，完成 of ≥55%."""
    name, came = task.city.target.name, bare(text_of(result(desk, task.city)))
    if not task.city.target.judges:
        return _Result(name, came, "")
    over = "，超出目标" if task.city.over and task.city.verdict.term == "missed" else ""
    return _Result(name, f"{came}，{task.city.verdict.word}{over}", bare(text_of(goal(desk, task))))
