"""The sheet 填报: one block of rows for each target, one row for each thing asked."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from mzgz.formats.xlsx.cell_styles import FACE, Palette, put_text
from mzgz.formats.xlsx.form_print_layout import WIDTHS, break_pages, set_heights
from mzgz.formats.xlsx.input_validation import Limits
from mzgz.formats.xlsx.mark_formulas import add_colours, mark
from mzgz.intake.form import layout
from mzgz.intake.form.form_editions import TODAY
from mzgz.intake.form.layout import (
    FIRST_ROW,
    HEAD_ROW,
    INPUT,
    KEY,
    LABEL,
    MARK,
    NOT_APPLICABLE,
    NOTE,
    NUMBERS,
    PENDING,
    REASON,
)
from mzgz.intake.form.layout import LastValue as LastSaid
from mzgz.model.findings import Diagnostic
from mzgz.model.hints import NO, YES
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import ANY_QUERY, Entry, Explanation, Submission
from mzgz.model.targets import Target
from mzgz.model.unit import Unit
from mzgz.model.unread_targets import form_words
from mzgz.validation.engine.target_abilities import one_number, same_stretch

_BOLD = InlineFont(b=True, rFont=FACE, sz=10)
_SMALL = InlineFont(rFont=FACE, sz=8, color=Color("FF555555"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form is about: who, when, which targets, and what was said already."""

    ledger: Ledger
    unit: Unit
    month: Period
    targets: tuple[Target, ...]
    submission: Submission | None
    """The figures to fill in beforehand, where a return goes back to be mended."""
    queries: tuple[Diagnostic, ...] = ()
    """What is asked about them and not explained yet."""

    @property
    def title(self) -> str:
        return f"{self.unit.name}{self.month.label}目标任务填报表"


def fill_figures(sheet: Worksheet, palette: Palette, asked: Asked) -> None:
    """Lay out the sheet."""
    _head(sheet, palette, asked)
    limits = Limits(asked.month)
    row, divisions = FIRST_ROW, asked.ledger.workspace.vocabulary.divisions
    starts: list[int] = []
    places = _first_rows(asked)
    for heading, division, targets in layout.blocks(asked.ledger, asked.month, asked.targets):
        _section(sheet, palette, row, f"{heading}　（责任{divisions}：{division}）")
        starts.append(row)
        row += 1
        for place, target in enumerate(targets):
            starts += [row] if place else []
            row = _block(sheet, palette, limits, asked, target, row, places.get(target.part_of or ""))
    break_pages(sheet, [*starts, row])
    limits.apply(sheet)
    add_colours(sheet, row)


def _first_rows(asked: Asked) -> dict[str, int]:
    """Where the block of each target begins."""
    places, row = {}, FIRST_ROW
    for _, _, targets in layout.blocks(asked.ledger, asked.month, asked.targets):
        row += 1
        for target in targets:
            places[target.id] = row
            row += len(TODAY.rows_of(target))
    return places


def _head(sheet: Worksheet, palette: Palette, asked: Asked) -> None:
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    for letter in (KEY, layout.PRINT):
        sheet.column_dimensions[letter].hidden = True
    palette.text(sheet["C1"], asked.title, "title")
    hint = "只填浅黄色的格子。没有发生填 0；没有数的空着，并写不适用原因或待核日期。上次填报后面括号里是哪个月报的。"
    scope = layout.scope_words(asked.ledger)
    palette.text(sheet["C2"], form_words(asked.ledger.plans[asked.month.year].unread) + hint + scope, "hint")
    for letter, text in layout.HEADS.items():
        palette.text(sheet[f"{letter}{HEAD_ROW}"], text, "head")
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[HEAD_ROW].height = 30
    sheet.freeze_panes = f"E{FIRST_ROW}"


def _section(sheet: Worksheet, palette: Palette, row: int, heading: str) -> None:
    put_text(sheet[f"{KEY}{row}"], layout.SECTION_MARK)
    for letter in layout.HEADS:
        palette.dress(sheet[f"{letter}{row}"], "section")
    put_text(sheet[f"C{row}"], heading)
    sheet.merged_cells.ranges.add(CellRange(f"C{row}:{NOTE}{row}"))
    sheet.row_dimensions[row].height = 17


