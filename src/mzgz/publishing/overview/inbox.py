"""A month's returns by what is to be done about each: send back, ask, accept, wait, remind, settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mzgz.model.findings import Diagnostic, Severity
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.unit import Unit
from mzgz.workflow.accept_and_return import standing
from mzgz.workflow.returns_of_the_year import Return, Stage, return_of

RETURN: Final = "要退回"
ASK: Final = "要说明"
CHANGED: Final = "受理后改了，要再看"
ACCEPT: Final = "没问题，可受理"
WAIT: Final = "退回了，等改"
MISSING: Final = "未报"
DONE: Final = "已受理"
LATER: Final = "还没到报的时候"
TO_DO: Final = (RETURN, ASK, CHANGED, ACCEPT)
"""What waits for a deed of the bureau."""
_ORDER: Final = (RETURN, ASK, CHANGED, ACCEPT, WAIT, MISSING, DONE, LATER)


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A unit's return, with what stands against it."""

    unit: Unit
    stands: Return
    errors: int
    queries: int
    above: str = ""
    """The unit it lies in, where it is not directly below the whole: two counties may have a township of one name."""

    @property
    def note(self) -> str:
        """Beside the name: what is wrong, since when it is late, when it came."""
        if self.errors or self.queries:
            parts = (f"{self.errors}强制" if self.errors else "", f"{self.queries}核实" if self.queries else "")
            return " ".join(filter(None, parts))
        if self.stands.refused:
            return f"{self.stands.refused.month}月{self.stands.refused.day}日报来的没收进"
        if self.stands.stage is Stage.MISSING:
            return f"迟{self.stands.missing_days}天"
        if self.stands.stage is Stage.RETURNED:
            return f"第{self.stands.returns}次"
        if self.stands.returns and self.stands.stage in (Stage.RECEIVED, Stage.LATE):
            return f"退回{self.stands.returns}次，又报"
        received = self.stands.received
        return f"{received.month}月{received.day}日" if received else ""


@dataclass(frozen=True, slots=True)
class InboxGroup:
    """Units that wait for the same deed."""

    title: str
    lines: tuple[InboxLine, ...]


def inbox(ledger: Ledger, month: Period, as_of: date, findings: Sequence[Diagnostic]) -> tuple[InboxGroup, ...]:
    """The groups that are not empty, the urgent first; units nothing is asked of are left out."""
    groups: dict[str, list[InboxLine]] = {title: [] for title in _ORDER}
    for unit in ledger.units.units:
        line = _line(ledger, unit, month, as_of, findings)
        title = _title(line)
        if title:
            groups[title].append(line)
    return tuple(InboxGroup(title, tuple(lines)) for title, lines in groups.items() if lines)


def _line(ledger: Ledger, unit: Unit, month: Period, as_of: date, findings: Sequence[Diagnostic]) -> InboxLine:
    now = standing(findings, unit.code, month)
    stands = return_of(ledger, unit, month, as_of)
    counts = [sum(one.count for one in now if one.severity is kind) for kind in (Severity.ERROR, Severity.QUERY)]
    silent = stands.stage in (Stage.MISSING, Stage.REFUSED, Stage.NOT_DUE, Stage.NOT_ASKED)
    errors, queries = (0, 0) if silent else counts
    return InboxLine(unit, stands, errors, queries, above_of(ledger, unit))


def above_of(ledger: Ledger, unit: Unit) -> str:
    """The unit it lies in; empty directly below the whole."""
    above = ledger.units.parent(unit.code)
    return ledger.units.by_code[above].label if above else ""


def _title(line: InboxLine) -> str:
    match line.stands.stage:
        case Stage.NOT_ASKED:
            return ""
        case Stage.NOT_DUE:
            return LATER
        case Stage.MISSING:
            return MISSING
        case Stage.RETURNED | Stage.REFUSED:
            return WAIT
        case Stage.ACCEPTED:
            return DONE
        case Stage.UNREADABLE:
            return RETURN
    if line.errors or line.queries:
        return RETURN if line.errors else ASK
    return CHANGED if line.stands.stage is Stage.CHANGED else ACCEPT
