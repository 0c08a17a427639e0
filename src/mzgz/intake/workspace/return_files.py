"""submissions/<month>/<code>.yaml → submissions; a good entry beside a bad one still counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from operator import attrgetter
from typing import Any

from pydantic import ValidationError

from mzgz.intake.faults import fault, record
from mzgz.intake.faults import yaml_text as text_faults
from mzgz.intake.workspace.record_reader import adapter, validate, what
from mzgz.intake.yaml.file import YamlFile
from mzgz.language.near_matches import near, near_units
from mzgz.model.findings import Diagnostic
from mzgz.model.hints import either
from mzgz.model.ledger import Key, Plan
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Explanation, Highlight, Honour, Problem, Submission
from mzgz.model.targets import Target
from mzgz.model.targets.target import located
from mzgz.model.unit_tree import UnitTree

_LISTS: dict[str, Any] = {"explanations": Explanation, "highlights": Highlight, "honours": Honour, "problems": Problem}
_SIDE_FIELDS = frozenset({"note", "not_applicable", "pending", "evidence"})
"""What may be said of any kind of target."""


def key_of(path: str) -> Key:
    """The month and unit a path stands for."""
    _, month, name = path.split("/")
    return Period.parse(month), name.rsplit(".", 1)[0]


def make_submission(
    file: YamlFile, units: UnitTree, key: Key | None = None
) -> tuple[Submission | None, list[Diagnostic]]:
    """The submission of a file: all of it in one step where it is sound, otherwise whatever is sound in it. `key` says
    which return it is where the path does not."""
    period, code = key or key_of(file.path)
    found = misfits(file, period, code, units)
    if found:
        return None, found
    try:
        submission: Submission = adapter(Submission).validate_python(file.data)
    except ValidationError:
        return _piecemeal(file, period, code)
    if submission.received is None:
        found = [_missing(file, "received")]
    return located(submission, file.places.source), found


def _missing(file: YamlFile, key: str) -> Diagnostic:
    return fault(record.missing_key, file.source(), key=key, where="文件")


def misfits(file: YamlFile, period: Period, code: str, units: UnitTree) -> list[Diagnostic]:
    """Where the file says another unit or month than its path: then it is not known whose figures these are."""
    found: list[Diagnostic] = []
    unit = file.data.get("unit")
    if code not in units.by_code:
        found.append(fault(record.unknown_unit, file.source("unit"), text=code, near=near_units(units, code)))
    elif isinstance(unit, str) and unit != code:
        plain = unit.strip("“”„‟‘’＂＇「」 \u3000")
        meant = [each.code for each in units.find(plain)]
        words = {"written": unit, "expected": code, "same": meant == [code], "known": bool(meant)}
        found.append(fault(record.unit_mismatch, file.source("unit"), **words))
    reported = file.data.get("period")
    if isinstance(reported, str) and _another_month(reported, period):
        found.append(fault(record.period_mismatch, file.source("period"), written=reported, expected=str(period)))
    return found


def _another_month(text: str, period: Period) -> bool:
    try:
        return Period.parse(text) != period
    except ValueError:
        return False


def _piecemeal(file: YamlFile, period: Period, code: str) -> tuple[Submission, list[Diagnostic]]:
    data: dict[str, Any] = file.data
    kept: dict[str, Any] = {"unit": code, "period": period}
    scalars = {key: value for key, value in data.items() if key != "entries" and key not in _LISTS}
    _, found = validate(Submission, {**scalars, "entries": {}}, file, ())
    bad = {_key_at(diagnostic, file) for diagnostic in found}
    for key in ("received", "filled_by", "approved_by", "signed_by"):
        if key in scalars and key not in bad:
            kept[key] = scalars[key]
    if "received" not in data and file.complete:
        found.append(_missing(file, "received"))
    entries, faults = _entries(data.get("entries", {}), file)
    found.extend(faults)
    for key, model in _LISTS.items():
        kept[key], faults = _records(data.get(key), key, model, file)
        found.extend(faults)
    submission = adapter(Submission).validate_python({**kept, "entries": {}})
    object.__setattr__(submission, "entries", entries)
    return located(submission, file.places.source), found


def _key_at(diagnostic: Diagnostic, file: YamlFile) -> str:
    for key in file.data:
        if diagnostic.source in (file.source(key), file.key_source(key)):
            return key
    return ""


def _entries(data: Any, file: YamlFile) -> tuple[dict[str, Entry], list[Diagnostic]]:
    if not isinstance(data, dict):
        source = file.source("entries")
        return {}, [
            fault(
                record.wrong_type,
                source,
                key="entries",
                expected=either("“任务 id: 填报值”", "各项任务的填报内容"),
                got=what(data),
            )
        ]
    entries: dict[str, Entry] = {}
    found: list[Diagnostic] = []
    for target, value in data.items():
        if "：" in target:
            text = f"{target}: {value}"
            source, corrected = file.key_source("entries", target), text.replace("：", ": ", 1)
            found.append(fault(text_faults.fullwidth_colon, source, text=text, corrected=corrected))
            continue
        entry, faults = validate(Entry, {} if value is None else value, file, ("entries", target))
        found.extend(_at_field(each, target, value, file) for each in faults)
        if entry is not None:
            entries[target] = entry
    return entries, found


def _at_field(finding: Diagnostic, target: str, value: Any, file: YamlFile) -> Diagnostic:
    """With the target and the field it stands at."""
    names = value if isinstance(value, dict) else {}
    at = next((name for name in names if file.source("entries", target, name) == finding.source), None)
    return replace(finding, target=target, field=at if at in _FIELDS else None)


def _records(data: Any, key: str, model: Any, file: YamlFile) -> tuple[list[Any], list[Diagnostic]]:
    if data is None:
        return [], []
    if not isinstance(data, list):
        return [], [
            fault(
                record.wrong_type,
                file.source(key),
                key=key,
                expected=either("列表（每项前加“- ”）", "几项，每项一行"),
                got=what(data),
            )
        ]
    kept: list[Any] = []
    found: list[Diagnostic] = []
    for index, item in enumerate(data):
        value, faults = validate(model, item, file, (key, index))
        found.extend(faults)
        if value is not None:
            kept.append(value)
    return kept, found


def check_targets(
    submission: Submission, plans: Mapping[int, Plan], known: frozenset[str], file: YamlFile
) -> list[Diagnostic]:
    """Entries under ids that no target has, and entries whose fields do not fit the target's kind."""
    plan = plans.get(submission.period.year)
    targets = plan.targets if plan else {}
    found: list[Diagnostic] = []
    written: Any = file.data.get("entries")
    for name, entry in submission.entries.items():
        target = targets.get(name)
        if target is None:
            if name not in known and (plan is None or plan.whole):  # it may stand in a file that could not be read
                near = _near(name, targets)
                found.append(fault(record.unknown_target, file.key_source("entries", name), text=name, near=near))
            continue
        # the keys are looked at first: they nearly always fit, and fields take ten times as long
        if not _allowed(target.reports).issuperset(written[name] or ()) and not _fits(entry, target.reports):
            wrong = [field for field in _present(entry) if field not in target.reports | _SIDE_FIELDS]
            source = file.key_source("entries", name, wrong[0])
            kind, expected = target.kind_label, [field for field in _REPORTING if field in target.reports]
            words = fault(
                record.wrong_shape, source, target=target.name, kind=kind, unexpected=wrong, expected=expected
            )
            found.append(replace(words, target=name, field=wrong[0]))
    return found + _sections(submission, plan)


