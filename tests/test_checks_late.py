"""A month handed in on time, sent back and handed in again is not late."""

from __future__ import annotations

from pathlib import Path

import pytest

from mzgz import checks
from mzgz.loader import load
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
    told = [each.rule for each in checks.run(ledger, found).findings]
    assert ("late-return" in told) is late
