"""One workspace into the data set: read, checked, and written as one file a table, year and province; or taken over from another data
set that has it already."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mzgz.formats.disk.atomic import write_beside
from mzgz.formats.parquet.parquet_writer import write_parquet
from mzgz.formats.parquet.unit_table import members
from mzgz.formats.parquet.zipped_workspace import unpacked
from mzgz.intake.collect.column_layout import FACTS, MANIFEST_FILE, MEMBERS, TABLES, folder_of
from mzgz.intake.collect.fact_rows import CountyRows, ordered
from mzgz.intake.collect.manifest import CollectedWorkspace, digest_of, read_manifest
from mzgz.intake.collect.shared_plan_faults import of_workspace
from mzgz.intake.collect.workspace_fingerprint import file_digests, plan_fingerprint, workspace_fingerprint
from mzgz.intake.workspace import load
from mzgz.model import MARKER
from mzgz.model.findings import Diagnostic, Severity
from mzgz.model.ledger import Ledger, Plan


@dataclass(frozen=True, slots=True)
class CollectOrder:
    """One workspace to be collected."""

    name: str
    place: Path
    """A folder, or a zip of one."""
    into: Path
    common: str
    """What all share, as a fingerprint: version, calendar, plans."""
    known: Mapping[str, str]
    """By bureau: the fingerprints that are there already."""
    strict: bool = False


@dataclass(frozen=True, slots=True)
class CollectOutcome:
    """What became of it."""

    name: str
    kept: str | None = None
    """The bureau of a workspace in which nothing has changed."""
    collected: CollectedWorkspace | None = None
    units: tuple[str, ...] = ()
    refused: str | None = None
    """Why it was not collected, in words."""


def collect_county(order: CollectOrder) -> CollectOutcome:
    """Do it. Its files are in place afterwards, and nobody reads them until they stand in the manifest."""
    try:
        with _opened(order.place) as root:
            return _collect(order, root)
    except (OSError, ValueError) as problem:
        return CollectOutcome(order.name, refused=f"打不开（{getattr(problem, 'strerror', None) or problem}）")


@contextmanager
def _opened(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield place
    else:
        with unpacked(place) as folder:
            yield folder


def unchanged(order: CollectOrder) -> CollectOutcome | None:
    """A workspace in which nothing has changed, which takes next to nothing to find out; None of any other."""
    if not (order.place / MARKER).is_file() or is_data_set(order.place):
        return None
    return _kept(order, _fingerprint(order, file_digests(order.place)))


def _fingerprint(order: CollectOrder, digests: Mapping[str, str]) -> str:
    return workspace_fingerprint(digests, f"{order.common}\0{order.name}")


def _kept(order: CollectOrder, fingerprint: str) -> CollectOutcome | None:
    code = next((code for code, known in order.known.items() if known == fingerprint), None)
    return None if code is None else CollectOutcome(order.name, kept=code)


def _collect(order: CollectOrder, root: Path) -> CollectOutcome:
    if is_data_set(root):
        return _taken_over(order, root)
    if not (root / MARKER).is_file():
        return CollectOutcome(order.name, refused=f"里面没有 {MARKER}，不是工作区")
    digests = file_digests(root)
    fingerprint = _fingerprint(order, digests)
    if (kept := _kept(order, fingerprint)) is not None:
        return kept
    from mzgz import validation

    ledger, found = load(root)
    common = _common(order.into)
    if refusal := _other_plan(ledger, common) or _unplaced(ledger, common):
        return CollectOutcome(order.name, refused=refusal)
    findings = tuple(of_workspace(validation.run(ledger, found).findings, ledger))
    errors = sum(each.severity is Severity.ERROR for each in findings)
    if order.strict and errors:
        return CollectOutcome(order.name, refused=f"有{errors}个强制问题没有改正")
    return _written(order, ledger, fingerprint, digests, findings)


def is_data_set(root: Path) -> bool:
    """Whether a folder holds what was collected already."""
    return (root / MANIFEST_FILE).is_file() and (root / FACTS).is_dir()


def _taken_over(order: CollectOrder, root: Path) -> CollectOutcome:
    """A workspace that another machine has collected: its files as they are, for they would come out the same here."""
    manifest = read_manifest(root)
    one = next((one for one in manifest.workspaces.values() if one.name == order.name), None) if manifest else None
    if manifest is None or one is None:
        return CollectOutcome(order.name, refused="汇总不全，请在那里把 mzgz collect 再执行一次")
    if manifest.shared != order.common:
        return CollectOutcome(
            order.name, refused="那份汇总用的是另一份目标、另一套报送日期或者另一个版本，请按这里的再收一次"
        )
    if order.known.get(one.code) == one.fingerprint:
        return CollectOutcome(order.name, kept=one.code)
    if order.strict and one.errors:
        return CollectOutcome(order.name, refused=f"有{one.errors}个强制问题没有改正")
    read = {path: (root / path).read_bytes() for path in one.parquet}
    broken = next((path for path, data in read.items() if not _is_whole(data)), one.altered(root))
    if broken is not None:
        return CollectOutcome(order.name, refused=f"{broken} 不完整，请在那里把 mzgz collect 再执行一次")
    for path, data in read.items():
        (order.into / path).parent.mkdir(parents=True, exist_ok=True)
        write_beside(order.into / path, data)
    files = [path for path in one.parquet if path.startswith(f"{MEMBERS}/")]
    units = tuple(json.loads(record)["code"] for record, _ in members(order.into, files))
    return CollectOutcome(order.name, collected=one, units=units)


def _is_whole(data: bytes) -> bool:
    """A Parquet file begins and ends with its mark; one cut short does not."""
    return data[:4] == data[-4:] == b"PAR1"


@lru_cache(1)
def _common(into: Path) -> Ledger:
    """What all share, as it stood when the run began."""
    return load(into)[0]


def begin_run() -> None:
    """What an earlier run of this process read of it counts no longer."""
    _common.cache_clear()


def _other_plan(ledger: Ledger, common: Ledger) -> str | None:
    """Why its plan is not the one all share."""
    for year, plan in common.plans.items():
        own = ledger.plans.get(year)
        if own is None:
            return f"没有{year}年的目标（targets/{year}/），要和汇总的一样"
        if plan_fingerprint(own) != plan_fingerprint(plan):
            return f"{year}年的目标和汇总的不一样：{_difference(own, plan)}"
    return None


def _difference(own: Plan, shared: Plan) -> str:
    """The first target that differs."""
    for name, target in shared.targets.items():
        if name not in own.targets:
            return f"缺“{target.name}”（{name}）"
        mine, theirs = own.targets[name].model_dump(mode="json"), target.model_dump(mode="json")
        changed = next((key for key in theirs if mine.get(key) != theirs[key]), None)
        if mine != theirs:
            return f"“{target.name}”（{name}）的 {changed} 不同"
    more = next((target for name, target in own.targets.items() if name not in shared.targets), None)
    return f"多出“{more.name}”（{more.id}）" if more else "分节或者次序不同"


def _unplaced(ledger: Ledger, common: Ledger) -> str | None:
    """Why its units have no place in the tree of the data set."""
    known, own = common.units.by_code, {unit.code for unit in ledger.units.units}
    for unit in ledger.units.districts:
        above = unit.parent or ledger.workspace.bureau.code
        if unit.code not in known and above not in known and above not in own:
            return f"{unit.name}（{unit.code}）和它的上级（{above}）在汇总的 {MARKER} 的 units 里都没有，请先写上"
    return None


def _written(
    order: CollectOrder, ledger: Ledger, fingerprint: str, digests: Mapping[str, str], findings: tuple[Diagnostic, ...]
) -> CollectOutcome:
    common, code = _common(order.into), ledger.workspace.bureau.code
    files: list[str] = []
    facts, errors = 0, [each for each in findings if each.severity is Severity.ERROR]
    for index, year in enumerate(common.plans):
        rows = CountyRows(ledger, common, year, digests, order.name)
        errors += rows.found
        facts += rows.facts
        if index == 0:  # findings and units are of the workspace, not of a year
            rows.take_members(code)
            rows.take_findings([*findings, *rows.found], code)
        else:
            rows.take_findings(rows.found, code)
        for table, province, lines in ordered(rows.lines):
            path = f"{folder_of(table, year, province)}/{code}-{fingerprint[:12]}.parquet"
            write_parquet(TABLES[table], lines, order.into / path)
            files.append(path)
    files.sort()
    contents = [(order.into / path).read_bytes() for path in files]
    days = [ledger.received_by(each) for each in ledger.submissions.values()]
    days += [each.on for record in ledger.acceptance.values() for each in record.rounds]
    collected = CollectedWorkspace(
        code=code,
        name=order.name,
        fingerprint=fingerprint,
        files=len(ledger.attempted),
        facts=facts,
        errors=len(errors),
        queries=sum(each.severity is Severity.QUERY and each.excuse is None for each in findings),
        day=max(days).isoformat() if days else None,
        parquet=tuple(files),
        sizes=tuple(len(each) for each in contents),
        digests=tuple(digest_of(each) for each in contents),
    )
    return CollectOutcome(order.name, collected=collected, units=tuple(unit.code for unit in ledger.units.units))
