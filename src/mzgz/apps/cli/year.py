"""`mzgz year`: next year's plan from this one; a table first, files only on `--yes`, never over existing ones."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.apps.cli.options import EXIT_FINDINGS, EXIT_USAGE, Debug, Directory, Refusal, open_ledger

if TYPE_CHECKING:
    from mzgz.model.ledger import Ledger
    from mzgz.progress import Board
    from mzgz.workflow.carry_over import NextSection


def year(
    new: Annotated[int, typer.Argument(metavar="年份", help="要做哪一年的目标。")],
    from_: Annotated[int | None, typer.Option("--from", metavar="年份", help="从哪一年带过来；默认上一年。")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="写出文件；不加只列表，不写。")] = False,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """由上一年的目标做下一年的：期限、基期数、结转，一项一说明。"""
    from mzgz.model.unread_targets import unread_words
    from mzgz.publishing.next_plan_file import plan_files
    from mzgz.workflow.carry_over import closing_board, succeed

    root, ledger, _ = open_ledger(directory)
    old = new - 1 if from_ is None else from_
    if old not in ledger.years:
        known = "、".join(str(each) for each in ledger.years) or "没有"
        raise Refusal(f"没有{old}年的目标，带不过来；工作区里有：{known}。用 --from 指明从哪一年带。", EXIT_USAGE)
    if old >= new:
        raise Refusal(f"用法不对：--from 要早于{new}年。", EXIT_USAGE)
    folder = root / "targets" / str(new)
    if any(folder.glob("*.y*ml")):
        raise Refusal(f"targets/{new}/ 里已经有文件，没有动它。要重做，请先把原来的移走。", EXIT_FINDINGS)
    board = closing_board(_board(ledger, old))
    sections = succeed(board, new)
    for line in _table(sections):
        print(line)
    if lacking := unread_words(board.plan.unread, old):
        print(lacking, file=sys.stderr)
    files = plan_files(sections, old, new)
    if not yes:
        print(f"\n没有写文件。看过以后加 --yes，写到 targets/{new}/（{len(files)}个文件）。", file=sys.stderr)
        return
    _write(root, files)
    for path in files:
        print(path)
    for line in _next(sections, ledger, old, new):
        print(line, file=sys.stderr)


def _board(ledger: Ledger, old: int) -> Board:
    from mzgz import progress

    day = ledger.last_received(old)
    if day is None:
        raise Refusal(f"{old}年还没有报送，没有收官数可以作基期。", EXIT_FINDINGS)
    return progress.Board(ledger, old, day)


def _table(sections: tuple[NextSection, ...]) -> Iterator[str]:
    """Each target with what becomes of it, in lines of 80 columns; then how many of each."""
    from mzgz.formats.terminal.text_width import wrap
    from mzgz.publishing.next_plan_file import rows

    for section in sections:
        yield f"{section.part.section.label}　{section.part.section.title}"
        for name, step, due, base, rendered in rows((section,)):
            yield f"  [{step}] {name}"
            facts = "　".join(
                each for each in (f"期限{due}" if due != "—" else "", f"基期{base}" if base != "—" else "") if each
            )
            yield from (f"      {line}" for line in wrap("；".join(each for each in (facts, rendered) if each), 74))
    counts = Counter(each.step.value for section in sections for each in section.successions)
    yield ""
    yield f"共{sum(counts.values())}项：" + "、".join(
        f"{step}{count}项" for step, count in sorted(counts.items(), reverse=True)
    )
    if asked := sum(1 for section in sections for each in section.going if each.asks):
        yield f"其中{asked}项写着“要定”：目标已经达到、超出或者一次做完，照旧不一定对。"


def _write(root: Path, files: dict[str, str]) -> None:
    from mzgz.apps.cli.locked_writing import writing
    from mzgz.formats.disk.journal import write_noted

    taken = [path for path in files if (root / path).exists()]
    if taken:
        raise Refusal(f"{taken[0]} 已经有了，没有动它，其余的也没有写。", EXIT_FINDINGS)
    with writing(root, "year"):
        write_noted(root, {path: text.encode() for path, text in files.items()})


def _next(sections: tuple[NextSection, ...], ledger: Ledger, old: int, new: int) -> Iterator[str]:
    """What is left to people."""
    going = [each for section in sections for each in section.going]
    open_ = [each.target.name for each in going if each.asks]
    provisional = sum(1 for each in going if each.baseline and each.baseline.lacking)
    yield "接下来："
    yield f"  1. 对照{new}年的讲话改目标值、期限，补上讲话位置（source）：{len(going)}项都空着，mzgz check 逐项提示。"
    if provisional:
        yield f"  2. {provisional}项基期数是暂定的（{old}年还有单位没有报），补报后按 mzgz check 的提示改。"
    if open_:
        listed = "、".join(open_)
        yield f"  {3 if provisional else 2}. {len(open_)}项照旧不一定对，文件里写着“要定”，请逐项定下来：{listed}。"
    speech = f"templates/speech/{new}/"
    yield f"  {2 + bool(provisional) + bool(open_)}. 讲话稿里只管一年的文字写在 {speech}；{old}年的那些不会带到{new}年。"
