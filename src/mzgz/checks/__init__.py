"""Judgement: the rules, one file per family, and `run`, which applies them to a ledger."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import date
from typing import Final

from mzgz import reading
from mzgz.checks import (
    accepting,
    accounts,
    agreement,
    arithmetic,
    completeness,
    completion,
    copying,
    documents,
    explaining,
    overtime,
    peers,
    plan,
    references,
    scope,
    turning,
    wording,
)
from mzgz.checks.judging import Selection, judge
from mzgz.diagnostics import Diagnostic, Judgement, Rule
from mzgz.ledger import Ledger

RULES: Final[tuple[Rule, ...]] = (
    *completeness.RULES,
    *scope.RULES,
    *explaining.RULES,
    *arithmetic.RULES,
    *overtime.RULES,
    *turning.RULES,
    *peers.RULES,
    *copying.RULES,
    *agreement.RULES,
    *documents.RULES,
    *completion.RULES,
    *accounts.RULES,
    *wording.RULES,
    *plan.RULES,
    *references.RULES,
    *accepting.RULES,
)
"""Rules over a ledger."""

ALL_RULES: Final[tuple[Rule, ...]] = (*reading.RULES, *RULES)
"""With those the readers apply to the form of files."""


def run(
    ledger: Ledger,
    found: Sequence[Diagnostic] = (),
    as_of: date | None = None,
    only: Selection | None = None,
) -> Judgement:
    """Judge a ledger by all rules; `found` are the readers' findings, `only` narrows what is told, not what is judged."""
    collecting = gc.isenabled()
    # many small values and no cycles: the collector would only look at them again and again
    gc.disable()
    try:
        return judge(ALL_RULES, ledger, found, as_of, only)
    finally:
        if collecting:
            gc.freeze()  # what was judged is still held by the caller
            gc.enable()


__all__ = ["ALL_RULES", "RULES", "Selection", "run"]
