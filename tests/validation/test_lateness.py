"""A month handed in on time, sent back and handed in again is not late; a paper is shared by who names it later."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.intake.workspace import load
from mzgz.progress.board import Board
from mzgz.progress.punctuality import reporting
from workspace import make_workspace

AGAIN = """\
# submissions/2022-06/150702.yaml
unit: "150702"
period: 2022-06
received: 2022-07-08
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450}
"""
SENT_BACK = """\
# acceptance/2022-06/150702.yaml
unit: "150702"
period: 2022-06
rounds:
  - {action: returned, on: 2022-07-06, by: 规划财务科, round: 1, fingerprint: "%s", received: %s,
     reasons: [{text: 请核对分子}]}
"""


@pytest.mark.parametrize(("first", "late"), [("2022-07-04", False), ("2022-07-06", True)])
def test_the_first_receipt_decides(first: str, late: bool, tmp_path: Path) -> None:
    root = make_workspace(tmp_path, AGAIN + SENT_BACK % ("0" * 64, first))
    ledger, found = load(root)
    assert [each.message for each in found if each.source.path.startswith("acceptance/")] == []
    told = [each.rule for each in validation.run(ledger, found).findings]
    assert ("late-return" in told) is late
    (row,) = (row for row in reporting(Board(ledger, 2022, date(2022, 7, 31))) if row.code == "150702")
    assert (row.on_time, [str(month) for month in row.late]) == ((0, ["2022-06"]) if late else (1, []))


def test_a_paper_is_shared_by_the_target_that_named_it_later(tmp_path: Path) -> None:
    """Whatever their order in the plan: the first use is the earlier month's."""
    later_in_the_plan = "village-plan: {done: true, on: 2022-04-06, evidence: [海民发〔2022〕12号]}"
    earlier_in_the_plan = "rescue-plan: {done: true, on: 2022-05-06, evidence: [海民发〔2022〕12号]}"
    text = (
        f"# submissions/2022-04/150702.yaml\nentries:\n  {later_in_the_plan}\n"
        f"# submissions/2022-05/150702.yaml\nentries:\n  {earlier_in_the_plan}\n"
    )
    ledger, found = load(make_workspace(tmp_path, text))
    shared = [each for each in validation.run(ledger, found).findings if each.rule == "evidence-shared"]
    assert [(each.period, each.target) for each in shared] == [("2022-05", "rescue-plan")]


ONE_THING = """\
# targets/2022/01-care.yaml
section: {part: 三, number: （二）, title: 健全完善养老服务体系, division: 养老服务科}
targets:
  - {id: centre, name: 建成未成年人保护中心, kind: milestone, proof: document, scope: ["150700"], due: 2022-03-31,
     cadence: once, source: {section: 三（二）, item: 1}}
  - {id: visits, name: 探访制度, kind: recurring, scope: ["150702"], due: 2022-12-31, cadence: month,
     source: {section: 三（二）, item: 2}}
# submissions/2022-03/150702.yaml
entries: {visits: {done: true}}
# submissions/2022-04/150702.yaml
entries: {visits: {done: true}}
"""
DONE = """\
# submissions/2022-03/150700.yaml
entries: {centre: {done: true, on: 2022-03-20, evidence: [海民发〔2022〕12号]}}
"""


@pytest.mark.parametrize(("march", "owed"), [(DONE, []), ("", ["2022-03"])])
def test_who_has_done_its_one_thing_owes_no_more_returns(march: str, owed: list[str], tmp_path: Path) -> None:
    root = make_workspace(tmp_path, ONE_THING + march)
    ledger, found = load(root)
    missing = [each for each in validation.run(ledger, found, date(2022, 5, 20)).findings if each.code == "C101"]
    assert [each.period for each in missing if each.unit == "150700"] == owed
