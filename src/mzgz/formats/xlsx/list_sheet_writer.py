"""The sheets around the figures: cover, explanations, the annex with the other lists, and the hidden one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from mzgz.formats.xlsx.cell_styles import Palette, put_text
from mzgz.formats.xlsx.entry_sheet_writer import Asked, put_value, row_reason
from mzgz.formats.xlsx.form_print_layout import height_of
from mzgz.formats.xlsx.input_validation import Limit, Limits
from mzgz.intake.form import layout
from mzgz.intake.form.form_editions import LIST_MARK, TODAY
from mzgz.intake.form.import_diff import shown
from mzgz.intake.form.layout import COVER_CELLS, EARLY, EXPLANATIONS, HIGHLIGHTS, HONOURS, LISTS, PROBLEMS
from mzgz.model.hints import FIELD_LABELS
from mzgz.model.honour_levels import offered_levels
from mzgz.model.shortest_reason import REASON_RULE
from mzgz.model.submissions import Explanation, Submission
from mzgz.model.unread_targets import form_words
from mzgz.validation.rule_names import name_of

_EXPLAINED = ("numerator", "denominator", "value", "done", "stage")
"""Fields a reason can be bound to."""
_HOW_TO = (
    "1. 先填“填报”表的浅黄色格子，其余格子是锁住的；带箭头的从单子里选。没到期但已有结果的，填“附表”的“未到期任务”。",
    "2. 没有发生填 0。不适用的空着并写原因；数还没核实的空着并写待核日期。三种情况不要混。",
    "3. 看“核对提示”一列：红色的改正，橙色的补填；比上次变动较大的，在右边写原因，报完成的，写凭据。",
    "4. 有亮点、荣誉、问题的填在“附表”；审核要求说明的，填“情况说明”表，写原因就行。",
    "5. 不要增删行列和工作表（“附表”行不够的可以在中间插行），不改文件类型（保持 .xlsx）；填好保存，原样发回。",
)
_EXPLANATION_WIDTHS = {"B": 24, "C": 34, "D": 22, "E": 60}
_ANNEX_WIDTHS = {"B": 34, "C": 12, "D": 14, "E": 38, "F": 42}
_ROWS = {EARLY: 6, EXPLANATIONS: 22, HIGHLIGHTS: 8, HONOURS: 5, PROBLEMS: 6}
"""How many rows a list has at least: the annex prints on one page."""
_SPARE = 3
"""How many of them are blank, where things were said already."""
_LEAST = 18.0
"""Height of a row with a line of text, in points."""
_HINTS = {
    EARLY: "还没到期的一次性任务，已经完成或者有情况要说明的写在这里，一件一行；没有就空着。",
    EXPLANATIONS: f"审核提出疑问的才填，退回的表里已经写好，只填原因（{REASON_RULE}）。自己添的，规则从单子里选，拿不准就空着；说明哪几个数空着就是全部。",
    HIGHLIGHTS: "每件一行，写清做了什么、有什么效果，不写人名、身份证号、电话号码。没有就空着。",
    HONOURS: "获得者写单位或集体；个人写“1人”，不写人名。没有就空着。",
    PROBLEMS: "每个问题一行。没有就空着。",
}


def fill_cover(sheet: Worksheet, palette: Palette, asked: Asked) -> None:
    """Who reports what, by when, signed by role; and how to fill it in."""
    sheet.column_dimensions["A"].width = 6
    sheet.column_dimensions["B"].width = 16
    sheet.column_dimensions["C"].width = 90
    palette.text(sheet["B1"], asked.ledger.workspace.bureau.name, "hint")
    palette.text(sheet["B2"], "目标任务填报表", "title")
    if asked.ledger.workspace.notice:
        palette.text(sheet["C1"], asked.ledger.workspace.notice, "hint")
    due = asked.ledger.due(asked.month, asked.unit.code)
    submission = asked.submission
    rows = (
        ("unit", "填报单位", asked.unit.name, False),
        ("period", "报告期", asked.month.label, False),
        ("due", "报送截止", f"{due.year}年{due.month}月{due.day}日24时", False),
        ("filled_by", "填报人（岗位）", submission and submission.filled_by, True),
        ("approved_by", "审核人（职务）", submission and submission.approved_by, True),
        ("filled_on", "填报日期", None, True),
    )
    limits = Limits(asked.month)
    for name, label, value, opened in rows:
        cell = sheet[COVER_CELLS[name]]
        palette.text(sheet.cell(cell.row, 2), label, "head")
        palette.dress(cell, ("date" if name == "filled_on" else "text") if opened else "label")
        put_value(cell, value)
        sheet.row_dimensions[cell.row].height = 24
    limits.take("date", COVER_CELLS["filled_on"])
    limits.add(Limit("text", "写岗位", "写岗位或职务，不写人名，如 经办人、分管负责人。"), "C7:C8")
    limits.apply(sheet)
    palette.text(sheet["B11"], "怎么填", "head")
    lacking = form_words(asked.ledger.plans[asked.month.year].unread)
    for place, line in enumerate((lacking, *_HOW_TO) if lacking else _HOW_TO, 11):
        palette.text(sheet.cell(place, 3), line)
        sheet.row_dimensions[place].height = 24


def fill_explanations(sheet: Worksheet, palette: Palette, asked: Asked, ranges: dict[str, str]) -> None:
    """The list of explanations, with drop-downs over the `ranges` of the hidden sheet."""
    _columns(sheet, _EXPLANATION_WIDTHS)
    palette.text(sheet["B1"], f"{asked.title}：{EXPLANATIONS}", "title")
    palette.text(sheet["B2"], _HINTS[EXPLANATIONS], "hint")
    limits = Limits(asked.month)
    _table(sheet, palette, asked, ranges, limits, EXPLANATIONS, layout.LIST_HEAD_ROW)
    limits.apply(sheet)
    sheet.freeze_panes = f"A{layout.LIST_FIRST_ROW}"


def fill_annex(sheet: Worksheet, palette: Palette, asked: Asked, ranges: dict[str, str]) -> None:
    """The other lists, one under the other; each begins with a row that names it."""
    _columns(sheet, _ANNEX_WIDTHS)
    sheet.column_dimensions["A"].hidden = True
    palette.text(sheet["B1"], f"{asked.title}：{layout.ANNEX}", "title")
    palette.text(sheet["B2"], "没有的空着；行不够的，在那张表的中间插行。", "hint")
    limits = Limits(asked.month)
    row = layout.LIST_HEAD_ROW
    for name in (each for each in LISTS if TODAY.lists[each] == layout.ANNEX):
        put_text(sheet[f"A{row}"], f"{LIST_MARK}{name}")
        palette.text(sheet[f"B{row}"], name, "section")
        for letter in "CDEF":
            palette.dress(sheet[f"{letter}{row}"], "section")
        palette.text(sheet[f"C{row}"], _HINTS[name], "aside")
        sheet.merged_cells.ranges.add(CellRange(f"C{row}:F{row}"))
        sheet.row_dimensions[row].height = _LEAST
        row = _table(sheet, palette, asked, ranges, limits, name, row + 1)
    limits.apply(sheet)


def _columns(sheet: Worksheet, widths: Mapping[str, int]) -> None:
    sheet.column_dimensions["A"].width = 3
    sheet.sheet_format.defaultRowHeight = _LEAST
    sheet.sheet_format.customHeight = True
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width


def _table(
    sheet: Worksheet,
    palette: Palette,
    asked: Asked,
    ranges: dict[str, str],
    limits: Limits,
    name: str,
    head_row: int,
) -> int:
    """The head and the rows of a list; returns the row after it."""
    blanks = list(zip(LISTS[name], TODAY.blanks[name], strict=True))
    written = list(_rows(name, asked))
    first, last = head_row + 1, head_row + max(_ROWS[name], len(written) + _SPARE)
    for row in range(head_row, last + 1):
        for head, spread in blanks:
            look = "head" if row == head_row else "date" if head == "完成日期" else "text"
            for letter in spread:
                palette.dress(sheet[f"{letter}{row}"], look)
            if len(spread) > 1:
                sheet.merged_cells.ranges.add(CellRange(f"{spread[0]}{row}:{spread[-1]}{row}"))
            if row == head_row:
                put_text(sheet[f"{spread[0]}{row}"], head)
        if row == head_row or any(len(spread) > 1 for spread in TODAY.blanks[name]):
            sheet.row_dimensions[row].height = _LEAST  # of other rows the programs fit the height to what is typed
    for head, spread in blanks:
        _limit(limits, ranges, name, head, f"{spread[0]}{first}:{spread[0]}{last}")
    for row, values in enumerate(written, first):
        for (_, spread), text in zip(blanks, values, strict=True):
            put_text(sheet[f"{spread[0]}{row}"], text)
        widths = [sum(sheet.column_dimensions[letter].width for letter in spread) for _, spread in blanks]
        sheet.row_dimensions[row].height = max(_LEAST, height_of(values, widths))
    return last + 1


def _limit(limits: Limits, ranges: dict[str, str], name: str, head: str, cells: str) -> None:
    """What the cells below a head take."""
    if head == "完成日期":
        limits.take("date", cells)
    elif head == "是否完成":
        limits.take("done", cells)
    elif (key := f"{name}{head}") in ranges or (key := head) in ranges:
        prompt = f"点右边的箭头选{head}。"
        limits.add(Limit("list", head, prompt, f"请从单子里选{head}。", choices=ranges[key]), cells)


def _rows(name: str, asked: Asked) -> Iterator[tuple[str, ...]]:
    submission = asked.submission
    if submission is None:
        return
    match name:
        case layout.EXPLANATIONS:
            yield from _explanations(asked, submission)
        case layout.HIGHLIGHTS | layout.PROBLEMS:
            rendered = submission.highlights if name == HIGHLIGHTS else submission.problems
            yield from ((item.section, item.text) for item in rendered)
        case layout.HONOURS:
            yield from ((item.title, item.level, item.recipient) for item in submission.honours)


def _explanations(asked: Asked, submission: Submission) -> Iterator[tuple[str, ...]]:
    """Those that do not stand beside their figure already."""
    plan = asked.ledger.plans[asked.month.year]
    for reported in submission.explanations:
        target = plan.targets.get(reported.target)
        if target and target in asked.targets and _beside(asked, reported):
            continue
        name = name_of(reported.rule)
        yield (
            name,
            target.name if target else reported.target,
            layout.explained_fields(reported.values),
            reported.reason,
        )
    yield from _asked(asked, submission)


def _asked(asked: Asked, submission: Submission) -> Iterator[tuple[str, ...]]:
    """What is still to be explained, with all but the reason."""
    targets = {target.id: target for target in asked.targets}
    for query in asked.queries:
        target, entry = targets.get(query.target or ""), submission.entries.get(query.target or "")
        if target is None or entry is None:
            continue
        figures = [name for name in _EXPLAINED if getattr(entry, name) is not None]
        names = [query.field] if query.field in figures else figures
        if names:
            values = "、".join(f"{FIELD_LABELS[name]}（{shown(getattr(entry, name))}）" for name in names)
            yield name_of(query.rule), target.name, values, ""


def _beside(asked: Asked, said: Explanation) -> bool:
    target = asked.ledger.plans[asked.month.year].targets[said.target]
    name = next(iter(said.values), "")
    level = target.steady and name in target.operands
    return level and row_reason(asked, target, name) is said


def fill_hidden(sheet: Worksheet, asked: Asked, rules: Sequence[str]) -> dict[str, str]:
    """What the reader needs to know the form again, and the drop-down lists; returns the range of each list."""
    prints = [layout.fingerprint(target) for target in asked.targets]
    facts = {
        "version": ("版本", TODAY.version),
        "period": ("报告期", str(asked.month)),
        "unit": ("单位", asked.unit.code),
        "fingerprint": ("任务指纹", layout.plan_fingerprint(prints)),
    }
    for name, (label, value) in facts.items():
        cell: Any = sheet[layout.HIDDEN_CELLS[name]]
        put_text(sheet.cell(cell.row, 1), label)
        put_text(cell, value)
    lists = {
        "板块": layout.section_titles(asked.ledger, asked.month),
        "任务": tuple(target.name for target in asked.targets),
        f"{EARLY}任务": tuple(
            target.name for target in layout.early(asked.ledger, asked.unit.code, asked.month, asked.targets)
        ),
        "规则": tuple(rules),
        "级别": offered_levels(asked.ledger.workspace.vocabulary),
    }
    ranges: dict[str, str] = {}
    for letter, (head, values) in zip("DEFGH", lists.items(), strict=True):
        for row, value in enumerate((head, *values), 1):
            put_text(sheet[f"{letter}{row}"], value)
        if values:
            ranges[head] = f"{layout.HIDDEN}!${letter}$2:${letter}${len(values) + 1}"
    return ranges
