"""What a person types into a form to say what a submission says: by sheet and cell, for whatever program fills it in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl

from mzgz.intake.form import layout
from mzgz.intake.form.form_editions import TODAY
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Target

FIRST_ROWS = {layout.EARLY: 5, layout.EXPLANATIONS: 4, layout.HIGHLIGHTS: 13, layout.HONOURS: 23, layout.PROBLEMS: 30}
"""Where the lists of a blank form begin."""

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
    rows: dict[str, dict[str, int]] = {}
    for row in range(layout.FIRST_ROW, sheet.max_row + 1):
        identity, _, name = str(sheet[f"A{row}"].value or "").partition("/")
        if name and identity in submission.entries:
            rows.setdefault(identity, {})[name] = row
    for identity, own in rows.items():
        entry, target = submission.entries[identity], targets[identity]
        first = min(own.values())
        cells += _aside(entry, first)
        for name in layout.fields_of(target):
            letter = TODAY.spread_of(target, name)[0]
            cells += _field(getattr(entry, name), f"{letter}{own.get(name, first)}")
    return cells + list(_lists(submission, targets, set(submission.entries) - set(rows)))


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
    for row, name in enumerate(sorted(early), FIRST_ROWS[layout.EARLY]):
        entry = submission.entries[name]
        yield layout.ANNEX, f"B{row}", "text", targets[name].name
        for letter, value in (("C", entry.done), ("D", entry.on), ("E", entry.evidence), ("F", entry.note)):
            yield from ((layout.ANNEX, f"{letter}{row}", kind, said) for _, _, kind, said in _field(value, ""))
    for name, lines in rows.items():
        for row, texts in enumerate(lines, FIRST_ROWS[name]):
            for spread, text in zip(TODAY.blanks[name], texts, strict=True):
                yield TODAY.lists[name], f"{spread[0]}{row}", "text", text
