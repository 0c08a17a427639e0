"""Judgement: the rules, one file per family, and `run`, which applies them to a ledger."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import date
from typing import Final

from mzgz.intake import faults
from mzgz.model.findings import Diagnostic, Judgement, Rule
from mzgz.model.ledger import Ledger
from mzgz.validation.engine.rule_run import judge
from mzgz.validation.engine.selection import Selection
from mzgz.validation.rules import (
    acceptance_record,
    annual_return,
    arithmetic,
    attached_evidence,
    completion,
    consistency,
    duplicate_returns,
    evidence_documents,
    explanations,
    goals_and_baselines,
    idle_settings,
    lateness,
    magnitude,
    merged_totals,
    missing,
    monthly_rates,
    neighbouring_years,
    not_applicable,
    out_of_scope,
    outlier,
    parents_and_totals,
    pending_promises,
    plan,
    references,
    repeated_unit_names,
    required_notes,
    reversal,
    signatures,
    standards_and_averages,
    trend,
    value_limits,
    wording,
)

RULES: Final[tuple[Rule, ...]] = (
    *missing.RULES,
    *lateness.RULES,
    *pending_promises.RULES,
    *signatures.RULES,
    *not_applicable.RULES,
    *out_of_scope.RULES,
    *explanations.RULES,
    *arithmetic.RULES,
    *trend.RULES,
    *magnitude.RULES,
    *merged_totals.RULES,
    *reversal.RULES,
    *outlier.RULES,
    *duplicate_returns.RULES,
    *consistency.RULES,
    *evidence_documents.RULES,
    *attached_evidence.RULES,
    *completion.RULES,
    *required_notes.RULES,
    *wording.RULES,
    *plan.RULES,
    *neighbouring_years.RULES,
    *annual_return.RULES,
    *value_limits.RULES,
    *goals_and_baselines.RULES,
    *standards_and_averages.RULES,
    *monthly_rates.RULES,
    *repeated_unit_names.RULES,
    *idle_settings.RULES,
    *parents_and_totals.RULES,
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
    if ledger.over_columns:
        from mzgz.validation.columns.data_set_judgement import judge_data_set

        return judge_data_set(ALL_RULES, ledger, found, as_of, only, today)
    rules = ALL_RULES
    if ledger.workspace.bureau.above is not None:
        from mzgz.intake.collect.shared_plan_faults import TOGETHER, of_workspace

        rules = tuple(rule for rule in ALL_RULES if rule.slug not in TOGETHER)
        found = of_workspace(found, ledger)
    collecting = gc.isenabled()
    # many small values and no cycles: the collector would only look at them again and again
    gc.disable()
    try:
        return judge(rules, ledger, found, as_of, only, today)
    finally:
        if collecting:
            gc.freeze()  # what was judged is still held by the caller
            gc.enable()


__all__ = ["ALL_RULES", "RULES", "Selection", "run"]
