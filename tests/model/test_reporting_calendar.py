"""When a return is due: by the day, by the calendar of the office, by leave; and when it is not taken any more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mzgz.apps.cli import run
from mzgz.intake.workspace import load
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.workflow.returns_of_the_year import return_of
from workspace import make_workspace

SEPTEMBER, JUNE = Period.parse("2022-09"), Period.parse("2022-06")
CALENDAR = """\
# mzgz.yaml
reporting:
  due_day: 5
  opens_day: 1
  lock_day: 20
  exceptions: [{unit: "150703", period: 2022-06, until: 2022-07-25, allowed_by: 分管副局长, reason: 专网检修}]
calendar: {holidays: [2022-10-03, 2022-10-04, 2022-10-05, 2022-10-06, 2022-10-07], workdays: [2022-10-08, 2022-10-09]}
"""


def ledger(root: Path, text: str) -> Ledger:
    made, found = load(make_workspace(root, text))
    assert [each for each in found if each.source.path == "mzgz.yaml"] == []
    return made


@pytest.mark.parametrize(
    ("day", "month"), [("2022-12-05", "2022-11"), ("2022-12-04", "2022-10"), ("2023-01-05", "2022-12")]
)
def test_the_last_month_whose_return_was_due(day: str, month: str, tmp_path: Path) -> None:
    assert str(ledger(tmp_path, "").last_due(date.fromisoformat(day))) == month


def test_a_due_day_on_a_day_off_is_put_off_to_the_next_working_day(tmp_path: Path) -> None:
    plain, made = ledger(tmp_path / "a", ""), ledger(tmp_path / "b", CALENDAR)
    assert (plain.due(SEPTEMBER), made.due(SEPTEMBER)) == (date(2022, 10, 5), date(2022, 10, 8))
    assert made.due(Period.parse("2022-10")) == date(2022, 11, 7), "the 5th is a Saturday"
    assert made.due(JUNE) == date(2022, 7, 5)
    assert (str(made.last_due(date(2022, 10, 7))), str(made.last_due(date(2022, 10, 8)))) == ("2022-08", "2022-09")


def test_leave_is_for_one_unit_and_month(tmp_path: Path) -> None:
    made = ledger(tmp_path, CALENDAR)
    assert (made.due(JUNE, "150703"), made.due(JUNE, "150702")) == (date(2022, 7, 25), date(2022, 7, 5))
    assert (made.locks(JUNE, "150703"), made.locks(JUNE, "150702")) == (date(2022, 7, 25), date(2022, 7, 20))
    assert made.locks(SEPTEMBER, "150703") == date(2022, 10, 20)
    assert made.opens(JUNE) == date(2022, 7, 1)
    leave = made.leave("150703", JUNE)
    assert leave is not None
    assert leave.allowed_by == "分管副局长"


def test_who_has_leave_is_not_late(tmp_path: Path) -> None:
    said = "".join(
        f"# submissions/2022-06/{unit}.yaml\nreceived: 2022-07-19\nentries: {{}}\n" for unit in ("150702", "150703")
    )
    made = ledger(tmp_path, CALENDAR + said)
    stages = [return_of(made, made.units.by_code[unit], JUNE, date(2022, 7, 30)).label for unit in ("150702", "150703")]
    assert stages == ["迟报", "已报"]


def test_a_locked_month_takes_no_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MZGZ_CACHE", "off")
    root = make_workspace(tmp_path / "w", CALENDAR)
    file = tmp_path / "a.csv"
    rows = "".join(f"{unit},2022-06,care-beds,数值,1450\n" for unit in ("150702", "150703"))
    file.write_text("单位,报告期,目标标识,字段,值\n" + rows, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        run(["import", str(file), "--yes", "--received", "2022-07-22", "-C", str(root)])
    assert ended.value.code == 1
    told = capsys.readouterr().out
    assert "2022年6月的报送2022年7月20日以后已经锁定，没有写入" in told
    assert "已写入1份" in told
    assert [file.name for file in (root / "submissions/2022-06").iterdir()] == ["150703.yaml"]
