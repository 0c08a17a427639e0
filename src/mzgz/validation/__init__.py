"""Judgement: the rules, one file per family, and `run`, which applies them to a ledger."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import date
from typing import Final

from mzgz.intake import faults
from mzgz.model.findings import Diagnostic, Judgement, Rule
from mzgz.model.ledger import Ledger
from mzgz.validation.engine.run import Selection, judge
from mzgz.validation.rules import (
    acceptance_record,
    annual_return,
    applicability,
    arithmetic,
    attached_evidence,
    completion,
    consistency,
    duplicate,
    evidence,
    exemption,
    explanations,
    idle_settings,
    magnitude,
    missing,
    neighbouring_years,
    outlier,
    plan,
    references,
    reporting_window,
    required_notes,
    reversal,
    trend,
    unit_tree,
    unworkable,
    wording,
)

RULES: Final[tuple[Rule, ...]] = (
    *missing.RULES,
    *reporting_window.RULES,
    *applicability.RULES,
    *exemption.RULES,
    *explanations.RULES,
    *arithmetic.RULES,
    *trend.RULES,
    *magnitude.RULES,
    *reversal.RULES,
    *outlier.RULES,
    *duplicate.RULES,
    *consistency.RULES,
    *evidence.RULES,
    *attached_evidence.RULES,
    *completion.RULES,
    *required_notes.RULES,
    *wording.RULES,
    *plan.RULES,
    *neighbouring_years.RULES,
    *annual_return.RULES,
    *unworkable.RULES,
    *idle_settings.RULES,
    *unit_tree.RULES,
    *references.RULES,
    *acceptance_record.RULES,
)
"""Rules over a ledger."""

ALL_RULES: Final[tuple[Rule, ...]] = (*faults.RULES, *RULES)
"""With those the readers apply to the form of files."""


def run(
    ledger: Ledger,
    found: Sequence[Diagnostic] = (),
    as_of: date | None = None,
    only: Selection | None = None,
    today: date | None = None,
) -> Judgement:
    """Judge a ledger by all rules; `found` are the readers' findings, `only` narrows what is told, not what is judged."""
    collecting = gc.isenabled()
    # many small values and no cycles: the collector would only look at them again and again
    gc.disable()
    try:
        return judge(ALL_RULES, ledger, found, as_of, only, today)
    finally:
        if collecting:
            gc.freeze()  # what was judged is still held by the caller
            gc.enable()


__all__ = ["ALL_RULES", "RULES", "Selection", "run"]
