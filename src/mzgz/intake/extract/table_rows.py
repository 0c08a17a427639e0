"""Rows of a table of targets read with the headings over them: goals by indicator, tasks by unit, prose in a cell."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from mzgz.intake.extract.blocks import Block, BlockCell
from mzgz.intake.extract.column_headings import ColumnHead, ColumnRole
from mzgz.intake.extract.columns_by_unit import SUBTOTAL, TOTAL
from mzgz.intake.extract.deadlines import DateRole, PlanCalendar
from mzgz.intake.extract.figure_phrase import read_left
from mzgz.intake.extract.figure_scan import figures_of
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.table_columns import GoalTable, cells_by_column, is_section, last_day
from mzgz.intake.extract.worded_figure_scan import words_of
from mzgz.language.pattern_search import expression

GOAL_COLUMN: Final = "表中目标栏"
"""What a promise in the column of goals rests on."""
_SUM: Final = expression(r"^[〔\[【]\s*[0-9.]+\s*[〕\]】]$")
_AMOUNT: Final = expression(
    r"(?:[≥≤＞＜><]|不[少低]于|不超过|不高于|至少)?[0-9][0-9.,]*(?:[%‰a-zA-Z]|[一-鿿]{1,3})?(?:以上|以内|以下|左右)?"
)
"""A cell that is an amount and says no more."""
_TOLD: Final = expression(r"[一-鿿]{2,}[^，。；]{0,12}[0-9一二三四五六七八九十两]|[0-9][一-鿿]{4,}|全部|全覆盖|所有")
_DIGIT: Final = expression(r"[0-9]")
_DIGITS: Final = expression(r"[0-9]{1,9}")
"""12345 in a column of households is no telephone number."""
_NOTED: Final = expression(r"[*＊△▲#†①-⑳]+$|\[[0-9]{1,2}\]$")
"""月探访率①, 评估覆盖率*: the mark of a note is no part of a name."""
_NOTHING: Final = expression(r"^[\s—\-–/／*无]*$")
_TO: Final = expression(r"\s*(?:[-–—~]{1,2}|至|到)\s*")
_GROWTH: Final = expression(r"(?:年均)?增长(?:率|速度|幅度)?$|年均(?:递增|增速|增幅)|^.{2,20}增速$")


def goals(grid: GoalTable, row: Block, calendar: PlanCalendar, until: str) -> tuple[list[Promise], list[FigureMention]]:
    """One target for each goal column of a row; the other figures of the row, sorted."""
    by_head = list(cells_by_column(grid, row))
    name_cell = _cell(by_head, ColumnRole.NAME)
    figures = figures_of(row.folded, [])
    for figure in figures:
        if figure.shape is not MentionShape.NAME:
            figure.sort, figure.why = "table_cell", "表中其他栏"
    targets: list[Promise] = []
    if name_cell is None or is_section(row):
        return targets, figures
    unit = _unit(by_head, name_cell[1].text)
    due = due_in(by_head, row, calendar)
    binding = any("约束" in cell.text for head, cell in by_head if head.column is ColumnRole.NATURE)
    whole = any(head.column is ColumnRole.GOAL and not head.when for head, _ in by_head)
    for head, cell in by_head:
        if head.column not in (ColumnRole.GOAL, ColumnRole.SHARE) or _NOTHING.match(cell.text):
            continue
        if head.when and whole and not _DIGIT.search(cell.text):
            continue  # 年度目标 has the amount, 四季度 says 全部完成
        for target in _goal(row, cell, name_cell[1].text, unit or head.unit, head, calendar):
            target.firm = "binding" if binding else target.firm
            target.scope = (head.text,) if head.column is ColumnRole.SHARE else ()
            if (due or until) and target.due_basis == "default":
                target.due, target.due_basis = due or until, "explicit" if due else "section"
            targets.append(target)
            figures = [one for one in figures if not (one.start < cell.end and cell.start < one.end)]
            figures.append(target.figure) if target.figure else None
    return targets, figures


_LEAST_SPOKEN: Final = 4


def speaks(grid: GoalTable, row: Block, calendar: PlanCalendar) -> str:
    """The name of a row whose goal is said in words of its own (新建助餐点20个，改造敬老院8所), or nothing where it is an amount."""
    by_head = list(cells_by_column(grid, row))
    name_cell, unit_cell = _cell(by_head, ColumnRole.NAME), _cell(by_head, ColumnRole.UNIT)
    if name_cell is None or (unit_cell and not _NOTHING.match(unit_cell[1].text)):
        return ""
    for head, cell in by_head:
        if head.column is not ColumnRole.GOAL or head.year not in (0, calendar.year):
            continue
        held = [one for one in figures_of(row.folded[: cell.end], []) if one.start >= cell.start]
        counted = [one for one in held if one.shape is not MentionShape.NAME]
        begin = cell.start
        for figure in counted:
            own = read_left(row.folded, begin, figure.start, []).name
            if (len(own) >= _LEAST_SPOKEN and not _LEANS.fullmatch(own)) or (len(counted) > 1 and len(own) > 1):
                return name_cell[1].text
            begin = figure.tail
        if not counted and not any(cell.start <= one.start for one in words_of(row.folded[: cell.end], [])):
            return name_cell[1].text if _asks_elsewhere(by_head, row) else ""
    return ""


def _asks_elsewhere(by_head: list[tuple[ColumnHead, BlockCell]], row: Block) -> bool:
    """新增床位120张｜完成主体工程: the goal is a step in words, and what is to be done has the numbers."""
    content = _cell(by_head, ColumnRole.CONTENT)
    if content is None:
        return False
    start, end = content[1].start, content[1].start + len(content[1].text)
    return any(one.start >= start and one.shape is not MentionShape.NAME for one in figures_of(row.folded[:end], []))


def _cell(by_head: list[tuple[ColumnHead, BlockCell]], column: ColumnRole) -> tuple[ColumnHead, BlockCell] | None:
    held = [(head, cell) for head, cell in by_head if head.column is column and cell.text]
    return held[-1] if held else None


def _unit(by_head: list[tuple[ColumnHead, BlockCell]], name: str) -> str:
    if (cell := _cell(by_head, ColumnRole.UNIT)) and not _NOTHING.match(cell[1].text):
        return cell[1].text
    inside = re.search(r"[（(]([^（()）]{1,10})[)）]\s*$", name)
    return (
        inside[1]
        if inside and (lexicon("measure_words").starting(inside[1].lstrip("万亿"), 0) or inside[1] in ("%", "‰"))
        else ""
    )


def _due_of(head: ColumnHead, calendar: PlanCalendar) -> tuple[str, str]:
    """The day the heading of a goal's column names (上半年目标, 2025年), or the end of the year."""
    named = next((mark.due for mark in calendar.marks(head.when) if mark.due), None)
    if named is not None and not head.when.startswith("全年"):
        return named.isoformat(), "explicit"
    return last_day(head.year or calendar.year), "explicit" if head.year else "default"


