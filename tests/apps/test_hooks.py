"""The hook a district's repository can use looks at the files of a workspace and at nothing else."""

from __future__ import annotations

import re

import pytest
import yaml

from goldens import ROOT

(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def test_it_runs_the_check_once() -> None:
    assert (HOOK["id"], HOOK["entry"], HOOK["require_serial"]) == ("mzgz-check", "mzgz check", True)


@pytest.mark.parametrize(
    ("path", "looked_at"),
    [
        ("mzgz.yaml", True),
        ("targets/2022/01-political-work.yaml", True),
        ("submissions/2022-06/150702.yml", True),
        ("submissions/2022-06/150702.xlsx", False),
        ("templates/speech/01-opening.j2", False),
        ("tests/examples/bad/mzgz.yaml", False),
    ],
)
def test_it_looks_at_workspace_files(path: str, looked_at: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) is looked_at
