"""Twelve months of another year made from those of the sample: the same words a year later, of what the new plan asks for."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from goldens import ROOT
from mzgz.intake.workspace import load
from mzgz.intake.yaml.file import parse

_ENTRY = re.compile(r"  ([a-z0-9-]+): ")


def sample_copy(root: Path) -> Path:
    for name in "mzgz.yaml", "targets", "submissions", "templates":
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    return root


def add_year(root: Path, old: int, new: int) -> None:
    """Returns of `new` from those of `old`, of the targets the new plan has; highlights and honours stay behind."""
    ledger, _ = load(root)
    asked = set(ledger.plans[new].targets)
    for file in sorted((root / "submissions").glob(f"{old}-*/*.yaml")):
        text = _later(file.read_text(encoding="utf-8").split("\nhighlights:")[0], old, new)
        text = re.split(r"\n(?:honours|problems):", text)[0]
        kept = [line for line in text.splitlines() if not (match := _ENTRY.match(line)) or match[1] in asked]
        if not any(_ENTRY.match(line) for line in kept):
            continue
        path = root / "submissions" / f"{new}-{file.parent.name[5:]}" / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")
        assert not parse(path.read_bytes(), "")[1]


def _later(text: str, old: int, new: int) -> str:
    """Every year in it moved on; those of the year after first."""
    step = new - old
    return re.sub(r"20[0-9]{2}", lambda match: str(int(match[0]) + step), text)