def _goal(row: Block, cell: BlockCell, name: str, unit: str, head: ColumnHead, calendar: PlanCalendar) -> list[Promise]:
    text = row.folded
    due, basis = _due_of(head, calendar)
    inner = [
        one
        for one in figures_of(text[: cell.end], [])
        if one.start >= cell.start and one.shape is not MentionShape.NAME
    ]
    if any(mark.start <= cell.start and cell.end <= mark.end for mark in calendar.marks(text)):
        return []  # 2024年11月底前: by when, not how much
    if not inner and _DIGITS.fullmatch(cell.text):
        inner = [FigureMention(cell.start, cell.end, cell.text, MentionShape.BARE, Fraction(cell.text))]
    if not inner:
        return _whole(row, cell, name, head, calendar)
    figure = _joined(inner, text)
    left = read_left(text, cell.start, figure.start, [])
    own, name = figure.unit, _NOTED.sub("", name)
    if figure.shape is MentionShape.BARE and unit:
        figure.unit, figure.shape = unit, MentionShape.PERCENT if unit in ("%", "‰") else MentionShape.COUNT
        if unit == "‰":
            figure.value, figure.unit = figure.value / 10, "%"
    figure.unit = figure.unit or own
    plain = (
        re.sub(r"[（(]([^（()）]{1,10})[)）]\s*$", "", name).strip()
        if unit and f"（{unit}）" in name.replace("(", "（").replace(")", "）")
        else name
    )
    target = Promise(
        line=row.line, start=figure.start, end=figure.end, name=_own_name(left.name, plain), op=_operator(figure, left.bound, left.level), figure=figure,
        mode=_mode(plain, figure, left.change), unit=figure.unit, due=due,
        due_basis=basis, kind="ratio" if figure.shape is MentionShape.PERCENT else "count",
        text=figure.text, words=text.strip(), said=cell.text, tense=GOAL_COLUMN, signals=2,
    )  # fmt: skip
    if target.mode in ("growth", "fall"):
        target.kind = "count"
    if _SUM.match(cell.text):
        target.inherited.append("方括号里是累计数")
    figure.sort, figure.why = "target", "目标栏"
    return [target]


_LEANS: Final = expression(r"(?:城乡|乡镇|行政村|村|社区|街道|城区|县区)*(?:覆盖|达标|建成|完成|合格|普及|投用|开工)率")
"""Rates that lean on what their row is about."""
_ABOUT: Final = expression(r"(?:建设|工作|任务|项目|行动)$")


