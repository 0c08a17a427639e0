"""A province or the nation in columns: `make` a data set, measure what `mzgz status` of it costs, and hold the engine against
the plain path, field by field.

    python benchmarks/bench_scale.py make D --level county --targets 60
    python benchmarks/bench_scale.py status D --runs 3 --plain
    python benchmarks/bench_scale.py make M --targets 60 --mixed
    python benchmarks/bench_scale.py equal M --provinces 2 --months 6,9,12 --as-of close,late

Seconds depend on the machine; `cpu/calib` is the figure that travels: CPU seconds over those of five million additions, taken
in the same run.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

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
_BASE = "baseline: {period: '2021', numerator: 1, denominator: 2}"
_WAS = 'revised: [{on: 2022-07-15, was: ">= 20%", due_was: 2022-09-30, reason: 年中调整, document: 甲发〔2022〕9号}]'
_STREETS = "{name: 街道, unit: 个, registry: streets}"
MIXED = (
    *zip(SHAPES, KINDS, ("month",) * 6, strict=True),
    (f'kind: count, value: {OPERAND}, measured: cumulative, goal: ">= 3000", judge: every', "running", "month"),
    (f'kind: count, value: {OPERAND}, measured: stock, goal: "<= 90"', "count", "quarter"),
    (
        f'kind: ratio, numerator: {OPERAND}, denominator: {OPERAND}, goal: "> 50%", judge: {{at-least: 40}}',
        "fine",
        "month",
    ),
    (f'kind: ratio, numerator: {OPERAND}, denominator: {OPERAND}, goal: "up", {_BASE}', "fine", "month"),
    (
        f'kind: ratio, numerator: {OPERAND}, denominator: {_STREETS}, goal: ">= 50%", scope: {{where: streets > 2}}',
        "streets",
        "half",
    ),
    (f'kind: ratio, numerator: {OPERAND}, denominator: {OPERAND}, goal: ">= 55%", {_WAS}', "fine", "month"),
    ("kind: duty", "duty", "quarter"),
    ("kind: milestone, proof: document", "milestone", "once"),
    (f'kind: count, value: {OPERAND}, measured: level, goal: ">= 4", judge: every', "count", "month"),
    (f'kind: count, value: {OPERAND}, measured: period, goal: "<= 40", judge: every', "count", "month"),
    (f'kind: count, value: {OPERAND}, measured: period, goal: "<= 300"', "count", "quarter"),
    (f'kind: redline, value: {OPERAND}, goal: "<= 2"', "redline", "month"),
    (
        f'kind: ratio, numerator: {OPERAND}, denominator: {OPERAND}, measured: period, goal: ">= 49%", judge: every',
        "ratio",
        "month",
    ),
    (f'kind: ratio, numerator: {OPERAND}, denominator: {OPERAND}, measured: period, goal: "<= 52%"', "fine", "quarter"),
)
"""Shapes with what is made up for them and how often they are asked: running totals that fall, directions, registries, numbers
of twelve digits with six decimals, a goal changed in mid-year, things asked once, levels, limits of a year, rates of
a month that are summed over the year."""


def calib() -> float:
    """CPU seconds of five million additions."""
    start, total = time.process_time(), 0
    for number in range(5_000_000):
        total += number
    return time.process_time() - start


# ── make ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def make(root: Path, level: str, targets: int, *, mixed: bool = False) -> None:
    """A data set as `mzgz collect` leaves it: a file for each city (of counties), or for each county below."""
    from mzgz.formats.parquet.parquet_writer import offline, quoted
    from mzgz.formats.parquet.unit_table import write_units
    from mzgz.intake.collect.column_layout import FACTS, MEMBERS, RETURNS, TABLES, TEXTS, folder_of
    from mzgz.intake.collect.manifest import CollectedWorkspace, CollectManifest, digest_of
    from mzgz.intake.workspace import load
    from mzgz.progress.columns.year_rows_cache import keep_years

    units = {"county": COUNTIES, "township": TOWNSHIPS, "village": VILLAGES}[level]
    root.mkdir(parents=True, exist_ok=True)
    (root / "mzgz.yaml").write_text(_settings(level), encoding="utf-8")
    (root / "targets" / str(YEAR)).mkdir(parents=True, exist_ok=True)
    (root / "targets" / str(YEAR) / "01-made-up.yaml").write_text(_plan(targets, mixed), encoding="utf-8")
    common, _ = load(root)
    connection = offline(threads=2)
    connection.execute(f"CREATE TABLE leaves AS {_leaves(level, units)}")
    connection.execute(f"CREATE TABLE targets AS {_targets(targets, mixed)}")
    connection.execute("CREATE TABLE months AS SELECT CAST(range AS INT) AS month FROM range(1, 13)")
    homes = connection.execute("SELECT home, count(*) FROM leaves GROUP BY home ORDER BY home").fetchall()
    workspaces: dict[str, CollectedWorkspace] = {}
    for home, members in homes:
        paths: list[str] = []
        tables = (
            (FACTS, _facts(home)),
            (RETURNS, _returns(home)),
            (TEXTS, _texts(home)),
            (MEMBERS, _members(home, mixed)),
        )
        for table, query in tables:
            path = f"{folder_of(table, YEAR, home[:2] + '0000')}/{home}-0123456789ab.parquet"
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            order = ", ".join(TABLES[table].order)
            columns = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in TABLES[table].columns)
            connection.execute(
                f"COPY (SELECT {columns} FROM ({query}) ORDER BY {order}) TO {quoted(root / path)} "
                "(FORMAT parquet, COMPRESSION zstd)"
            )
            paths.append(path)
        contents = [(root / path).read_bytes() for path in sorted(paths)]
        workspaces[home] = CollectedWorkspace(
            code=home,
            name=f"地{home}",
            fingerprint="0" * 64,
            files=members * 12,
            facts=members * 12 * targets,
            errors=0,
            queries=0,
            day=None,
            parquet=tuple(sorted(paths)),
            sizes=tuple(len(each) for each in contents),
            digests=tuple(digest_of(each) for each in contents),
        )
    manifest = CollectManifest(workspaces=workspaces)
    manifest = CollectManifest(units=write_units(root, common, manifest), workspaces=workspaces)
    (root / "manifest.json").write_bytes(manifest.text())
    keep_years(root, manifest, common, offline)
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


def _shape(number: int, mixed: bool) -> tuple[str, str, str]:
    """The shape of a target, what is made up for it, and how often it is asked."""
    place = number % len(SHAPES)
    return MIXED[number % len(MIXED)] if mixed else (SHAPES[place], KINDS[place], "month")


def _targets(count: int, mixed: bool) -> str:
    rows = ", ".join(
        f"('target-{number}', {number}, '{_shape(number, mixed)[1]}', {'true' if mixed else 'false'})"
        for number in range(count)
    )
    return f"SELECT * FROM (VALUES {rows}) AS t(target, n, kind, mixed)"


_DONE = "((l.number + t.n) % 11 <> 0 OR m.month > 8)"
_FATE = "CASE WHEN t.mixed THEN (l.number * 31 + m.month * 17 + t.n * 7) % 41 ELSE 40 END"
"""What becomes of an entry: 0 blank, 1 promised, 2 not applicable, 3 half filled; of mixed data only."""
_PROVEN = f"coalesce(t.kind = 'milestone' AND {_DONE} AND l.number % 7 <> 0 AND {_FATE} > 2, false)"
_HANDED_IN = "(l.number + m.month) % 97 <> 0"


def _facts(home: str) -> str:
    """What each reports; every 97th return is missing, every 7th thing done lacks its proof."""
    thing = "t.kind IN ('milestone', 'recurring')"
    fine = "CAST(100000000000 + (l.number * 7919 + m.month * 104729 + t.n) % 99999999 AS DECIMAL(18,6)) + 0.123457"
    numerator = (
        "CASE t.kind WHEN 'ratio' THEN 400 + (l.number * 7 + m.month * 13 + t.n) % 200 "
        f"WHEN 'fine' THEN {fine} WHEN 'streets' THEN l.number % 4 END"
    )
    denominator = (
        "CASE t.kind WHEN 'ratio' THEN 1000 + (CASE WHEN t.mixed THEN l.number * m.month ELSE l.number END) % 50 "
        "WHEN 'fine' THEN CAST(200000000000 + (l.number * m.month) % 977 AS DECIMAL(18,6)) - 0.000001 "
        "WHEN 'streets' THEN l.number % 6 END"
    )
    value = (
        "CASE t.kind WHEN 'count' THEN (l.number + m.month + t.n) % 9 "
        "WHEN 'running' THEN m.month * 300 - (l.number * m.month) % 700 "
        "WHEN 'redline' THEN CASE WHEN l.number = 17 AND m.month = 3 THEN 1 ELSE 0 END END"
    )
    return f"""
