"""Folders → ledger and findings: good records pass, bad ones become diagnostics."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mzgz.intake.faults import fault, record
from mzgz.intake.regular_file import leads_inside
from mzgz.intake.workspace.paths import Listing, list_files, read_listed
from mzgz.intake.workspace.plan_files import load_plans
from mzgz.intake.workspace.record_reader import validate
from mzgz.intake.workspace.return_files import check_targets, key_of, make_submission
from mzgz.intake.workspace.unread_units import unread_units, without_unread
from mzgz.intake.yaml.file import YamlFile
from mzgz.model import MARKER
from mzgz.model.findings import Diagnostic, Severity, Source, slug_of
from mzgz.model.ledger import Key, Ledger
from mzgz.model.settings import Workspace
from mzgz.model.submissions import Submission
from mzgz.model.unit import Unit
from mzgz.model.unit_tree import UnitTree

if TYPE_CHECKING:
    from mzgz.model.acceptance import Acceptance
    from mzgz.model.annual_return_figures import PublishedFigure
    from mzgz.model.evidence_record import EvidenceFile
    from mzgz.model.issued_letters import IssuedLetter
    from mzgz.model.periods import Period
    from mzgz.model.return_versions import Version

_ABSENT = slug_of(record.missing_key)
_NAMELESS = {"bureau": {"name": "未定单位", "city": "未定市", "code": "000000"}}


def load(root: Path) -> tuple[Ledger, list[Diagnostic]]:
    """Read a workspace. Everything sound is in the ledger; everything else is told. Raises OSError only for the
    workspace folder itself."""
    with _no_collection():
        return _load(root)


def load_promised(root: Path) -> Ledger:
    """What a workspace declares and promises, without anything that was reported. Raises OSError as `load` does."""
    with _no_collection():
        return _promised(root, list_files(root))[0]


def _promised(root: Path, listing: Listing) -> tuple[Ledger, UnitTree, tuple[str, ...], list[Diagnostic]]:
    workspace, locate, unread, found = _workspace(root)
    units = UnitTree(tuple(sorted(workspace.units, key=lambda unit: unit.code)))
    plans, known, faults = load_plans(root, listing, units, workspace.reporting.begins)
    return Ledger(workspace=workspace, plans=plans, known=known, locate=locate), units, unread, [*found, *faults]


def _load(root: Path) -> tuple[Ledger, list[Diagnostic]]:
    listing = list_files(root)
    ledger, units, unread, faults = _promised(root, listing)
    found = [*listing.found, *faults]
    submissions, attempted, faults = _submissions(root, listing, ledger)
    found.extend(faults)
    acceptance, faults = _acceptance(root, listing, units)
    found.extend(faults)
    letters, faults = _letters(root, listing)
    found.extend(faults)
    versions = _versions(root, units)
    evidence, faults = _evidence(root)
    found.extend(faults)
    published, faults = _published(root, ledger)
    found.extend(faults)
    whole = replace(
        ledger,
        submissions=submissions,
        attempted=attempted,
        acceptance=acceptance,
        versions=versions,
        evidence=evidence,
        letters=letters,
        published=published,
    )
    return whole, without_unread(_once(found), unread)


def _versions(root: Path, units: UnitTree) -> dict[Key, tuple[Version, ...]]:
    """Few workspaces keep any yet: what reads them is loaded where there is something to read."""
    if not os.path.isdir(os.path.join(root, "received")):
        return {}
    from mzgz.intake.workspace.version_files import list_versions

    return list_versions(root, units)


def _evidence(root: Path) -> tuple[dict[Key, dict[str, EvidenceFile]], list[Diagnostic]]:
    if not os.path.isdir(os.path.join(root, "evidence")):
        return {}, []
    from mzgz.intake.workspace.evidence_files import list_evidence

    return list_evidence(root)


def _published(root: Path, ledger: Ledger) -> tuple[tuple[PublishedFigure, ...], list[Diagnostic]]:
    if not os.path.isdir(os.path.join(root, "annual")):
        return (), []
    from mzgz.intake.workspace.annual_return_files import list_published

    return list_published(root, ledger.workspace, ledger.units, ledger.plans)


def _once(found: list[Diagnostic]) -> list[Diagnostic]:
    """No value is blamed twice: what was said of it first, by the reader of its form, stands."""
    blamed: dict[Source, str] = {}
    return [
        each
        for each in found
        if each.severity is not Severity.ERROR
        or blamed.setdefault(each.source, each.rule) == each.rule
        or each.rule == _ABSENT
    ]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of small values and no cycles: the collector would look at them again and again (a third of the time)."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()  # and would look at them once more when it is let in again
            gc.enable()


def _workspace(root: Path) -> tuple[Workspace, Any, tuple[str, ...], list[Diagnostic]]:
    """The settings. Units that are unsound are left out and told; other unsound settings fall back to their defaults."""
    if os.path.islink(root / MARKER) and not leads_inside(root / MARKER, root.resolve()):
        nameless = Workspace.model_validate(_NAMELESS)
        told = [fault(record.outside_workspace, Source(MARKER))]
        return nameless, Ledger.locate, unread_units(None, nameless), told
    file, found = read_listed(root, MARKER)
    if file is None:
        nameless = Workspace.model_validate(_NAMELESS)
        return nameless, Ledger.locate, unread_units(None, nameless), found
    whole, _ = validate(Workspace, file.data, file, ())
    if whole is None:
        whole, faults = _sound_parts(file)
        found.extend(faults)
    found.extend(_twice(whole, file))
    return whole, file.places.source, unread_units(file, whole), found


def _sound_parts(file: YamlFile) -> tuple[Workspace, list[Diagnostic]]:
    data: dict[str, Any] = dict(file.data)
    found: list[Diagnostic] = []
    units: list[Any] = []
    listed = data.pop("units", [])
    for index, data_of_unit in enumerate(listed if isinstance(listed, list) else []):
        unit, faults = validate(Unit, data_of_unit, file, ("units", index))
        found.extend(faults)
        if unit is not None:
            units.append(unit)
    kept: dict[str, Any] = {}
    for key, value in data.items():
        _, faults = validate(Workspace, {**_NAMELESS, key: value}, file, ())
        found.extend(faults)
        if not faults:
            kept[key] = value
    if "bureau" not in data and file.complete:
        found.append(fault(record.missing_key, file.source(), key="bureau", where="文件"))
    return Workspace.model_validate({**_NAMELESS, **kept, "units": units}), found


def _twice(workspace: Workspace, file: YamlFile) -> list[Diagnostic]:
    seen: dict[str, str] = {}
    found: list[Diagnostic] = []
    for index, unit in enumerate(workspace.units):
        if unit.code in seen:
            found.append(
                fault(
                    record.duplicate_item,
                    file.source("units", index, "code"),
                    item=f"单位代码 {unit.code} ",
                    first=seen[unit.code],
                )
            )
        seen.setdefault(unit.code, str(file.source("units", index, "code")))
    return found


def _submissions(
    root: Path, listing: Listing, ledger: Ledger
) -> tuple[dict[Key, Submission], dict[Key, str], list[Diagnostic]]:
    submissions: dict[Key, Submission] = {}
    attempted = {key_of(path): path for path in listing.submissions}
    found: list[Diagnostic] = []
    for key, path in attempted.items():
        file, faults = read_listed(root, path)
        found.extend(faults)
        if file is None:
            continue
        submission, faults = make_submission(file, ledger.units, key)
        found.extend(faults)
        if submission is not None:
            submissions[key] = submission
            found.extend(check_targets(submission, ledger.plans, ledger.known, file))
    return submissions, attempted, found


def _acceptance(root: Path, listing: Listing, units: UnitTree) -> tuple[dict[Key, Acceptance], list[Diagnostic]]:
    if not listing.acceptance:
        return {}, []
    from mzgz.intake.workspace.acceptance_files import make_acceptance

    records: dict[Key, Acceptance] = {}
    found: list[Diagnostic] = []
    for path in listing.acceptance:
        file, faults = read_listed(root, path)
        found.extend(faults)
        record_, faults = make_acceptance(file, units) if file else (None, [])
        found.extend(faults)
        if record_ is not None:
            records[key_of(path)] = record_
    return records, found


def _letters(root: Path, listing: Listing) -> tuple[dict[Period, tuple[IssuedLetter, ...]], list[Diagnostic]]:
    if not listing.letters:
        return {}, []
    from mzgz.intake.workspace.letter_files import make_letters

    books: dict[Period, tuple[IssuedLetter, ...]] = {}
    found: list[Diagnostic] = []
    for path in listing.letters:
        file, faults = read_listed(root, path)
        found.extend(faults)
        book, faults = make_letters(file) if file else (None, [])
        found.extend(faults)
        if book is not None:
            books[book.period] = book.letters
    return books, found
