"""received/<month>/<code>/<day>.yaml → the earlier versions of returns; listed at once, read when asked for."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from mzgz.intake.workspace.paths import read_listed
from mzgz.intake.workspace.return_files import make_submission
from mzgz.model.acceptance import fingerprint
from mzgz.model.ledger import Key, Ledger
from mzgz.model.periods import Period
from mzgz.model.return_versions import Version
from mzgz.model.submissions import Submission
from mzgz.model.unit_tree import UnitTree

FOLDER: Final = "received"
_MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")
_UNIT = re.compile(r"[0-9]{6,12}")
_FILE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-([1-9][0-9]{0,3}))?\.yaml")


def list_versions(root: Path, units: UnitTree) -> dict[Key, tuple[Version, ...]]:
    """The versions of every return, oldest first; what is not named like one is nobody's."""
    kept: dict[Key, tuple[Version, ...]] = {}
    for month in _folders(root / FOLDER, _MONTH):
        for code in _folders(root / FOLDER / month, _UNIT):
            place = f"{FOLDER}/{month}/{code}"
            names = [_FILE.fullmatch(name) for name in _names(root / place)]
            versions = [_version(root, place, name, month, code, units) for name in names if name]
            if versions:
                order = sorted((each for each in versions if each), key=lambda one: (one.day, one.number))
                kept[Period.parse(month), code] = tuple(order)
    return kept


def _folders(folder: Path, pattern: re.Pattern[str]) -> list[str]:
    """Folders of that name; none behind a link."""
    if folder.is_symlink():
        return []
    return [name for name in _names(folder) if pattern.fullmatch(name) and not (folder / name).is_symlink()]


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _version(root: Path, place: str, name: re.Match[str], month: str, code: str, units: UnitTree) -> Version | None:
    try:
        day = date.fromisoformat(name[1])
    except ValueError:
        return None
    path = f"{place}/{name[0]}"
    key = (Period.parse(month), code)

    def read() -> Submission | None:
        file, _ = read_listed(root, path)
        return make_submission(file, units, key)[0] if file else None

    return Version(day, int(name[2] or 1), path, read)


def to_keep(ledger: Ledger, submission: Submission, data: bytes) -> Mapping[str, bytes]:
    """The file a version is to be kept in, and its bytes; empty where the last version kept of that day says the same."""
    key = (submission.period, submission.unit)
    day = ledger.received_by(submission)
    same_day = [version for version in ledger.versions.get(key, ()) if version.day == day]
    if same_day and (last := same_day[-1].submission) and fingerprint(last) == fingerprint(submission):
        return {}
    number = same_day[-1].number + 1 if same_day else 1
    name = f"{day}.yaml" if number == 1 else f"{day}-{number}.yaml"
    return {f"{FOLDER}/{key[0]}/{key[1]}/{name}": data}
