"""`mzgz board`: the page to look at, one file that opens by double click and prints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from mzgz.apps.cli.options import AsOf, Debug, Directory, EngineName, PeriodText, UnitName, Year, open_ledger

Out = Annotated[Path, typer.Option("--out", metavar="文件", help="写到哪里；默认 看板.html。")]


def board(
    out: Out = Path("看板.html"),
    unit: UnitName = None,
    year: Year = None,
    as_of: AsOf = None,
    period: PeriodText = None,
    engine: EngineName = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """看板：一页看全年，一个文件，双击打开，可以打印。"""
    from mzgz import validation
    from mzgz.apps.cli.locked_writing import writing
    from mzgz.apps.cli.status import codes_of, open_board
    from mzgz.apps.cli.typed_names import find_node
    from mzgz.formats.disk.all_or_none import write_together
    from mzgz.formats.html import board_html
    from mzgz.publishing.overview import overview

    root, ledger, found = open_ledger(directory, engine)
    shown = open_board(ledger, year, as_of, period)
    node = find_node(shown.ledger, unit) if unit else None
    if node is not None and node.kind == "tree":
        shown, codes = shown.within(node.key), None
    else:
        codes = codes_of(ledger, node)
    units = None if codes is None else [ledger.units.by_code[code] for code in codes]
    chosen = validation.Selection(period=str(shown.reference))  # what is to be done is said of one month
    findings = validation.run(ledger, found, shown.as_of, chosen).findings if shown.reference else ()
    whose = f"{node.name}·" if node else ""
    title = f"{ledger.workspace.bureau.name}·{whose}{shown.year}年目标任务"
    page = board_html(overview(shown, findings, units), title).encode()
    with writing(root, "board"):
        write_together([(out, page)])
    print(out)
    print("双击打开；能打印，能发给别人看，里面没有程序。", file=sys.stderr)
