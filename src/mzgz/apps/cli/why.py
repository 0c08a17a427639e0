"""`mzgz why`: from a number to its lines."""

from __future__ import annotations

import sys
from typing import Annotated

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


def why(
    target: Annotated[str, typer.Argument(metavar="目标", help="目标标识或名称；写单位名，列出它的各项。")],
    unit: UnitName = None,
    period: PeriodText = None,
    as_of: AsOf = None,
    year: Year = None,
    engine: EngineName = None,
    memory: MemorySize = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """一个数从哪里来：算法、取数、舍入、判定、亮灯。"""
    from mzgz.apps.cli.status import focused, open_board
    from mzgz.apps.cli.typed_names import find_node, find_target, names_unit
    from mzgz.formats.terminal.text_table import screen_width, write
    from mzgz.formats.terminal.why_text import why_lines
    from mzgz.progress.target_history import at_node

    _, ledger, _ = open_ledger(directory, engine, memory)
    board = open_board(ledger, year, as_of, period)
    if unit is None and names_unit(ledger, board.plan, target):
        from mzgz.formats.terminal.unit_status_text import unit_lines

        columns, node = screen_width(sys.stdout), find_node(board.ledger, target)
        if node.kind == "tree":
            from mzgz.formats.terminal.city_status_text import city_lines

            write(city_lines(board.within(node.key), columns), sys.stdout)
        else:
            write(unit_lines(board, node, columns), sys.stdout)
        print(f"一项一项地看：mzgz why 目标 --unit {target}", file=sys.stderr)
        return
    one = find_target(board.plan, target)
    board = focused(board, one)
    progress = at_node(board, one, find_node(board.ledger, unit)) if unit else board.city(one)
    write(why_lines(board, progress, screen_width(sys.stdout)), sys.stdout)
