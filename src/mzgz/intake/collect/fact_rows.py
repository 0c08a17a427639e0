"""A ledger as rows of columns: one line of CSV a row, in which nothing is rounded and blank and zero stay apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from mzgz.intake.collect.column_layout import (
    BLANK,
    DECIMALS,
    FACTS,
    FINDINGS,
    LARGEST,
    MEMBERS,
    NOT_APPLICABLE,
    PENDING,
    REMARKS,
    REPORTED,
    RETURNS,
    TEXTS,
    VERSIONS,
    WITHDRAWN,
)
from mzgz.intake.collect.place_marks import FileMarks
from mzgz.intake.workspace.record_reader import adapter
from mzgz.model.acceptance import Acceptance
from mzgz.model.findings import Diagnostic, Severity
from mzgz.model.ledger import Key, Ledger
from mzgz.model.numbers import Number
from mzgz.model.periods import Period
from mzgz.model.return_versions import Version
from mzgz.model.submissions import Entry, Explanation, Submission
from mzgz.model.targets.reported_facts import STAGES

Cell = str | int | bool | date | Decimal | None
NULL: Final = "\\N"
_STATES: Final = {
    "reported": REPORTED,
    "blank": BLANK,
    "not_applicable": NOT_APPLICABLE,
    "pending": PENDING,
}
_STAGE: Final = {stage: number for number, stage in enumerate(STAGES, 1)}
_DECIDED: Final = {None: 0, "accepted": 1, "returned": 2}
_SILENT: Final = f"{NULL},{NULL},false,{NULL},{NULL}"
TOO_LARGE: Final = "too-large-for-columns"


class CountyRows:
    """The rows of one workspace and year, by table and province; and how many they are."""

    def __init__(self, ledger: Ledger, common: Ledger, year: int, digests: Mapping[str, str], name: str) -> None:
        self.ledger = ledger
        self.common = common
        """The ledger of the data set: its calendar says from which day a return without a date counts."""
        self.year = year
        self.digests = digests
        self.name = name
        """Of the workspace: paths are told from there."""
        self._targets = frozenset(common.plans[year].targets)
        self.lines: dict[str, dict[str, list[str]]] = {}
        """By table and province."""
        self.facts = 0
        self.found: list[Diagnostic] = []
        """What does not fit in the columns."""
        self._returns()

    def _put(self, table: str, unit: str, *cells: Cell) -> None:
        rows = self.lines.setdefault(table, {}).setdefault(province_of(unit), [])
        rows.append(csv_line(cells))

    def _returns(self) -> None:
        ledger = self.ledger
        for key in sorted({*ledger.attempted, *ledger.submissions, *ledger.versions}):
            if key[0].year != self.year:
                continue
            submission = ledger.submissions.get(key)
            versions = ledger.versions.get(key, ())
            for version in versions:
                self._version(key, version)
            if submission is not None:
                self._return(key, submission, versions)
            else:
                self._unread(key, versions)

    def _version(self, key: Key, version: Version) -> None:
        said = version.submission
        content = None if said is None else dumped(Submission, said)
        self._put(
            VERSIONS, key[1], key[1], key[0].month, version.day, version.number, self._told(version.path), content
        )

    def _unread(self, key: Key, versions: Sequence[Version]) -> None:
        """A file nothing could be read of, or one that is gone and whose earlier versions are kept."""
        month, unit = key
        path = self.ledger.attempted.get(key)
        acceptance = self._acceptance(key)
        if path is not None or acceptance:
            empty: tuple[Cell, ...] = (None, None, None, 0, 0, None, None, None)
            self._put(
                RETURNS, unit, unit, month.month, False, *empty, acceptance, self._told(path), 1, "", self._digest(path)
            )
        self._withdrawn(key, versions, frozenset())

    def _withdrawn(self, key: Key, versions: Sequence[Version], kept: Iterable[str]) -> None:
        """What only earlier versions speak of: no figure of today, but one of the days before."""
        spoken = {name for version in versions if version.submission for name in version.submission.entries}
        for target in sorted(self._targets & spoken.difference(kept)):
            silence: tuple[Cell, ...] = (None, None, None, None, None, None, None, None, None)
            self._put(FACTS, key[1], key[1], target, key[0].month, WITHDRAWN, *silence, True, 1, 1, "")

    def _return(self, key: Key, submission: Submission, versions: Sequence[Version]) -> None:
        month, unit = key
        marks = FileMarks(submission)
        day = submission.received or self.common.due(month)
        record = self.ledger.acceptance.get(key)
        path = submission.at().path or self.ledger.attempted.get(key) or ""
        self._put(
            RETURNS,
            unit,
            unit,
            month.month,
            True,
            submission.received,
            day,
            self.ledger.first_received(submission),
            _DECIDED[record.decided(submission)] if record else 0,
            len(submission.entries),
            submission.filled_by,
            submission.approved_by,
            submission.signed_by,
            self._acceptance(key),
            self._told(path),
            submission.at().line,
            marks.margin(),
            self._digest(path),
        )
        self._entries(submission, versions, day, marks)
        self._remarks(submission, marks)
        if versions:
            self._withdrawn(key, versions, submission.entries)

    def _told(self, path: str | None) -> str:
        return f"{self.name}/{path}" if path else ""

    def _digest(self, path: str | None) -> str | None:
        return self.digests.get(path) if path else None

    def _acceptance(self, key: Key) -> str | None:
        record = self.ledger.acceptance.get(key)
        return None if record is None else dumped(Acceptance, record)

    def _entries(self, submission: Submission, versions: Sequence[Version], day: date, marks: FileMarks) -> None:
        unit, month = submission.unit, submission.period.month
        province = province_of(unit)
        facts = self.lines.setdefault(FACTS, {}).setdefault(province, [])
        texts = self.lines.setdefault(TEXTS, {}).setdefault(province, [])
        plain_day = day.isoformat()
        for target, entry in submission.entries.items():
            if target not in self._targets:
                continue  # the readers told it; nothing is promised under that name
            part, whole, value = entry.numerator, entry.denominator, entry.value
            if not (_fits(part) and _fits(whole) and _fits(value)):
                self.found.append(_too_large(submission, target, entry))
                continue
            if versions:
                since, revised = _known_since(target, entry, day, versions)
                received, changed = since.isoformat(), "true" if revised else "false"
            else:
                received, changed = plain_day, "false"
            mark = marks.entry(target)
            facts.append(
                f"{unit},{target},{month},{_state(entry)},{_number(part)},{_number(whole)},{_number(value)},"
                f"{_plain(entry)},{received},{changed},{mark.line},{mark.column},{mark.inside}"
            )
            if entry.note is not None or entry.evidence or entry.not_applicable is not None:
                papers = json.dumps(entry.evidence, ensure_ascii=False) if entry.evidence else None
                words = ",".join(map(_text, (entry.note, papers, entry.not_applicable)))
                texts.append(f"{unit},{target},{month},{words}")
            self.facts += 1

    def _remarks(self, submission: Submission, marks: FileMarks) -> None:
        for kind, records in (
            ("explanations", submission.explanations),
            ("highlights", submission.highlights),
            ("honours", submission.honours),
            ("problems", submission.problems),
        ):
            places = marks.items(kind) if records else []
            for seq, record in enumerate(records):
                (line, column), fields = places[seq] if seq < len(places) else ((1, 1), {})
                values = json.loads(dumped(type(record), record))
                if isinstance(record, Explanation):
                    values["values"] = {name: _named(value) for name, value in record.values.items()}
                more = json.dumps({"values": values, "at": fields}, ensure_ascii=False, sort_keys=True)
                text = values.get("reason") or values.get("text") or values.get("title")
                target = values.get("target")
                unit, month = submission.unit, submission.period.month
                self._put(REMARKS, unit, unit, month, kind, seq, target, text, more, line, column)

    def take_findings(self, findings: Iterable[Diagnostic], home: str) -> None:
        """What the check of the workspace found; `home` is the unit under whose province the findings lie."""
        for seq, each in enumerate(findings):
            self._put(
                FINDINGS,
                home,
                each.code,
                each.rule,
                each.severity.value,
                each.unit,
                each.target,
                each.period,
                self._told(each.source.path),
                each.source.line,
                each.source.column,
                each.message,
                each.hint,
                each.count,
                each.explained,
                each.waived,
                each.field,
                seq,
            )

    def take_members(self, home: str) -> None:
        """The units of the workspace, with all it says of them; where it began to report later than the data set asks, of
        each since when."""
        own, first = self.ledger.begins, self.common.begins or Period.month_of(min(self.common.years), 1)
        for unit in self.ledger.units.units:
            if own is not None and own > max(first, unit.begins or first):
                unit = unit.model_copy(update={"first_month": str(own)})
            record = unit.model_dump_json(exclude_defaults=True)
            self._put(MEMBERS, home, unit.code, unit.parent, record)


def _named(value: object) -> object:
    """A value an explanation names: JSON has no decimals."""
    return {"decimal": str(value)} if isinstance(value, Decimal) else value


def dumped(model: Any, value: object) -> str:
    """A record as JSON, without what is as it would be anyway; places are told elsewhere."""
    text: bytes = adapter(model).dump_json(value, exclude_defaults=True, exclude={"locate", "unit", "period"})
    return text.decode()


def province_of(unit: str) -> str:
    """The code a unit's files lie under: every code begins with that of its province."""
    return f"{unit[:2]}0000"


