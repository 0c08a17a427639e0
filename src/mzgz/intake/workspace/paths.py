"""Which files of a workspace are read, in which order, and which are not."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from mzgz.intake.faults import fault, record
from mzgz.intake.faults import yaml_text as text_faults
from mzgz.intake.regular_file import leads_inside, read_regular, shown_path
from mzgz.intake.yaml.file import YamlFile, read
from mzgz.model.findings import Diagnostic, Source

_TARGETS = re.compile(r"targets/[12][0-9]{3}/[^/]+\.ya?ml")
_SUBMISSION = re.compile(r"submissions/[12][0-9]{3}-(0[1-9]|1[0-2])/[0-9]{6,12}\.ya?ml")
_ACCEPTANCE = re.compile(r"acceptance/[12][0-9]{3}-(0[1-9]|1[0-2])/[0-9]{6,12}\.ya?ml")
_LETTERS = re.compile(r"letters/[12][0-9]{3}-(0[1-9]|1[0-2])\.ya?ml")
_IGNORED = re.compile(r"(^|/)(\.|README|Thumbs\.db$|desktop\.ini$)|\.(md|txt|xlsx|xls|et|csv|bak)$|~$")

_MEANT = re.compile(r"^submissions/(.*/)?[0-9]{6}[^/]*\.txt$")
"""Saved as text by an editor that hides the ending: a return all the same."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The paths to read, workspace-relative with `/`, in sorted order; and faults of their names."""

    targets: tuple[str, ...]
    submissions: tuple[str, ...]
    acceptance: tuple[str, ...]
    letters: tuple[str, ...]
    found: tuple[Diagnostic, ...]


def list_files(root: Path) -> Listing:
    """All files below targets/, submissions/ and acceptance/, whatever order the file system gives them in."""
    found: list[Diagnostic] = []
    targets = _chosen(root, "targets", _TARGETS, "targets/2022/02-养老服务.yaml", found)
    submissions = _chosen(root, "submissions", _SUBMISSION, "submissions/2022-06/150702.yaml", found)
    acceptance = _chosen(root, "acceptance", _ACCEPTANCE, "acceptance/2022-06/150702.yaml", found)
    letters = _chosen(root, "letters", _LETTERS, "letters/2022-06.yaml", found)
    return Listing(targets, submissions, acceptance, letters, tuple(found))


def _chosen(
    root: Path, folder: str, pattern: re.Pattern[str], example: str, found: list[Diagnostic]
) -> tuple[str, ...]:
    chosen: dict[str, str] = {}
    real = root.resolve()
    if (root / folder).is_symlink() and not leads_inside(root / folder, real):
        found.append(fault(record.outside_workspace, Source(folder)))
        return ()
    if os.path.isfile(root / folder):
        found.append(fault(record.special_file, Source(folder), kind="文件，这里应当是文件夹"))
        return ()
    for file, path in _below(root / folder, folder):
        if file.is_symlink() and not leads_inside(file.path, real):
            found.append(fault(record.outside_workspace, Source(shown_path(path))))
        elif file.is_dir():
            if file.is_symlink():
                found.append(fault(record.special_file, Source(shown_path(path)), kind="指到另一个文件夹的链接"))
            elif pattern.fullmatch(path):
                found.append(fault(record.special_file, Source(path), kind="文件夹，不是文件"))
        elif not file.is_file():
            found.append(fault(record.special_file, Source(shown_path(path)), kind="管道或设备，不是文件"))
        elif _IGNORED.search(path) and not _MEANT.search(path):
            continue
        elif not pattern.fullmatch(path):
            found.append(fault(record.stray_file, Source(shown_path(path)), expected=example))
        elif (stem := path.rsplit(".", 1)[0]) in chosen:
            found.append(fault(record.both_spellings, Source(path), other=chosen[stem]))
        else:
            chosen[stem] = path
    return tuple(sorted(chosen.values()))


def _below(folder: str | Path, path: str) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Everything below a folder, in sorted order; links are named and not followed, a folder that cannot be opened
    is empty."""
    try:
        inside = sorted(os.scandir(folder), key=attrgetter("name"))
    except OSError:
        return
    for each in inside:
        yield each, f"{path}/{each.name}"
        if each.is_dir(follow_symlinks=False):
            yield from _below(each.path, f"{path}/{each.name}")


def read_listed(root: Path, path: str) -> tuple[YamlFile | None, list[Diagnostic]]:
    """Read a listed file; told by a name that can be printed."""
    return read(os.path.join(root, path), shown_path(path))


def read_up_to(most: int, file: Path, path: str, found: list[Diagnostic]) -> bytes | None:
    """The bytes of a file that is not YAML; None where it cannot be opened or is longer, and `found` says so."""
    try:
        data = read_regular(file, most)
    except OSError as problem:
        found.append(fault(text_faults.cannot_open, Source(path), reason=problem.strerror or "系统错误"))
        return None
    if len(data) > most:
        found.append(fault(text_faults.file_too_large, Source(path), size=file.stat().st_size, limit=most))
        return None
    return data
