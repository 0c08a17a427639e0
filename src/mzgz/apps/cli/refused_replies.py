"""What goes back to whoever sent a file that could not be taken in: the workbook with its findings, and a letter."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from mzgz.apps.cli.locked_writing import writing
from mzgz.apps.cli.options import open_ledger
from mzgz.apps.cli.typed_days import today
from mzgz.formats.disk.atomic import write_beside
from mzgz.formats.disk.journal import write_noted
from mzgz.formats.disk.overwrite_guard import LIST, grown_list, was_edited
from mzgz.formats.incoming_folder import REPLIES, reply_stem
from mzgz.formats.issued_letters_yaml import book_path, book_text
from mzgz.formats.xlsx.reviewed_workbook import CellRemark, remarks_on, reviewed
from mzgz.intake.form.draft import Draft
from mzgz.model.findings import Diagnostic, Severity
from mzgz.model.issued_letters import IssuedLetter
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.publishing.letters.refused_file_letter import refusal_text

_OTHER_FORMATS: Final = (".xls", ".et", ".ods", ".ett")
"""Nothing can be written into them here."""


def put_replies(
    files: Sequence[Path],
    found: Sequence[Diagnostic],
    day: date,
    drafts: Sequence[Draft],
    ledger: Ledger,
    judged: Sequence[Diagnostic],
) -> None:
    """Beside each file that stays outside, in a folder of its own, with what could not be read in it and what was
    `judged` of the rest. What came out of that folder goes back into it; what somebody has mended there is not written
    over."""
    for file in files:
        own = [finding for finding in found if finding.source.path == file.as_posix()]
        if not any(finding.severity is Severity.ERROR for finding in own):
            continue
        rest = [finding for finding in judged if finding.source.path == file.as_posix()]
        remarks = remarks_on([*own, *rest])
        data = _marked(file, drafts, ledger, remarks, day) if file.is_file() else None
        folder = file.parent if file.parent.name == REPLIES else file.parent / REPLIES
        stem = reply_stem(file)
        book = folder / f"{stem}.xlsx"
        if data and book != file and was_edited(book, data):
            print(f"{book} 有人改过，没有覆盖；改好了的，导入它。", file=sys.stderr)
            continue
        letter = refusal_text(file.name, own, rest, marked=data is not None).encode()
        put = [(book, data)] if data else []
        for path, content in (*put, (folder / f"{stem}.txt", letter)):
            write_beside(path, content)
        write_beside(folder / LIST, grown_list(folder, put))
        print(f"已把退回件放在 {folder / stem}{'.xlsx、.txt' if data else '.txt'}", file=sys.stderr)


def tell_kept_out(
    found: Sequence[Diagnostic], drafts: Sequence[Draft], day: date, *, replied: bool, noted: bool
) -> None:
    """Which files stay outside until they are mended, and what to do then; to stderr."""
    paths = [finding.source.path for finding in found if finding.severity is Severity.ERROR]
    if not noted and any(not draft.complete for draft in drafts):
        print(f"{day.isoformat()}报来还没有登记：加 --yes 再执行一次，改好再报就按这一天算。", file=sys.stderr)
    if paths and not replied:
        print("要退回填报单位修改的，加 --reply 再执行一次，得到标好问题的表和说明。", file=sys.stderr)
    for path in dict.fromkeys(paths):
        print(f"{path} 有{paths.count(path)}处强制问题，没有导入；改好保存后再执行一次 mzgz import。", file=sys.stderr)


def note_receipt(root: Path, drafts: Sequence[Draft], day: date) -> None:
    """Into the book of letters, that a return came on `day` and went back: mended, it counts from that day. Not where an
    earlier day is known already."""
    by_month: dict[Period, list[str]] = {}
    for draft in drafts:
        if not draft.complete and draft.submission.period.last_day < day:
            by_month.setdefault(draft.submission.period, []).append(draft.submission.unit)
    if not by_month:
        return
    with writing(root, "import"):
        _, ledger, _ = open_ledger(root)
        files = {}
        for month, units in by_month.items():
            path, known = book_path(month), ledger.letters.get(month)
            if known is None and (root / path).exists():
                print(f"{path} 有错，没有登记退回的表{day.isoformat()}报来。请先改正。", file=sys.stderr)
                continue
            came = [
                IssuedLetter("return", today(), unit, day)
                for unit in dict.fromkeys(units)
                if not _known_by(ledger, month, unit, day)
            ]
            if came:
                files[path] = book_text(month, (*(known or ()), *came)).encode()
        if files:
            write_noted(root, files)
    for path in files:
        print(
            f"退回的表{day.isoformat()}报来，已登记在 {path}，改好再报按这一天算；没有真正退回的，删去那一行。",
            file=sys.stderr,
        )


def _known_by(ledger: Ledger, month: Period, unit: str, day: date) -> bool:
    """Whether the return is known to have come by then, or this very refusal is written down."""
    if day in ledger.refusals(month, unit):
        return True
    standing = ledger.submission(unit, month)
    first = ledger.first_received(standing) if standing else None
    return first is not None and first <= day


def _marked(
    file: Path, drafts: Sequence[Draft], ledger: Ledger, remarks: Sequence[CellRemark], day: date
) -> bytes | None:
    """The file as a workbook with the remarks in it; what came as .xls, .et, .ods, or in the strict form that nothing
    here writes, is written anew."""
    data, own = file.read_bytes(), next((draft for draft in drafts if draft.path == file.as_posix()), None)
    other = own is not None and file.suffix.lower() in _OTHER_FORMATS
    marked = None if other else reviewed(data, remarks, day.isoformat())
    if marked is not None or own is None:
        return marked
    from mzgz.formats.workbook_admission import open_workbook
    from mzgz.formats.xlsx.form_rewriter import rewritten

    opened, _ = open_workbook(data, file.name)
    unit, month = ledger.units.by_code[own.submission.unit], own.submission.period
    anew = (rewritten(opened, ledger, unit, month) if opened else None) or data
    return reviewed(anew, remarks, day.isoformat())
