"""What `accept` and `return` share: which units and month are meant, and how decisions are written down."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.apps.cli.options import (
    EXIT_FINDINGS,
    EXIT_USAGE,
    Refusal,
    find_root,
    find_unit,
    now,
    open_ledger,
    parse_day,
    parse_period,
    today,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mzgz.model.findings import Diagnostic
    from mzgz.model.ledger import Ledger
    from mzgz.model.periods import Period
    from mzgz.model.units import Unit
    from mzgz.workflow.change_log import LogLine
    from mzgz.workflow.decide import Decision

Units = Annotated[list[str] | None, typer.Option("--unit", metavar="单位", help="代码、全称、简称或别名；可写多次。")]
Month = Annotated[str | None, typer.Option("--period", metavar="报告期", help="哪个月；默认最近到期的月。")]
On = Annotated[str | None, typer.Option("--on", metavar="日期", help="处理日期，如 2022-07-06；默认今天。")]


@dataclass(frozen=True)
class Desk:
    """A month of a workspace as it is on the day of the decision."""

    root: Path
    ledger: Ledger
    month: Period
    on: date
    findings: Sequence[Diagnostic]
    at: datetime
    """When it is written down."""


@contextmanager
def open_desk(directory: Path | None, period: str | None, on: str | None, command: str) -> Iterator[Desk]:
    """Read and judge while nobody else writes; only the findings of the month are kept."""
    from mzgz import validation
    from mzgz.apps.cli.writing import writing

    day = parse_day(on) or today()
    with writing(find_root(directory), command):
        root, ledger, found = open_ledger(directory)
        month = month_meant(ledger, period, day)
        chosen = validation.Selection(period=str(month))
        findings = validation.run(ledger, found, as_of=day, only=chosen).findings
        yield Desk(root, ledger, month, day, findings, now())


def month_meant(ledger: Ledger, period: str | None, day: date) -> Period:
    """The month asked for, or the last one that was due by the day."""
    from mzgz.model.periods import last_due

    month = parse_period(period) or last_due(day, ledger.workspace.reporting.due_day)
    if month.length != 1:
        raise Refusal(f"用法不对：受理、退回和通知都按月，{period}不是一个月，请写成 2022-06。", EXIT_USAGE)
    if month.year not in ledger.plans:
        known = "、".join(map(str, ledger.years)) or "还没有"
        raise Refusal(f"{month.year}年没有目标，有的年份：{known}；请用 --period 写明哪个月，如 2022-07。", EXIT_USAGE)
    return month


def units_meant(desk: Desk, names: list[str] | None, every: bool) -> tuple[Unit, ...]:
    """The units named, or all that have handed something in; refuses where neither was asked for."""
    if bool(names) == every:
        raise Refusal("用法不对：请用 --unit 写明单位，或用 --all 表示全部（两样选一样）。", EXIT_USAGE)
    if names:
        found = (find_unit(desk.ledger, name) for name in dict.fromkeys(names))
        return tuple(unit for unit in found if unit)
    codes = {code for month, code in desk.ledger.attempted if month == desk.month}
    return tuple(unit for unit in desk.ledger.units.units if unit.code in codes)


def settle(desk: Desk, decisions: Sequence[Decision], deed: str, say: Callable[[Sequence[Decision]], None]) -> None:
    """Write the rounds down, tell what became of each unit and what comes next; exit 1 where one was refused.

    `deed` is the word for what was asked for. The rounds are written together: all of them, or none.
    """
    from mzgz.formats.terminal.decisions_text import decision_lines

    paths = {decision.unit.code: _path(desk, decision) for decision in decisions if decision.round}
    _write(desk, [decision for decision in decisions if decision.round], paths)
    for decision in decisions:
        print("\n".join(decision_lines(decision, paths.get(decision.unit.code, ""), deed)))
    say(decisions)
    if any(decision.round is None and not decision.settled for decision in decisions):
        raise typer.Exit(EXIT_FINDINGS)


def _path(desk: Desk, decision: Decision) -> str:
    from mzgz.formats.acceptance_yaml import record_path

    return record_path(decision.unit.code, desk.month, desk.ledger.acceptance.get((desk.month, decision.unit.code)))


def _write(desk: Desk, decisions: Sequence[Decision], paths: Mapping[str, str]) -> None:
    """The records grown by a round each, the versions that were accepted, and a line of the log for each decision."""
    from mzgz.formats.change_log_jsonl import addition
    from mzgz.formats.disk.journal import write_noted

    files: dict[str, bytes] = {}
    for decision in decisions:
        files[paths[decision.unit.code]] = _grown(desk, decision, paths[decision.unit.code])
        files |= _accepted_version(desk, decision)
    lines = addition(desk.root, f"{desk.at:%Y-%m}", [_log_line(desk, one, paths[one.unit.code]) for one in decisions])
    if files:
        write_noted(desk.root, files, [lines] if lines else [])


def _grown(desk: Desk, decision: Decision, path: str) -> bytes:
    """The unit's record with the round added."""
    from mzgz.formats.acceptance_yaml import with_round
    from mzgz.intake.regular_file import read_regular
    from mzgz.intake.yaml.file import SIZE_LIMIT

    file = desk.root / path
    if os.path.lexists(file) and (desk.month, decision.unit.code) not in desk.ledger.acceptance:
        raise Refusal(f"{path} 有错，没有续写。请先执行 mzgz check {path}，按提示改正。", EXIT_FINDINGS)
    text = read_regular(file, SIZE_LIMIT).decode("utf-8-sig") if file.exists() else None
    assert decision.round is not None  # noqa: S101 - the caller has looked
    grown = with_round(text, decision.unit.code, desk.month, decision.round)
    if grown is None:
        raise Refusal(
            f"{path} 的格式被改动过，没有续写。请让 rounds: 放在文件最后，每一次处理以“  - action:”开头。",
            EXIT_FINDINGS,
        )
    return grown.encode()


def _accepted_version(desk: Desk, decision: Decision) -> Mapping[str, bytes]:
    """The return as it was accepted, to be held against what it says later."""
    from mzgz.intake.regular_file import read_regular
    from mzgz.intake.workspace.version_files import to_keep
    from mzgz.intake.yaml.file import SIZE_LIMIT

    key = (desk.month, decision.unit.code)
    submission, path = desk.ledger.submissions.get(key), desk.ledger.attempted.get(key)
    if decision.round is None or submission is None or path is None:
        return {}
    return to_keep(desk.ledger, submission, read_regular(desk.root / path, SIZE_LIMIT))


def _log_line(desk: Desk, decision: Decision, path: str) -> LogLine:
    from mzgz.workflow.change_log import LogLine

    record, made = desk.ledger.acceptance.get((desk.month, decision.unit.code)), decision.round
    assert made is not None  # noqa: S101 - the caller has looked
    words = {"accepted": "已受理", "returned": "退回"}
    old = f"{words[record.last.action]}" if record and record.last else "已报"
    new = words[made.action] + (f"（第{made.round}次）" if made.action == "returned" else "")
    deed = {"accepted": "受理", "returned": "退回"}[made.action]
    at = desk.at.isoformat(timespec="seconds")
    return LogLine(at, deed, made.by, decision.unit.code, str(desk.month), path, "rounds", "办理情况", old, new, "")
