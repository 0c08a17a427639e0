"""Every target of the year: what was promised, what came of it, verdict, light, division, due."""

from __future__ import annotations

from mzgz.model.document import Cell, Table
from mzgz.progress import Progress
from mzgz.publishing.figures.figure_aspects import STAGE_ASPECTS
from mzgz.publishing.report.tables.column_widths import TURNED_SMALL, UPRIGHT
from mzgz.publishing.report.tables.table_builder import (
    NONE,
    Ordinal,
    TableContext,
    TableField,
    Task,
    day,
    grouped,
    of_task,
    tasks,
)
from mzgz.publishing.report.tables.target_cells import (
    gap,
    goal,
    lit,
    measured,
    reached,
    result,
    speaks_of_units,
    with_operands,
)


def place(desk: TableContext, task: Task) -> Cell:
    return (Ordinal(str(task.place)),)


def section(desk: TableContext, task: Task) -> Cell:
    return (task.part.section.title,)


def name(desk: TableContext, task: Task) -> Cell:
    return (task.city.target.name,)


def division(desk: TableContext, task: Task) -> Cell:
    return (desk.board.plan.division(task.city.target),)


def due(desk: TableContext, task: Task) -> Cell:
    return day(task.city.target.due, desk.board.year)


def unit(desk: TableContext, task: Task) -> Cell:
    return ("%" if task.city.target.quotient else task.city.target.measure or "—",)


def light(desk: TableContext, task: Task) -> Cell:
    return (lit(task.city),)


def concluded(desk: TableContext, task: Task) -> Cell:
    return (task.city.verdict.word,)


def _value(desk: TableContext, task: Task) -> Cell:
    progress = task.city
    if progress.period is None or not measured(progress):
        return NONE
    if progress.state != "reported" or progress.value is None:
        return (progress.display,)
    return desk.cell(progress, "value")


def _operand(aspect: str) -> TableField[Task]:
    titles = {"numerator": "分子或已完成", "denominator": "分母或应完成"}
    return TableField(titles[aspect], lambda desk, task: _share(desk, task.city, aspect), on="sheet", align="right")


def _share(desk: TableContext, progress: Progress, aspect: str) -> Cell:
    return desk.cell(progress, aspect) if progress.state == "reported" else NONE


def _heads(title: str, aspect: str, of_verdict: bool = False) -> TableField[Task]:
    def cell(desk: TableContext, task: Task) -> Cell:
        rendered = speaks_of_units(task.city) if of_verdict else task.city.period is not None
        return desk.cell(task.city, aspect) if rendered else NONE

    return TableField(title, cell, on="sheet", align="right")


def _stage(aspect: str, word: str) -> TableField[Task]:
    def cell(desk: TableContext, task: Task) -> Cell:
        return desk.cell(task.city, aspect) if task.city.target.staged else NONE

    return TableField(word, cell, on="sheet", align="right")


FIELDS: tuple[TableField[Task], ...] = (
    TableField("序号", place),
    TableField("板块", section, most=12, align="left", on="sheet"),
    TableField("目标任务", name, 1, align="left"),
    TableField("类别", lambda desk, task: (task.city.target.kind_label,), on="sheet"),
    TableField("目标", goal, most=5),
    TableField("完成", lambda desk, task: with_operands(desk, task.city), most=8, on="paper"),
    TableField("差距", lambda desk, task: gap(desk, task.city), most=5),
    TableField("达标单位", lambda desk, task: reached(desk, task.city), most=6, on="paper"),
    TableField("目标值", lambda desk, task: desk.cell(task.city, "goal"), align="right", on="sheet"),
    TableField("实际值", _value, align="right", on="sheet"),
    TableField("单位", unit, on="sheet"),
    TableField("结论", concluded),
    TableField("进度", light, most=4.6),
    TableField("期限", due),
    TableField("责任科室", division, most=5, align="left"),
)
DETAILS: tuple[TableField[Task], ...] = (
    TableField("序号", place),
    TableField("目标任务", name, 1, align="left"),
    _operand("numerator"),
    _operand("denominator"),
    _heads("已报单位", "units-reported"),
    _heads("适用单位", "units-expected"),
    _heads("达标单位", "units-met", of_verdict=True),
    _heads("未达标单位", "units-missed", of_verdict=True),
    *(_stage(aspect, word) for aspect, word in STAGE_ASPECTS),
    TableField("出处", lambda desk, task: (task.city.target.origin.section,), most=6, on="sheet", align="left"),
    TableField("条目号", lambda desk, task: _items(task), on="sheet"),
)
"""The numbers behind the results, one to a cell: on a sheet of their own, so that a page holds them in readable type."""
BRIEF: tuple[TableField[Task], ...] = (
    TableField("目标任务", name, 1, align="left"),
    TableField("目标", goal, most=6),
    TableField("完成", lambda desk, task: result(desk, task.city), most=12),
    TableField("结论", concluded),
)


def _items(task: Task) -> Cell:
    items = task.city.target.origin.items
    return (Ordinal(str(items[0])),) if len(items) == 1 else ("、".join(map(str, items)),)


def plan_table(desk: TableContext, number: int) -> Table:
    note = "注：占比为各地分子合计除以分母合计；达标单位为自身达到目标的单位，不含不适用的。"
    note += "职责类任务反映各阶段的单位数，不作达标评判。"
    caption = f"表{number}　{desk.board.year}年度目标任务完成情况一览表（单位：见各项）"
    rendered = f"逐项列出{desk.board.year}年度全部目标任务的目标、完成情况、差距、结论、进度、期限和责任科室"
    return desk.table(caption, FIELDS, grouped(tasks(desk.board)), note, rendered, TURNED_SMALL, key="plan", of=of_task)


def details_table(desk: TableContext, number: int) -> Table:
    """Only in a workbook; on paper the numbers stand beside the results."""
    rows = tasks(desk.board) if desk.sheet else ()
    caption = f"表{number}　目标任务数据明细表（单位：见各项）"
    rendered = "逐项列出分子、分母、已报和达标的单位数、各阶段的单位数和出处"
    return desk.table(
        caption, DETAILS, rows, "注：序号与一览表一致。", rendered, TURNED_SMALL, key="details", of=of_task
    )


def brief_table(desk: TableContext, number: int) -> Table:
    """Every target in a line: what was promised, what came of it."""
    caption = f"表{number}　{desk.board.year}年度目标任务完成情况简表（单位：见各项）"
    rendered = f"逐项列出{desk.board.year}年度全部目标任务的目标、完成情况和结论"
    return desk.table(
        caption, BRIEF, grouped(tasks(desk.board)), "注：全表另附。", rendered, UPRIGHT, key="brief", of=of_task
    )
