"""`mzgz board`: the page to look at, one file that opens by double click and prints."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.apps.cli.options import (
    AsOf,
    Debug,
    Directory,
    EngineName,
    MemorySize,
    PeriodText,
    UnitName,
    Year,
    open_ledger,
)

if TYPE_CHECKING:
    from mzgz.model.findings import Diagnostic
    from mzgz.progress import Board

Out = Annotated[
    Path, typer.Option("--out", metavar="文件或目录", help="写到哪里；默认 看板.html。写目录，有下级的单位一个一页。")
]


def board(
    out: Out = Path("看板.html"),
    unit: UnitName = None,
    year: Year = None,
    as_of: AsOf = None,
    period: PeriodText = None,
    engine: EngineName = None,
    memory: MemorySize = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """看板：一页看全年，一个文件，双击打开，可以打印；一级一级的，每级一页。"""
    from mzgz import validation
    from mzgz.apps.cli.locked_writing import refuse, writing_to
    from mzgz.apps.cli.status import codes_of, open_board
    from mzgz.apps.cli.typed_names import find_node
    from mzgz.formats.disk.all_or_none import write_together
    from mzgz.formats.disk.os_error_words import reason_of
    from mzgz.formats.html import board_html
    from mzgz.publishing.overview import overview

    root, ledger, found = open_ledger(directory, engine, memory)
    shown = open_board(ledger, year, as_of, period)
    node = find_node(shown.ledger, unit) if unit else None
    if node is not None and node.kind == "tree":
        shown, codes = shown.within(node.key), None
    else:
        codes = codes_of(ledger, node)
    units = None if codes is None else [ledger.units.by_code[code] for code in codes]
    chosen = validation.Selection(period=str(shown.reference))  # what is to be done is said of one month
    findings = validation.run(ledger, found, shown.as_of, chosen).findings if shown.reference else ()
    if out.suffix.lower() not in (".html", ".htm") and codes is None:
        files = [(out / name, page) for name, page in _pages(shown, findings)]
    else:
        title = _title(shown, f"{node.name}·" if node else "")
        files = [(out, board_html(overview(shown, findings, units), title).encode())]
    with writing_to(out, root, "board"):
        for place, _ in files[:1]:
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                refuse(place.parent, reason_of(error), error)
        write_together(files)
    print(files[0][0])
    if len(files) > 1:
        print(f"从这一页点到下一级，一共{len(files)}页，都在 {out} 里；拷给别人时拷整个目录。", file=sys.stderr)
        return
    print("双击打开；能打印，能发给别人看，里面没有程序。", file=sys.stderr)


def _title(board: Board, whose: str) -> str:
    return f"{board.ledger.workspace.bureau.name}·{whose}{board.year}年目标任务"


def _pages(board: Board, findings: Sequence[Diagnostic]) -> Iterator[tuple[str, bytes]]:
    """The node the board is seen from, and each below it that has others below: a page for each, by the name of its file."""
    from mzgz.formats.html import board_html
    from mzgz.publishing.overview import overview

    tree = board.ledger.units
    inside = tree.order if board.root is None else tree.under(board.root)
    nodes = [unit.code for unit in inside if tree.children(unit.code) and unit.code != board.root]
    pages = frozenset(nodes)
    whose = "" if board.root is None else f"{board.node.name}·"
    yield "index.html", board_html(overview(board, findings), _title(board, whose), None, pages).encode()
    for code in nodes:
        seen, above = board.within(code), tree.parent(code)
        up = (
            ("index.html", board.node.name)
            if above == board.root
            else (f"{above}.html", tree.by_code[str(above)].label)
        )
        yield (
            f"{code}.html",
            board_html(overview(seen, findings), _title(seen, f"{seen.node.name}·"), up, pages).encode(),
        )
