"""A unit's form for a month as a workbook: equal input gives equal bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from mzgz.formats.xlsx.cell_styles import Palette, plain_face
from mzgz.formats.xlsx.entry_sheet_writer import Asked, fill_figures
from mzgz.formats.xlsx.form_print_layout import settle_size
from mzgz.formats.xlsx.list_sheet_writer import fill_annex, fill_cover, fill_explanations, fill_hidden
from mzgz.formats.xlsx.reproducible_package import packed
from mzgz.formats.xlsx.reviewed_workbook import remarks_on, reviewed, sent_back_title, sent_back_words
from mzgz.intake.form import layout
from mzgz.intake.form.form_editions import TODAY
from mzgz.model.acceptance import Round
from mzgz.model.findings import Diagnostic
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.model.unit import Unit
from mzgz.validation.rule_names import explainable


def make_form(
    ledger: Ledger,
    unit: Unit,
    month: Period,
    *,
    rules: Sequence[str] = (),
    every: bool = False,
    filled: bool = False,
    idle: bool = False,
    findings: Sequence[Diagnostic] = (),
) -> bytes | None:
    """The workbook, or None where the unit has nothing to report for the month (with `idle`, where it has nothing it
    might speak of early either).

    `rules` are the names of rules that can be explained; `every` lists targets that are not due yet too; `filled`
    puts in what the unit has handed in for the month already, and then what stands against it among the `findings`:
    what is asked stands on the sheet of explanations, and each at its cell.
    """
    submission = ledger.submission(unit.code, month)
    targets = layout.on_form(ledger, unit.code, month, every=every, said=filled)
    if not targets and not (idle and layout.early(ledger, unit.code, month, ())):
        return None
    standing = submission if filled else None
    own = _own(findings, unit, month) if standing else ()
    queries = tuple(each for each in own if explainable(each) and each.blocks)
    asked = Asked(ledger, unit, month, tuple(targets), standing, queries)
    # as if the form had been made on the first day it can be filled in
    day = month.due_day(1).isoformat()
    built = packed(_book(asked, rules), day)
    sent_back = _sent_back(ledger, standing)
    if sent_back:
        return reviewed(built, (*sent_back_words(sent_back), *remarks_on(own)), day, sent_back_title(sent_back))
    return reviewed(built, remarks_on(own), day) if own else built


def _sent_back(ledger: Ledger, standing: Submission | None) -> Round | None:
    """The bureau's decision, where what stands was sent back and has not been mended."""
    record = ledger.acceptance.get((standing.period, standing.unit)) if standing else None
    returned = record is not None and standing is not None and record.decided(standing) == "returned"
    return record.last if record and returned else None


def _own(findings: Sequence[Diagnostic], unit: Unit, month: Period) -> tuple[Diagnostic, ...]:
    """Of findings on whatever returns, those on this one that were neither explained nor waived."""
    return tuple(
        each for each in findings if each.unit == unit.code and each.period == str(month) and each.excuse is None
    )


def _book(asked: Asked, rules: Sequence[str]) -> Workbook:
    book = Workbook()
    plain_face(book)
    palette = Palette(book)
    cover = book.active
    assert isinstance(cover, Worksheet)  # noqa: S101 - a new workbook has one worksheet
    cover.title = layout.COVER
    sheets = {name: book.create_sheet(name) for name in TODAY.sheets[1:]}
    ranges = fill_hidden(sheets[layout.HIDDEN], asked, rules)
    sheets[layout.HIDDEN].sheet_state = "hidden"
    fill_cover(cover, palette, asked)
    fill_figures(sheets[layout.FIGURES], palette, asked)
    fill_explanations(sheets[layout.EXPLANATIONS], palette, asked, ranges)
    fill_annex(sheets[layout.ANNEX], palette, asked, ranges)
    for sheet in book.worksheets:
        _protect(sheet)
        _page(sheet, asked)
    settle_size(sheets[layout.FIGURES])
    sheets[layout.FIGURES].print_title_rows = f"{layout.HEAD_ROW}:{layout.HEAD_ROW}"
    sheets[layout.EXPLANATIONS].print_title_rows = f"{layout.LIST_HEAD_ROW}:{layout.LIST_HEAD_ROW}"
    sheets[layout.ANNEX].protection.insertRows = False  # nothing forbids it
    book.calculation.fullCalcOnLoad = True
    book.properties.creator = asked.ledger.workspace.bureau.name
    book.properties.title = asked.title
    return book


def _protect(sheet: Worksheet) -> None:
    """Without password: it keeps from slips, not from intent. Widths and heights may be changed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _page(sheet: Any, asked: Asked) -> None:
    """A4 across, as wide as the page, pages counted."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.3
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.page_margins.header = sheet.page_margins.footer = 0.25
    footer = sheet.oddFooter
    texts = (asked.title, "第 &P 页 共 &N 页", asked.ledger.workspace.notice or "")
    for part, text in zip((footer.left, footer.center, footer.right), texts, strict=True):
        part.text = text or None
    sheet.sheet_view.showGridLines = False
