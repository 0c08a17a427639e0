"""Generated files kept in the repository: compared in every run, rewritten with UPDATE_GOLDENS=1."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent


def golden(path: Path, text: str) -> None:
    """The file holds exactly `text`."""
    if os.environ.get("UPDATE_GOLDENS") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    known = path.read_bytes().decode() if path.exists() else ""
    assert text == known, f"{path.relative_to(ROOT)} is out of date: run UPDATE_GOLDENS=1 pytest"
