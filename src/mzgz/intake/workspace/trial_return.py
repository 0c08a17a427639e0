"""A return that lies elsewhere, in place of the one that stands: what would be said of it if it were handed in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from mzgz.intake.workspace.return_files import check_targets, make_submission
from mzgz.intake.yaml.file import YamlFile, read
from mzgz.model.findings import Diagnostic
from mzgz.model.ledger import Key, Ledger
from mzgz.model.periods import Period


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
        return Supposed(ledger, tuple(found), key)
    submission, faults = make_submission(read_file, ledger.units, key)
    found = [*found, *faults]
    submissions, attempted = dict(ledger.submissions), {**ledger.attempted, key: shown}
    submissions.pop(key, None)
    if submission is not None:
        submissions[key] = submission
        found += check_targets(submission, ledger.plans, ledger.known, read_file)
    supposed = replace(ledger, submissions=submissions, attempted=attempted)
    return Supposed(supposed, tuple(replace(each, unit=key[1], period=str(key[0])) for each in found), key)


def _key(file: YamlFile, ledger: Ledger) -> Key | None:
    unit, period = str(file.data.get("unit", "")), str(file.data.get("period", ""))
    try:
        month = Period.parse(period)
    except ValueError:
        return None
    return (month, unit) if month.length == 1 and unit in ledger.units.by_code else None
