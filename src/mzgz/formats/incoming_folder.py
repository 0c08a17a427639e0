"""A folder of returns: which of its files are tables to be read, and what each of the others is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from mzgz.formats.disk.overwrite_guard import LIST, touched
from mzgz.intake.faults import form_faults
from mzgz.intake.faults.form_faults import fault
from mzgz.intake.regular_file import read_regular
from mzgz.model.findings import Diagnostic, Source
from mzgz.publishing.letters.refused_file_letter import is_refusal

TABLES: Final = (".xlsx", ".csv", ".xls", ".et", ".ods", ".xlsm", ".xlsb", ".xltx", ".ett")
"""What may be a return; whether it is one, its reader says."""
REPLIES: Final = "退回"
"""The folder, beside returns, of those that go back."""
_ARCHIVES: Final = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2")
_LONGEST_LETTER: Final = 4 * 1024 * 1024
_KINDS: Final = {
    ".pdf": "PDF 文件",
    ".doc": "文稿",
    ".docx": "文稿",
    ".wps": "文稿",
    ".ofd": "版式文件",
    ".txt": "文本文件",
    ".tsv": "文本文件",
    ".yaml": "YAML 文件",
    ".yml": "YAML 文件",
    ".jpg": "图片",
    ".jpeg": "图片",
    ".png": "图片",
    ".bmp": "图片",
}


def sorted_out(folder: Path) -> tuple[list[Path], list[Diagnostic]]:
    """The tables of a folder in order of their names, and a word on everything else that lies in it. Of those that went
    back and lie in a folder of their own, the ones that were mended since are read in place of what they were.

    Raises OSError where the folder cannot be listed.
    """
    tables: list[Path] = []
    left: list[Diagnostic] = []
    mended = _mended(folder / REPLIES)
    again = {path.stem: path for path in mended or ()}
    written = _written(folder / REPLIES)
    for path in sorted(folder.iterdir()):
        if path.name == LIST:
            continue  # our own note of what was written here
        if path.suffix.lower() == ".txt" and _own_letter(path):
            continue  # put there by us together with a return that went back
        if path.name == REPLIES and mended is not None:
            left += [each for one in touched(path) or () if one.suffix != ".txt" and (each := _left_out(one))]
            continue  # the rest of it is as we put it there, or is read below
        found = _left_out(path)
        if found is not None:
            left.append(found)
        elif (answer := _answer(path, again)) and path.stat().st_mtime_ns <= written:
            better = f"{REPLIES}/{answer.name}"
            left.append(fault(form_faults.form_file.mended_since, Source(path.as_posix()), better=better))
        else:
            tables.append(path)
    return [*tables, *(mended or ())], left


def reply_stem(file: Path) -> str:
    """What the answer to a file is called: as the file, and with its kind where another file beside it has the name."""
    kind = file.suffix.lstrip(".")
    if file.suffix == TABLES[0] or not kind:
        return file.stem
    others = (file.with_suffix(suffix) for suffix in TABLES)
    return f"{file.stem}（{kind}）" if any(other != file and other.exists() for other in others) else file.stem


def _answer(path: Path, again: Mapping[str, Path]) -> Path | None:
    """Of the mended ones the answer to this file; one that went back alone has its plain name."""
    named = reply_stem(path)
    own = (path.parent / REPLIES / f"{named}.xlsx").exists()
    return again.get(named if own else path.stem)


def _mended(folder: Path) -> list[Path] | None:
    """Tables that are not as we put them there; None where there is no such folder, or no telling."""
    if not folder.is_dir():
        return None
    others = touched(folder)
    return None if others is None else [path for path in others if path.is_file() and _left_out(path) is None]


def _written(folder: Path) -> int:
    """When returns were last sent back there: what lies beside it and is younger is another return, of whatever name."""
    try:
        return (folder / LIST).stat().st_mtime_ns
    except OSError:
        return 0


def _own_letter(path: Path) -> bool:
    try:
        return is_refusal(read_regular(path, _LONGEST_LETTER).decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return False


def _left_out(path: Path) -> Diagnostic | None:
    """Why a path is not read; None for a table."""
    source, suffix = Source(path.as_posix()), path.suffix.lower()
    if path.name.startswith("~$"):
        return fault(form_faults.form_file.left_by_program, source, of=path.name[2:])
    if path.name.startswith("."):
        return fault(form_faults.form_file.file_left_out, source, kind="隐藏文件")
    if path.is_dir() and path.name == REPLIES:
        return fault(form_faults.form_file.file_left_out, source, kind="放退回件的文件夹")
    if path.is_dir():
        return fault(form_faults.form_file.folder_left_out, source, kind="文件夹")
    if suffix in _ARCHIVES:
        return fault(form_faults.form_file.folder_left_out, source, kind="压缩包")
    if suffix in TABLES:
        return None
    kind = _KINDS.get(suffix, f"{suffix} 文件" if suffix else "没有后缀的文件")
    return fault(form_faults.form_file.file_left_out, source, kind=kind)