SELECT l.unit, t.target, m.month, CASE {_FATE} WHEN 0 THEN 2 WHEN 1 THEN 4 WHEN 2 THEN 3 ELSE 1 END AS state,
  CASE WHEN {_FATE} > 2 THEN {numerator} END AS numerator,
  CASE WHEN {_FATE} > 3 THEN {denominator} END AS denominator,
  CASE WHEN {_FATE} > 2 THEN {value} END AS value,
  CASE WHEN {thing} AND {_FATE} > 2 THEN {_DONE} END AS done,
  CASE WHEN t.kind = 'milestone' AND {_DONE} AND {_FATE} > 2
    THEN DATE '{YEAR}-01-20' + CAST(l.number % 150 AS INT) END AS done_on,
  {_PROVEN} AS proven,
  CASE WHEN t.kind = 'duty' AND {_FATE} > 2 THEN 1 + l.number % 4 END AS stage,
  CASE WHEN {_FATE} = 1 THEN DATE '{YEAR + 1}-03-01' END AS pending,
  CAST(DATE '{YEAR}-01-01' + to_months(CAST(m.month AS INT)) AS DATE) + CAST((l.number + m.month) % 6 AS INT) AS received,
  false AS revised, t.n + 6 AS line, 13 AS col, 'key-11 value+8' AS role_cols
