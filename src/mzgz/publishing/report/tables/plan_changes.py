"""What was changed in the year: goals, dates, scopes revised, what was agreed with one unit alone, units merged or renamed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from mzgz.model.document import Cell, Table
from mzgz.model.goal_words import in_table
from mzgz.model.goals import Goal
from mzgz.model.ledger import Plan
from mzgz.model.targets import Target
from mzgz.model.targets.target_clauses import Revision, UnitTerms
from mzgz.model.unit import RegistryChange, Unit
from mzgz.progress import Board, measure_of
from mzgz.publishing.report.tables.table_builder import NONE, TableContext, TableField
from mzgz.publishing.report.tables.table_builder import day as day_cell
from mzgz.publishing.report.target_names import quoted_name

_TOLD: Final = 3
"""Changes told in a text; the table has all."""
_SIGNS: Final = re.compile("[≥≤](?=[0-9])")


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One change. `on` is None of what holds from the beginning of the year."""

    key: str
    on: date | None
    what: str
    words: str
    reason: str
    document: str


def changes_table(desk: TableContext, number: int) -> Table:
    rows = sorted((*_of_targets(desk.board), *_of_units(desk)), key=lambda change: change.on or date.min)
    note = "注：没有写日期的，从年初起就这样约定。已经完成的判断不因调整改变，单位的数从变动当月起按变动以后的单位计。"
    rendered = "年中调整的目标、期限、范围，单独约定或豁免的单位，设立、撤并、改名和登记数变动的单位，附原因和依据文件"
    caption = f"表{number}　目标调整和单位变动情况表"
    return desk.table(caption, _FIELDS, rows, note, rendered, key="changes", of=lambda change: change.key)


_FIELDS: tuple[TableField[PlanChange], ...] = (
    TableField("日期", lambda desk, change: day_cell(change.on, desk.board.year) if change.on else NONE),
    TableField("任务或单位", lambda desk, change: (change.what,), 10, align="left"),
    TableField("调整或变动", lambda desk, change: (change.words,), 14, align="left"),
    TableField("原因", lambda desk, change: _text(change.reason), 10, align="left"),
    TableField("依据文件", lambda desk, change: _text(change.document), 8, align="left"),
)


def _text(words: str) -> Cell:
    return (words,) if words else NONE


def adjusted(board: Board) -> str:
    """年内有2项任务作了调整：…的目标由1200户调整为900户（原因，文号）；…: told once in a text; empty where nothing was."""
    changes = [change for change in _of_targets(board) if change.on is not None]
    if not changes:
        return ""
    rows = []
    for change in changes[:_TOLD]:
        words = _SIGNS.sub("", change.words.split("，原为")[0])
        grounds = "，".join(filter(None, (change.reason.rstrip("。"), change.document)))
        rows.append(f"{quoted_name(change.what)}的{words}" + (f"（{grounds}）" if grounds else ""))
    names = len({change.what for change in changes})
    rest = f"，其余{len(changes) - _TOLD}处不再一一列举" if len(changes) > _TOLD else ""
    return f"年内有{names}项任务作了调整：{'；'.join(rows)}{rest}。"


def _of_targets(board: Board) -> Iterator[PlanChange]:
    for name, target in board.plan.targets.items():
        for revision in target.revised:
            if revision.on <= board.as_of:
                words = "；".join(_revised(board, target, revision))
                yield PlanChange(
                    f"{name}/{revision.on}", revision.on, target.name, words, revision.reason, revision.document
                )
        for code, terms in target.units.items():
            if (unit := board.ledger.units.by_code.get(code)) is not None:
                words = f"{unit.label}{_agreed(board, target, terms)}"
                yield PlanChange(f"{name}@{code}", None, target.name, words, terms.reason, terms.document)


def _revised(board: Board, target: Target, revision: Revision) -> Iterator[str]:
    """目标由≥58%调整为≥60%: what it was until the day, and what it has been since, until it was changed again."""
    after = target.as_of(revision.on)
    if revision.was is not None:
        later = [each for each in target.revised if each.on > revision.on and each.was is not None]
        now = min(later, key=lambda each: each.on).was if later else getattr(target, "goal", None)
        if now is not None:
            yield f"目标由{_goal(board, target, revision.was)}调整为{_goal(board, target, now)}"
    if revision.due_was is not None:
        yield f"期限由{_day(revision.due_was)}调整为{_day(after.due)}"
    if revision.scope_was is not None:
        before, since = target.model_copy(update={"scope": revision.scope_was}), after
        units = board.ledger.units.units
        counts = [sum(each.applies_to(unit) for unit in units) for each in (before, since)]
        yield f"任务范围由{counts[0]}个单位调整为{counts[1]}个单位"
    if revision.definition_was is not None:
        yield f"口径调整，原为“{revision.definition_was}”"


def _goal(board: Board, target: Target, goal: Goal) -> str:
    return in_table(goal, measure_of(board.city(target.id))).said(goal.figure)


def _day(value: date) -> str:
    return f"{value.month}月{value.day}日"


def _agreed(board: Board, target: Target, terms: UnitTerms) -> str:
    if terms.exempt:
        return "不承担这项任务"
    return f"单独约定{_goal(board, target, terms.goal)}" if terms.goal else "单独约定基期数"


def _of_units(desk: TableContext) -> Iterator[PlanChange]:
    board, known = desk.board, desk.board.ledger.units.by_code
    for unit in board.ledger.units.units:
        for on, words in _happened(unit, {code: each.label for code, each in known.items()}):
            if on.year == board.year and on <= board.as_of:
                yield PlanChange(f"{unit.code}/{on}", on, unit.name, words, unit.note or "", "")
        for change in unit.registry_changed:
            if change.on.year == board.year and change.on <= board.as_of:
                words = "；".join(_registered(board.plan, unit, change))
                key = f"{unit.code}/{change.on}/registry"
                yield PlanChange(key, change.on, unit.name, words, change.reason or "", change.document or "")


def _registered(plan: Plan, unit: Unit, change: RegistryChange) -> Iterator[str]:
    """街道数由7改为8."""
    after = unit.registry_on(change.on)
    for key, count in change.was.items():
        yield f"{plan.registry_name(key)}由{count}改为{after.get(key, 0)}"


def _happened(unit: Unit, names: dict[str, str]) -> Iterator[tuple[date, str]]:
    if unit.opened is not None:
        origin = names.get(unit.split_from or "")
        yield unit.opened, f"设立，由{origin}划出" if origin else "设立"
    if unit.closed is not None:
        into = names.get(unit.merged_into or "")
        yield unit.closed, f"撤销，并入{into}" if into else "撤销"
    for former in unit.former:
        yield former.until, f"由{former.name}改名"
