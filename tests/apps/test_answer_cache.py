"""What an engine was asked once about a data set is not worked out again; and never told of other files, days or questions."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from collected import handed_in, places
from mzgz.apps.cli import run

pytest.importorskip("duckdb")

from mzgz.progress.columns.answer_cache import ROOM
from mzgz.progress.columns.engine import DuckEngine

Told = Callable[..., str]


def collect(root: Path) -> None:
    with pytest.raises(SystemExit):
        run(["collect", str(root / "各地"), "--into", str(root / "汇总")])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = places(tmp_path)
    collect(root)
    return root


@pytest.fixture
def told(root: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    def told(*words: str) -> str:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            run([*words, "-C", str(root / "汇总")])
        assert end.value.code == 0
        return capsys.readouterr().out

    return told


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Queries of sums that an engine was given."""
    seen: list[str] = []
    rows = DuckEngine.rows

    def counted(self: DuckEngine, query: str) -> list[tuple[object, ...]]:
        seen.extend([query] * query.startswith("WITH"))
        return rows(self, query)

    monkeypatch.setattr(DuckEngine, "rows", counted)
    return seen


@pytest.mark.parametrize(
    "words", [("status",), ("status", "--unit", "甲省"), ("why", "beds"), ("status", "--target", "line")]
)
def test_the_same_again_is_not_worked_out_again(told: Told, worked_out: list[str], words: tuple[str, ...]) -> None:
    first = told(*words, "--as-of", "2022-07-20")
    assert worked_out
    worked_out.clear()
    assert told(*words, "--as-of", "2022-07-20") == first
    assert not worked_out


def test_a_later_day_on_which_nothing_came(told: Told, worked_out: list[str]) -> None:
    first = told("status", "--as-of", "2022-07-20")
    worked_out.clear()
    assert told("status", "--as-of", "2022-07-25") == first.replace("2022-07-20", "2022-07-25")
    assert not worked_out


def test_an_earlier_day_and_another_question_are_worked_out(root: Path, told: Told, worked_out: list[str]) -> None:
    told("status", "--as-of", "2022-07-20")
    for words in (("--as-of", "2022-07-03"), ("--as-of", "2022-07-20", "--unit", "甲省")):
        worked_out.clear()
        with_held = told("status", *words)
        assert worked_out
        for file in (root / "汇总" / ROOM).iterdir():
            file.unlink()
        assert told("status", *words) == with_held


def test_what_was_collected_since_is_told(root: Path, told: Told) -> None:
    before = told("status", "--target", "line", "--as-of", "2022-07-20")
    text = handed_in("150702", 6, 0).replace("line: {value: 0}", "line: {value: 3}")
    (root / "各地/甲市/submissions/2022-06/150702.yaml").write_text(text, encoding="utf-8")
    collect(root)
    after = told("status", "--target", "line", "--as-of", "2022-07-20")
    assert "3起" in after
    assert "3起" not in before


def test_of_many_facts_the_sums_are_worked_out_when_they_are_collected(
    told: Told, worked_out: list[str], monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    text = handed_in("150702", 6, 0).replace("line: {value: 0}", "line: {value: 3}")
    (root / "各地/甲市/submissions/2022-06/150702.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("mzgz.apps.cli.collect._MANY_FACTS", 100)
    collect(root)
    assert worked_out
    worked_out.clear()
    assert "1项逾期" in told("status")
    assert not worked_out


def test_a_damaged_answer_is_worked_out_again(root: Path, told: Told) -> None:
    first = told("status", "--as-of", "2022-07-20")
    for file in (root / "汇总" / ROOM).iterdir():
        file.write_bytes(file.read_bytes().replace(b"1", b"2"))
    assert told("status", "--as-of", "2022-07-20") == first


def test_a_room_nobody_can_write_in(root: Path, told: Told) -> None:
    first = told("status", "--as-of", "2022-07-20")
    for file in (root / "汇总" / ROOM).iterdir():
        file.unlink()
    (root / "汇总" / ROOM).rmdir()
    (root / "汇总" / ROOM).write_text("")
    assert told("status", "--as-of", "2022-07-20") == first


@pytest.mark.parametrize("room", [".mzgz/years", ROOM])
def test_what_a_killed_run_left_goes_with_the_next(root: Path, told: Told, room: str) -> None:
    told("status", "--as-of", "2022-07-20")
    left, fresh = (root / "汇总" / room / f".2022-{name}.part" for name in ("left1", "fresh2"))
    for file in (left, fresh):
        file.write_bytes(b"half")
    os.utime(left, (1_600_000_000, 1_600_000_000))
    text = handed_in("150702", 6, 0).replace("line: {value: 0}", "line: {value: 3}")
    (root / "各地/甲市/submissions/2022-06/150702.yaml").write_text(text, encoding="utf-8")
    collect(root)
    told("status", "--as-of", "2022-07-20")
    assert not left.exists()
    assert fresh.exists(), "somebody may be writing it"
