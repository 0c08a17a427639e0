"""What the bureau has to do today about a month's returns: remind, send back, ask for a reason, accept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mzgz.model.findings import Diagnostic, Severity
from mzgz.model.periods import Period
from mzgz.model.unit import Unit
from mzgz.progress.ranking import FEW_LISTED, MOST_LISTED
from mzgz.workflow.accept_and_return import standing
from mzgz.workflow.returns_of_the_year import Return, Stage


@dataclass(frozen=True, slots=True)
class Todo:
    """One line: what to do, and with whom."""

    month: Period
    words: str
    units: tuple[Unit, ...]
    urgent: bool

    @property
    def listed(self) -> tuple[Unit, ...]:
        """Those that are named: all, or of very many the first ten."""
        return self.units if len(self.units) <= MOST_LISTED else self.units[:FEW_LISTED]


def todo(returns: Sequence[Return], month: Period | None, findings: Sequence[Diagnostic]) -> tuple[Todo, ...]:
    """The work about the returns of the reference month, in the order it is done."""
    if month is None:
        return ()
    return tuple(line for line in _lines(returns, month, findings) if line.units)


def _lines(returns: Sequence[Return], month: Period, findings: Sequence[Diagnostic]) -> Iterator[Todo]:
    handed_in = [one for one in returns if one.stage in (Stage.RECEIVED, Stage.LATE, Stage.CHANGED)]
    standing_ = {one.unit.code: standing(findings, one.unit.code, month) for one in handed_in}
    wrong = [one for one in handed_in if any(f.severity is Severity.ERROR for f in standing_[one.unit.code])]
    asking = [one for one in handed_in if one not in wrong and standing_[one.unit.code]]
    clean = [one for one in handed_in if one not in wrong and one not in asking]
    missing = [one for one in returns if one.stage is Stage.MISSING]
    days = max((one.late_days for one in missing), default=0)
    yield Todo(month, f"催报（最迟已过{days}天）", _units(missing), True)
    yield Todo(month, "文件读不出，要重报", _units(one for one in returns if one.stage is Stage.UNREADABLE), True)
    yield Todo(month, "有强制问题，要退回", _units(wrong), True)
    yield Todo(month, "有核实问题，要说明", _units(asking), False)
    sent_back = (Stage.RETURNED, Stage.REFUSED)
    yield Todo(month, "退回以后还没有改", _units(one for one in returns if one.stage in sent_back), False)
    yield Todo(month, "受理以后又改过", _units(one for one in clean if one.stage is Stage.CHANGED), True)
    yield Todo(month, "审过没有问题，可以受理", _units(one for one in clean if one.stage is not Stage.CHANGED), False)


def earlier(rows: Sequence[Sequence[Return]], month: Period) -> tuple[Todo, ...]:
    """What is left of the months before: not handed in, sent back and not mended, not accepted though others of that
    month are. Each month is a line of its own."""
    return tuple(
        line for column in zip(*rows, strict=True) if column[0].month < month for line in _left(column) if line.units
    )


def _left(returns: Sequence[Return]) -> Iterator[Todo]:
    month = returns[0].month
    name = f"{month.month}月的"
    yield Todo(month, f"{name}还没有报", _units(one for one in returns if one.stage is Stage.MISSING), True)
    back = (Stage.RETURNED, Stage.REFUSED, Stage.UNREADABLE)
    yield Todo(month, f"{name}退回以后还没有改", _units(one for one in returns if one.stage in back), False)
    if any(one.stage is Stage.ACCEPTED for one in returns):
        waiting = (Stage.RECEIVED, Stage.LATE, Stage.CHANGED)
        yield Todo(month, f"{name}报了还没有受理", _units(one for one in returns if one.stage in waiting), False)


def _units(returns: Iterator[Return] | list[Return]) -> tuple[Unit, ...]:
    return tuple(one.unit for one in returns)
