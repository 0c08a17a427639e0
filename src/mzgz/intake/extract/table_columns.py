"""Tables of targets: which column holds the goal, the unit, the day; what each row or cell promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from mzgz.intake.extract.blocks import Block, BlockCell
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.unit_names import fills_a_place_cell
from mzgz.language.pattern_search import expression


class ColumnRole(StrEnum):
    """What a column holds, by its heading."""

    NUMBER = "序号"
    NAME = "指标"
    UNIT = "单位"
    BASE = "基期"
    GOAL = "目标"
    NATURE = "属性"
    CONTENT = "内容"
    WHEN = "时限"
    PROGRESS = "进展"
    PLACE = "地区"
    VALUE = "任务数"
    SHARE = "一地的任务"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A column: what it is, its words, in brackets behind them the unit and by when (座，10月底前), the year it speaks of."""

    column: ColumnRole
    text: str
    unit: str = ""
    year: int = 0
    when: str = ""


@dataclass(slots=True)
class GoalTable:
    """A table as read from its heading rows; `rows` are the blocks below them."""

    heads: list[ColumnHead]
    first: int
    rows: list[Block] = field(default_factory=list)
    heading_lines: set[int] = field(default_factory=set)

    def column(self, column: ColumnRole) -> int:
        return next((place for place, head in enumerate(self.heads) if head.column is column), -1)

    @property
    def reads_goals(self) -> bool:
        goals = self.column(ColumnRole.GOAL) >= 0 or self.column(ColumnRole.SHARE) >= 0
        return goals and self.column(ColumnRole.NAME) >= 0

    @property
    def reads_places(self) -> bool:
        return self.column(ColumnRole.PLACE) >= 0 and self.column(ColumnRole.VALUE) >= 0


_UNIT: Final = expression(r"[（(]([^（()）]{1,12})[)）]")
_YEAR: Final = expression(r"((?:19|20)[0-9]{2})")
_PATTERNS: Final = (
    (ColumnRole.NUMBER, expression(r"^(?:序号?|编号|№|no\.?)$", re.IGNORECASE)),
    (ColumnRole.NATURE, expression(r"属性|约束|指标类型|^类型$|^性质$")),
    (
        ColumnRole.WHEN,
        expression(
            r"完成时[间限]|时限|时间节点|起止|完成日期|完成期限|时间安排|时间进度|^时间$|^期限$|进度要求|建设期|建设年限|工期"
        ),
    ),
    (
        ColumnRole.PROGRESS,
        expression(
            r"进展|完成情况|落实情况|推进情况|存在问题|形象进度|备注|完成率|完成数|责任|牵头|配合|负责|主管|投资|资金|来源|评分|得分|分值|权重|扣分|考核方式|标准分|累计"
        ),
    ),
    (ColumnRole.UNIT, expression(r"^(?:计量)?单位$|^计量单位")),
    (ColumnRole.BASE, expression(r"基期|基数|现状|上年|实际|实绩|完成值|已完成|当前|预计完成")),
    (
        ColumnRole.GOAL,
        expression(r"目标值|目标$|^目标|预期值|计划值|指标值|规划值|规划目标|年度?目标|年度计划数|累计目标"),
    ),
    (
        ColumnRole.CONTENT,
        expression(r"内容|任务(?!数|量)|措施|举措|规模|计划|目标要求|工作要求|具体要求|实施|要求|标准"),
    ),
    (
        ColumnRole.PLACE,
        expression(
            r"^(?:县[（(]?[市区旗]|旗|区县|县区|旗县|旗市|地区|地方|行政区|市县|县市|市州|州市|盟市|乡镇|街道|苏木|镇|县|区|市|所属|辖区|实施地区|单位名称|任务单位|承担单位|分解单位)"
            r"|^(?:学校|医院|养老机构|福利机构|林场|农场|牧场|园区|社区|嘎查|村)(?:名称?)?$"
        ),
    ),
    (ColumnRole.NAME, expression(r"指标|名称|项目|事项|类别")),
)


