"""A form of the layout before, with what a return says typed into it: note and papers beneath, a sheet for each list."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl

from mzgz.intake.form import layout
from mzgz.model.ledger import Ledger
from mzgz.model.submissions import Submission
from mzgz.model.targets import Target

SHEETS = ("封面", "填报", "未到期任务", "情况说明", "亮点", "荣誉", "问题", "mzgz")
HEADS = (
    "任务和填报口径", "填报内容", "计量单位", "目标和期限", "上次填报", "全市基期", "本期填报", "不适用原因", "待核日期",
    "核对提示", "变动较大的原因",
)  # fmt: skip
LIST_HEADS = {
    "未到期任务": ("任务", "是否完成", "完成日期", "凭据", "说明"),
    "情况说明": ("规则", "任务", "说明哪几个数", "原因"),
    "亮点": ("板块", "内容"),
    "荣誉": ("荣誉名称", "级别", "获得者"),
    "问题": ("板块", "内容"),
}
WIDE = {"note": "M", "evidence": "K"}
"""How far a blank beneath the figures spreads, from column I."""


def form_of_before(ledger: Ledger, said: Submission) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheets: dict[str, Any] = {name: book.create_sheet(name) for name in SHEETS}
    unit = ledger.units.by_code[said.unit]
    targets = layout.on_form(ledger, said.unit, said.period)
    for cell, value in {
        "C4": unit.name, "C5": said.period.label, "C7": said.filled_by, "C8": said.approved_by,
    }.items():  # fmt: skip
        sheets["封面"][cell] = value
    prints = [layout.fingerprint(target) for target in targets]
    for cell, value in {
        "B1": "1", "B2": str(said.period), "B3": said.unit, "B4": layout.plan_fingerprint(prints),
    }.items():  # fmt: skip
        sheets["mzgz"][cell] = value
    sheets["mzgz"]["E1"] = "任务"
    for row, target in enumerate(targets, 2):
        sheets["mzgz"][f"E{row}"] = target.name
    sheets["mzgz"].sheet_state = "hidden"
    _figures(sheets["填报"], ledger, said, targets)
    for name, heads in LIST_HEADS.items():
        sheets[name].append([])
        sheets[name]["B1"] = f"{unit.name}{said.period.label}目标任务填报表：{name}"
        for letter, head in zip("BCDEF", heads, strict=False):
            sheets[name][f"{letter}3"] = head
    _lists(sheets, ledger, said, {target.id for target in targets})
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _figures(sheet: Any, ledger: Ledger, said: Submission, targets: list[Target]) -> None:
    sheet["C1"] = f"{ledger.units.by_code[said.unit].name}{said.period.label}目标任务填报表"
    for letter, head in zip("CDEFGHIJKLM", HEADS, strict=True):
        sheet[f"{letter}3"] = head
    row = 4
    for heading, _, group in layout.blocks(ledger, said.period, targets):
        sheet[f"A{row}"], sheet[f"C{row}"] = "#", heading
        sheet.merge_cells(f"C{row}:M{row}")
        row += 1
        for target in group:
            row = _block(sheet, said, target, row)


def _block(sheet: Any, said: Submission, target: Target, first: int) -> int:
    entry = layout.entry_of(said, target)
    sheet[f"B{first}"], sheet[f"C{first}"] = layout.fingerprint(target), target.name
    sheet[f"J{first}"], sheet[f"K{first}"] = entry.not_applicable, entry.pending
    row = first
    for name in layout.fields_of(target):
        sheet[f"A{row}"], sheet[f"D{row}"] = layout.key_of(target, name), layout.label_of(target, name)
        sheet[f"E{row}"] = target.operand(name).unit if name in target.operands else None
        value = getattr(entry, name)
        typed = "；".join(value) if isinstance(value, tuple) else value
        sheet[f"I{row}"] = ("是" if value else "否") if isinstance(value, bool) else (None if typed == "" else typed)
        if isinstance(value, date):
            sheet[f"I{row}"].number_format = "yyyy-mm-dd"
        if name in WIDE and row > first:
            sheet.merge_cells(f"I{row}:{WIDE[name]}{row}")
        for each in said.explanations:
            if target.steady and (each.target, tuple(each.values)) == (target.id, (name,)):
                sheet[f"M{row}"] = each.reason
        row += 1
    return row


def _lists(sheets: dict[str, Any], ledger: Ledger, said: Submission, asked: set[str]) -> None:
    plan = ledger.plans[said.period.year].targets
    rows: dict[str, list[tuple[Any, ...]]] = {
        "未到期任务": [
            (plan[name].name, "是" if entry.done else "否", entry.on, "；".join(entry.evidence), entry.note)
            for name, entry in said.entries.items()
            if name not in asked
        ],
        "情况说明": [
            (each.rule, plan[each.target].name, layout.explained_fields(each.values), each.reason)
            for each in said.explanations
            if not plan[each.target].steady
        ],
        "亮点": [(each.section, each.text) for each in said.highlights],
        "荣誉": [(each.title, each.level, each.recipient) for each in said.honours],
        "问题": [(each.section, each.text) for each in said.problems],
    }
    for name, lines in rows.items():
        for row, values in enumerate(lines, 4):
            for letter, value in zip("BCDEF", values, strict=False):
                sheets[name][f"{letter}{row}"] = value or None
