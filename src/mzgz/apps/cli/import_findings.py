"""What the rules say of returns that are about to be written, so that nobody learns of it only after the fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from mzgz import validation
from mzgz.intake.form.draft import Draft
from mzgz.intake.form.import_result import Pending
from mzgz.model.findings import Diagnostic, Severity
from mzgz.model.ledger import Key, Ledger
from mzgz.model.targets.target import Locate, located

_MOST: Final = 6
"""Findings of one unit that are listed; the rest is counted."""


def findings_ahead(
    pending: Sequence[Pending], drafts: Sequence[Draft], ledger: Ledger, as_of: date
) -> dict[Key, list[Diagnostic]]:
    """By period and unit, what would stand against a return if all of them were written, placed in the files they
    came in."""
    returns = {(item.submission.period, item.submission.unit): item for item in pending if item.text is not None}
    if not returns:
        return {}
    places = {(each.submission.period, each.submission.unit): each.submission.locate for each in drafts}
    said = {key: located(replace(item.submission), _within(item.path, places[key])) for key, item in returns.items()}
    there = replace(
        ledger,
        submissions={**ledger.submissions, **said},
        attempted={**ledger.attempted, **{key: item.path for key, item in returns.items()}},
    )
    months = {str(period) for period, _ in returns}
    only = validation.Selection(period=months.pop()) if len(months) == 1 else None
    by_name = {(str(period), unit): (period, unit) for period, unit in returns}
    found: dict[Key, list[Diagnostic]] = defaultdict(list)
    for finding in validation.run(there, (), as_of, only).findings:
        key = by_name.get((finding.period or "", finding.unit or ""))
        if key and finding.blocks:
            found[key].append(finding)
    return found


def _within(path: str, locate: Locate) -> Locate:
    """The cells of the file that came in, in the file that will stand."""
    return lambda *keys: replace(locate(*keys), path=path)


def ahead_lines(found: Sequence[Diagnostic], ledger: Ledger, year: int) -> Iterator[str]:
    """How many there are of each severity, and the gravest of them with the place where the figure stands."""
    if not found:
        return
    counts = [(each.label, sum(one.count for one in found if one.severity is each)) for each in Severity]
    yield f"审核会指出：{'、'.join(f'{label}{count}处' for label, count in counts if count)}；写入不受影响，受理以前要改正或说明"
    for finding in sorted(found, key=lambda each: each.severity.rank)[:_MOST]:
        target = ledger.plans[year].targets.get(finding.target or "")
        place = f"{finding.source.cell}　" if finding.source.cell else ""
        about = f"“{target.name}”" if target and target.name not in finding.message else ""
        yield f"  {finding.severity.label}　{place}{about}{finding.message}"
    if len(found) > _MOST:
        yield f"  其余{len(found) - _MOST}处，写入以后用 mzgz check 看"
