"""Where in the filled form a finding stands, and what was said there, in the words of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mzgz.intake.form import layout
from mzgz.language.finding_phrases import amount, day
from mzgz.model.findings import Diagnostic, Source
from mzgz.model.hints import FIELD_LABELS, SHEET_LABELS, Reader, for_reader
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.model.targets import Target

_KEYS: Final = ("rule", "target", "values", "reason", "section", "text", "title", "level", "recipient")
_COVER: Final = ("received", "filled_by", "approved_by")
_ID: Final = re.compile(r"（[a-z0-9]+(?:[-_][a-z0-9]+)*）")


def place_of(ledger: Ledger, finding: Diagnostic) -> str:
    """“填报”表“养老机构护理型床位占比”的“分子：护理型床位数”; the line of the file where no form knows the place."""
    submission = _submission(ledger, finding)
    if submission is None:
        return _line(finding.source)
    target = _target(ledger, finding)
    if target is not None:
        field = _field(submission, target, finding.source)
        label = layout.label_of(target, field) if field else target.name
        column = f"的“{label}”" if label != target.name else ""
        return f"“{layout.FIGURES}”表“{target.name}”{column}"
    return _list_place(submission, finding.source) or _line(finding.source)


def list_row_of(ledger: Ledger, finding: Diagnostic) -> tuple[str, str]:
    """Of a finding on a row of a list, the place in words and the key of the row, `highlights/0`; otherwise blanks."""
    head, _, rest = (finding.source.cell or "").partition("/")
    if head in SHEET_LABELS and rest:
        place = rest.partition("/")[0]
        return f"“{SHEET_LABELS[head]}”第{int(place) + 1}条", f"{head}/{place}"
    submission = _submission(ledger, finding)
    row = _list_row(submission, finding.source) if submission else None
    return (f"“{SHEET_LABELS[row[0]]}”第{row[1] + 1}条", f"{row[0]}/{row[1]}") if row else ("", "")


def said_of(ledger: Ledger, finding: Diagnostic) -> str | None:
    """What the entry says: 护理型床位数812张、床位总数1450张; None where there is none, or it says nothing."""
    submission, target = _submission(ledger, finding), _target(ledger, finding)
    if submission is None or target is None:
        return None
    return "、".join(_values(submission, target)) or None


def message_of(finding: Diagnostic) -> str:
    """The message to those who know no files: without the ids, keys and places in them."""
    return _ID.sub("", for_reader(finding.message, Reader.LETTER))


def _submission(ledger: Ledger, finding: Diagnostic) -> Submission | None:
    if finding.unit is None or finding.period is None:
        return None
    return ledger.submission(finding.unit, Period.parse(finding.period))


def _target(ledger: Ledger, finding: Diagnostic) -> Target | None:
    if finding.target is None or finding.period is None:
        return None
    return ledger.target(finding.target, Period.parse(finding.period).year)


def _field(submission: Submission, target: Target, source: Source) -> str | None:
    entry = submission.entries.get(target.id)
    given = [name for name in FIELD_LABELS if entry and getattr(entry, name) not in (None, ())]
    places = {submission.at("entries", target.id, name): name for name in given}
    if source in places:
        return places[source]
    evidence = entry.evidence if entry else ()
    listed = (submission.at("entries", target.id, "evidence", place) for place in range(len(evidence)))
    return "evidence" if source in listed else None


def _list_place(submission: Submission, source: Source) -> str | None:
    row = _list_row(submission, source)
    if row is not None:
        return f"“{SHEET_LABELS[row[0]]}”表第{row[1] + 1}条"
    cover = {submission.at(name) for name in _COVER if getattr(submission, name) is not None}
    return f"“{layout.COVER}”" if source in cover else None


def _list_row(submission: Submission, source: Source) -> tuple[str, int] | None:
    """The list and the place of the row that a finding is about."""
    for name in SHEET_LABELS:
        for place in range(len(getattr(submission, name))):
            if source in {submission.at(name, place), *(submission.at(name, place, key) for key in _KEYS)}:
                return name, place
    return None


def _line(source: Source) -> str:
    return f"文件 {source.path} 第{source.line}行"


def _values(submission: Submission, target: Target) -> Iterator[str]:
    entry = submission.entries.get(target.id)
    if entry is None:
        return
    for role, number in entry.numbers():
        if role in target.operands:
            yield amount(target.operand(role), number)
    if entry.done is not None:
        yield "已完成" if entry.done else "未完成"
    if entry.on is not None:
        yield f"完成日期{day(entry.on)}"
    if entry.stage is not None:
        yield f"进展为{entry.stage}"
    if entry.not_applicable is not None:
        yield f"不适用（{entry.not_applicable}）"
    if entry.pending is not None:
        yield f"待核（{day(entry.pending)}前报）"