def head_of(text: str, year: int, since: int = 0) -> ColumnHead:
    """What a column heading says; a goal for a year of the plan (`since` its first) is none of the past."""
    flat = re.sub(r"\s", "", text)
    unit = _UNIT.search(flat)
    inside, _, when = unit[1].partition("，") if unit else ("", "", "")
    bare = _UNIT.sub("", flat)
    found = _YEAR.search(flat)
    if stage := _STAGE.fullmatch(bare):
        return ColumnHead(ColumnRole.GOAL, bare, inside, when=stage["when"])
    column = next((column for column, pattern in _PATTERNS if pattern.search(bare)), ColumnRole.OTHER)
    reported = int(found[1]) if found else 0
    if (
        column in (ColumnRole.OTHER, ColumnRole.CONTENT)
        and reported
        and re.fullmatch(r"(?:到|至)?(?:19|20)[0-9]{2}年?(?:度|底|末)?", bare)
    ):
        column = ColumnRole.GOAL if reported >= year else ColumnRole.BASE
    if (column is ColumnRole.GOAL and reported and reported < (since or year)) or (
        column is ColumnRole.NAME and reported and reported < year
    ):
        column = ColumnRole.BASE
    return ColumnHead(column, bare, inside, reported, when)


_STAGE: Final = expression(
    r"(?:20[0-9]{2}年)?(?P<when>上半年|下半年|全年|第?[一二三四]季度|[0-9]{1,2}月(?:份|底|末)?)(?:末|底|前)?(?:累计)?(?:目标|任务|计划)?(?:进度|数|值|量)?"
)
"""上半年目标, 一季度, 6月底计划数: how far by then."""
_LONGEST_NAME: Final = 30
_TASKS: Final = expression(r"(?:计划|任务|目标|指标|数|量|规模|额)(?:数|量|值)?$")
_AMOUNT: Final = expression(r"[≥≤<>〔\[]*(?!(?:19|20)[0-9]{2}$)[0-9][0-9.,]*[〕\]]?(?:%|以上|左右|以内|以下)?")


def grid_of(
    rows: list[Block], year: int, since: int = 0, known: frozenset[str] = frozenset(), title: str = ""
) -> GoalTable | None:
    """The table that a run of rows is, or None where no heading row says what its columns hold.

    `known` are names of units: a column of them, or a row of them on top, parts a task among the units. `title` is the
    line over the table: 老年人口情况表 tells of units and asks nothing, but in a column headed 目标.
    """
    facts = bool(_OF_FACTS.search(title)) and not _PLANNED.search(title)
    for place, row in enumerate(rows[:4]):
        texts, last = _heading(rows, place)
        below = rows[last + 1 :]
        heads = by_content(by_units([head_of(text, year, since) for text in texts], below, known), below)
        kinds = {head.column for head in heads}
        if len(row.cells) < 2 or any(_AMOUNT.fullmatch(cell.text) for cell in row.cells):
            continue
        if (
            (ColumnRole.NAME in kinds and kinds & {ColumnRole.GOAL, ColumnRole.SHARE})
            or (ColumnRole.CONTENT in kinds and len(kinds) > 1)
            or ColumnRole.PLACE in kinds
        ):
            lower = _second_row(heads, rows, last, year)
            heads, last = lower or heads, last + (lower is not None)
            if ColumnRole.PLACE in kinds:
                first = next(at for at, head in enumerate(heads) if head.column is ColumnRole.PLACE)
                years = since or year
                heads = [
                    replace(head, column=ColumnRole.VALUE, text=_task_name(head.text, title))
                    if at > first and _is_task(head, years, facts=facts)
                    else head
                    for at, head in enumerate(heads)
                ]
            grid = GoalTable(heads, row.line, rows[last + 1 :])
            grid.heading_lines = {one.line for one in rows[: last + 1]}
            return grid
    return None


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
    named = _TITLE_NAME.search(title) if _ONLY_TASKS.fullmatch(head) or _STAGE.fullmatch(head) else None
    return named["name"] if named else _ENDS_IN_TASK.sub("", head)


def _is_task(head: ColumnHead, year: int, *, facts: bool) -> bool:
    """Whether a column of a table by units holds what each has to do; 2022年完成 beside 2023年任务 is what was."""
    if facts and not _PLANNED.search(head.text):
        return False
    asked = (ColumnRole.OTHER, ColumnRole.CONTENT, ColumnRole.GOAL, ColumnRole.NAME)
    return head.column in asked and not (0 < head.year < year) and not _NO_TASK.search(head.text)


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


