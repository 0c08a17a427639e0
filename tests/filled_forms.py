"""What a person types into a form to say what a submission says: by sheet and cell, for whatever program fills it in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl

from mzgz.intake.form import layout
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Target

Typed = tuple[str, str, str, Any]
"""Sheet, cell, kind (text, number, date), value; numbers exact, dates as dates."""


def typed(form: bytes, submission: Submission, targets: dict[str, Target]) -> list[Typed]:
    """All cells to fill in, for the entries that the form asks for."""
    cells: list[Typed] = [
        (layout.COVER, layout.COVER_CELLS[name], "text", getattr(submission, name))
        for name in ("filled_by", "approved_by")
        if getattr(submission, name)
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(form))[layout.FIGURES]
    seen: set[str] = set()
    for row in range(layout.FIRST_ROW, sheet.max_row + 1):
        identity, _, name = str(sheet[f"A{row}"].value or "").partition("/")
        entry = submission.entries.get(identity)
        if not name or entry is None:
            continue
        if identity not in seen:
            seen.add(identity)
            cells += _aside(entry, row)
        cells += _field(getattr(entry, name), f"I{row}")
    return cells + list(_lists(submission, targets, set(submission.entries) - seen))


def _aside(entry: Entry, row: int) -> list[Typed]:
    return [*_field(entry.not_applicable, f"J{row}"), *_field(entry.pending, f"K{row}")]


def _field(value: Any, cell: str) -> list[Typed]:
    match value:
        case None | ():
            return []
        case bool():
            return [(layout.FIGURES, cell, "text", "是" if value else "否")]
        case date():
            return [(layout.FIGURES, cell, "date", value)]
        case tuple():
            return [(layout.FIGURES, cell, "text", "；".join(value))]
        case str():
            return [(layout.FIGURES, cell, "text", value)]
    return [(layout.FIGURES, cell, "number", value)]


def _lists(submission: Submission, targets: dict[str, Target], early: set[str]) -> Iterator[Typed]:
    rows: dict[str, list[tuple[str, ...]]] = {
        layout.HIGHLIGHTS: [(item.section, item.text) for item in submission.highlights],
        layout.PROBLEMS: [(item.section, item.text) for item in submission.problems],
        layout.HONOURS: [(item.title, item.level, item.recipient) for item in submission.honours],
        layout.EXPLANATIONS: [
            (said.rule, targets[said.target].name, layout.explained_fields(said.values), said.reason)
            for said in submission.explanations
        ],
    }
    for row, name in enumerate(sorted(early), layout.LIST_FIRST_ROW):
        entry = submission.entries[name]
        yield layout.EARLY, f"B{row}", "text", targets[name].name
        for letter, value in (("C", entry.done), ("D", entry.on), ("E", entry.evidence), ("F", entry.note)):
            yield from ((layout.EARLY, f"{letter}{row}", kind, said) for _, _, kind, said in _field(value, ""))
    for sheet, lines in rows.items():
        for row, texts in enumerate(lines, layout.LIST_FIRST_ROW):
            for letter, text in zip("BCDE", texts, strict=False):
                yield sheet, f"{letter}{row}", "text", text
