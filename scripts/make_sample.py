"""Write the sample year anew: `python scripts/make_sample.py [folder]`; the same files on every machine."""

from __future__ import annotations

import sys
from pathlib import Path

from sample.year import returns

from mzgz.intake.workspace import load

ROOT = Path(__file__).resolve().parent.parent


def write(folder: Path) -> int:
    """Write all returns below `folder`, for the plan of this repository; how many there are."""
    ledger, _ = load(ROOT)
    written = 0
    for path, text in returns(ledger):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        written += 1
    return written


if __name__ == "__main__":
    print(write(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT), "returns written", file=sys.stderr)
