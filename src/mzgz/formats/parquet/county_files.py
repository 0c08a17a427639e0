"""One workspace into the data set: read, checked, and written as one file a table, year and province."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mzgz.formats.parquet.parquet_writer import write_parquet
from mzgz.formats.parquet.zipped_workspace import unpacked
from mzgz.intake.collect.column_layout import TABLES, folder_of
from mzgz.intake.collect.fact_rows import CountyRows, ordered
from mzgz.intake.collect.manifest import CollectedWorkspace
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


def _collect(order: CollectOrder, root: Path) -> CollectOutcome:
    if not (root / MARKER).is_file():
        return CollectOutcome(order.name, refused=f"里面没有 {MARKER}，不是工作区")
    digests = file_digests(root)
    fingerprint = workspace_fingerprint(digests, f"{order.common}\0{order.name}")
    for code, known in order.known.items():
        if known == fingerprint:
            return CollectOutcome(order.name, kept=code)
    from mzgz import validation

    ledger, found = load(root)
    common = _common(order.into)
    if refusal := _other_plan(ledger, common) or _unplaced(ledger, common):
        return CollectOutcome(order.name, refused=refusal)
    judgement = validation.run(ledger, found)
    errors = sum(each.severity is Severity.ERROR for each in judgement.findings)
    if order.strict and errors:
        return CollectOutcome(order.name, refused=f"有{errors}个强制问题没有改正")
    return _written(order, ledger, fingerprint, digests, judgement.findings)


@lru_cache(2)
def _common(into: Path) -> Ledger:
    return load(into)[0]


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
        parquet=tuple(sorted(files)),
    )
    return CollectOutcome(order.name, collected=collected, units=tuple(unit.code for unit in ledger.units.units))
