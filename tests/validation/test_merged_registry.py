"""A merged unit answers for the streets and townships of both from the day of the merger on, and not before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.intake.workspace import load
from workspace import write_files

SETTINGS = """\
bureau: {name: 榆州市民政局, city: 榆州市, code: "990600"}
units:
  - {code: "990602", name: 城东区, registry: {streets: 6, townships: 2}}
  - {code: "990603", name: 城西区, registry: {streets: 3, townships: 1}, closed: 2022-05-20, merged_into: "990602"}
  - {code: "990604", name: 城北区, registry: {streets: 1, townships: 0}, closed: 2022-04-10, merged_into: "INTO"}
reporting: {due_day: 5, first_month: 2022-03}
"""
PLAN = """\
section: {part: 一, title: 社会救助, division: 社会救助科}
targets:
  - {id: fund, name: 备用金覆盖率, kind: ratio, numerator: {name: 已建立的, unit: 个}, denominator: {name: 乡镇街道, unit: 个, registry: [streets, townships]}, goal: "= 100%", due: 2022-12-31, cadence: month, source: {section: 一, item: 1}}
"""


def told(root: Path, into: str, month: int, places: int) -> list[str]:
    """What is found wrong in the number of 城东区 in a month."""
    text = (
        f'unit: "990602"\nperiod: 2022-{month:02}\nreceived: 2022-{month + 1:02}-03\n'
        f"entries:\n  fund: {{numerator: {places}, denominator: {places}}}\n"
    )
    write_files(
        root,
        {
            "mzgz.yaml": SETTINGS.replace("INTO", into),
            "targets/2022/01.yaml": PLAN,
            f"submissions/2022-{month:02}/990602.yaml": text,
        },
    )
    ledger, faults = load(root)
    judged = validation.run(ledger, faults, date(2022, 7, 6), validation.Selection())
    return [each.message for each in judged.findings if each.code == "A104"]


@pytest.mark.parametrize("into", ["990602", "990603"], ids=["both into one", "one through the other"])
@pytest.mark.parametrize(("month", "places"), [(3, 8), (5, 13), (6, 13)])
def test_the_registry_of_both_counts_from_the_merger_on(tmp_path: Path, into: str, month: int, places: int) -> None:
    assert told(tmp_path, into, month, places) == []


def test_the_number_of_before_is_asked_about_after_it(tmp_path: Path) -> None:
    (message,) = told(tmp_path, "990602", 6, 8)
    assert "与登记的13个（连同并入的）不一致" in message


def test_the_number_of_after_is_asked_about_before_it(tmp_path: Path) -> None:
    (message,) = told(tmp_path, "990603", 4, 9)
    assert "与登记的8个不一致" in message
