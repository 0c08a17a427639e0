"""Files that prove what a return says: kept below evidence/, told apart by the hash of what is in them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

FINGERPRINT: Final = r"^[0-9a-f]{64}$"
"""A SHA-256 as it is written down."""
_FILE_NAME: Final = re.compile(
    r"[^/\\]+\.(?:pdf|ofd|jpe?g|png|tiff?|bmp|docx?|wps|xlsx?|et|pptx?|zip|rar|7z|mp4|txt)", re.IGNORECASE
)


class EvidenceFile(NamedTuple):
    """One file: where it lies, what is in it, and the day it bears, where it tells one."""

    path: str
    """Workspace-relative."""
    sha256: str
    dated: date | None = None


def is_file_name(item: str) -> bool:
    """Whether a piece of evidence names a file, not a document by its number or a meeting."""
    return _FILE_NAME.fullmatch(item.strip()) is not None
