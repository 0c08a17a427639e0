"""targets/<year>/*.yaml → the year's plan; each record stands for itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mzgz.intake.faults import fault, record
from mzgz.intake.workspace.paths import Listing, read_listed
from mzgz.intake.workspace.record_reader import as_written, unknown_key, validate, what
from mzgz.intake.yaml.file import YamlFile
from mzgz.language.near_matches import near, near_units
from mzgz.model.findings import Diagnostic, Severity, Source
from mzgz.model.hints import either
from mzgz.model.ledger import Plan, PlanSection
from mzgz.model.periods import Period
from mzgz.model.targets import KINDS, Section, Target
from mzgz.model.targets.target import Where
from mzgz.model.targets.target_clauses import SHARED
from mzgz.model.unit_tree import UnitTree
from mzgz.model.unread_targets import UnreadTarget

Path_ = tuple[str | int, ...]
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass
class _Reading:
    """What gathers while the files of a plan are read."""

    units: UnitTree
    begins: Period | None
    found: list[Diagnostic] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    first: dict[tuple[int, str], str] = field(default_factory=dict)
    items: dict[tuple[int, int], str] = field(default_factory=dict)
    unread: dict[int, list[UnreadTarget]] = field(default_factory=dict)
    year: int = 0

    def leave_out(self, source: Source, name: object = "", key: object = "") -> None:
        """Remember what was declared there and could not be read."""
        shown = (each if isinstance(each, str) else "" for each in (name, key))
        self.unread.setdefault(self.year, []).append(UnreadTarget(source, *shown))


def load_plans(
    root: Path, listing: Listing, units: UnitTree, begins: Period | None = None
) -> tuple[dict[int, Plan], frozenset[str], list[Diagnostic]]:
    """Plans by year, all target ids ever declared (also by rejected records), and the faults. `begins` is the first month
    the bureau asks anything of."""
    for clause in SHARED:
        clause.model_rebuild()
    reader = _Reading(units, begins)
    sections: dict[int, list[PlanSection]] = {}
    for path in listing.targets:
        file, found = read_listed(root, path)
        reader.found.extend(found)
        reader.year = year = int(path.split("/")[1])
        sections.setdefault(year, [])
        if file is None or not file.complete:
            reader.leave_out(next((each.source for each in found if each.severity is Severity.ERROR), Source(path)))
        if file is not None:
            section = _section(file, reader)
            if section is not None:
                sections[year].append(section)
    plans = {
        year: Plan(year, tuple(parts), tuple(reader.unread.get(year, ()))) for year, parts in sorted(sections.items())
    }
    return plans, frozenset(reader.known), reader.found


def _section(file: YamlFile, reader: _Reading) -> PlanSection | None:
    for key in file.data:
        if key not in ("section", "targets"):
            reader.found.append(unknown_key(key, file.key_source(key), ("section", "targets")))
    records = file.data.get("targets")
    targets = tuple(_targets(records, file, reader))
    if "section" not in file.data:
        if file.complete:
            reader.found.append(fault(record.missing_key, file.source(), key="section", where="文件"))
        section = None
    else:
        section, found = validate(Section, file.data["section"], file, ("section",))
        reader.found.extend(found)
    if section is None:
        section = Section(part="", title=file.path, division="未定科室")
    return PlanSection(section, targets, file.path)


def _targets(records: Any, file: YamlFile, reader: _Reading) -> list[Target]:
    if not isinstance(records, list):
        if file.complete or records is not None:
            reader.found.append(fault(record.missing_key, file.source("targets"), key="targets", where="文件"))
            reader.leave_out(file.source("targets"))
        return []
    built: list[Target] = []
    for index, data in enumerate(records):
        target = _target(data, index, file, reader)
        if target is not None:
            built.append(target)
        else:
            named = data if isinstance(data, dict) else {}
            reader.leave_out(file.source("targets", index), named.get("name"), named.get("id"))
    return built


def _target(data: Any, index: int, file: YamlFile, reader: _Reading) -> Target | None:
    at = ("targets", index)
    if not isinstance(data, dict):
        reader.found.append(
            fault(
                record.wrong_type,
                file.source(*at),
                key="targets",
                expected=either("一项任务（“键: 值”）", "一项任务"),
                got=what(data),
            )
        )
        return None
    name = data.get("id")
    if isinstance(name, str) and _ID.fullmatch(name):
        reader.known.add(name)
        first = reader.first.setdefault((reader.year, name), str(file.source(*at, "id")))
        if first != str(file.source(*at, "id")):
            reader.found.append(fault(record.duplicate_target, file.source(*at, "id"), target=name, first=first))
            return None
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        if kind is None:
            words = fault(record.missing_key, file.source(*at), key="kind", where="这项任务")
        else:
            words = fault(
                record.bad_choice, file.source(*at, "kind"), key="kind", value=as_written(kind), choices=tuple(KINDS)
            )
        reader.found.append(words)
        return None
    target, found = validate(KINDS[str(kind)], data, file, at)
    reader.found.extend(found)
    if target is None:
        return None
    reader.found.extend(_references(target, at, file, reader))
    located: Target = target.located(lambda *path: file.source(*at, *path))
    later = reader.begins is not None and reader.begins.index > reader.year * 12
    return located.begun(reader.begins if later else None)


def _references(target: Target, at: Path_, file: YamlFile, reader: _Reading) -> list[Diagnostic]:
    """Codes no unit has, registry counts no unit keeps, and items of the speech that another target already carries."""
    units = reader.units
    found: list[Diagnostic] = []
    for place, code in enumerate(target.scope if isinstance(target.scope, tuple) else ()):
        if code not in units.by_code:
            source = file.source(*at, "scope", place)
            found.append(fault(record.unknown_unit, source, text=code, near=near_units(units, code)))
    for where, name in _registry_names(target):
        if name not in units.registry_keys:
            like = near(name, units.registry_keys, 1)
            found.append(fault(record.unknown_registry, file.source(*at, *where), name=name, near=like))
    for item in target.origin.items:
        source = file.source(*at, "source", "item")
        first = reader.items.setdefault((reader.year, item), str(source))
        if first != str(source):
            found.append(fault(record.duplicate_item, source, item=f"讲话第{item}条", first=first))
    return found


def _registry_names(target: Target) -> list[tuple[Path_, str]]:
    names: list[tuple[Path_, str]] = []
    for role in target.operands:
        registry = target.operand(role).registry
        for name in (registry,) if isinstance(registry, str) else registry or ():
            names.append(((role, "registry"), name))
    if isinstance(target.scope, Where):
        names.append((("scope", "where"), target.scope.key))
    return names