def _known_since(target: str, entry: Entry, day: date, versions: Sequence[Version]) -> tuple[date, bool]:
    """The day since which the return has said this of the target, and whether any version said otherwise."""
    days, revised = [day], False
    for version in versions:
        said = version.submission
        if said is None or version.day > day or not entry.counts_as(said.entries.get(target)):
            revised = True
        else:
            days.append(version.day)
    return (day if revised else min(days)), revised


def _state(entry: Entry) -> int:
    """As `Entry.state` has it, whose first question most answer."""
    counted = entry.not_applicable is None and entry.pending is None
    if counted and (entry.numerator is not None or entry.value is not None):
        return REPORTED
    return _STATES[entry.state]


def _fits(number: Number | None) -> bool:
    if number is None:
        return True
    if isinstance(number, int):
        return -LARGEST < number < LARGEST
    return abs(number) < LARGEST and number * DECIMALS == int(number * DECIMALS)


def _too_large(submission: Submission, target: str, entry: Entry) -> Diagnostic:
    role, number = next(pair for pair in entry.numbers() if not _fits(pair[1]))
    return Diagnostic(
        code="S301",
        rule=TOO_LARGE,
        severity=Severity.ERROR,
        message=f"数 {number} 超过12位整数或者6位小数，没有收进汇总",
        hint="请核对这个数；确实这么大的，把计量单位改大，如“元”改成“万元”",
        source=submission.at("entries", target, role),
        unit=submission.unit,
        period=str(submission.period),
        target=target,
        field=role,
    )


def _number(number: Number | None) -> str:
    if number is None:
        return NULL
    return str(number) if isinstance(number, int) else f"{number:f}"


def _plain(entry: Entry) -> str:
    """Done, its day, whether it has its proof, stage, promised day."""
    if entry.done is None and entry.stage is None and entry.pending is None and entry.on is None and not entry.evidence:
        return _SILENT
    proven = any(each.strip() for each in entry.evidence)
    stage = None if entry.stage is None else _STAGE[entry.stage]
    return csv_line((entry.done, entry.on, proven, stage, entry.pending))


def csv_line(cells: Sequence[Cell]) -> str:
    return ",".join(_cell(each) for each in cells)


def _cell(cell: Cell) -> str:
    match cell:
        case None:
            return NULL
        case bool():
            return "true" if cell else "false"
        case str():
            return _text(cell)
        case Decimal():
            return f"{cell:f}"
    return str(cell)


def _text(text: str | None) -> str:
    if text is None:
        return NULL
    return '"' + text.replace('"', '""') + '"'


def ordered(lines: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, str, list[str]]]:
    """Table, province and lines, in one order on every machine."""
    for table in sorted(lines):
        for province in sorted(lines[table]):
            if lines[table][province]:
                yield table, province, lines[table][province]
