"""A data set read a province at a time says what it says when it is read at once; one target is told without the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from collected import places
from mzgz.apps.cli import run
from mzgz.progress.columns import engine_target_sums

pytest.importorskip("duckdb")

from mzgz.progress.columns import engine
from mzgz.progress.columns.column_sums import FactTables

ASKED = (
    ("status", "--as-of", "2022-07-20"),
    ("status", "--as-of", "2022-07-04"),
    ("status", "--as-of", "2023-01-31", "--unit", "甲省"),
    ("status", "--as-of", "2022-07-20", "--target", "beds"),
    ("why", "beds", "--as-of", "2022-07-20"),
    ("why", "visits", "--as-of", "2022-07-20"),
    ("why", "line", "--as-of", "2022-07-20", "--unit", "甲市"),
    ("why", "plan", "--as-of", "2022-08-20"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = places(tmp_path)
    said = root / "各地/甲市/submissions/2022-03/150703.yaml"
    text = said.read_text(encoding="utf-8")
    said.write_text(
        text.replace("visits: {done: true}", "visits: {done: false}").replace("line: {value: 0}", "line: {value: 2}"),
        encoding="utf-8",
    )
    with pytest.raises(SystemExit):
        run(["collect", str(root / "各地"), "--into", str(root / "汇总")])
    return root / "汇总"


def told(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        run([*words, "-C", str(root)])
    assert end.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("words", ASKED)
def test_a_province_at_a_time(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    at_once = told(root, capsys, *words)
    laid: list[object] = []
    portions = engine.DuckEngine._portions

    def counted(self: engine.DuckEngine, year: int, below: str | None) -> list[tuple[str, ...]]:
        laid.append(below)
        found = portions(self, year, below)
        assert len(found) == (2 if below is None else 1)
        return found

    monkeypatch.setattr(engine, "facts_at_once", lambda memory: 1)
    monkeypatch.setattr(engine.DuckEngine, "_portions", counted)
    assert told(root, capsys, *words) == at_once
    assert laid


def test_who_broke_a_line_is_asked_of_the_engine(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    own = engine_target_sums.EngineTargetSums._read

    def counted(self: engine_target_sums.EngineTargetSums, codes: list[str]) -> None:
        read.extend(codes)
        own(self, codes)

    monkeypatch.setattr(engine_target_sums.EngineTargetSums, "_read", counted)
    assert "县1507032022年3月发生2起" in told(root, capsys, "why", "line", "--as-of", "2022-07-20")
    assert set(read) == {"150703"}
    assert "县1507032022年3月没有做到" in told(root, capsys, "why", "visits", "--as-of", "2022-07-20")
    assert set(read) == {"150703"}


def test_of_one_target_no_other_is_laid_out(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[set[str]] = []
    own = FactTables.answers

    def counted(self: FactTables, *words: object) -> object:
        seen.append(set(self.targets))
        return own(self, *words)  # type: ignore[arg-type]

    monkeypatch.setattr(FactTables, "answers", counted)
    told(root, capsys, "why", "beds", "--as-of", "2022-07-20")
    told(root, capsys, "status", "--target", "beds", "--as-of", "2022-07-20")
    assert seen
    assert all(each == {"beds"} for each in seen)