def _own_name(own: str, row: str) -> str:
    """火化率 in the goal's own cell is the name; 乡镇覆盖率 is of what the row is about."""
    if _LEANS.fullmatch(own):
        return f"{_ABOUT.sub('', row)}{own}"
    measures = lexicon("measure_name_endings")
    return own if len(own) > 2 and measures.ending(own) and own not in measures.marks else row


def _joined(inner: list[FigureMention], text: str) -> FigureMention:
    """36—38 without a unit, which the column has: one figure with two ends."""
    low = inner[0]
    if len(inner) < 2 or low.shape is not MentionShape.BARE or not _TO.fullmatch(text[low.end : inner[1].start]):
        return low
    low.high, low.end, low.tail = inner[1].value, inner[1].end, inner[1].tail
    low.text, low.behind, low.unit = text[low.start : low.end], inner[1].behind, inner[1].unit
    return low


def _whole(row: Block, cell: BlockCell, name: str, head: ColumnHead, calendar: PlanCalendar) -> list[Promise]:
    found = [one for one in words_of(row.folded, []) if cell.start <= one.start < cell.end]
    due, basis = _due_of(head, calendar)
    targets = []
    for figure in found[:1]:
        figure.sort, figure.why = "target", "目标栏"
        none = figure.shape is MentionShape.NONE
        targets.append(
            Promise(
                line=row.line,
                start=figure.start,
                end=figure.end,
                name=name,
                op="zero" if none else "all",
                figure=figure,
                unit="" if none else "%",
                due=due,
                due_basis=basis,
                kind="redline" if none else "ratio",
                text=figure.text,
                words=row.folded.strip(),
                tense=GOAL_COLUMN,
                signals=2,
            )
        )
    return targets


def _operator(figure: FigureMention, bound: str, level: str) -> str:
    if figure.high is not None:
        return "range"
    behind = lexicon("behind").marks.get(figure.behind, ("",))[0]
    marks = lexicon("bounds").marks.get(bound, ("",))[0]
    if "approx" in (behind, marks):
        return "approx"
    return behind or marks or lexicon("levels").marks.get(level, ("",))[0] or "eq"


def _mode(name: str, figure: FigureMention, change: str) -> str:
    if figure.shape is not MentionShape.PERCENT:
        return "level"
    if change:
        return lexicon("changes").marks[change][0]
    if _GROWTH.search(name):
        return "growth"
    return "fall" if re.search(r"(?:下降|降低|减少)(?:率|幅度)?$", name) else "level"


def by_place(
    grid: GoalTable, row: Block, calendar: PlanCalendar, due: str
) -> tuple[list[Promise], list[FigureMention]]:
    """A target for each cell with a number, for the unit of the row; 合计 is the whole area."""
    by_head = list(cells_by_column(grid, row))
    place = _cell(by_head, ColumnRole.PLACE)
    figures = figures_of(row.folded, [])
    for figure in figures:
        if figure.shape is not MentionShape.NAME:
            figure.sort, figure.why = "table_cell", "表中其他栏"
    if place is None or SUBTOTAL.fullmatch(place[1].text):
        return [], figures
    due = due_in(by_head, row, calendar) or due
    scope = () if TOTAL.fullmatch(place[1].text) else (place[1].text,)
    targets: list[Promise] = []
    for head, cell in by_head:
        if head.column is not ColumnRole.VALUE or not _AMOUNT.fullmatch(cell.text):
            continue
        for target in _goal(row, cell, head.text, head.unit, head, calendar):
            if target.op == "eq" and target.figure and not target.figure.value:
                continue  # 0: nothing is asked of this place
            target.scope, target.tense = scope, "分解表"
            if due and target.due_basis == "default":
                target.due, target.due_basis = due, "section"
            targets.append(target)
            figures = [one for one in figures if not (one.start < cell.end and cell.start < one.end)]
            figures.append(target.figure) if target.figure else None
    return targets, figures


def place_of_prose(grid: GoalTable, row: Block) -> str:
    """The unit of a row whose task is told in words (东河镇｜新建助餐点2个，改造敬老院1所), or nothing where it is amounts."""
    by_head = list(cells_by_column(grid, row))
    place = _cell(by_head, ColumnRole.PLACE)
    told = any(
        head.column is ColumnRole.VALUE and _TOLD.search(cell.text) and not _AMOUNT.fullmatch(cell.text)
        for head, cell in by_head
    )
    return place[1].text if place and told else ""


def due_in(cells: list[tuple[ColumnHead, BlockCell]], row: Block, calendar: PlanCalendar) -> str:
    """The day in the column of times of a row, or nothing."""
    cell = _cell(cells, ColumnRole.WHEN)
    if cell is None:
        return ""
    found = [
        mark
        for mark in calendar.marks(row.folded)
        if cell[1].start <= mark.start < cell[1].end and mark.due and mark.role is not DateRole.BASE
    ]
    return found[-1].due.isoformat() if found and found[-1].due else ""
