"""The day by which the tasks of a table are due: over it, in the heading of a column, or in the notes under it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from mzgz.intake.extract.deadlines import DateMark, DateRole
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.plan_lines import PlanLine
from mzgz.intake.extract.promise import Promise
from mzgz.language.pattern_search import expression

_OF_THE_TABLE: Final = expression(
    r"任务|下表|如下|下列|以下|附后|附件|分解|表(?:[（(][^（）()]*[)）])?$|(?:完成|办结|建成)(?:时限|时间|期限|日期)|时限|期限"
)
"""Words of a line over a table that speak of the table and of nothing else."""
_NOTE: Final = expression(
    r"[\s\u3000]*(?:(?:附)?注|说明|备注|要求)[0-9]?[：:]|[\s\u3000]*(?:[0-9]{1,2}[.、．]|[（(][0-9]{1,2}[)）])"
)
_LABEL: Final = expression(r"(?:完成|办结|建成)?(?:时限|时间|期限|日期)(?:要求|均)?[为是：:]")
_ALL: Final = expression(r"(?:全年|年度|各项|所有|表中|本表|上表)(?:目标|任务|指标|项目|工作)")
_PART: Final = expression(r"[^；。，]+")
_LINES_OVER, _LINES_UNDER = 2, 4


def give_table_days(lines: list[PlanLine]) -> None:
    """Each task of a table that names no day of its own gets the table's; a line that only says the day promises nothing."""
    written = [line for line in lines if not line.block.blank]
    for first, last in _tables(written):
        rows = written[first:last]
        _from_notes(rows, written[last : last + _LINES_UNDER])
        _from_over(rows, written[max(0, first - _LINES_OVER) : first])
        _from_the_whole(rows, [promise for line in lines for promise in line.promises])


def _tables(written: list[PlanLine]) -> Iterator[tuple[int, int]]:
    inside = [bool(line.block.cells) for line in written]
    edges = [at for at, (one, other) in enumerate(pairwise([False, *inside, False])) if one is not other]
    yield from zip(edges[::2], edges[1::2], strict=True)


def _undated(rows: list[PlanLine]) -> list[Promise]:
    return [
        promise
        for row in rows
        for promise in row.promises
        if promise.due_basis == "default" and not promise.due.startswith("每")
    ]


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
            _give(_undated(rows), mark, "前文")
        return


def _from_the_whole(rows: list[PlanLine], promises: list[Promise]) -> None:
    """A unit's share is due when the whole is, where the document promises the whole elsewhere with its day."""
    wholes = [one for one in promises if not one.scope and one.due_basis in ("explicit", "inherited")]
    for share in _undated(rows):
        alike = [one for one in wholes if one.unit == share.unit and (share.name in one.name or one.name in share.name)]
        if share.scope and len({one.due for one in alike}) == 1:
            share.due, share.due_basis = alike[0].due, "inherited"
            share.inherited.append(f"期限取自全域的“{alike[0].name}”")


def _from_notes(rows: list[PlanLine], under: list[PlanLine]) -> None:
    """注：公厕建设10月底前完成: of what the note names; 完成时限为10月31日: of the whole table."""
    for line in under:
        text = line.block.folded
        if not _NOTE.match(text):
            return
        for part in _PART.finditer(text):
            for mark in line.dates:
                if mark.role is not DateRole.DEADLINE or not part.start() <= mark.start < part.end():
                    continue
                told = text[part.start() : mark.start]
                if _LABEL.search(text, part.start(), mark.start + 1) or _ALL.search(told):
                    _give(_undated(rows), mark, "表下说明")
                else:
                    _give([one for one in _undated(rows) if _names(told, one.name)], mark, "表下说明")


def _names(told: str, name: str) -> bool:
    """Whether words speak of a task: they share two characters that are no mere verb (公厕建设, 新建公厕)."""
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return any(pair in told for pair in pairs if not lexicon("actions").starting(pair, 0))


def _give(promises: list[Promise], mark: DateMark, where: str) -> None:
    for promise in promises:
        if mark.due is not None:
            promise.due, promise.due_basis = mark.due.isoformat(), "inherited"
            promise.inherited.append(f"期限取自{where}“{mark.text}”")
