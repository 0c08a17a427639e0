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


# ── running totals ───────────────────────────────────────────────────────────────────────────────────────────

JOBS = """\
section: {part: 一, title: 就业, division: 就业科}
targets:
  - {id: jobs, name: 新增就业, kind: count, value: {name: 新增就业, unit: 人}, measured: cumulative, goal: ">= 300", due: 2022-12-31, cadence: month, source: {section: 一, item: 1}}
"""


def totals(root: Path, reported: dict[str, dict[int, int]]) -> list[tuple[str | None, str]]:
    """The months in which a running total is asked about, and how."""
    files = {"mzgz.yaml": SETTINGS.replace("INTO", "990602"), "targets/2022/01.yaml": JOBS}
    for unit, months in reported.items():
        for month, value in months.items():
            files[f"submissions/2022-{month:02}/{unit}.yaml"] = (
                f'unit: "{unit}"\nperiod: 2022-{month:02}\nreceived: 2022-{month + 1:02}-03\n'
                f"entries:\n  jobs: {{value: {value}}}\n"
            )
    write_files(root, files)
    ledger, faults = load(root)
    judged = validation.run(ledger, faults, date(2022, 8, 6), validation.Selection())
    return [(each.period, each.message) for each in judged.findings if each.code == "T112"]


@pytest.mark.parametrize(
    ("own", "told_"),
    [
        ({3: 10, 4: 25, 5: 60, 6: 70}, []),
        ({3: 10, 4: 20, 5: 60}, ["2022-04"]),
        ({3: 10, 4: 25, 5: 30, 6: 35}, ["2022-05"]),
        ({3: 10, 5: 60}, []),
        ({3: 10, 6: 40}, ["2022-06"]),
    ],
)
def test_what_the_merged_had_done_stays_in_the_running_total(
    tmp_path: Path, own: dict[int, int], told_: list[str]
) -> None:
    """城北区 had 15 in March and came in April, 城西区 had 30 in April and came in May."""
    found = totals(tmp_path, {"990602": own, "990604": {3: 15}, "990603": {3: 20, 4: 30}})
    assert [when for when, _ in found] == told_


def test_the_shares_are_named(tmp_path: Path) -> None:
    [(_, message)] = totals(tmp_path, {"990602": {3: 10, 4: 20}, "990604": {3: 15}})
    assert message == "新增就业20人，并入了城北区，却少于以前累计的之和（城东区3月的10、城北区3月的15）"
