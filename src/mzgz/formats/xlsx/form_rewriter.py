"""A form that came in another format, written as a workbook again: what was typed stands in its cells, right or wrong."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from mzgz.formats.opened_workbook import HeldSheet, OpenedWorkbook
from mzgz.formats.xlsx.entry_sheet_writer import put_value
from mzgz.formats.xlsx.form_writer import make_form
from mzgz.formats.xlsx.plain_copy import keep_marks, plain_copy
from mzgz.intake.form.form_editions import BEFORE, TODAY
from mzgz.intake.form.layout import ANNEX, COVER, FIGURES, KEY, LIST_HEAD_ROW
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.unit import Unit
from mzgz.validation.rule_names import asking_names


def rewritten(opened: OpenedWorkbook, ledger: Ledger, unit: Unit, month: Period) -> bytes | None:
    """The unit's form with all that was typed; one of the layout before as it stands, cell by cell. None where no form
    of today has the rows this one has."""
    if set(opened.sheets) >= set(BEFORE.sheets):
        return plain_copy(opened)
    for filled in (False, True):
        form = make_form(ledger, unit, month, rules=asking_names(), filled=filled, idle=True)
        book = openpyxl.load_workbook(io.BytesIO(form), rich_text=True) if form else None
        if book is not None and all(_same_rows(book[title], opened.sheets.get(title)) for title in (FIGURES, ANNEX)):
            for title in dict.fromkeys((COVER, FIGURES, *TODAY.lists.values())):
                _type_in(book[title], opened.sheets.get(title))
            stream = io.BytesIO()
            book.save(stream)
            return stream.getvalue()
    return None


def _same_rows(sheet: Worksheet, held: HeldSheet | None) -> bool:
    """Whether each row asks for the same thing in both."""
    if held is None:
        return False
    rows = range(LIST_HEAD_ROW, max(sheet.max_row, *(int(place[1:]) for place in held.cells if place[0] == KEY), 0) + 1)
    theirs = {row: held.cells.get(f"{KEY}{row}") for row in rows}
    return all(
        str(sheet[f"{KEY}{row}"].value or "") == str(cell.value or "" if cell else "") for row, cell in theirs.items()
    )


def _type_in(sheet: Worksheet, held: HeldSheet | None) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if held is not None and not isinstance(cell, MergedCell) and not cell.protection.locked:
                _put(cell, held)


def _put(cell: Any, held: HeldSheet) -> None:
    """What was held in this place; a formula as what it gave."""
    given = held.cells.get(cell.coordinate)
    value = given.value if given else None
    put_value(cell, None if value == "" else value.date() if isinstance(value, datetime) else value)
    if value in (None, ""):
        cell.value = None
    elif given:
        keep_marks(cell, given)
