"""The day by which the tasks of a table are due: over it, in the heading of a column, or in its notes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from mzgz.intake.extract.deadlines import DateMark, DateRole
from mzgz.intake.extract.plan_lines import PlanLine
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.table_notes import give_day, give_noted_days, undated
from mzgz.language.pattern_search import expression

_OF_THE_TABLE: Final = expression(
    r"任务|下表|如下|下列|以下|附后|附件|分解|表(?:[（(][^（）()]*[)）])?$|(?:完成|办结|建成)(?:时限|时间|期限|日期)|时限|期限"
)
"""Words of a line over a table that speak of the table and of nothing else."""
_LINES_OVER: Final = 2


def give_table_days(lines: list[PlanLine]) -> None:
    """Each task of a table that names no day of its own gets the table's; a line that only says the day promises nothing."""
    written = [line for line in lines if not line.block.blank]
    for first, last in _tables(written):
        rows = written[first:last]
        give_noted_days(rows, written[last:])
        _from_over(rows, written[max(0, first - _LINES_OVER) : first])
        _from_the_whole(rows, [promise for line in lines for promise in line.promises])


def _tables(written: list[PlanLine]) -> Iterator[tuple[int, int]]:
    inside = [bool(line.block.cells) for line in written]
    edges = [at for at, (one, other) in enumerate(pairwise([False, *inside, False])) if one is not other]
    yield from zip(edges[::2], edges[1::2], strict=True)


def _deadline(line: PlanLine) -> DateMark | None:
    """The one deadline of a line; two leave open which is meant."""
    marks = [mark for mark in line.dates if mark.role is DateRole.DEADLINE and mark.due and not mark.bare]
    return marks[0] if len(marks) == 1 else None


def _from_over(rows: list[PlanLine], over: list[PlanLine]) -> None:
    for line in reversed(over):
        mark = _deadline(line)
        if mark is None or not _OF_THE_TABLE.search(line.block.folded):
            continue
        if all(promise.op in ("all", "none") for promise in line.promises):
            line.promises, line.duties = [], []
            give_day(undated(rows), mark, "前文")
        return


def _from_the_whole(rows: list[PlanLine], promises: list[Promise]) -> None:
    """A unit's share is due when the whole is, where the document promises the whole elsewhere with its day."""
    wholes = [one for one in promises if not one.scope and one.due_basis in ("explicit", "inherited")]
    for share in undated(rows):
        alike = [one for one in wholes if one.unit == share.unit and (share.name in one.name or one.name in share.name)]
        if share.scope and len({one.due for one in alike}) == 1:
            share.due, share.due_basis = alike[0].due, "inherited"
            share.inherited.append(f"期限取自全域的“{alike[0].name}”")
