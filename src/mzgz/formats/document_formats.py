"""The table of formats a document can be written in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from mzgz.intake.regular_file import leads_inside, read_regular
from mzgz.model.document import Document
from mzgz.model.ledger import Ledger


class Writer(NamedTuple):
    """The ending of the file, the bytes of a document, and whether it wants tables with one number to a cell."""

    suffix: str
    write: Callable[[Document, Ledger, Path], bytes]
    sheet: bool = False


_LARGEST = 64 * 1024 * 1024
"""Bytes of a base document."""


def _docx(document: Document, ledger: Ledger, root: Path) -> bytes:
    """In official form; an office's own base document, if there is one, gives page and styles."""
    from mzgz.formats.docx import Profile, write

    form = ledger.workspace.document
    base = root / "templates" / document.name / "base.docx"
    profile = Profile(digits=form.digits, page_number=form.page_number, margins=form.margins, reading=form.reading)
    if base.is_symlink() and not leads_inside(base, root.resolve()):
        raise ValueError(f"{base} 是一个链接，指到了工作区外面")
    return write(document, read_regular(base, _LARGEST) if base.is_file() else None, profile)


def _markdown(document: Document, ledger: Ledger, root: Path) -> bytes:
    from mzgz.formats.markdown import markdown

    return markdown(document).encode()


def _workbook(document: Document, ledger: Ledger, root: Path) -> bytes:
    from mzgz.formats.xlsx.table_sheets import workbook

    return workbook(document)


WRITERS: dict[str, Writer] = {
    "docx": Writer(".docx", _docx),
    "md": Writer(".md", _markdown),
    "xlsx": Writer(".xlsx", _workbook, sheet=True),
}