FROM leaves l, targets t, months m
WHERE l.home = '{home}' AND {_HANDED_IN}"""


def _texts(home: str) -> str:
    """The papers that prove what is done, and why something does not apply."""
    excused = f"({_FATE} = 2)"
    return f"""
SELECT l.unit, t.target, m.month, NULL AS note,
  CASE WHEN {_PROVEN} THEN '["甲发〔{YEAR}〕1号"]' END AS evidence,
  CASE WHEN {excused} THEN '没有这类事项' END AS not_applicable
FROM leaves l, targets t, months m
WHERE l.home = '{home}' AND {_HANDED_IN} AND ({_PROVEN} OR {excused})"""


def _returns(home: str) -> str:
    day = f"CAST(DATE '{YEAR}-01-01' + to_months(CAST(m.month AS INT)) AS DATE) + CAST((l.number + m.month) % 6 AS INT)"
    return f"""
SELECT l.unit, m.month, true AS readable, {day} AS received, {day} AS counted, {day} AS first_received, 0 AS stage,
  (SELECT count(*) FROM targets) AS entries, '股室' AS filled_by, NULL AS approved_by, NULL AS signed_by,
  NULL AS acceptance, '地{home}/submissions/{YEAR}-' || printf('%02d', m.month) || '/' || l.unit || '.yaml' AS path,
  1 AS line, 'unit@1:7 entries@5:3' AS marks, NULL AS digest
