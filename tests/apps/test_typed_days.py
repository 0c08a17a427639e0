"""Days that have not come yet, and a computer whose clock is wrong: nothing is written down under them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mzgz.apps.cli import run
from workspace import make_workspace, write_files

TEXT = "# submissions/2022-05/150702.yaml\nentries:\n  care-beds: {value: 1450}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MZGZ_CACHE", "off")
    write_files(tmp_path, {"in.csv": "单位,报告期,目标标识,字段,值\n海拉尔区,2022-06,care-beds,数值,1460\n"})
    return make_workspace(tmp_path / "w", TEXT)


def mzgz(root: Path, *words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        run([*words, "-C", str(root)])
    return int(str(ended.value.code or 0))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("accept", "--unit", "150702", "--period", "2022-05", "--by", "局长", "--on", "2999-01-01"), "处理日期写的是2999-01-01"),
        (("return", "--unit", "150702", "--period", "2022-05", "--reason", "请附清单", "--on", "2999-01-01"), "处理日期"),
        (("import", "../in.csv", "--yes", "--received", "2999-01-01"), "收到日期写的是2999-01-01"),
    ],
)  # fmt: skip
def test_a_day_to_come_is_refused(
    words: tuple[str, ...], told: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert mzgz(root, *words) == 2
    assert told in capsys.readouterr().err
    assert not (root / "acceptance").exists()
    assert not (root / "submissions/2022-06").exists()


def clock(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    for module in ("typed_days", "import_"):
        monkeypatch.setattr(f"mzgz.apps.cli.{module}.today", lambda: day)


def test_a_clock_before_the_month_writes_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock(monkeypatch, date(2001, 1, 1))
    assert mzgz(root, "import", str(root.parent / "in.csv"), "--yes") == 2
    assert "2022年6月还没有开始，电脑的日期却是2001-01-01" in capsys.readouterr().err
    assert not (root / "submissions/2022-06").exists()


@pytest.mark.parametrize(("day", "noted"), [(date(2022, 7, 4), False), (date(2023, 7, 4), True)])
def test_a_receipt_long_after_is_pointed_out(
    day: date, noted: bool, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock(monkeypatch, day)
    assert mzgz(root, "import", str(root.parent / "in.csv"), "--yes") == 0
    assert ("--received" in capsys.readouterr().out) is noted
    assert f"received: {day}" in (root / "submissions/2022-06/150702.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [("check",), ("log",), ("status", "--returns"), ("slip",), ("import", "../in.csv")],
    ids=lambda words: words[0],
)
def test_what_goes_by_the_month_refuses_a_quarter(
    words: tuple[str, ...], root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing was wrong with a quarter, in which nothing was looked at."""
    monkeypatch.chdir(root)
    assert mzgz(root, *words, "--period", "2022-Q2") == 2
    assert "2022-Q2不是一个月，请写成 2022-06。" in capsys.readouterr().err
