"""Targets against districts: one matrix of numbers, one of marks for what is done or not."""

from __future__ import annotations

from collections.abc import Callable, Set

from mzgz.model.document import Cell, Table
from mzgz.model.targets.aggregate import Share, Stages
from mzgz.model.targets.reported_facts import STAGES
from mzgz.model.unit import Unit
from mzgz.progress import MARKED, Cause, Progress
from mzgz.publishing.figures.figure_aspects import FOOTED
from mzgz.publishing.report.tables.column_widths import TURNED_SMALL
from mzgz.publishing.report.tables.plan_table import name, place, section, unit
from mzgz.publishing.report.tables.table_builder import (
    TableContext,
    TableField,
    Task,
    few_units,
    grouped,
    of_task,
    tasks,
)
from mzgz.publishing.report.tables.target_cells import goal, measured, so_far, span

_Cells = Callable[[TableContext, Task], Cell]
_STAGE_MARKS = {"已完成": "√", "推进中": "推", "受阻": "阻", "未启动": "未"}
_STATE_MARKS = {"unreported": "缺", "partial": "缺", "pending": "待", "not_applicable": "—"}
_LEGEND = "注：√ 完成，补 逾期补齐，× 未完成，推 推进中，阻 受阻，未 未启动，期 未到期，缺 未报或未报全，待 待核，证 报了完成、缺日期或凭据，— 不适用。"


def numbers_table(desk: TableContext, number: int) -> Table:
    """Shares, counts and redlines: the city and every unit of the level below."""
    units, left_out = few_units(desk, desk.board.level)
    fields = (
        TableField("序号", place, on="sheet"),
        TableField("板块", section, most=12, align="left", on="sheet"),
        TableField("目标任务", _titled, 1, align="left", on="paper"),
        TableField("目标任务", name, 1, align="left", on="sheet"),
        TableField("目标", goal, on="sheet"),
        TableField("单位", unit, on="sheet"),
        TableField(desk.words.whole, _city, most=3.4),
        *(TableField(each.label, _number(each)) for each in units),
    )
    rows = [task for task in tasks(desk.board) if measured(task.city)]
    note = (
        "注：任务前为序号，与一览表一致。“—”为不适用，“未报”为应报未报，“未报全”为有的月份未报，都不是零。" + left_out
    )
    if any(row.city.doubts for row in rows):
        note += f"{MARKED}。"
    if not desk.sheet:
        note += "".join(_adjusted(desk, row, {each.code for each in units}) for row in rows)
    caption = f"表{number}　定量目标任务分{desk.words.units}情况表（单位：见各项）"
    rendered = f"{len(rows)}项定量任务在{desk.words.whole}和{len(units)}个{desk.words.units}的完成数"
    return desk.table(caption, fields, rows, note, rendered, TURNED_SMALL, key="numbers", of=of_task)


def _adjusted(desk: TableContext, task: Task, shown: Set[str]) -> str:
    """The record of every last digit that is not as its own number rounds, of the units shown."""
    target = task.city.target
    footing = desk.figures.footing(target.id)
    units = desk.board.ledger.units.by_code
    changed = [
        f"{units[code].label}{desk.board.unit(target.id, code).display}印作{text}"
        for code, text in footing.items()
        if code in shown
    ]
    whole = desk.words.whole
    return f"“{target.name}”各单位之和要等于{whole}数，尾数按最大余额法调整：{'、'.join(changed)}。" if changed else ""


def _titled(desk: TableContext, task: Task) -> Cell:
    """Serial, name and goal in one, or the measure where only a direction was promised: there is no room for more."""
    promised, progress = task.city.goal, task.city
    directed = promised is None or promised.threshold is None
    rendered = ("" if progress.target.quotient else progress.target.measure,) if directed else goal(desk, task)
    head = f"{task.place}.{progress.target.name}"
    return (f"{head}（", *rendered, "）") if any(rendered) else (head,)


def _city(desk: TableContext, task: Task) -> Cell:
    progress = task.city
    if progress.state == "partial" and not desk.sheet:
        return so_far(desk, progress)[:5]
    if progress.state == "reported" and (between := span(desk, progress)) is not None:
        return between
    return desk.cell(progress, "value", "", progress.mark) if progress.state == "reported" else (progress.display,)


def _number(unit: Unit) -> _Cells:
    def cell(desk: TableContext, task: Task) -> Cell:
        progress = desk.board.part(task.city.target.id, unit.code)
        if progress.state == "not_applicable":
            return ("—",)
        if progress.state == "reported" and (between := span(desk, progress)) is not None:
            return between
        footed = not desk.sheet and unit.code in desk.figures.footing(task.city.target.id)
        aspect = FOOTED if footed else "value"
        return desk.cell(progress, aspect, "", progress.mark) if progress.state == "reported" else (progress.display,)

    return cell


def marks_table(desk: TableContext, number: int) -> Table:
    """Milestones, recurring work and duties: a mark for every unit, the bureau itself too."""
    units, left_out = few_units(desk, desk.board.listed)
    fields = (
        TableField("序号", place),
        TableField("板块", section, most=12, align="left", on="sheet"),
        TableField("目标任务", name, 1, align="left"),
        *(TableField(each.label, _marked(each)) for each in units),
    )
    rows = grouped(task for task in tasks(desk.board) if not measured(task.city))
    caption = f"表{number}　节点、经常性和职责类任务分单位情况表"
    rendered = f"非定量任务在{len(units)}个单位的完成标记"
    shown = (
        mark(desk.board.part(task.city.target.id, each.code))
        for task in tasks(desk.board)
        for each in units
        if not measured(task.city)
    )
    counted = "“7/8”是应做的8个里做到7个。" if any("/" in each for each in shown) else ""
    return desk.table(
        caption, fields, rows, _LEGEND + counted + left_out, rendered, TURNED_SMALL, key="marks", of=of_task
    )


def _marked(unit: Unit) -> _Cells:
    def cell(desk: TableContext, task: Task) -> Cell:
        return (mark(desk.board.part(task.city.target.id, unit.code)),)

    return cell


def mark(progress: Progress) -> str:
    """One character for where a unit stands."""
    if progress.met:
        return "√"
    if progress.cause is Cause.UNPROVEN:
        return "证"
    if progress.met is False:
        return "补" if progress.made_good else "×"
    if progress.state != "not_applicable" and (progress.awaited or progress.period is None):
        return "期"
    if progress.state in _STATE_MARKS:
        return _STATE_MARKS[progress.state]
    if isinstance(progress.figure, Stages):
        return _stage_mark(progress.figure)
    if (
        isinstance(progress.figure, Share) and progress.figure.whole
    ):  # so many of all were promised, of one place nothing
        return "√" if progress.figure.part == progress.figure.whole else progress.display
    return "缺"


def _stage_mark(figure: Stages) -> str:
    """Of one unit its stage; of several the one all stand at, blocked where one is, and under way in between."""
    held: list[str] = [stage for stage, count in zip(STAGES, figure.counts, strict=True) if count]
    if len(held) > 1:
        return _STAGE_MARKS["受阻" if "受阻" in held else "推进中"]
    return _STAGE_MARKS[held[0]] if held else "—"
