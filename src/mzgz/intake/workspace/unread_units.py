"""Units that mzgz.yaml declares and nobody could read: that a file is one of theirs is no fault of the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mzgz.intake.faults import record
from mzgz.intake.yaml.file import YamlFile
from mzgz.language.pattern_search import expression
from mzgz.model.findings import Diagnostic, slug_of
from mzgz.model.settings import Workspace

_UNKNOWN: Final = slug_of(record.unknown_unit)
_CODE: Final = expression(r"[0-9]{6}(?:[0-9]{3}){0,2}")
_ANY: Final = ("",)


def unread_units(file: YamlFile | None, workspace: Workspace) -> tuple[str, ...]:
    """The codes of units that were declared and left out; the empty one for all, where it is not known which they are."""
    if file is None or not file.complete:
        return _ANY
    listed = file.data.get("units")
    if not isinstance(listed, list):
        return _ANY
    read = {unit.code for unit in workspace.units}
    codes = [str(unit.get("code")) if isinstance(unit, dict) else "" for unit in listed]
    left = tuple(code for code in codes if code not in read)
    return left if all(_CODE.fullmatch(code) for code in left) else _ANY


def without_unread(found: Sequence[Diagnostic], unread: Sequence[str]) -> list[Diagnostic]:
    """Findings without those that only repeat, file by file, that a unit could not be read."""
    if not unread:
        return list(found)
    return [each for each in found if each.rule != _UNKNOWN or not any(code in each.message for code in unread)]
