"""A return that lies outside `submissions/`: judged as whose its `unit` and `period` say it is, or told why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mzgz.intake.workspace import load
from mzgz.intake.workspace.trial_return import suppose
from workspace import make_workspace


@pytest.mark.parametrize(
    ("text", "whose", "found"),
    [
        ('unit: "150702"\nperiod: 2022-06\nentries: {}\n', ("2022-06", "150702"), "missing-key"),
        ("unit: 海拉尔\nperiod: 2022-06\nreceived: 2022-07-01\n", ("2022-06", "150702"), "unit-mismatch"),
        ('unit: "150799"\nperiod: 2022-06\n', None, "unknown-unit"),
        ('unit: "150702"\nperiod: 2022年6月\n', None, "bad-period"),
        ('unit: "150799"\n', None, "unknown-unit missing-key"),
        ('unit: "150702"\nperiod: 2022-Q2\n', None, ""),
        ("a: 1\n", None, ""),
    ],
)
def test_whose_return_it_is(tmp_path: Path, text: str, whose: tuple[str, str] | None, found: str) -> None:
    ledger, _ = load(make_workspace(tmp_path / "w", "entries: {}"))
    file = tmp_path / "draft.yaml"
    file.write_text(text, encoding="utf-8")
    supposed = suppose(ledger, file, "draft.yaml")
    assert (supposed.key and (str(supposed.key[0]), supposed.key[1])) == whose
    assert " ".join(each.rule for each in supposed.found) == found
