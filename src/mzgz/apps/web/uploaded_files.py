"""What somebody sends in, laid on the disk as it came: a file is never whole in the desk's own memory, and the name it is
laid under is ours."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from werkzeug.datastructures import FileStorage

_AT_ONCE = 64 * 1024


def lay_into(folder: Path, file: FileStorage) -> Path:
    """For nobody else to read."""
    handle, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "wb") as stream:
        file.save(stream, _AT_ONCE)
    return Path(name)


@contextmanager
def laid_aside(file: FileStorage) -> Iterator[Path]:
    """In a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="mzgz-") as folder:
        yield lay_into(Path(folder), file)
