"""What `accept` and `return` share: which units and month are meant, and how decisions are written down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.apps.cli.options import EXIT_FINDINGS, EXIT_USAGE, Refusal, find_root, open_ledger
from mzgz.apps.cli.typed_days import now, parse_month, parse_past_day, refuse_before_start
from mzgz.apps.cli.typed_names import find_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mzgz.model.findings import Diagnostic
    from mzgz.model.ledger import Ledger
    from mzgz.model.periods import Period
    from mzgz.model.unit import Unit
    from mzgz.workflow.accept_and_return import Decision

Units = Annotated[list[str] | None, typer.Option("--unit", metavar="单位", help="代码、全称、简称或别名；可写多次。")]
Month = Annotated[str | None, typer.Option("--period", metavar="报告期", help="哪个月；默认最近到期的月。")]
On = Annotated[str | None, typer.Option("--on", metavar="日期", help="处理日期，如 2022-07-06；默认今天。")]


@dataclass(frozen=True)
class DecisionContext:
    """A month of a workspace as it is on the day of the decision."""

    root: Path
    ledger: Ledger
    month: Period
    on: date
    findings: Sequence[Diagnostic]
    at: datetime
    """When it is written down."""


@contextmanager
def open_desk(directory: Path | None, period: str | None, on: str | None, command: str) -> Iterator[DecisionContext]:
    """Read and judge while nobody else writes; only the findings of the month are kept."""
    from mzgz import validation
    from mzgz.apps.cli.locked_writing import writing

    day = parse_past_day(on, "处理日期")
    with writing(find_root(directory), command):
        root, ledger, found = open_ledger(directory)
        month = month_meant(ledger, period, day)
        chosen = validation.Selection(period=str(month))
        findings = validation.run(ledger, found, as_of=day, only=chosen).findings
        yield DecisionContext(root, ledger, month, day, findings, now())


def month_meant(ledger: Ledger, period: str | None, day: date) -> Period:
    """The month asked for, or the last one that was due by the day."""
    month = parse_month(period, "受理、退回和通知都按月") or ledger.last_due(day)
    refuse_before_start(ledger, month)
    if month.year not in ledger.plans:
        known = "、".join(map(str, ledger.years)) or "还没有"
        raise Refusal(f"{month.year}年没有目标，有的年份：{known}；请用 --period 写明哪个月，如 2022-07。", EXIT_USAGE)
    return month


def units_meant(desk: DecisionContext, names: list[str] | None, every: bool) -> tuple[Unit, ...]:
    """The units named, or all that have handed something in; refuses where neither was asked for."""
    if not desk.ledger.units.units:
        raise Refusal(
            "mzgz.yaml 里没有填报单位（units 为空），没有可以处理的报送。请先执行 mzgz check。", EXIT_FINDINGS
        )
    if bool(names) == every:
        raise Refusal("用法不对：请用 --unit 写明单位，或用 --all 表示全部（两样选一样）。", EXIT_USAGE)
    if names:
        found = (find_unit(desk.ledger, name) for name in dict.fromkeys(names))
        return tuple(unit for unit in found if unit)
    codes = {code for month, code in desk.ledger.attempted if month == desk.month}
    return tuple(unit for unit in desk.ledger.units.units if unit.code in codes)


def settle(
    desk: DecisionContext, decisions: Sequence[Decision], deed: str, say: Callable[[Sequence[Decision]], None]
) -> None:
    """Write the rounds down, tell what became of each unit and what comes next; exit 1 where one was refused.

    `deed` is the word for what was asked for. The rounds are written together: all of them, or none.
    """
    from mzgz.formats.terminal.accept_return_text import decision_lines
    from mzgz.formats.versions_and_log import Unfit, write_decisions

    try:
        paths = write_decisions(desk.root, desk.ledger, decisions, desk.at)
    except Unfit as unfit:
        raise Refusal(str(unfit), EXIT_FINDINGS) from unfit
    for decision in decisions:
        print("\n".join(decision_lines(decision, paths.get(decision.unit.code, ""), deed)))
    say(decisions)
    if any(decision.round is None and not decision.settled for decision in decisions):
        raise typer.Exit(EXIT_FINDINGS)