FROM leaves l, months m WHERE l.home = '{home}' AND {_HANDED_IN}"""


def _members(home: str, mixed: bool) -> str:
    """The units; of mixed ones every fiftieth began to report in April."""
    later = f"""' || CASE WHEN number % 50 = 3 THEN ',"first_month":"{YEAR}-04"' ELSE '' END || '""" if mixed else ""
    record = (
        '\'{"code":"\' || unit || \'","name":"第\' || unit || \'号","parent":"\' || parent || '
        f'\'","registry":{{"streets":\' || number % 6 || \'}}{later}}}\''
    )
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


def _plan(targets: int, mixed: bool) -> str:
    lines = ["section: {part: 一, title: 题, division: 科}", "targets:"]
    for number in range(targets):
        shape, _, cadence = _shape(number, mixed)
        due = f"{YEAR}-12-31" if number % 3 else f"{YEAR}-06-30"
        lines.append(
            f"  - {{id: target-{number}, name: 目标{number}, due: {due}, cadence: {cadence}, "
            f"source: {{section: 一, item: {number + 1}}}, {shape}}}"
        )
    return "\n".join(lines) + "\n"


# ── status ───────────────────────────────────────────────────────────────────────────────────────────────────────────

STATES = (
    (
        "years not laid out, no answer held (.mzgz/years and .mzgz/answers deleted before each run)",
        ("years", "answers"),
    ),
    ("years laid out, no answer held (.mzgz/answers deleted before each run)", ("answers",)),
    ("years laid out, the same question answered before", ()),
)
"""What the engine finds ready: by its words, the rooms that are deleted before each run. Only the first two add up facts."""


def status(root: Path, runs: int, memory: str | None, *, plain: bool) -> None:
    """What `mzgz status` costs, the whole process, in three states of the data set's own room, each the least of some runs;
    and what the same number of units and targets costs the plain path, from returns in memory to all conclusions, in the
    same run. The files of the data set are in the system's cache all the time."""
    command = [sys.executable, "-m", "mzgz", "status", "-C", str(root), "--as-of", f"{YEAR + 1}-01-31"]
    command += ["--memory", memory] if memory else []
    added_up = 0.0
    for words, away in STATES:
        measured = []
        for _ in range(runs):
            for room in away:
                shutil.rmtree(root / ".mzgz" / room, ignore_errors=True)
            measured.append(_run(command))
        wall, cpu, unit, peak, lines = min(measured, key=lambda one: one[1] / one[2])
        print(
            f"status, {words}, least of {runs}: {cpu / unit:.1f} calib ({cpu:.2f} s CPU of {unit:.2f} s), {wall:.2f} s wall, "
            f"{peak:.0f} MiB, {lines} lines"
        )
        added_up = cpu if away == ("answers",) else added_up
    # held answers are no sums: the plain path is compared with the run that reads laid-out years and adds up
    if plain:
        targets = (root / "targets" / str(YEAR) / "01-made-up.yaml").read_text(encoding="utf-8").count("{id: ")
        bench = [sys.executable, str(Path(__file__).with_name("bench_progress.py")), str(COUNTIES), str(targets)]
        wall, slow, unit, peak, _ = _run(bench)
        print(
            f"plain path: {wall:.2f} s wall, {slow:.2f} s CPU, {slow / unit:.1f} calib ({unit:.2f} s), {peak:.0f} MiB, "
            f"{slow / added_up:.1f} times as much as adding up laid-out years"
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


# ── equal ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_WIDE = "DECIMAL(38,6)"


def faults() -> dict[str, list[tuple[str, str]]]:
    """What could be wrong in the text of a query: by its name, what stands there and what would stand in its place."""
    from mzgz.progress.columns.year_rows_sql import ALL_MONTHS, TWELVE, known_sql, last_number

    greatest = {name: f"greatest({', '.join(f'h.{name}{month}' for month in TWELVE)})" for name in ("w", "p")}
    return {
        "known denominator dropped": [
            (f"coalesce(CAST(s.known_whole AS {_WIDE}), CAST(g.number AS {_WIDE}))", f"CAST(NULL AS {_WIDE})")
        ],
        "blank as zero": [("ELSE 0 END AS last", "ELSE 1 END AS last")],
        "greatest for latest": [(last_number("h", name, "(h.known & h.upto)"), greatest[name]) for name in ("w", "p")],
        "more for at least": [(f"CASE WHEN {row}.lo_in THEN", "CASE WHEN false THEN") for row in "ah"],
        "late receipt kept": [(known_sql("y", "a.cut"), f"CAST({ALL_MONTHS} AS BIGINT)")],
    }


FIELDS = (
    "period figure heads met_now decided met heads_decided made_good late light edge pace doubts display words verdict "
    "bounds printed_bounds so_far value goal gap units_met cause done_on missing lacking_names"
).split()


def equal(root: Path, provinces: int, months: list[int], days: list[str]) -> int:
    """Compare every field of every conclusion of some provinces, their cities and counties, and every tally of every
    unit behind them; then the same under each of five faults."""
    from mzgz.progress.columns import column_sums

    compared, differ = _compared(root, provinces, months, days)
    print(f"{compared} figures compared, {differ} differ")
    right, missed = column_sums.query, 0
    for name, changes in faults().items():

        def wrong(*words: str, changes: list[tuple[str, str]] = changes, **how: bool) -> str:
            text = right(*words, **how)
            for old, new in changes:
                text = text.replace(old, new)
            return text

        column_sums.query = wrong
        _, seen = _compared(root, 1, months[:1], days)
        column_sums.query = right
        missed += not seen
        print(f"{name}: {seen} differ")
    return 1 if differ or missed else 0


def _compared(root: Path, provinces: int, months: list[int], days: list[str]) -> tuple[int, int]:
    from dataclasses import replace
    from datetime import date

    from mzgz.apps.cli.options import open_ledger
    from mzgz.intake.collect.collected_ledger import CollectedLedger
    from mzgz.model.periods import Period
    from mzgz.progress import Board, reporting, silent

    ledger = open_ledger(root)[1]
    assert isinstance(ledger, CollectedLedger)
    tree = ledger.units
    tops = tree.children(None)
    below = [unit for top in tops[:provinces] for unit in tree.under(top.code)]
    beside = [unit for top in tops[provinces : provinces + 1] for unit in _one_line(tree, top.code)]
    plain = ledger.of_units([unit.code for unit in (*below, *beside)])  # read at once, and kept
    plain = replace(plain, workspace=plain.workspace.model_copy(update={"units": (*below, *beside)}))
    compared = differ = 0
    for number in months:
        month = Period.month_of(YEAR, number)
        for day in days:
            as_of = ledger.due(month) if day == "close" else date(YEAR + 1, 1, 31)
            here, there = Board(plain, YEAR, as_of, month, {}), Board(ledger, YEAR, as_of, month, {})
            for target in here.plan.targets:
                for unit in below:
                    one, other = here.at_node(target, unit.code), there.at_node(target, unit.code)
                    wrong = [name for name in FIELDS if getattr(one, name) != getattr(other, name)]
                    compared, differ = compared + len(FIELDS), differ + len(wrong)
            found = _tallies(here, there, [unit.code for unit in below])
            compared, differ = compared + found[0], differ + found[1]
            for top in tops[:provinces]:
                one_seen, other_seen = here.within(top.code), there.within(top.code)
                pairs = [*zip(reporting(one_seen), reporting(other_seen), strict=True)]
                compared += len(pairs) + 1
                differ += sum(one != other for one, other in pairs) + (silent(one_seen) != silent(other_seen))
    return compared, differ


def _one_line(tree: Any, code: str) -> list[Any]:
    """A node, the first below it, and so on to a unit that reports: with it, what is compared is not the whole."""
    line = [tree.by_code[code]]
    while below := tree.children(line[-1].code):
        line.append(below[0])
    return line


def _tallies(here: Any, there: Any, codes: list[str]) -> tuple[int, int]:
    """Of every unit and target: now and in every month asked before, as known now and as it was known at the close."""
    from mzgz.model.periods import Period
    from mzgz.progress.columns.column_sums import AskedTarget, node_sums
    from mzgz.progress.columns.engine_queries import Ask
    from mzgz.progress.columns.scope_sql import NodeAsked

    asked, wanted, inside = [], {}, set(codes)
    for name in here.plan.targets:
        target, standing = here.declared(name), here.standing(name)
        at = standing.concluder.at
        if at is None or not there.summing.in_sql(target):
            continue
        size = there.summing.scopes.size_of(target)
        for index in target.asked(at):
            month = Period(index, 1)
            for cut in {here.as_of, min(here.as_of, here.seen.closed(month))}:
                for timely in {False, target.dated}:
                    ask = Ask(name, month.month, at.month, cut, timely)
                    asked.append(AskedTarget(ask, target, size))
                    for code, track in standing.tracks.items():
                        if code not in inside or (name, code) in there.summing.left_out:
                            continue  # of those beside nothing is compared; some are told one by one, and compared above
                        known = track.known_by(cut)
                        wanted[ask, code] = (known.in_time() if timely else known).tally(month)
    bands = here.ledger.workspace.lights
    tops = sorted({code[:2] for code in codes})
    told: dict[Any, dict[str, Any]] = {}
    for top in tops:
        node = NodeAsked(f"{top}0000", 1, leaves=True)
        for ask, sums in node_sums(there.summing.tables, asked, node, there.summing.left_out, bands).items():
            told.setdefault(ask, {}).update(sums)
    wrong = sum(code not in told[ask] or told[ask][code].tally != tally for (ask, code), tally in wanted.items())
    return len(wanted), wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    made = commands.add_parser("make")
    made.add_argument("directory", type=Path)
    made.add_argument("--level", choices=["county", "township", "village"], default="county")
    made.add_argument("--targets", type=int, default=60)
    made.add_argument(
        "--mixed", action="store_true", help="shapes and fates of every sort, to hold engines against each other"
    )
    asked = commands.add_parser("status")
    asked.add_argument("directory", type=Path)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--memory", help="what the engine may take, such as 1GB")
    asked.add_argument("--plain", action="store_true", help="the plain path of as many units and targets, too")
    held = commands.add_parser("equal")
    held.add_argument("directory", type=Path)
    held.add_argument("--provinces", type=int, default=2)
    held.add_argument("--months", default="6,9,12")
    held.add_argument("--as-of", default="close,late")
    given = parser.parse_args()
    if given.command == "make":
        make(given.directory, given.level, given.targets, mixed=given.mixed)
    elif given.command == "status":
        status(given.directory, given.runs, given.memory, plain=given.plain)
    else:
        sys.exit(
            equal(
                given.directory, given.provinces, [int(one) for one in given.months.split(",")], given.as_of.split(",")
            )
        )


if __name__ == "__main__":
    main()
