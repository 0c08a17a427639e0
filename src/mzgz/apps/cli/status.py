"""`mzgz status`: where every target stands."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mzgz.apps.cli.options import (
    EXIT_USAGE,
    AsOf,
    Debug,
    Directory,
    EngineName,
    MemorySize,
    PeriodText,
    Refusal,
    UnitName,
    Year,
    for_programs,
    latest_year,
    open_ledger,
)
from mzgz.apps.cli.typed_days import parse_day, parse_month, parse_period, today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mzgz.model.ledger import Ledger
    from mzgz.model.periods import Period
    from mzgz.model.unit import Unit
    from mzgz.progress import Board, Node

Format = Literal["table", "json", "csv"]
TargetName = Annotated[str | None, typer.Option("--target", metavar="目标", help="一项目标在各单位的情况。")]


LevelName = Annotated[str | None, typer.Option("--level", metavar="层级", help="某一级的各单位，如 市、县。")]


def status(
    year: Year = None,
    as_of: AsOf = None,
    period: PeriodText = None,
    unit: UnitName = None,
    target: TargetName = None,
    level: LevelName = None,
    returns: Annotated[bool, typer.Option("--returns", help="全年报送一览，加 --period 看一个月。")] = False,
    format_: Annotated[Format, typer.Option("--format", metavar="格式", help="table json csv")] = "table",
    compact: Annotated[bool, typer.Option("--compact", help="json 只留推不出来的，不换行。")] = False,
    engine: EngineName = None,
    memory: MemorySize = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """每项目标的进度：合计的、一个单位或一项目标。"""
    from mzgz.apps.cli.typed_names import find_level, find_node, find_target

    _, ledger, _ = open_ledger(directory, engine, memory)
    board = open_board(ledger, year, as_of, period)
    node = find_node(board.ledger, unit) if unit else None
    if not ledger.units.units:
        print("mzgz.yaml 里没有填报单位（units 为空），各项都没有人报。请先执行 mzgz check。", file=sys.stderr)
    if compact and format_ != "json":
        raise Refusal("用法不对：--compact 要和 --format json 一起用。", EXIT_USAGE)
    if returns:
        if target or format_ == "csv":
            raise Refusal("用法不对：--returns 出报送的表或 json，不能和 --target、--format csv 一起用。", EXIT_USAGE)
        _show_returns(board, codes_of(ledger, node), parse_month(period, "报送按月看"), format_, compact=compact)
        return
    one = find_target(board.plan, target) if target else None
    if one is not None:
        board = focused(board, one)
    if node is not None and node.kind == "tree":
        board, node = board.within(node.key), None
    beside = find_level(board, level) if level else None
    if board.plan.unread and (beside is not None or format_ == "csv"):  # elsewhere it stands at the head
        from mzgz.model.unread_targets import unread_words

        print(unread_words(board.plan.unread, board.year), file=sys.stderr)
    if format_ == "table":
        _show_table(board, one, node, beside, f"{board.node.name}的{level}")
    else:
        codes = codes_of(ledger, node) if beside is None else [each.code for each in beside]
        _show_data(board, one, codes, format_, compact=compact)


def _show_data(
    board: Board, one: str | None, codes: list[str] | None, format_: Literal["json", "csv"], *, compact: bool
) -> None:
    """What stands on the table, for programs."""
    from mzgz.formats.progress_csv import status_csv
    from mzgz.formats.progress_json import status_json

    targets = [one] if one else list(board.plan.targets)
    if format_ == "json":
        for_programs()
        sys.stdout.write(status_json(board, targets, codes, compact=compact))
    else:
        sys.stdout.write(status_csv(board, targets, codes))


def _show_table(board: Board, one: str | None, node: Node | None, beside: Sequence[Unit] | None, title: str) -> None:
    """All targets or one: of the whole, of a node, or of the units of a level beside each other."""
    from mzgz.formats.terminal.text_table import screen_width, write

    columns = screen_width(sys.stdout)
    if one and node and beside is None:
        from mzgz.formats.terminal.why_text import why_lines
        from mzgz.progress.target_history import at_node

        write(why_lines(board, at_node(board, one, node), columns), sys.stdout)
    elif one:
        from mzgz.formats.terminal.target_status_text import target_lines

        write(target_lines(board, one, columns, beside), sys.stdout)
    elif beside is not None:
        from mzgz.formats.terminal.level_status_text import level_lines

        write(level_lines(board, beside, title, columns), sys.stdout)
    elif node:
        from mzgz.formats.terminal.unit_status_text import unit_lines

        write(unit_lines(board, node, columns), sys.stdout)
    else:
        from mzgz.formats.terminal.city_status_text import city_lines

        write(city_lines(board, columns), sys.stdout)


def codes_of(ledger: Ledger, node: Node | None) -> list[str] | None:
    """The units of a node; None for all."""
    if node is None:
        return None
    if node.kind == "tree":
        return [member.code for member in ledger.units.under(node.key)]
    return [member.code for member in ledger.units.tagged(node.key)] if node.kind == "tag" else [node.key]


def _show_returns(
    board: Board, codes: list[str] | None, month: Period | None, format_: Format, *, compact: bool
) -> None:
    """The year's months, or one month with its days; of all reporters, or of those of the codes."""
    from mzgz.formats.terminal.returns_text import month_lines, returns_lines
    from mzgz.formats.terminal.text_table import screen_width, write
    from mzgz.workflow.returns_of_the_year import returns_table

    table = returns_table(board.ledger, board.year, board.as_of)
    if codes is not None:
        table = replace(table, rows=tuple(row for row in table.rows if row[0].unit.code in codes))
    if format_ == "json":
        from mzgz.formats.returns_json import returns_json

        for_programs()
        sys.stdout.write(returns_json(table, month, compact=compact))
        return
    columns, notice = screen_width(sys.stdout), board.ledger.workspace.notice
    if month is None:
        write(returns_lines(table, columns, notice), sys.stdout)
    else:
        write(month_lines(table, month, columns, notice), sys.stdout)


def focused(board: Board, target: str) -> Board:
    """The board where it is asked about one target only."""
    return replace(board, focus=target)


def open_board(ledger: Ledger, year: int | None, as_of: str | None, period: str | None) -> Board:
    """The board of the year asked for, or of the year the as-of day or the period speaks of."""
    from mzgz.progress import Board, current_year

    day, month = parse_day(as_of) or today(), parse_period(period)
    meant = year if year is not None else month.year if month else current_year(ledger, day)
    chosen = latest_year(ledger, meant)
    if month and month.year != chosen:
        raise Refusal(f"用法不对：报告期{month}不在{chosen}年。", EXIT_USAGE)
    return Board(ledger, chosen, day, month)
