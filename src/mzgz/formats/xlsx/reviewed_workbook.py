"""A workbook that goes back with its findings: at each cell a comment and a colour, and a sheet that lists them all."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

from mzgz.formats.xlsx.cell_styles import Palette, put_text
from mzgz.formats.xlsx.reproducible_package import packed
from mzgz.intake.form.layout import (
    FIGURES,
    FIRST_ROW,
    HEAD_ROW,
    INPUT,
    KEY,
    NOT_APPLICABLE,
    NOTE,
    OWN_COMMENT,
    PENDING,
    REASON,
    REVIEW,
)
from mzgz.language.finding_phrases import day
from mzgz.model.acceptance import Round
from mzgz.model.findings import Diagnostic, Severity
from mzgz.model.hints import Reader, for_reader
from mzgz.validation.rule_names import name_of

_HEADS: Final = (("序号", 5), ("级别", 7), ("规则", 18), ("位置", 13), ("问题", 50), ("怎么办", 42))
_FILLS: Final[dict[Severity | None, str]] = {
    None: "FFF8CBAD",
    Severity.ERROR: "FFF8CBAD",
    Severity.QUERY: "FFFFD966",
    Severity.NOTE: "FFDDEBF7",
}
_PAPER: Final = "FFFFFBE6"
_AUTHOR: Final = "审核"


@dataclass(frozen=True, slots=True)
class CellRemark:
    """A finding on its way back: at a cell of the form where it has one, or at a field that the form finds itself."""

    severity: Severity | None
    """None for what the bureau says in its own words."""
    rule: str | None
    message: str
    hint: str
    cell: str | None = None
    """Sheet and cell, as in 填报!I5."""
    target: str | None = None
    field: str | None = None

    @property
    def level(self) -> str:
        return self.severity.label if self.severity else "退回"

    @property
    def text(self) -> str:
        return f"【{self.level}】{self.message}。{self.hint}"


def remarks_on(findings: Iterable[Diagnostic]) -> tuple[CellRemark, ...]:
    """Findings in the words of who fills in a form; those that were explained or waived are left out."""
    return tuple(
        CellRemark(
            finding.severity,
            finding.rule,
            for_reader(finding.message, Reader.FORM).rstrip("。"),
            for_reader(finding.hint, Reader.FORM),
            finding.source.cell,
            finding.target,
            finding.field,
        )
        for finding in findings
        if finding.excuse is None
    )


def sent_back_words(decided: Round) -> tuple[CellRemark, ...]:
    """What the bureau wrote itself when it sent a return back: it stands first, and at no cell."""
    return tuple(
        CellRemark(None, None, reason.text.rstrip("。"), reason.hint or "照此办理后重新报送")
        for reason in decided.reasons
        if reason.rule is None
    )


def sent_back_title(decided: Round) -> str:
    """Which time it is, and by when it is to be mended."""
    until = f"，请在{day(decided.due)}前改好报回" if decided.due else ""
    return f"第{decided.round}次退回{until}。"


def reviewed(data: bytes, remarks: Sequence[CellRemark], day: str, opening: str = "") -> bytes | None:
    """The same workbook with the remarks in it, dated `day`; None where it is no workbook that can be written again.
    `opening` stands before the count of them."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    except Exception:  # noqa: BLE001 - whatever keeps the library from opening it, the letter alone goes back then
        return None
    if not book.worksheets:
        return None  # of a workbook in the strict form the library sees none
    _clear(book)
    places = [_place(book, remark) for remark in remarks]
    for remark, place in zip(remarks, places, strict=True):
        if place:
            _mark(book, place, remark)
    _list(book, list(zip(remarks, places, strict=True)), opening)
    return packed(book, day)


def _clear(book: Any) -> None:
    """Take out what an earlier round put in."""
    if REVIEW in book.sheetnames:
        book.remove(book[REVIEW])
    for sheet in book.worksheets:
        for cell in [cell for row in sheet.iter_rows() for cell in row if getattr(cell, "comment", None)]:
            if cell.comment.text.endswith(OWN_COMMENT):
                cell.comment = None
                cell.fill = PatternFill("solid", start_color=_PAPER)


def _place(book: Any, remark: CellRemark) -> str | None:
    """Sheet and cell of a remark in this workbook."""
    if remark.cell is not None:
        sheet = remark.cell.partition("!")[0]
        return remark.cell if sheet in book.sheetnames and book[sheet].sheet_state == "visible" else None
    if remark.target is None or FIGURES not in book.sheetnames:
        return None
    cell = _cell(book[FIGURES], remark.target, remark.field)
    return f"{FIGURES}!{cell}" if cell else None


def _cell(sheet: Any, identity: str, field: str | None) -> str | None:
    """The cell of a field, or the first of its task where none is meant."""
    rows: dict[str, int] = {}
    for (cell,) in sheet[f"{KEY}{FIRST_ROW}:{KEY}{sheet.max_row}"]:
        target, _, name = str(cell.value or "").partition("/")
        if target == identity:
            rows[name] = cell.row
    if not rows or field in rows:
        return f"{INPUT}{rows[field]}" if rows and field else None
    first = min(rows.values())
    aside = {None: INPUT, "not_applicable": NOT_APPLICABLE, "pending": PENDING}
    if sheet[f"{NOTE}{HEAD_ROW}"].value:
        aside |= {"evidence": REASON, "note": NOTE}
    place = f"{aside[field]}{first}" if field in aside else None
    area = next((area for area in sheet.merged_cells.ranges if place and place in area), None)
    return area.start_cell.coordinate if area else place


def _mark(book: Any, place: str, remark: CellRemark) -> None:
    title, _, name = place.partition("!")
    sheet = book[title]
    area = next((area for area in sheet.merged_cells.ranges if name in area), None)
    cell = sheet[area.start_cell.coordinate if area else name]
    before = cell.comment.text.removesuffix(OWN_COMMENT) + "\n" if cell.comment else ""
    text = f"{before}{remark.text}{OWN_COMMENT}"
    cell.comment = Comment(text, _AUTHOR, height=40 + 18 * (len(text) // 18 + 1), width=280)
    cell.fill = PatternFill("solid", start_color=_FILLS[remark.severity])


def _list(book: Any, rows: Sequence[tuple[CellRemark, str | None]], opening: str) -> None:
    sheet = book.create_sheet(REVIEW, 0)
    palette = Palette(book)
    for column, (head, width) in enumerate(_HEADS, 1):
        cell = sheet.cell(2, column)
        palette.text(cell, head, "head")
        sheet.column_dimensions[cell.column_letter].width = width
    count = len(rows)
    title = (
        f"审核结果：{count}处。点“位置”到那一格；改好后保存，原样发回。"
        if count
        else "审核结果：没有要改的，也没有要说明的。"
    )
    palette.text(sheet["A1"], title.replace("：", f"：{opening}", 1), "title")
    for row, (remark, place) in enumerate(rows, 3):
        rule = name_of(remark.rule) if remark.rule else "局里的意见"
        texts = (str(row - 2), remark.level, rule, place or "", remark.message, remark.hint)
        for column, text in enumerate(texts, 1):
            palette.text(sheet.cell(row, column), text)
            sheet.cell(row, column).alignment = Alignment(vertical="top", wrap_text=True)
        sheet.cell(row, 2).fill = PatternFill("solid", start_color=_FILLS[remark.severity])
        if place:
            where, _, spot = place.partition("!")
            sheet.cell(row, 4).hyperlink = f"#'{where}'!{spot}"
            put_text(sheet.cell(row, 4), place.replace("!", " "))
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.active = 0
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
