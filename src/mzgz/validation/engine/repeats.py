"""Repeats of one mistake as one finding with a count, in the order of place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from mzgz.intake import faults
from mzgz.intake.faults import record
from mzgz.model.findings import Diagnostic, slug_of

_TEMPLATE_FAULT: Final = slug_of(record.unknown_target)
"""Made once, in the form everybody copies: told once for all units."""


def fold(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings of the same rule, unit and target that say the same are one mistake carried along; the first stays.

    What differs in its numbers is another mistake, and faults of form stand each in its own file.
    """
    first: dict[Any, Diagnostic] = {}
    for finding in sorted(findings, key=Diagnostic.sort_key):
        key = _mistake(finding)
        known = first.get(key)
        first[key] = finding if known is None else replace(known, count=known.count + finding.count)
    return tuple(first.values())


def _mistake(finding: Diagnostic) -> Sequence[Any]:
    said = (finding.rule, finding.severity, finding.message, finding.explained, finding.waived)
    if finding.rule == _TEMPLATE_FAULT:
        return said
    if finding.rule in faults.OF_FORM:
        return (*said, finding.source)
    return (*said, finding.unit, finding.target)
