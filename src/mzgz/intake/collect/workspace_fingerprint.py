"""What a workspace depends on, in one number: its files by content, and of the plan what it says, not how it is written."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from mzgz.intake.collect.column_layout import LAYOUT
from mzgz.intake.regular_file import read_regular
from mzgz.model import LARGEST_READ, MARKER, READ_FOLDERS
from mzgz.model.ledger import Plan
from mzgz.model.settings import Workspace


def file_digests(root: Path) -> dict[str, str]:
    """Every file the program reads in a workspace, by its path, with the SHA-256 of its content."""
    return dict(_digests(str(root)))


def _digests(root: str) -> Iterator[tuple[str, str]]:
    for name in (MARKER, *READ_FOLDERS):
        top = os.path.join(root, name)
        if os.path.isfile(top):
            yield name, _digest(top)
        for folder, folders, files in os.walk(top):
            folders.sort()
            inside = os.path.relpath(folder, root).replace(os.sep, "/")
            for file in sorted(files):
                yield f"{inside}/{file}", _digest(os.path.join(folder, file))


def _digest(file: str) -> str:
    try:
        data = read_regular(file, LARGEST_READ)
        return f"large:{os.stat(file).st_size}" if len(data) > LARGEST_READ else hashlib.sha256(data).hexdigest()
    except OSError as problem:
        return f"unread:{problem.errno}"


def workspace_fingerprint(digests: Mapping[str, str], common: str) -> str:
    """The number of a workspace; `common` is what all share: version, layout, calendar, plan."""
    total = hashlib.sha256(f"{LAYOUT}\0{common}\0".encode())
    for path, digest in sorted(digests.items()):
        total.update(f"{path}\0{digest}\0".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def plan_fingerprint(plan: Plan) -> str:
    """What is promised: comments, spacing and the names of files make no difference, the order of the targets does."""
    sections = [
        [part.section.model_dump(mode="json"), [target.model_dump(mode="json") for target in part.targets]]
        for part in plan.sections
    ]
    text = json.dumps([plan.year, sections], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def calendar_fingerprint(settings: Workspace) -> str:
    """When returns are due: the day a return counts from depends on it where no day of receipt is written."""
    parts = [settings.reporting, settings.calendar]
    text = json.dumps([part and part.model_dump(mode="json") for part in parts], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def units_fingerprint(settings: Workspace) -> str:
    """The units a mzgz.yaml declares."""
    text = "\n".join(unit.model_dump_json(exclude_defaults=True) for unit in settings.units)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
