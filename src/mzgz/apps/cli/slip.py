"""`mzgz slip`: the letters of a month, as documents or as text for a chat window."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mzgz.apps.cli.decision_context import Month, month_meant
from mzgz.apps.cli.options import AsOf, Debug, Directory, UnitName, find_root, open_ledger
from mzgz.apps.cli.typed_days import parse_day, today
from mzgz.apps.cli.typed_names import find_unit

if TYPE_CHECKING:
    from datetime import date

    from mzgz.model.ledger import Ledger
    from mzgz.model.periods import Period
    from mzgz.publishing.letters import Letter, LetterContext

_Kind = Annotated[
    Literal["return", "remind", "supervise", "summary"] | None,
    typer.Option("--kind", metavar="文种", help="return 退回、remind 催报、supervise 督办、summary 通报；默认都要。"),
]
_Format = Annotated[
    Literal["docx", "txt"], typer.Option("--format", metavar="格式", help="docx 公文、txt 发到群里的文字。")
]


def slip(
    period: Month = None,
    unit: UnitName = None,
    kind: _Kind = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="目录", help="写到哪里；默认 slips/报告期。")] = None,
    format_: _Format = "docx",
    as_of: AsOf = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """出通知：退回修改、催报、督办和通报。"""
    from mzgz import validation
    from mzgz.apps.cli.locked_writing import writing
    from mzgz.apps.cli.output_folder import issue
    from mzgz.publishing.letters import KINDS, LetterContext, letters

    day = parse_day(as_of) or today()
    with writing(find_root(directory), "slip"):  # the book of letters grows by what is counted in it
        root, ledger, found = open_ledger(directory)
        month = month_meant(ledger, period, day)
        one = find_unit(ledger, unit)
        judged = validation.run(ledger, found, as_of=day, only=validation.Selection(period=str(month)))
        desk = LetterContext(ledger, month, day, judged.findings, (one,) if one else ledger.units.units)
        kinds = (kind,) if kind else tuple(name for name in KINDS if not (one and name == "summary"))
        built = [(_path(root, out, desk, letter, format_), letter) for letter in letters(desk, kinds)]
        data = [(path, _bytes(letter, format_, ledger, root)) for path, letter in built]
        book = _book(ledger, month, day, [letter for _, letter in built])
        folder = out or root / "slips" / str(month)
        for path in issue(root, "slip", folder, data, chosen=out is not None, listed=False, beside=book):
            print(path)
    for name in book:
        print(f"催报已登记在 {name}；没有发出的，删去那一行。", file=sys.stderr)
    _tell(desk, [letter for _, letter in built], kinds)


def _book(ledger: Ledger, month: Period, day: date, built: list[Letter]) -> dict[str, bytes]:
    """The book of letters with the reminders in it: the next one counts from it; empty where it does not grow."""
    from mzgz.formats.issued_letters_yaml import book_path, book_text
    from mzgz.model.issued_letters import IssuedLetter

    known = ledger.letters.get(month, ())
    issued = [IssuedLetter("remind", day, each.unit.code) for each in built if each.kind == "remind" and each.unit]
    if all(letter in known for letter in issued):
        return {}
    return {book_path(month): book_text(month, (*known, *issued)).encode()}


def _path(root: Path, out: Path | None, desk: LetterContext, letter: Letter, format_: str) -> Path:
    return (out or root / "slips" / str(desk.month)) / f"{letter.name}.{format_}"


def _bytes(letter: Letter, format_: str, ledger: Ledger, root: Path) -> bytes:
    if format_ == "txt":
        from mzgz.publishing.letters import plain_text

        return plain_text(letter.document).encode()
    from mzgz.formats.document_formats import WRITERS

    return WRITERS["docx"].write(letter.document, ledger, root)


def _tell(desk: LetterContext, built: list[Letter], kinds: tuple[str, ...]) -> None:
    """How many of each sort, and which returns are still to be recorded; to stderr."""
    from mzgz.publishing.letters import KINDS, sendings

    counts = "、".join(
        f"{KINDS[kind].label}{sum(letter.kind == kind for letter in built)}份"
        for kind in kinds
        if any(letter.kind == kind for letter in built)
    )
    nothing = "没有要发的通知" + ("；退回的先执行 mzgz return" if "return" in kinds else "")
    print(f"{desk.month.label}：{counts or nothing}。", file=sys.stderr)
    if "return" not in kinds:
        return
    for sending in sendings(desk):
        if not sending.recorded:
            print(
                f"{sending.unit.label}的退回还没有登记，发出时执行："
                f"mzgz return --unit {sending.unit.code} --period {desk.month}",
                file=sys.stderr,
            )
