"""A finished workbook as bytes that depend on its content alone: the day of its data stands in place of the clock."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from mzgz.formats.disk.atomic import zip_bytes

if TYPE_CHECKING:
    from openpyxl import Workbook

_CORE: Final = "docProps/core.xml"
_DATES: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def packed(book: Workbook, day: str) -> bytes:
    """`day` as in 2022-07-01."""
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[_CORE] = _DATES.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), members[_CORE])
    return zip_bytes(members)
