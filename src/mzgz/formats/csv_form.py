"""A CSV file into drafts: one value to a line, for as many units and months as it speaks of.

Columns, by their heading in any order: 单位, 报告期, 目标标识 or 名称, 字段, 值. 字段 is what the form calls it (分子, 分母,
数值, 是否完成, 完成日期, 凭据, 进展, 说明, 不适用原因, 待核日期) or the key of the YAML file. A line without a target may
give 填报股室 or 审核人; with a section's title as 名称, 亮点 or 问题.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mzgz.formats.workbook_admission import SIZE_LIMIT
from mzgz.intake.faults import form_faults
from mzgz.intake.faults.form_faults import fault
from mzgz.intake.form import layout
from mzgz.intake.form.cell_values import CellReader, Spot, cut, tidy
from mzgz.intake.form.draft import FIELDS_BY_LABEL, Draft, FileDrafts, Sheaf, Wanted, is_sound
from mzgz.language.near_matches import near
from mzgz.language.value_suggestions import read_period, suggest_date
from mzgz.model.findings import Source
from mzgz.model.hints import FIELD_LABELS, NO, YES
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import Highlight, Problem, Submission
from mzgz.model.targets import Target
from mzgz.model.targets.reported_facts import STAGES

_HEADS: Final = {
    "unit": ("单位", "单位代码", "填报单位", "unit"),
    "period": ("报告期", "月份", "period"),
    "id": ("目标标识", "标识", "id"),
    "name": ("名称", "任务", "name"),
    "field": ("字段", "填报内容", "field"),
    "value": ("值", "本期填报", "value"),
}
_FIELDS: Final = {**FIELDS_BY_LABEL, "值": "value", "数": "value", "本期填报": "value"}
_HEAD_FIELDS: Final = {"填报股室": "filled_by", "填报人": "filled_by", "审核人": "approved_by", "签发人": "signed_by"}
_DECLARED: Final = re.compile(r"\"?sep=.?\"?")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_NAME: Final = re.compile(rf"({'|'.join(_MONTHS)})-([0-9]{{2}})", re.IGNORECASE)
_TOLD: Final = {"亮点": ("highlights", Highlight), "问题": ("problems", Problem)}


@dataclass(frozen=True, slots=True)
class _CsvLine:
    """One line: its number, and value and place by column."""

    number: int
    texts: dict[str, str]
    columns: dict[str, int]
    path: str

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    def source(self, name: str) -> Source:
        return Source(self.path, self.number, self.columns.get(name, 0) + 1)

    def spot(self) -> Spot:
        return Spot(self.source("value"), self.text("value") or None, textual=True)


def read_csv(data: bytes, path: str, ledger: Ledger, wanted: Wanted) -> FileDrafts:
    """The drafts of a file and what was found in it. Never raises for bad data."""
    into = CellReader()
    text = _decoded(data, Source(path), into)
    if text is None:
        return FileDrafts((), tuple(into.found))
    sheaves: dict[tuple[str, Period], Sheaf] = {}
    for line in _lines(text, path, wanted, into):
        whose = _whose(line, ledger, wanted, into)
        if whose is not None:
            sheaf = sheaves.setdefault(whose, Sheaf(*whose, Source(path)))
            _value(line, sheaf, ledger, into)
    sound = is_sound(into.found)
    if sound and not any(sheaf.fields or any(sheaf.head.values()) or not sheaf.empty for sheaf in sheaves.values()):
        into.tell(form_faults.sheet.nothing_filled, Source(path))
    drafts = [
        Draft(
            _submission_of(sheaf, ledger),
            path,
            frozenset(sheaf.fields),
            lists=False,
            complete=sound,
            unread=sheaf.unread(into.found),
            fields={target: frozenset(names) for target, names in sheaf.fields.items()},
        )
        for sheaf in sheaves.values()
        if sheaf.fields or not sheaf.empty or any(sheaf.head.values())
    ]
    return FileDrafts(tuple(drafts), tuple(into.found))


def _submission_of(sheaf: Sheaf, ledger: Ledger) -> Submission:
    return sheaf.made(list(ledger.plans[sheaf.period.year].targets))


def _decoded(data: bytes, source: Source, into: CellReader) -> str | None:
    if not data.strip():
        into.tell(form_faults.form_file.file_empty, source)
        return None
    if len(data) > SIZE_LIMIT:
        into.found.append(
            fault(
                form_faults.form_file.oversized_workbook, source, size=f"{len(data)} 字节", limit=f"{SIZE_LIMIT} 字节"
            )
        )
        return None
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    into.tell(form_faults.form_file.csv_undecodable, source)
    return None


def _lines(text: str, path: str, wanted: Wanted, into: CellReader) -> Iterator[_CsvLine]:
    first, _, rest = text.partition("\n")
    declares = _DECLARED.fullmatch(first.strip())  # Excel names the sign between the cells in a line above the head
    first = rest.partition("\n")[0] if declares else first
    delimiter = max((",", "\t", ";", "，"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: dict[str, int] | None = None
    unread: dict[int, str] = {}
    heads = begins = 0
    try:
        for row in reader:
            begins, started = reader.line_num, begins + 1
            cells = [tidy(cell) for cell in row]
            if columns is None and declares and begins == 1:
                continue
            if columns is None:
                columns, heads = _columns(cells), len(row)
                unread = {place: head for place, head in enumerate(cells) if place not in columns.values()}
                missing = _lacking(columns, wanted)
                if missing and _is_form_sheet(text):
                    into.tell(form_faults.form_file.csv_of_form, Source(path))
                    return
                if missing:
                    into.tell(form_faults.form_file.csv_columns, Source(path), missing=missing)
                    return
            elif any(cells) and _is_whole(row, heads, delimiter, Source(path, started), into):
                texts = {name: cells[place] for name, place in columns.items()}
                _tell_unread(unread, cells, Source(path, started), into)
                yield _CsvLine(started, texts, columns, path)
    except csv.Error:
        into.tell(form_faults.form_file.csv_quotes, Source(path, begins + 1), start=begins + 1)


def _tell_unread(unread: dict[int, str], cells: list[str], source: Source, into: CellReader) -> None:
    """Of columns nobody asked for, the first thing that stands in each."""
    for place in [place for place in unread if place < len(cells) and cells[place]]:
        at = Source(source.path, source.line, place + 1)
        into.tell(form_faults.form_file.csv_column_unread, at, head=cut(unread.pop(place)), text=cut(cells[place]))


def _is_form_sheet(text: str) -> bool:
    """Whether it is the sheet of a form, saved as text."""
    heads = {layout.HEADS[letter] for letter in (layout.LABEL, layout.INPUT)}
    return any(all(head in line for head in heads) for line in text.split("\n")[: layout.FIRST_ROW])


def _is_whole(row: list[str], heads: int, delimiter: str, source: Source, into: CellReader) -> bool:
    """Whether a line has the cells its head promises, none of which has swallowed the lines after it."""
    swallowed = any(line.count(delimiter) >= heads - 1 for cell in row for line in cell.split("\n")[1:])
    if swallowed and heads > 1:
        into.tell(form_faults.form_file.csv_quotes, source, start=source.line)
    elif more := [tidy(cell) for cell in row[heads:] if tidy(cell)]:
        place = Source(source.path, source.line, heads + 1)
        into.tell(form_faults.form_file.csv_extra, place, text=cut("，".join(more)), heads=heads)
    elif len(row) < heads:
        into.tell(form_faults.form_file.csv_short, source, heads=heads, cells=len(row))
    else:
        return True
    return False


def _columns(heads: list[str]) -> dict[str, int]:
    return {name: heads.index(word) for name, words in _HEADS.items() for word in words if word in heads}


def _lacking(columns: dict[str, int], wanted: Wanted) -> str | None:
    needs = {"field": "字段", "value": "值"}
    needs |= {} if wanted.unit else {"unit": "单位"}
    needs |= {} if wanted.period else {"period": "报告期"}
    needs |= {} if "name" in columns else {"id": "目标标识"}
    return next((label for name, label in needs.items() if name not in columns), None)


def _whose(line: _CsvLine, ledger: Ledger, wanted: Wanted, into: CellReader) -> tuple[str, Period] | None:
    code = _unit(line, ledger, wanted, into)
    period = _period(line, ledger, wanted, into)
    return (code, period) if code and period else None


def _unit(line: _CsvLine, ledger: Ledger, wanted: Wanted, into: CellReader) -> str | None:
    text = line.text("unit")
    if not text and wanted.unit:
        return wanted.unit
    units = layout.units_called(ledger, text)
    if len(units) != 1:
        why = "可以指几个单位" if units else "单位名单里没有这个单位"
        into.tell(form_faults.sheet.form_unit, line.source("unit"), written=f"“{text}”", expected=why)
        return None
    if wanted.unit and units[0].code != wanted.unit:
        expected = f"要导入的是{ledger.units.by_code[wanted.unit].label}"
        into.tell(form_faults.sheet.form_unit, line.source("unit"), written=units[0].label, expected=expected)
        return None
    return units[0].code


def _period(line: _CsvLine, ledger: Ledger, wanted: Wanted, into: CellReader) -> Period | None:
    text = line.text("period")
    if not text and wanted.period:
        return wanted.period
    try:
        period = read_period(_month_by_excel(text) or text)
    except ValueError:
        into.tell(form_faults.sheet.form_period, line.source("period"), written=f"“{text}”", expected="认不出是哪个月")
        return None
    if period.length != 1 or period.year not in ledger.plans:
        into.tell(
            form_faults.sheet.form_period, line.source("period"), written=period.label, expected="这一期没有目标任务"
        )
        return None
    if wanted.period and period != wanted.period:
        expected = f"要导入的是{wanted.period.label}"
        into.tell(form_faults.sheet.form_period, line.source("period"), written=period.label, expected=expected)
        return None
    return period


def _month_by_excel(text: str) -> str | None:
    """2022-06 of what Excel makes of it when it opens a CSV: Jun-22, or the first day of the month."""
    if match := _MONTH_NAME.fullmatch(text):
        return f"20{match[2]}-{_MONTHS.index(match[1].capitalize()) + 1:02}"
    day = suggest_date(text)
    return day[:7] if day and day.endswith("-01") else None


def _value(line: _CsvLine, sheaf: Sheaf, ledger: Ledger, into: CellReader) -> None:
    name, spot = line.text("field"), line.spot()
    if name in _HEAD_FIELDS:
        sheaf.head[_HEAD_FIELDS[name]] = into.words(spot)
        return
    if name in _TOLD:
        _list_item(line, sheaf, ledger, into)
        return
    target = _target(line, sheaf, ledger, into)
    if target is None:
        return
    field = _FIELDS.get(name, name)
    known = (*layout.fields_of(target), "not_applicable", "pending")
    if field not in known:
        into.tell(
            form_faults.form_file.field_unknown,
            line.source("field"),
            text=name,
            known=[FIELD_LABELS[k] for k in known],
        )
    elif ("entries", target.id, field) in sheaf.places:
        first = str(sheaf.places[("entries", target.id, field)])
        into.tell(form_faults.sheet.row_twice, line.source("value"), key=f"{target.name} {name}", first=first)
    else:
        _put(field, spot, target, sheaf, into)


def _put(field: str, spot: Spot, target: Target, sheaf: Sheaf, into: CellReader) -> None:
    value: object
    if field in layout.NUMBERS:
        value = into.number(spot, target.operand(field).unit, whole=target.whole(field))
    elif field == "done":
        reported = into.choice(spot, (YES, NO))
        value = None if reported is None else reported == YES
    elif field in ("on", "pending"):
        value = into.day(spot, sheaf.period.year)
    elif field == "stage":
        value = into.choice(spot, STAGES)
    elif field == "evidence":
        value = into.papers(spot)
    else:
        value = into.words(spot, reason=field == "not_applicable")
    sheaf.put(target.id, field, value, spot.source)


def _list_item(line: _CsvLine, sheaf: Sheaf, ledger: Ledger, into: CellReader) -> None:
    key, model = _TOLD[line.text("field")]
    place = Spot(line.source("name"), line.text("name") or None, textual=True)
    section = into.choice(place, layout.section_titles(ledger, sheaf.period))
    text = into.words(line.spot())
    if section and text:
        sheaf.lists.setdefault(key, []).append(model(section, text))


def _target(line: _CsvLine, sheaf: Sheaf, ledger: Ledger, into: CellReader) -> Target | None:
    plan = ledger.plans[sheaf.period.year]
    identity, name = line.text("id"), line.text("name")
    by_name = {target.name: target for target in plan.targets.values()}
    target = plan.targets.get(identity) if identity else by_name.get(name)
    if target is None:
        like = near(identity or name, plan.targets if identity else by_name)
        into.tell(
            form_faults.sheet.row_unknown, line.source("id" if identity else "name"), key=identity or name, near=like
        )
    elif identity and name and name != target.name:
        into.tell(form_faults.sheet.cells_moved, line.source("name"), found=name, expected=target.name)
        return None
    return target
