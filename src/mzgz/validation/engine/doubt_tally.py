"""Which figures the gravest rules find fault with, and nothing of what they would say: of a nation's returns the sentences
alone would take more room than the figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from mzgz.model.findings import Rule
from mzgz.validation.engine.cases import Violation
from mzgz.validation.engine.rule_run import JudgementTally, Narrowed
from mzgz.validation.engine.selection import Selection
from mzgz.validation.rules.explanations import Explanations

_NONE: Final[frozenset[int]] = frozenset()


class DoubtTally(JudgementTally):
    """What gathers while rules nobody can explain away are applied: the months, by target and unit."""

    def __init__(self, narrowed: Narrowed) -> None:
        super().__init__(Explanations({}), Selection(), narrowed=narrowed)
        self.doubts: dict[tuple[str, str], frozenset[int]] = {}
        self._longer: dict[tuple[frozenset[int], int], frozenset[int]] = {}
        """By some months and one more: all of them. Many units share the same months, and one set of them is kept."""
        self._alike: dict[frozenset[int], frozenset[int]] = {}

    def add(self, rule: Rule, case: Any, violations: Sequence[Violation]) -> None:
        unit, period, target = case.about
        for violation in violations:
            of, by = violation.target or target, violation.unit or unit
            month = violation.period or period
            if of and by and month:
                months = self.doubts.get((of, by), _NONE)
                if month.index not in months and self.narrowed.look(rule.slug, by):
                    self.doubts[of, by] = self._with(months, month.index)
        self.violated += 1

    def _with(self, months: frozenset[int], index: int) -> frozenset[int]:
        known = self._longer.get((months, index))
        if known is None:
            longer = months | {index}
            known = self._longer[months, index] = self._alike.setdefault(longer, longer)
        return known
