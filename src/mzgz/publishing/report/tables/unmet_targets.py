"""What was not reached in time, what was made good late, what is still open, what is blocked: gap, place, reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mzgz.language.gap_phrases import short_word
from mzgz.model.document import Cell, Figure, Table
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.progress import Progress, Verdict
from mzgz.publishing.report.tables.column_widths import UPRIGHT
from mzgz.publishing.report.tables.plan_table import concluded, division, name, place, section
from mzgz.publishing.report.tables.table_builder import (
    Group,
    TableContext,
    TableField,
    Task,
    joined,
    of_task,
    tasks,
)
from mzgz.publishing.report.tables.target_cells import gap, goal, measured, result
from mzgz.publishing.report.target_names import inner
from mzgz.publishing.report.template_markup import clean

_ORDER = (Verdict.MISSED, Verdict.MADE_GOOD, Verdict.OPEN)
_MOST_UNITS = 6
_SPACE = re.compile(r"\s+")
_GAPS = ("unreported", "partial", "pending")


def unmet_table(desk: TableContext, number: int) -> Table:
    rows = _rows(desk)
    note = "注：差距按统计期末的数计算，“—”为期末已无缺口或不能按数量补齐；原因摘自各单位报送。"
    caption = f"表{number}　未完成、逾期补齐、未定和受阻任务清单（单位：见各项）"
    rendered = "没有按期完成的任务的缺口、有关单位、原因和责任科室，以及未定、受阻的任务"
    return desk.table(caption, _FIELDS, rows, note, rendered, key="unmet", of=of_task)


def _rows(desk: TableContext) -> list[Task | Group]:
    listed = tasks(desk.board)
    rows = [row for each in _ORDER for row in _under(each.word, (task for task in listed if task.city.verdict is each))]
    return rows + _under("受阻", filter(_blocked, listed))


def _under(word: str, chosen: Iterable[Task]) -> list[Task | Group]:
    rows = list(chosen)
    return [Group(f"{word}任务"), *rows] if rows else []


def _blocked(task: Task) -> list[Progress]:
    """Units whose duty is blocked."""
    if not task.city.target.staged:
        return []
    return [unit for unit in task.units if unit.entry and unit.entry.stage == "受阻"]


def _state(desk: TableContext, task: Task) -> Cell:
    return ("受阻",) if _blocked(task) else concluded(desk, task)


def concerned(task: Task) -> list[Progress]:
    """The units it is due to, in code order; none where the goal is one of the whole only."""
    if task.city.target.staged:
        return _blocked(task)
    if task.city.verdict is Verdict.OPEN:
        return [unit for unit in task.units if unit.state in _GAPS or (unit.met is None and unit.speaks)]
    return [unit for unit in task.units if unit.met is False and unit.speaks]


def _where(desk: TableContext, task: Task) -> Cell:
    """The units with what each of them lacks; beyond a handful, how many."""
    units = concerned(task)
    if not units:
        return (f"{desk.words.whole}合计数，不分单位",)
    if task.city.target.judges and len(units) > _MOST_UNITS and not desk.sheet:
        return (
            *desk.cell(task.city, "units-missing" if task.city.verdict is Verdict.OPEN else "units-missed"),
            "个单位，见分单位表",
        )
    return joined((_unit(desk, unit) for unit in units), "、")


def _unit(desk: TableContext, unit: Progress) -> Cell:
    if unit.made_good:
        done = unit.done_on
        when = f"{done.month}月{done.day}日" if done else f"{unit.made_good.month}月"
        return (f"{unit.node.name}（{when}补齐）",)
    if unit.target.events and unit.met is False:
        return desk.cell(unit, "events", unit.node.name, unit.target.measure)
    months = "、".join(f"{month}月" for month in _months(unit))
    if unit.gap and measured(unit) and not unit.target.lasting:
        return (unit.node.name, *desk.cell(unit, "gap", short_word(over=unit.gap.over), unit.gap.unit))
    return (f"{unit.node.name}（{'缺' if unit.met is None else ''}{months}）" if months else unit.node.name,)


def _months(unit: Progress) -> list[int]:
    """The months in which a lasting goal was missed or nothing was said."""
    target, facts, at = unit.target, unit.facts, unit.period
    if facts is None or at is None or not target.lasting:
        return []
    reported = {submission.period.index: entry for submission, entry in unit.entries}
    months = [Period(index, 1) for index in target.asked(at)]
    if unit.met is None:
        return [month.month for month in months if not _reported(reported.get(month.index))]
    short = [month for month in months if (entry := reported.get(month.index)) and _fails(unit, month, entry)]
    return [month.month for month in short]


def _reported(entry: Entry | None) -> bool:
    return entry is not None and entry.state in ("reported", "not_applicable")


def _fails(unit: Progress, month: Period, entry: Entry) -> bool:
    """Whether what was said for a month falls short by itself."""
    return unit.facts is not None and unit.target.falls_short(entry, unit.facts, month)


def _why(desk: TableContext, task: Task) -> Cell:
    """The reasons the units gave, in their words; a blank where nobody gave one for what is missed."""
    if task.city.verdict is Verdict.OPEN:
        return ("待有关单位补报后判定",)
    rendered: list[Cell] = [
        (f"{unit.node.name}：", *reason) for unit in concerned(task) for reason in _reasons(desk, unit)
    ]
    rendered += _city_words(desk, task)
    if rendered:
        return joined(rendered, "；")
    if task.city.made_good:
        return ("已补齐，未报原因",)
    return desk.blank(f"“{inner(task.city.target.name)}”没有完成的原因")


def _city_words(desk: TableContext, task: Task) -> list[Cell]:
    """What the bureau itself wrote on the city's result, last."""
    board, target = desk.board, task.city.target.id
    pairs = board.city_words(target) if board.ledger.workspace.bureau.code not in task.codes else ()
    notes = [(submission, entry.note) for submission, entry in pairs if entry.note]
    return [tidy(desk.figures.in_note(submission, target, note)) for submission, note in notes[-1:]]


