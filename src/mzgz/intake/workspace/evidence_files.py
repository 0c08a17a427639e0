"""evidence/<month>/<code>/… → the files that prove a return, by name: their hash and the day they bear."""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

from mzgz.intake.faults import fault, record
from mzgz.intake.regular_file import leads_inside, shown_path
from mzgz.intake.workspace.paths import read_up_to
from mzgz.model.evidence_record import EvidenceFile
from mzgz.model.findings import Diagnostic, Source
from mzgz.model.ledger import Key
from mzgz.model.periods import Period

FOLDER: Final = "evidence"
_LARGEST: Final = 64 * 1024 * 1024
_PLACE = re.compile(r"evidence/([12][0-9]{3}-(?:0[1-9]|1[0-2]))/([0-9]{6,12})/([^/]+)")
_DAY = re.compile(
    r"(?<![0-9])(20[0-9]{2})[-年._]?(0[1-9]|1[0-2]|[1-9](?=[月._-]))[-月._]?(0[1-9]|[12][0-9]|3[01]|[1-9])(?![0-9])"
)
_PDF = re.compile(rb"/CreationDate\s*\(D:(20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_PHOTO = re.compile(rb"(20[0-9]{2}):(0[1-9]|1[0-2]):(0[1-9]|[12][0-9]|3[01]) [0-2][0-9]:[0-5][0-9]:[0-5][0-9]")
_CREATED = re.compile(rb"<dcterms:created[^>]*>(20[0-9]{2})-([0-9]{2})-([0-9]{2})")
_HEAD: Final = 256 * 1024
"""A photo tells its day in so many first bytes."""


def list_evidence(root: Path) -> tuple[dict[Key, dict[str, EvidenceFile]], list[Diagnostic]]:
    """All files by the return they belong to, and what is wrong with their places."""
    files: dict[Key, dict[str, EvidenceFile]] = {}
    found: list[Diagnostic] = []
    real = root.resolve()
    if (root / FOLDER).is_symlink() and not leads_inside(root / FOLDER, real):
        return {}, [fault(record.outside_workspace, Source(FOLDER))]
    for folder, folders, names in os.walk(root / FOLDER):
        folders.sort()
        for name in sorted(names):
            file = Path(folder, name)
            path = shown_path(file.relative_to(root).as_posix())
            if name.startswith((".", "~")) or name.upper().startswith("README"):
                continue
            place = _PLACE.fullmatch(path)
            if file.is_symlink() and not leads_inside(file, real):
                found.append(fault(record.outside_workspace, Source(path)))
            elif place is None:
                found.append(fault(record.stray_file, Source(path), expected="evidence/2022-06/150702/通知.pdf"))
            elif (built := _file(file, path, found)) is not None:
                files.setdefault((Period.parse(place[1]), place[2]), {})[place[3]] = built
    return files, found


def _file(file: Path, path: str, found: list[Diagnostic]) -> EvidenceFile | None:
    data = read_up_to(_LARGEST, file, path, found)
    if data is None:
        return None
    return EvidenceFile(path, hashlib.sha256(data).hexdigest(), _dated(file.name, data))


def _dated(name: str, data: bytes) -> date | None:
    """The day in the name; else the day the file itself says it was made or taken."""
    in_name = _DAY.search(name)
    if in_name:
        return _day(in_name.groups())
    if data.startswith(b"%PDF") and (match := _PDF.search(data)):
        return _day(match.groups())
    if data.startswith(b"\xff\xd8") and (match := _PHOTO.search(data[:_HEAD])):
        return _day(match.groups())
    if data.startswith(b"PK"):
        match = _CREATED.search(_core(data))
        return _day(match.groups()) if match else None
    return None


def _core(data: bytes) -> bytes:
    """The properties of a Word or Excel file; empty where it has none that can be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("docProps/core.xml") as part:
            return part.read(_HEAD)
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, NotImplementedError, EOFError):
        return b""


def _day(parts: tuple[str | bytes, ...]) -> date | None:
    try:
        year, month, day = map(int, parts)
        return date(year, month, day)
    except ValueError:
        return None
