"""Files from outside into drafts, each by the reader of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePath

from mzgz.formats.csv_form import read_csv
from mzgz.formats.workbook_admission import PACKED, SIZE_LIMIT
from mzgz.formats.xlsx.form_reader import read_form
from mzgz.intake.faults import form_faults
from mzgz.intake.faults.form_faults import fault
from mzgz.intake.form.draft import Draft, FileDrafts, Wanted
from mzgz.intake.regular_file import read_regular
from mzgz.model.findings import Diagnostic, Source
from mzgz.model.ledger import Key, Ledger

_TEXTS = (".csv", ".txt", ".tsv")
_NO_WORKBOOK = {
    ".yaml": "报送的 YAML 文件",
    ".yml": "报送的 YAML 文件",
    ".pdf": "PDF 文件",
    ".docx": "文稿",
    ".doc": "文稿",
    ".wps": "文稿",
}


def take(files: Sequence[Path], ledger: Ledger, wanted: Wanted) -> FileDrafts:
    """All drafts of all files; of one unit and month only the first stands."""
    drafts: dict[Key, Draft] = {}
    found: list[Diagnostic] = []
    for file in files:
        taken = take_file(file, ledger, wanted)
        found.extend(taken.found)
        for draft in taken.drafts:
            key = (draft.submission.period, draft.submission.unit)
            if key in drafts:
                found.append(fault(form_faults.form_file.taken_twice, Source(draft.path), first=drafts[key].path))
                drafts[key] = replace(drafts[key], complete=False)
            else:
                drafts[key] = draft
    return FileDrafts(tuple(drafts.values()), tuple(found))


def take_file(file: Path, ledger: Ledger, wanted: Wanted) -> FileDrafts:
    """The drafts of one file."""
    path = file.as_posix()
    kind = _NO_WORKBOOK.get(file.suffix.lower())
    if kind:
        return FileDrafts((), (fault(form_faults.form_file.not_a_workbook, Source(path), kind=kind),))
    try:
        data = read_regular(file, SIZE_LIMIT)
    except OSError as problem:
        reason = problem.strerror or "系统错误"
        return FileDrafts((), (fault(form_faults.form_file.file_missing, Source(path), reason=reason),))
    return take_bytes(data, path, ledger, wanted)


def take_bytes(data: bytes, path: str, ledger: Ledger, wanted: Wanted) -> FileDrafts:
    """The drafts of a file's content; `path` is its name, for messages and to tell its kind by."""
    suffix = PurePath(path).suffix.lower()
    kind = _NO_WORKBOOK.get(suffix)
    if kind:
        return FileDrafts((), (fault(form_faults.form_file.not_a_workbook, Source(path), kind=kind),))
    reader = read_csv if suffix in _TEXTS and not data.startswith(PACKED) else read_form
    taken, content = reader(data, path, ledger, wanted), sha256(data).hexdigest()
    return replace(taken, drafts=tuple(replace(draft, content=content) for draft in taken.drafts))
