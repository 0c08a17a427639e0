"""A made-up workspace of any size for benchmarks: `python benchmarks/generate.py DIR --files 2000 --entries 60`."""

from __future__ import annotations

import argparse
import random
from pathlib import Path


def make(root: Path, files: int, entries: int, seed: int = 2022) -> None:
    """Write mzgz.yaml, one plan of `entries` ratio targets, and `files` submissions over twelve months."""
    chance = random.Random(seed)  # noqa: S311 - made-up figures, not secrets
    units = -(-files // 12)
    codes = [f"15{1000 + number:04}" for number in range(units)]
    root.mkdir(parents=True, exist_ok=True)
    lines = ['bureau: {name: XX市民政局, city: XX市, code: "150000"}', "units:"]
    lines += [f'  - {{code: "{code}", name: 第{code}区}}' for code in codes]
    (root / "mzgz.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _plan(root / "targets" / "2022", entries)
    left = files
    for month in range(1, 13):
        folder = root / "submissions" / f"2022-{month:02}"
        folder.mkdir(parents=True, exist_ok=True)
        received = f"2022-{month + 1:02}-03" if month < 12 else "2023-01-03"
        for code in codes[:left]:
            text = _submission(code, f"2022-{month:02}", received, entries, month, chance)
            (folder / f"{code}.yaml").write_text(text, encoding="utf-8")
        left -= min(left, units)


def _plan(folder: Path, entries: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["section: {part: 三, number: （一）, title: 基准测试, division: 办公室}", "targets:"]
    for number in range(entries):
        lines += [
            f"  - id: indicator-{number:03}",
            f"    name: 第{number}项占比",
            "    kind: ratio",
            f"    numerator: {{name: 第{number}项达标数, unit: 个}}",
            f"    denominator: {{name: 第{number}项总数, unit: 个}}",
            '    goal: ">= 55%"',
            "    due: 2022-12-31",
            "    cadence: month",
            f"    source: {{section: 三（一）一是, item: {number + 1}}}",
        ]
    (folder / "01-benchmark.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _submission(code: str, period: str, received: str, entries: int, month: int, chance: random.Random) -> str:
    lines = [
        f'unit: "{code}"',
        f"period: {period}",
        f"received: {received}",
        "filled_by: 规划财务股",
        "approved_by: 局长",
        "entries:",
    ]
    steady = random.Random(code)  # noqa: S311 - the same unit keeps its size over the months
    for number in range(entries):
        whole = steady.randrange(20_000, 90_000)
        part = whole // 2 + steady.randrange(whole // 100) + month * (whole // 300) + chance.randrange(99)
        note = f"第{number}项按月核对，台账与系统一致，本月新增{chance.randrange(9)}个，其余与上月相同"
        lines.append(f"  indicator-{number:03}: {{numerator: {part}, denominator: {whole}, note: {note}}}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--entries", type=int, default=60)
    given = parser.parse_args()
    make(given.directory, given.files, given.entries)
