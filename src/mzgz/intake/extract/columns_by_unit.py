"""A task parted among units: the column or the headings that name them, the whole, and what each has to do."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mzgz.intake.extract.blocks import Block
from mzgz.intake.extract.column_headings import STAGE, ColumnHead, ColumnRole
from mzgz.intake.extract.unit_names import fills_a_place_cell
from mzgz.language.pattern_search import expression

TOTAL: Final = expression(
    r"(?:任务|目标|计划)?(?:合\s*计|总\s*计|总[数量额]|总(?:任务|目标|计划)|共计|全(?:[市县区旗盟州省镇乡]|街道|苏木))(?:合计|目标|任务|计划|指标|数|值)*"
)
"""What heads the column, or opens the row, of the whole area."""
SUBTOTAL: Final = expression(r"小\s*计")
_OF_FACTS: Final = expression(r"(?:情况|现状|统计|名册|一览|名单|联系)[^，。；]{0,6}表$|现状|基本情况|通讯录")
_PLANNED: Final = expression(r"任务|目标|计划|指标|分解")
_NO_TASK: Final = expression(r"人口|户籍|^(?:国土|区域|总)?面积|现有|现状|存量|电话|联系|邮编|编[号码]")
"""Columns that describe a unit and ask nothing of it."""


def by_units(heads: list[ColumnHead], rows: list[Block], known: frozenset[str]) -> list[ColumnHead]:
    """A task parted among units, told by their names: down a column whatever its heading says, or along the heading."""
    if any(head.column is ColumnRole.PLACE for head in heads):
        return heads
    shares = [fills_a_place_cell(head.text, known) for head in heads]
    if sum(shares) > 1:
        return _headed_by_units(heads, shares)
    whole = [row.cells for row in rows if len(row.cells) == len(heads)]
    for at, head in enumerate(heads):
        texts = [
            text
            for cells in whole
            if (text := cells[at].text) and not (TOTAL.fullmatch(text) or SUBTOTAL.fullmatch(text))
        ]
        placed = {text for text in texts if fills_a_place_cell(text, known)}
        if len(placed) > 1 and len(placed) * 5 >= len(texts) * 4:
            return [*heads[:at], replace(head, column=ColumnRole.PLACE), *heads[at + 1 :]]
    return heads


_ONLY_TASKS: Final = expression(r"(?:20[0-9]{2}年?度?|本年度?|全年)?(?:目标|任务|计划|指标)+(?:数|量|值)?")
_ENDS_IN_TASK: Final = expression(r"(?<=[一-鿿]{4})(?:目标|任务|计划)+(?:数|量|值)?$")
_TITLE_NAME: Final = expression(
    r"(?:20[0-9]{2}年?度?)?(?P<name>[一-鿿]{2,16}?)(?:重点|主要)?(?:工作)?(?:目标|任务|计划|指标)[一-鿿]{0,8}表"
)


def _task_name(head: str, title: str) -> str:
    """What a column is about: its heading, or the title of the table where the heading says 2023年任务 and no more."""
    named = _TITLE_NAME.search(title) if _ONLY_TASKS.fullmatch(head) or STAGE.fullmatch(head) else None
    return named["name"] if named else _ENDS_IN_TASK.sub("", head)


def _headed_by_units(heads: list[ColumnHead], shares: list[bool]) -> list[ColumnHead]:
    """指标｜甲县｜乙县｜合计: each unit's own column, that of the whole, and what is measured in front of them."""
    parted = [
        replace(head, column=ColumnRole.SHARE)
        if share
        else replace(head, column=ColumnRole.GOAL)
        if TOTAL.fullmatch(head.text)
        else head
        for head, share in zip(heads, shares, strict=True)
    ]
    if not any(head.column is ColumnRole.NAME for head in parted):
        front = (
            at
            for at, head in enumerate(parted[: shares.index(True)])
            if head.column in (ColumnRole.CONTENT, ColumnRole.OTHER)
        )
        if (at := next(front, None)) is not None:
            parted[at] = replace(parted[at], column=ColumnRole.NAME)
    return parted


def task_columns(heads: list[ColumnHead], year: int, title: str) -> list[ColumnHead]:
    """The columns behind that of the units which say what each has to do.

    2022年完成 beside 2023年任务 is what was; 老年人口情况表 tells of units and asks nothing, but in a column headed 目标.
    """
    first = next(at for at, head in enumerate(heads) if head.column is ColumnRole.PLACE)
    facts = bool(_OF_FACTS.search(title)) and not _PLANNED.search(title)
    return [
        replace(head, column=ColumnRole.VALUE, text=_task_name(head.text, title))
        if at > first and _is_task(head, year, facts=facts)
        else head
        for at, head in enumerate(heads)
    ]


def _is_task(head: ColumnHead, year: int, *, facts: bool) -> bool:
    """Whether a column holds what a unit has to do; of a table of `facts` only one that is headed so."""
    if facts and not _PLANNED.search(head.text):
        return False
    asked = (ColumnRole.OTHER, ColumnRole.CONTENT, ColumnRole.GOAL, ColumnRole.NAME)
    return head.column in asked and not (0 < head.year < year) and not _NO_TASK.search(head.text)
