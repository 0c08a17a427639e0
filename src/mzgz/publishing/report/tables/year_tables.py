"""The first tables: what stands where of the whole plan, section by section, and the units in order."""

from __future__ import annotations

from collections.abc import Sequence

from mzgz.model.document import Cell, Paragraph, Table
from mzgz.model.ledger import PlanSection
from mzgz.progress import standings, waits_for_returns
from mzgz.progress.ranking import FEW_LISTED, MOST_LISTED
from mzgz.publishing.figures import Ranked
from mzgz.publishing.report.tables.column_widths import UPRIGHT
from mzgz.publishing.report.tables.table_builder import Ordinal, TableContext, TableField

_DECEMBER = 12
_Section = tuple[str, PlanSection]
"""The number of the section's file (`02`), and the section."""


def summary(desk: TableContext) -> Paragraph:
    """The counts of the whole plan in one paragraph."""
    plan = desk.plan
    rendered: list[Cell] = [
        ("全年目标任务共", *plan("targets"), "项，"),
        ("其中可以评判的", *plan("judged"), "项，完成", *plan("met"), "项，"),
        ("没有按期完成", *plan("missed"), "项（其中逾期补齐", *plan("made-good"), "项），"),
        *([("还没有到期", *plan("running"), "项，")] if _running(desk) else []),
        ("因未报全而未定" if _waiting(desk) else "暂未定", *plan("open"), "项"),
        ("，各单位都不适用", *plan("not-applicable"), "项；") if _idle(desk) else ("；",),
        ("职责类", *plan("duties"), "项，按进展阶段反映，不作达标评判。"),
    ]
    return Paragraph(tuple(piece for cell in rendered for piece in cell))


def _waiting(desk: TableContext) -> bool:
    return waits_for_returns(each.city for each in desk.board)


def _idle(desk: TableContext) -> int:
    """How many are nobody's so far, or this year: among those judged, and neither met nor missed."""
    return standings(each.city for each in desk.board).not_applicable


def _running(desk: TableContext) -> int:
    """How many are judged and not due yet: in mid-year most of them."""
    return standings(each.city for each in desk.board).running


def sections_table(desk: TableContext, number: int) -> Table:
    rows: list[_Section | None] = [*sections_of(desk), None]
    caption = f"表{number}　各板块任务完成情况表（单位：项）"
    open_ = "有单位未报全、" if _waiting(desk) else "到期而"
    running = bool(_running(desk))
    idle = "“可评判”含各单位都不适用的任务；" if _idle(desk) else ""
    note = f"注：{idle}“未按期”含逾期补齐的任务；{_NOT_DUE if running else ''}“未定”为{open_}结论未定的任务。"
    rendered = f"每个板块的任务数、可评判数、完成数、未按期数、{'未到期数、' if running else ''}未定数和职责类任务数"
    fields = (_SECTION, *map(_count, _RUNNING_COUNTS if running else _COUNTS))
    return desk.table(caption, fields, rows, note, rendered, UPRIGHT, key="sections", of=_file)


def _file(row: _Section | None) -> str:
    """What a row of the sections is of: the number of the section's file."""
    return row[0] if row else "all"


def _code(row: Ranked) -> str:
    return row.score.code


def sections_of(desk: TableContext) -> list[_Section]:
    return [(f"{place:02}", part) for place, part in enumerate(desk.board.plan.sections, 1)]


def _count(aspect: str) -> TableField[_Section | None]:
    titles = {"targets": "任务", "judged": "可评判", "met": "完成", "missed": "未按期"}
    titles |= {"made-good": "其中补齐", "running": "未到期", "open": "未定", "duties": "职责类"}
    return TableField(titles[aspect], lambda desk, row: desk.plan(aspect, row[0] if row else None))


_SECTION: TableField[_Section | None] = TableField(
    "板块", lambda desk, row: (row[1].section.title if row else "合计",), 1, align="left"
)
_COUNTS = ("targets", "judged", "met", "missed", "made-good", "open", "duties")
_RUNNING_COUNTS = (*_COUNTS[:5], "running", *_COUNTS[5:])
_NOT_DUE = "“未到期”为期限还没有到、要到期才作结论的任务；"


def districts_table(desk: TableContext, number: int) -> Table:
    caption = f"表{number}　各{desk.words.units}任务达标情况表（单位：项）"
    early = desk.board.reference is not None and desk.board.reference.month < _DECEMBER
    note = f"注：只计适用于本地、可按本地评判的任务{'，没有到期又没有达到的不计' if early else ''}；名次按未经舍入的占比排列，相同的并列。"
    note += _unranked(desk)
    rendered = f"{desk.words.units}按达标任务占比排列的名次、可评判数、达标数、未达标数和未定数"
    fields, every = _district_fields(desk.words.units), desk.books.ranking
    rows = ranked_ends(desk)
    if len(rows) < len(every):
        note += f"共{len(every)}个，列出前、后各{FEW_LISTED // 2}个，全部见工作簿。"
    return desk.table(caption, fields, rows, note, rendered, UPRIGHT, key="districts", of=_code)


def _unranked(desk: TableContext) -> str:
    """Who was closed in the course of the year, and is left out."""
    month = desk.board.reference
    gone = [unit.label for unit in desk.board.level if month and unit.closed_within(month)]
    return f"{'、'.join(gone)}年内已撤销，不列入。" if gone else ""


def ranked_ends(desk: TableContext) -> Sequence[Ranked]:
    """All by rank; on paper, of very many the first and the last."""
    every, half = desk.books.ranking, FEW_LISTED // 2
    return every if desk.sheet or len(every) <= MOST_LISTED else (*every[:half], *every[-half:])


def _scored(title: str, aspect: str) -> TableField[Ranked]:
    return TableField(title, lambda desk, row: desk.unit(row.score.code, aspect), 1)


def _district_fields(units: str) -> tuple[TableField[Ranked], ...]:
    return (
        TableField("名次", lambda desk, row: (Ordinal(str(row.rank)),)),
        TableField(units, lambda desk, row: (row.score.name,), 1, align="left"),
        _scored("可评判", "judged"),
        _scored("达标", "met"),
        _scored("未达标", "missed"),
        _scored("未定", "open"),
        _scored("达标占比", "met-share"),
    )
