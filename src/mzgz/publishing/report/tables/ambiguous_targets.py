"""Targets whose source can be read in more than one way, for the bureau to rule on."""

from __future__ import annotations

import re

from mzgz.model.document import Cell, Table
from mzgz.model.targets.target import Basis
from mzgz.publishing.report.tables.plan_table import division, due, name, place
from mzgz.publishing.report.tables.table_builder import TableContext, TableField, Task, of_task, tasks
from mzgz.publishing.report.tables.target_cells import goal

_ASKS = re.compile(r"待局|待[^，。；]{0,6}(?:裁定|核定|确定)")


def rulings_table(desk: TableContext, number: int) -> Table:
    rows = [task for task in tasks(desk.board) if asks(task)]
    note = "注：裁定以前按“现按目标”“现按期限”两列办；裁定后请修改年度目标文件中的 basis 和 note。"
    caption = f"表{number}　原文有歧义、待裁定的任务清单（单位：见各项）"
    rendered = "出处有歧义或口径待定的任务、现行做法和待裁定的问题"
    return desk.table(caption, _FIELDS, rows, note, rendered, key="rulings", of=of_task)


def asks(task: Task) -> bool:
    """Whether the source is ambiguous, or the note of the target asks for a ruling."""
    target = task.city.target
    return target.origin.basis is Basis.AMBIGUOUS or bool(_ASKS.search(target.note or ""))


def _question(desk: TableContext, task: Task) -> Cell:
    note = task.city.target.note
    return (" ".join(note.split()) if note else "原文有歧义，请裁定",)


_FIELDS: tuple[TableField[Task], ...] = (
    TableField("序号", place),
    TableField("目标任务", name, 10, align="left"),
    TableField("原文位置", lambda desk, task: (task.city.target.origin.section,), most=6),
    TableField("现按目标", goal, most=5),
    TableField("现按期限", due),
    TableField("期限依据", lambda desk, task: (task.city.target.origin.basis.label,)),
    TableField("待裁定的问题", _question, 20, align="left"),
    TableField("责任科室", division, most=5, align="left"),
)
