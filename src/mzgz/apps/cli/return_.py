"""`mzgz return`: sends a return back, with its findings as reasons; the figures stay as they are."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.apps.cli.decision_context import DecisionContext, Month, On, Units, open_desk, settle, units_meant
from mzgz.apps.cli.options import Debug, Directory
from mzgz.apps.cli.typed_days import parse_day

if TYPE_CHECKING:
    from mzgz.workflow.accept_and_return import Decision


def return_(
    unit: Units = None,
    period: Month = None,
    every: Annotated[bool, typer.Option("--all", help="凡有须改正或说明的都退回。")] = False,
    reason: Annotated[
        list[str] | None, typer.Option("--reason", metavar="原因", help="审核问题以外的原因；可写多次。")
    ] = None,
    by: Annotated[
        str, typer.Option("--by", metavar="职务", help="谁退回，写职务或部门；不写即经办的科室、股室。")
    ] = "",
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="改好的期限；默认按 mzgz.yaml。")] = None,
    on: On = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """退回修改：审核出的问题连同位置一起记下。"""
    from mzgz.workflow import accept_and_return

    with open_desk(directory, period, on, "return") as desk:
        units = units_meant(desk, unit, every)
        if every:
            units = tuple(each for each in units if accept_and_return.standing(desk.findings, each.code, desk.month))
        decisions = [
            accept_and_return.send_back(
                desk.ledger,
                each,
                desk.month,
                desk.findings,
                by=by.strip() or f"经办{desk.ledger.workspace.vocabulary.divisions}",
                on=desk.on,
                words=reason or (),
                due=parse_day(due),
            )
            for each in units
        ]
        settle(desk, decisions, "退回", lambda built: _next(desk, built))


def _next(desk: DecisionContext, decisions: Sequence[Decision]) -> None:
    """What comes next, to stderr."""
    month = desk.month
    if not decisions:
        print(f"{month.label}没有须退回的报送。下一步：mzgz accept --all --by 职务 --period {month}", file=sys.stderr)
    sent = [decision.unit for decision in decisions if decision.round]
    if sent:
        whose = f"--unit {sent[0].code} " if len(sent) == 1 else ""
        print(f"出退回通知：mzgz slip --kind return {whose}--period {month}", file=sys.stderr)
        print(f"附上已填好的表：mzgz form --filled {whose}--period {month}", file=sys.stderr)
        again = whose or "--all "
        print(f"改好报来后：mzgz import 文件，再执行 mzgz accept --by 职务 {again}--period {month}", file=sys.stderr)
    if any((month, decision.unit.code) not in desk.ledger.attempted for decision in decisions):
        print(f"没有报来的用催报：mzgz slip --kind remind --period {month}", file=sys.stderr)
