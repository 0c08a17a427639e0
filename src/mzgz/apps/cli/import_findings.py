"""How the terminal tells what the rules say of returns that are about to be written, or that stay outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mzgz.model.findings import Diagnostic, Severity
from mzgz.model.ledger import Ledger

_MOST: Final = 6
"""Findings of one unit that are listed; the rest is counted."""


def ahead_lines(found: Sequence[Diagnostic], ledger: Ledger, year: int) -> Iterator[str]:
    """How many there are of each severity, and the gravest of them with the place where the figure stands."""
    if not found:
        return
    yield f"审核会指出：{_counted(found)}；写入不受影响，受理以前要改正或说明"
    yield from _gravest(found, ledger, year, f"其余{len(found) - _MOST}处，写入以后用 mzgz check 看")


def refused_lines(found: Sequence[Diagnostic], ledger: Ledger, year: int) -> Iterator[str]:
    """The same of what could be read in a file that stays outside."""
    yield f"没有收入；读得出的部分，审核还会指出：{_counted(found)}，请一并改正或说明"
    yield from _gravest(found, ledger, year, f"其余{len(found) - _MOST}处，加 --reply 全部写进退回的表里")


def _counted(found: Sequence[Diagnostic]) -> str:
    counts = [(each.label, sum(one.count for one in found if one.severity is each)) for each in Severity]
    return "、".join(f"{label}{count}处" for label, count in counts if count)


def _gravest(found: Sequence[Diagnostic], ledger: Ledger, year: int, rest: str) -> Iterator[str]:
    for finding in sorted(found, key=lambda each: each.severity.rank)[:_MOST]:
        target = ledger.plans[year].targets.get(finding.target or "")
        place = f"{finding.source.cell}　" if finding.source.cell else ""
        about = f"“{target.name}”" if target and target.name not in finding.message else ""
        yield f"  {finding.severity.label}　{place}{about}{finding.message}"
    if len(found) > _MOST:
        yield f"  {rest}"
