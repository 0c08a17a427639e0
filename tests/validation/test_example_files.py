"""Whole files, good and bad: what `mzgz check` says of each stands beside it in `.expected`; the schema agrees."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from goldens import golden
from mzgz import validation
from mzgz.intake.workspace import load
from mzgz.intake.yaml.file import parse
from mzgz.model.findings import Judgement
from mzgz.publishing.schemas import schema_texts

EXAMPLES = Path(__file__).parents[1] / "examples"
GOOD = sorted((EXAMPLES / "good").glob("*.yaml"))
BAD = sorted((EXAMPLES / "bad").glob("*.yaml"))
PLACE = "submissions/2022-06/150702.yaml"
AS_OF = date(2022, 7, 6)

SCHEMA = Draft202012Validator(json.loads(schema_texts()["submissions.schema.json"]))
FORM = {"number-form", "unquoted-code", "bad-date"}
"""Faults of a value's own form: an editor must see them too. What needs the plan or reads well enough, it cannot."""


def judged(example: Path, root: Path) -> Judgement:
    """The example as the only return of a small workspace."""
    shutil.copytree(EXAMPLES / "workspace", root, dirs_exist_ok=True)
    file = root / PLACE
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(example, file)
    ledger, found = load(root)
    only = validation.Selection(paths=(PLACE,))
    return validation.run(ledger, found, as_of=AS_OF, only=only)


@pytest.mark.parametrize("example", GOOD, ids=lambda path: path.stem)
def test_good(example: Path, tmp_path: Path) -> None:
    findings = judged(example, tmp_path).findings
    assert [each.rule for each in findings if each.severity != "note"] == []
    file, faults = parse(example.read_bytes(), PLACE)
    assert file is not None
    assert not faults
    assert not [error.message for error in SCHEMA.iter_errors(file.data)]


@pytest.mark.parametrize("example", BAD, ids=lambda path: path.stem)
def test_bad(example: Path, tmp_path: Path) -> None:
    findings = judged(example, tmp_path).findings
    told = [
        f"{each.source.line}:{each.source.column} {each.severity.label} {each.code} {each.rule}\n"
        f"    {each.message}\n    怎么办：{each.hint}\n"
        for each in findings
    ]
    assert told
    golden(example.with_suffix(".expected"), "".join(told))
    file, _ = parse(example.read_bytes(), PLACE)
    if file is not None and {each.rule for each in findings} & FORM:
        assert [error.message for error in SCHEMA.iter_errors(file.data)]
