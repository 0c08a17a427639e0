"""What must not stand in words for somebody who has a form, a page or a letter and no file."""

from __future__ import annotations

import re

from mzgz.model.hints import Reader, for_reader

KNOWN = {"WPS", "Excel", "CSV", "UTF-8", "xlsx"}
"""Names people know from their own screen."""

_FOREIGN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*|⟦|⟧|: |[{}\[\]]")


def foreign(text: str) -> list[str]:
    """Keys, ids, values and marks of a file: note, care-beds, true, {, a half-width colon."""
    return [word for word in _FOREIGN.findall(text) if word not in KNOWN]


def foreign_to_people(hint: str) -> list[str]:
    """The same in what the reader of a form, a page or a letter is told."""
    return [word for reader in Reader if reader is not Reader.FILE for word in foreign(for_reader(hint, reader))]
