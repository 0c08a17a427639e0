"""A province or the nation in columns: `make` a data set, and measure what `mzgz status` of it costs.

    python benchmarks/bench_scale.py make D --level county --targets 60
    python benchmarks/bench_scale.py status D --runs 3

Seconds depend on the machine; `cpu/calib` is the figure that travels: CPU seconds over those of five million additions, taken
in the same run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

YEAR = 2022
PROVINCES, CITIES, COUNTIES = 31, 333, 2800
TOWNSHIPS, VILLAGES = 40_000, 600_000
OPERAND = "{name: 数, unit: 张}"
SHAPES = (
    f'kind: ratio, numerator: {OPERAND}, denominator: {OPERAND}, goal: ">= 55%"',
    f'kind: ratio, numerator: {OPERAND}, denominator: {OPERAND}, goal: "= 100%", hold: true, judge: every',
    f'kind: count, value: {OPERAND}, measured: period, goal: ">= 100000"',
    "kind: milestone, proof: document",
    "kind: recurring",
    f"kind: redline, value: {OPERAND}",
)
KINDS = ("ratio", "ratio", "count", "milestone", "recurring", "redline")


def calib() -> float:
    """CPU seconds of five million additions."""
    start, total = time.process_time(), 0
    for number in range(5_000_000):
        total += number
    return time.process_time() - start


# ── make ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def make(root: Path, level: str, targets: int) -> None:
    """A data set as `mzgz collect` leaves it: a file for each city (of counties), or for each county below."""
    from mzgz.formats.parquet.parquet_writer import offline, quoted
    from mzgz.formats.parquet.unit_table import write_units
    from mzgz.intake.collect.column_layout import FACTS, MEMBERS, RETURNS, TABLES, folder_of
    from mzgz.intake.collect.manifest import CollectedWorkspace, CollectManifest
    from mzgz.intake.workspace import load

    units = {"county": COUNTIES, "township": TOWNSHIPS, "village": VILLAGES}[level]
    root.mkdir(parents=True, exist_ok=True)
    (root / "mzgz.yaml").write_text(_settings(level), encoding="utf-8")
    (root / "targets" / str(YEAR)).mkdir(parents=True, exist_ok=True)
    (root / "targets" / str(YEAR) / "01-made-up.yaml").write_text(_plan(targets), encoding="utf-8")
    common, _ = load(root)
    connection = offline(threads=2)
    connection.execute(f"CREATE TABLE leaves AS {_leaves(level, units)}")
    connection.execute(f"CREATE TABLE targets AS {_targets(targets)}")
    connection.execute("CREATE TABLE months AS SELECT CAST(range AS INT) AS month FROM range(1, 13)")
    homes = connection.execute("SELECT home, count(*) FROM leaves GROUP BY home ORDER BY home").fetchall()
    workspaces: dict[str, CollectedWorkspace] = {}
    for home, members in homes:
        paths: list[str] = []
        for table, query in ((FACTS, _facts(home)), (RETURNS, _returns(home)), (MEMBERS, _members(home))):
            path = f"{folder_of(table, YEAR, home[:2] + '0000')}/{home}-0123456789ab.parquet"
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            order = ", ".join(TABLES[table].order)
            columns = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in TABLES[table].columns)
            connection.execute(
                f"COPY (SELECT {columns} FROM ({query}) ORDER BY {order}) TO {quoted(root / path)} "
                "(FORMAT parquet, COMPRESSION zstd)"
            )
            paths.append(path)
        workspaces[home] = CollectedWorkspace(
            home, f"地{home}", "0" * 64, members * 12, members * 12 * targets, 0, 0, None, tuple(sorted(paths))
        )
    manifest = CollectManifest(workspaces=workspaces)
    manifest = CollectManifest(units=write_units(root, common, manifest), workspaces=workspaces)
    (root / "manifest.json").write_bytes(manifest.text())
    print(f"{units} units, {targets} targets, {len(homes)} files of facts in {root}")


def _code(level: int, number: str) -> str:
    """SQL: the code of the n-th province, city, county, township or village; what lies below begins with it."""
    province = f"(11 + {number} % {PROVINCES})"
    city = f"({number} // {PROVINCES} % 99 + 1)"
    match level:
        case 1:
            return f"printf('%02d0000', {province})"
        case 2:
            return f"printf('%02d%02d00', {province}, {city})"
    raise ValueError(level)


def _leaves(level: str, units: int) -> str:
    """The reporting units with the place their workspace belongs to. A county is the n-th of its city, and so downwards."""
    city = f"(i % {CITIES})"
    county_of_city = f"(i // {CITIES} + 1)"
    counties = (
        f"SELECT i AS county, printf('%02d%02d', 11 + {city} % {PROVINCES}, {city} // {PROVINCES} + 1) AS city4, "
        f"{county_of_city} AS nth FROM (SELECT range AS i FROM range({COUNTIES}))"
    )
    counties = f"SELECT county, city4 || printf('%02d', nth) AS code, city4 || '00' AS city FROM ({counties})"
    if level == "county":
        return f"SELECT code AS unit, city AS home, city AS parent, county AS number FROM ({counties})"
    lower = (
        f"SELECT i, code || printf('%03d', i // {COUNTIES} + 1) AS code, code AS county "
        f"FROM (SELECT range AS i FROM range({TOWNSHIPS})) JOIN ({counties}) c ON c.county = i % {COUNTIES}"
    )
    if level == "township":
        return f"SELECT code AS unit, county AS home, county AS parent, i AS number FROM ({lower})"
    return (
        f"SELECT t.code || printf('%03d', v // {TOWNSHIPS} + 1) AS unit, t.county AS home, t.code AS parent, v AS number "
        f"FROM (SELECT range AS v FROM range({units})) JOIN ({lower}) t ON t.i = v % {TOWNSHIPS}"
    )


def _targets(count: int) -> str:
    rows = ", ".join(f"('target-{number}', {number}, '{KINDS[number % len(KINDS)]}')" for number in range(count))
    return f"SELECT * FROM (VALUES {rows}) AS t(target, n, kind)"


def _facts(home: str) -> str:
    """What each reports; every 97th return is missing, every 7th thing done lacks its proof."""
    done = "((l.number + t.n) % 11 <> 0 OR m.month > 8)"
    thing = "t.kind IN ('milestone', 'recurring')"
    return f"""