def _block(
    sheet: Worksheet, palette: Palette, limits: Limits, asked: Asked, target: Target, first: int, whole: int | None
) -> int:
    """One target; returns the row after it. `whole` is the row of what it is a part of."""
    rows = {name: first + place for place, name in enumerate(TODAY.rows_of(target))}
    entry = layout.entry_of(asked.submission, target)
    put_text(sheet[f"{layout.PRINT}{first}"], layout.fingerprint(target))
    for name, row in rows.items():
        put_text(sheet[f"{KEY}{row}"], layout.key_of(target, name))
        palette.dress(sheet[f"C{row}"], "label")
        palette.dress(sheet[f"F{row}"], "centre")
        _facts(sheet, palette, asked, target, name, row)
        _input(sheet, palette, limits, asked, target, name, row)
        _beside(sheet, palette, limits, asked, target, rows, name, whole)
    _name(sheet, asked, target, first)
    _aside(sheet, palette, limits, entry, first, rows)
    last = first + len(rows) - 1
    _words(sheet, palette, limits, target, entry, first, last)
    for letter in "CF":
        _merge(sheet, f"{letter}{first}:{letter}{last}")
    set_heights(sheet, target, rows)
    return last + 1


def _words(
    sheet: Worksheet, palette: Palette, limits: Limits, target: Target, entry: Entry, first: int, last: int
) -> None:
    """What is told in words, beside all rows of the task."""
    for name in layout.fields_of(target):
        spread = TODAY.spread_of(target, name)
        if name in TODAY.rows_of(target):
            continue
        for row in range(first, last + 1):
            for letter in spread:
                palette.dress(sheet[f"{letter}{row}"], "text")
        limits.take(name, f"{spread[0]}{first}")
        put_value(sheet[f"{spread[0]}{first}"], getattr(entry, name))
        _merge(sheet, f"{spread[0]}{first}:{spread[-1]}{last}")


def _merge(sheet: Worksheet, area: str) -> None:
    """One cell of several (merge_cells would reckon every border anew, at a third of the time a form takes)."""
    start, _, end = area.partition(":")
    if start != end:
        sheet.merged_cells.ranges.add(CellRange(area))


def _name(sheet: Worksheet, asked: Asked, target: Target, row: int) -> None:
    parts: list[Any] = [TextBlock(_BOLD, target.name)]
    if target.definition:
        parts.append(TextBlock(_SMALL, f"\n{target.definition}"))
    if part := layout.part_words(asked.ledger, asked.month, target):
        parts.append(TextBlock(_SMALL, f"\n{part}"))
    sheet[f"C{row}"].value = CellRichText(*parts)
    goal = "".join(layout.whose_goal(asked.ledger, asked.unit.code, asked.month, target))
    year = "" if target.due.year == asked.month.year else f"{target.due.year}年"
    terms = f"{year}{target.due.month}月{target.due.day}日前，{target.cadence.label}"
    put_text(sheet[f"F{row}"], "\n".join(filter(None, (goal, terms))))


def _facts(sheet: Worksheet, palette: Palette, asked: Asked, target: Target, name: str, row: int) -> None:
    """Label, unit of measure, last figure and baseline of one field."""
    palette.text(sheet[f"{LABEL}{row}"], layout.asked_label(target, name))
    operand = target.operand(name) if name in target.operands else None
    palette.text(sheet[f"E{row}"], operand.unit if operand else "", "centre")
    palette.dress(sheet[f"G{row}"], "centre")
    last = layout.last_value(asked.ledger, asked.unit.code, asked.month, target, name) if name != "note" else None
    if last is not None:
        _last(sheet[f"G{row}"], palette, last)
    palette.text(sheet[f"H{row}"], _baseline(asked, target, name) if operand else "", "centre")


def _baseline(asked: Asked, target: Target, name: str) -> str:
    """Where the unit itself stood, if the plan says so; else where all of them stood together, or each of them by a
    standard, and whose it is."""
    own = getattr(target.for_unit(asked.unit.code), "baseline", None)
    given = target.units[asked.unit.code].baseline is not None if asked.unit.code in target.units else False
    baseline = own if given else getattr(target, "baseline", None)
    base = getattr(baseline, name, None)
    if baseline is None or base is None:
        return ""
    words = asked.ledger.workspace.vocabulary
    alone = [each.code for each in asked.ledger.applicable(target)] == [asked.unit.code]
    whose = "本单位" if given or alone else words.whole if target.adds else f"各{words.units}"
    return f"{whose}{base}（{baseline.period}）"


