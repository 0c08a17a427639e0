"""A draft of July, held against the data of January: of the months it tells of nothing changed, and so nothing in it did."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from mzgz.apps.cli.report import report
from mzgz.apps.cli.verify import verified
from mzgz.formats.terminal.verification_text import rows
from mzgz.publishing.verify.verification import Verification
from second_year import sample_copy


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = sample_copy(tmp_path_factory.mktemp("office"))
    report(year=2022, as_of="2022-07-20", document="tables", format_="docx", directory=root)
    return root


def held(root: Path) -> Verification:
    return verified(root / "reports/2022/tables.docx", root, None, None).verification


def told(found: Verification) -> str:
    stream = io.StringIO()
    stream.writelines(row.text for row in rows(found))
    return stream.getvalue().replace(" ", "")


def test_nothing_in_it_is_stale(office: Path) -> None:
    found = held(office)
    assert {one.state for one in found.passages} == {"ok"}
    assert {one.state for one in found.figures} == {"ok"}
    assert found.origin is not None
    assert found.origin.changed == ()


def test_it_says_up_to_which_month_it_tells_and_that_there_are_later_ones(office: Path) -> None:
    text = told(held(office))
    assert "出自截至2022年7月20日的数据，统计到2022年6月；这些月份的数此后没有改动" in text
    assert "现在已经报到2022年12月；这份文稿仍按6月核对和更新，要写到12月，请用mzgzreport重新起草" in text
    assert "是后来加的" not in text


def test_a_return_of_its_months_that_came_late_counts(office: Path) -> None:
    file = office / "submissions/2022-06/150703.yaml"
    before = file.read_text("utf-8")
    file.write_text(before.replace("received: 2022-07", "received: 2022-08"), "utf-8")
    try:
        found = held(office)
    finally:
        file.write_text(before, "utf-8")
    assert found.origin is not None
    assert found.origin.changed == ("扎赉诺尔2022年6月的报送改过",)
    assert "stale" in {one.state for one in found.passages}
