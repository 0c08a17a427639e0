"""`mzgz form`: blank workbooks out, one for each unit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.apps.cli.options import (
    EXIT_FINDINGS,
    EXIT_USAGE,
    Debug,
    Directory,
    PeriodText,
    Refusal,
    UnitName,
    open_ledger,
)
from mzgz.apps.cli.typed_days import parse_period, refuse_before_start, today
from mzgz.apps.cli.typed_names import find_unit

if TYPE_CHECKING:
    from mzgz.model.findings import Diagnostic
    from mzgz.model.ledger import Ledger
    from mzgz.model.periods import Period
    from mzgz.model.unit import Unit


def form(
    period: PeriodText = None,
    unit: UnitName = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="目录", help="放在哪里；默认 forms/报告期。")] = None,
    filled: Annotated[bool, typer.Option("--filled", help="填好这一期已报的数，供退回后修改。")] = False,
    every: Annotated[bool, typer.Option("--all", help="连未到期的任务一起列出。")] = False,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """生成填报表：每个单位一个工作簿，只列该报的任务。"""
    from mzgz.apps.cli.output_folder import issue
    from mzgz.model.unread_targets import unread_words

    root, ledger, loaded = open_ledger(directory)
    month = _month_asked(ledger, period)
    chosen = find_unit(ledger, unit)
    findings = _findings(ledger, loaded, month) if filled else ()
    folder = out or root / "forms" / str(month)
    built, kept_out = _made(ledger, month, chosen, folder, findings, every=every, filled=filled)
    written = issue(root, "form", folder, built, chosen=out is not None)
    for path in written:
        print(path)
    if lacking := unread_words(ledger.plans[month.year].unread, month.year):
        print(lacking, file=sys.stderr)
    for path in kept_out:
        print(
            f"{path} 里已经有人填过，没有覆盖；要重新出表，先把它移走或改名，或用 --out 另指文件夹。", file=sys.stderr
        )
    if written:
        due = ledger.due(month)
        kept = "，已填好报来的数" if filled else f"，{due.month}月{due.day}日截止"
        print(f"共{len(written)}份{kept}。发给填报单位；收回后执行 mzgz import 文件或文件夹", file=sys.stderr)
    if kept_out or lacking:
        raise typer.Exit(EXIT_FINDINGS)


def _month_asked(ledger: Ledger, period: str | None) -> Period:
    """The month whose forms are wanted; refused where there are none to be had."""
    month = parse_period(period)
    if month is None or month.length != 1:
        raise Refusal("请用 --period 写明哪个月，如 --period 2022-07。", EXIT_USAGE)
    if month.year not in ledger.plans:
        raise Refusal(
            f"{month.year}年没有目标，不能生成填报表。目标写在 targets/{month.year}/ 里，可从示例复制：mzgz init 示例。",
            EXIT_USAGE,
        )
    refuse_before_start(ledger, month)
    return month


def _made(
    ledger: Ledger,
    month: Period,
    chosen: Unit | None,
    folder: Path,
    findings: tuple[Diagnostic, ...],
    *,
    every: bool,
    filled: bool,
) -> tuple[list[tuple[Path, bytes]], list[Path]]:
    """The workbooks with their places; apart, the places where one stands that somebody has filled in."""
    from mzgz.formats.disk.overwrite_guard import was_edited
    from mzgz.formats.xlsx.form_writer import make_form
    from mzgz.intake.form.layout import file_name
    from mzgz.validation.rule_names import asking_names

    built: list[tuple[Path, bytes]] = []
    kept_out: list[Path] = []
    rules = asking_names()
    for each in (chosen,) if chosen else ledger.units.units:
        idle = chosen is not None
        data = make_form(ledger, each, month, rules=rules, every=every, filled=filled, idle=idle, findings=findings)
        if data is None:
            print(f"{each.label}（{each.code}）{month.label}没有要报的任务，没有生成填报表。", file=sys.stderr)
            continue
        path = folder / file_name(each.code, each.label, month)
        if was_edited(path, data):
            kept_out.append(path)
        else:
            built.append((path, data))
    return built, kept_out


def _findings(ledger: Ledger, loaded: list[Diagnostic], month: Period) -> tuple[Diagnostic, ...]:
    """What stands against the returns of the month."""
    from mzgz import validation

    only = validation.Selection(period=str(month))
    return validation.run(ledger, loaded, as_of=today(), only=only).findings
