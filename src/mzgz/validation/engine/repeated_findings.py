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


_ONE_A_UNIT: Final = {
    "missing-return": "也没有报，一共缺{}个月",
    "month-skipped": "也没有报，一共缺{}个月",
    "month-not-asked": "也报了，一共{}个月",
}
"""Of a unit that has been silent for months, or reports a thing month by month that is asked for by the quarter: told
once, with the months."""


def fold(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings of the same rule, unit and target that say the same are one mistake carried along; the first stays.

    What differs in its numbers is another mistake, and faults of form stand each in its own file.
    """
    first: dict[Any, Diagnostic] = {}
    silent: dict[Any, list[str]] = {}
    for finding in sorted(findings, key=Diagnostic.sort_key):
        key = _mistake(finding)
        known = first.get(key)
        if finding.rule in _ONE_A_UNIT and finding.period:
            silent.setdefault(key, []).append(finding.period)
        first[key] = finding if known is None else replace(known, count=known.count + finding.count)
    for key, months in silent.items():
        if len(months) > 1:
            first[key] = _of_months(first[key], months)
    return tuple(first.values())


def _of_months(finding: Diagnostic, months: Sequence[str]) -> Diagnostic:
    """The first of several months, and the others by their numbers."""
    later = "、".join(_month(month, months[0]) for month in months[1:])
    return replace(finding, message=finding.message + f"；{later}{_ONE_A_UNIT[finding.rule].format(len(months))}")


def _month(text: str, first: str) -> str:
    year, month = text.split("-")
    return f"{int(month)}月" if year == first[:4] else f"{year}年{int(month)}月"


def _mistake(finding: Diagnostic) -> Sequence[Any]:
    reported = (finding.rule, finding.severity, finding.message, finding.explained, finding.waived)
    if finding.rule == _TEMPLATE_FAULT:
        return reported
    if finding.rule in _ONE_A_UNIT:
        return (finding.rule, finding.severity, finding.explained, finding.unit, finding.target)
    if finding.rule in faults.OF_FORM:
        return (*reported, finding.source)
    return (*reported, finding.unit, finding.target)
