"""`mzgz check`: judges what was promised and what was submitted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from mzgz.cli.options import (
    EXIT_FINDINGS,
    EXIT_UNOPENED,
    AsOf,
    Debug,
    Directory,
    PeriodText,
    Refusal,
    UnitName,
    find_unit,
    open_ledger,
    parse_day,
    parse_period,
    today,
)

Format = Literal["text", "json", "github", "sarif", "junit"]


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[文件]…", help="只看这些文件的问题；仍读入全部。")
    ] = None,
    unit: UnitName = None,
    period: PeriodText = None,
    format_: Annotated[Format, typer.Option("--format", metavar="格式", help="text json github sarif junit")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="有提示也算不通过。")] = False,
    as_of: AsOf = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """审核目标和报送，像细心的审核员一样逐项看。"""
    from mzgz import checks

    root, ledger, found = open_ledger(directory)
    chosen = checks.Selection(
        paths=_within(root, paths or []),
        unit=code.code if (code := find_unit(ledger, unit)) else None,
        period=str(month) if (month := parse_period(period)) else None,
    )
    judgement = checks.run(ledger, found, as_of=parse_day(as_of) or today(), only=chosen)
    if format_ == "text":
        from mzgz.writers.console import show_findings

        show_findings(judgement, ledger, root, sys.stdout, strict=strict)
    else:
        from mzgz.writers.ci import render

        files = [path for path in ledger.attempted.values() if not chosen.paths or chosen.has_path(path)]
        sys.stdout.write(render(judgement, format_, checks.ALL_RULES, files))
    if judgement.blocks or (strict and any(finding.severity == "note" for finding in judgement.findings)):
        raise typer.Exit(EXIT_FINDINGS)


def _within(root: Path, paths: list[Path]) -> tuple[str, ...]:
    """Workspace-relative forms of files and folders named on the command line."""
    named: list[str] = []
    for path in paths:
        place = path if path.exists() else root / path
        if not place.exists():
            raise Refusal(f"打不开 {path}：没有这个文件或目录。", EXIT_UNOPENED)
        try:
            named.append(place.resolve().relative_to(root.resolve()).as_posix())
        except ValueError:
            raise Refusal(f"{path} 不在工作区 {root} 里。", EXIT_UNOPENED) from None
    return tuple(named)
