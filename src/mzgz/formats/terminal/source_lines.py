"""The lines that findings stand on, read again when they are told."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from mzgz.intake.regular_file import leads_inside, read_regular
from mzgz.intake.yaml.text_decoding import decode
from mzgz.model import LARGEST_READ

_LINE_BREAK = re.compile(r"\r\n?|\n")


def line_reader(root: Path) -> Callable[[str, int], str | None]:
    """From a workspace path and a line number to its text; findings come by file, so a few files are kept."""

    real = root.resolve()

    @lru_cache(maxsize=4)
    def lines_of(path: str) -> list[str]:
        try:
            raw = read_regular(root / path, LARGEST_READ) if leads_inside(root / path, real) else None
        except (OSError, ValueError):
            raw = None
        if raw is None or len(raw) >= LARGEST_READ:
            return []  # what is not read is not quoted either
        text, _ = decode(raw, path)
        return _LINE_BREAK.split(raw.decode("utf-8-sig", "replace") if text is None else text)

    def read_line(path: str, line: int) -> str | None:
        known = lines_of(path) if path.endswith((".yaml", ".yml")) else []
        return known[line - 1] if 0 < line <= len(known) else None

    return read_line
