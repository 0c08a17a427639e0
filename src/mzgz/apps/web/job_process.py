"""Work that takes more than a second, done in a process of its own: it says where it stands, and hands back what a page
shows. Nothing here writes into the workspace."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mzgz.model.findings import Diagnostic

if TYPE_CHECKING:
    from mzgz.publishing.verify.verification import Found

_AROUND: Final = 40
"""Characters of its paragraph shown on either side of what was found."""
Say = Callable[[str], None]


class Unfinished(Exception):  # noqa: N818 - told to whoever asked: why there is nothing to show
    """The work came to nothing; the message says why."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something to look at in a document: what, what to do, and the words it is about with those around them."""

    diagnostic: Diagnostic
    before: str = ""
    words: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """What is asked for: one of `WORK` by name, on which workspace, with what."""

    work: str
    root: Path
    document: str = ""
    """The kind of document to draft."""
    file: str = ""
    """The name of what was uploaded, as a word for messages."""
    upload: Path | None = None
    """Where it was laid."""
    folder: Path | None = None
    """Where what is made may be left."""


@dataclass(frozen=True, slots=True)
class WorkResult:
    """What there is to show; `file` is to be taken away, and `data` what it will hold until it is there."""

    name: str = ""
    data: bytes = b""
    noticed: tuple[Noticed, ...] = ()
    blanks: tuple[str, ...] = ()
    """Gaps a person has to fill."""
    errors: int = 0
    """强制 findings that stand open in the data."""
    linked: int = 0
    agreeing: int = 0
    file: Path | None = None


def drafted(order: WorkOrder, say: Say) -> WorkResult:
    """A document of the year as the command would draft it, with what there is to fill in and to look at."""
    from mzgz import validation
    from mzgz.formats.disk.starter_workspace import shipped_templates
    from mzgz.formats.document_formats import WRITERS
    from mzgz.intake.workspace import load
    from mzgz.publishing.report.document_kinds import DOCUMENTS, Drafts, board_for
    from mzgz.publishing.verify.template_check import prose_faults

    kind = DOCUMENTS[order.document]
    say(STEPS["draft"][0])
    ledger, found = load(order.root)
    year = max(ledger.years)
    day = ledger.last_received(year)
    if day is None:
        raise Unfinished(f"{year}年还没有报送，写不出{kind.label}。")
    judged = validation.run(ledger, found, as_of=day).findings
    errors = sum(finding.count for finding in judged if finding.severity == "error")
    say(STEPS["draft"][1])
    drafts = Drafts(board_for(ledger, year, day, whole_year=True), order.root)
    composed = drafts.make(order.document, errors=errors)
    if composed.document is None and not composed.found:
        raise Unfinished(f"没有要写进{kind.label}的。")
    say(STEPS["draft"][2])
    against = (
        ()
        if composed.document is None
        else prose_faults(composed.document, drafts.board, drafts.root, shipped_templates())
    )
    noticed = tuple(Noticed(one) for one in dict.fromkeys((*composed.found, *against)))
    if composed.document is None or any(one.diagnostic.severity == "error" for one in noticed):
        return WorkResult(noticed=noticed, errors=errors)
    say(STEPS["draft"][3])
    data = WRITERS["docx"].write(composed.document, ledger, order.root)
    return WorkResult(f"{year}年{kind.label}.docx", data, noticed, tuple(composed.blanks), errors)


def compared(order: WorkOrder, say: Say) -> WorkResult:
    """An edited document held against the data, and brought up to date where that was asked for."""
    from mzgz.apps.cli.verify import held_against_data
    from mzgz.formats.docx.document_reader import read
    from mzgz.formats.docx.document_updater import refresh
    from mzgz.formats.docx.package_reader import Unreadable
    from mzgz.intake.workspace import load
    from mzgz.progress import Board
    from mzgz.publishing.provenance import document_day
    from mzgz.publishing.verify.document_verification import document_year

    steps = STEPS[order.work]
    say(steps[0])
    data = order.upload.read_bytes() if order.upload else b""
    try:
        returned = read(data)
        say(steps[1])
        ledger, found = load(order.root)
        if order.work == "refresh":
            returned = read(data, ledger.workspace.bureau.name)
        year = document_year(returned.document, ledger.years) or max(ledger.years)
        day = document_day(returned.document.properties, ledger, year)
        if day is None:
            raise Unfinished(f"{year}年还没有报送，没有可以核对的数。")
        say(steps[2])
        against = held_against_data(returned, Board(ledger, year, day), order.file, order.root, list(found))
        verification = against.verification
        results = [one for one in verification.figures if one.link]
        noticed = tuple(map(_in_its_text, verification.found))
        agreeing = sum(one.state == "ok" for one in results)
        if order.work == "verify":
            return WorkResult(noticed=noticed, linked=len(results), agreeing=agreeing)
        say(steps[3])
        built = refresh(
            returned,
            verification.renewals,
            verification.remarks,
            ledger.workspace.bureau.name,
            against.board.as_of.isoformat(),
            tracked=True,
            changes=verification.changes,
            composed=against.composed,
        )
    except Unreadable as fault:
        raise Unfinished(f"打不开 {order.file}：{fault}。") from fault
    name = f"{order.file.removesuffix('.docx')}-更新.docx"
    return WorkResult(name, built.data, noticed, linked=len(results), agreeing=agreeing)


def _in_its_text(found: Found) -> Noticed:
    """With as much of its paragraph as says where it stands."""
    if found.paragraph is None:
        return Noticed(found.diagnostic)
    text, start, end = found.paragraph.text, found.start, found.end
    first, last = max(start - _AROUND, 0), end + _AROUND
    before, after = text[first:start], text[end:last]
    return Noticed(
        found.diagnostic,
        ("…" if first else "") + before,
        text[start:end],
        after + ("…" if last < len(text) else ""),
    )


WORK: Final[Mapping[str, Callable[[WorkOrder, Say], WorkResult]]] = {
    "draft": drafted,
    "verify": compared,
    "refresh": compared,
}
STEPS: Final[Mapping[str, tuple[str, ...]]] = {
    "draft": ("读数据、审核", "写成文稿", "核对稿里的话", "排成 Word"),
    "verify": ("打开文稿", "读数据", "逐处核对"),
    "refresh": ("打开文稿", "读数据", "逐处核对", "用修订方式更新"),
}
"""What is told of each work on its way, in order."""


def _left_behind(result: WorkResult, order: WorkOrder) -> WorkResult:
    """With its file on the disk, so that the desk keeps none of it in memory."""
    if not result.data or order.folder is None:
        return result
    place = order.folder / "made"
    place.write_bytes(result.data)
    return replace(result, data=b"", file=place)


def run_apart(order: WorkOrder, out: Connection) -> None:
    """The whole life of the process: a word for each step, then the result, or why there is none."""
    with suppress(AttributeError, OSError):
        os.nice(5)  # those who look at pages go first
    with suppress(BrokenPipeError, OSError):
        try:
            out.send(_left_behind(WORK[order.work](order, out.send), order))
        except Unfinished as reason:
            out.send(reason)
        finally:
            out.close()