SELECT l.unit, t.target, m.month, 1 AS state,
  CASE WHEN t.kind = 'ratio' THEN 400 + (l.number * 7 + m.month * 13 + t.n) % 200 END AS numerator,
  CASE WHEN t.kind = 'ratio' THEN 1000 + l.number % 50 END AS denominator,
  CASE WHEN t.kind = 'count' THEN (l.number + m.month + t.n) % 9
    WHEN t.kind = 'redline' THEN CASE WHEN l.number = 17 AND m.month = 3 THEN 1 ELSE 0 END END AS value,
  CASE WHEN {thing} THEN {done} END AS done,
  CASE WHEN t.kind = 'milestone' AND {done} THEN DATE '{YEAR}-01-20' + CAST(l.number % 150 AS INT) END AS done_on,
  coalesce(t.kind = 'milestone' AND {done} AND l.number % 7 <> 0, false) AS proven,
  NULL AS stage, NULL AS pending,
  CAST(DATE '{YEAR}-01-01' + to_months(CAST(m.month AS INT)) AS DATE) + CAST((l.number + m.month) % 6 AS INT) AS received,
  false AS revised, t.n + 6 AS line, 13 AS col, 'key-11 value+8' AS role_cols
FROM leaves l, targets t, months m
WHERE l.home = '{home}' AND (l.number + m.month) % 97 <> 0"""


def _returns(home: str) -> str:
    day = f"CAST(DATE '{YEAR}-01-01' + to_months(CAST(m.month AS INT)) AS DATE) + CAST((l.number + m.month) % 6 AS INT)"
    return f"""