def _last(cell: Any, palette: Palette, last: LastSaid) -> None:
    """A number stays a number, so that the marks can compare with it; its month is part of its format."""
    month = f"（{last.month.month}月）"
    match last.value:
        case bool():
            put_text(cell, (YES if last.value else NO) + month)
        case date():
            put_text(cell, last.value.isoformat() + month)
        case str():
            put_text(cell, last.value + month)
        case tuple():
            put_text(cell, layout.evidence_text(last.value).strip() + month)
        case number:
            places = max(0, -int(getattr(number, "as_tuple", lambda: (0, 0, 0))()[2]))
            palette.dress(cell, "centre", f'{"0." + "0" * places if places else "0"}"{month}"')
            cell.value = number


def _input(
    sheet: Worksheet, palette: Palette, limits: Limits, asked: Asked, target: Target, name: str, row: int
) -> None:
    cell = sheet[f"{INPUT}{row}"]
    if name in NUMBERS:
        sort = "whole" if target.whole(name) else "number"
        palette.dress(cell, sort)
    else:
        sort = {"done": "done", "on": "date", "stage": "stage"}.get(name, name)
        palette.dress(cell, {"done": "choice", "stage": "choice", "on": "date"}.get(name, "text"))
    limits.take(sort, cell.coordinate, layout.which_words(target, asked.month) if name in NUMBERS else "")
    put_value(cell, getattr(layout.entry_of(asked.submission, target), name))


def put_value(cell: Any, value: Any) -> None:
    """A value of a return in an input cell; nothing where nothing was said."""
    match value:
        case None | ():
            return
        case bool():
            put_text(cell, YES if value else NO)
        case str():
            put_text(cell, value)
        case tuple():
            put_text(cell, layout.evidence_text(value))
        case _:
            _keep_format(cell, value)


def _keep_format(cell: Any, value: Any) -> None:
    """openpyxl gives a date a format of its own."""
    style = cell._style
    cell._style = copy(style)
    cell.value = value
    cell._style = style


def _aside(
    sheet: Worksheet, palette: Palette, limits: Limits, entry: Entry, first: int, rows: Mapping[str, int]
) -> None:
    """Where a target as a whole is put off or does not apply: beside its first row only."""
    for letter, name, look in ((NOT_APPLICABLE, "not_applicable", "text"), (PENDING, "pending", "date")):
        for row in rows.values():
            palette.dress(sheet[f"{letter}{row}"], look if row == first else "shut")
        limits.take(name, f"{letter}{first}")
        put_value(sheet[f"{letter}{first}"], getattr(entry, name))


def _beside(
    sheet: Worksheet,
    palette: Palette,
    limits: Limits,
    asked: Asked,
    target: Target,
    rows: Mapping[str, int],
    name: str,
    whole: int | None,
) -> None:
    """The mark of a field, and the blank for the reason of a large change."""
    row = rows[name]
    cell = sheet[f"{MARK}{row}"]
    palette.dress(cell, "mark")
    formula = mark(target, name, rows, _compared(asked, target, whole))
    if formula:
        cell.value = formula
    explains = name in NUMBERS and target.steady
    reason = sheet[f"{REASON}{row}"]
    palette.dress(reason, "text" if explains else "shut")
    if explains:
        limits.take("reason", reason.coordinate)
        reported = row_reason(asked, target, name)
        put_value(reason, reported.reason if reported else None)


def _compared(asked: Asked, target: Target, whole: int | None) -> int | None:
    """The row of the number it may not exceed, where both are told in one and of the same stretch of time."""
    other = asked.ledger.plans[asked.month.year].targets.get(target.part_of or "")
    if whole is None or other is None or not (one_number(target) and one_number(other)):
        return None
    return whole if same_stretch(target, other) else None


def row_reason(asked: Asked, target: Target, name: str) -> Explanation | None:
    """The explanation that stands beside this field: of this value only, and of any query or the one the row would
    raise."""
    rules = (ANY_QUERY, change_rule(asked, target, name))
    for reported in asked.submission.explanations if asked.submission else ():
        if reported.rule in rules and reported.target == target.id and tuple(reported.values) == (name,):
            return reported
    return None


def change_rule(asked: Asked, target: Target, name: str) -> str:
    """See `layout.change_rule`, for the figure filled in beforehand."""
    last = layout.last_value(asked.ledger, asked.unit.code, asked.month, target, name)
    return layout.change_rule(name, getattr(layout.entry_of(asked.submission, target), name), last)
