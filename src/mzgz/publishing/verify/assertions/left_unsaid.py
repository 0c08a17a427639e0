"""What a clause may leave unsaid because the one before has said it: its target, its units, its month, what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mzgz.language import Quantity
from mzgz.language.pattern_search import expression
from mzgz.progress import Board
from mzgz.publishing.figures import FigureId
from mzgz.publishing.verify.assertions.clause_tokens import (
    ALL,
    COUNT,
    MONTH,
    NAME,
    NOW,
    OPERAND,
    SECTION,
    SOME,
    UNIT,
    Clause,
)
from mzgz.publishing.verify.assertions.pattern_fragments import Context

_RETURNS: Final = expression("月报|报表|报数|报送")
_TOGETHER: Final = expression("(?:合计|合共|共计|总计|加起来|相加|合起来|加在一起|加到一起|合在一起|一起)[^0-9]*$")
_AMONG: Final = expression(f"在?{UNIT}(?:[、和与及]?{UNIT})+(?:等?{SOME})?(?:中|里|当中|里面|之中|之内|内)")
_APART: Final = expression("差距|相差|差额")


@dataclass(frozen=True)
class LeftUnsaid:
    """Takes from each clause what the next one is about where it does not say so."""

    board: Board

    def remember(self, clause: Clause, context: Context) -> None:
        """What the next clause may leave unsaid."""
        named = {str(token.what) for token in clause.all_of(NAME)}
        linked = [name for name in map(FigureId.parse, self._ids(clause)) if name]
        targets = named or {
            name.target for name in linked if not name.of_all and name.aspect in ("value", "base", "part")
        }
        if targets:
            context.target = next(iter(targets)) if len(targets) == 1 else ""
            context.units = ()
        operands = {(str(each.what), clause.sentence.text[each.start : each.end]) for each in clause.all_of(OPERAND)}
        if operands or targets:
            context.operand = next(iter(operands)) if len(operands) == 1 and not targets else ("", "")
        if MONTH in clause.code or NOW in clause.code:
            context.then = NOW not in clause.code
        units = tuple(str(token.what) for token in clause.all_of(UNIT))
        counted = [token.what for token in clause.all_of(SOME) if isinstance(token.what, int)]
        if units or targets or counted:
            context.counted = counted[-1] if counted and not units else None
        if counted and not units:
            context.units = ()
        if units:
            context.apart = len(units) == 2 and bool(_APART.search(clause.code))
            context.together = len(units) > 1 and bool(_TOGETHER.search(clause.words(0, len(clause.tokens))))
            context.units = units if not clause.code.startswith(("除", "其中")) else ()
        if units or targets or ALL in clause.code or counted:
            context.everyone = ALL in clause.code and not units
        counted_things = [token.what for token in clause.all_of(COUNT) if isinstance(token.what, Quantity)]
        if units or targets or counted_things:
            context.things = bool(counted_things)
        if _AMONG.fullmatch(clause.code):
            context.scope, context.units = units, ()
        sections = clause.all_of(SECTION)
        if sections or units or targets:
            context.sections = tuple(str(token.what) for token in sections)
        told_of_returns = bool(_RETURNS.search(clause.code)) or (context.returns and not units)
        context.returns = not targets and told_of_returns
        whole = self._tasks_counted(clause)
        context.whole = whole or context.whole
        if (
            (not targets and re.search("任务|指标|事项", clause.code))
            or sections
            or whole
            or any(name.target.startswith("plan") for name in linked)
        ):
            context.plan, context.target = True, ""

    def _tasks_counted(self, clause: Clause) -> int | None:
        """133项工作: as many as the plan has targets, or targets that are judged."""
        counted = [token.what for token in clause.all_of(COUNT) if isinstance(token.what, Quantity)]
        found = (int(each.value) for each in counted if self._in_items(clause, each) and each.value in self._wholes)
        return next(found, None)

    @cached_property
    def _wholes(self) -> tuple[int, int]:
        plan = self.board.plan.targets
        return len(plan), sum(target.judges for target in plan.values())

    @staticmethod
    def _in_items(clause: Clause, each: Quantity) -> bool:
        return each.unit.startswith("项") or (not each.unit and clause.sentence.text[each.end : each.end + 1] == "项")

    def _ids(self, clause: Clause) -> Iterator[str]:
        start, end = clause.span(0, len(clause.tokens))
        base = clause.sentence.start
        return (figure_id for link, figure_id in clause.sentence.links if start <= link.start - base < end)