def _reasons(desk: TableContext, unit: Progress) -> list[Cell]:
    """Notes and explanations from the months that fell short; of a redline all of them, otherwise the last."""
    short = [pair for pair in unit.entries if unit.target.staged or _fails(unit, pair[0].period, pair[1])]
    found = [words for pair in short for words in _words(desk, unit, *pair)]
    return found if unit.target.events else found[-1:]


def _words(desk: TableContext, unit: Progress, submission: Submission, entry: Entry) -> Iterator[Cell]:
    """In the unit's own words, the numbers as figures; of a redline with the month."""
    month = f"{submission.period.month}月"
    for explanation in submission.explanations:
        if explanation.target == unit.target.id and explanation.excuses(entry):
            yield tidy([explanation.reason])
    if entry.note:
        dated = unit.target.events and not entry.note.startswith(month)
        yield (*([f"{month}，"] if dated else []), *tidy(desk.figures.in_note(submission, unit.target.id, entry.note)))


def tidy(pieces: Iterable[str | Figure]) -> Cell:
    """Words of a reporter on one line, without what no reader sees and without a closing mark."""
    rendered = [piece if isinstance(piece, Figure) else clean(_SPACE.sub(" ", piece)) for piece in pieces]
    if rendered and isinstance(rendered[-1], str):
        rendered[-1] = rendered[-1].rstrip("。；， ")
    return tuple(rendered)


_FIELDS: tuple[TableField[Task], ...] = (
    TableField("序号", place),
    TableField("板块", section, most=12, align="left", on="sheet"),
    TableField("目标任务", name, 9, align="left"),
    TableField("目标", goal, most=5),
    TableField("完成", lambda desk, task: result(desk, task.city), most=7),
    TableField("结论", _state, on="sheet"),
    TableField("差距", lambda desk, task: gap(desk, task.city), most=5),
    TableField("有关单位", _where, 7, align="left"),
    TableField("原因", _why, 14, align="left"),
    TableField("责任科室", division, most=5, align="left"),
)

_BRIEF: tuple[TableField[Task], ...] = (
    TableField("目标任务", name, 6, align="left"),
    TableField("差距", lambda desk, task: gap(desk, task.city), most=5),
    TableField("有关单位", _where, 6, align="left"),
    TableField("原因", _why, 12, align="left"),
)


def brief_unmet_table(desk: TableContext, number: int) -> Table:
    """The same tasks with who and why, for an annex that stays shorter than the speech."""
    rows = _rows(desk)
    caption = f"表{number}　未完成、逾期补齐、未定和受阻任务清单（单位：见各项）"
    rendered = "没有按期完成的任务的差距、有关单位和原因，以及未定、受阻的任务"
    return desk.table(
        caption, _BRIEF, rows, "注：原因摘自各单位报送。", rendered, UPRIGHT, key="brief-unmet", of=of_task
    )