SELECT l.unit, m.month, true AS readable, {day} AS received, {day} AS counted, {day} AS first_received, 0 AS stage,
  (SELECT count(*) FROM targets) AS entries, '股室' AS filled_by, NULL AS approved_by, NULL AS signed_by,
  NULL AS acceptance, '地{home}/submissions/{YEAR}-' || printf('%02d', m.month) || '/' || l.unit || '.yaml' AS path,
  1 AS line, 'unit@1:7 entries@5:3' AS marks, NULL AS digest
FROM leaves l, months m WHERE l.home = '{home}' AND (l.number + m.month) % 97 <> 0"""


def _members(home: str) -> str:
    record = '\'{"code":"\' || unit || \'","name":"第\' || unit || \'号","parent":"\' || parent || \'"}\''
    above = f"""
SELECT unit, parent, {record} AS record FROM leaves WHERE home = '{home}'"""
    township = '\'{"code":"\' || parent || \'","name":"乡\' || parent || \'","parent":"\' || home || \'"}\''
    return above + (
        f" UNION ALL SELECT DISTINCT parent, home, {township} FROM leaves WHERE home = '{home}' AND parent <> home"
    )


def _settings(level: str) -> str:
    lines = ['bureau: {name: 某部, city: 全国, code: "990000"}', "units:"]
    lines += [f'  - {{code: "{11 + number}0000", name: 第{number + 1}省}}' for number in range(PROVINCES)]
    for city in range(CITIES):
        code = f"{11 + city % PROVINCES}{city // PROVINCES + 1:02}"
        lines.append(f'  - {{code: "{code}00", name: 市{code}, parent: "{code[:2]}0000"}}')
        if level != "county":
            lines += [
                f'  - {{code: "{code}{nth + 1:02}", name: 县{code}{nth + 1:02}, parent: "{code}00"}}'
                for nth, county in enumerate(range(city, COUNTIES, CITIES))
            ]
    return "\n".join(lines) + "\n"


def _plan(targets: int) -> str:
    lines = ["section: {part: 一, title: 题, division: 科}", "targets:"]
    for number in range(targets):
        due = f"{YEAR}-12-31" if number % 3 else f"{YEAR}-06-30"
        lines.append(
            f"  - {{id: target-{number}, name: 目标{number}, due: {due}, cadence: month, "
            f"source: {{section: 一, item: {number + 1}}}, {SHAPES[number % len(SHAPES)]}}}"
        )
    return "\n".join(lines) + "\n"


# ── status ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def status(root: Path, runs: int) -> None:
    """What `mzgz status` costs, the whole process: median of some runs."""
    command = [sys.executable, "-m", "mzgz", "status", "-C", str(root), "--as-of", f"{YEAR + 1}-01-31"]
    measured = sorted(_run(command) for _ in range(runs))
    wall, cpu, unit, peak, lines = measured[len(measured) // 2]
    print(
        f"status: {wall:.2f} s wall, {cpu:.2f} s CPU, {cpu / unit:.1f} calib ({unit:.2f} s), {peak:.0f} MiB, {lines} lines"
    )


def _run(command: list[str]) -> tuple[float, float, float, float, int]:
    unit = calib()
    script = (
        "import resource, subprocess, sys, time\n"
        "start = time.perf_counter()\n"
        "done = subprocess.run(sys.argv[1:], capture_output=True, text=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "assert done.returncode == 0, done.stderr\n"
        "print(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, done.stdout.count('\\n'))"
    )
    told = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True, check=True)
    wall, cpu, peak, lines = told.stdout.split()
    return float(wall), float(cpu), unit, float(peak), int(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    made = commands.add_parser("make")
    made.add_argument("directory", type=Path)
    made.add_argument("--level", choices=["county", "township", "village"], default="county")
    made.add_argument("--targets", type=int, default=60)
    asked = commands.add_parser("status")
    asked.add_argument("directory", type=Path)
    asked.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    if given.command == "make":
        make(given.directory, given.level, given.targets)
    else:
        status(given.directory, given.runs)


if __name__ == "__main__":
    main()