def _near(written: str, targets: Mapping[str, Target]) -> list[str]:
    """Ids that resemble what was written, or whose targets are called nearly that."""
    called = {target.name: target.id for target in targets.values()}
    names = near(written, called)
    return [called[name] for name in names] or near(written, targets)


def _sections(submission: Submission, plan: Plan | None) -> list[Diagnostic]:
    """Highlights and problems under a heading the plan does not have."""
    titles = [part.section.title for part in plan.sections] if plan else []
    found: list[Diagnostic] = []
    filed: dict[str, Sequence[Highlight | Problem]] = {
        "highlights": submission.highlights,
        "problems": submission.problems,
    }
    for key, records in filed.items():
        for index, item in enumerate(records):
            if item.section not in titles and (plan is None or plan.whole):
                like = near(item.section, titles, 2)
                source = submission.at(key, index, "section")
                found.append(fault(record.unknown_section, source, name=item.section, near=like))
    return found


_FIELDS = frozenset(field.name for field in fields(Entry))
_REPORTING = tuple(field.name for field in fields(Entry) if field.name not in _SIDE_FIELDS)


@cache
def _allowed(reports: frozenset[str]) -> frozenset[str]:
    return reports | _SIDE_FIELDS


@cache
def _foreign(reports: frozenset[str]) -> Callable[[Entry], tuple[object, ...]]:
    """Reads off an entry the fields that a kind does not report; two at least, so that the answer is a tuple."""
    return attrgetter(*(field for field in _REPORTING if field not in reports))


def _present(entry: Entry) -> list[str]:
    return [field for field in _REPORTING if getattr(entry, field) not in (None, ())]


def _fits(entry: Entry, reports: frozenset[str]) -> bool:
    return not any(value is not None and value != () for value in _foreign(reports)(entry))
