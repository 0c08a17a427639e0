"""Faults the plan of a data set seems to have, and that of a workspace it shares it with: what it asks of units of other places is
answered where all are together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from mzgz.model.findings import Diagnostic
from mzgz.model.ledger import Ledger

_REGISTRIES: Final = "unknown-registry"
_UNITS: Final = "unknown-unit"
TOGETHER: Final = frozenset({"scope-empty", "judge-beyond-scope"})
"""Rules about a target that count the units it is for: of a plan that all share, only where all are together."""


def of_data_set(
    faults: Iterable[Diagnostic], settings: Ledger, units: Collection[str] | None = None
) -> list[Diagnostic]:
    """The faults of a data set's own files, without those the collected workspaces answer for; `units` are the codes they
    have, where they were collected already."""
    inside = _without_scopes(faults, settings, units)
    return [each for each in inside if each.rule != _REGISTRIES]


def of_workspace(faults: Iterable[Diagnostic], own: Ledger) -> list[Diagnostic]:
    """The faults of a workspace, without the units of other places that the shared plan names, and without what only the
    units of all places together can tell."""
    return [each for each in _without_scopes(faults, own, None) if each.rule not in TOGETHER]


def _without_scopes(faults: Iterable[Diagnostic], ledger: Ledger, units: Collection[str] | None) -> list[Diagnostic]:
    listed = list(faults)
    if all(each.rule != _UNITS for each in listed):
        return listed
    answered = {
        target.at("scope", place)
        for plan in ledger.plans.values()
        for target in plan.targets.values()
        for place, code in enumerate(target.scope if isinstance(target.scope, tuple) else ())
        if units is None or code in units
    }
    return [each for each in listed if each.rule != _UNITS or each.source not in answered]
