"""acceptance/<month>/<code>.yaml → the record of what the bureau did with a return; sound as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from mzgz.intake.faults import fault, record
from mzgz.intake.workspace.record_reader import validate
from mzgz.intake.workspace.return_files import key_of, misfits
from mzgz.intake.yaml.file import YamlFile
from mzgz.model.acceptance import Acceptance
from mzgz.model.findings import Diagnostic
from mzgz.model.targets.target import located
from mzgz.model.unit_tree import UnitTree


def make_acceptance(file: YamlFile, units: UnitTree) -> tuple[Acceptance | None, list[Diagnostic]]:
    """The record of a file. A history with a round missing would tell something else, so a faulty one counts for
    nothing until it is mended."""
    found = misfits(file, *key_of(file.path), units)
    built: Acceptance | None
    built, faults = validate(Acceptance, file.data, file, ())
    found.extend(faults)
    if built is None or found or not file.complete:
        return None, found
    found.extend(_miscounted(built, file))
    return (None, found) if found else (located(built, file.places.source), [])


def _miscounted(built: Acceptance, file: YamlFile) -> Iterator[Diagnostic]:
    """A round counts the returns before it; days never go back."""
    expected = 1
    day = built.rounds[0].on if built.rounds else None
    for place, item in enumerate(built.rounds):
        if item.round != expected:
            source, bound = file.source("rounds", place, "round"), str(expected)
            yield fault(record.out_of_range, source, key="round", value=str(item.round), low=bound, high=bound)
        if day and item.on < day:
            source = file.source("rounds", place, "on")
            yield fault(record.out_of_range, source, key="on", value=str(item.on), low=str(day), high=None)
        expected += item.action == "returned"
        day = item.on
