"""`mzgz log`: who changed which value when, and whether the record still holds together."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from mzgz.apps.cli.options import (
    EXIT_FINDINGS,
    EXIT_UNOPENED,
    Debug,
    Directory,
    PeriodText,
    Refusal,
    UnitName,
    for_programs,
    open_ledger,
)
from mzgz.apps.cli.typed_days import parse_month
from mzgz.apps.cli.typed_names import find_unit

Format = Literal["table", "json"]


def log(
    unit: UnitName = None,
    period: PeriodText = None,
    format_: Annotated[Format, typer.Option("--format", metavar="格式", help="table json")] = "table",
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """谁在什么时候把哪个数从多少改成多少。"""
    from mzgz.formats.change_log_jsonl import log_files, log_head
    from mzgz.formats.terminal.change_log_text import broken_lines, log_json, log_lines
    from mzgz.workflow.change_log import broken, line_of

    root, ledger, _ = open_ledger(directory)
    one, month = find_unit(ledger, unit), parse_month(period, "改动按月记")
    try:
        files = log_files(root)
    except OSError as error:
        raise Refusal(f"打不开 {error.filename}（{error.strerror}）。", EXIT_UNOPENED) from error
    lines = [line for _, texts in files for text in texts if (line := line_of(text))]
    chosen = [
        line
        for line in lines
        if (one is None or line.unit == one.code) and (month is None or line.period == str(month))
    ]
    breaks = list(broken(files, log_head(root)))
    if format_ == "json":
        for_programs()
        sys.stdout.write(log_json(chosen, breaks))
    else:
        names = {each.code: each.label for each in ledger.units.units}
        sys.stdout.writelines(text + "\n" for text in log_lines(chosen, names))
        print("\n".join(broken_lines(breaks, len(lines))), file=sys.stderr)
    if breaks:
        raise typer.Exit(EXIT_FINDINGS)
