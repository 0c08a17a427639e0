"""A form filled in through LibreOffice, cell by cell as a person would, saved by it and taken in: nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from filled_forms import typed
from form_workspace import JUNE, MAY, MONTH, UNIT, form_ledger
from mzgz.formats.xlsx.form_reader import read_form
from mzgz.formats.xlsx.form_writer import make_form
from mzgz.intake.form.draft import Wanted
from mzgz.intake.form.submission_yaml import submission_text
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from sample_year import sample_ledger

SYSTEM_PYTHON = "/usr/bin/python3"
SCRIPT = Path(__file__).parents[1].joinpath("fill_by_libreoffice.py")
_PATIENCE = 300
"""Seconds after which the office is taken to hang; not a measure."""
ROOT = Path(__file__).parents[2]


def _has_uno() -> bool:
    if shutil.which("soffice") is None or not Path(SYSTEM_PYTHON).exists():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0  # noqa: S603


pytestmark = pytest.mark.skipif(not _has_uno(), reason="这台机器没有 LibreOffice 或它的 Python 接口（python3-uno）")


def fill(jobs: list[dict[str, Any]], profile: Path) -> list[dict[str, Any]]:
    done = subprocess.run(  # noqa: S603
        [SYSTEM_PYTHON, str(SCRIPT), str(profile)],
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


def job(ledger: Ledger, said: Submission, folder: Path) -> dict[str, Any]:
    form = make_form(ledger, ledger.units.by_code[said.unit], said.period, idle=True)
    assert form is not None
    path = folder / f"{said.period}-{said.unit}-form.xlsx"
    path.write_bytes(form)
    cells = [
        (
            sheet,
            cell,
            kind,
            value.isoformat() if isinstance(value, date) else float(value) if kind == "number" else value,
        )
        for sheet, cell, kind, value in typed(form, said, dict(ledger.plans[2022].targets))
    ]
    return {"form": str(path), "out": str(folder / f"{said.period}-{said.unit}.xlsx"), "cells": cells}


def same(one: Submission, other: Submission, ledger: Ledger) -> None:
    texts = [submission_text(_comparable(item), ledger.plans[2022], "x") for item in (one, other)]
    assert texts[0] == texts[1]


def _comparable(said: Submission) -> Submission:
    entries = {name: said.entries[name] for name in sorted(said.entries) if said.entries[name] != Entry()}
    return Submission(
        unit=said.unit,
        period=said.period,
        filled_by=said.filled_by,
        approved_by=said.approved_by,
        entries=entries,
        explanations=said.explanations,
        highlights=said.highlights,
        honours=said.honours,
        problems=said.problems,
    )


def test_every_kind_of_row_goes_round(tmp_path: Path) -> None:
    said = form_ledger(tmp_path / "said", m2022_05=MAY, m2022_06=JUNE).submissions[MONTH, UNIT]
    ledger = form_ledger(tmp_path / "blank", m2022_05=MAY)
    work = job(ledger, said, tmp_path)
    (told,) = fill([work], tmp_path / "profile")
    assert told["protected"] == ["封面", "填报", "情况说明", "附表", "mzgz"]
    assert told["hidden"] == ["mzgz"]
    assert told["validations"]["LIST"] == 3
    assert told["validations"]["WHOLE"] == 3
    assert told["marks"] == 1  # the pending one stays silent; the numerator that jumped wants no more than its reason
    result = read_form(Path(work["out"]).read_bytes(), work["out"], ledger, Wanted())
    assert not result.found
    same(result.drafts[0].submission, said, ledger)


WHOLE_YEAR = os.environ.get("MZGZ_WHOLE_YEAR") == "1"
"""All reporters and months take a quarter of an hour; by default three reporters hand in the fullest month."""


@pytest.mark.parametrize("month", [f"2022-{number:02}" for number in range(1, 13)] if WHOLE_YEAR else ["2022-06"])
def test_the_sample_year_goes_round(month: str, tmp_path: Path) -> None:
    ledger = sample_ledger()
    period = Period.parse(month)
    returns = [item for (when, _), item in sorted(ledger.submissions.items()) if when == period]
    assert returns
    returns = returns if WHOLE_YEAR else returns[:3]
    jobs = [job(ledger, said, tmp_path) for said in returns]
    fill(jobs, tmp_path / "profile")
    for work, said in zip(jobs, returns, strict=True):
        result = read_form(Path(work["out"]).read_bytes(), work["out"], ledger, Wanted())
        assert not result.found
        same(result.drafts[0].submission, said, ledger)
