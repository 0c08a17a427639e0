"""`mzgz check` against schema validators on a generated workspace, whole processes, one run, ratios.

Also how long the program takes for help and for one month of the sample, beside an interpreter that does nothing.

    pip install check-jsonschema yamale        # in any environment on the PATH; npm's ajv-cli if it is there
    python benchmarks/bench_check.py --files 2000

Peers validate the same submissions against an equivalent schema and do nothing else; mzgz also reads the plan, gives
line and column, and runs all its rules. A peer that is not found is left out and said so.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import make

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["unit", "period", "received", "entries"],
    "additionalProperties": False,
    "properties": {
        "unit": {"type": "string", "pattern": "^[0-9]{6}$"},
        "period": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
        "received": {"type": "string"},
        "filled_by": {"type": "string"},
        "approved_by": {"type": "string"},
        "entries": {
            "type": "object",
            "propertyNames": {"pattern": "^indicator-[0-9]{3}$"},
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "required": ["numerator", "denominator"],
                "properties": {
                    "numerator": {"type": "integer", "minimum": 0},
                    "denominator": {"type": "integer", "minimum": 0},
                    "note": {"type": "string"},
                },
            },
        },
    },
}
YAMALE = """\
unit: regex('^[0-9]{6}$')
period: regex('^[0-9]{4}-[0-9]{2}$')
received: any(day(), str())
filled_by: str()
approved_by: str()
entries: map(include('entry'), key=regex('^indicator-[0-9]{3}$'))
---
entry:
  numerator: int(min=0)
  denominator: int(min=0)
  note: str()
"""


def measure(command: list[str], where: Path, runs: int) -> tuple[float, float]:
    """Median seconds of a whole process, and the largest memory of any child so far in MB."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(command, cwd=where, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        seconds.append(time.perf_counter() - start)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{command[0]} ended with {done.returncode}: {done.stderr.decode()[-400:]}")
    return statistics.median(seconds), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def peers(root: Path) -> dict[str, list[str]]:
    """Commands of the validators at hand; each is given all submissions at once."""
    files = sorted(str(path) for path in (root / "submissions").rglob("*.yaml"))
    commands = {
        "yamale": ["yamale", "-s", str(root / "yamale.yaml"), str(root / "submissions")],
        "check-jsonschema": ["check-jsonschema", "--schemafile", str(root / "schema.json"), *files],
        "ajv": [
            "ajv",
            "validate",
            "--spec=draft2020",
            "--strict=false",
            "-s",
            str(root / "schema.json"),
            "-d",
            "submissions/**/*.yaml",
        ],
    }
    found = {}
    for name, command in commands.items():
        program = shutil.which(command[0])
        if program:
            found[name] = [program, *command[1:]]
        else:
            print(f"{name}: not found, left out")
    return found


def starts(folder: Path, runs: int) -> None:
    """Help, one month of the sample and its whole year, against a bare start of the interpreter."""
    sample, month = Path(__file__).resolve().parent.parent, folder / "month"
    shutil.copytree(sample / "targets", month / "targets")
    shutil.copytree(sample / "submissions" / "2022-06", month / "submissions" / "2022-06")
    shutil.copy(sample / "mzgz.yaml", month)
    bare, _ = measure([sys.executable, "-c", "pass"], month, 3 * runs)
    program = str(Path(sys.executable).parent / "mzgz")
    commands = {
        "help": ([program, "--help"], month),
        "one month": ([program, "check", "--as-of", "2022-07-06"], month),
        "whole year": ([program, "check", "--as-of", "2023-01-06"], sample),
    }
    for name, (command, where) in commands.items():
        ours, _ = measure(command, where, 3 * runs)
        print(f"{name}: {ours:.3f} s, ratio {ours / bare:.1f} × a bare start of {bare * 1000:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--slow-runs", type=int, default=1, help="runs of peers that take longer than 20 s")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        make(root, given.files, 60)
        (root / "schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
        (root / "yamale.yaml").write_text(YAMALE, encoding="utf-8")
        mzgz = [str(Path(sys.executable).parent / "mzgz"), "check", "--as-of", "2023-01-06"]
        again, _ = measure([*mzgz, "--strict"], root, given.runs + 1)
        os.environ["MZGZ_CACHE"] = "off"
        ours, memory = measure(mzgz, root, given.runs)
        print(f"mzgz check: {ours:.2f} s, {given.files / ours:.0f} files/s, {memory:.0f} MB, {os.cpu_count()} cores")
        print(f"  unchanged files again: {again:.2f} s, ratio {ours / again:.1f}")
        starts(Path(folder), given.runs)
        half = Path(folder) / "half"
        make(half, given.files // 2, 60)
        less, _ = measure(mzgz, half, given.runs)
        print(f"  half the files: {less:.2f} s, ratio {ours / less:.2f} (2 is linear)")
        for name, command in peers(root).items():
            theirs, _ = measure(command, root, given.slow_runs if name == "check-jsonschema" else given.runs)
            rate = given.files / theirs
            print(
                f"{name}: {theirs:.2f} s, {rate:.0f} files/s, ratio {theirs / ours:.1f} × mzgz, {theirs / again:.1f} × again"
            )


if __name__ == "__main__":
    main()
