"""`mzgz refresh`: the numbers of an edited document brought up to date, its words left alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.apps.cli.options import (
    EXIT_FINDINGS,
    EXIT_UNOPENED,
    EXIT_USAGE,
    AsOf,
    Debug,
    Directory,
    Refusal,
    Year,
    find_root,
)
from mzgz.apps.cli.verify import File, verified

if TYPE_CHECKING:
    from mzgz.formats.docx.document_updater import Refreshed
    from mzgz.publishing.verify.verification import FigureResult, Verification

_OF_PEOPLE = ("V110", "V111", "V112", "V123", "V124")
"""What only people can put right: words of theirs that the data deny."""
_LEFT = ("edited", "conflict", "tracked", "empty", "unknown", "copied", "stale")


def refresh(
    file: File,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件", help="写到哪里；默认在旁边另存为“-更新”。")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="直接改好，不留修订痕迹。")] = False,
    in_place: Annotated[bool, typer.Option("--in-place", help="写回原文件。")] = False,
    year: Year = None,
    as_of: AsOf = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """把文稿中过时的数和话以修订方式更新；人改过的不动。"""
    from mzgz.apps.cli.locked_writing import writing_to
    from mzgz.formats.disk.all_or_none import write_together
    from mzgz.formats.docx.document_updater import refresh as written
    from mzgz.formats.docx.package_reader import Unreadable

    target = _target(file, out, in_place=in_place)
    against = verified(file, directory, year, as_of, accepting=True)
    verification, board = against.verification, against.board
    try:
        built = written(
            against.returned,
            verification.renewals,
            verification.remarks,
            board.ledger.workspace.bureau.name,
            board.as_of.isoformat(),
            tracked=not accept,
            changes=verification.changes,
            composed=against.composed,
        )
    except Unreadable as fault:
        raise Refusal(f"打不开 {file}：{fault}。没有另存。", EXIT_UNOPENED) from fault
    idle = not (built.renewed or built.remarked or built.rewritten or built.accepted)
    if not idle:
        with writing_to(target, find_root(directory), "refresh"):
            write_together([(target, built.data)])
    left = _tell(verification, built, tracked=not accept)
    if idle:
        print("没有要更新的，没有另存。", file=sys.stderr)
    else:
        print(target)
    if left:
        raise typer.Exit(EXIT_FINDINGS)


def _target(file: Path, out: Path | None, *, in_place: bool) -> Path:
    """Where to write; never over the input unless told, never over an earlier result that nobody named."""
    if in_place:
        if out is not None:
            raise Refusal("用法不对：--in-place 和 --out 只能写一个。", EXIT_USAGE)
        return file
    target = out or file.with_name(f"{file.stem}-更新.docx")
    if target.exists() and file.exists() and target.samefile(file):
        raise Refusal(f"{target} 就是原文件；要写回原文件，请加 --in-place。", EXIT_USAGE)
    if out is None and target.exists():
        raise Refusal(f"已经有 {target} 了，没有覆盖；请用 --out 另指一个文件。", EXIT_USAGE)
    return target


def _written_anew(result: FigureResult, verification: Verification) -> bool:
    """Whether the words around a number were replaced, and the number with them."""
    if result.link is None or result.paragraph is None:
        return False
    relinked = any(one.link == result.link.place for one in verification.changes.links)
    return relinked or verification.changes.replaced(result.paragraph.place, result.link.start)


def _tell(verification: Verification, built: Refreshed, *, tracked: bool) -> bool:
    """What was done and what is left to people, to stderr; whether anything is left."""
    results = {result.link.place: result for result in verification.figures if result.link and result.paragraph}
    renewed = {renewal.link for renewal in built.renewed}
    way = "以修订方式更新" if tracked else "已更新"
    words = f"、改写{built.rewritten}处话和图" if built.rewritten else ""
    if built.accepted:
        print(f"上次更新留下、没有接受的修订{built.accepted}处，先接受了；人写的修订没有动。", file=sys.stderr)
    print(f"{way}{len(renewed)}个数{words}，加批注{len(built.remarked)}处。", file=sys.stderr)
    for renewal in built.renewed:
        result = results[renewal.link]
        where = result.paragraph.where if result.paragraph else ""
        print(f"  {where} {result.name}：{result.printed} → {renewal.text}", file=sys.stderr)
    rest = [item for place, item in results.items() if item.state in _LEFT and place not in renewed]
    rest = [item for item in rest if not (item.state in ("copied", "tracked") and item.printed == item.current)]
    rest = [item for item in rest if not _written_anew(item, verification)]
    if rest:
        print(f"没有动的{len(rest)}个，请人工处理（详见 mzgz verify）：", file=sys.stderr)
    for result in rest:
        where = result.paragraph.where if result.paragraph else ""
        now = result.current or "没有这个数"
        print(f"  {where} {result.name or result.id}：文中{result.printed or '空着'}，数据{now}", file=sys.stderr)
    spoken = [
        item
        for item in verification.found
        if item.diagnostic.code in _OF_PEOPLE and item.diagnostic.severity == "query"
    ]
    return bool(rest or spoken)