_PROSE: Final = expression(r"[，。；]")
"""A column of sentences is what is to be done, whatever its heading says: 年度建设内容及目标."""


def by_content(heads: list[ColumnHead], rows: list[Block]) -> list[ColumnHead]:
    """Columns whose cells say otherwise than their heading: 计划数 full of numbers is the goal, 年度目标 without any the name."""
    if any(head.column in (ColumnRole.PLACE, ColumnRole.SHARE) for head in heads):
        return heads
    whole = [row.cells for row in rows if len(row.cells) == len(heads)]
    judged = list(heads)
    for at, head in enumerate(heads):
        texts = [cells[at].text for cells in whole if cells[at].text]
        numbers = sum(_AMOUNT.fullmatch(text) is not None for text in texts)
        if not texts or head.column in (ColumnRole.NUMBER, ColumnRole.PROGRESS, ColumnRole.BASE, ColumnRole.WHEN):
            continue
        if numbers * 5 >= len(texts) * 3 and _TASKS.search(head.text):
            judged[at] = replace(head, column=ColumnRole.GOAL)
        elif head.column is ColumnRole.GOAL and sum(_PROSE.search(text) is not None for text in texts) * 2 > len(texts):
            judged[at] = replace(head, column=ColumnRole.CONTENT)
        elif head.column in (ColumnRole.GOAL, ColumnRole.CONTENT) and _only_names(texts):
            judged[at] = replace(head, column=ColumnRole.NAME)
    goals = any(head.column is ColumnRole.GOAL for head in judged)
    told = any(head.column is ColumnRole.CONTENT for head in judged)
    return judged if (goals and any(head.column is ColumnRole.NAME for head in judged)) or told else heads


def _only_names(texts: list[str]) -> bool:
    """Short words without a number in any cell: what is measured, not how much or how."""
    return all(len(text) <= _LONGEST_NAME and not re.search("[0-9。]", text) for text in texts)


def _heading(rows: list[Block], place: int) -> tuple[list[str], int]:
    """The words over each column, and the last row of them: under a heading that spans columns stand their own."""
    over = [cell.text for cell in rows[place].cells]
    under = [cell.text for cell in rows[place + 1].cells] if place + 1 < len(rows) else []
    spanned = len(under) == len(over) and any(not up and down for up, down in zip(over, under, strict=True))
    if not over[0] or not spanned or any(_AMOUNT.fullmatch(text) or _PROSE.search(text) for text in under):
        return over, place
    return [down or up for up, down in zip(over, under, strict=True)], place + 1


def _second_row(heads: list[ColumnHead], rows: list[Block], place: int, year: int) -> list[ColumnHead] | None:
    """Years under a common heading (目标 | 2023年 | 2025年) are columns of goals, units under headings are theirs; None
    where no such row follows."""
    if place + 1 >= len(rows):
        return None
    below = [head_of(cell.text, year) for cell in rows[place + 1].cells]
    units = lexicon("measure_words").marks
    if len(below) == len(heads) and all(not head.text or head.text in units for head in below):
        return [
            over if not under.text else replace(over, unit=under.text) for over, under in zip(heads, below, strict=True)
        ]
    if len(below) == len(heads) and sum(head.year > 0 for head in below) >= 2:
        return [under if under.year else over for over, under in zip(heads, below, strict=True)]
    return None


def cells_by_column(grid: GoalTable, row: Block) -> Iterator[tuple[ColumnHead, BlockCell]]:
    """The cells of a row under their headings; a row that is short at the front (merged cells above) is moved right."""
    cells = list(row.cells)
    shift = 0
    if (
        len(cells) < len(grid.heads)
        and grid.heads[0].column is ColumnRole.NUMBER
        and cells
        and not re.fullmatch(r"[0-9一二三四五六七八九十]{1,3}", cells[0].text)
    ):
        shift = len(grid.heads) - len(cells)
    for place, cell in enumerate(cells):
        if place + shift < len(grid.heads):
            yield grid.heads[place + shift], cell


def is_section(row: Block) -> bool:
    """一、社会救助 across the whole row."""
    texts = [cell.text for cell in row.cells if cell.text]
    return len(set(texts)) <= 1


def last_day(year: int) -> str:
    return date(year, 12, 31).isoformat()
