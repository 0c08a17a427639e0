"""A return that lies elsewhere, in place of the one that stands: what would be said of it if it were handed in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from mzgz.intake.faults import fault, record
from mzgz.intake.workspace.record_reader import validate
from mzgz.intake.workspace.return_files import check_targets, make_submission
from mzgz.intake.yaml.file import YamlFile, read
from mzgz.language.near_matches import near_units
from mzgz.model.findings import Diagnostic
from mzgz.model.ledger import Key, Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission

_NAMED = ("unit", "period")
"""What says whose return a file is."""


class Supposed(NamedTuple):
    """The ledger as it would be, what the reading of the file found, and whose return it is; no key where the file
    does not say so."""

    ledger: Ledger
    found: tuple[Diagnostic, ...]
    key: Key | None


def suppose(ledger: Ledger, file: Path, shown: str) -> Supposed:
    """Judge `file`, told as `shown`, as what its `unit` and `period` say it is."""
    read_file, found = read(file, shown)
    key = _key(read_file, ledger) if read_file else None
    if read_file is None or key is None:
        return Supposed(ledger, (*found, *(_whose(read_file, ledger) if read_file else ())), key)
    submission, faults = make_submission(read_file, ledger.units, key)
    found = [*found, *faults]
    submissions, attempted = dict(ledger.submissions), {**ledger.attempted, key: shown}
    submissions.pop(key, None)
    if submission is not None:
        submissions[key] = submission
        found += check_targets(submission, ledger.plans, ledger.known, read_file)
    supposed = replace(ledger, submissions=submissions, attempted=attempted)
    return Supposed(supposed, tuple(replace(each, unit=key[1], period=str(key[0])) for each in found), key)


def _whose(file: YamlFile, ledger: Ledger) -> list[Diagnostic]:
    """What keeps the file from saying whose return it is; nothing where it does not try to."""
    given = {name: str(file.data[name]) for name in _NAMED if file.data.get(name) is not None}
    found = []
    if "unit" in given and given["unit"] not in ledger.units.by_code:
        words = {"text": given["unit"], "near": near_units(ledger.units, given["unit"])}
        found.append(fault(record.unknown_unit, file.source("unit"), **words))
    if "period" in given:
        _, misread = validate(Submission, {"unit": "", "period": given["period"], "entries": {}}, file, ())
        found += [each for each in misread if each.source == file.source("period")]
    if found:
        found += [
            fault(record.missing_key, file.source(), key=name, where="文件") for name in _NAMED if name not in given
        ]
    return found


def _key(file: YamlFile, ledger: Ledger) -> Key | None:
    """The month and the unit it names; a unit called by its name is meant, and told of when it is read."""
    named, period = str(file.data.get("unit", "")), str(file.data.get("period", ""))
    meant = [unit.code for unit in ledger.units.find(named)]
    unit = meant[0] if len(meant) == 1 and named not in ledger.units.by_code else named
    try:
        month = Period.parse(period)
    except ValueError:
        return None
    return (month, unit) if month.length == 1 and unit in ledger.units.by_code else None
