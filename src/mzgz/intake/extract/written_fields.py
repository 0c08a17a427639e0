"""What a person writes into a draft beyond what was read: kept as written, and held against the fields a target may have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mzgz.intake.faults import record
from mzgz.intake.workspace.record_reader import keys_of, validate
from mzgz.intake.yaml.fast import Plain
from mzgz.intake.yaml.file import YamlFile
from mzgz.model.findings import Diagnostic, slug_of
from mzgz.model.targets import KINDS
from mzgz.model.targets.target_clauses import SHARED

_ABSENT: Final = slug_of(record.missing_key)
_OF_DRAFTS: Final = frozenset({"source", "reading", "compare", "proposed", "part_of", "goal_text", "decide", "reason"})
"""Keys only a draft has; of `source` a target has some too."""
_READ: Final = frozenset(
    {"id", "name", "kind", "goal", "due", "cadence", "firm", "measured", "proof", "decimals", "per", "unit", "note"}
)
"""Fields every draft has a place of its own for."""
_ROLES: Final = ("numerator", "denominator", "value")
_PLACE: Final = frozenset({"section", "item", "basis", "part", "number", "title", "paragraph", "span", "text"})
_CHECKED: Final = ("id", "firm", "measured", "proof", "decimals", "per", "unit", "note")


def written_fields(data: dict[str, Plain]) -> dict[str, Plain]:
    """The fields of a draft that are kept as they stand in the file: of numbers and the source only what was added."""
    kept: dict[str, Plain] = {}
    for key, value in data.items():
        if key in _ROLES and isinstance(value, dict):
            if added := {name: each for name, each in value.items() if name not in ("name", "unit")}:
                kept[key] = added
        elif key == "judge":
            if value is not None and value != "every":
                kept[key] = value
        elif key == "scope":
            if value is not None and value != "all" and not isinstance(value, list):
                kept[key] = value
        elif key not in _READ | _OF_DRAFTS and value is not None:
            kept[key] = value
    source = data.get("source")
    if isinstance(source, dict):
        added = {name: each for name, each in source.items() if name not in _PLACE or isinstance(each, list)}
        added.pop("span", None)
        if added:
            kept["source"] = added
    return kept


def field_findings(
    data: dict[str, Plain], file: YamlFile, at: tuple[str | int, ...], read: str
) -> Iterator[Diagnostic]:
    """What no target of the kind can have, and what is written in a way no target can take. `read`: the goal as it was
    read, which stands in drafts of kinds that are not held to one.

    What a target must have and a draft lacks is left to `mzgz check`.
    """
    model = KINDS.get(str(data.get("kind")))
    if model is None:
        return
    for clause in SHARED:
        clause.model_rebuild()
    fields = keys_of(model, ())
    written: dict[str, Plain] = {key: value for key, value in data.items() if key in _CHECKED and value is not None}
    written |= written_fields(data)
    for role in _ROLES:
        if role in data and (role in written or role not in fields):
            written[role] = data[role]
    if "goal" in data and "goal" not in fields and str(data["goal"] or "") not in ("", read):
        written["goal"] = data["goal"]
    if isinstance(added := written.get("source"), dict):
        written["source"] = {"section": "全文", **added}
    whole = file.source(*at)
    for finding in validate(model, written, file, at)[1]:
        if finding.rule != _ABSENT or finding.source != whole:
            yield finding
