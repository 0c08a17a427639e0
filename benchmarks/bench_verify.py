"""`mzgz verify` on the sample's speech with its annex, step by step, best of several runs.

    python benchmarks/bench_verify.py [--runs 5]

The document is the one `mzgz report` writes of the sample workspace; pages are reckoned at 22 lines of 28 characters for
text and as LibreOffice counts them where it is installed.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.document_reader import read
from mzgz.intake.workspace import load
from mzgz.progress import Board
from mzgz.publishing.report.document_kinds import make
from mzgz.publishing.verify.document_verification import verify

ROOT = Path(__file__).parent.parent


def best(runs: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def pages(file: Path, folder: Path) -> str:
    """As LibreOffice sets them; a question mark where it is not there."""
    office, info = shutil.which("soffice"), shutil.which("pdfinfo")
    if office is None or info is None:
        return "?"
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    told = subprocess.run([info, str(file.with_suffix(".pdf"))], check=True, capture_output=True, text=True).stdout
    return next(line.split()[-1] for line in told.splitlines() if line.startswith("Pages:"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    ledger, _ = load(ROOT)
    year = ledger.years[-1]
    day = ledger.last_received(year)
    document = make("speech", Board(ledger, year, day), ROOT).document if day else None
    if day is None or document is None:
        sys.exit("the sample has no speech")
    data = write(document, None, Profile())
    printed = read(data).document
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "speech.docx"
        file.write_bytes(data)
        words = sum(len(paragraph.text) for paragraph in printed.paragraphs)
        print(f"{pages(file, Path(folder))} pages, {words} characters, {len(printed.links)} links")
        steps: dict[str, Callable[[], object]] = {
            "load the workspace": lambda: load(ROOT),
            "read the file": lambda: read(data),
            "compose anew": lambda: make("speech", Board(ledger, year, day), ROOT),
            "hold against the data": lambda: verify(printed, Board(ledger, year, day), "speech.docx", document),
        }
        took = {name: best(runs, work) for name, work in steps.items()}
        command = [sys.executable, "-m", "mzgz", "verify", str(file), "-C", str(ROOT)]
        took["the whole command"] = best(
            min(runs, 3), lambda: subprocess.run(command, capture_output=True, check=False)
        )
    for name, seconds in took.items():
        print(f"{name:24} {seconds * 1000:7.0f} ms")


if __name__ == "__main__":
    main()
