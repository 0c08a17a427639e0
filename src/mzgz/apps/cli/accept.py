"""`mzgz accept`: takes over what units have handed in, and writes down what exactly it was."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.apps.cli.decision_context import DecisionContext, Month, On, Units, open_desk, settle, units_meant
from mzgz.apps.cli.options import EXIT_USAGE, Debug, Directory, Refusal
from mzgz.apps.cli.typed_days import parse_day
from mzgz.model.shortest_reason import REASON_RULE

if TYPE_CHECKING:
    from mzgz.workflow.accept_and_return import Decision, Exemption

_MOST_NAMED = 5
"""Units still waiting that are named; more are counted."""

_Waive = Annotated[
    list[str] | None,
    typer.Option("--waive", metavar="规则", help="暂缓的规则名，可加冒号和目标标识；可写多次。"),
]
_Why = Annotated[str | None, typer.Option("--reason", metavar="原因", help=f"暂缓的原因，{REASON_RULE}。")]
_Leave = Annotated[str | None, typer.Option("--approved-by", metavar="职务", help="谁批准暂缓，写职务。")]
_Until = Annotated[str | None, typer.Option("--until", metavar="日期", help="暂缓到哪一天。")]


def accept(
    by: Annotated[str, typer.Option("--by", metavar="职务", help="谁受理，写职务，如 局长。")],
    period: Month = None,
    unit: Units = None,
    every: Annotated[bool, typer.Option("--all", help="凡报来的都受理。")] = False,
    on: On = None,
    waive: _Waive = None,
    reason: _Why = None,
    approved_by: _Leave = None,
    until: _Until = None,
    unmended: Annotated[bool, typer.Option("--unmended", help="退回以后没有改过的，也照原样受理。")] = False,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """受理报送：记下受理的内容，以后有改动会提示。"""
    from mzgz.workflow import accept_and_return

    with open_desk(directory, period, on, "accept") as desk:
        units = units_meant(desk, unit, every)
        exemption = _exemption(desk, waive, reason, approved_by, until)
        decisions = [
            accept_and_return.accept(
                desk.ledger,
                each,
                desk.month,
                desk.findings,
                by=_role(by),
                on=desk.on,
                exemption=exemption,
                unmended=unmended,
            )
            for each in units
        ]
        settle(desk, decisions, "受理", lambda built: _next(desk, built))


def _role(text: str) -> str:
    if not text.strip():
        raise Refusal("用法不对：--by 后面写受理人的职务，如 局长。", EXIT_USAGE)
    return text.strip()


def _exemption(
    desk: DecisionContext, rules: list[str] | None, reason: str | None, approved_by: str | None, until: str | None
) -> Exemption | None:
    """What is to be waived; refuses half an exemption, an unknown rule, and one that meets no finding."""
    from mzgz.validation import ALL_RULES
    from mzgz.workflow.accept_and_return import Exemption

    day = parse_day(until)
    if not rules:
        if reason or approved_by or day:
            raise Refusal("用法不对：--reason、--approved-by、--until 要和 --waive 规则 一起写。", EXIT_USAGE)
        return None
    if not (reason and approved_by and day):
        raise Refusal(
            "用法不对：暂缓要写全 --waive 规则、--reason 原因、--approved-by 职务、--until 日期。", EXIT_USAGE
        )
    known = {rule.slug for rule in ALL_RULES}
    for rule in rules:
        if rule.partition(":")[0] not in known:
            raise Refusal(f"没有规则“{rule}”。全部规则：mzgz rules。", EXIT_USAGE)
    exemption = Exemption(tuple(rules), reason, approved_by, day)
    if fault := exemption.fault(desk.on):
        raise Refusal(f"用法不对：{fault}。", EXIT_USAGE)
    graves = [finding for finding in desk.findings if finding.severity == "error" and exemption.names(finding)]
    if graves:
        rendered = f"{graves[0].rule} 是强制问题，只能改正，不能暂缓"
        raise Refusal(f"用法不对：{rendered}（见 {graves[0].source}）。", EXIT_USAGE)
    if not any(exemption.covers(finding) for finding in desk.findings if finding.blocks or finding.waived):
        raise Refusal(f"{desk.month.label}没有 {'、'.join(rules)} 的问题，不用暂缓。", EXIT_USAGE)
    return exemption


def _next(desk: DecisionContext, decisions: Sequence[Decision]) -> None:
    """What comes next, to stderr."""
    from mzgz.workflow.returns_of_the_year import Stage, return_of

    month, ledger = desk.month, desk.ledger
    done = {decision.unit.code for decision in decisions if decision.round or decision.settled}
    refused = [decision for decision in decisions if decision.standing]
    rest = [unit for unit in ledger.units.units if unit.code not in done]
    stages = {unit.code: return_of(ledger, unit, month, desk.on).stage for unit in rest}
    missing = [unit for unit in rest if stages[unit.code] is Stage.MISSING]
    closed = (Stage.ACCEPTED, Stage.MISSING, Stage.REFUSED, Stage.NOT_DUE, Stage.NOT_ASKED)
    waiting = [unit for unit in rest if stages[unit.code] not in closed]
    if refused:
        whose = f"--unit {refused[0].unit.code} " if len(refused) == 1 else ""
        print(f"看全部问题：mzgz check {whose}--period {month}", file=sys.stderr)
        print(f"退回请对方改：mzgz return {whose or '--all '}--period {month}", file=sys.stderr)
    mending = [unit.label for unit in rest if stages[unit.code] is Stage.REFUSED]
    if mending:
        print(f"报来的表没有能收入，退回待改：{'、'.join(mending)}。", file=sys.stderr)
    if missing:
        names = "、".join(unit.label for unit in missing)
        print(f"还没有报：{names}。催报：mzgz slip --kind remind --period {month}", file=sys.stderr)
    others = [unit.label for unit in waiting if unit.code not in {each.unit.code for each in refused}]
    if others:
        rest_of_it = "、".join(others) if len(others) <= _MOST_NAMED else f"{len(others)}个单位"
        print(f"还没有受理：{rest_of_it}。逐个看：mzgz status --returns --period {month}", file=sys.stderr)
    asked = [unit for unit in ledger.units.units if next(ledger.asked(unit.code, month), None) is not None]
    closed_all = (
        all(decision.round or decision.settled for decision in decisions)
        and not missing
        and not mending
        and not waiting
    )
    early = [unit for unit in rest if stages[unit.code] is Stage.NOT_DUE]
    if closed_all and early:
        print(f"还有{len(early)}个单位没有报，没到截止日。", file=sys.stderr)
    elif closed_all and asked:
        print(f"{month.label}该报的都受理了。下一步：mzgz slip --kind summary --period {month}", file=sys.stderr)
